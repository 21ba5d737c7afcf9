"""What can be wrong with a graph: each kind of damage done to a sound graph, with the shape that must notice it.

A new rule comes with the damage that it catches. Not here, since a sound graph can have it: a task without a number, a negative value, a
target without the name of an indicator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.building.build import build
from kg.mapping import vocabulary as v

NOTICES = Path(__file__).parent / "notices"
ID = "https://w3id.org/zeren/id/"
ELSEWHERE = ox.NamedNode(ID + "region/440100")
DATE = v.term("xsd:date")
DECIMAL = v.term("xsd:decimal")
INTEGER = v.term("xsd:integer")
MOMENT = v.term("xsd:dateTime")

Term = ox.NamedNode | ox.Literal


class Wreck:
    """A graph of two notices, of a prefecture and of a county in it, that is to be damaged."""

    def __init__(self) -> None:
        self.triples: set[ox.Triple] = set(sound())

    def things(self, predicate: ox.NamedNode, value: Term | None = None) -> list[ox.NamedNode]:
        """What has that property, with that value if one is named, in the order of the names."""
        found = {t.subject for t in self.triples if t.predicate == predicate and value in (None, t.object)}
        return sorted((thing for thing in found if isinstance(thing, ox.NamedNode)), key=str)

    def a(self, class_: ox.NamedNode, *, having: ox.NamedNode | None = None, among: str = "330500") -> ox.NamedNode:
        """The first thing of a class of the prefecture's notice, that has a property."""
        wanted = set(self.things(having)) if having else None
        return next(t for t in self.things(v.TYPE, class_) if f"/{among}" in t.value and (wanted is None or t in wanted))

    def all(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> list[Term]:
        found = [t.object for t in self.triples if t.subject == thing and t.predicate == predicate]
        return sorted((term for term in found if isinstance(term, ox.NamedNode | ox.Literal)), key=str)

    def one(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> ox.NamedNode:
        found = self.all(thing, predicate)[0]
        assert isinstance(found, ox.NamedNode)
        return found

    def say(self, thing: ox.NamedNode, predicate: ox.NamedNode, *values: Term) -> None:
        """Add statements."""
        self.triples |= {ox.Triple(thing, predicate, value) for value in values}

    def unsay(self, thing: ox.NamedNode, *predicates: ox.NamedNode) -> None:
        self.triples = {t for t in self.triples if t.subject != thing or t.predicate not in predicates}

    def put(self, thing: ox.NamedNode, predicate: ox.NamedNode, *values: Term) -> None:
        """Say this in place of what was said."""
        self.unsay(thing, predicate)
        self.say(thing, predicate, *values)

    def forget(self, thing: ox.NamedNode) -> None:
        """All about a thing, and that others point to it."""
        self.triples = {t for t in self.triples if thing not in (t.subject, t.object)}

    def copy(self, thing: ox.NamedNode, ending: str = "-again") -> ox.NamedNode:
        """Another thing of which the same is said, and to which the same things point."""
        other = ox.NamedNode(thing.value + ending)
        about = [t for t in self.triples if thing in (t.subject, t.object)]
        self.triples |= {
            ox.Triple(other if t.subject == thing else t.subject, t.predicate, other if t.object == thing else t.object) for t in about
        }
        return other

    def assignment(self, role: str, of: ox.NamedNode | None = None) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
        """A task with several parties, its first assignment of that role, and the party."""
        for task in [of] if of else self.things(v.TYPE, v.TASK_CLASS):
            given = [a for a in self.all(task, v.ASSIGNMENT) if isinstance(a, ox.NamedNode)]
            for one in given:
                if len(given) > 1 and self.all(one, v.ROLE) == [v.ROLES[role]]:
                    return task, one, self.one(one, v.PARTY)
        raise LookupError(role)

    def target(self, measure: str) -> ox.NamedNode:
        """A target that is counted in that measure."""
        return self.things(v.MEASURE, ox.NamedNode(f"{ID}measure/{measure}"))[0]

    def store(self) -> ox.Store:
        store = ox.Store()
        store.extend(ox.Quad(*triple) for triple in self.triples)
        return store


@cache
def sound() -> frozenset[ox.Triple]:
    """The graph of the two notices."""
    with TemporaryDirectory() as folder:
        build([NOTICES], Path(folder))
        return frozenset(ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=Path(folder) / "graph.ttl"))


def number(value: int | str) -> ox.Literal:
    return ox.Literal(str(value), datatype=DECIMAL)


def count(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=INTEGER)


@dataclass(frozen=True, slots=True)
class Damage:
    """``shape`` must find a thing that is damaged so; others may notice it too."""

    name: str
    shape: str
    do: Callable[[Wreck], object]


# Who answers


def lead_vanished(g: Wreck) -> None:
    task, assignment, party = g.assignment("lead")
    g.forget(assignment)
    g.triples.discard(ox.Triple(task, v.LEAD_UNIT, party))


def lead_vanished_in_doubt(g: Wreck) -> None:
    """A doubt that speaks of something else does not excuse it."""
    lead_vanished(g)
    task, _, _ = g.assignment("support")
    doubt = ox.NamedNode(ID + "doubt/number-repeated")
    g.say(task, v.DOUBT, doubt)
    g.say(doubt, v.TYPE, v.DOUBT_CLASS)
    g.say(doubt, v.NOTATION, ox.Literal("number-repeated"))


def without_assignment(role: str) -> Callable[[Wreck], None]:
    return lambda g: g.forget(g.assignment(role)[1])


def without_shortcut(role: str, shortcut: ox.NamedNode) -> Callable[[Wreck], None]:
    def do(g: Wreck) -> None:
        task, _, party = g.assignment(role)
        g.triples.discard(ox.Triple(task, shortcut, party))

    return do


def role_swapped(g: Wreck) -> None:
    g.put(g.assignment("lead")[1], v.ROLE, v.ROLES["support"])


def both_roles(g: Wreck) -> None:
    task, _, party = g.assignment("lead")
    g.say(task, v.SUPPORT_UNIT, party)


def sole_beside(g: Wreck) -> None:
    task, _, _ = g.assignment("lead")
    for assignment in g.all(task, v.ASSIGNMENT):
        assert isinstance(assignment, ox.NamedNode)
        g.put(assignment, v.BASIS, v.BASES["sole"])


def two_leads(basis: str) -> Callable[[Wreck], None]:
    def do(g: Wreck) -> None:
        task, _, _ = g.assignment("lead")
        _, supporting, party = g.assignment("support", task)
        for assignment in g.all(task, v.ASSIGNMENT):
            assert isinstance(assignment, ox.NamedNode)
            g.put(assignment, v.BASIS, v.BASES[basis])
        g.put(supporting, v.ROLE, v.ROLES["lead"])
        g.triples.discard(ox.Triple(task, v.SUPPORT_UNIT, party))
        g.say(task, v.LEAD_UNIT, party)

    return do


def basis_of_nobody(basis: str) -> Callable[[Wreck], None]:
    """A ground that the county's notice, which has no rule, does not give."""

    def do(g: Wreck) -> None:
        task = g.a(v.TASK_CLASS, among="330521")
        for assignment in g.all(task, v.ASSIGNMENT):
            assert isinstance(assignment, ox.NamedNode)
            g.put(assignment, v.BASIS, v.BASES[basis])

    return do


def unit_undescribed(g: Wreck) -> None:
    _, _, party = g.assignment("lead")
    g.triples = {t for t in g.triples if t.subject != party}


def leader_of_nothing(g: Wreck) -> None:
    leader = g.a(v.LEADER_CLASS)
    for responsibility in g.things(v.MEMBER, leader):
        g.forget(responsibility)


def other_leader(g: Wreck) -> None:
    """The responsibility says another person than the section."""
    first, second = (leader for leader in g.things(v.TYPE, v.LEADER_CLASS) if "/330500" in leader.value)
    g.put(g.things(v.MEMBER, first)[0], v.MEMBER, second)


def leader_gone_from_task(g: Wreck) -> None:
    g.unsay(g.a(v.TASK_CLASS, having=v.SECTION), v.LEADER)


def leader_from_nowhere(g: Wreck) -> None:
    """A task's leader who answers for another section."""
    task = g.a(v.TASK_CLASS, having=v.LEADER)
    other = next(leader for leader in g.things(v.TYPE, v.LEADER_CLASS) if "/330500" in leader.value and leader not in g.all(task, v.LEADER))
    g.say(task, v.LEADER, other)


WHO = (
    Damage("a lead that vanished", "Task-lead", lead_vanished),
    Damage("a lead that vanished, beside a doubt of something else", "Task-lead", lead_vanished_in_doubt),
    Damage("a lead without its assignment", "Task-leadUnit", without_assignment("lead")),
    Damage("a support without its assignment", "Task-supporting", without_assignment("support")),
    Damage("an assignment whose lead the task does not name", "AssignmentInTask", without_shortcut("lead", v.LEAD_UNIT)),
    Damage("an assignment whose support the task does not name", "SupportInTask", without_shortcut("support", v.SUPPORT_UNIT)),
    Damage("a lead that is called a support", "Task-leadUnit", role_swapped),
    Damage("a body twice", "PartyTwice", lambda g: g.copy(g.assignment("support")[1])),
    Damage("a body that leads and supports", "BothRoles", both_roles),
    Damage("the sole body beside others", "SoleBeside", sole_beside),
    Damage("two leads where the first named leads", "OneLead", two_leads("inferred")),
    Damage("two leads by a declaration of one", "OneLead", two_leads("declared")),
    Damage("a mark in a notice without marks", "BasisOfDocument", basis_of_nobody("marked")),
    Damage("a declaration in a notice without one", "BasisOfDocument", basis_of_nobody("declared")),
    Damage("two grounds in one task", "OneBasis", lambda g: g.put(g.assignment("lead")[1], v.BASIS, v.BASES["labelled"])),
    Damage("no ground", "Assignment-basis", lambda g: g.unsay(g.assignment("lead")[1], v.BASIS)),
    Damage("a ground that there is not", "Assignment-basis", lambda g: g.put(g.assignment("lead")[1], v.BASIS, v.term("zr:Guessed"))),
    Damage("an assignment to nobody", "Assignment-party", lambda g: g.unsay(g.assignment("lead")[1], v.PARTY)),
    Damage(
        "an assignment to two bodies", "Assignment-party", lambda g: g.say(g.assignment("lead")[1], v.PARTY, g.assignment("support")[2])
    ),
    Damage("a body that nothing is said of", "Assignment-party-prefLabel", unit_undescribed),
    Damage(
        "an assignment of two tasks",
        "Assignment-assignment",
        lambda g: g.say(g.a(v.TASK_CLASS, among="330521"), v.ASSIGNMENT, g.assignment("lead")[1]),
    ),
    Damage("a leader who answers for nothing", "LeaderAnswers", leader_of_nothing),
    Damage("a section's leader without a responsibility", "SectionLeader-answers", leader_of_nothing),
    Damage("a responsibility of another person than the section's", "ResponsibilityInSection", other_leader),
    Damage("a task without its section's leader", "SectionLeader-tasks", leader_gone_from_task),
    Damage("a task's leader who answers for another section", "TaskLeader-answers", leader_from_nowhere),
    Damage("a responsibility for nothing", "ResponsibilityFor", lambda g: g.unsay(g.things(v.MEMBER)[0], v.IN_SECTION, v.OF_TASK)),
    Damage("a body that is a set of bodies", "UnitAndGroup", lambda g: g.say(g.a(v.UNIT_CLASS), v.TYPE, v.UNIT_GROUP_CLASS)),
)


# Where it belongs


def far_away(g: Wreck, *things: ox.NamedNode) -> None:
    """The things are of a place that has nothing to do with theirs."""
    g.say(ELSEWHERE, v.TYPE, v.REGION_CLASS)
    g.say(ELSEWHERE, v.PREF_LABEL, ox.Literal("广州市", language="zh"))
    g.say(ELSEWHERE, v.NOTATION, ox.Literal("440100"))
    for thing in things:
        g.put(thing, v.REGION, ELSEWHERE)


def document_of(g: Wreck, region: str) -> ox.NamedNode:
    return g.a(v.DOCUMENT_CLASS, among=region)


def section_circle(g: Wreck) -> None:
    inner = next(s for s in g.things(v.TYPE, v.SECTION_CLASS) if "/section/" in g.one(s, v.IS_PART_OF).value)
    g.put(g.one(inner, v.IS_PART_OF), v.IS_PART_OF, inner)


def region_circle(g: Wreck) -> None:
    g.put(ox.NamedNode(ID + "region/330500"), v.term("zr:withinRegion"), ox.NamedNode(ID + "region/330521"))


WHERE = (
    Damage("a list of another place", "List-region", lambda g: far_away(g, g.a(v.TASK_LIST_CLASS))),
    Damage("a task of another place", "Task-regionOfList", lambda g: far_away(g, g.a(v.TASK_CLASS))),
    Damage("a party of another place", "Party-region", lambda g: far_away(g, g.assignment("lead")[2])),
    Damage("a leader of another place", "Leader-region", lambda g: far_away(g, g.a(v.LEADER_CLASS))),
    Damage("a post of another place", "Post-placed", lambda g: far_away(g, g.a(v.POST_CLASS))),
    Damage("a task of two places", "Task-region", lambda g: g.say(g.a(v.TASK_CLASS), v.REGION, ox.NamedNode(ID + "region/330521"))),
    Damage(
        "a document of two places",
        "Document-region-2",
        lambda g: g.say(document_of(g, "330500"), v.REGION, ox.NamedNode(ID + "region/330521")),
    ),
    Damage(
        "a task in another document's section",
        "Task-sectionOfList",
        lambda g: g.put(g.a(v.TASK_CLASS), v.SECTION, g.a(v.SECTION_CLASS, among="330521")),
    ),
    Damage(
        "a task quoted from another document",
        "Quoted-elsewhere",
        lambda g: g.put(g.a(v.TASK_CLASS), v.QUOTED_FROM, document_of(g, "330521")),
    ),
    Damage(
        "a target quoted from another document",
        "Target-quoted",
        lambda g: g.put(g.a(v.TARGET_CLASS), v.QUOTED_FROM, document_of(g, "330521")),
    ),
    Damage(
        "an assignment quoted from another document",
        "Assignment-quoted",
        lambda g: g.put(g.a(v.ASSIGNMENT_CLASS), v.QUOTED_FROM, document_of(g, "330521")),
    ),
    Damage(
        "a responsibility quoted from another document",
        "Responsibility-quoted",
        lambda g: g.put(g.a(v.RESPONSIBILITY_CLASS), v.QUOTED_FROM, document_of(g, "330521")),
    ),
    Damage("sections in a circle", "Section-circle", section_circle),
    Damage("a section of no list", "Section-place", lambda g: g.put(g.a(v.SECTION_CLASS), v.IS_PART_OF, document_of(g, "330500"))),
    Damage("regions in a circle", "Region-circle", region_circle),
    Damage("two regions with one code", "Region-code", lambda g: g.copy(ox.NamedNode(ID + "region/330521"))),
    Damage(
        "a region's code with a letter",
        "Region-notation",
        lambda g: g.put(ox.NamedNode(ID + "region/330521"), v.NOTATION, ox.Literal("33O521")),
    ),
    Damage("a task without a region", "Task-regionKnown", lambda g: g.unsay(g.a(v.TASK_CLASS), v.REGION)),
    Damage("a list without a region", "List-placed", lambda g: g.unsay(g.a(v.TASK_LIST_CLASS), v.REGION)),
    Damage(
        "a document without a region, of which its lists have one", "Document-placed", lambda g: g.unsay(document_of(g, "330500"), v.REGION)
    ),
    Damage("a body without a region", "Party-placed", lambda g: g.unsay(g.assignment("lead")[2], v.REGION)),
    Damage("a leader without a region", "Leader-placed", lambda g: g.unsay(g.a(v.LEADER_CLASS), v.REGION)),
    Damage(
        "a list that is part of two documents",
        "TaskList-isPartOf",
        lambda g: g.say(g.a(v.TASK_LIST_CLASS), v.IS_PART_OF, document_of(g, "330521")),
    ),
)


# Between years


YEARS = (
    Damage(
        "a task that takes up another place's",
        "Continues-region",
        lambda g: g.say(g.a(v.TASK_CLASS), v.CONTINUES, g.a(v.TASK_CLASS, among="330521")),
    ),
    Damage(
        "a task that takes up one of its own year", "Continues-year", lambda g: g.say(g.a(v.TASK_CLASS), v.CONTINUES, g.a(v.TASK_CLASS))
    ),
    Damage("a task that takes up a list", "Continues-task", lambda g: g.say(g.a(v.TASK_CLASS), v.CONTINUES, g.a(v.TASK_LIST_CLASS))),
)


# Words and where they stand


def backwards(g: Wreck) -> None:
    task = g.a(v.TASK_CLASS)
    start, end = g.all(task, v.CHAR_START), g.all(task, v.CHAR_END)
    g.put(task, v.CHAR_START, *end)
    g.put(task, v.CHAR_END, *start)


def text_lost(g: Wreck) -> None:
    """With its targets' quotations, as a careless hand would."""
    task = g.a(v.TASK_CLASS, having=v.TARGET)
    g.unsay(task, v.TEXT)


WORDS = (
    Damage("a span backwards", "charStart", backwards),
    Damage("a span that begins before the document", "charStart", lambda g: g.put(g.a(v.TASK_CLASS), v.CHAR_START, count(-5))),
    Damage("a task that ends behind the document", "Span-beyond", lambda g: g.put(g.a(v.TASK_CLASS), v.CHAR_END, count(99_999))),
    Damage("an assignment behind the document", "Span-beyond", lambda g: g.put(g.a(v.ASSIGNMENT_CLASS), v.CHAR_END, count(99_999))),
    Damage("a target outside its task", "Target-within", lambda g: g.put(g.a(v.TARGET_CLASS), v.CHAR_START, count(0))),
    Damage("no span", "charEnd", lambda g: g.unsay(g.a(v.RESPONSIBILITY_CLASS), v.CHAR_END)),
    Damage("a quote that is not in the text", "Target-quoteInText", lambda g: g.put(g.a(v.TARGET_CLASS), v.QUOTE, ox.Literal("增长99%"))),
    Damage("a quote that is missing", "Target-quoteMissing", lambda g: g.unsay(g.a(v.TARGET_CLASS), v.QUOTE)),
    Damage("a task without text", "Task-textMissing", text_lost),
    Damage("two texts", "Task-text", lambda g: g.say(g.a(v.TASK_CLASS), v.TEXT, ox.Literal("另一段正文"))),
    Damage("a printed name that is lost", "Assignment-printedName", lambda g: g.unsay(g.a(v.ASSIGNMENT_CLASS), v.PRINTED_NAME)),
    Damage("a document of unknown length", "Document-characters", lambda g: g.unsay(g.a(v.DOCUMENT_CLASS), v.CHARACTERS)),
)


# Numbers


def wan_for_yi(g: Wreck) -> None:
    """The measure says 万元, the words and the number in the base unit still 亿元."""
    target = g.target("yuan-e8")
    measure = ox.NamedNode(ID + "measure/yuan-e4")
    for predicate, value in (
        (v.TYPE, v.MEASURE_CLASS),
        (v.PREF_LABEL, ox.Literal("万元", language="zh")),
        (v.BASE_MEASURE, ox.NamedNode(ID + "measure/yuan")),
        (v.FACTOR, number(10_000)),
        (v.QUANTITY_KIND, ox.Literal("money")),
        (v.IN_SCHEME, ox.NamedNode(ID + "scheme/measures")),
    ):
        g.say(measure, predicate, value)
    g.put(target, v.MEASURE, measure)


def wan_for_yi_in_words(g: Wreck) -> None:
    g.put(g.target("yuan-e8"), v.UNIT_OF_MEASURE, ox.Literal("万元"))


def percent_of_area(g: Wreck) -> None:
    """All says per cent: value, measure, words; only an area is never a share of itself."""
    target = g.things(v.INDICATOR, ox.NamedNode(ID + "indicator/粮食播种面积"))[0]
    percent = ox.NamedNode(ID + "measure/percent")
    g.put(target, v.MEASURE, percent)
    g.put(target, v.BASE_MEASURE, percent)
    g.put(target, v.UNIT_OF_MEASURE, ox.Literal("%"))
    g.put(target, v.BASE_UNIT, ox.Literal("%"))
    g.put(target, v.BASE_VALUE, *g.all(target, v.VALUE))


def metres_of_money(g: Wreck) -> None:
    target, kilometre = g.target("yuan-e8"), g.one(g.target("kilometre"), v.BASE_MEASURE)
    g.put(target, v.MEASURE, kilometre)


def factor_wrong(g: Wreck) -> None:
    g.put(ox.NamedNode(ID + "measure/yuan-e8"), v.FACTOR, number(10_000))


def range_target(g: Wreck) -> ox.NamedNode:
    return g.things(v.UPPER_VALUE)[0]


def long_list(g: Wreck) -> ox.NamedNode:
    return g.things(v.END_YEAR, count(2024))[0]


NUMBERS = (
    Damage("another measure than the number in the base unit is of", "Target-factor", wan_for_yi),
    Damage("another word than the measure", "Target-printedMeasure", wan_for_yi_in_words),
    Damage(
        "a number in the base unit that is not the number", "Target-factor", lambda g: g.put(g.target("yuan-e8"), v.BASE_VALUE, number(20))
    ),
    Damage("a factor that is not its unit's", "Target-factor", factor_wrong),
    Damage(
        "another base unit than the measure's",
        "Target-baseOfMeasure",
        lambda g: g.put(g.target("yuan-e8"), v.BASE_MEASURE, ox.NamedNode(ID + "measure/percent")),
    ),
    Damage(
        "a word for the base unit that is not its own",
        "Target-printedBase",
        lambda g: g.put(g.target("yuan-e8"), v.BASE_UNIT, ox.Literal("吨")),
    ),
    Damage("a percentage on an area", "Target-share", percent_of_area),
    Damage("money in kilometres", "Target-dimension", metres_of_money),
    Damage("a value without its measure", "Target-measure", lambda g: g.unsay(g.target("yuan-e8"), v.MEASURE)),
    Damage("a value without the word of its unit", "Target-unitWord", lambda g: g.unsay(g.target("yuan-e8"), v.UNIT_OF_MEASURE)),
    Damage("a value without its base measure", "Target-baseMeasure", lambda g: g.unsay(g.target("yuan-e8"), v.BASE_MEASURE)),
    Damage("a value without the word of its base unit", "Target-baseWord", lambda g: g.unsay(g.target("yuan-e8"), v.BASE_UNIT)),
    Damage("a value in words", "Target-value", lambda g: g.put(g.target("yuan-e8"), v.VALUE, ox.Literal("20"))),
    Damage("two values", "Target-value", lambda g: g.say(g.target("yuan-e8"), v.VALUE, number(21))),
    Damage("no value", "Target-value", lambda g: g.unsay(g.target("yuan-e8"), v.VALUE)),
    Damage("no value in the base unit", "Target-baseValue-2", lambda g: g.unsay(g.target("yuan-e8"), v.BASE_VALUE)),
    Damage("an upper value below the value", "Target-value-2", lambda g: g.put(range_target(g), v.UPPER_VALUE, number(1))),
    Damage("a list's years backwards", "Years", lambda g: g.put(long_list(g), v.END_YEAR, count(2021))),
    Damage("a responsibility's years backwards", "Years", lambda g: g.put(g.a(v.RESPONSIBILITY_CLASS), v.END_YEAR, count(2021))),
    Damage(
        "a responsibility outside its list's years",
        "Responsibility-years",
        lambda g: g.put(g.a(v.RESPONSIBILITY_CLASS), v.END_YEAR, count(2031)),
    ),
    Damage("two first years", "TaskList-startYear-2", lambda g: g.say(long_list(g), v.START_YEAR, count(2022))),
)


# Form


def described_twice(g: Wreck) -> None:
    """Another body of the same name, of the same region."""
    unit = g.a(v.UNIT_CLASS)
    twin = ox.NamedNode(unit.value + "-again")
    g.say(twin, v.TYPE, v.UNIT_CLASS)
    g.say(twin, v.PREF_LABEL, *g.all(unit, v.PREF_LABEL))
    g.say(twin, v.REGION, *g.all(unit, v.REGION))


def list_emptied(g: Wreck) -> None:
    task_list = next(one for one in g.things(v.TYPE, v.TASK_LIST_CLASS) if "附件2" in one.value)
    for task in [t for t in g.things(v.IS_PART_OF, task_list) if "/task/" in t.value]:
        for part in (*g.all(task, v.ASSIGNMENT), *g.all(task, v.TARGET)):
            assert isinstance(part, ox.NamedNode)
            g.forget(part)
        g.forget(task)


def untyped(class_: ox.NamedNode) -> Callable[[Wreck], None]:
    return lambda g: g.unsay(g.a(class_), v.TYPE)


FORM = (
    Damage("two numbers on a task", "Task-number", lambda g: g.say(g.a(v.TASK_CLASS), v.NUMBER, ox.Literal("99"))),
    Damage("a list without tasks", "List-tasks", list_emptied),
    Damage("a task without a type", "Task-typed", untyped(v.TASK_CLASS)),
    Damage("a unit without a type", "Typed", untyped(v.UNIT_CLASS)),
    Damage("a target without a type", "Target-typed", untyped(v.TARGET_CLASS)),
    Damage("an assignment without a type", "Assignment-typed", untyped(v.ASSIGNMENT_CLASS)),
    Damage("a document without a type", "Document-typed", untyped(v.DOCUMENT_CLASS)),
    Damage("a responsibility without a type", "Responsibility-typed", untyped(v.RESPONSIBILITY_CLASS)),
    Damage(
        "a property that nobody defined",
        "Property-defined",
        lambda g: g.say(g.a(v.TASK_CLASS), v.term("zr:importance"), ox.Literal("high")),
    ),
    Damage(
        "a property spelt otherwise than its vocabulary does",
        "Property-defined",
        lambda g: g.say(g.a(v.TASK_CLASS), v.term("dcterms:ispartof"), g.a(v.TASK_LIST_CLASS)),
    ),
    Damage("a class that nobody defined", "Class-defined", lambda g: g.say(g.a(v.TASK_CLASS), v.TYPE, v.term("zr:Duty"))),
    Damage("a unit without a name", "label", lambda g: g.unsay(g.a(v.UNIT_CLASS), v.PREF_LABEL)),
    Damage("an empty label", "label", lambda g: g.put(g.a(v.UNIT_CLASS), v.PREF_LABEL, ox.Literal("", language="zh"))),
    Damage("a label of blanks", "Label-blank", lambda g: g.put(g.a(v.UNIT_CLASS), v.PREF_LABEL, ox.Literal(" \u3000", language="zh"))),
    Damage("a label in no language", "Label-language", lambda g: g.put(g.a(v.UNIT_CLASS), v.PREF_LABEL, ox.Literal("市发展改革委"))),
    Damage("one name of two bodies of a region", "LabelTwice", described_twice),
    Damage("two preferred names", "oneLabel", lambda g: g.say(g.a(v.UNIT_CLASS), v.PREF_LABEL, ox.Literal("发改", language="zh"))),
    Damage(
        "two preferred names of a concept", "Label-once", lambda g: g.say(v.ROLES["lead"], v.PREF_LABEL, ox.Literal("主办", language="zh"))
    ),
    Damage("a date as a string", "Document-issued", lambda g: g.put(g.a(v.DOCUMENT_CLASS), v.ISSUED, ox.Literal("2023-03-06"))),
    Damage(
        "a day that there is not",
        "Document-issued",
        lambda g: g.put(g.a(v.DOCUMENT_CLASS), v.ISSUED, ox.Literal("2023-13-06", datatype=DATE)),
    ),
    Damage("a year as a string", "TaskList-startYear-2", lambda g: g.put(long_list(g), v.START_YEAR, ox.Literal("2023"))),
    Damage("an offset as a string", "charStart", lambda g: g.put(g.a(v.TASK_CLASS), v.CHAR_START, ox.Literal("182"))),
    Damage(
        "two document numbers",
        "Document-identifier",
        lambda g: g.say(g.a(v.DOCUMENT_CLASS), v.IDENTIFIER, ox.Literal("湖政办发〔2023〕8号")),
    ),
    Damage(
        "a file of two documents",
        "SourceFile-document",
        lambda g: g.say(document_of(g, "330521"), v.HAS_FORMAT, g.one(document_of(g, "330500"), v.READ_FROM)),
    ),
    Damage("a document read from nothing", "Document-readFrom", lambda g: g.unsay(document_of(g, "330521"), v.READ_FROM)),
    Damage("a task part of two lists", "Task-isPartOf", lambda g: g.say(g.a(v.TASK_CLASS), v.IS_PART_OF, long_list(g))),
    Damage("a target of two tasks", "Target-target", lambda g: g.say(g.a(v.TASK_CLASS, among="330521"), v.TARGET, g.a(v.TARGET_CLASS))),
    Damage(
        "an assignment that nothing is said of",
        "Task-assigned",
        lambda g: g.say(g.a(v.TASK_CLASS), v.ASSIGNMENT, ox.NamedNode(ID + "assignment/none")),
    ),
)


def result(g: Wreck) -> ox.NamedNode:
    """A sound result of a target, said besides: what the notices of the graph promise nobody has told of yet."""
    node, target = ox.NamedNode(ID + "result/330500_e1"), g.target("yuan-e8")
    task = g.things(v.TARGET, target)[0]
    g.say(node, v.TYPE, v.RESULT_CLASS)
    g.say(node, v.OF_TASK, task)
    g.say(node, v.OF_TARGET, target)
    for predicate in (v.VALUE, v.BASE_VALUE, v.MEASURE, v.BASE_MEASURE, v.UNIT_OF_MEASURE, v.BASE_UNIT, v.QUOTED_FROM, v.INDICATOR_NAME):
        g.say(node, predicate, *g.all(target, predicate))
    g.say(node, v.CHAR_START, count(1))
    g.say(node, v.CHAR_END, count(9))
    g.say(node, v.SHARE, number(100))
    g.say(node, v.STATUS, v.STATUSES["done"])
    g.say(node, v.STATUS_BASIS, v.STATUS_BASES["printed"])
    g.say(node, v.AS_OF, ox.Literal("2023-09-30", datatype=DATE))
    g.say(node, v.QUOTE, ox.Literal("已完成20亿元"))
    return node


def _put(predicate: ox.NamedNode, value: Term) -> Callable[[Wreck], None]:
    return lambda g: g.put(result(g), predicate, value)


def _unsay(*predicates: ox.NamedNode) -> Callable[[Wreck], None]:
    return lambda g: g.unsay(result(g), *predicates)


def target_again(g: Wreck) -> None:
    target = g.target("yuan-e8")
    node = result(g)
    for predicate in (v.CHAR_START, v.CHAR_END):
        g.put(node, predicate, *g.all(target, predicate))


RESULTS = (
    Damage("a result of no task", "Result-ofTask", _unsay(v.OF_TASK)),
    Damage("a result of two targets", "Result-ofTarget", lambda g: g.say(result(g), v.OF_TARGET, g.target("percent"))),
    Damage("a result of another task's target", "Result-targetOfTask", lambda g: g.put(result(g), v.OF_TARGET, g.things(v.TARGET)[-1])),
    Damage("a result in words", "Result-value", _put(v.VALUE, ox.Literal("20"))),
    Damage("a share in words", "Result-share", _put(v.SHARE, ox.Literal("八成"))),
    Damage("a derived target in words", "Result-derivedTarget", _put(v.DERIVED_TARGET, ox.Literal("7"))),
    Damage("a result whose base number is a word", "Result-baseValue", _put(v.BASE_VALUE, ox.Literal("20"))),
    Damage("a result whose base number is not its number", "Result-factor", _put(v.BASE_VALUE, number(20))),
    Damage("a result without its measure", "Result-number", _unsay(v.MEASURE)),
    Damage("a result without its number in the base unit", "Result-number", _unsay(v.BASE_VALUE)),
    Damage("a result counted in a bureau", "Result-measure", lambda g: g.put(result(g), v.MEASURE, g.a(v.UNIT_CLASS))),
    Damage("a result compared in a bureau", "Result-baseMeasure", lambda g: g.put(result(g), v.BASE_MEASURE, g.a(v.UNIT_CLASS))),
    Damage("a result whose indicator is a bureau", "Result-indicator", lambda g: g.put(result(g), v.INDICATOR, g.a(v.UNIT_CLASS))),
    Damage("a status that is none", "Result-status", _put(v.STATUS, v.ROLES["lead"])),
    Damage("a status known by inference", "Result-statusBasis", _put(v.STATUS_BASIS, v.BASES["inferred"])),
    Damage("a status without its basis", "Result-statusWithoutBasis", _unsay(v.STATUS_BASIS)),
    Damage("a basis without a status", "Result-statusWithoutBasis", _unsay(v.STATUS)),
    Damage("a day as a string", "Result-asOf", _put(v.AS_OF, ox.Literal("2023-09-30"))),
    Damage("an estimate in words", "Result-estimate", _put(v.ESTIMATE, ox.Literal("预计"))),
    Damage("an empty quotation of a result", "Result-quote", _put(v.QUOTE, ox.Literal(""))),
    Damage("a result that says nothing", "Result-says", _unsay(v.VALUE, v.SHARE, v.STATUS)),
    Damage("a result of another plan", "Result-quoted", lambda g: g.put(result(g), v.QUOTED_FROM, document_of(g, "330521"))),
    Damage("a result behind the end of its document", "Result-within", _put(v.CHAR_END, count(10**7))),
    Damage("a number that is result and target", "Result-isTarget", target_again),
    Damage("a result that stands nowhere", "charStart", _unsay(v.CHAR_START)),
)


# What was filled in


def entry(g: Wreck) -> ox.NamedNode:
    """A sound row of a list that a body filled in."""
    node, (task, assignment, party) = ox.NamedNode(ID + "entry/330500_1"), g.assignment("lead")
    g.say(node, v.TYPE, v.ENTRY_CLASS)
    g.say(node, v.OF_TASK, task)
    g.say(node, v.ATTRIBUTED_TO, party)
    g.say(node, v.ENTRY_KEY, ox.Literal(f"{task.value} {party.value} -"))
    for predicate in (v.QUOTED_FROM, v.CHAR_START, v.CHAR_END):
        g.say(node, predicate, *g.all(assignment, predicate))
    return node


ENTRIES = (
    Damage("an entry of no task", "Entry-ofTask", lambda g: g.unsay(entry(g), v.OF_TASK)),
    Damage("an entry of two bodies", "Entry-party", lambda g: g.say(entry(g), v.ATTRIBUTED_TO, ELSEWHERE)),
    Damage("an entry without its key", "Entry-key", lambda g: g.unsay(entry(g), v.ENTRY_KEY)),
    Damage("an entry that is left over for no known reason", "Entry-unplaced", lambda g: g.say(entry(g), v.UNPLACED, ox.Literal("?"))),
    Damage("an entry of a body and of none", "Entry-placed", lambda g: g.say(entry(g), v.UNPLACED, ox.Literal("task-gone"))),
    Damage("an entry of nobody", "Entry-placed", lambda g: g.unsay(entry(g), v.ATTRIBUTED_TO)),
    Damage("an entry that stands nowhere", "charStart", lambda g: g.unsay(entry(g), v.CHAR_START)),
)


def join(g: Wreck) -> ox.NamedNode:
    """A sound join, said besides: a report of the prefecture, of which one item tells of the task of a plan, with one result."""
    plan, report, target = document_of(g, "330500"), ox.NamedNode(ID + "document/report-330500"), g.target("yuan-e8")
    g.say(report, v.TYPE, v.DOCUMENT_CLASS)
    for predicate in (v.REGION, v.REGION_STATED, v.CHARACTERS, v.TITLE):
        g.say(report, predicate, *g.all(plan, predicate))
    g.say(report, v.KIND, v.KINDS["progress"])
    file, list_ = ox.NamedNode(ID + "file/0"), ox.NamedNode(ID + "list/report-330500")
    for predicate in (v.TYPE, v.FILE_NAME, v.FORMAT):
        g.say(file, predicate, *g.all(g.one(plan, v.READ_FROM), predicate))
    g.say(file, v.SHA256, ox.Literal("0" * 64))
    g.say(report, v.HAS_FORMAT, file)
    g.say(report, v.READ_FROM, file)
    g.say(list_, v.TYPE, v.TASK_LIST_CLASS)
    g.say(list_, v.IS_PART_OF, report)
    g.say(list_, v.REGION, *g.all(plan, v.REGION))
    g.say(list_, v.START_YEAR, count(2023))
    g.say(list_, v.END_YEAR, count(2023))
    told = result(g)
    g.put(told, v.QUOTED_FROM, report)
    node = ox.NamedNode(ID + "join/330500_j1")
    g.say(node, v.TYPE, v.JOIN_CLASS)
    g.say(node, v.OF_TASK, g.things(v.TARGET, target)[0])
    g.say(node, v.JOIN_STATE, v.JOIN_STATES["joined"])
    g.say(node, v.JOIN_BASIS, v.JOIN_BASES["alike"])
    g.say(node, v.LIKENESS, number("0.8"))
    g.say(node, v.ITEM_TEXT, ox.Literal("已完成20亿元"))
    g.say(node, v.QUOTED_FROM, report)
    g.say(node, v.CHAR_START, count(1))
    g.say(node, v.CHAR_END, count(9))
    return node


def _joined(predicate: ox.NamedNode, *values: Term) -> Callable[[Wreck], None]:
    return lambda g: g.put(join(g), predicate, *values)


def of_a_report(g: Wreck) -> None:
    """The task that is joined to stands in a report itself."""
    task = g.one(join(g), v.OF_TASK)
    other = ox.NamedNode(ID + "document/330500-other")
    g.say(other, v.KIND, v.KINDS["progress"])
    g.put(task, v.QUOTED_FROM, other)


def of_another_region(g: Wreck) -> None:
    node = join(g)
    g.put(g.one(node, v.QUOTED_FROM), v.REGION, ELSEWHERE)


JOINS = (
    Damage("a join to nothing", "Join-ofTask", _joined(v.OF_TASK)),
    Damage("a join to a bureau", "Join-ofTask", lambda g: g.put(join(g), v.OF_TASK, g.a(v.UNIT_CLASS))),
    Damage("an item that is two tasks", "Join-itemTask", lambda g: g.put(join(g), v.ITEM_TASK, *g.things(v.TYPE, v.TASK_CLASS)[:2])),
    Damage("a join without a state", "Join-state", _joined(v.JOIN_STATE)),
    Damage("a join whose state is a basis", "Join-state", _joined(v.JOIN_STATE, v.JOIN_BASES["alike"])),
    Damage("a join that rests on nothing", "Join-basis", _joined(v.JOIN_BASIS)),
    Damage("a likeness in words", "Join-likeness", _joined(v.LIKENESS, ox.Literal("很像"))),
    Damage("a likeness below nothing", "Join-likeness", _joined(v.LIKENESS, number("-0.1"))),
    Damage("a likeness above all", "Join-likenessAbove", _joined(v.LIKENESS, number("1.1"))),
    Damage("a join by words without their likeness", "Join-likenessOfWords", _joined(v.LIKENESS)),
    Damage("a join by the indicator with a likeness", "Join-likenessOfWords", _joined(v.JOIN_BASIS, v.JOIN_BASES["indicator"])),
    Damage("an item of an empty text", "Join-itemText", _joined(v.ITEM_TEXT, ox.Literal(""))),
    Damage("an item that may be meant and is no task", "Join-perhapsStays", _joined(v.JOIN_STATE, v.JOIN_STATES["perhaps"])),
    Damage("an item of a plan", "Join-report", lambda g: g.put(join(g), v.QUOTED_FROM, document_of(g, "330500"))),
    Damage("a join to an item of a report", "Join-toPlan", of_a_report),
    Damage("a join to another region's task", "Join-region", of_another_region),
    Damage("a result of a task that nothing was joined to", "Result-joined", lambda g: g.forget(join(g))),
    Damage("an item that stands nowhere", "charStart", _joined(v.CHAR_START)),
)


def correction(g: Wreck) -> ox.NamedNode:
    """A sound correction of a task's first body."""
    node, agent = ox.NamedNode(ID + "correction/330500_c-1"), ox.NamedNode(ID + "agent/督查室")
    assignment = g.a(v.ASSIGNMENT_CLASS)
    g.say(node, v.TYPE, v.CORRECTION_CLASS)
    g.say(node, v.ASSOCIATED_WITH, agent)
    g.say(node, v.ENDED_AT, ox.Literal("2026-11-27T09:12:00+08:00", datatype=MOMENT))
    g.say(node, v.REASON, ox.Literal("电话核实"))
    g.say(node, v.PRINTED_READING, ox.Literal("{}"))
    g.say(agent, v.TYPE, v.AGENT_CLASS)
    g.say(agent, v.PREF_LABEL, ox.Literal("督查室", language="zh"))
    g.put(assignment, v.BASIS, v.BASES["corrected"])
    g.say(assignment, v.GENERATED_BY, node)
    return node


def _said(predicate: ox.NamedNode, value: Term) -> Callable[[Wreck], None]:
    return lambda g: g.say(correction(g), predicate, value)


CORRECTIONS = (
    Damage(
        "a corrected body that nobody corrected",
        "Assignment-corrected",
        lambda g: g.put(g.a(v.ASSIGNMENT_CLASS), v.BASIS, v.BASES["corrected"]),
    ),
    Damage("a correction of nothing", "Correction-of", lambda g: g.unsay(g.things(v.GENERATED_BY, correction(g))[0], v.GENERATED_BY)),
    Damage("a correction by a bureau", "Correction-by", lambda g: g.put(correction(g), v.ASSOCIATED_WITH, g.a(v.UNIT_CLASS))),
    Damage("a correction at another time", "Correction-when", _said(v.ENDED_AT, ox.Literal("昨天", datatype=MOMENT))),
    Damage("a correction for two reasons", "Correction-why", _said(v.REASON, ox.Literal("另一个理由"))),
    Damage("a correction of two readings", "Correction-printedReading", _said(v.PRINTED_READING, ox.Literal("[]"))),
)

DAMAGES = (*WHO, *WHERE, *YEARS, *WORDS, *NUMBERS, *RESULTS, *ENTRIES, *JOINS, *CORRECTIONS, *FORM)
