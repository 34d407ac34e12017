"""From the court's papers to the prison's gate, by both ends; a refusal is weighed by whoever supervises the prison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.utils import ProgrammingError
from django.test import Client

from detention.models import Committal, Detainee
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, officer
from tests.detention.factories import do, fresh, held, judged
from tests.detention.test_telling import open_findings

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
PAPERS = ["indictment", "judgment", "order", "closing", "health", "property"]
TERM = {"sentence": "有期徒刑五年", "sentence_ends_on": "2030-05-01", "papers": PAPERS}
REASON = {"on": "2026-11-18", "ground": "wrong", "words": "判决书与执行通知书刑期不一致", "word": "青监不收字"}


def waiting(centre: Cast, **changes: Any) -> Detainee:
    """Somebody whose papers came on 10 November."""
    return held(centre, phase="delivery", handler=centre.centre, start=date(2026, 11, 10), cell="901", **changes)


def sent(centre: Cast, as_officer: As, prison: str = "qingcen", **changes: Any) -> Committal:
    one = waiting(centre, **changes)
    body = TERM | {"prison": centre.organs[prison].pk, "on": "2026-11-17"}
    assert as_officer(centre.chang).post(f"/detainees/{one.pk}/deliver/", body).status_code == 302
    with acting_as(BUILDER):
        found: Committal = Committal.objects.get(detainee=one)
        return found


def again(committal: Committal) -> Committal:
    with acting_as(BUILDER):
        found: Committal = Committal.objects.select_related("opinion", "statement", "detainee").get(pk=committal.pk)
        return found


def act(client: Client, committal: Committal, name: str, **body: Any) -> Any:
    return client.post(f"/committals/{committal.pk}/{name}/", body)


def told(kind: str = "detention.committal") -> list[tuple[str, int, str]]:
    with acting_as(BUILDER):
        rows = Dispatch.objects.filter(kind=kind).order_by("pk")
        return [(one.masked_title, one.recipient_id, one.legal_mode) for one in rows]


def test_only_the_centre_sends_and_only_after_the_papers_came(centre: Cast, as_officer: As) -> None:
    one, chang = waiting(centre), as_officer(centre.chang)
    body = TERM | {"prison": centre.qingcen.pk, "on": "2026-11-09"}
    assert as_officer(centre.geng).post(f"/detainees/{one.pk}/deliver/", body).status_code == 403
    assert as_officer(centre.you).post(f"/detainees/{one.pk}/deliver/", body).status_code == 404
    assert as_officer(centre.tang).post(f"/detainees/{one.pk}/deliver/", body).status_code == 403
    early = chang.post(f"/detainees/{one.pk}/deliver/", body)
    assert early.status_code == 422
    assert "送交日早于收到执行文书之日" in early.content.decode()
    assert chang.post(f"/detainees/{one.pk}/deliver/", body | {"on": "2026-11-21"}).status_code == 422
    investigated = held(centre, place=2, name="孙见山")
    refused = chang.post(f"/detainees/{investigated.pk}/deliver/", body | {"on": "2026-11-17"})
    assert "没有登记收到执行文书之日" in refused.content.decode()
    assert chang.post(f"/detainees/{one.pk}/deliver/", body | {"on": "2026-11-10"}).status_code == 302
    assert chang.post(f"/detainees/{one.pk}/deliver/", body | {"on": "2026-11-17"}).status_code == 409
    assert told() == [("钱某某送交执行", centre.qingcen.pk, "transfer")]


def test_the_prison_takes_him_in_and_both_sides_agree_on_the_day(centre: Cast, as_officer: As) -> None:
    committal, tang = sent(centre, as_officer), as_officer(centre.tang)
    assert "钱某某" in tang.get("/committals/").content.decode()
    assert "钱望舒" in tang.get(f"/committals/{committal.pk}/").content.decode()
    for stranger in (centre.lan, centre.you):
        assert as_officer(stranger).get(f"/committals/{committal.pk}/").status_code == 404
    assert act(as_officer(centre.chang), committal, "admit", on="2026-11-17").status_code == 403
    assert act(tang, committal, "admit", on="2026-11-16").status_code == 422
    assert act(tang, committal, "admit", on="2026-11-18", prison_number="9901000777").status_code == 302
    assert act(tang, committal, "admit", on="2026-11-18").status_code == 403
    one = fresh(again(committal).detainee)
    assert (one.state, one.left_how, one.left_on, one.custody.until) == (
        "left", "delivered", date(2026, 11, 18), date(2026, 11, 18),
    )  # fmt: skip
    with acting_as(BUILDER):
        clock = Deadline.objects.get(kind="detention.family")
        assert (clock.due_on, clock.organ_id) == (date(2026, 11, 25), centre.qingcen.pk)  # five working days
        assert "第三十七条" in clock.article
    judged()
    assert "delivery" not in open_findings(one)
    assert act(tang, committal, "family", on="2026-11-20").status_code == 302
    assert act(tang, committal, "family", on="2026-11-20").status_code == 403
    with acting_as(BUILDER):
        assert Deadline.objects.get(kind="detention.family").state == "met"


def test_the_prison_reads_no_stay_and_writes_no_view(centre: Cast, as_officer: As) -> None:
    committal = sent(centre, as_officer)
    assert as_officer(centre.tang).get(f"/detainees/{again(committal).detainee_id}/").status_code == 403
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(centre.actor("tang")):
        list(Detainee.objects.all())
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(centre.actor("tang")):
        Committal.objects.update(view="holds")
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(centre.actor("geng")):
        Committal.objects.update(admitted_on=date(2026, 11, 18))


def test_a_refusal_is_a_statement_in_writing_with_a_copy_to_the_office(centre: Cast, as_officer: As) -> None:
    committal, shen = sent(centre, as_officer), as_officer(centre.shen)
    assert act(as_officer(centre.tang), committal, "refuse", **REASON).status_code == 403
    assert act(shen, committal, "refuse", **REASON | {"words": ""}).status_code == 422
    assert act(shen, committal, "refuse", **REASON | {"word": ""}).status_code == 422
    assert again(committal).state == "sent"
    assert act(shen, committal, "refuse", **REASON).status_code == 302
    with acting_as(BUILDER):
        paper = Paper.objects.get()
    assert paper.number == "青监不收字〔2026〕1号"
    assert "第三十二条第三款" in "".join(paper.facts["paragraphs"])
    assert told()[1:] == [
        ("钱某某不予收监说明", centre.centre.pk, "service"), ("钱某某不予收监说明抄送", centre.office.pk, "copy"),
    ]  # fmt: skip
    assert as_officer(centre.chang).get(paper.get_absolute_url()).status_code == 200
    assert as_officer(centre.chen).get(paper.get_absolute_url()).status_code == 200
    assert fresh(again(committal).detainee).state == "in"


def test_reasons_found_wanting_oblige_the_prison_once_the_chief_signs(
    centre: Cast, as_officer: As, set_clock: Callable[..., None]
) -> None:
    committal, chen, pei = sent(centre, as_officer), as_officer(centre.chen), as_officer(centre.pei)
    assert act(chen, committal, "view", view="fails", words="刑期一致").status_code == 403  # not refused yet
    act(as_officer(centre.shen), committal, "refuse", **REASON)
    assert act(pei, committal, "oblige", on="2026-11-20", word="临城郊检收监").status_code == 403  # no view yet
    assert act(as_officer(centre.shen), committal, "view", view="holds", words="成立").status_code == 403
    assert act(chen, committal, "view", view="fails", words="经核，两份文书刑期一致").status_code == 302
    assert act(chen, committal, "oblige", on="2026-11-20", word="临城郊检收监").status_code == 403
    for other in (centre.tang, centre.chang):
        assert "两份文书刑期一致" not in as_officer(other).get(f"/committals/{committal.pk}/").content.decode()
    assert act(pei, committal, "oblige", on="2026-11-17", word="临城郊检收监").status_code == 422  # before the refusal
    assert act(pei, committal, "oblige", on="2026-11-20", word="临城郊检收监").status_code == 302
    found = again(committal)
    assert (found.state, found.opinion.number) == ("obliged", "临城郊检收监〔2026〕1号")
    assert [one[1:] for one in told()[-2:]] == [(centre.qingcen.pk, "service"), (centre.centre.pk, "copy")]
    tang = as_officer(centre.tang)
    assert tang.get(found.opinion.get_absolute_url()).status_code == 200
    page = "检察院认为不收监理由不成立的，应当收监"
    assert page not in chen.get(f"/committals/{committal.pk}/").content.decode()  # the day itself
    set_clock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
    assert page in chen.get(f"/committals/{committal.pk}/").content.decode()
    assert page not in tang.get(f"/committals/{committal.pk}/").content.decode()
    assert act(tang, committal, "admit", on="2026-11-21").status_code == 302
    assert again(committal).state == "admitted"


def test_a_prison_elsewhere_is_its_own_procuratorates_matter(centre: Cast, as_officer: As) -> None:
    with acting_as(BUILDER):
        centre.officers["bai"] = officer("Y2002", "柏望山", centre.lanpu, Role.EXECUTION_HEAD)
    committal, geng = sent(centre, as_officer, "lanpu"), as_officer(centre.geng)
    assert act(geng, committal, "refer").status_code == 403
    act(as_officer(centre.bai), committal, "refuse", **REASON)
    assert act(geng, committal, "view", view="fails", words="不成立").status_code == 403
    assert "望川市人民检察院" in geng.get(f"/committals/{committal.pk}/").content.decode()
    assert act(geng, committal, "refer").status_code == 302
    assert act(geng, committal, "refer").status_code == 403
    assert told()[-1] == ("钱某某不予收监情况通报", centre.wangchuan.pk, "transfer")
    assert act(as_officer(centre.yin), committal, "view", view="holds", words="刑期确有出入").status_code == 302
    assert act(as_officer(centre.chen), committal, "view", view="holds", words="x").status_code == 404
    assert act(as_officer(centre.chang), committal, "call-back", words="").status_code == 422
    assert act(as_officer(centre.chang), committal, "call-back", words="补正执行通知书后再送").status_code == 302
    one = again(committal).detainee_id
    body = TERM | {"prison": centre.lanpu.pk, "on": "2026-11-20"}
    assert as_officer(centre.chang).post(f"/detainees/{one}/deliver/", body).status_code == 302  # a second attempt
    assert "已撤回" in geng.get("/committals/?tab=all").content.decode()


def test_who_is_sentenced_and_still_held_is_listed_with_what_is_owed(
    centre: Cast, as_officer: As, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    sent(centre, as_officer)
    late = held(centre, name="孙见山", place=2)
    edit = {"cell": "902", "offence": "盗窃", "case_number": ""}
    chang = as_officer(centre.chang)
    do(chang, late, "edit", effective_on="2026-11-02", sentence_ends_on="2026-11-19", **edit)
    page = chang.get("/committals/").content.decode()
    assert "法院应于 2026-11-12 前送达" in page
    assert "刑期已满，核对释放" in page
    assert "孙见山" not in page
    judged()
    found = open_findings(late)
    assert {"court-papers", "release-day"} <= set(found)
    assert (found["release-day"].addressee, found["release-day"].proposer) == (centre.centre, centre.suburb)
    assert found["release-day"].verdict == "warned"
    assert "孙某某" not in as_officer(centre.tang).get("/committals/").content.decode()
    for place in range(3, 12):
        waiting(centre, name="钱望舒", place=place)
    with django_assert_max_num_queries(40):
        assert chang.get("/committals/").status_code == 200


@pytest.mark.parametrize(("day", "finds"), [("2026-11-17", {"release-early"}), ("2026-11-18", set())])
def test_a_release_a_day_early_is_found_and_on_the_day_is_not(
    centre: Cast, as_officer: As, day: str, finds: set[str]
) -> None:
    one, chang = held(centre, phase="serving", handler=centre.centre, start=date(2026, 10, 1)), as_officer(centre.chang)
    edit = {
        "cell": "903",
        "offence": "盗窃",
        "case_number": "",
        "effective_on": "2026-09-25",
        "papers_on": "2026-10-01",
    }
    do(chang, one, "edit", sentence_ends_on="2026-11-18", **edit)
    assert do(chang, one, "leave", on=day, how="term_over", left_to="释放证明").status_code == 302
    judged()
    assert set(open_findings(one)) & {"release-early", "release-day"} == finds
