"""Why a question cannot be answered: it is wrong in itself, or the data do not suffice."""

from __future__ import annotations

from layers.faults import Fault
from layers.text import Text

QUESTION_FAULTS = (
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
        "size-unknown",
        "usage",
        Text(
            "Ingen størrelsesklasse begynner på {size} daa (offered_sizes): velg blant {known}.",
            "No size class begins at {size} daa (offered_sizes): choose among {known}.",
        ),
    ),
    Fault(
        "demand-reversed",
        "usage",
        Text(
            "Det lave anslaget i {parameter} ({low}) er høyere enn det høye ({high}): bytt om tallene.",
            "The low estimate of {parameter} ({low}) is above the high one ({high}): exchange the numbers.",
        ),
    ),
    Fault(
        "demand-twice",
        "usage",
        Text(
            "Behovet er oppgitt både i daa og i arbeidsplasser: gi enten demand_low og demand_high, eller jobs_low,"
            " jobs_high og m2_per_job.",
            "The demand is given both in daa and in jobs: give either demand_low and demand_high, or jobs_low,"
            " jobs_high and m2_per_job.",
        ),
    ),
    Fault(
        "demand-incomplete",
        "usage",
        Text(
            "Et behov i arbeidsplasser trenger både antallet (jobs_low, jobs_high) og m2_per_job: gi begge deler.",
            "A demand in jobs needs both their number (jobs_low, jobs_high) and m2_per_job: give both.",
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
        "unit-unknown",
        "question",
        Text(
            "Svaret har ingen rad med id «{unit}». Kartet og «landuse run … -o FIL.csv» viser dem som finnes.",
            "The answer has no row with the id “{unit}”. The map and “landuse run … -o FILE.csv” show those there are.",
        ),
    ),
    Fault(
        "unit-unknown-near",
        "question",
        Text(
            "Svaret har ingen rad med id «{unit}». Det ligner på {near}.",
            "The answer has no row with the id “{unit}”. It is like {near}.",
        ),
    ),
    Fault(
        "unit-ended",
        "question",
        Text(
            "Tomta «{unit}» er ikke i registeret lenger: den gikk ut {day} (end_date). Spør om en dag før det (as_of).",
            "The plot “{unit}” is no longer in the register: it ended {day} (end_date). Ask of an earlier day (as_of).",
        ),
    ),
    Fault(
        "unit-to-come",
        "question",
        Text(
            "Tomta «{unit}» er ikke i registeret ennå: den er med fra {day} (first_date). Spør om en senere dag.",
            "The plot “{unit}” is not in the register yet: it is there from {day} (first_date). Ask of a later day.",
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
        "terrain-needed",
        "question",
        Text(
            "Minutter trenger høyder: importer laget terrain, eller spør med cost=metres.",
            "Minutes need heights: import the layer terrain, or ask with cost=metres.",
        ),
    ),
    Fault(
        "terrain-elsewhere",
        "question",
        Text(
            "Laget terrain har ingen høyder der nettet ligger: sjekk at det dekker kommunen.",
            "The layer terrain has no heights where the network is: check that it covers the municipality.",
        ),
    ),
    Fault(
        "safe-without-barriers",
        "question",
        Text(
            "Trygge kryssinger trenger laget barriers: importer det, eller spør med safe=false.",
            "Safe crossings need the layer barriers: import it, or ask with safe=false.",
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
        "no-targets",
        "question",
        Text(
            "Det er ingen mål å måle avstanden til: importer minst ett av lagene {layers}, eller gi det med --with.",
            "There are no targets to measure the distance to: import at least one of {layers}, or give it with --with.",
        ),
    ),
    Fault(
        "no-target-connected",
        "question",
        Text(
            "Ingen av målene kan kobles til nettet: de ligger lenger unna enn {limit} m (max_access), eller bak en"
            " barriere. Sjekk at lagene gjelder samme sted.",
            "No target can be connected to the network: all are farther from it than {limit} m (max_access),"
            " or behind a barrier. Check that the layers are of the same place.",
        ),
    ),
    Fault(
        "barrier-unknown",
        "usage",
        Text(
            "Laget barriers har ingen barriere «{barrier}». Det har: {known}.",
            "The layer barriers has no barrier “{barrier}”. It has: {known}.",
        ),
    ),
    Fault(
        "target-unknown",
        "usage",
        Text(
            "Laget {layer} har ikke noe mål «{target}». Det har: {known}.",
            "The layer {layer} has no target “{target}”. It has: {known}.",
        ),
    ),
    Fault(
        "target-missing",
        "question",
        Text(
            "Det er ikke noe mål å måle til i laget {layer}: importer det, eller velg et annet lag med target.",
            "There is no target to measure to in the layer {layer}: import it, or choose another layer with target.",
        ),
    ),
    Fault(
        "target-unreached",
        "question",
        Text(
            "Nettet kommer ikke til målet i laget {layer}: ingen lenke er innen {limit} m fra det uten en barriere"
            " imellom ({parameter}).",
            "The network does not come to the target of the layer {layer}: no edge is within {limit} m of it without a"
            " barrier between ({parameter}).",
        ),
    ),
)
