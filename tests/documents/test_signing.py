"""Signed by the organ's certificate where there is one; the SM3 record holds in any case."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from procuratorate.documents.engine import authority
from procuratorate.lib.files import fetch
from tests.cast import Cast
from tests.documents.factories import issued, printed

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def test_without_a_certificate_the_hash_is_the_record(cast: Cast) -> None:
    paper = printed(issued(cast))
    assert paper.signature["form"] == "none"
    assert "SM3" in paper.signature["words"]
    assert len(paper.stored) == 64


def test_the_demonstration_signs_with_the_houses_own_certificate(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    paper = printed(issued(cast))
    assert paper.signature["subject"] == "临澄城郊地区人民检察院"
    assert "不具有法律效力" in paper.signature["words"]
    whole, trusted, covers = checked(fetch(paper.stored))
    assert (whole, trusted, covers) == (True, True, True)


def test_a_byte_changed_afterwards_is_seen(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    pdf = fetch(printed(issued(cast)).stored)
    place = pdf.index(b"/Title")
    assert not checked(pdf[:place] + b"/Titlf" + pdf[place + 6 :])[0]


def test_the_key_is_nobody_elses_to_read(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    printed(issued(cast))
    assert oct(authority.paths(cast.suburb.code)[1].stat().st_mode)[-3:] == "600"


def test_workers_that_make_their_first_certificates_at_once_share_one_authority(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    codes = [f"院{n}" for n in range(6)]
    with ThreadPoolExecutor(len(codes)) as pool:
        list(pool.map(lambda code: authority.make_demonstration(code, code, datetime(2026, 11, 16, tzinfo=UTC)), codes))
    above = load_pem_x509_certificate(authority.paths(authority.AUTHORITY)[0].read_bytes())
    for code in codes:
        own, key = (path.read_bytes() for path in authority.paths(code))
        certificate = load_pem_x509_certificate(own)
        certificate.verify_directly_issued_by(above)
        assert load_pem_private_key(key, None).public_key() == certificate.public_key()


def checked(pdf: bytes) -> tuple[bool, bool, bool]:
    """Whether the signature is intact, chains to the authority, and covers the whole file."""
    from asn1crypto import pem, x509

    root = x509.Certificate.load(pem.unarmor(authority.paths(authority.AUTHORITY)[0].read_bytes())[2])
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    told = validate_pdf_signature(signature, signer_validation_context=context)
    return told.intact and told.valid, told.trusted, told.coverage.name == "ENTIRE_FILE"
