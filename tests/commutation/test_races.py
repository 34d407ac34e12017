"""Two officers, one list, the same moment: real connections, real locks; nobody twice, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from commutation.models import Batch, Filing, LocalRule, Sending, Upload
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row
from tests.commutation.outside import NOTICE, acts, done, started

pytestmark = pytest.mark.django_db(transaction=True)
Send = Callable[..., Upload]


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts at once, each on a connection of its own."""

    def alone(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def test_two_clerks_committing_the_same_people_put_each_on_once(cast: Cast, batch: Batch, upload: Send) -> None:
    rows = [row(one) for one in inmates(cast.ward1, 20)]
    mine, theirs = upload(batch, rows), upload(batch, rows, by="shen")
    tang, shen = sign_in(cast.tang), sign_in(cast.shen)
    answers = together(
        lambda: tang.post(f"/batches/uploads/{mine.pk}/commit/").status_code,
        lambda: shen.post(f"/batches/uploads/{theirs.pk}/commit/").status_code,
    )
    assert answers == [302, 302]
    with acting_as(BUILDER):
        assert Filing.objects.count() == 20
        assert sorted(Upload.objects.values_list("accepted", flat=True)) == [0, 20]


def test_two_heads_sending_at_once_send_once(cast: Cast, batch: Batch, upload: Send) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward1, 3)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    shen, hao = sign_in(cast.shen), sign_in(cast.hao)
    address = f"/batches/{batch.pk}/consult/"
    answers = together(
        lambda: shen.post(address, {"agreed_days": 5}).status_code,
        lambda: hao.post(address, {"agreed_days": 7}).status_code,
    )
    assert sorted(answers) == [302, 409]
    with acting_as(BUILDER):
        assert (Sending.objects.count(), Dispatch.objects.count()) == (1, 1)


def test_a_list_committed_while_the_head_sends_is_wholly_on_it_or_refused(
    cast: Cast, batch: Batch, upload: Send
) -> None:
    first = upload(batch, [row(one) for one in inmates(cast.ward1, 2)])
    tang, shen = sign_in(cast.tang), sign_in(cast.shen)
    tang.post(f"/batches/uploads/{first.pk}/commit/")
    late = upload(batch, [row(one) for one in inmates(cast.ward1, 2, first=50)])
    together(
        lambda: shen.post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}),
        lambda: tang.post(f"/batches/uploads/{late.pk}/commit/"),
    )
    with acting_as(BUILDER):
        sent = Sending.objects.get().people
        assert sent in (2, 4)
        assert Filing.objects.filter(sent_at=None).count() == 0


def test_two_clicks_on_a_watched_diagnosis_write_one_note(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    done(cast, "diagnosis_notice", NOTICE)
    chen, again = sign_in(cast.chen), sign_in(cast.chen)
    told = {"on": "2026-11-16", "came": "yes", "present": "陈砚平"}
    answers = together(
        *(lambda who=who: who.post(f"/outside/{case.pk}/watch/", told).status_code for who in (chen, again))
    )
    assert sorted(answers) == [302, 409]
    assert len(acts("attendance")) == 1


@pytest.mark.parametrize("since", [("2026-02-01", "2026-02-01"), ("2026-02-01", "2026-03-01")])
def test_two_administrators_saving_one_parameter_leave_one_open(cast: Cast, since: tuple[str, str]) -> None:
    told = {"province": cast.bureau.pk, "code": "two_thirds_of_due", "value": "0.6667", "basis": "省局〔2026〕3号"}
    clients = [(sign_in(cast.officers["root"]), day) for day in since]
    answers = together(
        *(lambda c=c, day=day: c.post("/local-rules/", told | {"since": day}).status_code for c, day in clients)
    )
    assert 302 in answers
    assert set(answers) <= {302, 409, 422}
    with acting_as(BUILDER):
        assert LocalRule.objects.filter(until=None).count() == 1
