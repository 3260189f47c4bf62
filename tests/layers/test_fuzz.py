"""Whatever bytes a file holds: it is taken in with an account that adds up, or refused with a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.catalogue import spec
from layers.errors import LayersError
from layers.faults import FAULTS
from layers.text import LANGUAGES
from tests.layers import corpus
from tests.layers.corpus import UTM32
from tests.layers.sources import collection, feature, take
from tests.specimens import EAST, NORTH

if TYPE_CHECKING:
    from pathlib import Path

LAYERS = st.sampled_from(
    ["centres", "addresses", "hazards", "plan-purposes", "population-grid", "paths", "plan-relations"]
)
NAMES = st.sampled_from(
    ["id", "name", "kind", "level", "residents", "arealformål", "objekttypenavn", "ru250m", "pop_tot", "highway", "Å.b"]
)
NUMBERS = st.floats() | st.integers(-(2**70), 2**70) | st.floats(550_000, 650_000)
SCALARS = (
    st.none() | st.booleans() | NUMBERS | st.text(max_size=8) | st.sampled_from(["1110.0", "flom", "", "Ã¸", "NaN"])
)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4))
COORDINATES = st.recursive(st.lists(NUMBERS, max_size=4), lambda inner: st.lists(inner, max_size=5))
TYPES = st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon", "GeometryCollection", "Feature", "x", ""])
SHAPES = st.fixed_dictionaries({"type": TYPES, "coordinates": COORDINATES}) | JSON
PLACES = st.builds(lambda x, y: {"type": "Point", "coordinates": [EAST + x, NORTH + y]}, *[st.floats(-1e4, 1e4)] * 2)
GOOD = st.fixed_dictionaries(
    {"type": st.just("Feature"), "properties": st.dictionaries(NAMES, JSON, max_size=5), "geometry": PLACES}
)
ODD = st.fixed_dictionaries({"type": st.just("Feature"), "properties": JSON, "geometry": SHAPES}) | JSON
IN_UTM = {"type": "name", "properties": {"name": UTM32}}
DOCUMENTS = st.fixed_dictionaries(
    {
        "type": st.just("FeatureCollection"),
        "features": st.tuples(st.lists(GOOD, max_size=5), st.lists(ODD, max_size=2)).map(
            lambda both: both[0] + both[1]
        ),
        "crs": st.just(IN_UTM) | st.just(IN_UTM) | JSON,
    }
)
# The documented head of Matrikkelen's addresses, and rows of what may stand in its columns.
HEAD = "lokalId;kommunenummer;kommunenavn;adressetype;adressenavn;nummer;EPSG-kode;Nord;Øst;postnummer;poststed"
CELLS = st.sampled_from(
    ["", "3407", "25832", "6740000.12", "590000,5", '"', '"a;b"', "Ørneveien", "NaN", "1e999", "\x00"]
)
ROWS = st.lists(st.lists(CELLS | st.text(max_size=6), max_size=13).map(";".join), max_size=8)


def assert_accounted_or_refused(path: Path, layer: str) -> None:
    try:
        intake = take(path, spec(layer))
    except LayersError as fault:
        sentences = [fault.say(lang) for lang in LANGUAGES]
        assert all(sentences)
        return
    account = intake.accounting
    assert account.read == account.imported + account.quarantined + sum(account.other.values())
    assert intake.features["id"].is_unique
    assert all(FAULTS[issue.code].text.say(lang, **issue.details) for issue in account.issues for lang in LANGUAGES)
    assert all(isinstance(json.loads(text), dict) for text in intake.features["source_properties"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(document=DOCUMENTS, layer=LAYERS)
def test_any_geojson_is_accounted_for_or_refused(folder: Path, document: dict[str, Any], layer: str) -> None:
    path = folder / "a.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert_accounted_or_refused(path, layer)


WHOLE = json.dumps(collection([feature(id=name, name="Gjøvik", residents=3) for name in "abc"]), ensure_ascii=False)


@given(place=st.integers(0, len(WHOLE.encode()) - 1), size=st.integers(0, 40), new=st.binary(max_size=12), layer=LAYERS)
def test_geojson_with_any_bytes_changed_is_accounted_for_or_refused(
    folder: Path, place: int, size: int, new: bytes, layer: str
) -> None:
    path, data = folder / "a.geojson", WHOLE.encode()
    path.write_bytes(data[:place] + new + data[place + size :])
    assert_accounted_or_refused(path, layer)


@given(head=st.just(HEAD) | st.text(max_size=40), rows=ROWS, end=st.sampled_from(["\n", "\r\n"]), layer=LAYERS)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_any_table_of_text_is_accounted_for_or_refused(
    folder: Path, encoding: str, head: str, rows: list[str], end: str, layer: str
) -> None:
    path = folder / "a.csv"
    path.write_bytes(end.join([head, *rows]).encode(encoding, "replace"))
    assert_accounted_or_refused(path, layer)


@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4))
def test_a_zip_with_any_bytes_changed_is_accounted_for_or_refused(
    folder: Path, changes: list[tuple[float, bytes]]
) -> None:
    path = folder / "a.zip"
    data = bytearray(corpus.made(corpus.zipped({"a.geojson": corpus.POINTS}), folder).read_bytes())
    for share, new in changes:
        start = int(share * len(data))
        data[start : start + len(new)] = new
    path.write_bytes(data)
    assert_accounted_or_refused(path, "centres")


BEGINNINGS = {
    "a.geojson": b"{",
    "a.gml": b'<g:a xmlns:g="http://www.opengis.net/gml/3.2">',
    "a.gpkg": b"SQLite format 3\x00",
    "a.fgb": b"fgb\x03fgb\x00",
    "a.parquet": b"PAR1",
    "a.zip": b"PK\x03\x04",
    "a.csv": b"id;x;y\n",
    "a.osm": b'<osm version="0.6">',
    "a.graphml": b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
}
ENDS = {"a.gml": b"</g:a>", "a.parquet": b"PAR1", "a.osm": b"</osm>", "a.graphml": b"</graphml>"}


@given(data=st.binary(max_size=200), name=st.sampled_from(sorted(BEGINNINGS)), layer=LAYERS)
def test_any_bytes_after_the_right_beginning_are_accounted_for_or_refused(
    folder: Path, data: bytes, name: str, layer: str
) -> None:
    path = folder / name
    path.write_bytes(BEGINNINGS[name] + data + ENDS.get(name, b""))
    assert_accounted_or_refused(path, layer)
