"""`./lgnet demo`: from nothing to a page a person can open, and back to nothing on Ctrl-C."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from launcher import database, environment, folders, processes
from launcher.say import Problem, elapsed, line, say, table
from launcher.visit import visit_everything


def run(*, port: int | None, scale: str, reset: bool, check: bool) -> int:
    """Start everything and serve until somebody stops us; with `check`, visit and stop."""
    chosen = _choose_port(port, check=check)
    data = folders.data_folder()
    if reset:
        _refuse_reset_while_running(data)
        folders.remove_data_folder(data)
    folders.open_data_folder(data)
    environment.ensure()
    demo = _Demo(data=data, port=chosen, scale=scale)
    try:
        demo.start()
        if check:
            return demo.check()
        demo.present()
        demo.start_worker()
        demo.start_fill()
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
        self.database: database.Database | None = None
        self.fill: subprocess.Popen[Any] | None = None
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
        self._seed()
        say("starting the web server")
        self.keeper.add("web", lambda: self._spawn(web_command(port=self.port), "web.log"))
        self._wait_for_web()

    def check(self) -> int:
        """Open everything as everybody; 0 only if all is well and all children live."""
        self.start_worker()
        wrong = visit_everything(
            base=self.base, logins=self.logins(), pages=self.ask("demo", "pages", "--json")
        )
        fallen = self.keeper.look_after()
        for name in fallen:
            say(f"WRONG: {name} stopped by itself, read its log in {self.data}")
        return 1 if wrong or fallen else 0

    def start_worker(self) -> None:
        """Start the job worker, for which the first page needn't wait."""
        worker = database.manage("procrastinate", "worker")
        self.keeper.add("worker", lambda: self._spawn(worker, "worker.log"))

    def start_fill(self) -> None:
        """Fill the other cities in the background, unless that is done."""
        if folders.read_stamps(self.data).get("filled"):
            return
        self.fill = processes.spawn(
            ["nice", "-n", "10", *database.manage("demo", "fill", "--scale", self.scale)],
            env=self.env,
            cwd=folders.ROOT,
        )

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
            if self.fill is not None and self.fill.poll() is not None:
                if self.fill.returncode == 0:
                    folders.write_stamps(self.data, filled=True)
                    say("the demonstration network is complete")
                else:
                    say("filling the other cities stopped; it goes on at the next start")
                self.fill = None

    def stop(self) -> None:
        """Stop the children, the database last."""
        if self.fill is not None:
            processes.stop(self.fill)
        self.keeper.stop()
        if self.database is not None:
            self.database.stop()

    def logins(self) -> list[dict[str, str]]:
        """One login per role, as the demo knows them; asked once per data folder."""
        known = folders.read_stamps(self.data).get("logins")
        if not known:
            known = self.ask("demo", "logins", "--json")
            folders.write_stamps(self.data, logins=known)
        return list(known)

    def ask(self, *arguments: str) -> list[dict[str, str]]:
        """Run a management command that prints JSON and read it."""
        printed = processes.run(
            database.manage(*arguments), env=self.env, what=" ".join(arguments), cwd=folders.ROOT
        )
        found = json.loads(printed[printed.index("[") :])
        if not isinstance(found, list):
            raise Problem(f"{' '.join(arguments)} did not print a list.")
        return found

    def _seed(self) -> None:
        seeded = folders.read_stamps(self.data).get("seeded")
        if seeded:
            if self.scale not in {seeded, "1"}:
                say(f"the data is of scale {seeded}; --reset --scale {self.scale} makes it anew")
            return
        say("demonstration: the network, Firenze and Bologna")
        process = processes.spawn(
            database.manage("demo", "seed", "--scale", self.scale, "--first"),
            env=self.env,
            cwd=folders.ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            for row in process.stdout or ():
                say("  " + row.rstrip())
            if process.wait() != 0:
                raise Problem("Seeding the demonstration failed: its last words are above.")
        finally:
            processes.stop(process)
        folders.write_stamps(self.data, seeded=self.scale, filled=None)

    def _spawn(self, command: list[str], log_name: str) -> subprocess.Popen[Any]:
        with (self.data / log_name).open("ab") as log:
            if log.tell() > 5_000_000:
                log.truncate(0)
            return processes.spawn(command, env=self.env, log=log, cwd=folders.ROOT)

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
