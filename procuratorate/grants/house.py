"""Tables of the instruments, of custody and of the prisons: framework, organs, audit, clocks, papers, dispatches."""

from procuratorate.organs.policies import (
    ALWAYS,
    DOCUMENTS,
    HOME_POSTS,
    ME,
    MY_POSTS,
    NOT_RECUSED,
    OF_INMATE,
    OF_PERSON,
    PARTIES,
    STAFF,
    keeper_of,
    kept,
    linked,
    mine,
    seen,
    with_parent,
)

GRANTS: dict[str, str] = {
    "django_migrations": "login,builder:S",
    "django_content_type": "all,login:S builder:I",
    "auth_permission": "all:S builder:I",
    "auth_group": "builder:S",
    "auth_group_permissions": "builder:S",
    "organs_session": "all,login:SIUD",
    "django_session": "",  # Django's own: unused (organs.session_store)
    "axes_accessattempt": "all,login:SIUD",
    "axes_accessfailurelog": "all,login:SI",
    "axes_accesslog": "all,login:SIU",
    "axes_accessattemptexpiration": "all,login:SIUD",
    "otp_totp_totpdevice": "all:SIU login:S service,builder:D",
    "guardian_userobjectpermission": "all:S administration,procuratorate,builder,service:SID",
    "guardian_groupobjectpermission": "builder:S",
    "test_clock": "builder:SIUD",
    # audit: everybody's acts are written, only the auditor reads
    "audit_entry": "all:I audit,service,builder:S",
    # organs
    "organs_organ": "all,login:S administration,builder:IU",
    "organs_pairing": "all,login:S administration:IU(until) service:U(taken_over_at) builder:IU",
    "organs_competence": "all:S administration:IU(until) builder:IU",
    "organs_officer": "all,login:S all:U(news,digest_hour,email,last_login,lists)"
    " administration:IU(number,name,initials,badge,email,phone,is_active,session_epoch)"
    " service:IU(must_change_password,session_epoch) builder:IU",  # I: a name from beyond a gateway, without account
    "organs_credential": "anonymous:S service,builder:SIU",
    "organs_assignment": "all,login:S administration,service:IU(until,revoked_at) builder:IU",
    "organs_savedview": "all:SIUD",
    "organs_draft": "all:SIUD",
    "organs_token": "all:SU(last_used_at) login:S administration:IU(revoked_at) builder:IU",
    "organs_namedgrant": "all:S administration,procuratorate,builder,service:IU",
    "organs_idempotencykey": "all:SIU",
    # work
    "work_outbox": "all:I service,builder:SU administration:S",
    "work_job": "procuratorate,prison,detention,audit,administration:SIU(cancel_asked) service,builder:SIU",
    "work_heartbeat": "administration:S service,builder:SIU",
    # deadlines
    "deadlines_calendarnotice": "all:S service,builder:IU",
    "deadlines_calendarday": "all:S service,builder:IUD",
    "deadlines_deadline": "procuratorate,prison,detention,service,builder:SIU",
    "deadlines_extension": "procuratorate,prison,detention,service,builder:SI",
    "deadlines_pause": "procuratorate,prison,detention,service,builder:SIU",
    "deadlines_shift": "procuratorate,prison,detention:S service,builder:SI",
    "deadlines_reminder": "procuratorate,prison,detention:S service,builder:SI",
    # custody: places of custody write their own, the procuratorate reads; a recusal is each officer's own act
    "custody_person": "procuratorate:S prison,detention,service,builder:SIU",
    "custody_custody": "procuratorate:S prison,detention,service,builder:SIU",
    "custody_alias": "procuratorate:S prison,detention,service,builder:SIUD",
    "custody_vulnerability": "procuratorate:S prison,detention,service,builder:SIUD",
    "custody_ofcategory": "procuratorate:S prison,detention,service,builder:SIUD",
    "custody_correction": "procuratorate:S prison,detention,service,builder:SI",
    "custody_judgment": "procuratorate:S prison,detention,service,builder:SIU",
    "custody_offence": "procuratorate:S prison,detention,service,builder:SIUD",
    "custody_sentence": "procuratorate:S prison,detention,service,builder:SIU",
    "custody_sentencechange": "procuratorate:S prison,detention,service,builder:SIUD",
    "custody_propertyitem": "procuratorate:S prison,detention,service,builder:SIUD",
    "custody_recusal": "procuratorate,prison,detention,service,builder:SIU",
    "custody_sealedquery": "procuratorate,prison,detention,service,builder:SIU",
    # prisons
    "prisons_inmate": "procuratorate:S prison,detention,service,builder:SIU",
    "prisons_conductperiod": "procuratorate:S prison,detention,service,builder:SIUD",
    "prisons_commendation": "procuratorate:S prison,detention,service,builder:SIUD",
    "prisons_punishment": "procuratorate:S prison,detention,service,builder:SIUD",
    "prisons_account": "procuratorate:S prison,detention,service,builder:SIUD",
    "prisons_roster": "prison,detention,service,builder:SIU",
    "prisons_departure": "procuratorate:S prison,detention,service,builder:SIU",
    # documents: each house its own, and what was handed to it; triggers keep what was issued (documents 0002)
    "documents_paper": "procuratorate,prison,detention,service,builder:SIU",
    "documents_series": "procuratorate,prison,detention:S service,builder:SIU",
    "documents_copy": "procuratorate,prison,detention,service,builder:SI",
    # dispatch: both parties read; triggers say who writes which column (dispatch/migrations/0001)
    "dispatch_dispatch": "procuratorate,prison,detention,builder:SIU service:SI",
    "dispatch_counter": "procuratorate,prison,detention,service,builder:SIU",
    "dispatch_opening": "procuratorate,prison,detention,builder:SI",
    "dispatch_paperservice": "procuratorate,prison,detention,builder:SI",
    "dispatch_look": "procuratorate,prison,detention,builder:SIU",
    "dispatch_digest": "service,builder:SI",
}

POLICIES: dict[str, dict[str, str]] = {
    # A session and a one-time code are one's own: resetting those of the house is done as a service, which shows
    # nobody a key. A hash is compared before the login, and shown to nobody who is anybody.
    "organs_session": {
        "all": f"officer_id = {ME} OR officer_id IS NULL",
        "login": "true",
        **ALWAYS,
    },
    "otp_totp_totpdevice": {
        "all": f"user_id = {ME}",
        "login": "true",
        **ALWAYS,
    },
    "organs_credential": {"anonymous:S": f"{ME} = 0", **ALWAYS},
    "organs_officer": {
        "all:S": "true",
        "all:U": f"id = {ME}",
        "administration:U": f"id IN {STAFF}",
        "administration:I": "true",
        "login": "true",
        **ALWAYS,
    },
    "organs_organ": {
        "all,login:S": "true",
        "administration:U": f"{mine('id')} OR {mine('parent_id')}",
        "administration:I": mine("parent_id"),
        **ALWAYS,
    },
    "organs_assignment": {
        "all,login:S": "true",
        "administration:I": f"{mine()} AND officer_id <> {ME}",
        "administration:U": mine(),
        "service:IU": "acting_for_id IS NOT NULL",  # what a chief delegates; posts are an administrator's to give
        "builder": "true",
    },
    "organs_pairing": {"all,login:S": "true", "administration:IU": mine("procuratorate_id"), **ALWAYS},
    "organs_competence": {"all:S": "true", "administration:IU": mine("procuratorate_id"), **ALWAYS},
    "organs_token": {
        "all:SU": f"assignment_id IN {MY_POSTS}",
        "administration:SIU": f"assignment_id IN {HOME_POSTS}",
        "login:S": "true",
        **ALWAYS,
    },
    "organs_savedview": {"all": f"officer_id = {ME}", "all:S": mine("shared_with_id"), **ALWAYS},
    "organs_draft": {"all": f"officer_id = {ME}"},  # not even the builder reads another's
    "organs_namedgrant": {"all": f"officer_id = {ME} OR granted_by_id = {ME}", **ALWAYS},
    "organs_idempotencykey": {"all": mine(), **ALWAYS},
    # Everybody's acts are written under their own name; an auditor reads the house's own.
    "audit_entry": {"all:I": f"coalesce(officer_id, 0) = {ME}", "audit:S": mine(), **ALWAYS},
    # A job runs as the post it was started in, so it is started in one's own; its state is the worker's to write.
    "work_job": {
        "procuratorate,prison,detention,audit:SU": mine(),
        "administration:SU": f"assignment_id IN {MY_POSTS}",
        "procuratorate,prison,detention,audit,administration:I": f"{mine()} AND assignment_id IN {MY_POSTS}"
        " AND state = 'waiting' AND attempts = 0",
        **ALWAYS,
    },
    # A person is seen from the places that hold or held them, and by whoever is paired with those; what is theirs, too.
    "custody_custody": ALWAYS | dict.fromkeys(PARTIES, f"{seen('ward_id')} AND {NOT_RECUSED.format('person_id')}"),
    "custody_person": ALWAYS
    | {
        "procuratorate,prison,detention:S": f"({seen('keeper_id')}"
        f" OR {linked('custody_person.id', 'custody_custody', 'person_id')}) AND {NOT_RECUSED.format('id')}",
        "prison,detention:I": mine("keeper_id"),
        "prison,detention:U": f"({mine('keeper_id')} OR {kept('custody_person.id')}) AND {NOT_RECUSED.format('id')}",
    },
    **{
        table: ALWAYS
        | {
            "procuratorate,prison,detention:S": linked(f"{table}.person_id", "custody_custody", "person_id"),
            "prison,detention:IUD": f"{linked(f'{table}.person_id', 'custody_custody', 'person_id')}"
            f" AND {keeper_of(f'{table}.person_id')}",
        }
        for table in OF_PERSON
    },
    "custody_sealedquery": ALWAYS | dict.fromkeys(PARTIES, f"officer_id = {ME} OR {mine('keeper_id')}"),
    "custody_recusal": ALWAYS | dict.fromkeys(PARTIES, f"officer_id = (SELECT acting_officer()) OR {mine()}"),
    "prisons_inmate": ALWAYS | dict.fromkeys(PARTIES, f"{seen('ward_id')} AND {NOT_RECUSED.format('person_id')}"),
    **{
        table: ALWAYS | dict.fromkeys(PARTIES, linked(f"{table}.inmate_id", "prisons_inmate", "id"))
        for table in OF_INMATE
    },
    "prisons_roster": ALWAYS | dict.fromkeys(PARTIES, mine()),
    "prisons_departure": ALWAYS
    | dict.fromkeys(PARTIES, f"{linked('inmate_id', 'prisons_inmate', 'id')} OR {mine('receiver_id')}"),
    # A clock is seen by the organ that holds it and by the one it runs towards; what hangs on it, with it.
    "deadlines_deadline": ALWAYS | dict.fromkeys(PARTIES, f"{seen()} OR {seen('counterpart_id')}"),
    # Time is given by whoever holds the clock, or by the procuratorate: never by the other side alone.
    **{
        table: ALWAYS
        | {
            "procuratorate": with_parent("deadlines_deadline", "deadline_id"),
            "prison,detention:S": with_parent("deadlines_deadline", "deadline_id"),
            "prison,detention:IU": f"(SELECT {mine()} FROM deadlines_deadline WHERE id = deadline_id)",  # noqa: S608
        }
        for table in ("deadlines_extension", "deadlines_pause")
    },
    "deadlines_shift": ALWAYS | dict.fromkeys(PARTIES, with_parent("deadlines_deadline", "deadline_id")),
    "deadlines_reminder": ALWAYS | dict.fromkeys(PARTIES, with_parent("deadlines_deadline", "deadline_id")),
    **DOCUMENTS,
    # What two organs send each other is seen from their own houses, never because a site is supervised. Who opened it
    # after the first is the recipient's own matter.
    "dispatch_dispatch": ALWAYS | dict.fromkeys(PARTIES, f"{mine('sender_id')} OR {mine('recipient_id')}"),
    "dispatch_counter": ALWAYS | dict.fromkeys(PARTIES, mine()),
    "dispatch_opening": ALWAYS | dict.fromkeys(PARTIES, mine("recipient_id")),
    "dispatch_paperservice": ALWAYS | dict.fromkeys(PARTIES, f"{mine('sender_id')} OR {mine('recipient_id')}"),
    "dispatch_look": ALWAYS | dict.fromkeys(PARTIES, "officer_id = acting_officer()"),
}
