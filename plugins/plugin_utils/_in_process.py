# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way in without a module: a task runs in Ansible's own worker process, where that is safe.

An Ansible task that ships a module pays a quarter of a second before the module's first line. Here the same code runs
in the worker, with the same validation, the same environment and the same censoring, and gives the same result. What
this file imports at its top is imported once, in the controller, and inherited by every worker. No connection is
opened there: sessions are made in the worker that uses them.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import sys
import time
import typing as t

from ansible import constants
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display
from ansible.utils.vars import merge_hash

from ..module_utils._censor import Censor
from ..module_utils._client.calls import Client, environment_key
from ..module_utils._client.errors import InvalidOption
from ..module_utils._client.packages import preload
from ..module_utils._client.parent import hand_down
from ..module_utils._client.settings import Settings
from ..module_utils._engine.reader import Reader
from ..module_utils._suboptions import invalid, with_dictionaries
from ..module_utils._task import Task, censor_for, crashed, execute

preload()

SWITCH = "community_launchdarkly_in_process"
"""The variable that turns the fast way off."""

_OWN_INTERPRETER = "{{ ansible_playbook_python }}"
_INTERPRETER_VARIABLES = ("PYTHON", "LC_", "LD_")
_INTERPRETER_NAMES = frozenset(("LANG", "LANGUAGE", "PATH", "VIRTUAL_ENV", "OPENSSL_CONF", "SSL_CERT_FILE"))
_TELL_EVERY = 4.9
"""Seconds between two lines of progress, and before the first. A task that tells every 5 s is to lose none of them."""

_readers: dict[t.Hashable, Reader] = {}
display = Display()


def _encoder(to_module: bool) -> type[json.JSONEncoder]:
    """The encoder that ansible-core itself uses between controller and module; it moved in 2.19."""
    from ansible.module_utils.common import json as common_json

    if hasattr(common_json, "get_module_encoder"):
        direction = common_json.Direction
        return t.cast(
            "type[json.JSONEncoder]",
            common_json.get_module_encoder(
                "legacy", direction.CONTROLLER_TO_MODULE if to_module else direction.MODULE_TO_CONTROLLER
            ),
        )
    return t.cast("type[json.JSONEncoder]", common_json.AnsibleJSONEncoder)


def _plain(value: t.Any, to_module: bool) -> t.Any:
    """``value`` as it is on the other side of the wire: plain types, no tags, vaulted text in the clear."""
    encoder = _encoder(to_module)
    more: dict[str, t.Any] = {} if hasattr(encoder, "_profile") else {"vault_to_text": True}
    return json.loads(json.dumps(value, cls=encoder, **more))


def _open_reader(settings: Settings) -> Reader:
    """The reader of this worker for one connection; it lives through the items of a loop, and in no other process."""
    key = (os.getpid(), settings, environment_key())
    if key not in _readers:
        # The worker ends with its task. What it inherited need not be searched for garbage while it reads long lists.
        gc.freeze()
        _readers[key] = Reader(Client(settings))
    return _readers[key]


@contextlib.contextmanager
def _environment(values: t.Mapping[str, str]) -> t.Iterator[None]:
    """The task's ``environment`` for the time of the task."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class InProcessAction(ActionBase):  # type: ignore[misc]
    """Runs ``task`` in the worker, or hands over to the ordinary module of the same name."""

    _supports_check_mode = True
    _supports_async = True
    _requires_connection = False

    task: t.ClassVar[Task]

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        """The task's result, as the ordinary module gives it."""
        result: dict[str, t.Any] = super().run(tmp, task_vars)
        hiding = self.task.hides_output(self._task.args)
        if hiding:
            if self._task.async_val:
                return t.cast("dict[str, t.Any]", merge_hash(result, _not_hidden(hiding, self._task.args[hiding])))
            # As no_log would: shown to nobody, and yet in the registered result.
            result["_ansible_no_log"] = True
        variables = task_vars or {}
        environment: dict[str, t.Any] = {}
        self._compute_environment_string(environment)
        obstacle = self._obstacle(variables, environment)
        if obstacle:
            display.vvv(f"{self._task.action} runs as an ordinary module: {obstacle}")
            return _readable(self._run_module(result, variables))
        display.vvv(
            f"{self._task.action} runs in-process: the connection is local, the interpreter is {sys.executable}"
        )
        with _environment({str(name): str(value) for name, value in environment.items()}):
            return _readable(t.cast("dict[str, t.Any]", merge_hash(result, self._run_here(variables))))

    def _run_module(self, result: dict[str, t.Any], variables: dict[str, t.Any]) -> dict[str, t.Any]:
        wrap_async = self._task.async_val
        if not wrap_async:
            hand_down()
        result = merge_hash(result, self._execute_module(task_vars=variables, wrap_async=wrap_async))
        if not wrap_async:
            self._remove_tmp_path(self._connection._shell.tmpdir)
        return result

    # Where it is safe

    def _obstacle(self, variables: dict[str, t.Any], environment: t.Mapping[str, t.Any]) -> str:
        """Why the task cannot run here; empty where it can."""
        wanted = self._templar.template(variables.get(SWITCH, True))
        if not boolean(wanted, strict=False):
            return f"{SWITCH} is {wanted}"
        if self._task.async_val:
            return "async"
        if type(self._connection).__module__ != "ansible.plugins.connection.local":
            # By its own name: what is made of the local connection calls its transport local, too.
            name = getattr(self._connection, "ansible_name", "another")
            return f"the connection is {name}, not ansible.builtin.local"
        if self._play_context.become or self._connection.become:
            return "become"
        for name in map(str, environment):
            if name in _INTERPRETER_NAMES or name.startswith(_INTERPRETER_VARIABLES):
                return f"environment sets {name}"
        return self._foreign_interpreter(variables)

    def _foreign_interpreter(self, variables: dict[str, t.Any]) -> str:
        """Why the module's interpreter is not the one of this process. One that is not set is taken to be it."""
        host = self._task.delegate_to
        if host:
            variables = (variables.get("ansible_delegated_vars") or {}).get(host) or {}
        wanted = constants.config.get_config_value("INTERPRETER_PYTHON", variables=variables)
        if wanted == _OWN_INTERPRETER and variables.get("ansible_playbook_python") == sys.executable:
            # What most inventories say. To render it costs more than the rest of this method.
            return ""
        wanted = str(self._templar.template(wanted))
        if wanted.startswith("auto") or wanted == sys.executable:
            return ""
        found = wanted if os.path.isabs(wanted) else shutil.which(wanted) or ""
        if _place(found) == _place(sys.executable):
            return ""
        return f"its interpreter is {wanted}"

    # Running

    def _run_here(self, variables: dict[str, t.Any]) -> dict[str, t.Any]:
        internal: dict[str, t.Any] = {}
        self._update_module_args(self._task.action, internal, variables)
        given, problems = with_dictionaries(self.task.options, _plain(self._task.args, to_module=True))
        checked = ArgumentSpecValidator(self.task.argument_spec(), **self.task.constraints).validate(given)
        options = {**given, **checked.validated_parameters}
        censor = censor_for(self.task, options, checked._no_log_values)
        if problems or checked.error_messages:
            module = internal["_ansible_module_name"]
            result = invalid(self.task, given, module, problems, checked.error_messages)
        else:
            result = execute(
                self.task,
                options,
                _open_reader,
                check_mode=self._task.check_mode,
                diff=self._task.diff,
                progress=self._progress(censor),
            )
        wanted = internal.get("_ansible_inject_invocation", True)
        invocation = {"invocation": {"module_args": options}} if wanted else {}
        _add_warnings(result, checked)
        try:
            return t.cast("dict[str, t.Any]", _plain(censor.result({**result, **invocation}), to_module=False))
        except RecursionError as error:
            return censor.result({**crashed(error), **invocation})

    def _progress(self, censor: Censor) -> t.Callable[[str], None]:
        told = time.monotonic()

        def show(text: str) -> None:
            nonlocal told
            now = time.monotonic()
            # Display knows nothing of the task's no_log.
            if self._task.no_log or now - told < _TELL_EVERY:
                return
            told = now
            # What reads the standard output, a JSON callback's for one, is not to read this.
            display.display(f"{self._task.action}: {censor.text(text)}", stderr=True)

        return show


def _readable(result: dict[str, t.Any]) -> dict[str, t.Any]:
    """``result``, which Ansible is to show over many lines where there are failures among many.

    ansible-core before 2.19 shows a failure as one line, in which the text would come after all that was done.
    """
    if result.get("failed") and result.get("failures"):
        result["_ansible_verbose_always"] = True
    return result


def _not_hidden(option: str, value: t.Any) -> dict[str, t.Any]:
    error = InvalidOption(
        option,
        f"{value} cannot hide the result of a task with async, since Ansible fetches and shows it afterwards as that of"
        " another task",
        f"Leave out async, or set no_log: true for the task, and for the async_status that fetches its result, and"
        f" {option} to another value.",
    )
    return {"failed": True, "changed": False, "msg": str(error), "error": error.details()}


def _place(executable: str) -> tuple[str, str]:
    """What tells one interpreter from another: a virtual environment's is a link, so its folder counts too."""
    return os.path.realpath(os.path.dirname(executable)), os.path.realpath(executable)


def _add_warnings(result: dict[str, t.Any], checked: t.Any) -> None:
    """The validation's own warnings and deprecations, worded as ansible-core's modules do."""
    warnings = [
        f"Both option {warning['option']} and its alias {warning['alias']} are set." for warning in checked._warnings
    ]
    if warnings:
        result["warnings"] = [*result.get("warnings", ()), *warnings]
    deprecations = [
        {
            "msg": d.get("msg") or f"Alias '{d['name']}' is deprecated. See the module docs for more information",
            **{key: d[key] for key in ("version", "date", "collection_name") if d.get(key) is not None},
        }
        for d in checked._deprecations
    ]
    if deprecations:
        result["deprecations"] = deprecations
