"""`make run`: servers, migrations, demonstration data, the product; one address, printed with the accounts."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from argparse import Namespace

from scripts.embedded import programs, secrets
from scripts.embedded.child import Child
from scripts.embedded.environment import fixed
from scripts.embedded.places import PYTHON, ROOT, sources
from scripts.embedded.services import Services
from scripts.embedded.supervisor import StopRequested, Supervisor
from scripts.embedded.unprivileged import shell
from scripts.setup import say, stamps

OWN = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a site's proxy does not know our loopback


class Run:
    """One running product."""

    def __init__(self, options: Namespace) -> None:
        self.began = time.monotonic()
        self.options = options
        self.services = Services(options.set, database=options.database)
        self.supervisor = Supervisor(lambda text: say.line(f"  ! {text}"), self.services.home / "pids.json")
        self.env: dict[str, str] = dict(os.environ) | fixed(demo=not options.empty)

    def go(self) -> int:
        """Start everything and stay until stopped."""
        self.supervisor.listen()
        try:
            with self.services.alone():
                self.serve()
        except StopRequested:
            say.line("\nStopping …")
        except (RuntimeError, subprocess.CalledProcessError) as error:
            say.line(say.red(f"\n{error}"))
            return 1
        finally:
            self.supervisor.shut()
        say.line("Stopped.")
        return 0

    def serve(self) -> None:
        """The steps in order."""
        self.servers()
        self.prepare()
        self.product()
        self.welcome()
        self.supervisor.watch()

    def servers(self) -> None:
        """PostgreSQL and Redis, each unless the caller named his own."""
        self.services.stop()  # what `make seed` or a broken end left in the background
        ports = {"postgres": 0, "redis": 0}
        if "DATABASE_URL" not in os.environ:
            self.services.postgres.prepare()
            ports["postgres"] = self.server("postgres", signal.SIGINT)
            self.services.postgres.provision(ports["postgres"])
        if "REDIS_URL" not in os.environ:
            ports["redis"] = self.server("redis", signal.SIGTERM)
        made = self.services.environment(ports["postgres"], ports["redis"])
        self.env |= {name: value for name, value in made.items() if name == "PATH" or name not in os.environ}

    def server(self, name: str, stop: signal.Signals) -> int:
        """Start one server on a free port and return the port."""
        server = self.services.servers[name]
        port = secrets.free_port({"postgres": 54330, "redis": 63800}[name])
        popen = shell().popen if name == "postgres" else {}
        command, ready = (lambda: server.command(port)), (lambda: server.ready(port))
        self.supervisor.launch(
            Child(name, command, self.services.log(name), dict(os.environ), stop, 20.0, ready, popen=popen)
        )
        say.line(f"  ✓ {name}")
        return port

    def prepare(self) -> None:
        """Migrate and seed when there is something new; nothing is seeded twice."""
        value = stamps.digest(
            [*sources("migrations/*.py"), *sources("grants.py"), *sources("grants/*.py"), *sources("policies.py")]
        )
        stamp = self.services.home / "migrated"
        if "DATABASE_URL" in os.environ or not stamps.fresh(stamp, value):
            self.manage("Database", "migrate", "--noinput")
            stamps.set_stamp(stamp, value)
        if not self.options.empty:
            self.seed()

    def seed(self) -> None:
        """The demonstration province, once."""
        stamp = self.services.home / "seeded"
        if stamp.exists():
            return
        if not command_exists("seed_demo"):
            say.line("  - no command seed_demo yet: the database stays empty")
            return
        self.manage("Demonstration data", "seed_demo")
        stamp.touch()

    def product(self) -> None:
        """Web first, so that a person sees the page; then the workers and beat."""
        port = secrets.free_port(self.options.port) if self.options.port else secrets.free_port()
        self.address = f"http://{self.options.host}:{port}"
        self.env["ADDRESS"] = f"{self.address}/"
        commands = {
            "web": programs.web(self.options.host, port),
            "hints": programs.HINTS,
            "work": programs.WORK,
            "beat": programs.BEAT,
        }
        for name, command in commands.items():
            self.program(name, programs.here(command), port)
            say.line(f"  ✓ {name}")
        (self.services.home / "address").write_text(self.address)

    def program(self, name: str, command: list[str], port: int) -> None:
        """Start one of our own programs."""
        child = Child(name, lambda: command, self.services.log(name), self.env, cwd=ROOT, grace=25.0)
        if name == "web":
            child.ready = lambda: page(port)
            child.grace = 6.0
        self.supervisor.launch(child)

    def welcome(self) -> None:
        """Address, accounts, current codes."""
        say.line(f"\n  {self.address}   ready after {time.monotonic() - self.began:.1f} s; Ctrl-C stops\n")
        if not self.options.empty and command_exists("demo_accounts"):
            subprocess.run([PYTHON, "manage.py", "demo_accounts"], cwd=ROOT, env=self.env, check=False)
            say.line("\n  Codes change every 30 seconds: make accounts")

    def manage(self, title: str, *words: str) -> None:
        """A command of manage.py as a step."""
        say.step(title, [PYTHON, "manage.py", *words], log=self.services.log(words[0]), cwd=ROOT, env=self.env)


def page(port: int) -> bool:
    """Does the product answer? An error of its own is no answer."""
    try:
        OWN.open(f"http://127.0.0.1:{port}/login/", timeout=20).close()
    except urllib.error.HTTPError as refusal:
        return refusal.code < 500
    except OSError:
        return False
    return True


def command_exists(name: str) -> bool:
    """Is there a management command of this name? (Asking Django costs a second.)"""
    return bool(sources(f"management/commands/{name}.py"))


def main(options: Namespace) -> int:
    """Run until stopped."""
    return Run(options).go()
