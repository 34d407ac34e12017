"""J3: the chief signs what was drafted and nothing else, before the days are over."""

from __future__ import annotations

import pytest

from tests.journeys import approving
from tests.journeys.chapters import play
from tests.journeys.story import Story

pytestmark = pytest.mark.browser


def test_a_draft_is_returned_mended_extended_and_signed(story: Story) -> None:
    play(story, approving.is_signed)
