# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What registered results of the collection's modules say: which resources changed, and which could not be.

Results of other modules stand in the same lists, so a result is one of this collection's by its shape alone.
"""

from __future__ import annotations

import typing as t

Result = t.Mapping[str, t.Any]


def changes_of(results: t.Any) -> list[dict[str, t.Any]]:
    """An entry for each resource that changed or, in check mode, would: which one it is, and its ``operations``.

    In diff mode also ``before`` and ``after``, empty where it was not or is no longer there. ``results`` is a
    registered result or a list of them; those of loops and of skipped tasks are fine. What a task did before it failed
    counts. An environment that comes with its new project is part of the project's entry, in check mode as in the run.
    Raises TypeError for others.
    """
    found: list[dict[str, t.Any]] = []
    for result in _single(_checked(results)):
        diff = result.get("diff")
        diff = diff if isinstance(diff, t.Mapping) else None
        if is_change(result):
            # One that failed without a change only planned it.
            if result.get("changed") or not result.get("failed"):
                found.append(_change(result, None if diff is None else (diff.get("before"), diff.get("after"))))
        elif _are(result.get("changes"), is_change):
            for change in result["changes"]:
                found.append(_change(change, None if diff is None else _sides(diff, change["resource"])))
    return _without_repetition(found)


def failures_of(results: t.Any) -> list[dict[str, t.Any]]:
    """An entry for each resource that could not be brought to its declared state: which one it is, and ``msg``.

    ``resource`` is empty where the task failed before it was known. So does any failed task: one whose options were
    refused says no more of itself than one of another module. Raises TypeError for what is no result.
    """
    found: list[dict[str, t.Any]] = []
    for result in _single(_checked(results)):
        failures = result.get("failures")
        if failures and _are(failures, _is_failure):
            found += [{**_which(one), "msg": str(one["msg"])} for one in failures]
        elif result.get("failed") is True:
            resource = result.get("resource")
            msg = result.get("msg", "failed without a message")
            which = _which(result) if isinstance(resource, str) else {"resource": ""}
            found.append({**which, "msg": str(msg)})
    return found


def _which(one: Result) -> dict[str, t.Any]:
    """Which resource ``one`` is about: its label, and for programs its kind and its keys."""
    return {member: one[member] for member in ("resource", "kind", "identity") if member in one}


def is_change(value: t.Any) -> bool:
    """Whether ``value`` has a ``resource`` and the ``operations`` of a JSON Patch, as results and changes have."""
    return (
        isinstance(value, t.Mapping)
        and isinstance(value.get("resource"), str)
        and _are(value.get("operations"), _is_operation)
        and isinstance(value.get("identity", {}), t.Mapping)
        and ("identity" in value) == ("kind" in value)
    )


def _is_operation(value: t.Any) -> bool:
    return isinstance(value, t.Mapping) and isinstance(value.get("op"), str) and isinstance(value.get("path"), str)


def _is_failure(value: t.Any) -> bool:
    return isinstance(value, t.Mapping) and isinstance(value.get("resource"), str) and "msg" in value


def _are(values: t.Any, fits: t.Callable[[t.Any], bool]) -> bool:
    return isinstance(values, (list, tuple)) and all(fits(value) for value in values)


def _checked(results: t.Any) -> list[Result]:
    """``results`` as a list of registered results. Raises TypeError."""
    if isinstance(results, t.Mapping):
        return [results]
    if not isinstance(results, (list, tuple)):
        raise TypeError("registered results are wanted, or a list of them")
    return [one for result in results for one in _checked(result)]


def _single(results: t.Iterable[Result]) -> t.Iterator[Result]:
    """The results of single runs in ``results``; a loop's own result only sums them up."""
    for result in results:
        # Other modules have a member of this name, too: with text in it, or with mappings that are no results.
        items: t.Any = result.get("results")
        if _are(items, lambda item: isinstance(item, t.Mapping)) and any(map(_is_item, items)):
            yield from _single(items)
        else:
            yield result


def _is_item(value: Result) -> bool:
    return any(member in value for member in ("changed", "failed", "skipped", "ansible_loop_var"))


def _without_repetition(entries: list[dict[str, t.Any]]) -> list[dict[str, t.Any]]:
    """``entries`` without the creation, in check mode, of environments that the creation of their project includes."""
    included = {
        (entry["identity"].get("project_key"), key)
        for entry in entries
        if entry.get("kind") == "project"
        for operation in entry["operations"]
        if operation["op"] == "add" and operation["path"] == ""
        for key in _environment_keys(operation.get("value"))
    }
    for entry in entries:
        if entry.get("kind") == "environment":
            identity = entry["identity"]
            if (identity.get("project_key"), identity.get("environment_key")) in included:
                entry["operations"] = [operation for operation in entry["operations"] if operation["path"] != ""]
    return [entry for entry in entries if entry["operations"]]


def _environment_keys(project: t.Any) -> list[str]:
    environments = project.get("environments") if isinstance(project, t.Mapping) else None
    if not isinstance(environments, (list, tuple)):
        return []
    return [one["key"] for one in environments if isinstance(one, t.Mapping) and isinstance(one.get("key"), str)]


def _change(change: Result, sides: tuple[t.Any, t.Any] | None) -> dict[str, t.Any]:
    entry = {**_which(change), "operations": list(change["operations"])}
    return entry if sides is None else {**entry, "before": sides[0] or {}, "after": sides[1] or {}}


def _sides(diff: Result, resource: str) -> tuple[t.Any, t.Any]:
    """The two sides of ``resource`` in a diff that is grouped."""
    return _side(diff.get("before"), resource), _side(diff.get("after"), resource)


def _side(groups: t.Any, resource: str) -> t.Any:
    inner = (
        [group for group in groups.values() if isinstance(group, t.Mapping)] if isinstance(groups, t.Mapping) else []
    )
    return next((group[resource] for group in inner if resource in group), {})
