"""Tables of `community`: the register of the procuratorate's own houses; nobody else reads it."""

from procuratorate.organs.policies import ALWAYS, NOT_RECUSED, mine, with_parent

GRANTS: dict[str, str] = {
    "community_subject": "procuratorate,service,builder:SIU",
    "community_event": "procuratorate,service,builder:SI",
    "community_inquiry": "procuratorate,service,builder:SIU",
}

POLICIES: dict[str, dict[str, str]] = {
    "community_subject": ALWAYS | {"procuratorate": mine("office_id")},
    "community_event": ALWAYS | {"procuratorate": with_parent("community_subject", "subject_id")},
    "community_inquiry": ALWAYS | {"procuratorate": f"{mine('office_id')} AND {NOT_RECUSED.format('person_id')}"},
}
