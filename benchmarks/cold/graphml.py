"""Count who is covered with osmnx, from its GraphML."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import networkx as nx
import osmnx as ox

folder = Path(sys.argv[1])
places = gpd.read_parquet(folder / "places.parquet")
graph = ox.load_graphml(folder / "town.graphml")
near = ox.distance.nearest_nodes(graph, places.geometry.x, places.geometry.y)
east, north = map(float, (folder / "centre.txt").read_text(encoding="ascii").split())
centre = ox.distance.nearest_nodes(graph, east, north)
covered = nx.ego_graph(graph, centre, radius=1000, distance="length")
print(places.loc[[node in covered for node in near], "residents"].sum())
