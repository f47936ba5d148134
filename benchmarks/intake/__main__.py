"""All figures of intake: `make eval`.

The corpus and the article lie beside the repository, in a folder `shared`; what is missing there is
said and left out. A further measure is a further entry of `measures`.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.intake import on_article, on_dates, on_links, on_polnear
from benchmarks.intake.lines import Line, table

SHARED = Path(__file__).resolve().parents[3] / "shared"
# What is not measured yet, and why.
OPEN = ("ar, he: no annotated articles; statements are found in English only",)

Measure = Callable[[Path], Iterator[Line]]


def main(shared: Path) -> None:
    lines: list[Line] = [*on_dates.figures(), *on_links.figures()]
    for place, measure in measures(shared):
        if place.exists():
            lines += measure(place)
        else:
            print(
                f"left out: {place.relative_to(shared)} is not in a folder `shared` beside this one"
            )
    print(table(lines))
    for each in OPEN:
        print(f"not measured: {each}")


def measures(shared: Path) -> list[tuple[Path, Measure]]:
    """What is measured, each with the material that it needs."""
    polnear = shared / "data" / "polnear" / "data"
    return [
        (shared / "reports" / "2025-10-22-rubio-visit.txt", on_article.figures),
        (polnear, lambda place: on_polnear.figures(place, cache(), "dev")),
        (polnear, lambda place: on_polnear.figures(place, cache(), "train")),
        (polnear, on_polnear.figures_of_people),
        (polnear, lambda place: on_polnear.errors(place, cache(), "dev")),
    ]


def cache() -> Path:
    """The folder in the user's cache in which parses are kept."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "servanda" / "eval"


if __name__ == "__main__":
    main(SHARED)
