"""`./lgnet demo`: from nothing to a page a person can open, and back to nothing on Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from launcher import database, environment, folders, processes
from launcher.filling import Filling
from launcher.say import Problem, elapsed, line, say, table
from launcher.visit import visit_everything

# How long after the command began nobody waits any more for the first cities to be complete.
PATIENCE = 35.0


def run(*, port: int | None, scale: str, reset: bool, check: bool) -> int:
    """Start everything and serve until somebody stops us; with `check`, visit and stop."""
    chosen = _choose_port(port, check=check)
    data = folders.data_folder()
    if reset:
        _refuse_reset_while_running(data)
        folders.remove_data_folder(data)
    folders.check_room(folders.open_data_folder(data))
    environment.ensure()
    demo = _Demo(data=data, port=chosen, scale=scale)
    try:
        demo.start()
        if check:
            return demo.check()
        demo.present()
        demo.start_worker()
        demo.serve()
    except processes.Stopped:
        line()
        say("stopping")
    finally:
        processes.ignore_signals()
        demo.stop()
        say("stopped")
    return 0


class _Demo:
    def __init__(self, *, data: Path, port: int, scale: str) -> None:
        self.data = data
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self.scale = scale
        self.keeper = processes.Keeper()
        self.filling = Filling(data)
        self.database: database.Database | None = None
        self.env: dict[str, str] = {}

    def start(self) -> None:
        """Everything up to a web server that answers."""
        say("database: starting PostgreSQL")
        folders.make_keys(self.data)
        self.database = database.open_database(self.data, alone=True)
        self.env = database.child_environment(
            self.data,
            LGNET_DEMO="1",
            LGNET_HOSTS=os.environ.get("LGNET_HOSTS", "127.0.0.1,localhost"),
            **self.database.variables(),
        )
        database.migrate_if_changed(self.database, data=self.data, env=self.env)
        first_time = self._begin()
        if first_time:
            self.filling.start(env=self.env, scale=self.scale)
            self.filling.wait_for("seeded", until=PATIENCE)
        self.filling.step_aside()
        say("starting the web server")
        self.keeper.add("web", lambda: self._spawn(web_command(port=self.port), "web.log"))
        self._wait_for_web()
        if not first_time:
            self.filling.start(env=self.env, scale=self.scale)

    def check(self) -> int:
        """Open everything as everybody; 0 only if all is well and all children live."""
        self.filling.wait_for("seeded", until=float("inf"))
        self.start_worker()
        wrong = visit_everything(
            base=self.base, logins=self.logins(), pages=self.ask("demo", "pages")
        )
        fallen = self.keeper.look_after()
        for name in fallen:
            say(f"WRONG: {name} stopped by itself, read its log in {self.data}")
        return 1 if wrong or fallen else 0

    def start_worker(self) -> None:
        """Start the job worker, for which the first page needn't wait."""
        worker = database.manage("procrastinate", "worker")
        # When the launcher is killed the database goes too: nothing is left for it to finish.
        last = signal.SIGKILL
        self.keeper.add("worker", lambda: self._spawn(worker, "worker.log", last_signal=last))

    def present(self) -> None:
        """Print the address and one login per role."""
        rows = [[entry["role"], entry["username"], entry["password"]] for entry in self.logins()]
        line()
        line(
            f"lgnet is ready after {elapsed():.1f} s:  {self.base}/   sign in: {self.base}/accesso/"
        )
        line()
        table(heads=["role", "username", "password"], rows=rows)
        line()
        line("Ctrl-C stops everything; the data stays in " + str(self.data))
        if self.filling.is_going_on():
            line("The cities go on being made in the background; the pages say how far they are.")
        line()

    def serve(self) -> None:
        """Look after the children until somebody stops us."""
        while True:
            time.sleep(0.3)
            cluster = self.database.cluster if self.database else None
            if cluster is not None and cluster.restart_if_fallen():
                say("PostgreSQL had stopped: started again")
            for name in self.keeper.look_after():
                say(f"{name} had stopped: started again")
            self.filling.look_after()

    def stop(self) -> None:
        """Stop the children, the database last."""
        self.filling.stop()
        self.keeper.stop()
        if self.database is not None:
            self.database.stop()

    def logins(self) -> list[dict[str, str]]:
        """One login per role, as the demo told them when it began."""
        return list(folders.read_stamps(self.data)["logins"])

    def ask(self, *arguments: str) -> list[dict[str, str]]:
        """Run a management command that prints JSON and read it."""
        printed = processes.run(
            database.manage(*arguments), env=self.env, what=" ".join(arguments), cwd=folders.ROOT
        )
        found = json.loads(printed[printed.index("[") :])
        if not isinstance(found, list):
            raise Problem(f"{' '.join(arguments)} did not print a list.")
        return found

    def _begin(self) -> bool:
        """Make the network and the accounts; False when an earlier run had."""
        stamps = folders.read_stamps(self.data)
        if stamps.get("logins"):
            begun = stamps.get("scale", self.scale)
            if self.scale not in {begun, "1"}:
                say(f"the data is of scale {begun}; --reset --scale {self.scale} makes it anew")
            self.scale = begun
            return False
        say("demonstration: the network, Firenze and Bologna")
        logins = self.ask("demo", "begin", "--scale", self.scale)
        folders.write_stamps(self.data, logins=logins, scale=self.scale)
        return True

    def _spawn(self, command: list[str], log_name: str, **more: Any) -> subprocess.Popen[Any]:
        with (self.data / log_name).open("ab") as log:
            if log.tell() > 5_000_000:
                log.truncate(0)
            return processes.spawn(command, env=self.env, log=log, cwd=folders.ROOT, **more)

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not self.keeper.alive("web"):
                tail = "\n".join((self.data / "web.log").read_text().splitlines()[-15:])
                raise Problem(f"The web server stopped; the end of its log:\n{tail}")
            try:
                with urllib.request.urlopen(self.base + "/accesso/", timeout=10):  # noqa: S310
                    return
            except urllib.error.HTTPError as answer:
                if answer.code < 500:
                    return
                raise Problem(
                    f"The first page answers {answer.code}: read {self.data / 'web.log'}."
                ) from None
            except OSError:
                time.sleep(0.1)
        raise Problem(f"The web server does not answer: read {self.data / 'web.log'}.")


def web_command(*, port: int, host: str = "127.0.0.1", workers: int = 2) -> list[str]:
    """The web server's command line."""
    command = [str(environment.VENV / "bin" / "granian"), "--interface", "wsgi"]
    command += ["--host", host, "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "4", "--backpressure", "64", "--no-ws", "--http", "1"]
    command += ["--no-access-log", "--log-level", "warning", "--respawn-failed-workers"]
    return [*command, "--workers-kill-timeout", "5", "lgnet.config.wsgi:application"]


def _refuse_reset_while_running(data: Path) -> None:
    if not (data / "pg.lock").exists():
        return
    lock = folders.Lock(data / "pg.lock")
    if not lock.try_take():
        raise Problem(f"Another ./lgnet runs on {data}: stop it before --reset.")
    lock.release()


def _choose_port(port: int | None, *, check: bool) -> int:
    """The port asked for, 8000 by default; a free one for a check.

    Raises
    ------
    Problem
        It's taken, or not ours to take.
    """
    wanted = port if port is not None else (0 if check else 8000)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except PermissionError:
            raise Problem(
                f"Port {wanted} is only for root: choose another with --port 8000."
            ) from None
        except OSError:
            raise Problem(
                f"Port {wanted} is taken: choose another, for example --port {_free_port()}."
            ) from None
        return int(probe.getsockname()[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
