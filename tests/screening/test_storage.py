"""The archive in a bucket: what one machine keeps another reads, and takes nothing that is not what its name says."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pytest_django import Settings

from procuratorate.screening import storage

Objects = dict[str, bytes]


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as storing and fetching whole objects asks."""

    protocol_version = "HTTP/1.1"
    objects: Objects

    def do_PUT(self) -> None:
        self.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200)

    def do_GET(self) -> None:
        found = self.objects.get(self.path)
        self._answer(404 if found is None else 200, found or b"")

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Sun, 22 Nov 2026 02:00:00 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Silent."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Iterator[Objects]:
    handler = type("Shelf", (Bucket,), {"objects": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    told = {
        "AWS_ENDPOINT": f"http://127.0.0.1:{server.server_port}", "AWS_ALLOW_HTTP": "true", "AWS_REGION": "cn",
        "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    settings.ARCHIVE_ROOT = "s3://archive/province"
    settings.MEDIA_ROOT = tmp_path / "one"
    storage._bucket.cache_clear()
    yield handler.objects  # type: ignore[attr-defined]
    storage._bucket.cache_clear()
    server.shutdown()
    server.server_close()


def kept(tmp_path: Path, settings: Settings) -> str:
    """A file stored from one machine; afterwards we are another."""
    source = tmp_path / "partition"
    source.write_bytes(b"1998" * 700_000)
    name = storage.keep(source)
    settings.MEDIA_ROOT = tmp_path / "two"
    return name


def test_another_machine_reads_what_one_has_stored(bucket: Objects, tmp_path: Path, settings: Settings) -> None:
    name = kept(tmp_path, settings)
    assert list(bucket) == [f"/archive/province/{name[:2]}/{name}"]
    assert storage.locate(name).read_bytes() == b"1998" * 700_000
    assert storage.locate(name).is_relative_to(tmp_path / "two")
    bucket.clear()
    assert storage.is_sound(name)  # fetched once


def test_what_is_not_what_its_name_says_is_not_taken(bucket: Objects, tmp_path: Path, settings: Settings) -> None:
    name = kept(tmp_path, settings)
    bucket[next(iter(bucket))] = b"tampered"
    assert not storage.locate(name).exists()
    assert not storage.is_sound(name)
    assert not list((tmp_path / "two").rglob("tmp*"))


def test_what_nobody_stored_is_not_there(bucket: Objects, tmp_path: Path, settings: Settings) -> None:
    assert bucket == {}
    assert not storage.locate("ab" * 32).exists()
