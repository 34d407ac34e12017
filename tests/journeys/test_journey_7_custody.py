"""J7: the centre tells its day and watches its clocks, the procurator beside it; what was left undone is answered."""

from __future__ import annotations

import pytest

from tests.journeys import custody as chapters
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_the_day_is_told_by_a_file_and_arrives_on_the_open_desk(custody: Story) -> None:
    play(custody, chapters.is_told)


def test_the_end_is_warned_of_within_seven_days(custody: Story) -> None:
    play(custody, chapters.is_warned_of)


def test_after_the_end_two_organs_answer_for_two_things(custody: Story) -> None:
    play(custody, chapters.runs_over)


def test_what_the_centre_owed_is_put_to_it_and_answered(custody: Story) -> None:
    play(custody, chapters.is_corrected)
