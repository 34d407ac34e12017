"""All of the set-up, for one purpose; each step says nothing when there is nothing to do."""

from scripts.setup import assets, parts, venv


def install(name: str) -> None:
    """`name` is a set of requirements: local (to run), test, bench."""
    venv.install(name)
    assets.install()
    parts.install(tests=name != "local")
