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
