"""Who reads a paper, and what a stranger learns from its code."""

from __future__ import annotations

import pytest
from django.test import Client

from procuratorate.documents import services
from procuratorate.lib.digest import sm3
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import JobState
from procuratorate.work.services import open_jobs, run_job
from tests.cast import Cast, sign_in
from tests.documents.factories import SECRET, drafted, issued, printed, stored

pytestmark = pytest.mark.django_db
PAGES = ("", "sheet/", "pdf/")


@pytest.mark.parametrize("who", ["yin", "lan", "tang", "hao", "ward", "chang"])
def test_a_paper_does_not_exist_for_strangers_before_it_is_handed_over(cast: Cast, who: str) -> None:
    paper, client = issued(cast), sign_in(cast.officers[who])
    assert [client.get(f"/papers/{paper.pk}/{page}").status_code for page in PAGES] == [404, 404, 404]
    assert paper.number not in client.get("/papers/").content.decode()


@pytest.mark.parametrize("who", ["admin", "root", "lu"])
def test_administrators_read_no_papers(cast: Cast, who: str) -> None:
    assert sign_in(cast.officers[who]).get(f"/papers/{issued(cast).pk}/").status_code == 403


def test_the_addressee_reads_it_from_the_hand_over_on_and_prints_nothing_anew(cast: Cast) -> None:
    paper, actor = issued(cast), cast.actor("pei")
    with acting_as(actor):
        services.hand_over(paper=paper, organ=cast.qingcen, actor=actor)
    client = sign_in(cast.hao)
    assert SECRET in client.get(f"/papers/{paper.pk}/sheet/").content.decode()
    assert paper.number in client.get("/papers/").content.decode()
    assert client.post(f"/papers/{paper.pk}/print/").status_code == 403
    assert sign_in(cast.lan).get(f"/papers/{paper.pk}/").status_code == 404


def test_who_stepped_back_from_a_person_does_not_see_their_paper(cast: Cast) -> None:
    from tests.custody.test_recusal import BODY
    from tests.prisons.factories import admit_one

    found = admit_one(cast)
    paper = issued(cast, "chen", organ=cast.suburb, office=cast.office, persons=[found.person_id])
    client = sign_in(cast.chen)
    assert client.get(f"/papers/{paper.pk}/").status_code == 200
    client.post(f"/persons/{found.person_id}/recuse/", BODY)
    assert client.get(f"/papers/{paper.pk}/").status_code == 404
    assert sign_in(cast.pei).get(f"/papers/{paper.pk}/").status_code == 200


def test_the_pdf_comes_with_the_job_and_has_the_hash_of_its_page(cast: Cast) -> None:
    paper, client = issued(cast), sign_in(cast.pei)
    assert client.get(f"/papers/{paper.pk}/pdf/").status_code == 422
    paper = printed(paper)
    answer = client.get(f"/papers/{paper.pk}/pdf/")
    assert answer.content.startswith(b"%PDF-")
    assert sm3(answer.content) == paper.stored
    assert paper.stored in client.get(f"/papers/{paper.pk}/").content.decode()


def test_a_worker_run_twice_makes_one_pdf(cast: Cast) -> None:
    paper = printed(issued(cast))
    services.print_one(paper_id=paper.pk)
    assert stored(paper).stored == paper.stored


def test_a_cancelled_printing_keeps_nothing_and_can_be_asked_for_again(cast: Cast) -> None:
    paper, client = issued(cast), sign_in(cast.pei)
    (job,) = open_jobs()
    client.post(f"/jobs/{job}/cancel/")
    assert run_job(job_id=job) is None
    assert stored(paper).stored == ""
    assert client.post(f"/papers/{paper.pk}/print/").status_code == 302
    assert printed(paper).stored


def test_a_lost_file_is_told_and_never_an_error(cast: Cast, settings: object) -> None:
    from procuratorate.lib.files import path_of

    paper = printed(issued(cast))
    path_of(paper.stored).write_bytes(b"%PDF-other")
    answer = sign_in(cast.pei).get(f"/papers/{paper.pk}/pdf/")
    assert (answer.status_code, "校验值不符" in answer.content.decode()) == (422, True)


def test_a_draft_says_on_its_sheet_that_it_is_not_issued(cast: Cast) -> None:
    words = sign_in(cast.pei).get(f"/papers/{drafted(cast).pk}/sheet/").content.decode()
    assert "未印发" in words
    assert "核验码" not in words


def asked(code: str) -> tuple[int, str]:
    answer = Client().get(f"/verify/{code}/")
    return answer.status_code, answer.content.decode()


def test_a_stranger_learns_that_a_paper_is_genuine_and_nothing_it_says(cast: Cast) -> None:
    paper = printed(issued(cast))
    status, words = asked(paper.code)
    assert (status, "真实有效" in words, paper.number in words, paper.stored in words) == (200, True, True, True)
    assert SECRET not in words
    assert "青岑监狱" not in words
    assert paper.title not in words


def test_a_code_is_read_however_it_is_typed(cast: Cast) -> None:
    paper = issued(cast)
    said = paper.code.lower().replace("-", " ")
    assert "真实有效" in Client().get("/verify/", {"code": said}).content.decode()


def test_a_superseded_paper_says_so(cast: Cast) -> None:
    first = issued(cast, key="one")
    issued(cast, paper=drafted(cast, key="one"), word="临城郊检纠违", why="日期写错")
    assert "已被替代" in asked(first.code)[1]
    assert "日期写错" not in asked(first.code)[1]


@pytest.mark.parametrize("code", ["2222-2222-2222-2222", "1", "%27%22", "金丝雀"])
def test_an_unknown_code_is_unknown(cast: Cast, code: str) -> None:
    answer = Client().get("/verify/", {"code": code})
    assert (answer.status_code, "查无此件" in answer.content.decode()) == (404, True)


def test_a_draft_can_be_verified_nowhere(cast: Cast) -> None:
    assert asked(drafted(cast).code)[0] == 404


def test_the_list_finds_by_number(cast: Cast) -> None:
    first, second = issued(cast, word="临城郊检纠违"), issued(cast, word="临城郊检建")
    words = sign_in(cast.pei).get("/papers/", {"q": "检建"}).content.decode()
    assert (second.number in words, first.number in words) == (True, False)


def test_a_failed_press_is_told_with_a_way_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from procuratorate.documents.engine import printing
    from procuratorate.work.models import Job

    monkeypatch.setattr(printing, "PRESS", ("false",))
    paper = printed(issued(cast))
    assert paper.stored == ""
    with acting_as(cast.actor("pei")):
        job = Job.objects.get()
    assert (job.state, "网页打印" in job.error) == (JobState.FAILED, True)


def test_a_search_of_nothing_visible_finds_what_an_empty_one_finds(cast: Cast) -> None:
    assert sign_in(cast.pei).get("/papers/?q=%00").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [("kind=documents.violation", True), ("kind=documents.suggestion", False), ("until=2020-01-01", False),
     ("since=2020-01-01", True), ("q=纠违", True)],
)  # fmt: skip
def test_the_list_is_narrowed_by_kind_day_and_number(cast: Cast, query: str, found: bool) -> None:
    paper = issued(cast)
    page = sign_in(cast.pei).get(f"/papers/?{query}").content.decode()
    assert (f"/papers/{paper.pk}/" in page) is found


def test_a_day_that_cannot_be_read_says_so(cast: Cast) -> None:
    answer = sign_in(cast.pei).get("/papers/?since=昨天")
    assert answer.status_code == 422
    assert "日期读不懂" in answer.content.decode()
