"""The one table of who may touch what: every table × side, and the row policies behind it.

Sides are `organs.states.Side`; `login` is the role web and workers log in as, outside the door. Letters: S select,
I insert, U update, D delete. `migrate` applies this (organs.grants); a table without a line fails the build
(tests/architecture). Rows of a table with policies are seen by a side only if its condition holds; a side without a
condition sees none. `reach_organs()` is all the actor reaches, `reach_home()` the actor's own house.
"""

HOME, REACH = "(SELECT reach_home())", "(SELECT reach_organs())"


def mine(column: str = "organ_id") -> str:
    """The row belongs to an organ of the actor's own house."""
    return f"{column} = ANY ({HOME}::bigint[])"


def seen(column: str = "organ_id") -> str:
    """The row belongs to an organ within reach."""
    return f"{column} = ANY ({REACH}::bigint[])"


ALWAYS = {"builder": "true", "service": "true"}

# What every session needs: its own login, framework tables, the organ tree, the calendar.
GRANTS: dict[str, str] = {
    "django_migrations": "login,builder:S",
    "django_content_type": "all,login:S builder:I",
    "auth_permission": "all:S builder:I",
    "auth_group": "builder:S",
    "auth_group_permissions": "builder:S",
    "django_session": "all,login:SIUD",
    "axes_accessattempt": "all,login:SIUD",
    "axes_accessfailurelog": "all,login:SI",
    "axes_accesslog": "all,login:SIU",
    "axes_accessattemptexpiration": "all,login:SIUD",
    "otp_totp_totpdevice": "all,login:SU administration,builder:ID",
    "guardian_userobjectpermission": "all:S administration,procuratorate,builder,service:SID",
    "guardian_groupobjectpermission": "builder:S",
    "test_clock": "builder:SIUD",
    # audit: everybody's acts are written, only the auditor reads
    "audit_entry": "all:I audit,service,builder:S",
    # organs
    "organs_organ": "all,login:S administration,builder:IU",
    "organs_pairing": "all,login:S administration,builder:IU",
    "organs_competence": "all:S administration,builder:IU",
    "organs_officer": "all,login:SU administration,builder:I",
    "organs_assignment": "all,login:S administration,builder:IU",
    "organs_savedview": "all:SIUD",
    "organs_token": "all,login:SU administration,builder:I",
    "organs_namedgrant": "all:S administration,procuratorate,builder,service:IU",
    "organs_idempotencykey": "all:SIU",
    # work
    "work_outbox": "all:I service,builder:SU administration:S",
    "work_job": "all:SIU",
}

POLICIES: dict[str, dict[str, str]] = {}
