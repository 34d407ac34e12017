"""Start, stop and use the product on this machine.

    python scripts/stack.py exec -- CMD…      run a command with PostgreSQL, Redis and the environment (starts them)
    python scripts/stack.py services          start PostgreSQL and Redis of the test set in the background
    python scripts/stack.py stop              stop them
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.embedded.environment import surroundings, write_exports


def services(options: argparse.Namespace) -> int:
    """Start PostgreSQL and Redis in the background and write `var/dev.env`."""
    path = write_exports(surroundings(options.set))
    print(f"PostgreSQL and Redis are running. For a shell:  . {path}")
    return 0


def execute(options: argparse.Namespace) -> int:
    """Become the command."""
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    os.environ.update(surroundings(options.set))
    os.execvp(command[0], command)


def stop(options: argparse.Namespace) -> int:
    """Stop PostgreSQL and Redis of a set."""
    from scripts.embedded.services import Services

    Services(options.set).stop()
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = top.add_subparsers(required=True)
    for name, act in {"services": services, "exec": execute, "stop": stop}.items():
        verb = verbs.add_parser(name, help=(act.__doc__ or "").splitlines()[0])
        verb.set_defaults(act=act)
        verb.add_argument("--set", default="test", choices=("test", "run"), help="which set under var/")
        verb.add_argument("--background", action="store_true", help=argparse.SUPPRESS)
        if act is execute:
            verb.add_argument("command", nargs=argparse.REMAINDER)
    return top


if __name__ == "__main__":
    chosen = parser().parse_args()
    sys.exit(chosen.act(chosen))
