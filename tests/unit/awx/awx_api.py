# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of AWX's API as the modules of awx.awx use for the role controller_content, kept in memory.

It refuses what AWX refuses of it. The rules are those of awx/api/views/__init__.py (survey specs), awx/main/fields.py
(credential types), awx/api/serializers.py (schedules) and awx/main/utils/ansible.py (playbooks) of AWX 24.6.1.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Item = dict[str, Any]

TOKEN = "awx-oauth-token"
VERSION = "24.6.1"
TEMPLATES = ("job_templates", "workflow_job_templates", "projects", "inventory_sources")

_PLAYBOOK = re.compile(
    r"^\s*?-?\s*?(?:hosts|(ansible\.builtin\.)?include|(ansible\.builtin\.)?import_playbook):\s*?.*?$", re.MULTILINE
)
_QUESTION_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "textarea": (str,),
    "password": (str,),
    "multiplechoice": (str,),
    "multiselect": (str, list),
    "integer": (int,),
    "float": (float,),
}
_FIELD = {"id", "label", "type", "format", "choices", "help_text", "multiline", "secret", "ask_at_runtime", "default"}
# What a configuration has to have: awx/main/notifications.
_NOTIFICATIONS = {"webhook": {"url", "headers"}, "slack": {"token", "channels"}}
# Whose ids these are.
_REFERENCES = {
    "organization": "organizations",
    "credential_type": "credential_types",
    "credential": "credentials",
    "inventory": "inventories",
    "project": "projects",
    "source_project": "projects",
    "execution_environment": "execution_environments",
    "default_environment": "execution_environments",
    "workflow_job_template": "workflow_job_templates",
}


class Refused(Exception):
    """What AWX answers with status 400."""


class AwxApi:
    """A server on a free port with one organization. ``items`` are the objects by endpoint. A context manager."""

    def __init__(self, project: Path) -> None:
        self.items: dict[str, list[Item]] = {"organizations": []}
        self.project = project
        self.writes: list[str] = []
        self._last = 0
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer("GET")

            def do_POST(self) -> None:
                self._answer("POST")

            def do_PATCH(self) -> None:
                self._answer("PATCH")

            def log_message(self, format: str, *arguments: Any) -> None:
                """Say nothing."""

            def _answer(self, method: str) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                where = urlsplit(self.path)
                words = where.path.removeprefix("/api/v2/").strip("/").split("/")
                status, found = 401, {"detail": "Authentication credentials were not provided."}
                if self.headers.get("Authorization") == f"Bearer {TOKEN}":
                    try:
                        status, found = api.answer(
                            method, words, dict(parse_qsl(where.query)), json.loads(body or "{}")
                        )
                    except Refused as error:
                        status, found = 400, {"error": str(error), "__all__": [str(error)]}
                payload = b"" if status == 204 else json.dumps(found).encode()
                self.send_response(status)
                self.send_header("X-API-Product-Name", "AWX")
                self.send_header("X-API-Product-Version", VERSION)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.create("organizations", {"name": "Default"})

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> AwxApi:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)

    def one(self, endpoint: str, **members: Any) -> Item:
        """The only object of ``endpoint`` with these ``members``."""
        (item,) = self._select(endpoint, members)
        return item

    def create(self, endpoint: str, members: Item) -> Item:
        """A new object."""
        self._last += 1
        url = f"/api/v2/{endpoint}/{self._last}/"
        defaults = {"kind": "", "scm_revision": ""}
        item = {**defaults, **members, "id": self._last, "url": url, "type": endpoint.rstrip("s"), "summary_fields": {}}
        item["related"] = {"survey_spec": f"{url}survey_spec/"}
        self.items.setdefault(endpoint, []).append(item)
        return item

    def answer(self, method: str, words: list[str], query: Mapping[str, str], body: Item) -> tuple[int, Any]:
        """Status and body for a request. Raises Refused."""
        if method != "GET":
            self.writes.append(f"{method} {'/'.join(words)}")
        endpoint, number, part = (*words, "", "")[:3]
        if not number:
            if method == "POST":
                self._check(endpoint, body)
                return 201, self._shown(endpoint, self.create(endpoint, body))
            found = [self._shown(endpoint, item) for item in self._select(endpoint, query)]
            return 200, {"count": len(found), "next": None, "results": found}
        item = self.one(endpoint, id=number)
        if part == "survey_spec":
            if method == "POST":
                _check_survey(body)
                item["survey_spec"] = body
            return 200, item.get("survey_spec", {})
        if part == "create_approval_template":
            template = self.create("workflow_approval_templates", body)
            item["related"]["unified_job_template"] = template["url"]
            item["unified_job_template"] = template["id"]
            return 201, template
        if part:
            return self._associate(method, item.setdefault(f"{part}/", []), body)
        if method == "PATCH":
            self._check(endpoint, {**item, **body})
            item.update(body)
        return 200, self._shown(endpoint, item)

    def _associate(self, method: str, there: list[int], body: Item) -> tuple[int, Any]:
        if method == "GET":
            return 200, {"count": len(there), "next": None, "results": [{"id": number} for number in there]}
        if body.get("disassociate"):
            there.remove(body["id"])
        else:
            there.append(body["id"])
        return 204, None

    def _select(self, endpoint: str, query: Mapping[str, Any]) -> list[Item]:
        endpoints = TEMPLATES if endpoint == "unified_job_templates" else (endpoint,)
        items = [item for one in endpoints for item in self.items.get(one, [])]
        return [item for item in items if all(str(item.get(name)) == str(value) for name, value in query.items())]

    def _shown(self, endpoint: str, item: Item) -> Item:
        """As AWX shows it: without secrets."""
        if endpoint != "credentials":
            return item
        kind = self.one("credential_types", id=item["credential_type"])
        secret = {field["id"] for field in kind["inputs"]["fields"] if field.get("secret")}
        inputs = {name: "$encrypted$" if name in secret else value for name, value in item["inputs"].items()}
        return {**item, "inputs": inputs}

    def _check(self, endpoint: str, item: Item) -> None:
        for member, other in _REFERENCES.items():
            if item.get(member) is not None and not self._select(other, {"id": item[member]}):
                raise Refused(f"{member}: there is no object {item[member]} in {other}")
        if endpoint == "credential_types":
            _check_credential_type(item)
        elif endpoint == "credentials":
            kind = self.one("credential_types", id=item["credential_type"])["inputs"]
            unknown = item["inputs"].keys() - {field["id"] for field in kind["fields"]}
            missing = set(kind["required"]) - item["inputs"].keys()
            if unknown or missing:
                raise Refused(f"inputs: unknown {unknown}, missing {missing}")
        elif endpoint == "job_templates":
            path = self.project / item["playbook"]
            if not path.is_file() or not _PLAYBOOK.search(path.read_text(encoding="utf-8")):
                raise Refused("Playbook not found for project.")
        elif endpoint == "inventory_sources":
            if not (self.project / item["source_path"]).is_file():
                raise Refused("source_path: there is no such file in the project")
        elif endpoint == "schedules":
            _check_rule(item["rrule"])
        elif endpoint == "notification_templates":
            lacking = _NOTIFICATIONS[item["notification_type"]] - item["notification_configuration"].keys()
            if lacking:
                raise Refused(f"notification_configuration: missing {lacking}")
        if item.get("extra_data"):
            self._check_extra_data(item)

    def _check_extra_data(self, item: Item) -> None:
        """Schedules and nodes may only set what the survey of their template asks for."""
        template = self.one("unified_job_templates", id=item["unified_job_template"])
        survey = template.get("survey_spec", {"spec": []})["spec"] if template.get("survey_enabled") else []
        choices = {question["variable"]: question.get("choices") for question in survey}
        for variable, value in item["extra_data"].items():
            if variable not in choices or (choices[variable] and value not in choices[variable]):
                raise Refused(f"extra_data: the survey does not take {variable}={value!r}")


def _check_credential_type(item: Item) -> None:
    inputs = item["inputs"]
    if inputs.keys() - {"fields", "required"} or item["injectors"].keys() - {"env", "file", "extra_vars"}:
        raise Refused("inputs or injectors: unknown member")
    for field in inputs["fields"]:
        if (
            field.keys() - _FIELD
            or not {"id", "label"} <= field.keys()
            or not isinstance(field.get("default", ""), str)
        ):
            raise Refused(f"inputs: {field}")
    for text in item["injectors"]["env"].values():
        used = set(re.findall(r"{{ (\w+)", text))
        if not used or used - {field["id"] for field in inputs["fields"]}:
            raise Refused(f"injectors: {text}")


def _check_survey(spec: Item) -> None:
    if not isinstance(spec.get("name"), str) or not isinstance(spec.get("description"), str) or not spec.get("spec"):
        raise Refused("survey: name, description and spec are needed")
    variables = [question["variable"] for question in spec["spec"]]
    if len(set(variables)) != len(variables):
        raise Refused("survey: a variable is asked for twice")
    for question in spec["spec"]:
        types = _QUESTION_TYPES.get(question["type"])
        default = question.get("default", "")
        limits = [question.get("min"), question.get("max")]
        if types is None or not isinstance(question["required"], bool) or not question["question_name"]:
            raise Refused(f"survey: {question}")
        if default != "" and not isinstance(default, types):
            raise Refused(f"survey: type of the default of {question}")
        if any(limit is not None and not isinstance(limit, int) for limit in limits):
            raise Refused(f"survey: limits of {question}")
        if question["type"].startswith("multi") and default not in question["choices"]:
            raise Refused(f"survey: the default of {question} is none of its choices")


def _check_rule(rule: str) -> None:
    starts = re.findall(r"DTSTART(?:;[^:]+)?:[0-9]+T[0-9]+Z?", rule)
    rules = re.findall(r"RRULE:\S*", rule)
    is_naive = re.search(r"DTSTART:[0-9]+T[0-9]+ ", rule)
    if len(starts) != 1 or is_naive or not rules or not all("INTERVAL" in one for one in rules):
        raise Refused(f"rrule: {rule}")
