"""J4: a notice answered point by point until a second person strikes it off."""

from __future__ import annotations

import pytest

from tests.journeys import noticing
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_a_notice_is_answered_point_by_point_until_it_is_struck_off(story: Story) -> None:
    play(story, noticing.is_struck_off)
