"""Queries that would call another machine: SERVICE, LOAD and FROM behind every kind of token, and a listener that counts."""

from __future__ import annotations

import contextlib
import itertools
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

# Where the listener is; {port} is put in by :func:`cases`.
HOSTS: Final = ("127.0.0.1", "localhost")
PROLOGUE: Final = "PREFIX t: <x:> PREFIX : <http://{host}:{port}/> PREFIX far: <http://{host}:{port}/> PREFIX service: <x:>\n"

INSIDE: Final = (
    "",
    "a",
    "SERVICE",
    "#",
    "<",
    ">",
    "{",
    "\\\\",
    "\\n",
    "\\u0022",
    "\\u0027",
    "\\u005c",
    "\\U00000022",
    "\\u005cu0022",
    '\\"',
    "\\'",
)
QUOTES: Final = ('"', "'", '"""', "'''")
STRINGS: Final = (
    *(f"{quote}{inside}{quote}" for quote in QUOTES for inside in INSIDE),
    "\"'\"", "'\"'", '"""a "quoted" \'word\' """', "'''a 'quoted' \"word\" '''", '"""\n\'"""', "'''\n\"'''",
)  # fmt: skip
NAMES: Final = (
    "t:",
    ":",
    "t:a",
    ":a",
    "t:a.b",
    "t:a-b",
    "t:SERVICE",
    ":SERVICE",
    "service:a",
    "t:\\-",
    "t:\\'",
    "t:\\#",
    "t:%41",
    "t:a:b",
    "t:1",
)
IRIS: Final = ("<x:a>", "<x:\\u0061>", "<x:#a>", "<x:SERVICE>", "<x:'>")
NUMBERS: Final = ("1", "1.5", "1.", ".5", "1e0", "-1", "+1.0E-3")
OTHERS: Final = ("true", "false", "'a'@en", "'a'@en-SERVICE", "'1'^^t:n", "'1'^^<x:n>", "\"\"@en")  # fmt: skip
TERMS: Final = (*STRINGS, *NAMES, *IRIS, *NUMBERS, *OTHERS)
LOOSE: Final = ("?z", "$z", "_:b", "[]", "[ ]", "()", "?SERVICE", "_:SERVICE")
SPACES: Final = ("", " ", "\t", "\n", "\r", "\r\n", "\f", "#\n", "#'\n", '#"\r', "# SERVICE <x:> {\n", "#\\u000a\n", "#<\n")
# What stands before the clause, with @ for a term.
BEFORE: Final = (
    "?s ?p @", "?s ?p @.", "?s ?p @ .", "?s ?p @;.", "?s ?p @,@.", "?s a t:.", "BIND(@ AS ?y)", "VALUES ?y{@}", "VALUES(?y){(@)}",
    "FILTER(@=@)",
    "FILTER(1<2&&@=@)", "FILTER(?q<?r||1>0)", "{?s ?p @}", "{}", "OPTIONAL{?s ?p @}", "{}UNION", "MINUS{?s t:no @}",
    "FILTER EXISTS{?s ?p @}",
    "?s t:p|t:q @.", "?s ^t:p? ?y.", "OPTIONAL", "BIND(CONCAT(@,'#',@) AS ?y)",
)  # fmt: skip
CLAUSES: Final = (
    "SERVICE <F>", "SERVICE SILENT <F>", "SERVICE<F>", "SERVICESILENT<F>", "service <F>", "SeRvIcE sIlEnT <F>", "SERVICE:x",
    "SERVICE SILENT:x", "SERVICEfar:x",
    "SERVICE far:x", "SERVICESILENTfar:x", "SERVICE SILENT far:x", "SERVICE :", "SERVICE far:", "SERVICE ?e", "SERVICE$e",
    "SERVICE SILENT ?e",
    "\\u0053ERVICE <F>", "S\\u0045RVICE SILENT <F>", "SERVICE #c\n<F>", "SERVICE\r<F>", "SERVICE#'\nSILENT#\"\n<F>",
    "SERVICE <\\u0068ttp://H/>",
    "SERVICE\\u0020<F>", "LOAD <F>", "LOAD SILENT <F>",
)  # fmt: skip
FORMS: Final = (
    "SELECT * { @ }",
    "ASK { @ }",
    "CONSTRUCT { ?a ?b ?c } { @ }",
    "DESCRIBE ?s { @ }",
    "SELECT * { { SELECT * { @ } } }",
    "SELECT * { GRAPH ?g { @ } }",
)
# A graph or a file of another machine: LOAD is an update, FROM names a graph.
WHOLE: Final = (
    "LOAD <F>", "LOAD SILENT <F>", "LOAD <F> INTO GRAPH <x:g>", "LOAD <F>;", "SELECT * { ?s ?p ?o } ; LOAD <F>", "ASK{};LOAD <F>",
    "INSERT DATA { <x:a> <x:b> @ } ; LOAD <F>",
    "SELECT * FROM <F> { ?s ?p @ }", "SELECT * FROM NAMED <F> { GRAPH ?g { ?s ?p @ } }",
    "SELECT * FROM <F> FROM NAMED <F> { ?s ?p @ GRAPH ?g { ?s ?p @ } }",
    "CONSTRUCT { ?s ?p @ } FROM far:x { ?s ?p @ }", "ASK FROM :x { ?s ?p @ }", "DESCRIBE <F>", "DESCRIBE ?s FROM <F> { ?s ?p @ }",
    "SELECT * { GRAPH <F> { ?s ?p @ } }",
    "CREATE GRAPH <F>", "COPY <F> TO <x:g>", "ADD <F> TO DEFAULT", "INSERT { ?s ?p ?o } USING <F> WHERE { ?s ?p ?o }",
    "WITH <F> DELETE { ?s ?p ?o } WHERE { ?s ?p @ }",
)  # fmt: skip

# By which another machine was called once, although a guard looked for the word.
SHAPES: Final = {
    "after the point of a name": "PREFIX t: <x:> SELECT * { ?s a t:.SERVICE <F> { ?a ?b ?c } }",
    "after the point of a name, silent": "PREFIX t: <x:> SELECT * { ?s a t:.SERVICE SILENT <F> { ?a ?b ?c } }",
    "with an empty prefix": "PREFIX : <F> SELECT * { SERVICE:x { ?a ?b ?c } }",
    "between escaped quotes": "SELECT * { BIND(\"\\u0022\" AS ?x) SERVICE <F> { ?a ?b ?c } BIND(\"\\u0022\" AS ?y) }",
    "between escaped apostrophes": "SELECT * { BIND('\\u0027' AS ?x) SERVICE <F> { ?a ?b ?c } BIND('\\u0027' AS ?y) }",
    "after an escaped backslash": "SELECT * { BIND(\"\\u005c\" AS ?x) SERVICE <F> { ?a ?b ?c } BIND(\"\\u005c\" AS ?y) }",
    "glued to a prefix": "PREFIX t: <F> SELECT * { SERVICEt:x { ?a ?b ?c } }",
}  # fmt: skip


class Listener:
    """Counts who calls it."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._socket.accept()
                self.calls += 1
                caller.close()

    def counted(self) -> int:
        """The calls until now: one of its own, which comes last, says that those before it are counted."""
        before = self.calls
        with socket.create_connection(("127.0.0.1", self.port)) as own:
            own.settimeout(20)
            with contextlib.suppress(OSError):
                own.recv(1)
        while self.calls == before:
            threading.Event().wait(0.01)
        self.calls -= 1
        return self.calls

    def close(self) -> None:
        # close() alone would leave the thread in accept().
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextlib.contextmanager
def listener() -> Iterator[Listener]:
    made = Listener()
    try:
        yield made
    finally:
        made.close()


def cases(port: int, seed: int = 10) -> list[str]:
    """Each thing before the clause with each kind of term; what else there is by lot, each time the same."""
    lot = random.Random(seed)
    texts = []
    for _, before, term in itertools.product(range(2), BEFORE, (*TERMS, *LOOSE)):
        if "@" in before or term == TERMS[0]:
            clause = f"{lot.choice(CLAUSES)}{lot.choice(('', ' '))}{{ ?a ?b ?c }}"
            after = lot.choice(("", f" BIND({term} AS ?after)", f" ?s ?p {term}", " # '\"", f". VALUES ?after {{ {term} }}"))
            target = " VALUES ?e { <F> } " if "?e" in clause or "$e" in clause else ""
            group = f"{target}{before.replace('@', term)}{lot.choice(SPACES)}{clause}{after}"
            texts.append(lot.choice(FORMS).replace("@", group))
    # The plain clause behind each term, so that none is there only with a clause that does not parse.
    texts += [f"SELECT * {{ BIND({term} AS ?y)SERVICE <F> {{ ?a ?b ?c }} BIND({term} AS ?z) }}" for term in TERMS]
    texts += [f"SELECT * {{ ?s ?p {term} . SERVICE <F> {{ ?a ?b ?c }} }}" for term in TERMS]
    for whole, space, _ in itertools.product(WHOLE, SPACES, range(3)):
        texts.append(f"{space}{whole}".replace("@", lot.choice(TERMS)))
    texts += SHAPES.values()
    return [_placed(text, lot.choice(HOSTS), port) for text in dict.fromkeys(texts)]


def placed(text: str, port: int) -> str:
    """A query of :data:`SHAPES`, aimed at the listener."""
    return text.replace("<F>", f"<http://127.0.0.1:{port}/>")


def _placed(text: str, host: str, port: int) -> str:
    prologue = "" if text.startswith("PREFIX") else PROLOGUE.replace("{host}", host).replace("{port}", str(port))
    return prologue + text.replace("<F>", f"<http://{host}:{port}/>").replace("://H/", f"://{host}:{port}/")


def data(folder: Path) -> Path:
    """A graph in which each of the terms is found, so that what stands behind it is come to."""
    store = ox.Store()
    prefixes = "PREFIX t: <x:> PREFIX : <x:e> PREFIX service: <x:>\n"
    for term in TERMS:
        # Some are terms in a query only, or in none: they are there to confuse.
        with contextlib.suppress(SyntaxError):
            store.update(f"{prefixes}INSERT DATA {{ <x:s> <x:p> {term} . <x:s> a t: }}")
    path = folder / "terms.nt"
    store.dump(path, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return path
