"""J9: a death, by the hour: told, visited, doubted, concluded, bound; and one in a prison that nobody doubts."""

from __future__ import annotations

import pytest

from tests.journeys import dying
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_a_death_stands_on_the_open_desk_with_its_hours(dying_story: Story) -> None:
    play(dying_story, dying.happens)


def test_kin_superiors_and_video_are_on_record(dying_story: Story) -> None:
    play(dying_story, dying.is_told_of)


def test_what_the_office_finds_out_is_its_own(dying_story: Story) -> None:
    play(dying_story, dying.is_visited)


def test_a_doubted_conclusion_is_looked_into(dying_story: Story) -> None:
    play(dying_story, dying.is_doubted)


def test_the_conclusion_is_handed_over_and_the_file_bound(dying_story: Story) -> None:
    play(dying_story, dying.is_concluded)


def test_a_death_nobody_doubts_ends_with_a_notice(dying_story: Story) -> None:
    play(dying_story, dying.is_agreed_to)
