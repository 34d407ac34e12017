"""Signing behind a small interface. Built in: PAdES with the organ's certificate; without one, the SM3 record alone.

A site with a seal service of its own (电子签章) names its class in `PAPER_SIGNER`: bytes in, bytes out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from io import BytesIO
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from procuratorate.documents.engine import authority


@dataclass(frozen=True)
class Signed:
    """The bytes as they are kept, and what the page tells of the signature."""

    pdf: bytes
    told: dict[str, Any] = field(default_factory=dict)


class Signer(Protocol):
    def sign(self, pdf: bytes, *, code: str, organ: str, why: str, at: datetime) -> Signed:
        """Sign for the organ with this code. Must append: what was signed before stays as it is."""
        ...


class Certificate:
    """PAdES (baseline B) by pyHanko with the key under `VAR_DIR/certificates/<organ code>.*.pem`."""

    def sign(self, pdf: bytes, *, code: str, organ: str, why: str, at: datetime) -> Signed:
        if settings.DEMO:
            authority.make_demonstration(code, organ, at)
        if not authority.has_certificate(code):
            return Signed(pdf, {"form": "none", "words": "没有本单位的签名证书，以 SM3 校验值为准"})
        return self._signed(pdf, code, organ, why)

    def _signed(self, pdf: bytes, code: str, organ: str, why: str) -> Signed:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import SigSeedSubFilter

        signers: Any = import_module("pyhanko.sign.signers")  # half typed

        public, private = map(str, authority.paths(code))
        chain = [str(authority.paths(authority.AUTHORITY)[0])] if authority.has_certificate(authority.AUTHORITY) else []
        signer = signers.SimpleSigner.load(private, public, ca_chain_files=chain)
        if signer is None:
            return Signed(pdf, {"form": "none", "words": "签名证书读不出，以 SM3 校验值为准"})
        about = signers.PdfSignatureMetadata(
            field_name="Signature", name=organ, reason=why, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        out = BytesIO()
        signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), about, signer=signer, output=out)
        subject = signer.signing_cert.subject.native
        told = {"form": "pades", "subject": subject["common_name"], "serial": f"{signer.signing_cert.serial_number:x}"}
        told["words"] = f"{subject['common_name']}签名（PAdES，{subject.get('organizational_unit_name', '')}）"
        return Signed(out.getvalue(), told)


def signer() -> Signer:
    """The signer of this site."""
    made: Signer = import_string(settings.PAPER_SIGNER)()
    return made
