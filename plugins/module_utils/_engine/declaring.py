# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the options of a task to what is desired of a resource, and from what is there to the options that declare it."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .checks import check_key, check_previous_name, check_text
from .definition import Definition
from .fields import Field, Json, Pointer, Value, When, put
from .identity import Identity
from .members import Exported, Options, Warn
from .places import Keyed, NamedInList
from .resource import Desired


def desired(definition: Definition, options: Options, warn: Warn) -> Desired[Identity]:
    """What the validated ``options`` declare. What is merely not known goes to ``warn``. Raises InvalidOption."""
    identity = identified_by(definition, options)
    definition.check_options(options)
    values: list[Value] = []
    for key, value in zip(definition.place.keys, identity.keys, strict=True):
        if key.in_body or (isinstance(definition.place, Keyed) and key is definition.place.keys[-1]):
            values.append(Value(Field(key.option, (key.member,), when=When.AT_CREATION), value))
    for member in definition.members:
        member.check_options(options, warn)
        values += member.values(options)
    return Desired(identity, tuple(values))


def identified_by(definition: Definition, options: Options) -> Identity:
    """Which one the validated ``options`` mean. Raises InvalidOption."""
    place = definition.place
    variants = [variant for variant in place.variants if options.get(variant) is not None]
    if len(variants) > 1:
        raise InvalidOption(
            ", ".join(variants), f"a {definition.short} is one or the other, and both are given", "Give one of them."
        )
    keys = tuple(check_key(key.option, options[key.option], key.longest) for key in place.keys)
    if isinstance(place, Keyed):
        return Identity(keys)
    name, key = options.get("name"), options.get(place.id_option)
    identity = Identity(
        keys,
        variants[0] if variants else None,
        None if name is None else check_text("name", name),
        None if key is None else _checked_id(place.id_option, key),
        check_previous_name(options),
    )
    if (identity.variant, identity.name, identity.id) == (None, None, None):
        *first, last = (*place.variants, "name", place.id_option)
        raise InvalidOption(
            f"{', '.join(first)} or {last}",
            f"at least one must say which {definition.short} is meant",
            "Give one of them.",
        )
    return identity


def _checked_id(option: str, value: str) -> str:
    check_text(option, value, spaces=False)
    if value in (".", ".."):
        raise InvalidOption(option, f"{value!r} is not an id")
    return value


def by_options(definition: Definition, document: t.Mapping[str, Json], options: Options) -> dict[str, t.Any]:
    """``document`` with the names of the options that declare it. What no option says keeps the API's name."""
    place = definition.place
    keys: dict[Pointer, Pointer] = {(key.member,): (key.option,) for key in place.keys}
    if isinstance(place, NamedInList) and place.variants:
        keys[(place.variant_member,)] = ("integration_key",)
    named: dict[str, t.Any] = {}

    def name(path: Pointer, value: Json) -> None:
        said = (member.as_option(path, value, options) for member in definition.members)
        found = next((one for one in said if one is not None), None)
        if found is not None:
            put(named, *found)
        elif isinstance(value, t.Mapping):
            for inner in value:
                name((*path, str(inner)), value[inner])
        else:
            put(named, keys.get(path, path), value)

    name((), document)
    return named


def exported(definition: Definition, keys: t.Sequence[str], document: Json) -> Exported:
    """The options that declare ``document``, which is in the place with these ``keys``, and what they cannot say."""
    place = definition.place
    options = dict(zip((key.option for key in place.keys), keys, strict=True))
    result = Exported(options, tags=document.get("tags") or ())
    if isinstance(place, NamedInList) and place.variants:
        result.options[str(document.get(place.variant_member))] = {}
    elif isinstance(place, NamedInList) and not document.get(place.name_member):
        # There is nothing else to know it by.
        result.options[place.id_option] = document.get(place.id_member)
    for member in definition.members:
        member.export(document, result)
    unsaid = [f"{member} is not an option of the module" for member in definition.unsaid(document)]
    result.problems = [*unsaid, *result.problems]
    return result
