# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Of what is there, the part in which a task may prune what is not declared: the option prune_scope."""

from __future__ import annotations

import itertools
import typing as t

from .._client.errors import InvalidOption
from .._engine.checks import check_key, check_tags
from .._engine.defined import Defined
from .._engine.definition import Definition
from .._engine.explain import explaining, wanting
from .._engine.fields import Json
from .._engine.instead import keys_at
from .._task import Context, Options
from .filters import fits, warn_of_unknown_keys

Scope = t.Mapping[str, t.Any]
"""By suboption, what is given: lists of text, and text as ``prefix``."""


def spec(definition: Definition) -> dict[str, dict[str, t.Any]]:
    """The suboptions of prune_scope: the keys of lists, and tags, or what has no tags is called.

    Where there are several lists, they must be named.
    """
    needed = {} if definition.place.is_shared else {"required": True}
    above = definition.place.above
    keys = {f"{key.option}s": {"type": "list", "elements": "str", "no_log": False, **needed} for key in above}
    needed = {} if keys else {"required": True}
    if definition.has_tags:
        return {**keys, "tags": {"type": "list", "elements": "str", **needed}}
    return {**keys, "prefix": {"type": "str", **needed}}


def checked(definition: Definition, options: Options) -> Scope:
    """The scope in which to prune; empty where nothing is to be pruned. Raises InvalidOption."""
    if not options["prune"]:
        return {}
    names = list(spec(definition))
    scope = {name: values for name, values in (options["prune_scope"] or {}).items() if values is not None}
    if not scope or not all(scope.values()):
        *first, last = names
        if definition.place.is_shared and first:
            text = f"needs at least one of {', '.join(first)} and {last}, and none of them empty"
        else:
            text = f"needs {names[0]}, and nothing in it may be empty"
        raise InvalidOption("prune_scope", text)
    for key in definition.place.above:
        for value in scope.get(f"{key.option}s", ()):
            check_key(f"prune_scope.{key.option}s", value)
    check_tags("prune_scope.tags", scope.get("tags", ()))
    return scope


def documents(definition: Definition, scope: Scope, context: Context) -> t.Iterator[tuple[tuple[str, ...], Json]]:
    """What is there in ``scope``, each with the keys of its place."""
    place, reader = definition.place, context.reader
    keys = [f"{key.option}s" for key in place.above]
    given = [dict.fromkeys(scope.get(name, ())) for name in keys]
    lists = [("",) * len(keys)] if place.is_shared else list(itertools.product(*given))
    for above in lists:
        resource = Defined(definition, {}).at(*above)
        of = f" of {'/'.join(above)}" if any(above) else ""
        identity = definition.anyone(*above)
        with (
            wanting(f"read the {definition.noun}s{of} in prune_scope"),
            explaining(resource, identity, reader),
        ):
            listed, _read_now = reader.listing(
                place.collection(identity),
                definition.version,
                shape=definition.list_shape,
                unpack=definition.unpack,
            )
        found = [(place.found(above, one), one) for one in listed if not definition.is_as_new(one)]
        if place.is_shared and keys:
            _warn_of_unknown_places(definition, scope, [identity.keys for identity, _document in found], context)
        for identity, document in found:
            inside = all(key in scope.get(name, [key]) for name, key in zip(keys, identity.keys, strict=False))
            called = str(document.get(place.name_member if definition.is_named else definition.place.shown[0]) or "")
            if (
                inside
                and not definition.is_preset(document)
                and fits(document, {}, scope.get("tags"))
                and called.startswith(scope.get("prefix", ""))
            ):
                yield identity.keys[: len(keys)], document


def _warn_of_unknown_places(
    definition: Definition, scope: Scope, found: t.Sequence[tuple[str, ...]], context: Context
) -> None:
    """A key under which nothing is may be misspelt: then less is pruned than the user believes."""
    above: list[tuple[str, ...]] = [()]
    for depth, parent in enumerate(_above(definition)):
        option = f"{definition.place.keys[depth].option}s"
        given = scope.get(option, [])
        missing = set(given) - {keys[depth] for keys in found}
        there: set[str] = set()
        for keys in above if missing else ():
            there.update(keys_at(parent.list_at(*keys), context.reader, parent.version))
        if there:
            warn_of_unknown_keys(f"prune_scope.{option}", sorted(missing), there, parent.noun, context)
        if not given:
            # In which of them to look, nobody says.
            return
        above = [(*keys, key) for keys in above for key in given if not there or key in there]


def _above(definition: Definition) -> list[Definition]:
    """What its place belongs to, the outermost first."""
    parent = definition.parent
    return [] if parent is None else [*_above(parent), parent]
