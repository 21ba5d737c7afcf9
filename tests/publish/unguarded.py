"""A worker that does not look at the words of a query: what then holds is held by the system."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from kg.publish.serving import worker


def answer_questions(store: Path, questions: Connection, rows: int, memory: int, seconds: float, index: Path | None = None) -> None:
    vars(worker)["refuse_unsafe"] = lambda text, where: None
    worker.answer_questions(store, questions, rows, memory, seconds, index)
