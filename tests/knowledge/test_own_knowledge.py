"""A user's own folder of knowledge lies over the program's, with the same checks; each run is a process of its own: words are read once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTICE = """望岚县2024年重点工作任务分解

1.县域总产出增长7%。
主推单位：低空飞行办
2.新建公园3个。
主推单位：住建局
"""
FUNCTIONS = """@prefix scheme: <https://w3id.org/zeren/id/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix zr: <https://w3id.org/zeren/ontology#> .
@prefix zrf: <https://w3id.org/zeren/id/function/> .
zrf:低空经济 a skos:Concept ; skos:inScheme scheme:functions ; skos:prefLabel "low-altitude economy"@en , "低空经济"@zh ;
    skos:altLabel "低空飞行办"@zh ; zr:oneBodyPerRegion true .
"""
INDICATORS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix indicator: <https://w3id.org/zeren/id/indicator/> .
indicator:地区生产总值 skos:altLabel "县域总产出"@zh .
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "roles.txt").write_text("[words]\n主推  lead  label\n", encoding="utf-8")
    (folder / "functions.ttl").write_text(FUNCTIONS, encoding="utf-8")
    (folder / "indicators.ttl").write_text(INDICATORS, encoding="utf-8")
    (tmp_path / "望岚县.txt").write_text(NOTICE, encoding="utf-8")
    return folder


def kg(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=240)


def test_words_offices_and_indicators_are_read_as_the_programs_are(own: Path) -> None:
    there = own.parent
    build = ["build", "望岚县.txt", "--without-pages", "-j", "1", "--cache", "kept", "-q"]
    assert kg(*build, "-o", "plain", cwd=there).returncode in (0, 1)
    ours = kg(*build, "-o", "own", "--knowledge", "mine", cwd=there)
    assert ours.returncode == 0, ours.stderr
    graph = (there / "own" / "graph.ttl").read_text(encoding="utf-8")
    assert "zr:indicator indicator:地区生产总值" in graph
    assert "function:低空经济" in graph and '"low-altitude economy"@en' in graph
    records = [json.loads(line) for line in (there / "own" / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(u["name"], u["role"], u["basis"]) for u in records[1]["units"]] == [("低空飞行办", "lead", "labelled")]
    plain = (there / "plain" / "graph.ttl").read_text(encoding="utf-8") if (there / "plain" / "graph.ttl").exists() else ""
    assert "function:低空经济" not in plain and "indicator:地区生产总值" not in plain


def test_faults_are_told_with_file_and_line(own: Path) -> None:
    sound = kg("words", "--check", "--knowledge", "mine", cwd=own.parent)
    assert (sound.returncode, "no fault" in sound.stderr) == (0, True), sound.stderr
    (own / "words" / "roles.txt").write_text("[words]\n主推  lead  label\n主推  lead  label\n", encoding="utf-8")
    (own / "words" / "rolls.txt").write_text("", encoding="utf-8")
    (own / "offices.ttl").write_text("", encoding="utf-8")
    (own / "functions.ttl").write_text(FUNCTIONS.replace("低空飞行办", "发改局"), encoding="utf-8")
    (own / "indicators.ttl").write_text(INDICATORS + "indicator:新指标 a skos:Concept .\n", encoding="utf-8")
    told = kg("words", "--check", "--knowledge", "mine", cwd=own.parent)
    assert told.returncode == 1
    for said in ("roles.txt:3", "rolls.txt", "offices.ttl", "发改局 stands twice", "新指标 is not complete"):
        assert said in told.stderr
    stopped = kg("parse", "望岚县.txt", cwd=own.parent, ZEREN_KNOWLEDGE=str(own))
    assert stopped.returncode == 1
    assert "roles.txt:3" in stopped.stderr or "functions.ttl" in stopped.stderr


def test_a_folder_that_is_not_there_is_wrong_usage(own: Path) -> None:
    assert kg("parse", "望岚县.txt", "--knowledge", "none", cwd=own.parent).returncode == 2
