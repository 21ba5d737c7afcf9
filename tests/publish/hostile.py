"""Queries that mean harm, by name, each with how it must end."""

from __future__ import annotations

from typing import Final

CROSS: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i ."
NEVER: Final = "STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) < 0"
DEEP: Final = 50_000
VALUES: Final = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(2_000)))} }}" for name in "abcd")


def doubled(times: int) -> str:
    """A text that is twice as long in each step."""
    return " ".join(f"BIND(CONCAT(?x{step}, ?x{step}) AS ?x{step + 1})" for step in range(times))


def replaced(times: int) -> str:
    return " ".join(f"BIND(REPLACE(?x{step}, '.', '$0$0$0$0') AS ?x{step + 1})" for step in range(times))


def nested(times: int) -> str:
    """Each query within asks for the whole graph for each row of the one without."""
    return "SELECT (COUNT(*) AS ?n) { ?s ?p ?o " + "{ SELECT * { ?a ?b ?c " * times + f"{{ {CROSS} }}" + "} }" * times + " }"


# Without end: they are stopped at the limit of time or of memory, whichever comes first.
ENDLESS: Final = {
    "cross product of three, counted": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "cross product of five, counted": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} ?j ?k ?l . ?m ?n ?o }}",
    "ORDER BY of a cross product": f"SELECT * {{ {CROSS} }} ORDER BY ?c ?f ?i",
    "ORDER BY with a hash of each row": f"SELECT * {{ {CROSS} }} ORDER BY SHA512(CONCAT(STR(?a), STR(?f), STR(?i)))",
    "DISTINCT of a cross product": f"SELECT DISTINCT ?a ?d {{ {CROSS} }} ORDER BY DESC(?i)",
    "COUNT DISTINCT of hashes": f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {CROSS} BIND(SHA512(CONCAT(STR(?a), STR(?f), STR(?i))) AS ?x) }}",
    "GROUP_CONCAT of a cross product": f"SELECT (GROUP_CONCAT(?c) AS ?all) {{ {CROSS} }}",
    "GROUP BY with a group a pair": f"SELECT ?a (MAX(STR(?i)) AS ?m) {{ {CROSS} }} GROUP BY ?a ?d",
    "FILTER that never holds": f"ASK {{ {CROSS} FILTER({NEVER}) }}",
    "REGEX that backtracks": f"ASK {{ {CROSS} FILTER(REGEX(CONCAT(STR(?a), STR(?d)), '^(x+x+)+$')) }}",
    "path over everything, three times": "SELECT (COUNT(*) AS ?n) { ?a !<x:no>+ ?b . ?b !<x:no>+ ?c . ?c !<x:no>+ ?d }",
    "path star in both directions": "SELECT (COUNT(*) AS ?n) { ?a (!<x:no>|^!<x:no>)* ?b . ?c (!<x:no>|^!<x:no>)* ?d }",
    "path star of path stars": "SELECT (COUNT(*) AS ?n) { ?a ((!<x:no>*/^!<x:no>*)*|(!<x:no>/!<x:no>)+)* ?b }",
    "MINUS of a union of cross products": f"SELECT (COUNT(*) AS ?n) {{ {{ {CROSS} }} UNION {{ {CROSS} }} MINUS {{ ?a ?z ?y }} }}",
    "OPTIONAL in a cross product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} OPTIONAL {{ ?i ?j ?k OPTIONAL {{ ?k ?l ?m }} }} }}",
    "NOT EXISTS in a cross product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} FILTER NOT EXISTS {{ ?i ?j ?k . ?k ?l ?a }} }}",
    "CONSTRUCT that never finds a first triple": f"CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} FILTER({NEVER}) }}",
    "DESCRIBE that never finds a first thing": f"DESCRIBE ?a {{ {CROSS} FILTER({NEVER}) }}",
    "sub-selects in sub-selects": nested(6),
    "VALUES times VALUES": f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}",
    "text doubled forty times": f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaaaaaa' AS ?x0) {doubled(40)} }}",
    "text replaced by four of itself": f"SELECT (STRLEN(?x20) AS ?n) {{ BIND('aaaaaaaa' AS ?x0) {replaced(20)} }}",
}
# Too deep or too long for the parser or planner: refused, stopped, or its process dies for want of stack; the server does not.
DEEP_ONES: Final = {
    "one word of a million letters": "a" * 1_000_000,
    "brackets in brackets": f"SELECT ({'(' * DEEP}1{')' * DEEP} AS ?x) {{}}",
    "groups in groups": f"SELECT * {{ {'{' * DEEP} {'}' * DEEP} }}",
    "negations of negations": f"SELECT ({'!' * DEEP}true AS ?x) {{}}",
    "paths in brackets": f"SELECT * {{ ?a {'(' * DEEP}<x:p>{')' * DEEP} ?b }}",
    "collections in collections": f"SELECT * {{ {'(' * DEEP}{')' * DEEP} ?p ?o }}",
    "OPTIONAL in OPTIONAL": f"SELECT * {{ {'OPTIONAL { ?a ?b ?c ' * (DEEP // 2)}{'}' * (DEEP // 2)} }}",
    "sum of 200,000 terms": f"SELECT ({'+'.join(['1'] * 200_000)} AS ?x) {{}}",
    "path of 100,000 steps": f"SELECT * {{ ?a {'/'.join(['<x:p>'] * 100_000)} ?b }}",
    "union of 50,000 groups": "SELECT * { " + " UNION ".join(["{ ?a ?b ?c }"] * 50_000) + " }",
    "IN a list of 100,000": f"SELECT * {{ ?a ?b ?c FILTER(?c IN ({', '.join(map(str, range(100_000)))})) }}",
}
# More rows than the limit: the answer is cut there.
CUT: Final = {
    "SELECT everything times everything": f"SELECT * {{ {CROSS} }}",
    "CONSTRUCT everything times everything": f"CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} }}",
    "DESCRIBE everything": f"DESCRIBE * {{ {CROSS} }}",
}
# The test puts the port of a listener of its own in the place of PORT.
FAR: Final = "http://127.0.0.1:PORT/"
# Reaching out, or writing: refused at once.
FORBIDDEN: Final = {
    "SERVICE to loopback": f"SELECT * {{ SERVICE <{FAR}> {{ ?s ?p ?o }} }}",
    "SERVICE SILENT to loopback": f"SELECT * {{ SERVICE SILENT <{FAR}> {{ ?s ?p ?o }} }}",
    "SERVICE to a file": "SELECT * { SERVICE SILENT <file:///etc/passwd> { ?s ?p ?o } }",
    "SERVICE to a variable": f"SELECT * {{ VALUES ?e {{ <{FAR}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    "SERVICE in a sub-select in EXISTS": f"ASK {{ FILTER EXISTS {{ {{ SELECT * {{ SERVICE <{FAR}> {{ ?s ?p ?o }} }} }} }} }}",
    "LOAD a file": "LOAD <file:///etc/passwd>",
    "LOAD from loopback": f"LOAD SILENT <{FAR}> INTO GRAPH <x:g>",
    "INSERT DATA": "INSERT DATA { <x:a> <x:b> <x:c> }",
    "DELETE everything": "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DROP ALL": "DROP ALL",
}
# Naming a graph that is no graph of the store: nothing is fetched, the graph is empty.
EMPTY: Final = {
    "FROM a file": f"SELECT * FROM <file:///etc/passwd> {{ {CROSS} }}",
    "FROM loopback": f"SELECT * FROM <{FAR}> {{ {CROSS} }}",
    "FROM NAMED loopback": f"SELECT * FROM NAMED <{FAR}> {{ GRAPH ?x {{ {CROSS} }} }}",
    "GRAPH of a file": "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
}
