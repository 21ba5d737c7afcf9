"""Printed pages: glyphs to lines, tables and paragraphs."""
