"""The order of the story. A test asked for alone plays what went before it."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys import approving, custody, dying, filing, meeting, noticing, outside, reviewing, ruling, urgent
from tests.journeys.story import Story

ORDER: tuple[Callable[[Story], None], ...] = (
    filing.goes_up_the_levels,
    filing.is_consulted_on,
    reviewing.advises,
    filing.is_filed,
    reviewing.agrees,
    approving.is_signed,
    ruling.is_heard,
    ruling.is_ruled_on,
    ruling.is_objected_to,
    ruling.is_carried_out,
    ruling.is_served_late,
    ruling.is_reheard,
)
OUTSIDE = (
    outside.is_diagnosed,
    outside.is_filed,
    outside.is_granted,
    outside.is_outside,
    outside.is_brought_back,
)
URGENT = (urgent.is_let_out_at_once, urgent.is_made_known_afterwards)
CUSTODY = (custody.is_told, custody.is_warned_of, custody.runs_over, custody.is_corrected)
DEATH = (
    dying.happens, dying.is_told_of, dying.is_visited, dying.is_doubted, dying.is_concluded, dying.is_agreed_to,
)  # fmt: skip
ALONE = ((noticing.is_struck_off,), (meeting.is_followed_up,))


def play(story: Story, chapter: Callable[[Story], None]) -> None:
    """Play up to this chapter what has not been played yet."""
    order = next(part for part in (ORDER, OUTSIDE, URGENT, CUSTODY, DEATH, *ALONE) if chapter in part)
    for one in order[: order.index(chapter) + 1]:
        if one.__name__ not in story.played:
            story.played.add(one.__name__)
            one(story)
