"""What can go wrong in this room, each with one sentence that says what to do.

LayersError
├── FileFault       the file cannot be used; the store is as it was (exit code 1)
├── WorkspaceFault  the folder is no workspace, or a layer has not been imported (exit code 1)
├── StoreFault      what the store holds is damaged or busy (exit code 1)
├── FetchFault      a service could not be asked, or its answer cannot be trusted (exit code 1)
└── UsageFault      the question itself is wrong: an unknown layer, dialect or date (exit code 2)

The sentences stand in :mod:`layers.faults`, keyed by code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from layers.faults import FAULTS, Fault
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.text import Lang


class LayersError(Exception):
    """Base of every error that a user of this package can meet.

    Parameters
    ----------
    code
        Key in the fault table of the class.
    details
        The fields of the table's sentence; a :class:`~layers.text.Text` is said in the sentence's own language.
    """

    table: ClassVar[Mapping[str, Fault]] = FAULTS
    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(code, details)

    def say(self, lang: Lang) -> str:
        """Return the one sentence for the user."""
        details = {key: value.say(lang) if isinstance(value, Text) else value for key, value in self.details.items()}
        return self.table[self.code].text.say(lang, **details)

    def __str__(self) -> str:
        return self.say("en")


class FileFault(LayersError):
    """The file cannot be used, and the store is as it was."""


class WorkspaceFault(LayersError):
    """The workspace or a layer in it is not there."""


class StoreFault(LayersError):
    """What the store holds is damaged, or another import is writing."""


class FetchFault(LayersError):
    """A service could not be asked or gave no answer to rely on, and the store is as it was."""


class UsageFault(LayersError):
    """The question is wrong in itself."""

    exit_code = 2
