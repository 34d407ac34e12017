"""Tables of `incidents`: a ward its own, a site its own, the office all of it; what the office keeps, it keeps."""

from procuratorate.organs.policies import ALWAYS, NOT_RECUSED, mine, seen, with_parent

SITES = ("prison", "detention")
_FREE = f"(person_id IS NULL OR {NOT_RECUSED.format('person_id')})"
_OF_EVENT = with_parent("incidents_incident", "incident_id")
_SHARED = f"is_shared AND {_OF_EVENT}"
_OWN = with_parent("incidents_recording", "recording_id")

GRANTS: dict[str, str] = {
    "incidents_incident": "procuratorate:SU(state,office_version) prison,detention,service,builder:SIU",
    "incidents_incidentact": "procuratorate,prison,detention,service,builder:SI",
    "incidents_recording": (
        "procuratorate,prison,detention:SIU(exported_at,exported_by,digest_kind,digest) service,builder:SIU"
    ),
    "incidents_viewing": "procuratorate,prison,detention,service,builder:SI",
}

POLICIES: dict[str, dict[str, str]] = {
    "incidents_incident": ALWAYS
    | {"procuratorate": f"{seen('place_id')} AND {_FREE}"}
    | dict.fromkeys(SITES, f"{mine('place_id')} AND {_FREE}"),
    # Kin's applications, checks, opinions: rows the custody side has no sight of, nor could write.
    "incidents_incidentact": ALWAYS | {"procuratorate": _OF_EVENT} | dict.fromkeys(SITES, _SHARED),
    "incidents_recording": ALWAYS | {"procuratorate": _OF_EVENT} | dict.fromkeys(SITES, _SHARED),
    # Who looked is known to the looker's own house alone.
    "incidents_viewing": ALWAYS
    | {"procuratorate": f"{seen('organ_id')} AND {_OWN}"}
    | dict.fromkeys(SITES, f"{mine('organ_id')} AND {_OWN}"),
}
