"""Tables of `detention`: a centre its own, its resident office and those above the centre's; prisons whom it sends."""

from procuratorate.organs.policies import ALWAYS, NOT_RECUSED, mine, seen, with_parent

SIDES = ("procuratorate", "detention")
OF_STAGE = with_parent("detention_stage", "stage_id")
OF_DETAINEE = with_parent("detention_detainee", "detainee_id")

GRANTS: dict[str, str] = {
    "detention_detainee": "procuratorate:S detention,service,builder:SIU",
    "detention_stage": "procuratorate:S detention,service,builder:SIU",
    "detention_stageact": "procuratorate:S detention,service,builder:SI",
    # what the rules found is the procuratorate's: no centre reads it before it is put to the centre
    "detention_sharedlist": "procuratorate,detention,service,builder:SIU",
    "detention_dailyfeed": "procuratorate:S detention,service,builder:SI",
    # a file names everybody and holds rows that were refused: the centre's own until it is told
    "detention_delivery": "detention,builder:SIU",
    "detention_correction": "procuratorate:S detention,builder:SI service:S",
    "detention_findingnotice": "procuratorate:SI service,builder:SIU",
    # one row, each end its own columns; what the procuratorate thinks of a refusal only it writes
    "detention_committal": "detention,service,builder:SIU prison:SU(state,refused_on,ground,refused_words,statement_id,"
    "statement_on,refused_by_id,admitted_on,prison_number,family_told_on,family_clock_id)"
    " procuratorate:SU(state,referral_id,view,view_words,viewed_by_id,viewed_at,opinion_id,opinion_on)",
    "detention_finding": "procuratorate:SU(state,reason,settled_by_id,settled_at) service,builder:SIU",
}

POLICIES: dict[str, dict[str, str]] = {
    "detention_detainee": ALWAYS
    | {
        "procuratorate": f"{seen('centre_id')} AND {NOT_RECUSED.format('person_id')}",
        "detention": f"{mine('centre_id')} AND {NOT_RECUSED.format('person_id')}",
    },
    "detention_stage": ALWAYS | dict.fromkeys(SIDES, OF_DETAINEE),
    "detention_stageact": ALWAYS | dict.fromkeys(SIDES, OF_STAGE),
    "detention_sharedlist": ALWAYS | {"procuratorate": seen("centre_id"), "detention": mine("centre_id")},
    "detention_dailyfeed": ALWAYS | {"procuratorate": seen("centre_id"), "detention": mine("centre_id")},
    "detention_delivery": ALWAYS | {"detention": mine("centre_id")},
    "detention_correction": ALWAYS | dict.fromkeys(SIDES, OF_DETAINEE),
    "detention_finding": ALWAYS | {"procuratorate": f"{seen('centre_id')} AND (detainee_id IS NULL OR {OF_DETAINEE})"},
    "detention_findingnotice": ALWAYS | {"procuratorate": with_parent("detention_finding", "finding_id")},
    "detention_committal": ALWAYS
    | {
        "procuratorate": f"({seen('centre_id')} OR {seen('prison_id')}) AND {NOT_RECUSED.format('person_id')}",
        "detention": f"{mine('centre_id')} AND {NOT_RECUSED.format('person_id')}",
        "prison": f"{mine('prison_id')} AND {NOT_RECUSED.format('person_id')}",
    },
}
