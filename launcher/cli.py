"""The arguments of ./lgnet and who answers them."""

import argparse
import errno
import sys

from launcher import processes
from launcher.say import Problem, complain

EPILOG = """\
The data folder is .lgnet in this checkout, or LGNET_DATA. With DATABASE_URL (and
DATABASE_OWNER_URL) commands use that server instead of the embedded PostgreSQL.
"""

# Commands that pass all their arguments on.
PASSING = {
    "test": "run the tests: ./lgnet test [arguments for pytest]",
    "bench": "run a benchmark: ./lgnet bench NAME [its arguments]",
    "manage": "management commands",
    "placement": "the placement core on tables: ./lgnet placement solve --help",
}


def parser() -> argparse.ArgumentParser:
    """The command line, with one subcommand per thing to do."""
    main_parser = argparse.ArgumentParser(
        prog="./lgnet",
        description="The working system of a network of municipalities.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="start the demonstration network and serve it")
    demo.add_argument("--reset", action="store_true", help="throw this data folder away first")
    demo.add_argument("--port", type=_port, help="port on 127.0.0.1 (8000)")
    demo.add_argument("--scale", type=_scale, default="1", help="size of the network (1)")
    demo.add_argument(
        "--check", action="store_true", help="open the journey's pages as every role, and stop"
    )

    serve = commands.add_parser("serve", help="the web process of a real installation")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument("--workers", type=int, default=2)

    commands.add_parser("work", help="the job worker of a real installation")
    commands.add_parser("keys", help="make the key files of a new installation")

    check = commands.add_parser("check", help="format, lint, types, contracts, templates, docs")
    check.add_argument("--fix", action="store_true", help="format and repair what can be first")

    for name, text in PASSING.items():
        commands.add_parser(name, help=text, add_help=False)

    lock = commands.add_parser("lock", help="write requirements/*.lock anew")
    lock.add_argument("--upgrade", action="store_true", help="take newer versions")
    return main_parser


def read(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Read the command; what follows a command that passes arguments on is left as it is."""
    if arguments and arguments[0] in PASSING:
        return parser().parse_args(arguments[:1]), arguments[1:]
    return parser().parse_args(arguments), []


def main(arguments: list[str]) -> int:
    """Run one command; return its exit code."""
    given, rest = read(arguments)
    processes.stop_on_signals()
    try:
        return _answer(given, rest)
    except Problem as problem:
        complain(str(problem))
        return 2
    except processes.Stopped:
        complain("stopped.")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        complain("The disk is full: make room, or set LGNET_DATA to a folder on another disk.")
        return 2


def _answer(given: argparse.Namespace, rest: list[str]) -> int:
    # Imported here, so that `./lgnet --help` reads nothing else.
    from launcher import checks, commands, demo, environment, testing

    match given.command:
        case "demo":
            return demo.run(
                port=given.port, scale=given.scale, reset=given.reset, check=given.check
            )
        case "test":
            return testing.run(rest)
        case "check":
            return checks.run(fix=given.fix)
        case "serve":
            return commands.serve(host=given.host, port=given.port, workers=given.workers)
        case "work":
            return commands.work()
        case "keys":
            return commands.keys()
        case "bench":
            return commands.bench(rest)
        case "manage":
            return commands.manage(rest)
        case "placement":
            return commands.placement(rest)
        case _:
            environment.write_locks(upgrade=given.upgrade)
            return 0


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def _scale(text: str) -> str:
    try:
        good = 0 < float(text) <= 1000
    except ValueError:
        good = False
    if not good:
        raise argparse.ArgumentTypeError("the scale is a number above 0, at most 1000")
    return f"{float(text):g}"
