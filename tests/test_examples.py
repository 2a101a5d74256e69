"""The scripts in examples/ do what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "examples" / script), *map(str, arguments)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)


def test_every_example_is_tested_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(path.name in text for path in (ROOT / "examples").glob("*.py"))


def test_extract_and_render(tmp_path: Path) -> None:
    done = run("extract_and_render.py", SOURCE, tmp_path / "report.pdf")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "ระดับความพร้อมรัฐบาลดิจิทัล 2560: 441 findings from 37 pages"
    assert sum(": 57.8 (page 4, " in line for line in lines) == 1
    assert sum(": 34.4 (page 6, " in line for line in lines) == 1
    assert "could not be read: nothing" in lines
    assert lines[-1].endswith("pages, 0 texts without English")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_findings_in_pandas() -> None:
    done = run("findings_in_pandas.py", SOURCE)
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.split()}
    assert rows["score.overall"] == ["57.8", "34.4", "23.4"]
    assert rows["score.policies_practices"] == ["57.9", "34.2", "23.7"]
    assert "score.smart_technological_practices" not in rows  # not surveyed in provinces


def test_accuracy_of_your_own(tmp_path: Path) -> None:
    golden = tmp_path / "mine.json"
    first = run("accuracy_of_your_own.py", SOURCE, golden)
    assert first.returncode == 1
    assert "441 records written" in first.stderr
    second = run("accuracy_of_your_own.py", SOURCE, golden)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith("441 right, 0 wrong, 0 missed, 0 extra")

    records = json.loads(golden.read_text(encoding="utf-8"))
    (record,) = [each for each in records if each["id"] == "response.surveyed.department.count"]
    assert record["value"] == "302"
    record["value"] = "303"
    golden.write_text(json.dumps(records), encoding="utf-8")
    third = run("accuracy_of_your_own.py", SOURCE, golden)
    assert third.returncode == 1
    assert "  response.surveyed.department.count: value 302, expected 303 (page 2)" in third.stdout.splitlines()
