"""Reports for the tests of the checks: the facsimiles' truth, and decks whose numbers agree, to put faults into."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from decks.numbers import numbers
from dgreport.model import Bilingual, Finding, Issue, Level, Place, Report, Source, Statement, Unit

FACSIMILES = Path(__file__).parent / "data" / "facsimiles"
NAMES = ("impress_original", "impress_mutated_s11", "canvas_original", "canvas_mutated_s11")
UNITS = (
    Unit(id="percent", name=Bilingual(th="ร้อยละ", en="percent"), kind="share", maximum=Decimal(100)),
    Unit(id="agencies", name=Bilingual(th="หน่วยงาน", en="agencies"), singular="agency", kind="count"),
    Unit(id="services", name=Bilingual(th="บริการ", en="services"), singular="service", kind="count"),
    Unit(id="score", name=Bilingual(th="คะแนน", en="points"), singular="point", kind="score"),
)
LEVELS = (
    Level(id="department", name=Bilingual(th="ระดับกรม", en="departments")),
    Level(id="province", name=Bilingual(th="ระดับจังหวัด", en="provinces")),
)
DEPARTMENTS, PROVINCES = "fact_findings.base_n.department.count", "fact_findings.base_n.province.count"


@cache
def truth(name: str) -> Report:
    """The truth of a facsimile as a report."""
    text = (FACSIMILES / f"{name}.truth.json").read_text("utf-8")
    return as_report(json.loads(text, parse_float=Decimal, parse_int=Decimal), f"{name}.pdf")


def as_report(told: Mapping[str, Any], file: str) -> Report:
    """A truth as a report, without the records of slides that are missing."""
    records = [record for record in told["records"] if record["page"] is not None]
    texts = [record for record in records if record["unit"] == "text"]
    return Report(
        profile="dg-readiness-2560",
        source=Source(file=file, sha256="0" * 64, pages=len(told["pages"])),
        title=Bilingual(th="ระดับความพร้อมรัฐบาลดิจิทัล"),
        levels=LEVELS,
        units=UNITS,
        findings=tuple(finding(record) for record in records if record["unit"] != "text"),
        statements=tuple(
            Statement(id=text["id"], section="", text=Bilingual(th=text["label_th"]), place=place(text))
            for text in texts
        ),
    )


def place(record: Mapping[str, Any]) -> Place:
    return Place(page=int(record["page"]), bbox=tuple(map(float, record["bbox"])) if record["bbox"] else None)


def finding(record: Mapping[str, Any]) -> Finding:
    id, unit, value = record["id"], record["unit"], record["value"]
    return Finding(
        id=id,
        indicator=record["topic"],
        section="",
        level=record["level"],
        value=value,
        unit=unit,
        rank=int(record["rank"]) if record["rank"] else None,
        label=Bilingual(th=record["label_th"], en=record["label_en"]),
        place=place(record),
        status="not_surveyed" if value is None and unit == "score" else "read",
        role="base" if ".base_n." in id else "responded" if id.startswith("response.responded.") else "fact",
    )


def expected(name: str) -> dict[frozenset[str], dict[str, Any]]:
    issues = json.loads((FACSIMILES / f"{name}.issues.json").read_text("utf-8"))
    return {frozenset(issue["findings"]): issue for issue in issues}


def named(issues: tuple[Issue, ...]) -> dict[frozenset[str], Issue]:
    found = {frozenset(issue.findings): issue for issue in issues}
    assert len(found) == len(issues)
    return found


def coded(issues: tuple[Issue, ...]) -> dict[str, Issue]:
    return {issue.code: issue for issue in issues}


@cache
def agreeing(seed: int) -> Report:
    """A deck on which nothing is left to say: numbers that agree, and what the slides leave out is there."""
    deck = Deck(numbers(seed, consistent=True).values)
    everyone = deck["response.responded.all.count"]
    for mission in ("policy_maker", "regulator", "coordinator", "other"):
        deck[f"mission.{mission}.all.percent"] = percent(deck[f"mission.{mission}.all.count"], everyone)
    listed = "pillar1.critical_infrastructure.listed.all.count"
    deck["pillar1.critical_infrastructure.all_topics.all.count"] += deck[DEPARTMENTS] - deck[listed]
    deck[listed] = deck[DEPARTMENTS]
    for level, base, reasons in (
        ("department", deck[DEPARTMENTS], ("no_effectiveness_monitoring", "no_budget_management")),
        ("province", deck[PROVINCES], ("no_budget_approval", "no_working_group")),
    ):
        top = max(deck[f"pillar5.bcp.incomplete_reason.{reason}.{level}.percent"] for reason in reasons)
        deck.put(f"pillar5.bcp.complete.{level}", base - int(base * top / 100), base)
        without, own = f"pillar5.it_maintenance.none.{level}", f"pillar5.it_maintenance.self.{level}"
        deck.put(own, deck[f"{own}.count"] + deck[f"{without}.count"], base)
        deck.put(without, Decimal(0), base)
    return deck.report()


class Deck:
    """Values by id, to be changed one by one."""

    def __init__(self, values: Mapping[str, Decimal | date]) -> None:
        self.values: dict[str, Decimal] = {id: value for id, value in values.items() if isinstance(value, Decimal)}
        self.labels: dict[str, str] = {}
        self.silent: set[str] = set()

    def __getitem__(self, id: str) -> Decimal:
        return self.values[id]

    def __setitem__(self, id: str, value: Decimal) -> None:
        self.values[id] = value

    def put(self, indicator: str, count: Decimal, base: Decimal) -> None:
        """A count and the percentage that goes with it."""
        self.values |= {f"{indicator}.count": count, f"{indicator}.percent": percent(count, base)}

    def report(self) -> Report:
        known = truth("impress_original")
        made = [self._changed(each) for each in known.findings]
        new = set(self.values) - {each.id for each in made} - {"big_data.users"}
        made += [
            Finding(
                id=id, indicator=id, section="", level="all", value=self[id], unit="percent", label=Bilingual(th=id)
            )
            for id in sorted(new)
        ]
        told = tuple(each for each in known.statements if each.id not in self.silent)
        return known.model_copy(update={"findings": tuple(made), "statements": told})

    def _changed(self, each: Finding) -> Finding:
        label = self.labels.get(each.id) or (self._pillar_label(each) if "est_pillar" in each.id else each.label.th)
        return each.model_copy(
            update={"value": self.values.get(each.id), "label": Bilingual(th=label, en=each.label.en)}
        )

    def _pillar_label(self, each: Finding) -> str:
        score = next(
            i for i in self.values if i in PILLARS and i.split(".")[2] == each.level and self[i] == self[each.id]
        )
        return PILLARS[score]


PILLARS = {
    f"score.{id}.{level}.score": label
    for level in ("department", "province")
    for id, label in {
        "policies_practices": "ด้านนโยบายและแนวปฏิบัติ (Policies/ Practices)",
        "digital_capabilities": "ด้านศักยภาพเจ้าหน้าที่ภาครัฐด้านดิจิทัล (Digital Capabilities)",
        "public_services": "ด้านบริการภาครัฐที่สะดวกเข้าถึงง่าย (Public Services)",
        "smart_back_office": "ด้านระบบบริหารจัดการภายในรูปแบบอิเล็กทรอนิกส์ (Smart Back Office)",
        "secure_efficient_infrastructure": "ด้านโครงสร้างพื้นฐานที่มีความมั่นคงปลอดภัย (Secure and Efficient Infrastructure)",
        "smart_technological_practices": "ด้านเทคโนโลยีอัจฉริยะและการนำมาใช้ (Smart Technological Practices)",
    }.items()
}


def percent(count: Decimal, base: Decimal) -> Decimal:
    return (count * 100 / base).quantize(Decimal(1), ROUND_HALF_UP)


def deck_of(report: Report) -> Deck:
    deck = Deck({each.id: each.value for each in report.findings if each.value is not None})
    deck.labels = {each.id: each.label.th for each in report.findings}
    return deck
