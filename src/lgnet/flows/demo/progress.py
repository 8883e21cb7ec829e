"""How far the demonstration network has come, for its pages: a small file per city.

Whoever plays a city writes its file, so that several may play at once; a page reads them without a
statement. When everything is there the folder goes.
"""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lgnet.flows.demo.cities import BY_ISTAT, City

COMPLETE = 100


@dataclass(frozen=True, slots=True)
class Construction:
    """A network in the making; `now` names the cities being played and their percent."""

    complete: int
    cities: int
    now: tuple[tuple[str, int], ...]


class Progress:
    """The files of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def expect(self, cities: Iterable[City]) -> None:
        """Say which cities will be there; what is known of them is kept."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for city in cities:
            if not (self._folder / city.istat).exists():
                self.tell(city, 0)

    def tell(self, city: City, percent: int) -> None:
        """Write down how far a city is."""
        part = self._folder / f"{city.istat}.part"
        part.write_text(str(percent))
        part.replace(self._folder / city.istat)

    def finish(self) -> None:
        """Everything is there: nothing is under construction any longer."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self) -> Construction | None:
        """Return how far it all is; None when nothing is being made."""
        far = dict(self._percents())
        if not far:
            return None
        return Construction(
            complete=sum(percent == COMPLETE for percent in far.values()),
            cities=len(far),
            now=tuple((name, far[name]) for name in sorted(far) if 0 < far[name] < COMPLETE),
        )

    def _percents(self) -> Iterable[tuple[str, int]]:
        for istat, city in BY_ISTAT.items():
            with suppress(FileNotFoundError, NotADirectoryError):
                yield city.name, int((self._folder / istat).read_text())
