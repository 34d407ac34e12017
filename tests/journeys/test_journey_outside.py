"""Execution outside prison plays its own chain beside J1 to J5: two sides, one page, every day counted."""

from __future__ import annotations

import pytest

from tests.journeys import outside as chapters
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_the_office_is_told_before_the_diagnosis_and_gets_its_copy(outside: Story) -> None:
    play(outside, chapters.is_diagnosed)


def test_the_list_hangs_three_days_and_is_consulted_on_and_filed(outside: Story) -> None:
    play(outside, chapters.is_filed)


def test_the_decision_is_matched_and_starts_the_ten_days(outside: Story) -> None:
    play(outside, chapters.is_granted)


def test_a_missed_recheck_shows_on_both_sides(outside: Story) -> None:
    play(outside, chapters.is_outside)


def test_the_ground_gone_leads_back_to_prison(outside: Story) -> None:
    play(outside, chapters.is_brought_back)
