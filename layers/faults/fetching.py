"""Faults of services that are asked for data, and of what is asked of them."""

from __future__ import annotations

from layers.faults.table import Fault
from layers.text import Text

_SERVICE = {
    "service-unreachable": Text(
        "Fikk ikke kontakt med {host} for å hente {source}. Sjekk nettet, og prøv igjen.",
        "Could not reach {host} to fetch {source}. Check the network, and try again.",
    ),
    "service-slow": Text(
        "{host} brukte for lang tid på å gi {source} (grensen er {seconds} sekunder). Prøv igjen senere.",
        "{host} took too long to give {source} (the limit is {seconds} seconds). Try again later.",
    ),
    "service-busy": Text(
        "{host} er opptatt eller ute av drift og ga ikke {source} (HTTP {status}). Prøv igjen om en stund.",
        "{host} is busy or out of order and did not give {source} (HTTP {status}). Try again in a while.",
    ),
    "service-refused": Text(
        "{host} ville ikke gi {source} (HTTP {status}). Last ned dataene selv, og importer filen.",
        "{host} would not give {source} (HTTP {status}). Download the data yourself, and import the file.",
    ),
    "service-exception": Text(
        "{host} meldte en feil i stedet for å gi {source} ({said}). Prøv igjen senere, eller importer en fil.",
        "{host} reported an error instead of giving {source} ({said}). Try again later, or import a file.",
    ),
    "service-elsewhere": Text(
        "{host} viste videre til {elsewhere} for {source}, og dit går vi ikke. Last ned dataene selv, og importer "
        "filen.",
        "{host} pointed on to {elsewhere} for {source}, and we do not go there. Download the data yourself, and import "
        "the file.",
    ),
    "service-too-much": Text(
        "Svaret på {source} fra {host} er større enn grensen på {limit}. Last ned dataene selv, og importer filen.",
        "The answer to {source} from {host} exceeds the limit of {limit}. Download the data yourself, and import the "
        "file.",
    ),
    "service-other-kind": Text(
        "{host} svarte med noe annet enn data for {source} ({media}). Prøv igjen senere, eller importer en fil.",
        "{host} answered with something else than data for {source} ({media}). Try again later, or import a file.",
    ),
    "service-broken": Text(
        "Svaret på {source} fra {host} er ikke helt eller kan ikke leses. Prøv igjen senere.",
        "The answer to {source} from {host} is not whole or cannot be read. Try again later.",
    ),
    "service-incomplete": Text(
        "{host} ga {came} av {matched} objekter i {source}. Prøv igjen senere.",
        "{host} gave {came} of {matched} features of {source}. Try again later.",
    ),
    "service-repeats": Text(
        "{host} ga samme objekt flere ganger i {source}, så andre kan mangle. Prøv igjen senere.",
        "{host} gave one feature several times in {source}, so others may be missing. Try again later.",
    ),
    "service-other-crs": Text(
        "{host} ga {source} i et annet koordinatsystem enn {crs}, som ble bedt om. Last ned dataene selv, og importer "
        "filen.",
        "{host} gave {source} in another coordinate system than {crs}, which was asked for. Download the data "
        "yourself, and import the file.",
    ),
    "service-no-file": Text(
        "{host} har ingen fil med {source} for kommune {municipality}. Sjekk kommunenummeret, eller importer en fil.",
        "{host} has no file with {source} for municipality {municipality}. Check the number, or import a file.",
    ),
    "service-archive": Text(
        "Den pakkede filen med {source} fra {host} er ikke slik den skal være. Last den ned selv, og se hva den har.",
        "The archive with {source} from {host} is not as it should be. Download it yourself, and see what it holds.",
    ),
    "service-empty": Text(
        "{host} ga ingen objekter i {source} for hele kommunen. Laget er som det var; prøv igjen, eller importer en "
        "fil.",
        "{host} gave no features of {source} for the whole municipality. The layer is as it was; try again, or import "
        "a file.",
    ),
    "sources-failed": Text(
        "{failed} av {asked} kilder kunne ikke hentes: {sources}. Lagene deres er som de var; prøv igjen senere.",
        "{failed} of {asked} sources could not be fetched: {sources}. Their layers are as they were; try again later.",
    ),
    "service-area-unknown": Text(
        "{source} kan ikke hentes uten kommunegrensen. Importer den med «landuse import municipality FIL».",
        "{source} cannot be fetched without the municipality’s boundary. Import it with “landuse import municipality "
        "FILE”.",
    ),
}
_USAGE = {
    "layer-not-fetched": Text(
        "Laget «{layer}» har ingen åpen tjeneste å hentes fra. Importer en fil. Disse kan hentes: {layers}.",
        "The layer “{layer}” has no open service to be fetched from. Import a file. These can be fetched: {layers}.",
    ),
    "municipality-unknown": Text(
        "Hvilken kommune skal lagene hentes for? Oppgi fire sifre, for eksempel --municipality 3407.",
        "Which municipality are the layers to be fetched for? Give four digits, for instance --municipality 3407.",
    ),
    "municipality-other": Text(
        "Arbeidsområdet er for kommune {stored}, ikke {municipality}. Lag et nytt med «landuse new».",
        "The workspace is for municipality {stored}, not {municipality}. Make another with “landuse new”.",
    ),
}

FETCH_FAULTS = (
    *(Fault(code, "service", text) for code, text in _SERVICE.items()),
    *(Fault(code, "usage", text) for code, text in _USAGE.items()),
)
