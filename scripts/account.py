"""What became of every feature of a file, said on standard output."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.intake import Accounting, Issue
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
_REPLACED = Text(
    "Delen {part} av {layer} er byttet ut: før {count} rader fra «{source}», nå {new_count} fra «{new}». Oppgi --part "
    "for å beholde begge.",
    "The part {part} of {layer} was replaced: before {count} rows from “{source}”, now {new_count} from “{new}”. Give "
    "--part to keep both.",
)
_REMARK = Text("{source}: {remark}", "{source}: {remark}")
_ENTERED = Text(
    "Det som var ført inn i delen fra registeret, er ikke med lenger: det står i den forrige versjonen (--as-of).",
    "What was entered in the part from the register is there no longer: it is in the former version (--as-of).",
)
_GONE = Text(
    "Delen {part} av {layer} er tatt ut (--replace-all): {count} rader fra «{source}».",
    "The part {part} of {layer} was taken out (--replace-all): {count} rows from “{source}”.",
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
    issues = account.issues
    for remark in [sentence(issue, session.lang) for issue in issues] if every else kinds(issues, session.lang):
        print(f"  {remark}")


def tell_remarks(session: Session, account: Accounting) -> None:
    """Say on standard error what there is to remark on a file that was read for this question only."""
    for remark in kinds(account.issues, session.lang):
        session.tell(_REMARK, source=account.source, remark=remark)


def sentence(issue: Issue, lang: Lang) -> str:
    """Return the remark as a sentence, after the id of the feature it is about."""
    from layers.faults import FAULTS

    said = FAULTS[issue.code].text.say(lang, **issue.details)
    return f"{issue.id}: {said}" if issue.id else said


def kinds(issues: Sequence[Issue], lang: Lang) -> list[str]:
    """Return the first remark of each kind, and how many more there are."""
    counts = Counter(issue.code for issue in issues)
    first = {issue.code: issue for issue in reversed(issues)}
    more = {code: f" {_MORE.say(lang, count=count - 1)}" if count > 1 else "" for code, count in counts.items()}
    return [sentence(first[code], lang) + more[code] for code in counts]


def say_replaced(session: Session, former: Sequence[Part], manifest: Manifest) -> None:
    """Say on standard error which of the `former` parts hold something else now, or are gone."""
    now = {part.name: part for part in manifest.parts}
    for part in former:
        new = now.get(part.name)
        was = {"part": part.name, "layer": manifest.layer, "source": part.accounting.source, "count": part.count}
        if new is None:
            session.tell(_GONE, **was)
        elif new.sha256 != part.sha256 or new.accounting.source != part.accounting.source:
            session.tell(_REPLACED, **was, new=new.accounting.source, new_count=new.count)
            if "register-amended" in part.issues:
                session.tell(_ENTERED)
