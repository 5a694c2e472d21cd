# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists and tables of the content: in READMEs, and the action group."""

from __future__ import annotations

import functools
import typing as t
from pathlib import Path

import yaml

from .blocks import Files
from .options import module_path, spec_of
from .prose import documentation, markdown, paragraphs

_BLOB = "https://github.com/ansible-collections/community.launchdarkly/blob/main"
_PLUGINS = {"inventory": "inventory", "filter": "filter"}


def fill_action_group(files: Files) -> None:
    """All modules are in one action group, and those that keep fingerprints of secrets in another one, too."""
    names = _stems(files, "plugins/modules/*.py")
    with_key = [name for name in names if "fingerprint_key" in spec_of(name)]
    for block, group in (("modules", names), ("secrets", with_key)):
        listed = _lines(f"- {name}" for name in group)
        files.fill("meta/runtime.yml", block, "plugins/modules", functools.partial(_as_it_is, listed))


def _as_it_is(content: str, text: str, indent: int) -> str:
    return content


def fill_readme(files: Files) -> None:
    """The content in the README of the collection: by name, with its short description."""
    stems = _stems(files, "plugins/modules/*.py")
    # Those of a kind stand in one row.
    rest = {f"{name}{ending}" for name in stems if f"{name}s" in stems for ending in ("s", "_info")}
    modules = [
        (
            ", ".join(f"`{one}`" for one in (name, f"{name}s", f"{name}_info") if one == name or one in rest),
            _short(files, module_path(name)),
        )
        for name in stems
        if name not in rest
    ]
    roles = [
        (f"[`{name}`]({_BLOB}/roles/{name}/README.md)", role_documentation(files, name)["short_description"])
        for name in sorted(path.parent.parent.name for path in files.root.glob("roles/*/meta/argument_specs.yml"))
    ]
    plugins = [
        (f"`{name}` ({label})", _short(files, f"plugins/{kind}/{name}.py"))
        for kind, label in _PLUGINS.items()
        for name in _stems(files, f"plugins/{kind}/*.py")
    ]
    for name, rows in (("modules", modules), ("roles", roles), ("plugins", plugins)):
        fill_table(files, "README.md", name, "their documentation", (name, ""), rows)


def fill_connection(files: Files) -> None:
    """The connection options, in the README of the collection."""
    rows = [
        (f"`{name}`", f"`{option['fallback'][1][0]}`", _default(option.get("default")))
        for name, option in spec_of("project").items()
        if "fallback" in option
    ]
    head = ("option", "environment variable", "default")
    fill_table(files, "README.md", "connection", "the argument spec of every module", head, rows)


def fill_role_table(files: Files, role: str) -> None:
    """The variables of a role, in its README."""
    options = role_documentation(files, role)["options"]
    rows = []
    for name, option in options.items():
        text = paragraphs(option)[0]
        if option.get("choices"):
            text += f" One of {', '.join(f'V({choice})' for choice in option['choices'])}."
        if option.get("default") not in (None, []):
            text += f" Default: {_default(option['default'])}."
        rows.append((f"`{name}`", text))
    source = f"roles/{role}/meta/argument_specs.yml"
    fill_table(files, f"roles/{role}/README.md", "variables", source, ("variable", ""), rows)


def role_documentation(files: Files, role: str) -> dict[str, t.Any]:
    """The argument spec of ``role``."""
    found = yaml.safe_load(files.text(f"roles/{role}/meta/argument_specs.yml"))
    return dict(found["argument_specs"]["main"])


def fill_table(
    files: Files, path: str, name: str, source: str, head: tuple[str, ...], rows: t.Iterable[tuple[str, ...]]
) -> None:
    """Have a table with the ``head`` and the ``rows`` in the block ``name``, made of ``source``."""

    def content(text: str, indent: int) -> str:
        # Without empty lines around it, some take the table for a part of the comment.
        cells = [head, ("---",) * len(head), *(tuple(map(markdown, row)) for row in rows)]
        return "\n" + _lines(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in cells) + "\n"

    files.fill(path, name, source, content)


def _short(files: Files, path: str) -> str:
    return str(documentation(files.text(path), path)["short_description"])


def _stems(files: Files, pattern: str) -> list[str]:
    return sorted(Path(path).stem for path in files.root.glob(pattern))


def _lines(lines: t.Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _default(value: t.Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"
