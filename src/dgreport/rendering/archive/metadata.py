"""What a PDF says of itself: titles, dates, standards (XMP, ISO 16684-1), and what its colours mean."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf, String

from dgreport import __version__
from dgreport.model import Bilingual
from dgreport.rendering.document import Document
from dgreport.rendering.typeset.wrapping import plain

#: Written as the creator; by it dgreport knows its own files.
SIGN = "dgreport"
#: Where neither SOURCE_DATE_EPOCH nor the report names a day: the same input gives the same bytes.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)

#: PDF/A wants every property that is not its own described (ISO 19005-3, 6.6.2.3); pdfuaid is that of ISO 14289-1.
_UA_SCHEMA = """\
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>"""
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def made(document: Document) -> datetime:
    """When the file is said to have been made: SOURCE_DATE_EPOCH, else the day of the report's data."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    day = document.day
    return _NO_DAY if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def write(pdf: Pdf, document: Document, made: datetime) -> None:
    """Writes titles, dates and keywords, the standards that the file conforms to, and sRGB as what its colours mean."""
    languages = ["th", "en"] if document.language == "both" else [document.language]
    said = {
        name: _by_language(text, languages)
        for name, text in (("title", document.title), ("description", document.subtitle))
    }
    whole = {name: " · ".join(dict.fromkeys(texts.values())).strip() for name, texts in said.items()}
    whole["title"] = whole["title"] or plain(document.source_line.th).strip() or SIGN
    keywords = ", ".join(map(plain, document.keywords))
    producer = f"{SIGN} {__version__}"
    day = f"{made:D:%Y%m%d%H%M%S}Z"
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(whole["title"]),
            Subject=String(whole["description"]),
            Keywords=String(keywords),
            Creator=String(SIGN),
            Producer=String(producer),
            CreationDate=String(day),
            ModDate=String(day),
        )
    )
    time = f"{made:%Y-%m-%dT%H:%M:%S}Z"
    properties = [
        "<dc:format>application/pdf</dc:format>",
        *(_alternatives(f"dc:{name}", whole[name], texts) for name, texts in said.items()),
        _list("dc:language", "Bag", languages),
        _list("dc:subject", "Bag", list(map(plain, document.keywords))),
        f"<pdf:Keywords>{escape(keywords)}</pdf:Keywords>",
        f"<pdf:Producer>{escape(producer)}</pdf:Producer>",
        f"<xmp:CreatorTool>{escape(SIGN)}</xmp:CreatorTool>",
        *(f"<xmp:{name}>{time}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate")),
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ]
    stream = pdf.make_stream(_xmp(properties).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    pdf.Root.OutputIntents = Array([_srgb(pdf)])


def _by_language(text: Bilingual, languages: Sequence[str]) -> dict[str, str]:
    """The text in those of the languages that it is there in, or in Thai."""
    known = {"th": plain(text.th), "en": plain(text.en or "")}
    return {lang: known[lang] for lang in languages if known[lang]} or {"th": known["th"]}


def _alternatives(name: str, whole: str, texts: dict[str, str]) -> str:
    entries = [("x-default", whole), *texts.items()]
    said = "".join(f'<rdf:li xml:lang="{lang}">{escape(text)}</rdf:li>' for lang, text in entries)
    return f"<{name}><rdf:Alt>{said}</rdf:Alt></{name}>"


def _list(name: str, kind: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    return (
        f"<{name}><rdf:{kind}>{''.join(f'<rdf:li>{escape(each)}</rdf:li>' for each in entries)}</rdf:{kind}></{name}>"
    )


def _xmp(properties: Sequence[str]) -> str:
    """The properties as a packet; the long id is the one that the XMP specification gives."""
    namespaces = "".join(f'\n    xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    body = "\n".join(f"   {each}" for each in properties if each)
    return f"""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""{namespaces}>
{body}
{_UA_SCHEMA}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def _srgb(pdf: Pdf) -> Dictionary:
    """The output intent: the numbers of all colours are sRGB's (IEC 61966-2-1)."""
    profile = pdf.make_stream((files("dgreport.rendering") / "colour" / "sRGB.icc").read_bytes())
    profile.N = 3
    name = String("sRGB IEC61966-2.1")
    return Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name, DestOutputProfile=profile
    )
