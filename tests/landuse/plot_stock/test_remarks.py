"""Everything odd is named with its plot, and nothing is left out of the count for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import shapely
from shapely.affinity import translate

from layers.text import LANGUAGES
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import (
    TOMORROW,
    YESTERDAY,
    ladders,
    noted,
    plans,
    plots,
    purposes,
    run,
    square,
    steps_of,
)
from tests.specimens import INVALID_POLYGONS

if TYPE_CHECKING:
    import geopandas as gpd

BOW_TIE, _ = INVALID_POLYGONS["bow_tie"]
KP_UNDATED = plans(square(), plan_type="20", in_force_date=None)
BESIDE = translate(square(), 100)


@pytest.mark.parametrize(
    ("some", "layers", "expected"),
    [
        (plots(square(), translate(square(), 90)), {}, {("plots-overlap", "a", "b"), ("plots-overlap", "b", "a")}),
        (plots(square(), BESIDE), {}, set()),
        (plots(square(), translate(square(), 99.995)), {}, set()),  # half a m² is how finely maps are drawn
        (plots(None), {}, {("no-area", "a", "")}),
        (plots(square().exterior), {}, {("no-area", "a", "")}),
        (plots(BOW_TIE), {}, {("shape-repaired", "a", "")}),
        (plots(square(), market_status="til salgs"), {}, {("market-status-unknown", "a", "til salgs")}),
        (plots(square(), market_status="ukjent"), {}, {("market-status-unknown", "a", "ukjent")}),
        (plots(square(), market_status=None), {}, {("market-status-unknown", "a", "")}),
        (plots(square(), **steps_of("ja", "vet ikke")), {}, {("step-unreadable", "a", "step_2=vet ikke")}),
        (plots(square(), **steps_of("JA", "ukjent", "nei ")), {}, set()),
        (plots(square(), end_date="01.01.2020"), {}, {("date-unreadable", "a", "end_date=01.01.2020")}),
        (plots(square(), step_5_date="i fjor"), {}, {("date-unreadable", "a", "step_5_date=i fjor")}),
        (plots(square(), step_5_date=[TOMORROW]), {}, {("step-in-future", "a", "step_5_date=2026-11-02")}),
        (plots(square()), {"plans": plans(square(5))}, {("outside-every-plan", "a", "")}),
        (plots(square()), {"plan_purposes": purposes(square(5))}, {("outside-every-plan", "a", "")}),
        (plots(BESIDE), {"plans": plans(square())}, {("outside-every-plan", "a", "")}),  # touching is outside
        (plots(square(), None), {"plans": plans(square())}, {("no-area", "b", "")}),
        (plots(square()), {"plans": plans(square(), plan_status="11")}, {("plan-unclear", "a", "p1")}),
        (plots(square()), {"plans": plans(square(), plan_type=None)}, {("plan-unclear", "a", "p1")}),
        (plots(square()), {"plans": plans(square(), in_force_date=None)}, {("plan-unclear", "a", "p1")}),
        (plots(square()), {"plans": plans(square(), plan_id=None, plan_status="7")}, {("plan-unclear", "a", "?")}),
        (plots(square()), {"plans": plans(square(), in_force_date=None, plan_status="1")}, set()),
        (
            plots(square()),
            {"plans": plans(square(), plan_type="20", in_force_date=None)},
            {("plan-unclear", "a", "p1")},
        ),
        (
            plots(square(), **ladders("jnjnuuuu")),
            {"plans": plans(square(), plan_status="2")},
            {
                ("step-conflict", "a", "step_2: plans=ja, plots=nei"),
                ("step-conflict", "a", "step_3: plans=nei, plots=ja"),
            },
        ),
    ],
)
def test_it_is_named_with_the_plot(
    some: gpd.GeoDataFrame, layers: dict[str, Any], expected: set[tuple[str, str, str]]
) -> None:
    result = run(some, **layers)
    assert noted(result) == expected
    assert len(result.frame) == result.tables["stock"]["plots"].sum() == len(some)


@pytest.mark.parametrize(
    ("columns", "unclear"),
    [
        ({}, False),
        ({"purpose_code": "9999"}, True),
        ({"purpose_code": None}, True),
        ({"object_type": "RbFormålOmråde"}, True),  # 1300 is not in that list
        ({"utilisation_type": "99"}, True),
        ({"utilisation_type": None}, False),
        ({"vertical_level": None}, True),
        ({"vertical_level": "1"}, False),
        ({"plan_id": "p9"}, True),
    ],
)
def test_a_purpose_that_does_not_say_what_is_asked_is_named(columns: dict[str, Any], *, unclear: bool) -> None:
    result = run(plots(square()), plans=plans(square()), plan_purposes=purposes(square(), **columns))
    assert (("purpose-unclear", "a", "f1") in noted(result)) == unclear


def zone(code: str, kind: str) -> gpd.GeoDataFrame:
    """Return the layer ``plan-zones`` with one zone z of plan p1."""
    return units({"z": square()}).assign(plan_id="p1", zone_code=code, object_type=kind)


PARK = purposes(square(), square(), plan_id=["p1", "p2"], purpose_code=["3040", "1300"])


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ({"plan_zones": zone("710", "KpBåndleggingSone")}, ("restricted-zone", "a", "H710 z")),
        ({"plan_zones": zone("810", "KpGjennomføringSone")}, ("joint-planning-zone", "a", "H810 z")),
        ({"plan_zones": zone("440", "RpInfrastrukturSone")}, ("sequence-zone", "a", "H440 z")),
        (
            {"plans": plans(square(), square(), in_force_date=["2010-01-01", YESTERDAY]), "plan_purposes": PARK},
            ("plans-conflict", "a", "p1, p2"),
        ),
        ({"plans": plans(square(), square()), "plan_purposes": PARK}, ("governing-unknown", "a", "same-date")),
        (
            {"plans": plans(square(), square(1), square(), plan_id="p1", plan_status=["3", "3", "6"])},
            ("exempt-area", "a", ""),
        ),
        (
            {"plans": plans(square(), in_force_date=TOMORROW), "plan_purposes": purposes(square())},
            ("plan-to-come", "a", "2026-11-02"),
        ),
        ({"plans": plans(square(), open_objection=True)}, ("case-open", "a", "p1: åpen innsigelse")),
        (
            {"plans": plans(square(), open_objection="ja", open_complaint="true")},
            ("case-open", "a", "p1: åpen innsigelse og klage"),
        ),
        (
            {"plans": plans(square(), in_force_date="2016-11-01", private_initiative=True)},
            ("assessment-needed", "a", "10"),
        ),
    ],
)
def test_what_is_to_be_known_of_the_plans_is_named(layers: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert expected in noted(run(plots(square()), **{"plans": plans(square()), **layers}))


def test_remarks_are_summed_in_the_evidence_and_said_in_both_languages() -> None:
    result = run(plots(square(), square(), None, market_status=["ledig", "kanskje", None]))
    said = {each.code: each for each in result.evidence.warnings if each.role == "plots"}
    assert {code: each.details["first"] for code, each in said.items()} == {
        "plots-overlap": ["a", "b"],
        "no-area": ["c"],
        "market-status-unknown": ["b", "c"],
    }
    assert said["plots-overlap"].say("nb") == (
        "Tomter som overlapper hverandre: 2 (a, b). Areal er talt mer enn én gang: rett grensene."
    )
    assert all(f": {each.count} (" in each.say(lang) for each in said.values() for lang in LANGUAGES)


def test_the_table_is_in_order_and_says_each_thing_once() -> None:
    twice = plans(square(), square(), plan_id="p1", plan_status=None)
    table = run(plots(square(1), square(0), square(0)), plans=twice, districts=units({"1": square(7)}, name=["Biri"]))
    rows = list(table.tables["remarks"].itertuples(index=False, name=None))
    assert rows == sorted(set(rows))
    assert ("plan-unclear", "b", "p1") in rows


def test_a_plot_across_the_municipal_border_is_named_with_what_lies_beyond() -> None:
    home = units({"9999": shapely.box(580_000, 6_700_000, 590_040, 6_800_000)})
    result = run(plots(square(0, width=40), square(0), square(3), None), municipality=home)
    border = {row for row in noted(result) if "municipality" in row[0]}
    assert border == {("across-municipality", "b", "6000 m²"), ("outside-municipality", "c", "10000 m²")}
    assert result.frame["gross_m2"].tolist()[:3] == [4000, 10_000, 10_000]  # nothing is left out
