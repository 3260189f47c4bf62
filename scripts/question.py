"""The options that ask an analysis something: shared by every command that runs one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layers.intake import untold
from layers.text import Text
from scripts.values import day, layers_given, scenario_in, settings

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from landuse.catalogue import Question
    from layers import Workspace
    from layers.intake import Tell
    from scripts.command_line import CommandLine


def question_options(line: CommandLine) -> None:
    """Declare ``--set``, ``--with``, ``--scenario`` and ``--as-of``."""
    line.option(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        text=Text("sett en parameter; kan gjentas", "set a parameter; may be repeated"),
    )
    line.option(
        "--with",
        action="append",
        default=[],
        metavar="LAYER=FILE|LON,LAT",
        dest="given",
        text=Text(
            "bruk denne filen eller dette punktet for laget, bare nå", "use this file or point for the layer, now only"
        ),
    )
    line.option(
        "--scenario",
        metavar="FILE.json",
        text=Text("gjør endringene i filen først, på kopier", "make the changes in the file first, to copies"),
    )
    line.option(
        "--as-of",
        metavar="DATE",
        type=day,
        text=Text("bruk lagene slik de gjaldt denne datoen", "use the layers as they stood on this date"),
    )


def asked(
    chosen: Namespace, analysis: str, workspace: Workspace, *, tell: Tell = untold, every: bool = False
) -> Question:
    """Return the question that the options ask; `tell` hears the account of each file that is given for it.

    With `every` the answer has every unit there is, unless the options say otherwise.
    """
    from landuse.catalogue import ask, spec

    today = datetime.now().astimezone().date()
    whole = dict(spec(analysis).every) if every else {}
    day_asked = {"as_of": chosen.as_of} if chosen.as_of else {}
    parameters = {**whole, **dated(analysis, today), **settings(chosen.set), **day_asked}
    layers = layers_given(chosen.given, workspace, tell)
    scenario = scenario_in(Path(chosen.scenario)) if chosen.scenario else None
    return ask(analysis, workspace, layers=layers, scenario=scenario, **parameters)


def dated(analysis: str, today: date) -> dict[str, Any]:
    """Return `today` as ``as_of`` where the analysis must be told the day; the others read what is current."""
    from landuse.catalogue import spec

    field = spec(analysis).parameters.model_fields.get("as_of")
    return {"as_of": today} if field and field.is_required() else {}
