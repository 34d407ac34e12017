"""Every post's list of clocks: what is a link there may be opened, what may not be opened is no link."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.views.clocks import HOLDERS
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import APPROVERS, CENTRE_STAFF, PRISON_STAFF, PROCURATORS, Role
from tests.cast import Cast, officer, sign_in
from tests.matrix.world import build_world

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]
LISTS = ("/deadlines/", "/deadlines/?whose=theirs", "/deadlines/?whose=below")


def houses(cast: Cast, role: Role) -> list[Organ]:
    """Where an officer of this post serves: at the resident office, and in its 院 and the one above."""
    if role in {Role.WARD_OFFICER, Role.WARD_HEAD}:
        return [cast.ward1]
    if role in PRISON_STAFF:
        return [cast.qingcen]
    if role in CENTRE_STAFF:
        return [cast.centre]
    if role is Role.BUREAU_OFFICER:
        return [cast.bureau]
    return [cast.suburb, cast.province] if role in {*APPROVERS, Role.SUPERVISOR} else [cast.office]


def test_every_link_of_a_list_of_clocks_opens() -> None:
    world = build_world().cast
    with acting_as(BUILDER):
        people = [
            (role, officer(f"T{place}{at}", f"岗位{place}{at}", house, role))
            for place, role in enumerate(sorted(HOLDERS))
            for at, house in enumerate(houses(world, Role(role)))
        ]
    shut, opened = [], set()
    for role, one in people:
        client = sign_in(one, raise_request_exception=False)
        pages = (*LISTS, "/desk/") if role in PROCURATORS else LISTS
        for link in once(set().union(*(links(client, page) for page in pages))):
            status = client.get(link, follow=True).status_code
            opened.add((role, link))
            shut += [f"{role}: {link} {status}"] if status != 200 else []
    assert shut == [], "\n".join(shut)
    assert {role for role, _ in opened} >= HOLDERS - PRISON_STAFF - {Role.BUREAU_OFFICER}, "nothing was listed"


def once(found: set[str]) -> list[str]:
    """Every page a clock is about; of the sums behind 逐日, which are one page, one."""
    sums = sorted(link for link in found if re.fullmatch(r"/deadlines/\d+/", link))
    return sorted(found - set(sums[1:]))


def links(client: Client, page: str) -> set[str]:
    """What the lines of the page's tables lead to."""
    html = client.get(page).content.decode()
    body = html.partition("<main")[2].partition("</main>")[0]
    return {link for line in re.findall(r"(?s)<tr.*?</tr>", body) for link in re.findall(r'href="(/[^"]+)"', line)}


def test_a_secretary_reads_of_a_clock_whose_page_is_another_posts() -> None:
    world = build_world().cast
    with acting_as(BUILDER):
        clock = Deadline.objects.get(kind="commutation.consultation")
        secretary = officer("J0055", "会议秘书", world.office, Role.SECRETARY)
    listed = {who: sign_in(who).get("/deadlines/").content.decode() for who in (secretary, world.chen)}
    assert [clock.title in html for html in listed.values()] == [True, True]
    assert [f'href="{clock.address}"' in html for html in listed.values()] == [False, True]
    own = [sign_in(who).get(f"/deadlines/{clock.pk}/").content.decode() for who in listed]
    assert ["去办理" in html for html in own] == [False, True]
