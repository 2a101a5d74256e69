"""The tables described for machines and people: datapackage.json, a Frictionless Data Package (version 2).

Titles and descriptions are in Thai, as the first of `languages` must be, and beside each under the same name with @en
in English. What a code stands for (sections, levels, units) is told with its column.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from dgreport.model import Bilingual, Evidence, Report, Status

_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"

_DESCRIPTION = Bilingual(
    th="ข้อมูลที่อ่านจากรายงานต้นฉบับ ตัวเลขทุกค่ามีหน้าที่มา หลักฐาน และความเชื่อมั่น ข้อความที่ขึ้นต้นด้วย = + - หรือ @ "
    "มีเครื่องหมาย ' นำหน้า เพื่อไม่ให้โปรแกรมตารางคำนวณอ่านเป็นสูตร",
    en="Data read from the source report; every number has its page, its evidence and its confidence. Texts that begin"
    " with =, +, - or @ have an apostrophe before them, so that no spreadsheet takes them for formulas.",
)


@dataclass(frozen=True, slots=True)
class _Field:
    title: Bilingual
    description: Bilingual
    type: str = "string"
    more: Mapping[str, Any] = field(default_factory=dict)


def _field(th: str, en: str, more_th: str, more_en: str, type: str = "string", **more: Any) -> _Field:
    return _Field(Bilingual(th=th, en=en), Bilingual(th=more_th, en=more_en), type, more)


_REQUIRED = {"required": True}
_FROM_ONE = {"minimum": 1}
_EDGE = (
    "ระยะจากมุมซ้ายบนของหน้า หน่วยเป็นพอยต์ (1/72 นิ้ว)",
    "Distance from the top left corner of the page, in points (1/72 inch).",
)

#: What each column is, whichever table it is in.
_FIELDS: dict[str, _Field] = {
    "id": _field(
        "รหัส", "Id", "ชื่อเฉพาะ ไม่เปลี่ยนตามค่า", "Unique name; it does not change with the value.", constraints=_REQUIRED
    ),
    "indicator": _field("ตัวชี้วัด", "Indicator", "สิ่งที่ตัวเลขนี้วัด", "What the number measures.", constraints=_REQUIRED),
    "section": _field("ส่วนของรายงาน", "Section", "ส่วนของต้นฉบับที่พบ", "The part of the source where it stands."),
    "level": _field("ระดับ", "Level", "กลุ่มผู้ตอบที่กล่าวถึง", "The respondents that it is about."),
    "value": _field(
        "ค่า",
        "Value",
        "ตัวเลขตามที่พิมพ์ในต้นฉบับ หน่วยอยู่ในคอลัมน์ unit ว่างเมื่อไม่มีค่าหรืออ่านไม่ได้ ดูคอลัมน์ status",
        "The number as printed in the source, in the unit of the column unit; empty where there is none or it can't be"
        " read: see status.",
        "number",
    ),
    "date": _field(
        "วันที่",
        "Date",
        "วันที่ตามปฏิทินสากล (ค.ศ.) เมื่อข้อค้นพบเป็นวันที่",
        "The day (common era) where the finding is a date.",
        "date",
    ),
    "unit": _field("หน่วย", "Unit", "หน่วยของค่า", "The unit of the value."),
    "base": _field("ฐาน", "Base", "จำนวนที่ร้อยละคำนวณจาก", "The number that a share refers to.", "number"),
    "rank": _field(
        "อันดับ", "Rank", "อันดับในรายการของต้นฉบับ", "Place in the source's list.", "integer", constraints=_FROM_ONE
    ),
    "label_th": _field("ชื่อรายการ (ไทย)", "Label (Thai)", "ชื่อรายการภาษาไทย", "The label in Thai."),
    "label_en": _field(
        "ชื่อรายการ (อังกฤษ)",
        "Label (English)",
        "ชื่อรายการภาษาอังกฤษ ว่างเมื่อไม่มีคำแปล",
        "The label in English; empty where there is no translation.",
    ),
    "status": _field(
        "สถานะ",
        "Status",
        "เหตุที่มีหรือไม่มีค่า: read อ่านได้, not_surveyed ไม่มีการสำรวจ, unreadable อ่านไม่ได้, not_in_source ไม่มีในต้นฉบับ",
        "Why it is there or is not: read, not_surveyed, unreadable, not_in_source.",
        constraints={"required": True, "enum": list(get_args(Status))},
    ),
    "evidence": _field(
        "หลักฐาน",
        "Evidence",
        "หลักฐานที่ใช้จับคู่ค่ากับชื่อรายการ: printed พิมพ์อยู่ด้วยกัน, geometry ตำแหน่งบนหน้า, order ลำดับของข้อความ, "
        "arithmetic การคำนวณสอดคล้องกัน, none ไม่มี",
        "What tied the value to its label: printed together, geometry of the page, order of the text, arithmetic, or"
        " none.",
        constraints={"required": True, "enum": list(get_args(Evidence))},
    ),
    "confidence": _field(
        "ความเชื่อมั่น",
        "Confidence",
        "ความเชื่อมั่นว่าค่าเป็นของชื่อรายการนั้น ตั้งแต่ 0 ถึง 1",
        "How surely the value belongs to its label, from 0 to 1.",
        "number",
        constraints={"minimum": 0, "maximum": 1},
    ),
    "raw": _field("ตามที่พิมพ์", "As printed", "ค่าและหน่วยตามที่พิมพ์ในต้นฉบับ", "Value and unit as the source prints them."),
    "page": _field(
        "หน้า",
        "Page",
        "หน้าของไฟล์ต้นฉบับ เริ่มจาก 1 ว่างเมื่อต้นฉบับเป็นไฟล์ข้อความ",
        "Page of the source, from 1; empty where the source is a text file.",
        "integer",
        constraints=_FROM_ONE,
    ),
    "x0": _field("ขอบซ้าย", "Left edge", *_EDGE, "number"),
    "top": _field("ขอบบน", "Top edge", *_EDGE, "number"),
    "x1": _field("ขอบขวา", "Right edge", *_EDGE, "number"),
    "bottom": _field("ขอบล่าง", "Bottom edge", *_EDGE, "number"),
    "line": _field(
        "บรรทัด",
        "Line",
        "บรรทัดของไฟล์ข้อความ เริ่มจาก 1 ว่างเมื่อต้นฉบับเป็น PDF",
        "Line of the text file, from 1; empty where the source is a PDF.",
        "integer",
        constraints=_FROM_ONE,
    ),
    "text_th": _field("ข้อความ (ไทย)", "Text (Thai)", "ข้อความภาษาไทยตามต้นฉบับ", "The text in Thai, as in the source."),
    "text_en": _field(
        "ข้อความ (อังกฤษ)",
        "Text (English)",
        "คำแปลภาษาอังกฤษ ว่างเมื่อไม่มี",
        "Its translation; empty where there is none.",
    ),
    "kind": _field("ชนิด", "Kind", "ชนิดของข้อสังเกต", "What kind of issue it is.", constraints=_REQUIRED),
    "code": _field("กฎ", "Code", "กฎตรวจสอบที่พบข้อสังเกตนี้", "The check that found it."),
    "message_th": _field("ข้อสังเกต (ไทย)", "Message (Thai)", "ข้อสังเกตภาษาไทย", "The issue in Thai."),
    "message_en": _field(
        "ข้อสังเกต (อังกฤษ)",
        "Message (English)",
        "ข้อสังเกตภาษาอังกฤษ ว่างเมื่อไม่มีคำแปล",
        "The issue in English; empty where there is no translation.",
    ),
    "findings": _field(
        "ข้อค้นพบ",
        "Findings",
        "รหัสของข้อค้นพบที่เกี่ยวข้อง (คอลัมน์ id ของ findings.csv) รหัสละบรรทัด",
        "The findings that it is about, by their id in findings.csv, one on each line.",
        "list",
        delimiter="\n",
    ),
    "pages": _field(
        "หน้า",
        "Pages",
        "หน้าของไฟล์ต้นฉบับที่เกี่ยวข้อง",
        "The pages of the source that it is about.",
        "list",
        delimiter=", ",
        itemType="integer",
    ),
    "figure": _field("ภาพ", "Figure", "รหัสของภาพ", "Name of the figure.", constraints=_REQUIRED),
    "title_th": _field("ชื่อภาพ (ไทย)", "Title (Thai)", "สิ่งที่ภาพแสดง ภาษาไทย", "What the figure shows, in Thai."),
    "title_en": _field(
        "ชื่อภาพ (อังกฤษ)", "Title (English)", "สิ่งที่ภาพแสดง ภาษาอังกฤษ", "What the figure shows, in English."
    ),
    "category_th": _field(
        "หมวด (ไทย)", "Category (Thai)", "แถวหรือแกนของภาพ ภาษาไทย", "Row or axis of the figure, in Thai."
    ),
    "category_en": _field(
        "หมวด (อังกฤษ)", "Category (English)", "แถวหรือแกนของภาพ ภาษาอังกฤษ", "Row or axis of the figure, in English."
    ),
    "series_th": _field("ชุดข้อมูล (ไทย)", "Series (Thai)", "ชุดข้อมูลในภาพ ภาษาไทย", "Series of the figure, in Thai."),
    "series_en": _field(
        "ชุดข้อมูล (อังกฤษ)", "Series (English)", "ชุดข้อมูลในภาพ ภาษาอังกฤษ", "Series of the figure, in English."
    ),
    "shown": _field(
        "ค่าที่แสดง",
        "Value shown",
        "ค่าที่ภาพแสดง ว่างเมื่อไม่มีค่า",
        "The value that the figure shows; empty where there is none.",
        "number",
    ),
    "count": _field("จำนวน", "Count", "จำนวนที่ร้อยละแสดงแทน", "How many a share stands for.", "number"),
    "unit_th": _field("หน่วย (ไทย)", "Unit (Thai)", "หน่วยของค่าที่แสดง ภาษาไทย", "Unit of the value shown, in Thai."),
    "unit_en": _field(
        "หน่วย (อังกฤษ)", "Unit (English)", "หน่วยของค่าที่แสดง ภาษาอังกฤษ", "Unit of the value shown, in English."
    ),
    "note_th": _field("เหตุผล (ไทย)", "Note (Thai)", "เหตุที่ไม่มีค่า ภาษาไทย", "Why there is no value, in Thai."),
    "note_en": _field("เหตุผล (อังกฤษ)", "Note (English)", "เหตุที่ไม่มีค่า ภาษาอังกฤษ", "Why there is no value, in English."),
    "finding": _field(
        "ข้อค้นพบ",
        "Finding",
        "รหัสของข้อค้นพบ (คอลัมน์ id ของ findings.csv) ว่างเมื่อค่าไม่ได้มาจากข้อค้นพบใดเพียงข้อเดียว",
        "The finding that it comes from, by its id in findings.csv; empty where it comes from no single one.",
    ),
}

_TABLES = {
    "findings.csv": Bilingual(th="ข้อค้นพบ: ตัวเลขทุกค่าของรายงาน", en="Findings: every number of the report"),
    "statements.csv": Bilingual(th="ข้อความและข้อเสนอแนะ", en="Statements and recommendations"),
    "figures.csv": Bilingual(th="ข้อมูลของภาพในรายงาน", en="Figures: every value that the report draws"),
    "issues.csv": Bilingual(th="ข้อสังเกต: สิ่งที่ไม่ลงรอยกันหรืออ่านไม่ได้", en="Issues: what does not add up or can't be read"),
}


def describe(report: Report, files: Mapping[str, bytes]) -> str:
    """The descriptor of a report's CSV tables, given by their names, as JSON that ends in a line break.

    The same files give the same characters.
    """
    source: dict[str, Any] = {**_both({"title": report.title}), "path": report.source.file}
    if report.source.sha256:
        source["hash"] = f"sha256:{report.source.sha256}"
    package = {
        "$schema": _PACKAGE,
        "name": re.sub(r"[^a-z0-9._-]+", "-", report.profile.lower()).strip("-") or "report",
        "contributors": [{"title": "dgreport", "roles": ["wrangler"]}],
        "languages": ["th", "en"],
        **_both({"title": report.title, "description": _DESCRIPTION}),
        "sources": [source],
        "resources": [_resource(report, name, data) for name, data in files.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _both(texts: Mapping[str, Bilingual]) -> dict[str, str]:
    """Texts as properties, each in Thai under its name and in English under its name with @en."""
    said = {}
    for name, text in texts.items():
        said[name] = text.th
        if text.en is not None:
            said[f"{name}@en"] = text.en
    return said


def _resource(report: Report, name: str, data: bytes) -> dict[str, Any]:
    columns = next(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    key: dict[str, Any] = {"primaryKey": ["id"]} if "id" in columns else {}
    if "finding" in columns:
        key["foreignKeys"] = [{"fields": ["finding"], "reference": {"resource": "findings", "fields": ["id"]}}]
    return {
        "$schema": _RESOURCE,
        "name": name.removesuffix(".csv"),
        "type": "table",
        "path": name,
        **_both({"title": _TABLES[name]}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"$schema": _SCHEMA, "fields": [_described(report, each) for each in columns], **key},
    }


def _described(report: Report, column: str) -> dict[str, Any]:
    known = _FIELDS[column]
    described: dict[str, Any] = {
        "name": column,
        "type": known.type,
        **_both({"title": known.title, "description": known.description}),
    }
    codes = {
        "section": [(each.id, each.title) for each in report.sections],
        "level": [(each.id, each.name) for each in report.levels],
        "unit": [(each.id, each.name) for each in report.units],
    }
    if codes.get(column):
        described["categories"] = [{"value": id, **_both({"label": name})} for id, name in codes[column]]
    return {**described, **known.more}
