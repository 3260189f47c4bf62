"""What became of every feature of a file, said on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.intake import Issue
    from layers.manifest import Manifest, Part
    from layers.text import Lang
    from scripts.session import Session

_ACCOUNT = Text(
    "{layer} · {part}: lest {read} = tatt inn {imported} + i karantene {quarantined} + andre {other}",
    "{layer} · {part}: read {read} = imported {imported} + in quarantine {quarantined} + other {other}",
)
_OTHER = Text("  andre: {types}", "  other: {types}")
_MORE = Text("(og {count} slike til)", "(and {count} more of these)")
_VERSION = Text(
    "{layer} er nå versjon {version} med {count} rader.", "{layer} is now version {version} with {count} rows."
)
_VERSION_OF_CELLS = Text(
    "{layer} er nå versjon {version} med {count} ruter.", "{layer} is now version {version} with {count} cells."
)
_CELLS = Text(
    "  {columns} × {rows} ruter på {width:g} × {height:g} m, fra {minimum:.0f} til {maximum:.0f} m",
    "  {columns} × {rows} cells of {width:g} × {height:g} m, from {minimum:.0f} to {maximum:.0f} m",
)
_QUARANTINE = Text(
    "Se hva som er i karantene: landuse layers {layer} --issues",
    "See what is in quarantine: landuse layers {layer} --issues",
)


def say_version(session: Session, manifest: Manifest) -> None:
    """Say which version the layer is now, and where to see what it left out."""
    said = _VERSION_OF_CELLS if manifest.parts[0].raster else _VERSION
    session.say(said, layer=manifest.layer, version=manifest.version, count=manifest.count)
    if any(part.accounting.quarantined for part in manifest.parts):
        session.say(_QUARANTINE, layer=manifest.layer)


def say_part(session: Session, layer: str, part: Part, *, every: bool = False) -> None:
    """Say the account of one part: where its features went, and the remarks (the first of each kind unless `every`)."""
    account = part.accounting
    session.say(
        _ACCOUNT,
        layer=layer,
        part=part.name,
        read=account.read,
        imported=account.imported,
        quarantined=account.quarantined,
        other=sum(account.other.values()),
    )
    if account.other:
        types = ", ".join(f"{name} {count}" for name, count in sorted(account.other.items()))
        session.say(_OTHER, types=types)
    if part.raster:
        grid, least, most = part.raster.grid, part.raster.minimum, part.raster.maximum
        sides = {"columns": grid.columns, "rows": grid.rows, "width": grid.width, "height": grid.height}
        session.say(_CELLS, **sides, minimum=least, maximum=most)
    remarks = [sentence(issue, session.lang) for issue in account.issues] if every else _kinds(part, session.lang)
    for remark in remarks:
        print(f"  {remark}")


def sentence(issue: Issue, lang: Lang) -> str:
    """Return the remark as a sentence, after the id of the feature it is about."""
    from layers.faults import FAULTS

    said = FAULTS[issue.code].text.say(lang, **issue.details)
    return f"{issue.id}: {said}" if issue.id else said


def _kinds(part: Part, lang: Lang) -> list[str]:
    """Return the first remark of each kind, and how many more there are."""
    first: dict[str, Issue] = {}
    for issue in part.accounting.issues:
        first.setdefault(issue.code, issue)
    return [_first_of(issue, part.issues[code], lang) for code, issue in first.items()]


def of_given(read: Mapping[str, Any], lang: Lang) -> list[str]:
    """Return what an import would have said of a file given for one question, from what the evidence tells of it."""
    from layers.intake import Issue

    told = read.get("issues", {}).items()
    return [_first_of(Issue(code, read["input"], found["first"]), found["count"], lang) for code, found in told]


def _first_of(issue: Issue, count: int, lang: Lang) -> str:
    more = f" {_MORE.say(lang, count=count - 1)}" if count > 1 else ""
    return sentence(issue, lang) + more
