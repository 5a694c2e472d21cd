# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way in for ansible-core: an ordinary module, in a process of its own."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.parameters import remove_values

from ._suboptions import with_dictionaries
from ._task import Hidden, Task, execute, hidden_values, hide_keys


class _Module(AnsibleModule):  # type: ignore[misc]
    """An AnsibleModule that knows all secrets before it prints or logs anything, also when its validation fails."""

    params: dict[str, t.Any]
    problem: str
    no_log_values: set[str]

    def __init__(self, task: Task, **arguments: t.Any) -> None:
        self._task = task
        super().__init__(**arguments)

    def _load_params(self) -> None:
        super()._load_params()
        self.params, self.problem = with_dictionaries(self._task.options, self.params)

    def _hide(self) -> None:
        # Once, after the validation: the variants of variants are many.
        if not isinstance(self.no_log_values, Hidden):
            self.no_log_values = hidden_values(self._task, self.params, self.no_log_values)

    def censored(self, text: str) -> str:
        """A warning as it may be shown: from ansible-core 2.19 on it is an object, in which nothing is censored."""
        self._hide()
        return t.cast("str", remove_values(text, self.no_log_values))

    def _log_invocation(self) -> None:
        self._hide()
        super()._log_invocation()

    def _return_formatted(self, kwargs: dict[str, t.Any]) -> None:
        self._hide()
        hide_keys(kwargs, self.no_log_values)
        super()._return_formatted(kwargs)


def run_module(task: Task) -> None:
    """Validate the options, execute ``task``, print the result and exit."""
    module = _Module(task, argument_spec=task.argument_spec(), supports_check_mode=True, **task.constraints)
    if module.problem:
        module.fail_json(msg=module.problem)
    result = execute(task, module.params, check_mode=module.check_mode, diff=module._diff)
    for text in result.pop("warnings", ()):
        module.warn(module.censored(text))
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)
