"""What a build is, for catalogues and for machines: VoID and DCAT, in ``description.ttl`` beside the graph."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
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
_EXAMPLE: Final = f"{ZR}Task"
_PIECE: Final = 1 << 20


def describe(folder: Path, made: date | None = None) -> Path:
    """Write ``description.ttl`` of the build in ``folder``: what it holds, from which documents, how much, under which shapes; the file.

    ``made`` is the day of the build; without it the same graph gives the same bytes. ``dcterms:modified`` is the day of the latest
    document, but never before ``made``: what was made from old documents today is of today.
    """
    predicates: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    documents: list[str] = []
    issued: list[str] = []
    example = ""
    for triple in ox.parse(path=folder / "graph.ttl"):
        predicates[triple.predicate.value] += 1
        if triple.predicate == TYPE and isinstance(triple.object, ox.NamedNode):
            classes[triple.object.value] += 1
            if triple.object.value == f"{ZR}Document":
                documents.append(str(triple.subject))
            if triple.object.value == _EXAMPLE and not example:
                example = str(triple.subject)
        elif triple.predicate == ISSUED and isinstance(triple.object, ox.Literal):
            issued.append(triple.object.value)
    said = [
        "a void:Dataset , dcat:Dataset",
        'dcterms:title "责任图谱"@zh , "Who answers for which task of a government work report"@en',
        f"dcterms:conformsTo <{ZR.removesuffix('#')}> , <{SHAPES}>",
        f"prov:wasGeneratedBy <{GRAPH}#build>",
        f"void:triples {sum(predicates.values())}",
        f"void:entities {predicates[TYPE.value]}",
        f"void:classes {len(classes)}",
        f"void:properties {len(predicates)}",
        f"void:documents {len(documents)}",
        *(f"void:vocabulary <{iri}>" for name, iri in VOCABULARIES.items() if name not in ("xsd", "rdf", "rdfs")),
        *(f"void:exampleResource {example}" for _ in [example] if example),
        *(f"prov:wasDerivedFrom {iri}" for iri in sorted(documents)),
        *(f'dcterms:created "{made.isoformat()}"^^xsd:date' for made in [made] if made),
        *(f'dcterms:modified "{day}"^^xsd:date' for day in [_modified(issued, made)] if day),
    ]
    target = folder / "description.ttl"
    with whole_file(target) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
        out.write(_statement(f"<{GRAPH}>", said))
        agent = f'dcterms:title "zeren {__version__}"'
        out.write(_statement(f"<{GRAPH}#build>", ["a prov:Activity", agent]))
        out.writelines(_partitions("classPartition", "class", classes, "entities"))
        out.writelines(_partitions("propertyPartition", "property", predicates, "triples"))
        out.writelines(_named_graphs(folder / "graph.nq"))
        out.writelines(_distributions(folder))
    return target


def _modified(issued: list[str], made: date | None) -> str:
    """The day of the last change; empty where nothing says."""
    return max([*issued, *([made.isoformat()] if made else [])], default="")


def _statement(subject: str, said: list[str]) -> str:
    return f"\n{subject} " + " ;\n    ".join(said) + " .\n"


def _partitions(kind: str, of: str, counts: Counter[str], counted: str) -> Iterator[str]:
    for iri in sorted(counts):
        part = f"<{GRAPH}#{of}-{_fragment(iri)}>"
        yield f"<{GRAPH}> void:{kind} {part} .\n{part} void:{of} <{iri}> ; void:{counted} {counts[iri]} .\n"


def _fragment(iri: str) -> str:
    """A name for a part: the prefix and the local name of the term, or a digest of its IRI."""
    for prefix, vocabulary in VOCABULARIES.items():
        if iri.startswith(vocabulary):
            return f"{prefix}-{iri.removeprefix(vocabulary)}"
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _named_graphs(path: Path) -> Iterator[str]:
    counts: Counter[bytes] = Counter()
    with path.open("rb") as lines:
        for line in lines:
            counts[line[line.rindex(b" <") + 1 : -3]] += 1
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
