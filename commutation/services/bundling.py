"""卷宗 of one filing as a PDF, made by a job in the name of whoever asked: what that officer may see, nothing else."""

from __future__ import annotations

from typing import Any

from commutation.models import Filing
from commutation.selectors.bundles import Bundled, bundle_of
from procuratorate.audit.services import record
from procuratorate.documents import services as documents
from procuratorate.documents.services import Cover, Item
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.files import fetch
from procuratorate.organs.actors import Actor
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.services import job_actor, start_job

JOB = "commutation.bundle"
IMAGES = frozenset({"image/jpeg", "image/png"})


def order_bundle(*, filing: Filing, actor: Actor) -> Job:
    """Have it bound in the background. Raises Unacceptable while there is nothing to bind."""
    if not bundle_of(filing, actor):
        raise Unacceptable("还没有材料和文书，没有可以装订的。请先上传材料或者制作文书。")
    record(actor=actor, act="commutation.order_bundle", target=filing)
    address, told = address_of(filing), {"filing": filing.pk}
    return start_job(kind=JOB, title=f"案卷 {filing.number}", args=told, actor=actor, address=address)


def address_of(filing: Filing) -> str:
    return f"/filings/{filing.pk}/bundle/"


def make_bundle(*, job: Job, progress: Progress) -> dict[str, Any]:
    """Run the job. What the officer may see is asked anew, as of now. Safe to run twice."""
    actor = job_actor(job)
    with acting_as(actor) as at:
        rows = Filing.objects.visible_to(actor).select_related("batch__prison")
        filing = rows.filter(pk=job.args["filing"]).first()
        if filing is None:
            raise Unacceptable("这名罪犯的案件您已不能查看，没有编卷。")
        found = bundle_of(filing, actor)
        ids = {"materials": [one.material.pk for one in found if one.material]}
        ids["papers"] = [one.paper.pk for one in found if one.paper]
        record(actor=actor, act="commutation.bind_bundle", target=filing, detail=ids)
    cells = [
        ["罪犯编号", filing.number, "姓名", filing.name],
        ["批次", filing.batch.title, "提请", filing.proposal],
        ["编制单位", actor.organ_name, "编制人", actor.name],
    ]
    cover = Cover(f"罪犯{filing.get_kind_display()}案卷", filing.batch.prison.name, cells, at)
    bound = documents.bind_bundle(cover=cover, items=[_item(one) for one in found], tell=progress.step)
    return {"stored": bound.stored, "pages": bound.pages, "listed": bound.listed}


def _item(one: Bundled) -> Item:
    if one.paper is not None:
        paper = one.paper
        return Item(one.title, one.source, lambda: documents.printed(paper.pk))
    material = one.material
    if material is None or not material.stored:
        return Item(one.title, one.source)
    stored = material.stored
    return Item(one.title, one.source, lambda: fetch(stored), material.media_type in IMAGES)
