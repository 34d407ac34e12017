"""Who signs in to the demonstration: numbers, the one password, the code a device would show now."""

import time

from django_otp.oath import hotp

from procuratorate.organs.demo import PASSWORD
from tests.running.ledger import Ledger
from tests.running.waiting import until

CHEN, LU, PEI, YIN = "J9901", "J9902", "J9904", "J9911"  # 青岑's office and its chief; 岚浦's office
TANG, SHEN, LAN = "Y9901", "Y9902", "Y9911"  # clerk and head of 青岑's execution section; 岚浦's clerk
ADMIN, ROOT_ADMIN = "Y9909", "J9909"

STEP = 30
__all__ = ["ADMIN", "CHEN", "LAN", "LU", "PASSWORD", "PEI", "ROOT_ADMIN", "SHEN", "TANG", "YIN", "code_of"]


def code_of(ledger: Ledger, number: str) -> str:
    """The officer's one-time code, "" for a post that needs none. A code is good once: the next one is waited for."""
    device = ledger.row(
        "SELECT d.key, d.last_t FROM otp_totp_totpdevice d JOIN organs_officer o ON o.id = d.user_id"
        " WHERE o.number = %s AND d.confirmed",
        number,
    )
    if device is None:
        return ""
    key, used = device
    step = max(int(time.time()) // STEP, used + 1)
    until(lambda: step <= int(time.time()) // STEP + 1, 2 * STEP, "a code that was not used")
    return f"{hotp(bytes.fromhex(key), step):06d}"
