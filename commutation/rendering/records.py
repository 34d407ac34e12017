"""The 备案审查 of a ruling on its page: where it stands, whose days run, what the reader may do."""

from __future__ import annotations

from datetime import date
from typing import Any

from commutation.models import RecordFiling, Ruling
from commutation.permissions.courts import may_answer_record, may_file_record
from commutation.rendering.clocks import face_of
from commutation.states.courts import RECORD_MOVES, RecordState
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import SERVING_SIDES

BELOW = RECORD_MOVES["send"].sources | RECORD_MOVES["report"].sources


def record_told(ruling: Ruling, actor: Actor, on: date) -> dict[str, Any]:
    """For the template: `record`, its running clock, and which of its acts are the reader's. Nothing for the prison."""
    rows = RecordFiling.objects.filter(ruling=ruling)
    record = None if actor.side in SERVING_SIDES else _whole(rows).first()
    if record is None:
        return {"record": None}
    return {
        "record": record,
        "record_face": face_of(_clock(record), on),
        "may_send_record": record.state in BELOW and may_file_record(actor, record) is None,
        "may_answer_record": record.state == RecordState.SENT and may_answer_record(actor, record) is None,
    }


def _whole(rows: Any) -> Any:
    return rows.select_related("organ", "to", "clock", "review_clock", "follow_clock", "by", "answered_by", "dispatch")


def _clock(record: RecordFiling) -> Deadline | None:
    clocks = {
        RecordState.DUE: record.clock,
        RecordState.SENT: record.review_clock,
        RecordState.LACKING: record.follow_clock,
        RecordState.ADVISED: record.follow_clock,
    }
    return clocks.get(RecordState(record.state))
