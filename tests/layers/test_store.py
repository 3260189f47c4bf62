from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given
from hypothesis import strategies as st

from layers import files, parquet
from layers.errors import LayersError, StoreFault, UsageFault, WorkspaceFault
from layers.fingerprint import fingerprint
from layers.history import Moment
from layers.intake import DTYPES, Intake, Issue
from layers.store import Store
from tests.layers.intakes import CRS, centres, taken, text

if TYPE_CHECKING:
    from layers.manifest import Manifest

DAY = date(2026, 11, 1)
LATER = date(2026, 11, 21)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", patience=0.1)


class Keeping(TypedDict, total=False):
    source_date: date
    replace_all: bool


def keep(store: Store, intake: Intake, part: str = "file", as_of: date = DAY, **more: Unpack[Keeping]) -> Manifest:
    return store.keep(intake, layer="centres", part=part, as_of=as_of, **more)


def ids(frame: gpd.GeoDataFrame) -> list[str]:
    return sorted(frame["id"])


def test_what_was_stored_is_read_with_its_part_and_its_source(store: Store) -> None:
    manifest = keep(store, centres(["a", "b", "c"], name="Gjøvik sentrum"), part="kommunen", source_date=DAY)
    frame = store.read("centres")
    assert list(frame.columns) == ["id", "part", "name", "kind", "source_properties", "geometry"]
    assert frame.index.equals(pd.RangeIndex(3))
    assert set(frame["part"]) == {"kommunen"}
    assert set(frame["name"]) == {"Gjøvik sentrum"}
    assert frame["kind"].isna().all()
    assert frame.crs == CRS
    assert shapely.get_x(frame.set_index("id").geometry).to_dict() == {"a": 0, "b": 10, "c": 20}
    assert frame.attrs["source"] == manifest.evidence() | {"fingerprint": fingerprint(frame)}
    assert frame.attrs["source"]["parts"][0]["source_date"] == "2026-11-01"


def test_every_kind_of_column_comes_back_as_it_went_in(store: Store) -> None:
    table = pd.DataFrame(
        {
            "id": ["a", "b"],
            "text": ["å", None],
            "code": ["1110", None],
            "integer": [2**53 + 1, None],
            "number": [0.1, None],
            "boolean": [True, None],
            "date": [pd.Timestamp("1985-06-14"), None],
        },
        dtype="object",
    ).astype({"id": "str", **DTYPES})
    frame = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy([0, 9], [0, 9]), crs=CRS)
    keep(store, taken(frame))
    assert_geodataframe_equal(store.read("centres").drop(columns="part"), frame)


def test_reading_what_was_never_imported_says_how_to_import_it(store: Store) -> None:
    with pytest.raises(WorkspaceFault, match="landuse import centres FILE"):
        store.read("centres")
    with pytest.raises(WorkspaceFault, match="landuse import centres FILE"):
        store.drop("centres", "a", as_of=DAY)
    assert not store.folder.exists()
    assert store.layers() == ()
    assert store.version("centres") is None


def test_the_same_import_twice_is_one_version_and_one_row_of_history(store: Store) -> None:
    first = keep(store, centres(rejected=["x"]))
    again = keep(store, centres(rejected=["x"]), as_of=LATER)
    assert again == first
    assert store.history("centres") == (Moment(DAY, first.version),)


def test_equal_content_gives_equal_bytes_whatever_the_order_of_rows(tmp_path: Path) -> None:
    intake = centres(list("abcdefgh"))
    turned = replace(intake, features=intake.features.iloc[::-1].reset_index(drop=True))
    assert keep(Store(tmp_path / "1"), intake).version == keep(Store(tmp_path / "2"), turned).version


def test_a_version_is_gone_back_to_with_the_account_of_its_first_import(store: Store) -> None:
    first = keep(store, centres(name="old"))
    keep(store, centres(name="new"))
    assert keep(store, centres(name="old")) == first
    assert [moment.version for moment in store.history("centres")][::2] == [first.version] * 2


def test_a_part_is_replaced_and_the_others_stay(store: Store) -> None:
    keep(store, centres(["a", "b"], name="flood"), part="flood")
    keep(store, centres(["c"], name="slide"), part="slide")
    keep(store, centres(["d"], name="flood 2"), part="flood")
    frame = store.read("centres")
    assert dict(zip(frame["id"], frame["part"], strict=True)) == {"d": "flood", "c": "slide"}
    assert frame.attrs["source"]["count"] == 2
    keep(store, centres(["e"]), part="all", replace_all=True)
    assert ids(store.read("centres")) == ["e"]


def test_dropping_parts_leaves_the_rest_and_at_last_nothing(store: Store) -> None:
    keep(store, centres(["a"]), part="one")
    keep(store, centres(["b"]), part="two")
    left = store.drop("centres", "one", as_of=LATER)
    assert left is not None
    assert [part.name for part in left.parts] == ["two"]
    with pytest.raises(UsageFault, match=r"no part “one”\. The parts are: two"):
        store.drop("centres", "one", as_of=LATER)
    assert store.drop("centres", "two", as_of=LATER) is None
    assert store.layers() == ()
    with pytest.raises(WorkspaceFault, match="has not been imported"):
        store.read("centres")
    assert ids(store.read("centres", as_of=DAY)) == ["a", "b"]


def test_ids_that_parts_share_are_read_with_the_part_before_them(store: Store) -> None:
    keep(store, centres(["1", "2"]), part="x")
    keep(store, centres(["2", "3"]), part="y")
    keep(store, centres(["9"]), part="z")
    assert ids(store.read("centres")) == ["9", "x:1", "x:2", "y:2", "y:3"]
    assert {part.name: part.qualified for part in store.manifest("centres").parts} == {"x": True, "y": True, "z": False}
    store.drop("centres", "y", as_of=DAY)
    assert ids(store.read("centres")) == ["1", "2", "9"]


def test_an_id_that_looks_qualified_is_kept_apart_from_one_that_is(store: Store) -> None:
    keep(store, centres(["1"]), part="x")
    keep(store, centres(["1"]), part="y")
    keep(store, centres(["x:1"]), part="z")
    assert ids(store.read("centres")) == ["x:1", "y:1", "z:x:1"]


@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from("pqr"), st.lists(st.sampled_from(["1", "2", "p:1", "q:p:1"]), min_size=1, unique=True)
        ),
        min_size=1,
        max_size=3,
    )
)
def test_ids_are_unique_and_the_order_of_imports_does_not_matter(
    parts: list[tuple[str, list[str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    last = dict(parts)
    frames = []
    for order in (parts, sorted(last.items())):
        store = Store(tmp_path_factory.mktemp("store"))
        for name, held in order:
            keep(store, centres(held), part=name)
        frames.append(store.read("centres"))
    assert frames[0]["id"].is_unique
    assert len(frames[0]) == sum(map(len, last.values()))
    assert_geodataframe_equal(*frames)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2026, 1, 1), "oldest"),
        (date(2026, 5, 31), "oldest"),
        (date(2026, 6, 1), "second that day"),
        (date(2030, 1, 1), "second that day"),
        (None, "second that day"),
    ],
)
def test_as_of_reads_what_held_on_that_date(store: Store, as_of: date | None, expected: str) -> None:
    keep(store, centres(name="oldest"), as_of=date(2026, 1, 1))
    keep(store, centres(name="first that day"), as_of=date(2026, 6, 1))
    keep(store, centres(name="second that day"), as_of=date(2026, 6, 1))
    assert set(store.read("centres", as_of=as_of)["name"]) == {expected}


def test_before_the_history_begins_there_is_nothing_and_the_sentence_says_so(store: Store) -> None:
    keep(store, centres(), as_of=DAY)
    with pytest.raises(WorkspaceFault, match=r"no data for 2026-10-31\. Its history begins on 2026-11-01"):
        store.read("centres", as_of=date(2026, 10, 31))


def test_history_is_imported_oldest_first(store: Store) -> None:
    keep(store, centres(), as_of=LATER)
    with pytest.raises(WorkspaceFault, match="2026-11-01 is earlier"):
        keep(store, centres(["c"]), as_of=DAY)
    with pytest.raises(WorkspaceFault, match="2026-11-01 is earlier"):
        store.drop("centres", "file", as_of=DAY)
    assert ids(store.read("centres")) == ["a", "b"]


def test_quarantine_is_read_by_part_with_its_reasons(store: Store) -> None:
    keep(store, centres(["a"], rejected=["x", "y"]), part="one")
    keep(store, centres(["b"], rejected=["z"]), part="two")
    keep(store, centres(["c"]), part="three")
    frame = store.quarantine("centres")
    assert list(frame.columns) == ["id", "part", "reason", "source_properties", "geometry"]
    assert dict(zip(frame["id"], frame["part"], strict=True)) == {"x": "one", "y": "one", "z": "two"}
    assert set(frame["reason"]) == {"geometry-empty"}


def test_an_empty_quarantine_has_the_same_columns(store: Store) -> None:
    keep(store, centres())
    frame = store.quarantine("centres")
    assert list(frame.columns) == ["id", "part", "reason", "source_properties", "geometry"]
    assert (len(frame), frame.crs) == (0, CRS)


def test_a_layer_without_geometry_is_a_table(store: Store) -> None:
    table = centres(["a", "b"], rejected=["x"])
    plain = replace(table, features=pd.DataFrame(table.features.drop(columns="geometry")))
    manifest = keep(store, plain)
    assert manifest.crs is None
    frame = store.read("centres")
    assert type(frame) is pd.DataFrame
    assert list(frame.columns) == ["id", "part", "name", "kind", "source_properties"]
    assert list(store.quarantine("centres").columns) == ["id", "part", "reason", "source_properties"]
    with pytest.raises(UsageFault, match="no geometry"):
        store.read("centres", bbox=(0, 0, 1, 1))


def test_parts_in_different_crs_are_not_mixed(store: Store) -> None:
    keep(store, centres(["a"]), part="one")
    moved = centres(["b"])
    moved = replace(moved, features=moved.features.to_crs("EPSG:25833"))
    with pytest.raises(StoreFault, match="stored in EPSG:25832, but the file arrives in EPSG:25833"):
        keep(store, moved, part="two")
    assert ids(store.read("centres")) == ["a"]
    assert keep(store, moved, part="two", replace_all=True).crs == "EPSG:25833"


# Boxes


def shapes() -> gpd.GeoDataFrame:
    random = np.random.default_rng(7)
    at = random.integers(0, 100, (300, 2))
    turns = random.integers(-12, 13, (300, 2, 2))
    corners = [np.vstack([place, place + turn]) for place, turn in zip(at, turns, strict=True)]
    makers = (lambda c: shapely.Point(c[0]), shapely.LineString, shapely.Polygon)
    geometry = [makers[number % 3](corner) for number, corner in enumerate(corners)]
    return gpd.GeoDataFrame({"id": text([str(number) for number in range(300)])}, geometry=geometry, crs=CRS)


@pytest.fixture(scope="module")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("store"))
    keep(store, taken(shapes().iloc[:200]), part="one")
    keep(store, taken(shapes().iloc[200:]), part="two")
    return store


@pytest.fixture(scope="module")
def scattered_whole(scattered: Store) -> gpd.GeoDataFrame:
    return scattered.read("centres")


@given(x=st.tuples(st.integers(-5, 105), st.integers(1, 60)), y=st.tuples(st.integers(-5, 105), st.integers(1, 60)))
def test_a_box_reads_what_meets_it_and_nothing_else(
    scattered: Store, scattered_whole: gpd.GeoDataFrame, x: tuple[int, int], y: tuple[int, int]
) -> None:
    bbox = (x[0], y[0], x[0] + x[1], y[0] + y[1])
    whole = scattered_whole
    expected = whole[whole.intersects(shapely.box(*bbox))].reset_index(drop=True)
    assert_geodataframe_equal(scattered.read("centres", bbox=bbox), expected)


@pytest.mark.parametrize(
    ("bbox", "expected"),
    [
        ((8, 1, 9, 2), ["triangle"]),
        ((0, 8, 1, 9), []),  # in the triangle's envelope, not in the triangle
        ((5, 1, 5, 1), ["triangle"]),
        ((0, 5, 10, 5), ["triangle"]),
        ((20, 0, 30, 0), ["point"]),
        ((25, 0, 25, 0), ["point"]),
        ((10, -1, 10, 11), ["triangle"]),  # touches its edge
        ((200, 200, 300, 300), []),
    ],
)
def test_a_box_may_shrink_to_a_line_or_a_point(store: Store, bbox: parquet.BBox, expected: list[str]) -> None:
    geometry = [shapely.Polygon([(0, 0), (10, 0), (10, 10)]), shapely.Point(25, 0)]
    keep(store, taken(gpd.GeoDataFrame({"id": text(["triangle", "point"])}, geometry=geometry, crs=CRS)))
    frame = store.read("centres", bbox=bbox)
    assert list(frame["id"]) == expected
    assert frame.attrs["source"]["bbox"] == list(bbox)
    assert frame.attrs["source"]["count"] == 2


@pytest.mark.parametrize("bbox", [(1, 0, 0, 1), (0, 1, 1, 0), (0, 0, np.nan, 1), (0, 0, np.inf, 1)])
def test_what_is_no_box_is_refused(store: Store, bbox: parquet.BBox) -> None:
    keep(store, centres())
    with pytest.raises(UsageFault, match="is no rectangle"):
        store.read("centres", bbox=bbox)


def test_a_stored_file_is_geoparquet_with_covering_in_hilbert_order() -> None:
    random = np.random.default_rng(1)
    points = gpd.GeoDataFrame(
        {"id": text([f"{number:05}" for number in range(20_001)])},
        geometry=gpd.points_from_xy(*random.uniform(0, 1000, (2, 20_001))),
        crs=CRS,
    )
    data = parquet.to_bytes(parquet.ordered(points))
    metadata = pq.read_metadata(BytesIO(data))
    geo = orjson.loads(metadata.metadata[b"geo"])
    assert (geo["version"], geo["columns"]["geometry"]["covering"]["bbox"]["xmin"]) == ("1.1.0", ["bbox", "xmin"])
    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [5_000] * 4 + [1]
    read = parquet.read(BytesIO(data), crs=CRS)
    # Neighbours in the file are neighbours on the map: the way through all rows is a small part of a random one.
    assert read.distance(read.shift()).sum() < points.distance(points.shift()).sum() / 50


@pytest.mark.parametrize("count", [0, 1, 2])
def test_points_in_one_place_are_ordered_by_id(count: int) -> None:
    frame = gpd.GeoDataFrame({"id": text(["b", "a"][:count])}, geometry=[shapely.Point(5, 5)] * count, crs=CRS)
    assert list(parquet.ordered(frame)["id"]) == sorted(frame["id"])


# Arrays


def test_derived_arrays_are_built_once_for_each_version(store: Store) -> None:
    built: list[list[str]] = []

    def build(frame: gpd.GeoDataFrame) -> dict[str, np.ndarray]:
        built.append(ids(frame))
        return {"x": shapely.get_x(frame.geometry), "n": np.array([len(frame)])}

    keep(store, centres(["a", "b"]), as_of=DAY)
    for _ in range(2):
        arrays = store.derived("centres", "network-1", build)
        assert sorted(arrays["x"]) == [0, 10]
    keep(store, centres(["c"]), as_of=LATER)
    assert store.derived("centres", "network-1", build)["n"] == [1]
    assert store.derived("centres", "network-1", build, as_of=DAY)["n"] == [2]
    assert built == [["a", "b"], ["c"]]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"\x93NUMPY", None])
def test_damaged_arrays_are_built_anew(store: Store, damage: bytes | None) -> None:
    version = keep(store, centres()).version
    path = store.folder / "centres" / "derived" / f"{version}-x.npz"
    store.derived("centres", "x", lambda _: {"x": np.arange(1000)})
    path.write_bytes(path.read_bytes()[:-100] if damage is None else damage)
    assert store.derived("centres", "x", lambda _: {"x": np.arange(3)})["x"].tolist() == [0, 1, 2]
    assert np.load(path)["x"].tolist() == [0, 1, 2]


def test_where_nothing_can_be_kept_arrays_are_built_all_the_same(store: Store) -> None:
    keep(store, centres())
    with files.lock(store.folder / "centres" / "lock"):
        assert store.derived("centres", "x", lambda _: {"x": np.arange(3)})["x"].tolist() == [0, 1, 2]
    assert list((store.folder / "centres" / "derived").iterdir()) == []


# Damage


def read_all(store: Store, bbox: parquet.BBox | None) -> None:
    store.quarantine("centres")
    store.read("centres", bbox=bbox)


def stored_files(store: Store) -> list[Path]:
    folder = store.folder / "centres"
    return [folder / "current.json", *folder.glob("versions/*"), *folder.glob("objects/*")]


@pytest.mark.parametrize("damage", ["missing", "empty", "half", "garbage"])
@pytest.mark.parametrize("number", range(4))
def test_a_damaged_file_is_named_and_never_read_as_something_else(store: Store, damage: str, number: int) -> None:
    keep(store, centres(rejected=["x"]))
    path = stored_files(store)[number]
    data = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes({"empty": b"", "half": data[: len(data) // 2], "garbage": bytes(len(data))}[damage])
    said = "store-missing" if damage == "missing" else "store-damaged"
    for bbox in (None, (-1.0, -1.0, 99.0, 99.0)):
        with pytest.raises(StoreFault) as caught:
            read_all(store, bbox)
        assert caught.value.code == ("history-damaged" if number == 0 else said)
        assert caught.value.details["file"] == str(path)


def test_no_flipped_bit_is_read_in_silence(store: Store) -> None:
    manifest = keep(store, centres([str(number) for number in range(100)]))
    path = store.folder / "centres" / "objects" / f"{manifest.parts[0].sha256}.parquet"
    data = path.read_bytes()
    for place in np.random.default_rng(3).integers(0, len(data), 40):
        flipped = bytearray(data)
        flipped[place] ^= 1 << (place % 8)
        path.write_bytes(flipped)
        with pytest.raises(StoreFault):
            store.read("centres")


def test_a_file_that_may_not_be_read_is_not_called_damaged(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, centres())

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StoreFault, match="You may not read"):
        store.read("centres")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_importing_again_with_replace_all_mends_a_damaged_store(store: Store, number: int) -> None:
    keep(store, centres(rejected=["x"]))
    stored_files(store)[number].write_bytes(b"damaged")
    keep(store, centres(rejected=["x"]), replace_all=True)
    assert store.verify("centres") == ()
    assert ids(store.read("centres")) == ["a", "b"]


# Others at the same time


def test_imports_at_once_are_all_kept(tmp_path: Path) -> None:
    names = [f"part-{number}" for number in range(6)]
    faults: list[LayersError] = []

    def work(name: str) -> None:
        try:
            keep(Store(tmp_path), centres([name]), part=name)
        except LayersError as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert ids(Store(tmp_path).read("centres")) == names


def test_a_busy_store_refuses_and_stays_as_it_was(store: Store) -> None:
    keep(store, centres())
    with files.lock(store.folder / "centres" / "lock"), pytest.raises(StoreFault, match="Another import is writing"):
        keep(store, centres(["c"]))
    assert ids(store.read("centres")) == ["a", "b"]


def test_a_version_is_read_by_its_parts_with_their_own_ids_also_when_it_is_old(store: Store) -> None:
    first = keep(store, centres(["a", "b"]), part="north")
    keep(store, centres(["a"]), part="south")
    assert "north:a" in ids(store.read("centres"))
    manifest, frames = store.parts("centres")
    assert ({name: ids(frame) for name, frame in frames.items()}, manifest.count) == (
        {"north": ["a", "b"], "south": ["a"]},
        3,
    )
    former, frames = store.parts("centres", first.version)
    assert (former, list(frames)) == (first, ["north"])
    with pytest.raises(WorkspaceFault) as fault:
        store.parts("centres", "0" * 12)
    assert fault.value.code == "version-unknown"


def test_a_part_is_amended_in_a_new_version_and_what_is_known_of_its_source_stays(store: Store) -> None:
    keep(store, centres(["a", "b"], rejected=["x"]), part="north", source_date=DAY)
    former = keep(store, centres(["c"]), part="south")
    _, frames = store.parts("centres")
    changed = frames["north"].assign(name=pd.Series(["ny", "ny"], dtype="str"))
    remark = Issue("register-amended", None, {"file": "r.xlsx", "fields": 2, "plots": 2})
    asked: dict[str, Any] = {"of": former.version, "remark": remark, "as_of": LATER}
    amended = store.amend("centres", {"north": changed}, **asked)
    north, south = amended.parts
    assert store.read("centres").set_index("id")["name"].to_dict() == {"a": "ny", "b": "ny", "c": "Sentrum"}
    assert (north.source_date, north.count, north.issues["register-amended"]) == (DAY, 2, 1)
    assert (len(store.quarantine("centres")), south) == (1, former.parts[1])
    assert store.version("centres", DAY) == former.version
    with pytest.raises(StoreFault) as fault:
        store.amend("centres", {"north": changed}, **asked)
    assert fault.value.code == "store-moved-on"
    assert store.verify("centres") == ()
