"""Reads that span tables. What other floors may ask is exported here."""

from commutation.selectors.reviews import batches_under_review

__all__ = ["batches_under_review"]
