"""Faults of the features of a file, and what is read although it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.faults.table import Fault
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.faults.table import FaultKind

_TEXTS: Mapping[FaultKind, Mapping[str, Text]] = {
    # In quarantine; the rest of the file is imported.
    "feature": {
        "geometry-missing": Text(
            "Objektet har ingen geometri. Tegn den, eller fjern objektet.",
            "The feature has no geometry. Draw it, or remove the feature.",
        ),
        "geometry-unreadable": Text(
            "Geometrien kan ikke leses. Tegn den på nytt.",
            "The geometry cannot be read. Draw it again.",
        ),
        "geometry-not-finite": Text(
            "Geometrien har koordinater som ikke er tall. Tegn den på nytt.",
            "The geometry has coordinates that are no numbers. Draw it again.",
        ),
        "geometry-outside-crs": Text(
            "Objektet ligger utenfor området for filens koordinatsystem. Flytt det dit det hører hjemme.",
            "The feature lies outside the area of the file’s coordinate system. Move it to where it belongs.",
        ),
        "geometry-kind": Text(
            "Geometrien er av feil slag for laget (punkt, linje eller flate). Tegn den slik laget skal ha den.",
            "The geometry is of the wrong kind for the layer (point, line or polygon). Draw it as the layer has it.",
        ),
        "geometry-collapsed": Text(
            "Geometrien har ingen utstrekning. Tegn den på nytt, eller fjern objektet.",
            "The geometry has no extent. Draw it again, or remove the feature.",
        ),
        "nodes-missing": Text(
            "Vegen har knutepunkt som ikke er med i filen. Lag utsnittet på nytt med hele veger.",
            "The way has nodes that are not in the file. Make the extract again with complete ways.",
        ),
        "area-open": Text(
            "Omrisset er ikke lukket, krysser seg selv eller mangler deler. Rett det i kilden, eller lag utsnittet på "
            "nytt med hele flater.",
            "The outline is not closed, crosses itself or lacks parts. Correct it in the source, or make the extract "
            "again with complete areas.",
        ),
        "cover-unknown": Text(
            "Arealtypen er ikke i kodelisten for AR5 eller N50. Rett den («landuse codes» viser listene).",
            "The type of land is not in the code list of AR5 or N50. Correct it (“landuse codes” shows the lists).",
        ),
        "row-uneven": Text(
            "Raden har flere eller færre felt enn overskriften. Rett skilletegnene i den.",
            "The row has more or fewer fields than the header. Correct the delimiters in it.",
        ),
        "epsg-unknown": Text(
            "Raden oppgir ikke et kjent koordinatsystem. Skriv EPSG-koden, for eksempel 25832.",
            "The row gives no known coordinate system. Write its EPSG code, such as 25832.",
        ),
        "number-not-finite": Text(
            "Verdien «{value}» i {column} er uendelig eller ikke et tall. Skriv et tall, eller la feltet stå tomt.",
            "The value “{value}” in {column} is infinite or no number. Write a number, or leave the field empty.",
        ),
        "number-too-small": Text(
            "Verdien «{value}» i {column} er mindre enn den kan være. Rett den, eller la feltet stå tomt.",
            "The value “{value}” in {column} is less than it can be. Correct it, or leave the field empty.",
        ),
        "value-missing": Text(
            "{column} mangler og må fylles ut.",
            "{column} is missing and must be filled in.",
        ),
        "value-unreadable": Text(
            "Verdien «{value}» kan ikke brukes i {column}. Rett den.",
            "The value “{value}” cannot be used in {column}. Correct it.",
        ),
        "code-unknown": Text(
            "Koden «{value}» i {column} er ukjent. Bruk en kode fra listen («landuse codes» viser den).",
            "The code “{value}” in {column} is unknown. Use a code of the list (“landuse codes” shows it).",
        ),
        "id-duplicate": Text(
            "Et tidligere objekt har samme id. Gi hvert objekt sin egen.",
            "An earlier feature has the same id. Give each feature its own.",
        ),
    },
    # Read, and said.
    "difference": {
        "geometry-repaired": Text(
            "Flaten krysset seg selv og er rettet; arealet er endret med {change_m2} m². Sjekk den.",
            "The polygon crossed itself and has been repaired; its area has changed by {change_m2} m². Check it.",
        ),
        "code-ignored": Text(
            "Koden «{value}» i {column} er ukjent og settes til ukjent. Bruk en kode fra listen.",
            "The code “{value}” in {column} is unknown and becomes unknown. Use a code of the list.",
        ),
        "code-expired": Text(
            "Koden {value} ({name[nb]}) i {column} er utgått og beholdes. Bruk en gyldig kode når dataene endres.",
            "The code {value} ({name[en]}) in {column} has expired and is kept. Use a valid one when the data change.",
        ),
        "value-ignored": Text(
            "Verdien «{value}» kan ikke brukes i {column} og settes til ukjent. Rett den.",
            "The value “{value}” cannot be used in {column} and becomes unknown. Correct it.",
        ),
        "plan-link-broken": Text(
            "Objektet viser til «{link}», som ikke er i filen, så hvilken plan det hører til er ukjent. Rett lenken.",
            "The feature refers to “{link}”, which is not in the file, so its plan is unknown. Correct the link.",
        ),
        "curves-straightened": Text(
            "{count} objekter i filen har buer, som er lest som korte linjer. Avviket er høyst {metres} m, så "
            "ingenting trenger å gjøres.",
            "{count} features of the file have arcs, which were read as short lines. They deviate by {metres} m at "
            "most, so nothing needs to be done.",
        ),
        "areas-overlap": Text(
            "Flaten ligger oppå {count} andre, blant dem {other}, med {area_m2} m² til sammen. Tegn dem kant i kant; "
            "til da telles arealet flere ganger.",
            "The area lies on {count} others, among them {other}, by {area_m2} m² together. Draw them edge to edge; "
            "until then that land counts more than once.",
        ),
        "text-garbled": Text(
            "{count} tekster ser ut til å ha feil tegnsett, for eksempel «{value}». De er beholdt som de er; lagre "
            "filen på nytt med UTF-8.",
            "{count} texts seem to have the wrong character set, for example “{value}”. They are kept as they are; "
            "save the file again with UTF-8.",
        ),
        "cell-elsewhere": Text(
            "Rutens nummer peker {metres} m unna geometrien. Sjekk hvilken som er riktig.",
            "The cell’s number points {metres} m away from its geometry. Check which of them is right.",
        ),
        "boundary-closed": Text(
            "Linjen er lukket til en flate på {km2} km². Sjekk på kartet at det er riktig side.",
            "The line was closed to an area of {km2} km². Check on the map that it is the right side.",
        ),
        "cell-unnamed": Text(
            "«{value}» er ikke nummeret på en rute. Sjekk det.",
            "“{value}” is not the number of a cell. Check it.",
        ),
        "analysed-areas": Text(
            "{count} objekter er analyseområder: der er faren kartlagt, men de er ikke selve sonen. De er tatt inn som "
            "aktsomhet; importer faresonene også.",
            "{count} features are areas that were analysed: the hazard is mapped there, but they are not the zone. "
            "They were taken in as aktsomhet; import the zones too.",
        ),
        "return-period-ignored": Text(
            "{count} gjentaksintervall, som «{value}», er ikke blant dem NVE kartlegger, og er satt til ukjent. Sjekk "
            "dem.",
            "{count} return periods, such as “{value}”, are none of those that NVE maps, and became unknown. Check "
            "them.",
        ),
        "no-columns": Text(
            "Filen har ingen av lagets kolonner ({columns}); alt er ukjent. Sjekk at filen hører til laget.",
            "The file has none of the layer’s columns ({columns}); everything is unknown. Check that the file belongs "
            "to the layer.",
        ),
        "z-dropped": Text(
            "{count} geometrier hadde høyder, som ikke brukes. Ingenting trenger å gjøres.",
            "{count} geometries had heights, which are not used. Nothing needs to be done.",
        ),
        "crs-joined": Text(
            "Filen har koordinater i flere systemer, {systems}, og alt er regnet om til {crs}. Ingenting trenger å "
            "gjøres.",
            "The file has coordinates in several systems, {systems}, and all was converted to {crs}. Nothing needs to "
            "be done.",
        ),
        "crs-assumed": Text(
            "Filen oppgir ikke koordinatsystem; koordinatene er lest som lengde- og breddegrader (RFC 7946). Oppgi "
            "--crs hvis det er feil.",
            "The file gives no coordinate system; its coordinates were read as longitude and latitude (RFC 7946). "
            "Give --crs if that is wrong.",
        ),
        "crs-overruled": Text(
            "Filen oppgir {file_crs}, men er lest som {crs}, slik --crs sier. Sjekk at kartet stemmer.",
            "The file gives {file_crs}, but was read as {crs}, as --crs says. Check that the map is right.",
        ),
        "outside-municipality": Text(
            "{count} av {total} objekter ligger utenfor kommunen, opptil {km} km unna. Sjekk at filen er den riktige.",
            "{count} of {total} features lie outside the municipality, up to {km} km away. Check that it is the "
            "right file.",
        ),
        "ids-made": Text(
            "{count} objekter manglet id og har fått nummeret sitt i filen. Gi dem id-er som varer.",
            "{count} features had no id and have got their number in the file. Give them ids that last.",
        ),
        "nodes-derived": Text(
            "Knutepunktene er laget av linjenes ender, til nærmeste millimeter. Sjekk at linjer som møtes, har "
            "felles endepunkt.",
            "The nodes were made of the ends of the lines, to the millimetre. Check that lines that meet share an end.",
        ),
        "walk-derived": Text(
            "Hvor man kan gå, er utledet av vegtypen. Oppgi kolonnen walk hvis det ikke stemmer.",
            "Where people may walk follows from the type of way. Give the column walk if that is not right.",
        ),
        "read-as-latin-1": Text(
            "Filen er ikke UTF-8 og er lest som Latin-1. Sjekk at æ, ø og å er riktige.",
            "The file is not UTF-8 and was read as Latin-1. Check that æ, ø and å are right.",
        ),
        "reader-warning": Text(
            "Leseprogrammet melder: «{warning}». Sjekk at dataene er hele.",
            "The reading program says: “{warning}”. Check that the data are whole.",
        ),
    },
}

FEATURE_FAULTS = tuple(Fault(code, kind, text) for kind, texts in _TEXTS.items() for code, text in texts.items())
