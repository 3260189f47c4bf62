"""How far plots lie from the main transport axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from landuse.plot_stock.axes import along_axes
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import plots, run, square

if TYPE_CHECKING:
    import geopandas as gpd

SOUTH, NORTH = 6_740_000.0, 6_740_100.0


def road(metres: float) -> shapely.LineString:
    """Return a road from west to east, so far north of the plots."""
    return shapely.LineString([(580_000, NORTH + metres), (600_000, NORTH + metres)])


def roads(*told: tuple[str | None, str | None, float]) -> gpd.GeoDataFrame:
    """Return main roads, each told by its category, its number and its distance from the plots."""
    shapes = {str(place): road(metres) for place, (_, _, metres) in enumerate(told)}
    return units(shapes, road_category=[each[0] for each in told], road_number=[each[1] for each in told])


def answers(layer: gpd.GeoDataFrame | None, axes: tuple[str, ...] = ("E", "R")) -> list[str]:
    found = along_axes(plots(square()), layer, axes, (1000.0, 3000.0, 5000.0))
    return [words[0] for words in found.near.values()]


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (0, ["ja", "ja", "ja"]),
        (1000, ["ja", "ja", "ja"]),
        (1000.001, ["nei", "ja", "ja"]),
        (4999, ["nei", "nei", "ja"]),
        (6000, ["nei", "nei", "nei"]),
    ],
)
def test_a_plot_is_measured_from_its_edge_in_a_straight_line(metres: float, expected: list[str]) -> None:
    assert answers(roads(("R", "4", metres))) == expected


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (("E", "R"), "ja"),
        (("R",), "ja"),
        (("E",), "ukjent"),  # there is none: perhaps the layer lacks it
        (("F",), "nei"),
        (("Rv. 4",), "ja"),
        (("rv4",), "ja"),
        (("R 33",), "ukjent"),  # it is not in the layer
        (("R 4", "R 33"), "ja"),
        (("Fv. 33",), "nei"),
        (("F 33", "E 6"), "ukjent"),
    ],
)
def test_which_roads_are_axes_is_a_parameter(axes: tuple[str, ...], expected: str) -> None:
    assert answers(roads(("R", "4", 500), ("F", "33", 2000)), axes)[0] == expected


@pytest.mark.parametrize(
    ("category", "number", "axes", "expected"),
    [
        (None, "4", ("R", "E"), "ukjent"),
        ("R", None, ("R 4",), "ukjent"),
        ("F", None, ("R 4",), "nei"),
        ("R", "Rv4", ("R 4",), "ja"),
        ("R", 4.0, ("R 4",), "ja"),
    ],
)
def test_a_road_that_may_be_an_axis_leaves_it_unknown(
    category: str | None, number: str | None, axes: tuple[str, ...], expected: str
) -> None:
    assert answers(roads((category, number, 500), ("R", "4", 4000), ("E", "6", 9000)), axes)[0] == expected


def test_the_distance_is_known_only_where_the_nearest_axis_is() -> None:
    near = plots(square(), None)
    assert along_axes(near, roads(("R", "4", 700)), ("R",), (1000.0,)).metres[0] == 700
    for layer in (None, roads((None, None, 500), ("R", "4", 700))):
        assert str(along_axes(near, layer, ("R",), (1000.0,)).metres.tolist()) == "[nan, nan]"
    assert along_axes(near, roads((None, None, 900), ("R", "4", 700)), ("R",), (1000.0,)).metres[0] == 700
    assert [words[1] for words in along_axes(near, roads(("R", "4", 700)), ("R",), (9.0,)).near.values()] == ["ukjent"]


def test_an_axis_that_is_not_there_is_named() -> None:
    result = run(plots(square()), main_roads=roads(("R", "4", 500)), axes=("R 4", "F33"), axis_distances=(200.0,))
    remark = next(each for each in result.evidence.warnings if each.code == "axis-not-found")
    assert (remark.count, remark.details) == (1, {"axes": ["F 33"]})
    assert result.frame["within_axis_200_m"].tolist() == ["ukjent"]
    assert "hovedveger" in remark.say("nb")


def test_the_stock_along_the_axes_stands_with_the_other_places() -> None:
    some = plots(square(0), shapely.box(590_000, SOUTH - 2100, 590_100, SOUTH - 2000))
    places = run(some, main_roads=roads(("R", "4", 500))).tables["places"].set_index(["place", "answer"])["plots"]
    assert [places[f"within_axis_{metres}_m", "ja"] for metres in (1000, 3000, 5000)] == [1, 2, 2]
    assert places["within_axis_1000_m", "nei"] == 1
