"""What is set aside comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model.errors import StoreError
from kg.store.spool import Spool
from tests.records_from_json import parsed_from_json

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))


def test_records_come_back_equal_in_any_order() -> None:
    records = [parsed_from_json(json.loads(path.read_text(encoding="utf-8"))) for path in SAMPLES]
    with Spool() as spool:
        places = [spool.put(record) for record in records]
        back = {place: spool.get(place) for place in reversed(places)}
        assert [back[place] for place in places] == records


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_told_and_names_the_temporary_folder() -> None:
    with Spool() as spool:
        spool._file.close()
        spool._file = open("/dev/full", "wb+", buffering=0)  # type: ignore[assignment]  # noqa: SIM115, PTH123
        with pytest.raises(StoreError, match=r"temporary folder .*: the disk is full.*TMPDIR"):
            spool.put("甲" * 100_000)
