"""Why a request is refused: the sentences, keyed by code (``docs/faults.md``), and their HTTP status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.faults import Fault, table
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_SENTENCES = {
    "no-such-path": Text(
        "Her er det ingenting. Begynn på forsiden, / .",
        "There is nothing here. Begin at the landing page, / .",
    ),
    "no-such-collection": Text(
        "Samlingen «{collection}» finnes ikke her. /collections viser dem som finnes.",
        "There is no collection “{collection}” here. /collections shows those there are.",
    ),
    "collection-missing": Text(
        "Samlingen «{collection}» er ikke her ennå, for laget {layers} er ikke importert. Den som drifter tjenesten, "
        "importerer det med «landuse import {first} FIL».",
        "The collection “{collection}” is not here yet, because the layer {layers} is not imported. Whoever runs the "
        "service imports it with “landuse import {first} FILE”.",
    ),
    "no-such-feature": Text(
        "Samlingen «{collection}» har ikke noe objekt med id «{id}».",
        "The collection “{collection}” has no feature with id “{id}”.",
    ),
    "no-such-process": Text(
        "Analysen «{process}» finnes ikke. /processes viser dem som finnes.",
        "There is no process “{process}”. /processes shows those there are.",
    ),
    "no-such-map": Text(
        "Kartet «{map}» finnes ikke. /kart viser dem som finnes.",
        "There is no map “{map}”. /kart shows those there are.",
    ),
    "map-missing": Text(
        "Kartet «{title}» kan ikke tegnes ennå, for laget {layers} er ikke importert. Den som drifter tjenesten, "
        "importerer det med «landuse import {first} FIL».",
        "The map “{title}” cannot be drawn yet, because the layer {layers} is not imported. Whoever runs the service "
        "imports it with “landuse import {first} FILE”.",
    ),
    "map-internal": Text(
        "Kartet «{title}» gjelder mennesker og vises bare i kommunens interne tjeneste.",
        "The map “{title}” concerns people and is shown only by the municipality's internal service.",
    ),
    "method-not-allowed": Text(
        "Denne adressen svarer ikke på metoden {method}.",
        "This address does not answer the method {method}.",
    ),
    "not-acceptable": Text(
        "Svaret finnes bare som {offered}. Be om det, eller om */*.",
        "The answer exists only as {offered}. Ask for that, or for */*.",
    ),
    "host-unknown": Text(
        "Tjenesten svarer ikke under det navnet. Bruk adressen som er kunngjort.",
        "The service does not answer under that name. Use the address that is published.",
    ),
    "query-too-long": Text(
        "Adressen har mer enn {limit} byte etter spørsmålstegnet. Del opp spørsmålet.",
        "The address has more than {limit} bytes after the question mark. Divide the question.",
    ),
    "query-unknown": Text(
        "Parameteren «{parameter}» finnes ikke her. Disse finnes: {known}.",
        "There is no parameter “{parameter}” here. These exist: {known}.",
    ),
    "query-twice": Text(
        "Parameteren «{parameter}» er gitt to ganger. Gi den én gang.",
        "The parameter “{parameter}” is given twice. Give it once.",
    ),
    "query-wrong": Text(
        "Parameteren {parameter} kan ikke være «{value}»: den skal være {allowed}.",
        "The parameter {parameter} cannot be “{value}”: it must be {allowed}.",
    ),
    "dates-several": Text(
        "Objektene i «{collection}» har flere datoer, så datetime sier ikke hvilken. Spør etter én: {columns}.",
        "The features of “{collection}” have several dates, so datetime does not say which. Ask for one: {columns}.",
    ),
    "body-too-large": Text(
        "Innholdet er større enn {limit} byte. Send mindre, eller bruk kommandolinjen.",
        "The content is larger than {limit} bytes. Send less, or use the command line.",
    ),
    "body-not-json": Text(
        "Innholdet er ikke JSON. Send et objekt som {form}.",
        "The content is not JSON. Send an object such as {form}.",
    ),
    "body-type": Text(
        "Innholdet er merket som noe annet enn JSON. Send det som application/json.",
        "The content is marked as something other than JSON. Send it as application/json.",
    ),
    "body-member": Text(
        "«{member}» kan ikke være slik: det skal være {allowed}.",
        "“{member}” cannot be like that: it must be {allowed}.",
    ),
    "input-unknown": Text(
        "Analysen {process} har ingen inndata «{input}». Den har: {known}.",
        "The process {process} has no input “{input}”. It has: {known}.",
    ),
    "input-absent": Text(
        "Analysen {process} trenger laget {layers}, som ikke finnes her. Gi det i «inputs».",
        "The process {process} needs the layer {layers}, which is not here. Give it among “inputs”.",
    ),
    "input-unfit": Text(
        "{count} av objektene i «{input}» kan ikke brukes: {reasons}. Rett dem.",
        "{count} of the features in “{input}” cannot be used: {reasons}. Correct them.",
    ),
    "internal-only": Text(
        "Svaret bygger på {layers}, som gjelder mennesker, og gis bare i kommunens interne tjeneste. Gi egne steder i "
        "«inputs».",
        "The answer rests on {layers}, which concerns people, and is given only by the municipality's internal "
        "service. Give places of your own among “inputs”.",
    ),
    "busy": Text(
        "Mange analyser regnes ut akkurat nå. Prøv igjen om {seconds} sekunder.",
        "Many analyses are being computed just now. Try again in {seconds} seconds.",
    ),
    "store-unreadable": Text(
        "Dataene kan ikke leses akkurat nå. Den som drifter tjenesten, ser hvorfor med «landuse layers --verify».",
        "The data cannot be read just now. Whoever runs the service sees why with “landuse layers --verify”.",
    ),
    "unforeseen": Text(
        "Noe gikk galt som vi ikke har forutsett. Det er logget; si fra til den som drifter tjenesten.",
        "Something went wrong that we did not foresee. It is logged; tell whoever runs the service.",
    ),
}
STATUSES: Mapping[str, int] = {
    **dict.fromkeys(("no-such-path", "no-such-collection", "no-such-feature", "no-such-process"), 404),
    **dict.fromkeys(("no-such-map", "map-missing", "collection-missing"), 404),
    "map-internal": 403,
    "method-not-allowed": 405,
    "not-acceptable": 406,
    "query-too-long": 414,
    "body-too-large": 413,
    "body-type": 415,
    "internal-only": 403,
    "busy": 503,
    "store-unreadable": 503,
    "unforeseen": 500,
}
"""The status of each refusal that is not 400."""

FAULTS = table(
    *(Fault(code, "request", text) for code, text in _SENTENCES.items()),
    Fault(
        "service-setting",
        "usage",
        Text(
            "{name} kan ikke være «{value}»: se docs/how-to/serve.md for hva den kan være.",
            "{name} cannot be “{value}”: see docs/how-to/serve.md for what it can be.",
        ),
    ),
    Fault(
        "cannot-listen",
        "usage",
        Text(
            "Tjenesten kan ikke svare på {host}:{port} ({reason}). Velg en annen port med --port.",
            "The service cannot answer at {host}:{port} ({reason}). Choose another port with --port.",
        ),
    ),
)
