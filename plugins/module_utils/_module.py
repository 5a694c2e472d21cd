# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way in for ansible-core: an ordinary module, in a process of its own."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import AnsibleModule

from ._censor import Censor
from ._client.error_kinds import INTERNAL
from ._client.errors import InvalidOption
from ._suboptions import invalid, with_dictionaries
from ._task import Task, censor_for, crashed, execute


class _Module(AnsibleModule):  # type: ignore[misc]
    """An AnsibleModule that knows all secrets before it prints or logs anything, also when its validation fails."""

    no_log_values: set[str]

    def __init__(self, task: Task, **arguments: t.Any) -> None:
        self._task = task
        self._known: Censor | None = None
        # Before they are read ansible-core may fail already: at the locale.
        self.params: dict[str, t.Any] = {}
        self._given: dict[str, t.Any] = {}
        self.problems: list[InvalidOption] = []
        super().__init__(**arguments)

    def _load_params(self) -> None:
        super()._load_params()
        self.params, self.problems = with_dictionaries(self._task.options, self.params)
        self._given = {name: value for name, value in self.params.items() if not name.startswith("_ansible_")}

    @property
    def censor(self) -> Censor:
        """Knows the secrets of this task. To be used after the validation, which finds them."""
        if self._known is None:
            self._known = censor_for(self._task, self.params, self.no_log_values)
            # All that ansible-core gets from here on is censored. It would look for each secret in each text again.
            self.no_log_values = set()
        return self._known

    def _log_invocation(self) -> None:
        whole = self.params
        self.params = self.censor.result(whole)
        try:
            super()._log_invocation()
        finally:
            self.params = whole

    def fail_json(self, msg: str, **result: t.Any) -> None:
        """End with ``msg``. What ansible-core's validation has found gets the details that every failure has."""
        if "error" not in result:
            checked = getattr(self, "validation_result", None)
            messages = [msg] if checked and checked.error_messages else []
            if messages or self.problems:
                result.update(invalid(self._task, self._given, self._name, self.problems, messages))
                msg = result.pop("msg")
            else:
                result["error"] = {"kind": INTERNAL}
        super().fail_json(msg=msg, **result)

    def _return_formatted(self, kwargs: dict[str, t.Any]) -> None:
        # Else ansible-core would add it as it is. It drops it where nobody wants it.
        invocation = {"invocation": {"module_args": self.params}}
        try:
            result = self.censor.result({**invocation, **kwargs})
        except RecursionError as error:
            result = self.censor.result({**invocation, **crashed(error)})
        super()._return_formatted(result)


def run_module(task: Task) -> None:
    """Validate the options, execute ``task``, print the result and exit."""
    module = _Module(task, argument_spec=task.argument_spec(), supports_check_mode=True, **task.constraints)
    if module.problems:
        module.fail_json(msg="")
    result = execute(task, module.params, check_mode=module.check_mode, diff=module._diff)
    for text in result.pop("warnings", ()):
        # From ansible-core 2.19 on a warning is an object, in which nothing is censored.
        module.warn(module.censor.text(text))
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)
