"""Who may reach the server: others only where no query can reach others."""

from __future__ import annotations

import ipaddress

from kg.model.errors import StoreError
from kg.store.confined import confinable

__all__ = ["check_host"]


def check_host(host: str) -> None:
    """Raise StoreError for an address that others can reach, where the system does not hold what :mod:`kg.store.confined` says."""
    if not (confinable() or _is_loopback(host)):
        raise StoreError(
            f"--host {host}",
            "here the system does not let the processes that answer queries give up the network, so only this machine may ask",
            "Listen at 127.0.0.1, or run it on Linux (docs/serving.md)",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
