"""Work on a store that cannot call another machine: whoever asks a query of somebody else's does it in here.

SPARQL's SERVICE makes Oxigraph open a connection from inside, and nothing of its API says no. To look for the word in a query is to guess
how another program's parser reads it. So the system call is taken away: a thread that :func:`confine` was called in, and every
thread and process that it starts, can open no socket any more, neither to a machine nor to ask for a name, for as long as it lives.
Files it can still open: a store on disk opens some of its own only when it is asked.

This is held by the filter of system calls that Linux has (seccomp; on x86-64, 64-bit ARM and RISC-V), with no rights of an
administrator. Elsewhere, and where a sandbox around the program forbids the filter, :func:`confinable` says no: then a query
that has the letters of SERVICE anywhere is not asked at all (see :mod:`kg.queries.safety`), and ``kg serve`` listens on loopback
alone. The limit of open files would be simpler and is no way: a store of many files could not open them when it is asked.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

__all__ = ["confinable", "confine", "confined", "is_no_network"]

T = TypeVar("T")

# The kernel's name of each kind of machine, and its numbers of socket() and io_uring_setup(), which could open sockets too.
_MACHINES: Final = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425), "riscv64": (0xC00000F3, 198, 425)}
_OTHER_NUMBERS: Final = 0x40000000  # from here on x86-64 has the same calls again, by other numbers
_SET_NO_NEW_PRIVILEGES: Final = 38
_SET_FILTER: Final = 22
_FILTER: Final = 2
_LOAD, _IS, _IS_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4
_ALLOW: Final = 0x7FFF0000
# "Machine is not on the network": no file and no store fails in this way.
_REFUSED: Final = 64
_REFUSE: Final = 0x00050000 | _REFUSED


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def confine() -> bool:
    """Take sockets from the calling thread and from all that it starts, for good. False where the system cannot."""
    numbers = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or numbers is None or sys.maxsize <= 2**32:
        return False
    instructions = _instructions(*numbers)
    program = _Program(len(instructions) // 8, instructions)
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = (ctypes.c_int, *(ctypes.c_void_p,) * 4)
    if prctl(_SET_NO_NEW_PRIVILEGES, 1, None, None, None) != 0:
        return False
    return prctl(_SET_FILTER, _FILTER, ctypes.addressof(program), None, None) == 0 and not _can_open_a_socket()


def confined(work: Callable[[], T]) -> T:
    """What ``work`` returns or raises, done in a thread that can open no socket; where the system cannot hold it, in one that can."""
    outcome: list[T] = []
    failure: list[BaseException] = []

    def begin() -> None:
        try:
            confine()
            outcome.append(work())
        except BaseException as error:
            # Rows that are half read stay behind in the frames, and may be dropped by no other thread than the one that read them.
            traceback.clear_frames(error.__traceback__)
            failure.append(error)

    thread = threading.Thread(target=begin, name="confined", daemon=True)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


@cache
def confinable() -> bool:
    """Whether the system holds what :func:`confine` promises: tried out, not looked up."""
    return confined(confine)


def is_no_network(error: OSError) -> bool:
    """Whether this is how a call to another machine ends in here."""
    return error.errno == _REFUSED or f"(os error {_REFUSED})" in str(error) or "failed to lookup address" in str(error)


def _can_open_a_socket() -> bool:
    try:
        socket.socket().close()
    except OSError as error:
        return error.errno in (errno.EMFILE, errno.ENFILE)
    return True


def _instructions(machine: int, *refused: int) -> bytes:
    """The filter in the kernel's form: refused is what came by other numbers than this machine's own, and the calls named."""
    lines = [(_LOAD, 0, 0, _MACHINE_AT), (_IS, 0, len(refused) + 3, machine), (_LOAD, 0, 0, _NUMBER_AT)]
    lines.append((_IS_AT_LEAST, len(refused) + 1, 0, _OTHER_NUMBERS))
    lines += [(_IS, len(refused) - place, 0, number) for place, number in enumerate(refused)]
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
