"""The papers of this instrument; the notices themselves are named in `documents.papers`."""

from procuratorate.documents.registry import LEGAL, Kind, register
from procuratorate.notices.states import Kind as NoticeKind

ORAL, CHASE, WITHDRAWAL, TELLING = "notices.oral", "notices.chase", "notices.withdrawal", "notices.telling"
HANDING = "notices.handing"
REPLY = "notices.reply"  # of the addressee, under its own number
PAPER_OF = {
    NoticeKind.ORAL: ORAL,
    NoticeKind.CORRECTION: "documents.correction",
    NoticeKind.VIOLATION: "documents.violation",
    NoticeKind.SUGGESTION: "documents.suggestion",
}
RE_EXAMINATION, REPORT = "documents.re_examination", "documents.report"
register(
    Kind(ORAL, "口头纠正情况记录", "form", ("cells", "boxes"), numbered=False),
    Kind(CHASE, "督促回复函", "legal", ("addressee", *LEGAL)),
    Kind(WITHDRAWAL, "撤回决定书", "legal", ("addressee", *LEGAL)),
    Kind(TELLING, "情况通报", "legal", ("addressee", *LEGAL)),
    Kind(HANDING, "移送函", "legal", ("addressee", *LEGAL)),
    Kind(REPLY, "回复函", "redhead", ("mark", "title", "sections")),
)
