"""The papers of sentence changes: names as practice.md §2, contents as law.md §5.2."""

from procuratorate.documents.registry import LEGAL, LIST, Kind, register

OPINION, PROPOSAL, PAROLE = "commutation.opinion", "commutation.proposal", "commutation.parole_proposal"
REVIEW, NOTICE, MATERIALS, ROSTER = (
    "commutation.review_form", "commutation.notice", "commutation.transfer_list", "commutation.roster",
)  # fmt: skip
register(
    Kind(OPINION, "检察意见书", "legal", ("addressee", *LEGAL)),
    Kind(PROPOSAL, "提请减刑建议书", "legal", (*LEGAL, "closing_to")),
    Kind(PAROLE, "提请假释建议书", "legal", (*LEGAL, "closing_to")),
    Kind(REVIEW, "罪犯减刑（假释）审核表", "form", ("cells", "boxes"), numbered=False),
    Kind(NOTICE, "公示", "notice", ("lead", "tail", *LIST), numbered=False),
    Kind(MATERIALS, "移送材料清单", "list", LIST, numbered=False),
    Kind(ROSTER, "罪犯花名册", "list", LIST, numbered=False),
)
