"""The golden sites of Eksempelvik: distances to Torget measured by hand, corner by corner.

Every way is listed as it is drawn, from the segment where the site meets it to Torget, in metres east and north of
(600000, 6700000). A distance is the access leg, the rest of that segment, and the sum of the others.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from landuse import coverage
from landuse.network import Network
from layers import eksempelvik
from tests.landuse.networks import units

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    XY = tuple[float, float]

ORIGIN = 600_000.0, 6_700_000.0
TORGET: XY = (1025, 150)
TORGUNDERGANGEN, STASJONSUNDERGANGEN = "g3678", "g3679"

# fmt: off
BY_THE_UNDERPASS: list[XY] = [
    (1540, 150), (1523.89, 146.11), (1507.78, 142.22), (1491.67, 138.33), (1475.56, 134.44), (1474.71, 134.24),
    (1459.44, 130.56), (1443.33, 126.67), (1427.22, 122.78), (1411.11, 118.89), (1395, 115), (1330, 100),
    (1314.77, 102.51), (1299.59, 105.04), (1297.68, 105.36), (1284.44, 107.6), (1269.32, 110.16), (1254.22, 112.73),
    (1239.13, 115.32), (1224.05, 117.9), (1208.96, 120.48), (1195.18, 122.83), (1193.86, 123.06), (1178.75, 125.62),
    (1163.61, 128.18), (1148.44, 130.72), (1133.23, 133.24), (1117.97, 135.73), (1102.66, 138.2), (1087.28, 140.64),
    (1071.83, 143.04), (1056.31, 145.4), (1040.7, 147.73), (1028.44, 149.5), (1025, 150),
]
BY_THE_RIVER: list[XY] = [
    (1470, -600), (1455, -603.85), (1440, -607.69), (1425, -611.54), (1410, -615.38), (1395, -619.23),
    (1380, -623.08), (1365, -626.92), (1350, -630.77), (1335, -634.62), (1320, -638.46), (1305, -642.31),
    (1290, -646.15), (1275, -650), (1260, -653.85), (1245, -657.69), (1230, -661.54), (1220.1, -664.07),
    (1204.55, -650.92), (1191.03, -644.43), (1177.51, -637.94), (1163.99, -631.45), (1160.87, -629.95),
    (1150.47, -624.96), (1136.84, -618.71), (1123.21, -612.46), (1109.58, -606.21), (1095.2, -601.96),
    (1080.31, -600.12), (1079.69, -585), (1078.98, -570.09), (1078.22, -555.37), (1078.22, -555.29),
    (1077.45, -540.52), (1076.7, -525.7), (1076.02, -510.73), (1075.44, -495.52), (1075, -480), (1060, -340),
    (1058.48, -324.09), (1056.92, -308.32), (1055.34, -292.63), (1053.76, -276.96), (1052.19, -261.25),
    (1050.64, -245.44), (1049.13, -229.47), (1047.68, -213.28), (1046.3, -196.81), (1045, -180), (1044.01, -166.18),
    (1043.1, -152.89), (1042.27, -139.92), (1041.48, -127.04), (1040.73, -114.01), (1040, -100.62), (1039.27, -86.65),
    (1038.52, -71.85), (1037.91, -59.57), (1037.73, -56.02), (1036.9, -38.91), (1036.68, -34.42), (1035.99, -20.32),
    (1035, 0), (1034.43, 11.91), (1033.84, 24.44), (1033.25, 37.46), (1033.25, 37.53), (1032.64, 51.14),
    (1032.03, 65.22), (1031.4, 79.72), (1030.77, 94.6), (1030.12, 109.8), (1029.47, 125.28), (1028.8, 140.98),
    (1028.44, 149.5), (1025, 150),
]
ALONG_THE_MAIN_STREET: list[XY] = [
    (700, 190), (716.04, 187.67), (732.01, 185.45), (747.92, 183.32), (763.76, 181.28), (779.54, 179.31),
    (795.26, 177.41), (799.76, 176.88), (810.93, 175.56), (826.53, 173.75), (842.08, 171.98), (843.61, 171.81),
    (857.58, 170.24), (873.03, 168.51), (885.66, 167.1), (888.43, 166.79), (903.77, 165.07), (919.07, 163.33),
    (934.33, 161.57), (949.54, 159.78), (964.71, 157.95), (979.84, 156.06), (993.65, 154.28), (994.93, 154.12),
    (1009.98, 152.1), (1025, 150),
]
NEAR: list[XY] = [
    (1542.72, 199.21), (1542.26, 186.45), (1541.66, 173.99), (1540.91, 161.83), (1540, 150),
]
NEAR_AND_SOUTH: list[XY] = [
    (1542.72, 199.21), (1542.26, 186.45), (1541.66, 173.99), (1540.91, 161.83), (1540, 150), (1537.92, 128.79),
    (1535.46, 108.84), (1532.67, 90.03), (1529.61, 72.27), (1526.32, 55.43), (1522.86, 39.4), (1519.28, 24.09),
    (1515.62, 9.38), (1511.95, -4.85), (1508.31, -18.7), (1504.75, -32.28), (1501.33, -45.7), (1500.07, -50.89),
    (1498.09, -59.08), (1495.09, -72.51), (1492.37, -86.11), (1490, -100), (1487.48, -117.02), (1485.27, -133.52),
    (1483.34, -149.57), (1481.63, -165.23), (1480.12, -180.56), (1478.76, -195.65), (1477.51, -210.56),
    (1476.33, -225.35), (1475.17, -240.1), (1474, -254.87), (1472.78, -269.73), (1471.46, -284.75), (1470, -300),
    (1462, -430), (1462.42, -444.03), (1462.35, -455.77), (1461.96, -466.09), (1461.46, -475.83), (1461.02, -485.86),
    (1460.82, -497.03), (1461.05, -510.2), (1461.9, -526.23), (1463.56, -545.97), (1466.19, -570.27), (1470, -600),
]
RAIL: list[XY] = [
    (1860.36, 139.99), (1860.43, 126.39), (1860.31, 113.06), (1860, 100), (1844.38, 102.88), (1828.75, 105.75),
    (1813.12, 108.62), (1797.5, 111.5), (1793.29, 112.28), (1781.88, 114.38), (1766.25, 117.25), (1750.62, 120.12),
    (1735, 123), (1670, 133), (1653.75, 135.12), (1637.5, 137.25), (1621.25, 139.38), (1605.6, 141.42), (1605, 141.5),
    (1588.75, 143.62), (1572.5, 145.75), (1556.25, 147.88), (1540, 150),
]
RAIL_AND_SOUTH: list[XY] = [
    (1860.36, 139.99), (1860.43, 126.39), (1860.31, 113.06), (1860, 100), (1859.26, 81.87), (1858.25, 64.35),
    (1856.98, 47.39), (1856.86, 46.03), (1855.49, 30.95), (1853.78, 14.98), (1851.88, -0.57), (1849.81, -15.74),
    (1847.6, -30.58), (1845.26, -45.15), (1842.82, -59.47), (1840.29, -73.61), (1837.7, -87.61), (1835.06, -101.51),
    (1832.41, -115.37), (1829.75, -129.23), (1827.12, -143.13), (1824.53, -157.13), (1822, -171.27),
    (1819.55, -185.59), (1817.21, -200.16), (1815, -215), (1800, -350), (1798.97, -365.3), (1797.99, -380.68),
    (1797.05, -396.1), (1796.14, -411.58), (1795.25, -427.08), (1794.37, -442.6), (1793.49, -458.13),
    (1792.61, -473.64), (1791.71, -489.14), (1790.79, -504.6), (1789.83, -520.01), (1788.84, -535.36),
    (1787.79, -550.64), (1786.69, -565.83), (1785.8, -577.37), (1785.52, -580.92), (1784.28, -595.89),
    (1782.95, -610.74), (1781.53, -625.45), (1780, -640), (1764.5, -638), (1749, -636), (1733.5, -634), (1718, -632),
    (1702.5, -630), (1687, -628), (1671.5, -626), (1656, -624), (1640.5, -622), (1625, -620), (1609.5, -618),
    (1594, -616), (1578.5, -614), (1563, -612), (1547.5, -610), (1532, -608), (1516.5, -606), (1501, -604),
    (1485.5, -602), (1470, -600),
]
CUL_DE_SAC: list[XY] = [
    (662, 55), (669.42, 68.16), (677.12, 80.94), (684.27, 94.49), (690, 110), (693.15, 124.4), (695.3, 140.2),
    (696.86, 156.8), (698.29, 173.6), (700, 190),
]
MID_BLOCK: list[XY] = [
    (517.58, 211.65), (533.04, 209.64), (548.49, 207.75), (563.92, 205.97), (579.32, 204.26), (594.67, 202.6),
    (609.97, 200.96), (625.21, 199.31), (640.36, 197.62), (655.43, 195.88), (670.4, 194.04), (685.26, 192.09),
    (700, 190),
]
# fmt: on

SITES = {
    "ved-torgundergangen": (1554, 190),
    "over-jernbanen": (1846, 135),
    "innerst-i-blindvegen": (652, 62),
    "midt-i-kvartalet": (527, 226),
    "diktoya": (3020, 784),
}


def joined(*ways: list[XY]) -> list[XY]:
    """Return ways one after the other; each begins where the former ends."""
    assert all(one[-1] == next_one[0] for one, next_one in pairwise(ways))
    return [*ways[0], *(corner for way in ways[1:] for corner in way[1:])]


def foot(site: XY, start: XY, end: XY) -> XY:
    """Return where the perpendicular from `site` meets the straight line from `start` to `end`."""
    east, north = end[0] - start[0], end[1] - start[1]
    share = ((site[0] - start[0]) * east + (site[1] - start[1]) * north) / (east**2 + north**2)
    return start[0] + share * east, start[1] + share * north


def walked(corners: list[XY]) -> float:
    return sum(dist(one, other) for one, other in pairwise(corners))


def by_hand(site: XY, way: list[XY]) -> float:
    meeting = foot(site, way[0], way[1])
    return dist(site, meeting) + walked([meeting, *way[1:]])


@cache
def town() -> Mapping[str, gpd.GeoDataFrame]:
    return eksempelvik.layers()


@cache
def network(without: str | None) -> Network:
    paths = town()["paths"]
    return Network.of(paths[paths["id"] != without])


def asked(places: gpd.GeoDataFrame, *, without: str | None = None) -> pd.Series[Any]:
    """Return the row of the only one of `places` in the coverage of Torget, perhaps with one way closed."""
    layers = {name: town()[name] for name in ("centres", "barriers", "crossings")}
    row: pd.Series[Any] = coverage.run(paths=network(without), places=places, **layers).frame.iloc[0]
    return row


def address(site: str) -> gpd.GeoDataFrame:
    addresses = town()["addresses"]
    return addresses[addresses["id"] == site]


def test_the_sites_and_torget_are_where_this_page_says() -> None:
    for site, (east, north) in SITES.items():
        assert address(site).geometry.iloc[0].coords[0] == (ORIGIN[0] + east, ORIGIN[1] + north)
    assert town()["centres"]["id"].tolist() == ["torget"]
    assert town()["centres"].geometry.iloc[0].coords[0] == (ORIGIN[0] + TORGET[0], ORIGIN[1] + TORGET[1])


@pytest.mark.parametrize(
    ("site", "closed", "way", "about"),
    [
        ("ved-torgundergangen", None, joined(NEAR, BY_THE_UNDERPASS), 577),
        ("ved-torgundergangen", TORGUNDERGANGEN, joined(NEAR_AND_SOUTH, BY_THE_RIVER), 1978),
        ("over-jernbanen", None, joined(RAIL, BY_THE_UNDERPASS), 898),
        ("over-jernbanen", STASJONSUNDERGANGEN, joined(RAIL_AND_SOUTH, BY_THE_RIVER), 2276),
        ("innerst-i-blindvegen", None, joined(CUL_DE_SAC, ALONG_THE_MAIN_STREET), 481),
        ("midt-i-kvartalet", None, joined(MID_BLOCK, ALONG_THE_MAIN_STREET), 519),
    ],
)
def test_a_site_is_as_far_from_torget_as_measured_by_hand(
    site: str, closed: str | None, way: list[XY], about: int
) -> None:
    row = asked(address(site), without=closed)
    metres = by_hand(SITES[site], way)
    assert round(metres) == about
    assert row["distance_m"] == pytest.approx(metres, abs=1e-6)
    assert row["status"] == ("covered" if metres <= 1000 else "beyond")
    assert row["circle"] == (dist(SITES[site], TORGET) <= 1000)


def test_the_circle_takes_in_who_walks_a_mile_round_the_main_road() -> None:
    row = asked(address("ved-torgundergangen"), without=TORGUNDERGANGEN)
    assert dist(SITES["ved-torgundergangen"], TORGET) == pytest.approx(530.5, abs=0.1)
    assert (row["status"], row["circle"]) == ("beyond", True)


def test_an_island_with_ways_but_no_bridge_is_unreachable() -> None:
    row = asked(address("diktoya"))
    assert row["status"] == "unreachable"
    assert np.isnan(row["distance_m"])
    # The nearest way is the island's own shore road, from (3005.52, 772.32) to (3020, 770).
    shore = foot(SITES["diktoya"], (3005.52, 772.32), (3020, 770))
    assert row["access_m"] == pytest.approx(dist(SITES["diktoya"], shore), abs=1e-6)


@pytest.mark.parametrize(
    ("metres", "aside", "status"),
    [(1000, 0, "covered"), (1000.000002, 0, "beyond"), (993, 7, "covered"), (993.000002, 7, "beyond")],
)
def test_a_place_exactly_at_the_limit_is_covered(metres: float, aside: float, status: str) -> None:
    # From Torget south over Storbrua and east by the signal at the river, to `metres`, then `aside` at right angles.
    corner, behind, beyond = 0.0, *BY_THE_RIVER[::-1][:2]
    for behind, beyond in pairwise(BY_THE_RIVER[::-1]):
        if corner + dist(behind, beyond) >= metres:
            break
        corner += dist(behind, beyond)
    share = (metres - corner) / dist(behind, beyond)
    east, north = ((there - here) / dist(behind, beyond) for here, there in zip(behind, beyond, strict=True))
    x = behind[0] + share * (beyond[0] - behind[0]) + aside * north
    y = behind[1] + share * (beyond[1] - behind[1]) - aside * east
    row = asked(units({"place": shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y)}))
    assert row["distance_m"] == pytest.approx(metres + aside, abs=1e-6)
    assert row["access_m"] == pytest.approx(aside, abs=1e-6)
    assert row["status"] == status
