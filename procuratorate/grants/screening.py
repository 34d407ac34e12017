"""Tables of `screening`: the procuratorate's alone. What a place's cases were found to be is seen within its reach."""

from procuratorate.organs.policies import ALWAYS, NOT_RECUSED, seen, with_parent

NOT_FROM = NOT_RECUSED.format("coalesce(person_id, 0)")
SITE = seen("site_id")
OF_RUN = with_parent("screening_run", "run_id")
OF_CLUE = with_parent("screening_clue", "clue_id")

GRANTS: dict[str, str] = {
    "screening_import": "procuratorate:SIU(job_id) service,builder:SIU",
    "screening_partition": "procuratorate:S service,builder:SIU",
    "screening_holding": "procuratorate:S service,builder:SI",
    "screening_sealed": "procuratorate:SI service:S builder:SI",
    "screening_supervisionmodel": "procuratorate:SI service:S builder:SI",
    "screening_version": "procuratorate:SIU service:S builder:SIU",
    "screening_run": "procuratorate,service,builder:SIU",
    "screening_runpart": "procuratorate:SI service,builder:SIU",
    "screening_tally": "procuratorate:S service,builder:SIU",
    "screening_hit": "procuratorate:S service,builder:SI",
    "screening_sending": "procuratorate,builder:SIU service:S",
    "screening_clue": "procuratorate,builder:SI service:S",
    "screening_suspicion": "procuratorate,builder:SIU service:S",
    "screening_followed": "procuratorate,builder:SI service:S",
    "screening_snooze": "procuratorate,builder:SIU service:S",
}

POLICIES: dict[str, dict[str, str]] = {
    **{
        f"screening_{name}": ALWAYS | {"procuratorate": seen()}
        for name in ("import", "supervisionmodel", "run", "sending")
    },
    "screening_version": ALWAYS | {"procuratorate": with_parent("screening_supervisionmodel", "model_id")},
    "screening_runpart": ALWAYS | {"procuratorate": OF_RUN},
    "screening_holding": ALWAYS | {"procuratorate": SITE},
    "screening_sealed": ALWAYS | {"procuratorate": SITE},
    "screening_tally": ALWAYS | {"procuratorate": f"{SITE} AND {OF_RUN}"},
    "screening_hit": ALWAYS | {"procuratorate": f"{SITE} AND {OF_RUN} AND {NOT_FROM}"},
    "screening_clue": ALWAYS | {"procuratorate": f"({SITE} OR {seen()}) AND {NOT_FROM}"},
    "screening_suspicion": ALWAYS | {"procuratorate": OF_CLUE},
    "screening_followed": ALWAYS | {"procuratorate": OF_CLUE},
    "screening_snooze": ALWAYS | {"procuratorate": SITE},
}
