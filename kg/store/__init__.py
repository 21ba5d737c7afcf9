"""Triples to Turtle and N-Quads, and back into a graph that can be asked."""
