"""Pieces that the slides are made of: pairs, rankings, charts, the scores and services of one level."""

from __future__ import annotations

from .content import (
    Bar,
    Cell,
    Chart,
    Group,
    Heading,
    Items,
    Mark,
    Pair,
    Panels,
    Row,
    Scores,
    Services,
    Table,
    at,
)  # fmt: skip
from .numbers import LEVELS

INCOMPLETE = (
    "หมายเหตุ: หน่วยงานที่ตอบแบบสำรวจในแต่ละข้อไม่สมบูรณ์ จะไม่ถูกนำมาคิดรวม และในบางคำถามเป็นคำถามที่ตอบได้หลายคำตอบ"
)
HEADS = {
    "department": "ระดับกรม (จำนวน {fact_findings.base_n.department.count})",
    "province": "ระดับจังหวัด (จำนวน {fact_findings.base_n.province.count})",
}


def pair(topic: str, more: str = "", percent: str = " %") -> Pair:
    rest = (more,) if more else ()
    return Pair(f"{{{topic}.@.count}} หน่วยงาน", f"{{{topic}.@.percent}}{percent}", rest)


def row(label: str, cell: Cell) -> Row:
    return Row(label, {level: at(cell, level) for level in LEVELS})


def bar(label: str, topic: str) -> Bar:
    return Bar(label, f"{{{topic}.@.percent}}", f"{{{topic}.@.count}} หน่วยงาน")


def ranked(topic: str, level: str, *items: tuple[str, str], form: str = "(ร้อยละ #)", cards: bool = False) -> Items:
    """Items whose second part is the last part of the record's name; their figure is set as in `form`."""
    return Items(
        tuple((text, form.replace("#", f"{{{topic}.{name}.{level}.percent}}")) for text, name in items), cards
    )


def counted(topic: str, level: str, *items: tuple[str, str], value: str = "count", unit: str | None = None) -> Chart:
    """A chart whose legend repeats the counts; its marks print the records' `value`."""
    marks = tuple(
        Mark(f"{{{topic}.{name}.{level}.{value}}}", text.replace("#", f"{{{topic}.{name}.{level}.count}}"))
        for text, name in items
    )
    return Chart(marks, unit)


def table(*rows: Row | Group | Heading, title: str = "Fact Findings (ต่อ)", **more: object) -> Table:
    fields = {"heads": HEADS, "notes": (INCOMPLETE,)} | more
    return Table(title=title, rows=rows, **fields)  # type: ignore[arg-type]


def scores(level: str, title: str, overall: str, names: tuple[tuple[str, str], ...], high: str, low: str,
            n: str | None = None, notes: tuple[str, ...] = ()) -> Scores:  # fmt: skip
    pillars = tuple((name, f"{{score.{topic}.{level}.score}}") for name, topic in names)
    extremes = (
        ("มากที่สุด", high, f"{{score.highest_pillar.{level}.score}} คะแนน"),
        ("น้อยที่สุด", low, f"{{score.lowest_pillar.{level}.score}} คะแนน"),
    )
    return Scores(title, f"{overall} มีค่าเท่ากับ คะแนน {{score.overall.{level}.score}}", n, pillars, extremes, notes)


PILLARS = (
    ("Policies/Practices", "policies_practices"),
    ("Digital Capabilities", "digital_capabilities"),
    ("Public Services", "public_services"),
    ("Smart Back Office", "smart_back_office"),
    ("Secure and Efficient Infrastructure", "secure_efficient_infrastructure"),
    ("Smart Technological Practices", "smart_technological_practices"),
)
SUB = {
    "policies_practices": ("Policies/ Practices", (
        ("Digital Government Policy", "digital_government_policy"),
        ("Policy Harmonization with National Policy Level", "policy_harmonization"),
        ("Cyber Security Policy", "cyber_security_policy"),
        ("Critical Infrastructure", "critical_infrastructure"),
        ("Data Privacy and Sharing", "data_privacy_sharing"),
        ("Effective Allocation of the Budgets", "budget_allocation"))),
    "digital_capabilities": ("Digital Capabilities", (
        ("Public Personnel Capabilities", "public_personnel_capabilities"),
        ("Digital Leadership", "digital_leadership"),
        ("Leadership Continuity Plan", "leadership_continuity_plan"),
        ("Digital Literacy", "digital_literacy"))),
    "public_services": ("Public Services", (
        ("Proportion of Digital Service", "proportion_digital_service"),
        ("Customer Experience", "customer_experience"),
        ("Promote for Using Digital Service", "promote_using_digital_service"),
        ("Service Support", "service_support"))),
    "smart_back_office": ("Smart Back Office Practices", (
        ("Operational Efficiency", "operational_efficiency"),
        ("ERP Development", "erp_development"),
        ("Interoperability", "interoperability"))),
    "secure_efficient_infrastructure": ("Secure and Efficient Infrastructure", (
        ("Reliability Infrastructure", "reliability_infrastructure"),
        ("Data Management", "data_management"))),
    "smart_technological_practices": ("Smart Technological Practices", (
        ("Big Data Analytic/ Predictive Practices", "big_data_analytic_predictive"),
        ("IoT, AI or other advanced Technologies", "iot_ai_advanced"),
        ("Social and Mobile Technologies", "social_mobile"))),
}  # fmt: skip


def panels(level: str, title: str, pillars: int) -> Panels:
    return Panels(title, tuple(
        (name, f"คะแนนภาพรวม {{score.{pillar}.{level}.score}}",
         tuple((label, f"{{score.{pillar}.{sub}.{level}.score}}") for label, sub in subs))
        for pillar, (name, subs) in list(SUB.items())[:pillars]
    ))  # fmt: skip


def services(level: str, name: str, second: tuple[str, str]) -> Services:
    def n(topic: str, unit: str = "services") -> str:
        return f"{{pillar3.{topic}.{level}.{unit}}}"

    def count(topic: str) -> str:
        return f"{n(topic, 'count')} หน่วยงาน"

    def share(topic: str) -> str:
        return f"(ร้อยละ {n(topic, 'percent')})"

    def parts(topic: str, *items: tuple[str, str]) -> tuple[tuple[str, str, str], ...]:
        return tuple((text, n(f"{topic}.{key}"), "บริการ") for text, key in items)

    facilities = (("คู่มือการให้บริการ", "service_manual"), second, ("สื่อวีดีโอหรือเสียง", "video_audio"))
    payments = (("พร้อมเพย์", "promptpay"), ("จ่ายบนเว็บไซต์", "website"), ("ผ่านตัวแทน", "agent"))
    return Services(
        "Fact Findings (ต่อ)",
        name,
        "มีบริการ",
        ((n("agencies_with_services", "count"), "หน่วยงาน"), (n("services_total"), "บริการ")),
        ("บริการรูปแบบอิเล็กทรอนิกส์ได้ทั้งหมด", n("eservices_total"), "บริการ"),
        (
            ((), parts(
                "eservice_channel",
                ("ให้บริการผ่านเว็บไซต์และ Mobile Application", "web_and_mobile"),
                ("อิเล็กทรอนิกส์ ณ หน่วยงาน", "at_agency"),
                ("ให้บริการได้ทั้งสองช่องทาง", "both_channels"),
                ("ไม่ระบุ", "not_specified"))),
            (("แบบฟอร์ม", f"{n('eservices_total')} บริการ"), parts(
                "eservice_form",
                ("แบบฟอร์มกระดาษ", "paper"),
                ("ใช้ได้ทั้งสองแบบฟอร์ม", "both"),
                ("แบบฟอร์มอิเล็กทรอนิกส์", "electronic"),
                ("ไม่ระบุ", "not_specified"))),
            (("การร้องขอสำเนา", f"จากบริการอิเล็กทรอนิกส์ {n('eservices_total')} บริการ"), parts(
                "document_copies",
                ("บริการที่เป็นอิเล็กทรอนิกส์แต่ยังต้องร้องขอสำเนาเอกสารจากผู้ใช้บริการ", "copy_required"),
                ("บริการที่เป็นอิเล็กทรอนิกส์และไม่ต้องร้องขอสำเนาเอกสารจากผู้ใช้บริการ", "no_copy_required"),
                ("ไม่ระบุ", "not_specified"),
                ("บริการที่เป็นอิเล็กทรอนิกส์และฟอร์มแบบอิเล็กทรอนิกส์ โดยไม่ต้องร้องขอสำเนาของประชาชน",
                 "eform_no_copy_required"))),
        ),
        (
            ("จำนวนสำเนาเอกสารที่ร้องขอจากประชาชน (เฉลี่ย)",
             ((f"{n('document_copies.mean_pages', 'pages_per_time')} หน้า/ ครั้ง",),)),
            ("มีการสำรวจความต้องการของกลุ่มเป้าหมายก่อนการพัฒนาบริการอิเล็กทรอนิกส์ เป็นจำนวน",
             ((f"{count('needs_survey_before_development')} {share('needs_survey_before_development')}",),)),
            ("บนเว็บไซต์ของหน่วยงานได้มีการอำนวยความสะดวก 3 อันดับ คือ", tuple(
                (text, f"{count('website_facilitation.' + key)} {share('website_facilitation.' + key)}")
                for text, key in facilities)),
            ("จำนวนหน่วยงานที่นำระบบ search engine เข้ามาพัฒนาร่วมกับบริการ",
             ((f"{n('search_engine', 'count')} {share('search_engine')}",),)),
            ("ช่องทางการสื่อสารผ่านโซเชียลมีเดียที่ได้รับความนิยมสูงสุด", tuple(
                (f"{count(f'social_media_channel.rank{rank}')} {share(f'social_media_channel.rank{rank}')}",)
                for rank in (1, 2))),
            ("ในกรณีที่มีการชำระเงิน/ ทำธุรกรรม", tuple(
                (text, count(f"payment.{key}"), f"ร้อยละ {n(f'payment.{key}', 'percent')}")
                for text, key in payments)),
        ),
        (INCOMPLETE,),
    )  # fmt: skip


def literacy(level: str, second: tuple[str, str]) -> Chart:
    topics = (
        ("ด้านความปลอดภัยในการทำงานด้านเทคโนโลยีสารสนเทศ", "it_work_security"),
        second,
        ("ด้านการบริหารโครงการและกลยุทธ์ในเชิงดิจิทัล", "project_strategy_management"),
    )
    marks = tuple(Mark(f"{{pillar2.digital_literacy.{key}.{level}.percent}}", text) for text, key in topics)
    return Chart(marks, "(%)", legend=False, ends=("มากที่สุด", "น้อยที่สุด"))


def by_level(label: str, department: Cell, province: Cell) -> Row:
    return Row(label, {"department": department, "province": province})


def sending(level: str, unit: str | None) -> Chart:
    return counted(
        "pillar4.document_sending", level,
        ("ทั้งไปรษณีย์และอิเล็กทรอนิกส์ (# หน่วยงาน)", "both"),
        ("รูปแบบไปรษณีย์เท่านั้น (# หน่วยงาน)", "post_only"),
        ("รูปแบบอิเล็กทรอนิกส์ (# หน่วยงาน)", "electronic"), value="percent", unit=unit,
    )  # fmt: skip


def speed(side: str) -> Items:
    def figure(way: str) -> str:
        topic = f"pillar5.speed_{side}_2mbps.{way}.@"
        return f"{{{topic}.count}} หน่วยงาน (ร้อยละ {{{topic}.percent}})"

    return Items((("อัพโหลด", figure("upload")), ("ดาวน์โหลด", figure("download"))))


def storage(level: str) -> Chart:
    return counted(
        "pillar5.document_storage", level, ("เอกสาร", "paper"), ("เอกสารและอิเล็กทรอนิกส์", "both"),
        ("อิเล็กทรอนิกส์", "electronic"), value="percent", unit="(%)",
    )  # fmt: skip


USES = Items(tuple(
    (text, f"({{pillar6.big_data.use.{key}.department.count}} หน่วยงาน "
           f"ร้อยละ {{pillar6.big_data.use.{key}.department.percent}})")
    for text, key in (
        ("ใช้เป็นเครื่องมือการวิเคราะห์", "analysis_tool"),
        ("ใช้เปิดเผยข้อมูลแก่หน่วยงานที่มีบันทึก MOU", "disclose_to_mou_agencies"),
        ("ใช้เปิดเผยข้อมูลให้แก่สาธารณะ", "disclose_to_public"),
    )
))  # fmt: skip

UNSURVEYED = ("ไม่มีการสำรวจ", "เสาที่ 6 เทคโนโลยีสมัยใหม่")
METHODS = {"internal": "สำรองด้วยวิธีสำรองข้อมูลภายในหน่วยงาน", "remote": "สำรองข้อมูลในพื้นที่ห่างไกล",
            "other": "สำรองข้อมูลผ่านระบบอื่นๆ"}  # fmt: skip


def backup(level: str, *order: str) -> Items:
    items = tuple((f"{rank}.{METHODS[key]}", key) for rank, key in enumerate(order, 1))
    return ranked("pillar5.emergency_backup.method", level, *items, form="ร้อยละ #")


KEEP = Items(tuple((text, f"{{pillar5.backup_storage.{key}.@.percent}} %") for text, key in (
    ("1. สำรองด้วยวิธีสำรองข้อมูลภายใน Data Center ของหน่วยงาน", "internal_data_center"),
    ("2. สำรองข้อมูลในพื้นที่ห่างไกลผ่านระบบ Cloud หรือ DR Site", "remote_cloud_dr"),
)))  # fmt: skip
