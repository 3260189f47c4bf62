"""An answer says which layers have features that could not be taken in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from landuse.catalogue import run
from layers import create_workspace
from tests.landuse.plot_stock.cases import plots, square

if TYPE_CHECKING:
    from pathlib import Path

    from layers import Workspace

EARLIER, LATER = date(2025, 1, 1), date(2026, 1, 1)
REMARK = {"code": "features-in-quarantine", "input": "business_plots", "count": 1, "layer": "business-plots"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace whose plots came in without one of them, and a year later with all."""
    found = create_workspace(tmp_path / "town")
    for day, shapes in ((EARLIER, (square(), None)), (LATER, (square(), square(1)))):
        file = tmp_path / "tomter.gpkg"
        plots(*shapes, market_status="ledig").to_file(file)
        found.import_file("business-plots", file, as_of=day, replace_all=True)
    return found


def test_what_could_not_be_taken_in_is_told_with_the_answer(workspace: Workspace) -> None:
    result = run("plot-stock", workspace, as_of=date(2025, 6, 1))
    assert len(result.frame) == 1
    assert [remark.row() for remark in result.evidence.dropped] == [REMARK]
    (said,) = (remark.say("nb") for remark in result.evidence.dropped)
    assert said == (
        "Objekter i laget business-plots som ikke kunne tas inn (karantene), og ikke er med: 1. «landuse layers"
        " business-plots --issues» sier hvilke og hvorfor."
    )


def test_a_version_with_everything_has_nothing_to_tell(workspace: Workspace) -> None:
    result = run("plot-stock", workspace, as_of=date(2026, 6, 1))
    assert (len(result.frame), result.evidence.dropped) == (2, ())


def test_what_is_given_for_one_question_is_not_asked_for_in_the_store(workspace: Workspace) -> None:
    own = {"business-plots": plots(square())}
    assert run("plot-stock", workspace, layers=own, as_of=date(2025, 6, 1)).evidence.dropped == ()
