"""Why an analysis may have no answer: the sentences, keyed by code (``docs/faults.md``)."""

from __future__ import annotations

from layers.faults import Fault, table
from layers.text import Text

FAULTS = table(
    Fault(
        "unknown-analysis",
        "usage",
        Text(
            "Analysen «{analysis}» finnes ikke. Disse finnes: {known}.",
            "There is no analysis “{analysis}”. These exist: {known}.",
        ),
    ),
    Fault(
        "unknown-parameter",
        "usage",
        Text(
            "Analysen {analysis} har ingen parameter «{parameter}». Den har: {known}.",
            "The analysis {analysis} has no parameter “{parameter}”. It has: {known}.",
        ),
    ),
    Fault(
        "parameter-out-of-bounds",
        "usage",
        Text(
            "Parameteren {parameter} kan ikke være {value}: den skal være {allowed}.",
            "The parameter {parameter} cannot be {value}: it must be {allowed}.",
        ),
    ),
    Fault(
        "unknown-input",
        "usage",
        Text(
            "Analysen {analysis} bruker ikke laget «{layer}». Den bruker: {known}.",
            "The analysis {analysis} does not use the layer “{layer}”. It uses: {known}.",
        ),
    ),
    Fault(
        "input-missing",
        "question",
        Text(
            "Analysen {analysis} trenger laget {layers}: importer det, eller gi det med --with.",
            "The analysis {analysis} needs the layer {layers}: import it, or give it with --with.",
        ),
    ),
    Fault(
        "input-empty",
        "question",
        Text(
            "Laget {role} er tomt: gi minst én rad.",
            "The layer {role} is empty: give at least one row.",
        ),
    ),
    Fault(
        "column-missing",
        "question",
        Text(
            "Laget {role} mangler kolonnen «{column}», som analysen trenger.",
            "The layer {role} lacks the column “{column}”, which the analysis needs.",
        ),
    ),
    Fault(
        "ids-repeated",
        "question",
        Text(
            "Laget {role} har flere rader med id «{id}»: gi hver rad sin egen id.",
            "The layer {role} has several rows with id “{id}”: give each row an id of its own.",
        ),
    ),
    Fault(
        "crs-missing",
        "question",
        Text(
            "Laget {role} sier ikke hvilket koordinatsystem det har: sett det (for eksempel EPSG:25832).",
            "The layer {role} does not say its coordinate system: set it (for example EPSG:25832).",
        ),
    ),
    Fault(
        "crs-not-metric",
        "question",
        Text(
            "Laget {role} er i {crs}, som ikke måler i meter: gjør det om til for eksempel EPSG:25832 først.",
            "The layer {role} is in {crs}, which does not measure in metres: transform it to EPSG:25832, say, first.",
        ),
    ),
    Fault(
        "crs-mixed",
        "question",
        Text(
            "Lagene har ulike koordinatsystemer ({first} i {first_crs}, {second} i {second_crs}): bruk ett og samme.",
            "The layers have different coordinate systems ({first} in {first_crs}, {second} in {second_crs}): use one.",
        ),
    ),
    Fault(
        "network-empty",
        "question",
        Text(
            "Nettet har ingen lenker der det er lov å {mode}: sjekk kolonnen «walk» i laget paths.",
            "The network has no edge where one may {mode}: check the column “walk” of the layer paths.",
        ),
    ),
    Fault(
        "centre-unconnected",
        "question",
        Text(
            "Ingen sentre kan kobles til nettet: {centre} ligger {distance} m unna og grensen er {limit} m"
            " (max_access).",
            "No centre can be connected to the network: {centre} is {distance} m away and the limit is {limit} m"
            " (max_access).",
        ),
    ),
    Fault(
        "centre-behind-barrier",
        "question",
        Text(
            "Ingen sentre kan kobles til nettet: veien fra {centre} til nærmeste lenke krysser en barriere.",
            "No centre can be connected to the network: the way from {centre} to the nearest edge crosses a barrier.",
        ),
    ),
)
