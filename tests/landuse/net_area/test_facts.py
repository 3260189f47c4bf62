"""What is known from before is not computed again, and gives the same answer; what is stored comes back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely

from landuse import catalogue, net_area
from landuse.net_area import facts as facts_module
from landuse.net_area.constraints import ALL
from landuse.net_area.cover import Cover
from landuse.net_area.facts import Facts, facts_of
from landuse.net_area.hard import cut
from landuse.plots.keyed import keys_of
from layers import create_workspace
from tests.landuse.net_area.cases import clear, features, hazards, strip
from tests.landuse.plot_stock.cases import TODAY, plots, square

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from layers import Workspace

PARAMETERS = net_area.Parameters(as_of=TODAY)
FOUR = plots(*(square(place) for place in range(4)))
LAYERS = {
    **clear(),
    "hazards": hazards(strip(0, 30), strip(2, 100), strip(3, 10), level=["kartlagt", "kartlagt", None]),
}


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the plots that were computed, as they are."""
    ids: list[str] = []
    plain = facts_module._computed

    def noted(some: gpd.GeoDataFrame, *rest: Any) -> Facts:  # noqa: ANN401 - whatever it takes
        ids.extend(some["id"])
        return plain(some, *rest)

    monkeypatch.setattr(facts_module, "_computed", noted)
    return ids


def same(one: Facts, other: Facts) -> bool:
    """Return whether two tell the same of the same plots."""
    numbers = ("gross", "most", "alone")
    return (
        all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in numbers)
        and np.array_equal(one.unknown, other.unknown)
        and bool(shapely.equals_exact(one.left, other.left).all())
        and one.keys.tolist() == other.keys.tolist()
        and one.rests_on == other.rests_on
    )


def test_only_a_plot_of_another_outline_or_use_is_computed_again(computed: list[str]) -> None:
    layers = cut(LAYERS)
    before = facts_of(FOUR, layers, PARAMETERS)
    assert computed == ["a", "b", "c", "d"]
    computed.clear()
    sold = FOUR.assign(market_status="solgt", step_4="ja")
    assert same(facts_of(sold, layers, PARAMETERS, [before]), before)
    assert computed == []
    moved = FOUR.set_geometry([*FOUR.geometry[:3], strip(3, 50)], crs=FOUR.crs).assign(
        use=["business", "housing", *["business"] * 2]
    )
    after = facts_of(moved, layers, PARAMETERS, [before])
    assert computed == ["b", "d"]
    assert same(after, facts_of(moved, layers, PARAMETERS))


def test_plots_may_go_come_and_change_places(computed: list[str]) -> None:
    layers = cut(LAYERS)
    before = facts_of(FOUR, layers, PARAMETERS)
    computed.clear()
    turned = FOUR.iloc[[3, 0, 0]]
    assert facts_of(turned, layers, PARAMETERS, [before]).most.tolist() == [10000, 7000, 7000]
    assert computed == []


@pytest.mark.parametrize(
    "change",
    [{"max_slope": 20.0}, {"hard": ("hazard",)}, {"watercourse_width": 3.0}],
    ids=["slope", "hard", "width"],
)
def test_facts_that_rest_on_other_parameters_are_not_used(computed: list[str], change: dict[str, Any]) -> None:
    before = facts_of(FOUR, cut(LAYERS), PARAMETERS)
    computed.clear()
    facts_of(FOUR, cut(LAYERS), PARAMETERS.model_copy(update=change), [before])
    assert len(computed) == 4


def test_facts_that_rest_on_another_layer_are_not_used_and_another_day_changes_nothing(computed: list[str]) -> None:
    before = facts_of(FOUR, cut(LAYERS), PARAMETERS)
    computed.clear()
    other = {**LAYERS, "hazards": hazards(strip(0, 31))}
    assert facts_of(FOUR, cut(other), PARAMETERS, [before]).most.tolist()[:2] == [6900, 10000]
    assert len(computed) == 4
    computed.clear()
    tomorrow = PARAMETERS.model_copy(update={"as_of": TODAY.replace(day=2)})
    assert same(facts_of(FOUR, cut(LAYERS), tomorrow, [before]), before)
    assert computed == []


def test_a_key_tells_outline_and_use_apart() -> None:
    assert len(set(keys_of(pd.concat([FOUR, FOUR.assign(use="housing")])))) == 8
    assert keys_of(FOUR.assign(id="other")).tolist() == keys_of(FOUR).tolist()


def test_facts_come_back_from_arrays_as_they_were() -> None:
    for some in (FOUR, FOUR.iloc[:0]):
        facts = facts_of(some, cut(LAYERS), PARAMETERS)
        assert same(Facts.from_arrays(facts.arrays()), facts)


@pytest.mark.parametrize(
    "layer",
    [
        hazards(strip(0, 30), strip(1, 20), level=["kartlagt", None]),
        hazards(shapely.Point(1, 1), shapely.LineString([(0, 0), (9, 9)])),
        hazards(shapely.buffer(shapely.Point(590_000, 6_740_000), 90, quad_segs=200)),
    ],
    ids=["areas", "marks", "large"],
)
def test_a_layer_cut_in_pieces_comes_back_from_arrays_as_it_was(layer: gpd.GeoDataFrame) -> None:
    cover = Cover.of("hazards", layer)
    back = Cover.from_arrays(cover.arrays())
    assert shapely.equals_exact(back.pieces, cover.pieces).all()
    assert shapely.equals_exact(back.marks, cover.marks).all()
    assert back.piece_row.tolist() == cover.piece_row.tolist()
    assert back.mark_row.tolist() == cover.mark_row.tolist()
    assert {name: said.tolist() for name, said in back.answers.items()} == {
        name: said.tolist() for name, said in cover.answers.items()
    }
    assert dict(back.about) == dict(cover.about)


def test_every_constraint_of_features_says_something_of_every_feature() -> None:
    for role in {each.role for each in ALL.values() if each.holds}:
        cover = Cover.of(role, features(square(), square(1)))
        assert {len(said) for said in cover.answers.values()} == {2}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with four plots and every hard layer of features but one."""
    made = create_workspace(tmp_path / "w")
    stored = {"business-plots": FOUR, "hazards": LAYERS["hazards"], "water": clear()["water"]}
    for layer, frame in stored.items():
        frame.drop(columns="public", errors="ignore").to_file(tmp_path / f"{layer}.gpkg")
        made.import_file(layer, tmp_path / f"{layer}.gpkg", today=TODAY)
    return made


def test_a_status_that_changes_in_the_store_recomputes_no_other_plot(
    workspace: Workspace, computed: list[str], tmp_path: Path
) -> None:
    asked: dict[str, Any] = {"as_of": TODAY, "hard": ["hazard", "water"]}
    first = catalogue.run("net-area", workspace, **asked)
    assert sorted(computed) == ["a", "b", "c", "d"]
    computed.clear()
    assert catalogue.run("net-area", workspace, **asked).to_json() == first.to_json()
    assert computed == []
    changed = FOUR.assign(market_status=["solgt", *["ledig"] * 3]).set_geometry(
        [*FOUR.geometry[:3], strip(3, 60)], crs=FOUR.crs
    )
    changed.to_file(tmp_path / "changed.gpkg")
    workspace.import_file("business-plots", tmp_path / "changed.gpkg", replace_all=True, today=TODAY)
    second = catalogue.run("net-area", workspace, **asked)
    assert computed == ["d"]
    assert second.frame["net_most_m2"].tolist() == [7000, 10000, 0, 6000]
    computed.clear()
    hazards(strip(0, 40)).to_file(tmp_path / "hazards.gpkg")
    workspace.import_file("hazards", tmp_path / "hazards.gpkg", today=TODAY)
    assert catalogue.run("net-area", workspace, **asked).frame["net_most_m2"].tolist()[0] == 6000
    assert len(computed) == 4


def test_what_is_given_for_one_question_is_computed_from_what_is_given(
    workspace: Workspace, computed: list[str]
) -> None:
    asked: dict[str, Any] = {"as_of": TODAY, "hard": ["hazard", "water"]}
    stored = catalogue.run("net-area", workspace, **asked)
    computed.clear()
    given = catalogue.run("net-area", workspace, layers={"business-plots": FOUR.iloc[[1, 0]]}, **asked)
    assert computed == []
    assert given.frame["net_most_m2"].tolist() == stored.frame["net_most_m2"].tolist()[1::-1]
    water = {"water": features(square(1))}
    assert catalogue.run("net-area", workspace, layers=water, **asked).frame["net_most_m2"].tolist()[1] == 0
    assert len(computed) == 4
