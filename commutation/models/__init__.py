"""Everything the field stores. Exported here so that others need not know the files."""

from commutation.models.adjustments import Adjustment
from commutation.models.batches import Batch, PlanStep
from commutation.models.consultations import Adoption, ConsultationOpinion
from commutation.models.courts import CourtCase, Hearing, Supplement, Withdrawal, Witness
from commutation.models.filings import Filing
from commutation.models.levels import Attendance, Deliberation, LocalRule, SitIn, Sitting, Voice
from commutation.models.managing import Acceptance, Allotment, FlowNotice
from commutation.models.materials import Material
from commutation.models.notices import NoticeObjection, PublicNotice
from commutation.models.noticing import FilingNotice
from commutation.models.opinions import Opinion, OpinionLine, OpinionStep
from commutation.models.outside import Assessment, Diagnosis, Guarantor, OutsideAct, OutsideCase, Recall
from commutation.models.particulars import Particulars
from commutation.models.reviews import Finding, Note, Question, Reading
from commutation.models.rulings import RecordFiling, Ruling, RulingMatch, RulingService
from commutation.models.sendings import Sending, SentFiling
from commutation.models.uploads import Upload, UploadRow

__all__ = [
    "Acceptance",
    "Adjustment",
    "Adoption",
    "Allotment",
    "Assessment",
    "Attendance",
    "Batch",
    "ConsultationOpinion",
    "CourtCase",
    "Deliberation",
    "Diagnosis",
    "Filing",
    "FilingNotice",
    "Finding",
    "FlowNotice",
    "Guarantor",
    "Hearing",
    "LocalRule",
    "Material",
    "Note",
    "NoticeObjection",
    "Opinion",
    "OpinionLine",
    "OpinionStep",
    "OutsideAct",
    "OutsideCase",
    "Particulars",
    "PlanStep",
    "PublicNotice",
    "Question",
    "Reading",
    "Recall",
    "RecordFiling",
    "Ruling",
    "RulingMatch",
    "RulingService",
    "Sending",
    "SentFiling",
    "SitIn",
    "Sitting",
    "Supplement",
    "Upload",
    "UploadRow",
    "Voice",
    "Withdrawal",
    "Witness",
]
