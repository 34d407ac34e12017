"""A notice drafted from verified findings: what nobody verified accuses nobody."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch, FilingNotice
from commutation.states.reviews import Verdict
from procuratorate.notices.models import Notice
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.papers import filed, finding

pytestmark = pytest.mark.django_db
TOLD = {"kind": "correction", "matter": "general", "title": "间隔和计分"}


def test_only_what_a_person_verified_goes_in_and_only_breaches_are_ticked(
    cast: Cast, batch: Batch, upload: Any
) -> None:
    first, second, _ = filed(cast, batch, upload, 3)
    breach = finding(first, by=cast.chen)
    unsure = finding(first, by=cast.chen, rule="points", verdict=Verdict.UNDECIDED, title="计分")
    beside = finding(second, by=cast.chen, rule="notice", title="公示")
    guess = finding(first, rule="extent", title="幅度")
    client, address = sign_in(cast.chen), f"/cases/{first.pk}/notices/"
    page = client.get(address).content.decode()
    assert f'value="{breach.pk}" id="f{breach.pk}" checked' in page
    for one in (unsure, beside):
        assert f'value="{one.pk}" id="f{one.pk}">' in page
    assert f'value="{guess.pk}"' not in page
    assert client.post(address, TOLD | {"finding": [breach.pk, guess.pk]}).status_code == 422
    assert client.post(address, TOLD).status_code == 422
    assert sign_in(cast.yin).post(address, TOLD | {"finding": [breach.pk]}).status_code == 404
    assert client.post(address, TOLD | {"finding": [breach.pk, beside.pk]}).status_code == 302
    with acting_as(BUILDER):
        made = Notice.objects.get()
        points = list(made.points.values_list("facts", "article"))
        links = set(FilingNotice.objects.values_list("filing", "finding"))
    assert made.addressee_id == cast.qingcen.pk
    assert points[0][0].startswith(f"罪犯{first.name}")
    assert points[0][1] == breach.article
    assert links == {(first.pk, breach.pk), (second.pk, beside.pk)}
    assert set(made.persons) == {first.person_id, second.person_id}
    assert "间隔和计分" in client.get(address).content.decode()
    assert "由2项查证属实的疑点形成" in client.get(f"/notices/{made.pk}/edit/").content.decode()
