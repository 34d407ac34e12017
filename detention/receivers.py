"""Wake-ups: the rules asked again after an act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from detention.services.judging import TOPIC, judge
from procuratorate.work.registry import handles


@handles(TOPIC)
def judge_again(payload: dict[str, Any], *, at: datetime) -> None:
    judge(detainee_id=payload["detainee"], at=at)
