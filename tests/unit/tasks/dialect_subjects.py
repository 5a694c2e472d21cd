# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the declarative modules can be asked for, member by member, and what the emulator has to hold afterwards.

Written without the collection's own tables: an option, its place in a stored document, and two values for it.
"""

from __future__ import annotations

import copy
import dataclasses
import time
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._task import Task, execute
from emulator.control import Emulator
from kind_table import ANOTHER_SECRET, KIND_ROWS, SECRET, KindRow
from module_tasks import task_of

Json = t.Any
Place = tuple[str, ...]
PROJECT, ENVIRONMENT = task_of("project"), task_of("environment")
PACE = 0.01
"""What a second of the client's waiting takes here."""


@dataclasses.dataclass(frozen=True)
class Member:
    """An ``option`` by its place among the options, its ``path`` in the document, its value at first and ``later``.

    ``default`` is what the service means where the member is not there.
    """

    option: Place
    path: Place
    first: Json
    later: Json
    default: Json = ""

    def is_as(self, wanted: Json, document: Json) -> bool:
        """Whether ``document`` has the ``wanted`` value; tags of the collection's own do not count."""
        there = lookup(document, self.path)
        if isinstance(wanted, list):
            return [one for one in there or [] if not str(one).startswith("ansible-fp-")] == wanted
        if isinstance(wanted, dict):
            # The options have other names than the members.
            return list(wanted.values()) == list((there or {}).values())
        wanted, there = (self.default if value is None else value for value in (wanted, there))
        return bool((there or False) == (wanted or False))


def lookup(document: Json, path: Place) -> Json:
    """What is at ``path``; None where nothing is."""
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    return document


@dataclasses.dataclass(frozen=True)
class Subject:
    """One kind of thing. ``secret`` is the member that holds one; ``removable`` tells that it may be taken away.

    ``given_in`` is the option that a message names for it, and ``unknown`` the integration that the collection's table
    is not to know. ``seed`` is one that somebody else has made, and the member of the emulator's state that it is in.
    ``entries`` is the option of a plural module that it is the only entry of. ``state`` is the member of the emulator's
    state where it is, for those of the table of kinds.
    """

    name: str
    task: Task
    which: t.Mapping[str, Json]
    members: tuple[Member, ...]
    secret: Member | None = None
    removable: bool = False
    given_in: str = ""
    unknown: str = ""
    seed: tuple[str, Json] | None = None
    entries: str = ""
    state: str = ""

    def options(self, values: t.Mapping[Place, Json], secret: str | None = None) -> dict[str, Json]:
        """The options that declare ``values`` and, where it is given, the ``secret``."""
        options: dict[str, Json] = dict(self.which)
        given = dict(values)
        if secret is not None and self.secret is not None:
            given[self.secret.option] = secret
        for place, value in given.items():
            inner = options
            for name in place[:-1]:
                inner = inner.setdefault(name, {})
            inner[place[-1]] = copy.deepcopy(value)
        return {self.entries: [options]} if self.entries else options

    def result(self, result: dict[str, Json]) -> dict[str, Json]:
        """``result`` as the module for one of them would have it."""
        if not self.entries:
            return result
        assert result["unchanged"] + len(result["changes"]) + len(result["failures"]) == 1, result
        (one,) = result["changes"] or [{"operations": []}]
        failure = {"failed": True, **result["failures"][0]} if result["failures"] else {}
        return {**result, **one, **failure}

    def document(self, emulator: Emulator) -> dict[str, Json] | None:
        """The one that the emulator holds, secrets in plain text; there are never two."""
        state = emulator.state()
        if self.state:
            found = state[self.state]
        elif self.task is PROJECT:
            found = [p for p in state["projects"] if p["key"] == self.which["project_key"]]
        elif self.task is ENVIRONMENT:
            (place,) = (p for p in state["projects"] if p["key"] == self.which["project_key"])
            found = [e for e in place["environments"] if e["key"] == self.which["environment_key"]]
        else:
            found = state["stores"] + state["integration_configurations"]
        assert len(found) <= 1, found
        return found[0] if found else None


def _store(kind: str, members: tuple[Member, ...], **more: t.Any) -> Subject:
    which = {"project_key": "default", "environment_key": "test", "name": "one"}
    common = (
        Member(("enabled",), ("on",), True, False),
        Member(("tags",), ("tags",), ["red"], ["blue", "green"]),
    )
    return Subject(kind, task_of("big_segment_store"), which, (*common, *members), **more)


def _configuration(name: str, key: str, members: tuple[Member, ...], secret: Member, **more: t.Any) -> Subject:
    statement = {"effect": "deny", "resources": ["proj/*"], "actions": ["*"]}
    common = (
        Member(("enabled",), ("enabled",), True, False),
        Member(("tags",), ("tags",), [], ["blue", "green"]),
        Member(
            ("capability_config", "audit_log_events_hook", "statements"),
            ("capabilityConfig", "auditLogEventsHook", "statements"),
            [],
            [statement],
        ),
    )
    which = {"integration_key": key, "name": "one"}
    return Subject(
        name,
        task_of("integration_configuration"),
        which,
        (*common, *members),
        secret,
        given_in="secret_config_values",
        **more,
    )


def _value(name: str, first: Json, later: Json) -> Member:
    return Member(("config_values", name), ("configValues", name), first, later)


def _secret(option: str, name: str) -> Member:
    return Member((option, name), ("configValues", name), "supersecret123", "another-secret-456")


_SETTINGS = tuple(
    Member((option,), (member,), first, later)
    for option, member, first, later in (
        ("name", "name", "One", "Two"),
        ("color", "color", "417505", "abcdef"),
        ("default_ttl", "defaultTtl", 0, 5),
        ("secure_mode", "secureMode", False, True),
        ("default_track_events", "defaultTrackEvents", True, False),
        ("require_comments", "requireComments", False, True),
        ("confirm_changes", "confirmChanges", True, False),
        ("critical", "critical", False, True),
        ("tags", "tags", ["red"], []),
    )
)
_APPROVALS = tuple(
    Member(("approval_settings", option), ("approvalSettings", member), first, later)
    for option, member, first, later in (
        ("required", "required", True, False),
        ("can_review_own_request", "canReviewOwnRequest", False, True),
        ("min_num_approvals", "minNumApprovals", 1, 3),
        ("can_apply_declined_changes", "canApplyDeclinedChanges", True, False),
        ("service_kind", "serviceKind", "launchdarkly", "servicenow-app"),
    )
)

_NEW = {"project_key": "default", "environment_key": "new"}

_SINGULAR = (
    _store(
        "redis",
        (
            Member(("redis", "host"), ("config", "host"), "one.example.com", "two.example.com"),
            Member(("redis", "port"), ("config", "port"), "6379", "6380", "6379"),
            Member(("redis", "username"), ("config", "username"), "somebody", ""),
            Member(("redis", "tls_enabled"), ("config", "tlsEnabled"), False, True),
        ),
        secret=Member(("redis", "password"), ("config", "password"), "supersecret123", "another-secret-456"),
        removable=True,
        given_in="redis",
        seed=(
            "stores",
            {
                "projectKey": "default",
                "environmentKey": "test",
                "integrationKey": "redis",
                "name": "one",
                "config": {"host": "theirs.example.com", "password": "their-secret-789"},
            },
        ),
    ),
    _store(
        "dynamodb",
        (
            Member(("dynamodb", "table_name"), ("config", "tableName"), "one", "two"),
            Member(("dynamodb", "region"), ("config", "region"), "us-east-1", "eu-west-1"),
            Member(
                ("dynamodb", "role_arn"),
                ("config", "roleArn"),
                "arn:aws:iam::123456789012:role/one",
                "arn:aws:iam::123456789012:role/two",
            ),
            Member(("dynamodb", "external_id"), ("config", "externalId"), "one-id", "two-id"),
        ),
    ),
    _configuration(
        "custom-approvals",
        "custom-approvals",
        (_value("baseURL", "https://one.example.com", "https://two.example.com"),),
        _secret("secret_config_values", "apiKey"),
        seed=(
            "integration_configurations",
            {
                "integrationKey": "custom-approvals",
                "name": "one",
                "configValues": {"apiKey": "their-secret-789", "baseURL": "https://theirs.example.com"},
            },
        ),
    ),
    _configuration(
        "a known secret in config_values",
        "snowflake-experimentation",
        (
            _value("snowflakeHostAddress", "a.example.com", "a.example.com"),
            _value("selectedEnv", {"projectKey": "default"}, {"projectKey": "default"}),
            _value("syncTaskId", "one", "two"),
            _value("eventTaskId", "one", None),
        ),
        _secret("config_values", "privateKey"),
        removable=True,
    ),
    _configuration(
        "an unknown secret",
        "gitar",
        (_value("githubOrgName", "one", "two"),),
        _secret("secret_config_values", "gitarToken"),
        unknown="gitar",
    ),
    Subject("environment", ENVIRONMENT, _NEW, _SETTINGS),
    Subject("environment with approvals", ENVIRONMENT, _NEW, (*_SETTINGS[:2], *_APPROVALS)),
    Subject(
        "project",
        PROJECT,
        {"project_key": "new"},
        (
            Member(("name",), ("name",), "One", "Two"),
            Member(("tags",), ("tags",), ["red"], ["blue"]),
            Member(
                ("default_client_side_availability",),
                ("defaultClientSideAvailability",),
                {"using_environment_id": False, "using_mobile_key": True},
                {"using_environment_id": True, "using_mobile_key": False},
            ),
        ),
    ),
)  # fmt: skip


def _of_kind(kind: KindRow) -> Subject:
    """One of the table of kinds. Of the secrets of one only the first is tried: the others are there in any case."""
    members = tuple(Member(change.option, change.path, change.first, change.later) for change in kind.changes)
    option, path = kind.secrets[0] if kind.secrets else ((), ())
    return Subject(
        kind.module,
        task_of(kind.module),
        {**kind.which, **kind.needed},
        members,
        Member(option, path, SECRET, ANOTHER_SECRET) if kind.secrets else None,
        given_in=option[0] if option else "",
        state=kind.state,
    )


SUBJECTS = (
    *_SINGULAR,
    *(_of_kind(kind) for kind in KIND_ROWS if len(kind.secrets) < 2),
    dataclasses.replace(_SINGULAR[0], name="redis in a list", task=task_of("big_segment_stores"), entries="stores"),
    dataclasses.replace(
        _SINGULAR[2],
        name="custom-approvals in a list",
        task=task_of("integration_configurations"),
        entries="configurations",
    ),
)


class Runner:
    """Runs the tasks of one subject: each with a reader of its own, all over one connection."""

    def __init__(self, emulator: Emulator, subject: Subject, **options: Json) -> None:
        self.emulator = emulator
        self.subject = subject
        self.options = {"access_token": emulator.token, "base_url": emulator.url, **options}
        self._validator = ArgumentSpecValidator(subject.task.argument_spec(), **subject.task.constraints)
        self._client: Client | None = None

    def __call__(self, options: t.Mapping[str, Json], check_mode: bool = False) -> dict[str, Json]:
        """The result of one task."""
        mine = {k: v for k, v in self.options.items() if k in self.subject.task.options}
        checked = self._validator.validate({**mine, **options})
        assert not checked.error_messages, checked.error_messages
        result = execute(self.subject.task, checked.validated_parameters, self._open, check_mode=check_mode)
        return self.subject.result(result)

    def _open(self, settings: t.Any) -> Reader:
        if self._client is None:
            start = time.time()
            self._client = Client(
                settings,
                sleep=lambda seconds: time.sleep(seconds * PACE),
                clock=lambda: start + (time.time() - start) / PACE,
            )
        return Reader(self._client)

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close()
