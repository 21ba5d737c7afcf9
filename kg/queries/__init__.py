"""The catalogue of questions, and how one is put to a graph."""
