"""Who may ask: names of the server, pages of other origins. What is no business of this machine's user is refused, and told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import httpx
import pytest

from kg.publish.serving.access import Access, is_loopback, origin_of
from kg.publish.serving.pool import Limits
from kg.publish.serving.protocol import Refused
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening

ASK = {"query": "ASK {}"}
ELSEWHERE = "http://pages.example"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("access")
    (folder / "graph.ttl").write_text("<x:a> <x:b> <x:c> .\n", encoding="utf-8")
    write_store(folder / "graph.ttl", folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def told() -> list[str]:
    return []


@pytest.fixture(scope="module")
def closed(store: Path, told: list[str]) -> Iterator[Endpoint]:
    with listening(store, Limits(workers=1, memory=1 << 29), tell=told.append) as server:
        yield server


@pytest.fixture(scope="module")
def opened(store: Path) -> Iterator[Endpoint]:
    with listening(store, Limits(workers=1, memory=1 << 29), Access.at("127.0.0.1", origins=[ELSEWHERE])) as server:
        yield server


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def asked(server: Endpoint, method: str = "GET", path: str = "/sparql", **headers: str) -> httpx.Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client:
        body = "query=ASK%20%7B%7D" if method == "POST" else None
        return client.request(
            method, path, params=ASK if method == "GET" else None, headers={"Content-Type": FORM, **given} if body else given, content=body
        )


def own(server: Endpoint) -> str:
    return f"127.0.0.1:{server.server_address[1]}"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:7880", "localhost.", "127.0.0.1", "127.8.8.8:1", "[::1]", "[::1]:7880"])
def test_a_name_of_loopback_is_answered_at_any_port(closed: Endpoint, host: str) -> None:
    assert asked(closed, Host=host).status_code == 200


NOT_OURS = (
    "evil.example", "evil.example:7880", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0", "[::2]", "", "a b",
    '"><script>', "user@localhost", "[::1", "localhost:x",
)  # fmt: skip


@pytest.mark.parametrize("host", NOT_OURS)
@pytest.mark.parametrize("path", ["/sparql", "/", "/static/page.js", "/catalogue.json"])
def test_a_host_that_is_not_ours_is_refused_everywhere(closed: Endpoint, host: str, path: str) -> None:
    answer = asked(closed, path=path, Host=host)
    assert answer.status_code == 421
    assert "not known as" in answer.text
    assert "--name" in answer.text


def test_the_address_in_the_first_line_counts_as_the_host_does(closed: Endpoint) -> None:
    with httpx.Client(trust_env=False, proxy=closed.url) as client:
        assert client.get("http://evil.example/sparql", params=ASK, headers={"Host": own(closed)}).status_code == 421
        assert client.get(f"http://{own(closed)}/sparql", params=ASK).status_code == 200


@pytest.mark.parametrize(
    ("host", "names", "answers", "refuses"),
    [
        ("127.0.0.1", [], ["localhost", "127.0.0.1", "[::1]:80"], ["10.1.2.3", "box.example"]),
        ("10.1.2.3", [], ["10.1.2.3:7880", "localhost"], ["10.1.2.4", "box.example"]),
        ("box.example", [], ["box.example", "BOX.example.:80"], ["example"]),
        ("0.0.0.0", [], ["10.1.2.3", "[fe80::1]", "localhost"], ["box.example", "10.1.2.3.evil.example"]),
        ("::", ["Box.example"], ["10.1.2.3", "box.example"], ["evil.example"]),
        ("::1", ["[fd00::0:5]"], ["[fd00::5]"], ["[fd00::6]"]),
    ],
)
def test_the_names_are_those_of_the_host_and_those_told(host: str, names: list[str], answers: list[str], refuses: list[str]) -> None:
    access = Access.at(host, names)
    for name in answers:
        access.check_host(name)
    for name in refuses:
        with pytest.raises(Refused) as refused:
            access.check_host(name)
        assert refused.value.status == 421


@pytest.mark.parametrize(("hosts", "version", "status"), [(0, "HTTP/1.1", 400), (2, "HTTP/1.1", 400), (2, "HTTP/1.0", 400)])
def test_there_is_one_host(hosts: int, version: str, status: int) -> None:
    headers = Message()
    for _ in range(hosts):
        headers["Host"] = "localhost"
    with pytest.raises(Refused) as refused:
        Access().checked("GET", headers, version)
    assert refused.value.status == status


@pytest.mark.parametrize("origin", [ELSEWHERE, "null", "http://127.0.0.1:1", "https://localhost", "http://localhost.evil.example", ""])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_a_page_of_another_origin_is_refused(closed: Endpoint, origin: str, method: str) -> None:
    answer = asked(closed, method, Origin=origin)
    assert answer.status_code == 403
    assert "may not ask here" in answer.text
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_own_page_is_answered(closed: Endpoint, method: str) -> None:
    answer = asked(closed, method, Origin=f"http://{own(closed)}", Sec_Fetch_Site="same-origin")
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


def test_behind_a_proxy_with_TLS_the_own_page_is_answered(store: Path) -> None:
    with listening(store, Limits(workers=1), Access.at("127.0.0.1", ["kg.example"])) as server:
        assert asked(server, "POST", Host="kg.example", Origin="https://kg.example").status_code == 200
        assert asked(server, "POST", Host="kg.example", Origin="https://evil.example").status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("method", "mode", "destination", "status"),
    [
        ("GET", "no-cors", "script", 403),
        ("GET", "no-cors", "image", 403),
        ("GET", "navigate", "iframe", 403),
        ("POST", "navigate", "document", 403),
        ("GET", "navigate", "document", 200),
    ],
)
def test_what_a_page_of_elsewhere_sends_by_itself_is_refused_and_a_link_followed(
    closed: Endpoint, site: str, method: str, mode: str, destination: str, status: int
) -> None:
    answer = asked(closed, method, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=destination)
    assert answer.status_code == status


def test_a_typed_address_is_answered(closed: Endpoint) -> None:
    assert asked(closed, Sec_Fetch_Site="none", Sec_Fetch_Mode="navigate").status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_origin_that_was_named_may_read(opened: Endpoint, method: str) -> None:
    answer = asked(opened, method, Origin=ELSEWHERE, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="cors")
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ELSEWHERE
    assert "X-Rows-Cut-At" in answer.headers["access-control-expose-headers"]
    assert "Origin" in answer.headers["vary"]
    assert asked(opened, method, Origin="http://other.example").status_code == 403
    assert "access-control-allow-origin" not in asked(opened, method).headers


def test_an_origin_that_was_named_may_read_why_it_was_refused(opened: Endpoint) -> None:
    answer = asked(opened, path="/nothing", Origin=ELSEWHERE)
    assert answer.status_code == 404
    assert answer.headers["access-control-allow-origin"] == ELSEWHERE


def test_a_preflight_is_answered(opened: Endpoint) -> None:
    asking = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
    answer = asked(opened, "OPTIONS", Origin=ELSEWHERE, **asking, Access_Control_Request_Private_Network="true")
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == ELSEWHERE
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-headers"] == "*"
    assert answer.headers["access-control-allow-private-network"] == "true"
    assert asked(opened, "OPTIONS", Origin="http://other.example", **asking).status_code == 403


def test_a_star_opens_it_to_every_page_but_not_to_every_name(store: Path) -> None:
    with listening(store, Limits(workers=1, memory=1 << 29), Access.at("127.0.0.1", origins=["*"])) as server:
        for origin in (ELSEWHERE, "null"):
            assert asked(server, Origin=origin).headers["access-control-allow-origin"] == "*"
        assert asked(server, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status_code == 200
        assert asked(server, Host="evil.example").status_code == 421


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.org:8080/", "http://example.org:8080"),
        ("https://example.org:443", "https://example.org"),
        ("http://[::1]:80", "http://[::1]"),
        ("*", "*"),
        ("null", "null"),
    ],
)
def test_an_origin_is_taken_as_browsers_write_it(given: str, origin: str) -> None:
    assert origin_of(given) == origin


@pytest.mark.parametrize(
    "given", ["", "example.org", "https://", "https://a/b", "https://a?b", "ftp://a", "https://a b", "https://u@a", "**"]
)
def test_what_is_no_origin_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="an origin is"):
        origin_of(given)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("127.0.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("0.0.0.0", False), ("10.0.0.1", False), ("x", False)],
)
def test_only_loopback_is_loopback(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_it_listens_at_an_address_of_IPv6_too(store: Path) -> None:
    with listening(store, Limits(workers=1, memory=1 << 29), Access.at("::1"), host="::1") as server:
        assert server.url.startswith("http://[::1]:")
        assert asked(server).status_code == 200
        assert asked(server, Host="evil.example").status_code == 421


def test_what_was_refused_is_told_on_a_line_with_its_reason(closed: Endpoint, told: list[str]) -> None:
    told.clear()
    asked(closed, Host="evil.example")
    asked(closed, Origin="http://a.example/\x7f")
    asked(closed, path="/nothing/%1B[2J")
    asked(closed)
    assert len(told) == 3
    assert all(line.isprintable() for line in told)
    assert " 127.0.0.1 421 GET /sparql: " in told[0]
    assert "evil.example" in told[0]
    assert " 403 GET /sparql: " in told[1]
    assert "a.example/\\x7f" in told[1]
    assert " 404 GET /nothing/%1B" in told[2]
    assert "ASK" not in "".join(told)
