"""The entry of ``landuse``: choose the command, run it, and turn every fault into one sentence and an exit code.

Exit codes: 0 done, 1 the data or the question cannot be answered, 2 wrong usage, 130 interrupted. Only the chosen
command is imported, so that ``landuse --help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from layers.errors import LayersError
from layers.text import Text
from scripts.command_line import CommandLine, language
from scripts.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from layers.text import Lang

    Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


class Command(NamedTuple):
    """A command: the module that has ``options`` and ``run``, and what it does."""

    module: str
    purpose: Text


COMMANDS = {
    "demo": Command(
        "demo", Text("lag den oppdiktede byen Eksempelvik og regn på den", "make and analyse a made-up town")
    ),
    "new": Command("new", Text("lag et arbeidsområde", "make a workspace")),
    "import": Command("import_layer", Text("ta inn en fil i et lag", "take a file into a layer")),
    "layers": Command(
        "list_layers", Text("vis lagene, og hva som skjedde med dem", "show the layers and their accounts")
    ),
    "fetch": Command("fetch", Text("hent lag fra åpne tjenester", "fetch layers from open services")),
    "drop": Command("drop_part", Text("ta en del ut av et lag", "take a part out of a layer")),
    "codes": Command("codes", Text("vis kodelistene", "show the code lists")),
    "prune": Command("prune", Text("ta bort gamle versjoner", "remove old versions")),
    "register": Command(
        "register", Text("ta tomteregisteret ut som arbeidsbok, og inn igjen", "take the plot register out and back")
    ),
    "run": Command("run_analysis", Text("kjør en analyse", "run an analysis")),
    "compare": Command(
        "compare", Text("vis hva et scenario gjør med svaret", "show what a scenario does to the answer")
    ),
    "explain": Command(
        "explain", Text("vis alt svaret sier om én tomt eller adresse", "show all that is said of one plot or address")
    ),
    "map": Command("draw_map", Text("tegn et lag eller en analyse", "draw a layer or an analysis")),
    "serve": Command("serve", Text("svar på nettet: kartlag og analyser", "answer on the web: layers and analyses")),
}

_OVERVIEW = Text(
    "landuse: hvilke tomter er byggeklare, hva dekker 1000-metersbyen, hva betyr en endring?\n\n"
    "bruk: landuse KOMMANDO …        (landuse KOMMANDO --help sier mer)\n",
    "landuse: which plots are ready to build, what does the 1000-metre city cover, what does a change do?\n\n"
    "usage: landuse COMMAND …        (landuse COMMAND --help says more)\n",
)
_ENDING = Text(
    "\nArbeidsområdet er --workspace D, ellers LANDUSE_WORKSPACE, ellers nærmeste mappe oppover med landuse.toml."
    "\nSpråk: LANDUSE_LANG=nb (standard) eller en.",
    "\nThe workspace is --workspace D, else LANDUSE_WORKSPACE, else the nearest folder upwards with landuse.toml."
    "\nLanguage: LANDUSE_LANG=nb (default) or en.",
)
_UNKNOWN = Text(
    "Kommandoen «{name}» finnes ikke. «landuse --help» viser dem som finnes.",
    "There is no command “{name}”. “landuse --help” shows those there are.",
)
_INTERRUPTED = Text(
    "Avbrutt. Det som var lagret fra før, er som det var.", "Interrupted. What was stored before is as it was."
)
_SYSTEM = Text(
    "Operativsystemet sier nei ({reason}: {file}). Sjekk rettigheter og plass.",
    "The operating system says no ({reason}: {file}). Check permissions and space.",
)
_UNEXPECTED = Text(
    "Noe gikk galt som vi ikke har forutsett ({kind}). Kjør igjen med LANDUSE_DEBUG=1 for detaljer, og meld fra.",
    "Something went wrong that we did not foresee ({kind}). Run again with LANDUSE_DEBUG=1 for details, and tell us.",
)


# A command keeps what it makes until it ends: to look for what may go, each few hundred objects, costs a tenth of it.
_NEW_OBJECTS = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code of the command line `argv` (default: the process's own)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        gc.set_threshold(_NEW_OBJECTS)
    lang = language(os.environ)
    if not os.environ.get("LANDUSE_DEBUG"):
        sys.excepthook = _without_traceback(lang)
    if not words or words[0] in {"-h", "--help"}:
        print(overview(lang))
        return 0
    if words[0] == "--version":
        print(version("landuse"))
        return 0
    if words[0] not in COMMANDS:
        print(_UNKNOWN.say(lang, name=words[0]), file=sys.stderr)
        return 2
    return _run(words[0], words[1:], lang)


def overview(lang: Lang) -> str:
    """Return the text of ``landuse --help``."""
    rows = [f"  {name:<8} {command.purpose.say(lang)}" for name, command in COMMANDS.items()]
    return "\n".join([_OVERVIEW.say(lang), *rows, _ENDING.say(lang)])


def _run(name: str, words: Sequence[str], lang: Lang) -> int:
    try:
        command = import_module(f"scripts.{COMMANDS[name].module}")
        parser = CommandLine(f"landuse {name}", COMMANDS[name].purpose, lang)
        command.options(parser)
        chosen = parser.parse(words)
        command.run(chosen, Session(lang, chosen.workspace))
        sys.stdout.flush()
    except LayersError as fault:
        print(fault.say(lang), file=sys.stderr)
        return fault.exit_code
    except BrokenPipeError:
        # Whoever read the output has had enough; what remains in the buffer must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(_SYSTEM.say(lang, reason=error.strerror, file=error.filename or "–"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_INTERRUPTED.say(lang), file=sys.stderr)
        return 130
    return 0


def _without_traceback(lang: Lang) -> Hook:
    def say(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
        print(_UNEXPECTED.say(lang, kind=kind.__name__), file=sys.stderr)

    return say


if __name__ == "__main__":
    sys.exit(main())
