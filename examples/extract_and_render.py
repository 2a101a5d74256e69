"""Read a report, look at what it says, and set it anew.

python examples/extract_and_render.py source_pdfs/dg-readiness-2560.pdf output/report.pdf
"""

import sys

import dgreport

source, target = sys.argv[1:]
report = dgreport.extract(source)
print(f"{report.title.th}: {len(report.findings)} findings from {report.source.pages} pages")

for finding in report.findings:
    if finding.role == "overall_score" and finding.place:
        print(f"{finding.label.en}: {finding.value} (page {finding.place.page}, confidence {finding.confidence:.2f})")

unread = [finding.id for finding in report.findings if finding.status == "unreadable"]
print(f"could not be read: {', '.join(unread) or 'nothing'}")
print(f"does not add up: {len(report.issues)} points")

rendered = dgreport.render(report, target, language="both")
print(f"{target}: {rendered.pages} pages, {len(rendered.untranslated)} texts without English")
