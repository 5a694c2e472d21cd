# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""YAML of variables, as Ansible reads it back: what only looks like a template stays as it is."""

from __future__ import annotations

import re
import typing as t

import yaml

_TEMPLATE = re.compile(r"\{[{%#]")


class Reference(str):
    """A template that is meant as one."""


class _Dumper(yaml.SafeDumper):
    """Writes text that looks like a template as unsafe, and the subclasses that Ansible makes of all types plainly."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> t.Any:
        """Indent lists too, as yamllint and ansible-lint want it."""
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: t.Any) -> bool:
        """Write everything out: what is used twice is easier to change."""
        return True


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    text = str.__str__(value)
    if isinstance(value, Reference):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
    if _TEMPLATE.search(text):
        return dumper.represent_scalar("!unsafe", text, style='"')
    return dumper.represent_str(text)


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(str, _text)
_Dumper.add_multi_representer(dict, lambda dumper, value: dumper.represent_dict(value))
_Dumper.add_multi_representer(list, lambda dumper, value: dumper.represent_list(value))
_Dumper.add_multi_representer(int, lambda dumper, value: dumper.represent_int(int(value)))
_Dumper.add_multi_representer(float, lambda dumper, value: dumper.represent_float(float(value)))


def dumped(value: t.Any) -> str:
    """``value`` as YAML, in its own order. Raises yaml.YAMLError for what YAML cannot say."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=160)
    return text
