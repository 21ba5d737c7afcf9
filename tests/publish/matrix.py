"""Write the table of ``docs/stores.md`` anew: what each store that is installed holds and answers.

python -m tests.publish.matrix FOLDER-OF-A-BUILD
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from kg.queries.terms import Value
from tests.publish.contract import CONTRACT
from tests.publish.servers import Jena, Oxigraph, Virtuoso, kg_load
from tests.publish.test_stores import asked, locally

PAGE = Path(__file__).parents[2] / "docs" / "stores.md"
BEGIN, END = "<!-- matrix -->", "<!-- end of matrix -->"


def column(rows: Counter[tuple[Value, ...]], local: Counter[tuple[Value, ...]]) -> str:
    return f"same {sum(local.values()):,} rows" if rows == local else "**differs**"


def main() -> None:
    built = Path(sys.argv[1])
    expected = len(set(ox.parse(path=built / "graph.nq")))
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for made in (Oxigraph, Virtuoso):
            server = made(Path(folder) / made.name)
            server.start()
            process = kg_load(server.load_options, built)
            _, said = process.communicate()
            held = f"{expected:,}" if f"{expected:,} triples, counted" in said.decode() else "**differs**"
            found[made.name] = [held, *(column(Counter(server.rows(asked(name))), locally(built, name)) for name in CONTRACT)]
            server.kill()
        jena = Jena(Path(folder))
        jena.load(built / "graph.nq")
        counted = jena.rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0][0]
        held = f"{expected:,}" if counted == expected else "**differs**"
        found[jena.name] = [held, *(column(Counter(jena.rows(asked(name))), locally(built, name)) for name in CONTRACT)]
    lines = ["| | " + " | ".join(found) + " |", "| --- |" + " --- |" * len(found)]
    for number, name in enumerate(["triples", *(f"`{name}`" for name in CONTRACT)]):
        lines.append(f"| {name} | " + " | ".join(cells[number] for cells in found.values()) + " |")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + "\n" + "\n".join(lines) + "\n" + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
