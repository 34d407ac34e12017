"""What the dossier said on the day of sending is kept, shown, and told apart from what it says today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from commutation.models import Batch, Filing, SentFiling, Upload
from procuratorate.custody.models import Person
from procuratorate.lib.digest import sm3_of
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast: Cast, batch: Batch, upload: Callable[..., Upload]) -> Filing:
    """One commutation, sent to the resident office."""
    [person] = inmates(cast.ward1)
    with acting_as(BUILDER):
        Person.objects.filter(pk=person.person_id).update(ethnicity="某民族", occupation="务农")
    found = upload(batch, [row(person)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 302
    with acting_as(BUILDER):
        return Filing.objects.get(batch=batch)


def correct(cast: Cast, filing: Filing, section: str, **changes: Any) -> None:
    client, address = sign_in(cast.tang), f"/inmates/{filing.inmate_id}/edit/{section}/"
    form = client.get(address).context["form"]
    values = {name: form.initial.get(name, "") for name in form.fields}
    data = {name: value for name, value in values.items() if value not in (None, False)}
    assert client.post(address, {**data, "why": "照原件更正", **changes}).status_code == 302


def case(cast: Cast, filing: Filing) -> str:
    return sign_in(cast.chen).get(f"/cases/{filing.pk}/").content.decode()


def test_the_case_shows_the_dossier_of_the_day_of_sending_and_says_nothing_moved(cast: Cast, sent: Filing) -> None:
    page = case(cast, sent)
    assert "发出日档案" in page
    assert "2021-04-01" in page
    assert "没有变动" in page
    assert "其后已变" not in page


def test_a_later_correction_moves_today_and_leaves_what_was_judged(cast: Cast, sent: Filing) -> None:
    correct(cast, sent, "sentence", delivered_on="2021-05-06")
    page = case(cast, sent)
    assert page.count("其后已变") == 1
    moved = page.split("发出以后档案的变动")[1].split("</section>")[0]
    assert "送监日" in moved
    assert "2021-04-01" in moved
    assert "2021-05-06" in moved
    assert "2021-04-01" in page.split('id="dossier"')[1]


def test_a_row_added_later_is_told_as_moved(cast: Cast, sent: Filing) -> None:
    client, address = sign_in(cast.tang), f"/inmates/{sent.inmate_id}/edit/punishment/"
    form = client.get(address).context["form"]
    data = {"version": form.initial["version"], "opened": form.initial["opened"]}
    assert client.post(address, {**data, "kind": "warning", "since": "2026-11-10"}).status_code == 302
    assert "警告 2026-11-10" in case(cast, sent).split("发出以后档案的变动")[1].split("</section>")[0]


def test_the_hash_of_the_dossier_goes_with_the_list_and_holds(cast: Cast, sent: Filing) -> None:
    with acting_as(BUILDER):
        line = SentFiling.objects.select_related("sending__dispatch").get(filing=sent)
        assert sm3_of(line.dossier) == line.dossier_hash
        assert line.sending.dispatch.content["people"][0]["dossier"] == line.dossier_hash


def test_nobody_changes_the_dossier_that_was_sent(cast: Cast, sent: Filing) -> None:
    with acting_as(BUILDER), pytest.raises(DatabaseError), transaction.atomic():
        SentFiling.objects.filter(filing=sent).update(dossier={})


def test_the_copy_keeps_the_dossier_of_its_own_day(cast: Cast, sent: Filing) -> None:
    correct(cast, sent, "person", occupation="务工")
    answer = sign_in(cast.shen).post(f"/batches/{sent.batch_id}/file/", {"platform_no": "平台2026-0412"})
    assert answer.status_code == 302
    with acting_as(BUILDER):
        rows = SentFiling.objects.filter(filing=sent).order_by("sending__at")
        assert [one.dossier["occupation"] for one in rows] == ["务农", "务工"]
    assert "没有变动" in case(cast, sent)  # the case is judged on what came with the copy


def test_the_case_never_shows_ethnicity(cast: Cast, sent: Filing) -> None:
    assert "某民族" not in case(cast, sent)
