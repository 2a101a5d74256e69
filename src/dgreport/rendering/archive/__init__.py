"""The report as PDF/A-3a and PDF/UA-1, with its data attached. The one door of the rendering to pikepdf.

tagging      the structure that a screen reader follows
metadata     titles in both languages, dates, what the file conforms to, its colours
attachments  the data that the report carries, put in and taken out
check        what an accessible and archival file must not lack
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from dgreport.rendering.document import Document
from dgreport.rendering.structure import Element

__all__ = ["archive"]


def archive(pdf: bytes, structure: Element, document: Document, files: Mapping[str, bytes] | None = None) -> bytes:
    """A document that was set, made fit to be kept and to be heard, with files by name to carry.

    `structure` says what its marked content is. The same input gives the same bytes. Raises NotArchival if the result
    lacks anything that `check` asks for.
    """
    import pikepdf

    from dgreport.rendering.archive import attachments, check, metadata, tagging

    with pikepdf.open(BytesIO(pdf)) as done:
        made = metadata.made(document)
        carried = attachments.attach(done, files or {}, made)
        tagging.write(done, structure, carried.get(attachments.FIGURES))
        metadata.write(done, document, made)
        out = BytesIO()
        done.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
            fix_metadata_version=False,
        )
    written = out.getvalue()
    check.check(written)
    return written
