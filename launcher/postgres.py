"""A PostgreSQL of our own inside the data folder: made, started, repaired, stopped.

It listens on a unix socket in a private folder (on 127.0.0.1 where sockets are not possible) and
asks a random password of every role. As root, the server runs as `nobody`, because PostgreSQL
refuses to run as root. Used by the launcher and by the tests; it never touches a server it did
not make.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from launcher import processes
from launcher.folders import Lock, write_secret
from launcher.pgbinaries import Binaries, can_reach
from launcher.say import Problem

SUPERUSER, OWNER, APP, DATABASE = "lgnet_super", "lgnet_owner", "lgnet_app", "lgnet"
BACKUP = "lgnet_backup"
PORT = 5432  # names the socket file; over TCP a free port is taken
NOBODY = "nobody"
_ELSEWHERE = Path("/var/lib/lgnet")

_DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "192MB",
    "max_wal_size": "1GB",
    "wal_compression": "on",
}
# For tests only: nothing survives a power cut.
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
_COMMON = {
    "max_connections": "150",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    # The default writes the failed statement, and with it personal data, into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "password_encryption": "scram-sha-256",
    "idle_in_transaction_session_timeout": "5min",
}


def server_uid() -> int:
    """Who the server runs as: ourselves, or `nobody` when we are root."""
    if os.geteuid() != 0:
        return os.geteuid()
    import pwd

    return pwd.getpwnam(NOBODY).pw_uid


class Cluster:
    """One PostgreSQL server whose files are in `home`.

    `durable=False` gives up every safety against power cuts for speed: for tests only.
    """

    def __init__(self, *, home: Path, binaries: Binaries, durable: bool = True) -> None:
        self.home = home
        self.binaries = binaries
        self.durable = durable
        self.uid = server_uid()
        self.folder = home / "pg"
        self.lock = Lock(home / "pg.lock")
        self.process: subprocess.Popen[Any] | None = None
        self._secrets: dict[str, str] = {}

    # Starting

    def start(self) -> bool:
        """Make what is missing and start the server; False when somebody else runs it here.

        An initialisation that was interrupted starts over; a server left behind by a killed
        launcher is stopped first; a stale pid file is removed.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        if not self.lock.try_take():
            self._attach()
            return False
        try:
            self._load_secrets()
            self._settle_folder()
            if not (self.folder / "PG_VERSION").exists():
                self._initialise()
            self._stop_left_behind()
            self._launch()
            if self._secrets.get("ready") != "yes":
                self._make_roles()
        except BaseException:
            self.stop()
            raise
        return True

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of a database for one of the roles, with its password."""
        place, port = self._address()
        host = f"@/{database}?host={quote(place, safe='')}&port={port}"
        if not place.startswith("/"):
            host = f"@{place}:{port}/{database}"
        return f"postgresql://{role}:{self._secrets[role]}{host}"

    def is_running(self) -> bool:
        """Whether the server we started is alive."""
        return self.process is not None and self.process.poll() is None

    def restart_if_fallen(self) -> bool:
        """Start the server again when it died under us; True when it had."""
        if self.is_running():
            return False
        self._stop_left_behind()
        self._launch()
        return True

    def stop(self) -> None:
        """Stop the server we started (fast: open transactions are rolled back)."""
        if self.process is not None:
            processes.stop(self.process, number=signal.SIGINT, patience=20)
            self.process = None
            with suppress(OSError):
                Path(self._secrets["place"]).rmdir()
        self.lock.release()

    def sql(self, statements: str, *, database: str = "postgres") -> str:
        """Run statements as superuser and return what they print."""
        place, port = self._address()
        command = [self.binaries.path("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", place, "-p", str(port), "-U", SUPERUSER, "-d", database]
        done = subprocess.run(
            command,
            env=self._env(PGPASSWORD=self._secrets[SUPERUSER], PGCONNECT_TIMEOUT="5"),
            input=statements,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Problem(f"PostgreSQL refused: {done.stderr.strip()}")
        return done.stdout.strip()

    # Making

    def _load_secrets(self) -> None:
        path = self.home / "secrets.json"
        try:
            self._secrets = json.loads(path.read_text())
        except FileNotFoundError:
            if (self.folder / "PG_VERSION").exists() and not self._half_made():
                raise Problem(
                    f"{path} is missing, and with it the database's passwords: put it back, or "
                    "start over with --reset."
                ) from None
            self._secrets = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
            write_secret(path, json.dumps(self._secrets, indent=1))

    def _save_secrets(self) -> None:
        write_secret(self.home / "secrets.json", json.dumps(self._secrets, indent=1))

    def _settle_folder(self) -> None:
        """Throw a half-made cluster away; find a place the server's user can walk to."""
        if self._half_made():
            _empty(self.folder.resolve() if self.folder.is_symlink() else self.folder)
        if self.folder.is_symlink() or self.folder.exists():
            return
        if can_reach(self.home, self.uid):
            return
        # A data folder below a 0700 home is closed to `nobody`: keep the files elsewhere.
        place = _ELSEWHERE / hashlib.sha256(str(self.home).encode()).hexdigest()[:16]
        place.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.folder.symlink_to(place / "pg")
        if self.folder.exists():  # left by a data folder that was removed by hand
            self._stop_left_behind()
            _empty(self.folder.resolve())

    def _half_made(self) -> bool:
        return self.folder.exists() and not (self.folder / "lgnet-initialised").exists()

    def _initialise(self) -> None:
        folder = self.folder.resolve()
        _empty(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, self.uid, -1)
        password = folder.parent / f"pg-password-{os.getpid()}"
        write_secret(password, self._secrets[SUPERUSER] + "\n")
        os.chown(password, self.uid, -1)
        command = [self.binaries.path("initdb"), "-D", str(folder), "-U", SUPERUSER]
        command += ["--encoding=UTF8", "--auth=scram-sha-256", f"--pwfile={password}"]
        command += ["--no-instructions", *self.binaries.locale_options(), "--no-sync"]
        try:
            processes.run(
                command,
                env=self._env(),
                what="Making the database files",
                cwd=folder,
                **processes.identity(self.uid),
            )
        finally:
            password.unlink()
        (folder / "pg_hba.conf").write_text(
            "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"
        )
        if self.durable:
            os.sync()
        (folder / "lgnet-initialised").write_text("complete\n")
        self._secrets.pop("ready", None)
        self._save_secrets()

    def _make_roles(self) -> None:
        """Roles and database; safe to run again after an interruption."""
        restricted = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
        for role, more in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
            if not self.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):  # noqa: S608
                self.sql(f"CREATE ROLE {role}")
            self.sql(f"ALTER ROLE {role} {restricted} {more} PASSWORD '{self._secrets[role]}'")
        if not self.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{BACKUP}'"):  # noqa: S608
            # It reads past the policies and signs in nowhere until somebody gives it a password.
            self.sql(f"CREATE ROLE {BACKUP} NOLOGIN NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB")
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):  # noqa: S608
            self.sql(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        self.sql(
            "CREATE EXTENSION IF NOT EXISTS btree_gist;"
            f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;"
            f"GRANT CONNECT ON DATABASE {DATABASE} TO {APP};"
            "REVOKE ALL ON SCHEMA public FROM PUBLIC;"
            f"GRANT USAGE ON SCHEMA public TO {APP};"
            f"ALTER SCHEMA public OWNER TO {OWNER};",
            database=DATABASE,
        )
        self._secrets["ready"] = "yes"
        self._save_secrets()

    # Running

    def _launch(self) -> None:
        place = self._open_socket_folder()
        self._secrets["place"], self._secrets["port"] = place, str(PORT)
        if not place.startswith("/"):
            self._secrets["port"] = str(_free_port())
        self._save_secrets()
        log_path = self.home / "postgres.log"
        with log_path.open("ab") as log:
            if log.tell() > 5_000_000:
                log.truncate(0)
            folder = self.folder.resolve()
            self.process = processes.spawn(
                [self.binaries.path("postgres"), "-D", str(folder), *self._options()],
                env=self._env(),
                log=log,
                cwd=folder,
                uid=self.uid,
                last_signal=signal.SIGINT,
            )
        self._wait_until_ready(log_path)

    def _options(self) -> list[str]:
        place, port = self._address()
        over_socket = place.startswith("/")
        where = {
            "listen_addresses": "" if over_socket else "127.0.0.1",
            "unix_socket_directories": place if over_socket else "",
            "port": str(port),
        }
        settings = {**_COMMON, **(_DURABLE if self.durable else _FAST), **where}
        return [f"--{key}={value}" for key, value in settings.items()]

    def _wait_until_ready(self, log_path: Path) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                tail = "\n".join(log_path.read_text(errors="replace").splitlines()[-8:])
                if "shared memory block" in tail and time.monotonic() < deadline - 50:
                    time.sleep(0.5)  # children of a killed server are still leaving
                    self._launch()
                    return
                raise Problem(f"PostgreSQL did not start; the end of {log_path} says:\n{tail}")
            status = (self.folder / "postmaster.pid").resolve()
            try:
                if status.read_text().split("\n")[7].strip() == "ready":
                    return
            except (FileNotFoundError, IndexError):
                pass
            time.sleep(0.03)
        raise Problem(f"PostgreSQL did not become ready in a minute: read {log_path}.")

    def _stop_left_behind(self) -> None:
        """Stop the server a killed launcher left here; forget a pid file of a dead one."""
        file = self.folder / "postmaster.pid"
        try:
            pid = int(file.read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return
        if not _is_our_server(pid, self.folder.resolve()):
            file.unlink(missing_ok=True)
            return
        for number, patience in ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0)):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                return
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline:
                if not _is_our_server(pid, self.folder.resolve()):
                    return
                time.sleep(0.05)
        raise Problem(f"An old PostgreSQL (process {pid}) does not stop: end it and start again.")

    def _attach(self) -> None:
        """Use the server another launcher runs here."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                self._secrets = json.loads((self.home / "secrets.json").read_text())
                if self._secrets.get("ready") == "yes":
                    self.sql("SELECT 1")
                    return
            except (FileNotFoundError, ValueError, KeyError, Problem):
                pass
            time.sleep(0.2)
        raise Problem(f"Another ./lgnet holds {self.home} and its database does not answer.")

    # Where it listens

    def _address(self) -> tuple[str, int]:
        return self._secrets["place"], int(self._secrets["port"])

    def _open_socket_folder(self) -> str:
        """A private folder for the socket, short enough; 127.0.0.1 when there can be none."""
        name = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        place = Path("/tmp") / f"lgnet-{self.uid}-{name}"  # noqa: S108
        try:
            place.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0 and place.lstat().st_uid == 0:
                os.chown(place, self.uid, -1)
            state = place.lstat()
            if not stat.S_ISDIR(state.st_mode) or state.st_uid != self.uid or state.st_mode & 0o077:
                raise Problem(f"{place} is not a private folder of ours: remove it.")
            with socket.socket(socket.AF_UNIX) as probe:
                probe.bind(str(place / "probe"))
            (place / "probe").unlink()
        except OSError:
            return "127.0.0.1"
        return str(place)

    def _env(self, **more: str) -> dict[str, str]:
        """A bare environment: the person's PG* variables must not reach our server."""
        kept = {key: os.environ[key] for key in ("PATH", "TMPDIR") if key in os.environ}
        return {**kept, "LC_ALL": "C", "TZ": "UTC", **self.binaries.environment(), **more}


def _is_our_server(pid: int, folder: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"postgres" in command[0] and str(folder).encode() in command


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def role_of(url: str) -> str:
    """The role named in a database address."""
    match = re.match(r"[a-z]+://([^:@/]+)", url)
    return match.group(1) if match else ""
