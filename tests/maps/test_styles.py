from __future__ import annotations

from itertools import chain

import pytest

from layers.catalogue import LAYERS
from layers.text import Text
from maps.backdrop import BACKDROP, CONTEXT
from maps.barrier_styles import CROSSINGS, LINKS, extra_styles
from maps.classes import classes_of
from maps.content import ByClass
from maps.styles import (
    ACCESS,
    BUILDABLE,
    CIRCLE,
    COVERAGE,
    GROUND,
    HATCHES,
    INK,
    NET_GROUND,
    PLAN_PURPOSES,
    READINESS,
    SHAPES,
    STYLES,
    TILES,
    WALKSHED,
    Style,
    coverage_styles,
    purpose_group,
    style_of,
)

Colour = tuple[float, float, float]

DRAWABLE = [spec for spec in LAYERS.values() if spec.geometry not in {"none", "raster"}]
EVERY = {
    **{spec.id: style_of(spec) for spec in DRAWABLE},
    **{f"access {name}": style for name, style in ACCESS.items()},
    **{f"coverage {name}": style for name, style in COVERAGE.items()},
    **{f"purpose {name}": style for name, style in PLAN_PURPOSES.items()},
    **{f"readiness {name}": style for name, style in READINESS.items()},
    **{f"{spec.id} {name}": style for spec in DRAWABLE for name, style in classes_of(spec).styles.items()},
    **{f"extra {name}": style for name, style in extra_styles((100, 250, 500, 1000), points=False).items()},
    **{f"crossing {name}": style for name, style in CROSSINGS.items()},
    **{f"link {name}": style for name, style in LINKS.items()},
    **{f"buildable {name}": style for name, style in BUILDABLE.items()},
    "net ground": NET_GROUND,
    "walkshed": WALKSHED,
    "circle": CIRCLE,
}


def rgb(colour: str) -> Colour:
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def over(style: Style, below: Colour) -> Colour:
    """Return what one sees of a fill that lies on a colour."""
    if style.fill is None:
        return below
    mixed = [
        style.opacity * top + (1 - style.opacity) * under for top, under in zip(rgb(style.fill), below, strict=True)
    ]
    return (mixed[0], mixed[1], mixed[2])


def luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of WCAG 2.1, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


QUIET = [
    style
    for of in BACKDROP.values()
    for style in (of.styles.values() if isinstance(of, ByClass) else [of])
    if style.fill
]
LAND = [rgb(GROUND), *(over(style, rgb(GROUND)) for style in QUIET)]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", EVERY)
def test_every_stroke_stands_out_from_the_ground(name: str) -> None:
    assert all(contrast(rgb(EVERY[name].stroke), ground) >= 3 for ground in LAND)


@pytest.mark.parametrize("name", EVERY)
def test_every_stroke_stands_out_from_its_own_fill_unless_the_fill_itself_does_from_the_ground(name: str) -> None:
    style = EVERY[name]
    for ground in LAND:
        fill = over(style, ground)
        assert max(contrast(rgb(style.stroke), fill), contrast(fill, ground)) >= 3


@pytest.mark.parametrize("name", COVERAGE)
def test_the_classes_of_a_coverage_stand_out_from_the_ground_reached(name: str) -> None:
    for ground in LAND:
        reached = over(WALKSHED, ground)
        for style in (COVERAGE[name], CIRCLE):
            assert contrast(rgb(style.stroke), reached) >= 3
            assert contrast(rgb(COVERAGE[name].stroke), over(COVERAGE[name], reached)) >= 3


@pytest.mark.parametrize("name", [name for name, style in EVERY.items() if style.letter])
def test_letters_are_legible_on_their_fill(name: str) -> None:
    assert all(contrast(rgb(INK), over(EVERY[name], ground)) >= 4.5 for ground in LAND)


@pytest.mark.parametrize("classes", [ACCESS, BUILDABLE, COVERAGE, PLAN_PURPOSES, READINESS])
def test_classes_differ_in_more_than_colour(classes: dict[str, Style]) -> None:
    letters = [style.letter for style in classes.values()]
    assert len(set(letters)) == len(letters)


def test_points_of_a_coverage_differ_by_shape() -> None:
    styles = coverage_styles(Text("800 m", "800 m"), points=True).values()
    assert len({style.shape for style in styles}) == len(COVERAGE)
    assert {style.pattern for style in styles} == {"solid"}
    assert next(iter(styles)).label.nb == "Innen 800 m langs nettet"


def test_every_layer_that_can_be_drawn_has_a_style_and_a_label() -> None:
    assert set(STYLES) <= set(LAYERS)
    assert set(CONTEXT) <= set(LAYERS)
    assert all(chain.from_iterable(style_of(spec).label for spec in DRAWABLE))


def test_a_layer_without_a_style_of_its_own_has_that_of_its_geometry() -> None:
    assert style_of(LAYERS["power"]).label == LAYERS["power"].title
    assert classes_of(LAYERS["power"]).styles.keys() == {"all"}
    assert style_of(LAYERS["plan-lines"]).fill is None


def test_every_pattern_and_shape_can_be_drawn_everywhere() -> None:
    styles = EVERY.values()
    assert {style.pattern for style in styles} - {"solid"} <= TILES.keys() == HATCHES.keys()
    assert {style.shape for style in styles} <= SHAPES.keys()


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("1300", "1"),
        ("2010", "2"),
        ("6001", "6"),
        ("110", "1985"),
        ("7000", "unknown"),
        (None, "unknown"),
        ("", "unknown"),
    ],
)
def test_purposes_group_by_the_first_digit_of_the_act_of_2008(code: object, group: str) -> None:
    assert purpose_group(code) == group
