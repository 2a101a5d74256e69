"""How long `dgreport build` takes, by stages, and what it needs: python benchmarks/build_speed [--runs N]

Writes its table into docs/benchmarks.md, between two marks of its own. Every build is a process of its own; the first
has an empty cache, the second that of the first. Times are CPU seconds, user and system, of all its threads: the least
of N runs, since what else the machine does only adds to them. Memory is the greatest resident size of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"
PAGE = ROOT / "docs" / "benchmarks.md"
OPENING, CLOSING = "<!-- build_speed: written by benchmarks/build_speed -->", "<!-- build_speed: end -->"
#: The libraries that most of the time is spent in.
LIBRARIES = ("matplotlib", "reportlab", "svglib", "pikepdf", "pythainlp", "pdfplumber", "uharfbuzz")

#: What is measured, as programs of their own; each prints one line of JSON.
BUILD = """
import json, resource, sys, time
from dgreport import pipeline
stages = {}
last = ["start", 0.0]
def ends(stage):
    now = time.process_time()
    stages[last[0]] = stages.get(last[0], 0.0) + now - last[1]
    last[:] = stage, now
pipeline.build(sys.argv[1], sys.argv[2], progress=lambda stage, done, total: stage == last[0] or ends(stage))
ends("")
print(json.dumps({"stages": stages, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""
RENDER = """
import json, sys, time
import dgreport
report = dgreport.load(sys.argv[1])
begun = time.process_time()
dgreport.render(report, sys.argv[2])
print(json.dumps({"findings": len(report.findings), "seconds": time.process_time() - begun}))
"""
STAGES = {
    "start": "start, and what is kept",
    "reading": "reading the source",
    "drawing": "data, figures as SVG and PNG",
    "setting": "setting the PDF, archiving, checking",
}


def run(program: str, *arguments: str | Path, cache: Path | None) -> dict[str, object]:
    """What a program prints as JSON."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DGREPORT_CACHE": str(cache or "")}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def builds(runs: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """First and second builds, of each as many as there are runs."""
    first, second = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for place, found in (("one", first), ("other", second)):
                found.append(run(BUILD, SOURCE, Path(folder, place), cache=Path(folder, "cache")))
    return first, second


def start_up(runs: int) -> float:
    """CPU seconds of `dgreport --help`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    taken = []
    for _ in range(runs):
        process = subprocess.Popen(
            [sys.executable, "-m", "dgreport", "--help"], env=environment, stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0
        process.returncode = 0
        taken.append(usage.ru_utime + usage.ru_stime)
    return min(taken)


def doubling(runs: int) -> list[tuple[int, float]]:
    """Findings and CPU seconds of rendering the report, and of rendering one with all of it twice; nothing is kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sys.path.insert(0, str(ROOT / "src"))
        import dgreport

        report = dgreport.extract(SOURCE)
        dgreport.save(report, folder / "1.json")
        dgreport.save(twice(report), folder / "2.json")
        found = []
        for size in "12":
            done = [run(RENDER, folder / f"{size}.json", folder / f"{size}{n}.pdf", cache=None) for n in range(runs)]
            found.append((int(str(done[0]["findings"])), min(float(str(each["seconds"])) for each in done)))
        return found


def twice(report):  # type: ignore[no-untyped-def]
    """The report with every section, group and finding a second time, under names of their own."""

    def again(record, *fields):  # type: ignore[no-untyped-def]
        return record.model_copy(update={name: f"{getattr(record, name)}-2" for name in fields if getattr(record, name)})

    return report.model_copy(
        update={
            "sections": (*report.sections, *(again(each, "id") for each in report.sections)),
            "groups": (*report.groups, *(again(each, "id", "section") for each in report.groups)),
            "findings": (*report.findings, *(again(each, "id", "section", "group") for each in report.findings)),
            "statements": (*report.statements, *(again(each, "id", "section", "group") for each in report.statements)),
            "issues": report.issues * 2,
        }
    )


def least(found: Sequence[Mapping[str, object]], stage: str) -> float:
    return min(float(dict(each["stages"]).get(stage, 0.0)) for each in found)  # type: ignore[call-overload]


def table(runs: int) -> Iterator[str]:
    first, second = builds(runs)
    helped = start_up(max(runs, 3))
    (few, one), (many, two) = doubling(runs)
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield f"The report of 37 slides, {few} findings and 50 figures. CPU seconds, the least of {runs} runs; Python"
    yield f"{platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores; {libraries}."
    yield ""
    yield "| stage | first build | second build |"
    yield "| --- | ---: | ---: |"
    for stage, said in STAGES.items():
        yield f"| {said} | {least(first, stage):.2f} | {least(second, stage):.2f} |"
    totals = [min(sum(dict(each["stages"]).values()) for each in found) for found in (first, second)]  # type: ignore[call-overload]
    yield f"| **all** | **{totals[0]:.2f}** | **{totals[1]:.2f}** |"
    unit = 1024**2 if sys.platform == "darwin" else 1024
    peaks = [max(int(str(each["peak"])) for each in found) / unit for found in (first, second)]
    yield f"| peak memory, MB | {peaks[0]:.0f} | {peaks[1]:.0f} |"
    yield ""
    yield "| | CPU seconds |"
    yield "| --- | ---: |"
    yield f"| `dgreport --help` | {helped:.2f} |"
    yield f"| rendering {few} findings, nothing kept | {one:.2f} |"
    yield f"| rendering {many} findings, nothing kept | {two:.2f} ({two / one:.2f} times) |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured")
    written = "\n".join(table(parser.parse_args().runs))
    print(written)
    page = PAGE.read_text("utf-8") if PAGE.exists() else "# Benchmarks\n"
    section = f"{OPENING}\n\n{written}\n\n{CLOSING}"
    marked = re.compile(re.escape(OPENING) + ".*?" + re.escape(CLOSING), re.DOTALL)
    if not marked.search(page):
        page += f"\n## How long a build takes\n\n{section}\n"
    PAGE.write_text(marked.sub(lambda _: section, page), encoding="utf-8", newline="\n")


main()
