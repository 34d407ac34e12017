"""Lines of registers: books of the office that keeps them and of the 院 above it, never of the other side."""

from procuratorate.organs.policies import ALWAYS, NONE_RECUSED, mine, with_parent

GRANTS: dict[str, str] = {
    "documents_entry": "procuratorate,builder:SIU",
    "documents_formerentry": "procuratorate,builder:SI",
}

POLICIES: dict[str, dict[str, str]] = {
    "documents_entry": ALWAYS | {"procuratorate": f"{mine('office_id')} AND {NONE_RECUSED}"},
    "documents_formerentry": ALWAYS | {"procuratorate": with_parent("documents_entry", "entry_id")},
}
