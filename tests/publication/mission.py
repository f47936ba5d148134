"""A mission's record of a month, with what must not be recovered from its public editions.

Nothing in it is a real place, actor or event.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

AGREEMENT = """# Valley Accord

## Article 1

```servanda
agreement valley-accord "Valley Accord"
  time zone Europe/Sarajevo
  in force 2026-01-01 00:00

party army "Army of the Plain"
party movement "Hill Movement"
body observers "Observer Mission"
  competent for no-attacks, no-killing, no-burning

action attack "opens fire on"
action kill "kills"
action burn "burns"
action patrol "drives along in marked cars"
action release "sets free"
thing convoy "lorries with supplies"
thing civilian "people who take no part"
thing house "houses"
thing road "roads"
thing prisoner "prisoners"

area valley "the valley"
area upper-valley "the upper valley" within valley
area lower-valley "the lower valley" within valley
area old-mill "Old Mill" within upper-valley
area stone-barn "Stone Barn" within upper-valley
area dry-ford "Dry Ford" within upper-valley
area gate-amber "Amber Gate" within lower-valley
area gate-birch "Birch Gate" within lower-valley
area gate-cedar "Cedar Gate" within lower-valley

ban no-attacks "No attacks on convoys"
  movement must not attack convoy in valley

ban no-killing "No killing of civilians"
  army must not kill civilian

ban no-burning "No burning of houses"
  movement must not burn house in valley

duty patrols "Patrols"
  observers patrol 10 road in valley
  by 2026-03-01

duty prisoners "Release of prisoners"
  army releases 12 prisoner to movement
  by 2026-01-20
```
"""

FIRST = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class World:
    """What is secret in it, and may be otherwise in another world that looks the same outside."""

    hideout: str = "old-mill"
    healer: tuple[str, str] = ("field-nurse", "the nurse of the clinic behind the bakery")
    route: tuple[str, ...] = ("gate-amber", "gate-birch", "gate-cedar")
    hour: str = "06:40"
    deaths: tuple[int, ...] = (9, 12)  # days of January on which somebody was killed in dry-ford
    attacks: tuple[int, ...] = tuple(range(2, 29, 2))  # days, at the hideout
    burnt: tuple[tuple[str, int], ...] = (("valley", 14), ("lower-valley", 11))
    visit: date | None = date(2026, 2, 9)
    next_patrol: date | None = date(2026, 2, 8)
    watched: str | None = "valley"
    prefix: str = "Z"  # of the names of reports
    notes: Mapping[str, str] = field(default_factory=lambda: {"grid": "44.12345, 17.98765"})


def texts(world: World) -> Mapping[str, str]:
    """The files of its folder by name."""
    blocks = "\n\n".join(block for _, block in sorted(_blocks(world), key=lambda one: one[0]))
    reports: list[str] = []
    for number, block in enumerate(blocks.split("\n\n@"), start=7):
        reports.append(
            block.removeprefix("@").replace("report ?", f"report {world.prefix}{number}")
        )
    name, title = world.healer
    sources = f"""source gazette "Valley Gazette"
source observers-desk "Observer Mission"
  camp observers
  speaks for observers
  access "its teams in the valley"
source {name} "{title}"
  access "the clinic"
source army-press "press office of the Army of the Plain"
  camp army
  speaks for army
"""
    record = "# Record\n\n```servanda\n" + sources + "\n" + "\n\n".join(reports) + "\n```\n"
    return {"agreement.md": AGREEMENT, "record/month.md": record}


def _blocks(world: World) -> Iterator[tuple[date, str]]:
    for day in world.attacks:
        yield (
            _on(day),
            _report(
                _on(day),
                "observers-desk",
                f"Lorries shot at near {world.hideout}",
                f"claim observers-desk finds\n  movement attacks convoy in {world.hideout}\n"
                f"  on {_on(day)} at {world.hour}\n"
                f'  with 2 injured\n  note "seen from the attic, {world.notes["grid"]}"',
            ),
        )
    for day in world.deaths:
        yield (
            _on(day),
            _report(
                _on(day),
                world.healer[0],
                "Wounded brought to the clinic behind the bakery",
                f"claim {world.healer[0]} says\n  army kills 1 civilian in dry-ford\n"
                f"  on {_on(day)}\n  with 1 killed",
                f'claim unnamed {world.healer[0]} "relatives of the baker" say\n'
                f"  army kills 1 civilian in dry-ford\n  on {_on(day)}",
                f"claim army-press denies\n  army kills 1 civilian in dry-ford\n  on {_on(day)}",
            ),
        )
    for place, day in enumerate(range(3, 31, 3)):
        gate = world.route[place % len(world.route)]
        yield (
            _on(day),
            _report(
                _on(day),
                "observers-desk",
                f"Patrol to {gate}",
                f"claim observers-desk says\n  observers patrol 1 road in {gate}\n"
                f"  on {_on(day)} at {world.hour}",
            ),
        )
    yield (
        _on(18),
        _report(
            _on(18),
            "gazette",
            "Prisoners go home",
            "claim gazette says\n  army releases 12 prisoner to movement\n  on 2026-01-17",
        ),
    )
    for area, number in world.burnt:
        yield (
            _on(15),
            _report(
                _on(15),
                "observers-desk",
                f"Houses burnt in {area}",
                f"claim observers-desk finds\n  movement burns {number} house in {area} in total "
                "from 2026-01-01 to 2026-01-14",
            ),
        )
    if world.visit is not None:
        yield (
            _on(20),
            _report(
                _on(20),
                "observers-desk",
                "A visit in preparation",
                f"visit observers to movement\n  planned\n  on {world.visit}\n"
                f'  purpose "to meet the commander at {world.hideout}"\n  said by observers-desk',
            ),
        )
    if world.next_patrol is not None:
        yield (
            _on(21),
            _report(
                _on(21),
                "observers-desk",
                "Order for the coming weeks",
                f"claim observers-desk plans\n  observers patrol 1 road in {world.route[0]}\n"
                f"  on {world.next_patrol}",
            ),
        )
    if world.watched is not None:
        yield (
            _on(23),
            _report(
                _on(23),
                "observers-desk",
                "Where the teams were",
                "coverage by observers\n  of movement attacks convoy\n"
                f"  in {world.watched}\n  from 2026-01-02 to 2026-01-22\n  said by observers-desk",
            ),
        )


def _report(day: date, publisher: str, title: str, *entries: str) -> str:
    head = (
        f'@report ? "{title}"\n  by {publisher}\n  on {day}\n'
        f'  at "https://example.org/{title.lower().replace(" ", "-")}"\n'
    )
    return head + "\n" + "\n".join(f"{entry}\n" for entry in entries)


def _on(day: int) -> date:
    return FIRST + timedelta(days=day - 1)
