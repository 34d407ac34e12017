"""Administrators' screens: one's own house alone, nobody's own powers, and what two of them do to one record."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Officer, Organ, Pairing, Token
from procuratorate.organs.reach import acting_as
from tests.cast import PASSWORD, Cast, officer, sign_in

pytestmark = pytest.mark.django_db
TODAY = date.today()


def post_of(cast: Cast, name: str) -> Assignment:
    with acting_as(BUILDER):
        return Assignment.objects.get(officer=cast.officers[name])


def page(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


PAGES = ["/organs/", "/officers/", "/officers/add/", "/health/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["chen", "hao", "tang", "chang", "lu"])
def test_nobody_else_opens_an_administrators_page(cast: Cast, who: str, path: str) -> None:
    assert sign_in(cast.officers[who]).get(path).status_code == 403


def test_a_stranger_is_led_to_the_login(cast: Cast, client: Client) -> None:
    assert client.get("/officers/")["Location"] == "/login/?next=/officers/"


@pytest.mark.parametrize("who", ["chen", "lan", "root"])
def test_officers_of_other_houses_do_not_exist(cast: Cast, who: str) -> None:
    client = sign_in(cast.admin)
    for act in ("", "edit/", "disable/", "password/", "totp/", "posts/add/", "handover/"):
        assert client.get(f"/officers/{cast.officers[who].pk}/{act}").status_code == 404


def test_organs_of_other_houses_do_not_exist(cast: Cast) -> None:
    client = sign_in(cast.admin)
    for organ in (cast.lanpu, cast.office, cast.bureau):
        assert client.get(f"/organs/{organ.pk}/").status_code == 404
        assert client.post(f"/organs/{organ.pk}/close/", {"until": TODAY, "reason": "x"}).status_code == 404


def test_the_tree_shows_ones_own_house(cast: Cast) -> None:
    shown = page(sign_in(cast.admin).get("/organs/"))
    assert "青岑监狱" in shown
    assert "一监区" in shown
    assert "岚浦" not in shown


def test_the_database_itself_keeps_an_administrator_at_home(cast: Cast) -> None:
    with acting_as(BUILDER):
        admin = cast.actor("admin")
    with acting_as(admin):
        assert Officer.objects.filter(pk=cast.chen.pk).update(name="改名") == 0
        assert Organ.objects.filter(pk=cast.lanpu.pk).update(name="改名") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Assignment.objects.create(officer=cast.admin, organ=cast.province, role="chief", since=TODAY)


def test_an_administrator_sees_no_case_data(cast: Cast) -> None:
    with acting_as(BUILDER):
        admin = cast.actor("admin")
    for label in ("custody.person", "prisons.inmate", "commutation.batch", "dispatch.dispatch"):
        with acting_as(admin), pytest.raises(DatabaseError), transaction.atomic():
            apps.get_model(label).objects.count()


def new_officer(cast: Cast, **changed: object) -> dict[str, object]:
    asked = {"number": "Y1100", "name": "苏见山", "organ": cast.ward1.pk, "role": "ward_officer", "since": TODAY}
    return asked | changed


def test_a_new_officer_gets_a_password_shown_once(cast: Cast, client: Client) -> None:
    admin = sign_in(cast.admin)
    slip = page(admin.post("/officers/add/", new_officer(cast)))
    password = re.search(r'class="secret">([^<]+)<', slip)[1]  # type: ignore[index]
    with acting_as(BUILDER):
        made = Officer.objects.get(number="Y1100")
    assert password not in page(admin.get(f"/officers/{made.pk}/"))
    client.post("/login/", {"username": "y1100", "password": password})
    assert client.get("/me/sessions/")["Location"] == "/me/password/"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"number": "y1001"}, "工号已有人使用"),
        ({"name": "苏?山"}, "丢失的字"),
        ({"role": "procurator"}, "没有“承办检察官”这一岗位"),
        ({"role": "system"}, "选择"),
        ({"since": "2026-13-40"}, "日期读不懂"),
        ({"until": "2001-01-01"}, "截止日不能早于起始日"),
    ],
)
def test_a_refused_officer_names_the_mending(cast: Cast, changed: dict[str, object], told: str) -> None:
    answer = sign_in(cast.admin).post("/officers/add/", new_officer(cast, **changed))
    assert answer.status_code == 422
    assert told in page(answer)
    with acting_as(BUILDER):
        assert not Officer.objects.filter(number="Y1100").exists()


def test_only_posts_of_ones_own_house_are_offered_and_a_ward_is_named_with_its_prison(cast: Cast) -> None:
    shown = page(sign_in(cast.admin).get("/officers/add/"))
    assert "责任警察" in shown
    assert "承办检察官" not in shown
    assert f"{cast.qingcen.short_name} {cast.ward1.name}</option>" in shown


def test_an_organ_of_another_house_cannot_be_chosen(cast: Cast) -> None:
    answer = sign_in(cast.admin).post("/officers/add/", new_officer(cast, organ=cast.lanpu_ward.pk))
    assert answer.status_code == 422


def test_nobody_gives_himself_a_post(cast: Cast) -> None:
    asked = {"organ": cast.province.pk, "role": "chief", "since": TODAY}
    assert sign_in(cast.root).post(f"/officers/{cast.root.pk}/posts/add/", asked).status_code == 403
    with acting_as(BUILDER):
        assert Assignment.objects.filter(officer=cast.root).count() == 1


def test_nobody_lets_himself_substitute(cast: Cast) -> None:
    post = post_of(cast, "qin")
    asked = {"number": "J0009", "since": TODAY, "until": TODAY, "basis": "x"}
    assert sign_in(cast.root).post(f"/posts/{post.pk}/substitute/", asked).status_code == 403


def test_the_two_sides_are_never_one_person(cast: Cast) -> None:
    with acting_as(BUILDER):
        Assignment.objects.create(officer=cast.tang, organ=cast.province, role="secretary", since="2020-01-01")
    asked = {"organ": cast.office.pk, "role": "procurator", "since": TODAY}
    answer = sign_in(cast.root).post(f"/officers/{cast.tang.pk}/posts/add/", asked)
    assert answer.status_code == 422
    assert "不能与现任的" in page(answer)


def test_who_audits_does_nothing_else(cast: Cast) -> None:
    with acting_as(BUILDER):
        second = officer("J0010", "管二院", cast.province, "administrator")  # type: ignore[arg-type]
    asked = {"organ": cast.province.pk, "role": "auditor", "since": TODAY}
    for one in (second, cast.qin):
        assert sign_in(cast.root).post(f"/officers/{one.pk}/posts/add/", asked).status_code == 422


def test_a_former_houses_administrator_cannot_reset_a_password(cast: Cast) -> None:
    with acting_as(BUILDER):
        Assignment.objects.filter(officer=cast.tang).update(until="2024-12-31")
        Assignment.objects.create(officer=cast.tang, organ=cast.lanpu, role="execution_clerk", since="2025-01-01")
    client = sign_in(cast.admin)
    assert client.get(f"/officers/{cast.tang.pk}/").status_code == 200
    assert client.post(f"/officers/{cast.tang.pk}/password/", {"reason": "忘记"}).status_code == 403


def test_a_disabled_officer_is_out_with_the_next_request(cast: Cast) -> None:
    tang = sign_in(cast.tang)
    assert tang.get("/jobs/").status_code == 200
    assert sign_in(cast.admin).post(f"/officers/{cast.tang.pk}/disable/", {"reason": "调离"}).status_code == 302
    assert "/login/" in tang.get("/jobs/")["Location"]


def test_disabling_needs_a_reason(cast: Cast) -> None:
    assert sign_in(cast.admin).post(f"/officers/{cast.tang.pk}/disable/", {"reason": ""}).status_code == 422


def test_a_reset_password_ends_sessions_and_replaces_the_old_one(cast: Cast, client: Client) -> None:
    tang = sign_in(cast.tang)
    slip = page(sign_in(cast.admin).post(f"/officers/{cast.tang.pk}/password/", {"reason": "本人当面申请"}))
    password = re.search(r'class="secret">([^<]+)<', slip)[1]  # type: ignore[index]
    assert "/login/" in tang.get("/jobs/")["Location"]
    assert client.post("/login/", {"username": "Y1001", "password": PASSWORD}).status_code == 422
    assert client.post("/login/", {"username": "Y1001", "password": password}).status_code == 302


def test_a_reset_code_is_enrolled_anew(cast: Cast, client: Client) -> None:
    assert sign_in(cast.admin).post(f"/officers/{cast.hao.pk}/totp/", {"reason": "换手机"}).status_code == 302
    client.post("/login/", {"username": "Y1003", "password": PASSWORD})
    assert client.get("/jobs/")["Location"] == "/me/totp/"


def test_a_post_ended_at_once_is_lost_at_once(cast: Cast) -> None:
    tang = sign_in(cast.tang)
    post = post_of(cast, "tang")
    asked = {"at_once": "on", "reason": "调离"}
    assert sign_in(cast.admin).post(f"/posts/{post.pk}/end/", asked).status_code == 302
    assert tang.get("/jobs/").status_code == 403


def test_a_posts_end_is_not_dated_back(cast: Cast) -> None:
    post = post_of(cast, "tang")
    answer = sign_in(cast.admin).post(f"/posts/{post.pk}/end/", {"until": "2021-01-01", "reason": "x"})
    assert answer.status_code == 422
    assert "不能早于今天" in page(answer)


def test_a_substitute_acts_under_both_names_and_ends_with_the_post(cast: Cast) -> None:
    post, admin = post_of(cast, "hao"), sign_in(cast.admin)
    asked = {"number": "Y1002", "since": TODAY, "until": TODAY + timedelta(days=9), "basis": "授权书"}
    assert "由 沈维岳 代行" in page(admin.post(f"/posts/{post.pk}/substitute/", asked, follow=True))
    shen = sign_in(cast.shen)
    with acting_as(BUILDER):
        acting = Assignment.objects.get(acting_for=post)
    shen.post(f"/me/post/{acting.pk}/")
    assert "代 郝景川" in page(shen.get("/jobs/"))
    admin.post(f"/posts/{post.pk}/end/", {"at_once": "on", "reason": "免职"})
    assert "代 郝景川" not in page(shen.get("/jobs/"))


def test_a_substitution_must_have_an_end(cast: Cast) -> None:
    post = post_of(cast, "hao")
    answer = sign_in(cast.admin).post(
        f"/posts/{post.pk}/substitute/", {"number": "Y1002", "since": TODAY, "basis": "x"}
    )
    assert answer.status_code == 422


def test_nobody_hands_over_to_himself(cast: Cast) -> None:
    post = post_of(cast, "tang")
    asked = {"posts": post.pk, "number": "Y1001", "on": TODAY, "reason": "轮岗"}
    answer = sign_in(cast.admin).post(f"/officers/{cast.tang.pk}/handover/", asked)
    assert answer.status_code == 422
    assert "请填写另一名人员的工号" in page(answer)
    assert post_of(cast, "tang") == post


def test_handing_over_moves_the_post_and_tells_what_else(cast: Cast) -> None:
    post, admin = post_of(cast, "tang"), sign_in(cast.admin)
    asked = {"posts": post.pk, "number": "Y1004", "on": TODAY, "reason": "轮岗"}
    answer = admin.post(f"/officers/{cast.tang.pk}/handover/", asked, follow=True)
    assert "已移交：岗位 1，常用视图 0，未完任务 0" in page(answer)
    with acting_as(BUILDER):
        assert Assignment.objects.on(TODAY).get(officer=cast.ward, role="execution_clerk").organ == cast.qingcen
        assert not Assignment.objects.on(TODAY).filter(officer=cast.tang).exists()


def test_two_administrators_on_different_fields_are_put_together(cast: Cast) -> None:
    client = sign_in(cast.admin)
    path = f"/organs/{cast.ward1.pk}/edit/"
    opened = re.search(r'name="opened" value="([^"]+)"', page(client.get(path)))[1]  # type: ignore[index]
    with acting_as(BUILDER):
        Organ.objects.filter(pk=cast.ward1.pk).update(short_name="老残")
    asked = {"name": "老残监区", "short_name": cast.ward1.short_name, "code": cast.ward1.code, "opened": opened}
    assert client.post(path, asked).status_code == 302
    with acting_as(BUILDER):
        kept = Organ.objects.get(pk=cast.ward1.pk)
        assert (kept.name, kept.short_name) == ("老残监区", "老残")


def test_two_administrators_see_each_others_changes(cast: Cast) -> None:
    client = sign_in(cast.admin)
    path = f"/organs/{cast.ward1.pk}/edit/"
    opened = re.search(r'name="opened" value="([^"]+)"', page(client.get(path)))[1]  # type: ignore[index]
    with acting_as(BUILDER):
        Organ.objects.filter(pk=cast.ward1.pk).update(name="第一监区")
    asked = {"name": "老残监区", "short_name": "老残", "code": cast.ward1.code, "opened": opened}
    answer = client.post(path, asked)
    assert answer.status_code == 409
    differences = re.sub("<[^>]+>", "", page(answer))
    assert "第一监区" in differences, "what is stored"
    assert "老残监区" in differences, "what was typed"
    with acting_as(BUILDER):
        assert Organ.objects.get(pk=cast.ward1.pk).name == "第一监区"


def test_the_side_chosen_of_two_changes_is_saved(cast: Cast) -> None:
    client = sign_in(cast.admin)
    path = f"/organs/{cast.ward1.pk}/edit/"
    opened = re.search(r'name="opened" value="([^"]+)"', page(client.get(path)))[1]  # type: ignore[index]
    with acting_as(BUILDER):
        Organ.objects.filter(pk=cast.ward1.pk).update(name="第一监区")
    asked = {"name": "老残监区", "short_name": "老残", "code": cast.ward1.code, "opened": opened}
    offered = page(client.post(path, asked))
    assert "按所选保存" in offered
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', offered))
    assert client.post(path, hidden | {"name": "mine", "short_name": "mine"}).status_code == 302
    with acting_as(BUILDER):
        kept = Organ.objects.get(pk=cast.ward1.pk)
        assert (kept.name, kept.short_name) == ("老残监区", "老残")


def test_a_form_with_a_forged_origin_is_refused(cast: Cast) -> None:
    asked = {"name": "x", "short_name": "x", "code": "x", "opened": "forged"}
    assert sign_in(cast.admin).post(f"/organs/{cast.ward1.pk}/edit/", asked).status_code == 422


def test_a_new_ward_stands_below_its_prison(cast: Cast) -> None:
    asked = {"kind": "ward", "name": "三监区", "short_name": "三监区", "code": "B01W3", "since": TODAY}
    assert sign_in(cast.admin).post(f"/organs/{cast.qingcen.pk}/add/", asked).status_code == 302
    with acting_as(BUILDER):
        made = Organ.objects.get(code="B01W3")
    assert made.path.startswith(cast.qingcen.path)
    assert made.house == cast.qingcen


@pytest.mark.parametrize("kind", ["procuratorate", "resident_office", "prison", "bureau", "court", "subward"])
def test_a_prison_founds_wards_and_nothing_greater(cast: Cast, kind: str) -> None:
    asked = {"kind": kind, "name": "自设单位", "short_name": "自设", "code": "B01X", "since": TODAY}
    answer = sign_in(cast.admin).post(f"/organs/{cast.qingcen.pk}/add/", asked)
    assert answer.status_code == 422
    assert "不能设在监狱之下" in page(answer)


def test_nobody_takes_anothers_competence(cast: Cast) -> None:
    with acting_as(BUILDER):
        local = officer("J1009", "管城郊", cast.suburb, "administrator")  # type: ignore[arg-type]
        Organ.objects.filter(pk=cast.suburb.pk).update(acts_for=None)
    client, path = sign_in(local), f"/organs/{cast.suburb.pk}/edit/"
    opened = re.search(r'name="opened" value="([^"]+)"', page(client.get(path)))[1]  # type: ignore[index]
    asked = {
        "name": "x", "short_name": "x", "code": "P0101", "opened": opened,
        "acts_for": cast.lincheng.pk, "acts_for_basis": "自定",
    }  # fmt: skip
    answer = client.post(path, asked)
    assert answer.status_code == 422
    assert "由被代行的院或其上级院" in page(answer)
    rule = {"act": "over_detention", "procuratorate": cast.suburb.pk, "basis": "自定", "since": TODAY}
    assert client.post(f"/organs/{cast.qingcen.pk}/competence/add/", rule).status_code == 403


def test_a_code_is_used_once(cast: Cast) -> None:
    asked = {"kind": "ward", "name": "三监区", "short_name": "三监区", "code": "B01W1", "since": TODAY}
    answer = sign_in(cast.admin).post(f"/organs/{cast.qingcen.pk}/add/", asked)
    assert answer.status_code == 422


def test_an_organ_with_officers_is_not_closed(cast: Cast) -> None:
    answer = sign_in(cast.admin).post(f"/organs/{cast.ward1.pk}/close/", {"until": TODAY, "reason": "撤并"})
    assert answer.status_code == 422
    assert "1 个岗位" in page(answer)


def test_a_site_has_one_supervisor_at_a_time(cast: Cast) -> None:
    root = sign_in(cast.root)
    asked = {"counterpart": cast.qingcen.pk, "since": TODAY}
    answer = root.post(f"/organs/{cast.office2.pk}/pairings/add/", asked)
    assert answer.status_code == 422
    assert "同一时间只能有一个派驻检察机构" in page(answer)
    with acting_as(BUILDER):
        old = Pairing.objects.get(counterpart=cast.qingcen)
    root.post(f"/pairings/{old.pk}/end/", {"until": TODAY - timedelta(days=1), "reason": "调整"})
    assert root.post(f"/organs/{cast.office2.pk}/pairings/add/", asked).status_code == 302


def test_a_prison_does_not_choose_who_supervises_it(cast: Cast) -> None:
    asked = {"counterpart": cast.qingcen.pk, "since": TODAY}
    assert sign_in(cast.admin).post(f"/organs/{cast.qingcen.pk}/pairings/add/", asked).status_code == 403
    with acting_as(BUILDER):
        old = Pairing.objects.get(counterpart=cast.qingcen)
    assert sign_in(cast.admin).get(f"/pairings/{old.pk}/end/").status_code == 404


def test_a_token_is_shown_once_and_revoked_at_once(cast: Cast) -> None:
    admin, post = sign_in(cast.admin), post_of(cast, "tang")
    asked = {"post": post.pk, "name": "狱政导出", "scopes": ["read"], "until": TODAY + timedelta(days=30)}
    slip = page(admin.post(f"/organs/{cast.qingcen.pk}/tokens/add/", asked))
    secret = re.search(r'class="secret">([^<]+)<', slip)[1]  # type: ignore[index]
    with acting_as(BUILDER):
        token = Token.objects.get()
    assert secret not in token.digest
    assert admin.post(f"/tokens/{token.pk}/revoke/", {"reason": "停用"}).status_code == 302
    with acting_as(BUILDER):
        assert not Token.objects.on(TODAY).exists()
