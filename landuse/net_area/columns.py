"""What the columns of the answer are called, besides those of layers."""

from __future__ import annotations

from landuse.columns import Absent
from landuse.net_area.constraints import ALL, HARD, TAKING
from layers.spec import Column
from layers.text import Text


def constraint_title(name: str) -> Text:
    """Return what the area of a constraint is called: those that take nothing are flags."""
    title = ALL[name].title
    return title if name in HARD else Text(f"Flagg: {title.nb}", f"Flag: {title.en}")


def _number(name: str, nb: str, en: str, unit: str) -> Column:
    return Column(name=name, title=Text(nb, en), kind="number", unit=unit)


COLUMNS = (
    _number("gross_m2", "Brutto", "Gross", "m2"),
    _number("net_m2", "Netto", "Net", "m2"),
    _number("net_most_m2", "Netto, høyst", "Net, at most", "m2"),
    _number("constrained_m2", "Tatt av noe", "Taken by something", "m2"),
    Column(name="unknown_wrt", title=Text("Ukjent på grunn av", "Unknown because of"), lists=TAKING),
    *(Column(name=f"{name}_m2", title=constraint_title(name), kind="number", unit="m2") for name in ALL),
    _number("part_most_m2", "Største sammenhengende del, høyst", "Largest part in one piece, at most", "m2"),
    _number("rectangle_most_m2", "Største rektangel, høyst", "Largest rectangle, at most", "m2"),
    _number("rectangle_most_long_m", "Største rektangel, høyst: lengde", "Largest rectangle, at most: length", "m"),
    _number("rectangle_most_short_m", "Største rektangel, høyst: bredde", "Largest rectangle, at most: width", "m"),
    _number("circle_most_m", "Største sirkel, høyst: diameter", "Largest circle, at most: diameter", "m"),
    _number("road_m", "Til offentlig veg", "To a public road", "m"),
    _number("slope_0_5_share", "Helning under 5 %", "Slope below 5 %", "1"),
    _number("slope_5_10_share", "Helning 5–10 %", "Slope 5–10 %", "1"),
    _number("slope_10_20_share", "Helning 10–20 %", "Slope 10–20 %", "1"),
    _number("slope_20_share", "Helning 20 % og over", "Slope 20 % and above", "1"),
    _number("slope_unknown_share", "Ukjent helning", "Slope unknown", "1"),
)
ABSENT = {"unknown_wrt": Absent(Text("ingenting", "nothing"))}
