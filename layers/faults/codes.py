"""Faults of code lists: a list that is not there, and a register that cannot be asked or says something else."""

from __future__ import annotations

from layers.faults.table import Fault
from layers.text import Text

CODE_FAULTS = (
    Fault(
        "code-list-unknown",
        "usage",
        Text(
            "Kodelisten «{name}» finnes ikke. «landuse codes» viser dem som finnes.",
            "There is no code list “{name}”. “landuse codes” shows those there are.",
        ),
    ),
    Fault(
        "code-list-elsewhere",
        "question",
        Text(
            "Kodelisten {name} er ikke i det nasjonale registeret. Sammenlign den med kilden den oppgir.",
            "The code list {name} is not in the national register. Compare it with the source that it gives.",
        ),
    ),
    Fault(
        "register-silent",
        "question",
        Text(
            "Kunne ikke spørre det nasjonale registeret ({host}): {reason}. Sjekk nettet og prøv igjen.",
            "Could not ask the national register ({host}): {reason}. Check the network and try again.",
        ),
    ),
    Fault(
        "register-differs",
        "question",
        Text(
            "Registeret sier noe annet om {differences} koder, og {unasked} lister kunne ikke sammenlignes. Meld fra "
            "om det, så blir listene sett over.",
            "The register says otherwise of {differences} codes, and {unasked} lists could not be compared. Report it, "
            "and the lists will be looked over.",
        ),
    ),
)
