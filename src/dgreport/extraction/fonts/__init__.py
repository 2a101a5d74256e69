"""The fonts of a PDF: what each character code truly stands for."""
