from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import orjson
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st

from layers.errors import LayersError, StoreFault, UsageFault
from layers.fingerprint import fingerprint_of_cells
from layers.folder import LayerFolder
from layers.manifest import Manifest
from layers.raster import Grid, Raster
from layers.rasters import cog
from layers.store import Store
from layers.workspace import create_workspace
from tests.layers.rasters.files import NORTH, STEPS, WEST, at, geotiff, plane, raster, take

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import ArrayLike

    from layers.raster import BBox
    from layers.workspace import Workspace

TODAY = date(2026, 11, 21)
NAN = np.nan


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "d")


def bring(
    workspace: Workspace,
    name: str,
    values: ArrayLike,
    west: float = WEST,
    north: float = NORTH,
    *,
    side: float = 10,
    as_of: date | None = None,
) -> Manifest:
    """Import these heights as the part `name`."""
    path = geotiff(
        workspace.folder / f"{name}.tif",
        np.array(values, np.float32),
        at(west, north, side),
        crs="EPSG:25832+5941",
    )
    return workspace.import_file("terrain", path, today=TODAY, as_of=as_of)


def read(workspace: Workspace, *, as_of: date | None = None, bbox: BBox | None = None) -> Raster:
    return workspace.read("terrain", as_of=as_of, bbox=bbox)


# One part


def test_a_part_comes_back_as_it_was_read(workspace: Workspace) -> None:
    values = np.array([[100, NAN], [110, 111]], np.float32)
    manifest = bring(workspace, "a", values)
    found = read(workspace)
    assert np.array_equal(found.values, values, equal_nan=True)
    assert found.transform == at()
    assert found.crs.to_string() == "EPSG:25832"
    (part,) = manifest.parts
    assert (part.count, manifest.count) == (3, 3)
    assert part.raster
    assert part.raster.grid == found.grid


def test_the_evidence_says_which_version_it_is(workspace: Workspace) -> None:
    manifest = bring(workspace, "a", STEPS, as_of=date(2026, 3, 1))
    found = read(workspace)
    assert found.source == manifest.evidence() | {"fingerprint": fingerprint_of_cells(found)}
    assert found.source["parts"][0]["source_date"] == "2026-03-01"
    altered = replace(found, values=found.values + 1)
    assert fingerprint_of_cells(altered) != found.source["fingerprint"]
    assert fingerprint_of_cells(replace(found, transform=at(WEST + 1))) != found.source["fingerprint"]


def test_the_account_of_a_raster_is_json(workspace: Workspace) -> None:
    summary = orjson.loads(orjson.dumps(bring(workspace, "a", [[1, NAN]]).summary()))
    (part,) = summary["parts"]
    assert (summary["count"], summary["other"], part["read"], part["imported"]) == (1, {"nodata": 1}, 2, 1)
    assert part["raster"] == {
        "grid": {"west": WEST, "north": NORTH, "width": 10, "height": 10, "columns": 2, "rows": 1},
        "known": 1,
        "minimum": 1,
        "maximum": 1,
        "resampling": "none",
        "vertical": "NN2000 height",
    }


def test_a_manifest_of_a_raster_is_read_back(workspace: Workspace) -> None:
    manifest = bring(workspace, "a", STEPS)
    assert Manifest.from_json(manifest.to_json()) == manifest


def test_the_stored_file_is_a_cloud_optimised_geotiff(workspace: Workspace) -> None:
    grid = Grid(west=WEST, north=NORTH, width=10, height=10, columns=1300, rows=600)
    manifest = bring(workspace, "a", plane(grid, 0.1, 0.1))
    (file,) = (workspace.folder / "store" / "terrain" / "objects").iterdir()
    assert file.name == f"{manifest.parts[0].sha256}.tif"
    with rasterio.open(file) as dataset:
        form = dataset.profile
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert dataset.tags(ns="IMAGE_STRUCTURE")["PREDICTOR"] == "3"
        assert dataset.overviews(1) == [2, 4]
    assert (form["blockxsize"], form["blockysize"], form["compress"], form["dtype"]) == (512, 512, "deflate", "float32")
    assert np.isnan(form["nodata"])
    assert form["crs"].to_epsg() == 25832


def test_equal_rasters_are_equal_bytes() -> None:
    assert cog.to_bytes(raster()) == cog.to_bytes(raster())


# Windows


@pytest.mark.parametrize(
    ("bbox", "values", "corner"),
    [
        ((WEST, NORTH - 20, WEST + 30, NORTH), STEPS, (WEST, NORTH)),
        ((WEST + 12, NORTH - 8, WEST + 18, NORTH - 2), [[101]], (WEST + 10, NORTH)),
        ((WEST + 15, NORTH - 15, WEST + 15, NORTH - 15), [[111]], (WEST + 10, NORTH - 10)),
        ((WEST + 25, NORTH - 5, WEST + 41, NORTH + 1), [[NAN, NAN, NAN], [102, NAN, NAN]], (WEST + 20, NORTH + 10)),
        ((WEST - 99, NORTH + 100, WEST - 91, NORTH + 108), [[NAN]], (WEST - 100, NORTH + 110)),
    ],
)
def test_a_box_gives_the_cells_of_it_and_no_others(
    workspace: Workspace, bbox: tuple[float, float, float, float], values: object, corner: tuple[float, float]
) -> None:
    bring(workspace, "a", STEPS)
    found = read(workspace, bbox=bbox)
    assert np.array_equal(found.values, np.array(values, np.float32), equal_nan=True)
    assert (found.grid.west, found.grid.north) == corner
    assert found.source
    assert found.source["bbox"] == list(bbox)


@pytest.mark.parametrize(
    "bbox", [(WEST, NORTH, WEST - 1, NORTH), (NAN, 0, 1, 1), (WEST, NORTH - 1, float("inf"), NORTH)]
)
def test_a_box_that_is_none_is_refused(workspace: Workspace, bbox: tuple[float, float, float, float]) -> None:
    bring(workspace, "a", STEPS)
    with pytest.raises(UsageFault, match="is no rectangle"):
        read(workspace, bbox=bbox)


def test_a_box_of_more_cells_than_fit_is_refused(workspace: Workspace) -> None:
    bring(workspace, "a", STEPS)
    with pytest.raises(UsageFault, match="Choose a smaller box") as caught:
        read(workspace, bbox=(0, 0, 1e6, 1e7))
    assert caught.value.details["cells"] == 10**11


# Several parts


def test_neighbouring_tiles_become_one(workspace: Workspace) -> None:
    bring(workspace, "east", STEPS + 3, WEST + 30)
    bring(workspace, "west", STEPS)
    bring(workspace, "south", STEPS + 20, WEST, NORTH - 20)
    expected = [
        [100, 101, 102, 103, 104, 105],
        [110, 111, 112, 113, 114, 115],
        [120, 121, 122, NAN, NAN, NAN],
        [130, 131, 132, NAN, NAN, NAN],
    ]
    assert np.array_equal(read(workspace).values, np.array(expected, np.float32), equal_nan=True)
    assert workspace.manifest("terrain").count == 18


MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)
OVERLAPPING: Mapping[str, tuple[list[float], date | None]] = {
    "a": ([1, 1, 1, 1], None),
    "b": ([2, 2, 2, NAN], MARCH),
    "c": ([3, 3, NAN, NAN], MARCH),
    "d": ([4, NAN, NAN, NAN], MAY),
}


@pytest.mark.parametrize("order", list(permutations(OVERLAPPING)), ids="".join)
def test_the_newest_shows_then_the_first_by_name_whatever_came_first(tmp_path: Path, order: tuple[str, ...]) -> None:
    store = Store(tmp_path / "store")
    for name in order:
        values, day = OVERLAPPING[name]
        intake = take(geotiff(tmp_path / "a.tif", np.array([values], np.float32)))
        store.keep(intake, layer="terrain", part=name, as_of=TODAY, source_date=day)
    assert store.read("terrain").values.tolist() == [[4, 2, 2, 1]]


def test_dates_rank_the_parts_of_a_workspace(workspace: Workspace) -> None:
    bring(workspace, "a", [[1, 1]], as_of=MARCH)
    bring(workspace, "b", [[2, NAN]], as_of=MAY)
    assert read(workspace).values.tolist() == [[2, 1]]
    assert read(workspace, as_of=date(2026, 4, 1)).values.tolist() == [[1, 1]]
    bring(workspace, "b", [[NAN, 5]])
    assert read(workspace).values.tolist() == [[1, 1]]  # nobody has said how new it is
    workspace.drop("terrain", "a", today=TODAY)
    assert np.array_equal(read(workspace).values, [[NAN, 5]], equal_nan=True)


@pytest.fixture(scope="module")
def patchwork(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace with a tile, one whose cells lie half a cell away, and one of larger cells."""
    workspace = create_workspace(tmp_path_factory.mktemp("patchwork"))
    for name, west, north, side in (("fine", 0, 0, 10), ("moved", 35, -25, 10), ("coarse", -30, 20, 25)):
        grid = Grid(west=WEST + west, north=NORTH + north, width=side, height=side, columns=6, rows=5)
        bring(workspace, name, plane(grid, 0.3, 0.2, 100 * side), grid.west, grid.north, side=side)
    return workspace


@given(data=st.data())
def test_a_window_has_what_the_whole_has_there(patchwork: Workspace, data: st.DataObject) -> None:
    whole = read(patchwork)
    rows, columns = (
        slice(*sorted(data.draw(st.lists(st.integers(0, count), min_size=2, max_size=2, unique=True))))
        for count in whole.values.shape
    )
    west, east = (whole.grid.west + 10 * column for column in (columns.start, columns.stop))
    north, south = (whole.grid.north - 10 * row for row in (rows.start, rows.stop))
    found = read(patchwork, bbox=(west, south, east, north))
    np.testing.assert_allclose(found.values, whole.values[rows, columns], rtol=0, atol=1e-4)


def test_a_coarser_part_is_interpolated_into_the_finer_cells(workspace: Workspace) -> None:
    coarse = Grid(west=WEST, north=NORTH, width=20, height=20, columns=8, rows=8)
    bring(workspace, "coarse", plane(coarse, 0.5, 0.25, 100), side=20)
    bring(workspace, "a-fine", [[900, NAN]], WEST + 70, NORTH - 70)
    found = read(workspace)
    assert found.grid == Grid(west=WEST, north=NORTH, width=10, height=10, columns=16, rows=16)
    expected = plane(found.grid, 0.5, 0.25, 100)
    expected[7, 7] = 900
    np.testing.assert_allclose(found.values[1:-1, 1:-1], expected[1:-1, 1:-1], atol=1e-4)
    assert found.values[0, 0] == 107.5 - 5  # half a cell at the edge is as the nearest cell


def test_the_same_file_twice_is_one_version(workspace: Workspace) -> None:
    assert bring(workspace, "a", STEPS).version == bring(workspace, "a", STEPS).version
    assert len(workspace.store.history("terrain")) == 1


def test_a_bad_file_leaves_the_store_as_it_was(workspace: Workspace) -> None:
    bring(workspace, "a", STEPS)
    before = sorted(path for path in (workspace.folder / "store").rglob("*") if path.name != "lock")
    with pytest.raises(LayersError, match="has a height"):
        bring(workspace, "a", STEPS * NAN)
    assert sorted(path for path in (workspace.folder / "store").rglob("*") if path.name != "lock") == before
    assert np.array_equal(read(workspace).values, STEPS)


def test_a_damaged_file_is_named(workspace: Workspace) -> None:
    noise = np.random.default_rng(1).random((600, 600), dtype=np.float32)
    bring(workspace, "a", noise)
    (file,) = (workspace.folder / "store" / "terrain" / "objects").iterdir()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    for box in (None, (WEST, NORTH - 5990, WEST + 5990, NORTH)):
        with pytest.raises(StoreFault) as caught:
            read(workspace, bbox=box)
        assert (caught.value.code, caught.value.details["file"]) == ("store-damaged", str(file))
    assert [issue.code for issue in workspace.verify("terrain")] == ["part-damaged"]
    file.unlink()
    for box in (None, (WEST, NORTH - 5990, WEST + 5990, NORTH)):
        with pytest.raises(StoreFault) as caught:
            read(workspace, bbox=box)
        assert caught.value.code == "store-missing"


def test_old_versions_go_with_their_cells_and_what_stays_is_whole(workspace: Workspace) -> None:
    for day, raised in enumerate((0, 10, 20), start=1):
        bring(workspace, "a", STEPS + raised, as_of=date(2026, 11, day))
    bring(workspace, "b", STEPS, WEST + 30, as_of=date(2026, 11, 3))
    objects = workspace.folder / "store" / "terrain" / "objects"
    assert [path.suffix for path in objects.iterdir()] == [".tif"] * 4
    gone = workspace.prune("terrain", 2)
    assert (gone.versions, [path.suffix for path in gone.files if path.parent == objects]) == (2, [".tif"] * 2)
    assert workspace.verify("terrain") == ()
    assert np.array_equal(read(workspace).values, np.hstack([STEPS + 20, STEPS]))


def test_damage_to_older_cells_is_told_apart_and_goes_when_they_are_pruned(workspace: Workspace) -> None:
    for day, raised in enumerate((0, 10), start=1):
        bring(workspace, "a", STEPS + raised, as_of=date(2026, 11, day))
    (old,) = workspace.manifest("terrain", date(2026, 11, 1)).objects
    (workspace.folder / "store" / "terrain" / "objects" / f"{old}.tif").write_bytes(b"II*\0")
    (issue,) = workspace.verify("terrain")
    assert (issue.code, issue.details["keep"]) == ("old-damaged", 1)
    workspace.prune("terrain", 1)
    assert workspace.verify("terrain") == ()
    assert np.array_equal(read(workspace).values, STEPS + 10)


def test_a_damaged_history_of_cells_is_restored_from_the_copy_or_the_manifests(workspace: Workspace) -> None:
    bring(workspace, "a", STEPS, as_of=date(2026, 11, 1))
    folder, history = workspace.folder / "store" / "terrain", workspace.store.history("terrain")
    (folder / "current.json").unlink()
    assert workspace.repair("terrain") == history
    for name in ("current.json", "current.copy.json"):
        (folder / name).write_bytes(b"{")
    assert workspace.repair("terrain") == history
    assert np.array_equal(read(workspace).values, STEPS)


def test_cells_that_may_not_be_read_are_not_called_damaged(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    bring(workspace, "a", STEPS)
    monkeypatch.setattr(LayerFolder, "_bytes", lambda *_: b"")
    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(StoreFault) as caught:
        LayerFolder(workspace.folder / "store" / "terrain", ".tif").cells("0", raster().grid)
    assert caught.value.code == "store-closed"


def test_a_file_of_another_size_is_damage() -> None:
    with pytest.raises(ValueError, match="cells, not"):
        cog.read(cog.to_bytes(raster()), raster([[1]]).grid)


def test_nothing_is_in_quarantine(workspace: Workspace) -> None:
    bring(workspace, "a", STEPS)
    assert len(workspace.quarantine("terrain")) == 0
