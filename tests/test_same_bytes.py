"""The same source gives the same files, byte for byte, wherever and whenever they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"


def test_two_builds_in_different_places_and_time_zones_are_the_same(tmp_path: Path) -> None:
    made = []
    for place, zone, seed, folder in (("one", "Asia/Bangkok", "1", "out"), ("other", "America/Chicago", "2", "a b/ผล")):
        home = tmp_path / place
        home.mkdir()
        source = home / SOURCE.name
        source.write_bytes(SOURCE.read_bytes())
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "HOME": str(home)}
        environment["PYTHONPATH"] = str(ROOT / "src")
        # Each keeps its own figures, so that both draw them.
        environment["DGREPORT_CACHE"] = str(home / "kept")
        command = [
            sys.executable,
            "-m",
            "dgreport",
            "build",
            source.name,
            "-o",
            folder,
            "--quiet",
            "--pages",
            "5-7,10,11",
        ]
        command += ["--format", "pdf", "--format", "html", "--format", "md"]
        subprocess.run(command, cwd=home, env=environment, check=True)
        made.append(
            {
                path.relative_to(home / folder): path.read_bytes()
                for path in (home / folder).rglob("*")
                if path.is_file()
            }
        )
    one, other = made
    assert sorted(one) == sorted(other)
    kinds = {path.suffix for path in one}
    assert kinds == {".pdf", ".html", ".md", ".json", ".csv", ".xlsx", ".svg", ".png"}
    assert [str(path) for path in one if one[path] != other[path]] == []
    assert not any(
        b"/tmp" in data or str(tmp_path).encode() in data for path, data in one.items() if path.suffix != ".png"
    )
