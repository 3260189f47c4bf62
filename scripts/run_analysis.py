"""``landuse run ANALYSIS``: the key figures, the tables, and what they rest on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from layers.text import Text
from scripts.account import tell_remarks
from scripts.columns import aligned
from scripts.outputs import check_endings, write
from scripts.question import asked, question_options

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from landuse.results import Result
    from scripts.command_line import CommandLine
    from scripts.session import Session

_READING = Text("leser lagene", "reading the layers")
_COUNTING = Text("regner", "computing")
_ASKED = Text("Regnet med {parameters}.", "Computed with {parameters}.")
_RESTS_ON = Text("Bygger på {inputs}. Svarets id: {id}.", "Rests on {inputs}. The answer's id: {id}.")
_WROTE = Text("Skrev {file}", "Wrote {file}")
_PARAMETERS = Text("Parametere (--set):", "Parameters (--set):")
_LAYERS = Text("Lag (--with): {layers}", "Layers (--with): {layers}")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("analysis", Text("analysen", "the analysis"))
    question_options(line)
    line.option(
        "-o",
        action="append",
        default=[],
        metavar="FILE",
        dest="files",
        text=Text(
            "skriv svaret hit; endelsen velger formatet: .geojson .gpkg .fgb .parquet .csv .xlsx .json .html .png",
            "write the answer here; the ending chooses: .geojson .gpkg .fgb .parquet .csv .xlsx .json .html .png",
        ),
    )
    line.option("--json", action="store_true", text=Text("skriv bare ett JSON-objekt", "print one JSON object only"))
    line.note(_explained)


def run(chosen: Namespace, session: Session) -> None:
    """Run the analysis, write what is asked for, and print the answer."""
    files = [Path(file) for file in chosen.files]
    check_endings(files)
    session.progress(_READING)
    question = asked(chosen, chosen.analysis, session.workspace(), tell=partial(tell_remarks, session))
    session.progress(_COUNTING)
    result = question.answer()
    for file in files:
        write(question, result, file, session.lang)
        session.progress(Text(_WROTE.nb.format(file=file), _WROTE.en.format(file=file)))
    if chosen.json:
        print(result.to_json(session.lang))
    else:
        say_result(session, result)


def say_result(session: Session, result: Result) -> None:
    """Print the key figures, and under them what they rest on and what was left out."""
    say_figures(session, result)
    evidence = result.evidence
    session.say(_RESTS_ON, inputs=", ".join(dict.fromkeys(map(_named, evidence.inputs))), id=result.id)
    for remark in (*evidence.dropped, *evidence.warnings):
        print(remark.say(session.lang))


def say_figures(session: Session, result: Result) -> None:
    """Print the key figures, what they mean where that needs a word, and every threshold that they depend on."""
    from landuse.catalogue import spec
    from maps.writing import quantity

    session.say(spec(result.evidence.analysis).title)
    rows = [
        [figure.title.say(session.lang), quantity(figure.value, figure.shown_as, session.lang)]
        for figure in result.indicators
    ]
    print(aligned(rows, right=frozenset({1})))
    for figure in result.indicators:
        if figure.note:
            print(f"{figure.title.say(session.lang)}: {figure.note.say(session.lang)}")
    session.say(_ASKED, parameters=", ".join(_settings(result.evidence.parameters)))


def _settings(parameters: Mapping[str, object]) -> Iterator[str]:
    """Yield the parameters that have a value, as one would set them."""
    from landuse.results import canonical, plain

    for name, value in plain(parameters).items():
        if value is not None:
            yield f"{name}={value if isinstance(value, str) else canonical(value)}"


def _named(read: Mapping[str, object]) -> str:
    return f"{read['layer']} {read['version']}" if "version" in read else f"{read['input']} ({read['count']})"


def _explained() -> Text:
    """Return the analyses with their parameters and layers, for the end of the help."""
    from landuse.catalogue import ANALYSES

    pages = []
    for spec in ANALYSES.values():
        lines: list[Text] = [
            Text(f"{spec.id}: {spec.description.nb}", f"{spec.id}: {spec.description.en}"),
            _PARAMETERS,
        ]
        for name, default in spec.parameters.defaults().items():
            meaning = spec.parameters.about(name).meaning
            lines.append(Text(f"  {name}={default}  {meaning.nb}", f"  {name}={default}  {meaning.en}"))
        lines.append(Text(*(side.format(layers=", ".join(spec.layers)) for side in _LAYERS)))
        pages.append(Text("\n".join(line.nb for line in lines), "\n".join(line.en for line in lines)))
    return Text("\n\n".join(page.nb for page in pages), "\n\n".join(page.en for page in pages))
