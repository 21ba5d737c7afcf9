"""Bring the Chinese of the program's messages up to date: ``python docs/make_catalogue.py``.

It takes the messages from the code into ``kg/locale/zh/LC_MESSAGES/kg.po``, keeps what is translated, leaves room below what is new, drops
what is gone, and compiles that to ``kg.mo``, which gettext reads. Nothing but the standard library and the program is needed.
"""

from __future__ import annotations

import ast
import errno
import importlib.util
import os
import re
import struct
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pyoxigraph as ox

from kg.cli.help import paragraphs
from kg.cli.program import COMMANDS, program
from kg.model.wording import DOMAIN, HEAD_OF_A_COLUMN
from kg.queries import catalogue
from kg.resources import LOCALE

PO = LOCALE / "zh" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")
KG = LOCALE.parent
HEADER = (
    "Language: zh_CN\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)
ERRORS = {
    "BadQuery",
    "BadRecord",
    "Fault",
    "KnowledgeError",
    "MissingExtra",
    "NoCluster",
    "NotADocument",
    "NotText",
    "NothingBuilt",
    "PassedOver",
}
ERRORS |= {"ProgramFault", "Refusal", "Refused", "StoreError", "UnreadableSource", "ZerenError"}
# Where the first arguments of an error are no words: a path, a kind.
NO_WORDS = {"Refusal": 2, "Fault": 1, "NotADocument": 0, "NotText": 0, "MissingExtra": 1}
OF_THE_SYSTEM = (errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EROFS, errno.EADDRINUSE, errno.ENAMETOOLONG)
OF_PROGRAMMERS = {"TypeError", "ValueError", "RuntimeError", "OSError"}
"""What click says to programmers."""


class Message(NamedTuple):
    """A message to be translated: in which context, its English, its plural (only click has such)."""

    context: str
    text: str
    plural: str = ""


def messages() -> dict[Message, str]:
    """Every message of the program and of click, with the file that has it."""
    found: dict[Message, str] = {Message("language", "en"): "kg/model/wording.py"}
    for path in sorted(KG.rglob("*.py")):
        for text in _in_code(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(Message("", text), path.relative_to(KG.parent).as_posix())
    for name in COMMANDS:
        found |= dict.fromkeys((Message("", text) for text in _of_command(name)), f"kg/cli/{name}.py")
    found |= dict.fromkeys((Message(HEAD_OF_A_COLUMN, name) for name in columns()), "queries")
    found |= dict.fromkeys((Message("", os.strerror(number)) for number in OF_THE_SYSTEM), "errno")
    stores = tomllib.loads((KG / "publish" / "stores.toml").read_text(encoding="utf-8"))["store"]
    found |= {Message("", store["union"]): "kg/publish/stores.toml" for store in stores if store["union"]}
    for message in _of_click():
        found.setdefault(message, "click")
    return found


def _in_code(tree: ast.Module) -> Iterator[str]:
    """Templates, and the words of errors that stand there whole or by the name of a constant of the module."""
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for name in [target] if isinstance(target, ast.Name) else []:
                    named.setdefault(name.id, []).append(node.value)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if called in ("told", "say", "Told") and node.args:
            yield from _words(node.args[0], {})
        elif called in ERRORS:
            for argument in node.args[NO_WORDS.get(called, 1) :]:
                yield from _words(argument, named)


def _words(expression: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    match expression:
        case ast.Constant(value=str(text)) if re.search(r"\w", text):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _words(one, named)
            yield from _words(other, named)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _words(value, named)
        case ast.Name(id=name):
            for value in named.get(name, ()):
                yield from _words(value, {})
        case _:
            return


def columns() -> set[str]:
    """The heads of all tables: the queries' variables, and what stands in the commands."""
    empty = ox.Store()
    found: set[str] = set()
    for query in catalogue():
        answer = empty.query(query.text)
        assert isinstance(answer, ox.QuerySolutions)
        found |= {variable.value for variable in answer.variables}
    for path in (KG / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.endswith(("COLUMNS", "_SHOWN")):
                    found |= _names(value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name.endswith(("COLUMNS", "_SHOWN")):
                    found |= _names(value)
                case ast.Call(func=ast.Name(id="Result"), args=[ast.Tuple() as value, *_]):
                    found |= _names(value)
    return found


def _names(expression: ast.expr) -> set[str]:
    found = {node.value for node in ast.walk(expression) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found - {"bureaus", "functions", "marks"} if isinstance(expression, ast.Dict) else found - {"marks"}


def _of_command(name: str) -> Iterator[str]:
    """What the help of a command says."""
    yield COMMANDS[name]
    context = click.Context(program)
    command = program.get_command(context, name)
    assert command is not None
    for of in (command, program):
        yield from paragraphs(of.help or "")
        for parameter in of.params:
            if isinstance(parameter, click.Option):
                yield parameter.help or ""
                if isinstance(parameter.show_default, str):
                    yield parameter.show_default
    yield "[OPTIONS]"
    yield "COMMAND [ARGS]..."


def _of_click() -> Iterator[Message]:
    """What click says to users; it looks "required" up by a variable."""
    yield Message("", "required")
    spec = importlib.util.find_spec("click")
    assert spec is not None
    for folder in spec.submodule_search_locations or ():
        for path in sorted(Path(folder).glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            told = {
                id(call)
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OF_PROGRAMMERS
                for call in ast.walk(node)
            }
            for node in ast.walk(tree):
                match node:
                    case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))]) if id(node) not in told:
                        yield Message("", text)
                    case ast.Call(func=ast.Name(id="ngettext"), args=[ast.Constant(value=str(text)), ast.Constant(value=str(plural)), _]):
                        yield Message("", text, plural)


def read_po(text: str) -> dict[Message, str]:
    """The catalogue of a file; only what :func:`written_po` writes is understood."""
    found: dict[Message, str] = {}
    for entry in text.split("\n\n"):
        fields: dict[str, str] = {}
        key = ""
        for line in entry.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            named, _, quoted = line.partition('"')
            key = named.strip() or key
            fields[key] = fields.get(key, "") + ast.literal_eval(f'"{quoted}')
        if fields.get("msgid"):
            chinese = fields.get("msgstr") or fields.get("msgstr[0]", "")
            found[Message(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))] = chinese
    return found


def written_po(made: dict[Message, str], places: dict[Message, str]) -> str:
    """The catalogue as a file, by place and then by message."""
    entries = [f'msgid ""\nmsgstr {_quoted(HEADER)}\n']
    for message in sorted(made, key=lambda message: (places[message], message)):
        lines = [f"#: {places[message]}"]
        if message.context:
            lines.append(f"msgctxt {_quoted(message.context)}")
        lines.append(f"msgid {_quoted(message.text)}")
        if message.plural:
            lines.append(f"msgid_plural {_quoted(message.plural)}")
        lines.append(f"msgstr{'[0]' if message.plural else ''} {_quoted(made[message])}")
        entries.append("\n".join(lines) + "\n")
    return "\n".join(entries)


def _quoted(text: str) -> str:
    parts = [
        part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\b", "\\b").replace("\t", "\\t")
        for part in text.splitlines(keepends=True)
    ]
    return '""\n' + "\n".join(f'"{part}"' for part in parts) if len(parts) > 1 else f'"{"".join(parts)}"'


def compiled(made: dict[Message, str]) -> bytes:
    """The catalogue as gettext reads it (GNU gettext's .mo: two tables of lengths and places, then the texts)."""
    texts = {b"": HEADER.encode()}
    for (context, text, plural), chinese in made.items():
        if chinese:
            key = f"{context}\x04{text}" if context else text
            texts[f"{key}\0{plural}".encode() if plural else key.encode()] = chinese.encode()
    keys = sorted(texts)
    place = 28 + 16 * len(keys)
    tables, content = [], b""
    for column in (keys, [texts[key] for key in keys]):
        for part in column:
            tables.append(struct.pack("<2I", len(part), place + len(content)))
            content += part + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28 + 16 * len(keys))
    return head + b"".join(tables) + content


def main() -> None:
    """Write both files."""
    known, places = read_po(PO.read_text(encoding="utf-8")) if PO.is_file() else {}, messages()
    made = {message: known.get(message, "") for message in places}
    PO.write_text(written_po(made, places), encoding="utf-8", newline="\n")
    MO.write_bytes(compiled(made))
    sys.stdout.write(
        f"{len(made)} messages, {sum(not chinese for chinese in made.values())} without Chinese, {len(set(known) - set(made))} gone\n"
    )


if __name__ == "__main__":
    main()
