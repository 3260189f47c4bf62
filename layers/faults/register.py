"""Faults of a register's workbook, each naming sheet, row and plot; and what is remarked on without being wrong."""

from __future__ import annotations

from layers.faults.table import Fault
from layers.text import Text

_FILE = {
    "workbook-unreadable": Text(
        "«{file}» kan ikke leses som arbeidsbok. Åpne den i regnearket, ta bort passord, og lagre som .xlsx.",
        "“{file}” cannot be read as a workbook. Open it in the spreadsheet, remove passwords, and save it as .xlsx.",
    ),
    "workbook-too-large": Text(
        "«{file}» har mer enn {rows} rader, {columns} kolonner eller 32 767 tegn i en celle. Del den.",
        "“{file}” has more than {rows} rows, {columns} columns or 32 767 characters in a cell. Split it.",
    ),
    "register-nothing": Text(
        "«{file}» har ingen ark fra registeret. Lag arbeidsboken med «landuse register export», og behold den "
        "skjulte kolonnen med nøkler.",
        "“{file}” has no sheet of the register. Make the workbook with “landuse register export”, and keep its "
        "hidden column of keys.",
    ),
    "register-unfit": Text(
        "«{file}» har feil ({count}), og ingenting er skrevet. Rett dem og kjør igjen.",
        "“{file}” has faults ({count}), and nothing is written. Correct them and run again.",
    ),
    "register-column-twice": Text(
        "{sheet}, rad {row}: kolonnen «{column}» står to ganger. Slett den ene.",
        "{sheet}, row {row}: the column “{column}” is there twice. Delete one.",
    ),
    "register-formula": Text(
        "{sheet}, rad {row} ({plot}): «{column}» har en formel, og en formel er ikke et svar. Skriv verdien i stedet.",
        "{sheet}, row {row} ({plot}): “{column}” has a formula, and a formula is no answer. Write the value instead.",
    ),
    "register-id-missing": Text(
        "{sheet}, rad {row}: raden mangler tomt-ID (den var {plot}). Skriv den tilbake, eller slett raden.",
        "{sheet}, row {row}: the row lacks its plot identifier (it was {plot}). Write it back, or delete the row.",
    ),
    "register-row-nameless": Text(
        "{sheet}, rad {row}: raden har verken tomt-ID eller nøkkel. Slett den, eller skriv den på tomtas egen rad.",
        "{sheet}, row {row}: the row has neither plot identifier nor key. Delete it, or write it in its plot’s row.",
    ),
    "register-row-new": Text(
        "{sheet}, rad {row} ({plot}): nøkkelen i den skjulte kolonnen mangler. Er tomta fra eksporten, eksporter på "
        "nytt og skriv svarene inn der; er den ny, tegn den på kartet og importer den, og slett raden her.",
        "{sheet}, row {row} ({plot}): the key in the hidden column is missing. If the plot is from the export, export "
        "anew and write the answers there; if it is new, draw it on the map and import it, and delete the row here.",
    ),
    "register-key-changed": Text(
        "{sheet}, rad {row}: nøkkelen «{key}» i den skjulte kolonnen er endret. Eksporter på nytt og skriv raden inn "
        "der.",
        "{sheet}, row {row}: the key “{key}” in the hidden column was changed. Export anew and write the row there.",
    ),
    "register-id-changed": Text(
        "{sheet}, rad {row}: tomt-ID er endret fra «{plot}» til «{id}». Sett den tilbake: id-er endres på kartet.",
        "{sheet}, row {row}: the plot identifier was changed from “{plot}” to “{id}”. Set it back: ids are changed "
        "on the map.",
    ),
    "register-row-twice": Text(
        "{sheet}, rad {row}: tomta «{plot}» står også i rad {first} ({first_sheet}). Behold bare én av radene.",
        "{sheet}, row {row}: the plot “{plot}” is also in row {first} ({first_sheet}). Keep only one of the rows.",
    ),
    "register-value": Text(
        "{sheet}, rad {row} ({plot}): «{value}» passer ikke i «{column}». {allowed}",
        "{sheet}, row {row} ({plot}): “{value}” does not fit in “{column}”. {allowed}",
    ),
    "register-plot-unknown": Text(
        "{sheet}, rad {row}: tomta «{plot}» finnes ikke på kartet. Slett raden, eller importer tomta først.",
        "{sheet}, row {row}: the plot “{plot}” is not on the map. Delete the row, or import the plot first.",
    ),
    "register-version-gone": Text(
        "{sheet}, rad {row} ({plot}): versjon {version} av laget «{layer}», som raden er laget av, er ikke her "
        "lenger. Eksporter på nytt og skriv endringene inn der.",
        "{sheet}, row {row} ({plot}): version {version} of the layer “{layer}”, of which the row was made, is here "
        "no longer. Export anew and write the changes there.",
    ),
    "register-locked": Text(
        "{sheet}, rad {row} ({plot}): «{column}» er endret fra «{before}» til «{after}». Sett den tilbake: den "
        "endres på kartet.",
        "{sheet}, row {row} ({plot}): “{column}” was changed from “{before}” to “{after}”. Set it back: it is "
        "changed on the map.",
    ),
    "register-conflict": Text(
        "{sheet}, rad {row} ({plot}): «{column}» var «{before}» ved eksporten, er «{after}» her, men er endret til "
        "«{now}» på kartet i mellomtiden. Skriv «{now}» her, eller eksporter på nytt og skriv svaret inn der.",
        "{sheet}, row {row} ({plot}): “{column}” was “{before}” at the export and is “{after}” here, but was changed "
        "to “{now}” on the map meanwhile. Write “{now}” here, or export anew and write the answer there.",
    ),
    "register-to-come": Text(
        "{sheet}, rad {row} ({plot}): «{column}» har en dato fram i tid ({date}), men svaret er ikke Ja. Skriv Ja om "
        "det er planlagt til da, eller rett datoen.",
        "{sheet}, row {row} ({plot}): “{column}” has a date to come ({date}), but the answer is not Yes. Write Yes if "
        "it is planned for then, or correct the date.",
    ),
    "register-date-unlikely": Text(
        "{sheet}, rad {row} ({plot}): datoen {date} i «{column}» er ikke til å tro. Rett årstallet.",
        "{sheet}, row {row} ({plot}): the date {date} in “{column}” cannot be believed. Correct the year.",
    ),
    "register-ends-before": Text(
        "{sheet}, rad {row} ({plot}): tomta er avsluttet {end}, før den kom inn i registeret {first}. Rett datoene.",
        "{sheet}, row {row} ({plot}): the plot ended on {end}, before it came into the register on {first}. Correct "
        "the dates.",
    ),
}
_REMARKS = {
    "register-planned": Text(
        "{sheet}, rad {row} ({plot}): datoen {date} i «{column}» er fram i tid og gjelder først da.",
        "{sheet}, row {row} ({plot}): the date {date} in “{column}” is to come and holds from then only.",
    ),
    "register-layer-moved": Text(
        "Laget «{layer}» er endret siden eksporten (versjon {version}, nå {now}). Bare det som er endret i "
        "arbeidsboken, føres inn.",
        "The layer “{layer}” has changed since the export (version {version}, now {now}). Only what was changed in "
        "the workbook is entered.",
    ),
    "register-plot-gone": Text(
        "{sheet}, rad {row}: tomta «{plot}» er ikke på kartet lenger. Raden er uendret og gjør ingenting.",
        "{sheet}, row {row}: the plot “{plot}” is not on the map any more. The row is unchanged and does nothing.",
    ),
    "register-sheet-unread": Text(
        "Arket «{sheet}» hører ikke til registeret og er ikke lest.",
        "The sheet “{sheet}” is not of the register and was not read.",
    ),
    "register-column-unread": Text(
        "{sheet}: kolonnen «{column}» hører ikke til registeret og er ikke lest. Flytt det viktige til en som gjør "
        "det.",
        "{sheet}: the column “{column}” is not of the register and was not read. Move what matters to one that is.",
    ),
    "register-amended": Text(
        "Ført inn fra registeret «{file}»: {fields} felt. Tomter: {plots}.",
        "Entered from the register “{file}”: {fields} fields. Plots: {plots}.",
    ),
}

REGISTER_FAULTS = (
    *(Fault(code, "file", text) for code, text in _FILE.items()),
    *(Fault(code, "difference", text) for code, text in _REMARKS.items()),
)
