"""Where things are: the checkout, the data folder, its keys and its stamps."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

from launcher.say import Problem

ROOT = Path(__file__).resolve().parent.parent
LEAST_ROOM_MB = 300
MARKER = "this-is-an-lgnet-data-folder"


def caller_folder() -> Path:
    """Where the person stands: relative file names in arguments start there."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return ROOT


def data_folder() -> Path:
    """The data folder: LGNET_DATA, or `.lgnet` in the checkout."""
    given = os.environ.get("LGNET_DATA")
    return Path(given).expanduser().resolve() if given else ROOT / ".lgnet"


def open_data_folder(path: Path) -> Path:
    """Make the data folder, marked as ours, and return it.

    Raises
    ------
    Problem
        The path is a file, holds something else, or can't be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not (path / MARKER).exists():
            if any(path.iterdir()):
                raise Problem(
                    f"{path} is not empty and is not a data folder of lgnet: set LGNET_DATA to "
                    "another folder."
                )
            # As root the database server runs as another user and must be able to walk in.
            path.chmod(0o711 if os.geteuid() == 0 else 0o700)
            (path / MARKER).write_text("Made by ./lgnet, which may remove this folder.\n")
        if not os.access(path, os.W_OK):
            raise PermissionError
        (path / "static").mkdir(exist_ok=True)  # the web server warns when it's not there
    except (FileExistsError, NotADirectoryError):
        raise Problem(f"{path} is a file: set LGNET_DATA to a folder.") from None
    except PermissionError:
        raise Problem(
            f"No permission to write in {path}: set LGNET_DATA to a folder of yours."
        ) from None
    except OSError as error:
        raise Problem(
            f"{path} can't be made ({error.strerror}): set LGNET_DATA to a folder of yours."
        ) from None
    return path


def check_room(path: Path) -> None:
    """Refuse to begin where the database would stop in the middle of its work.

    Raises
    ------
    Problem
        Too little is free on the disk of this folder.
    """
    free = shutil.disk_usage(path).free // 1_000_000
    if free < LEAST_ROOM_MB:
        raise Problem(
            f"Only {free} MB are free where {path} is: make room (a demonstration takes about "
            "1 GB), or set LGNET_DATA to a folder on another disk."
        )


def remove_data_folder(path: Path) -> None:
    """Remove the data folder and what it points to; refuse a folder that isn't ours."""
    if not path.exists():
        return
    if not (path / MARKER).is_file():
        raise Problem(f"{path} does not carry the mark of an lgnet data folder: nothing removed.")
    for link in (path / "pg", path / "test" / "pg", path / "bench" / "pg"):
        if link.is_symlink() and link.resolve().parent.parent == Path("/var/lib/lgnet"):
            shutil.rmtree(link.resolve().parent, ignore_errors=True)
    keep_last = [entry for entry in path.iterdir() if entry.name != MARKER]
    for entry in keep_last:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    (path / MARKER).unlink()
    path.rmdir()


def write_secret(path: Path, content: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def key_paths(data: Path) -> dict[str, str]:
    """Where the key files are, as the settings' variables."""
    return {
        "LGNET_ROOT_KEY_FILE": os.environ.get("LGNET_ROOT_KEY_FILE")
        or str(data / "keys" / "root.key"),
        "LGNET_SECRET_KEY_FILE": os.environ.get("LGNET_SECRET_KEY_FILE")
        or str(data / "keys" / "secret.key"),
        "LGNET_NETWORK_KEY_FILE": os.environ.get("LGNET_NETWORK_KEY_FILE")
        or str(data / "keys" / "network.key"),
    }


def make_keys(data: Path) -> dict[str, str]:
    """Make the key files that don't exist yet; return their variables.

    Each is 32 random bytes in hexadecimal. Losing the root key loses all that it wraps; losing the
    network's costs a rotation.
    """
    paths = key_paths(data)
    for path in map(Path, paths.values()):
        if not path.exists():
            write_secret(path, secrets.token_hex(32) + "\n")
    return paths


def read_stamps(data: Path) -> dict[str, Any]:
    """What earlier runs finished in this data folder."""
    try:
        stamps = json.loads((data / "stamps.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def write_stamps(data: Path, **changes: Any) -> None:
    """Remember something finished (or, with None, that it no longer holds)."""
    merged = {**read_stamps(data), **changes}
    write_secret(data / "stamps.json", json.dumps(merged, indent=1))


def schema_hash(root: Path = ROOT) -> str:
    """A short hash of everything the tables, policies and grants come from."""
    source = root / "src" / "lgnet"
    patterns = (
        "**/migrations/*.py",
        "**/*models.py",
        "**/models/*.py",
        "**/enums.py",
        "**/*.sql",
        "lib/**/*.py",
        "config/settings*.py",
    )
    files = {path for pattern in patterns for path in source.glob(pattern)}
    return hash_files([*sorted(files), root / "requirements" / "run.lock"])


def hash_files(files: list[Path]) -> str:
    """A short hash of these files' names and contents."""
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def hash_text(text: str) -> str:
    """A short hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Lock:
    """An exclusive lock on a file, which the kernel lets go when the process dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def try_take(self) -> bool:
        """Take the lock if nobody holds it."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Let the lock go; nothing happens when it isn't held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
