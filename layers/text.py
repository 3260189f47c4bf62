"""Text for users: Norwegian bokmål first, English complete."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["nb", "en"]
LANGUAGES: tuple[Lang, ...] = ("nb", "en")


class Text(NamedTuple):
    """The same sentence in both languages; ``{name}`` fields are filled by :meth:`say`.

    >>> Text("{n} tomter", "{n} plots").say("nb", n=3)
    '3 tomter'
    """

    nb: str
    en: str

    def say(self, lang: Lang, **details: object) -> str:
        """Return the sentence in `lang` with its fields filled from `details`."""
        return (self.nb if lang == "nb" else self.en).format(**details)

    def filled(self, **details: object) -> Text:
        """Return the text with its fields filled in each language; a detail that is a text is said in that language.

        >>> Text("{n} på {place}", "{n} in {place}").filled(n=2, place=Text("bygda", "the country")).en
        '2 in the country'
        """
        return Text(*(self.say(lang, **_in(lang, details)) for lang in LANGUAGES))

    def then(self, other: Text) -> Text:
        """Return this sentence and the other after it."""
        return Text(f"{self.nb} {other.nb}", f"{self.en} {other.en}")


def _in(lang: Lang, details: dict[str, object]) -> dict[str, object]:
    return {name: each.say(lang) if isinstance(each, Text) else each for name, each in details.items()}
