"""The files an answer is written to: the ending chooses what and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from landuse.catalogue import Question
    from landuse.results import Result
    from layers.text import Lang

    Writer = Callable[[Question, Result, Path, Lang], None]


def check_endings(files: Sequence[Path]) -> None:
    """Raise UsageFault if an answer cannot be written to one of `files`, before anything is computed."""
    for file in files:
        if file.suffix.lower() not in WRITERS:
            raise UsageFault("ending", file=file.name, endings=" ".join(WRITERS))


def write(question: Question, result: Result, file: Path, lang: Lang) -> None:
    """Write the answer to `file`, whole or not at all."""
    WRITERS[file.suffix.lower()](question, result, file, lang)


def _units(_question: Question, result: Result, file: Path, _lang: Lang) -> None:
    from layers.export import write_frame

    write_frame(result.frame, file)


def _workbook(_question: Question, result: Result, file: Path, lang: Lang) -> None:
    import pandas as pd

    from landuse.results import canonical
    from layers.export import write_tables

    figures = pd.DataFrame([figure.row(lang) for figure in result.indicators])
    units = pd.DataFrame(result.frame.drop(columns=result.frame.geometry.name))
    rests = pd.DataFrame({"key": key, "value": canonical(value)} for key, value in result.evidence.row().items())
    write_tables({"indicators": figures, **result.tables, "units": units, "evidence": rests}, file)


def _json(_question: Question, result: Result, file: Path, lang: Lang) -> None:
    from layers.files import put

    put(file, result.to_json(lang).encode())


def _map(question: Question, result: Result, file: Path, lang: Lang) -> None:
    from maps.compose import analysis_page, write_page

    write_page(analysis_page(question, result), file, lang)


WRITERS: dict[str, Writer] = {
    ".geojson": _units,
    ".gpkg": _units,
    ".fgb": _units,
    ".parquet": _units,
    ".csv": _units,
    ".xlsx": _workbook,
    ".json": _json,
    ".html": _map,
    ".png": _map,
}
