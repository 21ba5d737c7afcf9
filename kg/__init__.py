"""Zeren reads how Chinese governments share out their promises, and makes a knowledge graph of it."""

__version__ = "0.1.0"
