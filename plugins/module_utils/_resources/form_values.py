# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of an integration's form variables: what its manifest says of each, and of those that nobody knows.

What the table does not know is a warning, never a refusal.
"""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean
from .._engine.checks import check_json, check_secret, check_text
from .._engine.fields import ABSENT, Field, Json, Pointer, Value, When, lookup
from .._engine.identity import Identity
from .._engine.members import Exported, Members, Options, Warn
from .._engine.renaming import Renaming
from .._engine.secrets import may_be_mask, noted, unseen_tag
from .form_variables import FORM_VARIABLES, WITHOUT_FORM_VARIABLES
from .specifiers import renamed_selector
from .variable_types import checked_value

_PLAIN, _SECRET, _SWITCH = "config_values", "secret_config_values", "validate_config"

Known = t.Mapping[str, t.Mapping[str, t.Any]]


class FormValues(Members):
    """Whatever the integration that the option ``key`` names wants to know, in the object at the member ``at``.

    ``tables`` has, by integration, what is known of its variables, if not the table of form variables. The options are
    config_values, secret_config_values and validate_config.
    """

    def __init__(self, at: str, tables: t.Mapping[str, Known] | None = None, key: str = "integration_key") -> None:
        self.paths = ((at,),)
        self._at = at
        self._tables = FORM_VARIABLES if tables is None else tables
        self._key = key

    def _known(self, options: Options) -> Known:
        return self._tables.get(str(options.get(self._key)), {})

    def refused(self, identity: Identity, conflict: bool) -> str:
        """Why the service may have refused what is at ``identity``, whose last key says what it is of; empty where unknown."""
        key = identity.keys[-1]
        if conflict or key in self._tables or key in WITHOUT_FORM_VARIABLES:
            return ""
        return f"Check {self._key}: {key!r} is not known to this collection. {did_you_mean(key, self._tables)}"

    def specs(self) -> dict[str, t.Mapping[str, t.Any]]:
        return {
            _PLAIN: {"type": "dict"},
            _SECRET: {"type": "dict", "no_log": True},
            _SWITCH: {"type": "bool", "default": True},
        }

    def check_options(self, options: Options, warn: Warn) -> None:
        config, secret, key = options.get(_PLAIN) or {}, options.get(_SECRET) or {}, options[self._key]
        both = sorted(config.keys() & secret.keys())
        if both:
            raise InvalidOption(f"{_PLAIN}, {_SECRET}", f"{', '.join(both)} is given in both: give it in one")
        if not options.get(_SWITCH, True):
            return
        known = self._known(options)
        if not known and key not in WITHOUT_FORM_VARIABLES:
            if config or secret:
                near = did_you_mean(str(key), {*self._tables, *WITHOUT_FORM_VARIABLES})
                warn(
                    f"{self._key}: {key!r} is not known to this collection, so {_PLAIN} and {_SECRET} cannot be checked."
                    f" {near}"
                )
            return
        for option, name in [*((_PLAIN, name) for name in config), *((_SECRET, name) for name in secret)]:
            if name not in known:
                near = did_you_mean(str(name), known) if known else "It has none."
                warn(
                    f"{option}.{name}: the manifest of {key!r} that this collection knows has no such form variable."
                    f" {near}"
                )

    def values(self, options: Options) -> t.Iterator[Value]:
        for option in (_PLAIN, _SECRET):
            for name, value in (options.get(option) or {}).items():
                yield self._value(option, str(name), value, options)

    def _value(self, option: str, name: str, value: Json, options: Options) -> Value:
        variable, label, judged = self._known(options).get(name, {}), f"{option}.{name}", options.get(_SWITCH, True)
        check_text(option, name, 128)
        check_json(label, value)
        is_secret = option == _SECRET or bool(variable.get("secret"))
        if value is None:
            if variable.get("required") and judged:
                raise InvalidOption(label, "is needed and cannot be null", "Give a value.")
            value = ABSENT
        elif is_secret:
            if isinstance(value, bool) or not isinstance(value, (str, int, float)):
                raise InvalidOption(label, "a secret must be a string")
            value = check_secret(label, str(value))
            if variable.get("required") and judged and value == "":
                raise InvalidOption(label, "must not be empty")
        elif variable and judged:
            value = checked_value(label, value, variable)
        field = Field(
            label,
            (self._at, name),
            secret=is_secret,
            needed=bool(variable.get("required")),
            when=When.FIXED if variable.get("fixed") else When.ALWAYS,
            default=variable.get("default", ABSENT),
            other_paths=((self._at,),),
        )
        return Value(field, value)

    def check_complete(self, options: Options) -> None:
        """Raise InvalidOption where a new one lacks what the table says that the integration needs."""
        given = {**(options.get(_PLAIN) or {}), **(options.get(_SECRET) or {})}
        needed = [name for name, known in self._known(options).items() if known.get("required")]
        lacking = [name for name in needed if given.get(name) is None]
        if lacking and options.get(_SWITCH, True):
            raise InvalidOption(
                ", ".join(f"{_PLAIN}.{name}" for name in lacking),
                f"needed to create a configuration of {options[self._key]}",
                f"Where LaunchDarkly does not need it, {_SWITCH}=false switches this check off.",
            )

    def secret_paths(self, document: Json, options: Options) -> set[Pointer]:
        return {path for path in self.possible_secrets(options, None) if lookup(document, path) is not ABSENT}

    def possible_secrets(self, options: Options, variant: str | None) -> set[Pointer]:
        known = {name for name, variable in self._known(options).items() if variable.get("secret")}
        return {(self._at, str(name)) for name in known | set(options.get(_SECRET) or ())}

    def is_plain(self, path: Pointer, options: Options) -> bool:
        known = self._known(options).get(path[-1])
        return known is not None and not known.get("secret")

    def export(self, document: Json, exported: Exported) -> None:
        known, values = self._known(exported.options), document.get(self._at)
        for name, value in (values if isinstance(values, t.Mapping) else {}).items():
            if known.get(name, {}).get("secret") or may_be_mask(value):
                exported.secrets += [(_SECRET, name)] if value not in (None, "") else []
            elif value is not None and known.get(name, {}).get("shown_with") not in values:
                exported.options.setdefault(_PLAIN, {})[name] = value
        # What no answer shows may be there all the same, and without it no task could create the same again.
        needed = [name for name, variable in known.items() if variable.get("secret") and variable.get("required")]
        unseen = [
            name for name in noted(exported.tags, (self._at,), []) if unseen_tag((self._at, name)) in exported.tags
        ]
        exported.secrets = list(dict.fromkeys([*exported.secrets, *((_SECRET, name) for name in (*needed, *unseen))]))

    def as_option(self, path: Pointer, value: Json, options: Options) -> tuple[Pointer, Json] | None:
        if path[:-1] != (self._at,):
            return None
        return (_SECRET if path in self.possible_secrets(options, None) else _PLAIN, path[-1]), value

    def rename(self, options: dict[str, t.Any], renaming: Renaming) -> None:
        known, values = self._known(options), options.get(_PLAIN) or {}
        for name in values:
            if known.get(name, {}).get("type") == "environmentSelector":
                values[name] = renamed_selector(values[name], renaming)

    def secret_values(self, options: Options) -> list[t.Any]:
        config, secret = options.get(_PLAIN), options.get(_SECRET)
        found = list(secret.values()) if isinstance(secret, t.Mapping) else []
        if isinstance(config, t.Mapping):
            known = self._tables.get(str(options.get(self._key)))
            # Without a key that is known (forgotten, misspelt): whatever is secret in any integration.
            tables = self._tables.values() if known is None else [known]
            found += [v for name, v in config.items() if any(table.get(name, {}).get("secret") for table in tables)]
        elif config is not None:
            # Not (yet) a dictionary: validation has failed, and what is in it is anybody's guess.
            found.append(config)
        return found
