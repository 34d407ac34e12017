"""A register asks the database as often for many lines as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, sign_in
from tests.documents.test_registers import at, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is cached once is not counted
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_register_costs_the_same_for_many_lines(cast: Cast) -> None:
    pages = ("/registers/", at(cast), at(cast, rest="?since=2026-11-01&until=2026-11-16"))
    client = sign_in(cast.chen)
    write(cast)
    few = [queries(client, page) for page in pages]
    for _ in range(8):
        assert write(cast).status_code == 302
    assert [queries(client, page) for page in pages] == few
    assert max(few) <= 40, few
