"""Verbs of events in custody."""

from procuratorate.incidents.services.acting import record_act
from procuratorate.incidents.services.bundling import order_bundle
from procuratorate.incidents.services.correcting import draft_correction
from procuratorate.incidents.services.recordings import ask_viewing, note_export, note_recording, print_recordings
from procuratorate.incidents.services.reporting import report_incident

__all__ = [
    "ask_viewing",
    "draft_correction",
    "note_export",
    "note_recording",
    "order_bundle",
    "print_recordings",
    "record_act",
    "report_incident",
]
