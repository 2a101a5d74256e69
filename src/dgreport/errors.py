"""The exceptions of dgreport, in one tree. Each carries its exit code and says what to do next.

    DgreportError              1
    ├── NotAPdf                3   the file is not a PDF
    ├── EncryptedPdf           4   a password is needed, or the one given is wrong
    ├── DamagedPdf             5   the PDF can't be read
    ├── NoTextLayer            6   pages without characters (scans)
    ├── NoProfileFits          7   no report family matches the document
    ├── BadProfile             8   a profile is malformed
    ├── BadReport              9   a report.json can't be used
    ├── CannotWrite           10   the output can't be written, or would overwrite a foreign file
    ├── SourceNotFound        11   no source document, or more than one
    ├── MissingGlyphs         12   the bundled fonts can't show a character of the report
    ├── BadGolden             13   a golden or truth file, for measuring accuracy, can't be used
    ├── SignedPdf             14   mending the PDF would break its signature
    ├── UnsafeMending         15   the mended PDF would not look or read as the original does
    ├── BadAttachment         16   a PDF carries no data of dgreport, or not as they were attached
    ├── NotArchival           17   the report as PDF would not be accessible and archival (a bug)
    └── BadFonts              18   a folder of fonts, for telling stripped ones, has none that can be used

Exit code 2 is left to the command line itself (wrong arguments), 70 to an error of dgreport's own (a bug), 130 to an
interrupt.
"""

from __future__ import annotations

from typing import ClassVar


class DgreportError(Exception):
    """An error a person can act on: one line with the file, the page where known, the cause and the next step."""

    exit_code: ClassVar[int] = 1


class NotAPdf(DgreportError):
    exit_code = 3


class EncryptedPdf(DgreportError):
    exit_code = 4


class DamagedPdf(DgreportError):
    exit_code = 5


class NoTextLayer(DgreportError):
    exit_code = 6


class NoProfileFits(DgreportError):
    exit_code = 7


class BadProfile(DgreportError):
    exit_code = 8


class BadReport(DgreportError):
    exit_code = 9


class CannotWrite(DgreportError):
    exit_code = 10


class SourceNotFound(DgreportError):
    exit_code = 11


class MissingGlyphs(DgreportError):
    exit_code = 12


class BadGolden(DgreportError):
    exit_code = 13


class SignedPdf(DgreportError):
    exit_code = 14


class UnsafeMending(DgreportError):
    exit_code = 15


class BadAttachment(DgreportError):
    exit_code = 16


class NotArchival(DgreportError):
    exit_code = 17


class BadFonts(DgreportError):
    exit_code = 18
