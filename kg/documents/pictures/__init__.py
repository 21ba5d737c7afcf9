"""Pictures of pages: an OCR's characters and the ruled lines, as glyphs and rulings of a page, where the room of printed pages goes on."""
