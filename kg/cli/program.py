"""The program ``kg``: its commands, and what holds for all of them (streams, errors, exit codes)."""

from __future__ import annotations

import difflib
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from kg import __version__
from kg.cli.help import in_words
from kg.garbage import fewer_collections
from kg.model.errors import BadQuery, ZerenError, full_disk
from kg.model.wording import LANGUAGES, Language, either, language_of_locale, reason_of, said, say, speaking, told
from kg.resources import KNOWLEDGE_VARIABLE, knowledge_folder

__all__ = ["COMMANDS", "main", "program"]

# To add a command: kg/cli/NAME.py with a click command called ``command``, a line here, a chapter in docs/commands.md.
COMMANDS: Final = {
    "build": "Read documents and build the graph.",
    "parse": "Print what the parser reads in documents.",
    "query": "Put a question to the graph.",
    "search": "Find tasks by their words.",
    "view": "Write the interactive pages.",
    "stats": "Measure who works with whom.",
    "validate": "Check the graph against its shapes.",
    "cache": "Say what builds keep for later ones, or remove it.",
    "review": "List what is in doubt, what matters most first.",
    "audit": "Say how far the readings can be trusted, by a sample that you judge.",
    "words": "List or check the files of words by which notices are read.",
    "load": "Load the graph into a running triple store.",
    "compare": "Say what changed in the world between two years.",
    "diff": "Say what changed between two graphs.",
    "export": "Write the graph in the form of another tool.",
    "serve": "Answer SPARQL queries, with a page to query from.",
    "mcp": "Let agents ask the graph.",
}

_FAILED: Final = 1
_WRONG_USAGE: Final = 2
_INTERRUPTED: Final = 130


class _Program(click.Group):
    """Loads a command's module when it is asked for, and turns every error into a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        with fewer_collections():  # modules and their patterns stay: there is nothing to collect
            command = importlib.import_module(f"kg.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return in_words(command)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; for a name that is none, with those that are like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], COMMANDS, n=2, cutoff=0.6) if args else []
            if near:
                message = say("{message} Did you mean {near}?", message=error.message, near=either(map(repr, near)))
                raise click.UsageError(message, error.ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them: help comes at once."""
        with formatter.section(said("Commands")):
            formatter.write_dl([(name, said(what)) for name, what in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """A reader that has gone away, as ``head`` does, has what it wanted."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _stop_writing()
            return 0

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> Any:
        """Run, and leave with 0 on success, 1 where something failed, 2 on wrong usage, 130 when interrupted."""
        _speak_utf8()
        given = sys.argv[1:] if args is None else list(args)
        with speaking(_wanted(given)):
            if (wrong := _set_knowledge(_value_of(given, "--knowledge"))) is not None:
                click.echo(say("Error: {message}", message=wrong), err=True)
                sys.exit(_WRONG_USAGE)
            in_words(self).run(given, *others, **options)

    def run(self, args: Sequence[str], *others: Any, **options: Any) -> None:
        """As :meth:`main`, in the language in force."""
        options |= {"standalone_mode": False, "prog_name": "kg"}
        try:
            code = super().main(args, *others, **options)
            sys.stdout.flush()
        except click.exceptions.Exit as leaving:
            code = leaving.exit_code
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except BadQuery as error:
            click.echo(say("Error: {message}", message=error), err=True)
            code = _WRONG_USAGE
        except ZerenError as error:
            click.echo(say("Error: {message}", message=error), err=True)
            code = _FAILED
        except (click.Abort, KeyboardInterrupt):
            click.echo("\n" + say("Interrupted."), err=True)
            code = _INTERRUPTED
        except BrokenPipeError:
            _stop_writing()
            code = 0
        except OSError as error:
            full = full_disk(error.filename or told("where the output goes"), error)
            why = told("{where}: {found}", where=error.filename, found=reason_of(error)) if error.filename else reason_of(error)
            click.echo(say("Error: {message}", message=full or why), err=True)
            if full is not None:
                _stop_writing()
            code = _FAILED
        except Exception as error:
            if os.environ.get("KG_TRACEBACK"):
                raise
            fault = told(
                "a fault of the program ({kind}: {error}). Please report it; KG_TRACEBACK=1 shows where it happened.",
                kind=type(error).__name__,
                error=error,
            )
            click.echo(say("Error: {message}", message=fault), err=True)
            code = _FAILED
        sys.exit(code if isinstance(code, int) else 0)


def _wanted(args: Sequence[str]) -> Language:
    """The language that the arguments name, for what is wrong with them is told in it, too; else that of the locale."""
    value = _value_of(args, "--lang")
    return next((known for known in LANGUAGES if known == value), language_of_locale())


def _set_knowledge(named: str | None) -> str | None:
    """Let the folder lie over the program's own knowledge, before any of it is read; what is wrong where that cannot be."""
    if not named:
        return None
    if not Path(named).is_dir():
        return told("--knowledge: {folder} is no folder", folder=named)
    os.environ[KNOWLEDGE_VARIABLE] = named
    if knowledge_folder() != Path(named).resolve():
        return told("--knowledge comes too late: in a program of yours set {variable} before kg is loaded.", variable=KNOWLEDGE_VARIABLE)
    return None


def _value_of(args: Sequence[str], option: str) -> str | None:
    """What stands behind an option that is looked up before all else."""
    for place, argument in enumerate(args):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == option:
            return value if equals else "".join(args[place + 1 : place + 2])
    return None


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale is: the results are Chinese, and scripts read them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stop_writing() -> None:
    """The reader has closed the pipe: what is still buffered goes nowhere, so that Python's own exit stays quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="kg")
def program() -> None:
    """Read how Chinese governments share out their promises, and ask what they promised.

    \b
    Examples:
      kg build notices/*.txt
      kg query cross-agency-leads
    """


def main() -> None:
    """The entry point of the ``kg`` program."""
    program.main()
