"""A page fetched from the very address that the user gave, and from nowhere else.

The name is looked up once and the connection goes to the number that was checked, so that a name
cannot turn into a machine of the local network in between. There is no proxy, no cookie, no
referrer; a redirect is followed inside of the host only. Pictures, scripts and style sheets of a
page are not asked for.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import zlib
from dataclasses import dataclass
from email.message import Message
from threading import Timer

from servanda import __version__
from servanda.intake.article.address import Address, Ip, address_of, forwarded, is_public
from servanda.intake.article.model import Medium, Refused

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
CHUNK = 65_536
SAVE = "open it in a browser, save the page, and give the file"
MEDIA: dict[str, Medium] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
    "text/plain": "text",
}  # fmt: skip
OTHERS_READ = frozenset({
    "application/rss+xml", "application/atom+xml", "application/xml", "text/xml",
    "application/octet-stream", "text/markdown",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """How much, and how long, one request may take."""

    size: int = 30_000_000  # bytes, unpacked
    seconds: float = 30.0  # in all, redirects included each


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page, and what the server said they are. `medium` is None for what is no
    article by itself, such as a feed."""

    data: bytes
    address: str
    medium: Medium | None
    encoding: str | None


def fetch(address: str, limits: Limits | None = None) -> Fetched | Refused:
    """The page at an address, or why it was not fetched and what to do."""
    asked = address_of(address)
    for _ in range(MOST_REDIRECTS + 1):
        if isinstance(asked, Refused):
            return asked
        answer = _answer(asked, limits or Limits())
        if not isinstance(answer, _Onward):
            return answer
        asked = forwarded(asked, answer.location)
    return Refused(f"more than {MOST_REDIRECTS} redirects", SAVE)


@dataclass(frozen=True, slots=True)
class _Onward:
    location: str


class _TooMuchError(Exception):
    """An answer is larger than the limit."""


class _Connection(http.client.HTTPConnection):
    """A connection to one checked number, under the name that the user gave."""

    def __init__(self, address: Address, machine: str, seconds: float) -> None:
        super().__init__(address.host, address.port, timeout=seconds)
        self._machine = machine
        self._is_protected = address.scheme == "https"
        self.was_cut = False

    def connect(self) -> None:
        self.sock = socket.create_connection((self._machine, self.port), self.timeout)
        if self._is_protected:
            context = ssl.create_default_context()
            wrapped = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = wrapped
            wrapped.do_handshake()

    def cut(self) -> None:
        """Ends the connection from another thread: whatever waits for it fails."""
        self.was_cut = True
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _answer(asked: Address, limits: Limits) -> Fetched | Refused | _Onward:
    machine = _machine(asked)
    if isinstance(machine, Refused):
        return machine
    connection = _Connection(asked, machine, limits.seconds)
    late = Timer(limits.seconds, connection.cut)  # a server may send a byte at a time for ever
    late.daemon = True
    late.start()
    try:
        connection.request("GET", asked.target, headers=_headers(asked))
        found = _read(connection.getresponse(), asked, limits)
        return _too_late(asked, limits) if connection.was_cut else found
    except _TooMuchError:
        return Refused(f"{asked.host} sends more than {limits.size:,} bytes", SAVE)
    except ssl.SSLError as problem:
        return Refused(f"the certificate of {asked.host} does not hold ({problem.reason})", SAVE)
    except (OSError, http.client.HTTPException, zlib.error) as problem:
        if connection.was_cut or isinstance(problem, TimeoutError):
            return _too_late(asked, limits)
        return Refused(f"{asked.host} cannot be reached ({_words(problem)})", "try it later")
    finally:
        late.cancel()
        connection.close()


def _too_late(asked: Address, limits: Limits) -> Refused:
    return Refused(f"{asked.host} took more than {limits.seconds:g} seconds", "try it later")


def _machine(asked: Address) -> str | Refused:
    """The number to connect to: of the public network, unless the user wrote the number itself."""
    if asked.literal is not None or asked.host == "localhost":
        return asked.host
    try:
        found = socket.getaddrinfo(asked.host, asked.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Refused(f"there is no host {asked.host}, or no network", "look at the address again")
    machines = [str(each[4][0]) for each in found]
    inside = [machine for machine in machines if not is_public(_number(machine))]
    if inside or not machines:
        return Refused(
            f"{asked.host} is the name of a machine inside of a network ({', '.join(inside)})",
            "if you mean that machine, write its number into the address yourself",
        )
    return machines[0]


def _number(machine: str) -> Ip:
    return ipaddress.ip_address(machine.partition("%")[0])


def _headers(asked: Address) -> dict[str, str]:
    return {
        "User-Agent": f"servanda/{__version__}",
        "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _read(
    answer: http.client.HTTPResponse, asked: Address, limits: Limits
) -> Fetched | Refused | _Onward:
    location = answer.headers.get("Location")
    if answer.status in REDIRECTS and location:
        return _Onward(location)
    if answer.status != 200:
        return Refused(f"{asked.host} answers {answer.status} {_line(answer.reason)}".strip(), SAVE)
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else None
    if kind is not None and kind not in MEDIA and kind not in OTHERS_READ:
        return Refused(f"this address holds `{_line(kind)}`, not an article", SAVE)
    if (answer.length or 0) > limits.size:
        raise _TooMuchError
    data = _unpacked(_body(answer, limits.size), answer.headers, limits.size)
    if data is None:
        return Refused(f"{asked.host} packs the page in a way that was not asked for", SAVE)
    charset = answer.headers.get_content_charset()
    return Fetched(data, asked.written, MEDIA.get(kind or ""), charset)


def _body(answer: http.client.HTTPResponse, size: int) -> bytes:
    data = bytearray()
    while chunk := answer.read(CHUNK):
        data += chunk
        if len(data) > size:
            raise _TooMuchError
    if answer.length:  # what is still to come of the announced length
        raise http.client.IncompleteRead(bytes(data), answer.length)
    return bytes(data)


def _unpacked(data: bytes, headers: Message, size: int) -> bytes | None:
    packing = (headers.get("Content-Encoding") or "identity").strip().lower()
    if packing == "identity":
        return data
    if packing not in ("gzip", "x-gzip"):
        return None
    unpacking = zlib.decompressobj(wbits=31)
    unpacked = unpacking.decompress(data, size + 1)
    if len(unpacked) > size:
        raise _TooMuchError
    return unpacked


def _words(problem: Exception) -> str:
    return _line(getattr(problem, "strerror", None) or type(problem).__name__)


def _line(words: str) -> str:
    """Words of a server in a message: one short line that can be printed."""
    return "".join(letter if letter.isprintable() else " " for letter in words)[:80]
