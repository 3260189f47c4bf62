"""How layers and classes look: colours, strokes, patterns, point shapes and letter codes, as data.

Colours after Okabe and Ito's colour-blind-safe palette, darkened until every stroke stands 3:1 against the ground, the
water and the built-up areas that it may lie on (WCAG 2.1, 1.4.11); a test computes it. Colour is never alone: a class
also has a pattern or a shape, and its letter (1.4.1). Plan purposes have the fills of the official drawing rules.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from layers.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.spec import LayerSpec

Pattern = Literal["solid", "diagonal", "crossed", "dots", "horizontal", "vertical"]
Shape = Literal["circle", "square", "triangle", "diamond", "cross"]

GROUND = "#f7f5f0"
INK = "#1c2b33"

# A tile of 8 by 8 units, stroked; the same as a hatch of matplotlib.
TILES: Mapping[Pattern, str] = MappingProxyType(
    {
        "diagonal": "M-2,2l4,-4M0,8l8,-8M6,10l4,-4",
        "crossed": "M0,0l8,8M0,8l8,-8",
        "dots": "M1,2h2M5,6h2",
        "horizontal": "M0,4h8",
        "vertical": "M4,0v8",
    }
)
HATCHES: Mapping[Pattern, str] = MappingProxyType(
    {"diagonal": "///", "crossed": "xxx", "dots": "...", "horizontal": "---", "vertical": "|||"}
)


# Outlines about (0, 0) with y downwards, of about the same area.
SHAPES: Mapping[Shape, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        "circle": tuple(
            (round(math.cos(math.tau * turn / 24), 3), round(math.sin(math.tau * turn / 24), 3)) for turn in range(24)
        ),
        "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "triangle": ((0, -1.3), (1.2, 0.8), (-1.2, 0.8)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
        "cross": (
            *((0.35, -1.1), (0.35, -0.35), (1.1, -0.35), (1.1, 0.35), (0.35, 0.35), (0.35, 1.1)),
            *((-0.35, 1.1), (-0.35, 0.35), (-1.1, 0.35), (-1.1, -0.35), (-0.35, -0.35), (-0.35, -1.1)),
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How features of a layer or class are drawn.

    `weight`, `dash` and `radius` are in CSS pixels; `fill` None is no fill, `opacity` is the fill's. `pattern` is for
    areas, `dash` for lines, `shape` and `radius` for points, and `letter` for areas and the legend.
    """

    label: Text
    stroke: str
    fill: str | None = None
    opacity: float = 0.25
    weight: float = 1.5
    dash: tuple[float, ...] = ()
    pattern: Pattern = "solid"
    shape: Shape = "circle"
    radius: float = 5.0
    letter: str = ""


BLUE, VERMILION, GREEN, PURPLE, ORANGE = "#00609a", "#a84300", "#006b4f", "#96336b", "#7a5300"
GREY, SHORE, DARK = "#6b675e", "#3a6f8e", "#3c3a36"
BLACK, WHITE = "#000000", "#ffffff"

_BY_GEOMETRY: Mapping[str, Style] = MappingProxyType(
    {
        "point": Style(label=Text("", ""), stroke=PURPLE, fill=PURPLE, opacity=0.8),
        "line": Style(label=Text("", ""), stroke=PURPLE, weight=2.5),
        "polygon": Style(label=Text("", ""), stroke=PURPLE, fill=PURPLE),
        "any": Style(label=Text("", ""), stroke=PURPLE, fill=PURPLE),
    }
)

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "municipality": Style(
            label=Text("Kommunegrense", "Municipal boundary"), stroke=PURPLE, weight=2, dash=(10, 3, 2, 3)
        ),
        "districts": Style(label=Text("Kommunedel", "District"), stroke=PURPLE, weight=1.5, dash=(4, 4)),
        "built-up-areas": Style(
            label=Text("Tettbebyggelse", "Built-up area"), stroke="#6f6552", fill="#e9e4da", opacity=1, weight=1
        ),
        "water": Style(label=Text("Vann", "Water"), stroke=SHORE, fill="#cfe3ee", opacity=1, weight=1),
        "paths": Style(label=Text("Gang- og sykkelnett", "Walking and cycling network"), stroke=GREY, weight=0.75),
        "main-roads": Style(label=Text("Hovedveg", "Main road"), stroke=ORANGE, weight=2),
        "barriers": Style(
            label=Text("Barriere (jernbane, stor veg)", "Barrier (railway, large road)"),
            stroke=DARK,
            fill=DARK,
            weight=2.5,
            dash=(6, 3),
        ),
        "crossings": Style(
            label=Text("Kryssing", "Crossing"), stroke=BLACK, fill=WHITE, opacity=1, shape="square", radius=4
        ),
        "link-candidates": Style(
            label=Text("Forslag til ny lenke", "Proposed new link"), stroke=VERMILION, weight=4, dash=(8, 4)
        ),
        "centres": Style(
            label=Text("Sentrum", "Centre"),
            stroke=BLACK,
            fill="#ffd24a",
            opacity=1,
            weight=2,
            shape="diamond",
            radius=8,
        ),
        "addresses": Style(label=Text("Adresse", "Address"), stroke=DARK, fill=DARK, opacity=0.8, radius=3),
        "population-grid": Style(
            label=Text("Befolkningsrute", "Population cell"), stroke=BLUE, fill=BLUE, opacity=0.15, weight=1
        ),
        "business-plots": Style(
            label=Text("Næringstomt", "Business plot"), stroke=PURPLE, fill=PURPLE, weight=2, letter="N"
        ),
        "housing-plots": Style(
            label=Text("Boligtomt", "Housing plot"), stroke=ORANGE, fill=ORANGE, weight=2, pattern="dots", letter="B"
        ),
        "densification-zones": Style(
            label=Text("Fortettingssone", "Densification zone"),
            stroke=VERMILION,
            fill=VERMILION,
            opacity=0.12,
            weight=2,
            pattern="diagonal",
            letter="F",
        ),
        "byvekstgrense": Style(
            label=Text("Byvekstgrense", "Urban growth boundary"), stroke=VERMILION, weight=3, dash=(12, 4)
        ),
        "cycle-routes": Style(label=Text("Sykkelrute", "Cycle route"), stroke=GREEN, weight=3),
        "recreation-areas": Style(
            label=Text("Friluftsområde", "Recreation area"), stroke=GREEN, fill=GREEN, pattern="dots", letter="R"
        ),
        "protected": Style(
            label=Text("Verneområde", "Protected area"), stroke=GREEN, fill=GREEN, pattern="vertical", letter="V"
        ),
        "hazards": Style(
            label=Text("Faresone", "Hazard zone"), stroke=VERMILION, fill=VERMILION, pattern="crossed", letter="H"
        ),
        "buildings": Style(label=Text("Bygning", "Building"), stroke=DARK, fill=GREY, opacity=0.5, weight=0.75),
        "parcels": Style(label=Text("Teig", "Parcel"), stroke=GREY, weight=0.75),
        "transit-stops": Style(
            label=Text("Holdeplass", "Transit stop"), stroke=BLUE, fill=WHITE, opacity=1, weight=2, shape="square"
        ),
        "services": Style(
            label=Text("Tjeneste", "Service"), stroke=VERMILION, fill=VERMILION, opacity=0.8, shape="triangle"
        ),
    }
)

WALKSHED = Style(
    label=Text("Nådd langs gangnettet", "Reached along the network"),
    stroke=BLUE,
    fill=BLUE,
    opacity=0.08,
    weight=1.25,
)
CIRCLE = Style(label=Text("{limit} i luftlinje", "{limit} in a straight line"), stroke=INK, weight=2, dash=(8, 6))

COVERAGE: Mapping[str, Style] = MappingProxyType(
    {
        "covered": Style(
            label=Text("Innen {limit} langs nettet", "Within {limit} along the network"),
            stroke=BLUE,
            fill=BLUE,
            weight=1,
            letter="A",
        ),
        "circle_only": Style(
            label=Text("Innen {limit} bare i luftlinje", "Within {limit} only in a straight line"),
            stroke=VERMILION,
            fill=VERMILION,
            opacity=0.12,
            weight=1,
            pattern="diagonal",
            shape="diamond",
            letter="B",
        ),
        "beyond": Style(
            label=Text("Lenger unna", "Farther away"),
            stroke=GREY,
            fill=WHITE,
            opacity=0.3,
            weight=0.75,
            shape="square",
            radius=4,
        ),
        "unreachable": Style(
            label=Text("Ingen forbindelse til sentrum", "No way to the centre"),
            stroke=PURPLE,
            fill=PURPLE,
            opacity=0.12,
            weight=1,
            pattern="crossed",
            shape="triangle",
            letter="C",
        ),
        "unconnected": Style(
            label=Text("Ikke koblet til nettet", "Not connected to the network"),
            stroke=ORANGE,
            fill=ORANGE,
            opacity=0.12,
            weight=1,
            pattern="dots",
            shape="cross",
            letter="D",
        ),
    }
)

BUILDABLE: Mapping[str, Style] = MappingProxyType(
    {
        "whole": Style(
            label=Text("Nesten hele tomta", "Nearly all of the plot"),
            stroke=GREEN,
            fill=GREEN,
            opacity=0.12,
            weight=2,
            letter="H",
        ),
        "part": Style(
            label=Text("En del av tomta", "A part of the plot"),
            stroke=ORANGE,
            fill=ORANGE,
            opacity=0.12,
            weight=2,
            pattern="horizontal",
            letter="D",
        ),
        "none": Style(
            label=Text("Ingenting", "Nothing"),
            stroke=VERMILION,
            fill=VERMILION,
            opacity=0.12,
            weight=2,
            pattern="crossed",
            letter="I",
        ),
        "unknown": Style(
            label=Text("Ukjent", "Unknown"),
            stroke=PURPLE,
            fill=PURPLE,
            opacity=0.12,
            weight=2,
            dash=(2, 3),
            pattern="dots",
            letter="U",
        ),
    }
)
NET_GROUND = Style(
    label=Text("Byggbart, med det som er kjent", "Can be built on, with what is known"),
    stroke=GREEN,
    fill=GREEN,
    opacity=0.3,
    weight=1,
)

READINESS: Mapping[str, Style] = MappingProxyType(
    {
        "ready": Style(
            label=Text("Byggeklar", "Ready to build"), stroke=GREEN, fill=GREEN, opacity=0.3, weight=2, letter="B"
        ),
        "regulated": Style(
            label=Text("Regulert reserve", "Regulated reserve"),
            stroke=BLUE,
            fill=BLUE,
            opacity=0.12,
            weight=2,
            pattern="diagonal",
            letter="R",
        ),
        "reserve": Style(
            label=Text("Planreserve", "Planning reserve"),
            stroke=ORANGE,
            fill=ORANGE,
            opacity=0.12,
            weight=2,
            pattern="horizontal",
            letter="P",
        ),
        "unknown": Style(
            label=Text("Ukjent", "Unknown"),
            stroke=PURPLE,
            fill=PURPLE,
            opacity=0.12,
            weight=2,
            dash=(2, 3),
            pattern="dots",
            letter="?",
        ),
        "out": Style(
            label=Text("Ikke på lager", "Not in stock"),
            stroke=GREY,
            fill=WHITE,
            opacity=0.3,
            weight=1.25,
            dash=(6, 3),
            letter="X",
        ),
    }
)

ACCESS: Mapping[str, Style] = MappingProxyType(
    {
        "many": Style(
            label=Text("{span} av {count} mål er nær nok", "{span} of {count} targets are near enough"),
            stroke=BLUE,
            fill=BLUE,
            opacity=0.25,
            weight=1,
            letter="A",
        ),
        "several": Style(
            label=Text("{span} av {count} mål", "{span} of {count} targets"),
            stroke=GREEN,
            fill=GREEN,
            opacity=0.2,
            weight=1,
            pattern="horizontal",
            letter="B",
        ),
        "few": Style(
            label=Text("{span} av {count} mål", "{span} of {count} targets"),
            stroke=ORANGE,
            fill=ORANGE,
            opacity=0.12,
            weight=1,
            pattern="diagonal",
            letter="C",
        ),
        "none": Style(
            label=Text("Ingen mål", "No target"),
            stroke=VERMILION,
            fill=VERMILION,
            opacity=0.12,
            weight=1,
            pattern="crossed",
            letter="D",
        ),
        "unconnected": Style(
            label=Text("Ikke koblet til nettet", "Not connected to the network"),
            stroke=DARK,
            fill=WHITE,
            opacity=0.3,
            weight=1,
            pattern="dots",
            letter="E",
        ),
    }
)


def _purpose(nb: str, en: str, fill: str, letter: str) -> Style:
    return Style(label=Text(nb, en), stroke=DARK, fill=fill, opacity=1, weight=1, letter=letter)


# By main purpose group, the first digit of a code of pbl 2008 §§ 11-7 and 12-5; fills of the official drawing rules.
PLAN_PURPOSES: Mapping[str, Style] = MappingProxyType(
    {
        "1": _purpose("Bebyggelse og anlegg", "Buildings and installations", "#ffcc00", "B"),
        "2": _purpose("Samferdsel og teknisk infrastruktur", "Transport and infrastructure", "#cccccc", "S"),
        "3": _purpose("Grønnstruktur", "Green structure", "#99ff99", "G"),
        "4": _purpose("Forsvaret", "Defence", "#cccc99", "F"),
        "5": _purpose("Landbruk, natur og friluft (LNFR)", "Agriculture, nature, outdoor life", "#ccff99", "L"),
        "6": _purpose("Sjø og vassdrag", "Sea and watercourses", "#ccffff", "V"),
        "1985": replace(
            _purpose("Formål etter eldre lov", "Purpose of the older act", "#e5d8b0", "E"), pattern="diagonal"
        ),
        "unknown": replace(_purpose("Ukjent formål", "Unknown purpose", WHITE, "?"), pattern="dots"),
    }
)


def purpose_group(code: object) -> str:
    """Return the key in :data:`PLAN_PURPOSES` of a purpose code: four digits are pbl 2008, three the older act.

    >>> purpose_group("1300"), purpose_group("110"), purpose_group(None)
    ('1', '1985', 'unknown')
    """
    digits = code if isinstance(code, str) and code.isdigit() else ""
    if len(digits) == 3:
        return "1985"
    return digits[0] if len(digits) == 4 and digits[0] in PLAN_PURPOSES else "unknown"


def style_of(spec: LayerSpec) -> Style:
    """Return the style of a layer: its own, or the one of its kind of geometry with the layer's title as label."""
    return STYLES.get(spec.id) or replace(_BY_GEOMETRY[spec.geometry], label=spec.title)


def coverage_styles(limit: Text, *, points: bool) -> Mapping[str, Style]:
    """Return the styles of the coverage classes for a reach of `limit`, as people say it.

    Points are too small for patterns and letters: they have their shapes, nearly opaque.
    """
    styles = {name: labelled(style, limit=limit) for name, style in COVERAGE.items()}
    if not points:
        return styles
    return {name: replace(style, opacity=0.8, pattern="solid", letter="") for name, style in styles.items()}


def labelled(style: Style, **details: Text | str) -> Style:
    """Return `style` with the fields of its label filled."""
    both = {name: detail if isinstance(detail, Text) else Text(detail, detail) for name, detail in details.items()}
    nb, en = ({name: getattr(text, lang) for name, text in both.items()} for lang in LANGUAGES)
    return replace(style, label=Text(style.label.say("nb", **nb), style.label.say("en", **en)))
