"""Maps from layers and results: a page of HTML that asks for nothing, or the same picture as PNG, SVG and PDF.

==================  ====================================================================================
content             what is on a page, before anything is drawn
layer_page          the page of a layer; ``access_page``, ``barrier_effect_page``, ``best_link_page``,
                    ``coverage_page``, ``net_area_page``, ``plot_stock_page`` those of analyses: ``answered`` is theirs
compose             pages made from a workspace
backdrop            what lies under a map, from the workspace's own layers
styles, classes     colours, patterns, shapes and letters, as data; how layers fall into classes
words, writing      what codes are called; how values are written
table, filtering    a map's twin with the sheet of each row; which rows the filters let through
page, document      the HTML; ``assets/`` holds our templates, style sheets and scripts
site                what surrounds a page where it is served; ``overview`` and ``directory`` its pages without a map
draw                the map, with Folium: the only file that imports it
image, sketch       the picture, with matplotlib; the small one on a card, as SVG
==================  ====================================================================================
"""

from __future__ import annotations

from maps.access_page import access_page
from maps.barrier_effect_page import barrier_effect_page
from maps.best_link_page import best_link_page
from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View
from maps.coverage_page import coverage_page
from maps.errors import MapFault
from maps.image import image_bytes
from maps.layer_page import layer_page
from maps.net_area_page import net_area_page
from maps.page import page_document, page_html
from maps.plot_stock_page import plot_stock_page

__all__ = [
    "ByClass",
    "Field",
    "KeyFigure",
    "MapFault",
    "MapLayer",
    "MapPage",
    "View",
    "access_page",
    "barrier_effect_page",
    "best_link_page",
    "coverage_page",
    "image_bytes",
    "layer_page",
    "net_area_page",
    "page_document",
    "page_html",
    "plot_stock_page",
]
