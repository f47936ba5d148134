"""Addresses of web pages: which may be asked, and when two of them are one."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from servanda.intake.article.model import Refused

LONGEST_ADDRESS = 2_000  # characters
DEFAULT_PORTS = {"http": 80, "https": 443}
# What publishers append to see where a reader came from; it names the same page.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref|ref_src|ocid|smid|traffic_source)$"
)
_HOST = re.compile(r"^[A-Za-z0-9._-]{1,253}$")
_GIVE = "give the address of a page, such as https://post.example/2025/10/22/gate"

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked: where, by which way, and for what."""

    scheme: Literal["http", "https"]
    host: str  # in small letters and ASCII; an IPv6 address without brackets
    port: int
    target: str  # path and query, as a request names them

    @property
    def written(self) -> str:
        return f"{self.scheme}://{self.place}{self.target}"

    @property
    def place(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def literal(self) -> Ip | None:
        """The number of the machine, where the address names it by number."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None


def address_of(written: str) -> Address | Refused:
    """An address as somebody wrote it; refused where it is no plain address of a web page."""
    if len(written) > LONGEST_ADDRESS or re.search(r"[\x00-\x20\x7f]", written):
        return Refused("this address is too long, or has blanks in it", _GIVE)
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return Refused("this address cannot be read", _GIVE)
    if parts.scheme not in ("http", "https"):
        return Refused(f"`{parts.scheme or written[:20]}` is no address of the web", _GIVE)
    if "@" in parts.netloc:
        return Refused("this address carries a name or a password", "give it without them")
    if not _is_host(ascii_host):
        return Refused("this address names no host", _GIVE)
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    target = quote(parts.path or "/", safe=_KEPT) + query
    return Address(scheme, ascii_host.lower(), port or DEFAULT_PORTS[scheme], target)


_KEPT = "/%:@!$&'()*+,;=~?-._"


def forwarded(asked: Address, location: str) -> Address | Refused:
    """Where a server forwards a request, if that may be followed: to the same host, by no less safe
    a way. The user gave one host; another is another publisher, or a machine inside of a network.
    """
    onward = address_of(urljoin(asked.written, location))
    if isinstance(onward, Refused):
        return Refused(f"{asked.host} forwards to what is no address of a page", onward.hint)
    if onward.host != asked.host:
        return Refused(
            f"{asked.host} forwards to another host, {onward.host}, which you did not give",
            f"if you mean that page, give its own address: {onward.written}",
        )
    is_upgrade = (asked.scheme, onward.scheme) == ("http", "https") and onward.port == 443
    if onward.scheme != asked.scheme and not is_upgrade:
        return Refused(f"{asked.host} forwards to an unprotected address", f"give {onward.written}")
    if onward.scheme == asked.scheme and onward.port != asked.port:
        return Refused(f"{asked.host} forwards to another port", f"give {onward.written}")
    return onward


def is_public(machine: Ip) -> bool:
    """Whether a number belongs to the public network, also inside of an IPv6 number that carries an
    IPv4 one (mapped, NAT64 of RFC 6052, 6to4 of RFC 3056)."""
    inner = _carried(machine)
    if inner is not None:
        return is_public(inner)
    return machine.is_global and not machine.is_multicast and not machine.is_reserved


def same_page(one: str) -> str:
    """An address in the form in which two addresses of one page are equal."""
    parts = urlsplit(one.strip())
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if _names_page(pair[0])]
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _is_host(host: str) -> bool:
    return bool(_HOST.match(host)) or (":" in host and "%" not in host)


def _names_page(parameter: str) -> bool:
    return not _TRACKING.match(parameter.lower())


def _carried(machine: Ip) -> Ip | None:
    if isinstance(machine, ipaddress.IPv4Address):
        return None
    if machine in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine.ipv4_mapped or machine.sixtofour
