"""The one door: what each side reaches, and that nothing is reached outside it."""

import pytest
from django.db import connection

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_resident_office_reaches_its_prison_and_no_other(cast: Cast) -> None:
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    assert chen.sees(cast.qingcen.pk)
    assert chen.sees(cast.ward1.pk)
    assert not chen.sees(cast.lanpu.pk)
    assert not chen.owns(cast.qingcen.pk)


def test_a_ward_officer_reaches_the_ward_alone(cast: Cast) -> None:
    with acting_as(BUILDER):
        ward = cast.actor("ward")
    assert ward.organs == (cast.ward1.pk,)


def test_the_province_reaches_every_paired_site(cast: Cast) -> None:
    with acting_as(BUILDER):
        qin = cast.actor("qin")
    assert {cast.qingcen.pk, cast.lanpu.pk, cast.centre.pk} <= set(qin.organs)
    assert not qin.sees(cast.bureau.pk)


def test_a_session_takes_its_side_and_gives_it_back(cast: Cast) -> None:
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    with acting_as(tang), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, reach_organs()")
        user, organs = cursor.fetchone()
    assert user == "side_prison"
    assert set(organs) == set(tang.organs)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user")
        assert cursor.fetchone() == (True,)
