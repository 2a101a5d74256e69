// Pages of lines (JSON on standard input) set by one library, as a PDF on standard output: node write.js LIBRARY FONT
import { readFileSync } from "node:fs";

const [library, fontPath] = process.argv.slice(2);
const pages = JSON.parse(readFileSync(0, "utf8"));
const SIZE = 14, LEADING = 28, LEFT = 60, TOP = 50, WIDTH = 700, HEIGHT = 842;

const WRITERS = {
  async pdfkit() {
    const { default: PDFDocument } = await import("pdfkit");
    const document = new PDFDocument({ size: [WIDTH, HEIGHT], margin: 0, autoFirstPage: false });
    const chunks = [];
    document.on("data", (chunk) => chunks.push(chunk));
    const ended = new Promise((resolve) => document.on("end", resolve));
    for (const lines of pages) {
      document.addPage().font(fontPath).fontSize(SIZE);
      lines.forEach((line, row) => document.text(line, LEFT, TOP + row * LEADING, { lineBreak: false }));
    }
    document.end();
    await ended;
    return Buffer.concat(chunks);
  },

  async pdfmake() {
    const { default: pdfmake } = await import("pdfmake");
    pdfmake.setFonts({ Benchmark: { normal: fontPath } });
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy((path) => path === fontPath);
    const content = pages.flatMap((lines, page) =>
      lines.map((text, row) => ({ text, pageBreak: page && !row ? "before" : undefined })));
    const pdf = pdfmake.createPdf({
      pageSize: { width: WIDTH, height: HEIGHT }, content, defaultStyle: { font: "Benchmark", fontSize: SIZE },
    });
    return await pdf.getBuffer();
  },

  async jspdf() {
    const { jsPDF } = await import("jspdf");
    const document = new jsPDF({ unit: "pt", format: [WIDTH, HEIGHT] });
    document.addFileToVFS("benchmark.ttf", readFileSync(fontPath).toString("base64"));
    document.addFont("benchmark.ttf", "Benchmark", "normal");
    pages.forEach((lines, page) => {
      if (page) document.addPage();
      document.setFont("Benchmark").setFontSize(SIZE);
      lines.forEach((line, row) => document.text(line, LEFT, TOP + (row + 1) * LEADING));
    });
    return Buffer.from(document.output("arraybuffer"));
  },

  async "pdf-lib"() {
    const { PDFDocument } = await import("pdf-lib");
    const { default: fontkit } = await import("@pdf-lib/fontkit");
    const document = await PDFDocument.create();
    document.registerFontkit(fontkit);
    const font = await document.embedFont(readFileSync(fontPath), { subset: true });
    for (const lines of pages) {
      const page = document.addPage([WIDTH, HEIGHT]);
      lines.forEach((line, row) =>
        page.drawText(line, { x: LEFT, y: HEIGHT - TOP - (row + 1) * LEADING, size: SIZE, font }));
    }
    return Buffer.from(await document.save());
  },
};

process.stdout.write(await WRITERS[library]());
