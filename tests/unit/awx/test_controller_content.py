# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role controller_content with the real modules of awx.awx, against an API that knows AWX's rules."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.community.launchdarkly.plugins.module_utils import _options
from awx_api import TOKEN, AwxApi
from dateutil.rrule import rrulestr
from job_templates import COLLECTION, PROJECT, ROLE

ACCESS_TOKEN = "api-recognisable-token"
FINGERPRINT_KEY = "recognisable-fingerprint-key"
NOTIFICATION = {"url": "https://chat.example.com/hook", "headers": {"Authorization": "recognisable-hook-token"}}
TEMPLATES = ["bootstrap an environment", "drift report", "plan", "apply", "export", "every environment", "no changes"]


def run_playbook(
    api: AwxApi,
    awx_collection: Path,
    folder: Path,
    *options: str,
    status: int | None = 0,
    playbook: str = "community.launchdarkly.awx_setup",
    access_token: str = ACCESS_TOKEN,
    **variables: Any,
) -> str:
    """The output of ``playbook``, which has to end with ``status``, or for None with any other than 0."""
    given = {"controller_content_scm_url": "https://git.example.com/launchdarkly.git", **variables}
    ended = subprocess.run(
        [sys.executable, "-m", "ansible", "playbook", "-vvv", "--diff", "-e", json.dumps(given), *options] + [playbook],
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "NO_PROXY": "127.0.0.1",
            "ANSIBLE_COLLECTIONS_PATH": os.pathsep.join([str(COLLECTION.parents[2]), str(awx_collection)]),
            "ANSIBLE_NOCOLOR": "true",
            "ANSIBLE_PIPELINING": "true",
            "ANSIBLE_REMOTE_TEMP": str(folder / "remote_tmp"),
            "CONTROLLER_HOST": api.url,
            "CONTROLLER_OAUTH_TOKEN": TOKEN,
            "LAUNCHDARKLY_ACCESS_TOKEN": access_token,
        },
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    output = ended.stdout + ended.stderr
    assert ended.returncode != 0 if status is None else ended.returncode == status, output[-6000:]
    return output


VARIABLES_OF_THE_ROLE = {
    "controller_content_image": "registry.example.com/launchdarkly-ee:1.0.0",
    "controller_content_fingerprint_key": FINGERPRINT_KEY,
    "controller_content_vault_credential": "Vault",
    "controller_content_job_slice_count": 3,
    "controller_content_notification_type": "webhook",
    "controller_content_notification_configuration": NOTIFICATION,
}


@contextlib.contextmanager
def controller() -> Iterator[AwxApi]:
    """One that has the vault credential, and nothing else."""
    with AwxApi(PROJECT) as api:
        kind = api.create("credential_types", {"name": "Vault", "inputs": {"fields": [], "required": []}})
        api.create("credentials", {"name": "Vault", "credential_type": kind["id"], "inputs": {}})
        yield api


@pytest.mark.long
def test_a_check(awx_collection: Path, tmp_path: Path) -> None:
    """On an empty controller it says what would be made, as far as it can be known."""
    with controller() as api:
        checked = run_playbook(api, awx_collection, tmp_path, "--check", **VARIABLES_OF_THE_ROLE)
        assert re.findall(r"changed=(\d+).*failed=(\d+)", checked) == [("5", "0")]
        assert api.writes == []
        check_that_no_secret_is_shown([checked])


def test_the_role(awx_collection: Path, tmp_path: Path) -> None:
    """Two runs, and all that can be said about them: one test, since the runs are what takes time."""
    with controller() as api:
        outputs, writes = [], []
        for _number in range(2):
            api.writes.clear()
            outputs.append(run_playbook(api, awx_collection, tmp_path, **VARIABLES_OF_THE_ROLE))
            writes.append(list(api.writes))
    # A second run changes nothing, and sends nothing.
    assert [int(re.findall(r"changed=(\d+)", output)[-1]) for output in outputs] == [15, 0]
    assert writes[0]
    assert writes[1] == []
    assert api.one("credentials", name="LaunchDarkly")["inputs"]["access_token"] == ACCESS_TOKEN
    check_that_no_secret_is_shown(outputs)
    check_what_is_there(api)
    check_that_the_surveys_ask_for_what_the_playbooks_read(api)
    check_that_the_credential_type_injects_what_the_modules_read(api)
    check_that_the_schedule_is_weekly(api)
    check_the_workflow(api)


def test_what_has_to_be_there(awx_collection: Path, tmp_path: Path) -> None:
    """An organization, and a token or a credential: each with a message that says so, before anything is made."""
    with AwxApi(PROJECT) as api:
        where = {"controller_content_organization": "Elsewhere"}
        output = run_playbook(api, awx_collection, tmp_path, status=2, **where)
        assert "There is no organization Elsewhere" in output
        output = run_playbook(api, awx_collection, tmp_path, status=2, access_token="")
        assert "There is no credential LaunchDarkly" in output
        assert "Set LAUNCHDARKLY_ACCESS_TOKEN" in output
        assert api.writes == []


def check_that_no_secret_is_shown(outputs: list[str]) -> None:
    """In a run that is as talkative as AWX allows."""
    for output in outputs:
        assert ACCESS_TOKEN not in output
        assert FINGERPRINT_KEY not in output
        assert NOTIFICATION["headers"]["Authorization"] not in output


def check_what_is_there(api: AwxApi) -> None:
    """Every object, connected with the others."""
    credential, vault = (api.one("credentials", name=name)["id"] for name in ("LaunchDarkly", "Vault"))
    image = api.one("execution_environments", image="registry.example.com/launchdarkly-ee:1.0.0")["id"]
    project = api.one("projects", name="LaunchDarkly", scm_type="git", default_environment=image)["id"]
    inventory = api.one("inventories", name="LaunchDarkly")["id"]
    source = api.one("inventory_sources", inventory=inventory, source_project=project, credential=credential)
    assert source["source"] == "scm"
    assert yaml.safe_load((PROJECT / source["source_path"]).read_text())["plugin"] == (
        "community.launchdarkly.launchdarkly"
    )
    label = api.one("labels", name="LaunchDarkly")["id"]
    notification = api.one("notification_templates", name="LaunchDarkly", notification_type="webhook")["id"]
    workflow = api.one("workflow_job_templates")
    assert [workflow[f"notification_templates_{when}/"] for when in ("approvals", "error")] == [[notification]] * 2
    for name in TEMPLATES:
        template = api.one("job_templates", name=f"LaunchDarkly - {name}", project=project, inventory=inventory)
        own = [] if name == "no changes" else [credential]
        assert sorted(template["credentials/"]) == sorted([*own, vault])
        assert template["ask_verbosity_on_launch"]
        assert template["ask_job_type_on_launch"] is (
            name in ("bootstrap an environment", "apply", "every environment")
        )
        assert template["ask_limit_on_launch"] is (name == "every environment")
        assert template["execution_environment"] == image
        assert template["job_type"] == ("check" if name in ("drift report", "plan") else "run")
        assert template["labels/"] == [label]
        told = [notification] if name in ("drift report", "apply") else []
        assert template.get("notification_templates_error/", []) == told
        assert template["job_slice_count"] == (3 if name == "every environment" else 1)
    assert len(api.items["job_templates"]) == len(TEMPLATES)


def check_that_the_surveys_ask_for_what_the_playbooks_read(api: AwxApi) -> None:
    """Each variable is in the playbook, or an option of the role that the playbook runs."""
    asked = {}
    for template in api.items["job_templates"]:
        text = (PROJECT / template["playbook"]).read_text(encoding="utf-8")
        (play,) = yaml.safe_load(text)
        known = set(re.findall(r"\w+", text))
        for task in play["tasks"]:
            if role := task.get("ansible.builtin.import_role"):
                path = COLLECTION / "roles" / role["name"].rpartition(".")[2] / "meta" / "argument_specs.yml"
                known |= set(yaml.safe_load(path.read_text(encoding="utf-8"))["argument_specs"]["main"]["options"])
        survey = template.get("survey_spec", {"spec": []})["spec"]
        assert template["survey_enabled"] is bool(survey)
        assert {question["variable"] for question in survey} - known == set()
        asked[template["name"].partition(" - ")[2]] = len(survey)
    some = {"bootstrap an environment": 15, "drift report": 1, "export": 1, "every environment": 4}
    assert asked == {**dict.fromkeys(TEMPLATES, 0), **some}


def check_that_the_credential_type_injects_what_the_modules_read(api: AwxApi) -> None:
    """And nothing else; the token is a secret there."""
    kind = api.one("credential_types", name="LaunchDarkly")
    options = {**_options.CONNECTION, **_options.SECRETS}
    read = {name: option["fallback"][1][0] for name, option in options.items() if "fallback" in option}
    inputs = {field["id"]: field for field in kind["inputs"]["fields"]}
    assert {name: f"{{{{ {name} }}}}" for name in ("access_token", "base_url")}.items() <= {
        name: kind["injectors"]["env"][read[name]] for name in inputs
    }.items()
    assert kind["injectors"]["env"].keys() == {read[name] for name in inputs}
    assert {name for name, field in inputs.items() if field.get("secret")} == {
        name for name in inputs if options[name].get("no_log")
    }
    assert inputs["base_url"]["default"] == options["base_url"]["default"]


def check_that_the_schedule_is_weekly(api: AwxApi) -> None:
    """It starts the drift report, which fails if anything differs."""
    schedule = api.one("schedules")
    template = api.one("job_templates", id=schedule["unified_job_template"])
    assert template["name"] == "LaunchDarkly - drift report"
    assert schedule["extra_data"] == {"drift_report_fail_on_drift": "true"}
    first, second = rrulestr(schedule["rrule"].replace(" RRULE", "\nRRULE"))[:2]
    assert second - first == datetime.timedelta(days=7)


def check_the_workflow(api: AwxApi) -> None:
    """A plan, then an approval if it has a change, then what was approved."""
    workflow = api.one("workflow_job_templates", name="LaunchDarkly - plan, approve, apply")
    nodes = {node["identifier"]: node for node in api.items["workflow_job_template_nodes"]}
    assert {node["workflow_job_template"] for node in nodes.values()} == {workflow["id"]}
    assert {name: node.get("success_nodes/", []) for name, node in nodes.items()} == {
        "plan": [nodes["no changes"]["id"]],
        "no changes": [],
        "approval": [nodes["apply"]["id"]],
        "apply": [],
    }
    # Success is that nothing would change, and the end.
    assert {name: node.get("failure_nodes/", []) for name, node in nodes.items() if node.get("failure_nodes/")} == {
        "no changes": [nodes["approval"]["id"]]
    }
    started = {name: nodes[name]["unified_job_template"] for name in nodes}
    assert started["plan"] == api.one("job_templates", name="LaunchDarkly - plan")["id"]
    assert started["approval"] == api.one("workflow_approval_templates")["id"]
    assert started["apply"] == api.one("job_templates", name="LaunchDarkly - apply")["id"]


def test_every_task_is_a_module_of_the_real_collection(awx_collection: Path) -> None:
    """So that none of them can be missing in the runs above because of its condition."""
    tasks = yaml.safe_load((ROLE / "tasks" / "main.yml").read_text(encoding="utf-8"))
    tasks = [task for task in tasks if "ansible.builtin.assert" not in task]
    modules = [task["action"] for task in tasks]
    folder = awx_collection / "ansible_collections" / "awx" / "awx" / "plugins" / "modules"
    for module in modules:
        assert (folder / f"{module.removeprefix('{{ controller_content_collection }}.')}.py").is_file()


def test_another_collection(awx_collection: Path, tmp_path: Path) -> None:
    """The variable decides whose modules are called; one that is not installed is named."""
    with AwxApi(PROJECT) as api:
        # Versions of ansible-core have several exit statuses for it.
        other = {"controller_content_collection": "ansible.controller"}
        output = run_playbook(api, awx_collection, tmp_path, status=None, **other)
        assert "ansible.controller.organization" in output
        assert api.writes == []


VARIABLES = {
    "controller_credential_types": "credential_type",
    "controller_credentials": "credential",
    "controller_execution_environments": "execution_environment",
    "controller_projects": "project",
    "controller_inventories": "inventory",
    "controller_inventory_sources": "inventory_source",
    "controller_labels": "label",
    "controller_notifications": "notification_template",
    "controller_templates": "job_template",
    "controller_schedules": "schedule",
    "controller_workflows": "workflow_job_template",
}
"""The variables of infra.aap_configuration, each with the module whose options its entries have."""


def test_the_content_as_variables(awx_collection: Path, tmp_path: Path) -> None:
    """For the role dispatch of infra.aap_configuration: options that the modules know, and what was there before."""
    role = {"name": "community.launchdarkly.controller_content", "tasks_from": "dispatch"}
    content = "{{ {" + ", ".join(f"'{name}': {name}" for name in VARIABLES) + "} | to_json }}"
    copy = {"dest": str(tmp_path / "found.json"), "content": content, "mode": "0600"}
    play = {
        "hosts": "localhost",
        "gather_facts": False,
        "vars": {
            "controller_content_image": "registry.example.com/launchdarkly-ee:1.0.0",
            "controller_content_access_token": ACCESS_TOKEN,
            "controller_templates": [{"name": "Ours", "organization": "Default"}],
            "controller_content_notification_type": "webhook",
            "controller_content_notification_configuration": NOTIFICATION,
        },
        "tasks": [{"ansible.builtin.include_role": role}, {"ansible.builtin.copy": copy, "no_log": True}],
    }
    (tmp_path / "play.yml").write_text(json.dumps([play]), encoding="utf-8")
    with AwxApi(PROJECT) as api:
        output = run_playbook(api, awx_collection, tmp_path, playbook=str(tmp_path / "play.yml"))
        assert api.writes == []
    assert ACCESS_TOKEN not in output
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    modules = awx_collection / "ansible_collections" / "awx" / "awx" / "plugins" / "modules"
    for variable, module in VARIABLES.items():
        text = (modules / f"{module}.py").read_text(encoding="utf-8")
        documentation = re.search(r"DOCUMENTATION = '{3}\n(.*?)'{3}", text, re.DOTALL)
        assert documentation is not None
        options = yaml.safe_load(documentation[1])["options"]
        assert found[variable] != []
        for entry in found[variable]:
            assert set(entry) - set(options) == set(), variable
    templates = {template["name"]: template for template in found["controller_templates"]}
    assert list(templates) == ["Ours", *(f"LaunchDarkly - {name}" for name in TEMPLATES)]
    assert [one["name"] for one in found["controller_labels"]] == ["LaunchDarkly"]
    assert templates["LaunchDarkly - apply"]["labels"] == ["LaunchDarkly"]
    (workflow,) = found["controller_workflows"]
    nodes = {node["identifier"]: node for node in workflow["workflow_nodes"]}
    after = [one["identifier"] for node in nodes.values() for to in node.get("related", {}).values() for one in to]
    assert sorted(after) == ["apply", "approval", "no changes"]
    jobs = [node["unified_job_template"]["name"] for name, node in nodes.items() if name != "approval"]
    assert set(jobs) <= set(templates)
    told = {name for name, template in templates.items() if template.get("notification_templates_error")}
    assert told == {"LaunchDarkly - drift report", "LaunchDarkly - apply"}
    (kind,) = found["controller_credential_types"]
    assert kind["injectors"]["env"]["LAUNCHDARKLY_ACCESS_TOKEN"] == "{{ access_token }}"
