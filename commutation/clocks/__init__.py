"""The clocks of this field: what starts them, how long they run, by which article. One module for each aggregate."""

from commutation.clocks.reviews import (
    CONSULTATION_ARTICLE,
    DEFAULT_AGREED_DAYS,
    MOST_AGREED_DAYS,
    REVIEWS,
    TEN_DAYS,
    ReviewClock,
    consultation_basis,
    copy_basis,
    review_of,
)

__all__ = [
    "CONSULTATION_ARTICLE", "DEFAULT_AGREED_DAYS", "MOST_AGREED_DAYS", "REVIEWS", "TEN_DAYS", "ReviewClock",
    "consultation_basis", "copy_basis", "review_of",
]  # fmt: skip
