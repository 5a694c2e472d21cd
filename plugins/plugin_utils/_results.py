# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What registered results of the collection's modules say: which resources changed, and which could not be."""

from __future__ import annotations

import typing as t

Result = t.Mapping[str, t.Any]


def changes_of(results: t.Any) -> list[dict[str, t.Any]]:
    """An entry for each resource that changed or, in check mode, would: ``resource``, ``operations``.

    In diff mode also ``before`` and ``after``, empty where it was not or is no longer there. ``results`` is a
    registered result or a list of them; those of loops and of skipped tasks are fine. An environment that comes with
    its new project is part of the project's entry, in check mode as in the run. Raises TypeError for others.
    """
    found: list[dict[str, t.Any]] = []
    for result in _single(results):
        diff = result.get("diff")
        diff = diff if isinstance(diff, dict) else None
        if isinstance(result.get("changes"), list):
            for change in result["changes"]:
                found.append(_change(change, None if diff is None else _sides(diff, change["resource"])))
        elif result.get("operations"):
            found.append(_change(result, None if diff is None else (diff["before"], diff["after"])))
    return _without_repetition(found)


def failures_of(results: t.Any) -> list[dict[str, str]]:
    """An entry for each resource that could not be brought to its declared state: ``resource`` and ``msg``.

    ``resource`` is empty where the task failed before it was known. Raises TypeError for what is no result.
    """
    found = []
    for result in _single(results):
        if result.get("failures"):
            found += [{"resource": str(one["resource"]), "msg": str(one["msg"])} for one in result["failures"]]
        elif result.get("failed"):
            msg = str(result.get("msg", "failed without a message"))
            found.append({"resource": str(result.get("resource", "")), "msg": msg})
    return found


def _single(results: t.Any) -> t.Iterator[Result]:
    """The results of single runs in ``results``; a loop's own result only sums them up."""
    if isinstance(results, t.Mapping):
        if isinstance(results.get("results"), (list, tuple)):
            yield from _single(results["results"])
        else:
            yield results
    elif isinstance(results, (list, tuple)):
        for result in results:
            yield from _single(result)
    else:
        raise TypeError("registered results are wanted, or a list of them")


def _without_repetition(entries: list[dict[str, t.Any]]) -> list[dict[str, t.Any]]:
    """``entries`` without the creation, in check mode, of environments that the creation of their project includes."""
    included = {
        f"environment {environment.get('key')!r} of {entry['resource']}"
        for entry in entries
        if entry["resource"].startswith("project ")
        for operation in entry["operations"]
        if operation["op"] == "add" and operation["path"] == ""
        for environment in operation["value"].get("environments", ())
    }
    for entry in entries:
        if entry["resource"] in included:
            entry["operations"] = [operation for operation in entry["operations"] if operation["path"] != ""]
    return [entry for entry in entries if entry["operations"]]


def _change(change: Result, sides: tuple[t.Any, t.Any] | None) -> dict[str, t.Any]:
    entry = {"resource": change["resource"], "operations": list(change["operations"])}
    return entry if sides is None else {**entry, "before": sides[0] or {}, "after": sides[1] or {}}


def _sides(diff: Result, resource: str) -> tuple[t.Any, t.Any]:
    """The two sides of ``resource`` in a diff that is grouped."""
    return _side(diff["before"], resource), _side(diff["after"], resource)


def _side(groups: t.Mapping[str, t.Any], resource: str) -> t.Any:
    return next((group[resource] for group in groups.values() if resource in group), {})
