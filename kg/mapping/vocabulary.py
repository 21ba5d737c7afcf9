"""The terms that the graph is written in, and the prefixes of its Turtle; ``ontology/zeren.ttl`` defines them."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from kg.model.terms import ZR

__all__ = [
    "BASES",
    "CHANGES",
    "COMMITMENTS",
    "COMPARATORS",
    "JOIN_BASES",
    "JOIN_STATES",
    "KINDS",
    "READERS",
    "ROLES",
    "VOCABULARIES",
    "term",
]

VOCABULARIES: Final = {
    "zr": ZR,
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "p-plan": "http://purl.org/net/p-plan#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt-unit": "http://qudt.org/vocab/unit/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def term(name: str) -> NamedNode:
    """The term that a prefixed name stands for.

    >>> term("skos:prefLabel").value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)


TYPE: Final = term("rdf:type")

REGION_CLASS: Final = term("zr:Region")
DOCUMENT_CLASS: Final = term("zr:Document")
TASK_LIST_CLASS: Final = term("zr:TaskList")
SECTION_CLASS: Final = term("zr:Section")
LEADER_CLASS: Final = term("zr:Leader")
POST_CLASS: Final = term("zr:Post")
UNIT_CLASS: Final = term("zr:Unit")
UNIT_GROUP_CLASS: Final = term("zr:UnitGroup")
TASK_CLASS: Final = term("zr:Task")
ASSIGNMENT_CLASS: Final = term("zr:Assignment")
TARGET_CLASS: Final = term("zr:Target")
RESULT_CLASS: Final = term("zr:Result")
ENTRY_CLASS: Final = term("zr:Entry")
JOIN_CLASS: Final = term("zr:Join")
CORRECTION_CLASS: Final = term("zr:Correction")
AGENT_CLASS: Final = term("prov:Agent")
INITIATIVE_CLASS: Final = term("zr:Initiative")
MEASURE_CLASS: Final = term("zr:UnitOfMeasure")
RESPONSIBILITY_CLASS: Final = term("zr:Responsibility")
SOURCE_FILE_CLASS: Final = term("zr:SourceFile")
DOUBT_CLASS: Final = term("zr:Doubt")
CONCEPT_CLASS: Final = term("skos:Concept")
SCHEME_CLASS: Final = term("skos:ConceptScheme")

PREF_LABEL: Final = term("skos:prefLabel")
ALT_LABEL: Final = term("skos:altLabel")
NOTATION: Final = term("skos:notation")
IN_SCHEME: Final = term("skos:inScheme")
TITLE: Final = term("dcterms:title")
IDENTIFIER: Final = term("dcterms:identifier")
ISSUED: Final = term("dcterms:issued")
PUBLISHER: Final = term("dcterms:publisher")
IS_PART_OF: Final = term("dcterms:isPartOf")
ATTRIBUTED_TO: Final = term("prov:wasAttributedTo")
DERIVED_FROM: Final = term("prov:wasDerivedFrom")
QUOTED_FROM: Final = term("prov:wasQuotedFrom")
GENERATED_BY: Final = term("prov:wasGeneratedBy")
ASSOCIATED_WITH: Final = term("prov:wasAssociatedWith")
ENDED_AT: Final = term("prov:endedAtTime")
REPLACES: Final = term("dcterms:replaces")
REPLACED_BY: Final = term("dcterms:isReplacedBy")
HAS_FORMAT: Final = term("dcterms:hasFormat")
FORMAT: Final = term("dcterms:format")
EXACT_MATCH: Final = term("skos:exactMatch")
HOLDS: Final = term("org:holds")
MEMBER: Final = term("org:member")
UNIT_OF: Final = term("org:unitOf")
STEP_OF_PLAN: Final = term("p-plan:isStepOfPlan")

AMENDS: Final = term("zr:amends")
AS_OF: Final = term("zr:asOf")
ASSIGNMENT: Final = term("zr:assignment")
BASE_MEASURE: Final = term("zr:baseMeasure")
BASE_UNIT: Final = term("zr:baseUnit")
BASE_VALUE: Final = term("zr:baseValue")
BASELINE_VALUE: Final = term("zr:baselineValue")
BASIS: Final = term("zr:basis")
CHANGE: Final = term("zr:change")
CHARACTERS: Final = term("zr:characters")
CHAR_END: Final = term("zr:charEnd")
CHAR_START: Final = term("zr:charStart")
COMMITMENT: Final = term("zr:commitment")
COMPARATOR: Final = term("zr:comparator")
CONTINUES: Final = term("zr:continues")
DEADLINE: Final = term("zr:deadline")
DERIVED_TARGET: Final = term("zr:derivedTarget")
DOUBT: Final = term("zr:doubt")
END_YEAR: Final = term("zr:endYear")
ENTRY_BODY: Final = term("zr:entryBody")
ENTRY_KEY: Final = term("zr:entryKey")
ENTRY_PLACE: Final = term("zr:entryPlace")
ESTIMATE: Final = term("zr:estimate")
EVIDENCE: Final = term("zr:evidence")
FACTOR: Final = term("zr:factor")
FILE_NAME: Final = term("zr:fileName")
FUNCTION: Final = term("zr:function")
HEADING: Final = term("zr:heading")
INDICATOR: Final = term("zr:indicator")
INDICATOR_NAME: Final = term("zr:indicatorName")
INITIATIVE: Final = term("zr:initiative")
IN_SECTION: Final = term("zr:inSection")
ITEM_NUMBER: Final = term("zr:itemNumber")
ITEM_TASK: Final = term("zr:itemTask")
ITEM_TEXT: Final = term("zr:itemText")
JOIN_BASIS: Final = term("zr:joinBasis")
JOIN_STATE: Final = term("zr:joinState")
KIND: Final = term("zr:kind")
LEAD_RULE: Final = term("zr:leadRule")
LEAD_UNIT: Final = term("zr:leadUnit")
LEADER: Final = term("zr:leader")
LEVEL: Final = term("zr:level")
LIKENESS: Final = term("zr:likeness")
MEASURE: Final = term("zr:measure")
NUMBER: Final = term("zr:number")
OF_TARGET: Final = term("zr:ofTarget")
OF_TASK: Final = term("zr:ofTask")
ORDINAL: Final = term("zr:ordinal")
PARENT_NUMBER: Final = term("zr:parentNumber")
PARTY: Final = term("zr:party")
POST: Final = term("zr:post")
PRINTED_DATE: Final = term("zr:printedDate")
PRINTED_NAME: Final = term("zr:printedName")
PRINTED_READING: Final = term("zr:printedReading")
PRINTED_ROLE: Final = term("zr:printedRole")
PRINTED_STATUS: Final = term("zr:printedStatus")
PRINTED_VALUE: Final = term("zr:printedValue")
QUANTITY_KIND: Final = term("zr:quantityKind")
QUOTE: Final = term("zr:quote")
READ_BY: Final = term("zr:readBy")
READ_FROM: Final = term("zr:readFrom")
REASON: Final = term("zr:reason")
REGION: Final = term("zr:region")
REGION_STATED: Final = term("zr:regionStated")
ROLE: Final = term("zr:role")
SECTION: Final = term("zr:section")
SHA256: Final = term("zr:sha256")
SHARE: Final = term("zr:share")
START_YEAR: Final = term("zr:startYear")
STATUS: Final = term("zr:status")
STATUS_BASIS: Final = term("zr:statusBasis")
SUPPORT_UNIT: Final = term("zr:supportUnit")
TARGET: Final = term("zr:target")
TEXT: Final = term("zr:text")
TOLD: Final = term("zr:told")
UNIT_OF_MEASURE: Final = term("zr:unitOfMeasure")
UNPLACED: Final = term("zr:unplaced")
UPPER_VALUE: Final = term("zr:upperValue")
VALUE: Final = term("zr:value")

# The words of the records, and the individuals that stand for them.
ROLES: Final = {"lead": term("zr:Lead"), "support": term("zr:Support")}
BASES: Final = {
    "marked": term("zr:Marked"),
    "labelled": term("zr:Labelled"),
    "declared": term("zr:Declared"),
    "sole": term("zr:Sole"),
    "inferred": term("zr:Inferred"),
    "corrected": term("zr:Corrected"),
}
READERS: Final = {"ocr": term("zr:OwnOcr"), "ocr-layer": term("zr:OcrLayer")}
EARLIER: Final = {"replaces": REPLACES, "amends": AMENDS}
KINDS: Final = {"plan": term("zr:Plan"), "progress": term("zr:Progress")}
CHANGES: Final = {"increase": term("zr:Increase"), "decrease": term("zr:Decrease"), "level": term("zr:Level")}
COMPARATORS: Final = {
    "eq": term("zr:Exactly"),
    "ge": term("zr:AtLeast"),
    "le": term("zr:AtMost"),
    "approx": term("zr:About"),
}
COMMITMENTS: Final = {"ensure": term("zr:Ensure"), "strive": term("zr:Strive"), "plain": term("zr:Plain")}
STATUSES: Final = {
    "done": term("zr:Done"),
    "exceeded": term("zr:Exceeded"),
    "on-track": term("zr:OnTrack"),
    "behind": term("zr:Behind"),
    "missed": term("zr:Missed"),
    "changed": term("zr:Changed"),
    "not-started": term("zr:NotStarted"),
}
STATUS_BASES: Final = {"printed": term("zr:Printed"), "derived": term("zr:Derived")}
JOIN_STATES: Final = {"joined": term("zr:Joined"), "perhaps": term("zr:Perhaps")}
JOIN_BASES: Final = {
    "same": term("zr:SameWords"),
    "alike": term("zr:AlikeWords"),
    "figure": term("zr:CommonFigure"),
    "part": term("zr:PartOfWords"),
    "indicator": term("zr:SameIndicator"),
}
