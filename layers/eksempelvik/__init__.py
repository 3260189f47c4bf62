"""Eksempelvik: a lakeside municipality that does not exist, in the layers' real schemas.

Number 9999 is in nobody's use. There is a town on the shore of a lake, cut off from it by a main road and a railway
with few crossings; villages up the valley and to the south-west; farmland and forest between; and plots, plans and
zones of every kind. It is seeded, so that it is the same every time; nobody's names are in it, and whatever shows it
says that it is made up. ``docs/eksempelvik.md`` describes it.

==========================  ============================================================================
drawing, quarters, fields   what was drawn by hand: lines, areas, and where the plots lie
golden                      the addresses and plots that tests of analyses count on
shapes, relief              how curves and areas are drawn; the height of the ground
fabric, ground              how each kind of quarter is built; what may be built where
web, sprouting, streets     the streets as they are drawn; how they grow; the whole town
movement                    network, barriers, crossings, main roads, cycle routes
houses, people, errands     where houses stand; residents and buildings; services, workplaces, stops
plots, plannings            plots and their readiness; how far their planning has come
plot_houses                 what stands on the plots
plans                       plans of both acts: ``plan``, ``municipal_plans``, ``zoning_plans``, ``building_lines``
limits, districts           built-up areas, growth boundary, densification, recreation; the division
nature, water, cover        hazards and protected areas; lake, river, brooks; land cover
sources                     the files that are imported
==========================  ============================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd

    from layers.raster import Raster

MUNICIPALITY = "9999"
CRS = "EPSG:25832"
MADE_UP = Text("Oppdiktet: Eksempelvik finnes ikke.", "Made up: Eksempelvik does not exist.")


def layers() -> Mapping[str, gpd.GeoDataFrame]:
    """Return the municipality's layers by layer id, in EPSG:25832; two calls give equal frames."""
    from layers.eksempelvik.sources import layers as made  # noqa: PLC0415 - lazy: who asks for the number needs no frames

    return made()


def write_sources(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write the layers as files in `folder`, and give each layer's id and file as it is ready to be imported.

    The same bytes every time: coordinates in EPSG:25832 to the centimetre, and a word in each file and in each feature
    that it is made up.
    """
    from layers.eksempelvik.sources import write  # noqa: PLC0415 - lazy: as above

    return write(folder)


def terrain() -> Raster:
    """Return the heights of the ground (m, NN2000) in cells of 25 metres."""
    from layers.eksempelvik.relief import terrain as made  # noqa: PLC0415 - lazy: as above

    return made()


__all__ = ["CRS", "MADE_UP", "MUNICIPALITY", "layers", "terrain", "write_sources"]
