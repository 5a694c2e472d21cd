# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module account_info: what an account has, as the options that declare it."""

from __future__ import annotations

import collections
import hashlib
import re
import typing as t

from .._client.errors import Forbidden, InvalidOption
from .._client.nearest import did_you_mean
from .._engine.checks import check_key
from .._engine.declaring import exported as exported_from
from .._engine.defined import Defined
from .._engine.definition import Definition
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.members import Exported, Options
from .._engine.places import Keyed
from .._engine.renaming import Renaming
from .._options import BATCH, CONNECTION
from .._resources.environment import ENVIRONMENT
from .._resources.kinds import KINDS
from .._resources.project import PROJECT
from .._task import Context, Task
from .declarable import take_out_odd
from .reading import check_concurrency, read_all, read_details, read_list
from .renaming import SPEC, check_renaming, rename, renaming_of

SUBSETS: t.Final = [definition.names for definition in KINDS]

Found = tuple[Defined, Json]
"""What was found, with what knows its place."""


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """What the account has, as the options that declare it."""
    check_concurrency(options)
    for option, longest in (("project_keys", 100), ("environment_keys", 256), ("integration_keys", 100)):
        for key in options[option] or ():
            check_key(option, key, longest)
    renaming = renaming_of(options, context.warn)
    account = _Account(options, context)
    account.check(renaming)
    wanted = options["gather_subset"]
    told = {kind.names: account.exported(kind) for kind in KINDS if kind.names in wanted}
    found = {subset: exported for subset, exported in told.items() if exported is not None}
    if renaming:
        found = {kind.names: rename(kind, found[kind.names], renaming) for kind in KINDS if kind.names in found}
    return {
        "changed": False,
        "account": {subset: [exported.options for exported in found[subset]] for subset in found},
        "secrets": _secrets(found),
    }


class _Account:
    """Reads one account, a kind of resource at a time."""

    def __init__(self, options: Options, context: Context) -> None:
        self._context = context
        self._reader = context.reader
        self._concurrency: int = options["max_concurrency"]
        self._project_keys: list[str] | None = options["project_keys"]
        self._environment_keys: list[str] | None = options["environment_keys"]
        self._asked: dict[str, list[str] | None] = {"integration_key": options["integration_keys"]}
        self._takes_what_there_is = set(options["gather_subset"]) == set(SUBSETS)
        self._projects: list[Json] | None = None
        self._keys: dict[str, list[str]] = {}
        self._of_project: dict[str, list[Found]] = {}

    def check(self, renaming: Renaming) -> None:
        """Raise InvalidOption where a key that is asked for or renamed is not there."""
        if not renaming and self._environment_keys is None:
            return
        projects = [(str(document.get("key")),) for document in self._read_projects()]
        environments = [
            (str(resource.options["project_key"]), str(document.get("key")))
            for resource, document in self._of_projects(ENVIRONMENT)
        ]
        there = {key for _project, key in environments}
        for key in self._environment_keys or ():
            if key not in there:
                problem = f"there is no environment {key!r} in the projects that are read"
                raise InvalidOption("environment_keys", problem, did_you_mean(key, there))
        check_renaming(renaming, [*projects, *(keys for keys in environments if self._is_wanted(keys[1]))])

    def exported(self, definition: Definition) -> list[Exported] | None:
        """All of a kind that a task can declare, told apart.

        None, and a warning, where all kinds are asked for and the plan or the token's role does not have this one.
        """
        if not self._takes_what_there_is or definition in (PROJECT, ENVIRONMENT):
            return self._exported(definition)
        try:
            return self._exported(definition)
        except Forbidden as error:
            # An empty list would say that there is none, and whoever prunes by it would lose what is there.
            self._context.warn(f"The {definition.noun}s are left out: {error}")
            return None

    def _exported(self, definition: Definition) -> list[Exported]:
        pairs = []
        for resource, document in self._read(definition):
            found = None if definition.is_preset(document) else self._checked(resource, document)
            pairs += [(found, document)] if found and self._is_wanted(found.options.get("environment_key")) else []
        return _told_apart(definition, pairs)

    def _is_wanted(self, environment_key: t.Any) -> bool:
        """Whether the environment of something is to be read; what is in none is."""
        return environment_key is None or self._environment_keys is None or environment_key in self._environment_keys

    def _read(self, definition: Definition) -> list[Found]:
        if definition is PROJECT:
            return [(Defined(PROJECT, {}), document) for document in self._read_projects()]
        if isinstance(definition.place, Keyed) and definition.place.above:
            return self._of_projects(definition)
        return self._of_shared_list(definition) if definition.place.is_shared else self._of_lists(definition)

    def _of_projects(self, definition: Definition) -> list[Found]:
        if definition.names not in self._of_project:
            self._of_project[definition.names] = self._read_of_projects(definition)
        return self._of_project[definition.names]

    def _read_of_projects(self, definition: Definition) -> list[Found]:
        projects = [Defined(definition, {}).at(str(document.get("key"))) for document in self._read_projects()]

        def read(resource: Defined) -> list[Json]:
            path = definition.list_at(resource.options["project_key"])
            documents = self._reader.documents(path, definition.version, definition.list_shape, definition.unpack)
            return [one for one in documents if not definition.is_as_new(one)]

        with wanting(f"read the {definition.noun}s"):
            lists = read_all(read, projects, self._concurrency)
        return [
            (resource, d)
            for resource, one in zip(projects, lists, strict=True)
            for d in _in_order(one or (), *definition.place.shown)
        ]

    def _of_shared_list(self, definition: Definition) -> list[Found]:
        place, resource = definition.place, Defined(definition, {})
        in_projects = [number for number, key in enumerate(place.keys) if key.option == "project_key"]
        if in_projects and self._project_keys is not None:
            self._read_projects()
        with wanting(f"read the {definition.noun}s"):
            listed = self._reader.documents(definition.list_at(), definition.version, definition.list_shape)
            found = [(place.found((), document), document) for document in listed]
            paths = [
                place.item_path(identity, document)
                for identity, document in found
                if self._project_keys is None or all(identity.keys[n] in self._project_keys for n in in_projects)
                if self._is_wanted(document.get("environmentKey"))
            ]
            shape = definition.list_shape
            documents = read_details(self._reader, definition.version, sorted(paths), self._concurrency, shape)
        return [(resource, document) for document in documents]

    def _of_lists(self, definition: Definition) -> list[Found]:
        (key,) = definition.place.keys
        asked = self._asked.get(key.option)
        known = self._known_keys(definition) if asked is None else [k for k in asked if self._may_have(definition, k)]
        resources = [Defined(definition, {}).at(value) for value in dict.fromkeys(known)]

        def read(resource: Defined) -> list[Json] | None:
            return read_list(resource, (resource.options[key.option],), self._reader, tell=asked is not None)

        lists = read_all(read, resources, self._concurrency)
        return [
            (resource, d) for resource, one in zip(resources, lists, strict=True) for d in _in_order(one or (), "name")
        ]

    def _known_keys(self, definition: Definition) -> list[str]:
        """The keys of the lists that there may be."""
        if definition.name not in self._keys:
            self._keys[definition.name] = definition.list_keys(self._reader) if definition.list_keys else []
        return self._keys[definition.name]

    def _may_have(self, definition: Definition, key: str) -> bool:
        """Whether there may be a list with this ``key``: not where it is known to belong to another kind only."""
        others = [kind for kind in KINDS if kind.list_keys and kind is not definition]
        return key in self._known_keys(definition) or not any(key in self._known_keys(kind) for kind in others)

    def _read_projects(self) -> list[Json]:
        if self._projects is None:
            with wanting("read the projects"):
                documents = self._reader.documents(PROJECT.list_at(), PROJECT.version, PROJECT.shape)
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

    def _checked(self, resource: Defined, document: Json) -> Exported | None:
        """What declares ``document`` if a task would take it, with what it makes of it; else None, and a warning."""
        definition, place = resource.definition, resource.place
        above = [str(resource.options.get(key.option)) for key in place.above]
        identity = place.found(above, document)
        label = (
            f"{definition.noun} {'/'.join(identity.keys)}" if isinstance(place, Keyed) else resource.describe(document)
        )
        exported = exported_from(definition, identity.keys, resource.complete(document))
        for problem in exported.problems:
            self._context.warn(f"{label}: left out, since {problem}.")
        odd, reason = take_out_odd(definition, exported)
        for error in odd:
            self._context.warn(f"{label}: {error.option} is left out, since no task can declare it: {error}")
        if reason is None:
            return exported
        self._context.warn(f"{label} is left out, since no task can declare it: {reason}")
        return None


def _in_order(documents: t.Sequence[Json], *members: str) -> list[Json]:
    """Sorted, so that two exports of the same account are the same file."""
    return sorted(documents, key=lambda document: [str(document.get(member)) for member in (*members, "_id")])


def _told_apart(definition: Definition, pairs: t.Sequence[tuple[Exported, Json]]) -> list[Exported]:
    """What was exported; one that would fit others too gets its id.

    Those in one place and of one variant are told apart by their names, and one without a name fits them all.
    """
    place = definition.place
    if isinstance(place, Keyed):
        return [exported for exported, _document in pairs]

    def scope(exported: Exported) -> tuple[t.Any, ...]:
        keys = [exported.options[key.option] for key in place.keys]
        return (*keys, *(variant in exported.options for variant in place.variants))

    names: dict[tuple[t.Any, ...], collections.Counter[t.Any]] = collections.defaultdict(collections.Counter)
    for exported, _document in pairs:
        names[scope(exported)][exported.options.get("name")] += 1
    for exported, document in pairs:
        name, there = exported.options.get("name"), names[scope(exported)]
        if (there[name] if name is not None else there.total()) > 1:
            exported.options[place.id_option] = document.get(place.id_member)
    return [exported for exported, _document in pairs]


def _secrets(found: t.Mapping[str, t.Sequence[Exported]]) -> list[dict[str, t.Any]]:
    """For each secret a name for the variable that is to hold it, and its place.

    No name ever comes to mean another secret, whatever else is exported with it: a value in the vault would be written
    to the wrong place. Where a name could stand for several, each gets a part that is made of what it is about.
    """
    kinds = {kind.names: kind for kind in KINDS}
    places = [
        (subset, index, exported.options, place)
        for subset, of_kind in found.items()
        for index, exported in enumerate(of_kind)
        for place in exported.secrets
    ]
    names = [_variable(kinds[subset], options, place) for subset, _index, options, place in places]
    times = collections.Counter(names)
    return [
        {
            "variable": name if times[name] == 1 and _is_plain(options) else f"{name}__{_digest(options, place)}",
            "path": [subset, index, *place],
        }
        for name, (subset, index, options, place) in zip(names, places, strict=True)
    ]


_IDENTITY: t.Final = tuple(
    dict.fromkeys(
        [
            *(key.option for kind in KINDS for key in kind.place.keys),
            "name",
            *(kind.place.id_option for kind in KINDS if kind.place.id_option),
        ]
    )
)


def _variable(kind: Definition, options: Options, place: tuple[str, ...]) -> str:
    words = [
        kind.name,
        *(str(options.get(key.option) or "") for key in kind.place.keys),
        str(options.get("name") or ""),
    ]
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
        "environment_keys": {"type": "list", "elements": "str", "no_log": False},
        "integration_keys": {"type": "list", "elements": "str", "no_log": False},
        "rename": SPEC,
    },
    run=run,
)
