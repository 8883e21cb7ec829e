"""`./lgnet check`: everything about the code that needs no test to be seen."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from launcher import database, environment, folders
from launcher.say import line

LONGEST, LONGEST_TEST = 400, 800
_WRITTEN_BY_HAND = {".py", ".html", ".js", ".css", ".md"}
Step = tuple[str, Callable[[], str]]


def run(*, fix: bool) -> int:
    """Run every step, print one line each, show the output of those that fail."""
    environment.ensure(dev=True)
    if fix:
        for command in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
            subprocess.run([_tool("ruff"), *command, *_sources()], cwd=folders.ROOT, check=False)
    failed = 0
    for name, step in _steps():
        started = time.monotonic()
        problems = step().strip()
        failed += bool(problems)
        mark = "FAILED" if problems else "ok"
        line(f"  {mark:<6} {time.monotonic() - started:5.1f} s  {name}")
        if problems:
            line("\n".join("         " + row for row in problems.splitlines()))
    line(f"check: {failed} of {len(_steps())} steps failed" if failed else "check: all is well")
    return 1 if failed else 0


def _steps() -> list[Step]:
    return [
        ("format", lambda: _run(_tool("ruff"), "format", "--check", "--quiet", *_sources())),
        ("lint", lambda: _run(_tool("ruff"), "check", "--quiet", *_sources())),
        ("types of cores and lib", _types),
        ("import contracts", lambda: _run(_tool("lint-imports"), "--no-cache")),
        ("templates", _templates),
        ("missing migrations", lambda: _manage("makemigrations", "--check", "--dry-run")),
        ("generated documents", lambda: _manage("docs", "--check")),
        ("length of files", long_files),
    ]


def _sources() -> list[str]:
    names = ("src", "tests", "benchmarks", "launcher", "lgnet")
    return [name for name in names if (folders.ROOT / name).exists()]


def _types() -> str:
    places = [f"src/lgnet/{name}" for name in ("cores", "lib")]
    present = [place for place in places if any((folders.ROOT / place).rglob("*.py"))]
    return _run(_tool("mypy"), "--no-error-summary", *present) if present else ""


def _templates() -> str:
    place = folders.ROOT / "src" / "lgnet" / "web" / "templates"
    if not place.is_dir():
        return ""
    return _run(_tool("djlint"), str(place), "--lint", "--quiet")


def _manage(*arguments: str) -> str:
    """Run a management command that reads no rows: no database is started for it."""
    env = database.child_environment(folders.data_folder(), LGNET_DEMO="1")
    env["DATABASE_URL"] = "postgresql://lgnet_app@127.0.0.1:1/none"
    # makemigrations warns that it can't ask the database whether its history is consistent.
    env["PYTHONWARNINGS"] = "ignore::RuntimeWarning"
    return _run(*database.manage(*arguments), env=env)


def long_files(root: Path = folders.ROOT) -> str:
    """Files of ours above the limit, one a line."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found = []
    for name in filter(None, listed.split("\0")):
        path = root / name
        generated = name.startswith("docs/generated/") or "/migrations/" in name
        if path.suffix not in _WRITTEN_BY_HAND or generated or not path.is_file():
            continue
        limit = LONGEST_TEST if name.startswith("tests/") else LONGEST
        length = len(path.read_text(errors="replace").splitlines())
        if length > limit:
            found.append(f"{name}: {length} lines, at most {limit}")
    return "\n".join(found)


def _tool(name: str) -> str:
    return str(environment.VENV / "bin" / name)


def _run(*command: str, env: dict[str, str] | None = None) -> str:
    """Run a tool; return nothing when it's content, else what it said."""
    done = subprocess.run(
        command,
        cwd=folders.ROOT,
        env=env or database.child_environment(folders.data_folder()),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return ""
    rows = (done.stdout + done.stderr).strip().splitlines()
    return "\n".join(rows[-40:]) or f"exit {done.returncode}"
