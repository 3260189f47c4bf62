"""Pages as they are served: what surrounds them, the lean form, the list, the first page, and messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from layers.text import Text
from maps import KeyFigure, MapPage, page_document
from maps.directory import Entry, directory, message
from maps.overview import Card, Choice, Group, Method, Overview, Row, overview_document
from maps.site import Link, Site
from maps.view import view_of
from tests.maps.cases import HOSTILE, coverage, page_of, plots
from tests.maps.document import Document
from tests.maps.test_filtering import LAYER, PLOTS

SITE = Site(
    name="Arealdata for Ås",
    home="/?lang=nb",
    links=(Link("/", "Oversikt", current=True), Link("/kart", "Kart")),
    language=Link("/kart/x?lang=en", "English", lang="en"),
)


def html_of(page: MapPage, site: Site = SITE) -> Document:
    return Document(page_document(page, site=site).html)


def filtered(site: Site = SITE) -> Document:
    return html_of(MapPage(title=Text("T", "T"), summary=Text("", ""), layers=(LAYER,), view=view_of([PLOTS])), site)


def test_a_served_page_has_its_ways_and_its_language() -> None:
    document = html_of(page_of(plots("a"), synthetic=True))
    assert document.only("title").text == "Kart – Arealdata for Ås"
    assert [link.text for link in document.all("a") if "nav" in link.parents] == ["Oversikt", "Kart", "English"]
    assert document.only("a", **{"aria-current": "page"}).text == "Oversikt"
    assert document.only("a", hreflang="en").attributes["lang"] == "en"
    assert len(document.all("p", **{"class": "synthetic"})) == 1


def test_the_policy_lets_forms_ask_only_the_own_server() -> None:
    page = page_of(plots("a"))
    assert "form-action 'self'" in page_document(page, site=SITE).policy
    assert "form-action 'none'" in page_document(page).policy
    assert page_document(page, site=SITE).policy == html_of(page).all("meta")[1].attributes["content"]


def test_a_lean_page_has_map_table_and_the_way_to_the_whole_and_no_more() -> None:
    lean = replace(SITE, lean=True, whole=Link("/kart/x", "Åpne hele kartet"))
    document = html_of(replace(coverage(), synthetic=True), lean)
    assert not document.all("nav") + document.all("header", **{"class": "site"})
    assert document.only("h1").parents[-1] == "header"
    assert document.only("header", **{"class": "masthead unseen"})
    assert document.only("a", target="_top").attributes["href"] == "/kart/x"
    assert [fold.attributes.get("id") for fold in document.all("details")] == [None, "tables"]
    assert "oppdiktet" in document.html
    assert len(document.rows()) == 5


def test_what_is_chosen_is_chosen_in_the_form_and_left_out_of_the_table() -> None:
    document = filtered(replace(SITE, chosen={"district": "Nord", "q": 'å"<'}, kept={"lang": "en"}))
    (selected,) = (option for option in document.all("option") if "selected" in option.attributes)
    assert selected.attributes["value"] == "Nord"
    assert document.only("input", type="search").attributes["value"] == 'å"<'
    assert document.only("input", type="hidden").attributes == {"type": "hidden", "name": "lang", "value": "en"}
    assert document.only("a", **{"class": "reset"}).attributes["href"] == "?lang=en"
    assert document.only("p", role="status").text == "0 av 4 rader vises"
    assert len([row for row in document.all("tr") if "hidden" in row.attributes]) == 4


def test_everything_is_shown_where_nothing_is_chosen() -> None:
    document = filtered()
    assert document.only("p", role="status").text == "4 av 4 rader vises"
    assert len(document.rows()) == 4
    assert document.only("form").attributes["method"] == "get"
    assert [label.text for label in document.all("label")][:2] == ["Navn inneholder", "Kommunedel"]


def test_code_to_embed_and_downloads_are_text_and_links() -> None:
    site = replace(SITE, snippet='<iframe src="x">', snippet_help="Slik.", downloads=(Link("/t?f=csv", "CSV"),))
    document = html_of(page_of(plots("a")), site)
    assert document.only("code").text == '<iframe src="x">'
    assert not document.all("iframe")
    assert document.only("a", **{"class": "download"}).attributes["href"] == "/t?f=csv"


def test_the_list_tells_what_can_be_drawn_from_what_cannot() -> None:
    entries = [
        Entry("/kart/a", Text("A", "A"), Text("Om a", "On a"), there=True),
        Entry("/kart/b", Text("B", "B"), Text("Om b", "On b"), there=False),
    ]
    document = Document(directory(entries, lang="nb", site=SITE).html)
    assert [element.text for element in document.all("h2")] == ["Ikke importert ennå"]
    assert [link.text for link in document.all("a") if "ul" in link.parents and "nav" not in link.parents] == ["A", "B"]
    assert "Ikke importert" not in directory(entries[:1], lang="nb", site=SITE).html


def test_a_message_says_one_thing_and_leads_home() -> None:
    document = Document(message("Finnes ikke", HOSTILE[0], home="/arealdata/", lang="nb").html)
    assert document.only("p", **{"class": "summary"}).text == HOSTILE[0]
    assert document.only("a").attributes["href"] == "/arealdata/"
    assert not document.all("script") + document.all("img")


def first_page(**more: object) -> Overview:
    page = page_of(plots("a", "b"))
    given: dict[str, object] = {
        "summary": Text("Om", "On"),
        "groups": (
            Group(
                Text("Tomter", "Plots"),
                (
                    KeyFigure(
                        "plots", Text("Antall", "Count"), 7, "1", None, KeyFigure("daa", Text("", ""), 40.04, "daa")
                    ),
                ),
                (Link("/tomter", "Finn"),),
            ),
        ),
        "cards": (Card("/kart/a", Text("Kartet", "The map"), Text("Viser a", "Shows a"), page.layers, page.view),),
        "rows": (
            Row(Text("Vann", "Water"), "/kart/water", "/collections/water", 24, date(2026, 11, 1)),
            Row(Text("Forhold", "Relations"), None, "/collections/r", 6, None),
        ),
        "methods": (
            Method(
                Text("M", "M"), Text("Hva?", "What?"), (Choice(Text("P", "P"), Text("x", "x"), "8"),), Link("/p", "M")
            ),
        ),
        "links": (Link("/api", "API"),),
        "backdrop": (),
        "view": page.view,
    }
    return Overview(**(given | more))  # type: ignore[arg-type]  # by name


def test_the_first_page_has_figures_maps_methods_layers_and_data() -> None:
    document = Document(overview_document(first_page(synthetic=True), lang="nb", site=SITE).html)
    assert document.only("h1").text == document.only("title").text == "Arealdata for Ås"
    assert document.all("dd")[0].text == "7 40,0\u00a0daa"
    assert [element.text for element in document.all("h2")] == [
        "Tomter",
        "Kartene",
        "Slik blir tallene til",
        "Kartlagene",
        "For fagsystemer og analytikere",
    ]
    assert document.rows() == [["Vann", "24", "01.11.2026", "API"], ["Forhold", "6", "ukjent", "API"]]
    assert "oppdiktet" in document.html


def test_cards_are_pictures_nobody_reads_beside_a_link_everybody_does() -> None:
    document = Document(overview_document(first_page(), lang="en", site=SITE).html)
    pictures = [svg for svg in document.all("svg") if svg.attributes.get("viewbox")]
    assert [svg.attributes["aria-hidden"] for svg in pictures] == ["true"]
    assert "The map" in [link.text for link in document.all("a")]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_first_page_of_nothing_is_still_a_page(lang: str) -> None:
    empty = first_page(groups=(), cards=(), rows=(), methods=())
    assert Document(overview_document(empty, lang=lang, site=SITE).html).only("h1")  # type: ignore[arg-type]  # a Lang
