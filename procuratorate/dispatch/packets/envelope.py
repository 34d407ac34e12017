"""The file: a ZIP with a manifest that names every part by size, SM3 and SHA-256, and a signature over the manifest.

Version 1: `manifest.json`, `manifest.sig` (base64), `certificate.pem`, and parts `dispatches/0001.json` … or
`receipts.json`. Version 2 carries enclosures too, as `files/<SM3>`. What is not in the manifest, or not as it says, is
refused whole.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from lzma import LZMAError
from typing import Any

from cryptography.hazmat.primitives import hashes
from django.utils.dateparse import parse_datetime

from procuratorate.lib.digest import canonical, sm3
from procuratorate.lib.errors import Unacceptable

FORMAT, PLAIN, WITH_FILES = "xingzhi-packet", 1, 2
MANIFEST, SIGNATURE, CERTIFICATE = "manifest.json", "manifest.sig", "certificate.pem"
FILES = "files/"
PART = re.compile(r"dispatches/\d{4}\.json|receipts\.json|files/[0-9a-f]{64}")
LARGEST, MOST = 64 * 2**20, 2000  # bytes unpacked, parts
NO_PACKET = "这不是本系统的交换包，或文件不完整。请重新拷贝后再导入。"
SPOILT = (
    zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, NotImplementedError, KeyError, TypeError, ValueError,
    RuntimeError,  # RecursionError too
)  # fmt: skip
TAMPERED = "交换包与清单不符：{}。文件在途中被改动或损坏，没有导入任何内容。请发件单位重新制作，并报告管理员。"


@dataclass(frozen=True)
class Opened:
    """A file whose parts are what its manifest says; whether the manifest is genuine is the seal's to tell."""

    manifest: dict[str, Any]
    signed: bytes
    signature: bytes
    certificate: bytes
    parts: dict[str, Any]
    files: dict[str, bytes]  # enclosures by their SM3

    @property
    def made_at(self) -> datetime:
        try:
            at = parse_datetime(str(self.manifest.get("made_at", "")))
        except ValueError:  # the 31st of February
            at = None
        if at is None or at.tzinfo is None:
            raise Unacceptable(NO_PACKET)
        return at

    def house(self, end: str) -> dict[str, Any]:
        """What the manifest says of the house at one end, "from" or "to"."""
        said = self.manifest.get(end)
        if not isinstance(said, dict):
            raise Unacceptable(NO_PACKET)
        return said


def manifest_of(told: dict[str, Any], parts: dict[str, bytes]) -> bytes:
    """The canonical manifest of some parts: what is signed."""
    files = [
        {"name": name, "size": len(data), "sm3": sm3(data), "sha256": sha256(data)}
        for name, data in sorted(parts.items())
    ]
    version = WITH_FILES if any(name.startswith(FILES) for name in parts) else PLAIN
    return canonical({"format": FORMAT, "version": version, **told, "files": files})


def seal_up(manifest: bytes, signature: bytes, certificate: bytes, parts: dict[str, bytes]) -> bytes:
    """The file itself."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {MANIFEST: manifest, SIGNATURE: signature, CERTIFICATE: certificate, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def open_up(data: bytes) -> Opened:
    """Take a file apart; raises Unacceptable when it is none of ours, too large, or not as its manifest says."""
    try:
        raw = _unzipped(data)
        signed = raw.pop(MANIFEST)
        manifest = _parsed(signed)
        signature, certificate = raw.pop(SIGNATURE), raw.pop(CERTIFICATE)
        listed = {str(one["name"]): one for one in manifest["files"]}
        known = (manifest["format"], manifest["version"])
    except SPOILT as error:
        raise Unacceptable(NO_PACKET) from error
    if known not in {(FORMAT, PLAIN), (FORMAT, WITH_FILES)}:
        raise Unacceptable("交换包的格式版本与本站不同，请两边升级到同一版本后重新制作。")
    _judge(raw, listed)
    files = {name.removeprefix(FILES): raw.pop(name) for name in list(raw) if name.startswith(FILES)}
    return Opened(manifest, signed, signature, certificate, {n: _read(n, d) for n, d in raw.items()}, files)


def _unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        names = [info.filename for info in infos]
        if len(infos) > MOST + 3 or len(set(names)) != len(names) or sum(info.file_size for info in infos) > LARGEST:
            raise Unacceptable("交换包过大，或清单有重复。请分几个包制作。")
        return {info.filename: archive.read(info) for info in infos}


def _judge(raw: dict[str, bytes], listed: dict[str, Any]) -> None:
    odd = sorted(set(raw) ^ set(listed)) + [name for name in listed if not PART.fullmatch(name)]
    if odd:
        raise Unacceptable(TAMPERED.format(f"多出或缺少 {odd[0][:40]}"))
    for name, data in raw.items():
        told = listed[name]
        if (told.get("size"), told.get("sm3"), told.get("sha256")) != (len(data), sm3(data), sha256(data)):
            raise Unacceptable(TAMPERED.format(f"{name} 的校验值不一致"))
        if name.startswith(FILES) and name.removeprefix(FILES) != told["sm3"]:
            raise Unacceptable(TAMPERED.format(f"{name[:20]}… 的名称与内容不一致"))


def _read(name: str, data: bytes) -> Any:
    try:
        return _parsed(data)
    except (ValueError, RecursionError) as error:
        raise Unacceptable(TAMPERED.format(f"{name} 读不出")) from error


def _parsed(data: bytes) -> Any:
    """JSON whose text can be kept and shown: no U+0000, no half of a character, not nested without end."""
    value = json.loads(data)
    if b"\\u0000" in json.dumps(value, ensure_ascii=False).encode():
        raise ValueError("U+0000")
    return value


def sha256(data: bytes) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize().hex()
