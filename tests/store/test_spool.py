"""What is set aside comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path

from kg.store.spool import Spool
from tests.records_from_json import parsed_from_json

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))


def test_records_come_back_equal_in_any_order() -> None:
    records = [parsed_from_json(json.loads(path.read_text(encoding="utf-8"))) for path in SAMPLES]
    with Spool() as spool:
        places = [spool.put(record) for record in records]
        back = {place: spool.get(place) for place in reversed(places)}
        assert [back[place] for place in places] == records
