"""Signing a manifest with the house's certificate, and knowing the other's.

A house's own certificate and key lie where papers are signed from (`documents.engine.authority`). The certificate of a
house beyond the gateway is carried over once, by hand, and compared by its fingerprint: `manage.py packet trust`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from django.conf import settings

from procuratorate.documents.engine import authority
from procuratorate.lib.errors import Unacceptable

NO_KEY = "本单位没有签名证书，不能制作交换包。请管理员把证书和私钥放到证书目录（见部署说明）。"
STRANGE = (
    "发件单位的签名证书（指纹 {}）不在本站信任的证书里，没有导入任何内容。"
    "请用另一途径与发件单位核对指纹，再由管理员用 packet trust 命令登记。"
)
FORGED = "交换包的签名不对：清单不是由所示证书签的，没有导入任何内容。请发件单位重新制作，并报告管理员。"


def sign(code: str, name: str, manifest: bytes, at: datetime) -> tuple[bytes, bytes]:
    """Signature (base64) and certificate (PEM) of the house with this code."""
    if settings.DEMO:
        authority.make_demonstration(code, name, at)
    if not authority.has_certificate(code):
        raise Unacceptable(NO_KEY)
    public, private = authority.paths(code)
    key = serialization.load_pem_private_key(private.read_bytes(), None)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return b64encode(key.sign(manifest, ec.ECDSA(hashes.SHA256()))), public.read_bytes()
    if isinstance(key, rsa.RSAPrivateKey):
        return b64encode(key.sign(manifest, padding.PKCS1v15(), hashes.SHA256())), public.read_bytes()
    raise Unacceptable(NO_KEY)


def verify(code: str, manifest: bytes, signature: bytes, certificate: bytes, at: datetime) -> str:
    """The fingerprint of the certificate that signed, if this site trusts it for the house; else Unacceptable."""
    try:
        shown = x509.load_pem_x509_certificate(certificate)
    except ValueError as error:
        raise Unacceptable(FORGED) from error
    print_ = fingerprint(shown)
    if print_ not in {fingerprint(one) for one in _trusted(code)}:
        raise Unacceptable(STRANGE.format(grouped(print_)))
    if not shown.not_valid_before_utc <= at <= shown.not_valid_after_utc:
        raise Unacceptable("发件单位的签名证书已过有效期，没有导入任何内容。请发件单位换发证书。")
    _demand_genuine(shown, manifest, signature)
    return print_


def trust(code: str, certificate: bytes) -> str:
    """Take the certificate of a house beyond the gateway on trust; returns its fingerprint, to be compared aloud."""
    shown = x509.load_pem_x509_certificate(certificate)
    place = _place(code)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(shown.public_bytes(serialization.Encoding.PEM))
    return fingerprint(shown)


def fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()


def fingerprint_of(pem: bytes) -> str:
    return fingerprint(x509.load_pem_x509_certificate(pem))


def grouped(print_: str) -> str:
    """ab12 cd34 …: to be read aloud."""
    return " ".join(print_[at : at + 4] for at in range(0, len(print_), 4))


def _trusted(code: str) -> list[x509.Certificate]:
    return [
        x509.load_pem_x509_certificate(path.read_bytes())
        for path in (_place(code), authority.paths(code)[0])
        if path.exists()
    ]


def _place(code: str) -> Path:
    return authority.folder() / "trusted" / f"{code}.crt.pem"


def _demand_genuine(certificate: x509.Certificate, manifest: bytes, signature: bytes) -> None:
    key = certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(b64decode(signature), manifest, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(b64decode(signature), manifest, padding.PKCS1v15(), hashes.SHA256())
        else:
            raise Unacceptable(FORGED)
    except (InvalidSignature, ValueError) as error:
        raise Unacceptable(FORGED) from error
