"""J2: the resident procurator works the queue: what needs nothing is agreed to, what is doubtful is checked."""

from __future__ import annotations

import pytest

from tests.journeys import reviewing
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_the_queue_is_worked_and_opinions_are_given(story: Story) -> None:
    play(story, reviewing.advises)


def test_the_copies_are_reviewed_and_agreed_to_by_one_signature(story: Story) -> None:
    play(story, reviewing.agrees)
