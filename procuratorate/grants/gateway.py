"""Tables of what crosses network gateways, written by a service alone, read by whose house it is; and webhooks."""

from procuratorate.organs.policies import ALWAYS, HOUSES, PARTIES, mine, with_parent

READ = "procuratorate,prison,detention:S"
GRANTS: dict[str, str] = {
    "dispatch_packet": f"{READ} service,builder:SI",
    "dispatch_packetline": f"{READ} service,builder:SI",
    "dispatch_crossing": f"{READ} service,builder:SIU",
    "dispatch_carried": "service,builder:SI",
    # an administrator names addresses and sees what was told by id alone; the secret is read by the service that signs
    "dispatch_webhook": "administration:SIU(ended_at) service,builder:SIU",
    "dispatch_delivery": "administration:SU(state,attempts,next_try) service,builder:SIU",
}
POLICIES: dict[str, dict[str, str]] = {
    "dispatch_packet": ALWAYS | dict.fromkeys(PARTIES, f"organ_id IN {HOUSES}"),
    "dispatch_packetline": ALWAYS | dict.fromkeys(PARTIES, with_parent("dispatch_packet", "packet_id")),
    "dispatch_webhook": ALWAYS | {"administration": mine()},
    "dispatch_delivery": ALWAYS | {"administration": with_parent("dispatch_webhook", "webhook_id")},
    "dispatch_crossing": ALWAYS | dict.fromkeys(PARTIES, f"{mine('sender_id')} OR {mine('recipient_id')}"),
}
