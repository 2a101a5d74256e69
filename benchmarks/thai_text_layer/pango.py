"""Pages of lines (JSON on standard input) set by Pango, as a PDF of cairo on standard output: pango.py FAMILY

A process of its own, for fontconfig looks for fonts once, in the home that it has then.
"""

import io
import json
import sys

import cairocffi
import pangocairocffi
import pangocffi

out = io.BytesIO()
surface = cairocffi.PDFSurface(out, 700, 842)
context = cairocffi.Context(surface)
description = pangocffi.FontDescription()
description.family = sys.argv[1]
description.size = pangocffi.units_from_double(14)
for page in json.load(sys.stdin):
    for row, line in enumerate(page):
        layout = pangocairocffi.create_layout(context)
        layout.font_description = description
        layout.text = line
        context.move_to(60, 50 + 28 * row)
        pangocairocffi.show_layout(context, layout)
    surface.show_page()
surface.finish()
sys.stdout.buffer.write(out.getvalue())
