from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from affine import Affine

from layers.errors import FileFault, LayersError
from layers.rasters.geotiff import read
from layers.text import LANGUAGES
from tests.layers.rasters.files import NORTH, STEPS, WEST, ascii_grid, at, geotiff, take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Make = Callable[[Path], Path]

NAN = np.nan
VRT = (
    '<VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
    "<SourceFilename>/etc/passwd</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"
)


@pytest.mark.parametrize(
    ("values", "nodata", "expected"),
    [
        (STEPS, None, STEPS),
        (STEPS.astype("float64"), -1.7976931348623157e308, STEPS),
        (STEPS.astype("int16"), 101, [[100, NAN, 102], [110, 111, 112]]),
        (STEPS.astype("uint8"), 0, STEPS),
        (np.array([[-32767, 0, 1]], "float32"), -32767, [[NAN, 0, 1]]),
        (np.array([[np.nan, 0, 1]], "float32"), -9999, [[NAN, 0, 1]]),
        (np.array([[np.nan, 0, 1]], "float32"), np.nan, [[NAN, 0, 1]]),
        (np.array([[-1.7976931348623157e308, 0, 1]]), -1.7976931348623157e308, [[NAN, 0, 1]]),
    ],
)
def test_numbers_of_every_type_become_float32_and_nodata_nan(
    tmp_path: Path, values: NDArray[Any], nodata: float | None, expected: object
) -> None:
    found = read(geotiff(tmp_path / "a.tif", values, nodata=nodata))
    assert found.values.dtype == np.float32
    assert np.array_equal(found.values, np.array(expected, np.float32), equal_nan=True)


def test_a_mask_in_the_file_is_nodata_too(tmp_path: Path) -> None:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        path = geotiff(tmp_path / "a.tif")
        with rasterio.open(path, "r+") as dataset:
            dataset.write_mask(np.array([[True, True, False], [True, True, True]]))
    assert read(path).known == 5


def test_the_file_says_where_its_cells_lie_and_what_of(tmp_path: Path) -> None:
    found = read(geotiff(tmp_path / "a.tif", units="metre", tags={"kilde": "laser"}, tiled=True))
    assert found.grid.bounds == (WEST, NORTH - 20, WEST + 30, NORTH)
    assert (found.name, found.unit, found.tags["kilde"]) == ("a.tif", "metre", "laser")
    assert found.crs
    assert found.crs.to_epsg() == 25832


@pytest.mark.parametrize("bigtiff", ["YES", "NO"])
@pytest.mark.parametrize("endianness", ["BIG", "LITTLE"])
def test_tiffs_of_every_layout_are_whole(tmp_path: Path, bigtiff: str, endianness: str) -> None:
    path = geotiff(tmp_path / "a.tif", bigtiff=bigtiff, endianness=endianness)
    assert np.array_equal(read(path).values, STEPS)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(FileFault, match="its end is missing"):
        read(path)


def test_no_other_file_is_looked_at(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", crs=None)
    (tmp_path / "a.tif.aux.xml").write_text("<PAMDataset><SRS>EPSG:25833</SRS></PAMDataset>")
    (tmp_path / "a.prj").write_text("EPSG:25833")
    assert read(path).crs is None
    unplaced = geotiff(tmp_path / "b.tif", crs=None, transform=Affine.identity())
    (tmp_path / "b.tfw").write_text("10\n0\n0\n-10\n590005\n6739995\n")
    with pytest.raises(FileFault, match="does not say where its cells lie"):
        read(unplaced)


def made(values: NDArray[Any] = STEPS, transform: Affine | None = None, **form: Any) -> Make:  # noqa: ANN401 - what rasterio takes
    return lambda folder: geotiff(folder / "a.tif", values, transform, **form)


def content(data: bytes | str, name: str = "a.tif") -> Make:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return folder / name

    return write


def cut(at_share: float, driver: str = "GTiff") -> Make:
    """Return what writes a file and cuts it off: GDAL puts the tags last, but first in a COG."""

    def write(folder: Path) -> Path:
        noise = np.random.default_rng(1).random((400, 300), dtype=np.float32)
        whole = geotiff(folder / "a.tif", noise, driver=driver).read_bytes()
        (folder / "a.tif").write_bytes(whole[: int(len(whole) * at_share)])
        return folder / "a.tif"

    return write


def bomb(side: int, block: int) -> Make:
    """Return what writes a file of a few kilobytes that says it has `side` × `side` cells, in blocks of `block`."""

    def write(folder: Path) -> Path:
        form = {"sparse_ok": True, "tiled": True, "blockxsize": block, "blockysize": block, "compress": "deflate"}
        with rasterio.open(
            folder / "a.tif", "w", driver="GTiff", count=1, dtype="uint8", crs="EPSG:25832", bigtiff="yes",
            width=side, height=side, transform=at(side=0.1), **form,
        ):  # fmt: skip
            pass
        return folder / "a.tif"

    return write


def pages(folder: Path) -> Path:
    with rasterio.open(
        folder / "a.tif", "w", driver="GTiff", count=1, dtype="uint8", width=2, height=2, transform=at(), crs=25832
    ):
        pass
    with rasterio.open(
        folder / "a.tif", "w", driver="GTiff", count=1, dtype="uint8", width=2, height=2, transform=at(), crs=25832,
        append_subdataset=True,
    ):  # fmt: skip
        pass
    return folder / "a.tif"


HEADLESS = struct.pack("<2sHI", b"II", 42, 1 << 30)
COMPLEX = STEPS.astype("complex64")
MIXED = np.where(STEPS == 100, np.inf, STEPS)

BAD: dict[str, tuple[Make, str]] = {
    "VRT dressed as tif": (content(VRT), "file-disguised"),
    "VRT by its own name": (content(VRT, "a.vrt"), "file-kind-unknown"),
    "PNG dressed as tif": (content(b"\x89PNG\r\n\x1a\n"), "file-disguised"),
    "tif dressed as asc": (lambda folder: made()(folder).rename(folder / "a.asc"), "file-disguised"),
    "asc dressed as tif": (lambda folder: ascii_grid(folder / "a.tif"), "file-disguised"),
    "empty": (content(b""), "file-empty"),
    "nothing but a head": (content(HEADLESS), "file-truncated"),
    "head cut off": (cut(0.001), "file-truncated"),
    "cut in half": (cut(0.5), "file-truncated"),
    "the last tag cut": (cut(0.999), "file-truncated"),
    "cells cut": (cut(0.5, "COG"), "file-unreadable"),
    "the last cells cut": (cut(0.99, "COG"), "file-unreadable"),
    "tags out of the world": (content(b"II+\0" + struct.pack("<HHQ", 8, 0, 2**64 - 1)), "file-truncated"),
    "no CRS": (made(crs=None), "crs-missing"),
    "degrees": (made(transform=Affine(1e-4, 0, 10.69, 0, -1e-4, 60.8), crs="EPSG:4258"), "raster-cell"),
    "coarse degrees": (made(transform=Affine(0.1, 0, 10, 0, -0.1, 61), crs="EPSG:4258"), "raster-crs"),
    "degrees claimed as metres": (made(transform=Affine(0.1, 0, 10, 0, -0.1, 61)), "degrees-as-metres"),
    "east and north swapped": (made(transform=at(NORTH, WEST)), "axes-swapped"),
    "outside": (made(transform=at(590_000, 100_000)), "outside-crs"),
    "feet along the ground": (made(transform=at(2e6, 5e5), crs="EPSG:2225"), "raster-crs"),
    "feet upwards": (made(units="US survey foot"), "raster-unit"),
    "feet upwards in the CRS": (made(crs="EPSG:25832+6358"), "raster-unit"),
    "turned": (made(transform=Affine(10, 1, WEST, -1, -10, NORTH)), "raster-turned"),
    "south up": (made(transform=Affine(10, 0, WEST, 0, 10, NORTH)), "raster-turned"),
    "mirrored": (made(transform=Affine(-10, 0, WEST, 0, -10, NORTH)), "raster-turned"),
    "nowhere": (made(transform=Affine.identity()), "raster-unplaced"),
    "at infinity": (made(transform=Affine(10, 0, np.inf, 0, -10, NORTH)), "raster-unplaced"),
    "cells of a millimetre": (made(transform=at(side=1e-3)), "raster-cell"),
    "cells of ten kilometres": (made(transform=at(side=1e4)), "raster-cell"),
    "three bands": (made(np.stack([STEPS] * 3)), "raster-bands"),
    "two pages": (pages, "raster-bands"),
    "complex numbers": (made(COMPLEX), "raster-type"),
    "scaled": (made(STEPS.astype("int16"), scale=0.1), "raster-scaled"),
    "all nodata": (made(STEPS * 0, nodata=0), "raster-empty"),
    "infinite": (made(MIXED), "raster-not-heights"),
    "too great for float32": (made(STEPS.astype("float64") * 1e300), "raster-not-heights"),
    "nodata that nobody stated": (made(np.where(STEPS == 100, -9999, STEPS)), "raster-not-heights"),
    "a million by a million": (bomb(1_000_000, 4096), "raster-too-large"),
}


@pytest.mark.parametrize(("make", "code"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, make: Make, code: str) -> None:
    path = make(tmp_path)
    with pytest.raises(LayersError) as caught:
        take(path)
    assert (caught.value.code, caught.value.exit_code) == (code, 1)
    for lang in LANGUAGES:
        assert path.name in caught.value.say(lang)
