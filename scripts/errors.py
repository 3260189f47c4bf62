"""What can be wrong with a command line beyond its grammar (exit code 2)."""

from __future__ import annotations

from layers.errors import LayersError
from layers.faults.table import Fault, table
from layers.text import Text

FAULTS = table(
    Fault(
        "not-name-value",
        "usage",
        Text(
            "«{option} {word}» mangler et likhetstegn: skriv {form}.",
            "“{option} {word}” lacks an equals sign: write {form}.",
        ),
    ),
    Fault(
        "set-twice",
        "usage",
        Text("«{name}» er satt to ganger: velg én verdi.", "“{name}” is set twice: choose one value."),
    ),
    Fault(
        "scenario-unreadable",
        "usage",
        Text("{file} kan ikke leses som JSON: sjekk filen.", "{file} cannot be read as JSON: check the file."),
    ),
    Fault(
        "scenario-too-large",
        "usage",
        Text("{file} er større enn {most} byte: del scenarioet.", "{file} is over {most} bytes: split the scenario."),
    ),
    Fault(
        "compare-what",
        "usage",
        Text(
            "Si hva som skal sammenlignes: --scenario FIL.json eller --between DATO DATO.",
            "Say what to compare: --scenario FILE.json or --between DATE DATE.",
        ),
    ),
    Fault(
        "register-what",
        "usage",
        Text(
            "Skriv «landuse register export FIL.xlsx» eller «landuse register import FIL.xlsx [--apply]».",
            "Write “landuse register export FILE.xlsx” or “landuse register import FILE.xlsx [--apply]”.",
        ),
    ),
    Fault(
        "not-a-date",
        "usage",
        Text(
            "«{text}» er ingen dato: skriv for eksempel 2026-11-21.",
            "“{text}” is no date: write for instance 2026-11-21.",
        ),
    ),
    Fault(
        "not-come-yet",
        "usage",
        Text(
            "{text} er ikke kommet ennå: velg i dag eller en tidligere dato.",
            "{text} has not come yet: choose today or an earlier date.",
        ),
    ),
    Fault(
        "o-needs-issues",
        "usage",
        Text(
            "-o skriver det som er i karantene: oppgi --issues også.",
            "-o writes what is in quarantine: give --issues too.",
        ),
    ),
    Fault(
        "takes-no-with",
        "usage",
        Text(
            "Et kart over et lag tar verken --with eller --set: det viser laget som det er lagret.",
            "A map of a layer takes neither --with nor --set: it shows the layer as it is stored.",
        ),
    ),
    Fault(
        "not-lon-lat",
        "usage",
        Text(
            "«{word}» er ikke lengdegrad,breddegrad: skriv for eksempel centres=10.69,60.80.",
            "“{word}” is no longitude,latitude: write for instance centres=10.69,60.80.",
        ),
    ),
)


class CommandFault(LayersError):
    """The command line asks for something that cannot be meant."""

    table = FAULTS
    exit_code = 2
