"""Which plan governs: golden cases with answers that can be read off the drawing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from landuse.errors import DataFault
from landuse.governing_plan import REASONS, governing_plan
from layers import create_workspace
from layers.text import LANGUAGES
from tests.landuse.governing_plan.cases import (
    EAST,
    MUNICIPAL,
    OLD_MUNICIPAL,
    OLD_ZONING,
    PLOT,
    WEST,
    Plan,
    governed,
    layers,
    relations,
    told,
    zones,
)
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import TODAY, TOMORROW, YESTERDAY, square

if TYPE_CHECKING:
    from pathlib import Path

SAID = ("governs", "plan_id", "reason")
D2010, D2014, D2021 = date(2010, 5, 20), date(2014, 2, 27), date(2021, 6, 17)
FARMLAND = Plan("k", D2021, "5100", **MUNICIPAL)


def test_a_tunnel_plan_under_a_ground_plan_does_not_govern_the_ground() -> None:
    tunnel = Plan("tunnel", D2021, "2010", vertical_level="1")
    pieces = governed(Plan("ground", D2010, "1300"), tunnel)
    assert told(pieces, *SAID, "purpose_code") == {("ja", "ground", "only", "1300", 10_000)}
    assert told(governed(tunnel), *SAID) == {("nei", None, "not-in-force", 10_000)}


def test_a_tunnel_plan_does_not_govern_the_ground_beside_its_purposes_either() -> None:
    tunnel = Plan("tunnel", D2021, "2010", vertical_level="1")
    plans, purposes = layers(Plan("ground", D2010, "1300"), tunnel)
    purposes.loc[purposes["plan_id"] == "tunnel", "geometry"] = WEST
    pieces = governing_plan(units({"a": PLOT}), plans, purposes, None, TODAY)
    assert set(pieces["plan_id"]) == {"ground"}


def test_a_zoning_plan_that_is_partly_replaced_governs_the_rest() -> None:
    old, new = Plan("old", D2010, "1300"), Plan("new", D2021, "1111", WEST)
    assert told(governed(old, new), *SAID, "purpose_code", "conflict") == {
        ("ja", "new", "newest", "1111", "ja", 4_000),
        ("ja", "old", "only", "1300", "nei", 6_000),
    }


def test_a_plan_that_replaces_another_in_part_goes_before_it_though_nobody_knows_its_day() -> None:
    old, new = Plan("old", None, "1300"), Plan("new", D2010, "1111", WEST)
    assert told(governed(old, new), *SAID) == {
        ("ukjent", None, "date-unknown", 4_000),
        ("ukjent", "old", "date-unknown", 6_000),
    }
    assert told(governed(old, new, related=relations(("new", "old", "5"))), *SAID) == {
        ("ja", "new", "says-otherwise", 4_000),
        ("ukjent", "old", "date-unknown", 6_000),
    }


def test_an_adopted_plan_with_deferred_effect_does_not_govern() -> None:
    deferred = Plan("new", None, "1111", plan_status="6")
    assert told(governed(Plan("old", D2010, "1300"), deferred), *SAID, "exempt") == {
        ("ja", "old", "only", "nei", 10_000)
    }
    assert told(governed(deferred), *SAID) == {("nei", None, "not-in-force", 10_000)}


def test_an_area_with_an_unresolved_objection_is_exempt_and_the_older_plan_governs_it() -> None:
    """«Boligområde B1 Brobakken … unntatt rettsvirkning på grunn av uavklart innsigelse»: an area, not the plan."""
    before = Plan("before", D2010, "5100", **MUNICIPAL)
    plans, purposes = layers(before, Plan("k", D2021, "1110", **MUNICIPAL))
    objected = plans.iloc[[1]].assign(id="k-b1", plan_status="6", in_force_date=None, geometry=[WEST])
    plans = pd.concat([plans.assign(geometry=[PLOT, EAST]), objected], ignore_index=True)
    columns = (*SAID, "purpose_code", "exempt")
    expected = {("ja", "before", "only", "5100", "ja", 4_000), ("ja", "k", "newest", "1110", "nei", 6_000)}
    assert told(governing_plan(units({"a": PLOT}), plans, purposes, None, TODAY), *columns) == expected
    # So too where the plan's own area covers all of it, the objection's on top.
    plans = plans.assign(geometry=[PLOT, PLOT, WEST])
    assert told(governing_plan(units({"a": PLOT}), plans, purposes, None, TODAY), *columns) == expected


@pytest.mark.parametrize("code", ["141", "142", "149"])
def test_an_area_exempt_under_the_act_of_1985_is_a_restriction_area(code: str) -> None:
    exempt = zones(WEST, object_type="KpRestriksjonOmråde", zone_code=code)
    some = (Plan("before", D2010, "200", **OLD_MUNICIPAL), Plan("k", D2014, "130", **OLD_MUNICIPAL))
    assert told(governed(*some, of_zones=exempt), *SAID, "exempt") == {
        ("ja", "before", "only", "ja", 4_000),
        ("ja", "k", "newest", "nei", 6_000),
    }
    other = exempt.assign(zone_code="110")
    assert told(governed(*some, of_zones=other), "plan_id", "exempt") == {
        ("k", "nei", 4_000),
        ("k", "nei", 6_000),
    }


def test_a_plan_in_force_tomorrow_governs_tomorrow() -> None:
    some = (Plan("old", D2010, "1300"), Plan("new", TOMORROW, "1111"))
    assert told(governed(*some), *SAID) == {("ja", "old", "only", 10_000)}
    assert told(governed(*some, as_of=TOMORROW), *SAID) == {("ja", "new", "newest", 10_000)}


@pytest.mark.parametrize("flagged", ["ja", "nei", "ukjent"])
def test_h910_is_a_flag_and_gives_no_precedence(flagged: str) -> None:
    of_zones = {"ja": zones(PLOT), "nei": zones(), "ukjent": None}[flagged]
    pieces = governed(Plan("r", D2014, "1300"), FARMLAND, of_zones=of_zones)
    assert told(pieces, *SAID, "conflict", "h910") == {("ja", "k", "newest", "ja", flagged, 10_000)}


def test_h910_of_a_plan_that_is_not_in_force_is_not_there() -> None:
    pieces = governed(Plan("r", D2014, "1300"), FARMLAND, of_zones=zones(PLOT, plan_id="k2"))
    assert told(pieces, "h910", "zones") == {("ukjent", "z1", 10_000)}  # of a plan that nobody knows
    dead = Plan("k2", D2010, None, plan_type="20", plan_status="5")
    assert told(governed(FARMLAND, dead, of_zones=zones(PLOT, plan_id="k2")), "h910", "zones") == {("nei", "", 10_000)}
    blank = zones(PLOT, zone_code=None)
    assert told(governed(FARMLAND, of_zones=blank), "h910", "zone_codes") == {("ukjent", "", 10_000)}


def test_without_a_conflict_a_zoning_plan_goes_on_under_a_newer_municipal_plan() -> None:
    industry, business = Plan("r", D2014, "1340"), Plan("k", D2021, "1300", **MUNICIPAL)
    assert told(governed(industry, business), *SAID, "level", "conflict") == {
        ("ja", "r", "not-in-conflict", "reguleringsplan", "nei", 10_000)
    }
    assert told(governed(Plan("r", D2021, "1340"), Plan("k", D2014, "5100", **MUNICIPAL)), *SAID, "conflict") == {
        ("ja", "r", "newest", "ja", 10_000)
    }


def test_a_newer_municipal_plan_goes_before_unless_it_says_otherwise() -> None:
    otherwise = relations(("r", "k", "2"))
    assert told(governed(Plan("r", D2014, "1300"), FARMLAND, related=otherwise), *SAID, "conflict") == {
        ("ja", "r", "says-otherwise", "ja", 10_000)
    }


def test_a_plan_that_is_replaced_no_longer_governs_once_the_other_is_in_force() -> None:
    some, replaced = (Plan("old", D2010, "1300"), Plan("new", TOMORROW, "1111", WEST)), relations(("new", "old", "4"))
    assert told(governed(*some, related=replaced), *SAID) == {
        ("ja", "old", "only", 4_000),
        ("ja", "old", "only", 6_000),
    }
    assert told(governed(*some, related=replaced, as_of=TOMORROW), *SAID) == {
        ("ja", "new", "only", 4_000),
        ("nei", None, "not-in-force", 6_000),
    }
    by_unknown = relations(("elsewhere", "old", "4"))
    assert told(governed(some[0], related=by_unknown), *SAID) == {("ukjent", "old", "relation-unknown", 10_000)}


def test_relations_that_contradict_one_another_leave_it_unknown() -> None:
    ring = relations(("r", "s", "2"), ("s", "r", "2"))
    pieces = governed(Plan("r", D2010, "1300"), Plan("s", D2014, "1111"), related=ring)
    assert told(pieces, *SAID, "candidates") == {("ukjent", None, "relations-contradict", "r, s", 10_000)}


def test_plans_of_both_acts_stand_beside_each_other() -> None:
    factory = Plan("rb", D2010, "140", WEST, **OLD_ZONING)
    sub_plan = Plan("k85", date(2006, 3, 2), "200", EAST, **OLD_MUNICIPAL)
    some = (factory, sub_plan, Plan("k08", D2021, "1300", WEST, **MUNICIPAL))
    assert told(governed(*some), "plan_id", "law", "level", "purpose_code", "reason") == {
        ("rb", "1985", "reguleringsplan", "140", "not-in-conflict", 4_000),
        ("k85", "1985", "kommuneplan", "200", "only", 6_000),
    }
    housing = Plan("k08", D2021, "1110", WEST, **MUNICIPAL)
    assert told(governed(factory, housing), *SAID) == {
        ("ja", "k08", "newest", 4_000),
        ("nei", None, "outside", 6_000),
    }


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"plan_status": "3"}, ("ja", "p", "only")),
        *[({"plan_status": status}, ("nei", None, "not-in-force")) for status in ("0", "1", "2", "4", "5", "8", "9")],
        ({"plan_status": "10"}, ("nei", None, "not-in-force")),
        ({"plan_status": "7"}, ("ukjent", "p", "status-unknown")),  # nobody says whether its time is out
        ({"plan_status": "77"}, ("ukjent", "p", "status-unknown")),
        ({"plan_type": "12"}, ("nei", None, "not-in-force")),  # a regional plan guides, and governs no ground
        ({"plan_type": "4"}, ("ja", "p", "only")),  # the purpose says what a state plan regulates as
        ({"vertical_level": "9"}, ("ukjent", "p", "level-unknown")),
        ({"vertical_level": "3"}, ("nei", None, "not-in-force")),
        ({"level": "kommuneplan", "vertical_level": None}, ("ja", "p", "only")),
    ],
)
def test_the_standing_of_a_plan_alone(said: dict[str, Any], outcome: tuple[str, str | None, str]) -> None:
    assert told(governed(Plan("p", D2010, "1300", **said)), *SAID) == {(*outcome, 10_000)}


@pytest.mark.parametrize(
    ("plan_status", "day", "plan_type", "doubt"),
    [(None, D2010, "35", "status-unknown"), ("3", None, "35", "date-unknown"), ("3", D2010, "4", "type-unknown")],
)
def test_what_is_unknown_of_a_plan_is_never_no(
    plan_status: str | None, day: date | None, plan_type: str, doubt: str
) -> None:
    plans, _ = layers(Plan("p", day, None), Plan("old", D2010, None))
    plans = plans.assign(plan_status=[plan_status, "3"], plan_type=[plan_type, "35"], in_force_date=[day, YESTERDAY])
    alone, both = (governing_plan(units({"a": PLOT}), some, None, None, TODAY) for some in (plans.iloc[:1], plans))
    assert told(alone, *SAID) == {("ukjent", "p", doubt, 10_000)}
    unknown_may_be_newer = day is None
    assert told(both, "governs") == {("ukjent" if unknown_may_be_newer else "ja", 10_000)}


def test_of_plans_in_force_from_the_same_day_nobody_can_say_which() -> None:
    pieces = governed(Plan("r", D2010, "1300"), Plan("s", D2010, "1300"), Plan("k", D2010, "1300", **MUNICIPAL))
    assert told(pieces, *SAID, "purpose_code", "candidates", "conflict") == {
        ("ukjent", None, "same-date", "1300", "r, s", "nei", 10_000)
    }


def test_a_conflict_that_nobody_can_see_leaves_it_unknown() -> None:
    pieces = governed(Plan("r", D2010, "1900"), FARMLAND)
    assert told(pieces, *SAID, "candidates", "conflict") == {
        ("ukjent", None, "conflict-unknown", "k, r", "ukjent", 10_000)
    }


def test_whether_a_plan_that_nobody_has_would_be_in_force_there_is_unknown() -> None:
    exempt = zones(PLOT, plan_id="elsewhere", object_type="KpRestriksjonOmråde", zone_code="141")
    pieces = governed(Plan("p", D2010, "1300"), of_zones=exempt)
    assert told(pieces, "governs", "plan_id", "exempt") == {("ja", "p", "ukjent", 10_000)}


def test_purposes_of_a_plan_that_overlap_are_named_so() -> None:
    plans, purposes = layers(Plan("p", D2010, "1300"))
    twice = pd.concat([purposes, purposes.assign(id="p-2", purpose_code="3040", geometry=[WEST])], ignore_index=True)
    pieces = governing_plan(units({"a": PLOT}), plans, twice, None, TODAY)
    assert told(pieces, *SAID, "purpose") == {
        ("ukjent", "p", "purposes-overlap", None, 4_000),
        ("ja", "p", "only", "p-1", 6_000),
    }


def test_a_purpose_of_a_plan_that_nobody_knows_may_govern() -> None:
    _, purposes = layers(Plan("p", D2010, "1300"))
    for some in (purposes, purposes.assign(plan_id=None)):
        pieces = governing_plan(units({"a": PLOT}), None, some, None, TODAY)
        assert told(pieces, "governs", "reason", "purpose_code") == {("ukjent", "plan-unknown", "1300", 10_000)}


def test_units_keep_their_order_and_those_without_ground_have_no_piece() -> None:
    some = units({"b": square(1), "none": None, "a": PLOT})
    pieces = governing_plan(some, *layers(Plan("p", D2010, "1300")), None, TODAY)
    assert list(pieces["unit"]) == ["b", "a"]
    assert governing_plan(some.iloc[:0], None, None, None, TODAY).empty
    with pytest.raises(DataFault) as fault:
        governing_plan(some.to_crs(4326), None, None, None, TODAY)
    assert fault.value.code == "crs-not-metric"


def test_every_reason_is_a_sentence_in_both_languages() -> None:
    assert all(text.say(lang).endswith(".") for text in REASONS.values() for lang in LANGUAGES)


@pytest.mark.real
@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_the_real_plan_of_kristiansand_gives_its_purposes_area_and_zones(
    tmp_path: Path, real_data: Path, ending: str
) -> None:
    workspace = create_workspace(tmp_path / "d", municipality="4204")
    for layer in ("plans", "plan-purposes", "plan-zones"):
        workspace.import_file(layer, real_data / f"plans/4204_1536_stemtjonn_skytebane.{ending}")
    plans, purposes, of_zones = (workspace.read(layer) for layer in ("plans", "plan-purposes", "plan-zones"))
    pieces = governing_plan(plans, plans, purposes, of_zones, TODAY)
    # The file says neither status nor day, so the plan may govern, and what it says is still told.
    assert set(pieces["governs"]) == {"ukjent"}
    by_purpose = pieces.dissolve("purpose", aggfunc={"purpose_code": "first", "area_m2": "sum"})
    assert sorted(by_purpose["purpose_code"]) == sorted(["1470"] * 4 + ["2010", "5100", "5100", "5130", "6001", "6001"])
    assert by_purpose["area_m2"].sum() == pytest.approx(395_050.07, abs=0.01)
    assert pieces.groupby("purpose_code")["area_m2"].sum().round().to_dict() == {
        "1470": 106_312,
        "2010": 3_441,
        "5100": 198_854,
        "5130": 2_491,
        "6001": 83_952,
    }
    named = {zone for row in pieces["zones"] for zone in row.split(", ") if zone}
    assert named == set(of_zones["id"])
    assert len(named) == 9
    if ending == "geojson":  # the other has no plan id, so that nothing in it can be told to be of the plan
        adopted = plans.assign(plan_status="3", in_force_date=D2021)
        sure = governing_plan(plans, adopted, purposes, of_zones, TODAY)
        assert set(sure[list(SAID)].itertuples(index=False, name=None)) == {("ja", "1536", "only")}
