"""The net area of a stock is that of the analysis of that name, and computed once for each outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from landuse import catalogue, net_area, plot_stock
from layers import create_workspace
from tests.landuse.net_area import test_facts
from tests.landuse.net_area.cases import clear, hazards, strip
from tests.landuse.plot_stock.cases import TODAY, plots, square

if TYPE_CHECKING:
    from pathlib import Path

THREE = plots(square(), square(1), None)
GIVEN = {**clear(), "hazards": hazards(strip(0, 30))}
computed = test_facts.computed


def stock(**given: Any) -> list[float]:  # noqa: ANN401 - layers
    """Return the net areas of the plots of a stock."""
    layers = {role: layer for role, layer in {**GIVEN, **given}.items() if layer is not None}
    result = plot_stock.run(business_plots=THREE, **layers, parameters=plot_stock.Parameters(as_of=TODAY))
    return [float(net) for net in result.frame["net_m2"]]


def test_the_net_area_is_that_of_the_analysis() -> None:
    found = net_area.run(business_plots=THREE, **GIVEN, parameters=net_area.Parameters(as_of=TODAY))
    assert stock()[:2] == [7000, 10000]
    assert np.array_equal(stock(), found.frame["net_m2"], equal_nan=True)


@pytest.mark.parametrize("role", ["plan_lines", "hazards", "protected", "water", "terrain", "plan_purposes", "plans"])
def test_without_a_layer_it_is_unknown(role: str) -> None:
    assert np.isnan(stock(**{role: None})).all()


def test_a_layer_in_pieces_gives_the_same_and_is_named_as_it_was() -> None:
    cut = {role: net_area.Cover.of(role, GIVEN[role]) for role in ("hazards", "protected", "water")}
    asked = plot_stock.Parameters(as_of=TODAY)
    whole, pieces = (plot_stock.run(business_plots=THREE, **{**GIVEN, **more}, parameters=asked) for more in ({}, cut))
    assert whole.to_json() == pieces.to_json()


def test_a_status_in_the_store_recomputes_no_plot_and_an_outline_only_its_own(
    tmp_path: Path, computed: list[str]
) -> None:
    workspace = create_workspace(tmp_path / "w")
    two = THREE.iloc[:2]
    sold = two.assign(market_status="solgt")
    moved = sold.set_geometry([square(), square(1, width=50)], crs=two.crs)
    for name, frame, again in (("first", two, ["a", "b"]), ("sold", sold, []), ("moved", moved, ["b"])):
        frame.to_file(tmp_path / f"{name}.gpkg")
        workspace.import_file("business-plots", tmp_path / f"{name}.gpkg", replace_all=True, today=TODAY)
        computed.clear()
        assert len(catalogue.run("plot-stock", workspace, as_of=TODAY).frame) == 2
        assert sorted(computed) == again
