"""A process that does not outlive the one that started it, however that ends.

A worker that waits sees its pipe close. One that is deep in a query looks at nothing: there the kernel has to act, or another thread.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.process
import os
import signal
import sys
import threading

__all__ = ["bound_processor_time", "die_with_parent"]


def die_with_parent() -> None:
    """End this process, which :mod:`multiprocessing` started, when the one that asked for it is gone, killed or not.

    On Linux the kernel ends it at once, whatever it is at: not by the signal of a parent's death, for the parent is the process that
    makes processes, but by that of the pipe which only the one that asked holds open. Elsewhere a thread does, as soon as the
    interpreter lets it.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("not a process that multiprocessing started")
    if sys.platform == "linux":
        import fcntl

        pipe = int(parent.sentinel)
        # Nothing is sent on this pipe any more, only its end is told; and the signal for that ends a process that does not handle it.
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
        # An end that came before the kernel was asked to tell is seen by looking.
        if not parent.is_alive():
            os._exit(1)
    else:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def bound_processor_time(seconds: float) -> None:
    """Let the process take so much more processor time and no more: the bound of a query that nobody is left to stop."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
