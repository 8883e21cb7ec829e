import subprocess
import sys

SCRIPT = """
import importlib, pkgutil, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "psycopg", "requests", "procrastinate"}:
            raise ImportError(f"{name} is not installed")
        return None

sys.meta_path.insert(0, Refuse())
import lgnet.cores
for module in pkgutil.walk_packages(lgnet.cores.__path__, "lgnet.cores."):
    importlib.import_module(module.name)
print("ok")
"""


def test_cores_import_where_django_is_not_installed():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert (done.stdout.strip(), done.returncode) == ("ok", 0), done.stderr
