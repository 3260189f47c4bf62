"""Faults of a file as a whole, and of the questions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.faults.table import Fault
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.faults.table import FaultKind

_TEXTS: Mapping[FaultKind, Mapping[str, Text]] = {
    # The store is as it was.
    "file": {
        "file-not-local": Text(
            "«{file}» er ikke en fil på denne maskinen. Last den ned og oppgi navnet på filen.",
            "“{file}” is not a file on this machine. Download it and give the name of the file.",
        ),
        "file-missing": Text(
            "Filen «{file}» finnes ikke. Sjekk navnet og mappen.",
            "The file “{file}” does not exist. Check the name and the folder.",
        ),
        "file-not-plain": Text(
            "«{file}» er en mappe eller noe annet enn en fil. Oppgi en enkelt fil.",
            "“{file}” is a folder or something else than a file. Give a single file.",
        ),
        "file-closed": Text(
            "Filen «{file}» får ikke leses. Gi deg selv lesetilgang til den.",
            "The file “{file}” may not be read. Give yourself permission to read it.",
        ),
        "file-empty": Text(
            "Filen «{file}» er tom. Hent den på nytt.",
            "The file “{file}” is empty. Get it again.",
        ),
        "file-truncated": Text(
            "Filen «{file}» er ikke hel: slutten mangler. Hent den på nytt.",
            "The file “{file}” is not whole: its end is missing. Get it again.",
        ),
        "file-unreadable": Text(
            "Filen «{file}» er skadet eller ikke hel. Hent den på nytt, eller lagre den på nytt i programmet den "
            "kommer fra.",
            "The file “{file}” is damaged or not whole. Get it again, or save it again in the program it comes from.",
        ),
        "file-disguised": Text(
            "Filen «{file}» er ikke det endelsen sier. Gi den endelsen som hører til innholdet, eller hent riktig fil.",
            "The file “{file}” is not what its ending says. Give it the ending of its content, or get the right file.",
        ),
        "file-kind-unknown": Text(
            "Filen «{file}» er av en type som ikke leses. Lagre den som GeoPackage, GeoJSON, GML, FlatGeobuf, "
            "Shapefile, GeoParquet, CSV, OSM eller GraphML, og terreng som GeoTIFF, gjerne i en zip.",
            "The file “{file}” is of a kind that is not read. Save it as GeoPackage, GeoJSON, GML, FlatGeobuf, "
            "Shapefile, GeoParquet, CSV, OSM or GraphML, and terrain as GeoTIFF, zipped if you like.",
        ),
        "archive-unsafe": Text(
            "Zip-filen «{file}» har navn som peker ut av den, eller to filer med samme navn, og pakkes ikke ut. Pakk "
            "dataene på nytt.",
            "The zip “{file}” has names that point out of it, or two files of one name, and is not unpacked. Pack the "
            "data again.",
        ),
        "archive-bomb": Text(
            "Zip-filen «{file}» pakker ut til mer enn den burde (over 4 GB, 1000 filer eller 100 ganger seg selv). "
            "Pakk ut det du trenger, og importer det.",
            "The zip “{file}” unpacks to more than it should (over 4 GB, 1000 files or 100 times itself). Unpack what "
            "you need and import that.",
        ),
        "archive-locked": Text(
            "Zip-filen «{file}» har passord. Pakk den ut og importer filen som ligger i den.",
            "The zip “{file}” has a password. Unpack it and import the file inside.",
        ),
        "archive-nested": Text(
            "Zip-filen «{file}» inneholder bare andre zip-filer. Pakk den ut og importer dem hver for seg.",
            "The zip “{file}” holds nothing but other zips. Unpack it and import them one by one.",
        ),
        "archive-nothing": Text(
            "Zip-filen «{file}» har ingen fil av en type som leses. Pakk den ut og se hva som er i den.",
            "The zip “{file}” has no file of a kind that is read. Unpack it and see what is in it.",
        ),
        "archive-unclear": Text(
            "Det er flere filer i «{file}». Velg med --source-layer: {members}.",
            "There are several files in “{file}”. Choose with --source-layer: {members}.",
        ),
        "file-zipped": Text(
            "Filen «{file}» er pakket. Pakk den ut og importer filen som ligger i den.",
            "The file “{file}” is an archive. Unpack it and import the file inside.",
        ),
        "shapefile-incomplete": Text(
            "«{file}» mangler {missing}. Legg alle delene av shapefilen i samme mappe.",
            "“{file}” lacks {missing}. Put all the parts of the shapefile in one folder.",
        ),
        "geopackage-views": Text(
            "«{file}» har lag som er spørringer ({views}) og leses ikke, fordi de kan be om hva som helst. Lagre dem "
            "som vanlige lag.",
            "“{file}” has layers that are queries ({views}) and is not read, because they can ask for anything. Save "
            "them as ordinary layers.",
        ),
        "xml-doctype": Text(
            "«{file}» har en DOCTYPE og leses ikke, fordi den kan hente inn andre filer. Lagre den uten DOCTYPE.",
            "“{file}” has a DOCTYPE and is not read, because that can pull in other files. Save it without one.",
        ),
        "json-broken": Text(
            "«{file}» er ikke gyldig JSON ved linje {line}, tegn {column}. Hent filen på nytt, eller rett den der.",
            "“{file}” is not valid JSON at line {line}, character {column}. Get the file again, or correct it there.",
        ),
        "json-too-deep": Text(
            "«{file}» har for mange nivåer inni hverandre til å være GeoJSON. Hent filen på nytt.",
            "“{file}” has too many levels within each other to be GeoJSON. Get the file again.",
        ),
        "geojson-unknown": Text(
            "«{file}» er JSON, men ingen FeatureCollection. Lagre dataene som GeoJSON.",
            "“{file}” is JSON, but no FeatureCollection. Save the data as GeoJSON.",
        ),
        "boundary-open": Text(
            "Linjen «{line}» i «{file}» er ikke lukket: ved øst {east}, nord {north} mangler {metres} m, og inntil "
            "{tolerance} m lukkes. Tegn den helt fram til kommunegrensen, eller lukk den til en flate.",
            "The line “{line}” in “{file}” is not closed: at east {east}, north {north} {metres} m are missing, and up "
            "to {tolerance} m are closed. Draw it on to the municipal boundary, or close it to an area.",
        ),
        "boundary-alone": Text(
            "Linjen «{line}» i «{file}» er ikke lukket: det er {metres} m mellom endene. Importer laget municipality "
            "først, eller lukk den til en flate.",
            "The line “{line}” in “{file}” is not closed: its ends are {metres} m apart. Import the layer municipality "
            "first, or close it to an area.",
        ),
        "boundary-side": Text(
            "Det er ikke klart hvilken side av linjen «{line}» i «{file}» som er inni; den deler kommunen i {pieces}. "
            "Legg til kolonnen inside med venstre eller høyre, slik linjen er tegnet.",
            "It is not clear which side of the line “{line}” in “{file}” is inside; it cuts the municipality into "
            "{pieces}. Add the column inside with venstre (left) or høyre (right), as the line is drawn.",
        ),
        "parquet-no-geometry": Text(
            "«{file}» er Parquet uten geometri. Lagre dataene som GeoParquet.",
            "“{file}” is Parquet without geometry. Save the data as GeoParquet.",
        ),
        "text-encoding": Text(
            "Tekstene i «{file}» er ikke i tegnsettet filen oppgir. Lagre filen på nytt med UTF-8.",
            "The texts in “{file}” are not in the character set that the file gives. Save the file again with UTF-8.",
        ),
        "geometry-unsupported": Text(
            "«{file}» har flater i tre dimensjoner (legemer eller trekantnett) som ikke leses. Lagre dataene i to "
            "dimensjoner.",
            "“{file}” has surfaces in three dimensions (solids or triangulations), which are not read. Save the "
            "data in two dimensions.",
        ),
        "no-layers": Text(
            "«{file}» har ingen lag. Lagre dataene på nytt, eller hent en annen fil.",
            "“{file}” has no layers. Save the data again, or get another file.",
        ),
        "no-features": Text(
            "«{file}» har ingen objekter. Hent en fil med innhold.",
            "“{file}” has no features. Get a file with something in it.",
        ),
        "layer-unknown": Text(
            "«{file}» har ikke laget «{wanted}». Velg blant disse med --source-layer: {layers}.",
            "“{file}” does not have the layer “{wanted}”. Choose one of these with --source-layer: {layers}.",
        ),
        "layer-unclear": Text(
            "Det er ikke klart hvilket lag i «{file}» som er {layer}. Velg med --source-layer: {layers}.",
            "It is not clear which layer of “{file}” is {layer}. Choose with --source-layer: {layers}.",
        ),
        "columns-missing": Text(
            "«{file}» kan ikke bli {layer} (dialekt {dialect}): kolonner mangler ({columns}). Legg dem til, eller "
            "velg en annen dialekt med --dialect.",
            "“{file}” cannot become {layer} (dialect {dialect}): columns are missing ({columns}). Add them, or "
            "choose another dialect with --dialect.",
        ),
        "format-without-layer": Text(
            "Laget {layer} kan ikke lages av «{file}». Fra slike filer leses disse lagene: {layers}.",
            "The layer {layer} cannot be made of “{file}”. From such files these layers are read: {layers}.",
        ),
        "column-twice": Text(
            "«{file}» har flere kolonner med samme navn, bare skrevet ulikt: {columns}. Fjern eller gi nytt navn "
            "til alle unntatt én.",
            "“{file}” has several columns of one name, only spelled differently: {columns}. Remove or rename all "
            "but one.",
        ),
        "dialect-unclear": Text(
            "«{file}» kan leses på flere måter. Velg med --dialect: {dialects}.",
            "“{file}” can be read in several ways. Choose with --dialect: {dialects}.",
        ),
        "crs-missing": Text(
            "«{file}» sier ikke hvilket koordinatsystem den har. Oppgi det, for eksempel --crs EPSG:25832.",
            "“{file}” does not say which coordinate system it has. Give it, for example --crs EPSG:25832.",
        ),
        "no-places": Text(
            "«{file}» sier ikke hvor noe ligger. Legg til kolonnene Øst, Nord og EPSG-kode, eller en med WKT.",
            "“{file}” does not say where anything lies. Add the columns east, north and epsg, or one with WKT.",
        ),
        "crs-several": Text(
            "Objektene i «{file}» er i flere koordinatsystemer ({systems}). Lagre filen på nytt i ett av dem.",
            "The features of “{file}” are in several coordinate systems ({systems}). Save the file again in one.",
        ),
        "crs-unreadable": Text(
            "Koordinatsystemet som «{file}» oppgir, er ukjent. Rett det i filen, for eksempel til EPSG:25832.",
            "The coordinate system that “{file}” gives is unknown. Correct it in the file, for example to EPSG:25832.",
        ),
        "outside-crs": Text(
            "Koordinatene i «{file}» ligger utenfor området for {crs}. Oppgi det riktige med --crs.",
            "The coordinates in “{file}” lie outside the area of {crs}. Give the right one with --crs.",
        ),
        "degrees-as-metres": Text(
            "Koordinatene i «{file}» er grader, men filen sier meter ({crs}). Oppgi --crs EPSG:4326 hvis de er "
            "lengde- og breddegrader.",
            "The coordinates in “{file}” are degrees, but the file says metres ({crs}). Give --crs EPSG:4326 if "
            "they are longitude and latitude.",
        ),
        "axes-swapped": Text(
            "Øst og nord er byttet om i «{file}» ({crs}). Lagre filen på nytt med øst (lengdegrad) først.",
            "East and north have changed places in “{file}” ({crs}). Save the file again with east (longitude) first.",
        ),
        "nothing-usable": Text(
            "Ingen av objektene i «{file}» hører til laget. Der er: {others}. Velg et annet lag eller en annen fil.",
            "None of the features in “{file}” belong to the layer. There are: {others}. Choose another layer or "
            "another file.",
        ),
        "mostly-quarantined": Text(
            "{quarantined} av {considered} objekter i «{file}» kan ikke brukes: {reasons}. Rett dem, eller sjekk at"
            " filen hører til laget.",
            "{quarantined} of {considered} features in “{file}” cannot be used: {reasons}. Correct them, or check "
            "that the file belongs to the layer.",
        ),
        "given-unfit": Text(
            "{quarantined} objekter i «{file}» kan ikke brukes: {reasons}. Rett dem: en fil til --with må være uten "
            "feil.",
            "{quarantined} features in “{file}” cannot be used: {reasons}. Correct them: a file for --with must be "
            "without faults.",
        ),
        "strict": Text(
            "{quarantined} objekter i «{file}» kan ikke brukes: {reasons}. Rett dem, eller importer uten --strict.",
            "{quarantined} features in “{file}” cannot be used: {reasons}. Correct them, or import without --strict.",
        ),
    },
    # The question is wrong in itself.
    "usage": {
        "dialect-unknown": Text(
            "Dialekten «{dialect}» finnes ikke. Velg blant: {dialects}.",
            "There is no dialect “{dialect}”. Choose among: {dialects}.",
        ),
        "dialect-not-of-layer": Text(
            "Dialekten «{dialect}» gir ikke laget {layer}. Velg blant: {dialects}.",
            "The dialect “{dialect}” does not give the layer {layer}. Choose among: {dialects}.",
        ),
        "layer-is-raster": Text(
            "Laget {layer} er et raster. Importer det fra en GeoTIFF (.tif) eller et ASCII-rutenett (.asc).",
            "The layer {layer} is a raster. Import it from a GeoTIFF (.tif) or an ASCII grid (.asc).",
        ),
        "crs-unknown": Text(
            "Koordinatsystemet «{crs}» er ukjent. Skriv det som EPSG:25832.",
            "The coordinate system “{crs}” is unknown. Write it as EPSG:25832.",
        ),
    },
}

FILE_FAULTS = tuple(Fault(code, kind, text) for kind, texts in _TEXTS.items() for code, text in texts.items())
