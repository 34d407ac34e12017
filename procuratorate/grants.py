"""The one table of who may touch what: every table × side, and the row policies behind it.

Sides are `organs.states.Side`; `login` is the role web and workers log in as, outside the door. Letters: S select,
I insert, U update, D delete; "U(name,phone)" confines a letter to columns. `migrate` applies this (organs.grants); a
table without a line fails the build (tests/architecture). Rows of a table with policies are seen by a side only if its
condition holds; a side without a condition sees none. A policy's key names sides as here, with letters where the
condition is not the same for every act ("administration:IU"); without letters it holds for all four. `reach_organs()`
is all the actor reaches, `reach_home()` the actor's own house.
"""

from procuratorate.organs.policies import (
    ALWAYS,
    DOCUMENTS,
    HOME_POSTS,
    HOUSES,
    ME,
    MY_POSTS,
    NONE_RECUSED,
    NOT_RECUSED,
    OF_INMATE,
    OF_PERSON,
    PARTIES,
    PROVINCES,
    STAFF,
    filing_of_case,
    keeper_of,
    kept,
    linked,
    mine,
    mine_of_prison,
    prison_of_case,
    seen,
    with_parent,
)

# Rows seen with the row they hang on: table → (that row's table, the column that names it without _id).
BELOW = {
    "commutation_attendance": ("commutation_sitting", "sitting"),
    "commutation_deliberation": ("commutation_filing", "filing"),
    "commutation_voice": ("commutation_deliberation", "deliberation"),
    "commutation_publicnotice": ("commutation_batch", "batch"),
    "commutation_adoption": ("commutation_consultationopinion", "opinion"),
    "commutation_adjustment": ("commutation_filing", "filing"),
    "commutation_reading": ("commutation_filing", "filing"),
    "commutation_note": ("commutation_filing", "filing"),
    "commutation_finding": ("commutation_filing", "filing"),
    "commutation_opinionline": ("commutation_opinion", "opinion"),
    "commutation_opinionstep": ("commutation_opinion", "opinion"),
    "commutation_acceptance": ("commutation_sending", "sending"),
    "commutation_courtcase": ("commutation_filing", "filing"),
    "commutation_supplement": ("commutation_courtcase", "case"),
    "commutation_hearing": ("commutation_courtcase", "case"),
    "commutation_hearing_procurators": ("commutation_hearing", "hearing"),
    "commutation_withdrawal": ("commutation_filing", "filing"),
    "commutation_rulingmatch": ("commutation_ruling", "ruling"),
    "commutation_rulingservice": ("commutation_ruling", "ruling"),
    "commutation_recordfiling": ("commutation_ruling", "ruling"),
    "commutation_recall": ("commutation_outsidecase", "case"),
}
NOT_FOR_WARDS = {
    "commutation_witness": ("commutation_hearing", "hearing"),
    "commutation_assessment": ("commutation_filing", "filing"),
}
OF_OUTSIDE_CASE = with_parent("commutation_outsidecase", "case_id")
OF_A_CASE = f"(filing_id IS NULL OR {with_parent('commutation_filing', 'filing_id')})"

# What every session needs: its own login, framework tables, the organ tree, the calendar.
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
    "organs_officer": "all,login:S all:U(news,digest_hour,email,last_login)"
    " administration:IU(number,name,initials,badge,email,phone,is_active,session_epoch)"
    " service:U(must_change_password,session_epoch) builder:IU",
    "organs_credential": "anonymous:S service,builder:SIU",
    "organs_assignment": "all,login:S administration:IU(until,revoked_at) builder:IU",
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
    "prisons_inmate": "procuratorate:S prison,service,builder:SIU",
    "prisons_conductperiod": "procuratorate:S prison,service,builder:SIUD",
    "prisons_commendation": "procuratorate:S prison,service,builder:SIUD",
    "prisons_punishment": "procuratorate:S prison,service,builder:SIUD",
    "prisons_account": "procuratorate:S prison,service,builder:SIUD",
    "prisons_roster": "prison,service,builder:SIU",
    "prisons_departure": "procuratorate:S prison,service,builder:SIU",
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
    # commutation: lists are the prison's until they are sent; a trigger keeps what was sent as it was
    "commutation_batch": "procuratorate:S prison,service,builder:SIU",
    "commutation_planstep": "procuratorate:S prison,service,builder:SIU",
    "commutation_filing": "procuratorate:SU prison,service,builder:SIU",
    "commutation_upload": "prison,service,builder:SIU",
    "commutation_uploadrow": "prison,service,builder:SIU",
    "commutation_sending": "procuratorate:S prison,service,builder:SI",
    "commutation_sentfiling": "procuratorate:S prison,service,builder:SI",
    # commutation, from levels to ruling: each side writes its own; triggers keep what was signed
    "commutation_localrule": "procuratorate,prison:S administration:SIU(until) builder:SIU",
    "commutation_sitting": "procuratorate:S prison,service,builder:SIU",
    "commutation_attendance": "procuratorate:S prison,service,builder:SIUD",
    "commutation_deliberation": "procuratorate:S prison,service,builder:SIUD",
    "commutation_voice": "procuratorate:S prison,service,builder:SIUD",
    "commutation_sitin": "procuratorate:SU prison:SI service,builder:SIU",
    "commutation_publicnotice": "procuratorate:S prison,service,builder:SIU",
    "commutation_noticeobjection": "procuratorate:S prison,service,builder:SIU",
    "commutation_material": "procuratorate:S prison,service,builder:SIU",
    "commutation_consultationopinion": "procuratorate,service,builder:SIU prison:S",
    "commutation_adoption": "procuratorate:S prison,service,builder:SIU",
    "commutation_adjustment": "procuratorate:S prison,service,builder:SI",
    "commutation_reading": "procuratorate,service,builder:SIU",
    "commutation_note": "procuratorate,service,builder:SI",
    "commutation_question": "procuratorate,service,builder:SIU prison:SU",
    "commutation_finding": "procuratorate,service,builder:SIU",
    "commutation_opinion": "procuratorate,service,builder:SIU",
    "commutation_opinionline": "procuratorate,service,builder:SIUD",
    "commutation_opinionstep": "procuratorate,service,builder:SI",
    "commutation_acceptance": "procuratorate,service,builder:SIU",
    "commutation_allotment": "procuratorate,service,builder:SI",
    "commutation_flownotice": "procuratorate,service,builder:SIU",
    "commutation_courtcase": "procuratorate,prison,service,builder:SIU",
    "commutation_supplement": "procuratorate,prison,service,builder:SIU",
    "commutation_hearing": "procuratorate,prison,service,builder:SIU",
    "commutation_hearing_procurators": "procuratorate,service,builder:SID prison:S",
    "commutation_witness": "procuratorate:S prison,service,builder:SIUD",
    "commutation_withdrawal": "procuratorate,prison,service,builder:SIU",
    "commutation_ruling": "procuratorate,prison,service,builder:SIU",
    "commutation_rulingmatch": "procuratorate,prison,service,builder:SIU",
    "commutation_rulingservice": "procuratorate,prison,service,builder:SIU",
    "commutation_recordfiling": "procuratorate,service,builder:SIU",
    "commutation_outsidecase": "procuratorate:S prison,service,builder:SIU",
    "commutation_outsideact": "procuratorate,prison,service,builder:SI",
    "commutation_diagnosis": "procuratorate:S prison,service,builder:SI",
    "commutation_guarantor": "procuratorate:S prison,service,builder:SI",
    "commutation_assessment": "procuratorate:S prison,service,builder:SIU",
    "commutation_recall": "procuratorate:S prison,service,builder:SIU",
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
        **ALWAYS,
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
    # Drafts exist for the prison alone: its own batches, each ward its own people. Once sent, the procuratorate's too.
    "commutation_batch": ALWAYS
    | {
        "prison:SU": f"prison_id IN {HOUSES}",
        "prison:I": mine("prison_id"),
        "procuratorate": f"sent_at IS NOT NULL AND {seen('prison_id')}",
    },
    "commutation_planstep": ALWAYS
    | {
        "procuratorate,prison:S": with_parent("commutation_batch", "batch_id"),
        "prison:IU": f"(SELECT {mine('prison_id')} FROM commutation_batch WHERE id = batch_id)",  # noqa: S608
    },
    "commutation_filing": ALWAYS
    | {
        "prison": f"{mine('ward_id')} AND {NOT_RECUSED.format('person_id')}",
        "procuratorate": f"sent_at IS NOT NULL AND {seen('prison_id')} AND {NOT_RECUSED.format('person_id')}",
    },
    "commutation_upload": ALWAYS | {"prison": mine()},
    "commutation_uploadrow": ALWAYS | {"prison": f"{mine()} AND {NOT_RECUSED.format('coalesce(person_id, 0)')}"},
    "commutation_sending": ALWAYS
    | dict.fromkeys(("procuratorate", "prison"), with_parent("commutation_batch", "batch_id")),
    "commutation_sentfiling": ALWAYS
    | dict.fromkeys(("procuratorate", "prison"), with_parent("commutation_filing", "filing_id")),
    **{
        table: ALWAYS | dict.fromkeys(("procuratorate", "prison"), with_parent(parent, f"{column}_id"))
        for table, (parent, column) in BELOW.items()
    },
    # A ward records its own meetings, the prison also what the bureau above it decided; the procuratorate reads them
    # once the list was sent.
    "commutation_sitting": ALWAYS
    | {
        "prison": f"{mine()} OR {mine('prison_id')}",
        "procuratorate": with_parent("commutation_batch", "batch_id"),
    },
    "commutation_sitin": ALWAYS | {"prison": mine("prison_id"), "procuratorate": seen("prison_id")},
    "commutation_localrule": {
        "procuratorate,prison,administration:S": "true",
        "administration:IU": f"province_id IN {PROVINCES}",
        **ALWAYS,
    },
    # The prison alone, never its wards: who objected, who bears witness, where guarantors live, what neighbours said.
    **{
        table: ALWAYS
        | {
            "prison": f"{mine('prison_id')} AND {with_parent(parent, f'{column}_id')}",
            "procuratorate": with_parent(parent, f"{column}_id"),
        }
        for table, (parent, column) in NOT_FOR_WARDS.items()
    },
    # Of an outside case the procuratorate is told before the list is sent: then it reads what it was told and its own
    # notes, the rest with the filing. What doctors wrote is not for wards.
    "commutation_outsidecase": ALWAYS
    | {
        "prison": with_parent("commutation_filing", "filing_id"),
        "procuratorate": f"{seen('prison_id')} AND {NOT_RECUSED.format('person_id')}"
        f" AND (told_at IS NOT NULL OR {with_parent('commutation_filing', 'filing_id')})",
    },
    "commutation_outsideact": ALWAYS
    | {
        "prison": f"{OF_OUTSIDE_CASE} AND act <> 'attendance'",
        "procuratorate:S": f"{OF_OUTSIDE_CASE}"
        f" AND (dispatch_id IS NOT NULL OR act = 'attendance' OR {filing_of_case()})",
        "procuratorate:I": f"{OF_OUTSIDE_CASE} AND act = 'attendance'",
    },
    **{
        table: ALWAYS | {"prison": prison_of_case(), "procuratorate": filing_of_case()}
        for table in ("commutation_diagnosis", "commutation_guarantor")
    },
    "commutation_noticeobjection": ALWAYS
    | {
        "prison": f"{mine('prison_id')} AND {OF_A_CASE}",
        "procuratorate": f"{with_parent('commutation_publicnotice', 'notice_id')} AND {OF_A_CASE}",
    },
    "commutation_material": ALWAYS
    | {
        "prison": f"{with_parent('commutation_filing', 'filing_id')} AND (NOT is_restricted OR {mine('prison_id')})",
        "procuratorate": with_parent("commutation_filing", "filing_id"),
    },
    # What the procuratorate has not given is its own.
    "commutation_consultationopinion": ALWAYS
    | {
        "prison": f"given_at IS NOT NULL AND {mine_of_prison('filing_id')}",
        "procuratorate": with_parent("commutation_filing", "filing_id"),
    },
    "commutation_question": ALWAYS
    | {
        "prison": f"{mine('prison_id')} AND {with_parent('commutation_filing', 'filing_id')}",
        "procuratorate": with_parent("commutation_filing", "filing_id"),
    },
    "commutation_opinion": ALWAYS | {"procuratorate": f"({seen('office_id')} OR {seen()}) AND {NONE_RECUSED}"},
    "commutation_allotment": ALWAYS
    | {"procuratorate": f"{seen()} AND {with_parent('commutation_filing', 'filing_id')}"},
    "commutation_flownotice": ALWAYS | {"procuratorate": f"({seen()} OR {seen('office_id')}) AND {OF_A_CASE}"},
    "commutation_ruling": ALWAYS
    | dict.fromkeys(
        ("procuratorate", "prison"),
        f"CASE WHEN filing_id IS NULL THEN {mine()} ELSE {with_parent('commutation_filing', 'filing_id')} END",
    ),
}
