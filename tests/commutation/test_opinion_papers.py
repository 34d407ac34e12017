"""What is signed becomes a paper with the same number, read by whoever is served and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import open_jobs, run_job
from tests.cast import Cast, sign_in
from tests.commutation.papers import NUMBER, filed, opened, paper
from tests.commutation.test_agreeing import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(cast: Cast, batch: Batch, upload: Any) -> Paper:
    """chen agreed over a list of three."""
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    answer = press(cast, batch, rows)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        found: Paper = Paper.objects.select_related("organ").get()
        return found


def test_the_paper_has_the_number_of_the_unified_system(cast: Cast, agreed: Paper) -> None:
    assert (agreed.number, agreed.organ, agreed.office) == (NUMBER, cast.suburb, cast.office)
    assert len(agreed.facts["people"]) == len(agreed.persons) == 3


def test_the_prison_reads_what_it_was_copied_and_strangers_nothing(cast: Cast, agreed: Paper) -> None:
    assert sign_in(cast.hao).get(f"/papers/{agreed.pk}/sheet/").status_code == 200
    for stranger in (cast.lan, cast.yin, cast.ward):
        assert sign_in(stranger).get(f"/papers/{agreed.pk}/").status_code == 404


def test_both_pages_lead_to_the_paper(cast: Cast, agreed: Paper) -> None:
    address = agreed.get_absolute_url()
    assert address in sign_in(cast.chen).get(f"/opinions/{paper().pk}/").content.decode()
    assert address in sign_in(cast.hao).get(f"/opinions/{paper().pk}/received/").content.decode()


def test_its_sheet_is_printed_by_the_worker(agreed: Paper) -> None:
    for job in open_jobs():
        run_job(job_id=job)
    with acting_as(BUILDER):
        assert Paper.objects.get(pk=agreed.pk).pages == 2
