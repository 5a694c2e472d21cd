# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of a declared set: what a list option of a task says of the resources of one kind."""

from __future__ import annotations

import dataclasses
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from .._client.errors import InvalidOption
from .._engine.converge import Convergence
from .._engine.defined import Defined
from .._engine.definition import Definition
from .._engine.identity import Identity
from .._engine.item import Item
from .._engine.reader import Reader
from .._engine.resource import Desired
from .._options import STATE
from .._suboptions import named
from .._task import Context, Options
from .one import policy_of


def spec(definition: Definition) -> dict[str, t.Any]:
    """The argument spec of a list of entries, each with the options of the module for one."""
    options = {**STATE, **{name: option for name, option in definition.spec().items() if name not in definition.hidden}}
    return {"type": "list", "elements": "dict", "options": options, **definition.constraints()}


def secret_values(definition: Definition, entries: t.Any) -> list[t.Any]:
    """The secrets in ``entries``, valid or not, beyond those that the argument spec marks."""
    if not isinstance(entries, list):
        # Not (yet) a list: validation has failed, and what is in it is anybody's guess.
        return [entries] if definition.has_secrets and entries is not None else []
    found: list[t.Any] = []
    for entry in entries:
        if isinstance(entry, t.Mapping):
            found += definition.secret_values(entry)
        elif definition.has_secrets:
            found.append(entry)
    return found


@dataclasses.dataclass(frozen=True)
class Entry:
    """One of many: what is desired of it, and where the user wrote it (``stores[3]``).

    Of what is not declared, and may be pruned, there is the ``document`` that was found.
    """

    resource: Defined
    desired: Desired[Identity]
    absent: bool = False
    where: str = ""
    document: t.Any = dataclasses.field(default=None, repr=False)

    @property
    def label(self) -> str:
        """How a message calls it."""
        return self.resource.label(self.desired.identity, self.document)

    @property
    def group(self) -> str:
        """What it is shown in."""
        keys = self.desired.identity.keys[: len(self.resource.place.above)]
        return "/".join(keys) or self.resource.definition.names

    @property
    def key(self) -> tuple[str, Identity]:
        """What tells it apart from the entries of every kind."""
        return self.resource.kind, self.desired.identity

    def places(self) -> t.Iterator[tuple[str, Identity]]:
        """The ``key`` of all that it is in, the nearest first."""
        parent = self.resource.definition.parent
        while parent is not None:
            yield parent.name, Identity(self.desired.identity.keys[: len(parent.place.keys)])
            parent = parent.parent

    def begins_with(self, key: tuple[str, Identity]) -> bool:
        """Whether what has this ``key`` comes with a new one, or may: where nothing is declared, the service decides."""
        option = self.resource.definition.begins_with
        first = self.resource.options.get(option) if option else ()
        return first is None or key[1].keys[-1] in [one["key"] for one in first]

    def concerns(self, other: Entry) -> bool:
        """Whether both are in one place, or one of them is what the other is in."""
        (mine, my_place), (its, its_place) = self._keys(), other._keys()
        if self.resource.kind == other.resource.kind:
            return my_place == its_place
        shorter = min(len(mine), len(its))
        return shorter > 0 and mine[:shorter] == its[:shorter]

    def _keys(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """All its keys, and those of the place that it is in, each with the option that gives it."""
        place = self.resource.place
        keys = tuple(place.by_option(self.desired.identity).items())
        return keys, keys[: len(place.above)]


def checked(definition: Definition, options: Options) -> tuple[Defined, Desired[Identity]]:
    """What the module for one would make of ``options``. Raises InvalidOption where it would not take them."""
    result = ArgumentSpecValidator(definition.spec()).validate(options)
    if result.error_messages:
        raise InvalidOption("options", "; ".join(result.error_messages))
    resource = Defined(definition, result.validated_parameters)
    return resource, resource.desired()


def declared(
    definition: Definition, option: str, entries: t.Sequence[Options], of_all: Options, context: Context
) -> tuple[list[Entry], list[InvalidOption]]:
    """All ``entries`` of ``option`` as far as they are good, and what is wrong with the others; checked before any call.

    ``of_all`` are options that hold for each of them.
    """
    found: list[Entry] = []
    problems: list[InvalidOption] = []
    first: dict[t.Hashable, int] = {}
    for index, options in enumerate(entries):
        resource = Defined(definition, {**options, **of_all}, context.warn)
        try:
            entry = Entry(resource, resource.desired(), options["state"] == "absent", f"{option}[{index}]")
        except InvalidOption as error:
            problems.append(error.within(f"{option}[{index}]", named(options)))
            continue
        same = first.setdefault(entry.desired.identity, index)
        if same != index:
            again = f"declares {entry.label} again, after {option}[{same}]"
            problems.append(InvalidOption(entry.where, again, "Declare it once."))
        found.append(entry)
    return found, problems


def undeclared(definition: Definition, keys: t.Sequence[str], document: t.Any, options: Options) -> Entry:
    """The entry that would delete the ``document`` that was found in the place with these ``keys``."""
    identity = definition.place.found(keys, document)
    # Each that is to be pruned is confirmed by its own keys.
    full = "/".join(identity.keys)
    confirmed = {"confirm_deletion": full} if full in (options.get("confirm_deletion") or ()) else {}
    hidden = {name: options[name] for name in definition.hidden if name in options}
    resource = Defined(definition, {**hidden, **confirmed}).at(*identity.keys)
    return Entry(resource, Desired(identity), True, document=document)


def item(entry: Entry, options: Options, reader: Reader, check_mode: bool) -> Item:
    """The work on ``entry``, as one of many that ``reader`` serves."""
    resource, desired = entry.resource, entry.desired
    policy = policy_of(resource, desired.identity, options)
    work = Convergence(resource, desired, reader, policy, check_mode, absent=entry.absent)
    return Item(work, f"{entry.label} ({entry.where})" if entry.where else entry.label)
