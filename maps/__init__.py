"""Maps from layers and results: a page of HTML that asks for nothing, or the same picture as PNG, SVG and PDF.

==================  ====================================================================================
content             what is on a page, before anything is drawn
layer_page          the page of a layer; ``coverage_page`` and ``plot_stock_page`` those of analyses
styles              colours, patterns, shapes and letters, as data
page                the HTML; ``assets/`` holds our template, style sheets and script
draw                the map, with Folium: the only file that imports it
image               the picture, with matplotlib
==================  ====================================================================================
"""

from __future__ import annotations

from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View
from maps.coverage_page import coverage_page
from maps.errors import MapFault
from maps.image import image_bytes
from maps.layer_page import layer_page
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
    "coverage_page",
    "image_bytes",
    "layer_page",
    "page_document",
    "page_html",
    "plot_stock_page",
]
