"""A map page as a picture for reports: PNG, SVG or PDF, the same bytes for the same page.

Drawn with matplotlib's own figure object, so that no window, no global figure and no backend choice is involved.
"""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from textwrap import fill
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from maps.legend import legend
from maps.picture import draw_layer, handle, write_name
from maps.scale_bar import draw_scale_bar
from maps.styles import GROUND, INK
from maps.texts import PAGE, SITE
from maps.writing import quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from layers.text import Lang
    from maps.content import MapPage, View

Format = Literal["png", "svg", "pdf"]

_SIZE = (11.7, 8.3)  # A4 across, in inches
_MAP = (0.03, 0.085, 0.66, 0.75)  # left, bottom, width, height as shares of the sheet
_ASIDE = 0.715
_FIGURE_ROW, _LEGEND_HEAD, _LEGEND_ROW = 0.056, 0.045, 0.029
_SOFT = "#4d5a61"
# Text stays text, and nothing is drawn by lot.
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "landuse", "pdf.fonttype": 42, "hatch.linewidth": 0.6}
# matplotlib would otherwise write the time of day.
_TIMELESS: Mapping[Format, Mapping[str, None]] = MappingProxyType(
    {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
)


def image_bytes(page: MapPage, *, format: Format, lang: Lang = "nb") -> bytes:  # noqa: A002 - the word users know
    """Return the page's map with title, legend, scale bar and sources as a picture.

    Parameters
    ----------
    page
        What is to be shown. The picture has the map and the leading key figures, not the table.
    format
        ``png`` (150 dots an inch), ``svg`` or ``pdf``, on A4 across.
    lang
        Language of the words and numbers.
    """
    import matplotlib as mpl  # noqa: PLC0415 - lazy: half a second that an HTML page does not need
    from matplotlib.figure import Figure  # noqa: PLC0415 - lazy

    figure = Figure(figsize=_SIZE, dpi=150, facecolor="#ffffff")
    with mpl.rc_context({"font.family": "DejaVu Sans", **_SETTINGS}):
        _draw_map(figure, page)
        _write_heading(figure, page, lang)
        _write_aside(figure, page, lang)
        _write(figure, _ASIDE - 0.685, 0.065, fill(" · ".join(page.attributions), 190), size=7, color=_SOFT)
        out = BytesIO()
        figure.savefig(out, format=format, metadata={"Title": page.title.say(lang), **_TIMELESS[format]})
    return out.getvalue()


def _draw_map(figure: Figure, page: MapPage) -> None:
    axes = figure.add_axes(_MAP, facecolor=GROUND, xticks=[], yticks=[])
    for edge in axes.spines.values():
        edge.set_color("#8a9399")
    _show(axes, page.view)
    for layer in page.layers:
        draw_layer(axes, layer, page.view.crs)
    for label in page.labels:
        write_name(axes, label)
    draw_scale_bar(axes)


def _show(axes: Axes, view: View) -> None:
    """Show the whole view in the middle of the axes, whatever their shape."""
    west, south, east, north = view.bounds
    shape = (_MAP[2] * _SIZE[0]) / (_MAP[3] * _SIZE[1])
    height = max(north - south, (east - west) / shape)
    middle, level = (west + east) / 2, (south + north) / 2
    axes.set_xlim(middle - height * shape / 2, middle + height * shape / 2)
    axes.set_ylim(level - height / 2, level + height / 2)


def _write_heading(figure: Figure, page: MapPage, lang: Lang) -> None:
    _write(figure, _MAP[0], 0.965, fill(page.title.say(lang), 78), size=16, weight="bold")
    _write(figure, _MAP[0], 0.923, fill(page.summary.say(lang), 150), size=9, color=_SOFT)
    if page.synthetic:
        _write(figure, _MAP[0], 0.865, SITE["synthetic"].say(lang), size=8.5, color="#a84300", weight="bold")


def _write_aside(figure: Figure, page: MapPage, lang: Lang) -> None:
    """Write the leading key figures down the right side, as many as the whole legend below them leaves room for."""
    top = _MAP[1] + _MAP[3]
    entries = list(chain(*legend(page, lang)))
    room = _MAP[3] - _LEGEND_HEAD - len(entries) * _LEGEND_ROW
    for of in page.figures[: int(room / _FIGURE_ROW)]:
        _write(figure, _ASIDE, top, fill(of.title.say(lang), 44), size=8, color=_SOFT)
        amounts = [quantity(each.value, each.unit, lang) for each in (of, of.beside) if each]
        _write(figure, _ASIDE, top - 0.019, " · ".join(amounts), size=12, weight="bold")
        top -= _FIGURE_ROW
    key = figure.legend(
        handles=[handle(entry) for entry in entries],
        loc="upper left",
        bbox_to_anchor=(_ASIDE - 0.012, top),
        title=PAGE["legend"].say(lang),
        alignment="left",
        frameon=False,
        fontsize=8.5,
        title_fontproperties={"weight": "bold", "size": 10},
        handlelength=2.4,
        handleheight=1.5,
    )
    for text in key.get_texts():
        text.set_parse_math(False)


def _write(figure: Figure, left: float, top: float, text: str, **look: Any) -> None:  # noqa: ANN401 - matplotlib's own
    figure.text(left, top, text, **{"va": "top", "color": INK, "parse_math": False, **look})
