"""三步上手 for every post, and the keys."""

import pytest
from django.test import Client

from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def test_a_stranger_gets_no_help_page() -> None:
    assert Client().get("/help/").headers["Location"].startswith("/login/")


@pytest.mark.parametrize("who", ["chen", "pei", "qin", "tang", "hao", "ward", "admin", "lu", "chang"])
def test_every_step_leads_where_the_post_may_go(cast: Cast, who: str) -> None:
    client = sign_in(cast.officers[who])
    page = client.get("/help/")
    steps = page.context["steps"]
    assert len(steps) == 3
    assert {client.get(step.url, follow=True).status_code for step in steps} == {200}
    assert "表中下一行、上一行" in page.content.decode()
