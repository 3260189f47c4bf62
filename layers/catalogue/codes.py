"""Code lists of the national plan database (specification 20190401), the cadastre and the road database.

Short lists carry the official Norwegian names. The lists of plan features are keyed by feature type, because the same
number means different things in different lists: 1130 is Sentrumsformål as an arealformål and Gang-/sykkelveg as a
samferdselslinje. Expired codes stay: plans that use them are still in force.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAN_TYPE: Mapping[str, str] = {
    "4": "Statlig arealplan",
    "10": "Fylkesplanens arealdel",
    "11": "Fylkesdelplan",
    "12": "Regional plan",
    "20": "Kommuneplanens arealdel",
    "21": "Kommunedelplan",
    "22": "Mindre endring av kommune(del)plan",
    "30": "Eldre reguleringsplan",
    "31": "Mindre reguleringsendring",
    "32": "Bebyggelsesplan iht. reguleringsplan",
    "33": "Bebyggelsesplan iht. kommuneplanens arealdel",
    "34": "Områderegulering",
    "35": "Detaljregulering",
}

PLAN_STATUS: Mapping[str, str] = {
    "0": "Planinitiativ",
    "1": "Planlegging igangsatt",
    "2": "Planforslag",
    "3": "Endelig vedtatt arealplan",
    "4": "Opphevet",
    "5": "Utgått/erstattet",
    "6": "Vedtatt plan med utsatt rettsvirkning",
    "7": "Endelig vedtatt plan underlagt tidsbegrensning",
    "8": "Overstyrt",
    "9": "Avvist",
    "10": "Trukket",
}

PLAN_RELATION: Mapping[str, str] = {
    "1": "Endrer",
    "2": "Overstyrer",
    "3": "Arver bestemmelser",
    "4": "Erstatter",
    "5": "Erstatter delvis",
}

LAND_STATUS: Mapping[str, str] = {"1": "Nåværende", "2": "Framtidig", "3": "Videreutvikling av nåværende"}

VERTICAL_LEVEL: Mapping[str, str] = {
    "1": "Under grunnen (tunnel)",
    "2": "På grunnen/vannoverflate",
    "3": "Over grunnen (bru)",
    "4": "På bunnen",
    "5": "I vannsøylen",
}

UTILISATION_TYPE: Mapping[str, str] = {
    "1": "BYA-87 (%)",
    "2": "BRA-87 (m²)",
    "3": "TU",
    "4": "U",
    "5": "F",
    "6": "BGA",
    "7": "BFA",
    "10": "Ikke tillatt å bebygge",
    "11": "Ikke tillatt med ytterligere bebyggelse",
    "12": "%-BYA-97",
    "13": "T-BRA",
    "14": "%-TU",
    "15": "BYA (m²)",
    "16": "%-BYA",
    "17": "BRA (m²)",
    "18": "%-BRA",
}

BUILDING_STATUS: Mapping[str, str] = {
    "RA": "Rammetillatelse",
    "IG": "Igangsettingstillatelse",
    "MB": "Midlertidig brukstillatelse",
    "FA": "Ferdigattest",
    "TB": "Tatt i bruk",
    "MT": "Melding registrert",
    "MF": "Melding fullført",
    "IP": "Ikke pliktig registrert",
    "GR": "Godkjent revet",
    "BR": "Revet/brent",
    "BF": "Flyttet",
    "BA": "Avlyst",
    "BU": "Nummer utgått",
}

ROAD_CATEGORY: Mapping[str, str] = {
    "E": "Europaveg",
    "R": "Riksveg",
    "F": "Fylkesveg",
    "K": "Kommunal veg",
    "P": "Privat veg",
    "S": "Skogsveg",
}


def _listed(text: str) -> tuple[str, ...]:
    """Return the codes of `text`, which blanks and line ends keep apart."""
    return tuple(text.split())


PURPOSES: Mapping[str, tuple[str, ...]] = {
    "KpArealformålOmråde": _listed(
        """
        1000 1001 1110 1120 1130 1140 1150 1160 1170 1200 1300 1400 1500 1600 1700 1800
        2000 2001 2010 2020 2030 2040 2044 2050 2060 2070 2080 2100 2800
        3000 3001 3002 3020 3030 3040 3050 3100 3800 4000 4001 4010 4020 4030 4800
        5000 5001 5100 5200 5210 5220 5230
        6000 6001 6100 6110 6120 6130 6200 6220 6230 6300 6400 6500 6600 6700 6800
        """
    ),
    "RpArealformålOmråde": _listed(
        """
        1001 1110 1111 1112 1113 1114 1119 1120 1121 1122 1123 1124 1130 1140 1150 1160 1161 1162 1163 1164 1165 1166
        1167 1168 1169 1170 1171 1172 1173 1174 1200 1201 1202 1300 1310 1320 1330 1340 1341 1342 1350 1360 1390
        1400 1410 1420 1430 1440 1450 1460 1470 1490 1500 1501 1502 1510 1520 1530 1531 1540 1541 1542 1543 1550 1560
        1570 1587 1588 1589 1590 1600 1610 1620 1630 1640 1690 1700 1710 1730
        1800 1801 1802 1803 1804 1810 1811 1812 1813 1814 1820 1821 1822 1823 1824 1825 1826 1830 1831 1900
        2001 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026 2027 2028 2029
        2030 2031 2032 2033 2034 2035 2040 2041 2042 2043 2044 2045 2050 2060 2061 2070 2071 2072 2073 2074
        2080 2081 2082 2083 2100 2101 2110 2120 2140 2141 2142 2143 2150 2160 2170 2180 2190 2200 2800 2900
        3001 3002 3020 3030 3031 3040 3041 3050 3060 3061 3100 3110 3800 3900 4001 4010 4020 4030 4800 4900
        5100 5110 5111 5112 5113 5114 5115 5120 5130 5140 5200 5210 5220 5230 5300 5400 5500 5600 5900
        6001 6100 6110 6120 6130 6140 6200 6211 6220 6230 6240 6300 6310 6320 6330 6400 6410 6420 6430 6500
        6600 6610 6620 6700 6710 6720 6760 6770 6800 6900
        """
    ),
    "KpArealbrukOmråde": _listed(
        """
        100 101 102 110 120 130 131 132 133 134 140 150 155 160 161 162 163 170 171 172 173 190 200 210 220 221 222 223
        300 310 320 330 400 410 420 460 470 490 499 500 510 520 521 522 530 531 532 533 540 541 542 590
        600 610 620 630 631 632 640 641 650 660 670 680
        """
    ),
    "RbFormålOmråde": _listed(
        """
        100 110 111 112 113 115 120 130 140 150 160 162 163 164 166 167 169 170 172 173 174 176 177 179 180 181 182
        190 191 192 199 200 210 220 230 240 299 300 310 311 319 320 321 322 330 331 332 333 340 341 342 343 350 360
        370 371 372 380 381 382 390 391 392 398 399 400 410 420 421 430 440 450 459 460 461 462 463 469
        601 611 612 613 614 615 616 617 618 619 620 621 622 623 624 625 626 627 630 631 650 651 652 670 671 680 681 685
        690 691 692 693 699 700 710 720 730 750 760 770 780 790 910 911 912 913 920 921 922 923 924 930 931 939
        960 980 990 999
        """
    ),
}

# The kinds of hensynssone (pbl § 11-8) of municipal plans (Kp) and of regulation (Rp, where alone 140 frisikt is used).
_ZONE_KINDS = {
    "SikringSone": ("110", "120", "130", "140", "190"),
    "StøySone": ("210", "220", "230", "290"),
    "FareSone": ("310", "320", "330", "350", "360", "370", "380", "390"),
    "InfrastrukturSone": ("410", "430", "440", "450"),
    "AngittHensynSone": ("510", "520", "530", "540", "550", "560", "570", "580", "590"),
    "BåndleggingSone": ("700", "710", "720", "730", "735", "740", "750"),
    "GjennomføringSone": ("800", "810", "820", "830"),
    "DetaljeringSone": ("900", "910"),
}

ZONES: Mapping[str, tuple[str, ...]] = {
    **{level + kind: codes for level in ("Kp", "Rp") for kind, codes in _ZONE_KINDS.items()},
    "KpRestriksjonOmråde": ("110", "111", "112", "136", "141", "142", "149", "410", "411", "420", "499"),
    "KpRetningslinjeOmråde": ("111", "112", "113", "121", "122"),
    "RbRestriksjonOmråde": ("640", "641", "645", "646"),
    "RbFareOmråde": ("500", "510", "520", "530", "540", "550", "560", "570", "580", "590"),
    "RbBevaringOmråde": ("660", "661", "662", "663"),
    "RbFornyelseOmråde": ("800",),
    "RbRekkefølgeOmråde": ("991", "992"),
    # Provision areas have a name («#1») and no code.
    "KpBestemmelseOmråde": (),
    "RpBestemmelseOmråde": (),
    "PblMidlByggAnleggOmråde": (),
}

LINES: Mapping[str, tuple[str, ...]] = {
    "KpJuridiskLinje": ("1111", "1112", "1113", "1160", "1161", "1162", "1163"),
    "KpSamferdselLinje": _listed("1121 1122 1124 1125 1130 1131 1132 1140 1143 1151 1152 1155 1156 1161 1162 1163"),
    "KpInfrastrukturLinje": ("1165", "1166", "1167", "1168"),
    "RpJuridiskLinje": _listed(
        """
        1203 1204 1210 1211 1213 1214 1215 1221 1222 1223 1224 1225 1226 1227 1228 1235 1252 1254 1259 1260 1261 1262
        """
    ),
}

HEIGHTS = ("KpRegulertHøyde", "RpRegulertHøyde")


def union(lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return every code of `lists` once, in ascending order of the text.

    >>> union({"A": ("20", "10"), "B": ("10", "30")})
    ('10', '20', '30')
    """
    return tuple(sorted(set(chain.from_iterable(lists.values()))))
