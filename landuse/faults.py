"""Why an analysis may have no answer: the sentences, keyed by code (``docs/faults.md``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.faults import Fault, table
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Mapping[str, Text] = {
    "barriers": Text("barrierer", "barriers"),
    "byvekstgrense": Text("byvekstgrense", "the urban growth boundary"),
    "centres": Text("sentre", "centres"),
    "crossings": Text("kryssinger", "crossings"),
    "cycle_routes": Text("sykkelruter", "cycle routes"),
    "densification_zones": Text("fortettingssoner", "densification zones"),
    "districts": Text("kommunedeler", "districts"),
    "housing_plots": Text("boligtomter", "housing plots"),
    "paths": Text("lenker i nettet", "edges of the network"),
    "places": Text("steder", "places"),
    "plan_purposes": Text("arealformål", "plan purposes"),
    "plans": Text("planer", "plans"),
    "plots": Text("tomter", "plots"),
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
            "Parameteren {parameter} kan ikke være «{value}»: den skal være {allowed}.",
            "The parameter {parameter} cannot be “{value}”: it must be {allowed}.",
        ),
    ),
    Fault(
        "parameter-missing",
        "usage",
        Text(
            "Parameteren {parameter} må oppgis: {allowed}.",
            "The parameter {parameter} must be given: {allowed}.",
        ),
    ),
    Fault(
        "demand-reversed",
        "usage",
        Text(
            "Det lave anslaget for behovet ({low} daa i året) er høyere enn det høye ({high}): bytt om"
            " demand_low og demand_high.",
            "The low estimate of the demand ({low} daa a year) is above the high one ({high}): exchange demand_low and"
            " demand_high.",
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
        "scenario-form",
        "usage",
        Text(
            "Scenarioet skal være JSON med en liste «changes» av 1–{most} endringer, hver med «op» og «id».",
            "The scenario must be JSON with a list “changes” of 1–{most} changes, each with “op” and “id”.",
        ),
    ),
    Fault(
        "scenario-faults",
        "usage",
        Text("Scenarioet kan ikke brukes: {faults}. Rett det.", "The scenario cannot be used: {faults}. Correct it."),
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
            "Nettet har ingen lenker der det er lov å {mode}: sjekk {columns} i laget paths.",
            "The network has no edge where one may {mode}: check {columns} of the layer paths.",
        ),
    ),
    Fault(
        "network-mode",
        "question",
        Text(
            "Nettet er laget for «{made}», men det er spurt om «{asked}»: lag nettet med Network.of(paths, «{asked}»).",
            "The network is made for “{made}”, but “{asked}” is asked: make it with Network.of(paths, “{asked}”).",
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
            "{role} som ligger for langt fra nettet (max_access) og ikke er koblet: {count}.",
            "{role} too far from the network (max_access), not connected: {count}.",
        ),
    ),
    Fault(
        "behind-barrier",
        "remark",
        Text(
            "{role} med en barriere mellom seg og nettet, ikke koblet: {count}.",
            "{role} with a barrier between them and the network, not connected: {count}.",
        ),
    ),
    Fault(
        "no-geometry",
        "remark",
        Text(
            "{role} uten geometri, ikke koblet: {count}.",
            "{role} without geometry, not connected: {count}.",
        ),
    ),
    Fault(
        "not-permitted",
        "remark",
        Text(
            "{role} som det ikke er lov å bruke, holdt utenfor: {count}.",
            "{role} that may not be used, left out: {count}.",
        ),
    ),
    Fault(
        "permission-unknown",
        "remark",
        Text(
            "{role} der det er ukjent om det er lov å bruke dem, holdt utenfor: {count}.",
            "{role} of which it is unknown whether they may be used, left out: {count}.",
        ),
    ),
    Fault(
        "not-one-line",
        "remark",
        Text(
            "{role} som ikke er én linje, holdt utenfor: {count}.",
            "{role} that are not one line, left out: {count}.",
        ),
    ),
    Fault(
        "no-node",
        "remark",
        Text(
            "{role} som mangler node i en ende, holdt utenfor: {count}.",
            "{role} that lack a node at an end, left out: {count}.",
        ),
    ),
    Fault(
        "layer-not-given",
        "remark",
        Text(
            "Laget med {role} er ikke gitt eller er tomt: det som bare det kan svare på, er ukjent.",
            "The layer of {role} is not given or is empty: what it alone can answer is unknown.",
        ),
    ),
    Fault(
        "walk-unknown",
        "remark",
        Text(
            "{role} med ukjent gangavstand, fordi den ikke kan måles med lagene som er gitt: {count}.",
            "{role} of unknown walking distance, because it cannot be measured with the layers given: {count}.",
        ),
    ),
    Fault(
        "not-in-register",
        "remark",
        Text(
            "{role} som ikke var i registeret denne datoen (first_date, end_date), ikke talt: {count}.",
            "{role} not in the register on this date (first_date, end_date), not counted: {count}.",
        ),
    ),
    Fault(
        "plots-overlap",
        "remark",
        Text(
            "{role} som overlapper hverandre: {count}. Areal er talt mer enn én gang: rett grensene.",
            "{role} that overlap: {count}. Area is counted more than once: correct the boundaries.",
        ),
    ),
    Fault(
        "outside-every-plan",
        "remark",
        Text(
            "{role} utenfor alle planer i lagene: {count}. Trinn 1–4 kommer bare fra registeret.",
            "{role} outside every plan of the layers: {count}. Steps 1–4 come from the register alone.",
        ),
    ),
    Fault(
        "across-districts",
        "remark",
        Text(
            "{role} i flere kommunedeler, talt der de har størst del: {count}.",
            "{role} in several districts, counted in the one that holds their largest part: {count}.",
        ),
    ),
    Fault(
        "outside-every-district",
        "remark",
        Text(
            "{role} utenfor alle kommunedeler i laget: {count}. Kolonnen district er brukt.",
            "{role} outside every district of the layer: {count}. The column district is used.",
        ),
    ),
    Fault(
        "no-area",
        "remark",
        Text(
            "{role} uten areal: {count}. De er talt, men ikke med i noen sum av daa.",
            "{role} without area: {count}. They are counted, but are in no sum of daa.",
        ),
    ),
    Fault(
        "shape-repaired",
        "remark",
        Text(
            "{role} med en grense som krysser seg selv, målt etter at den er rettet: {count}.",
            "{role} with a boundary that crosses itself, measured after a repair: {count}.",
        ),
    ),
    Fault(
        "market-status-unknown",
        "remark",
        Text(
            "{role} med ukjent markedsstatus, ikke regnet som ledige: {count}.",
            "{role} with an unknown market status, not taken to be for sale: {count}.",
        ),
    ),
    Fault(
        "use-unknown",
        "remark",
        Text(
            "{role} med en bruk som ikke finnes i listen, regnet som laget de står i: {count}.",
            "{role} with a use that is not in the list, taken as that of their layer: {count}.",
        ),
    ),
    Fault(
        "step-unreadable",
        "remark",
        Text(
            "{role} med et trinn som verken er «ja», «nei» eller «ukjent», regnet som ukjent: {count}.",
            "{role} with a step that is neither “ja”, “nei” nor “ukjent”, taken as unknown: {count}.",
        ),
    ),
    Fault(
        "date-unreadable",
        "remark",
        Text(
            "{role} med en dato som ikke er skrevet som 2026-11-21, regnet som ukjent: {count}.",
            "{role} with a date that is not written as 2026-11-21, taken as unknown: {count}.",
        ),
    ),
    Fault(
        "step-in-future",
        "remark",
        Text(
            "{role} med et trinn datert etter denne datoen, regnet som ukjent: {count}.",
            "{role} with a step dated after this date, taken as unknown: {count}.",
        ),
    ),
    Fault(
        "step-conflict",
        "remark",
        Text(
            "{role} der planlagene sier det motsatte av registeret om et trinn: {count}. Planlagene gjelder.",
            "{role} of which the plan layers say the opposite of the register about a step: {count}. The layers count.",
        ),
    ),
    Fault(
        "plan-unclear",
        "remark",
        Text(
            "{role} på en plan med ukjent type, status eller ikraftdato: {count}.",
            "{role} on a plan whose type, status or date in force is unknown: {count}.",
        ),
    ),
    Fault(
        "purpose-unclear",
        "remark",
        Text(
            "{role} på et arealformål med ukjent kode, vertikalnivå eller plan: {count}.",
            "{role} on a purpose whose code, vertical level or plan is unknown: {count}.",
        ),
    ),
)
