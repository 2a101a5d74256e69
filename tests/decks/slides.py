"""The 37 slides of the report as content, in the order of the report."""

from __future__ import annotations

from .content import (
    Advice,
    Chart,
    Content,
    Cover,
    Divider,
    Group,
    Heading,
    Items,
    Mark,
    Missions,
    Response,
    Row,
    Slide,
    Value,
    at,
    lines,
)  # fmt: skip
from .parts import (
    INCOMPLETE,
    KEEP,
    PILLARS,
    UNSURVEYED,
    USES,
    backup,
    bar,
    by_level,
    counted,
    literacy,
    pair,
    panels,
    ranked,
    row,
    scores,
    sending,
    services,
    speed,
    storage,
    table,
)  # fmt: skip


def _recommendations(number: int) -> Advice:
    """Parts and bullets out of the slide's lines: a bullet runs on over lines, joined where Thai runs on."""
    title, *rest = lines()[number]
    parts: list[tuple[str, list[str]]] = []
    for line in rest:
        if line.startswith("ด้าน") and line.endswith(")"):
            parts.append((line, []))
        elif line.startswith("•"):
            parts[-1][1].append(line)
        else:
            bullets = parts[-1][1]
            gap = " " if bullets[-1][-1].isascii() or line[0].isascii() else ""
            bullets[-1] += gap + line
    return Advice(title, tuple((name, tuple(bullets)) for name, bullets in parts))


_CONTENT: dict[int, Content] = {
    1: Cover(),
    2: Response(
        "จำนวนหน่วยงานที่ตอบแบบสำรวจกลับ",
        "ข้อมูลและผลการสำรวจทั้งหมด ดึงชุดข้อมูลเมื่อวันที่ {response.data_cutoff_date} โดยแบ่งออกเป็น",
        (
            ("ระดับกรมทั้งหมด", "{response.surveyed.department.count} หน่วยงาน", "ตอบกลับ",
             "{response.responded.department.count} กรม", "คิดเป็น {response.responded.department.percent} %"),
            ("ระดับจังหวัดทั้งหมด", "{response.surveyed.province.count} หน่วยงาน", "ตอบกลับ",
             "{response.responded.province.count} หน่วยงาน", "คิดเป็น {response.responded.province.percent} %"),
        ),
        ("รวม", "{response.responded.all.percent} %", "หน่วยงานตอบกลับทั้งหมด",
         "{response.responded.all.count} หน่วยงาน จาก {response.surveyed.all.count} หน่วยงาน"),
        (
            "หมายเหตุ:",
            "1. จำนวนตัวอย่างดังกล่าวเป็นตัวแทนของประชากรของแต่ละกลุ่มได้ที่ระดับความเชื่อมั่น {response.note.1.confidence_level}%",
            "2. กระทรวงต่างประเทศมีการรวมหลายหน่วยงานไว้ที่ส่วนกลาง จึงให้ใช้คะแนนของ สำนักปลัดฯ สำหรับทุกกรมภายใต้กระทรวง",
            "3. สตช.มีการรวมหลายหน่วยงานไว้ที่สำนักงานเทคโนโลยีสารสนเทศและการสื่อสาร จึงใช้คะแนนเป็นตัวแทนของหน่วยงาน",
            "4. ระดับจังหวัด ทำการสำรวจหน่วยงานภาครัฐจาก {response.note.4.provinces} จังหวัด (ไม่รวมกรุงเทพฯ และพัทยา) "
            "จังหวัดละ {response.note.4.agencies_per_province} หน่วยงาน",
        ),
    ),
    3: Missions(
        "หน่วยงานที่ตอบแบบสำรวจ {response.responded.all.count} หน่วยงาน แบ่งตามภารกิจได้ดังนี้",
        "(%)",
        (
            ("หน่วยงานที่ให้บริการ (Service providers)", "จำนวน {mission.service_provider.all.count} หน่วยงาน",
             "{mission.service_provider.all.percent}"),
            ("หน่วยงานที่จัดทำนโยบาย (Policy makers)", "จำนวน {mission.policy_maker.all.count} หน่วยงาน", ""),
            ("หน่วยงานผู้กำกับดูแล (Regulators)", "จำนวน {mission.regulator.all.count} หน่วยงาน", ""),
            ("หน่วยงานผู้ประสานงาน (Coordinated)", "จำนวน {mission.coordinator.all.count} หน่วยงาน", ""),
            ("หน่วยงานอื่นๆ", "จำนวน {mission.other.all.count} หน่วยงาน", ""),
        ),
        tuple(
            (name, f"จำนวน {{service_type.{key}.all.count}} หน่วยงาน", f"{{service_type.{key}.all.percent}} %")
            for name, key in (("บริการภาคประชาชน (G2C)", "g2c"), ("บริการภาคธุรกิจ (G2B)", "g2b"),
                              ("บริการภาครัฐบาล (G2G)", "g2g"), ("อื่น ๆ", "other"))
        ),
        (INCOMPLETE,),
    ),
    4: scores(
        "department", "ระดับความพร้อมรัฐบาลดิจิทัล: ระดับกรม",
        "ระดับความพร้อมรัฐบาลดิจิทัลในภาพรวมของระดับกรมหรือเทียบเท่า", PILLARS,
        "ด้านโครงสร้างพื้นฐานที่มีความมั่นคงปลอดภัย (Secure and Efficient Infrastructure)",
        "ด้านเทคโนโลยีอัจฉริยะและการนำมาใช้ (Smart Technological Practices)",
    ),
    5: panels("department", "ระดับความพร้อมรัฐบาลดิจิทัลระดับกรม: ตัวชี้วัดรอง", 6),
    6: scores(
        "province", "ระดับความพร้อมรัฐบาลดิจิทัล: ระดับจังหวัด",
        "ระดับความพร้อมรัฐบาลดิจิทัลในภาพรวมของระดับจังหวัด", PILLARS[:5],
        "{text.highest_pillar.province} (Smart Back Office)",
        "ด้านบริการภาครัฐที่สะดวกเข้าถึงง่าย (Public Services)",
        "(n = {fact_findings.base_n.province.count})",
        ("*ไม่มีการสำรวจในตัวชี้วัด Smart Technological Practices ในการสำรวจระดับจังหวัด",),
    ),
    7: panels("province", "ระดับความพร้อมรัฐบาลดิจิทัลระดับจังหวัด: ตัวชี้วัดระดับรอง", 5),
    8: Divider("Fact Findings"),
    9: Divider("เสาที่ 1 นโยบายและแนวปฏิบัติ (Policies/ Practices)"),
    10: table(
        row("1. คู่มือประชาชน จำนวนหน่วยงานที่ต้องจัดทำคู่มือตาม พรบ. ความสะดวก", pair("pillar1.public_manual.required")),
        row("จำนวนหน่วยงานที่มีข้อมูลเพื่อจะเปิดเผยกับบุคคลภายหรือสำนักงานภายนอก", pair("pillar1.data_to_disclose")),
        row("จำนวนหน่วยงานที่มีการเปิดเผยข้อมูลในรูปแบบ Machine Readable", pair("pillar1.machine_readable")),
        Group("2. แผนปฏิบัติการดิจิทัล", (
            bar("2.1 หน่วยงานที่ได้จัดทำแผนปฏิบัติการดิจิทัลเสร็จเป็นที่เรียบร้อย (จำนวน)", "pillar1.digital_action_plan.completed"),
            bar("2.2 หน่วยงานที่ได้จัดทำแผนปฏิบัติการดิจิทัลอยู่ระหว่างการจัดทำ (จำนวน)", "pillar1.digital_action_plan.in_progress"),
            bar("2.3 หน่วยงานที่ได้จัดทำแผนปฏิบัติการดิจิทัลที่ยังไม่มีแผนดำเนินการ (จำนวน)", "pillar1.digital_action_plan.no_plan"),
        )),
        row("3. จำนวนหน่วยงานที่จัดทำนโยบายความมั่นคงปลอดภัยสารสนเทศ (IS Policy)", pair("pillar1.is_policy")),
        title="Fact Findings",
    ),
    11: table(
        Row(
            "3.1 จำนวนหน่วยงานที่ถูกระบุว่า องค์กรที่ถือเป็นโครงสร้างพื้นฐานสำคัญของประเทศ "
            "และมีแนวนโยบายด้านความมั่นคงปลอดภัยด้านเทคโนโลยีสารสนเทศ (ตามประกาศของ สพธอ.)",
            {},
            Chart(
                (Mark("{pillar1.critical_infrastructure.all_topics.all.count}", "ครบทุกหัวข้อ"),
                 Mark("{pillar1.critical_infrastructure.not_all_topics.all.count}", "ไม่ครบทุกหัวข้อ")),
                note="*จำนวนหน่วยตามประกาศของสพธอ. (n = {pillar1.critical_infrastructure.listed.all.count})",
            ),
        ),
        Heading("4. ด้านการคุ้มครองข้อมูลส่วนตัว"),
        row("4.1 จำนวนหน่วยงานที่ได้จัดทำแนวนโยบายการคุ้มครองข้อมูลส่วนบุคคลครบถ้วนสมบูรณ์", pair("pillar1.privacy_policy_complete")),
        row("4.2 จำนวนหน่วยงานที่มีการเปิดเผยข้อมูลโดยอยู่ในรูปแบบ Machine Readable", pair("pillar1.machine_readable_slide11")),
    ),
    12: Divider("เสาที่ 2 ศักยภาพเจ้าหน้าที่ภาครัฐด้านดิจิทัล ( Digital Capabilities)"),
    13: table(
        row("1. จำนวนบุคลากร/ เจ้าหน้าที่ที่ปฏิบัติงานด้านเทคโนโลยีสารสนเทศ (ตามข้อ 3.1-1)",
            Value("{pillar2.it_staff.@.persons} คน")),
        row("2. จำนวนบุคลากร/ เจ้าหน้าทื่อื่นๆที่ปฏิบัติงานด้านเทคโนโลยีสารสนเทศ (ตามข้อ 3.1-2)",
            Value("{pillar2.other_it_staff.@.persons} คน")),
        row("3. จำนวนบุคลากรดูแล Data Center", Value("{pillar2.data_center_staff.@.persons} คน")),
        by_level(
            "4. หน่วยงานมีการส่งเสริมความรู้ Digital Literacy ในด้านต่างๆดังนี้",
            literacy("department", ("ด้านกฎหมาย นโยบาย มาตรฐานรัฐบาลดิจิทัล", "law_policy_standards")),
            literacy("province", ("ด้านความตระหนักรู้ในการทำงานภายใต้สภาวะดิจิทัล", "digital_awareness")),
        ),
        topic="หัวข้อ",
    ),
    14: table(
        row("5. จำนวนหน่วยงานที่มีการส่งเสริมให้ความรู้ด้านเทคโนโลยีสารสนเทศและการสื่อสาร (ICT)", pair("pillar2.ict_training")),
        row("6. จำนวนหน่วยงานที่มีการกำหนดเส้นทางอาชีพด้านเทคโนโลยีสารสนเทศ", Chart(
            (Mark("{pillar2.career_path.clearly_defined.@.count}", "กำหนดอย่างชัดเจน"),
             Mark("{pillar2.career_path.not_defined.@.count}", "ไม่มีการกำหนด")), "(หน่วยงาน)")),
        topic="หัวข้อ",
    ),
    15: table(
        by_level(
            "7. CIO ต้องการการสนับสนุนในเรื่องใดมากที่สุด (5 อันดับแรก)",
            ranked(
                "pillar2.cio_support_needed", "department",
                ("1. การริเริ่มดำเนินการเกี่ยวกับรัฐบาลดิจิทัล", "initiate_digital_government"),
                ("2.การกำกับดูแลการพัฒนาบริการอิเล็กทรอนิกส์ใหม่ๆ", "oversee_new_eservices"),
                ("3.การริเริ่มเกี่ยวกับการทำงานร่วมกันกับหน่วยงานอื่น", "initiate_collaboration"),
                ("4.การกำกับดูแลมาตรฐาน ICT ของหน่วยงาน", "oversee_ict_standards"),
                ("5.การกำกับดูแลการประเมินผลด้านเทคโนโลยี", "oversee_technology_evaluation")),
            ranked(
                "pillar2.cio_support_needed", "province",
                ("1. การจัดการระบบ IT ให้สอดคล้องกับวัตถุประสงค์ของหน่วยงาน", "align_it_with_objectives"),
                ("2.การกำกับดูแลการพัฒนาบริการอิเล็กทรอนิกส์ใหม่ๆ", "oversee_new_eservices"),
                ("3.การกำกับดูแลมาตรฐาน ICT ของหน่วยงาน", "oversee_ict_standards"),
                ("4.การกำกับดูแลเกี่ยวกับนโยบายการบริหารจัดการความเสี่ยงของหน่วยงาน", "oversee_risk_management_policy"),
                ("5. การริเริ่มเกี่ยวกับการทำงานร่วมกันกับหน่วยงานอื่น", "initiate_collaboration")),
        ),
        row("8. CIO มีระยะเวลาเฉลี่ยในการดำรงตำแหน่ง", Value(
            "{pillar2.cio_tenure.mean.@.years} ปี",
            ("น้อยสุด {pillar2.cio_tenure.min.@.years} ปี", "มากสุด {pillar2.cio_tenure.max.@.years} ปี"))),
        topic="หัวข้อ",
    ),
    16: Divider("เสาที่ 3 บริการภาครัฐที่สะดวกเข้าถึงง่าย (Public Services)"),
    17: services("department", "ระดับกรม", ("ภาษาต่างประเทศ", "foreign_language")),
    18: services("province", "ระดับจังหวัด", ("ระบบเก็บประวัติการเข้าใช้บริการ", "usage_history")),
    19: table(
        by_level(
            "1. จำนวนหน่วยงานที่มีการประเมินความพึงพอใจของผู้ใช้บริการต่อบริการอิเล็กทรอนิกส์",
            *(counted("pillar3.satisfaction_assessment", level, *(
                (f"{text} # หน่วยงาน", key) for text, key in (
                    ("มีการจัดทำการประเมิน", "done"), ("อยู่ระหว่างการจัดทำ", "in_progress"),
                    ("ไม่มีการจัดทำการประเมิน", "not_done"), ("ไม่ระบุ", "not_specified"))
                if (level, key) != ("department", "not_specified")))
              for level in ("department", "province")),
        ),
        by_level(
            "2. จำนวนหน่วยงานที่ได้มีการนำผลการประเมินความพึงพอใจ มาปรับปรุงคุณภาพของบริการให้สอดคล้องกับความต้องการของผู้ใช้",
            *(Items(tuple(
                (text, f"จำนวน {{pillar3.satisfaction_results_used.{key}.{level}.count}} หน่วยงาน "
                       f"(ร้อยละ {{pillar3.satisfaction_results_used.{key}.{level}.percent}})")
                for text, key in (
                    ("นำผลประเมินฯ มาปรับปรุงบริการ", "applied"), ("อยู่ระหว่างการดำเนินการ", "in_progress"),
                    ("ไม่มีการนำผลประเมินฯ มาปรับปรุงบริการ", "not_applied"), ("ไม่ระบุ", "not_specified"))
                if (level, key) != ("department", "not_applied")))
              for level in ("department", "province")),
        ),
        heads={"department": "ระดับกรม (จำนวน {pillar3.base_n.department.count})",
               "province": "ระดับจังหวัด (จำนวน {pillar3.base_n.province.count})"},
        notes=("หมายเหตุ:", "1. เสา 3 บริการภาครัฐที่สะดวกเข้าถึงง่าย (Public Services) สำรวจจากหน่วยงานที่มีบริการเท่านั้น",
               "2. " + INCOMPLETE.removeprefix("หมายเหตุ: ")),
    ),
    20: Divider("เสาที่ 4 ระบบบริหารจัดการภายในรูปแบบอิเล็กทรอนิกส์ (Smart Back Office)"),
    21: table(
        by_level(
            "1. ระบบอิเล็กทรอนิกส์ที่รองรับการทำงานครอบคลุมกลุ่มงานภายในหลัก 3 อันดับ",
            ranked("pillar4.main_systems", "department", ("1. งานสารบรรณและเลขานุการ", "records"),
                   ("2. งานทรัพยากรบุคคล", "hr"), ("3. งานการเงินและบัญชี", "finance")),
            ranked("pillar4.main_systems", "province", ("1. งานจัดซื้อพัสดุ", "procurement"),
                   ("2. งานการเงินและบัญชี", "finance"), ("3. งานสารบรรณและเลขานุการ", "records")),
        ),
        by_level(
            "3 ระบบอิเล็กทรอนิกส์ที่ลงทุนเองมากที่สุด",
            ranked("pillar4.own_investment_systems", "department", ("1. งานอาคารสถานที่และยานพาหนะ", "building_vehicle"),
                   ("2. งานบริหารเทคโนโลยีสารสนเทศ", "it"), ("3. งานสารบรรณและเลขานุการ", "records"), cards=True),
            ranked("pillar4.own_investment_systems", "province", ("1. งานประชาสัมพันธ์ภายใน", "internal_pr"),
                   ("2. งานสารบรรณและเลขานุการ", "records"), ("3. งานธุรการ", "clerical"), cards=True),
        ),
        by_level(
            "3 ระบบอิเล็กทรอนิกส์ที่ใช้จากส่วนกลางมากที่สุด",
            ranked("pillar4.central_systems", "department", ("1. งานจัดซื้อพัสดุ", "procurement"),
                   ("2. งานทรัพยากรบุคคล", "hr"), ("3. งานการเงินและบัญชี", "finance"), cards=True),
            ranked("pillar4.central_systems", "province", ("1. งานการเงินและบัญชี", "finance"),
                   ("2. งานจัดซื้อพัสดุ", "procurement"), ("3. งานสารบรรณและเลขานุการ", "records"), cards=True),
        ),
        by_level(
            "3 ระบบงานที่มีการใช้งานในรูปแบบอิเล็กทรอนิกส์น้อยที่สุด",
            ranked("pillar4.least_used_systems", "department", ("1. งานผู้ตรวจราชการ", "inspector"),
                   ("2. งานตรวจสอบภายใน", "internal_audit"), ("3. งานวิเทศสัมพันธ์ภายในองค์กร", "foreign_relations")),
            ranked("pillar4.least_used_systems", "province", ("1. งานวิเทศสัมพันธ์ภายในองค์กร", "foreign_relations"),
                   ("2. งานตรวจสอบภายใน", "internal_audit"), ("3. งานผู้ตรวจราชการ", "inspector")),
        ),
    ),
    22: table(Group("2. ความเพียงพอของจำนวนคอมพิวเตอร์ในหน่วยงาน", (
        bar("2.1 จำนวนหน่วยงานที่มีคอมพิวเตอร์เพียงพอต่อการใช้งาน", "pillar4.computers.sufficient"),
        bar("2.2 จำนวนหน่วยงานที่มีคอมพิวเตอร์ไม่เพียงพอต่อการใช้งาน", "pillar4.computers.insufficient")))),
    23: table(
        Group("3. ประสิทธิภาพการใช้งานของระบบ ERP", (
            bar("3.1 จำนวนหน่วยงานที่ใช้แนวคิด ERP ครบถ้วนสมบูรณ์ทั้งระบบ", "pillar4.erp.full"),
            bar("3.2 จำนวนหน่วยงานที่ใช้แนวคิด ERP บางส่วน", "pillar4.erp.partial"),
            bar("3.3 จำนวนหน่วยงานที่ไม่มีการใช้ERP เลย", "pillar4.erp.none"))),
        by_level("4. รูปแบบการส่งเอกสาร", sending("department", "(%)"), sending("province", None)),
    ),
    24: table(Group("5. จำนวนหน่วยงานที่มีการใช้ Single sign-on", (
        bar("5.1 จำนวนหน่วยงานที่ใช้ Single sign-on อย่างสมบูรณ์", "pillar4.single_sign_on.full"),
        bar("5.2 จำนวนหน่วยงานที่ใช้ Single sign-on บางส่วน", "pillar4.single_sign_on.partial"),
        bar("5.3 จำนวนหน่วยงานที่ไม่มีการใช้ Single sign-on เลย", "pillar4.single_sign_on.none")))),
    25: Divider("เสาที่ 5 โครงสร้างพื้นฐานที่มีความมั่นคงปลอดภัยและประสิทธิภาพ (Secure and Efficient Infrastructure)"),
    26: table(
        row("1. จำนวนหน่วยงานที่มีความเร็วอัพโหลด ดาวน์โหลด ต่ำกว่า {pillar5.speed_threshold} Mb/s", speed("below")),
        row("จำนวนหน่วยงานที่มีความเร็วอัพโหลด ดาวน์โหลด มากกว่า {pillar5.speed_threshold} Mb/s", speed("above")),
        Group(None, (
            bar("1.1 จำนวนหน่วยงานที่มีการบำรุงรักษา ดูแล ติดตาม ด้านเทคโนโลยีสารสนเทศด้วยตัวเอง", "pillar5.it_maintenance.self"),
            bar("1.2 จำนวนหน่วยงานที่มีการบำรุงรักษา ดูแล ติดตาม ด้านเทคโนโลยีสารสนเทศ โดยการจ้างสำนักงานภายนอก",
                "pillar5.it_maintenance.outsourced"),
            bar("1.3 จำนวนหน่วยงานที่ไม่มีการบำรุงรักษา ดูแล ติดตาม ด้านเทคโนโลยีสารสนเทศ", "pillar5.it_maintenance.none"),
        ), reasons=("ไม่มีนโยบายสนับสนุน", "ขาดงบประมาณ", "ขาดบุคลากร")),
        notes=("หมายเหตุ: คำถามสามารถตอบได้หลายคำตอบ", INCOMPLETE),
    ),
    27: table(
        row("2. จำนวนหน่วยงานที่มีการจัดทำรายงานอุบัติการณ์ (Incident Report)", counted(
            "pillar5.incident_report", "@", ("จัดทำ (# หน่วยงาน)", "done"), ("ไม่มีการจัดทำ (# หน่วยงาน)", "not_done"),
            value="percent", unit="(%)")),
        row("3. จำนวนหน่วยงานที่มีการสำรองข้อมูลสารสนเทศในยามฉุกเฉิน โดยสำรองข้อมูลด้วยวิธีดังนี้", pair("pillar5.emergency_backup")),
        by_level("", backup("department", "internal", "remote", "other"),
                 backup("province", "internal", "other", "remote")),
    ),
    28: table(
        row("4. หน่วยงานที่มีแผนบริหารจัดการความต่อเนื่องทางการปฏิบัติงาน (BCP) ครบถ้วนสมบูรณ์", pair("pillar5.bcp.complete")),
        by_level(
            "5. หน่วยงานที่มีแผนบริหารจัดการความต่อเนื่องทางการปฏิบัติงาน (BCP) ไม่ครบถ้วนสมบูรณ์ เนื่องจาก",
            ranked(
                "pillar5.bcp.incomplete_reason", "department",
                ("1. ขาดการติดตามประสิทธิภาพและประสิทธิผลด้านขีดความสามารถของการสร้างความต่อเนื่อง",
                 "no_effectiveness_monitoring"),
                ("2. ขาดการบริหารจัดการการใช้งบประมาณเพื่อใช้ในการดำเนินการที่เกี่ยวข้องกับการสร้างความต่อเนื่อง",
                 "no_budget_management"),
                ("3. ขาดการศึกษาและติดตามวิทยาการใหม่ๆที่เกี่ยวข้องกับการสร้างความต่อเนื่องระบบเทคโนโลยีสารสนเทศและการสื่อสาร",
                 "no_study_of_new_knowledge")),
            ranked(
                "pillar5.bcp.incomplete_reason", "province", ("1. ไม่มีการอนุมัติงบประมาณ", "no_budget_approval"),
                ("2. ไม่มีการแต่งตั้งคณะทำงานสร้างความต่อเนื่องระบบเทคโนโลยีสารสนเทศและการสื่อสาร", "no_working_group"),
                ("3. ไม่มีการกำหนดขอบเขตของการสร้างความต่อเนื่อง", "no_scope"),
                ("3. ไม่มีการทบทวนการบริหารจัดการเพื่อสร้างความต่อเนื่องของระบบเทคโนโลยีสารสนเทศ", "no_review")),
        ),
        by_level(
            "6. กลไกใดที่ถูกใช้ในการยืนยันตัวมากที่สุด (3 อันดับ)",
            ranked("pillar5.authentication", "department", ("1.Username/ Password", "username_password"),
                   ("2. Biometric Security", "biometric"), ("3. Token Key", "token_key"), form="ร้อยละ #", cards=True),
            ranked("pillar5.authentication", "province", ("1.Username/ Password", "username_password"),
                   ("2. Token Key", "token_key"), ("3. Biometric Security", "biometric"), form="ร้อยละ #", cards=True),
        ),
    ),
    29: table(
        by_level("7. รูปแบบการจัดเก็บข้อมูลของเอกสาร", storage("department"), storage("province")),
        row("8. จำนวนหน่วยงานที่มีการสำรองข้อมูลสารสนเทศในภาวะฉุกเฉิน", pair("pillar5.emergency_backup_slide29")),
        row("8.1 วิธีที่จัดเก็บข้อมูล", KEEP),
    ),
    30: table(
        by_level(
            "9. จำนวนหน่วยงานที่มีมาตรการสุ่มตรวจการใช้โปรแกรมที่ได้รับอนุญาตถูกต้องตามกฏหมายลิขสิทธิ์",
            at(pair("pillar5.software_license_audit", percent="%"), "department"),
            at(pair("pillar5.software_license_audit"), "province"),
        ),
        row("10. หน่วยงานที่มีการใช้งานระบบคลาวด์คอมพิวติ้ง (Cloud Computing)", pair("pillar5.cloud_computing")),
        row("11. จำนวนหน่วยงานที่พร้อมจะบูรณาการข้อมูล", pair("pillar5.data_integration_ready")),
        row("12. จำนวนหน่วยงานที่มีการตรวจสอบความสมบูรณ์ของข้อมูลที่เก็บรักษา", counted(
            "pillar5.data_integrity_check", "@", ("มี (# หน่วยงาน)", "yes"), ("ไม่มี (# หน่วยงาน)", "no"),
            ("ไม่ระบุ (# หน่วยงาน)", "not_specified"))),
    ),
    31: Divider("เสาที่ 6 เทคโนโลยีอัจฉริยะและการนำมาใช้ (Smart Technological Practices)"),
    32: table(
        Heading("Big Data"),
        Row("หน่วยงานที่มีการใช้ Big Data ใช้เพื่อ", {"department": USES}),
        Group(None, (bar("จำนวนหน่วยงานที่กำลังดำเนินการวางแผน", "pillar6.big_data.planning"),
                     bar("จำนวนหน่วยงานที่ยังไม่มีการใช้", "pillar6.big_data.not_used")), ("department",)),
        unsurveyed=UNSURVEYED,
    ),
    33: table(
        Heading("IoT"),
        Group(None, (bar("จำนวนหน่วยงานที่เริ่มใช้ IoT", "pillar6.iot.started"),
                     bar("จำนวนหน่วยงานที่กำลังดำเนินการวางแผน", "pillar6.iot.planning"),
                     bar("จำนวนหน่วยงานที่ยังไม่มีการใช้", "pillar6.iot.not_used")), ("department",)),
        Heading("Mobile Technologies"),
        Row("จำนวนหน่วยงานที่นำเทคโนโลยีโทรศัพท์เคลื่อนที่มาใช้", {"department": at(
            pair("pillar6.mobile.used", "ยอดดาวน์โหลดแอปพลิเคชัน {pillar6.mobile.app_downloads.@.downloads} ครั้ง"),
            "department")}),
        unsurveyed=UNSURVEYED,
    ),
    34: Divider("ข้อเสนอแนะ"),
    35: _recommendations(35),
    36: _recommendations(36),
    37: _recommendations(37),
}  # fmt: skip

SLIDES: dict[int, Slide] = {
    number: Slide(number, content, any("{page}" in line for line in lines()[number]))
    for number, content in _CONTENT.items()
}
