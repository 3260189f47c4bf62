"""Land-use plans after the Planning and Building Act: areas, purposes, zones, lines and heights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.catalogue.columns import MUNICIPALITY, NAME, PLAN_ID, UTILISATION, required
from layers.catalogue.sources import MUNICIPAL
from layers.codes import ANY, ListId
from layers.spec import Column, LayerSpec
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

# The attribute of each feature type that has its code. Provision areas have a name («#1») and no code.
PURPOSES: Mapping[str, str] = {
    "KpArealformålOmråde": "arealformål",
    "RpArealformålOmråde": "arealformål",
    "KpArealbrukOmråde": "arealbruk",
    "RbFormålOmråde": "reguleringsformål",
}
# The kinds of hensynssone (pbl § 11-8), of municipal plans (Kp) and of zoning plans (Rp).
_ZONE_KINDS = {
    "SikringSone": "sikring",
    "StøySone": "støy",
    "FareSone": "fare",
    "InfrastrukturSone": "infrastruktur",
    "AngittHensynSone": "angittHensyn",
    "BåndleggingSone": "båndlegging",
    "GjennomføringSone": "gjennomføring",
    "DetaljeringSone": "detaljering",
}
ZONES: Mapping[str, str] = {
    **{level + kind: attribute for level in ("Kp", "Rp") for kind, attribute in _ZONE_KINDS.items()},
    "KpRestriksjonOmråde": "arealbruksrestriksjoner",
    "KpRetningslinjeOmråde": "arealbruksretningslinjer",
    "RbRestriksjonOmråde": "reguleringsformål",
    "RbFareOmråde": "reguleringsformål",
    "RbBevaringOmråde": "reguleringsformål",
    "RbFornyelseOmråde": "reguleringsformål",
    "RbRekkefølgeOmråde": "reguleringsformål",
}
LINES: Mapping[str, str] = {
    "KpJuridiskLinje": "juridisklinje",
    "KpSamferdselLinje": "samferdselslinje",
    "KpInfrastrukturLinje": "infrastruktur",
    "RpJuridiskLinje": "juridisklinje",
}

_LAW = Column(name="law", title=Text("Plan- og bygningslov", "Planning act"), kind="code", lists=(ListId(ANY, "law"),))


def _object_type(layer: str) -> Column:
    """Return the column that says which of the layer's feature types a row is; no row can be read without it."""
    title = Text("Objekttype", "Feature type")
    return Column(name="object_type", title=title, kind="code", lists=(ListId(layer, "object_type"),), required=True)


def _code(name: str, title: Text, attributes: Mapping[str, str], *, required: bool) -> Column:
    """Return the column of codes whose list depends on the feature type."""
    lists = tuple(ListId(*each) for each in attributes.items())
    return Column(name=name, title=title, kind="code", lists=lists, listed_by="object_type", required=required)


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
            Column(
                name="plan_type", title=Text("Plantype", "Type of plan"), kind="code", lists=(ListId(ANY, "plantype"),)
            ),
            Column(
                name="plan_status",
                title=Text("Planstatus", "Plan status"),
                kind="code",
                lists=(ListId(ANY, "planstatus"),),
            ),
            Column(name="in_force_date", title=Text("Ikraft fra", "In force from"), kind="date"),
            _LAW,
            Column(name="private_initiative", title=Text("Privat forslag", "Private initiative"), kind="boolean"),
            Column(name="open_objection", title=Text("Ubehandlet innsigelse", "Open objection"), kind="boolean"),
            Column(name="open_complaint", title=Text("Ubehandlet klage", "Open complaint"), kind="boolean"),
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
                lists=(ListId(ANY, "planforhold"),),
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
            _object_type("plan-purposes"),
            required(_LAW),
            Column(
                name="level",
                title=Text("Plannivå", "Level of plan"),
                kind="code",
                lists=(ListId("plan-purposes", "level"),),
                required=True,
            ),
            _code("purpose_code", Text("Formålskode", "Purpose code"), PURPOSES, required=True),
            Column(
                name="land_status",
                title=Text("Arealbruksstatus", "Status of land use"),
                kind="code",
                lists=(ListId(ANY, "arealbruksstatus"),),
            ),
            *UTILISATION,
            Column(
                name="vertical_level",
                title=Text("Vertikalnivå", "Vertical level"),
                kind="code",
                lists=(ListId(ANY, "vertikalnivå"),),
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
            _object_type("plan-zones"),
            # Not required: in quarantine a zone with a garbled code would make the land beneath it look free.
            _code("zone_code", Text("Sonekode", "Zone code"), ZONES, required=False),
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
            _object_type("plan-lines"),
            _code("line_code", Text("Linjekode", "Line code"), LINES, required=True),
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
            _object_type("regulated-heights"),
            Column(name="height_m", title=Text("Regulert høyde", "Height"), kind="number", unit="m", required=True),
            # Not required: a height without its datum is known within some decimetres, and must say so.
            Column(
                name="height_datum",
                title=Text("Høydegrunnlag", "Height datum"),
                kind="code",
                lists=(ListId("regulated-heights", "height_datum"),),
            ),
        ),
        **MUNICIPAL,
    ),
)
