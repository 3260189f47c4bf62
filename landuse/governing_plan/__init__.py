"""Which plan and purpose governs each piece of ground on a day, with the reason: pbl § 1-5 second paragraph.

=========  ==============================================================================
answer     all of it as a frame of pieces: ``governing_plan``
ground     units cut by everything that lies on them, each tile with what follows
tiles      the cutting itself: pieces that leave no gap and do not overlap
record     the plans on a day: what is in force where, exempt, replaced
rules      who governs of those that are in force on a piece of ground, and why
conflicts  whether two purposes for the same ground conflict
facts      rows of the layers as plain facts
reasons    the sentences: ``REASONS``
=========  ==============================================================================
"""

from __future__ import annotations

from landuse.governing_plan.answer import governing_plan
from landuse.governing_plan.reasons import REASONS

__all__ = ["REASONS", "governing_plan"]
