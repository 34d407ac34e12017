"""Papers and registers for their pages."""

from procuratorate.documents.rendering.papers import PaperPage, Proof, leaf_of, page_of, proof_of

__all__ = ["PaperPage", "Proof", "leaf_of", "page_of", "proof_of"]
