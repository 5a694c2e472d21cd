# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module account_info."""

from __future__ import annotations

import collections
import copy
import hashlib
import re
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean
from .._engine.explain import wanting
from .._engine.fields import ABSENT, Json, lookup, put
from .._engine.shapes import Shape
from .._options import BATCH, CONNECTION
from .._resources.big_segment_store import IN_A_PLACE, BigSegmentStore, StoreIdentity, desired_store
from .._resources.checks import check_key
from .._resources.declared import (
    Declaration,
    Options,
    declared_configuration,
    declared_environment,
    declared_project,
    declared_store,
)
from .._resources.environment import Environment, desired_environment, environments_path
from .._resources.integration_configuration import IntegrationConfiguration, desired_configuration
from .._resources.project import COLLECTION, Project, desired_project
from .._task import Context, Task
from .big_segment_store import TASK as STORE
from .common import check_concurrency, read_all, read_details
from .configurations import configurable_keys, read_configurations
from .environment import TASK as ENVIRONMENT
from .integration_configuration import TASK as CONFIGURATION
from .project import TASK as PROJECT

SUBSETS: t.Final = ["projects", "environments", "big_segment_stores", "integration_configurations"]


def run(options: t.Mapping[str, t.Any], context: Context) -> dict[str, t.Any]:
    """What the account has, as the options that declare it."""
    check_concurrency(options)
    for option in ("project_keys", "integration_keys"):
        for key in options[option] or ():
            check_key(option, key, 100)
    account = _Account(options, context)
    wanted = options["gather_subset"]
    found = {subset: getattr(account, subset)() for subset in SUBSETS if subset in wanted}
    return {
        "changed": False,
        "account": {subset: [declaration.options for declaration in found[subset]] for subset in found},
        "secrets": _secrets(found),
    }


class _Account:
    """Reads one account, each kind of resource in a method of its name."""

    def __init__(self, options: t.Mapping[str, t.Any], context: Context) -> None:
        self._context = context
        self._concurrency: int = options["max_concurrency"]
        self._project_keys: list[str] | None = options["project_keys"]
        self._integration_keys: list[str] | None = options["integration_keys"]
        self._projects: list[Json] | None = None

    def projects(self) -> list[Declaration]:
        return [
            found
            for document in self._read_projects()
            if (
                found := self._checked(
                    declared_project(Project().complete(document)),
                    f"project {document.get('key')!r}",
                    PROJECT,
                    desired_project,
                )
            )
        ]

    def environments(self) -> list[Declaration]:
        found = []
        keys = [str(document.get("key")) for document in self._read_projects()]
        lists = self._read_lists(
            {key: environments_path(key) for key in keys}, Environment.version, "environments", Environment.shape
        )
        for key, documents in lists.items():
            for document in _in_order(documents or (), "key"):
                label = f"environment {key}/{document.get('key')}"
                declaration = self._checked(
                    declared_environment(key, Environment().complete(document)), label, ENVIRONMENT, desired_environment
                )
                found += [declaration] if declaration else []
        return found

    def big_segment_stores(self) -> list[Declaration]:
        resource = BigSegmentStore()
        reader = self._context.reader
        if self._project_keys is not None:
            self._read_projects()
        with wanting("read the big segment stores"):
            listed = reader.documents(resource.list_path(StoreIdentity("", "")), resource.version, IN_A_PLACE)
            paths = [
                resource.item_path(StoreIdentity(d["projectKey"], d["environmentKey"]), d)
                for d in listed
                if self._project_keys is None or d.get("projectKey") in self._project_keys
            ]
            documents = read_details(reader, resource.version, sorted(paths), self._concurrency, IN_A_PLACE)
        pairs = [
            (found, document)
            for document in documents
            if (
                found := self._checked(
                    declared_store(resource.complete(document)), resource.describe(document), STORE, desired_store
                )
            )
        ]
        return _told_apart(pairs, "integration_id", "project_key", "environment_key", "redis", "dynamodb")

    def integration_configurations(self) -> list[Declaration]:
        asked = self._integration_keys
        keys = configurable_keys(self._context.reader) if asked is None else list(dict.fromkeys(asked))
        lists = self._at_once(lambda key: read_configurations(key, self._context, tell=asked is not None), keys)
        pairs = []
        for key, documents in zip(keys, lists, strict=True):
            for document in _in_order(documents or (), "name"):
                label = IntegrationConfiguration(key).describe(document)
                found = self._checked(
                    declared_configuration(key, IntegrationConfiguration(key).complete(document)),
                    label,
                    CONFIGURATION,
                    _desired_configuration,
                )
                pairs += [(found, document)] if found else []
        return _told_apart(pairs, "integration_configuration_id", "integration_key")

    def _read_projects(self) -> list[Json]:
        if self._projects is None:
            with wanting("read the projects"):
                documents = self._context.reader.documents(COLLECTION, Project.version, Project.shape)
            keys = self._project_keys
            self._projects = _in_order([d for d in documents if keys is None or d.get("key") in keys], "key")
            there = {document.get("key") for document in self._projects}
            for key in dict.fromkeys(keys or ()):
                if key not in there:
                    known = [str(document["key"]) for document in documents]
                    raise InvalidOption(
                        "project_keys",
                        f"there is no project {key!r} that this access token can see",
                        did_you_mean(key, known),
                    )
        return self._projects

    def _read_lists(
        self, paths: t.Mapping[str, tuple[str, ...]], version: str, what: str, shape: Shape
    ) -> dict[str, list[Json] | None]:
        """The list at each of ``paths``, several at a time; None where there is none."""
        with wanting(f"read the {what}"):
            found = self._at_once(
                lambda path: self._context.reader.documents(path, version, shape), list(paths.values())
            )
        return dict(zip(paths, found, strict=True))

    def _at_once(self, read: t.Callable[[t.Any], Json], places: t.Sequence[t.Any]) -> list[Json]:
        return read_all(read, places, self._concurrency)

    def _checked(
        self, declaration: Declaration, label: str, task: Task, desired: t.Callable[[Options], t.Any]
    ) -> Declaration | None:
        """``declaration`` if ``task`` would take it, with what it makes of it; else None, and a warning."""
        for problem in declaration.problems:
            self._context.warn(f"{label}: left out, since {problem}.")
        while True:
            try:
                self._validate(declaration, task, desired)
                return declaration
            except InvalidOption as error:
                places = [tuple(option.split(".")) for option in error.option.split(", ")]
                odd = [place for place in places if lookup(declaration.options, place) is not ABSENT]
                if not odd or any(place[0] in _IDENTITY for place in places):
                    self._context.warn(f"{label} is left out, since no task can declare it: {error}")
                    return None
                # The rest of it is worth more than nothing.
                for place in odd:
                    put(declaration.options, place, ABSENT)
                self._context.warn(f"{label}: {error.option} is left out, since no task can declare it: {error}")

    def _validate(self, declaration: Declaration, task: Task, desired: t.Callable[[Options], t.Any]) -> None:
        options = _with_secrets(declaration)
        try:
            desired(_validated(task, options))
        except InvalidOption:
            if "integration_key" not in options:
                raise
            # The account has values that the table of form variables does not know to be allowed.
            desired(_validated(task, {**options, "validate_config": False}))
            declaration.options["validate_config"] = False


def _in_order(documents: t.Sequence[Json], member: str) -> list[Json]:
    """Sorted, so that two exports of the same account are the same file."""
    return sorted(documents, key=lambda document: (str(document.get(member)), str(document.get("_id"))))


def _with_secrets(declaration: Declaration) -> Options:
    options = copy.deepcopy(declaration.options)
    for place in declaration.secrets:
        put(options, place, "some secret")
    return options


def _validated(task: Task, options: Options) -> Options:
    spec = {name: option for name, option in task.options.items() if name not in CONNECTION}
    result = ArgumentSpecValidator(spec).validate(options)
    if result.error_messages:
        raise InvalidOption("options", "; ".join(result.error_messages))
    return t.cast("Options", result.validated_parameters)


def _desired_configuration(options: Options) -> None:
    desired_configuration(options, lambda text: None)


def _told_apart(pairs: t.Sequence[tuple[Declaration, Json]], option: str, *scope: str) -> list[Declaration]:
    """The declarations; one that would fit others too gets its id as ``option``.

    Those with the same ``scope`` options are told apart by their names, and one without a name fits them all.
    """

    def key(declaration: Declaration) -> tuple[t.Any, ...]:
        # Of an option with suboptions only whether it is given: it says the kind of a store.
        given = (declaration.options.get(name) for name in scope)
        return tuple(True if isinstance(value, dict) else value for value in given)

    names: dict[tuple[t.Any, ...], collections.Counter[t.Any]] = collections.defaultdict(collections.Counter)
    for declaration, _document in pairs:
        names[key(declaration)][declaration.options.get("name")] += 1
    for declaration, document in pairs:
        name, there = declaration.options.get("name"), names[key(declaration)]
        if (there[name] if name is not None else there.total()) > 1:
            declaration.options[option] = document.get("_id")
    return [declaration for declaration, _document in pairs]


def _secrets(found: t.Mapping[str, t.Sequence[Declaration]]) -> list[dict[str, t.Any]]:
    """For each secret a name for the variable that is to hold it, and its place.

    No name ever comes to mean another secret, whatever else is exported with it: a value in the vault would be written
    to the wrong place. Where a name could stand for several, each gets a part that is made of what it is about.
    """
    places = [
        (subset, index, declaration.options, place)
        for subset, declarations in found.items()
        for index, declaration in enumerate(declarations)
        for place in declaration.secrets
    ]
    names = [_variable(options, place) for _subset, _index, options, place in places]
    times = collections.Counter(names)
    return [
        {
            "variable": name if times[name] == 1 and _is_plain(options) else f"{name}__{_digest(options, place)}",
            "path": [subset, index, *place],
        }
        for name, (subset, index, options, place) in zip(names, places, strict=True)
    ]


_IDENTITY: t.Final = (
    "project_key",
    "environment_key",
    "integration_key",
    "name",
    "integration_id",
    "integration_configuration_id",
)


def _variable(options: Options, place: tuple[str, ...]) -> str:
    words = [str(options.get(name) or "") for name in _IDENTITY[:4]]
    words.append(" ".join(word for word in place if word != "secret_config_values"))
    plain = [re.sub("[^a-z0-9]+", "_", word.lower()).strip("_") for word in words]
    return "__".join(["vault", *filter(None, plain)])


def _is_plain(options: Options) -> bool:
    """Whether the project's key is not written like another one, which may be exported at another time."""
    return re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", options.get("project_key") or "account") is not None


def _digest(options: Options, place: tuple[str, ...]) -> str:
    identity = "\0".join([*(str(options.get(name)) for name in _IDENTITY), *place])
    return hashlib.sha256(identity.encode()).hexdigest()[:8]


TASK = Task(
    options={
        **CONNECTION,
        **BATCH,
        "gather_subset": {"type": "list", "elements": "str", "choices": SUBSETS, "default": SUBSETS},
        "project_keys": {"type": "list", "elements": "str", "no_log": False},
        "integration_keys": {"type": "list", "elements": "str", "no_log": False},
    },
    run=run,
)
