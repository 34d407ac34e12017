"""Passwords. No side reads their hashes: they are compared at the stranger's door and written by a service."""

from __future__ import annotations

from django.contrib.auth.hashers import identify_hasher, make_password

from procuratorate.organs.actors import service_actor
from procuratorate.organs.models import Credential, Officer
from procuratorate.organs.reach import acting_as

KEEPER = service_actor("credentials")


def store(*, officer: Officer, password: str, initial: bool) -> None:
    """Keep a new password. Every session of the officer ends; an initial one must be changed first of all."""
    with acting_as(KEEPER):
        Credential.objects.update_or_create(officer=officer, defaults={"password": make_password(password)})
        officer.must_change_password = initial
        officer.session_epoch += 1
        officer.save(update_fields=["must_change_password", "session_epoch"])


def matches(*, officer: Officer, password: str) -> bool:
    """Whether this is the officer's password."""
    with acting_as(KEEPER):
        return officer.check_password(password)


def renew(*, officer: Officer, password: str) -> None:
    """A hash made with older parameters is made anew while the password is at hand."""
    with acting_as(KEEPER):
        kept = Credential.objects.get(officer=officer)
        if identify_hasher(kept.password).must_update(kept.password):
            kept.password = make_password(password)
            kept.save(update_fields=["password"])
