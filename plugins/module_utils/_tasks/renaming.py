# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The option rename: what was read, declared under other keys of projects and environments."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean
from .._engine.checks import check_key
from .._engine.definition import Definition
from .._engine.members import Exported, Warn
from .._engine.places import Keyed
from .._engine.renaming import Keys, Renaming
from .._resources.environment import ENVIRONMENT
from .._task import Options

SPEC: t.Final = {"type": "dict", "options": {"projects": {"type": "dict"}, "environments": {"type": "dict"}}}

_PLACE: t.Final = tuple(key.option for key in ENVIRONMENT.place.keys)


def renaming_of(options: Options, warn: Warn) -> Renaming:
    """What the option rename says; nothing to rename where it is not given. Raises InvalidOption."""
    new: dict[Keys, str] = {}
    for depth, suboption in enumerate(("projects", "environments")):
        option, longest = f"rename.{suboption}", ENVIRONMENT.place.keys[depth].longest
        for old, key in ((options["rename"] or {}).get(suboption) or {}).items():
            keys = tuple(str(old).split("/"))
            if len(keys) != depth + 1:
                raise InvalidOption(
                    option,
                    f"{old!r} is not the {('key of a project', 'keys of project and environment: shop/test')[depth]}",
                )
            new[keys] = check_key(f"{option}.{old}", "" if key is None else str(key), longest)
    return Renaming(new, warn)


def check_renaming(renaming: Renaming, there: t.Collection[Keys]) -> None:
    """Raise InvalidOption where nothing ``there`` has a key that is renamed, or two would have the same."""
    for old, _new in renaming.pairs():
        option, noun = (("rename.projects", "project"), ("rename.environments", "environment"))[len(old) - 1]
        if old not in there:
            known = ["/".join(keys) for keys in there if len(keys) == len(old)]
            raise InvalidOption(
                option,
                f"there is no {noun} {'/'.join(old)!r} among those that are read",
                did_you_mean("/".join(old), known),
            )
    taken: dict[Keys, Keys] = {}
    for keys in there:
        other = taken.setdefault(renaming.keys(*keys), keys)
        if other != keys:
            raise InvalidOption(
                "rename",
                f"{'/'.join(other)} and {'/'.join(keys)} would both be {'/'.join(renaming.keys(*keys))}",
                "Read only one of them, with project_keys or environment_keys, or give the other one another key, too.",
            )


def rename(definition: Definition, found: t.Iterable[Exported], renaming: Renaming) -> list[Exported]:
    """Those of ``found`` that can be declared under the new keys, declared so, in the order of these keys."""
    named = [key.option for key in definition.place.keys if key.option in _PLACE]
    kept = [exported for exported in found if _renamed(definition, named, exported.options, renaming)]
    # As an export of the copy has them.
    return sorted(kept, key=lambda exported: [exported.options[option] for option in named])


def _renamed(definition: Definition, named: list[str], options: dict[str, t.Any], renaming: Renaming) -> bool:
    """Whether ``options``, in which the options ``named`` are keys of its place, can be declared under the new keys.

    They are, then.
    """
    place = definition.place
    old = tuple(str(options[option]) for option in named)
    new = renaming.keys(*old)
    if new != old and not isinstance(place, Keyed) and place.id_option in options:
        # The id is that of the one that is there. A copy has none yet, and no name that tells it apart.
        renaming.warn(
            f"{definition.noun} {options.get('name', 'without a name')!r} of {'/'.join(old)} is left out: only its"
            f" {place.id_option} tells it from another one, which a copy would not have. Give it a name of its own first."
        )
        return False
    options.update(zip(named, new, strict=True))
    for member in definition.members:
        member.rename(options, renaming)
    return True
