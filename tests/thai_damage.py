"""Thai sentences written for the tests, and the damage that the text layer of the 2560 report shows, by seed.

`damaged` puts the damage of that report into any Thai text, in its proportions: every sara am as space and sara aa,
every bullet as the code of a symbol font, and in 26,000 characters 61 tones before their vowel and 28 signs past the
next character.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from dgreport.extraction import thai

SENTENCES = """\
• เช้านี้ฝนตกหนักทั่วทั้งเมือง รถจึงติดยาวตั้งแต่สะพานจนถึงหน้าโรงเรียน
แม่ค้าตั้งแผงขายผักริมทาง มีทั้งผักบุ้ง ผักกาด ต้นหอม และมะเขือเทศลูกใหญ่
คุณครูให้เด็ก ๆ อ่านหนังสือพร้อมกัน แล้วตอบคำถามท้ายบททีละข้อ
ชาวนาเริ่มเกี่ยวข้าวเมื่อต้นเดือนธันวาคม ปีนี้น้ำมากกว่าปีก่อนจึงได้ผลผลิตต่ำกว่าที่คาด
• การเดินทางไปเกาะต้องนั่งเรือประมาณ 2 ชั่วโมง คลื่นลมแรงในช่วงมรสุม
ผู้โดยสารควรมาถึงสนามบินก่อนเวลาเครื่องออกอย่างน้อย 90 นาที และเตรียมบัตรประจำตัวให้พร้อม
หมอแนะนำให้ดื่มน้ำวันละ 8 แก้ว นอนให้พอ และออกกำลังกายสม่ำเสมอ
ยานี้ต้องกินหลังอาหารทันที ห้ามกินพร้อมนม เพราะจะทำให้ยาดูดซึมได้น้อยลง
• ห้องสมุดเปิดให้บริการทุกวัน ยกเว้นวันจันทร์ สมาชิกยืมหนังสือได้ครั้งละ 5 เล่ม
พิพิธภัณฑ์แห่งนี้เก็บรักษาเครื่องปั้นดินเผา อาวุธโบราณ และภาพถ่ายเมืองเก่ากว่า 1,200 ภาพ
ตำรวจจับกุมผู้ต้องหาได้ที่บ้านเช่าหลังหนึ่ง พร้อมของกลางจำนวนมาก
ศาลมีคำสั่งให้จำเลยชำระค่าเสียหายพร้อมดอกเบี้ยร้อยละ 7.5 ต่อปี
• สัญญานี้ทำขึ้นสองฉบับ มีข้อความถูกต้องตรงกัน คู่สัญญาได้อ่านและเข้าใจโดยตลอดแล้ว
ช่างไฟฟ้าตรวจสอบสายดินและเปลี่ยนหลอดไฟที่ชำรุดในอาคาร B ชั้น 3
นักบินอวกาศต้องฝึกอยู่ในสภาพไร้น้ำหนักหลายร้อยชั่วโมงก่อนขึ้นบินจริง
กล้องโทรทรรศน์ตัวใหม่ถ่ายภาพดาวฤกษ์ที่อยู่ไกลออกไปหลายพันปีแสง
• ทีมชาติไทยชนะ 3 ต่อ 1 ในครึ่งหลัง ผู้รักษาประตูป้องกันลูกโทษได้สองครั้ง
นักวิ่งมาราธอนคนนี้ซ้อมวันละ 20 กิโลเมตร เช้าก่อนพระอาทิตย์ขึ้นและเย็นหลังเลิกงาน
แกงเขียวหวานต้องเคี่ยวกะทิให้แตกมัน แล้วจึงใส่พริกแกง เนื้อไก่ และใบโหระพา
ขนมครกของยายอร่อยที่สุดในตลาดน้ำ ลูกค้าต้องต่อแถวรอนานกว่าครึ่งชั่วโมง
• โปรแกรมนี้บันทึกข้อมูลลงใน Excel โดยอัตโนมัติ ผู้ใช้เพียงกดปุ่ม Export ที่มุมขวาบน
อินเทอร์เน็ตความเร็วสูงเข้าถึงหมู่บ้านห่างไกลแล้วกว่าร้อยละ 85 ของทั้งประเทศ
บริษัทลงทุนสร้างโรงงานผลิตแบตเตอรี่ มูลค่า 4,500 ล้านบาท คาดว่าจะจ้างงานเพิ่มขึ้น
ราคาน้ำมันในตลาดโลกปรับตัวสูงขึ้นต่อเนื่อง ทำให้ค่าขนส่งสินค้าแพงขึ้นตามไปด้วย
• ผู้สูงอายุที่อยู่ลำพังควรมีคนดูแล และควรติดราวจับในห้องน้ำเพื่อป้องกันการลื่นล้ม
เด็กแรกเกิดต้องได้รับวัคซีนตามกำหนด แม่ควรให้นมลูกอย่างน้อย 6 เดือน
ป่าชายเลนช่วยป้องกันชายฝั่งไม่ให้ถูกกัดเซาะ และเป็นที่อยู่ของสัตว์น้ำวัยอ่อน
ช้างป่าลงมากินพืชไร่ของชาวบ้านเกือบทุกคืน เจ้าหน้าที่จึงต้องผลัดกันเฝ้าระวัง
• วัดนี้สร้างขึ้นในสมัยกรุงศรีอยุธยา จิตรกรรมฝาผนังเล่าเรื่องพุทธประวัติไว้อย่างงดงาม
ประเพณีลอยกระทงจัดขึ้นในคืนวันเพ็ญเดือนสิบสอง ผู้คนนำกระทงไปลอยในแม่น้ำลำคลอง
นักดนตรีรุ่นใหม่นำเครื่องดนตรีพื้นบ้านมาเล่นร่วมกับเปียโนและไวโอลิน
หนังสือเล่มนี้รวบรวมเรื่องสั้นของนักเขียนสิบคน แต่ละเรื่องมีความยาวไม่เกินยี่สิบหน้า
• รถไฟขบวนนี้ออกจากสถานีกลางเวลา 08.30 น. ถึงปลายทางเวลา 14.05 น.
สะพานข้ามแม่น้ำกำลังซ่อมแซม รถบรรทุกหนักต้องใช้เส้นทางอื่นจนถึงสิ้นเดือน
ครอบครัวของเขาย้ายมาอยู่กรุงเทพฯ เมื่อสามสิบปีก่อน และเปิดร้านซ่อมนาฬิกาเล็ก ๆ
เธอเก็บเงินซื้อจักรยานคันใหม่ให้น้องชาย เพราะคันเดิมล้อหลังคดและเบรกไม่ดี
• พายุทำให้เสาไฟฟ้าล้มหลายต้น ไฟดับทั้งตำบลตั้งแต่เที่ยงคืนจนถึงรุ่งเช้า
เจ้าของที่ดินยื่นคำร้องขอรังวัดสอบเขต โดยแนบสำเนาโฉนดและหนังสือมอบอำนาจ
นักศึกษาปีสุดท้ายต้องทำโครงงานและนำเสนอผลงานต่อคณะกรรมการ 3 ท่าน
ต้นไม้ใหญ่หน้าบ้านถูกตัดเพราะกิ่งแห้งอาจหล่นใส่คนเดินผ่าน
"""

_CONSONANT = f"[{thai.CONSONANTS}]"
_ORDERED = re.compile(f"{_CONSONANT}[{thai.ABOVE_VOWELS}{thai.BELOW_VOWELS}][{thai.TONES}]")
_SIGNED = re.compile(f"{_CONSONANT}[{thai.MARKS}]+(?=[^\\s{thai.SARA_AM}])")
_AM = re.compile(f"([{thai.TONES}]?){thai.SARA_AM}")
_CHARACTERS = 26_000  #: the report that the proportions were counted in


@dataclass(frozen=True)
class Counts:
    sara_am: int
    orders: int
    pasts: int
    bullets: int


def damaged(text: str, seed: int) -> tuple[str, Counts]:
    """`text` with the report's kinds of damage in the report's proportions, at places chosen by `seed`."""
    rng = random.Random(seed)
    orders = _sample(rng, [match.span() for match in _ORDERED.finditer(text)], 61 * len(text) / _CHARACTERS, set())
    pasts = _sample(rng, [match.span() for match in _SIGNED.finditer(text)], 28 * len(text) / _CHARACTERS, orders)
    for start, end in sorted(orders | pasts, reverse=True):
        last = text[end - 1]
        if (start, end) in orders:
            text = text[:start + 1] + last + text[start + 1:end - 1] + text[end:]
        else:
            text = text[:end - 1] + text[end] + last + text[end + 1:]
    counts = Counts(text.count(thai.SARA_AM), len(orders), len(pasts), text.count("•"))
    text = _AM.sub(lambda match: (f" {match[1]}" if rng.random() < 0.9 else f"{match[1]} ") + thai.SARA_AA, text)
    return text.replace("•", "\uf0b7"), counts


def _sample(
    rng: random.Random, spans: list[tuple[int, int]], count: float, taken: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """About `count` of `spans`, at least four, none within twelve characters of another or of one that is `taken`."""
    chosen: set[tuple[int, int]] = set()
    for span in rng.sample(spans, len(spans)):
        if len(chosen) >= max(4, round(count)):
            break
        if all(abs(span[0] - other[0]) > 12 for other in chosen | taken):
            chosen.add(span)
    return chosen
