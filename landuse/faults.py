"""Why an analysis may have no answer: the sentences, keyed by code (``docs/faults.md``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.faults import Fault, table
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Mapping[str, Text] = {
    "barriers": Text("barrierer", "barriers"),
    "centres": Text("sentre", "centres"),
    "crossings": Text("kryssinger", "crossings"),
    "paths": Text("lenker i nettet", "edges of the network"),
    "places": Text("steder", "places"),
}

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
        "input-twice",
        "usage",
        Text(
            "Lagene {layers} fyller samme plass ({role}): gi bare ett av dem.",
            "The layers {layers} fill the same place ({role}): give only one of them.",
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
        "value-impossible",
        "question",
        Text(
            "Kolonnen «{column}» i laget {role} har verdien «{value}»: den skal være {allowed}, eller tom der det er"
            " ukjent.",
            "The column “{column}” of the layer {role} has the value “{value}”: it must be {allowed}, or empty where"
            " unknown.",
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
        "centre-without-geometry",
        "question",
        Text(
            "Ingen sentre har noen plassering: gi minst ett av dem et punkt, en linje eller en flate.",
            "No centre has a location: give at least one of them a point, a line or a polygon.",
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
    Fault(
        "barriers-not-given",
        "remark",
        Text(
            "Laget barriers er ikke gitt: det er ikke sjekket om tilkomsten krysser jernbane, hovedveg eller vann.",
            "The layer barriers is not given: whether access legs cross railway, main road or water is not checked.",
        ),
    ),
    Fault(
        "too-far",
        "remark",
        Text(
            "{count} {role} ligger for langt fra nettet (max_access) og er ikke koblet.",
            "{count} {role} are too far from the network (max_access) and are not connected.",
        ),
    ),
    Fault(
        "behind-barrier",
        "remark",
        Text(
            "{count} {role} har en barriere mellom seg og nettet og er ikke koblet.",
            "{count} {role} have a barrier between them and the network and are not connected.",
        ),
    ),
    Fault(
        "no-geometry",
        "remark",
        Text(
            "{count} {role} har ingen geometri og er ikke koblet.",
            "{count} {role} have no geometry and are not connected.",
        ),
    ),
    Fault(
        "not-permitted",
        "remark",
        Text(
            "{count} {role} er det ikke lov å bruke, og de er holdt utenfor.",
            "{count} {role} may not be used and are left out.",
        ),
    ),
    Fault(
        "permission-unknown",
        "remark",
        Text(
            "For {count} {role} er det ukjent om det er lov å bruke dem; de er holdt utenfor.",
            "For {count} {role} it is unknown whether they may be used; they are left out.",
        ),
    ),
    Fault(
        "not-one-line",
        "remark",
        Text(
            "{count} {role} er ikke én linje; de er holdt utenfor.",
            "{count} {role} are not one line; they are left out.",
        ),
    ),
    Fault(
        "no-node",
        "remark",
        Text(
            "{count} {role} mangler node i en ende; de er holdt utenfor.",
            "{count} {role} lack a node at an end; they are left out.",
        ),
    ),
)
