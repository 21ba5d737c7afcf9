"""What the program is, in a few letters: its code, its knowledge, the libraries that read files. What it made is kept under that name."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from kg.resources import ONTOLOGY, QUERIES, knowledge_folder

__all__ = ["fingerprint"]

_PACKAGE: Final = Path(__file__).resolve().parent
_TOP: Final = str(_PACKAGE.parent)
# In a checkout what the program knows of the world and the questions that the pages answer stand beside the package.
_BESIDE: Final = tuple(str(folder) for folder in (ONTOLOGY, QUERIES) if _PACKAGE not in folder.parents)
# Code, and the data that it reads: word lists, tables, templates, questions.
_KINDS: Final = (".css", ".html", ".js", ".py", ".pyd", ".rq", ".so", ".toml", ".ttl", ".txt")
# What turns bytes into text, terms into bytes, and networks into pictures.
_LIBRARIES: Final = (
    "networkx",
    "numpy",
    "olefile",
    "onnxruntime",
    "opencv-python-headless",
    "pillow",
    "pyoxigraph",
    "pypdfium2",
    "pypinyin",
    "pyvis",
    "rapidocr",
    "selectolax",
    "xlrd",
)


@cache
def fingerprint() -> str:
    """A digest of every file of the program, of the libraries by which it reads and writes, and of the language's version.

    So is the knowledge that a user lays over the program's own. Two programs of one fingerprint read the same bytes in the same way; one
    changed line of code or of a word list is another.
    """
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    for name in sorted(_files()):
        with open(name, "rb") as file:  # noqa: PTH123 - three hundred of them, at every start
            content = file.read()
        digest.update(f"{name[len(_TOP) :]} {len(content)}\n".encode())
        digest.update(content)
    own = knowledge_folder()
    if own is not None:
        for path in sorted(path for path in own.rglob("*") if path.is_file()):
            content = path.read_bytes()
            digest.update(f"knowledge {path.relative_to(own).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:32]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:  # what it reads is refused then, and read once it is there
        return "absent"


def _files() -> Iterator[str]:
    for top in (str(_PACKAGE), *_BESIDE):
        for folder, inner, names in os.walk(top):
            inner[:] = [name for name in inner if name != "__pycache__"]
            yield from (os.path.join(folder, name) for name in names if name.endswith(_KINDS))  # noqa: PTH118
