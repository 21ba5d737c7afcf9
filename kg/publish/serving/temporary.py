"""The folder of a running ``kg serve``: it goes when the server goes, however that ends.

It holds the store that is made of a graph file, and what :mod:`multiprocessing` puts down to find its processes. Three see to it. At its
end the server removes it. A small process beside the server waits for nothing else than the server's end, and removes it where the
server was killed. Should both be killed, the next ``kg serve`` removes it: the owner of a folder holds a lock on it, which
the system lets go with the process, and a folder that nobody holds is nobody's.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["temporary_folder"]

_PREFIX: Final = "zeren-serve-"
_MULTIPROCESSING: Final = "pymp-"
# A socket's path has 103 bytes at least where systems differ; multiprocessing puts 32 behind its folder's.
_LONGEST: Final = 103 - 32
# Without what Python loads at its start, the process takes 15 ms to be there and some 8 MB.
_REMOVER: Final = "import sys, shutil; sys.stdin.read(); shutil.rmtree(sys.argv[1], ignore_errors=True)"


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder for the time of the block, in which all temporary files of this process are made from now on.

    Left-over folders of servers that were killed are removed first. Raises OSError.
    """
    _sweep()
    folder, lock = _made()
    # In a session of its own: what is sent to all processes of a terminal, as Ctrl-C is, does not reach it.
    command = [sys.executable, "-I", "-S", "-c", _REMOVER, str(folder)]
    remover = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    before = tempfile.tempdir
    if len(os.fsencode(folder)) <= _LONGEST:
        tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        if _emptied(folder):
            remover.communicate()
            shutil.rmtree(folder, ignore_errors=True)
            if lock is not None:
                os.close(lock)


def _emptied(folder: Path) -> bool:
    """Remove what is in a folder; False where something of multiprocessing is left, which needs it until this process ends."""
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            if not entry.name.startswith(_MULTIPROCESSING):
                shutil.rmtree(entry, ignore_errors=True)
        return not any(folder.iterdir())
    return True


def _sweep() -> None:
    """Remove the folders that no living server holds. Where the system has no such locks, none is removed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            lock = _locked(folder)
            if lock is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _made() -> tuple[Path, int | None]:
    """A new folder, and the lock on it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        if sys.platform == "win32":
            return folder, None
        # Another server, that began in this moment, may have taken it for one that nobody holds.
        with contextlib.suppress(FileNotFoundError):
            lock = _locked(folder)
            if lock is not None and folder.is_dir():
                return folder, lock
            if lock is not None:
                os.close(lock)


def _locked(folder: Path) -> int | None:
    """The lock on a folder of this user, as a file descriptor to be closed; None where somebody holds it."""
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(descriptor).st_uid == os.getuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
    except BlockingIOError:
        pass
    os.close(descriptor)
    return None
