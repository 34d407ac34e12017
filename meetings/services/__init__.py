"""The verbs of joint meetings, from the series to the last agreed item closed."""

from meetings.services.agenda import add_item, drop_item, move_item, propose_item
from meetings.services.following import close_item, report_item, send_back_item
from meetings.services.minutes import (
    answer_remark,
    edit_minutes,
    offer_minutes,
    remark_on,
    share_minutes,
    sign_minutes,
    take_back_minutes,
)
from meetings.services.planning import (
    add_person,
    begin_meeting,
    call_meeting,
    cancel_meeting,
    found_series,
    plan_meeting,
)
from meetings.services.printing import issue_minutes
from meetings.services.room import end_meeting, note_item, note_person

__all__ = [
    "add_item", "add_person", "answer_remark", "begin_meeting", "call_meeting", "cancel_meeting", "close_item",
    "drop_item", "edit_minutes", "end_meeting", "found_series", "issue_minutes", "move_item", "note_item",
    "note_person", "offer_minutes", "plan_meeting", "propose_item", "remark_on", "report_item", "send_back_item",
    "share_minutes", "sign_minutes", "take_back_minutes",
]  # fmt: skip
