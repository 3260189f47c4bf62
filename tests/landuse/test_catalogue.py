from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

import landuse
from landuse import coverage
from landuse.catalogue import ANALYSES, ask, run, spec
from landuse.errors import DataFault, QuestionFault
from landuse.network import Network
from layers.catalogue import LAYERS
from layers.text import LANGUAGES
from tests.landuse.networks import cross, street, units
from tests.landuse.shelf import Shelf

if TYPE_CHECKING:
    import geopandas as gpd

CENTRES = units({"square": shapely.Point(0, 0)})
ADDRESSES = units({"near": shapely.Point(200, 0), "far": shapely.Point(0, 1100)}, residents=[3, 4])
CELLS = units({"cell": shapely.box(0, 0, 250, 250)}, residents=[50])
EARLIER = date(2025, 1, 1)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf({"centres": CENTRES, "paths": cross(), "addresses": ADDRESSES, "population-grid": CELLS})


def test_an_analysis_answers_from_the_workspace_as_it_does_from_frames(shelf: Shelf) -> None:
    asked = run("coverage", shelf.workspace, max_distance=500)
    called = coverage.run(
        centres=CENTRES, paths=cross(), places=ADDRESSES, parameters=coverage.Parameters(max_distance=500)
    )
    assert asked.to_json() == called.to_json()
    assert asked.value("residents_within") == 3


def test_the_network_is_built_once_and_read_after_that(shelf: Shelf) -> None:
    first = run("coverage", shelf.workspace)
    assert shelf.asked.count("paths") == 1
    assert isinstance(ask("coverage", shelf.workspace).inputs["paths"], Network)
    assert run("coverage", shelf.workspace).to_json() == first.to_json()
    assert shelf.asked.count("paths") == 1
    assert all(isinstance(array, np.ndarray) for arrays in shelf.built.values() for array in arrays.values())


def test_addresses_are_counted_before_the_grid_and_the_grid_where_there_are_none() -> None:
    both = {"centres": CENTRES, "paths": cross(), "population-grid": CELLS}
    assert run("coverage", Shelf(both).workspace).value("residents_total") == 50
    assert run("coverage", Shelf({**both, "addresses": ADDRESSES}).workspace).value("residents_total") == 7


def test_a_layer_given_stands_in_for_the_workspace_and_the_first_choice_of_it(shelf: Shelf) -> None:
    moved = {"centres": units({"east": shapely.Point(1000, 0)}), "population-grid": CELLS, "paths": street()}
    result = run("coverage", shelf.workspace, layers=moved)
    assert result.frame["centre_id"].tolist() == ["east"]
    assert result.frame["distance_m"].tolist() == [1000]  # 875 m along the street and 125 m to it
    assert shelf.asked == []


def test_optional_layers_are_read_where_they_are(shelf: Shelf) -> None:
    assert ask("coverage", shelf.workspace).inputs["barriers"] is None
    fenced = Shelf({**shelf.frames, "barriers": units({"fence": shapely.LineString([(1, 9), (2, 9)])})})
    assert run("coverage", fenced.workspace).evidence.warnings == ()


def test_the_date_chooses_the_versions_and_is_echoed() -> None:
    then = {(layer, EARLIER): frame for layer, frame in (("centres", CENTRES), ("addresses", ADDRESSES[:1]))}
    shelf = Shelf({("paths", EARLIER): cross(), **then})
    result = run("coverage", shelf.workspace, as_of="2025-01-01")
    assert len(result.frame) == 1
    assert result.row()["parameters"]["as_of"] == "2025-01-01"
    with pytest.raises(DataFault, match="needs the layer centres"):
        run("coverage", shelf.workspace)


@pytest.mark.parametrize(
    ("layers", "parameters", "code"),
    [
        ({}, {"max_distance": -1}, "parameter-out-of-bounds"),
        ({}, {"reach": 5}, "unknown-parameter"),
        ({"plans": CENTRES}, {}, "unknown-input"),
    ],
)
def test_a_wrong_question_is_refused_before_anything_is_read(
    shelf: Shelf, layers: dict[str, gpd.GeoDataFrame], parameters: dict[str, Any], code: str
) -> None:
    with pytest.raises(QuestionFault) as fault:
        run("coverage", shelf.workspace, layers=layers, **parameters)
    assert fault.value.code == code
    assert shelf.asked == []


def test_an_unknown_analysis_is_told_which_there_are() -> None:
    with pytest.raises(QuestionFault, match=r"no analysis “silhuett”\. These exist: coverage"):
        spec("silhuett")


@pytest.mark.parametrize("analysis", ANALYSES)
def test_every_entry_has_its_module_its_layers_and_its_words(analysis: str) -> None:
    entry = ANALYSES[analysis]
    assert entry.id == analysis
    assert Path(str(entry.module.__file__)).is_relative_to(Path(str(landuse.__file__)).parent)
    assert callable(entry.module.run)
    assert entry.parameters is entry.module.Parameters
    assert set(entry.layers) <= set(LAYERS)
    for text in (entry.title, entry.description):
        assert text.nb != text.en
        assert all(text.say(lang) for lang in LANGUAGES)


def test_the_catalogue_costs_no_library_to_read() -> None:
    heavy = "{'numpy', 'pandas', 'geopandas', 'shapely', 'pydantic', 'scipy'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, landuse.catalogue; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(str(landuse.__file__)).parent.parent,
    )
    assert done.stdout.strip() == "[]"
