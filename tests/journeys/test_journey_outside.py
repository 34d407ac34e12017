"""Execution outside prison plays its own chain beside J1 to J5: two sides, one page, every day counted."""

from __future__ import annotations

import pytest

from tests.journeys import outside as chapters
from tests.journeys import urgent as at_once
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


def test_whoever_must_leave_at_once_is_let_out_before_the_list_is_sent(urgent: Story) -> None:
    play(urgent, at_once.is_let_out_at_once)


def test_what_comes_before_a_release_comes_after_an_urgent_one(urgent: Story) -> None:
    play(urgent, at_once.is_made_known_afterwards)
