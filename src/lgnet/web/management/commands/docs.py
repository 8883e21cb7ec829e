"""``manage docs``: write the generated pages, or with ``--check`` say which are stale."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lgnet.web.handbook import pages


class Command(BaseCommand):
    """Keep what the docs say equal to what the code declares."""

    help = "Write docs/generated, or check that it is up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = []
        for path, text in pages().items():
            if path.exists() and path.read_text() == text:
                continue
            stale.append(path.name)
            if not options["check"]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        if stale and options["check"]:
            self.stderr.write(f"stale: {', '.join(stale)}; run ./lgnet manage docs")
            sys.exit(1)
