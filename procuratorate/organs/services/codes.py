"""One-time codes (RFC 6238): enrolling a device, checking a code. A code is good once."""

from __future__ import annotations

from django_otp import match_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from procuratorate.audit.services import record
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as

WRONG = "动态口令不符或已用过。请等手机换出下一组数字再填，并核对手机时间。"


def device_of(officer: Officer) -> TOTPDevice | None:
    """The officer's enrolled device."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user=officer, confirmed=True).first()
    return found


def has_device(officer: Officer) -> bool:
    """Whether a device is enrolled, for the administrator, who reads nobody's key."""
    with acting_as(service_actor("codes")):
        return device_of(officer) is not None


def pending_device(*, officer: Officer) -> TOTPDevice:
    """The device being enrolled; its key stays the same until a code confirms it."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=officer, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=officer, name="手机令牌", confirmed=False)


def check_code(*, officer: Officer, code: str) -> TOTPDevice | None:
    """The enrolled device whose current, unused code this is."""
    if not code.isdecimal():
        return None
    device: TOTPDevice | None = match_token(officer, code)  # type: ignore[no-untyped-call]
    return device


def confirm_code(*, officer: Officer, code: str, actor: Actor) -> TOTPDevice | None:
    """Check the code of an enrolled device, or enrol the pending one by its first code; None when it is wrong.

    Not an exception: the count of wrong codes, which slows guessing down, must be kept.
    """
    if device_of(officer):
        return check_code(officer=officer, code=code)
    device = pending_device(officer=officer)
    if not (code.isdecimal() and device.verify_token(code)):  # type: ignore[no-untyped-call]
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    record(actor=actor, act="organs.enrol_code", target=officer)
    return device
