"""What a build is, for catalogues and for machines: VoID and DCAT, in ``description.ttl`` beside the graph."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kg import __version__
from kg.mapping.vocabulary import TYPE, VOCABULARIES
from kg.model.terms import GRAPH, SHAPES, ZR
from kg.store.counted import Counted

__all__ = ["Quality", "described"]

_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": VOCABULARIES["dcterms"],
    "dqv": "http://www.w3.org/ns/dqv#",
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


@dataclass(frozen=True, slots=True)
class Quality:
    """The share of tasks (0 to 1) in which a field is read rightly, with its 95 % interval, from so many that a person judged."""

    field: str
    share: float
    low: float
    high: float
    judged: int
    sample: str


def described(counted: Counted, files: Mapping[str, Mapping[str, Any]], made: date | None = None, measured: Sequence[Quality] = ()) -> str:
    """``description.ttl`` of a build: what it holds, from which documents, how much, under which shapes.

    ``files`` gives the SHA-256 and the length in bytes of each of the build's files. ``made`` is the day of the build; without it the same
    graph gives the same bytes. ``dcterms:modified`` is the day of the latest document, but never before ``made``: what was made from old
    documents today is of today. ``measured`` is what judgements of a sample say of the readings (DQV).
    """
    predicates = counted.predicates
    said = [
        "a void:Dataset , dcat:Dataset",
        'dcterms:title "责任图谱"@zh , "Who answers for which task of a government work report"@en',
        f"dcterms:conformsTo <{ZR.removesuffix('#')}> , <{SHAPES}>",
        f"prov:wasGeneratedBy <{GRAPH}#build>",
        f"void:triples {sum(predicates.values())}",
        f"void:entities {predicates[TYPE.value]}",
        f"void:classes {len(counted.classes)}",
        f"void:properties {len(predicates)}",
        f"void:documents {len(counted.documents)}",
        *(f"void:vocabulary <{iri}>" for name, iri in VOCABULARIES.items() if name not in ("xsd", "rdf", "rdfs")),
        *(f"void:exampleResource <{example}>" for example in [counted.example] if example),
        *(f"prov:wasDerivedFrom <{iri}>" for iri in sorted(counted.documents)),
        *(f'dcterms:created "{made.isoformat()}"^^xsd:date' for made in [made] if made),
        *(f'dcterms:modified "{day}"^^xsd:date' for day in [_modified(counted.issued, made)] if day),
    ]
    agent = f'dcterms:title "zeren {__version__}"'
    return "".join(
        (
            *(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items()),
            _statement(f"<{GRAPH}>", said),
            _statement(f"<{GRAPH}#build>", ["a prov:Activity", agent]),
            *_partitions("classPartition", "class", counted.classes, "entities"),
            *_partitions("propertyPartition", "property", predicates, "triples"),
            *_named_graphs(counted.graphs),
            *_distributions(files),
            *_qualities(measured),
        )
    )


def _modified(issued: str, made: date | None) -> str:
    """The day of the last change; empty where nothing says."""
    return max(issued, made.isoformat() if made else "")


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


def _named_graphs(counts: Mapping[str, int]) -> Iterator[str]:
    for graph in sorted(counts):
        yield f"<{GRAPH}> void:subset <{graph}> .\n<{graph}> a void:Dataset ; void:triples {counts[graph]} .\n"


def _qualities(measured: Sequence[Quality]) -> Iterator[str]:
    """Each share as a measurement of a metric, and the ends of its interval as two more."""
    for one in measured:
        for part, number, english, chinese in (
            ("", one.share, "share of tasks in which it is read rightly", "读对的任务占比"),
            ("-low", one.low, "lower end of the 95 % interval", "95% 区间下限"),
            ("-high", one.high, "upper end of the 95 % interval", "95% 区间上限"),
        ):
            this, metric = f"<{GRAPH}#quality-{one.field}{part}>", f"<{GRAPH}#metric-{one.field}{part}>"
            yield f"<{GRAPH}> dqv:hasQualityMeasurement {this} .\n"
            note = f'dcterms:description "sample {_plain(one.sample)}, n = {one.judged}"'
            value = f'dqv:value "{number:.4f}"^^xsd:decimal'
            yield _statement(this, ["a dqv:QualityMeasurement", f"dqv:computedOn <{GRAPH}>", f"dqv:isMeasurementOf {metric}", value, note])
            title = f'dcterms:title "{one.field}: {english}"@en , "{one.field}：{chinese}"@zh'
            yield _statement(metric, ["a dqv:Metric", "dqv:expectedDataType xsd:decimal", title])


def _plain(name: str) -> str:
    return "".join(sign for sign in name if sign.isalnum() or sign in "-_")


def _distributions(files: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, (media_type, form) in _FILES.items():
        if name not in files:
            continue
        this, checksum = f"<{GRAPH}#{name}>", f"<{GRAPH}#{name}-checksum>"
        yield f"<{GRAPH}> void:dataDump <{name}> ; dcat:distribution {this} .\n"
        said = [
            "a dcat:Distribution",
            f"dcat:downloadURL <{name}>",
            f"dcat:mediaType <https://www.iana.org/assignments/media-types/{media_type}>",
            f"dcterms:format <{form}>",
            f"dcat:byteSize {files[name]['bytes']}",
            f"spdx:checksum {checksum}",
        ]
        yield _statement(this, said)
        yield f'{checksum} spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "{files[name]["sha256"]}"^^xsd:hexBinary .\n'
