"""The ladder of readiness on a page: what the steps are called, and the table of them in a plot's sheet."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.catalogue.readiness import STEP_TITLES
from layers.text import Text
from maps.content import Field, Grid

if TYPE_CHECKING:
    from collections.abc import Mapping

# A sign beside the word, so that one sees at a glance where the ladder breaks.
MARKED: Mapping[str, Text] = MappingProxyType(
    {"ja": Text("✓ ja", "✓ yes"), "nei": Text("✗ nei", "✗ no"), "ukjent": Text("? ukjent", "? unknown")}
)
NUMBERS = range(1, len(STEP_TITLES) + 1)


def step_title(number: int) -> Text:
    """Return the number and title of a step.

    >>> step_title(4).nb
    '4. Regulert'
    """
    title = STEP_TITLES[number - 1]
    return Text(f"{number}. {title.nb}", f"{number}. {title.en}")


def ladder(sources: Mapping[str, Text] | None = None) -> Grid:
    """Return the table of the eight steps, from the columns ``step_N``, ``step_N_date`` and ``step_N_source``.

    Parameters
    ----------
    sources
        Words for what the columns of sources hold, where it is not to be read as it is.
    """
    said = sources or {}
    return Grid(
        Text("De åtte trinnene fram til salgsklar tomt", "The eight steps to a plot ready for sale"),
        (Text("Trinn", "Step"), *_HEADINGS),
        tuple((step_title(number), _cells(number, said)) for number in NUMBERS),
    )


_HEADINGS = (Text("Svar", "Answer"), Text("Dato", "Date"), Text("Kilde", "Source"))


def _cells(number: int, sources: Mapping[str, Text]) -> tuple[Field, ...]:
    answer, day, source = _HEADINGS
    return (
        Field(f"step_{number}", answer, words=MARKED),
        Field(f"step_{number}_date", day),
        Field(f"step_{number}_source", source, words=sources),
    )
