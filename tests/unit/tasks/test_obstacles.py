# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When a task runs in the worker's own process: every condition by itself, without an Ansible around it.

``tests/unit/parity/test_hand_over.py`` sees the same in real playbooks.
"""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from ansible.plugins.connection.local import Connection
from ansible_collections.community.launchdarkly.plugins.plugin_utils._in_process import SWITCH, InProcessAction

OWN = {"ansible_playbook_python": sys.executable}


class Templar:
    """Renders nothing but the interpreter of the playbook."""

    def template(self, text: Any) -> Any:
        """As Ansible's own."""
        return sys.executable if text == "{{ ansible_playbook_python }}" else text


def local(become: bool = False) -> Any:
    """A local connection that was not opened."""
    connection = Connection.__new__(Connection)
    connection.become = object() if become else None
    return connection


class Bare(InProcessAction):
    """An action plugin with no more than what the conditions look at."""

    def __init__(self, **different: Any) -> None:
        self._templar = Templar()
        self._connection = different.get("connection") or local()
        self._play_context = types.SimpleNamespace(become=different.get("become", False))
        self._task = types.SimpleNamespace(
            async_val=different.get("async_val", 0), delegate_to=different.get("delegate_to")
        )


def obstacle(variables: dict[str, Any], *names: str, **different: Any) -> str:
    """Why a task with these ``variables``, whose environment sets ``names``, does not run here."""
    return Bare(**different)._obstacle({**OWN, **variables}, dict.fromkeys(names, "value"))


def test_nothing_stands_in_the_way() -> None:
    """Of what most playbooks say; nor does a variable of the environment that no interpreter reads."""
    assert obstacle({}) == ""
    assert obstacle({"ansible_python_interpreter": "auto_silent"}) == ""
    assert obstacle({"ansible_python_interpreter": "{{ ansible_playbook_python }}"}) == ""
    assert obstacle({"ansible_python_interpreter": sys.executable}, "LAUNCHDARKLY_API_HOST", "HTTPS_PROXY") == ""
    assert obstacle({SWITCH: True, "ansible_python_interpreter": "{{ ansible_playbook_python }}"}) == ""


@pytest.mark.parametrize("value", [False, "no", "false", 0, "neither"])
def test_the_switch(value: Any) -> None:
    """What is no truth turns it off."""
    assert obstacle({SWITCH: value}) == f"{SWITCH} is {value}"


def test_another_way_of_running() -> None:
    """Each alone is enough."""
    assert obstacle({}, async_val=30) == "async"
    assert obstacle({}, become=True) == "become"
    assert obstacle({}, connection=local(become=True)) == "become"
    far = types.SimpleNamespace(become=None, ansible_name="ansible.builtin.ssh")
    assert obstacle({}, connection=far) == "the connection is ansible.builtin.ssh, not ansible.builtin.local"
    nameless = types.SimpleNamespace(become=None)
    assert obstacle({}, connection=nameless) == "the connection is another, not ansible.builtin.local"


@pytest.mark.parametrize(
    "name", ["PATH", "LANG", "LC_ALL", "LD_PRELOAD", "PYTHONPATH", "SSL_CERT_FILE", "OPENSSL_CONF"]
)
def test_an_environment_that_makes_another_interpreter(name: str) -> None:
    """By names, and by how they begin; whatever else is set beside it."""
    assert obstacle({}, "HTTPS_PROXY", name) == f"environment sets {name}"
    assert obstacle({}, f"MY_{name}") == ""


def test_another_interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another file, another folder, or none; the same one by another path, or by its name alone, is no other."""
    folder = Path(sys.executable).parent
    monkeypatch.setenv("PATH", str(folder))
    assert obstacle({"ansible_python_interpreter": os.path.basename(sys.executable)}) == ""
    same = os.path.join(folder, "..", folder.name, os.path.basename(sys.executable))
    assert obstacle({"ansible_python_interpreter": same}) == ""
    linked = tmp_path / "python"
    linked.symlink_to(sys.executable)
    for other in (str(linked), "/nowhere/python", "no-such-python"):
        assert obstacle({"ansible_python_interpreter": other}) == f"its interpreter is {other}"
    # What most inventories say is rendered where the playbook's own Python is not this one.
    usual = {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    assert Bare()._obstacle({**usual, "ansible_playbook_python": "/other"}, {}) == ""


def test_the_interpreter_is_that_of_the_host_it_is_delegated_to() -> None:
    """Not that of the host which it is for."""
    foreign, own = {"ansible_python_interpreter": "/other/python"}, {"ansible_python_interpreter": sys.executable}
    delegated = {**foreign, "ansible_delegated_vars": {"there": own}}
    assert obstacle(delegated, delegate_to="there") == ""
    assert obstacle(delegated) == "its interpreter is /other/python"
    delegated = {**own, "ansible_delegated_vars": {"there": foreign}}
    assert obstacle(delegated, delegate_to="there") == "its interpreter is /other/python"
    assert obstacle(own, delegate_to="elsewhere") == ""
