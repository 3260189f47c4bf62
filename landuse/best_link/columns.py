"""What the columns of the answer are called, besides those of layers."""

from __future__ import annotations

from layers.codes import ListId
from layers.spec import Column
from layers.text import Text

COLUMNS = (
    Column(name="name", title=Text("Navn", "Name")),
    Column(name="rank", title=Text("Rang", "Rank"), kind="integer", unit="1"),
    Column(name="status", title=Text("Nytte", "Use"), kind="code", lists=(ListId("best-link", "status"),)),
    *(
        Column(name=name, title=title, kind="number", unit="1")
        for name, title in (
            ("residents_gained", Text("Flere innbyggere innen rekkevidde", "More residents within reach")),
            ("dwellings_gained", Text("Flere boliger innen rekkevidde", "More dwellings within reach")),
            ("addresses_gained", Text("Flere adresser innen rekkevidde", "More addresses within reach")),
            ("residents_per_m", Text("Innbyggere for hver meter", "Residents for each metre")),
            ("dwellings_per_m", Text("Boliger for hver meter", "Dwellings for each metre")),
            ("addresses_per_m", Text("Adresser for hver meter", "Addresses for each metre")),
        )
    ),
    Column(name="places_gained", title=Text("Flere steder", "More places"), kind="integer", unit="1"),
    Column(
        name="unknown_gained",
        title=Text("Herav med ukjent antall innbyggere", "Of them with an unknown number of residents"),
        kind="integer",
        unit="1",
    ),
    Column(name="saved_sum_m", title=Text("Spart gange i alt", "Walking saved in all"), kind="number", unit="m"),
    Column(name="length_m", title=Text("Lengde å bygge", "Length to build"), kind="number", unit="m"),
    Column(
        name="detour_ratio",
        title=Text("Omvegen i dag, minst ganger så lang", "The way round today, times at least"),
        kind="number",
        unit="1",
    ),
    Column(name="crosses", title=Text("Går over", "Goes over")),
)
