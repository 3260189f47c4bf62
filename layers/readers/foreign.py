"""What other people's readers raise and warn of, in our own words."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyarrow as pa
from pyogrio.errors import DataLayerError, DataSourceError, GeometryError

from layers.errors import FileFault
from layers.intake import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# The most particular first; osmium raises plain RuntimeError, a base of pyogrio's.
FOREIGN: Mapping[type[Exception], str] = MappingProxyType(
    {
        GeometryError: "geometry-unsupported",
        DataLayerError: "file-unreadable",
        DataSourceError: "file-unreadable",
        UnicodeDecodeError: "text-encoding",
        pa.ArrowException: "file-unreadable",
        RuntimeError: "file-unreadable",
        OSError: "file-unreadable",
    }
)


def code_of(error: Exception) -> str:
    """Return the fault code that stands for `error`; KeyError if it is none of the readers' own."""
    return next(code for foreign, code in FOREIGN.items() if isinstance(error, foreign))


@contextmanager
def mapped(file: Path, issues: list[Issue]) -> Iterator[None]:
    """Raise the readers' errors as a FileFault on `file`, and add each warning of theirs to `issues`, once."""
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", RuntimeWarning)
            yield
    except tuple(FOREIGN) as error:
        raise FileFault(code_of(error), file=file.name) from error
    for warning in caught:
        issue = Issue("reader-warning", None, {"warning": str(warning.message)})
        if issue not in issues:
            issues.append(issue)
