"""Scans of signed slips: both parties of the dispatch read them, whoever served brings them in."""

from procuratorate.organs.policies import ALWAYS, PARTIES, mine

GRANTS: dict[str, str] = {"dispatch_slipscan": "procuratorate,prison,detention,builder:SI"}

POLICIES: dict[str, dict[str, str]] = {
    "dispatch_slipscan": ALWAYS
    | {f"{side}:S": f"{mine('sender_id')} OR {mine('recipient_id')}" for side in PARTIES}
    | {f"{side}:I": mine("sender_id") for side in PARTIES},
}
