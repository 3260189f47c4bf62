"""The quarantine as a table for whoever puts it right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from layers.catalogue import spec
from layers.export import write_frame
from layers.quarantine import explained
from layers.workspace import Workspace, create_workspace
from tests.layers.sources import POINT, feature, geojson
from tests.specimens import square

if TYPE_CHECKING:
    from pathlib import Path

ODD = {
    "Å.ø": [1, None],
    "fid": 7,
    "Reason": "min egen",
    "geom": "x",
    "ID": "stor",
    "n": 1,
    "ja": True,
    "x": 0.5,
    "m": 1,
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace in which a hazard has an unknown kind, one has none, and an id comes twice."""
    made = create_workspace(tmp_path / "w")
    known = {"kind": "flom", "level": "kartlagt"}
    rows = [feature(square(20 * n), id=str(n), **known) for n in range(3)]
    unknown = feature(square(), id="u", **ODD | {"kind": "storm", "level": "kartlagt"})
    empty = feature(POINT, id="e", m="to", **known)
    twice = [feature(square(), id="0", n=n, **known) for n in (2, 3)]
    made.import_file("hazards", geojson(tmp_path, *rows, unknown, *twice))
    made.import_file("hazards", geojson(tmp_path, *rows, empty), part="second")
    return made


def test_each_feature_has_its_reason_in_words_and_all_its_attributes(workspace: Workspace) -> None:
    frame = explained(workspace, ["hazards"], "en").set_index("id")
    assert list(frame.columns[:4]) == ["layer", "part", "reason", "sentence"]
    assert list(frame.columns[-2:]) == ["source_properties", "geometry"]
    row = frame.loc["u"]
    assert row["reason"] == "code-unknown"
    assert row["sentence"] == "The code “storm” in kind is unknown. Use a code of the list (“landuse codes” shows it)."
    assert json.loads(row["source_properties"]) == {**ODD, "id": "u", "kind": "storm", "level": "kartlagt"}
    assert (row["kind"], row["Å.ø"], row["Reason_2"], row["fid_2"], row["geom_2"]) == (
        "storm",
        "[1,null]",
        "min egen",
        7,
        "x",
    )
    assert (row["x"], row["ja"], row["n"], row["m"]) == (0.5, True, 1, "1")  # m is a text elsewhere
    assert row["geometry"].equals(square())
    assert frame.loc["e", ["part", "reason", "m"]].tolist() == ["second", "geometry-kind", "to"]
    assert frame.loc["0", "n"].tolist() == [2, 3]


def test_the_sentences_are_norwegian_too(workspace: Workspace) -> None:
    frame = explained(workspace, ["hazards"], "nb")
    assert frame["sentence"].str.startswith("Koden «storm» i kind er ukjent.").sum() == 1


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "fgb", "parquet", "csv"])
def test_it_can_be_written_as_any_file(workspace: Workspace, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"karantene.{ending}"
    write_frame(explained(workspace, ["hazards"], "nb"), path)
    read = gpd.read_parquet(path) if ending == "parquet" else gpd.read_file(path)
    assert sorted(read["reason"]) == ["code-unknown", "geometry-kind", "id-duplicate", "id-duplicate"]
    assert "source_properties" in read


def test_layers_with_and_without_geometry_stand_in_one_table(workspace: Workspace, tmp_path: Path) -> None:
    good = {"plan_id": "1", "related_plan_id": "2", "relation": spec("plan-relations").column("relation").codes[0]}
    rows = [feature(None, id="a", **good), feature(None, id="b", **good | {"relation": "liker"})]
    workspace.import_file("plan-relations", geojson(tmp_path, *rows))
    frame = explained(workspace, ["hazards", "plan-relations"], "nb")
    assert frame["layer"].value_counts().to_dict() == {"hazards": 4, "plan-relations": 1}
    assert frame.crs == workspace.crs
    write_frame(frame, tmp_path / "alt.gpkg")
    assert len(gpd.read_file(tmp_path / "alt.gpkg")) == 5
