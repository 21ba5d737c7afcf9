"""Write the golden files anew, after a change that was meant; what differs then shows in the diff of the commit.

python -m tests.golden
"""

from __future__ import annotations

from tests.golden.made import EXPECTED, made

EXPECTED.mkdir(exist_ok=True)
texts = made()
for path in EXPECTED.iterdir():
    if path.name not in texts:
        path.unlink()
for name, text in texts.items():
    (EXPECTED / name).write_text(text, encoding="utf-8", newline="")
