"""A model behind an address: a real server on this machine that answers like one, well or badly."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from servanda.intake.draft.asking import ask, endpoint
from servanda.intake.draft.propose import added
from servanda.intake.draft.reading import DraftError
from tests.intake.draft.small import DAY, article, draft_of, ground, statement

pytestmark = pytest.mark.server

TEXT = "Southland admitted 600 trucks, World Wire reports. An American official said it was calm."
ONE = {"quote": "it was calm", "speaker": "An American official", "named": False,
       "whole_name": None, "via": [], "stance": "says", "speech": "indirect",
       "from": None, "to": None}  # fmt: skip


class Server:
    """What was asked of it, and what it answers."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                server.asked.append((self.path, json.loads(self.rfile.read(length))))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:
                server.asked.append((self.path, {}))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}/v1"


@contextmanager
def serving(status: int, body: bytes, **headers: str) -> Iterator[Server]:
    server = Server(status, body, headers)
    thread = threading.Thread(target=server.http.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        thread.join()
        server.http.server_close()


def answer(content: str) -> bytes:
    return json.dumps(
        {"choices": [{"message": {"role": "assistant", "content": content}}]}
    ).encode()


def test_it_proposes_through_the_same_schema_and_is_marked() -> None:
    rules = draft_of(*statement("[said:Southland admitted 600 trucks], World Wire reports."))
    one = article(TEXT)
    both = json.dumps({"statements": [ONE, {**ONE, "quote": "Southland admitted 600 trucks"}]})
    with serving(200, answer(both)) as server:
        answered = ask(one, DAY, server.address, "small-1")
    ((path, asked),) = server.asked
    assert path == "/v1/chat/completions" and asked["model"] == "small-1"
    draft = added(rules, one, answered.found, "model small-1", ground())
    assert [each.by for each in draft.proposals] == ["rules", "rules", "model small-1"]
    assert draft.proposals[-1].text.startswith('claim unnamed us "An American official" says')
    assert draft.proposed_by == ("rules", "model small-1")


def test_words_that_do_not_stand_in_the_article_are_left_out() -> None:
    wrong = [
        {**ONE, "quote": "Southland lost the war"},
        {**ONE, "speaker": "Mira Holt"},
        {**ONE, "stance": "lies"},
        {**ONE, "from": "2026-01-09", "to": "2026-01-02"},
        "nothing",
    ]
    with serving(
        200, answer(f"```json\n{json.dumps({'statements': [*wrong, ONE]})}\n```")
    ) as server:
        answered = ask(article(TEXT), DAY, server.address, "small-1")
    assert len(answered.found.statements) == 1
    assert answered.left_out == (
        "statement 1 of the answer is left out: its quote does not stand in the article",
        "statement 2 of the answer is left out: its speaker does not stand in the article",
        "statement 3 of the answer is left out: its stance is none of says, denies, admits, finds, "
        "rules, promises, plans, expects, threatens, demands",
        "statement 4 of the answer is left out: its days are the wrong way round",
        "statement 5 of the answer is left out: it is no object",
    )


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (500, b"", "it answers with the status 500"),
        (200, b"<html>", "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
        (200, b"{}", "choices of the answer is no list"),
        (200, b'{"choices": []}', "the answer has no choices"),
        (200, answer("I cannot help with that."),
         "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
        (200, answer('{"statements": "none"}'), "statements of the answer is no list"),
        (200, b" " * 5_000_001, "it has more than 5,000,000 bytes"),
    ],
)  # fmt: skip
def test_a_bad_answer_is_told_in_a_line(status: int, body: bytes, message: str) -> None:
    with serving(status, body) as server, pytest.raises(DraftError) as caught:
        ask(article(TEXT), DAY, server.address, "small-1")
    assert str(caught.value) == message


def test_the_article_is_not_sent_on_to_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(200, b"{}") as elsewhere:
        monkeypatch.setenv("http_proxy", elsewhere.address)
        with (
            serving(307, b"", Location=f"{elsewhere.address}/x") as server,
            pytest.raises(DraftError, match="sends the request on"),
        ):
            ask(article(TEXT), DAY, server.address, "small-1")
    assert len(server.asked) == 1 and elsewhere.asked == []


def test_nobody_there() -> None:
    with serving(200, b"") as server:
        address = server.address
    with pytest.raises(DraftError, match="it cannot be reached"):
        ask(article(TEXT), DAY, address, "small-1")


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "ftp://x/y", "http://", "a b"])
def test_only_an_address_of_the_web_is_asked(address: str) -> None:
    with pytest.raises(DraftError, match="it is no address"):
        endpoint(address)
