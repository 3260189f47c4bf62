"""The made-up municipality's own files: our plain columns, and everywhere the word that it is made up."""

from __future__ import annotations

from dataclasses import replace

from layers.catalogue import LAYERS
from layers.dialects.plain import plain

MARK = "oppdiktet"

EKSEMPELVIK = tuple(
    replace(
        plain(spec),
        id="eksempelvik",
        requires=(*plain(spec).requires, MARK),
        licence="CC0 1.0",
        attribution="Oppdiktede data: Eksempelvik",
    )
    for spec in LAYERS.values()
)
