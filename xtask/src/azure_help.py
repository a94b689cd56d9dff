"""What Azure CLI says about the commands that a set-up script uses, asked of the package itself; no network, nobody signed in.

record FILE COMMAND...   writes package, version, day, and every option of each command as JSON
parse FILE               hands each invocation of the script tests (one JSON list a line) to the real parser
"""

import datetime
import importlib.metadata
import json
import sys

import yaml
from azure.cli.core import get_default_cli
from azure.cli.core.commands import _pre_command_table_create
from azure.cli.core.file_util import create_invoker_and_load_cmds_and_args
from knack.help_files import helps

# Parsers of commands by their words.
PARSERS = {}


def load():
    """Builds the real parser of every command. It takes minutes; there is no shorter way that is public."""
    cli = get_default_cli()
    create_invoker_and_load_cmds_and_args(cli)
    PARSERS.update(cli.invocation.parser.subparsers)
    return cli


def parser_of(command):
    *group, last = command.split()
    return PARSERS[tuple(group)].choices[last]


def is_hidden(action):
    """Options that the package takes out of a command stay in its parser, where they are ignored."""
    return type(action).__name__ == "IgnoreAction"


def option(action):
    nargs = action.nargs
    takes = "nothing" if nargs == 0 else "many" if nargs in ("+", "*") else "one"
    values = sorted(action.choices) if action.choices else None
    return {
        "names": action.option_strings,
        "takes": takes,
        "required": bool(action.required),
        "values": values,
        "help": help_of(action),
    }


def help_of(action):
    text = action.help if isinstance(action.help, str) else ""
    return " ".join(text.split()).replace("%%", "%")


def summary_of(command):
    return " ".join(yaml.safe_load(helps[command])["short-summary"].split())


def record(file, commands):
    load()
    seen = {}
    for command in commands:
        shown = [one for one in parser_of(command)._actions if one.option_strings and not is_hidden(one)]
        seen[command] = {"summary": summary_of(command), "options": [option(one) for one in shown]}
    written = {
        "package": "azure-cli",
        "version": importlib.metadata.version("azure-cli"),
        "recorded": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        "commands": seen,
    }
    with open(file, "w", encoding="utf-8") as out:
        json.dump(written, out, indent=1, sort_keys=True)
        out.write("\n")
    print(f"azure-cli {written['version']}: {len(seen)} commands recorded")


def parse(file):
    """Each argument must come out of the parser as it went in: no option refused, no file read for an @."""
    cli = load()
    count = 0
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            expanded = _pre_command_table_create(cli, list(given))
            assert expanded == given, f"changed before it was parsed: {given}"
            found = vars(cli.invocation.parser.parse_args(list(given)))
            texts = [text for value in found.values() for text in (value if isinstance(value, list) else [value])]
            for before, value in zip(given, given[1:]):
                # The parser compiles a query, and refuses one that is none; everything else it leaves as a text.
                if before.startswith("--") and before != "--query":
                    assert value in texts, f"{before} {value} did not arrive: {given}"
            count += 1
    assert count > 0, "there were no invocations"
    print(f"azure-cli {importlib.metadata.version('azure-cli')}: its parser took {count} invocations")


if sys.argv[1] == "record":
    record(sys.argv[2], sys.argv[3:])
else:
    parse(sys.argv[2])
