"""Where a plot lies: districts by the largest part, and yes, no or unknown for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
import shapely

from landuse.network import Network
from landuse.plot_stock import district_of
from landuse.plot_stock.places import in_densification_zone, inside_byvekstgrense, near_cycle_network
from tests.landuse.networks import Street, paths, units
from tests.landuse.plot_stock.cases import TODAY, noted, plots, run, square

if TYPE_CHECKING:
    import geopandas as gpd

WEST, SOUTH = 590_000.0, 6_740_000.0


def east_of(metres: float) -> shapely.Polygon:
    """Return all the ground from so far east of the corner of the first plot."""
    return shapely.box(WEST + metres, SOUTH - 1000, WEST + 5000, SOUTH + 1000)


def west_of(metres: float) -> shapely.Polygon:
    """Return all the ground up to there."""
    return shapely.box(WEST - 1000, SOUTH - 1000, WEST + metres, SOUTH + 1000)


def districts(border: float) -> gpd.GeoDataFrame:
    return units({"1": west_of(border), "2": east_of(border)}, name=["Vest", "Øst"])


@pytest.mark.parametrize(("border", "name"), [(60, "Vest"), (50, "Vest"), (49.9, "Øst"), (-1, "Øst")])
def test_a_plot_belongs_to_the_district_of_its_largest_part_and_ties_to_the_first_name(
    border: float, name: str
) -> None:
    assert district_of(plots(square()), districts(border)).tolist() == [name]


def test_a_district_in_several_parts_is_one() -> None:
    parts = units({"1": square(width=30), "2": east_of(60), "3": shapely.box(WEST + 30, SOUTH, WEST + 60, SOUTH + 100)})
    assert district_of(plots(square()), parts.assign(name=["Vest", "Vest", "Midt"])).tolist() == ["Vest"]


def test_outside_every_district_the_plots_own_word_is_used_and_it_is_said() -> None:
    far = units({"1": square(9)}, name=["Biri"])
    assert district_of(plots(square(), None), far).isna().all()
    result = run(plots(square(), square(1), square(9), None, district=["Vardal", None, "Vardal", None]), districts=far)
    assert result.frame["district"].fillna("-").tolist() == ["Vardal", "-", "Biri", "-"]
    assert {name for remark, name, _ in noted(result) if remark == "outside-every-district"} == {"a", "b"}


def test_a_district_without_a_name_leaves_the_plot_its_own_word() -> None:
    result = run(plots(square(), district="Vardal"), districts=districts(60).assign(name=[None, "Øst"]))
    assert result.frame["district"].tolist() == ["Vardal"]
    assert result.tables["districts"]["district"].tolist() == ["Vardal", "Øst"]


@pytest.mark.parametrize(("border", "across"), [(60, True), (0.02, True), (0.01, False), (100, False)])
def test_a_plot_across_districts_is_named_unless_the_rest_is_a_sliver(border: float, *, across: bool) -> None:
    result = run(plots(square()), districts=districts(border))
    assert (("across-districts", "a", "Vest, Øst") in noted(result)) == across


@pytest.mark.parametrize(("edge", "said"), [(100, "ja"), (50, "ja"), (49.9, "nei"), (-1, "nei")])
def test_a_plot_is_inside_the_growth_boundary_with_half_of_its_ground(edge: float, said: str) -> None:
    assert inside_byvekstgrense(plots(square()), units({"1": west_of(edge)})).tolist() == [said]


@pytest.mark.parametrize("nowhere", [None, square(3).exterior])
def test_a_boundary_that_encloses_nothing_leaves_it_unknown_what_is_outside(nowhere: shapely.Geometry | None) -> None:
    assert inside_byvekstgrense(plots(square()), units({"1": nowhere})).tolist() == ["ukjent"]
    both = units({"1": nowhere, "2": square(0)})
    assert inside_byvekstgrense(plots(square(0), square(1)), both).tolist() == ["ja", "ukjent"]
    assert in_densification_zone(plots(square()), units({"1": nowhere}, kind=["bevaring"])).tolist() == ["nei"]


@pytest.mark.parametrize(
    ("kind", "said"), [("fortetting", "ja"), ("transformasjon", "ja"), ("bevaring", "nei"), (None, "ukjent")]
)
def test_zones_for_denser_building_count_and_those_for_preserving_do_not(kind: str | None, said: str) -> None:
    zone = units({"z": square(width=50)}, kind=[kind])
    assert in_densification_zone(plots(square(), square(1), None), zone).tolist() == [said, "nei", "ukjent"]


@pytest.mark.parametrize(
    ("away", "network", "status", "said"),
    [
        (0, "hovednett", "eksisterende", "ja"),
        (200, "hovednett", "eksisterende", "ja"),
        (200.0000001, "hovednett", "eksisterende", "ja"),  # a tenth of a thousandth of a millimetre is rounding
        (200.00001, "hovednett", "eksisterende", "nei"),
        (50, "lokalnett", "eksisterende", "nei"),
        (50, "hovednett", "planlagt", "nei"),
        (50, None, "eksisterende", "ukjent"),
        (50, "hovednett", None, "ukjent"),
        (50, None, "planlagt", "nei"),
        (500, None, None, "nei"),
    ],
)
def test_the_main_cycle_network_is_near_within_the_distance_from_the_edge(
    away: float, network: str | None, status: str | None, said: str
) -> None:
    route = shapely.LineString([(WEST - away, SOUTH - 500), (WEST - away, SOUTH + 500)])
    routes = units({"r": route}, network=[network], status=[status])
    assert near_cycle_network(plots(square(), None), routes, 200).tolist() == [said, "ukjent"]


def test_routes_without_a_line_are_near_nothing() -> None:
    routes = units({"r": None}, network=["hovednett"], status=["eksisterende"])
    assert near_cycle_network(plots(square()), routes, 200).tolist() == ["nei"]


@pytest.mark.parametrize(
    "role", ["byvekstgrense", "densification_zones", "cycle_routes", "districts", "centres", "paths"]
)
def test_a_layer_that_is_missing_or_empty_leaves_its_answer_unknown_and_is_named(role: str) -> None:
    answers = ["inside_byvekstgrense", "in_densification_zone", "within_1000_m", "near_cycle_network"]
    for given_layers in ({}, {role: units({})}):
        result = run(plots(square()), **given_layers)
        assert result.frame[answers].to_numpy().tolist() == [["ukjent"] * 4]
        assert ("layer-not-given", role) in {(each.code, each.role) for each in result.evidence.warnings}


# A street along the south edge of the plots, and the square in the middle of its south end.
STREET = paths({"s": Street("A", "B", [(WEST, SOUTH), (WEST + 5000, SOUTH)])})
SQUARE = units({"square": shapely.Point(WEST, SOUTH)})


def walked(some: gpd.GeoDataFrame, **more: float) -> list[str]:
    answers: list[str] = run(some, as_of=TODAY, centres=SQUARE, paths=STREET, **more).frame["within_1000_m"].tolist()
    return answers


def test_a_plot_is_measured_along_the_network_from_its_centroid() -> None:
    # 50 m to the street, and then 50, 850 and 1050 m along it; the last is too far from it.
    far = shapely.box(WEST, SOUTH + 200, WEST + 100, SOUTH + 300)
    assert walked(plots(square(0), square(4), square(5), far, None)) == ["ja", "ja", "nei", "ukjent", "ukjent"]
    assert walked(plots(square(4), square(5)), max_distance=899.9) == ["nei", "nei"]
    assert walked(plots(square(4), square(5)), max_distance=1100) == ["ja", "ja"]


def test_a_plot_on_paths_that_lead_nowhere_is_not_within_walking_distance() -> None:
    island = paths({"i": Street("C", "D", [(WEST, SOUTH + 200), (WEST + 100, SOUTH + 200)])})
    both = pd.concat([STREET, island], ignore_index=True)
    beside_it = shapely.box(WEST, SOUTH + 150, WEST + 100, SOUTH + 250)
    assert run(plots(beside_it), centres=SQUARE, paths=both).frame["within_1000_m"].tolist() == ["nei"]


def test_the_longest_access_is_a_parameter() -> None:
    assert walked(plots(square(0)), max_access=49.9) == ["ukjent"]
    assert walked(plots(square(0)), max_access=50) == ["ja"]


def test_a_plot_without_access_is_surely_too_far_where_even_the_straight_line_is() -> None:
    # 300 m east and 400 m north of the square: 500 m as the crow flies.
    above_the_street = shapely.box(WEST + 250, SOUTH + 350, WEST + 350, SOUTH + 450)
    assert walked(plots(above_the_street, None), max_distance=500) == ["ukjent", "ukjent"]
    assert walked(plots(above_the_street, None), max_distance=499.9) == ["nei", "ukjent"]


def test_a_network_made_beforehand_gives_the_same_answer() -> None:
    frames, made = (run(plots(square()), centres=SQUARE, paths=each) for each in (STREET, Network.of(STREET)))
    assert frames.to_json() == made.to_json()


def test_what_coverage_says_on_the_way_is_said_of_plots() -> None:
    result = run(plots(square(), None), centres=SQUARE, paths=STREET)
    said = {(each.code, each.role) for each in (*result.evidence.dropped, *result.evidence.warnings)}
    assert {("no-geometry", "plots"), ("barriers-not-given", "barriers")} <= said


@pytest.mark.parametrize(
    ("layers", "why"),
    [
        ({"centres": units({"far": shapely.Point(0, 0)}), "paths": STREET}, "centre-unconnected"),
        ({"centres": SQUARE, "paths": STREET.assign(walk=False)}, "network-empty"),
        ({"centres": SQUARE, "paths": STREET.drop(columns="u")}, "column-missing"),
    ],
)
def test_a_network_that_cannot_be_used_leaves_the_rest_of_the_answer(
    layers: dict[str, gpd.GeoDataFrame], why: str
) -> None:
    result = run(plots(square()), as_of=TODAY, **layers)
    assert result.frame["within_1000_m"].tolist() == ["ukjent"]
    warning = next(each for each in result.evidence.warnings if each.code == "walk-unknown")
    assert warning.details == {"why": why}
    assert "ukjent gangavstand" in warning.say("nb")
