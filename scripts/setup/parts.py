"""Parts that come from Debian, not from PyPI: libraries and fonts of papers, and the browser of the tests."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scripts.embedded.places import ROOT
from scripts.setup import debian, say
from scripts.setup.assets import VENDOR

FANDOL = ("FandolFang-Regular", "FandolHei-Regular", "FandolKai-Regular", "FandolSong-Bold", "FandolSong-Regular")
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">{etc}/fonts.conf</include>
  <dir>{vendor}</dir>
  <dir>{system}/usr/share/fonts</dir>
  <cachedir>{system}/fontcache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Part:
    """Something that must be present, how to see it, and how to get it."""

    title: str
    present: Callable[[], bool]
    install: Callable[[], None]


def install(*, tests: bool) -> list[str]:
    """Get what is missing; the titles of what still is, said in red. REQUIRE_ALL=1 makes that an error."""
    missing = [part.title for part in (PAPERS + TESTS if tests else PAPERS) if not _obtain(part)]
    debian.forget_lists()
    if missing and os.environ.get("REQUIRE_ALL") == "1":
        raise say.StepError(f"REQUIRE_ALL=1 and missing: {', '.join(missing)}")
    if missing:
        say.line(say.red(f"  ✗ {len(missing)} missing: {', '.join(missing)}"))
    return missing


def environment() -> dict[str, str]:
    """How programs find what was unpacked and fetched; writes the fontconfig file."""
    system = debian.SYSTEM
    system.mkdir(parents=True, exist_ok=True)
    etc = next((path for path in (Path("/etc/fonts"), system / "etc" / "fonts") if path.exists()), "/etc/fonts")
    fonts = system / "fonts.conf"
    words = FONTS_CONF.format(etc=etc, vendor=VENDOR / "fonts", system=system)
    if not fonts.exists() or fonts.read_text() != words:
        fonts.write_text(words)
    folders = {path.parent for part in ("usr/lib", "lib") for path in system.glob(f"{part}/*-linux-gnu/**/lib*.so*")}
    libraries = sorted(map(str, folders))
    found = {"FONTCONFIG_FILE": str(fonts)}
    if libraries:
        found["LD_LIBRARY_PATH"] = ":".join([*libraries, *filter(None, [os.environ.get("LD_LIBRARY_PATH")])])
    return found | ({"CHROMIUM": str(browser)} if (browser := chromium()) else {})


def chromium() -> Path | None:
    """The browser's binary."""
    named = os.environ.get("CHROMIUM") or shutil.which("chromium")
    unpacked = debian.SYSTEM / "usr" / "lib" / "chromium" / "chromium"
    return Path(named) if named else unpacked if unpacked.exists() else None


def library(name: str) -> bool:
    """Is a shared library on the machine or among the unpacked?"""
    return any(any(root.glob(f"usr/lib/*/{name}")) for root in (Path("/"), debian.SYSTEM))


def fonts(pattern: str) -> bool:
    """Is a font on the machine or among the unpacked?"""
    return any(any(root.glob(f"usr/share/fonts/**/{pattern}")) for root in (Path("/"), debian.SYSTEM))


def program(name: str) -> bool:
    """Is a program on the machine or among the unpacked?"""
    path = f"{os.environ.get('PATH', os.defpath)}:{debian.SYSTEM / 'usr' / 'bin'}"
    return shutil.which(name, path=path) is not None


def fandol() -> bool:
    """Are the five faces of official papers there?"""
    return all((VENDOR / "fonts" / f"{name}.otf").exists() for name in FANDOL)


def fetch_fandol() -> None:
    """Take the faces out of Debian's TeX package without installing it (49 MB)."""
    work = ROOT / "var" / "fandol"
    debian.fetch(["texlive-lang-chinese"], "Fonts of official papers", into=work)
    (VENDOR / "fonts").mkdir(parents=True, exist_ok=True)
    for name in FANDOL:
        shutil.copy(next(work.glob(f"usr/**/{name}.otf")), VENDOR / "fonts")
    for words in work.glob("usr/share/doc/**/fandol/COPYING*"):
        shutil.copy(words, VENDOR / "fonts" / "Fandol-COPYING")
    shutil.rmtree(work)


def _obtain(part: Part) -> bool:
    if part.present():
        return True
    try:
        part.install()
    except say.StepError as failure:
        say.line(say.red(str(failure)))
    return part.present()


def _debian(title: str, present: Callable[[], bool], *packages: str) -> Part:
    return Part(title, present, partial(debian.install, packages, title))


PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig-config")
PAPERS = (
    _debian("Libraries of papers (Pango)", partial(library, "libpangoft2-1.0.so.0"), *PANGO),
    Part("Fonts of official papers (Fandol)", fandol, fetch_fandol),
)
TESTS = (
    _debian("Chromium", lambda: chromium() is not None, "chromium"),
    _debian("Playwright's own need (libatomic)", partial(library, "libatomic.so.1"), "libatomic1"),
    _debian("Chinese screen fonts", partial(fonts, "NotoSansCJK*"), "fonts-noto-cjk"),
    _debian("PDF tools (poppler)", partial(program, "pdftotext"), "poppler-utils"),
    _debian("Font tools (fontconfig)", partial(program, "fc-list"), "fontconfig"),
)
