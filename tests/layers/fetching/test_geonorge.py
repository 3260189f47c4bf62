"""Geonorge's downloads: the one zip of the municipality, and the one file in it."""

from __future__ import annotations

import json
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from layers.catalogue import spec
from layers.dialects.services import N50_TYPES
from layers.errors import FetchFault
from layers.fetching.geonorge import Geonorge
from layers.fetching.source import Address, Bounds
from layers.intake import Options, Place
from layers.taking import take_in
from tests.layers.fetching.loopback import HOST, Loopback, Reply
from tests.layers.fetching.services import outcome
from tests.specimens import EAST, NORTH

if TYPE_CHECKING:
    from tests.layers.fetching.conftest import AskingOf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

SERVICE = Geonorge(Address(HOST, "/ATOM-feeds/Adresser.xml"), member=r"matrikkelenAdresse\.csv")
CSV = b"lokalId;kommunenummer\n1;3407\n2;3407\n"
FOLDER = f"https://{HOST}/Basisdata/MatrikkelenAdresse/CSV"
GJOVIK = "Basisdata_3407_Gjovik_25833_MatrikkelenAdresse_CSV"


def feed(*names: str, host: str = FOLDER) -> Reply:
    """Return a feed that links to these zips, as Geonorge's does: every link with the wrong media type."""
    link = '<link rel="alternate" type="application/gml+xml" href="{}/{}.zip"/>'
    entries = "".join(f"<entry><title>{name}</title>{link.format(host, name)}</entry>" for name in names)
    text = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link href="{host}"/>{entries}</feed>'
    return Reply(text.encode(), media="application/atom+xml")


def zipped(members: dict[str, bytes], kind: int = ZIP_DEFLATED) -> Reply:
    packed = BytesIO()
    with ZipFile(packed, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return Reply(packed.getvalue(), media=ZIP)


ZIP = "application/zip"
WHOLE = zipped({f"{GJOVIK}/matrikkelenAdresse.csv": CSV, f"{GJOVIK}/les_meg.txt": b"hei"})
FEED = feed(
    "Basisdata_0000_Norge_25833_MatrikkelenAdresse_CSV",
    "Basisdata_34_Innlandet_25833_MatrikkelenAdresse_CSV",
    "Basisdata_3405_Lillehammer_25833_MatrikkelenAdresse_CSV",
    GJOVIK.replace("25833", "4258"),
    GJOVIK,
    GJOVIK,
)


def serve(loopback: Loopback, zip_: Reply = WHOLE, listed: Reply = FEED) -> None:
    loopback.on("/ATOM-feeds/Adresser.xml", listed)
    loopback.on(f"/Basisdata/MatrikkelenAdresse/CSV/{GJOVIK}.zip", zip_)


def test_the_municipality_s_file_comes_out_under_our_own_name(asking_of: AskingOf, loopback: Loopback) -> None:
    serve(loopback)
    answer = SERVICE.answer(asking_of(SERVICE))
    assert (answer.file.name, answer.file.read_bytes(), answer.count) == ("kilde.csv", CSV, None)
    assert [path.name for path in answer.file.parent.iterdir()] == ["kilde.csv"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (feed(), "service-no-file"),
        (feed("Basisdata_3405_Lillehammer_25833_MatrikkelenAdresse_CSV"), "service-no-file"),
        (feed(GJOVIK, GJOVIK.replace("Gjovik", "Gjøvik")), "service-no-file"),
        (feed(GJOVIK, host="https://evil.example/CSV"), "service-elsewhere"),
        (feed(GJOVIK, host=f"http://{HOST}/CSV"), "service-elsewhere"),
        (Reply(b"<feed><entry>", media="text/xml"), "service-broken"),
        (Reply(b"<html/>", media="text/xml"), "service-other-kind"),
        (Reply(b"<feed/>", media="text/html"), "service-other-kind"),
    ],
)
def test_a_feed_without_the_one_zip_is_a_fault(
    asking_of: AskingOf, loopback: Loopback, listed: Reply, expected: str
) -> None:
    serve(loopback, listed=listed)
    assert outcome(SERVICE, asking_of(SERVICE)) == expected


def encrypted() -> Reply:
    """Return the zip with the mark of encryption on its members, in both their headers."""
    body = WHOLE.body.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
    return Reply(
        body.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"), media=WHOLE.media
    )


@pytest.mark.parametrize(
    "zip_",
    [
        zipped({"les_meg.txt": b"hei"}),
        zipped({"a/matrikkelenAdresse.csv": CSV, "b/matrikkelenAdresse.csv": CSV}),
        zipped({"matrikkelenAdresse.csv": CSV, **{str(number): b"" for number in range(200)}}),
        zipped({"matrikkelenAdresse.csv": b"0" * 900_000}),
        Reply(WHOLE.body[:-30], media=ZIP),
        Reply(WHOLE.body.replace(zlib.compress(CSV)[2:12], b"\xff" * 10), media=ZIP),
        Reply(
            zipped({"matrikkelenAdresse.csv": CSV}, ZIP_STORED).body.replace(CSV, CSV[::-1]), media="application/zip"
        ),
        Reply(b"no zip", media="application/octet-stream"),
        encrypted(),
    ],
    ids=["not there", "twice", "many", "bomb", "cut", "damaged", "altered", "no zip", "encrypted"],
)
def test_an_archive_that_is_not_as_it_should_be_is_a_fault(
    asking_of: AskingOf, loopback: Loopback, zip_: Reply
) -> None:
    serve(loopback, zip_)
    assert outcome(SERVICE, asking_of(SERVICE)) == "service-archive"


def test_a_file_beyond_the_bounds_is_not_unpacked(asking_of: AskingOf, loopback: Loopback) -> None:
    serve(loopback, zipped({"matrikkelenAdresse.csv": b"0123456789" * 300_000}))
    asking = asking_of(SERVICE, bounds=Bounds(megabytes=2))
    with pytest.raises(FetchFault, match="limit of 2 MB"):
        SERVICE.answer(asking)
    assert not asking.file(".csv").exists()


@pytest.mark.parametrize(
    "name", ["../../matrikkelenAdresse.csv", "/etc/matrikkelenAdresse.csv", "C:\\matrikkelenAdresse.csv"]
)
def test_no_name_in_the_archive_leads_anywhere(asking_of: AskingOf, loopback: Loopback, name: str) -> None:
    serve(loopback, zipped({name: CSV}))
    answer = SERVICE.answer(asking_of(SERVICE))
    assert answer.file.read_bytes() == CSV
    assert answer.file.parent.name == "quarantine"


def n50(*features: str) -> bytes:
    """Return N50's GML: features of several types, whose areas and lines have geometries of different names."""
    spaces = 'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="http://skjema.geonorge.no/N50"'
    members = "".join(f"<gml:featureMember>{feature}</gml:featureMember>" for feature in features)
    corner = f"<gml:lowerCorner>{EAST} {NORTH}</gml:lowerCorner><gml:upperCorner>{EAST} {NORTH}</gml:upperCorner>"
    bounds = f"<gml:boundedBy><gml:Envelope>{corner}</gml:Envelope></gml:boundedBy>"
    return f"<?xml version='1.0'?><gml:FeatureCollection {spaces}>{bounds}{members}</gml:FeatureCollection>".encode()


def area(type_: str, number: int) -> str:
    ring = f"{EAST} {NORTH} {EAST + 9} {NORTH} {EAST + 9} {NORTH + 9} {EAST} {NORTH}"
    patch = f"<gml:exterior><gml:LinearRing><gml:posList>{ring}</gml:posList></gml:LinearRing></gml:exterior>"
    shape = f'<gml:Polygon gml:id="p{number}" srsName="urn:ogc:def:crs:EPSG::25832">{patch}</gml:Polygon>'
    return (
        f'<app:{type_} gml:id="id{number}"><app:navn>a &gt; b</app:navn><app:område>{shape}</app:område></app:{type_}>'
    )


def border(number: int) -> str:
    points = f"<gml:posList>{EAST} {NORTH} {EAST + 9} {NORTH}</gml:posList>"
    line = f'<gml:LineString gml:id="l{number}" srsName="urn:ogc:def:crs:EPSG::25832">{points}</gml:LineString>'
    return f'<app:Arealbrukgrense gml:id="g{number}"><app:grense>{line}</app:grense></app:Arealbrukgrense>'


LAND_COVER = Geonorge(SERVICE.address, member=r"_N50Arealdekke_GML\.gml", types=N50_TYPES)


def test_the_types_of_n50_become_one_layer_and_its_borders_are_counted(asking_of: AskingOf, loopback: Loopback) -> None:
    gml = n50(border(1), area("Skog", 1), area("ÅpentOmråde", 2), border(2), area("Skog", 3), area("Fantasiflate", 4))
    serve(loopback, zipped({"Basisdata_3407_Gjovik_25833_N50Arealdekke_GML.gml": gml, "N50Hoyde_GML.gml": b""}))
    file = LAND_COVER.answer(asking_of(LAND_COVER)).file
    intake = take_in(file, spec("land-cover"), Options(dialect="n50-gml"), Place(crs="EPSG:25832"))
    assert intake.features.set_index("id")["code"].to_dict() == {"id1": "Skog", "id2": "ÅpentOmråde", "id3": "Skog"}
    assert intake.features.geometry.area.tolist() == [40.5] * 3
    assert intake.accounting.other == {"Arealbrukgrense": 2, "Fantasiflate": 1}
    assert intake.accounting.quarantined == 0
    assert {json.loads(text)["navn"] for text in intake.features["source_properties"]} == {"a > b"}


def test_broken_gml_in_a_sound_archive_is_a_fault(asking_of: AskingOf, loopback: Loopback) -> None:
    serve(loopback, zipped({"x_N50Arealdekke_GML.gml": n50(area("Skog", 1))[:-9]}))
    assert outcome(LAND_COVER, asking_of(LAND_COVER)) == "service-broken"
