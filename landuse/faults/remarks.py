"""What an answer says of its data: what is left out, unknown, or odd."""

from __future__ import annotations

from layers.faults import Fault
from layers.text import Text

REMARKS = (
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
        "unsafe-crossings",
        "remark",
        Text(
            "{role} som ender i eller krysser en veg med høy fart uten kryssing, stengt der: {count}.",
            "{role} that end on or cross a fast road without a crossing, closed there: {count}.",
        ),
    ),
    Fault(
        "heights-missing",
        "remark",
        Text(
            "Meter i nettet med ukjent høyde, regnet som flate: {count}. Der kan tiden være lengre enn svaret sier.",
            "Metres of the network of unknown height, taken as level: {count}. There, it may take longer than is said.",
        ),
    ),
    Fault(
        "residents-spread",
        "remark",
        Text(
            "Innbyggerne i rutene er fordelt på boligadresser: {count}. Det er til summer, ikke til enkeltadresser.",
            "The residents of cells are spread over addresses with dwellings: {count}. Good for sums only.",
        ),
    ),
    Fault(
        "residents-unplaced",
        "remark",
        Text(
            "{role} med innbyggere, men uten boligadresse, regnet hele etter midtpunktet: {count}.",
            "{role} with residents but no address with a dwelling, counted whole by their centroids: {count}.",
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
    Fault(
        "kind-not-found",
        "remark",
        Text(
            "Lagene har ingen {role}: hvor langt det er dit, er ukjent for alle.",
            "The layers have no {role}: how far it is there is unknown for everyone.",
        ),
    ),
    Fault(
        "kind-unclear",
        "remark",
        Text(
            "{role} av ukjent slag: {count}. Der bare de er nære nok, er svaret ukjent: rett slaget i laget.",
            "{role} of an unknown kind: {count}. Where only they are near enough, the answer is unknown: correct the"
            " layer.",
        ),
    ),
)
