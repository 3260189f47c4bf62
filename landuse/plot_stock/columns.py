"""What the columns of the answer are called, besides those of layers."""

from __future__ import annotations

from landuse.columns import ANSWER, Absent
from landuse.net_area.constraints import TAKING
from layers.codes import ListId
from layers.spec import Column
from layers.text import Text

COLUMNS = (
    Column(
        name="inside_byvekstgrense",
        title=Text("Innenfor byvekstgrensen", "Inside the growth boundary"),
        kind="code",
        lists=ANSWER,
    ),
    Column(
        name="in_densification_zone",
        title=Text("I fortettingssone", "In a densification zone"),
        kind="code",
        lists=ANSWER,
    ),
    Column(
        name="within_1000_m",
        title=Text("I gangavstand til sentrum", "In walking distance of the centre"),
        kind="code",
        lists=ANSWER,
    ),
    Column(
        name="near_cycle_network",
        title=Text("Nær hovednett for sykkel", "Near the main cycle network"),
        kind="code",
        lists=ANSWER,
    ),
    Column(name="size_class", title=Text("Størrelsesklasse", "Size class")),
    Column(name="gross_m2", title=Text("Bruttoareal", "Gross area"), kind="number", unit="m2"),
    Column(name="net_m2", title=Text("Nettoareal", "Net area"), kind="number", unit="m2"),
    Column(name="net_most_m2", title=Text("Nettoareal, høyst", "Net area, at most"), kind="number", unit="m2"),
    Column(
        name="net_unknown_wrt",
        title=Text("Nettoareal ukjent på grunn av", "Net area unknown because of"),
        lists=TAKING,
    ),
    Column(name="road_m", title=Text("Til offentlig veg", "To a public road"), kind="number", unit="m"),
    Column(name="power_m", title=Text("Til kraftnett", "To the power grid"), kind="number", unit="m"),
    Column(name="stage", title=Text("Trinn, sikkert", "Stage, certain"), kind="integer"),
    Column(name="stage_best", title=Text("Trinn, i beste fall", "Stage, at best"), kind="integer"),
    Column(name="missing", title=Text("Mangler", "Lacks")),
    Column(name="ready_date", title=Text("Planlagt klar", "Planned to be ready"), kind="date"),
    Column(
        name="zoned",
        title=Text("Reguleringsplan gjelder på det meste", "A zoning plan governs most of it"),
        kind="code",
        lists=ANSWER,
    ),
    Column(name="plan_age_years", title=Text("Planens alder i år", "Age of the plan in years"), kind="integer"),
    Column(
        name="aktualitetsvurdering",
        title=Text("Trenger aktualitetsvurdering", "Needs an up-to-date assessment"),
        kind="code",
        lists=ANSWER,
    ),
    Column(
        name="axis_m",
        title=Text("Til nærmeste transportakse, i luftlinje", "To the nearest transport axis, in a straight line"),
        kind="number",
        unit="m",
    ),
    *(
        Column(
            name=f"within_axis_{metres}_m",
            title=Text(f"Innen {metres} m fra en transportakse", f"Within {metres} m of a transport axis"),
            kind="code",
            lists=ANSWER,
        )
        for metres in (1000, 3000, 5000)
    ),
    Column(
        name="purpose",
        title=Text("Formål for bruken", "Purpose for the use"),
        kind="code",
        lists=(ListId("plot-stock", "purpose"),),
    ),
    *(
        Column(name=f"{name}_{measure}_m2", title=Text(f"{nb} {unit}", f"{en} {unit}"), kind="number", unit="m2")
        for name, nb, en in (
            ("allowed", "Tillatt", "Allowed"),
            ("used", "Brukt", "Used"),
            ("remaining", "Ubrukt", "Remaining"),
        )
        for measure, unit in (("bya", "BYA"), ("bra", "BRA"))
    ),
    Column(name="vacant", title=Text("Ubebygd", "Not built on"), kind="code", lists=ANSWER),
)
ABSENT = {
    "ready_date": Absent(Text("ingenting mangler", "nothing is missing"), "missing", ""),
    "plan_age_years": Absent(Text("gjelder ikke", "does not apply"), "zoned", "nei"),
    "net_unknown_wrt": Absent(Text("ingenting", "nothing")),
}
