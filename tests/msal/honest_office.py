#!/usr/bin/env python3
"""Is the practice office honest? Microsoft's own client library decides.

Reads the line of `sendoff practice serve --json --seed tourtools` on stdin and lets MSAL for Python (PyPI: msal, requests) do
what a program would do at Microsoft: the application's own token, three refusals, and a person's sign-in by code with PKCE,
whose pages are read and submitted here as a browser would. Prints one JSON line: for each case what was expected and what
happened. Exit code 0 only if all is as expected.
"""

import base64
import json
import sys
import time
import urllib.parse
import uuid
import warnings
from html.parser import HTMLParser

import msal
import requests

GRAPH_DEFAULT = ["https://graph.microsoft.com/.default"]
SCOPES = ["Mail.Send", "Mail.Send.Shared", "User.Read"]
DEADLINE = 20


class Forms(HTMLParser):
    """The forms of a page: action, hidden fields and other fields with their values."""

    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append({"action": attributes.get("action"), "fields": {}})
        elif tag == "input" and self.forms and attributes.get("type") != "checkbox":
            self.forms[-1]["fields"][attributes["name"]] = attributes.get("value", "")


class Office:
    """The announced office, as MSAL and a browser see it."""

    def __init__(self, announced):
        self.microsoft = announced["microsoft"]
        self.inbox = announced["inbox"]
        self.ca_file = announced["ca_file"]
        self.mailbox = self.microsoft["accounts"][0]

    def session(self):
        """Trusts the office's CA and nothing the environment names: no proxy, no other bundle of certificates."""
        session = requests.Session()
        session.trust_env = False
        session.verify = self.ca_file
        return session

    def client(self, authority=None, client_id=None, secret=None):
        return msal.ConfidentialClientApplication(
            client_id or self.microsoft["client_id"],
            client_credential=secret or self.microsoft["client_secret"],
            authority=authority or self.microsoft["authority"],
            instance_discovery=False,
            validate_authority=False,
            http_client=self.session(),
        )

    def app_token(self, **other):
        return self.client(**other).acquire_token_for_client(GRAPH_DEFAULT)

    def unknown_directory(self):
        """MSAL finds the directory before it asks for a token, and raises; the answer's text is in the first of the chain."""
        known = self.microsoft["tenant_id"]
        unknown = self.microsoft["authority"].replace(known, str(uuid.uuid4()))
        try:
            self.app_token(authority=unknown)
        except ValueError as refused:
            told = f"{refused} {refused.__context__}"
            return "AADSTS90002 invalid_tenant" if "AADSTS90002:" in told and "invalid_tenant" in told else f"raised: {told}"
        return "a token"

    def sign_in(self, response_mode):
        """A sign-in by code: MSAL makes the request and checks the answer, the pages are submitted in between."""
        client = self.client()
        flow = client.initiate_auth_code_flow(
            SCOPES,
            redirect_uri=with_port(self.microsoft["redirect_uri"], 50123),
            login_hint=self.mailbox["address"],
            response_mode=response_mode,
        )
        answer = self.browse(flow["auth_uri"], flow["redirect_uri"])
        return client, client.acquire_token_by_auth_code_flow(flow, answer)

    def browse(self, address, redirect):
        """Opens the address and submits each page's first form until the browser is back at the application."""
        browser = self.session()
        response = browser.get(address, allow_redirects=False, timeout=DEADLINE)
        for _ in range(5):
            if response.status_code in (302, 303):
                location = response.headers["Location"]
                assert location.startswith(redirect + "?"), location
                return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
            page = Forms()
            page.feed(response.text)
            form = page.forms[0]
            if form["action"] == redirect:
                return form["fields"]
            fields = dict(form["fields"])
            if "password" in fields:
                fields.update(self.mailbox)
            else:
                fields["decision"] = "accept"
            target = urllib.parse.urljoin(response.url, form["action"])
            response = browser.post(target, data=fields, allow_redirects=False, timeout=DEADLINE)
        raise AssertionError("the pages do not end")

    def send(self, access_token):
        """Sends a message by Graph and fetches it from the inbox by its Message-ID."""
        message_id = f"{uuid.uuid4()}@msal.example"
        address = self.mailbox["address"]
        mime = f"From: {address}\r\nTo: {address}\r\nSubject: From MSAL\r\nMessage-ID: <{message_id}>\r\n\r\nHello\r\n"
        session = self.session()
        response = session.post(
            self.microsoft["graph"] + "/me/sendMail",
            data=base64.b64encode(mime.encode()),
            headers={"Authorization": "Bearer " + access_token, "Content-Type": "text/plain"},
            timeout=DEADLINE,
        )
        found = session.get(self.inbox + "/messages", params={"message_id": message_id}, timeout=DEADLINE).json()
        return [response.status_code, [message["subject"] for message in found["messages"]]]


def with_port(uri, port):
    """A loopback redirect as a desktop program sends it: any port."""
    parts = urllib.parse.urlsplit(uri)
    return parts._replace(netloc=f"{parts.hostname}:{port}").geturl()


def outcome(result):
    """A token, or the number of the refusal with its `error`."""
    if "access_token" in result:
        return "a token"
    return " ".join([f"AADSTS{result['error_codes'][0]}", result["error"]])


def person(office, response_mode):
    client, result = office.sign_in(response_mode)
    if "access_token" not in result:
        return outcome(result)
    claims = result["id_token_claims"]
    account = client.get_accounts(username=office.mailbox["address"])[0]
    refreshed = client.acquire_token_silent(["User.Read"], account, force_refresh=True)
    return {
        "account": claims["preferred_username"] == office.mailbox["address"],
        "tenant": claims["tid"] == office.microsoft["tenant_id"],
        "scopes": sorted(set(SCOPES) & set(result["scope"].split())),
        "refreshed": outcome(refreshed or {}) if refreshed else "nothing",
        "sent": office.send(result["access_token"]),
    }


def main():
    # MSAL recommends form_post; query is tried as well.
    warnings.filterwarnings("ignore", message="response_mode='form_post' is recommended")
    office = Office(json.loads(sys.stdin.readline()))
    signed_in = {
        "account": True,
        "tenant": True,
        "scopes": SCOPES,
        "refreshed": "a token",
        "sent": [202, ["From MSAL"]],
    }
    cases = [
        ("good secret", "a token", lambda: outcome(office.app_token())),
        ("wrong secret", "AADSTS7000215 invalid_client", lambda: outcome(office.app_token(secret="not~the~secret"))),
        ("secret id for secret", "AADSTS7000215 invalid_client", lambda: outcome(office.app_token(secret=str(uuid.uuid4())))),
        ("unknown client", "AADSTS700016 unauthorized_client", lambda: outcome(office.app_token(client_id=str(uuid.uuid4())))),
        ("unknown directory", "AADSTS90002 invalid_tenant", office.unknown_directory),
        ("code flow, query", signed_in, lambda: person(office, "query")),
        ("code flow, form_post", signed_in, lambda: person(office, "form_post")),
    ]
    started = time.monotonic()
    told = []
    for name, expected, act in cases:
        try:
            happened = act()
        except Exception as error:  # the line is printed whatever happens
            happened = f"{type(error).__name__}: {error}"
        told.append({"case": name, "expected": expected, "happened": happened, "ok": happened == expected})
    honest = all(case["ok"] for case in told)
    seconds = round(time.monotonic() - started, 2)
    print(json.dumps({"honest": honest, "msal": msal.__version__, "seconds": seconds, "cases": told}))
    return 0 if honest else 1


if __name__ == "__main__":
    sys.exit(main())
