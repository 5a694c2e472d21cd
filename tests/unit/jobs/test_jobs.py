# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Job templates under ansible-runner: what they do, what they leave, and that no secret is in it."""

from __future__ import annotations

import json
import re
import textwrap
from typing import Any

import pytest
import yaml
from awx_jobs import Controller, Job, slices
from emulator.control import Emulator
from planted import KEY, LINE, PASSWORD, TOKEN, WORD, leaks

SECRETS = (TOKEN, KEY, PASSWORD, LINE, WORD)
REDIS = {"host": "redis.example.com", "port": "6379"}

# What ansible-core and the action plugins say of a task that is shipped.
_SHIPPED = re.compile(r"Using module file \S*community/launchdarkly|runs as an ordinary module")


def assert_nothing_leaked(job: Job) -> None:
    """In no event, no file and no output. What the runner keeps of its own command has the environment of every job."""
    command = json.loads(job.artifacts["command"])
    assert command["env"]["LAUNCHDARKLY_ACCESS_TOKEN"] == TOKEN.text
    shown = {**job.artifacts, "command": json.dumps([command["command"], command["cwd"]])}
    assert len([name for name in shown if name.startswith("job_events/")]) == len(job.events) > 5
    assert leaks(shown, SECRETS) == []


def plain(job: Job) -> str:
    """What AWX shows, without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", job.stdout)


def assert_succeeded(job: Job, changed: int | None = None) -> None:
    """With so many changed tasks, if a number is given."""
    assert (job.status, job.rc) == ("successful", 0), job.stdout + job.artifacts["runner"]
    assert changed in (None, job.changed), job.stdout


def test_bootstrap_an_environment(controller: Controller, emulator: Emulator) -> None:
    """From the answers of the survey, in process; a second job changes nothing."""
    answers = {
        "bootstrap_project_key": "shop",
        "bootstrap_project_name": "Shop",
        "bootstrap_environment_key": "staging",
        "bootstrap_critical": "true",
        "bootstrap_redis_host": REDIS["host"],
        "bootstrap_redis_username": "launchdarkly",
        "bootstrap_redis_password": WORD.text,
        "bootstrap_redis_tls_enabled": "true",
        "bootstrap_tags": "managed, by-ansible",
    }
    first = controller.launch("bootstrap an environment", answers, verbosity=3)
    assert_succeeded(first, 1)
    assert_nothing_leaked(first)
    assert not _SHIPPED.search(first.stdout)
    assert "3 created, 0 changed, 0 deleted, 0 unchanged, 0 failed" in plain(first)
    (project,) = (project for project in emulator.state()["projects"] if project["key"] == "shop")
    assert project["name"] == "Shop"
    assert [(one["key"], one["name"], one["critical"]) for one in project["environments"]] == [
        ("staging", "staging", True)
    ]
    (store,) = emulator.state()["stores"]
    assert store["on"] and store["config"] == {
        **REDIS,
        "username": "launchdarkly",
        "password": WORD.text,
        "tlsEnabled": True,
    }
    assert {"by-ansible", "managed"} < set(store["tags"])
    second = controller.launch("bootstrap an environment", answers)
    assert_succeeded(second, 0)
    assert_nothing_leaked(second)


def test_what_is_shipped_is_seen(controller: Controller) -> None:
    """So that its absence elsewhere proves something."""
    answers = {"bootstrap_project_key": "shop", "bootstrap_environment_key": "staging"}
    job = controller.launch("bootstrap an environment", answers, verbosity=3, community_launchdarkly_in_process=False)
    assert_succeeded(job, 1)
    assert_nothing_leaked(job)
    assert len(_SHIPPED.findall(job.stdout)) >= 4


def test_the_declaration_of_the_project(controller: Controller, emulator: Emulator) -> None:
    """What is in group_vars is declared: applied, nothing differs any more, and there is nothing to approve."""
    controller.files = {
        "group_vars/all/declaration.yml": json.dumps(
            {
                "account_projects": [{"project_key": "shop", "name": "Shop"}],
                "account_environments": [
                    {"project_key": "shop", "environment_key": "production", "name": "Production", "color": "417505"}
                ],
            }
        )
    }
    before = controller.launch("drift report", verbosity=3)
    assert_succeeded(before)
    assert not _SHIPPED.search(before.stdout)
    project, environment = before.statistics["launchdarkly_drift"]["resources"]
    assert (project["resource"], project["action"]) == ("project 'shop'", "create")
    assert (environment["resource"], environment["action"]) == ("environment 'production' of project 'shop'", "create")
    assert [entry for entry in emulator.requests()["log"] if entry["method"] != "GET"] == []
    assert before.changed == 0
    assert_succeeded(controller.launch("apply"), 1)
    after = controller.launch("drift report", {"drift_report_fail_on_drift": "true"})
    assert_succeeded(after, 0)
    drift = after.statistics["launchdarkly_drift"]
    nothing = {"count": 0, "resources": [], "undeclared": [], "failed": 0, "failures": [], "unhealthy": []}
    assert {name: drift[name] for name in nothing} == nothing
    assert (drift["unchanged"], drift["instance"]) == (2, emulator.url)


def test_plan_approve_and_apply(controller: Controller, emulator: Emulator) -> None:
    """The plan goes from node to node; what is applied is what was approved, or nothing."""
    project = {"project_key": "default", "name": "The first"}
    declared = {"group_vars/all/declaration.yml": json.dumps({"account_projects": [project]})}
    controller.files = declared
    plan = controller.launch("plan")
    # What would change counts, as in every check.
    assert_succeeded(plan, 1)
    assert [one["resource"] for one in plan.statistics["launchdarkly_plan"]["changes"]] == ["project 'default'"]
    asked = controller.launch("no changes", **plan.statistics)
    assert asked.status == "failed"
    # In a quoted string of YAML, older versions of ansible-core double the quotes.
    assert "To be approved: project 'default'" in asked.stdout.replace("''", "'")
    # Somebody declares something else while the approval is waited for.
    another = {"account_projects": [{**project, "name": "Another"}]}
    controller.files = {"group_vars/all/declaration.yml": json.dumps(another)}
    stale = controller.launch("apply", **plan.statistics)
    assert stale.status == "failed"
    assert "is not what was approved" in stale.stdout
    assert [entry for entry in emulator.requests()["log"] if entry["method"] != "GET"] == []
    controller.files = declared
    applied = controller.launch("apply", **plan.statistics)
    assert_succeeded(applied, 1)
    assert "0 created, 1 changed, 0 deleted, 0 unchanged, 0 failed" in plain(applied)
    again = controller.launch("plan")
    assert_succeeded(again, 0)
    assert_succeeded(controller.launch("no changes", **again.statistics), 0)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("apply", "Nothing is declared"),
        pytest.param("drift report", "Nothing is declared", marks=pytest.mark.long),
        pytest.param("every environment", "Nothing is to be set", marks=pytest.mark.long),
    ],
)
def test_what_nobody_has_edited(controller: Controller, emulator: Emulator, template: str, said: str) -> None:
    """The project as it comes changes nothing, whatever is launched, and says what is expected."""
    inventory = controller.update_inventory() if template == "every environment" else None
    job = controller.launch(template, inventory=inventory)
    assert (job.status, job.rc) == ("failed", 2)
    assert said in job.stdout
    assert [entry for entry in emulator.requests()["log"] if entry["method"] != "GET"] == []


def test_drift(controller: Controller, emulator: Emulator) -> None:
    """As statistics and as text, with the exit status that was asked for, and without a secret."""
    emulator.seed(
        projects=[{"key": "shop", "name": "Shop", "environments": [{"key": "production", "name": "Production"}]}],
        stores=[
            {
                "projectKey": "shop",
                "environmentKey": "production",
                "integrationKey": "redis",
                "name": "Segments",
                "on": True,
                "config": {**REDIS, "host": "old.example.com", "password": PASSWORD.text},
            }
        ],
    )
    declared = {"project_key": "shop", "environment_key": "production", "name": "Segments"}
    store = {**declared, "redis": {**REDIS, "password": "{{ vault_password }}"}}
    controller.files = {
        "group_vars/all/declaration.yml": json.dumps({"account_big_segment_stores": [store]}),
        "group_vars/all/vault.yml": json.dumps({"vault_password": LINE.text}),
    }
    job = controller.launch("drift report")
    assert_succeeded(job)
    assert_nothing_leaked(job)
    drift = job.statistics["launchdarkly_drift"]
    resource = "redis big segment store 'Segments' of shop/production"
    (entry,) = drift["resources"]
    assert (entry["resource"], entry["place"], entry["action"]) == (resource, "shop/production", "update")
    assert entry["differences"] == [
        {"member": "redis.host", "declared": "redis.example.com", "found": "old.example.com"},
        {"member": "redis.password", "declared": "(another secret)", "found": "(secret)"},
    ]
    assert (drift["count"], drift["failed"], drift["failures"]) == (1, 0, [])
    shown = " ".join(plain(job).split())
    assert f"- {resource}, redis.host, declared redis.example.com, found old.example.com" in shown
    assert "1 of 1 resources is not as declared." in shown
    assert "0 as declared, 1 differs, 0 missing, 0 to remove, 0 undeclared, 0 not compared" in shown
    (unhealthy,) = drift["unhealthy"]
    assert (unhealthy["label"], unhealthy["status"]) == (resource, "never_synchronised")
    assert "shop/production, not healthy but never_synchronised, LaunchDarkly has not written to this store" in shown
    failed = controller.launch("drift report", {"drift_report_fail_on_drift": "true"})
    assert (failed.status, failed.rc) == ("failed", 2)
    assert failed.statistics == job.statistics
    assert_nothing_leaked(failed)
    assert [entry for entry in emulator.requests()["log"] if entry["method"] != "GET"] == []


def test_export(controller: Controller, emulator: Emulator) -> None:
    """Of the projects that the survey names; secrets are names of variables."""
    redis = {**REDIS, "password": WORD.text}
    place = {"integrationKey": "redis", "environmentKey": "test", "config": redis}
    emulator.seed(
        projects=[{"key": "other", "name": "Other", "environments": [{"key": "test", "name": "Test"}]}],
        stores=[{**place, "projectKey": "default", "name": "one"}, {**place, "projectKey": "other", "name": "two"}],
    )
    everything = controller.launch("export")
    assert everything.status == "successful", everything.stdout
    assert_nothing_leaked(everything)
    assert "{{ vault__big_segment_store__default__test__one__redis_password | default(omit) }}" in everything.stdout
    assert "name: one" in everything.stdout
    assert "name: two" in everything.stdout
    # What is shown can be copied: the block is YAML.
    block = (
        plain(everything).partition("The declaration, to be copied")[2].partition("msg: |")[2].partition("\n\nTASK")[0]
    )
    declared = yaml.safe_load(textwrap.dedent(block.partition("\n")[2]))
    assert [store["name"] for store in declared["account_big_segment_stores"]] == ["one", "two"]
    some = controller.launch("export", {"export_projects": " other, "})
    assert some.status == "successful", some.stdout
    assert_nothing_leaked(some)
    assert "name: one" not in some.stdout
    assert "name: two" in some.stdout
    shown = " ".join(plain(some).split())
    assert "projects: 1, environments: 1, big segment stores: 1, " in shown
    assert "secrets to fill in: 1, written to " in shown


@pytest.mark.long
@pytest.mark.parametrize("count", [1, 3])
def test_slices(controller: Controller, emulator: Emulator, count: int) -> None:
    """However many jobs an inventory is dealt out to, the end state is the same, and all runs in process."""
    environments = [{"key": f"env-{number}", "name": f"Environment {number}"} for number in range(5)]
    emulator.seed(projects=[{"key": "many", "name": "Many", "environments": environments}])
    inventory = controller.update_inventory()
    hosts = inventory["_meta"]["hostvars"]
    assert len(hosts) == len(environments) + 2
    emulator.clear_requests()
    answers = {"every_environment_require_comments": "true"}
    jobs = [
        controller.launch("every environment", answers, inventory=part, verbosity=3)
        for part in slices(inventory, count)
    ]
    assert sum(len(job.results("The environment")) for job in jobs) == len(hosts)
    for job in jobs:
        assert_succeeded(job, len(job.results("The environment")))
        assert_nothing_leaked(job)
        assert not _SHIPPED.search(job.stdout)
    wanted: list[Any] = [entry for entry in emulator.requests()["log"] if entry["method"] == "PATCH"]
    assert len(wanted) == len(hosts)
    found = [one for project in emulator.state()["projects"] for one in project["environments"]]
    assert [one["requireComments"] for one in found] == [True] * len(hosts)
