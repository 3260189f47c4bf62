"""``landuse explain ANALYSIS UNIT``: all that an answer says of one plot, address or other unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.text import Text
from scripts.columns import aligned
from scripts.question import asked, question_options

if TYPE_CHECKING:
    from argparse import Namespace

    from landuse.sheet import Sheet
    from scripts.command_line import CommandLine
    from scripts.session import Session

_COMPUTING = Text("regner", "computing")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("analysis", Text("analysen", "the analysis"))
    line.argument("unit", Text("id-en til tomta, adressen eller ruta", "the id of the plot, address or cell"))
    question_options(line)
    line.option("--json", action="store_true", text=Text("skriv bare ett JSON-objekt", "print one JSON object only"))


def run(chosen: Namespace, session: Session) -> None:
    """Print the sheet of the unit."""
    from landuse.sheet import sheet

    question = asked(chosen, chosen.analysis, session.workspace(), every=True)
    session.progress(_COMPUTING)
    found = sheet(question.answer(), chosen.unit)
    if chosen.json:
        print(found.to_json(session.lang))
    else:
        _say(found, session)


def _say(sheet: Sheet, session: Session) -> None:
    """Print what the page of the unit shows, in the same order."""
    from landuse.catalogue import spec
    from maps.sheet_page import lacks, ladder, rests_on, settings, shown
    from maps.texts import SHEET

    lang = session.lang
    titles = {name: text.say(lang) for name, text in SHEET.items()}
    own = "" if sheet.heading == sheet.unit else f" ({sheet.unit})"
    print(f"{sheet.heading}{own} · {spec(sheet.analysis).title.say(lang)}")
    print(aligned([[entry.title.say(lang), shown(entry, lang).text] for entry in sheet.entries]))
    if sheet.steps:
        headings, rows = ladder(sheet, lang)
        print(aligned([headings, *rows]))
        print(f"{titles['lacks']}: {lacks(sheet, lang)}")
    for sentence in (*(of.say(lang) for of in sheet.remarks), *(of.say(lang) for of in sheet.notes)):
        print(sentence)
    print(aligned([[titles["parameters"], ""], *settings(sheet, lang), [titles["result"], sheet.result]]))
    headings, rows = rests_on(sheet, lang)
    print(aligned([[titles["inputs"], *headings[1:]], *rows]))
