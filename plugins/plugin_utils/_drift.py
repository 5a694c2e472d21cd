# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the module account would do, as a report: resources and their members, by place and by kind."""

from __future__ import annotations

import collections
import typing as t
from collections.abc import Mapping, Sequence

from ._results import failures_of, is_change
from ._yaml import dumped

Entry = dict[str, t.Any]

_ABSENT: t.Any = object()
_CENSORED = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"
_SECRET = "(secret)"
_COUNTED = ("update", "create", "delete", "undeclared", "failed")


def report(result: Mapping[str, t.Any], audit_log_entries: t.Iterable[t.Any] = ()) -> Entry:
    """The report on the ``result`` of a task in check mode. Raises ValueError where it has something else."""
    resources = _sorted(_resource(change) for change in _listed(result, "changes", is_change))
    _tell_last_changes(resources, audit_log_entries)
    undeclared = _sorted(_undeclared(one) for one in _listed(result, "undeclared", _is_undeclared))
    failures = [{**_about(one), "msg": _shown(one["msg"])} for one in failures_of(result)]
    plan = result.get("plan")
    told = plan if isinstance(plan, Mapping) else {}
    return {
        "count": len(resources),
        "unchanged": result.get("unchanged"),
        "resources": resources,
        "undeclared": undeclared,
        "failures": failures,
        "summary": _summary(resources, undeclared, failures),
        "instance": str(told.get("instance") or ""),
        "account": str(told.get("account") or ""),
    }


def _listed(result: Mapping[str, t.Any], member: str, fits: t.Callable[[t.Any], bool]) -> Sequence[t.Any]:
    values = result.get(member) or ()
    if isinstance(values, str) or not isinstance(values, Sequence) or not all(map(fits, values)):
        raise ValueError(f"{member} is not as the module account returns it")
    return values


def _is_undeclared(value: t.Any) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("resource"), str)
        and isinstance(value.get("kind"), str)
        and isinstance(value.get("declaration"), Mapping)
    )


def _sorted(entries: t.Iterable[Entry]) -> list[Entry]:
    """By place, what is in it after itself."""
    return sorted(entries, key=lambda entry: (entry["place"].split("/"), entry["kind"] or "", entry["resource"]))


def _about(one: Mapping[str, t.Any]) -> Entry:
    """Which resource it is, where it is, and where to look at it."""
    identity = one.get("identity")
    identity = identity if isinstance(identity, Mapping) else {}
    project, environment = (identity.get(option) for option in ("project_key", "environment_key"))
    project = project if isinstance(project, str) else ""
    return {
        "resource": one["resource"],
        "kind": one.get("kind"),
        "identity": _shown(identity),
        "place": f"{project}/{environment}" if project and isinstance(environment, str) else project,
        "page": _page(project, identity),
    }


def _page(project: str, identity: Mapping[str, t.Any]) -> str | None:
    """Its page in LaunchDarkly, as far as the paths of pages are known. A key has no character that a path cannot have."""
    if project:
        return f"/projects/{project}/settings/environments"
    return "/settings/integrations" if identity.get("integration_key") else None


def _resource(change: Mapping[str, t.Any]) -> Entry:
    before, after = change.get("before") or {}, change.get("after") or {}
    operations = change["operations"]
    whole = [operation["op"] for operation in operations if operation["path"] == ""]
    if before and after:
        action = "update"
    elif before or after:
        action = "create" if after else "delete"
    else:
        action = {"add": "create", "remove": "delete"}.get(whole[0], "update") if whole else "update"
    if action == "create" and not after:
        after = _created(operations)
    differences = [
        {"member": member, "declared": declared, "found": found}
        for member, declared, found in _differences(before, after) or _of_operations(operations)
    ]
    about = _about(change)
    return {**about, "action": action, "differences": differences, "specifier": _specifier(about), "last_change": None}


def _created(operations: t.Iterable[Mapping[str, t.Any]]) -> Mapping[str, t.Any]:
    """What a creation sends, where nothing says what there is then."""
    values = [o.get("value") for o in operations if o["op"] == "add" and o["path"] == ""]
    return values[0] if values and isinstance(values[0], Mapping) else {}


def _differences(before: t.Any, after: t.Any) -> list[tuple[str, t.Any, t.Any]]:
    """Member, declared and found, for each member that differs. A list is one member."""
    return list(_members(before, after, ()))


def _members(before: t.Any, after: t.Any, path: tuple[str, ...]) -> t.Iterator[tuple[str, t.Any, t.Any]]:
    if before == after:
        return
    if all(isinstance(one, Mapping) or one is _ABSENT for one in (before, after)) and (before or after):
        was, shall = ({} if one is _ABSENT else one for one in (before, after))
        if was or shall:
            for name in sorted({*was, *shall}, key=str):
                yield from _members(was.get(name, _ABSENT), shall.get(name, _ABSENT), (*path, str(name)))
            return
    yield ".".join(path), _shown(after), _shown(before)


def _of_operations(operations: t.Iterable[Mapping[str, t.Any]]) -> list[tuple[str | None, t.Any, t.Any]]:
    """Where neither side is known: what is declared, and nothing of what was found."""
    paths = [(str(o["path"]).strip("/").replace("/", ".") or None, o) for o in operations]
    return [(path, _shown(operation.get("value")), None) for path, operation in paths]


def _shown(value: t.Any) -> t.Any:
    if isinstance(value, Mapping):
        return {name: _shown(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(inner) for inner in value]
    if value is _ABSENT:
        return None
    return _SECRET if value == _CENSORED else value


def _specifier(about: Entry) -> str | None:
    """https://launchdarkly.com/docs/home/account/role-resources; of some kinds it is not known."""
    project, _slash, environment = about["place"].partition("/")
    if about["kind"] == "project" and project:
        return f"proj/{project}"
    return f"proj/{project}:env/{environment}" if about["kind"] == "environment" and environment else None


def _tell_last_changes(resources: list[Entry], audit_log_entries: t.Iterable[t.Any]) -> None:
    latest: dict[str, Mapping[str, t.Any]] = {}
    for entry in audit_log_entries:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("specifier"), str):
            raise ValueError("audit_log_entries is not as the module audit_log_info returns it")
        known = latest.get(entry["specifier"])
        if known is None or str(known.get("date")) < str(entry.get("date")):
            latest[entry["specifier"]] = entry
    for resource in resources:
        entry = latest.get(resource["specifier"] or "")
        if entry is not None:
            resource["last_change"] = {name: entry.get(name) for name in ("date", "by", "title", "comment", "page")}


def _undeclared(one: Mapping[str, t.Any]) -> Entry:
    declaration, names = _shown(one["declaration"]), f"account_{one['kind']}s"
    about = {**_about(one), "declaration": declaration, "yaml": dumped({names: [declaration]})}
    secrets = one.get("secrets") or ()
    return {**about, "secrets": [str(secret) for secret in secrets]}


def _summary(resources: list[Entry], undeclared: list[Entry], failures: list[Entry]) -> Entry:
    counted = [(entry, entry["action"]) for entry in resources]
    counted += [(entry, "undeclared") for entry in undeclared] + [(entry, "failed") for entry in failures]

    def of(pairs: list[tuple[Entry, str]]) -> dict[str, int]:
        counts = collections.Counter(what for _entry, what in pairs)
        return {what: counts[what] for what in _COUNTED}

    def by(member: str) -> list[Entry]:
        names = {entry[member] or "" for entry, _what in counted}
        parts = ((name, [pair for pair in counted if (pair[0][member] or "") == name]) for name in names)
        return sorted(({"name": name, **of(pairs)} for name, pairs in parts), key=lambda one: one["name"].split("/"))

    return {"total": of(counted), "places": by("place"), "kinds": by("kind")}
