"""What is odd about a plot: each named, none left out of the count for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.pieces import SLIVER_M2, Pieces
from landuse.plot_stock.places import district_parts
from landuse.plots.purposes import readable
from landuse.plots.register import STEPS
from landuse.plots.remarks import Noted, of_shapes
from landuse.plots.votes import JOINT, RESTRICTED, SEQUENCE, open_cases, purpose_table, zones_named
from landuse.reading import WORDS, answers_of, dates_of, grounds, listed, text_of
from landuse.three_valued import Answer, all_of
from layers.catalogue.readiness import MARKET_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    import geopandas as gpd

    from landuse.governing_plan.facts import PlanArea, Purpose
    from landuse.governing_plan.ground import Ground
    from landuse.governing_plan.record import Outcome, Record
    from landuse.plot_stock.buildings import Used
    from landuse.plot_stock.ladder import Said
    from landuse.plot_stock.planning import PlanGround
    from landuse.plot_stock.utilisation import Allowed
    from landuse.plots.votes import Votes
    from landuse.reading import Answers, Dates


def of_ground(plots: gpd.GeoDataFrame, layers: Mapping[str, gpd.GeoDataFrame], ground: PlanGround) -> Iterator[Noted]:
    """Yield what follows from the outline of each plot and the layers alone, but for what stands on it."""
    districts, municipality = layers.get("districts"), layers.get("municipality")
    yield from of_districts(plots, districts) if districts is not None else ()
    yield from of_municipality(plots, municipality) if municipality is not None else ()
    yield from of_plans(plots, ground.governed)
    yield from of_governing(plots, ground)


def of_building(plots: gpd.GeoDataFrame, may: Allowed, does: Used) -> Iterator[Noted]:
    """Yield what is odd about how much plots may be built on, and about what stands on them."""
    ids = plots["id"].to_numpy(object)
    yield from (Noted(fault, ids[place], said) for fault, place, said in may.faults)
    for measure, most, taken in (("BYA", may.bya_m2, does.bya_m2), ("BRA", may.bra_m2, does.bra_m2)):
        for place in np.flatnonzero((taken - most > SLIVER_M2) & (most > 0)):
            yield Noted("utilisation-exceeded", ids[place], f"{measure}: {taken[place]:.0f} > {most[place]:.0f} m²")
    odd = does.buildings
    kinds = {
        "building-estimated": odd["estimated"],
        "building-unmeasured": odd[["bya_m2", "bra_m2"]].isna().any(axis="columns"),
        "building-status-unknown": odd["counts"] == Answer.UKJENT,
    }
    for remark, mask in kinds.items():
        named = zip(ids[odd.loc[mask, "plot"]], odd.loc[mask, "id"].fillna("?"), strict=True)
        yield from (Noted(remark, name, building) for name, building in named)


def of_register(plots: gpd.GeoDataFrame, said: Said, vacant: Answers, as_of: date) -> Iterator[Noted]:
    """Yield what is odd about what the register says of plots, and about plots beside each other."""
    yield from of_values(plots, as_of)
    yield from of_shapes(plots)
    yield from of_conflicts(plots, said)
    offered = plots["market_status"].isin(["ledig", "reservert"]).to_numpy(bool)
    yield from (Noted("plot-built", name) for name in plots["id"].to_numpy(object)[offered & (vacant == Answer.NEI)])


def of_values(plots: gpd.GeoDataFrame, as_of: date) -> Iterator[Noted]:
    """Yield what cannot be read, or is not known, in the plots' own columns."""
    ids, known = plots["id"].tolist(), set(MARKET_STATUS.codes) - {"ukjent"}
    for name, status in zip(ids, text_of(plots, "market_status").fillna("").tolist(), strict=True):
        if status not in known:
            yield Noted("market-status-unknown", name, status)
    for name, given, use in zip(ids, plots["use_given"].fillna("").tolist(), plots["use"].tolist(), strict=True):
        if given not in {"", use}:
            yield Noted("use-unknown", name, given)
    for column in ("first_date", "end_date"):
        yield from _unreadable(plots, column, dates_of(plots, column))
    for step in STEPS:
        yield from _of_step(plots, step, as_of)


def _unreadable(plots: gpd.GeoDataFrame, column: str, days: Dates) -> Iterator[Noted]:
    for row in np.flatnonzero(np.isnat(days) & text_of(plots, column).notna().to_numpy(bool)):
        yield Noted("date-unreadable", plots["id"].iloc[row], f"{column}={text_of(plots, column).iloc[row]}")


def _of_step(plots: gpd.GeoDataFrame, step: str, as_of: date) -> Iterator[Noted]:
    ids, days, said = plots["id"].to_numpy(object), dates_of(plots, f"{step}_date"), text_of(plots, step)
    yield from _unreadable(plots, f"{step}_date", days)
    unreadable = ((answers_of(plots, step) == Answer.UKJENT) & said.notna() & said.ne("ukjent")).to_numpy(bool)
    for name, answer in zip(ids[unreadable], said[unreadable], strict=True):
        yield Noted("step-unreadable", name, f"{step}={answer}")
    for row in np.flatnonzero(days > np.datetime64(as_of)):
        yield Noted("step-in-future", ids[row], f"{step}_date={days[row]}")


def of_districts(plots: gpd.GeoDataFrame, districts: gpd.GeoDataFrame) -> Iterator[Noted]:
    """Yield the plots that lie across districts, and those that lie in none."""
    parts, ids = district_parts(plots, districts) > SLIVER_M2, plots["id"].to_numpy(object)
    inside, count = parts.to_numpy(bool), parts.sum(axis="columns").to_numpy()
    for row in np.flatnonzero(count > 1):
        yield Noted("across-districts", ids[row], ", ".join(parts.columns[inside[row]]))
    measured = shapely.area(grounds(plots)) > 0
    yield from (Noted("outside-every-district", name) for name in ids[measured & (count == 0)])


def of_municipality(plots: gpd.GeoDataFrame, municipality: gpd.GeoDataFrame) -> Iterator[Noted]:
    """Yield the plots across the municipal border, with the m² that lie beyond it, and those that lie wholly there."""
    pieces = Pieces.of(plots, municipality)
    beyond = pieces.area * (1 - pieces.share(pieces.everything))
    for name, area, outside in zip(plots["id"], pieces.area, beyond, strict=True):
        if outside > SLIVER_M2:
            inside = area - outside > SLIVER_M2
            yield Noted("across-municipality" if inside else "outside-municipality", name, f"{outside:.0f} m²")


def of_plans(plots: gpd.GeoDataFrame, ground: Ground) -> Iterator[Noted]:
    """Yield the plots outside every plan, and those on plans and purposes that do not say what the steps ask."""
    ids, record, units = plots["id"].to_numpy(object), ground.record, ground.tiles.unit
    if record.areas or record.purposes:
        touched = units[[bool(stack.areas or stack.purposes) for stack in ground.stacks]]
        measured = np.flatnonzero(ground.tiles.area > 0)
        yield from (Noted("outside-every-plan", name) for name in ids[np.setdiff1d(measured, touched)])
    areas = {area for area in record.areas if _is_unclear(area)}
    purposes = set(_unclear_purposes(record))
    for unit, stack in zip(units, ground.stacks, strict=True):
        for area in areas.intersection(stack.areas):
            if record.speaks(area, stack) is Answer.JA:
                yield Noted("plan-unclear", ids[unit], area.plan_id or "?")
        yield from (
            Noted("purpose-unclear", ids[unit], each.id or "?") for each in purposes.intersection(stack.purposes)
        )


def _is_unclear(area: PlanArea) -> bool:
    undated = Answer.UKJENT in (area.started, area.adopted)
    return Answer.UKJENT in (area.regulation, area.in_force) or (area.regulation is Answer.JA and undated)


def _unclear_purposes(record: Record) -> Iterator[Purpose]:
    table = purpose_table(record)
    forms = table["utilisation_type"]
    told = readable(table) & (forms.isna() | forms.isin(listed("utnyttingstype"))).to_numpy(bool)
    for purpose, readily in zip(record.purposes, told, strict=True):
        areas = record.areas_of.get(purpose.plan_id, ())
        adopted = all_of(area.adopted for area in areas) if areas else Answer.UKJENT
        if not readily or Answer.UKJENT in (adopted, purpose.ground):
            yield purpose


def of_governing(plots: gpd.GeoDataFrame, ground: PlanGround) -> Iterator[Noted]:
    """Yield what is to be known of the plans that govern plots: doubt between them, conflict, exemption, and zones."""
    ids, governed = plots["id"].to_numpy(object), ground.governed
    wide = shapely.area(governed.tiles.shapes) > SLIVER_M2
    for row in np.flatnonzero(wide):
        name, outcome, votes = ids[governed.tiles.unit[row]], governed.outcomes[row], ground.votes[row]
        verdict = outcome.verdict
        if verdict.reason in _BETWEEN_PLANS:
            yield Noted("governing-unknown", name, verdict.reason)
        if verdict.conflict is Answer.JA:
            plans_there = sorted({each.plan_id or "?" for each in governed.stacks[row].areas})
            yield Noted("plans-conflict", name, ", ".join(plans_there))
        for plan_id in sorted({each.plan_id or "" for each in verdict.possible if not each.is_municipal}):
            cases = open_cases(governed.record, governed.stacks[row], plan_id or None)
            yield from [Noted("case-open", name, f"{plan_id or '?'}: {cases}")] if cases else ()
        if outcome.exempt is Answer.JA:
            yield Noted("exempt-area", name)
        yield from (Noted(code, name, zone) for code, zone in _of_zones(outcome, votes))
        if votes[_REGULATED].coming is not None:
            yield Noted("plan-to-come", name, str(votes[_REGULATED].coming))


def _of_zones(outcome: Outcome, votes: Votes) -> Iterator[tuple[str, str]]:
    """Yield what zones ask for; where plans answer the step already, there is nothing to ask the register about."""
    for code, kind, codes, place in _ASKING:
        if place is None or votes[place].answer is Answer.UKJENT:
            yield from ((code, zone) for zone in zones_named(outcome, kind, *codes))


_REGULATED, _SEQUENCE = 3, 4
# Remarks on zones, which they are, and the step that they ask the register about.
_ASKING = (
    ("restricted-zone", "BåndleggingSone", RESTRICTED, None),
    ("joint-planning-zone", "GjennomføringSone", JOINT, _REGULATED),
    ("sequence-zone", "InfrastrukturSone", SEQUENCE, _SEQUENCE),
)
# Why it is unknown which plan governs, though each of them is clear.
_BETWEEN_PLANS = frozenset(
    {"same-date", "conflict-unknown", "purposes-overlap", "relation-unknown", "relations-contradict"}
)


def of_ages(frame: gpd.GeoDataFrame) -> Iterator[Noted]:
    """Yield the plots whose plan needs an up-to-date assessment, with its age."""
    old = frame[frame["aktualitetsvurdering"] == "ja"]
    for name, years in zip(old["id"], old["plan_age_years"], strict=True):
        yield Noted("assessment-needed", name, f"{years:.0f}")


def of_conflicts(plots: gpd.GeoDataFrame, said: Said) -> Iterator[Noted]:
    """Yield the plots whose own columns say the opposite of the plan layers, which win, or of others, which do not."""
    plans, own = said.by_plans, said.by_register[:, : said.by_plans.shape[1]]
    opposite = (own != plans) & (own != Answer.UKJENT) & (plans != Answer.UKJENT)
    ids = plots["id"].tolist()
    if said.gaps is not None:
        doubted = (said.gaps.answers == Answer.NEI) & (said.by_register == Answer.JA)
        for plot, place in np.argwhere(doubted).tolist():
            yield Noted("step-doubted", ids[plot], f"{STEPS[place]}: {said.gaps.told.evidence[plot, place]}")
    for plot, place in np.argwhere(opposite).tolist():
        detail = f"{STEPS[place]}: plans={WORDS[plans[plot, place]]}, plots={WORDS[own[plot, place]]}"
        yield Noted("step-conflict", ids[plot], detail)
