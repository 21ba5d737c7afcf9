"""Bytes to text: every file format a notice may come in becomes one string with a way back to its place in the file."""
