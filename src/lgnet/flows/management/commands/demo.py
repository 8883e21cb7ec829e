"""`manage demo`: make and describe the demonstration network. Used by `./lgnet demo`."""

import gc
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lgnet.flows.demo.cities import CITIES, City
from lgnet.flows.demo.play import network
from lgnet.flows.demo.play.accounts import Logins
from lgnet.flows.demo.play.pages import pages_of

_BY_CODE = {city.code: city for city in CITIES}


class Command(BaseCommand):
    """Seed, fill, logins, pages."""

    help = "Make and describe the demonstration network."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the four subcommands, and the one they use themselves."""
        acts = parser.add_subparsers(dest="act", required=True)
        seed = acts.add_parser("seed", help="the network, then its cities")
        seed.add_argument("--first", action="store_true", help="only Firenze and Bologna")
        fill = acts.add_parser("fill", help="the cities that are not there yet")
        one = acts.add_parser("city", help="one city")
        one.add_argument("code", choices=sorted(_BY_CODE))
        for scaled in (seed, fill, one):
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
            case "city":
                self._play(_BY_CODE[options["code"]], options["scale"])
            case "logins":
                self._print([asdict(login) for login in self.logins.all()])
            case "pages":
                pages = pages_of(self.logins.all(), at=timezone.now())
                self._print([asdict(page) for page in pages])

    def _seed(self, scale: float, *, first: bool) -> None:
        network.begin(self.logins, now=self.now, scale=scale)
        _side_by_side(network.FIRST, scale)
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


def _side_by_side(cities: tuple[City, ...], scale: float) -> None:
    """Play cities in a process each, as many at once as there are processors for.

    Raises
    ------
    CommandError
        One of them failed; what it said stands above.
    """
    alone = (os.cpu_count() or 1) < len(cities)
    groups = [[city] for city in cities] if alone else [list(cities)]
    for group in groups:
        running = [subprocess.Popen(_command(city, scale)) for city in group]  # noqa: S603
        try:
            failed = [process.wait() for process in running]
        finally:
            for process in running:
                if process.poll() is None:
                    process.terminate()
                    process.wait()
        if any(failed):
            raise CommandError("A city could not be played.")


def _command(city: City, scale: float) -> list[str]:
    manage = [sys.executable, "-m", "lgnet.cli", "manage"]
    return [*manage, "demo", "city", city.code, "--scale", str(scale)]
