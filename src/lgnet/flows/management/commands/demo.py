"""`manage demo`: make and describe the demonstration network. Used by `./lgnet demo`."""

import gc
import json
import multiprocessing
import multiprocessing.connection
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from lgnet.flows.demo.cities import City
from lgnet.flows.demo.play import network
from lgnet.flows.demo.play.accounts import Logins
from lgnet.flows.demo.play.pages import pages_of


class Command(BaseCommand):
    """Seed, fill, logins, pages."""

    help = "Make and describe the demonstration network."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the four subcommands."""
        acts = parser.add_subparsers(dest="act", required=True)
        seed = acts.add_parser("seed", help="the network, then its cities")
        seed.add_argument("--first", action="store_true", help="only Firenze and Bologna")
        fill = acts.add_parser("fill", help="the cities that are not there yet")
        for scaled in (seed, fill):
            scaled.add_argument("--scale", type=_scale, default=1.0)
        for name, told in (("logins", "who may sign in"), ("pages", "what they may open")):
            asked = acts.add_parser(name, help=told)
            asked.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run one of them."""
        if not settings.LGNET_DEMO:
            raise CommandError("Only on a demonstration: set LGNET_DEMO=1.")
        self.logins = Logins(Path(settings.DATA) / "logins.json")
        self.now = timezone.localtime().replace(tzinfo=None, second=0, microsecond=0)
        match options["act"]:
            case "seed":
                self._seed(options["scale"], first=options["first"])
            case "fill":
                self._fill(options["scale"])
            case "logins":
                self._print([asdict(login) for login in self.logins.all()])
            case "pages":
                pages = pages_of(self.logins.all(), at=timezone.now())
                self._print([asdict(page) for page in pages])

    def _seed(self, scale: float, *, first: bool) -> None:
        network.begin(self.logins, now=self.now, scale=scale)
        _side_by_side([partial(self._play, city, scale) for city in network.FIRST])
        network.publish(now=self.now)
        if not first:
            self._fill(scale)

    def _fill(self, scale: float) -> None:
        network.begin(self.logins, now=self.now, scale=scale)
        for city in (*network.FIRST, *network.OTHERS):
            self._play(city, scale)
        network.publish(now=self.now)

    def _play(self, city: City, scale: float) -> None:
        # Nothing this process makes is garbage in a circle worth looking for so often.
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        network.play(city, self.logins, now=self.now, scale=scale, say=self._say)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _print(self, rows: list[dict[str, str]]) -> None:
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))


def _scale(text: str) -> float:
    value = float(text)
    if not 0.01 <= value <= 1000:
        raise ValueError
    return value


def _side_by_side(jobs: Sequence[Callable[[], None]]) -> None:
    """Do jobs at the same time, as many as there are processors, each in a copy of this process.

    Raises
    ------
    CommandError
        One of them failed; what it said stands above.
    """
    connections.close_all()
    copies = multiprocessing.get_context("fork")
    waiting = list(jobs)
    running: list[BaseProcess] = []
    failed = False
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                process = copies.Process(target=waiting.pop(0))
                process.start()
                running.append(process)
            done = [process for process in running if process.exitcode is not None]
            failed = failed or any(process.exitcode for process in done)
            running = [process for process in running if process not in done]
            if running:
                multiprocessing.connection.wait([process.sentinel for process in running])
    finally:
        for process in running:
            process.terminate()
            process.join()
    if failed:
        raise CommandError("A city could not be played.")
