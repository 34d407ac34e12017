"""Papers and registers for their pages."""

from procuratorate.documents.rendering.papers import PaperPage, Proof, leaf_of, page_of, proof_of
from procuratorate.documents.rendering.sheets import sheet_page

__all__ = ["PaperPage", "Proof", "leaf_of", "page_of", "proof_of", "sheet_page"]
