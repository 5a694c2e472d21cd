# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there, as the options that declare it: the other direction of the definitions.

What the options cannot say is told in ``problems``. A secret is named by its place among the options, never shown.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._engine.fields import ABSENT, Field, Json, lookup, nest, put
from .._engine.secrets import looks_masked, may_be_mask, noted, unseen_tag, visible_tags
from .big_segment_store import FIELDS as STORE_FIELDS
from .environment import APPROVALS, SETTINGS
from .form_variables import FORM_VARIABLES
from .integration_configuration import APPROVALS as FORM
from .integration_configuration import (
    ENABLED,
    FORM_VARIABLE_MEMBERS,
    NAME,
    STATEMENT_LISTS,
    STATEMENTS,
    TAGS,
    same_form_variables,
)
from .project import AVAILABILITY, AVAILABLE_TO, SNIPPET
from .project import FIELDS as PROJECT_FIELDS

Options = dict[str, t.Any]
Place = tuple[str, ...]
"""A secret's way among the options: ``("redis", "password")``."""


@dataclasses.dataclass(frozen=True)
class Declaration:
    """The ``options`` of a module that declare one resource, without its ``secrets``."""

    options: Options
    secrets: tuple[Place, ...] = ()
    problems: tuple[str, ...] = ()


def _read(fields: t.Iterable[Field], document: Json, options: Options) -> list[Place]:
    """Put what ``document`` has into ``options``. Returns the places of the secrets."""
    secrets: list[Place] = []
    for field in fields:
        value, place = lookup(document, field.path), tuple(field.option.split("."))
        if value is ABSENT or value is None or (field.path == ("name",) and value == ""):
            continue
        if field.secret or (field.path[0] == "config" and looks_masked(value)):
            secrets += [place] if value != "" else []
        else:
            put(options, place, visible_tags(value) if field.path == ("tags",) else value)
    return secrets


def declared_project(document: Json) -> Declaration:
    """Of the module project. Its naming convention and first environments cannot be seen."""
    options: Options = {"project_key": document.get("key")}
    _read(PROJECT_FIELDS, document, options)
    availability = lookup(document, AVAILABILITY.path)
    if isinstance(availability, t.Mapping):
        options[AVAILABILITY.option] = {
            option: bool(availability.get(member)) for option, member in AVAILABLE_TO.items()
        }
    else:
        _read((SNIPPET,), document, options)
    return Declaration(options, problems=_unknown(document, ("defaultReleasePipelineKey",)))


def declared_environment(project_key: str, document: Json) -> Declaration:
    """Of the module environment."""
    options: Options = {"project_key": project_key, "environment_key": document.get("key")}
    _read((*SETTINGS, *APPROVALS), document, options)
    approvals = options.get("approval_settings", {})
    if not approvals.get("service_config", True):
        del approvals["service_config"]
    settings = document.get("approvalSettings")
    settings = settings if isinstance(settings, t.Mapping) else {}
    known = {field.path[-1] for field in APPROVALS}
    problems = _unknown(settings, [member for member in settings if member not in known], "approvalSettings.")
    # Of flags and segments apart, each with a "required" of its own.
    resources = document.get("resourceApprovalSettings")
    for kind, one in (resources if isinstance(resources, t.Mapping) else {}).items():
        if isinstance(one, t.Mapping) and one.get("required"):
            problems += (f"resourceApprovalSettings.{kind} is not an option of the module",)
    return Declaration(options, problems=problems)


def _unknown(document: Json, members: t.Iterable[str], prefix: str = "") -> tuple[str, ...]:
    """A problem for each of ``members`` that is set."""
    return tuple(f"{prefix}{member} is not an option of the module" for member in members if document.get(member))


def declared_store(document: Json) -> Declaration:
    """Of the module big_segment_store; ``document`` is one in full, not from the list."""
    kind = str(document.get("integrationKey"))
    options: Options = {
        "project_key": document.get("projectKey"),
        "environment_key": document.get("environmentKey"),
    }
    options["enabled"] = STORE_FIELDS["enabled"].current(document)
    options |= nest((kind,), {})
    fields = [f for f in STORE_FIELDS.values() if "." not in f.option or f.option.startswith(f"{kind}.")]
    secrets = _read(fields, document, options)
    tags = document.get("tags") or ()
    secrets += [tuple(f.option.split(".")) for f in fields if f.secret and unseen_tag(f.path) in tags]
    return Declaration(options, tuple(dict.fromkeys(secrets)))


def declared_configuration(integration_key: str, document: Json) -> Declaration:
    """Of the module integration_configuration."""
    options: Options = {"integration_key": integration_key}
    _read((NAME, TAGS), document, options)
    # It is left out of an answer where it is false, and a new configuration is enabled.
    options["enabled"] = ENABLED.current(document)
    known = FORM_VARIABLES.get(integration_key, {})
    secrets: list[Place] = []
    values = document.get("configValues")
    for name, value in (values if isinstance(values, t.Mapping) else {}).items():
        if known.get(name, {}).get("secret") or may_be_mask(value):
            secrets += [("secret_config_values", name)] if value not in (None, "") else []
        elif value is not None:
            options.setdefault("config_values", {})[name] = value
    # What no answer shows may be there all the same, and without it no task could create the same again.
    tags = document.get("tags") or ()
    unseen = [n for n in noted(tags, ("configValues",), []) if unseen_tag(("configValues", n)) in tags]
    needed = [name for name, variable in known.items() if variable.get("secret") and variable.get("required")]
    secrets = [*dict.fromkeys([*secrets, *(("secret_config_values", name) for name in (*needed, *unseen))])]
    capabilities = document.get("capabilityConfig") or {}
    others = [member for member in capabilities if member not in (STATEMENTS.path[1], FORM.path[1])]
    problems = [*_unknown(capabilities, others, "capabilityConfig.")]
    statements = lookup(document, STATEMENTS.path)
    if isinstance(statements, list):
        put(options, tuple(STATEMENTS.option.split(".")), [_statement(statement) for statement in statements])
    form = lookup(document, FORM.path)
    if isinstance(form, list):
        if same_form_variables(form, [_form_variable(variable, "") for variable in form]):
            put(options, tuple(FORM.option.split(".")), [_form_variable(v, "option") for v in form])
        else:
            problems.append(f"{FORM.option} has members that are not options of the module")
    return Declaration(options, tuple(secrets), tuple(problems))


def _statement(statement: Json) -> Options:
    lists = {option: statement[member] for option, member in STATEMENT_LISTS.items() if statement.get(member)}
    return {"effect": statement.get("effect"), **lists}


def _form_variable(variable: Json, names: str) -> Options:
    """``variable`` by option or by member names, without what is empty."""
    return {
        option if names == "option" else member: variable[member]
        for option, member in FORM_VARIABLE_MEMBERS.items()
        if variable.get(member) not in (None, "", [], {})
    }
