"""Papers of a list that crosses a gateway, and photographs of its notices: rows in the packet, files beside it.

Of somebody with a sealed judgment no paper goes along: it would tell of it (封存办法第10条).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from commutation.models import Batch, Filing, Material, PublicNotice
from procuratorate.custody.models import Judgment
from procuratorate.dispatch.packets.transplant import Bed, carry
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.media import EXTENSIONS, PDF

STORED = re.compile("[0-9a-f]{64}")  # an SM3: what else a row names is no file of ours
PICTURES = {word for kind, word in EXTENSIONS.items() if kind != PDF}
STRANGE = "包内有本站不接收的材料或照片，没有接收。请发件单位核对后重新制作。"


def pack_papers(filings: Collection[Filing]) -> list[dict[str, Any]]:
    """The newest first: a paper that was replaced names what took its place."""
    return carry(_papers(filings).order_by("-pk"))


def lay_papers(bed: Bed, told: Iterable[dict[str, Any]]) -> None:
    rows = list(told)
    for one in rows:
        fields = one["fields"]
        _demand(not fields["stored"] or (_is_file(fields["stored"]) and fields["media_type"] in EXTENSIONS))
    bed.lay(rows)


def demand_photos(fields: dict[str, Any]) -> None:
    """A notice shows pictures alone."""
    for one in fields.get("photos", ()):
        _demand(_is_file(one["stored"]) and one["type"] in PICTURES)


def files_beside(batch: Batch, filings: Collection[Filing]) -> list[str]:
    """By SM3: the photographs, then the papers that lie here as files, in the order they were put in."""
    photos = PublicNotice.objects.filter(batch=batch).order_by("pk").values_list("photos", flat=True)
    papers = _papers(filings).exclude(stored="").order_by("filing", "pk")
    return [one["stored"] for notice in photos for one in notice] + list(papers.values_list("stored", flat=True))


def _papers(filings: Collection[Filing]) -> Any:
    sealed = Judgment.objects.filter(person__in=[one.person_id for one in filings], is_sealed=True)
    return Material.objects.filter(filing__in=filings).exclude(filing__person__in=sealed.values("person"))


def _is_file(stored: object) -> bool:
    return STORED.fullmatch(str(stored)) is not None


def _demand(is_ours: bool) -> None:
    if not is_ours:
        raise Unacceptable(STRANGE)
