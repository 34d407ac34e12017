"""Tables of `meetings`: two organs' own, the other side's from the call on, minutes once opened for comparison."""

from procuratorate.organs.policies import ALWAYS, HOME, PARTIES, mine, with_parent

_BOTH = f"({mine('office_id')} OR {mine('site_id')})"
_MEETING = with_parent("meetings_meeting", "meeting_id")
# Of the two that met, and of whoever took the site over since.
_TAKER = f"EXISTS (SELECT FROM meetings_series s WHERE s.id = series_id AND {mine('s.office_id')})"
_SERIES = f"({_BOTH} OR {_TAKER})"
_ITEM = with_parent("meetings_item", "item_id")
_LINE = "procuratorate,prison,detention,service,builder"

GRANTS: dict[str, str] = {
    "meetings_series": "procuratorate,prison,detention,builder:SI service:SIU(office_id,former)",
    "meetings_meeting": f"{_LINE}:SIU",
    "meetings_attendance": f"{_LINE}:SIU",
    "meetings_item": f"{_LINE}:SIUD",
    "meetings_agreeditem": f"{_LINE}:SIUD",
    "meetings_aside": f"{_LINE}:SIU",
    "meetings_minutes": f"{_LINE}:SI",
    "meetings_remark": f"{_LINE}:SIU(taken,answer,answered_by_id,answered_at)",
    "meetings_countersign": f"{_LINE}:SI",
}
_HANGS = {
    "meetings_attendance": _MEETING,
    "meetings_item": _MEETING,
    "meetings_agreeditem": _ITEM,
    "meetings_aside": f"{_ITEM} AND {mine()}",
}
POLICIES: dict[str, dict[str, str]] = {
    "meetings_series": ALWAYS | dict.fromkeys(PARTIES, f"({_BOTH} OR former && {HOME}::bigint[])"),
    "meetings_meeting": ALWAYS | dict.fromkeys(PARTIES, f"{mine('host_id')} OR (called_at IS NOT NULL AND {_SERIES})"),
    **{table: ALWAYS | dict.fromkeys(PARTIES, rule) for table, rule in _HANGS.items()},
    "meetings_minutes": ALWAYS
    | {f"{side}:S": f"{_MEETING} AND (is_shared OR {mine('host_id')})" for side in PARTIES}
    | {f"{side}:I": f"{_MEETING} AND {mine('host_id')}" for side in PARTIES},
    # What one side remarks or signs it writes in its own name; the host answers remarks.
    **{
        table: ALWAYS
        | {f"{side}:S": _MEETING for side in PARTIES}
        | {f"{side}:I": f"{_MEETING} AND {mine()}" for side in PARTIES}
        for table in ("meetings_remark", "meetings_countersign")
    },
}
for _side in PARTIES:
    POLICIES["meetings_remark"][f"{_side}:U"] = _MEETING
