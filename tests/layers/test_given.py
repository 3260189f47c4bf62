from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from layers.errors import FileFault, UsageFault
from layers.given import from_file, from_points
from layers.workspace import Workspace, create_workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "d", municipality="0301")


def centres(tmp_path: Path, *coordinates: list[float] | None) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"id": str(number), "name": "Torget"},
            "geometry": place and {"type": "Point", "coordinates": place},
        }
        for number, place in enumerate(coordinates)
    ]
    file = tmp_path / "sentre.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def test_a_point_is_where_the_central_meridian_says(workspace: Workspace) -> None:
    # 9° east is the central meridian of UTM 32: easting 500 000 by definition.
    frame = from_points(workspace, "centres", [(9.0, 60.0), (9.0, 61.0)])
    assert frame["id"].tolist() == ["1", "2"]
    assert frame.geometry.x.round(6).tolist() == [500_000, 500_000]
    assert frame.crs == workspace.crs
    assert {"name", "kind", "part"} <= set(frame.columns)


def test_a_file_is_read_as_an_import_would_and_not_stored(workspace: Workspace, tmp_path: Path) -> None:
    frame = from_file(workspace, "centres", centres(tmp_path, [9.0, 60.0]))
    assert (frame["name"].tolist(), frame["part"].tolist()) == (["Torget"], ["sentre"])
    assert frame.geometry.x.round(3).tolist() == [500_000]
    assert workspace.layers() == ()
    assert frame.attrs["issues"] == {}


def test_what_could_not_be_read_is_told_with_the_features(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "tomter.geojson"
    square = [[[9.0, 60.0], [9.001, 60.0], [9.001, 60.001], [9.0, 60.0]]]
    properties = [{"use": "kontor", "step_5": "yes"}, {"use": "business", "step_5_date": "i fjor"}]
    some = [
        {"type": "Feature", "properties": each, "geometry": {"type": "Polygon", "coordinates": square}}
        for each in properties
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": some}))
    assert from_file(workspace, "business-plots", file).attrs["issues"] == {
        "code-ignored": {"count": 2, "first": {"column": "use", "value": "kontor"}},
        "value-ignored": {"count": 1, "first": {"column": "step_5_date", "value": "i fjor"}},
    }


def test_a_file_with_a_fault_is_refused_since_nobody_would_see_the_quarantine(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(FileFault):
        from_file(workspace, "centres", centres(tmp_path, [9.0, 60.0], [9.0, 61.0], None))


def test_an_unknown_layer_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageFault):
        from_points(workspace, "sentra", [(9.0, 60.0)])
