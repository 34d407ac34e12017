"""Verbs of notices. Exported here so that others need not know the files.

Upper floors begin with `draft_notice(kind=, addressee=, title=, points=[PointWords(…)], origin=, origin_url=, …)` and
keep their own link to the row it returns.
"""

from procuratorate.notices.services.answering import answer_notice, charge, register_answer
from procuratorate.notices.services.checking import check_point
from procuratorate.notices.services.closing import close_notice, propose_closing, refuse_closing
from procuratorate.notices.services.deciding import decide_objection, propose_decision, return_decision
from procuratorate.notices.services.drafting import NoticeWords, PointWords, draft_notice, drop_notice, edit_notice
from procuratorate.notices.services.easing import ask_easing, decide_easing
from procuratorate.notices.services.mending import mend_point
from procuratorate.notices.services.objecting import object_to, register_objection
from procuratorate.notices.services.rungs import draft_rung, drop_rung, edit_rung, send_rung
from procuratorate.notices.services.serving import note_service, record_service
from procuratorate.notices.services.way import (
    endorse_notice,
    issue_notice,
    return_notice,
    speak_notice,
    submit_notice,
)
from procuratorate.notices.services.words import AnswerWords, Letter

__all__ = [
    "AnswerWords", "Letter", "NoticeWords", "PointWords", "answer_notice", "ask_easing", "charge", "check_point",
    "close_notice", "decide_easing", "decide_objection", "draft_notice", "draft_rung", "drop_notice", "drop_rung",
    "edit_notice", "edit_rung", "endorse_notice", "issue_notice", "mend_point", "note_service", "object_to",
    "propose_closing", "propose_decision", "record_service", "refuse_closing", "register_answer",
    "register_objection", "return_decision", "return_notice", "send_rung", "speak_notice", "submit_notice",
]  # fmt: skip
