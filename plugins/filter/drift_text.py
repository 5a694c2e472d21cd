# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter drift_text: any value as text that is safe in a cell of a Markdown or HTML table."""

from __future__ import annotations

import html
import json
import re
import typing as t
from collections.abc import Mapping

from ansible.errors import AnsibleFilterError

DOCUMENTATION = r"""
name: drift_text
short_description: Any value as text for a cell of a Markdown or HTML table
version_added: 1.0.0
description:
  - Text stays as it is, null is V((not there\)), everything else is shown as JSON, so that V("1"), V(1) and V(true)
    cannot be taken for each other. Text with line breaks or characters that cannot be seen is shown as JSON, too.
  - Characters that mean something in the markup are escaped.
author:
  - community.launchdarkly contributors (@ansible-collections)
positional: _input, markup
options:
  _input:
    description: What to show.
    type: raw
    required: true
  markup:
    description: Where it is to be shown.
    type: str
    choices: [markdown, html, plain]
    default: markdown
seealso:
  - plugin: community.launchdarkly.drift
    plugin_type: filter
"""

EXAMPLES = r"""
- name: One line of a table
  ansible.builtin.debug:
    msg: "| {{ item.member | community.launchdarkly.drift_text }} | {{ item.found | community.launchdarkly.drift_text }} |"
  loop: "{{ (account_result | community.launchdarkly.drift).resources | map(attribute='differences') | flatten }}"
"""

RETURN = r"""
_value:
  description: The text.
  type: str
  sample: redis.example.com
"""

_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&#!]")


def _plain(value: t.Any) -> str:
    if value is None:
        return "(not there)"
    if isinstance(value, str):
        text = str(value)
        # What looks like a number or a truth value in JSON is told from the text of the same characters.
        return text if text.isprintable() and not _is_json(text) else json.dumps(text)
    return json.dumps(_with_text_keys(value), sort_keys=True, default=str)


def _with_text_keys(value: t.Any) -> t.Any:
    """A copy whose keys can be sorted: YAML has numbers, truth values and null for keys, too."""
    if isinstance(value, Mapping):
        return {str(key): _with_text_keys(inner) for key, inner in value.items()}
    return [_with_text_keys(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return text in ("", "(not there)") or text != text.strip()
    return True


_MARKUPS: dict[str, t.Callable[[str], str]] = {
    "markdown": lambda text: _MARKDOWN.sub(lambda found: "\\" + found[0], text),
    "html": html.escape,
    "plain": str,
}


def drift_text(value: t.Any, markup: str = "markdown") -> str:
    """``value`` for a cell. Raises AnsibleFilterError for a markup that it does not know."""
    if markup not in _MARKUPS:
        raise AnsibleFilterError(
            f"community.launchdarkly.drift_text: markup must be one of {', '.join(_MARKUPS)}, not {markup!r}"
        )
    return _MARKUPS[markup](_plain(value))


class FilterModule:
    """Ansible's entry point."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """The filters by their names."""
        return {"drift_text": drift_text}
