# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter drift: what a run in check mode found, one entry a member."""

from __future__ import annotations

import typing as t
from collections.abc import Mapping, Sequence

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var

from ..plugin_utils._results import is_change

DOCUMENTATION = r"""
name: drift
short_description: Differences between what is declared and what was found, one entry a member
version_added: 1.0.0
description:
  - Makes a flat list of the changes that the role P(community.launchdarkly.account#role) would make, for a report,
    a notification or a condition.
author:
  - community.launchdarkly contributors (@ansible-collections)
positional: _input
options:
  _input:
    description:
      - The C(account_changes) of a run in check mode with C(diff).
      - Each entry has C(resource), C(identity), C(operations), C(before) and C(after). Without C(diff), the differences are taken
        from C(operations), and what was found is not known.
    type: list
    elements: dict
    required: true
seealso:
  - plugin: community.launchdarkly.drift_text
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Differences in production
  ansible.builtin.debug:
    msg: "{{ account_changes | community.launchdarkly.drift | selectattr('environment', 'eq', 'shop/production') }}"
"""

RETURN = r"""
_value:
  description:
    - The differences, by environment, resource and member. Secrets are shown as V((secret\)), or as
      V((secret, updated\)) where the declared one is another.
  type: list
  elements: dict
  contains:
    environment:
      description: The keys of project and environment, with V(/) between them. Null for what belongs to none.
      type: str
      sample: shop/production
    resource:
      description: The resource, as the modules name it.
      type: str
      sample: redis big segment store 'Segments' of shop/production
    member:
      description: The member, as LaunchDarkly's API names it, with dots. Null if the whole resource is meant.
      type: str
      sample: config.host
    declared:
      description: What is declared. Null if it shall not be there.
      type: raw
      sample: redis.example.com
    found:
      description: What LaunchDarkly has. Null if it is not there.
      type: raw
      sample: old.example.com
"""

_ABSENT: t.Any = object()
_CENSORED = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"
_SECRET = "(secret)"


def _environment(change: Mapping[str, t.Any]) -> str | None:
    """The environment that it belongs to, or is; None for what is in no environment."""
    identity = change.get("identity", {})
    keys = [identity.get(option) for option in ("project_key", "environment_key")]
    return "/".join(keys) if all(isinstance(key, str) for key in keys) else None


def _differences(before: t.Any, after: t.Any, path: tuple[str, ...] = ()) -> t.Iterator[tuple[str, t.Any, t.Any]]:
    """Member, declared and found, for each member that differs. A list is one member."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in sorted({*before, *after}, key=str):
            yield from _differences(before.get(name, _ABSENT), after.get(name, _ABSENT), (*path, str(name)))
        return
    yield ".".join(path), _shown(after), _shown(before)


def _shown(value: t.Any) -> t.Any:
    if isinstance(value, Mapping):
        return {name: _shown(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(inner) for inner in value]
    if value is _ABSENT:
        return None
    return _SECRET if value == _CENSORED else value


def _created(change: Mapping[str, t.Any]) -> t.Any:
    """What a creation sends. A project is created with its environments, which are no part of ``after``."""
    operations = change.get("operations") or [{}]
    is_creation = operations[0].get("op") == "add" and operations[0].get("path") == ""
    return _shown(operations[0].get("value")) if is_creation else None


def _of_change(change: Mapping[str, t.Any]) -> t.Iterator[tuple[str | None, t.Any, t.Any]]:
    before, after = change.get("before") or {}, change.get("after") or {}
    if bool(before) != bool(after):
        # The whole resource, which is easier to read than all its members one by one.
        yield None, _created(change) or after or None, before or None
        return
    seen = False
    for difference in _differences(before, after):
        seen = True
        yield difference
    if seen:
        return
    for operation in change.get("operations") or ():
        path = str(operation.get("path", ""))
        yield path.strip("/").replace("/", ".") or None, _shown(operation.get("value")), None


def drift(changes: t.Any) -> list[dict[str, t.Any]]:
    """The differences in ``changes``. Raises AnsibleFilterError for what is no list of changes."""
    if isinstance(changes, str) or not isinstance(changes, Sequence):
        raise AnsibleFilterError("community.launchdarkly.drift needs a list of changes")
    entries = []
    for change in changes:
        if not is_change(change):
            raise AnsibleFilterError("community.launchdarkly.drift needs changes that have a resource and operations")
        resource = change["resource"]
        for member, declared, found in _of_change(change):
            entries.append(
                {
                    "environment": _environment(change),
                    "resource": resource,
                    "member": member,
                    "declared": declared,
                    "found": found,
                }
            )
    entries.sort(key=lambda entry: (entry["environment"] or "", entry["resource"], entry["member"] or ""))
    return t.cast("list[dict[str, t.Any]]", _not_a_template(entries))


def _not_a_template(value: t.Any) -> t.Any:
    """A copy of ``value`` in which no text is a template, whatever somebody has called a thing in LaunchDarkly."""
    if isinstance(value, Mapping):
        return {str(name): _not_a_template(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_not_a_template(inner) for inner in value]
    return wrap_var(value)


class FilterModule:
    """Ansible's entry point."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """The filters by their names."""
        return {"drift": drift}
