"""Somebody leaves a centre: stay, stage and clock end on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from detention.models import Detainee
from detention.services.recording import Doing, begin, finish, not_after, not_before
from detention.services.staging import end_stage
from detention.states import ENDED, Left, Presence
from procuratorate.custody.services import end_custody
from procuratorate.custody.states import Ended
from procuratorate.organs.actors import Actor


@transaction.atomic
def leave(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """Register that somebody left. `told`: on, how (Left), left_to (where to, on which paper)."""
    doing = Doing(detainee, version, told, actor, at)
    stage = begin(doing, "leave")
    not_after(doing.on, doing.today, "on", "出所日")
    not_before(doing.on, max(detainee.entered_on, stage.since), "on", "出所日早于入所日或者现环节开始之日，请核对。")
    how = Left(told["how"])
    end_stage(stage, doing)
    Detainee.objects.filter(pk=detainee.pk).update(
        state=Presence.LEFT, left_on=doing.on, left_how=how, left_to=str(told.get("left_to") or "").strip()
    )
    end_custody(custody=detainee.custody, until=doing.on, ended=ENDED.get(how, Ended.OTHER), actor=actor)
    finish(doing, stage, "leave", how=how.value)
