"""Wake-ups: the whole file of an event, bound in the background."""

from __future__ import annotations

from typing import Any

from procuratorate.incidents.forms.words import choice_words, form_words
from procuratorate.incidents.rendering.bundles import Words
from procuratorate.incidents.services import bundling
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import runs

WORDS = Words(choice_words, form_words)


@runs(bundling.JOB)
def run_bundle(job: Job, progress: Progress) -> dict[str, Any]:
    return bundling.make_bundle(job=job, progress=progress, words=WORDS)
