"""Land-use plans after the Planning and Building Act: areas, purposes, zones, lines and heights."""

from __future__ import annotations

from layers.catalogue import codes
from layers.catalogue.columns import MUNICIPALITY, NAME, PLAN_ID, UTILISATION, required
from layers.catalogue.sources import MUNICIPAL
from layers.spec import Column, LayerSpec
from layers.text import Text

_LAW = Column(name="law", title=Text("Plan- og bygningslov", "Planning act"), kind="code", codes=("2008", "1985"))


def _object_type(types: tuple[str, ...]) -> Column:
    """Return the column that says which of the feature `types` a row is; no row can be read without it."""
    title = Text("Objekttype", "Feature type")
    return Column(name="object_type", title=title, kind="code", codes=types, required=True)


PLANS = (
    LayerSpec(
        id="plans",
        title=Text("Planer", "Plans"),
        description=Text(
            "Planområdene til kommuneplaner og reguleringsplaner, med type, status og ikraftdato.",
            "The areas of municipal and zoning plans, with type, status and the date they came into force.",
        ),
        geometry="polygon",
        columns=(
            MUNICIPALITY,
            PLAN_ID,
            Column(name="plan_type", title=Text("Plantype", "Type of plan"), kind="code", codes=tuple(codes.PLAN_TYPE)),
            Column(
                name="plan_status",
                title=Text("Planstatus", "Plan status"),
                kind="code",
                codes=tuple(codes.PLAN_STATUS),
            ),
            Column(name="in_force_date", title=Text("Ikraft fra", "In force from"), kind="date"),
            _LAW,
            Column(name="private_initiative", title=Text("Privat forslag", "Private initiative"), kind="boolean"),
        ),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="plan-relations",
        title=Text("Planforhold", "Plan relations"),
        description=Text(
            "Hvilke planer som endrer, overstyrer, arver fra eller erstatter andre.",
            "Which plans change, override, inherit from or replace others.",
        ),
        geometry="none",
        columns=(
            required(PLAN_ID),
            Column(name="related_plan_id", title=Text("Plan-ID, annen plan", "Other plan's identifier"), required=True),
            Column(
                name="relation",
                title=Text("Planforhold", "Relation"),
                kind="code",
                codes=tuple(codes.PLAN_RELATION),
                required=True,
            ),
        ),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="plan-purposes",
        title=Text("Arealformål", "Plan purposes"),
        description=Text(
            "Hva planene sier at hvert område skal brukes til, og hvor tett det kan bygges.",
            "What the plans say each area is to be used for, and how densely it may be built.",
        ),
        geometry="polygon",
        columns=(
            PLAN_ID,
            _object_type(tuple(codes.PURPOSES)),
            required(_LAW),
            Column(
                name="level",
                title=Text("Plannivå", "Level of plan"),
                kind="code",
                codes=("kommuneplan", "reguleringsplan"),
                required=True,
            ),
            Column(
                name="purpose_code",
                title=Text("Formålskode", "Purpose code"),
                kind="code",
                codes=codes.union(codes.PURPOSES),
                required=True,
            ),
            Column(
                name="land_status",
                title=Text("Arealbruksstatus", "Status of land use"),
                kind="code",
                codes=tuple(codes.LAND_STATUS),
            ),
            *UTILISATION,
            Column(
                name="vertical_level",
                title=Text("Vertikalnivå", "Vertical level"),
                kind="code",
                codes=tuple(codes.VERTICAL_LEVEL),
            ),
            NAME,
        ),
        disjoint_within=("plan_id", "vertical_level"),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="plan-zones",
        title=Text("Hensynssoner", "Plan zones"),
        description=Text(
            "Hensynssoner og bestemmelsesområder: fare, støy, sikring, bevaring, krav om felles planlegging og annet.",
            "Zones of special consideration and provision areas: hazard, noise, protection, joint planning and more.",
        ),
        geometry="polygon",
        columns=(
            PLAN_ID,
            _object_type(tuple(codes.ZONES)),
            # Not required: in quarantine a zone with a garbled code would make the land beneath it look free.
            Column(name="zone_code", title=Text("Sonekode", "Zone code"), kind="code", codes=codes.union(codes.ZONES)),
            NAME,
        ),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="plan-lines",
        title=Text("Planlinjer", "Plan lines"),
        description=Text(
            "Juridiske linjer og samferdselslinjer i planene, som byggegrenser, tomtegrenser og gang- og sykkelveger.",
            "Legal lines and transport lines of the plans, such as building lines, plot lines and cycle tracks.",
        ),
        geometry="line",
        columns=(
            PLAN_ID,
            _object_type(tuple(codes.LINES)),
            Column(
                name="line_code",
                title=Text("Linjekode", "Line code"),
                kind="code",
                codes=codes.union(codes.LINES),
                required=True,
            ),
        ),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="regulated-heights",
        title=Text("Regulerte høyder", "Regulated heights"),
        description=Text(
            "Største høyde planene tillater, med høydegrunnlaget tallet gjelder for.",
            "The greatest height the plans allow, with the datum it refers to.",
        ),
        geometry="any",
        columns=(
            PLAN_ID,
            _object_type(codes.HEIGHTS),
            Column(name="height_m", title=Text("Regulert høyde", "Height"), kind="number", unit="m", required=True),
            # Not required: a height without its datum is known within some decimetres, and must say so.
            Column(
                name="height_datum",
                title=Text("Høydegrunnlag", "Height datum"),
                kind="code",
                codes=("NN2000", "NN1954"),
            ),
        ),
        **MUNICIPAL,
    ),
)
