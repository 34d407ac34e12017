"""J1: a clerk's list goes up the levels, hangs on the wall, is consulted on, answered and filed."""

from __future__ import annotations

import pytest

from tests.journeys import filing
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_a_list_goes_up_the_levels_and_hangs_its_days(story: Story) -> None:
    play(story, filing.goes_up_the_levels)


def test_it_is_sent_and_arrives_on_the_open_desk_and_on_no_other(story: Story) -> None:
    play(story, filing.is_consulted_on)


def test_the_answers_and_the_copy_travel_on_with_a_new_clock(story: Story) -> None:
    play(story, filing.is_filed)
