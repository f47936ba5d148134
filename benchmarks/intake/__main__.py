"""All figures of intake: `make eval`.

The corpus and the article lie beside the repository, in a folder `shared`; what is missing there is
said and left out. A further measure is a further entry of `measures`.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.intake import on_article, on_dates, on_polnear
from benchmarks.intake.lines import Line, table
from benchmarks.intake.polnear import read_part

SHARED = Path(__file__).resolve().parents[3] / "shared"
POLNEAR = SHARED / "data" / "polnear" / "data"
ARTICLE = SHARED / "reports" / "2025-10-22-rubio-visit.txt"
# What is not measured yet, and why.
OPEN = (
    "stipulation links: nothing links statements to stipulations yet",
    "ar, he: no annotated articles; statements are found in English only",
)

Measure = Callable[[], Iterator[Line]]


def main() -> None:
    lines: list[Line] = list(on_dates.figures())
    for place, measure in measures():
        if place.exists():
            lines += measure()
        else:
            print(f"left out: there is no {place.parent.name}/{place.name} beside the repository")
    print(table(lines))
    for each in OPEN:
        print(f"not measured: {each}")
    if POLNEAR.exists():
        print("errors, PolNeAR dev:")
        for name, count in on_polnear.error_classes(POLNEAR, cache(), "dev").most_common():
            print(f"  {count:5}  {name}")


def measures() -> list[tuple[Path, Measure]]:
    """What is measured, each with the material that it needs."""
    return [
        (ARTICLE, lambda: on_article.figures(ARTICLE)),
        (POLNEAR, lambda: on_polnear.figures(POLNEAR, cache(), "dev")),
        (POLNEAR, lambda: on_polnear.figures(POLNEAR, cache(), "train")),
        (POLNEAR, _people),
    ]


def _people() -> Iterator[Line]:
    both = [*read_part(POLNEAR, "train"), *read_part(POLNEAR, "dev")]
    return on_polnear.agreement_of_people(both)


def cache() -> Path:
    """The folder in the user's cache in which parses are kept."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "servanda" / "eval"


if __name__ == "__main__":
    main()
