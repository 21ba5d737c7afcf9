"""What a build is, for catalogues and for machines: VoID and DCAT, in ``description.ttl`` beside the graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg import __version__
from kg.mapping.vocabulary import ISSUED, TYPE, VOCABULARIES
from kg.model.terms import GRAPH, SHAPES, ZR
from kg.store.files import whole_file

__all__ = ["describe"]

_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": VOCABULARIES["dcterms"],
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": VOCABULARIES["prov"],
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": VOCABULARIES["xsd"],
}
_FILES: Final = {
    "graph.ttl": ("text/turtle", "http://www.w3.org/ns/formats/Turtle"),
    "graph.nq": ("application/n-quads", "http://www.w3.org/ns/formats/N-Quads"),
}
_TYPE: Final = str(TYPE).encode()
_ISSUED: Final = str(ISSUED).encode()
_DOCUMENT: Final = f"<{ZR}Document>".encode()
_EXAMPLE: Final = f"<{ZR}Task>".encode()
_PIECE: Final = 1 << 20


class Counts:
    """What lines of N-Quads hold, counted in one pass over their bytes: parsing them would take ten times as long.

    Terms are as the lines write them: an IRI in its < >.
    """

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self.predicates: dict[bytes, int] = {}
        self.classes: dict[bytes, int] = {}
        self.graphs: dict[bytes, int] = {}
        self.documents: list[str] = []
        self.issued: list[str] = []
        self.example = ""

    def take(self, lines: Iterable[bytes]) -> None:
        """Count more lines; each is one quad of a named graph, as :mod:`kg.store.nquads` writes it."""
        predicates, in_graph, end = self.predicates, 0, b"\n"
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)  # neither a subject nor a predicate holds a space
            predicates[predicate] = predicates.get(predicate, 0) + 1
            if not in_graph or not line.endswith(end):  # the quads of a graph stand together
                _count(self.graphs, end[1:-3], in_graph)
                in_graph, end = 0, line[line.rindex(b" <") :]
            in_graph += 1
            if predicate == _TYPE:
                self._of_class(subject, rest[: -len(end)])
            elif predicate == _ISSUED:
                (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
                if isinstance(quad.object, ox.Literal):
                    self.issued.append(quad.object.value)
        _count(self.graphs, end[1:-3], in_graph)

    def _of_class(self, thing: bytes, class_: bytes) -> None:
        _count(self.classes, class_, 1)
        if class_ == _DOCUMENT:
            self.documents.append(thing.decode())
        elif class_ == _EXAMPLE and not self.example:
            self.example = thing.decode()


def _count(counts: dict[bytes, int], what: bytes, more: int) -> None:
    if more:
        counts[what] = counts.get(what, 0) + more


def describe(folder: Path, made: date | None = None) -> Path:
    """Write ``description.ttl`` of the build in ``folder``: what it holds, from which documents, how much, under which shapes; the file.

    ``made`` is the day of the build; without it the same graph gives the same bytes. ``dcterms:modified`` is the day of the latest
    document, but never before ``made``: what was made from old documents today is of today.
    """
    counts = Counts()
    with (folder / "graph.nq").open("rb") as lines:
        counts.take(lines)
    predicates, classes = _by_iri(counts.predicates), _by_iri(counts.classes)
    said = [
        "a void:Dataset , dcat:Dataset",
        'dcterms:title "责任图谱"@zh , "Who answers for which task of a government work report"@en',
        f"dcterms:conformsTo <{ZR.removesuffix('#')}> , <{SHAPES}>",
        f"prov:wasGeneratedBy <{GRAPH}#build>",
        f"void:triples {sum(predicates.values())}",
        f"void:entities {predicates.get(TYPE.value, 0)}",
        f"void:classes {len(classes)}",
        f"void:properties {len(predicates)}",
        f"void:documents {len(counts.documents)}",
        *(f"void:vocabulary <{iri}>" for name, iri in VOCABULARIES.items() if name not in ("xsd", "rdf", "rdfs")),
        *(f"void:exampleResource {example}" for example in [counts.example] if example),
        *(f"prov:wasDerivedFrom {iri}" for iri in sorted(counts.documents)),
        *(f'dcterms:created "{made.isoformat()}"^^xsd:date' for made in [made] if made),
        *(f'dcterms:modified "{day}"^^xsd:date' for day in [_modified(counts.issued, made)] if day),
    ]
    target = folder / "description.ttl"
    with whole_file(target) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
        out.write(_statement(f"<{GRAPH}>", said))
        agent = f'dcterms:title "zeren {__version__}"'
        out.write(_statement(f"<{GRAPH}#build>", ["a prov:Activity", agent]))
        out.writelines(_partitions("classPartition", "class", classes, "entities"))
        out.writelines(_partitions("propertyPartition", "property", predicates, "triples"))
        out.writelines(_named_graphs(counts.graphs))
        out.writelines(_distributions(folder))
    return target


def _modified(issued: list[str], made: date | None) -> str:
    """The day of the last change; empty where nothing says."""
    return max([*issued, *([made.isoformat()] if made else [])], default="")


def _statement(subject: str, said: list[str]) -> str:
    return f"\n{subject} " + " ;\n    ".join(said) + " .\n"


def _by_iri(counts: Mapping[bytes, int]) -> dict[str, int]:
    return {term.decode()[1:-1]: count for term, count in counts.items()}


def _partitions(kind: str, of: str, counts: Mapping[str, int], counted: str) -> Iterator[str]:
    for iri in sorted(counts):
        part = f"<{GRAPH}#{of}-{_fragment(iri)}>"
        yield f"<{GRAPH}> void:{kind} {part} .\n{part} void:{of} <{iri}> ; void:{counted} {counts[iri]} .\n"


def _fragment(iri: str) -> str:
    """A name for a part: the prefix and the local name of the term, or a digest of its IRI."""
    for prefix, vocabulary in VOCABULARIES.items():
        if iri.startswith(vocabulary):
            return f"{prefix}-{iri.removeprefix(vocabulary)}"
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _named_graphs(counts: Mapping[bytes, int]) -> Iterator[str]:
    for graph in sorted(counts):
        name = graph.decode()
        yield f"<{GRAPH}> void:subset {name} .\n{name} a void:Dataset ; void:triples {counts[graph]} .\n"


def _distributions(folder: Path) -> Iterator[str]:
    for name, (media_type, form) in _FILES.items():
        path = folder / name
        this, checksum = f"<{GRAPH}#{name}>", f"<{GRAPH}#{name}-checksum>"
        yield f"<{GRAPH}> void:dataDump <{name}> ; dcat:distribution {this} .\n"
        said = [
            "a dcat:Distribution",
            f"dcat:downloadURL <{name}>",
            f"dcat:mediaType <https://www.iana.org/assignments/media-types/{media_type}>",
            f"dcterms:format <{form}>",
            f"dcat:byteSize {path.stat().st_size}",
            f"spdx:checksum {checksum}",
        ]
        yield _statement(this, said)
        yield f'{checksum} spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "{_sha256(path)}"^^xsd:hexBinary .\n'


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
