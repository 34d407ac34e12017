"""J6: a joint meeting from its planning, by keys in the room, to what was agreed and struck off."""

from __future__ import annotations

import pytest

from tests.journeys import meeting
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_a_meeting_is_held_by_keys_and_what_was_agreed_is_followed_up(story: Story) -> None:
    play(story, meeting.is_followed_up)
