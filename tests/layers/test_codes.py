"""The code lists against their sources, each other, and wrong lists that are in circulation."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers import codes
from layers.codes import ANY, CodeList, ListId, list_of, lists, name, names
from layers.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "layers" / "codes").glob("*.csv"))
KP, RP = "KpArealformålOmråde", "RpArealformålOmråde"

every_list = pytest.mark.parametrize("listed", lists().values(), ids=map(str, lists()))


def listed_codes(object_type: str, attribute: str) -> str:
    return " ".join(list_of(object_type, attribute).codes)


def lines(file: Path) -> Iterator[list[str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("# ", "object_type;")):
            yield line.split(";")


# The form of the files


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_says_where_its_lists_come_from_and_names_its_columns(file: Path) -> None:
    nb, en, dated, head = file.read_text(encoding="utf-8").splitlines()[:4]
    assert [nb[:6], en[:6], dated[:8]] == ["# nb: ", "# en: ", "# date: "]
    assert head.startswith("object_type;attribute;code;nb;en;status")
    assert {len(cells) for cells in lines(file)} == {head.count(";") + 1}


def test_no_key_is_there_twice() -> None:
    keys = Counter(tuple(cells[:3]) for file in FILES for cells in lines(file))
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(keys) == len(lists()) + sum(len(listed.codes) for listed in lists().values())


def test_every_file_is_read_and_every_status_is_one_of_two() -> None:
    assert {file.stem for file in FILES} == set(codes._THEMES)
    assert {cells[5] for file in FILES for cells in lines(file) if cells[2]} == {"valid", "expired"}


@every_list
def test_a_list_and_each_of_its_codes_has_a_name_in_both_languages(listed: CodeList) -> None:
    for text in (listed.title, listed.source, *(code.name for code in listed.codes.values())):
        assert all(text.say(lang).strip() == text.say(lang) != "" for lang in LANGUAGES), text
    assert not re.search(r"[æøåÆØÅ]", " ".join(code.name.en for code in listed.codes.values()))


@every_list
def test_a_list_has_the_date_of_its_source(listed: CodeList) -> None:
    assert date(2017, 1, 1) < listed.dated <= date(2026, 11, 21)


@every_list
def test_fill_colours_are_colours_and_only_purposes_have_them(listed: CodeList) -> None:
    fills = {fill for code in listed.codes.values() for fill in (code.fill, code.fill_future)} - {""}
    assert all(re.fullmatch(r"#[0-9a-f]{6}", fill) for fill in fills)
    assert bool(fills) == (str(listed.id).endswith((".arealformål", ".arealbruk")) or listed.id[0] == "RbFormålOmråde")


# Reading


def test_the_same_number_is_another_thing_in_another_list() -> None:
    assert name(KP, "arealformål", "1130").nb == "Sentrumsformål"
    assert name("KpSamferdselLinje", "samferdselslinje", "1130").nb == "Gang/sykkelveg"
    assert name(RP, "arealformål", "1111").nb == "Boligbebyggelse - frittliggende småhusbebyggelse"
    assert name("KpJuridiskLinje", "juridisklinje", "1111").nb == "Byggegrense"
    assert name("KpJuridiskLinje", "juridisklinje", "1163").nb == "Markagrense"
    assert name("KpSamferdselLinje", "samferdselslinje", "1163").nb == "Motorferdsel i utmark"


def test_a_list_for_every_feature_type_is_found_from_each_and_its_own_comes_first() -> None:
    assert list_of("RpFareSone", "vertikalnivå") is list_of(ANY, "vertikalnivå")
    assert list_of("RpFareSone", "fare").id == ListId("RpFareSone", "fare")
    with pytest.raises(KeyError):
        list_of("RpFareSone", "sikring")
    with pytest.raises(KeyError):
        name("RpFareSone", "fare", "110")


def test_names_of_several_lists_stand_side_by_side_where_they_differ() -> None:
    both = names((ListId("KpJuridiskLinje", "juridisklinje"), ListId("KpSamferdselLinje", "samferdselslinje")))
    assert both["1163"].nb == "Markagrense / Motorferdsel i utmark"
    assert both["1111"].en == "Building line"
    assert names(()) == {}


def test_the_lists_are_read_when_they_are_first_asked_for() -> None:
    code = "import sys, layers.catalogue as c; from layers import codes; print(codes.lists.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


# Against the official sources

SPELLING = "misspelt in the drawing rules"
CUT = "cut off in the drawing rules"
CORRECTED = {
    ("kparealbrukomrade", "150"): SPELLING,
    ("kparealbrukomrade", "200"): SPELLING,
    ("kparealbrukomrade", "210"): SPELLING,
    ("kparealbrukomrade", "220"): SPELLING,
    ("kparealbrukomrade", "540"): SPELLING,
    ("kprestriksjonomrade", "149"): SPELLING,
    ("rbformalomrade", "167"): SPELLING,
    ("rbformalomrade", "170"): SPELLING,
    ("rbformalomrade", "960"): SPELLING,
    ("rparealformalomrade", "1120"): SPELLING,
    ("rparealformalomrade", "2180"): SPELLING,
    ("rparealformalomrade", "2800"): SPELLING,
    ("rparealformalomrade", "2900"): CUT,
}
EXPIRED_SINCE = {
    ("kparealformalomrade", "3001"): "expired in Plan 5.0, where 3002 takes its place",
    ("rparealformalomrade", "1163"): "expired in Plan 5.0, where 1168 and others take its place",
    ("rparealformalomrade", "1165"): "expired in Plan 5.0, where 1167 and others take its place",
}


Official = dict[tuple[str, str], tuple[str, bool, list[tuple[str, str]]]]


def as_in_the_drawing_rules(text: str) -> str:
    return text.lower().translate(str.maketrans("åø", "ao"))


@pytest.fixture(scope="module")
def official(real_data: Path) -> Official:
    """Return name, validity and fills (status of land use, colour) of each code of the drawing rules."""
    found: Official = {}
    with (real_data / "plan-schema" / "arealformal_codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said = re.sub(r"( - vertikalnivå \d)?( \((eksisterende|fremtidig)\))?$", "", row["name"])
            plain = re.sub(r",? \(utgått etter 2011\)$", "", said)
            _, _, fills = found.setdefault((row["objtype"], row["code"]), (plain, plain == said, []))
            fills.append((row["arealbruksstatus"], row["fill"]))
    return found


OURS = {
    (as_in_the_drawing_rules(listed.id.object_type), code.code): code
    for listed in lists().values()
    for code in listed.codes.values()
}


@pytest.mark.real
def test_every_code_of_the_drawing_rules_is_in_ours_and_none_lacks(official: Official) -> None:
    assert len(official) == 578
    assert official.keys() - OURS.keys() == set()


@pytest.mark.real
def test_names_are_those_of_the_drawing_rules_but_for_their_misprints(official: Official) -> None:
    assert {key for key, (said, _, _) in official.items() if OURS[key].name.nb != said} == CORRECTED.keys()


@pytest.mark.real
def test_status_is_that_of_the_drawing_rules_but_for_what_has_expired_since(official: Official) -> None:
    assert {key for key, (_, valid, _) in official.items() if OURS[key].valid != valid} == EXPIRED_SINCE.keys()


@pytest.mark.real
def test_codes_that_the_drawing_rules_do_not_have_are_expired_ones(official: Official) -> None:
    types = {"kparealformalomrade", "rparealformalomrade", "kparealbrukomrade", "rbformalomrade"}
    more = {key: code for key, code in OURS.items() if key[0] in types and key not in official}
    assert len(more) == 16
    assert not any(code.valid for code in more.values())


@pytest.mark.real
def test_fill_colours_are_those_of_the_drawing_rules(official: Official) -> None:
    purposes = {key: fills for key, (_, _, fills) in official.items() if OURS[key].fill}
    assert len(purposes) > 400
    for key, fills in purposes.items():
        by_status = dict(fills)
        assert OURS[key].fill == by_status.get("1", by_status.get("", ""))
        assert OURS[key].fill_future == by_status.get("2", "")


@pytest.mark.real
def test_every_attribute_of_a_zone_or_line_is_one_of_the_feature_catalogues(real_data: Path) -> None:
    text = "".join(
        (real_data / "plan-schema" / f"{which}_feature_catalogue.json").read_text(encoding="utf-8")
        for which in ("kommuneplaner", "reguleringsplan")
    )
    for listed in lists().values():
        if listed.id.object_type[:2] in {"Kp", "Rp", "Rb"}:
            assert f'"{listed.id.object_type}"' in text
            assert f'"{listed.id.attribute}"' in text, listed.id


@pytest.mark.parametrize(
    ("object_type", "attribute", "expected"),
    [
        ("KpSikringSone", "sikring", "110 120 130 190"),
        ("RpSikringSone", "sikring", "110 120 130 140 190"),  # frisikt in zoning plans alone
        ("KpFareSone", "fare", "310 320 330 350 360 370 380 390"),
        ("RpFareSone", "fare", "310 320 330 350 360 370 380 390"),
        ("KpInfrastrukturSone", "infrastruktur", "410 430 440 450"),
        ("RpStøySone", "støy", "210 220 230 290"),
        ("KpAngittHensynSone", "angittHensyn", "510 520 530 540 550 560 570 580 590"),
        ("RpBåndleggingSone", "båndlegging", "700 710 720 730 735 740 750"),
        ("RpGjennomføringSone", "gjennomføring", "800 810 820 830"),
        ("KpDetaljeringSone", "detaljering", "900 910"),
        ("RbBevaringOmråde", "reguleringsformål", "660 661 662 663"),
        (ANY, "lovreferanse", "1 2 3 4 5 6"),
        (ANY, "eierform", "1 2 3"),
        ("ar5", "treslag", "31 32 33 39 98 99"),
        ("ar5", "skogbonitet", "11 12 13 14 15 98 99"),
        ("ar5", "grunnforhold", "41 42 43 44 45 46 98 99"),
    ],
)
def test_a_list_has_these_codes_and_no_other(object_type: str, attribute: str, expected: str) -> None:
    assert listed_codes(object_type, attribute) == expected


@pytest.mark.parametrize(
    ("object_type", "attribute", "code", "said"),
    [
        (ANY, "planstatus", "3", "Endelig vedtatt arealplan"),
        (ANY, "planstatus", "6", "Vedtatt plan med utsatt rettsvirkning"),
        (ANY, "plantype", "34", "Områderegulering"),
        (ANY, "utnyttingstype", "10", "Ikke tillatt å bebygge"),
        (ANY, "vertikalnivå", "2", "På grunnen/vannoverflate"),
        (ANY, "bygningstype", "152", "Studenthjem/studentboliger"),
        (ANY, "bygningsstatus", "IG", "Igangsettingstillatelse"),
        (ANY, "vegkategori", "F", "Fylkesveg"),
        ("KpArealbrukOmråde", "arealbruk", "140", "Fritidsbebyggelse"),
        ("RbFormålOmråde", "reguleringsformål", "140", "Område for industri/lager"),
        ("ar5", "grunnforhold", "46", "Konstruert"),
    ],
)
def test_codes_have_their_official_names(object_type: str, attribute: str, code: str, said: str) -> None:
    assert name(object_type, attribute, code).nb == said


@pytest.mark.parametrize(
    ("listed", "expired"),
    [
        (list_of(KP, "arealformål"), "1000 2000 3000 3001 4000 5000 5001 6000"),
        (list_of("RpBåndleggingSone", "båndlegging"), "700"),
        (list_of("KpGjennomføringSone", "gjennomføring"), "800"),
        (list_of("KpDetaljeringSone", "detaljering"), "900"),
        (list_of(ANY, "planstatus"), "7"),
        (list_of("RbFormålOmråde", "reguleringsformål"), ""),  # of an expired act; its plans are in force
    ],
    ids=lambda value: str(value.id) if isinstance(value, CodeList) else "",
)
def test_what_new_plans_may_not_use_is_expired_and_still_there(listed: CodeList, expired: str) -> None:
    assert listed.expired == set(expired.split())
    assert listed.expired <= set(listed.codes)


# Wrong lists that are in circulation: what they say, and what is so


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("1130", "Flerboligbebyggelse", "Sentrumsformål"),
        ("1140", "Småhusbebyggelse", "Kjøpesenter"),
        ("1150", "Større boligbebyggelse", "Forretninger"),
    ],
)
@pytest.mark.parametrize("object_type", [KP, RP])
def test_a_centre_is_no_block_of_flats(object_type: str, code: str, wrong: str, right: str) -> None:
    assert name(object_type, "arealformål", code).nb == right
    assert wrong not in {each.name.nb for each in list_of(object_type, "arealformål").codes.values()}


@pytest.mark.parametrize(
    ("kind", "attribute", "code", "right"),
    [
        ("FareSone", "fare", "380", "Sone for militær virksomhet"),  # not «annen fare»
        ("FareSone", "fare", "390", "Annen fare"),  # not «militær»
        ("SikringSone", "sikring", "120", "Område for grunnvannsforsyning"),  # not «andre sikringssoner»
        ("InfrastrukturSone", "infrastruktur", "410", "Krav vedrørende infrastruktur"),  # not «veg»
    ],
)
@pytest.mark.parametrize("level", ["Kp", "Rp"])
def test_a_zone_is_what_the_standard_says(level: str, kind: str, attribute: str, code: str, right: str) -> None:
    assert name(level + kind, attribute, code).nb == right


def test_there_is_no_zone_420_or_920() -> None:
    zones = [listed for listed in lists().values() if listed.id.object_type.endswith("Sone")]
    assert len(zones) == 16
    assert {"420", "920"}.isdisjoint(chain.from_iterable(listed.codes for listed in zones))


@pytest.mark.parametrize("object_type", [KP, RP])
def test_1600_is_outdoor_living_space_and_1700_is_burial_ground(object_type: str) -> None:
    assert name(object_type, "arealformål", "1600").nb == "Uteoppholdsareal"
    assert name(object_type, "arealformål", "1700").nb in {"Grav og urnelund", "Grav- og urnelund"}
    assert name(object_type, "arealformål", "1170").nb == "Fritids- og turistformål"


def test_ar5_has_three_kinds_of_farmland_and_no_invented_ones() -> None:
    farmland = {code: name("ar5", "arealtype", code).nb for code in ("21", "22", "23")}
    assert farmland == {"21": "Fulldyrka jord", "22": "Overflatedyrka jord", "23": "Innmarksbeite"}
    assert name("ar5", "arealtype", "30").nb == "Skog"
    assert {"10", "20", "40"}.isdisjoint(list_of("ar5", "arealtype").codes)


def test_a_percentage_is_not_always_bya_and_ten_and_eleven_are_no_numbers() -> None:
    english = {code: each.name.en for code, each in list_of(ANY, "utnyttingstype").codes.items()}
    percent = {code for code, said in english.items() if "percent" in said}
    assert percent == {"1", "3", "5", "12", "14", "16", "18"}
    assert {code for code, said in english.items() if "m²" in said} == {"2", "6", "7", "13", "15", "17"}
    assert (english["10"], english["11"]) == ("Building not allowed", "No further building allowed")


def test_status_6_is_adopted_without_legal_effect_yet() -> None:
    assert name(ANY, "planstatus", "6").en == "Adopted plan with deferred legal effect"
