"""The plan that each feature belongs to: by its own word, by links either way, by the head of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.catalogue import spec
from tests.layers.plan_files import (
    AREA,
    BUILDING,
    PLAN,
    PURPOSE,
    UP,
    Thing,
    exchange_geojson,
    exchange_gml,
    link,
    national,
    rows,
)
from tests.layers.sources import codes, take
from tests.specimens import square

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def test_a_file_of_several_plans_gives_each_feature_its_own(tmp_path: Path) -> None:
    things: list[Thing] = []
    for plan, up in (("0512", True), ("0513", False)):
        area = {"arealplan": link(f"_plan{plan}")} if up else {"formål": [link(f"_a{plan}"), link(f"_b{plan}")]}
        things += [
            Thing(
                "Arealplan",
                {"nasjonalArealplanId": national(plan), "rpOmråde": link(f"_area{plan}")},
                None,
                f"_plan{plan}",
            ),
            Thing("RpOmråde", area, square(0, 0, 100), f"_area{plan}"),
            *(
                Thing(
                    PURPOSE, BUILDING | ({"planområde": link(f"_area{plan}")} if up else {}), square(), f"_{name}{plan}"
                )
                for name in "ab"
            ),
        ]
    for write in (exchange_gml, exchange_geojson):
        path = write(tmp_path, *reversed(things))
        ids = {row["id"]: row["plan_id"] for row in take(path, spec("plan-purposes")).features.to_dict("records")}
        assert ids == {"id_a0512": "0512", "id_b0512": "0512", "id_a0513": "0513", "id_b0513": "0513"}
        assert sorted(row["plan_id"] for row in rows(path, "plans")) == ["0512", "0513"]


@pytest.mark.parametrize(
    ("things", "plan", "said"),
    [
        ([PLAN, AREA, Thing(PURPOSE, BUILDING | UP)], "0512", {}),
        ([PLAN, AREA, Thing(PURPOSE, BUILDING)], "0512", {}),
        ([PLAN, AREA, AREA._replace(id="_over"), Thing(PURPOSE, BUILDING)], "0512", {}),
        ([PLAN, Thing(PURPOSE, BUILDING)], "0512", {}),
        ([PLAN, AREA._replace(says={}), Thing(PURPOSE, BUILDING | UP)], "0512", {}),
        ([Thing(PURPOSE, BUILDING | {"arealplanId": national("77")}), PLAN, AREA], "77", {}),
        ([PLAN, AREA, Thing(PURPOSE, BUILDING | {"planområde": link("_gone")})], None, {"plan-link-broken": 1}),
        ([PLAN, AREA._replace(says={"arealplan": link("_gone")}), Thing(PURPOSE, BUILDING | UP)], None, {}),
        ([PLAN, PLAN._replace(id="_other"), Thing(PURPOSE, BUILDING)], None, {}),
        ([AREA._replace(says={}), Thing(PURPOSE, BUILDING | UP)], None, {}),
    ],
)
@pytest.mark.parametrize("write", [exchange_gml, exchange_geojson])
def test_the_plan_is_what_links_say_or_the_only_one_and_else_unknown(
    tmp_path: Path, write: Callable[..., Path], things: list[Thing], plan: str | None, said: Mapping[str, int]
) -> None:
    path = write(tmp_path, *things)
    assert [row["plan_id"] for row in rows(path, "plan-purposes")] == [plan]
    assert codes(take(path, spec("plan-purposes"))) == said


@pytest.mark.parametrize(
    ("head", "plan", "municipality"),
    [("4204_1536", "1536", "4204"), ("1536", "1536", None), ("4601_66470000_2", "66470000_2", "4601")],
)
def test_the_head_of_the_file_names_the_plan_where_nothing_else_does(
    tmp_path: Path, head: str, plan: str, municipality: str | None
) -> None:
    path = exchange_geojson(tmp_path, AREA, Thing(PURPOSE, BUILDING | UP), plan={"id": head})
    (row,) = rows(path, "plans")
    assert (row["plan_id"], row["municipality"]) == (plan, municipality)
    assert [row["plan_id"] for row in rows(path, "plan-purposes")] == [plan]


@pytest.mark.parametrize("head", [None, "1536", {"id": 1536}, {"name": "x"}])
def test_a_plan_s_number_is_never_guessed_from_the_name_of_the_file(tmp_path: Path, head: object) -> None:
    path = exchange_geojson(tmp_path, Thing(PURPOSE, BUILDING), plan=head).rename(tmp_path / "4204_1536.geojson")
    assert [row["plan_id"] for row in rows(path, "plan-purposes")] == [None]


def test_a_plan_gives_its_area_what_the_area_does_not_say(tmp_path: Path) -> None:
    path = exchange_gml(tmp_path, PLAN, AREA._replace(says={**AREA.says, "planstatus": "2"}))
    (row,) = rows(path, "plans")
    assert (row["plan_type"], row["plan_status"], row["law"], row["municipality"]) == ("35", "2", "2008", "3407")
    assert take(path, spec("plans")).accounting.other == {"Arealplan": 1}


def test_a_plan_with_an_area_of_its_own_is_a_plan(tmp_path: Path) -> None:
    assert [row["plan_id"] for row in rows(exchange_gml(tmp_path, PLAN._replace(shape=square())), "plans")] == ["0512"]
