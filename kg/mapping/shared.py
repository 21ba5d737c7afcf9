"""What all regions share: the divisions themselves, functions, indicators, campaigns, measures, kinds of doubt, and the lists of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kg.mapping import vocabulary as v
from kg.mapping.bodies import Used
from kg.mapping.concepts import described, doubts_described, values_described
from kg.mapping.corrections import agent_local
from kg.mapping.iris import Names, slug
from kg.mapping.measures import measures_described

__all__ = ["initiative", "shared_triples"]


def initiative(name: str, names: Names) -> NamedNode:
    """The campaign of that name, the same in all regions."""
    return names.iri("initiative", slug(name))


def shared_triples(used: Used, printed_regions: Mapping[str, str | None], names: Names) -> Iterator[Triple]:
    """The triples of all that is in ``used`` and belongs to no region, each once.

    ``printed_regions`` are, by local name, what documents call regions that the divisions may not hold.
    """
    done: set[NamedNode] = set()
    yield from described("region", used.regions, names, done)
    for local in sorted(used.regions):
        region = names.iri("region", local)
        if region not in done:
            # All that is known of it is what its documents print.
            done.add(region)
            yield Triple(region, v.TYPE, v.REGION_CLASS)
            yield Triple(region, v.PREF_LABEL, Literal(printed_regions.get(local) or local, language="zh"))
    yield from described("function", used.functions, names, done)
    yield from described("indicator", used.indicators, names, done)
    for name in sorted(used.initiatives):
        node = initiative(name, names)
        yield Triple(node, v.TYPE, v.INITIATIVE_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(name, language="zh"))
        yield Triple(node, v.IN_SCHEME, names.iri("scheme", "initiatives"))
    if used.initiatives:
        yield from described("scheme", ["initiatives"], names, done)
    for by in sorted(used.agents):
        agent = names.iri("agent", agent_local(by))
        if agent not in done:
            done.add(agent)
            yield Triple(agent, v.TYPE, v.AGENT_CLASS)
            yield Triple(agent, v.PREF_LABEL, Literal(by, language="zh"))
    yield from measures_described(used.measures, names)
    if used.measures:
        yield from described("scheme", ["measures"], names, done)
    yield from doubts_described(used.doubts, names, done)
    yield from values_described(names)
