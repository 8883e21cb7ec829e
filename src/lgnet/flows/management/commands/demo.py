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
from lgnet.flows.demo.progress import COMPLETE, Progress


class Command(BaseCommand):
    """Begin, seed, fill, logins, pages."""

    help = "Make and describe the demonstration network."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the five subcommands."""
        acts = parser.add_subparsers(dest="act", required=True)
        begin = acts.add_parser(
            "begin", help="the network and its accounts; prints who may sign in"
        )
        seed = acts.add_parser("seed", help="the year of Firenze and Bologna")
        fill = acts.add_parser("fill", help="the year of every city that is not complete")
        for scaled in (begin, seed, fill):
            scaled.add_argument("--scale", type=_scale, default=1.0)
        acts.add_parser("logins", help="who may sign in")
        acts.add_parser("pages", help="what they may open")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run one of them."""
        if not settings.LGNET_DEMO:
            raise CommandError("Only on a demonstration: set LGNET_DEMO=1.")
        self.logins = Logins(Path(settings.DATA) / "logins.json")
        self.progress = Progress(Path(settings.DATA) / "progress")
        self.now = timezone.localtime().replace(tzinfo=None, second=0, microsecond=0)
        match options["act"]:
            case "begin":
                self._begin(options["scale"])
                self._print([asdict(login) for login in self.logins.all()])
            case "seed":
                self._begin(options["scale"])
                self._play(network.FIRST, options["scale"], by_step=True)
            case "fill":
                self._begin(options["scale"])
                self._play((*network.FIRST, *network.OTHERS), options["scale"])
                self.progress.finish()
            case "logins":
                self._print([asdict(login) for login in self.logins.all()])
            case "pages":
                pages = pages_of(self.logins.all(), at=timezone.now())
                self._print([asdict(page) for page in pages])

    def _begin(self, scale: float) -> None:
        self.progress.expect((*network.FIRST, *network.OTHERS))
        network.begin(self.logins, now=self.now, scale=scale)

    def _play(self, cities: Sequence[City], scale: float, *, by_step: bool = False) -> None:
        """Play cities, as many at once as there are processors; publish after each."""
        _side_by_side(
            [partial(self._play_one, city, scale, by_step) for city in cities],
            after=lambda: network.publish(now=self.now),
        )

    def _play_one(self, city: City, scale: float, by_step: bool) -> None:
        # Nothing this process makes is garbage in a circle worth looking for so often.
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)

        def say(far: int) -> None:
            self.progress.tell(city, far)
            if by_step or far == COMPLETE:
                self.stdout.write(f"  {city.name}: {far} %")
                self.stdout.flush()

        network.play(city, self.logins, now=self.now, scale=scale, say=say)

    def _print(self, rows: list[dict[str, str]]) -> None:
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))


def _scale(text: str) -> float:
    value = float(text)
    if not 0.01 <= value <= 1000:
        raise ValueError
    return value


def _side_by_side(jobs: Sequence[Callable[[], None]], *, after: Callable[[], None]) -> None:
    """Do jobs at the same time, as many as there are processors, each in a copy of this process.

    `after` is called here whenever some have ended.

    Raises
    ------
    CommandError
        One of them failed; what it said stands above.
    """
    copies = multiprocessing.get_context("fork")
    waiting = list(jobs)
    running: list[BaseProcess] = []
    failed = False
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                connections.close_all()  # a connection must not be in two processes
                process = copies.Process(target=waiting.pop(0))
                process.start()
                running.append(process)
            multiprocessing.connection.wait([process.sentinel for process in running])
            done = [process for process in running if process.exitcode is not None]
            running = [process for process in running if process not in done]
            failed = failed or any(process.exitcode for process in done)
            after()
    finally:
        for process in running:
            process.terminate()
            process.join()
    if failed:
        raise CommandError("A city could not be played.")
