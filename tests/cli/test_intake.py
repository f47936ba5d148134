"""`servanda intake` on real files: what becomes a draft, what is taken once, what is refused."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.cli.intake_words import so_far
from servanda.workspace import open_workspace
from servanda.workspace.drafts import opened_draft
from tests.intake.draft.small import TEXTS
from tests.intake.draft.test_model import ONE, answer, serving

pytest.importorskip("spacy", reason="`make intake` installs what reads articles")

Run = Callable[..., Result]
PAGE = """\
<html lang="en"><head><title>Gate opens for aid</title>
<meta property="og:site_name" content="The River Gazette">
<meta property="article:published_time" content="2026-01-22T09:00:00+01:00"></head><body><article>
<h1>Gate opens for aid</h1>
<p>Southland let in 600 trucks on Tuesday, World Wire reported on Thursday. An American official
told World Wire that the truce along the river would hold.</p>
<p>"The convoy was late and the road was bad," Prime Minister Anna Berg told reporters on Wednesday.
Mira Holt, a resident of the valley, said that she had waited a week. Call +387 61 555 0199.</p>
</article></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    accord = tmp_path / "accord"
    for name, text in TEXTS.items():
        (accord / name).parent.mkdir(exist_ok=True, parents=True)
        (accord / name).write_text(text, encoding="utf-8")
    return accord


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "article.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def run(folder: Path) -> Run:
    def call(*arguments: object, typed: str | bytes = "") -> Result:
        runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1", "SERVANDA_CACHE": "off"})
        words = ["intake", *(str(each) for each in arguments), "--for", str(folder)]
        return runner.invoke(application, words, input=typed)

    return call


def test_a_page_becomes_a_draft(run: Run, folder: Path, page: Path) -> None:
    result = run(page)
    assert result.exit_code == 0, result.output
    kept = opened_draft(folder / "drafts" / "gazette-2026-01-22.md")
    texts = [each.text for each in kept.draft.proposals]
    assert any(
        text.startswith("claim wire says\n  south admits 600 trucks\n  on 2026-01-20")
        for text in texts
    )
    assert any(text.startswith('claim unnamed us "An American official"') for text in texts)
    assert any(text.startswith("claim north/prime-minister says") for text in texts)
    stored = kept.file.read_text() + kept.file.with_suffix(".md").read_text()
    assert "Holt" not in stored and "555" not in stored and "Berg" not in stored
    assert kept.draft.article.text is None


def test_the_draft_passes_check_under_record(run: Run, folder: Path, page: Path) -> None:
    run(page)
    draft = folder / "drafts" / "gazette-2026-01-22.md"
    draft.rename(folder / "record" / "new.md")
    checked = CliRunner().invoke(application, ["check", str(folder)])
    assert checked.exit_code == 0, checked.output
    laid_out = CliRunner().invoke(application, ["format", "--check", str(folder)])
    assert laid_out.exit_code == 0, laid_out.output


def test_nothing_is_taken_twice(run: Run, folder: Path, page: Path) -> None:
    run(page)
    before = sorted((file.name, file.read_bytes()) for file in (folder / "drafts").iterdir())
    again = run(page)
    assert again.exit_code == 0 and "it was taken before" in again.output
    assert (
        sorted((file.name, file.read_bytes()) for file in (folder / "drafts").iterdir()) == before
    )


def test_a_draft_that_was_deleted_can_be_made_again(run: Run, folder: Path, page: Path) -> None:
    run(page)
    for file in (folder / "drafts").glob("gazette*"):
        file.unlink()
    assert run(page).exit_code == 0
    assert (folder / "drafts" / "gazette-2026-01-22.json").exists()


def test_a_wire_story_under_another_masthead_is_a_copy(
    run: Run, folder: Path, page: Path, tmp_path: Path
) -> None:
    story = " ".join(
        f"Southland counted {number} boats on the river before noon of day {number}, it said."
        for number in range(20, 60)
    )
    for name, outlet in (("a.html", "World Wire"), ("b.html", "The River Gazette")):
        text = PAGE.replace("The River Gazette", outlet).replace("<h1>", f"<p>{story}</p><h1>")
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(tmp_path / "a.html").exit_code == 0
    second = run(tmp_path / "b.html")
    assert second.exit_code == 0
    draft = opened_draft(folder / "drafts" / "gazette-2026-01-22.json").draft
    head = next(each for each in draft.proposals if each.kind == "report")
    assert any("stand in wire-2026-01-22" in one for one in head.notices)


def test_the_words_are_kept_only_where_asked_and_masked(run: Run, folder: Path, page: Path) -> None:
    run(page, "--keep-text")
    draft = opened_draft(folder / "drafts" / "gazette-2026-01-22.json").draft
    assert draft.article.text is not None and len(draft.article.text) == draft.article.characters
    assert "555" not in draft.article.text and "Holt" not in draft.article.text
    assert "Southland let in 600 trucks" in draft.article.text


def test_standard_input_and_what_the_user_has_to_say(run: Run, folder: Path) -> None:
    text = "World Wire said on Tuesday that the truce along the river holds.\n" * 2
    refused = run("-", typed=text)
    assert refused.exit_code == 1
    assert "it does not say when it appeared" in refused.output
    taken = run("-", "--on", "2026-01-22", "--by", "The River Gazette", typed=text)
    assert taken.exit_code == 0, taken.output
    assert (folder / "drafts" / "gazette-2026-01-22.json").exists()


def test_a_folder_is_read_whole_and_what_is_refused_loses_nothing(
    run: Run, folder: Path, page: Path, tmp_path: Path
) -> None:
    clippings = tmp_path / "clippings"
    clippings.mkdir()
    page.rename(clippings / "b.html")
    (clippings / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (clippings / "c.exe").write_bytes(b"MZ")
    result = run("--folder", clippings)
    assert result.exit_code == 1
    assert "a.pdf: refused" in result.output and "c.exe: passed over" in result.output
    _, _, summary = result.stdout.partition("\n2 articles in ")
    assert "  1 draft written: 4 claims" in summary and "  1 passed over" in summary
    assert "  1 refused:\n    a.pdf: " in summary
    assert f"  servanda review {folder / 'drafts' / 'gazette-2026-01-22.json'}" in summary
    again = run("--folder", clippings)
    assert "  1 skipped, as taken before" in again.output
    assert (folder / "drafts" / "gazette-2026-01-22.json").exists()


def test_a_folder_or_a_feed_without_its_option_is_told_which(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path}: refused: it is a folder, not an article" in result.output
    assert f"servanda intake --folder {tmp_path} --for ..." in result.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?>\n<!-- ours -->\n<rss version="2.0"><channel></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
        '<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"></rdf:RDF>',
    ],
)
def test_a_feed_is_known_for_one(run: Run, tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "my rss.xml"
    file.write_text(text, encoding=encoding)
    result = run(file)
    assert result.exit_code == 1 and "it is a feed, not an article" in result.output
    assert f"servanda intake --feed '{file}' --for ..." in result.output


def test_a_page_about_feeds_is_none(run: Run, folder: Path, page: Path) -> None:
    page.write_text(PAGE.replace("<h1>", "<p>&lt;rss&gt; and <feed>it</feed></p><h1>"))
    assert run(page).exit_code == 0


def test_how_far_it_is() -> None:
    assert so_far(10, 20.0, 40, "gate.html") == "11 of 40, about 60 s left: gate.html"
    assert so_far(10, 60.0, 40, "gate.html") == "11 of 40, about 3 min left: gate.html"
    assert so_far(1, 2.0, 40, "gate.html") == "2 of 40: gate.html"
    assert so_far(0, 0.0, None, "gate.html") == "1: gate.html"


def test_a_feed_in_a_file_fetches_nothing(run: Run, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item>'
        "<title>A</title><link>http://127.0.0.1:9/a</link></item></channel></rss>"
    )
    result = run("--feed", feed)
    assert result.exit_code == 1, result.output
    assert "1 announced, 1 new" in result.output
    assert "1 not fetched, as you gave no address of their host; add: --allow-host 127.0.0.1:9" in (
        result.output
    )
    other_port = run("--feed", feed, "--allow-host", "127.0.0.1")
    assert "refused" not in other_port.output, "not asked: another port may be another's"
    allowed = run("--feed", feed, "--allow-host", "127.0.0.1:9")
    assert allowed.exit_code == 1 and "refused" in allowed.output, allowed.output


def test_what_a_feed_has_the_words_of_is_taken_from_it(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    feed = tmp_path / "feed.xml"
    words = "World Wire said that Southland admitted 600 trucks on Tuesday. " * 5
    feed.write_text(
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>x</title><item><title>A</title><link>https://gazette.example/a</link>"
        "<pubDate>Thu, 22 Jan 2026 10:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[<p>{words}</p>]]></content:encoded></item></channel></rss>"
    )
    result = run("--feed", feed, "--by", "The River Gazette")
    assert result.exit_code == 0, result.output
    draft = opened_draft(folder / "drafts" / "gazette-2026-01-22.json").draft
    assert draft.article.address == "https://gazette.example/a"
    assert any("south admits 600 trucks" in each.text for each in draft.proposals)
    assert "0 new" in run("--feed", feed, "--by", "The River Gazette").output


def test_the_address_that_a_page_gives_for_itself_is_kept(
    run: Run, folder: Path, page: Path
) -> None:
    link = '<link rel="canonical" href="https://gazette.example/gate">'
    page.write_text(PAGE.replace("<title>", f"{link}<title>"))
    assert run(page).exit_code == 0
    draft = opened_draft(folder / "drafts" / "gazette-2026-01-22.json").draft
    assert draft.article.address == "https://gazette.example/gate"


def test_the_year_that_is_offered_has_the_weekday_of_the_words(run: Run) -> None:
    text = "RIVERTOWN, Jan. 22 (Agency) — Southland let in 600 trucks, World Wire said Wednesday."
    result = run("-", "--by", "The River Gazette", typed=text)
    assert result.exit_code == 1
    assert "--on 2025-01-22, a Wednesday, as in its words" in result.output


@pytest.mark.server
def test_a_model_adds_its_own_and_is_marked(run: Run, folder: Path, page: Path) -> None:
    quote = {**ONE, "quote": "the road was bad", "speaker": "World Wire", "named": True}
    with serving(200, answer(json.dumps({"statements": [ONE, quote]}))) as server:
        result = run(page, "--model", server.address, "--model-name", "small-1")
    assert result.exit_code == 0, result.output
    assert "statement 1 of the answer is left out" in result.output
    draft = opened_draft(folder / "drafts" / "gazette-2026-01-22.json").draft
    assert draft.proposed_by == ("rules", "model small-1")


@pytest.mark.server
def test_a_model_that_answers_badly_loses_nothing(run: Run, folder: Path, page: Path) -> None:
    with serving(200, answer("I cannot.")) as server:
        result = run(page, "--model", server.address, "--model-name", "small-1")
    assert result.exit_code == 0
    assert "the model gave nothing: it is no JSON" in result.output
    assert opened_draft(folder / "drafts" / "gazette-2026-01-22.json").draft.proposals


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give one of SOURCE, --feed and --folder"),
        (("a", "--allow-host", "b.example"), "--allow-host belongs to --feed"),
        (("a", "--feed", "b"), "give one of SOURCE, --feed and --folder"),
        (("a", "--model", "http://127.0.0.1:9"), "--model and --model-name belong together"),
        (("a", "--on", "yesterday"), "--on yesterday is no date"),
    ],
)
def test_used_wrongly(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and message in result.output


def test_what_is_neither_file_nor_text(run: Run) -> None:
    result = run("nowhere.html")
    assert result.exit_code == 1 and "there is no such file" in result.output


def test_without_the_extra_it_says_what_to_install(folder: Path, page: Path) -> None:
    command = (
        "import sys; sys.modules['spacy'] = None\n"
        "sys.argv = ['servanda', 'intake', sys.argv[1], '--for', sys.argv[2]]\n"
        "from servanda.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", command, str(page), str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert "Install what reads articles: `make intake`" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert open_workspace(folder).agreement is not None
