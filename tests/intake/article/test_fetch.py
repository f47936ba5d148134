"""Fetching, against a real server on this machine; and which addresses are never asked."""

import gzip
import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from servanda.intake.article.address import (
    Address,
    address_of,
    forwarded,
    is_public,
    same_page,
)
from servanda.intake.article.fetch import Fetched, Limits, fetch
from servanda.intake.article.model import Refused
from servanda.intake.article.read import read_article
from tests.intake.article.written import HEBREW, TODAY, page

PAGE = page("")


class Server(ThreadingHTTPServer):
    """A server that keeps what it was asked, and lets a silent path wait until it closes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ended = threading.Event()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One path for each way in which a server may answer."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        match self.path.partition("?")[0]:
            case "/page":
                self.answer(PAGE)
            case "/hebrew":
                self.answer(HEBREW.encode("cp1255"), kind="text/plain; charset=windows-1255")
            case "/picture":
                self.answer(b"x", kind="image/png")
            case "/gone":
                self.answer(PAGE, status=404)
            case "/packed":
                self.answer(gzip.compress(PAGE), packing="gzip")
            case "/bomb":
                self.answer(gzip.compress(b" " * 5_000_000), packing="gzip")
            case "/strangely-packed":
                self.answer(PAGE, packing="br")
            case "/large":
                self.answer(b"x" * 200_000)
            case "/endless":
                self.answer(b"x" * 200_000, length=None)
            case "/broken-off":
                self.answer(PAGE[:-100], length=len(PAGE))
            case "/silent":
                self.server.ended.wait()
            case "/onward":
                self.forward("/page")
            case "/elsewhere":
                self.forward(f"http://localhost:{self.server.server_port}/page")
            case "/metadata":
                self.forward("http://169.254.169.254/latest/meta-data/")
            case "/file":
                self.forward("file:///etc/passwd")
            case "/port":
                self.forward(f"http://127.0.0.1:{self.server.server_port + 1}/page")
            case "/round":
                self.forward("/round")

    def answer(
        self,
        body: bytes,
        status: int = 200,
        kind: str = "text/html",
        packing: str = "",
        length: int | None = -1,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if packing:
            self.send_header("Content-Encoding", packing)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.end_headers()
        self.wfile.write(body)

    def forward(self, location: str) -> None:
        self.send_response(302)
        self.send_header("Location", location)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the tests read what was asked."""


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    thread = threading.Thread(target=one.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield one
    one.ended.set()
    one.shutdown()
    one.server_close()
    thread.join()


def fetched(address: str) -> Fetched:
    found = fetch(address)
    assert isinstance(found, Fetched), found
    return found


def refusal(address: str, limits: Limits | None = None) -> Refused:
    found = fetch(address, limits)
    assert isinstance(found, Refused), found
    assert found.hint
    return found


pytestmark = pytest.mark.server


def test_a_page_is_fetched_and_read(server: Server) -> None:
    found = fetched(f"{server.base}/page?a=1#below")
    assert (found.data, found.medium) == (PAGE, "html")
    assert found.address == f"{server.base}/page?a=1"
    [(path, headers)] = server.asked
    assert path == "/page?a=1"
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)
    assert read_article(found.data, found.medium, found.address, TODAY, found.encoding) == (
        read_article(PAGE, None, found.address, TODAY)
    )


def test_nothing_that_a_page_points_to_is_asked_for(server: Server) -> None:
    body = f"<img src='{server.base}/x.png'><script src='{server.base}/x.js'></script>"
    head = f"<link rel=stylesheet href='{server.base}/x.css'>"
    read_article(page(body, head), "html", f"{server.base}/page", TODAY)
    assert server.asked == []


def test_the_server_names_the_encoding(server: Server) -> None:
    found = fetched(f"{server.base}/hebrew")
    assert (found.medium, found.encoding) == ("text", "windows-1255")


def test_a_redirect_inside_of_the_host_is_followed(server: Server) -> None:
    assert fetched(f"{server.base}/onward").address == f"{server.base}/page"


def test_what_was_packed_unasked_is_unpacked(server: Server) -> None:
    assert fetched(f"{server.base}/packed").data == PAGE


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/elsewhere", "127.0.0.1 forwards to another host, localhost, which you did not give"),
        ("/metadata", "127.0.0.1 forwards to another host, 169.254.169.254"),
        ("/file", "127.0.0.1 forwards to what is no address of a page"),
        ("/port", "127.0.0.1 forwards to another port"),
        ("/round", "more than 5 redirects"),
        ("/gone", "127.0.0.1 answers 404 Not Found"),
        ("/picture", "this address holds `image/png`, not an article"),
        ("/strangely-packed", "packs the page in a way that was not asked for"),
        ("/broken-off", "127.0.0.1 cannot be reached (IncompleteRead)"),
        ("/large", "127.0.0.1 sends more than 100,000 bytes"),
        ("/endless", "127.0.0.1 sends more than 100,000 bytes"),
        ("/bomb", "127.0.0.1 sends more than 100,000 bytes"),
    ],
)
def test_what_is_refused(server: Server, path: str, message: str) -> None:
    assert message in refusal(server.base + path, Limits(size=100_000)).message


def test_a_redirect_elsewhere_asks_nobody(server: Server) -> None:
    refusal(f"{server.base}/elsewhere")
    assert [path for path, _ in server.asked] == ["/elsewhere"]


def test_a_server_that_never_answers_is_given_up(server: Server) -> None:
    found = refusal(f"{server.base}/silent", Limits(seconds=0.2))
    assert found.message == "127.0.0.1 took more than 0.2 seconds"


def test_a_machine_that_does_not_listen(server: Server) -> None:
    port = server.server_port
    server.shutdown()
    server.server_close()
    assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/page").message


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1"])
def test_a_hidden_number_of_this_machine_is_no_literal(server: Server, host: str) -> None:
    found = refusal(f"http://{host}:{server.server_port}/page")
    assert "inside of a network" in found.message or "there is no host" in found.message
    assert server.asked == []


def test_localhost_is_what_the_user_wrote(server: Server) -> None:
    assert fetched(f"http://localhost:{server.server_port}/page").data == PAGE


@pytest.mark.parametrize(
    "written",
    [
        "file:///etc/passwd", "ftp://post.example/", "javascript:alert(1)", "post.example/a", "",
        "http://", "http://user:word@post.example/", "http://post.example/a b", "http://a:99999/",
        "http://post.example/\r\nHost: other", "gopher://post.example/", "http://[::1", "data:,x",
        "http://post.example\\@other.example/", "http://" + "a" * 3_000,
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    assert isinstance(address_of(written), Refused)


def test_an_address_in_another_script_is_asked_in_ascii() -> None:
    address = address_of("https://אתר.example/שער?q=א")
    assert isinstance(address, Address)
    assert address.written == "https://xn--4db2cf.example/%D7%A9%D7%A2%D7%A8?q=%D7%90"


@pytest.mark.parametrize(
    ("asked", "location", "onward"),
    [
        ("http://post.example/a", "https://post.example/a", "https://post.example/a"),
        ("http://post.example/a", "//post.example/b", "http://post.example/b"),
        ("http://post.example/a", "https://POST.example/b", "https://post.example/b"),
        ("http://post.example/a", "https://www.post.example/a", None),
        ("https://post.example/a", "http://post.example/a", None),
        ("http://post.example/a", "https://post.example:8443/a", None),
    ],
)
def test_where_a_redirect_may_lead(asked: str, location: str, onward: str | None) -> None:
    address = address_of(asked)
    assert isinstance(address, Address)
    found = forwarded(address, location)
    assert (found.written if isinstance(found, Address) else None) == onward


@pytest.mark.parametrize(
    ("machine", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True),
        ("127.0.0.1", False), ("10.0.0.1", False), ("192.168.1.1", False), ("172.16.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("::1", False), ("fe80::1", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
        ("64:ff9b::808:808", True),
    ],
)  # fmt: skip
def test_which_machines_are_public(machine: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(machine)) is public


def test_two_addresses_of_one_page_are_one() -> None:
    one = same_page("https://www.post.example/a/?utm_source=x&id=2&fbclid=9#top")
    assert one == same_page("http://post.example/a?id=2")
    assert one != same_page("http://post.example/a?id=3")


def test_a_feed_does_not_widen_what_was_given() -> None:
    given = address_of("https://post.example/feed")
    assert isinstance(given, Address)
    assert isinstance(forwarded(given, "https://post.example/a"), Address)
    for other in (
        "https://other.example/a",
        "http://post.example/a",
        "https://post.example:8443/a",
    ):
        assert isinstance(forwarded(given, other), Refused)
