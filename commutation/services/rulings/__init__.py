"""What comes back from court or bureau, and what is made of it."""

from commutation.services.rulings.importing import Imported, import_rulings, take_rulings
from commutation.services.rulings.matching import match_ruling, unmatch_ruling
from commutation.services.rulings.receiving import RECEIPTS, note_receipt, record_service
from commutation.services.rulings.recording import record_new_term
from commutation.services.rulings.registering import register_ruling, void_ruling
from commutation.services.rulings.rehearing import note_rehearing, watch_by_slip, watch_rehearing
from commutation.services.rulings.reporting import answer_record, report_record, send_record
from commutation.services.rulings.reviewing import accept_ruling, note_objection, note_report

__all__ = [
    "RECEIPTS", "Imported", "accept_ruling",
    "answer_record",
    "import_rulings",
    "match_ruling",
    "note_objection",
    "note_receipt",
    "note_rehearing",
    "note_report",
    "record_new_term",
    "record_service",
    "register_ruling",
    "report_record",
    "send_record",
    "take_rulings",
    "unmatch_ruling",
    "void_ruling",
    "watch_by_slip",
    "watch_rehearing",
]  # fmt: skip
