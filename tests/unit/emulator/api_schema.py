# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of LaunchDarkly's API that the emulator serves, as an OpenAPI document.

What a call takes and what it answers, from https://launchdarkly.com/docs/api. Written without the emulator's own
tables: an answer has every required member and none that is not named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 40}
ADDRESS: Schema = {"type": "string", "enum": ["https://one.example.com", "https://two.example.com/path?x=1"]}
KEY: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9]{3,12}$"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer"}
ANY_OBJECT: Schema = {"type": "object"}
HEADER = {"name": "LD-API-Version", "in": "header", "required": True}


def list_of(item: Schema) -> Schema:
    """A list whose entries are as ``item``."""
    return {"type": "array", "items": item, "maxItems": 3} if "pattern" in item else {"type": "array", "items": item}


def one_of(*texts: str) -> Schema:
    """One of these strings."""
    return {"type": "string", "enum": list(texts)}


def answer(required: str, optional: str = "", /, **types: Schema) -> Schema:
    """An object with these members and no others; those without a type in ``types`` are strings."""
    names = f"{required} {optional}".split()
    properties = {name: types.get(name) or COMMON.get(name, TEXT) for name in names}
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


def body(required: str, optional: str = "", /, **types: Schema) -> Schema:
    """An object that a call takes. What it does not know, the service ignores."""
    return {**answer(required, optional, **types), "additionalProperties": True}


STATEMENT: Schema = {
    "type": "object",
    "required": ["effect"],
    "properties": {
        "effect": one_of("allow", "deny"),
        **dict.fromkeys(("resources", "notResources", "actions", "notActions"), list_of(TEXT)),
    },
    "additionalProperties": False,
}
NEW_STATEMENT: Schema = {
    **STATEMENT,
    "required": ["effect", "resources", "actions"],
    "properties": {
        "effect": one_of("allow", "deny"),
        "resources": {**list_of(one_of("proj/*", "proj/*:env/test")), "minItems": 1},
        "actions": {**list_of(one_of("*", "updateOn")), "minItems": 1},
    },
}
LINK = {"type": "object", "properties": {"href": TEXT, "type": TEXT}, "additionalProperties": False}
LINKS: Schema = {"type": "object", "additionalProperties": LINK}
REASON = {**STATEMENT, "properties": {**STATEMENT["properties"], "role_name": TEXT}}
ACCESSES = {
    "type": "array",
    "items": {"type": "object", "required": ["action", "reason"], "properties": {"action": TEXT, "reason": REASON}},
}
COMMON: dict[str, Schema] = {
    "_access": {
        "type": "object",
        "required": ["allowed", "denied"],
        "properties": {"allowed": ACCESSES, "denied": ACCESSES},
        "additionalProperties": False,
    },
    "_links": LINKS,
    "config": ANY_OBJECT,
    "configValues": ANY_OBJECT,
    "enabled": FLAG,
    "on": FLAG,
    "policy": list_of(STATEMENT),
    "statements": list_of(STATEMENT),
    "tags": list_of(TEXT),
    "version": NUMBER,
}
TAGS: Schema = {**list_of({"type": "string", "pattern": "^[a-zA-Z0-9_.-]{1,64}$"})}
STATEMENTS: Schema = {**list_of(NEW_STATEMENT), "maxItems": 2}
POLICY: Schema = {**STATEMENTS, "minItems": 1}


def links(names: str) -> Schema:
    """Links of which these have to be there."""
    return answer(names, **dict.fromkeys(names.split(), LINK))


@dataclass(frozen=True)
class Resource:
    """A kind: the address of its ``list``, of a ``new`` one, and of ``one``.

    ``shown`` is what an answer shows of one, ``taken`` what a creation takes. ``part`` is the address of a list of
    some of them. ``named`` are the values of the parameters in the addresses. ``patch`` are the values that a patch
    may set, by their paths, and ``wraps`` tells that it comes with a comment. ``created`` is the status of the answer
    to a creation, and ``made`` what it shows, where that is more.
    """

    name: str
    list: str
    new: str
    one: str
    shown: Schema
    taken: Schema
    patch: dict[str, Schema]
    named: dict[str, str]
    part: str = ""
    beta: bool = False
    created: int = 201
    made: Schema | None = None
    patched: Schema | None = None
    wraps: bool = False
    pages: str = ""
    listed: str = "items"
    linked: bool = True
    actions: tuple[tuple[str, int, Schema | None], ...] = ()


_PLACE = {"projectKey": "default", "environmentKey": "test"}
_CAPABILITIES = "/api/v2/integration-capabilities"
_NAMED: dict[str, Schema] = {"/name": NAME, "/tags": TAGS}
_SWITCHED: dict[str, Schema] = {**_NAMED, "/on": FLAG}
_STATUS = answer("", "statusCode message timestamp", statusCode=NUMBER, timestamp=NUMBER)
_PLACED = "_links _id integrationKey projectKey environmentKey config on tags name version"
_PLACED_LINKS = links("self parent project environment")
_ENVIRONMENT_FLAGS = ("secureMode", "defaultTrackEvents", "requireComments", "confirmChanges", "critical")
_COLOR: Schema = {"type": "string", "pattern": "^[0-9A-F]{6}$"}
_APPROVALS = answer(
    "required bypassApprovalsForPendingChanges minNumApprovals canReviewOwnRequest canApplyDeclinedChanges serviceKind"
    " serviceConfig requiredApprovalTags",
    "autoApplyApprovedChanges serviceKindConfigurationId",
    **dict.fromkeys(("required", "bypassApprovalsForPendingChanges", "canReviewOwnRequest"), FLAG),
    **dict.fromkeys(("canApplyDeclinedChanges", "autoApplyApprovedChanges"), FLAG),
    minNumApprovals=NUMBER,
    serviceConfig=ANY_OBJECT,
    requiredApprovalTags=list_of(TEXT),
)
_ENVIRONMENT = answer(
    "_links _id key name apiKey mobileKey color defaultTtl tags " + " ".join(_ENVIRONMENT_FLAGS),
    "_access approvalSettings resourceApprovalSettings",
    defaultTtl=NUMBER,
    approvalSettings=_APPROVALS,
    resourceApprovalSettings={"type": "object", "additionalProperties": _APPROVALS},
    **dict.fromkeys(_ENVIRONMENT_FLAGS, FLAG),
)
_NEW_ENVIRONMENT = body(
    "name key color",
    "defaultTtl tags " + " ".join(_ENVIRONMENT_FLAGS),
    name=NAME,
    key=KEY,
    color=_COLOR,
    tags=TAGS,
    defaultTtl={"type": "integer", "minimum": 0, "maximum": 60},
    **dict.fromkeys(_ENVIRONMENT_FLAGS, FLAG),
)
_AVAILABILITY = body("usingEnvironmentId usingMobileKey", usingEnvironmentId=FLAG, usingMobileKey=FLAG)
_ENVIRONMENTS = answer("items", "_links totalCount", items=list_of(_ENVIRONMENT), totalCount=NUMBER)


def _project(environments: str, shown: Schema) -> Schema:
    """A project, and how it shows its environments."""
    return answer(
        f"_links _id key name tags includeInSnippetByDefault {environments}",
        "_access defaultClientSideAvailability defaultReleasePipelineKey environments",
        includeInSnippetByDefault=FLAG,
        defaultClientSideAvailability={**_AVAILABILITY, "additionalProperties": False},
        environments=shown,
    )


_DATADOG = one_of("https://api.datadoghq.com", "https://api.datadoghq.eu")
_RELAY_SHOWN = "_id name policy displayKey creationDate lastModified"
_RELAY_TYPES = {"creationDate": NUMBER, "lastModified": NUMBER, "_creator": ANY_OBJECT}

RESOURCES = (
    Resource(
        "audit_log_subscriptions",
        "/api/v2/integrations/{integrationKey}",
        "/api/v2/integrations/{integrationKey}",
        "/api/v2/integrations/{integrationKey}/{id}",
        answer("", "_links _id kind name config statements on tags _access _status url apiKey", _status=ANY_OBJECT),
        body(
            "name config",
            "on tags statements",
            name=NAME,
            config=body("apiKey", "hostURL", apiKey=NAME, hostURL=_DATADOG),
            tags=TAGS,
            statements=STATEMENTS,
        ),
        {**_SWITCHED, "/statements": STATEMENTS, "/config/hostURL": _DATADOG},
        {"integrationKey": "datadog"},
    ),
    Resource(
        "stores",
        f"{_CAPABILITIES}/big-segment-store",
        _CAPABILITIES + "/big-segment-store/{projectKey}/{environmentKey}/{integrationKey}",
        _CAPABILITIES + "/big-segment-store/{projectKey}/{environmentKey}/{integrationKey}/{id}",
        answer(
            f"{_PLACED} _status",
            "_access",
            integrationKey=one_of("redis", "dynamodb"),
            _links=_PLACED_LINKS,
            _status=answer(
                "",
                "available potentiallyStale lastSync lastError errors",
                **dict.fromkeys(("available", "potentiallyStale"), FLAG),
                **dict.fromkeys(("lastSync", "lastError"), NUMBER),
                errors=list_of(_STATUS),
            ),
        ),
        body(
            "config",
            "name on tags",
            name=NAME,
            tags=TAGS,
            config=body("host", "port password tlsEnabled", port=one_of("6379", "1"), tlsEnabled=FLAG, host=NAME),
        ),
        {**_SWITCHED, "/config/host": NAME},
        {**_PLACE, "integrationKey": "redis"},
        beta=True,
    ),
    Resource(
        "integration_configurations",
        "/api/v2/integration-configurations/keys/{integrationKey}",
        "/api/v2/integration-configurations/keys/{integrationKey}",
        "/api/v2/integration-configurations/{id}",
        answer(
            "_links _id name",
            "_createdAt _integrationKey tags enabled _access configValues capabilityConfig _maintainerId"
            " snowflakeSetupScript",
            _createdAt=NUMBER,
            capabilityConfig=answer(
                "",
                "approvals auditLogEventsHook",
                approvals=answer("", "additionalFormVariables", additionalFormVariables=list_of(ANY_OBJECT)),
                auditLogEventsHook=answer("", "statements"),
            ),
        ),
        body(
            "name configValues",
            "enabled tags",
            name=NAME,
            tags=TAGS,
            configValues=body("apiKey baseURL", apiKey=NAME, baseURL=ADDRESS),
        ),
        {**_NAMED, "/enabled": FLAG, "/configValues/baseURL": ADDRESS},
        {"integrationKey": "custom-approvals"},
        beta=True,
    ),
    Resource(
        "integration_delivery_configurations",
        f"{_CAPABILITIES}/featureStore",
        _CAPABILITIES + "/featureStore/{projectKey}/{environmentKey}/{integrationKey}",
        _CAPABILITIES + "/featureStore/{projectKey}/{environmentKey}/{integrationKey}/{id}",
        answer(_PLACED, "_access", _links=_PLACED_LINKS),
        body(
            "config",
            "name on tags",
            name=NAME,
            tags=TAGS,
            config=body("apiToken storeId", apiToken=NAME, storeId=NAME),
        ),
        {**_SWITCHED, "/config/storeId": NAME},
        {**_PLACE, "integrationKey": "fastly"},
        part=_CAPABILITIES + "/featureStore/{projectKey}/{environmentKey}",
        beta=True,
        actions=(
            (
                "validate",
                200,
                answer("", "statusCode error timestamp responseBody", statusCode=NUMBER, timestamp=NUMBER),
            ),
        ),
    ),
    Resource(
        "flag_import_configurations",
        f"{_CAPABILITIES}/flag-import",
        _CAPABILITIES + "/flag-import/{projectKey}/{integrationKey}",
        _CAPABILITIES + "/flag-import/{projectKey}/{integrationKey}/{id}",
        answer(
            "_links _id integrationKey projectKey config tags name version _status",
            "_access",
            integrationKey=one_of("split", "unleash"),
            _links=links("self parent project"),
            _status=answer(
                "",
                "status lastImport lastError errors",
                status=one_of("complete", "importing", "pending", "failed", "partial"),
                **dict.fromkeys(("lastImport", "lastError"), NUMBER),
                errors=list_of(ANY_OBJECT),
            ),
        ),
        body(
            "config",
            "name tags",
            name=NAME,
            tags=TAGS,
            config=body(
                "sourceBaseUrl sourceProjectId sourceEnvironmentId sourceApiKey ldApiKey",
                sourceBaseUrl=ADDRESS,
                **dict.fromkeys(("sourceProjectId", "sourceEnvironmentId", "sourceApiKey", "ldApiKey"), NAME),
            ),
        ),
        {**_NAMED, "/config/sourceProjectId": NAME},
        {"projectKey": "default", "integrationKey": "unleash"},
        beta=True,
        created=200,
        actions=(("trigger", 201, None),),
    ),
    Resource(
        "relay_proxy_configurations",
        "/api/v2/account/relay-auto-configs",
        "/api/v2/account/relay-auto-configs",
        "/api/v2/account/relay-auto-configs/{id}",
        answer(_RELAY_SHOWN, "_access _creator", **_RELAY_TYPES),
        body("name policy", name=NAME, policy=POLICY),
        {"/name": NAME, "/policy": POLICY},
        {},
        made=answer(f"{_RELAY_SHOWN} fullKey", "_access _creator", **_RELAY_TYPES),
        wraps=True,
        linked=False,
        actions=(("reset", 200, answer(f"{_RELAY_SHOWN} fullKey", "_access _creator", **_RELAY_TYPES)),),
    ),
    Resource(
        "webhooks",
        "/api/v2/webhooks",
        "/api/v2/webhooks",
        "/api/v2/webhooks/{id}",
        answer("_links _id url on tags", "_access name secret statements"),
        body(
            "url sign on",
            "name secret statements tags",
            url=ADDRESS,
            sign=FLAG,
            name=NAME,
            tags=TAGS,
            statements=STATEMENTS,
        ),
        {**_SWITCHED, "/url": ADDRESS, "/secret": NAME, "/statements": STATEMENTS},
        {},
        created=200,
    ),
    Resource(
        "destinations",
        "/api/v2/destinations",
        "/api/v2/destinations/{projectKey}/{environmentKey}",
        "/api/v2/destinations/{projectKey}/{environmentKey}/{id}",
        answer("", "_links _id name kind version config on _access", version={"type": "number"}),
        body(
            "kind config",
            "name on",
            name=NAME,
            kind=one_of("azure-event-hubs"),
            config=body(
                "namespace name policyName policyKey",
                **dict.fromkeys(("namespace", "name", "policyName", "policyKey"), NAME),
            ),
        ),
        {"/name": NAME, "/on": FLAG, "/config/namespace": NAME},
        _PLACE,
    ),
    Resource(
        "custom_roles",
        "/api/v2/roles",
        "/api/v2/roles",
        "/api/v2/roles/{id}",
        answer(
            "_id _links name key policy",
            "_access description basePermissions resourceCategory assignedTo _presetBundleVersion _presetStatements",
        ),
        body(
            "name key policy",
            "description basePermissions",
            name=NAME,
            key=KEY,
            policy=POLICY,
            basePermissions=one_of("reader"),
        ),
        {"/name": NAME, "/policy": POLICY, "/description": TEXT, "/basePermissions": one_of("reader", "no_access")},
        {},
        wraps=True,
        pages="limit offset",
    ),
    Resource(
        "projects",
        "/api/v2/projects",
        "/api/v2/projects",
        "/api/v2/projects/{projectKey}",
        _project("", _ENVIRONMENTS),
        body(
            "name key",
            "tags includeInSnippetByDefault environments defaultClientSideAvailability",
            name=NAME,
            key=KEY,
            tags=TAGS,
            includeInSnippetByDefault=FLAG,
            environments={**list_of(_NEW_ENVIRONMENT), "maxItems": 1},
            defaultClientSideAvailability=_AVAILABILITY,
        ),
        {**_NAMED, "/includeInSnippetByDefault": FLAG, "/defaultClientSideAvailability": _AVAILABILITY},
        {"projectKey": "another"},
        made=_project("environments", list_of(_ENVIRONMENT)),
        patched=_project("environments", list_of(_ENVIRONMENT)),
        pages="limit offset",
    ),
    Resource(
        "environments",
        "/api/v2/projects/{projectKey}/environments",
        "/api/v2/projects/{projectKey}/environments",
        "/api/v2/projects/{projectKey}/environments/{environmentKey}",
        _ENVIRONMENT,
        _NEW_ENVIRONMENT,
        {**_NAMED, "/color": _COLOR, **{f"/{name}": FLAG for name in _ENVIRONMENT_FLAGS}},
        _PLACE,
        pages="limit offset",
    ),
)

_ENTRY = answer(
    "_links _id _accountId date accesses kind name description shortDescription",
    "comment subject member token app titleVerb title target parent",
    date=NUMBER,
    accesses=list_of(answer("", "action resource")),
    **dict.fromkeys(("subject", "member", "token", "app", "target", "parent"), ANY_OBJECT),
)
AUDIT_LOG = "/api/v2/auditlog"
READ_ONLY = {
    "/api/v2/caller-identity": answer(
        "",
        "accountId authKind clientId environmentId environmentName memberId projectId projectName scopes serviceToken tokenId"
        " tokenKind tokenName",
        scopes=list_of(TEXT),
        serviceToken=FLAG,
    ),
    "/api/v2/public-ip-list": answer(
        "addresses outboundAddresses", addresses=list_of(TEXT), outboundAddresses=list_of(TEXT)
    ),
    AUDIT_LOG: answer("items _links", items=list_of(_ENTRY)),
}
_SETTING_FLAGS = "required bypassApprovalsForPendingChanges canReviewOwnRequest canApplyDeclinedChanges"
_SETTING = answer(
    f"{_SETTING_FLAGS} minNumApprovals serviceKind serviceConfig requiredApprovalTags",
    "autoApplyApprovedChanges serviceKindConfigurationId",
    **dict.fromkeys((*_SETTING_FLAGS.split(), "autoApplyApprovedChanges"), FLAG),
    minNumApprovals=NUMBER,
    serviceConfig=ANY_OBJECT,
    requiredApprovalTags=list_of(TEXT),
)
_SETTINGS: Schema = {
    "type": "object",
    "additionalProperties": answer(
        "",
        "environments _default _strict",
        environments={"type": "object", "additionalProperties": _SETTING},
        _default=_SETTING,
        _strict=_SETTING,
    ),
}
_NEW_SETTING = body(
    "environmentKey resourceKind",
    f"{_SETTING_FLAGS} minNumApprovals serviceConfig",
    environmentKey=one_of("test", "production"),
    resourceKind=one_of("segment", "aiconfig"),
    **dict.fromkeys(_SETTING_FLAGS.split(), FLAG),
    minNumApprovals={"type": "integer", "minimum": 1, "maximum": 5},
    serviceConfig=ANY_OBJECT,
)
APPROVALS = "/api/v2/approval-requests/projects/{projectKey}/settings"
_ERROR = answer("message", "code id errors", errors=list_of(ANY_OBJECT))
# Any call may be refused, whichever of these its own page names.
_REFUSALS = {
    str(status): {"description": "refused", "content": {"application/json": {"schema": _ERROR}}}
    for status in (400, 401, 403, 404, 405, 409, 422, 429)
}


def document(ids: dict[str, str]) -> Schema:
    """The OpenAPI document, with calls to those whose ``ids`` are given, by the names of their kinds."""
    paths: Schema = {path: {"get": _call(False, 200, shown)} for path, shown in READ_ONLY.items()}
    paths[AUDIT_LOG]["post"] = _call(False, 200, READ_ONLY[AUDIT_LOG], STATEMENTS)
    paths[AUDIT_LOG]["post"]["requestBody"]["required"] = False
    for resource in RESOURCES:
        _add(paths, resource, {**resource.named, "id": ids.get(resource.name, "")})
    asked = {"environmentKey": "test", "resourceKind": "segment", "expand": "default"}
    paths[APPROVALS] = {"get": _call(True, 200, _SETTINGS), "patch": _call(True, 200, _SETTINGS, _NEW_SETTING)}
    paths[APPROVALS]["get"]["parameters"] += [
        {"name": name, "in": "query", "schema": one_of(value)} for name, value in asked.items()
    ]
    for call in paths[APPROVALS].values():
        call["parameters"].append({"name": "projectKey", "in": "path", "required": True, "schema": one_of("default")})
    return {"openapi": "3.0.3", "info": {"title": "LaunchDarkly", "version": "2.0"}, "paths": paths}


def _add(paths: Schema, kind: Resource, named: dict[str, str]) -> None:
    more = {"_links": LINKS} if kind.linked else {}
    listing = answer("items", "_links totalCount key", items=list_of(kind.shown), totalCount=NUMBER, **more)
    operations = {
        "type": "array",
        "minItems": 1,
        "maxItems": 2,
        "items": {
            "oneOf": [
                body("op path value", op=one_of("replace"), path=one_of(path), value=value)
                for path, value in kind.patch.items()
            ]
        },
    }
    patch = body("patch", "comment", patch=operations) if kind.wraps else operations
    calls: list[tuple[str, str, Schema]] = [
        (kind.list, "get", _call(kind.beta, 200, listing, pages=kind.pages)),
        *([(kind.part, "get", _call(kind.beta, 200, listing))] if kind.part else []),
        (kind.new, "post", _call(kind.beta, kind.created, kind.made or kind.shown, kind.taken)),
        (kind.one, "get", _call(kind.beta, 200, kind.shown)),
        (kind.one, "patch", _call(kind.beta, 200, kind.patched or kind.shown, patch)),
        (kind.one, "delete", _call(kind.beta, 204, None)),
        *((f"{kind.one}/{name}", "post", _call(kind.beta, status, shown)) for name, status, shown in kind.actions),
    ]
    for path, method, call in calls:
        call["parameters"] += [
            {"name": name, "in": "path", "required": True, "schema": one_of(value)}
            for name, value in named.items()
            if f"{{{name}}}" in path
        ]
        paths.setdefault(path, {})[method] = call


def _call(beta: bool, status: int, shown: Schema | None, taken: Schema | None = None, pages: str = "") -> Schema:
    good: Schema = {"description": "done"}
    if shown is not None:
        good["content"] = {"application/json": {"schema": shown}}
    numbers = {"type": "integer", "minimum": 1, "maximum": 100}
    call: Schema = {
        "parameters": [
            {**HEADER, "schema": one_of("beta" if beta else "20240415")},
            *({"name": name, "in": "query", "schema": numbers} for name in pages.split()),
        ],
        "responses": {str(status): good, **_REFUSALS},
    }
    if taken is not None:
        call["requestBody"] = {"required": True, "content": {"application/json": {"schema": taken}}}
    return call
