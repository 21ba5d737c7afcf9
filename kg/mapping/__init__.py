"""Linked records to triples of the ontology. Knows nothing of Chinese."""
