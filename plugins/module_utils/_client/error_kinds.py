# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of failures: what ``error.kind`` of a failed result can be, and what each means for whoever reads it.

The documentation of the modules and a table of the guide to troubleshooting are generated from here.
"""

from __future__ import annotations

import typing as t


class Kind(t.NamedTuple):
    """What a kind of failure means, what to do, and whether to run the same task again."""

    meaning: str
    remedy: str
    again: str


_NO = "no"
_MENDED = "no, it is for a person"
_YES = "yes"
_LATER = "yes, later"

INTERNAL: t.Final = "internal"
FAILURES: t.Final = "failures"

KINDS: t.Final[dict[str, Kind]] = {
    # What is declared
    "invalid_option": Kind(
        "An option cannot be right as it is. ``error.option`` names it, where it is one alone.",
        "Correct it. Nothing was sent, but for what a ``resource`` in the result says.",
        _NO,
    ),
    "missing_package": Kind(
        "A Python package is missing. ``error.package`` names it.", "Install it for the Python in the message.", _NO
    ),
    "ambiguous": Kind(
        "Several resources fit. ``error.candidates`` has a line for each.", "Say by name or id which one is meant.", _NO
    ),
    "meant_twice": Kind("Two entries of a list mean one resource.", "Declare it once.", _NO),
    "missing_place": Kind(
        "The project or the environment of an entry is not there.",
        "Correct its key, or declare it too.",
        _NO,
    ),
    "fixed_member": Kind(
        "LaunchDarkly fixes these members at creation. ``error.options`` names them.",
        "Declare what is there, or have it deleted and created again.",
        _NO,
    ),
    "secrets_needed": Kind(
        "A config holds secrets that the task does not give. ``error.members`` names them.",
        "Give them in the same task.",
        _NO,
    ),
    "prune_limit": Kind(
        "More would be deleted than ``prune_limit`` allows. ``error.resources`` names it.",
        "See whether an entry is missing. If all is meant, raise the limit.",
        _MENDED,
    ),
    "not_as_approved": Kind(
        "What would be done is not what was approved. ``error.differences`` has a line for each.",
        "Make a new plan, and have it approved.",
        _MENDED,
    ),
    # On the way to LaunchDarkly
    "unreachable": Kind(
        "The call did not reach LaunchDarkly: name resolution, connection, proxy, TLS.",
        "Check ``base_url``, proxy and certificates.",
        "yes, if it is the network; no, if it is the certificate",
    ),
    "answer_lost": Kind(
        "The call may have been carried out, and no usable answer came.",
        "Run it again: the task looks first at what is there.",
        _YES,
    ),
    "redirected": Kind("The host redirects. The token was not sent on.", "Correct ``base_url``.", _NO),
    "not_json": Kind("Something else than LaunchDarkly answered.", "Check ``base_url``, proxy and login pages.", _NO),
    "unexpected_answer": Kind(
        "The answer is JSON, and not LaunchDarkly's. ``error.member`` names the member.",
        "Check ``base_url`` and proxy. Else please report it.",
        _NO,
    ),
    "starter_gone": Kind("``ansible-playbook`` has ended meanwhile.", "Run the playbook again.", _YES),
    # What LaunchDarkly answered
    "unauthorized": Kind("LaunchDarkly answered 401.", "Check the token, its role and ``base_url``.", _NO),
    "forbidden": Kind(
        "LaunchDarkly answered 403.", "Give the token's role the right, or ask LaunchDarkly for the feature.", _NO
    ),
    "not_found": Kind(
        "LaunchDarkly answered 404.", "Correct the key. The token's role must be allowed to see it, too.", _NO
    ),
    "invalid_request": Kind("LaunchDarkly answered 400, 405 or 422.", "Correct what it says in the message.", _NO),
    "conflict": Kind(
        "LaunchDarkly answered 409, again and again.",
        "Let one run at a time look after a resource. Or the like of it is there: the message says what to do.",
        "yes, when no other run is at it",
    ),
    "rate_limited": Kind(
        "LaunchDarkly answered 429, for longer than ``max_wait``.", "Fewer tasks at once, or more ``max_wait``.", _LATER
    ),
    "server_error": Kind(
        "LaunchDarkly answered 500 or above to a read.", "Look at https://status.launchdarkly.com.", _LATER
    ),
    "outdated": Kind(
        "Somebody else changes the resource again and again.", "Let one run at a time look after a resource.", _LATER
    ),
    "ignored": Kind(
        "LaunchDarkly accepted a change and did not do all of it. ``error.members`` names what it left out.",
        "Look in LaunchDarkly, then run it again. If it stays, please report it.",
        "once",
    ),
    # What became of it
    "not_available": Kind(
        "What ``wait_for`` names did not come about in time. The change itself is done.",
        "See what the message says of the store.",
        _YES,
    ),
    "not_validated": Kind(
        "What was written is there, and the other service does not take it. ``error.status`` is its answer.",
        "Check the config and the rights of the credentials in it.",
        _NO,
    ),
    "store_unusable": Kind("The persistent store itself refused, or cannot be reached.", "See the message.", _NO),
    "not_tried": Kind(
        "What it depends on failed. ``error.resources`` names that.", "See what is said of that.", "with what it needs"
    ),
    FAILURES: Kind(
        "Some of several resources failed. Each entry of ``failures`` has an ``error`` of its own.",
        "See each of them. The others are done.",
        "as their kinds say",
    ),
    INTERNAL: Kind("A defect of the collection.", "Please report it, with ``error.where``.", _NO),
}
"""By their names, which are those of the classes of errors, with underscores."""
