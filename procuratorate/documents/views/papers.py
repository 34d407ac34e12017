"""Pages of papers: the list, one paper, its sheet, its bytes; and the page anybody may verify a paper on."""

from __future__ import annotations

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuratorate.audit.services import record_list_read, record_read
from procuratorate.documents import selectors, services
from procuratorate.documents.engine.printing import sheet_for_screen
from procuratorate.documents.forms import DaysForm
from procuratorate.documents.models import Paper
from procuratorate.documents.permissions import READERS, may_handle
from procuratorate.documents.registry import KINDS
from procuratorate.documents.rendering import leaf_of, page_of, proof_of
from procuratorate.documents.states import PaperState
from procuratorate.lib.characters import squeezed
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.gate import for_roles, public

PAGE = 50
CHIPS = [("", "已印发", None), (PaperState.DRAFT.value, "草稿", None), (PaperState.SUPERSEDED.value, "已被替代", None)]
LOST = "存档的文件缺失或与校验值不符，没有打开。请立即联系管理员；内容可看网页版。"


@require_safe
@for_roles(READERS)
def papers(request: HttpRequest) -> HttpResponse:
    """发文登记: papers of the house, and what was handed to it. `?state=`, `?kind=`, `?since=`, `?until=`, `?q=`."""
    actor = request.actor  # type: ignore[attr-defined]
    state, asked = request.GET.get("state", ""), squeezed(request.GET.get("q", ""))[:60]
    form, stands = DaysForm(request.GET), state if state in PaperState.values else PaperState.ISSUED.value
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    rows = selectors.papers(actor, state=stands, asked=asked, kind=kind, days=form.days())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    ids = [one.pk for one in page.object_list]
    record_list_read(actor=actor, kind="documents.paper", ids=ids, act="documents.read_list")
    told = {"page": page, "states": CHIPS, "state": state, "asked": asked, "form": form, "kind": kind}
    told["kinds"] = selectors.kinds_of(actor, stands)
    return render(request, "documents/papers.html", told, status=422 if form.errors else 200)


@require_safe
@for_roles(READERS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, hash, signature, versions; what can be done with it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = _visible(request, pk)
    record_read(actor=actor, target=found, act="documents.read")
    may = may_handle(actor, found) is None
    return render(request, "documents/paper.html", {"paper": found, "page": page_of(found), "may_print": may})


@require_safe
@for_roles(READERS)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet alone, for the screen and the browser's printer: the same as the PDF."""
    found = _visible(request, pk)
    record_read(actor=request.actor, target=found, act="documents.print")  # type: ignore[attr-defined]
    return HttpResponse(sheet_for_screen(KINDS[found.kind], leaf_of(found), found.facts))


@require_safe
@for_roles(READERS)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes whose SM3 stands on the page."""
    found = _visible(request, pk)
    if not found.stored:
        raise Unacceptable("PDF 还没有排好。请稍候刷新，或者先用网页版打印。")
    try:
        data = selectors.bytes_of(found)
    except (OSError, ValueError) as error:
        raise Unacceptable(LOST) from error
    record_read(actor=request.actor, target=found, act="documents.download")  # type: ignore[attr-defined]
    name = quote(f"{found.name}{found.number}.pdf")
    return HttpResponse(
        data, content_type="application/pdf", headers={"Content-Disposition": f"inline; filename*=UTF-8''{name}"}
    )


@require_POST
@for_roles(READERS)
def print_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Order the PDF once more; leads to the job."""
    found = _visible(request, pk)
    job = services.print_again(paper=found, actor=request.actor)  # type: ignore[attr-defined]
    return redirect("work:job", job.pk) if job else redirect(found)


@public
@require_safe
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Genuine, superseded or unknown, for anybody who holds the paper; nothing of what it says."""
    said = (code or request.GET.get("code", ""))[:60]
    found = selectors.by_code(said) if said else None
    context = {"said": said, "proof": proof_of(found) if said else None}
    return render(request, "documents/verify.html", context, status=404 if said and found is None else 200)


def _visible(request: HttpRequest, pk: int) -> Paper:
    rows = Paper.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    found: Paper = get_object_or_404(rows.select_related("organ", "office", "issued_by", "superseded_by"), pk=pk)
    return found
