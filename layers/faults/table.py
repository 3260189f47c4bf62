"""What a fault is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.text import Text

FaultKind = Literal[
    "difference", "feature", "file", "workspace", "store", "service", "usage", "question", "remark", "request"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its code, what it costs (``docs/faults.md``) and the sentence that says what to do."""

    code: str
    kind: FaultKind
    text: Text


def table(*faults: Fault) -> Mapping[str, Fault]:
    """Return the faults keyed by code.

    Raises
    ------
    ValueError
        If two faults share a code.
    """
    by_code = {fault.code: fault for fault in faults}
    if len(by_code) != len(faults):
        msg = "two faults share a code"
        raise ValueError(msg)
    return by_code
