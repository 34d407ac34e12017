"""J5: the court takes the cases, hears one, rules; rulings come back, are matched, reviewed, objected to, watched."""

from __future__ import annotations

import pytest

from tests.journeys import ruling
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_the_court_asks_for_papers_and_hears_the_procurator(story: Story) -> None:
    play(story, ruling.is_heard)


def test_rulings_are_matched_with_reasons_and_a_wrong_match_is_undone(story: Story) -> None:
    play(story, ruling.is_ruled_on)


def test_a_ruling_is_objected_to_within_twenty_days_and_watched(story: Story) -> None:
    play(story, ruling.is_objected_to)


def test_what_was_granted_is_served_and_enters_the_dossier(story: Story) -> None:
    play(story, ruling.is_carried_out)


def test_a_ruling_served_late_is_told_to_both_sides(story: Story) -> None:
    play(story, ruling.is_served_late)


def test_the_courts_new_ruling_takes_the_place_of_the_first(story: Story) -> None:
    play(story, ruling.is_reheard)
