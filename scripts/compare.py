"""``landuse compare ANALYSIS``: what a scenario, or the time between two dates, does to the answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layers.text import Text
from scripts.account import tell_remarks
from scripts.columns import aligned
from scripts.errors import CommandFault
from scripts.question import asked, question_options
from scripts.values import day

if TYPE_CHECKING:
    from argparse import Namespace

    from landuse.scenario import Comparison
    from scripts.command_line import CommandLine
    from scripts.session import Session

_BEFORE = Text("regner på det som er", "computing what is")
_AFTER = Text("regner på endringen", "computing the change")
_HEAD = (Text("", ""), Text("før", "before"), Text("etter", "after"), Text("endring", "change"))
_CHANGES = {
    "gained": Text("Vunnet", "Gained"),
    "lost": Text("Tapt", "Lost"),
    "added": Text("Nye", "New"),
    "removed": Text("Borte", "Gone"),
    "changed": Text("Endret", "Changed"),
}
_POINTS = Text("%-poeng", "% points")
_NAMED = 20
_MORE = Text("… og {count} til (--json viser alle)", "… and {count} more (--json shows all)")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("analysis", Text("analysen", "the analysis"))
    question_options(line)
    line.option(
        "--between",
        nargs=2,
        metavar=("DATE", "DATE"),
        type=day,
        text=Text("sammenlign to datoer i stedet for et scenario", "compare two dates instead of a scenario"),
    )
    line.option("--json", action="store_true", text=Text("skriv bare ett JSON-objekt", "print one JSON object only"))


def run(chosen: Namespace, session: Session) -> None:
    """Answer before and after, and print what differs."""
    comparison = _compared(chosen, session)
    if chosen.json:
        print(comparison.to_json())
    else:
        _say(comparison, session)


def _compared(chosen: Namespace, session: Session) -> Comparison:
    from argparse import Namespace

    from landuse.catalogue import spec
    from landuse.scenario import compare

    if bool(chosen.between) == bool(chosen.scenario):
        raise CommandFault("compare-what")
    words = vars(chosen)
    earlier, later = chosen.between or (chosen.as_of, chosen.as_of)
    workspace = session.workspace()
    tell = partial(tell_remarks, session)  # of the files once, though both questions read them
    after = asked(Namespace(**words | {"as_of": later}), chosen.analysis, workspace, tell=tell)
    before = asked(Namespace(**words | {"scenario": None, "as_of": earlier}), chosen.analysis, workspace)
    session.progress(_BEFORE)
    first = before.answer()
    session.progress(_AFTER)
    return compare(first, after.answer(), spec(chosen.analysis).comparing)


def _say(comparison: Comparison, session: Session) -> None:
    """Print the figures side by side, and the units by what happened to them."""
    from landuse.catalogue import spec
    from maps.writing import quantity

    lang = session.lang
    session.say(spec(comparison.before.evidence.analysis).title)
    rows = [[text.say(lang) for text in _HEAD]]
    for figure, shown in zip(comparison.figures, comparison.after.indicators, strict=True):
        before, after, difference = (
            quantity(value, shown.shown_as, lang) for value in (figure.before, figure.after, figure.difference)
        )
        # A share differs by percentage points, not by per cent.
        rows.append([figure.title.say(lang), before, after, difference.replace("%", _POINTS.say(lang))])
    print(aligned(rows, right=frozenset({1, 2, 3})))
    for change, title in _CHANGES.items():
        ids = comparison.changed.loc[comparison.changed["change"] == change, "id"].tolist()
        if ids:
            print(f"{title.say(lang)} ({len(ids)}): {', '.join(ids[:_NAMED])}")
            if len(ids) > _NAMED:
                session.say(_MORE, count=len(ids) - _NAMED)
