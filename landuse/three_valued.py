"""Three-valued logic: «ja», «nei», «ukjent».

Kleene's strong logic. Unknown is neither yes nor no and never turns into either by itself; it only gives way where the
answer would be the same whatever the unknown turned out to be (``nei og ukjent`` is ``nei``).

Because the answers are ordered nei < ukjent < ja, *and* is the least of them, *or* the greatest.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Answer(IntEnum):
    """One of the three answers; the order is what makes the logic."""

    NEI = 0
    UKJENT = 1
    JA = 2

    @classmethod
    def of(cls, value: object) -> Answer:
        """Return the answer that `value` stands for; anything that is not plainly yes or no is unknown.

        >>> Answer.of("ja"), Answer.of(False), Answer.of(None), Answer.of("kanskje")
        (<Answer.JA: 2>, <Answer.NEI: 0>, <Answer.UKJENT: 1>, <Answer.UKJENT: 1>)
        """
        return _PLAIN.get(str(value).strip().lower(), cls.UKJENT)

    def __str__(self) -> str:
        return self.name.lower()


_PLAIN = {"ja": Answer.JA, "nei": Answer.NEI, "true": Answer.JA, "false": Answer.NEI}


def negate(answer: Answer) -> Answer:
    """Return the opposite; the opposite of unknown is unknown."""
    return Answer(Answer.JA - answer)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Return «ja» if all are «ja», «nei» if any is «nei», else «ukjent»; of nothing, «ja»."""
    return min(answers, default=Answer.JA)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Return «ja» if any is «ja», «nei» if all are «nei», else «ukjent»; of nothing, «nei»."""
    return max(answers, default=Answer.NEI)


def steps_met(answers: Iterable[Answer], *, unknown_counts: bool) -> int:
    """Return how many leading answers are met before the first that is not.

    Parameters
    ----------
    answers
        The steps of a ladder, lowest first.
    unknown_counts
        Whether «ukjent» is taken as met: the best that may turn out to be true.

    >>> steps_met([Answer.JA, Answer.UKJENT, Answer.JA], unknown_counts=False)
    1
    """
    least = Answer.UKJENT if unknown_counts else Answer.JA
    count = 0
    for answer in answers:
        if answer < least:
            break
        count += 1
    return count
