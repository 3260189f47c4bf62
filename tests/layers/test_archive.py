"""What is read of a zip beyond what the table of bad files shows."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from layers import archive
from layers.catalogue import spec
from layers.errors import FileFault
from layers.intake import Options, Place
from layers.rasters.taking import take_in_raster
from tests.layers import corpus
from tests.layers.corpus import made, zipped
from tests.layers.sources import NAMED, take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which zips are unpacked; empty again afterwards, whatever happened."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def test_the_account_is_of_the_zip_and_a_shapefile_comes_with_all_its_parts(tmp_path: Path, temporary: Path) -> None:
    account = take(corpus.zipped_shapefile(tmp_path)).accounting
    assert temporary.exists()
    assert (account.source, account.source_layer, account.imported) == ("a.zip", None, 1)
    assert take(tmp_path / "a.zip").features["name"].tolist() == ["Gjøvik"]


@pytest.mark.usefixtures("temporary")
@pytest.mark.parametrize(
    ("wanted", "layer", "names"),
    [("data/two.gpkg:one", "data/two.gpkg:one", ["a"]), ("a.geojson", "a.geojson", ["a", "b"])],
)
def test_of_several_files_one_is_named_and_of_its_layers_one(
    tmp_path: Path, wanted: str, layer: str, names: list[str]
) -> None:
    path = made(zipped({"a.geojson": corpus.POINTS, "data/two.gpkg": corpus.layered("one", "two")}), tmp_path)
    intake = take(path, NAMED, Options(source_layer=wanted))
    assert (intake.accounting.source_layer, intake.features["name"].tolist()) == (layer, names)
    with pytest.raises(FileFault, match=r"several files in “a\.zip”.*: a\.geojson, data/two\.gpkg"):
        take(path, NAMED, Options(source_layer="b.geojson"))


@pytest.mark.usefixtures("temporary")
def test_of_several_tiles_in_a_zip_one_is_named_and_known_by_its_own_name(tmp_path: Path) -> None:
    path = made(zipped({name: corpus.heights() for name in ("dtm1_32_1_1.tif", "dtm10_32_1_1.tif")}), tmp_path)
    where, asked = Place(crs="EPSG:25832"), Options(source_layer="dtm10_32_1_1.tif")
    account = take_in_raster(path, spec("terrain"), asked, where).accounting
    assert (account.source, account.source_layer, account.attribution) == ("a.zip", "dtm10_32_1_1.tif", "© Kartverket")
    with pytest.raises(FileFault, match=r"several files in “a\.zip”"):
        take_in_raster(path, spec("terrain"), Options(), where)


@pytest.mark.usefixtures("temporary")
def test_metadata_beside_the_data_is_no_second_file(tmp_path: Path) -> None:
    path = made(zipped({"a.gpkg": corpus.MANY_GPKG, "metadata.xml": b"<x/>", "lisens.json": b"{}"}), tmp_path)
    assert take(path).accounting.read == 50


@pytest.mark.usefixtures("temporary")
def test_nothing_is_written_beside_the_folder_even_if_names_are_believed(tmp_path: Path) -> None:
    for name in ("../../x.geojson", "x/../../../x.geojson", "//host/x.geojson"):
        with pytest.raises(FileFault, match="names that point out of it"):
            take(made(zipped({name: corpus.POINTS}), tmp_path))
    assert not list(tmp_path.parent.glob("x.geojson"))


@pytest.mark.usefixtures("temporary")
def test_a_full_disk_while_unpacking_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = corpus.zipped_shapefile(tmp_path)
    monkeypatch.setattr("shutil.copyfileobj", refuse)
    with pytest.raises(FileFault, match="No space left on device"):
        take(path)


@pytest.mark.usefixtures("temporary")
def test_the_bounds_hold_before_anything_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(zipped({"a.geojson": corpus.POINTS}), tmp_path)
    with ZipFile(path) as file:
        size = file.infolist()[0].file_size
    monkeypatch.setattr(archive, "TOTAL", size)
    assert take(path).accounting.read == 2
    monkeypatch.setattr(archive, "TOTAL", size - 1)
    with pytest.raises(FileFault) as fault:
        take(path)
    assert fault.value.code == "archive-bomb"
