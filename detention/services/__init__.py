"""The verbs of a detention centre."""

from detention.services.admitting import admit, edit
from detention.services.correcting import correct
from detention.services.judging import judge, judge_centres, judge_later
from detention.services.leaving import leave
from detention.services.lengthening import count_anew, grant, resume, stop
from detention.services.settling import settle_finding
from detention.services.staging import note_handover, pass_on
from detention.services.telling import draft_notice, issue_notice, note_report

__all__ = [
    "admit", "correct", "count_anew", "draft_notice", "edit", "grant", "issue_notice", "judge", "judge_centres",
    "judge_later", "leave", "note_handover", "note_report", "pass_on", "resume", "settle_finding", "stop",
]  # fmt: skip
