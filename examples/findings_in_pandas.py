"""The findings of a report as a table: how far are departments ahead of provinces?

    python examples/findings_in_pandas.py source_pdfs/dg-readiness-2560.pdf

Needs pandas (pip install pandas). findings.csv of `dgreport build` is such a table too, for pandas.read_csv.
"""

import sys

import pandas

import dgreport

report = dgreport.extract(sys.argv[1])
table = pandas.DataFrame(
    {
        "section": finding.section,
        "indicator": finding.indicator,
        "level": finding.level,
        "unit": finding.unit,
        "label": finding.label.th,
        "value": float(finding.value) if finding.value is not None else None,
    }
    for finding in report.findings
)

print("Findings by unit and level")
print(table.pivot_table(index="unit", columns="level", values="value", aggfunc="count", fill_value=0))

scores = table[table["unit"] == "score"].pivot_table(index="indicator", columns="level", values="value").dropna()
scores["gap"] = scores["department"] - scores["province"]
print("\nScores, the widest gap first")
print(scores.sort_values("gap", ascending=False).round(1).to_string())
