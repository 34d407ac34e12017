"""The verbs of a detention centre."""

from detention.services.admitting import admit, edit
from detention.services.committing import admit_committed, call_back, deliver, note_family
from detention.services.correcting import correct
from detention.services.judging import judge, judge_centres, judge_later
from detention.services.leaving import leave
from detention.services.lengthening import count_anew, grant, resume, stop
from detention.services.refusing import oblige, refer_refusal, refuse_intake, view_refusal
from detention.services.settling import settle_finding
from detention.services.staging import note_handover, pass_on
from detention.services.telling import draft_notice, issue_notice, note_report

__all__ = [
    "admit", "admit_committed", "call_back", "correct", "count_anew", "deliver", "draft_notice", "edit", "grant",
    "issue_notice", "judge", "judge_centres", "judge_later", "leave", "note_family", "note_handover", "note_report",
    "oblige", "pass_on", "refer_refusal", "refuse_intake", "resume", "settle_finding", "stop", "view_refusal",
]  # fmt: skip
