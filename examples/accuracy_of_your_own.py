"""Put a PDF of your own under an accuracy test.

    python examples/accuracy_of_your_own.py my_report.pdf my_report.golden.json

The first run writes what was read to the golden file. Compare each record there with the PDF and correct it by hand;
strike out what is not in the PDF, add what is missing. From then on every run compares, and fails if anything differs.
"""

import json
import sys
from pathlib import Path

import dgreport
from dgreport.accuracy import golden

source, golden_file = Path(sys.argv[1]), Path(sys.argv[2])
report = dgreport.extract(source)

if not golden_file.exists():
    records = [
        {
            "id": finding.id,
            "level": finding.level,
            "unit": finding.unit,
            "value": None if finding.value is None else str(finding.value),
            "date": finding.date,
            "page": finding.place.page if finding.place else None,
            "label_th": finding.label.th,
        }
        for finding in report.findings
    ]
    golden_file.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.exit(
        f"{golden_file}: {len(records)} records written. Check each of them against {source}, then run this again."
    )

# Statements can be compared too (records of the unit "text"); this golden has none.
result = golden.evaluate(report.model_copy(update={"statements": ()}), golden.load(golden_file))
print(result.findings)
for failure in result.failures:
    print(f"  {failure}")
sys.exit(1 if result.failures else 0)
