"""Which plots are counted: by use, by day, from one layer or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landuse.errors import DataFault
from landuse.plots.register import chosen
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import TODAY, TOMORROW, YESTERDAY, noted, plots, run, square

if TYPE_CHECKING:
    from datetime import date

    from landuse.plots.register import Use

BUSINESS = plots(square(0), square(1), square(2), square(3), use=["business", "mixed", None, "housing"])
HOUSING = units({"h": square(5), "m": square(6), "n": square(7)}, use=["housing", "mixed", None])


@pytest.mark.parametrize(("use", "ids"), [("business", "abcm"), ("housing", "bdhmn"), ("all", "abcdhmn")])
def test_mixed_plots_count_in_both_uses_and_a_blank_is_that_of_its_layer(use: Use, ids: str) -> None:
    counted, elsewhen = chosen(BUSINESS, HOUSING, use, TODAY)
    assert "".join(counted["id"]) == ids
    assert elsewhen.empty


def test_one_layer_keeps_its_index_and_two_are_numbered_anew() -> None:
    alone = BUSINESS.set_axis([9, 8, 7, 6])
    assert run(alone).frame.index.tolist() == [9, 8, 7]
    assert run(alone, housing_plots=HOUSING[:0]).frame.index.tolist() == [9, 8, 7]
    assert run(alone, housing_plots=HOUSING, use="all").frame.index.tolist() == list(range(7))


def test_an_id_of_both_layers_is_written_with_its_layer() -> None:
    both = chosen(BUSINESS[:2], HOUSING.assign(id=["a", "m", "n"]), "all", TODAY).counted
    assert both["id"].tolist() == ["business-plots:a", "b", "housing-plots:a", "m", "n"]


def test_housing_is_not_answered_from_business_plots_alone() -> None:
    with pytest.raises(DataFault, match="needs the layer housing-plots"):
        run(BUSINESS, use="housing")


def test_all_plots_without_the_layer_for_housing_are_told_to_lack_it() -> None:
    for given_layers, told in (({}, True), ({"housing_plots": HOUSING[:0]}, False)):
        warnings = run(BUSINESS, use="all", **given_layers).evidence.warnings
        assert ("housing_plots" in {each.role for each in warnings}) == told


def test_no_plots_of_the_use_are_none_and_not_unknown() -> None:
    result = run(BUSINESS[:1], housing_plots=HOUSING[:0], use="housing")
    assert (len(result.frame), result.value("plots_ready"), result.value("area_ready_daa")) == (0, 0, 0)
    assert all(table.empty or table["plots_unknown"].sum() == 0 for table in result.tables.values())
    assert run(BUSINESS[:0]).value("plots_unknown") == 0


def test_a_repeated_id_is_refused() -> None:
    with pytest.raises(DataFault, match=r"The layer business_plots has several rows with id “a”"):
        run(BUSINESS.assign(id="a"))


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        (None, None, True),
        (TODAY, None, True),
        (TOMORROW, None, False),
        (None, TOMORROW, True),
        (None, TODAY, False),
        (YESTERDAY, TODAY, False),
    ],
)
def test_a_plot_counts_from_its_first_day_until_the_day_before_its_end(
    first: date | None, last: date | None, *, there: bool
) -> None:
    result = run(plots(square(0), square(1), first_date=[first, None], end_date=[last, None]))
    assert ("a" in set(result.frame["id"])) == there
    why = f"first_date={first}" if first == TOMORROW else f"end_date={last}"
    assert (("not-in-register", "a", why) in noted(result)) == (not there)
    assert [(each.code, each.count) for each in result.evidence.dropped] == [("not-in-register", 1)] * (not there)


def test_an_unknown_use_is_named_and_counted_with_its_layer() -> None:
    result = run(plots(square(), use="kontor"))
    assert result.frame["use"].tolist() == ["business"]
    assert ("use-unknown", "a", "kontor") in noted(result)
