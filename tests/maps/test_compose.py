from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landuse.catalogue import ask
from layers.eksempelvik import CRS, MUNICIPALITY, write_sources
from layers.errors import UsageFault, WorkspaceFault
from layers.workspace import Workspace, create_workspace
from maps.compose import analysis_page, check_ending, layer_page_of, write_page
from maps.errors import MapFault

if TYPE_CHECKING:
    from pathlib import Path

    from geopandas import GeoDataFrame

    from landuse.catalogue import Question
    from landuse.results import Result


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("town")
    workspace = create_workspace(folder / "d", municipality=MUNICIPALITY, crs=CRS)
    for layer, file in write_sources(folder / "sources"):
        workspace.import_file(layer, file)
    return workspace


def test_the_page_of_an_analysis_shows_the_figures_of_its_answer(town: Workspace) -> None:
    question = ask("coverage", town, max_distance=400)
    result = question.answer()
    page = analysis_page(question, result)
    shown = {figure.title.nb: figure.value for figure in page.figures}
    assert shown["Innbyggere innen rekkevidde"] == result.value("residents_within")
    beside = {figure.beside.title.nb: figure.beside.value for figure in page.figures if figure.beside}
    assert beside["Innbyggere, andel innen rekkevidde"] == result.value("residents_share")


def test_a_made_up_town_says_so_on_every_page(town: Workspace) -> None:
    question = ask("coverage", town)
    for page in (analysis_page(question, question.answer()), layer_page_of(town, "water")):
        assert page.synthetic
        assert page.attributions == ("Oppdiktede data: Eksempelvik",)


def test_a_layer_given_for_this_question_is_the_one_drawn(town: Workspace) -> None:
    barriers = town.read("barriers").head(0)
    page = analysis_page(*_answered(town, barriers=barriers))
    assert not any(layer.title.nb.startswith("Barriere") for layer in page.layers)


def _answered(town: Workspace, **layers: GeoDataFrame) -> tuple[Question, Result]:
    question = ask("coverage", town, layers=layers)
    return question, question.answer()


@pytest.mark.parametrize(
    ("name", "starts"), [("k.html", b"<!DOCTYPE html>"), ("k.PNG", b"\x89PNG"), ("k.pdf", b"%PDF")]
)
def test_the_ending_chooses_what_is_written(town: Workspace, tmp_path: Path, name: str, starts: bytes) -> None:
    write_page(layer_page_of(town, "paths"), tmp_path / name, "nb")
    assert (tmp_path / name).read_bytes().startswith(starts)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=r"\.html \.png"):
        check_ending(tmp_path / "kart.gif")


def test_a_layer_that_is_not_there_is_asked_for(town: Workspace) -> None:
    with pytest.raises(WorkspaceFault):
        layer_page_of(town, "parcels")


def test_a_raster_is_not_drawn_and_not_read(town: Workspace) -> None:
    with pytest.raises(MapFault, match="maps of grids are not drawn yet"):
        layer_page_of(town, "terrain")
