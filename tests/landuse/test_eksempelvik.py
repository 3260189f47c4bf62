"""What the analyses find in Eksempelvik: a new user sees each of them do its work."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest

from landuse import coverage, net_area
from landuse.governing_plan import governing_plan
from layers.eksempelvik import layers

TOWN = layers()
PLOTS = pd.concat([TOWN["business-plots"], TOWN["housing-plots"]], ignore_index=True)
DAY = date(2026, 11, 1)


def named(field: str) -> gpd.GeoDataFrame:
    return PLOTS[PLOTS["name"].str.startswith(f"{field} ")]


@pytest.mark.parametrize(("layer", "within"), [("business-plots", 8), ("housing-plots", 7)])
def test_some_plots_of_each_use_are_a_walk_from_the_centre(layer: str, within: int) -> None:
    given = {role: TOWN[role] for role in ("paths", "centres", "barriers", "crossings")}
    reached = coverage.run(places=TOWN[layer], **given).frame
    assert (reached["status"] == "covered").sum() == within


def test_building_lines_leave_most_plots_known_and_some_smaller() -> None:
    layers = {name: TOWN[name.replace("_", "-")] for name in ("plans", "plan_purposes", "plan_lines", "main_roads")}
    asked = net_area.Parameters(as_of=DAY, use="all", hard=("building_line",))
    given = {"business_plots": TOWN["business-plots"], "housing_plots": TOWN["housing-plots"], **layers}
    frame = net_area.run(**given, parameters=asked).frame.set_index("name")
    assert frame["net_m2"].notna().mean() > 0.5
    assert (frame["building_line_m2"] > 100).sum() >= 7
    # Kaikvartalet is a square of 50 m: the line is 10 m from the road along its front.
    assert frame.loc["Kaikvartalet 1", "building_line_m2"] == pytest.approx(500, abs=1)
    assert frame.loc["Sørporten 2", "unknown_wrt"] == "building_line"


@pytest.mark.parametrize(
    ("field", "column", "expected"),
    [
        ("Torgkvartalet", "plan_id", {"99990400"}),  # the area plan on the ground, not the newer one of the tunnel
        ("Elvehagen", "plan_id", {"99990444", "99990448"}),  # a newer plan for the east of an older one
        ("Grusmoen vest", "level", {"kommuneplan"}),  # its zoning plan has deferred effect
        ("Motnes", "level", {"kommuneplan"}),  # its zoning plan comes into force at new year
        ("Prøvlia øst", "h910", {"ja", "nei"}),
        ("Skissedal næringsfelt", "exempt", {"ja", "nei"}),  # an objection to the municipal plan
    ],
)
def test_plots_show_the_cases_of_governing_plans(field: str, column: str, expected: set[str]) -> None:
    plans, purposes, zones = (TOWN[layer] for layer in ("plans", "plan-purposes", "plan-zones"))
    pieces = governing_plan(named(field), plans, purposes, zones, DAY, relations=TOWN["plan-relations"])
    assert set(pieces[column]) == expected


def test_a_tunnel_passes_under_plots() -> None:
    under = TOWN["plan-purposes"][TOWN["plan-purposes"]["vertical_level"] == "1"]
    assert gpd.sjoin(named("Torgkvartalet"), under).index.nunique() == 2
