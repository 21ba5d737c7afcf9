"""Readers in a process of their own, with bounds on memory and processor time: what goes wrong in there costs one document."""
