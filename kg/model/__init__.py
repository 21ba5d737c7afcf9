"""What everybody may say: records, sources of text, passages, values, errors, limits."""
