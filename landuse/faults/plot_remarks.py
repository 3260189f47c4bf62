"""What the plot stock says of plots: what is odd about their place, their plans, their steps and their buildings."""

from __future__ import annotations

from layers.faults import Fault
from layers.text import Text

PLOT_REMARKS = (
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
            "{role} utenfor alle kommunedeler i laget: {count}. Kolonnen district er brukt der den er fylt ut;"
            " ellers er kommunedelen ukjent.",
            "{role} outside every district of the layer: {count}. The column district is used where it is filled in;"
            " else the district is unknown.",
        ),
    ),
    Fault(
        "across-municipality",
        "remark",
        Text(
            "{role} som går over kommunegrensen, talt med hele arealet: {count}.",
            "{role} across the municipal border, counted with all of their area: {count}.",
        ),
    ),
    Fault(
        "outside-municipality",
        "remark",
        Text(
            "{role} utenfor kommunen: {count}. De er talt: fjern dem fra laget om de ikke skal være med.",
            "{role} outside the municipality: {count}. They are counted: remove them if they should not be.",
        ),
    ),
    Fault(
        "axis-not-found",
        "remark",
        Text(
            "Transportakser (axes) som ikke finnes i laget med {role}: {count}. Avstanden til dem er ukjent.",
            "Transport axes (axes) that are not in the layer of {role}: {count}. The distance to them is unknown.",
        ),
    ),
    Fault(
        "demand-nowhere",
        "remark",
        Text(
            "Behov oppgitt for {role} som ikke finnes, ikke brukt: {count}. Se etter skrivefeil i demand_by_district.",
            "Demand given for {role} that do not exist, not used: {count}. Check the spelling in demand_by_district.",
        ),
    ),
    Fault(
        "demand-below-districts",
        "remark",
        Text(
            "Behovet i hele kommunen ({whole} daa i året) er mindre enn summen av behovet i {count} {role} ({summed}"
            " daa i året): rett ett av dem.",
            "The demand of the whole municipality ({whole} daa a year) is less than the sum of the demand in {count}"
            " {role} ({summed} daa a year): correct one of them.",
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
        "step-doubted",
        "remark",
        Text(
            "{role} der registeret sier ja til et trinn, men kartlag tyder på nei (veg, fare, helning): {count}."
            " Registeret gjelder; se etter om svaret er riktig.",
            "{role} where the register says yes to a step, but layers point to no (road, hazard, slope): {count}."
            " The register holds; check that the answer is right.",
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
        "governing-unknown",
        "remark",
        Text(
            "{role} der det er ukjent hvilken plan som gjelder: {count}.",
            "{role} of which it is unknown which plan governs: {count}.",
        ),
    ),
    Fault(
        "plans-conflict",
        "remark",
        Text(
            "{role} der planer som gjelder, har formål i strid med hverandre: {count}. Den nyeste er lagt til grunn.",
            "{role} where plans in force have purposes that conflict: {count}. The newest is taken to govern.",
        ),
    ),
    Fault(
        "case-open",
        "remark",
        Text(
            "{role} på en reguleringsplan med åpen innsigelse eller klage: {count}. Trinn 4 er «nei» der.",
            "{role} on a zoning plan with an open objection or complaint: {count}. Step 4 is “nei” there.",
        ),
    ),
    Fault(
        "exempt-area",
        "remark",
        Text(
            "{role} på areal som er unntatt planens rettsvirkning: {count}.",
            "{role} on ground that is exempt from the legal force of a plan: {count}.",
        ),
    ),
    Fault(
        "restricted-zone",
        "remark",
        Text(
            "{role} i sone båndlagt for regulering (H710): {count}. De er ikke regnet som avsatt der.",
            "{role} in a zone restricted until regulated (H710): {count}. They are not taken as set aside there.",
        ),
    ),
    Fault(
        "joint-planning-zone",
        "remark",
        Text(
            "{role} i sone med krav om felles planlegging (H810): {count}. Svar på trinn 4 i registeret.",
            "{role} in a zone that requires joint planning (H810): {count}. Answer step 4 in the register.",
        ),
    ),
    Fault(
        "sequence-zone",
        "remark",
        Text(
            "{role} i sone med rekkefølgekrav (H430, H440, H450): {count}. Svar på trinn 5 i registeret.",
            "{role} in a zone with sequence requirements (H430, H440, H450): {count}. Answer step 5 in the register.",
        ),
    ),
    Fault(
        "plan-to-come",
        "remark",
        Text(
            "{role} der en vedtatt plan trer i kraft etter denne datoen: {count}.",
            "{role} where an adopted plan comes into force after this date: {count}.",
        ),
    ),
    Fault(
        "assessment-needed",
        "remark",
        Text(
            "{role} med en privat detaljregulering på ti år eller mer: {count}. Kommunen må se at planen er oppdatert"
            " før den gir tillatelse (pbl. § 12-4).",
            "{role} with a private detailed zoning plan of ten years or more: {count}. The municipality must see that"
            " it is up to date before a permit (PBA § 12-4).",
        ),
    ),
    Fault(
        "utilisation-refused",
        "remark",
        Text(
            "{role} der planen bruker en eldre utnyttingstype, som ikke kan regnes om: {count}. Tillatt areal er"
            " ukjent.",
            "{role} whose plan uses an older type of utilisation that cannot be converted: {count}. What is allowed is"
            " unknown.",
        ),
    ),
    Fault(
        "utilisation-unknown",
        "remark",
        Text(
            "{role} der utnyttingen mangler type eller tall, eller tallet er negativt: {count}. Tillatt areal er"
            " ukjent.",
            "{role} whose utilisation lacks a type or a number, or has a negative one: {count}. What is allowed is"
            " unknown.",
        ),
    ),
    Fault(
        "utilisation-fraction",
        "remark",
        Text(
            "{role} der utnyttingen ikke er hele prosent (TEK17 § 5-4): {count}. Tillatt areal er ukjent.",
            "{role} whose utilisation is not in whole per cent (TEK17 § 5-4): {count}. What is allowed is unknown.",
        ),
    ),
    Fault(
        "utilisation-impossible",
        "remark",
        Text(
            "{role} der bebygd areal er satt til mer enn 100 % av tomta, som er umulig: {count}. Tillatt areal er"
            " ukjent.",
            "{role} whose built area is set to more than 100 % of the plot, which is impossible: {count}. What is"
            " allowed is unknown.",
        ),
    ),
    Fault(
        "utilisation-high",
        "remark",
        Text(
            "{role} der bruksarealet kan være mer enn 100 % av tomta: {count}. Det er mulig i flere etasjer; se etter.",
            "{role} whose floor area may be more than 100 % of the plot: {count}. Several storeys can; have a look.",
        ),
    ),
    Fault(
        "utilisation-doubled",
        "remark",
        Text(
            "{role} der arealformål i kraft ligger over hverandre: {count}. Tillatt areal er ukjent.",
            "{role} where purposes in force lie over each other: {count}. What is allowed is unknown.",
        ),
    ),
    Fault(
        "utilisation-repeated",
        "remark",
        Text(
            "{role} med flere felt i én plan med samme antall kvadratmeter: {count}. Gjelder tallet hvert felt"
            " eller alle til sammen? Tillatt areal er ukjent.",
            "{role} with several fields of one plan that have the same square metres: {count}. Is that for each"
            " field or for all together? What is allowed is unknown.",
        ),
    ),
    Fault(
        "utilisation-exceeded",
        "remark",
        Text(
            "{role} der det er bygd mer enn planen tillater nå: {count}.",
            "{role} with more buildings than the plan allows now: {count}.",
        ),
    ),
    Fault(
        "plot-built",
        "remark",
        Text(
            "{role} som er ledige eller reserverte, men har bygninger eller byggetillatelse: {count}. Se etter i"
            " registeret.",
            "{role} for sale or reserved that have buildings or a building permit: {count}. Check the register.",
        ),
    ),
    Fault(
        "building-estimated",
        "remark",
        Text(
            "{role} med bygninger uten bruksareal, regnet som fotavtrykk ganger etasjer: {count}.",
            "{role} with buildings without floor area, taken as footprint times storeys: {count}.",
        ),
    ),
    Fault(
        "building-unmeasured",
        "remark",
        Text(
            "{role} med bygninger av ukjent størrelse: {count}. Hva som er brukt av tomta, er ukjent.",
            "{role} with buildings of unknown size: {count}. How much of the plot is used is unknown.",
        ),
    ),
    Fault(
        "building-status-unknown",
        "remark",
        Text(
            "{role} med bygninger av ukjent status, regnet som om de står der: {count}.",
            "{role} with buildings of unknown status, taken to be there: {count}.",
        ),
    ),
)
