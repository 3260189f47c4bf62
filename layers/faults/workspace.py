"""Faults of a workspace, of its store, and of what is asked of them."""

from __future__ import annotations

from layers.faults.table import Fault
from layers.text import Text

WORKSPACE_FAULTS = (
    Fault(
        "layer-takes-no-points",
        "usage",
        Text(
            "Laget «{layer}» består ikke av punkter: gi det som fil, for eksempel --with {layer}=fil.gpkg.",
            "The layer “{layer}” does not consist of points: give it as a file, say --with {layer}=file.gpkg.",
        ),
    ),
    # What is asked for
    Fault(
        "unknown-layer",
        "usage",
        Text(
            "Laget «{layer}» finnes ikke. Se «landuse layers» for navnene.",
            "There is no layer “{layer}”. See “landuse layers” for the names.",
        ),
    ),
    Fault(
        "layer-not-imported",
        "workspace",
        Text(
            "Laget «{layer}» er ikke importert. Importer det med «landuse import {layer} FIL».",
            "The layer “{layer}” has not been imported. Import it with “landuse import {layer} FILE”.",
        ),
    ),
    Fault(
        "layer-not-on-date",
        "workspace",
        Text(
            "Laget «{layer}» har ingen data for {date}. Historien begynner {first}; velg en dato fra da av.",
            "The layer “{layer}” has no data for {date}. Its history begins on {first}; choose a date from then on.",
        ),
    ),
    Fault(
        "part-unknown",
        "usage",
        Text(
            "Laget «{layer}» har ingen del «{part}». Delene er: {parts}.",
            "The layer “{layer}” has no part “{part}”. The parts are: {parts}.",
        ),
    ),
    Fault(
        "part-name",
        "usage",
        Text(
            "«{part}» kan ikke være navn på en del. Bruk bokstaver, tall, bindestrek, understrek og punktum.",
            "“{part}” cannot be the name of a part. Use letters, digits, hyphen, underscore and full stop.",
        ),
    ),
    Fault(
        "date-in-future",
        "usage",
        Text(
            "Datoen {date} er ikke kommet ennå. Oppgi datoen som dataene gjelder for, senest i dag.",
            "The date {date} has not come yet. Give the date that the data stand for, today at the latest.",
        ),
    ),
    Fault(
        "date-before-newest",
        "workspace",
        Text(
            "Laget «{layer}» har alt data for {newest}, og {date} er tidligere. Importer historien eldst først, om "
            "nødvendig i et nytt arbeidsområde («landuse new»).",
            "The layer “{layer}” already has data for {newest}, and {date} is earlier. Import history oldest first, in "
            "a new workspace if need be (“landuse new”).",
        ),
    ),
    Fault(
        "bbox",
        "usage",
        Text(
            "Utsnittet {bbox} er ikke et rektangel. Oppgi minste x, minste y, største x, største y.",
            "The box {bbox} is no rectangle. Give least x, least y, greatest x, greatest y.",
        ),
    ),
    Fault(
        "bbox-without-geometry",
        "usage",
        Text(
            "Laget «{layer}» har ikke geometri og kan ikke leses for et utsnitt. Les hele laget.",
            "The layer “{layer}” has no geometry and cannot be read by a box. Read the whole layer.",
        ),
    ),
    # The folder
    Fault(
        "no-workspace",
        "workspace",
        Text(
            "Fant ikke noe arbeidsområde i «{folder}». Lag ett med «landuse new MAPPE», eller oppgi «--workspace "
            "MAPPE».",
            "Found no workspace in “{folder}”. Make one with “landuse new FOLDER”, or give “--workspace FOLDER”.",
        ),
    ),
    Fault(
        "workspace-exists",
        "workspace",
        Text(
            "«{folder}» er allerede et arbeidsområde. Velg en annen mappe, eller bruk det som er der.",
            "“{folder}” already is a workspace. Choose another folder, or use the one that is there.",
        ),
    ),
    Fault(
        "settings-unreadable",
        "workspace",
        Text(
            "Innstillingene i «{file}» kan ikke leses ({reason}). Rett filen.",
            "The settings in “{file}” cannot be read ({reason}). Correct the file.",
        ),
    ),
    Fault(
        "setting-unknown",
        "workspace",
        Text(
            "Innstillingen «{key}» i landuse.toml er ukjent. Rett den eller ta den bort; de kjente er: {known}.",
            "The setting “{key}” in landuse.toml is unknown. Correct or remove it; the known ones are: {known}.",
        ),
    ),
    Fault(
        "setting-municipality",
        "workspace",
        Text(
            "Innstillingen «municipality» kan ikke være «{value}». Skriv kommunenummeret som fire sifre i hermetegn.",
            "The setting “municipality” cannot be “{value}”. Write the number as four digits in quotation marks.",
        ),
    ),
    Fault(
        "setting-crs",
        "workspace",
        Text(
            "Innstillingen «crs» kan ikke være «{value}». Oppgi et kartplan i meter som «EPSG:25832».",
            "The setting “crs” cannot be “{value}”. Give a projected CRS in metres, such as “EPSG:25832”.",
        ),
    ),
    # The store
    Fault(
        "store-busy",
        "store",
        Text(
            "En annen import skriver til «{folder}». Vent til den er ferdig og prøv igjen.",
            "Another import is writing to “{folder}”. Wait until it is done and try again.",
        ),
    ),
    Fault(
        "store-newer",
        "store",
        Text(
            "«{file}» er skrevet av en nyere utgave av programmet. Oppdater programmet.",
            "“{file}” was written by a later release of the program. Update the program.",
        ),
    ),
    Fault(
        "version-unknown",
        "workspace",
        Text(
            "Laget «{layer}» har ingen versjon {version}: den er ryddet bort, eller hører til et annet arbeidsområde.",
            "The layer “{layer}” has no version {version}: it has been removed, or belongs to another workspace.",
        ),
    ),
    Fault(
        "store-moved-on",
        "store",
        Text(
            "Laget «{layer}» ble endret av noen andre akkurat nå, og ingenting er skrevet. Kjør kommandoen igjen.",
            "The layer “{layer}” was changed by somebody else just now, and nothing is written. Run the command again.",
        ),
    ),
    Fault(
        "store-missing",
        "store",
        Text(
            "Filen «{file}» mangler i lageret. «landuse layers --verify» sier hva du kan gjøre.",
            "The file “{file}” is missing from the store. “landuse layers --verify” says what you can do.",
        ),
    ),
    Fault(
        "store-damaged",
        "store",
        Text(
            "Filen «{file}» i lageret er skadet. «landuse layers --verify» sier hva du kan gjøre.",
            "The file “{file}” in the store is damaged. “landuse layers --verify” says what you can do.",
        ),
    ),
    Fault(
        "history-damaged",
        "store",
        Text(
            "Historien til laget «{layer}» er skadet eller borte ({file}). Gjenopprett den med «landuse layers {layer} "
            "--repair»; data går ikke tapt.",
            "The history of the layer “{layer}” is damaged or gone ({file}). Restore it with “landuse layers {layer} "
            "--repair”; no data are lost.",
        ),
    ),
    Fault(
        "version-damaged",
        "store",
        Text(
            "Filen «{file}» er skadet eller borte; den sier hva laget «{layer}» består av. Hent den fra "
            "sikkerhetskopi, eller importer alle delene på nytt, den første med «--replace-all».",
            "The file “{file}” is damaged or gone; it says what the layer “{layer}” consists of. Restore it from "
            "backup, or import all parts again, the first with “--replace-all”.",
        ),
    ),
    Fault(
        "part-damaged",
        "store",
        Text(
            "Filen «{file}» er skadet eller borte. Hent den fra sikkerhetskopi, eller importer «{source}» på nytt med "
            "«landuse import {layer} FIL --part {part}».",
            "The file “{file}” is damaged or gone. Restore it from backup, or import “{source}” again with “landuse "
            "import {layer} FILE --part {part}”.",
        ),
    ),
    Fault(
        "old-damaged",
        "store",
        Text(
            "Filen «{file}» er skadet eller borte; bare eldre versjoner av laget bruker den. Hent den fra "
            "sikkerhetskopi, eller ta bort versjonene med «landuse prune {layer} --keep {keep}».",
            "The file “{file}” is damaged or gone; only older versions of the layer use it. Restore it from backup, or "
            "remove the versions with “landuse prune {layer} --keep {keep}”.",
        ),
    ),
    Fault(
        "keep-nothing",
        "usage",
        Text(
            "Kan ikke beholde {keep} versjoner. Behold minst 1: den gjeldende blir aldri tatt bort.",
            "Cannot keep {keep} versions. Keep at least 1: the current one is never removed.",
        ),
    ),
    Fault(
        "store-closed",
        "store",
        Text(
            "Du har ikke lov til å lese «{file}» i lageret. Be om lesetilgang til arbeidsområdet.",
            "You may not read “{file}” in the store. Ask for permission to read the workspace.",
        ),
    ),
    Fault(
        "crs-mixed",
        "store",
        Text(
            "Laget «{layer}» er lagret i {stored}, men filen kommer i {crs}. Importer alle delene på nytt, den "
            "første med «--replace-all».",
            "The layer “{layer}” is stored in {stored}, but the file arrives in {crs}. Import all parts again, the "
            "first with “--replace-all”.",
        ),
    ),
    # Files that are written
    Fault(
        "cannot-write",
        "file",
        Text(
            "Kan ikke skrive «{file}» ({reason}). Sjekk at mappen finnes, at du har lov til å skrive der, og at "
            "disken har plass.",
            "Cannot write “{file}” ({reason}). Check that the folder exists, that you may write there, and that the "
            "disk has room.",
        ),
    ),
    Fault(
        "ending",
        "usage",
        Text(
            "Kan ikke skrive «{file}»: endelsen er ukjent. Velg en av {endings}.",
            "Cannot write “{file}”: the ending is unknown. Choose one of {endings}.",
        ),
    ),
    Fault(
        "too-large-for-excel",
        "file",
        Text(
            "Excel tar ikke mer enn 1 048 575 rader og 32 767 tegn i en celle, og tabellen «{table}» har mer. Velg "
            ".csv eller .gpkg.",
            "Excel takes no more than 1 048 575 rows and 32 767 characters in a cell, and the table “{table}” has "
            "more. Choose .csv or .gpkg.",
        ),
    ),
)
