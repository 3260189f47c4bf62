"""The command line's grammar, in Norwegian or English."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from layers.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layers.text import Lang

_NOT_UNDERSTOOD = Text(
    "Kommandoen er ikke til å forstå: {message}. «{program} --help» viser hvordan.",
    "The command cannot be understood: {message}. “{program} --help” shows how.",
)
# What argparse says in English, and how we say it.
_COMPLAINTS: tuple[tuple[str, Text], ...] = (
    (r"the following arguments are required: (?P<what>.*)", Text("{what} mangler", "{what} is missing")),
    (r"unrecognized arguments: (?P<what>.*)", Text("«{what}» er ukjent her", "“{what}” is unknown here")),
    (r"argument (?P<what>\S+): expected .*", Text("{what} trenger en verdi", "{what} needs a value")),
    (r"argument (?P<what>\S+): ignored explicit argument .*", Text("{what} tar ingen verdi", "{what} takes no value")),
    (r"argument (?P<what>\S+): (?P<why>.*)", Text("{what}: {why}", "{what}: {why}")),
)
_HEADINGS = {"what": Text("hva", "what"), "options": Text("valg", "options")}
_USAGE = Text("bruk: ", "usage: ")
_HELP = Text("vis denne hjelpen", "show this help")
_WORKSPACE = Text("mappen med landuse.toml", "the folder with landuse.toml")


def language(environment: Mapping[str, str]) -> Lang:
    """Return the language that ``LANDUSE_LANG`` asks for; bokmål if it asks for none that we have."""
    asked = environment.get("LANDUSE_LANG", "")[:2].lower()
    return next((lang for lang in LANGUAGES if lang == asked), "nb")


class CommandLine:
    """The arguments of one command; every command also has ``--workspace`` and ``--help``."""

    def __init__(self, program: str, purpose: Text, lang: Lang) -> None:
        self._lang = lang
        self._parser = _Parser(program, purpose, lang)
        self._what = self._parser.add_argument_group(_HEADINGS["what"].say(lang))
        self._options = self._parser.add_argument_group(_HEADINGS["options"].say(lang))

    def argument(self, name: str, text: Text, **more: Any) -> None:  # noqa: ANN401 - what argparse takes
        """Add a positional argument."""
        self._what.add_argument(name, metavar=name.upper(), help=text.say(self._lang), **more)

    def option(self, *names: str, text: Text, **more: Any) -> None:  # noqa: ANN401 - the same
        """Add an option."""
        self._options.add_argument(*names, help=text.say(self._lang), **more)

    def note(self, text: Callable[[], Text]) -> None:
        """Add a paragraph at the end of the help, made when the help is asked for."""
        self._parser.note = text

    @property
    def lang(self) -> Lang:
        """The language of the help."""
        return self._lang

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """Return the chosen values; exits with 2 and one sentence if `words` are not understood."""
        self.option("--workspace", metavar="D", text=_WORKSPACE)
        self._options.add_argument("-h", "--help", action="help", help=_HELP.say(self._lang))
        return self._parser.parse_args(words)


class _Parser(argparse.ArgumentParser):
    note: Callable[[], Text] | None = None

    def __init__(self, program: str, purpose: Text, lang: Lang) -> None:
        self.lang = lang
        super().__init__(
            prog=program,
            description=purpose.say(lang).capitalize() + ".",
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def format_help(self) -> str:
        if self.note:
            self.epilog = self.note().say(self.lang)
        return super().format_help().replace("usage: ", _USAGE.say(self.lang), 1)

    def error(self, message: str) -> NoReturn:
        said = _NOT_UNDERSTOOD.say(self.lang, message=complaint(message, self.lang), program=self.prog)
        print(said, file=sys.stderr)
        raise SystemExit(2)


def complaint(message: str, lang: Lang) -> str:
    """Return argparse's `message` in the user's language.

    >>> complaint("argument --set: expected one argument", "nb")
    '--set trenger en verdi'
    """
    found = ((re.fullmatch(pattern, message), text) for pattern, text in _COMPLAINTS)
    return next((text.say(lang, **match.groupdict()) for match, text in found if match), message)
