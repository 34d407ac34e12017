"""Tables of `notices`: drafts and inner steps are the procuratorate's; what was sent is read by both."""

from procuratorate.organs.policies import ALWAYS, NONE_RECUSED, mine, seen, with_parent

ADDRESSED = ("prison", "detention")
OURS = f"({seen('office_id')} OR {seen()}) AND {NONE_RECUSED}"
SENT_TO_US = f"issued_at IS NOT NULL AND {mine('addressee_id')}"
OF_NOTICE = with_parent("notices_notice", "notice_id")

GRANTS: dict[str, str] = {
    # The addressee moves a notice by answering and objecting, and nothing else on it.
    "notices_notice": "procuratorate,service,builder:SIU prison,detention:SU(state,answered_at)",
    "notices_point": "procuratorate,service,builder:SIUD prison,detention:SU(state)",
    "notices_noticestep": "procuratorate,prison,detention,service,builder:SI",
    "notices_charge": "procuratorate:S prison,detention,service,builder:SI",
    "notices_answer": "procuratorate,prison,detention,service,builder:SI",
    "notices_file": "procuratorate,prison,detention,service,builder:SI",
    "notices_objection": "procuratorate,service,builder:SIU prison,detention:SIU(clock_id)",
    "notices_check": "procuratorate,service,builder:SI prison,detention:S",
    "notices_mending": "procuratorate,service,builder:SI prison,detention:S",
    "notices_easing": "procuratorate,service,builder:SIU",
    "notices_rung": "procuratorate,service,builder:SIU",
}
READ_BY_BOTH = ("point", "charge", "answer", "file", "objection", "check", "mending")

POLICIES: dict[str, dict[str, str]] = {
    "notices_notice": ALWAYS | {"procuratorate": OURS} | dict.fromkeys(ADDRESSED, SENT_TO_US),
    **{f"notices_{table}": ALWAYS | dict.fromkeys(("procuratorate", *ADDRESSED), OF_NOTICE) for table in READ_BY_BOTH},
    "notices_noticestep": ALWAYS
    | {"procuratorate": OF_NOTICE}
    | dict.fromkeys(ADDRESSED, f"is_shared AND {OF_NOTICE}"),
    **{f"notices_{table}": ALWAYS | {"procuratorate": OF_NOTICE} for table in ("easing", "rung")},
}
