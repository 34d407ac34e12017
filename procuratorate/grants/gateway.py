"""Tables of what crosses network gateways: written by a service alone, read by whose house it is."""

from procuratorate.organs.policies import ALWAYS, HOUSES, PARTIES, mine, with_parent

READ = "procuratorate,prison,detention:S"
GRANTS: dict[str, str] = {
    "dispatch_packet": f"{READ} service,builder:SI",
    "dispatch_packetline": f"{READ} service,builder:SI",
    "dispatch_crossing": f"{READ} service,builder:SIU",
    "dispatch_carried": "service,builder:SI",
}
POLICIES: dict[str, dict[str, str]] = {
    "dispatch_packet": ALWAYS | dict.fromkeys(PARTIES, f"organ_id IN {HOUSES}"),
    "dispatch_packetline": ALWAYS | dict.fromkeys(PARTIES, with_parent("dispatch_packet", "packet_id")),
    "dispatch_crossing": ALWAYS | dict.fromkeys(PARTIES, f"{mine('sender_id')} OR {mine('recipient_id')}"),
}
