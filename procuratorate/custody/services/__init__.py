"""The verbs of custody: the only writer of persons, judgments, sentences and their changes."""

from procuratorate.custody.services.admission import match_persons, move_ward
from procuratorate.custody.services.leaving import continue_custody, end_custody, resume_custody
from procuratorate.custody.services.recording import (
    amend_person,
    begin_amendment,
    follow_changes,
    index_person,
    record_alias,
    record_category,
    record_change,
    record_judgment,
    record_offence,
    record_property,
    record_sentence,
    record_vulnerability,
    strike,
)
from procuratorate.custody.services.recusing import decide_recusal, declare_recusal
from procuratorate.custody.services.revealing import reveal_document
from procuratorate.custody.services.sealing import ask_sealed, decide_sealed, look_sealed
from procuratorate.custody.services.searching import keys_of, search_text
from procuratorate.custody.services.upserting import Change, Written, bulk_corrections, pair, upsert, upsert_one

__all__ = [
    "Change", "Written", "amend_person", "ask_sealed", "begin_amendment", "bulk_corrections", "continue_custody",
    "decide_recusal", "decide_sealed", "declare_recusal", "end_custody", "follow_changes", "index_person",
    "keys_of", "look_sealed", "match_persons", "move_ward", "pair", "record_alias", "record_category",
    "record_change", "record_judgment", "record_offence", "record_property", "record_sentence",
    "record_vulnerability", "resume_custody", "reveal_document", "search_text", "strike", "upsert", "upsert_one",
]  # fmt: skip
