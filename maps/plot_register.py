"""What the register says of each plot beside the answer: who owns it, and the date and source of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from landuse.plot_stock import STEPS
from layers.catalogue import spec
from layers.codes import ListId, names
from layers.text import Text
from maps.content import Field
from maps.words import words_of
from maps.writing import UNKNOWN, exact, verbatim

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_PLOTS = spec("business-plots")
_COLUMNS = ("owner_class", "preceded_by", "first_date")
_PLANS, _BOTH = "plans", "both"

REGISTER_FIELDS = tuple(
    Field(name, _PLOTS.column(name).title, words=words_of(_PLOTS.column(name))) for name in _COLUMNS
)


def with_register(frame: GeoDataFrame, register: GeoDataFrame | None) -> GeoDataFrame:
    """Return the frame of a plot stock with the register's columns, and the date and source of every step.

    An answer that the plan layers gave has the register's date and source only where the register answers the same.
    """
    if register is None:
        return frame
    own = register.drop_duplicates("id").set_index("id").reindex(frame["id"]).set_axis(frame.index)
    of_steps = {name: column for step in STEPS for name, column in _step(frame, own, step).items()}
    return frame.assign(**{name: own[name] for name in _COLUMNS if name in own}, **of_steps)


def _step(frame: GeoDataFrame, own: pd.DataFrame, step: str) -> dict[str, pd.Series]:
    empty = pd.Series(None, frame.index, dtype=object)
    answer, day, source = (own.get(name, empty) for name in (step, f"{step}_date", f"{step}_source"))
    who = frame[f"{step}_source"]
    agrees = answer.eq(frame[step]).fillna(value=False).astype(bool) & who.ne("")
    told = [_said(given, same=same, source=exact(text)) for given, same, text in zip(who, agrees, source, strict=True)]
    return {f"{step}_date": day.where(agrees), f"{step}_source": pd.Series(told, frame.index, dtype=object)}


def _said(given: str, *, same: bool, source: object) -> str:
    """Return who answered, in one text: ``plans``, ``plots`` or ``both``, a colon, and what the register names."""
    who = _BOTH if same and given == _PLANS else given
    return f"{who}:{source or ''}" if same else f"{who}:"


_WHO = {
    **names((ListId("plot-stock", "step_source"),)),
    _BOTH: Text("Planlagene og registeret", "The plan layers and the register"),
    "": UNKNOWN,
}


def source_words(said: str) -> Text:
    """Return who answered a step, in words.

    >>> source_words("both:Planregisteret").nb, source_words("plans:").en
    ('Planlagene og registeret (Planregisteret)', 'The plan layers')
    """
    who, _, named = said.partition(":")
    words = _WHO[who]
    return verbatim(f"{words.nb} ({named})", f"{words.en} ({named})") if named else words
