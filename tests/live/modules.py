# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The second half: the modules themselves, end to end, on a project of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import typing as t
from pathlib import Path

PLAYBOOK = Path("playbooks") / "live.yml"
SECRETS = ("live-password-first-1", "live-password-later-2", "live-api-key-first-3", "live-api-key-later-4")
PATIENCE = 1200


def run_modules(
    root: Path,
    collections: Path,
    work: Path,
    key: str,
    environment: t.Mapping[str, str],
    settings: t.Mapping[str, t.Any],
) -> list[str]:
    """Run playbooks/live.yml of ``root`` with the collection below ``collections``. Returns what went wrong.

    The output is in ``work``; no secret may be in it.
    """
    dialect = work / "dialect.json"
    dialect.write_text(json.dumps(settings, indent=1), encoding="utf-8")
    variables = {"live_project_key": key, "live_secrets": SECRETS, "live_dialect": dict(settings)}
    file = work / "variables.json"
    file.write_text(json.dumps(variables), encoding="utf-8")
    configuration = work / "ansible.cfg"
    configuration.write_text(
        "[defaults]\nlocalhost_warning = False\ninventory_unparsed_warning = False\n", encoding="utf-8"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ansible", "playbook", "-vvv", "--diff", "-e", f"@{file}", str(root / PLAYBOOK)],
            env={**environment, "ANSIBLE_CONFIG": str(configuration), "ANSIBLE_COLLECTIONS_PATH": str(collections)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [f"playbooks/live.yml has not ended after {PATIENCE} seconds and was killed"]
    log = work / "playbook.log"
    token = environment.get("LAUNCHDARKLY_ACCESS_TOKEN", "")
    shown = [number for number, secret in enumerate(SECRETS, 1) if secret in done.stdout]
    with open(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as output:
        output.write(done.stdout.replace(token, "(token)") if token else done.stdout)
    wrong = [f"playbooks/live.yml ended with exit status {done.returncode}: see {log}"] if done.returncode else []
    wrong += [f"the output holds the secret number {number}: see {log}" for number in shown]
    if token and token in done.stdout:
        wrong.append("the output holds the access token")
    return wrong
