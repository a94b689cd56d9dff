#!/usr/bin/env python3
"""Is the practice office honest? Google's own client library decides.

Reads the line of `sendoff practice serve --json --seed google-gmail` on stdin and lets google-auth-oauthlib (PyPI) do what a
program on a computer would do at Google: a sign-in by code with PKCE, whose pages are read and submitted here as a browser
would, a refresh, a message by the Gmail API, and refusals. Prints one JSON line: for each case what was expected and what
happened.
"""

import base64
import json
import os
import sys
import time
import urllib.parse
import warnings
from html.parser import HTMLParser

import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2.rfc6749.errors import OAuth2Error

SEND = "https://www.googleapis.com/auth/gmail.send"
REDIRECT = "http://127.0.0.1:50123"
DEADLINE = 20


class Forms(HTMLParser):
    """The forms of a page: action, fields with their values, boxes, and the buttons with what they post."""

    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append({"action": attributes.get("action"), "fields": {}, "boxes": [], "decisions": []})
        elif not self.forms or not attributes.get("name"):
            return
        elif tag == "button":
            self.forms[-1]["decisions"].append(attributes.get("value"))
        elif tag == "input" and attributes.get("type") == "checkbox":
            self.forms[-1]["boxes"].append((attributes["name"], attributes.get("value", "")))
        elif tag == "input":
            self.forms[-1]["fields"][attributes["name"]] = attributes.get("value", "")


class Office:
    """The announced office, as the library and a browser see it."""

    def __init__(self, announced):
        self.google = announced["google"]
        self.inbox = announced["inbox"]
        self.ca_file = announced["ca_file"]
        self.mailbox = self.google["accounts"][0]

    def session(self):
        """Trusts the office's CA and nothing the environment names."""
        session = requests.Session()
        session.trust_env = False
        session.verify = self.ca_file
        return session

    def flow(self, scopes, **other):
        client = {
            "client_id": other.get("client_id", self.google["client_id"]),
            "client_secret": other.get("secret", self.google["client_secret"]),
            "auth_uri": self.google["authorize"],
            "token_uri": self.google["token"],
            "redirect_uris": ["http://localhost"],
        }
        flow = Flow.from_client_config({"installed": client}, scopes, redirect_uri=REDIRECT)
        flow.oauth2session.trust_env = False
        flow.oauth2session.verify = self.ca_file
        return flow

    def sign_in(self, scopes=("openid", SEND), ticked=True, decision="continue", **other):
        """A sign-in by code: the library makes the request and redeems the answer, the pages are submitted in between."""
        flow = self.flow(list(scopes), **other)
        address, state = flow.authorization_url(
            access_type="offline", prompt="consent", login_hint=self.mailbox["address"]
        )
        answer = self.browse(address, ticked, decision)
        assert answer["state"] == state, "the state comes back"
        flow.fetch_token(authorization_response=REDIRECT + "?" + urllib.parse.urlencode(answer))
        return flow.credentials

    def browse(self, address, ticked, decision):
        """Opens the address and submits each page's form until the browser is back at the application."""
        browser = self.session()
        response = browser.get(address, allow_redirects=False, timeout=DEADLINE)
        for _ in range(6):
            if response.status_code in (302, 303):
                location = response.headers["Location"]
                assert location.startswith((REDIRECT + "?", REDIRECT + "/?")), location
                return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
            page = Forms()
            page.feed(response.text)
            form = next((form for form in page.forms if "password" in form["fields"] or "continue" in form["decisions"]), None)
            if form is None:
                raise AssertionError("stays on a page: " + text_of(response.text))
            fields = list(form["fields"].items())
            if "password" in form["fields"]:
                fields = list({**form["fields"], **self.mailbox}.items())
            else:
                fields.append(("decision", decision if decision in form["decisions"] else "continue"))
                fields += form["boxes"] if ticked else []
            target = urllib.parse.urljoin(response.url, form["action"])
            response = browser.post(target, data=fields, allow_redirects=False, timeout=DEADLINE)
        raise AssertionError("the pages do not end")

    def send(self, credentials):
        """Sends a message by the Gmail API and fetches it from the inbox by its Message-ID."""
        message_id = f"{time.time_ns()}@oauthlib.example"
        address = self.mailbox["address"]
        mime = f"From: {address}\r\nTo: {address}\r\nSubject: From google-auth\r\nMessage-ID: <{message_id}>\r\n\r\nHello\r\n"
        session = AuthorizedSession(credentials, auth_request=Request(self.session()))
        session.trust_env = False
        session.verify = self.ca_file
        raw = base64.urlsafe_b64encode(mime.encode()).decode()
        response = session.post(self.google["gmail"] + "/users/me/messages/send", json={"raw": raw}, timeout=DEADLINE)
        found = self.session().get(self.inbox + "/messages", params={"message_id": message_id}, timeout=DEADLINE).json()
        reason = response.json().get("error", {}).get("errors", [{}])[0].get("reason")
        return [response.status_code, reason, [message["subject"] for message in found["messages"]]]


def text_of(html):
    """The words of a page."""
    words = []

    class Words(HTMLParser):
        def handle_data(self, data):
            if self.lasttag != "style":
                words.append(data.strip())

    Words().feed(html)
    return " ".join(word for word in words if word)


def person(office):
    credentials = office.sign_in()
    first = credentials.token
    credentials.refresh(Request(office.session()))
    return {
        "granted": SEND in credentials.granted_scopes,
        "identity": bool(credentials.id_token),
        "refreshed": credentials.token != first,
        "sent": office.send(credentials),
    }


def unticked(office):
    credentials = office.sign_in(ticked=False)
    return [SEND in credentials.granted_scopes, office.send(credentials)[:2]]


def refused(act):
    """The word of `error`, however the library passes it on."""
    try:
        act()
    except OAuth2Error as error:
        return error.error
    except RefreshError as error:
        return error.args[1]["error"]
    except AssertionError as error:
        return str(error)
    return "nothing"


def revoked(office):
    credentials = office.sign_in()
    address = office.google["token"].rsplit("/", 1)[0] + "/revoke"
    answer = office.session().post(address, data={"token": credentials.refresh_token}, timeout=DEADLINE)
    return [answer.status_code, refused(lambda: credentials.refresh(Request(office.session())))]


def stays_on_a_page(office):
    """Google tells the person, and the application nothing."""
    said = refused(lambda: office.sign_in(client_id="1-a.apps.googleusercontent.com"))
    return said.startswith("stays on a page") and "invalid_client" in said


def main():
    # The pages that a browser opens are plain on this computer; what the library itself talks to is not.
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    # Fewer permissions than were asked for are no fault of the protocol's (RFC 6749 section 3.3).
    os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] = "1"
    warnings.filterwarnings("ignore")
    office = Office(json.loads(sys.stdin.readline()))
    known = {"granted": True, "identity": True, "refreshed": True, "sent": [200, None, ["From google-auth"]]}
    cases = [
        ("code flow", known, lambda: person(office)),
        ("box left empty", [False, [403, "insufficientPermissions"]], lambda: unticked(office)),
        ("wrong secret", "invalid_client", lambda: refused(lambda: office.sign_in(secret="GOCSPX-" + "x" * 28))),
        ("cancelled", "access_denied", lambda: refused(lambda: office.sign_in(decision="cancel"))),
        ("revoked", [200, "invalid_grant"], lambda: revoked(office)),
        ("unknown client", True, lambda: stays_on_a_page(office)),
    ]
    told = []
    for name, expected, act in cases:
        try:
            happened = act()
        except Exception as error:  # the line is printed whatever happens
            happened = f"{type(error).__name__}: {error}"
        told.append({"case": name, "expected": expected, "happened": happened, "ok": happened == expected})
    print(json.dumps({"honest": all(case["ok"] for case in told), "cases": told}))


if __name__ == "__main__":
    main()
