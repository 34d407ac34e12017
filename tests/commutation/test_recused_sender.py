"""Who is recused from somebody on the list sees a shorter list: sent by such an officer, people would silently stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commutation.models import Batch, Filing, Sending, Upload
from commutation.services.sending import send_consultation
from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Ground
from procuratorate.lib.errors import Refused
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(cast: Cast, batch: Batch, upload: Callable[..., Upload]) -> Batch:
    """Three people on the list; the head of the section is recused from the first."""
    people = inmates(cast.ward1, 3)
    found = upload(batch, [row(one) for one in people])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    with acting_as(BUILDER):
        Recusal.objects.create(
            officer=cast.shen, person=people[0].person, organ=cast.qingcen, ground=Ground.PARTY, article="规则第24条"
        )
    return batch


def test_a_recused_head_cannot_send_the_list(cast: Cast, listed: Batch) -> None:
    with acting_as(BUILDER):
        shen = cast.actor("shen")
    with pytest.raises(Refused, match="回避"), acting_as(shen) as at:
        send_consultation(batch=listed, actor=shen, at=at)
    with acting_as(BUILDER):
        assert Sending.objects.count() == 0


def test_the_page_says_who_may_send_it_instead(cast: Cast, listed: Batch) -> None:
    answer = sign_in(cast.shen).post(f"/batches/{listed.pk}/consult/", {"agreed_days": 5})
    assert answer.status_code == 403
    assert "请由其他有权发送的领导办理" in answer.content.decode()


def test_another_sends_everybody(cast: Cast, listed: Batch) -> None:
    assert sign_in(cast.hao).post(f"/batches/{listed.pk}/consult/", {"agreed_days": 5}).status_code == 302
    with acting_as(BUILDER):
        assert Sending.objects.get().people == 3
        assert not Filing.objects.filter(sent_at=None).exists()
