"""``landuse codes [LIST]``: the code lists with counts, source and date; the codes of one; what the register says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from layers.text import Text
from scripts.columns import aligned

if TYPE_CHECKING:
    from argparse import Namespace

    from layers.codes import Code, CodeList
    from layers.codes.register import Difference, Entry
    from layers.text import Lang
    from scripts.command_line import CommandLine
    from scripts.session import Session

_HEAD = Text("liste koder utgått kildedato tittel", "list codes expired source-date title")
_OF_LIST = Text("{title}. Kilde: {source}, {dated}.", "{title}. Source: {source}, {dated}.")
_SOURCES = Text("Kilder:", "Sources:")
_EXPIRED = Text("utgått", "expired")
_DIFFERS = Text(
    "{list} {code}: her {ours}, i registeret {theirs}", "{list} {code}: here {ours}, in the register {theirs}"
)
_ABSENT = Text("ingenting", "nothing")
_APART = Text(
    "{list}: kan ikke sammenlignes; registeret har ingen slik liste i {place}",
    "{list}: cannot be compared; the register has no such list in {place}",
)
_SAME = Text("{count} lister er som i registeret.", "{count} lists are as in the register.")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("list", Text("bare denne listen, med kodene", "only this list, with its codes"), nargs="?")
    line.option(
        "--check",
        action="store_true",
        text=Text("sammenlign med det nasjonale registeret på nettet", "compare with the national register online"),
    )
    line.option("--json", action="store_true", text=Text("skriv ett JSON-objekt", "print one JSON object"))


def run(chosen: Namespace, session: Session) -> None:
    """Print the lists, or one list's codes, or compare them with the register."""
    chosen_lists = _chosen(chosen.list)
    if chosen.check:
        _check(session, chosen_lists, as_json=chosen.json)
    elif chosen.json:
        whole = [_as_json(listed, whole=chosen.list is not None) for listed in chosen_lists]
        print(json.dumps({"lists": whole}, ensure_ascii=False))
    elif chosen.list:
        _one(session, chosen_lists[0])
    else:
        _overview(session, chosen_lists)


def _chosen(name: str | None) -> tuple[CodeList, ...]:
    from layers.codes import lists
    from layers.errors import UsageFault

    found = tuple(listed for listed in lists().values() if name is None or str(listed.id).casefold() == name.casefold())
    if not found:
        raise UsageFault("code-list-unknown", name=name)
    return found


def _overview(session: Session, chosen: tuple[CodeList, ...]) -> None:
    rows = [[*_counts(listed), listed.title.say(session.lang)] for listed in chosen]
    print(aligned([_HEAD.say(session.lang).split(), *rows], right=frozenset({1, 2})))
    session.say(_SOURCES)
    for source in dict.fromkeys(f"  {listed.dated} {listed.source.say(session.lang)}" for listed in chosen):
        print(source)


def _counts(listed: CodeList) -> list[str]:
    return [str(listed.id), str(len(listed.codes)), str(len(listed.expired)), listed.dated.isoformat()]


def _one(session: Session, listed: CodeList) -> None:
    title, source = listed.title.say(session.lang), listed.source.say(session.lang)
    session.say(_OF_LIST, title=title, source=source, dated=listed.dated)
    print(aligned([[code.code, _name(code, session.lang)] for code in listed.codes.values()]))


def _name(code: Code, lang: Lang) -> str:
    return code.name.say(lang) if code.valid else f"{code.name.say(lang)} ({_EXPIRED.say(lang)})"


def _as_json(listed: CodeList, *, whole: bool) -> dict[str, Any]:
    about: dict[str, Any] = {
        "list": str(listed.id),
        "title": listed.title._asdict(),
        "source": listed.source._asdict(),
        "source_date": listed.dated.isoformat(),
        "count": len(listed.codes),
        "expired": len(listed.expired),
    }
    codes = [code._asdict() | {"name": code.name._asdict()} for code in listed.codes.values()]
    return about | ({"codes": codes} if whole else {})


def _check(session: Session, chosen: tuple[CodeList, ...], *, as_json: bool) -> None:
    """Compare the lists that the register keeps; any difference, or list that cannot be compared, is exit code 1."""
    from layers.codes.register import HOST, PLACES, Register, RegisterFault, differences
    from layers.fetching.net import Net

    kept = [listed for listed in chosen if listed.id in PLACES]
    if not kept:
        raise RegisterFault("code-list-elsewhere", name=chosen[0].id)
    with Net({HOST}) as net:
        register = Register(net)
        said = {listed.id: differences(listed, register.ask(PLACES[listed.id])) for listed in kept}
    apart = [name for name, found in said.items() if found is None]
    found = [each for several in said.values() for each in several or ()]
    if as_json:
        compared = {"compared": len(said) - len(apart), "not_compared": [str(name) for name in apart]}
        print(json.dumps(compared | {"differences": [_difference(each) for each in found]}, ensure_ascii=False))
    else:
        for name in apart:
            session.say(_APART, list=name, place=PLACES[name])
        for each in found:
            _say(session, each)
    if apart or found:
        raise RegisterFault("register-differs", differences=len(found), unasked=len(apart))
    if not as_json:
        session.say(_SAME, count=len(said))


def _difference(difference: Difference) -> dict[str, Any]:
    sides = {"ours": difference.ours, "register": difference.theirs}
    entries = {side: None if entry is None else entry._asdict() for side, entry in sides.items()}
    return {"list": str(difference.id), "code": difference.code, **entries}


def _say(session: Session, difference: Difference) -> None:
    ours, theirs = (_entry(side, session.lang) for side in (difference.ours, difference.theirs))
    session.say(_DIFFERS, list=difference.id, code=difference.code, ours=ours, theirs=theirs)


def _entry(entry: Entry | None, lang: Lang) -> str:
    if entry is None:
        return _ABSENT.say(lang)
    return f"«{entry.name}»" if entry.valid else f"«{entry.name}» ({_EXPIRED.say(lang)})"
