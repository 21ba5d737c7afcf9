"""Write ``docs/ontology.html``, the ontology as a page, with pyLODE.

    python -m venv /somewhere && /somewhere/bin/pip install pylode==3.3.4
    /somewhere/bin/python docs/make_ontology_page.py

pyLODE has an environment of its own: it asks for other versions of what the program stands on. Newer ones (3.4.1) do not import.
"""

from __future__ import annotations

from pathlib import Path

from pylode import OntPub

TOP = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write the page."""
    page = OntPub(ontology=str(TOP / "ontology" / "zeren.ttl")).make_html()
    lines = (line.rstrip() for line in str(page).splitlines())
    (TOP / "docs" / "ontology.html").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
