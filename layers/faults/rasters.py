"""Faults of a file of cells, and what is read although it differs."""

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
        "file-is-raster": Text(
            "«{file}» er et rutenett, og laget {layer} består av objekter. Importer filen som terrain, eller velg en "
            "fil med objekter.",
            "“{file}” is a grid, and the layer {layer} consists of features. Import the file as terrain, or choose a "
            "file of features.",
        ),
        "raster-bands": Text(
            "«{file}» har {bands} bånd, og høyder er ett. Lagre høydene alene i en fil.",
            "“{file}” has {bands} bands, and heights are one. Save the heights alone in a file.",
        ),
        "raster-type": Text(
            "Rutene i «{file}» holder {type}, og ikke høyder. Lagre høydene som hele tall eller desimaltall.",
            "The cells of “{file}” hold {type}, and not heights. Save the heights as integers or floats.",
        ),
        "raster-scaled": Text(
            "Høydene i «{file}» er lagret med skala eller tillegg. Lagre dem i meter, for eksempel med gdal_translate "
            "-unscale -ot Float32.",
            "The heights in “{file}” are stored with a scale or an offset. Save them in metres, for example with "
            "gdal_translate -unscale -ot Float32.",
        ),
        "raster-unit": Text(
            "Høydene i «{file}» er oppgitt i {unit}. Regn dem om til meter.",
            "The heights in “{file}” are given in {unit}. Convert them to metres.",
        ),
        "raster-unplaced": Text(
            "«{file}» sier ikke hvor rutene ligger. Lagre den som GeoTIFF med koordinatene i selve filen.",
            "“{file}” does not say where its cells lie. Save it as a GeoTIFF with the coordinates in the file itself.",
        ),
        "raster-turned": Text(
            "Rutenettet i «{file}» er dreid eller speilvendt. Lagre det med nord opp, for eksempel med gdalwarp.",
            "The grid in “{file}” is turned or mirrored. Save it with north up, for example with gdalwarp.",
        ),
        "raster-cell": Text(
            "Rutene i «{file}» er {width:g} × {height:g} m, og det kan ikke stemme. Sjekk oppløsningen og "
            "koordinatsystemet.",
            "The cells of “{file}” are {width:g} × {height:g} m, which cannot be right. Check the resolution and the "
            "coordinate system.",
        ),
        "raster-too-large": Text(
            "«{file}» har {cells} ruter, og det leses høyst {most}. Del den i flere filer, eller bruk større ruter.",
            "“{file}” has {cells} cells, and at most {most} are read. Divide it into several files, or use larger "
            "cells.",
        ),
        "raster-crs": Text(
            "«{file}» er i {crs}, som ikke måler i meter. Regn den om til et kartplan i meter, for eksempel "
            "EPSG:25832, med gdalwarp.",
            "“{file}” is in {crs}, which does not measure in metres. Reproject it to metres, for example EPSG:25832, "
            "with gdalwarp.",
        ),
        "raster-empty": Text(
            "Ingen av rutene i «{file}» har en høyde. Hent en annen flis.",
            "None of the cells of “{file}” has a height. Get another tile.",
        ),
        "raster-not-heights": Text(
            "«{file}» har verdier fra {least:g} til {greatest:g}, og det er ikke høyder i meter. Sjekk enheten, og at "
            "verdien for «ingen data» er oppgitt i filen.",
            "“{file}” has values from {least:g} to {greatest:g}, which are no heights in metres. Check the unit, and "
            "that the file gives its value for “no data”.",
        ),
        "raster-header": Text(
            "Hodet i «{file}» mangler {name}, eller verdien er ikke et tall som kan brukes. Rett det i filen.",
            "The header of “{file}” lacks {name}, or its value is no number that can be used. Correct it in the file.",
        ),
        "raster-count": Text(
            "«{file}» har ikke de {cells} verdiene som hodet sier. Hent den på nytt.",
            "“{file}” does not have the {cells} values that its header says. Get it again.",
        ),
    },
    # The question is wrong in itself.
    "usage": {
        "raster-too-large-to-read": Text(
            "Utsnittet av {layer} har {cells} ruter, og det leses høyst {most} om gangen. Velg et mindre utsnitt.",
            "The extent of {layer} has {cells} cells, and at most {most} are read at a time. Choose a smaller box.",
        ),
    },
    # Read, and said.
    "difference": {
        "raster-resampled": Text(
            "Høydene er regnet om fra {file_crs} til {crs} (bilineært) i ruter på {width:g} × {height:g} m. Ingenting "
            "trenger å gjøres.",
            "The heights were resampled from {file_crs} to {crs} (bilinear) in cells of {width:g} × {height:g} m. "
            "Nothing needs to be done.",
        ),
        "vertical-unstated": Text(
            "Filen sier ikke hva høydene er målt fra; de er lest som de står. Sjekk at det er NN2000.",
            "The file does not say what its heights are measured from; they were read as they stand. Check that it is "
            "NN2000.",
        ),
        "vertical-other": Text(
            "Høydene er i {vertical}, ikke NN2000, og er lest som de står. Regn dem om hvis desimetrene betyr noe.",
            "The heights are in {vertical}, not NN2000, and were read as they stand. Convert them if decimetres "
            "matter.",
        ),
    },
}

RASTER_FAULTS = tuple(Fault(code, kind, text) for kind, texts in _TEXTS.items() for code, text in texts.items())
