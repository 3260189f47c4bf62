"""What the plans say the ground is for: core, possible, another, or nobody knows."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from landuse.plot_stock.purpose_kinds import CORE, PURPOSE_KINDS, kinds_of
from landuse.plots.purposes import BUILDING
from layers.catalogue.plans import PURPOSES
from layers.codes import list_of
from tests.landuse.plot_stock.cases import TODAY, TOMORROW, plans, plots, purposes, run, square

KP, RP, KP85, RB = BUILDING["business"]


def kind(object_type: str, code: str | None, use: str) -> str:
    row = pd.DataFrame({"object_type": [object_type], "purpose_code": [code]})
    return PURPOSE_KINDS[::-1][kinds_of(row, use)[0]]


@pytest.mark.parametrize(
    ("object_type", "code", "use", "expected"),
    [
        (KP, "1300", "business", "core"),
        *((KP, code, "business", "possible") for code in ("1001", "1130", "1150", "1500", "1800")),
        *((RP, code, "business", "core") for code in ("1300", "1310", "1340", "1350", "1390", "1812", "1825", "1830")),
        *((RP, code, "business", "possible") for code in ("1130", "1150", "1320", "1360", "1501", "1502", "1800")),
        (KP, "1110", "business", "other"),
        (KP, "5100", "business", "other"),
        (RP, "1801", "business", "ukjent"),
        (RP, "9999", "business", "ukjent"),
        (RP, None, "business", "ukjent"),
        (KP85, "130", "business", "core"),
        (KP85, "120", "business", "possible"),
        (KP85, "140", "business", "other"),  # holiday homes; in a zoning plan of the same act it is industry
        (RB, "140", "business", "core"),
        (RB, "120", "business", "possible"),
        (KP, "1110", "housing", "core"),
        (RP, "1113", "housing", "core"),
        (KP, "1130", "housing", "possible"),
        (RP, "1802", "housing", "possible"),
        (KP, "1300", "housing", "other"),
        (KP, "1300", "mixed", "core"),
        (KP, "1110", "mixed", "core"),
        (KP, "1800", "mixed", "possible"),
    ],
)
def test_the_kind_of_a_purpose_goes_by_its_list_and_the_use(
    object_type: str, code: str | None, use: str, expected: str
) -> None:
    assert kind(object_type, code, use) == expected


@pytest.mark.parametrize("use", CORE)
def test_every_core_code_is_in_its_list_and_allows_building(use: str) -> None:
    for object_type, codes in CORE[use].items():
        assert codes <= frozenset(list_of(object_type, PURPOSES[object_type]).codes)
        assert codes <= BUILDING[use][object_type]


def told(*codes: str, widths: tuple[float, ...] = (100.0,), **columns: object) -> str:
    """Return the kind of a plot of which purposes cover as many metres from the west."""
    layer = purposes(*(square(width=width) for width in widths), purpose_code=list(codes), **columns)
    days = [date(2010 + place, 1, 1) for place, _ in enumerate(widths)]
    given = plans(*(square(width=width) for width in widths), in_force_date=days)
    result = run(plots(square()), as_of=TODAY, plans=given, plan_purposes=layer)
    assert result.tables["purposes"].set_index("purpose").loc[result.frame["purpose"].iloc[0], "plots"] == 1
    return str(result.frame["purpose"].iloc[0])


def test_a_plot_is_of_the_kind_that_covers_it() -> None:
    assert told("1300") == "core"
    assert told("1150") == "possible"
    assert told("2010") == "other"
    assert told("1300", widths=(90.0,)) == "core"
    assert told("1300", widths=(89.0,)) == "ukjent"  # nobody says what the rest is for
    assert told("1300", vertical_level="1") == "ukjent"


def test_the_purpose_of_the_plan_that_governs_counts() -> None:
    """The zoning plan p2, where it is, goes before the older municipal plan p1."""
    both = {"object_type": [KP, RP], "level": ["kommuneplan", "reguleringsplan"], "plan_id": ["p1", "p2"]}
    assert told("1001", "1300", widths=(100.0, 100.0), **both) == "core"
    assert told("1300", "1150", widths=(100.0, 100.0), **both) == "possible"
    assert told("1300", "1150", widths=(100.0, 40.0), **both) == "possible"
    assert told("1300", "1150", widths=(100.0, 10.0), **both) == "core"
    assert told("1300", "5100", widths=(100.0, 100.0), **both) == "other"
    assert told("5100", "1300", widths=(100.0, 9.0), **both) == "other"
    assert told("5100", "1300", widths=(100.0, 40.0), **both) == "other"  # less than nine tenths can be for business


def test_a_zoning_plan_to_come_already_says_what_the_ground_is_for() -> None:
    both = purposes(square(), square(), purpose_code=["5100", "1300"], plan_id=["p1", "p2"])
    later = plans(square(), square(), in_force_date=[TODAY, TOMORROW])
    assert run(plots(square()), plans=later, plan_purposes=both).frame["purpose"].tolist() == ["core"]


def test_without_the_plan_layers_nobody_knows() -> None:
    assert run(plots(square())).frame["purpose"].tolist() == ["ukjent"]
    assert run(plots(square()), plan_purposes=purposes(square())).frame["purpose"].tolist() == ["ukjent"]
