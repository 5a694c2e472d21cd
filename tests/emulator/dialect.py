# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is not known about the live service, as settings.

Each setting is a question with more than one possible answer. A client has to work under every one of them, so the
tests can choose.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

DIALECTS: dict[str, list[Any]] = {
    # May one member of a config be patched, or only the whole of it be replaced?
    "config_patch": ["member", "whole"],
    # The same for the capabilityConfig of an integration configuration.
    "capability_patch": ["member", "whole"],
    # How is a patch refused? "live" is the text that was seen on projects (400 invalid_request, "Unsupported
    # json-patch operation: path ... does not exist"); "no_code" is a 400 with a message alone; the others are
    # 400 invalid_patch, 422 patch_failed (both seen for a remove of an absent path) and 405.
    "patch_refusal": ["live", "invalid_patch", "patch_failed", "no_code", "method_not_allowed"],
    # Is a patch applied to what is stored, or to what is shown, so that masks take the place of the secrets?
    "patched_document": ["stored", "masked"],
    # What becomes of a secret that a whole new config leaves out?
    "omitted_secret": ["erased", "kept", "refused"],
    # How is a stored secret shown? "ends" has its first and last three characters around asterisks.
    "secret_shown": ["ends", "absent", "empty", "null", "asterisks", "bullets"],
    # Are members of a body that the service does not know refused, or (as the service does) ignored?
    "unknown_members": ["ignore", "refuse"],
    # Are booleans that an answer need not have (`enabled`, `autoApplyApprovedChanges`, those of a config such as
    # `tlsEnabled`, and `on` but for stores) left out of it when they are false?
    "false_members": ["absent", "shown"],
    # Are `tags`, `configValues` and `capabilityConfig`, where it need not have them, left out when they are empty?
    "empty_members": ["absent", "shown"],
    # May a member of a project's defaultClientSideAvailability be patched? Or only the whole of it, and then
    # includeInSnippetByDefault is the same bit as its usingEnvironmentId, as the service has it.
    "client_side_availability": ["whole", "members"],
    # Has the account's plan approvals? If not, environments have no approvalSettings, and a patch of them is refused.
    "approvals": ["available", "unavailable"],
    # Are approval request settings that nobody has changed told of each environment, or only as the default?
    "approval_settings_shown": ["changed", "all"],
    # What is the answer about those of an environment that is not there?
    "approval_environment": ["refused", "default"],
    # How is a known token refused that lacks the right to do what it asks for?
    "unauthorized_right": ["403", "401"],
    # Which path patches the enabled member of an integration configuration?
    "enabled_path": ["enabled", "on"],
    # Is a wrong path (of config_patch, capability_patch, client_side_availability, enabled_path) refused, or accepted and ignored?
    "refusal_style": ["refuse", "ignore"],
    # How many stores may an environment have?
    "stores_per_environment": ["many", "one_per_kind", "one"],
    # What does a conflict say that is no race?
    "conflict_code": ["key_exists", "optimistic_locking_error"],
    # What becomes of a mask that is sent back as the value of a secret?
    "masked_value": ["stored", "recognised"],
    # Does the number of asterisks tell the length of a secret?
    "mask_length": ["true_length", "fixed"],
    # How is a secret of up to six characters shown, whose ends would be all of it?
    "short_mask": ["asterisks", "overlap", "plain_ends", "one", "two", "clear"],
    # How old is the state that a collection answer shows? A new custom role is not seen by its key either. Any number of milliseconds is allowed.
    "list_freshness_ms": [0, 300],
    # For how long is a deleted thing still shown, by itself and in lists? Any number of milliseconds is allowed.
    "delete_visible_ms": [0, 300],
    # What becomes of a remove of a member that is not there? In patch_refusal's words, it is refused.
    "absent_remove": ["refuse"],
    # What becomes of a port that is a number? The documentation has a string.
    "numeric_port": ["refuse", "string"],
    # Does the service write the defaults of form variables into a config that lacks them?
    "config_defaults": ["absent", "filled"],
}

# Settings that take any number.
MILLISECONDS = ("list_freshness_ms", "delete_visible_ms")

DEFAULT_DIALECT: dict[str, Any] = {setting: answers[0] for setting, answers in DIALECTS.items()}

# In each setting another answer than the default one.
OPPOSITE_DIALECT: dict[str, Any] = {
    **DEFAULT_DIALECT,
    "config_patch": "whole",
    "capability_patch": "whole",
    "patch_refusal": "patch_failed",
    "patched_document": "masked",
    "omitted_secret": "kept",
    "unknown_members": "refuse",
    "false_members": "shown",
    "empty_members": "shown",
    "client_side_availability": "members",
    "approval_settings_shown": "all",
    "approval_environment": "default",
    # As in the default, since whole playbooks run under it: approvals are available, and secrets are shown by their ends.
    "unauthorized_right": "401",
    "enabled_path": "on",
    "stores_per_environment": "one",
    "conflict_code": "optimistic_locking_error",
    "masked_value": "recognised",
    "mask_length": "fixed",
    "short_mask": "overlap",
    "list_freshness_ms": 300,
    "numeric_port": "string",
    "config_defaults": "filled",
}

# The worst answer to each question that still leaves a client a way: members of a config are patched on the document
# as it is shown, which has no secrets in it, so that every secret has to go along with every change of a config.
HOSTILE_DIALECT: dict[str, Any] = {
    **DEFAULT_DIALECT,
    "config_patch": "member",
    "capability_patch": "whole",
    "patch_refusal": "no_code",
    "patched_document": "masked",
    "omitted_secret": "erased",
    "secret_shown": "absent",
    "unknown_members": "ignore",
    "false_members": "absent",
    "empty_members": "absent",
    "client_side_availability": "whole",
    "unauthorized_right": "401",
    "enabled_path": "on",
    "stores_per_environment": "one",
    "conflict_code": "optimistic_locking_error",
    "masked_value": "stored",
    "short_mask": "clear",
    "list_freshness_ms": 300,
    "config_defaults": "filled",
}

NAMED_DIALECTS = {"default": DEFAULT_DIALECT, "opposite": OPPOSITE_DIALECT, "hostile": HOSTILE_DIALECT}

# What the live service was found to answer, one file a day: tests/live writes them.
DIRECTORY = Path(__file__).parent / "dialects"


def known_dialects() -> dict[str, dict[str, Any]]:
    """Every dialect that has a name, the files of ``dialects/`` among them."""
    files = sorted(DIRECTORY.glob("*.json"))
    return {name: load_dialect(name) for name in (*NAMED_DIALECTS, *(file.stem for file in files))}


def load_dialect(wanted: str) -> dict[str, Any]:
    """Return a dialect by its name, by the name of a file of ``dialects/`` (without ``.json``) or by a file's path.

    A file holds ``settings``, those that differ from the default ones; what else is in it is for people. Raises
    ValueError for one that is unknown or wrong.
    """
    if wanted in NAMED_DIALECTS:
        return dict(NAMED_DIALECTS[wanted])
    path = Path(wanted) if wanted.endswith(".json") else DIRECTORY / f"{wanted}.json"
    if not path.is_file():
        raise ValueError(f"unknown dialect {wanted!r}, known: {', '.join(NAMED_DIALECTS)}, and no file {path}")
    content = json.loads(path.read_text(encoding="utf-8"))
    settings = content.get("settings") if isinstance(content, dict) else None
    if not isinstance(settings, dict):
        raise ValueError(f"{path} must hold an object with settings")
    return resolve_dialect(settings, DEFAULT_DIALECT)


def random_dialect(rng: random.Random) -> dict[str, Any]:
    """Return a drawn dialect; ``json.dumps`` prints it, and that text is accepted wherever a dialect is.

    Answers that no service could give together are not drawn: where what is shown is patched, a secret is not shown as
    null, which the service would refuse from itself.
    """
    dialect = {setting: rng.choice(answers) for setting, answers in DIALECTS.items()}
    if dialect["patched_document"] == "masked" and dialect["secret_shown"] == "null":
        dialect["secret_shown"] = "absent"
    return dialect


def resolve_dialect(wanted: Any, base: dict[str, Any]) -> dict[str, Any]:
    """Return the dialect that ``wanted`` (a name, a part of a dialect or None) describes on top of ``base``.

    Raises ValueError for an unknown setting or answer: a test with a spelling mistake must not pass by accident.
    """
    if wanted is None:
        return dict(base)
    if isinstance(wanted, str):
        return load_dialect(wanted)
    if not isinstance(wanted, dict):
        raise ValueError("a dialect is a name or an object of settings")
    dialect = dict(base)
    for setting, answer in wanted.items():
        if setting not in DIALECTS:
            raise ValueError(f"unknown dialect setting {setting!r}, known: {', '.join(DIALECTS)}")
        if setting in MILLISECONDS:
            if isinstance(answer, bool) or not isinstance(answer, (int, float)) or answer < 0:
                raise ValueError(f"{setting} is a number of milliseconds")
        elif answer not in DIALECTS[setting]:
            raise ValueError(f"{setting} is one of {DIALECTS[setting]}, not {answer!r}")
        dialect[setting] = answer
    return dialect
