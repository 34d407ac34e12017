"""Lists and the page of a notice ask the database as often for many as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procuratorate.notices import services
from procuratorate.notices.states import Kind
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.notices.steps import reply, served

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is cached once is not counted
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_and_the_register_cost_the_same_for_many(cast: Cast) -> None:
    held = served(cast)
    reply(cast, 1)
    client = sign_in(cast.chen)
    addresses = ("/notices/?tab=all", "/notices/register/")
    one = [queries(client, address) for address in addresses]
    assert queries(client, held.get_absolute_url()) <= 60
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    with acting_as(chen) as at:
        for number in range(6):
            services.draft_notice(
                kind=Kind.VIOLATION, addressee=cast.qingcen, title=f"事由{number}",
                points=[services.PointWords("禁闭四日", "监狱法")], actor=chen, at=at,
            )  # fmt: skip
    assert [queries(client, address) for address in addresses] == one
