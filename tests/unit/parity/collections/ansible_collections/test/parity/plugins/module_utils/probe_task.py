# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task with every kind of option and every way to end, for the machinery that all tasks of the collection share."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import env_fallback
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._options import CONNECTION
from ansible_collections.community.launchdarkly.plugins.module_utils._task import Context, Options, Task

_NESTED: dict[str, t.Any] = {
    "mode": {"type": "str", "choices": ["one", "two"], "default": "one"},
    "count": {"type": "int", "aliases": ["number"]},
    "needed": {"type": "str", "required": True},
    "token": {"type": "str", "no_log": True, "fallback": (env_fallback, ["PROBE_TOKEN"])},
}


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Give back what came in, or end as ``end`` says."""
    for text in options["warn"] or ():
        context.warn(text)
    for text in options["show"] or ():
        context.progress(text)
    end = options["end"]
    if end == "refuse":
        raise InvalidOption("end", f"is refused with {options['secret']}")
    if end == "crash":
        raise RuntimeError(f"crash with {options['secret']}")
    if end == "exit":
        raise SystemExit(3)
    if end == "recurse":
        return run(options, context)
    if end == "nest":
        nest: t.Any = []
        for _unused in range(5000):
            nest = [nest]
        return {"changed": False, "seen": nest}
    seen = {name: value for name, value in options.items() if name not in CONNECTION}
    return {"changed": end == "change", "seen": seen, "modes": [context.check_mode, context.diff]}


TASK = Task(
    options={
        **CONNECTION,
        "text": {
            "type": "str",
            "aliases": ["label", "caption"],
            "deprecated_aliases": [{"name": "caption", "version": "9.0.0", "collection_name": "test.parity"}],
        },
        "old": {"type": "str", "removed_in_version": "9.0.0", "removed_from_collection": "test.parity"},
        "number": {"type": "int", "fallback": (env_fallback, ["PROBE_NUMBER"])},
        "ratio": {"type": "float"},
        "flag": {"type": "bool"},
        "path": {"type": "path"},
        "size": {"type": "bytes"},
        "document": {"type": "json"},
        "anything": {"type": "raw"},
        "numbers": {"type": "list", "elements": "int"},
        "map": {"type": "dict"},
        "secret": {"type": "str", "no_log": True, "aliases": ["password"]},
        "secret_number": {"type": "int", "no_log": True},
        "nested": {"type": "dict", "options": _NESTED, "required_together": [("count", "token")]},
        "many": {"type": "list", "elements": "dict", "options": _NESTED, "mutually_exclusive": [("count", "token")]},
        "defaults": {"type": "dict", "apply_defaults": True, "options": {"depth": {"type": "int", "default": 3}}},
        "warn": {"type": "list", "elements": "str"},
        "show": {"type": "list", "elements": "str"},
        "end": {"type": "str", "choices": ["change", "refuse", "crash", "exit", "recurse", "nest"]},
    },
    constraints={
        "mutually_exclusive": [("ratio", "size")],
        "required_together": [("path", "document")],
        "required_if": [("end", "change", ("text", "anything"), True)],
        "required_by": {"flag": ("map",)},
    },
    secrets=lambda options: [options.get("anything")] if isinstance(options.get("anything"), dict) else [],
    run=run,
)
