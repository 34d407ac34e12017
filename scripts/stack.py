"""Set up, start, stop and use the product on this machine. `make help` names the usual ways in."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.embedded.environment import development, write_exports
from scripts.embedded.places import PYTHON, ROOT
from scripts.embedded.services import Services
from scripts.setup import everything, say

WHOLE_PRODUCT = "browser or chaos or servers"
SIDE_BY_SIDE = ["-p", "tests.workers", "-n", "auto", "--dist", "worksteal", "-m", f"not ({WHOLE_PRODUCT})"]
ONE_BY_ONE = ["-m", WHOLE_PRODUCT]


def setup(options: argparse.Namespace) -> int:
    """Install what a set of requirements needs."""
    everything.install(options.requirements)
    return 0


def run(options: argparse.Namespace) -> int:
    """Serve the product until Ctrl-C."""
    from scripts.embedded import run as running

    return running.main(options)


def services(options: argparse.Namespace) -> int:
    """Start PostgreSQL and Redis in the background and write var/dev.env."""
    path = write_exports(development(options.set))
    say.line(f"PostgreSQL and Redis are running. For a shell:  . {path}")
    return 0


def execute(options: argparse.Namespace) -> int:
    """Become a command that has PostgreSQL, Redis and the environment."""
    os.environ.update(development(options.set))
    os.execvp(options.command[0], options.command)


def test(options: argparse.Namespace) -> int:
    """Run pytest with the test set, and stop the servers if we started them.

    All tests, unless told which: first those that share nothing, side by side, then those that start the whole product.
    """
    ours = Services("test").postgres.running_port() is None
    environment = os.environ | development("test")
    passes = [options.command] if options.command else [SIDE_BY_SIDE, ONE_BY_ONE]
    try:
        codes = [pytest(words, environment) for words in passes]
    finally:
        if ours:
            Services("test").stop()
    return max(codes)


def pytest(words: list[str], environment: dict[str, str]) -> int:
    return subprocess.run([PYTHON, "-m", "pytest", *words], cwd=ROOT, env=environment, check=False).returncode


def stop(options: argparse.Namespace) -> int:
    """Stop PostgreSQL and Redis of a set."""
    Services(options.set).stop()
    return 0


def clean(_options: argparse.Namespace) -> int:
    """Stop the servers of both sets and throw their data away."""
    for name in ("test", "run"):
        Services(name).clean()
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(description=__doc__)
    verbs = top.add_subparsers(required=True)
    for act in (setup, run, services, execute, test, stop, clean):
        name = {"execute": "exec"}.get(act.__name__, act.__name__)
        verb = verbs.add_parser(name, help=act.__doc__, description=act.__doc__)
        verb.set_defaults(act=act)
        verb.add_argument("--set", default="run" if act is run else "test", choices=("test", "run"), help="under var/")
        _arguments(name, verb)
    return top


def _arguments(name: str, verb: argparse.ArgumentParser) -> None:
    if name == "setup":
        verb.add_argument("requirements", choices=("local", "test", "bench"))
    if name in ("exec", "test"):
        verb.add_argument("command", nargs="*", help="after --")
    if name == "services":
        verb.add_argument("--background", action="store_true", help=argparse.SUPPRESS)
    if name == "run":
        verb.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        verb.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="0: any free one")
        verb.add_argument("--database", default="procuratorate", help="named test_…: its clock can be moved")
        verb.add_argument("--empty", action="store_true", help="no demonstration data")


def main() -> int:
    """Act; a failed step is a message, not a traceback."""
    options = parser().parse_args()
    try:
        return int(options.act(options))
    except (say.StepError, subprocess.CalledProcessError, RuntimeError) as failure:
        say.line(say.red(str(failure)))
        return 1


if __name__ == "__main__":
    sys.exit(main())
