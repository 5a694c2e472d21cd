# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The errors: what they say, what a playbook can branch on. And the packages that may be missing."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors, packages
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import (
    Ambiguous,
    FixedMember,
    Ignored,
    NotAvailable,
    SecretsNeeded,
)


@pytest.mark.parametrize(
    ("message", "hint", "wanted", "text"),
    [
        ("it broke", "", "", "it broke."),
        ("it broke.", "", "", "it broke."),
        ("it broke?", "Mend it.", "", "it broke? Mend it."),
        ("it broke", "Mend it.", "read the store", "Could not read the store: it broke. Mend it."),
    ],
)
def test_the_text_of_an_error(message: str, hint: str, wanted: str, text: str) -> None:
    """What was wanted, what was found, what to do: whole sentences."""
    error = errors.LaunchDarklyError(message, hint)
    error.wanted = wanted
    assert str(error) == text


@pytest.mark.parametrize(
    ("error", "text", "details"),
    [
        (
            errors.MissingPackage("requests", "/usr/bin/python3"),
            (
                "the Python package 'requests' is missing for /usr/bin/python3. Install it there, for example with:"
                " /usr/bin/python3 -m pip install requests"
            ),
            {"kind": "missing_package", "package": "requests"},
        ),
        (
            errors.InvalidOption("redis.port", "is not a port"),
            "redis.port: is not a port.",
            {"kind": "invalid_option", "option": "redis.port"},
        ),
        (
            Ambiguous("2 fit the declaration", ["one", "two"], "Say which."),
            "2 fit the declaration: one; two. Say which.",
            {"kind": "ambiguous", "candidates": ["one", "two"]},
        ),
        (
            FixedMember(["config_values.a", "config_values.b"]),
            (
                "LaunchDarkly fixes config_values.a, config_values.b when it is saved first, and what was found differs."
                " Delete it and create it again (state=absent, then state=present), or declare what is there."
            ),
            {"kind": "fixed_member", "options": ["config_values.a", "config_values.b"]},
        ),
        (
            SecretsNeeded(["password"], "redis"),
            (
                "the config that is to be changed holds secrets that this task does not give: password. LaunchDarkly may"
                " take a config only as a whole, or store what it shows of a secret in its place, so nothing was sent. Give"
                " their values in redis too (an empty text for one that is not there, and update_secrets other than"
                " on_create)."
            ),
            {"kind": "secrets_needed", "members": ["password"]},
        ),
        (
            Ignored(["redis.port"]),
            (
                "LaunchDarkly accepted the change, yet its answer still differs in redis.port. Nothing more was tried."
                " Compare with the LaunchDarkly interface, then run the task again."
            ),
            {"kind": "ignored", "members": ["redis.port"]},
        ),
        (
            errors.AnswerLost("PATCH", "/api/v2/a", "the connection broke"),
            "the connection broke.",
            {"kind": "answer_lost", "method": "PATCH", "path": "/api/v2/a"},
        ),
        (NotAvailable("not in time"), "not in time.", {"kind": "not_available"}),
    ],
)
def test_every_error_says_what_and_carries_the_facts(
    error: errors.LaunchDarklyError, text: str, details: dict[str, Any]
) -> None:
    """Texts are for people, details for conditions."""
    assert str(error) == text
    assert error.details() == details


@pytest.mark.parametrize(
    ("status", "code", "refuses"),
    [
        (400, "invalid_patch", True),
        (400, "patch_failed", True),
        (422, "patch_failed", True),
        (422, "", True),
        (400, "invalid_request", False),
        (405, "method_not_allowed", False),
    ],
)
def test_a_refused_patch_is_told_from_a_refused_value(status: int, code: str, refuses: bool) -> None:
    """Only the former is a reason to try another path."""
    assert errors.InvalidRequest("PATCH", "/a", status, code, "").refuses_patch is refuses


def test_a_missing_package_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the task's, when the client is made."""
    monkeypatch.setitem(sys.modules, "requests", None)
    with pytest.raises(errors.MissingPackage, match="'requests' is missing for") as caught:
        Client(Settings("api-token"))
    assert sys.executable in str(caught.value)


def test_preload_survives_whatever_a_package_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs in Ansible's controller, where an exception would end the run."""
    tried: list[str] = []

    def broken(name: str) -> Any:
        tried.append(name)
        raise RuntimeError("a broken package")

    monkeypatch.setattr(packages.importlib, "import_module", broken)
    packages.preload()
    assert tried == ["requests", "jsonpatch", "concurrent.futures"]


_WITHOUT_ANSIBLE = """
import importlib, pkgutil, sys

class NoAnsible:
    def find_spec(self, name, path=None, target=None):
        if name == "ansible" or name.startswith("ansible."):
            raise ImportError("no Ansible here")

sys.meta_path.insert(0, NoAnsible())
base = "ansible_collections.community.launchdarkly.plugins.module_utils."
for layer in ("_client", "_engine", "_resources"):
    package = importlib.import_module(base + layer)
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    assert len(names) > 3, names
    for name in names:
        importlib.import_module(base + layer + "." + name)
assert not [name for name in sys.modules if name in ("requests", "jsonpatch", "urllib3")]
print("fine")
"""


def test_the_three_layers_need_no_ansible() -> None:
    """Nor do they import a third-party package before it is needed."""
    done = subprocess.run([sys.executable, "-c", _WITHOUT_ANSIBLE], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("fine", 0), done.stderr
