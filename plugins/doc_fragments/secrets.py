# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that say when secrets are sent."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of ``module_utils/_options.py``, ``SECRETS``."""

    DOCUMENTATION = r"""
options:
  update_secrets:
    description:
      - When to send the secrets of a resource that is there already. LaunchDarkly shows a secret only as a mask, with
        its first and last three characters.
      - V(auto) sends a secret if the mask proves that another one is stored, or if none is. It cannot see a new
        secret that begins and ends with the same three characters as the old one. With O(fingerprint_key) it sees
        every rotation of what the task declares, though not a replacement by hand that keeps these characters.
      - V(always) sends all secrets of the task in every run, so that the task is always changed.
      - V(on_create) sends them only when the resource is created. What is in the same config cannot be changed then.
      - A change of a config takes the secrets in it along, so the task must give all that are there. LaunchDarkly may
        otherwise store what it shows of a secret in its place.
    type: str
    choices: [auto, always, on_create]
    default: auto
  fingerprint_key:
    description:
      - A key of your own that makes O(update_secrets=auto) exact. With it, a fingerprint of each secret that the task
        manages (HMAC-SHA-256 under this key, with a salt) is kept in a tag of the resource that begins with
        C(ansible-fp-).
      - A secret that the task declares anew, or a changed key, is then always noticed, and an unchanged secret is never
        sent.
      - Without the key the tag tells nothing of the secret. The tags do not appear in results and the option C(tags) neither
        sees nor removes them, but other tools and the LaunchDarkly interface show them. It costs one tag for each
        secret, and no calls.
      - Use a long random value, and keep it as you keep the secrets.
      - If not set, the environment variable E(LAUNCHDARKLY_FINGERPRINT_KEY) is used.
    type: str
"""

    # Of what has no tags to keep a fingerprint: "update_secrets" alone.
    UPDATE = r"""
options:
  update_secrets:
    description:
      - When to send the secrets of a resource that is there already.
      - V(auto) sends a secret if what LaunchDarkly shows of it proves that another one is stored, or that none is. Where that
        is a mask, with the first and last three characters, it cannot see a new secret with the same ends.
      - V(always) sends all secrets of the task in every run, so that the task is always changed.
      - V(on_create) sends them only when the resource is created.
    type: str
    choices: [auto, always, on_create]
    default: auto
"""
