"""What a plot register says of a plot: who may have it, and how far it has come towards being ready to build.

The steps are the ladder of readiness: cumulative conditions from land set aside in a plan (1) to a plot for sale (8).
Each is answered ``ja``, ``nei`` or ``ukjent`` with a date and a source; null means the same as ``ukjent``.
"""

from __future__ import annotations

from itertools import chain

from layers.catalogue.columns import OWNER_CLASS
from layers.codes import ANY, ListId
from layers.spec import Column
from layers.text import Text

STEP_TITLES = (
    Text("Avsatt i plan", "Set aside in a plan"),
    Text("Minst under regulering", "Regulation at least started"),
    Text("Minst vedtatt", "At least adopted"),
    Text("Regulert", "Regulated"),
    Text("Rekkefølgekrav oppfylt", "Sequence requirements met"),
    Text("Teknisk klar", "Serviced"),
    Text("Opparbeidet", "Prepared"),
    Text("Salgsklar", "Ready for sale"),
)


def _step(number: int, title: Text) -> tuple[Column, ...]:
    """Return the answer of step `number`, its date and source, who assessed it (an office), and what shows it."""
    nb, en = f"Trinn {number}: {title.nb}", f"Step {number}: {title.en}"
    return (
        Column(name=f"step_{number}", title=Text(nb, en), kind="code", lists=(ListId(ANY, "answer"),)),
        Column(name=f"step_{number}_date", title=Text(f"{nb} (dato)", f"{en} (date)"), kind="date"),
        Column(name=f"step_{number}_source", title=Text(f"{nb} (kilde)", f"{en} (source)")),
        Column(name=f"step_{number}_assessor", title=Text(f"{nb} (vurdert av, kontor)", f"{en} (assessed by, office)")),
        Column(name=f"step_{number}_evidence", title=Text(f"{nb} (dokumentasjon)", f"{en} (evidence)")),
    )


STEPS = tuple(chain.from_iterable(_step(number, title) for number, title in enumerate(STEP_TITLES, start=1)))
MARKET_STATUS = Column(
    name="market_status",
    title=Text("Markedsstatus", "Market status"),
    kind="code",
    lists=(ListId(ANY, "market_status"),),
)
PUBLIC = Column(name="public", title=Text("Kan vises offentlig", "May be shown to the public"), kind="boolean")
AVAILABILITY = (MARKET_STATUS, OWNER_CLASS, PUBLIC)
