# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the inventory share: ansible-inventory as a user runs it, in a folder of its own."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "client")]

from ansible_collections.community.launchdarkly.plugins.plugin_utils import _inventory  # noqa: E402
from emulator.control import Emulator  # noqa: E402 - the path has to come first

PLUGIN = {"plugin": "community.launchdarkly.launchdarkly"}


@dataclasses.dataclass(frozen=True)
class Listed:
    """What one run of ansible-inventory gave. ``output`` is all of it, warnings included."""

    output: str
    data: dict[str, Any]

    @property
    def hosts(self) -> dict[str, dict[str, Any]]:
        """The variables of each host, with the mark for text that is no template taken off."""
        return {name: _plain(values) for name, values in self.data["_meta"]["hostvars"].items()}

    def group(self, name: str) -> list[str]:
        """Its hosts; none where there is no such group."""
        return self.data.get(name, {}).get("hosts", [])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"__ansible_unsafe"}:
            return value["__ansible_unsafe"]
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@pytest.fixture
def ansible(emulator: Emulator, tmp_path: Path) -> Callable[..., str]:
    """Runs a program of ansible-core in ``tmp_path`` and returns all its output on one line."""

    def run(*arguments: str, **environment: str) -> str:
        collections = Path(_inventory.__file__).absolute().parents[5]
        ended = subprocess.run(
            [sys.executable, "-m", "ansible", *arguments],
            cwd=tmp_path,
            env={
                "PATH": os.environ.get("PATH", os.defpath),
                "HOME": str(tmp_path),
                "LC_ALL": "C.UTF-8",
                "ANSIBLE_COLLECTIONS_PATH": str(collections),
                "ANSIBLE_NOCOLOR": "true",
                "ANSIBLE_LOCALHOST_WARNING": "false",
                "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
                "LAUNCHDARKLY_API_HOST": emulator.url,
                "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token,
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return f"{ended.stdout}\n{ended.stderr}"

    return run


@pytest.fixture
def listed(ansible: Callable[..., str], tmp_path: Path) -> Callable[..., Listed]:
    """Runs ``ansible-inventory --list`` over configurations with these options, each in a file of its own."""

    def run(*configurations: dict[str, Any] | str, arguments: Sequence[str] = (), **environment: str) -> Listed:
        sources = []
        for number, options in enumerate(configurations):
            name = f"{number}.launchdarkly.yml"
            text = options if isinstance(options, str) else json.dumps({**PLUGIN, **options})
            (tmp_path / name).write_text(text, encoding="utf-8")
            sources += ["-i", name]
        result = tmp_path / "list.json"
        result.unlink(missing_ok=True)
        output = ansible("inventory", *sources, "--list", "--output", result.name, *arguments, **environment)
        assert result.exists(), output
        return Listed(" ".join(output.split()), json.loads(result.read_text(encoding="utf-8")))

    return run
