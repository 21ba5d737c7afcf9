"""Who may ask: the names that the server answers to, and the pages of other origins that may read it. Pure functions of the headers.

A browser lends its place on this machine to every page that it shows. A page of elsewhere may send requests here (cross-origin), and
a name of elsewhere may be made to mean this machine's address (DNS rebinding). The first shows in ``Origin`` and ``Sec-Fetch-Site``,
which no page can write, the second in ``Host``.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Final, Self
from urllib.parse import urlsplit

from kg.model.wording import told
from kg.publish.serving.protocol import Refused
from kg.publish.serving.telling import shown

__all__ = ["METHODS", "Access", "is_loopback", "origin_of"]

METHODS: Final = "GET, HEAD, POST, OPTIONS"
_ANY: Final = "*"
_HOST: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/?#@\[\]\\\"<>]+))(?::\d{0,5})?")
_ELSEWHERE: Final = ("cross-site", "same-site")
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def origin_of(text: str) -> str:
    """An origin as browsers write it, from what a user wrote; ``*`` and ``null`` stand for themselves. Raises ValueError.

    >>> origin_of("HTTPS://Example.org:443/")
    'https://example.org'
    """
    if text in (_ANY, "null"):
        return text
    parts = urlsplit(text.lower())
    host = re.fullmatch(_HOST, parts.netloc)
    if parts.scheme not in ("http", "https") or host is None or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(told("an origin is http://HOST, https://HOST, either with :PORT, or *"))
    return f"{parts.scheme}://{_without_usual_port(parts.netloc)}"


@dataclass(frozen=True, slots=True)
class Access:
    """``names`` are the hosts that the server answers to, beside loopback's; ``origins`` the pages of elsewhere that may read it.

    With ``any_address`` every host that is a number is one of its own: an address that is written as such cannot be made to mean
    another one.
    """

    names: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    any_address: bool = False

    @classmethod
    def at(cls, host: str, names: Iterable[str] = (), origins: Iterable[str] = ()) -> Self:
        """What is allowed where the server listens at ``host``, is known by ``names`` too, and is open to ``origins``.

        Where ``host`` stands for all addresses of the machine (``0.0.0.0``, ``::``), its own name and every address do.
        """
        address = _address(host)
        everywhere = address is not None and address.is_unspecified
        own = {socket.gethostname() if everywhere else host, *names}
        return cls(frozenset(_plain(name) for name in own), frozenset(origins), everywhere)

    def check_host(self, host: str) -> None:
        """Raise Refused (421) where ``host``, as a request has it, is no name of this server."""
        match = _HOST.fullmatch(host.strip())
        name = _plain(match[1] or match[2]) if match else ""
        address = _address(name)
        if address is not None and (address.is_loopback or self.any_address):
            return
        if not name or name not in {"localhost", *self.names}:
            raise Refused(421, told("this server is not known as '{host}'; who may call it so says kg serve --name", host=shown(host)))

    def checked(self, method: str, headers: Message, version: str) -> dict[str, str]:
        """The headers for the page that asks, if it is one of another origin and may read the answer.

        Raises Refused: 400 for other than one Host, 421 for a Host that is not this server's, 403 for a page of elsewhere.
        """
        hosts = headers.get_all("Host", [])
        if len(hosts) > 1 or (not hosts and version != "HTTP/1.0"):
            raise Refused(400, told("there must be one Host, not {count}", count=len(hosts)))
        for host in hosts:
            self.check_host(host)
        origin = headers.get("Origin")
        if origin is not None and not self._own(origin, hosts, headers):
            if not self.origins & {_ANY, origin}:
                raise Refused(403, told("pages of '{origin}' may not ask here; who may says kg serve --cors", origin=shown(origin)))
        elif _sent_by_a_page_of_elsewhere(method, headers) and _ANY not in self.origins:
            raise Refused(403, "pages of other origins may not ask here; who may says kg serve --cors")
        return self._answering(method, origin, headers)

    def _own(self, origin: str, hosts: Iterable[str], headers: Message) -> bool:
        """Whether the origin is this server's; behind a proxy that speaks TLS its scheme is another than the one spoken here."""
        if headers.get("Sec-Fetch-Site") == "same-origin":
            return True
        scheme, _, place = origin.lower().partition("://")
        return scheme in ("http", "https") and _without_usual_port(place) in {_without_usual_port(host.lower()) for host in hosts}

    def _answering(self, method: str, origin: str | None, headers: Mapping[str, str] | Message) -> dict[str, str]:
        if not self.origins:
            return {}
        sent: dict[str, str] = {} if _ANY in self.origins else {"Vary": "Origin"}
        if _ANY in self.origins or origin in self.origins:
            sent["Access-Control-Allow-Origin"] = _ANY if _ANY in self.origins else str(origin)
            sent["Access-Control-Expose-Headers"] = "X-Rows-Cut-At, ETag"
            # Pages of other origins may put what they read into their own; without this, those that isolate themselves may not.
            sent["Cross-Origin-Resource-Policy"] = "cross-origin"
            if method == "OPTIONS":
                sent |= _PREFLIGHT
                if headers.get("Access-Control-Request-Private-Network") == "true":
                    sent["Access-Control-Allow-Private-Network"] = "true"
        return sent


def _sent_by_a_page_of_elsewhere(method: str, headers: Message) -> bool:
    """Whether a page of another site sent this by itself; that a user follows a link to here is none of it."""
    if headers.get("Sec-Fetch-Site") not in _ELSEWHERE:
        return False
    followed = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest", "document") == "document"
    return not followed or method not in ("GET", "HEAD")


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the address."""
    found = _address(address)
    return found is not None and found.is_loopback


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(name.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _plain(name: str) -> str:
    """A host's name as it is compared: an address in its shortest form, no dot at the end."""
    address = _address(name)
    return str(address) if address is not None else name.lower().removesuffix(".")


def _without_usual_port(place: str) -> str:
    return re.sub(r":(80|443)?$", "", place)
