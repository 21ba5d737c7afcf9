"""Leads the facts of tasks back to their characters. It knows a build's ``graph.ttl`` and ``texts/``, and nothing of the program.

python -m tests.building.led_back FOLDER-OF-A-BUILD [TASKS] [SEED]
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

PREFIXES = """PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>
"""
# Each kind of fact: what is said, and the thing that has the span. Of a leader the name, or where none is printed the post.
FACTS = {
    "text": "?task zr:text ?said . BIND(?task AS ?spanned)",
    "body": "?task zr:assignment ?spanned . ?spanned zr:printedName ?said",
    "target": "?task zr:target ?spanned . ?spanned zr:quote ?said",
    "leader": """{ ?spanned zr:ofTask ?task } UNION { ?task zr:section/dcterms:isPartOf* ?section . ?spanned zr:inSection ?section }
        ?spanned org:member/skos:prefLabel ?said""",
    "post": """{ ?spanned zr:ofTask ?task } UNION { ?task zr:section/dcterms:isPartOf* ?section . ?spanned zr:inSection ?section }
        ?spanned zr:post/skos:prefLabel ?said""",
}


@dataclass(frozen=True)
class Led:
    """One fact, and the characters that it was led back to."""

    task: str
    kind: str
    said: str
    characters: str

    @property
    def fits(self) -> bool:
        """Whether the characters say so. Of a text or quotation all signs stand there in this order, with more between."""
        said, there = plain(self.said), plain(self.characters)
        if self.kind in ("text", "target"):
            rest = iter(there)
            return all(sign in rest for sign in said)
        return said in there


def plain(text: str) -> str:
    """Letters and digits, whatever their width and whatever stands between them."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def led_back(folder: Path, tasks: int = 10, seed: int = 0) -> Iterator[Led]:
    """The facts of so many tasks, drawn by lot."""
    store = ox.Store()
    store.bulk_load(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE)
    every = sorted(row["task"].value for row in rows(store, "SELECT ?task { ?task a zr:Task }"))
    for task in random.Random(seed).sample(every, min(tasks, len(every))):
        for kind, pattern in FACTS.items():
            asked = f"""SELECT DISTINCT ?task ?said ?document ?start ?end {{ {pattern} .
                ?spanned prov:wasQuotedFrom ?document ; zr:charStart ?start ; zr:charEnd ?end }}"""
            for row in rows(store, asked, task):
                local = row["document"].value.rpartition("/")[2]
                text = (folder / "texts" / f"{local}.txt").read_bytes().decode("utf-8")
                yield Led(task, kind, row["said"].value, text[int(row["start"].value) : int(row["end"].value)])


def rows(store: ox.Store, text: str, task: str | None = None) -> Iterator[dict[str, ox.NamedNode | ox.Literal]]:
    bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {}
    if task:
        bound[ox.Variable("task")] = ox.NamedNode(task)
    answer = store.query(PREFIXES + text, substitutions=bound)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        found = {variable.value: row[variable] for variable in answer.variables}
        yield {name: value for name, value in found.items() if isinstance(value, ox.NamedNode | ox.Literal)}


if __name__ == "__main__":
    facts = list(led_back(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:4])))
    lines = [f"{'ok ' if fact.fits else 'NOT'} {fact.kind} {fact.said[:60]} <- {fact.characters[:80]!r}" for fact in facts]
    lines.append(f"{len(facts)} facts of {len({fact.task for fact in facts})} tasks, {sum(not fact.fits for fact in facts)} not found")
    sys.stdout.write("\n".join(lines) + "\n")
