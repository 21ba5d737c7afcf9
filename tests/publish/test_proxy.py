"""The page on putting the endpoint before others: its proxy, run word for word but for places and ports."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.publish.serving.access import Access
from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening
from tests.publish.servers import free_port

PAGE = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text(encoding="utf-8")
NAME = "kg.example.org"
ASK = {"query": "ASK {}"}
PASSWORD = ("anna", "a password")
# What a system's own nginx.conf holds around the text of the page.
AROUND = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{server}
}}
"""


def tool(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def shown_on_the_page() -> str:
    (found,) = re.findall(r"^```nginx\n(.*?)^```$", PAGE, re.M | re.S)
    return str(found)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("behind")
    (folder / "graph.ttl").write_text("<x:a> <x:b> <x:c> .\n", encoding="utf-8")
    write_store(folder / "graph.ttl", folder / "store")
    with listening(folder / "store", Limits(workers=1, memory=1 << 29), Access.at("127.0.0.1", [NAME])) as server:
        yield server


@pytest.fixture(scope="module")
def proxy(endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client that reaches the proxy by its name."""
    nginx, openssl, folder, port = tool("nginx"), tool("openssl"), tmp_path_factory.mktemp("nginx"), free_port()
    certificate = re.search(r"`openssl (req .*?)`", PAGE)
    assert certificate, "the page shows how to make a certificate"
    subprocess.run([openssl, *certificate[1].split()], cwd=folder, check=True, capture_output=True)
    hashed = subprocess.run([openssl, "passwd", "-apr1", "-stdin"], input=PASSWORD[1], text=True, check=True, capture_output=True).stdout
    (folder / "zeren.htpasswd").write_text(f"{PASSWORD[0]}:{hashed}", encoding="utf-8")
    server = shown_on_the_page()
    for there, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/ssl/certs": str(folder),
        "/etc/ssl/private": str(folder),
        "/etc/nginx": str(folder),
        "127.0.0.1:7880": f"127.0.0.1:{endpoint.server_address[1]}",
    }.items():
        assert there in server
        server = server.replace(there, here)
    settings = AROUND.format(folder=folder, server=server, user="user root;" if os.getuid() == 0 else "")
    (folder / "nginx.conf").write_text(settings, encoding="utf-8")
    trusted = ssl.create_default_context(cafile=str(folder / f"{NAME}.pem"))
    running = subprocess.Popen([nginx, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"], cwd=folder)
    try:
        with httpx.Client(
            base_url=f"https://127.0.0.1:{port}", verify=trusted, trust_env=False, timeout=30, headers={"Host": f"{NAME}:{port}"}
        ) as client:
            for _ in range(300):
                assert running.poll() is None, (folder / "error.log").read_text("utf-8")
                try:
                    get(client)
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            yield client
    finally:
        running.terminate()
        running.wait()


def get(client: httpx.Client, path: str = "/sparql", auth: tuple[str, str] | None = None, **headers: str) -> httpx.Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    # The certificate is for the name, the address is this machine's.
    return client.get(path, params=ASK if path == "/sparql" else None, auth=auth, headers=given, extensions={"sni_hostname": NAME})


def test_without_the_password_nothing_is_answered(proxy: httpx.Client) -> None:
    for path in ("/sparql", "/", "/catalogue.json"):
        assert get(proxy, path).status_code == 401
        assert get(proxy, path, (PASSWORD[0], "another")).status_code == 401


def test_with_the_password_all_is(proxy: httpx.Client) -> None:
    assert get(proxy, auth=PASSWORD).json()["boolean"] is True
    assert "Zeren" in get(proxy, "/", PASSWORD).text


def test_a_name_that_was_not_told_is_refused(proxy: httpx.Client) -> None:
    assert get(proxy, auth=PASSWORD, Host="evil.example").status_code == 421


def test_the_own_page_may_ask_and_that_of_another_origin_may_not(proxy: httpx.Client) -> None:
    for origin, status in ((f"https://{proxy.headers['Host']}", 200), ("https://evil.example", 403)):
        answer = proxy.post("/sparql", data=ASK, auth=PASSWORD, headers={"Origin": origin}, extensions={"sni_hostname": NAME})
        assert answer.status_code == status


def test_the_endpoint_tells_its_address_as_the_client_knows_it(proxy: httpx.Client) -> None:
    described = proxy.get("/sparql", auth=PASSWORD, headers={"Accept": "text/turtle"}, extensions={"sni_hostname": NAME})
    assert f"<https://{proxy.headers['Host']}/sparql>" in described.text


def test_an_answer_held_already_is_not_sent_again(proxy: httpx.Client) -> None:
    first = get(proxy, "/catalogue.json", PASSWORD)
    assert first.headers["content-encoding"] == "gzip"
    assert get(proxy, "/catalogue.json", PASSWORD, If_None_Match=first.headers["etag"]).status_code == 304


def test_the_server_itself_needs_no_password_and_so_stays_on_loopback(endpoint: Endpoint) -> None:
    assert httpx.get(f"{endpoint.url}sparql", params=ASK, trust_env=False).status_code == 200
    assert str(endpoint.server_address[0]) == "127.0.0.1"
