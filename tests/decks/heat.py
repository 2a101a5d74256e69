"""The design "heat": an A4 sheet set by XeLaTeX, its cells shaded: a level is a hue, a share the depth of it.

842 x 595 points, xdvipdfmx, Arundina Sans (a system font). The levels are rows of a question, dark cells have white
numbers; the heads are a legend in cells of the full hues. Rankings run across the page, their words over their figures;
charts are grey bars in parts, with a strip in the level's colour at the edge and their legend right of them.
"""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .content import Advice, Cover, Divider, Missions, Panels, Response, Scores, Services, Slide, Table
from .heat_tables import PLAIN, Tables, run
from .located import locate
from .numbers import LEVELS, Numbers
from .slides import SLIDES
from .truth import truth

SIZE = (842.0, 595.0)  # of the page, points
#: Between a number and its unit.
SPACE = r"\hskip3bp "
#: \S{size}{lead}; \tile{colour}{width}{height}{text} is a shaded cell, \cell{width}{height}{text} a plain one.
HEAD = r"""\documentclass{article}
\usepackage[papersize={842bp,595bp},left=30bp,right=30bp,top=22bp,bottom=18bp]{geometry}
\usepackage{fontspec,xcolor}
\setmainfont{Arundina Sans}
\XeTeXlinebreaklocale "th" \XeTeXlinebreakskip=0pt plus 1pt
\pagestyle{empty}\parindent0pt\parskip0pt\fboxsep0pt\lineskip1.5bp\lineskiplimit1.5bp
\emergencystretch20bp\hyphenpenalty10000\exhyphenpenalty10000
\def\S#1#2{\fontsize{#1bp}{#2bp}\selectfont}
\long\def\tile#1#2#3#4{\colorbox[RGB]{#1}{\parbox[c][#3bp][c]{#2bp}{\hrule height0pt width#2bp
  \leftskip3bp plus1fil\rightskip3bp plus1fil\parfillskip0pt #4\par}}\hskip1.5bp}
\long\def\cell#1#2#3{\parbox[c][#2bp][c]{#1bp}{\hrule height0pt width#1bp \raggedright #3\par}\hskip4bp}
\begin{document}
"""


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "heat"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the province's row first."""
    order = LEVELS[::-1] if swap else LEVELS
    proof, pages = _made(values, slides, order, True)
    printed = locate(proof, [mark for page in pages for mark in page.marks])
    pdf, _ = _made(values, slides, order, False)
    about = {"variant": "heat", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    return pdf, truth(values, slides, SIZE, printed, **about)


def _made(values: Numbers, slides: Sequence[int], order: Sequence[str], proof: bool) -> tuple[bytes, list[_Page]]:
    pages = [_Page(values, page, proof, order) for page, _ in enumerate(slides, 1)]
    body = "\\newpage\n".join(page.latex(SLIDES[slide]) for slide, page in zip(slides, pages, strict=True))
    return _print(HEAD + body + "\\end{document}\n"), pages


def _print(source: str) -> bytes:
    """Through XeLaTeX, without the time of day."""
    import pikepdf

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "deck.tex").write_text(source, "utf-8")
        command = ("xelatex", "-interaction=nonstopmode", "-halt-on-error", "deck.tex")
        clock = {"SOURCE_DATE_EPOCH": "946684800", "FORCE_SOURCE_DATE": "1"}
        subprocess.run(command, cwd=folder, env=os.environ | clock, check=True, capture_output=True, timeout=300)
        pdf = pikepdf.open(io.BytesIO(Path(folder, "deck.pdf").read_bytes()))
        out = io.BytesIO()
        pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


class _Page(Tables):
    """One page as LaTeX."""

    def latex(self, slide: Slide) -> str:
        content = slide.content
        body = getattr(self, type(content).__name__.lower())(content)
        if not isinstance(content, Cover | Divider | Table):
            body = "{" + self.par(content.title, 20, 26, True) + r"}\vskip9bp" + "\n" + body
        notes = "".join(self.par(note, 8, 11) for note in getattr(content, "notes", ()))
        number = run(self.t("{page}"), 10, 12) if slide.numbered else ""
        foot = r"\hbox to\textwidth{\parbox[b]{720bp}{" + notes + r"}\hfil" + number + "}"
        return r"\vbox to\textheight{" + body + r"\vfil " + foot + "}\n"

    def cover(self, _: Cover) -> str:
        return "".join(
            self.line("".join(self.tile(level, (k * 3 + n) % 7 / 6, 90, 84, "") for k in range(8)))
            for n, level in enumerate(("department", "department", "province", "province", None))
        )

    def divider(self, content: Divider) -> str:
        title = r"\parbox[c][90bp][c]{680bp}{" + self.par(content.title, 30, 42, True) + "}"
        return r"\vskip200bp\hbox{" + self.tile("department", 1, 14, 90, "") + r"\hskip14bp" + title + "}"

    def response(self, content: Response) -> str:
        out = "{" + self.par(content.intro, 13, 18) + r"}\vskip12bp"
        levels = dict(zip(LEVELS, content.levels, strict=True))
        for level in self.order:
            name, surveyed, answered, count, percent = levels[level]
            share = self.amount(percent) / 100
            out += self.line(
                self.tile(level, 0.1, 190, 74, self.par(name, 13, 18) + self.par(surveyed, 22, 28, True))
                + self.tile(level, share, 304 * share, 74, self.par(answered, 13, 18) + self.par(count, 22, 28, True))
                + self.cell(150, 74, r"\leftskip8bp " + self.par(percent, 15, 20)),
                8,
            )
        name, percent, whole, count = content.total
        texts = r"\leftskip8bp " + self.par(whole, 13, 19) + self.par(count, 13, 19)
        share = self.tile(None, self.amount(percent) / 100, 150, 74, self.par(percent, 28, 34, True))
        return out + r"\vskip10bp" + self.line(self.cell(60, 74, self.par(name, 15, 20)) + share + self.cell(330, 74, texts))

    def missions(self, content: Missions) -> str:
        most = max(self.amount(count) for _, count, _ in content.missions)
        cells = "".join(
            self.tile(
                None, self.amount(count) / most, 150, 110,
                self.par(name, 10.5, 15) + self.par(count, 10.5, 15) + (self.par(percent, 24, 32, True) if percent else ""),
            )
            for name, count, percent in content.missions
        )  # fmt: skip
        out = "{" + self.par(content.unit, 10, 13) + r"}\vskip4bp" + self.line(cells, 26)
        for name, count, percent in content.kinds:
            out += self.line(
                self.cell(180, 44, self.par(name, 12, 16))
                + self.tile(None, self.amount(percent) / 100, 120, 44, self.par(percent, 18, 22, True))
                + self.cell(200, 44, r"\leftskip6bp " + self.par(count, 12, 16)),
                3,
            )
        return out

    def scores(self, content: Scores) -> str:
        level = "department" if len(content.pillars) == 6 else "province"

        def depth(score: str) -> float:
            return (self.amount(score) - 20) / 60

        n = r"\hskip16bp " + run(self.t(content.n), 14, 20) if content.n else ""
        out = "{" + run(self.t(content.overall), 14, 20) + n + r"\par}\vskip14bp"
        width = 780 / len(content.pillars) - 1.5
        cells = (
            self.tile(level, depth(score), width, 120, self.par(name, 11, 15) + r"\vskip8bp" + self.par(score, 26, 32, True))
            for name, score in content.pillars
        )
        out += self.line("".join(cells), 24)
        for which, name, score in content.extremes:
            out += self.line(
                self.cell(80, 42, self.par(which, 13, 17, True))
                + self.tile(level, depth(score), 130, 42, self.par(score, 17, 21))
                + self.cell(520, 42, r"\leftskip8bp " + self.par(name, 12, 16)),
                4,
            )
        return out

    def panels(self, content: Panels) -> str:
        out = ""
        for name, overall, subs in content.panels:
            row = self.cell(150, 72, self.par(name, 11, 15, True) + self.par(overall, 10, 14))
            for label, score in subs:
                texts = self.par(score, 16, 20, True) + self.par(label, 8, 11)
                row += self.tile(None, (self.amount(score) - 5) / 90, 101, 72, texts)
            out += self.line(row, 4)
        return out

    def services(self, content: Services) -> str:
        level = "province" if "จังหวัด" in content.level else "department"

        def total(number: str, unit: str) -> str:
            return self.tile(level, PLAIN, 110, 30, run(self.t(number), 15, 18, True) + SPACE + run(self.t(unit), 9, 12))

        label, number, unit = content.electronic
        out = self.line(
            self.tile(level, 1, 110, 30, self.par(content.level, 13, 17, True))
            + self.cell(50, 30, r"\leftskip6bp " + self.par(content.have, 11, 14))
            + "".join(total(*each) for each in content.totals)
            + self.cell(195, 30, r"\hfill" + self.par(label, 11, 14)) + total(number, unit),
            6,
        )  # fmt: skip
        for head, parts in content.splits:
            most = max(self.amount(number) for _, number, _ in parts)
            words = self.par(head[0], 10.5, 14, True) + self.par(head[1], 9, 12) if head else ""
            cells = (
                self.tile(
                    level, 0.9 * self.amount(number) / most, 158, 74,
                    self.par(text, 8.5, 11.5) + run(self.t(number), 14, 21, True) + SPACE + run(self.t(unit), 8.5, 19),
                )
                for text, number, unit in parts
            )  # fmt: skip
            out += self.line(self.cell(130, 74, words) + "".join(cells), 3)
        facts = [self._fact(*fact) for fact in content.facts]
        return out + r"\vskip3bp" + self.line(self.stack(facts[:3]) + r"\hskip12bp" + self.stack(facts[3:]))

    def _fact(self, label: str, entries: Sequence[Sequence[str]]) -> str:
        height = max(32, 15 * len(entries) + 10)
        rows = (r"\hskip5bp ".join(map(self.t, entry)) for entry in entries)
        text = "".join(run(row, 9, 14) + r"\par " for row in rows)
        return self.cell(190, height, self.par(label, 8.5, 11.5)) + self.grey(190, height, text)

    def advice(self, content: Advice) -> str:
        out = ""
        for name, bullets in content.parts:
            out += "{" + self.par(name, 13, 20, True) + "}"
            out += "".join(r"{\leftskip14bp " + self.par(bullet, 11, 17.5) + r"}\vskip3bp" for bullet in bullets)
            out += r"\vskip5bp"
        return out
