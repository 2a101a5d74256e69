"""Reports for the tests of the rendering: the golden records of the 2560 report as a Report, and small ones by hand."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from dgreport.model import Bilingual, Finding, Group, Issue, Level, Place, Report, Section, Source, Statement, Unit

HERE = Path(__file__).parent

DEPARTMENT = Level(id="department", name=Bilingual(th="ระดับกรม", en="departments"))
PROVINCE = Level(id="province", name=Bilingual(th="ระดับจังหวัด", en="provinces"))
ALL = Level(id="all", name=Bilingual(th="ทั้งหมด", en="all agencies"))


def unit(
    id: str, th: str, en: str, kind: Any = "measure", singular: str | None = None, maximum: int | None = None
) -> Unit:
    end = None if maximum is None else Decimal(maximum)
    return Unit(id=id, name=Bilingual(th=th, en=en), kind=kind, singular=singular, maximum=end)


UNITS = (
    unit("percent", "ร้อยละ", "percent", "share", maximum=100),
    unit("agencies", "หน่วยงาน", "agencies", "count", "agency"),
    unit("score", "คะแนน", "points", "score", "point", 100),
    unit("services", "บริการ", "services", "count", "service"),
    unit("persons", "คน", "people", "count", "person"),
    unit("downloads", "ครั้ง", "downloads", "count", "download"),
    unit("years", "ปี", "years", singular="year"),
    unit("pages_per_time", "แผ่นต่อครั้ง", "pages per request"),
    unit("mbps", "Mb/s", "Mb/s"),
    unit("provinces", "จังหวัด", "provinces", "count", "province"),
    unit("date", "วันที่", "date"),
)

_PILLARS = (
    ("policies_practices", "นโยบายและแนวปฏิบัติ", "Policies and practices"),
    ("digital_capabilities", "ศักยภาพเจ้าหน้าที่ภาครัฐด้านดิจิทัล", "Digital capabilities"),
    ("public_services", "บริการภาครัฐที่สะดวกเข้าถึงง่าย", "Public services"),
    ("smart_back_office", "ระบบบริหารจัดการภายในรูปแบบอิเล็กทรอนิกส์", "Smart back office"),
    (
        "secure_efficient_infrastructure",
        "โครงสร้างพื้นฐานที่มีความมั่นคงปลอดภัยและประสิทธิภาพ",
        "Secure and efficient infrastructure",
    ),
    ("smart_technological_practices", "เทคโนโลยีอัจฉริยะและการนำมาใช้", "Smart technological practices"),
)

#: indicators that begin so: shape, Thai and English title; the first that fits counts.
_GROUPS: tuple[tuple[str, Any, str, str], ...] = (
    ("mission", "ranking", "ภารกิจของหน่วยงาน", "missions of the agencies"),
    ("service_type", "ranking", "กลุ่มผู้รับบริการ", "whom the agencies serve"),
    (
        "score.highest_pillar|score.lowest_pillar",
        "rows",
        "เสาสูงสุดและต่ำสุดตามที่ต้นฉบับระบุ",
        "highest and lowest as the source states",
    ),
    ("pillar1.digital_action_plan", "parts", "แผนปฏิบัติการดิจิทัล", "digital action plan"),
    ("pillar1.critical_infrastructure", "parts", "นโยบายของโครงสร้างพื้นฐานสำคัญ", "policies of critical infrastructure"),
    ("pillar1", "rows", "นโยบายและการเปิดเผยข้อมูล", "policies and disclosure"),
    ("pillar2.digital_literacy", "ranking", "การส่งเสริมความรู้ Digital Literacy", "promotion of digital literacy"),
    ("pillar2.ict_training", "rows", "การส่งเสริมความรู้ ICT", "ICT training"),
    ("pillar2.career_path", "parts", "เส้นทางอาชีพด้านเทคโนโลยีสารสนเทศ", "IT career path"),
    ("pillar2.cio_support_needed", "ranking", "การสนับสนุนที่ CIO ต้องการ", "what CIOs want support with"),
    ("pillar2.cio_tenure", "rows", "ระยะเวลาดำรงตำแหน่งของ CIO", "CIO tenure"),
    ("pillar2", "rows", "บุคลากรด้านเทคโนโลยีสารสนเทศ", "IT staff"),
    ("pillar3.eservice_channel", "parts", "ช่องทางของบริการอิเล็กทรอนิกส์", "channels of e-services"),
    ("pillar3.eservice_form", "parts", "แบบฟอร์มของบริการอิเล็กทรอนิกส์", "forms of e-services"),
    ("pillar3.document_copies.mean", "rows", "จำนวนสำเนาเอกสารเฉลี่ย", "copies requested on average"),
    ("pillar3.document_copies.eform", "rows", "บริการที่ไม่ต้องใช้กระดาษ", "services without paper"),
    ("pillar3.document_copies", "parts", "การร้องขอสำเนา", "requests for copies"),
    ("pillar3.website_facilitation", "ranking", "สิ่งอำนวยความสะดวกบนเว็บไซต์", "facilities on the website"),
    ("pillar3.social_media", "ranking", "ช่องทางสื่อสังคม", "social media channels"),
    ("pillar3.payment", "ranking", "ช่องทางชำระเงิน", "ways to pay"),
    ("pillar3.satisfaction_assessment", "parts", "การประเมินความพึงพอใจ", "satisfaction surveys"),
    ("pillar3.satisfaction_results", "parts", "การนำผลประเมินไปใช้", "use of the satisfaction results"),
    ("pillar3", "rows", "บริการและการพัฒนาบริการ", "services and their development"),
    ("pillar4.main_systems", "ranking", "ระบบสนับสนุนงานหลัก", "systems for the main work"),
    ("pillar4.own_investment", "ranking", "ระบบที่ลงทุนเอง", "self-funded systems"),
    ("pillar4.central_systems", "ranking", "ระบบจากส่วนกลาง", "central systems"),
    ("pillar4.least_used", "ranking", "ระบบที่ใช้น้อยที่สุด", "least used systems"),
    ("pillar4.computers", "parts", "ความเพียงพอของเครื่องคอมพิวเตอร์", "sufficiency of computers"),
    ("pillar4.erp", "parts", "การใช้ ERP", "use of ERP"),
    ("pillar4.document_sending", "parts", "การส่งเอกสาร", "how documents are sent"),
    ("pillar4.single_sign_on", "parts", "การใช้ Single Sign-on", "single sign-on"),
    ("pillar5.speed", "rows", "ความเร็วอินเทอร์เน็ต", "internet speed"),
    ("pillar5.it_maintenance.none.reason", "rows", "เหตุผลที่ไม่มีการบำรุงรักษา", "reasons for no maintenance"),
    ("pillar5.it_maintenance", "ranking", "การบำรุงรักษาระบบ", "IT maintenance"),
    ("pillar5.incident_report", "parts", "รายงานเหตุการณ์ผิดปกติ", "incident reports"),
    ("pillar5.emergency_backup.method", "ranking", "วิธีสำรองข้อมูล", "backup methods"),
    ("pillar5.bcp.incomplete", "ranking", "สาเหตุที่แผน BCP ไม่ครบถ้วน", "why continuity plans are incomplete"),
    ("pillar5.authentication", "ranking", "การยืนยันตัวตน", "authentication"),
    ("pillar5.document_storage", "parts", "การจัดเก็บเอกสาร", "document storage"),
    ("pillar5.backup_storage", "ranking", "ที่เก็บข้อมูลสำรอง", "where backups are kept"),
    ("pillar5.data_integrity", "parts", "การตรวจสอบความสมบูรณ์ของข้อมูล", "integrity checks"),
    ("pillar5", "rows", "ความต่อเนื่องและความพร้อมของระบบ", "continuity and readiness"),
    ("pillar6.big_data.use", "ranking", "การใช้ Big Data", "uses of Big Data"),
    ("pillar6.big_data", "parts", "Big Data", "Big Data"),
    ("pillar6.iot", "parts", "Internet of Things", "Internet of Things"),
    ("pillar6", "rows", "เทคโนโลยีเคลื่อนที่", "mobile technology"),
)


def golden_report() -> Report:
    """The 469 golden records of the 2560 report, grouped by simple rules."""
    records = json.loads((HERE / "golden" / "findings.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    issues = json.loads((HERE / "data" / "facsimiles" / "impress_original.issues.json").read_text("utf-8"))
    groups: dict[str, Group] = {}
    findings = tuple(_finding(record, groups) for record in records if record["unit"] != "text")
    statements = tuple(_statement(record, groups) for record in records if record["unit"] == "text")
    return Report(
        profile="fixture",
        source=Source(file="report.pdf", sha256="", pages=37),
        title=Bilingual(th="ระดับความพร้อมรัฐบาลดิจิทัล ปี 2560", en="Digital Government Readiness 2560 (2017)"),
        year=2560,
        chapter_term=Bilingual(th="เสา", en="pillar"),
        levels=(DEPARTMENT, PROVINCE, ALL),
        units=UNITS,
        sections=_sections(),
        groups=tuple(groups.values()),
        findings=findings,
        statements=statements,
        issues=tuple(
            Issue(
                kind=issue["kind"],
                code=issue["code"],
                message=Bilingual(th="ตัวเลขไม่ลงรอยกัน: " + issue["code"], en=issue["message_en"]),
                findings=tuple(issue["findings"]),
            )
            for issue in issues
        ),
    )


def _sections() -> tuple[Section, ...]:
    pillars = tuple(
        Section(id=f"pillar{n}", title=Bilingual(th=th, en=en), kicker=Bilingual(th=f"เสาที่ {n}", en=f"Pillar {n}"))
        for n, (_, th, en) in enumerate(_PILLARS, 1)
    )
    advice = tuple(
        Section(id=f"recommendation.pillar{n}", title=Bilingual(th=th, en=en), kind="recommendations")
        for n, (_, th, en) in enumerate(_PILLARS, 1)
    )
    response = Section(id="response", title=Bilingual(th="การตอบแบบสำรวจ", en="Response"), kind="response")
    overview = Section(id="overview", title=Bilingual(th="ภาพรวม", en="Overview"), kind="overview")
    return (response, overview, *pillars, *advice)


def _section(indicator: str) -> str:
    if match := re.match(r"(recommendation\.)?pillar\d", indicator):
        return match[0]
    return "overview" if indicator.startswith(("score", "fact_findings")) else "response"


def _group(indicator: str, groups: dict[str, Group]) -> str:
    for n, (key, _, _) in enumerate(_PILLARS, 1):
        if indicator == f"score.{key}" or indicator.startswith(f"score.{key}."):
            title = Bilingual(th="คะแนนตัวชี้วัดรอง", en="sub-indicator scores")
            groups.setdefault(
                f"score.{key}", Group(id=f"score.{key}", section=f"pillar{n}", title=title, shape="scores")
            )
            return f"score.{key}"
    for prefix, shape, th, en in _GROUPS:
        if re.match(rf"({prefix.replace('.', '[.]')})", indicator):
            groups.setdefault(
                prefix, Group(id=prefix, section=_section(indicator), title=Bilingual(th=th, en=en), shape=shape)
            )
            return prefix
    return ""


def _role(indicator: str) -> Any:
    if indicator.startswith("response.surveyed"):
        return "surveyed"
    if indicator.startswith("response.responded"):
        return "responded"
    if indicator == "score.overall":
        return "overall_score"
    if indicator in {f"score.{key}" for key, _, _ in _PILLARS}:
        return "chapter_score"
    if "base_n" in indicator or indicator.endswith("critical_infrastructure.listed"):
        return "base"
    return "note" if "note" in indicator or indicator.endswith("speed_threshold") else "fact"


def _short(label: str) -> str:
    """The answer without its question, number and asides."""
    return re.sub(
        r"^\*?(\d+[.\d]*\s+)+",
        "",
        re.sub(r" \((sub-indicator score|most|least|number|จำนวน)\)$", "", label.split(": ")[-1]),
    )


def _finding(record: dict[str, Any], groups: dict[str, Group]) -> Finding:
    role = _role(record["topic"])
    date = "2017-11-29" if record["unit"] == "date" else None
    surveyed = record["value"] is not None or date is not None
    evidence = {"stated": "printed", "arithmetic": "arithmetic", "inferred": "order"}.get(
        record["association"], "geometry"
    )
    return Finding(
        id=record["id"],
        indicator=record["topic"],
        section=_section(record["topic"]),
        level=record["level"] or "all",
        value=record["value"],
        date=date,
        unit=record["unit"],
        base=record["of"],
        rank=None if record["rank"] is None else int(record["rank"]),
        label=Bilingual(th=record["label_th"], en=record["label_en"]),
        category=Bilingual(th=_short(record["label_th"]), en=_short(record["label_en"])),
        place=Place(page=int(record["page_hint"]), bbox=(0, 0, 1, 1)),
        evidence=evidence,  # type: ignore[arg-type]
        confidence=0.99 if evidence == "printed" else 0.9,
        status="read" if surveyed else "not_surveyed",
        role=role,
        group=""
        if role in ("surveyed", "responded", "overall_score", "base", "note")
        else _group(record["topic"], groups),
    )


def _statement(record: dict[str, Any], groups: dict[str, Group]) -> Statement:
    reason = "reason" in record["topic"]
    return Statement(
        id=record["id"],
        section=_section(record["topic"]),
        level=record["level"] or "all",
        text=Bilingual(th=record["label_th"], en=record["label_en"]),
        place=Place(page=int(record["page_hint"]), bbox=(0, 0, 1, 1)),
        group=_group(record["topic"], groups) if reason else "",
    )


def finding(
    indicator: str,
    level: str,
    unit: str,
    value: str | None,
    *,
    group: str = "g",
    section: str = "one",
    name: tuple[str, str | None] | None = None,
    base: int | None = None,
    **more: Any,
) -> Finding:
    """A finding by hand; without a value it was not surveyed. Its name is in Thai and English."""
    label = Bilingual(th=indicator, en=indicator) if name is None else Bilingual(th=name[0], en=name[1])
    return Finding(
        id=f"{indicator}.{level}.{unit}",
        indicator=indicator,
        section=section,
        level=level,
        value=None if value is None else Decimal(value),
        unit=unit,
        base=None if base is None else Decimal(base),
        label=label,
        category=label,
        place=more.pop("place", Place(page=3)),
        status=more.pop("status", "read" if value is not None else "not_surveyed"),
        group=group,
        **more,
    )


def report(
    *findings: Finding, shape: Any = "rows", title: tuple[str, str | None] = ("คำถาม", "the question"), **more: Any
) -> Report:
    """A report of one chapter "one" with one group "g"."""
    section = Section(id="one", title=Bilingual(th="บทหนึ่ง", en="Chapter one"))
    fields: dict[str, Any] = {
        "profile": "by-hand",
        "source": Source(file="source.pdf", sha256="", pages=5),
        "title": Bilingual(th="รายงาน", en="Report"),
        "levels": (DEPARTMENT, PROVINCE, ALL),
        "units": UNITS,
        "sections": (section,),
        "groups": (Group(id="g", section="one", title=Bilingual(th=title[0], en=title[1]), shape=shape),),
        "findings": findings,
    }
    return Report(**(fields | more))
