# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of a module that reads the resources of a kind, and changes nothing."""

from __future__ import annotations

import typing as t

from .._client.errors import NotFound
from .._engine.checks import check_key
from .._engine.defined import Defined
from .._engine.definition import Definition
from .._engine.explain import wanting
from .._engine.fields import Field, Json
from .._engine.identity import Identity
from .._engine.instead import missing, not_there
from .._engine.places import Keyed
from .._options import CONNECTION, TAGS
from .._task import Context, Options, Task
from .filters import check_filters, fits
from .reading import read_details, read_list


def info(definition: Definition) -> Task:
    """The task of the module for the kind with ``_info`` after its name."""

    def run(options: Options, context: Context) -> dict[str, t.Any]:
        found = read(definition, options, context)
        return {"changed": False, definition.names: [resource.shown_as(document) for resource, document in found]}

    place = definition.place
    if isinstance(place, Keyed):
        keys = {key.option: {"type": "str", "required": True, "no_log": False} for key in place.above}
        keys |= {key.option: {"type": "str", "no_log": False} for key in place.keys[len(place.above) :]}
    elif place.is_shared:
        keys = {key.option: {"type": "str", "no_log": False} for key in place.keys}
    else:
        keys = {key.option: {"type": "list", "elements": "str", "no_log": False} for key in place.keys}
    return Task(
        options={
            **CONNECTION,
            **keys,
            **({"kind": {"type": "str", "choices": list(place.variants)}} if place.variants else {}),
            **({"name": {"type": "str"}} if definition.is_named else {}),
            **({"enabled": {"type": "bool"}} if _enabled(definition) else {}),
            **(TAGS if definition.has_tags else {}),
            **({"gather_config": {"type": "bool", "default": False}} if definition.brief_list else {}),
            **{name: dict(definition.options[name]) for name in definition.hidden if not definition.shown_once},
        },
        run=run,
        hides_output=definition.hides_output,
    )


def read(definition: Definition, options: Options, context: Context) -> list[tuple[Defined, Json]]:
    """What fits the options, each with the resource that knows what is secret in it. Raises InvalidOption."""
    place = definition.place
    for key in place.keys:
        given = options.get(key.option)
        for value in given if isinstance(given, list) else [given] if given is not None else ():
            check_key(key.option, value, key.longest)
    check_filters(options)
    resource = Defined(definition, options, context.warn)
    if isinstance(place, Keyed):
        found = _by_key(resource, place, options, context)
    elif place.is_shared:
        found = _of_shared_list(resource, options, context)
    else:
        found = _of_lists(resource, options, context)
    return found


def _wanted(definition: Definition, options: Options) -> dict[str, t.Any]:
    """By member, what the options ask for (None: any)."""
    enabled, place = _enabled(definition), definition.place
    wanted = {place.name_member: options.get("name")} if definition.is_named else {}
    return {**wanted, **({enabled.path[0]: options.get("enabled")} if enabled else {})}


def _enabled(definition: Definition) -> Field | None:
    return next((f for f in definition.fields if isinstance(f, Field) and f.option == "enabled"), None)


def _by_key(resource: Defined, place: Keyed, options: Options, context: Context) -> list[tuple[Defined, Json]]:
    """One by its keys, which is one call, or those of the list that have what is given of them."""
    reader, definition = context.reader, resource.definition
    keys = tuple(options[key.option] for key in place.above)
    own = tuple(options[key.option] for key in place.keys[len(keys) :])
    identity = Identity((*keys, *(key or "" for key in own)))
    holder = definition.parent
    while holder is not None and len(holder.place.keys) > len(keys):
        holder = holder.parent
    of = f" of {holder.label(keys)}" if holder else ""
    with wanting(f"read the {resource.noun}s{of}"):
        if None in own:
            path = place.collection(identity)
            listed, _read_now = reader.listing(path, resource.version, True, definition.list_shape, definition.unpack)
            documents = [one for one in listed if _is_in(place.found(keys, one).keys, (*keys, *own))]
        else:
            try:
                documents = [reader.detail(resource, identity, place.direct_path(identity))]
            except NotFound:
                documents = []
                problem = not_there(definition, identity.keys, reader)
                if problem:
                    context.warn(problem)
    return [(resource, document) for document in documents if fits(document, {}, options.get("tags"))]


def _of_shared_list(resource: Defined, options: Options, context: Context) -> list[tuple[Defined, Json]]:
    definition, place, reader = resource.definition, resource.place, context.reader
    wanted = _wanted(definition, options)
    if place.variants:
        wanted |= dict.fromkeys(place.shown, options.get("kind"))
    asked = [options[key.option] for key in place.keys]
    with wanting(f"read the {resource.noun}s"):
        listed, _read_now = reader.listing(
            definition.list_at(), resource.version, fresh=True, shape=definition.list_shape
        )
        here = [one for one in listed if _is_in(place.found((), one).keys, asked)]
        documents = [document for document in here if fits(document, wanted, options.get("tags"))]
        if options.get("gather_config"):
            paths = [place.item_path(place.found((), document), document) for document in documents]
            documents = read_details(reader, resource.version, paths, shape=resource.shape)
    if not documents:
        _warn_of_place(resource, options, context)
    return [(resource, document) for document in documents]


def _is_in(keys: t.Iterable[t.Any], asked: t.Iterable[t.Any]) -> bool:
    """Whether the ``keys`` of a place are those that were ``asked`` for (None: any)."""
    return all(wanted in (None, key) for wanted, key in zip(asked, keys, strict=True))


def _warn_of_place(resource: Defined, options: Options, context: Context) -> None:
    """Nothing is there: perhaps since a key is misspelt."""
    keys = tuple(options[key.option] for key in resource.place.keys)
    parent = resource.definition.parent
    while parent is not None:
        above = keys[: len(parent.place.keys)]
        if None not in above:
            problem = missing(parent, above, context.reader)
            if problem:
                context.warn(problem)
            return
        parent = parent.parent


def _of_lists(resource: Defined, options: Options, context: Context) -> list[tuple[Defined, Json]]:
    definition = resource.definition
    (key,) = resource.place.keys
    asked: list[str] | None = options[key.option]
    found: list[tuple[Defined, Json]] = []
    for value in dict.fromkeys(asked or (definition.list_keys(context.reader) if definition.list_keys else ())):
        here = Defined(definition, {}, context.warn).at(value)
        documents = read_list(here, (value,), context.reader, tell=bool(asked)) or ()
        found += [(here, d) for d in documents if fits(d, _wanted(definition, options), options.get("tags"))]
    return found
