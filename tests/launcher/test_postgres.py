"""The embedded PostgreSQL starts, survives and is repaired, whatever was interrupted."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from launcher import database, folders, postgres, processes
from launcher.folders import ROOT
from launcher.postgres import APP, OWNER, Cluster
from launcher.say import Problem

NewCluster = Callable[..., Cluster]

HOLD = """
import sys, time
from pathlib import Path
from launcher import database
database.embedded(Path(sys.argv[1]), durable=False).start()
print("started", flush=True)
time.sleep(60)
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder the server's user can walk to; every start of pytest closes pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="lgnet-tests-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def new_cluster(place: Path) -> Iterator[NewCluster]:
    made: list[Cluster] = []

    def make(name: str, *, durable: bool = False) -> Cluster:
        home = folders.open_data_folder(place / name)
        made.append(database.embedded(home, durable=durable))
        return made[-1]

    yield make
    for cluster in made:
        cluster.stop()


def pid_of(cluster: Cluster) -> int:
    return int((cluster.folder / "postmaster.pid").read_text().split("\n")[0])


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 15
    while Path(f"/proc/{pid}/cmdline").exists():
        if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return
        assert time.monotonic() < deadline, "the process is still there"
        time.sleep(0.05)


def test_roles_can_do_no_more_than_they_should(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one")
    cluster.start()
    rows = cluster.sql(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
        " WHERE rolname IN ('lgnet_app', 'lgnet_owner') ORDER BY 1"
    )
    assert rows.splitlines() == ["lgnet_app|f|f|f|f", "lgnet_owner|f|f|t|f"]
    with psycopg.connect(cluster.url(APP)) as connection, pytest.raises(psycopg.Error):
        connection.execute("CREATE TABLE public.mine (id int)")
    with psycopg.connect(cluster.url(OWNER)) as connection:
        connection.execute("CREATE TABLE public.mine (id int)")
        extension = connection.execute("SELECT extname FROM pg_extension WHERE extname ~ 'gist'")
        assert extension.fetchone() == ("btree_gist",)


def test_a_wrong_password_is_refused(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one")
    cluster.start()
    url = cluster.url(APP).replace(cluster._secrets[APP], "guess")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url)


def test_passwords_are_private(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one")
    cluster.start()
    assert (cluster.home / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_two_data_folders_run_side_by_side(new_cluster: NewCluster) -> None:
    first, second = new_cluster("first"), new_cluster("second")
    first.start()
    second.start()
    with psycopg.connect(first.url(OWNER)) as connection:
        connection.execute("CREATE TABLE only_here (id int)")
    with psycopg.connect(second.url(OWNER)) as connection:
        row = connection.execute("SELECT to_regclass('only_here')").fetchone()
    assert row == (None,)
    assert first.url(APP) != second.url(APP)


def test_second_command_attaches_to_a_running_server(new_cluster: NewCluster) -> None:
    first, second = new_cluster("one"), new_cluster("one")
    assert first.start() is True
    assert second.start() is False
    assert second.sql("SELECT 1") == "1"
    second.stop()
    assert first.is_running()
    with pytest.raises(Problem, match="Another"):
        database.open_database(first.home, durable=False, alone=True)


@pytest.mark.parametrize("reached", ["files", "no roles", "empty"])
def test_interrupted_first_start_is_repaired(new_cluster: NewCluster, reached: str) -> None:
    cluster = new_cluster("one")
    if reached == "no roles":
        cluster._make_roles = lambda: (_ for _ in ()).throw(processes.Stopped())
        with pytest.raises(processes.Stopped):
            cluster.start()
    else:
        (cluster.home / "pg").mkdir()
        if reached == "files":
            (cluster.home / "pg" / "PG_VERSION").write_text("17\n")
            (cluster.home / "pg" / "base").mkdir()
    again = new_cluster("one")
    assert again.start() is True
    with psycopg.connect(again.url(APP)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_killed_server_is_started_again_with_its_data(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one", durable=True)
    cluster.start()
    with psycopg.connect(cluster.url(OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    assert cluster.process is not None
    cluster.process.kill()
    cluster.process.wait()
    assert cluster.restart_if_fallen() is True
    with psycopg.connect(cluster.url(OWNER)) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)


def test_stale_pid_file_of_another_process_is_forgotten(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one")
    cluster.start()
    file = cluster.folder / "postmaster.pid"
    text = file.read_text()
    cluster.stop()
    file.write_text(text.replace(text.split("\n")[0], str(os.getpid()), 1))
    assert new_cluster("one").start() is True


def test_killed_launcher_leaves_no_server(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(cluster.home)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "started\n"
        server = pid_of(cluster)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    wait_until_gone(server)
    assert cluster.start() is True


def test_server_left_behind_is_stopped_first(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one")
    cluster.start()
    left_behind, cluster.process = cluster.process, None
    cluster.lock.release()
    assert left_behind is not None
    again = new_cluster("one")
    assert again.start() is True
    assert left_behind.wait(10) == 0
    assert again.sql("SELECT 1") == "1"


def test_lost_passwords_are_said(new_cluster: NewCluster) -> None:
    cluster = new_cluster("one")
    cluster.start()
    cluster.stop()
    (cluster.home / "secrets.json").unlink()
    with pytest.raises(Problem, match="put it back"):
        new_cluster("one").start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another user")
def test_closed_home_keeps_the_files_elsewhere(
    new_cluster: NewCluster, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_ELSEWHERE", place / "elsewhere")
    (place / "elsewhere").mkdir()
    cluster = new_cluster("closed")
    cluster.home.chmod(0o700)
    cluster.start()
    assert cluster.folder.is_symlink()
    cluster.stop()
    shutil.rmtree(cluster.home)  # by hand, which leaves the files elsewhere behind
    again = new_cluster("closed")
    again.home.chmod(0o700)
    assert again.start() is True
    assert again.sql("SELECT 1") == "1"
