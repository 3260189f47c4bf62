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
        "features-in-quarantine",
        "remark",
        Text(
            "Objekter i laget {layer} som ikke kunne tas inn (karantene), og ikke er med: {count}. «landuse layers"
            " {layer} --issues» sier hvilke og hvorfor.",
            "Features of the layer {layer} that could not be taken in (quarantine), and are not counted: {count}."
            " “landuse layers {layer} --issues” says which and why.",
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
    Fault(
        "link-apart",
        "remark",
        Text(
            "{role} med en ende for langt fra nettet, ikke regnet på: {count}.",
            "{role} with an end too far from the network, not computed: {count}.",
        ),
    ),
    Fault(
        "crossing-unlisted",
        "remark",
        Text(
            "{role} over en barriere der laget crossings ikke har noen kryssing: {count}. De er regnet som åpne.",
            "{role} that pass a barrier where the layer crossings has no crossing: {count}. They are taken as open.",
        ),
    ),
    Fault(
        "crossing-without-edge",
        "remark",
        Text(
            "{role} ved en barriere der ingen lenke i nettet går over: {count}.",
            "{role} at a barrier where no edge of the network passes: {count}.",
        ),
    ),
)
