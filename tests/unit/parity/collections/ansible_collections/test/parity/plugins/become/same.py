# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A way to become another user that asks for nothing: the same user, in another shell."""

from __future__ import annotations

from ansible.plugins.become import BecomeBase

DOCUMENTATION = r"""
name: same
short_description: Become the same user
description:
  - Runs the command in another shell.
options:
  become_user:
    description: The user.
    vars:
      - name: ansible_become_user
  become_exe:
    description: Not used.
    default: sh
  become_flags:
    description: Not used.
    default: ""
  become_pass:
    description: Not used.
"""


class BecomeModule(BecomeBase):
    """No other user at all."""

    name = "test.parity.same"

    def build_become_command(self, cmd: str, shell: object) -> str:
        super().build_become_command(cmd, shell)
        wrapped: str = self._build_success_command(cmd, shell) if cmd else cmd
        return wrapped
