"""Requests to a triple store: with a password where it asks for one, again where it falters, and with a plain word where it refuses.

The password is never part of a URL, a message or a log. It goes only to the address that the user named: redirects are not followed.
"""

from __future__ import annotations

import ipaddress
import random
import re
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit

import httpx

from kg.model.errors import StoreError
from kg.model.wording import told

__all__ = ["PASSWORD_REMEDY", "Body", "Credentials", "Transfer", "refusal"]

_ATTEMPTS: Final = 6
_LONGEST_WAIT: Final = 30.0
_CHUNK: Final = 1 << 18
_TIMES: Final = httpx.Timeout(60.0, connect=10.0, read=900.0)
_TAGS: Final = re.compile(r"<head>.*?</head>|<[^>]*>", re.DOTALL | re.IGNORECASE)
PASSWORD_REMEDY: Final = told("Give --user, and the password by KG_PASSWORD, netrc or the prompt")
_REFUSED: Final = {
    401: (told("the store asks for a user and a password, or does not accept these"), PASSWORD_REMEDY),
    403: (told("the store forbids it to this user"), told("Give a --user who may write, or allow it in the store's settings")),
    404: (told("nothing answers at this path"), told("Look up the store's URL in docs/stores.md")),
    405: (
        told("the store does not take graphs at this path"),
        told("Look up the store's URL in docs/stores.md; its update URL will do too"),
    ),
    413: (
        told("the graph is larger than the store accepts in one request"),
        told("Raise the store's limit, or name its SPARQL Update URL instead"),
    ),
}
Credentials = Callable[[], tuple[str, str] | None]
"""Gives user and password when a store asks for them, None where there are none."""


class Body(httpx.SyncByteStream):
    """A file as the body of a request, read anew for each attempt."""

    def __init__(self, path: Path, sent: Callable[[float], None] | None = None) -> None:
        """``sent`` is told the share (0 to 1) that has gone out."""
        self._path = path
        self._sent = sent
        self.length = path.stat().st_size

    def __iter__(self) -> Iterator[bytes]:
        """The file by pieces."""
        out = 0
        with self._path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece
                out += len(piece)
                if self._sent is not None:
                    self._sent(out / self.length)


class _AsAsked(httpx.Auth):
    """Answers the scheme that the store asks for, Digest before Basic; asks for the password only then."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        asked = response.headers.get("www-authenticate", "").lower()
        if response.status_code != 401 or not re.search(r"\b(digest|basic)\b", asked):
            return
        known = self._credentials()
        if known is None:
            return
        self._chosen = httpx.DigestAuth(*known) if "digest" in asked else httpx.BasicAuth(*known)
        yield from self._chosen.auth_flow(request)


@dataclass
class Transfer:
    """A connection to one store. Use it as a context. ``wait`` is what lets time pass between attempts."""

    credentials: Credentials
    wait: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Nothing is sent yet."""
        self._auth = _AsAsked(self.credentials)
        self._clients: dict[bool, httpx.Client] = {}

    def __enter__(self) -> Self:
        """The transfer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the connections."""
        for client in self._clients.values():
            client.close()

    def _client(self, url: str) -> httpx.Client:
        """This machine is asked directly; others through the proxy that the environment names, if any."""
        local = _is_loopback(urlsplit(url).hostname or "")
        if local not in self._clients:
            self._clients[local] = httpx.Client(auth=self._auth, timeout=_TIMES, trust_env=not local, follow_redirects=False)
        return self._clients[local]

    def ask(self, method: str, url: str, *, accept: tuple[int, ...] = (), attempts: int = _ATTEMPTS, **request: object) -> httpx.Response:
        """Send a request, again with growing pauses on 5xx, 429 and broken connections; the answer if it is 2xx or in ``accept``.

        Raises StoreError with what the store said and what to do. ``request`` is what httpx takes; a :class:`Body` as
        ``content`` is read anew each time.
        """
        failure: StoreError | None = None
        pause = 0.0
        for attempt in range(attempts):
            if attempt:
                self.wait(pause)
            pause = min(_LONGEST_WAIT, 0.5 * 2**attempt) * random.uniform(0.75, 1.25)
            try:
                response = self._client(url).request(method, url, **request)  # type: ignore[arg-type]
            except httpx.ConnectError as error:
                failure = StoreError(
                    url, told("no store answers there ({error})", error=error), "Start it, or correct the URL; see docs/stores.md"
                )
            except httpx.TimeoutException:
                failure = StoreError(url, "the store does not answer in time", "See whether it is busy, and try again")
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise StoreError(
                    url, told("not a URL to load to ({error})", error=error), "Write it as http://localhost:7878/store"
                ) from error
            except httpx.TransportError as error:
                failure = StoreError(
                    url,
                    told("the connection broke ({error})", error=error or type(error).__name__),
                    "Load again: the store holds the old graph or the new",
                )
            else:
                if response.is_success or response.status_code in accept:
                    return response
                failure = refusal(url, response)
                if response.status_code < 500 and response.status_code != 429:
                    break
                pause = max(pause, _asked_pause(response))
        if failure is None:
            raise ValueError(f"Unexpected number of attempts: {attempts!r}")
        raise failure


def _asked_pause(response: httpx.Response) -> float:
    asked = response.headers.get("retry-after", "")
    return min(_LONGEST_WAIT, float(asked)) if asked.isdecimal() else 0.0


def refusal(url: str, response: httpx.Response) -> StoreError:
    """What the store's answer means to the user."""
    said = " ".join(_TAGS.sub(" ", response.text).split())[:300]
    if response.is_redirect:
        return StoreError(
            url, told("the store sends elsewhere, to {place}", place=response.headers.get("location")), "Name that URL if you trust it"
        )
    found, remedy = _REFUSED.get(response.status_code, (told("the store refuses"), told("See the store's log")))
    return StoreError(
        url, told("{found} (status {status}{more})", found=found, status=response.status_code, more=f": {said}" if said else ""), remedy
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
