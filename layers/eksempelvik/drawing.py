"""The lines of the map as they were drawn by hand: shore, river, railway, roads, ways, and passages.

All coordinates are metres east and north of ``shapes.ORIGIN``. Every name is invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from layers.eksempelvik.shapes import Table

# East of it is the lake: (north, east), so that it can be read as a function of north.
SHORE: Table = (
    (-8600, 3150), (-7500, 2800), (-6500, 3050), (-5600, 2600), (-4700, 2480), (-4000, 2650), (-3500, 3250),
    (-3150, 3560), (-2800, 3380), (-2300, 2650), (-1700, 2120), (-1000, 1880), (-450, 1960), (-150, 2110),
    (300, 2010), (900, 1960), (1500, 2150), (2100, 2560), (2600, 2820), (3100, 2780), (3700, 2480), (4300, 2300),
    (5000, 2420), (6000, 2050), (7000, 1750), (8600, 1500),
)  # fmt: skip
# The river Skissa, which runs east to the lake: (east, north).
RIVER: Table = (
    (-9600, 4050), (-8600, 3950), (-7600, 3550), (-6800, 3520), (-6000, 3150), (-5200, 3060), (-4500, 2820),
    (-4000, 2380), (-3300, 2080), (-2600, 1520), (-2000, 1180), (-1500, 690), (-1000, 430), (-500, -40), (0, -190),
    (400, -400), (800, -440), (1200, -400), (1600, -330), (2100, -230),
)  # fmt: skip
RAILWAY: Table = (
    (2520, -8400), (2350, -6500), (2150, -5200), (2090, -4300), (2260, -3500), (2330, -2950), (2060, -2100),
    (1720, -1250), (1640, -500), (1700, 150), (1700, 700), (1840, 1450), (2180, 2200), (2300, 2950), (2130, 3750),
    (1930, 4600), (1850, 5500), (1500, 6800), (1180, 8300),
)  # fmt: skip


class Road(NamedTuple):
    """A road drawn by hand: name, type as in OpenStreetMap, category and number as in the road register."""

    name: str
    highway: str
    category: str
    number: str
    points: Table


MAIN_ROAD = Road(
    "Riksveg 999", "trunk", "R", "999",
    (
        (2150, -8400), (1950, -6500), (1750, -5200), (1590, -4200), (1640, -3300), (1480, -2200), (1290, -1300),
        (1280, -500), (1370, 200), (1400, 800), (1530, 1500), (1760, 2200), (1830, 3000), (1650, 3800), (1400, 4700),
        (1250, 5600), (900, 6800), (480, 8300),
    ),
)  # fmt: skip

ROADS: tuple[Road, ...] = (
    Road("Fylkesveg 9991", "secondary", "F", "9991", (
        (1080, -700), (700, -690), (360, -650), (200, -620), (-300, -420), (-900, 20), (-1500, 380), (-2300, 950),
        (-3000, 1500), (-4000, 2060), (-4500, 2480), (-5200, 2780), (-6300, 2900), (-7300, 3250), (-9000, 3600),
    )),
    Road("Fylkesveg 9992", "secondary", "F", "9992", (
        (1560, -2700), (1080, -2880), (400, -3250), (-400, -3620), (-1500, -4250), (-2600, -4880), (-3300, -5130),
        (-4500, -5450), (-6300, -5600), (-9000, -6150),
    )),
    Road("Fylkesveg 9993", "secondary", "F", "9993", (
        (1000, 640), (960, 1000), (770, 1500), (640, 2100), (720, 2800), (745, 3180), (760, 3500), (660, 3850),
        (480, 4300), (60, 5000), (-330, 5750), (-520, 6800), (-700, 8300),
    )),
    Road("Torggata", "residential", "K", "1028", ((1190, 560), (1205, 300), (1195, 120), (1180, -120), (1120, -260))),
    Road("Kirkegata", "residential", "K", "1029", (
        (760, 560), (790, 300), (800, 175), (830, 20), (860, -222),
    )),
    Road("Rådhusgata", "residential", "K", "1030", ((700, 420), (1010, 480), (1300, 470))),
    Road("Bekkegata", "residential", "K", "1031", ((700, -30), (1045, -60), (1230, -60))),
    Road("Storgata", "tertiary", "K", "1001", ((1000, 640), (1020, 330), (1035, 0), (1045, -180), (1060, -340))),
    Road("Bruvegen", "tertiary", "K", "1002", (
        (1075, -480), (1080, -700), (1050, -1000), (960, -1400), (900, -1900), (930, -2250), (980, -2450),
        (1080, -2880),
    )),
    Road("Kladdgata", "tertiary", "K", "1003", (
        (1330, 100), (1025, 150), (700, 190), (350, 250), (20, 440), (-330, 800), (-560, 1250), (-480, 1750),
        (-150, 2130), (250, 2230), (640, 2100),
    )),
    Road("Elvegata", "tertiary", "K", "1004", (
        (1045, -180), (860, -222), (700, -235), (330, -170), (-50, 10), (-350, 270), (-620, 560), (-860, 900),
        (-560, 1250),
    )),
    Road("Tenklivegen", "tertiary", "K", "1005", (
        (200, -620), (120, -1000), (-60, -1450), (60, -1950), (450, -2280), (930, -2250),
    )),
    Road("Utkikkvegen", "tertiary", "K", "1006", ((-300, -420), (-560, -760), (-540, -1200), (-60, -1450))),
    Road("Nordlivegen", "tertiary", "K", "1007", (
        (960, 1000), (1200, 1250), (1330, 1750), (1420, 2250), (1250, 2600), (720, 2800),
    )),
    Road("Fabelvegen", "tertiary", "K", "1008", (
        (745, 3180), (1100, 3120), (1420, 3420), (1330, 3850), (980, 4000), (660, 3850),
    )),
    Road("Bryggegata", "tertiary", "K", "1026", ((1690, -1620), (1560, -1150), (1470, -600), (1462, -430))),
    Road("Perronggata", "tertiary", "K", "1009", (
        (1470, -300), (1490, -100), (1540, 150), (1550, 600), (1640, 1150), (1760, 1600), (1960, 2100), (2060, 2600),
        (2060, 3100), (1890, 3650),
    )),
    Road("Kaigata", "tertiary", "K", "1027", ((1740, -900), (1780, -640), (1800, -350))),
    Road("Strandgata", "tertiary", "K", "1010", (
        (1815, -215), (1860, 100), (1840, 560), (1880, 1050), (2030, 1550),
    )),
    Road("Nesvegen", "tertiary", "K", "1011", ((2400, 2640), (2560, 2620), (2660, 2820), (2560, 3120))),
    Road("Mønstervegen", "tertiary", "K", "1012", (
        (1080, -2880), (1120, -3300), (1060, -3750), (860, -4150), (400, -4350), (-400, -3620),
    )),
    Road("Modellvegen", "tertiary", "K", "1013", ((1120, -3300), (1350, -3220), (1520, -3080), (1600, -3062))),
    Road("Motnesvegen", "tertiary", "K", "1014", ((1695, -3040), (1960, -2900), (2230, -2860))),
    Road("Neslinna", "tertiary", "K", "1015", ((2420, -2850), (2800, -2960), (3180, -3020), (3380, -3150))),
    Road("Grusvegen", "tertiary", "K", "1016", ((-1500, 380), (-1750, 80), (-2350, 250), (-2800, 800), (-2300, 950))),
    Road("Kvernvegen", "tertiary", "K", "1017", (
        (-5060, 3110), (-4980, 3400), (-5250, 3720), (-5800, 3700),
    )),
    Road("Bygdevegen", "tertiary", "K", "1018", ((-5090, 2960), (-5100, 2740), (-5000, 2400), (-5300, 2060))),
    Road("Kirkelinna", "tertiary", "K", "1019", ((-2600, -4880), (-2700, -4500), (-3100, -4280), (-4000, -4200))),
    Road("Mosevegen", "tertiary", "K", "1020", ((-3300, -5130), (-3180, -5480), (-3500, -5900))),
    Road("Grendevegen", "tertiary", "K", "1021", ((-330, 5750), (-800, 5600), (-1300, 5750))),
    Road("Ravnevegen", "tertiary", "K", "1022", ((-900, 20), (-1250, -250), (-1500, -700), (-2200, -1100))),
    Road("Åsvegen", "tertiary", "K", "1023", ((-400, -3620), (-600, -2900), (-1300, -2500), (-2600, -2650))),
    Road("Sagvegen", "tertiary", "K", "1024", ((-3000, 1500), (-3300, 900), (-4200, 300), (-5600, 100))),
    Road("Øygardsvegen", "tertiary", "K", "1025", ((60, 5000), (700, 5100), (1180, 5150))),
    Road("Blindvegen", "residential", "K", "1032", ((700, 190), (690, 110), (662, 55))),
    Road("Øyvegen", "residential", "P", "1", (
        (2720, 690), (2850, 760), (3020, 770), (3160, 700), (3040, 650), (2860, 640),
    )),
)  # fmt: skip


# Ways for walking and cycling: type as in OpenStreetMap, and the line. They lead from roads to roads.
WAYS: tuple[tuple[str, Table], ...] = (
    ("cycleway", ((1800, -1300), (1850, -900), (1895, -600), (1925, -390))),
    ("cycleway", ((1955, -195), (1985, 50), (1982, 300), (1958, 620), (1945, 950), (2010, 1300), (2180, 1660))),
    ("footway", ((1780, -640), (1895, -600))),
    ("footway", ((1860, 100), (1985, 50))),
    ("footway", ((1840, 560), (1958, 620))),
    ("footway", ((1880, 1050), (1945, 950))),
    ("footway", ((2030, 1550), (2180, 1660))),
    ("footway", ((330, -170), (338, -310))),
    ("footway", ((352, -490), (360, -650))),
    ("footway", ((1395, 115), (1540, 150))),
    ("footway", ((1540, 150), (1670, 133))),
    ("footway", ((1735, 123), (1860, 100))),
    ("cycleway", ((1420, 2250), (1680, 2180))),
    ("cycleway", ((1800, 2145), (1960, 2100))),
    ("path", ((-560, 1250), (-820, 1800), (-1000, 2500), (-950, 2950), (-300, 3050), (250, 2950), (720, 2800))),
    ("path", ((-1000, 2500), (-1700, 2900), (-2700, 3600), (-2900, 3950), (-3700, 3700), (-4980, 3400))),
    ("path", ((-540, -1200), (-950, -1450), (-1500, -1500), (-1700, -1150), (-1500, -700))),
    ("path", ((-1300, -2500), (-1500, -1900), (-1500, -1500))),
    ("path", ((60, 5000), (-500, 4500), (-1000, 3700), (-950, 2950))),
)


class Passage(NamedTuple):
    """A way over, under or on the level with what else cannot be crossed."""

    id: str
    name: str
    kind: str
    highway: str
    level: int
    points: Table


PASSAGES: tuple[Passage, ...] = (
    Passage("storbrua", "Storbrua", "bru", "tertiary", 1, ((1060, -340), (1075, -480))),
    Passage("perrongbrua", "Perrongbrua", "bru", "tertiary", 1, ((1462, -430), (1470, -300))),
    Passage("osbrua", "Osbrua", "bru", "tertiary", 1, ((1800, -350), (1815, -215))),
    Passage("osgangbrua", "Osgangbrua", "bru", "cycleway", 1, ((1925, -390), (1955, -195))),
    Passage("kladdebrua", "Kladdebrua", "bru", "footway", 1, ((338, -310), (352, -490))),
    Passage("kvernbrua", "Kvernbrua", "bru", "tertiary", 1, ((-5060, 3110), (-5090, 2960))),
    Passage("torgundergangen", "Torgundergangen", "undergang", "footway", -1, ((1330, 100), (1395, 115))),
    Passage("stasjonsundergangen", "Stasjonsundergangen", "undergang", "footway", -1, ((1670, 133), (1735, 123))),
    Passage("elvelyset", "Lyskrysset ved Skissa", "signal", "tertiary", 0, ((1080, -700), (1470, -600))),
    Passage("brygga", "Bryggeovergangen", "planovergang", "tertiary", 0, ((1470, -600), (1780, -640))),
    Passage("nordbrua", "Nordbrua", "bru", "cycleway", 1, ((1680, 2180), (1800, 2145))),
    Passage("nesovergangen", "Nesovergangen", "planovergang", "tertiary", 0, ((2060, 2600), (2400, 2640))),
    Passage("modellundergangen", "Modellundergangen", "undergang", "tertiary", -1, ((1600, -3062), (1695, -3040))),
    Passage("motnesovergangen", "Motnesovergangen", "planovergang", "tertiary", 0, ((2230, -2860), (2420, -2850))),
    Passage("fabelfeltet", "Gangfeltet på Fabelsletta", "gangfelt", "footway", 0, ((1420, 3420), (1890, 3650))),
)  # fmt: skip
