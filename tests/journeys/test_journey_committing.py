"""Delivery for execution, the centre and the prison side by side, each on its own page of the same delivery."""

from __future__ import annotations

import pytest

from tests.journeys import committing
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_a_refused_intake_is_weighed_and_the_prison_obliged(story: Story) -> None:
    committing.plays(story)
