"""The formats that come with the program: mapping files as anybody could write one."""

from pathlib import Path

from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.mapping_file import read_mapping

HERE = Path(__file__).parent


def format_names() -> tuple[str, ...]:
    """Their names, as `--as` takes them."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


def format_text(name: str) -> str:
    """The file of one of them, to be copied and changed."""
    return (HERE / f"{name}.toml").read_text(encoding="utf-8")


def format_named(name: str) -> Mapping:
    """One of them, read."""
    found, wrong = read_mapping(format_text(name), f"{name}.toml")
    assert found is not None, [str(one) for one in wrong]
    return found
