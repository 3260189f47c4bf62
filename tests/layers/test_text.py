from __future__ import annotations

from typing import get_args

import pytest

from layers.text import LANGUAGES, Lang, Text

PLOTS = Text("{n} tomter på {place}", "{n} plots at {place}")


@pytest.mark.parametrize(("lang", "said"), [("nb", "3 tomter på Skjerven"), ("en", "3 plots at Skjerven")])
def test_a_text_is_said_in_each_language(lang: Lang, said: str) -> None:
    assert PLOTS.say(lang, n=3, place="Skjerven") == said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("value", ["{n}", "{", "100 %", "«Å»", "<b>", ""])
def test_what_is_filled_in_is_said_as_it_is(lang: Lang, value: str) -> None:
    assert Text("[{value}]", "[{value}]").say(lang, value=value) == f"[{value}]"


def test_details_that_the_sentence_does_not_name_are_left_out() -> None:
    assert Text("Ferdig.", "Done.").say("en", n=3) == "Done."


def test_a_missing_detail_is_an_error_and_no_half_sentence() -> None:
    with pytest.raises(KeyError, match="place"):
        PLOTS.say("nb", n=3)


def test_norwegian_comes_first_and_the_type_names_the_same_languages() -> None:
    assert LANGUAGES == ("nb", "en") == get_args(Lang)
    assert PLOTS == ("{n} tomter på {place}", "{n} plots at {place}")


def test_a_text_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        PLOTS.nb = "noe annet"  # type: ignore[misc]  # the assignment is what must fail
