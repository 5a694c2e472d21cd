# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of every kind in the table of the family: list, create, get, patch, delete and the actions of its own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

from .account import Account, now_ms
from .answers import Answer, conflict, invalid_request, json_answer, no_content, not_found
from .call import Call
from .configs import patch_with_config
from .family import ABSENT, Row
from .manifests import MANIFESTS, Manifest
from .masks import masked_config
from .paging import page
from .patching import PatchRules, apply_patch
from .projects import find_environment, find_project
from .representation import access, as_shown, link, public
from .table import Record
from .validation import check_members, checked_config

Handler = Callable[[Account, Call], Answer]
ACCESS = access("create", "delete", "update")


def handlers(row: Row) -> dict[str, dict[str, Handler]]:
    """The handlers of a kind, by path template and method."""
    found: dict[str, dict[str, Handler]] = {row.collection: {"GET": partial(_list, row)}}
    if row.part:
        found[row.part] = {"GET": partial(_list, row)}
    found.setdefault(row.place, {})["POST"] = partial(_create, row)
    item = row.place + "/{id}"
    found[item] = {"GET": partial(_get, row), "PATCH": partial(_patch, row), "DELETE": partial(_delete, row)}
    for action in row.actions:
        found[f"{item}/{action}"] = {"POST": partial(_act, row, action)}
    return found


def representation(account: Account, row: Row, record: Record, once: bool = False) -> dict[str, Any]:
    """One with links and access, its secrets masked; ``once`` is for what is shown only then."""
    unseen = {*(row.parameters if row.hidden else ()), *(() if once else (row.once,))}
    shown = {name: value for name, value in public(record).items() if name not in unseen}
    if row.config:
        config = {**shown[row.config], **row.derived(shown[row.config])}
        shown[row.config] = masked_config(_sort(row, record), config, account.dialect)
    if row.reorders in shown:
        shown[row.reorders] = [_reordered(statement) for statement in shown[row.reorders]]
    required = [name for name, member in row.members.items() if member.shown]
    links = {"self": link(row.path(record)), "parent": link(row.filled(row.collection, record))}
    if "projectKey" in shown:
        links["project"] = link(f"/api/v2/projects/{record['projectKey']}")
    if "environmentKey" in shown:
        links["environment"] = link(f"{links['project']['href']}/environments/{record['environmentKey']}")
    return {
        **as_shown(shown, account.dialect, required),
        **({"_links": links} if row.linked else {}),
        "_access": ACCESS,
    }


def _reordered(statement: dict[str, Any]) -> dict[str, Any]:
    """A statement whose lists are in the order of the alphabet, and no more in that of who wrote it."""
    return {name: sorted(value) if isinstance(value, list) else value for name, value in statement.items()}


def _sort(row: Row, record: Record) -> str:
    return str(record[row.member_of(row.sort)])


def _manifest(row: Row, key: str) -> Manifest:
    if key not in row.manifests:
        raise (
            not_found(f"unknown integration {key!r}") if row.sort in row.parameters else invalid_request("unknown kind")
        )
    return MANIFESTS[key]


def _check_place(account: Account, row: Row, call: Call) -> None:
    """404 where there is no such project, environment or integration."""
    if "environmentKey" in call.parameters:
        find_environment(account, call)
    elif "projectKey" in call.parameters:
        find_project(account, call)
    if row.manifests and row.sort in call.parameters:
        _manifest(row, call.parameters[row.sort])


def _is_here(row: Row, record: Record, call: Call) -> bool:
    return all(
        record[row.member_of(name)] == call.parameters[name] for name in row.parameters if name in call.parameters
    )


def _list(row: Row, account: Account, call: Call) -> Answer:
    """All of the account, or of the place in the path; only some lists have pages."""
    _check_place(account, row, call)
    records = account.family[row.name].shown(account.dialect)
    records = [record for record in records if _is_here(row, record, call) and _is_seen(record)]
    if row.paged:
        return json_answer(200, page(call, call.path, records, lambda record: representation(account, row, record)))
    items = [representation(account, row, record) for record in records]
    return json_answer(200, {**({"_links": {"self": link(call.path)}} if row.linked else {}), "items": items})


def _create(row: Row, account: Account, call: Call) -> Answer:
    _check_place(account, row, call)
    body = call.json_object()
    required = tuple(name for name, member in row.members.items() if member.required)
    check_members(body, required, tuple(row.members), account.dialect)
    _check(row, body)
    record = {row.member_of(name): call.parameters[name] for name in row.parameters}
    record |= {name: value for name, value in body.items() if row.members[name].kept and not row.members[name].later}
    if any(one[row.key] == record.get(row.key) for one in account.family[row.name].records.values()):
        raise conflict(account.dialect["conflict_code"])
    if row.config:
        key = _sort(row, record)
        manifest = _manifest(row, key)
        if key in row.apart:
            raise invalid_request(f"{key} is not connected by a call")
        record[row.config] = checked_config(manifest, record[row.config], account.dialect, row.config)
    return json_answer(row.created, representation(account, row, account.add(row, record), once=True))


def _check(row: Row, members: Record) -> None:
    for name, member in row.members.items():
        if name in members:
            member.check(members[name], name)


def _find(row: Row, account: Account, call: Call) -> Record:
    _check_place(account, row, call)
    table, late_ms, name = account.family[row.name], account.deletions_seen_after(call.method), call.parameters["id"]
    named = [one["_id"] for one in table.records.values() if one[row.key] == name]
    named += [one["_id"] for one in table.deleted.still_shown(late_ms).values() if one[row.key] == name]
    record = table.find(named[0] if named else name, late_ms)
    if record is None or not _is_here(row, record, call) or not _is_seen(record):
        raise not_found()
    return record


def _is_seen(record: Record) -> bool:
    return bool(record.get("_visibleAt", 0) <= now_ms())


def _get(row: Row, account: Account, call: Call) -> Answer:
    return json_answer(200, representation(account, row, _find(row, account, call)))


def _patch(row: Row, account: Account, call: Call) -> Answer:
    """Apply a JSON Patch; the version, where there is one, counts up if anything changed."""
    record = _find(row, account, call)
    operations = call.json()
    if row.wrapped:
        body = call.json_object()
        check_members(body, ("patch",), ("comment",), account.dialect)
        operations = body["patch"]
    writable: dict[str, frozenset[str] | None] = {name: None for name, m in row.members.items() if m.writable}
    if row.config:
        rules = PatchRules(writable, config=row.config, parts={row.config: "config_patch"})
        key = _sort(row, record)
        manifest = _manifest(row, key)
        changed = patch_with_config(record, key, manifest, operations, rules, account.dialect, call.ignored)
    else:
        changed = apply_patch(record, operations, PatchRules(writable), account.dialect, call.ignored)
    for name, member in row.members.items():
        if member.default is not ABSENT:
            changed.setdefault(name, copy.deepcopy(member.default))
    _check(row, changed)
    if changed != record:
        if row.counted:
            changed["version"] = record["version"] + 1
        account.family[row.name].put(changed)
    return json_answer(200, representation(account, row, changed))


def _delete(row: Row, account: Account, call: Call) -> Answer:
    account.family[row.name].delete(_find(row, account, call)["_id"])
    return no_content()


def _act(row: Row, action: str, account: Account, call: Call) -> Answer:
    """An action of its own, which answers as the table says."""
    record = _find(row, account, call)
    status, answer = row.actions[action]
    if row.refusal and row.config and "refused" in record[row.config].values():
        answer = row.refusal
    if callable(answer):
        changed = {**record, **answer(account.new_uuid())}
        account.family[row.name].put(changed)
        return json_answer(status, representation(account, row, changed, once=True))
    return Answer(status, headers=[]) if answer is None else json_answer(status, answer)
