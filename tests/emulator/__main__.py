# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start the emulator: ``python -m emulator --port 0``."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path
from typing import Any

from .app import Application
from .dialect import NAMED_DIALECTS, resolve_dialect
from .emulation import Emulation
from .server import serve

DEFAULT_TOKEN = "api-emulator-token"


def _dialect(text: str) -> Any:
    """A dialect by name or as a JSON object, checked before the server starts."""
    try:
        wanted = json.loads(text) if text.lstrip().startswith("{") else text
        return resolve_dialect(wanted, NAMED_DIALECTS["default"])
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="emulator", description="An emulator of the LaunchDarkly REST API.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on, 0 for any free one (default)")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the access token it accepts (default: %(default)s)")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keep the state in this JSON file")
    parser.add_argument("--latency", type=float, default=0.0, metavar="MS", help="delay of every answer")
    parser.add_argument("--seed", type=int, default=0, help="seed of ids, keys and of the dice of faults")
    parser.add_argument(
        "--dialect", type=_dialect, default=None, help="a name, a JSON file or a JSON object of settings"
    )
    parser.add_argument("--access-log", action="store_true", help="log every request to standard error")
    parser.add_argument("--stop-with-stdin", action="store_true", help="stop when standard input ends")
    options = parser.parse_args()
    if not options.token:
        parser.error("the token must not be empty")
    if options.access_log:
        logging.basicConfig(level=logging.INFO, format="%(message)s")
    emulation = Emulation(
        token=options.token,
        dialect=options.dialect,
        latency_ms=options.latency,
        seed=options.seed,
        state_file=options.state,
    )
    serve(
        Application(emulation),
        options.host,
        options.port,
        access_log=options.access_log,
        stop_with_stdin=options.stop_with_stdin,
    )


if __name__ == "__main__":
    main()
