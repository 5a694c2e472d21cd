# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of the role's README: the play that sends the statistic, and a rulebook that acts on what it sent.

The engine of ansible-rulebook needs a Java runtime. Its conditions are evaluated here by Jinja, which agrees with it on
members and comparisons, all that the example uses.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jinja2
import pytest
import yaml
from awx_jobs import Controller
from emulator.control import Emulator
from job_templates import COLLECTION, ROLE, load_role

BEARER = "not-a-real-token"
PLAYBOOK, RULEBOOK = re.findall(
    r"^```yaml\n(.*?)^```",
    (COLLECTION / "roles" / "drift_report" / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


class Webhook(HTTPServer):
    """Takes events as the source ansible.eda.webhook does: those that bear the token."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        webhook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                is_known = self.headers["Authorization"] == f"Bearer {BEARER}"
                if is_known:
                    webhook.events.append({"payload": payload, "meta": {"headers": dict(self.headers)}})
                self.send_response(200 if is_known else 401)
                self.end_headers()

            def log_message(self, format: str, *arguments: Any) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    """Listens."""
    with Webhook() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=5)


def actions(event: dict[str, Any]) -> list[dict[str, Any]]:
    """What the rulebook does on ``event``."""
    (ruleset,) = yaml.safe_load(RULEBOOK)
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    rules = ruleset["rules"]
    return [rule["action"] for rule in rules if environment.compile_expression(rule["condition"], False)(event=event)]


def test_the_examples(controller: Controller, emulator: Emulator, webhook: Webhook) -> None:
    """If something differs, the workflow is started that the role controller_content makes; else nothing is."""
    (project,) = emulator.state()["projects"]
    controller.files = {
        "drift_report.yml": PLAYBOOK.replace("https://eda.example.com", f"http://127.0.0.1:{webhook.server_port}"),
        "group_vars/all/vault.yml": json.dumps({"vault_eda_token": BEARER}),
    }
    for name in (project["name"], "Another"):
        job = controller.launch("drift report", account_projects=[{"project_key": project["key"], "name": name}])
        assert job.status == "successful", job.stdout
        assert webhook.events[-1]["payload"] == job.statistics
    assert [event["payload"]["launchdarkly_drift"]["count"] for event in webhook.events] == [0, 1]
    assert actions(webhook.events[0]) == []
    (action,) = actions(webhook.events[1])
    tasks = yaml.safe_load((ROLE / "tasks" / "main.yml").read_text(encoding="utf-8"))
    names = [task["args"]["name"] for task in tasks if task.get("action", "").endswith(".workflow_job_template")]
    prefix = load_role()["controller_content_name"]
    assert [name.replace("{{ controller_content_name }}", prefix) for name in names] == [
        action["run_workflow_template"]["name"]
    ]
