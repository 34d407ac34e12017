"""Certificates organs sign with. A site puts its own here; the demonstration makes an authority nobody trusts."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

AUTHORITY = "demonstration-authority"
LIFE = timedelta(days=3650)
EXPLAINED = "演示用证书，不具有法律效力"


def folder() -> Path:
    return Path(settings.VAR_DIR) / "certificates"


def paths(name: str) -> tuple[Path, Path]:
    """Certificate and key of an organ's code."""
    return folder() / f"{name}.crt.pem", folder() / f"{name}.key.pem"


def has_certificate(name: str) -> bool:
    return all(path.exists() for path in paths(name))


def make_demonstration(code: str, organ: str, at: datetime) -> None:
    """An organ's certificate from the demonstration authority, which is made with the first one."""
    with _alone():
        _make(code, organ, at)


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: two authorities would sign with keys that do not belong together."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "making").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(code: str, organ: str, at: datetime) -> None:
    if not has_certificate(AUTHORITY):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name("演示签发机构", EXPLAINED)
        _keep(AUTHORITY, key, _certificate(subject, subject, key, key, at, is_authority=True))
    if not has_certificate(code):
        above = x509.load_pem_x509_certificate(paths(AUTHORITY)[0].read_bytes())
        signer: Any = serialization.load_pem_private_key(paths(AUTHORITY)[1].read_bytes(), None)
        key = ec.generate_private_key(ec.SECP256R1())
        _keep(code, key, _certificate(_name(organ, EXPLAINED), above.subject, key, signer, at))


def _name(common: str, unit: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: Any, signer: Any, at: datetime, *, is_authority: bool = False
) -> x509.Certificate:
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=3650 if is_authority else 3640))  # the demonstration has a past
        .not_valid_after(at + LIFE)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        .add_extension(_usage(is_authority), critical=True)
    )
    return built.sign(signer, hashes.SHA256())


def _usage(is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=not is_authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _keep(name: str, key: Any, certificate: x509.Certificate) -> None:
    """Write both, the key readable by nobody else; whoever reads meanwhile finds a whole file or none."""
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    public = certificate.public_bytes(serialization.Encoding.PEM)
    for path, data in zip(reversed(paths(name)), (private, public), strict=True):
        half = path.with_suffix(".half")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        half.replace(path)
