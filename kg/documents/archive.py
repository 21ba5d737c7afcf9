"""ZIP: the documents in it, one by one, in memory. Nothing is written to disk, so a member's path can lead nowhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from kg.documents.annexed import annexes_named
from kg.documents.finding import ANNEXES, PAGES, SUFFIXES
from kg.documents.office.package import BrokenArchive
from kg.documents.passed_over import passed_over
from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_FILE, MAX_MEMBERS, MAX_UNPACKED, megabytes
from kg.model.wording import joined, told

__all__ = ["Member", "members", "with_their_annexes"]

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_UNPACK = told("Unpack it, and give the folder to kg")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive; ``name`` is its path within, a number added where another member has the same. ``notes`` say so."""

    name: str
    data: bytes
    notes: tuple[str, ...] = ()


def members(data: bytes, path: str) -> Iterator[Member | UnreadableSource]:
    """The documents of an archive by name; those that cannot be unpacked as errors in their place; then what else it holds.

    Members are chosen by suffix as in a folder. Unpacking stops at a bound for each and for all, whatever the archive
    claims.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = [info for info in archive.infolist() if not info.is_dir()]
    except BrokenArchive as error:
        yield UnreadableSource(path, told("a damaged archive ({error})", error=error), "Fetch it again")
        return
    chosen: list[tuple[str, zipfile.ZipInfo]] = []
    others: list[str] = []
    for info in listed:
        if not _is_hidden(name := _name(info)):
            chosen.append((name, info)) if _is_document(name) else others.append(name)
    if len(chosen) > MAX_MEMBERS:
        yield UnreadableSource(
            path, told("an archive of {count} documents; at most {most} are read", count=len(chosen), most=MAX_MEMBERS), _UNPACK
        )
        return
    beside = list(passed_over(path, others))
    if not chosen:
        found = told(
            "an archive with none of the formats that are read among its {count} files{there}",
            count=len(listed),
            there=joined("".join("; {}" for _ in beside), *(other.found for other in beside)),
        )
        yield UnreadableSource(path, found, "See what is in it, and give the documents to kg")
        return
    left = MAX_UNPACKED
    for name, printed, info in _each_by_a_name_of_its_own(chosen):
        unpacked = _unpack(archive, info, f"{path}/{name}", left)
        if isinstance(unpacked, UnreadableSource):
            yield unpacked
            continue
        notes = (f"the archive holds another file named {printed}: this one is read as {name}",) if name != printed else ()
        yield Member(name, unpacked, notes)
        left = max(0, left - _unpacked_size(unpacked))
    yield from beside


def with_their_annexes(data: bytes, path: str) -> Iterator[tuple[Member | UnreadableSource, dict[str, bytes]]]:
    """The members, a page with those beside it in its folder that it names as its annexes; these do not come on their own."""
    try:
        pages = any(PurePosixPath(name).suffix.lower() in PAGES for name in zipfile.ZipFile(io.BytesIO(data)).namelist())
    except BrokenArchive:
        pages = False
    if not pages:  # then one after the other is held, and not all at once
        yield from ((one, {}) for one in members(data, path))
        return
    waiting = list(members(data, path))
    files = {one.name: one for one in waiting if isinstance(one, Member)}
    brought: dict[str, dict[str, bytes]] = {}
    taken: set[str] = set()
    for name, page in files.items():
        folder = PurePosixPath(name).parent
        if PurePosixPath(name).suffix.lower() not in PAGES:
            continue
        beside = {PurePosixPath(other).name: other for other in files if PurePosixPath(other).parent == folder and _may_be_annex(other)}
        named = annexes_named(page.data, beside) if beside else ()
        brought[name] = {annex: files[beside[annex]].data for annex in named}
        taken.update(beside[annex] for annex in named)
    for one in waiting:
        if not isinstance(one, Member):
            yield one, {}
        elif one.name not in taken:
            yield one, brought.get(one.name, {})


def _may_be_annex(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in ANNEXES


def _each_by_a_name_of_its_own(chosen: Sequence[tuple[str, zipfile.ZipInfo]]) -> list[tuple[str, str, zipfile.ZipInfo]]:
    """The members in the order of their names, each with a name that no other has, and the one that it is printed with.

    An archive may hold several files of one name: a program that adds a file anew leaves the old one in, and names that differ only
    in what leads out of the archive become one. All of them are read; the second ``a.txt`` as ``a (2).txt``.
    """
    ordered = sorted(chosen, key=lambda member: (member[0], member[1].header_offset))
    taken = {name for name, _ in ordered}
    found, before = [], None
    for printed, info in ordered:
        name = printed
        if printed == before:
            path = PurePosixPath(printed)
            numbered = (str(path.with_name(f"{path.stem} ({number}){path.suffix}")) for number in count(2))
            name = next(other for other in numbered if other not in taken)
            taken.add(name)
        found.append((name, printed, info))
        before = printed
    return found


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, left: int) -> bytes | UnreadableSource:
    if info.flag_bits & _ENCRYPTED:
        return UnreadableSource(path, "a file in an archive with a password", "Unpack it with the password first")
    if left == 0:
        found = told("an archive that unpacks to more than {most}, as a bomb does", most=megabytes(MAX_UNPACKED))
        return UnreadableSource(path, found, _UNPACK)
    most = min(MAX_FILE, left)
    try:
        with archive.open(info) as stream:
            data = stream.read(most + 1) if info.file_size <= most else b""
    except BrokenArchive as error:
        return UnreadableSource(path, told("a damaged file in an archive ({error})", error=error), "Fetch the archive again")
    if info.file_size > most or len(data) > most:
        found = told("a file in an archive that unpacks to more than {most}, as a bomb does", most=megabytes(most))
        if most < MAX_FILE:
            found = told("an archive that unpacks to more than {most}, as a bomb does", most=megabytes(MAX_UNPACKED))
        return UnreadableSource(path, found, "If it is a real document, unpack it and give the file to kg")
    return data


def _unpacked_size(data: bytes) -> int:
    """The bytes of a member, and of what is packed in it where it is an office document."""
    if not data.startswith(b"PK"):
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            return len(data) + sum(info.file_size for info in inner.infolist())
    except BrokenArchive:
        return len(data)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's path as its writer meant it: archives of Chinese Windows have names in GBK and don't say so."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts).encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _is_document(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in PurePosixPath(name).parts)
