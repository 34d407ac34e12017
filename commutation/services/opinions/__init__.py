"""Verbs of the procuratorate's papers: drafting, the way to a signature, agreement over a list, what issuing does."""

from commutation.services.opinions.agreeing import agree
from commutation.services.opinions.drafting import Words, draft_opinion, drop_opinion, edit_opinion
from commutation.services.opinions.way import (
    endorse_opinion,
    extend_reviews,
    issue_opinion,
    refer_opinion,
    resolve_opinion,
    return_opinion,
    sign_opinion,
    submit_opinion,
)

__all__ = [
    "Words", "agree", "draft_opinion", "drop_opinion", "edit_opinion", "endorse_opinion", "extend_reviews",
    "issue_opinion", "refer_opinion", "resolve_opinion", "return_opinion", "sign_opinion", "submit_opinion",
]  # fmt: skip
