"""Python's imaplib signs in with a token and reads the one message with this Message-ID, waiting until it is delivered."""

import imaplib
import time

import asked

given = asked.task()
heard = {"challenge": None, "offered": None}


def connected():
    if given["inside_tls"]:
        return imaplib.IMAP4_SSL(given["host"], given["port"], ssl_context=asked.trust(given), timeout=given["patience"])
    server = imaplib.IMAP4(given["host"], given["port"], timeout=given["patience"])
    if given.get("starttls", True):
        server.starttls(asked.trust(given))
    return server


def answered(challenge):
    if not challenge:
        return asked.response(given).encode()
    heard["challenge"] = challenge.decode()
    return asked.to_refusal(given).encode()


def refused(at, error):
    asked.tell({"accepted": False, "at": at, "said": str(error), **heard})


def found(server):
    """The messages with this Message-ID, once there is one."""
    give_up = time.monotonic() + given["patience"]
    while time.monotonic() < give_up:
        server.noop()
        numbers = server.uid("SEARCH", "HEADER", "Message-ID", given["message_id"])[1][0].split()
        if numbers:
            return numbers
        time.sleep(0.05)
    asked.tell({"accepted": True, "messages": [], **heard})


try:
    server = connected()
except OSError as error:
    refused("connect", error)
heard["offered"] = [word[5:] for word in server.capabilities if word.startswith("AUTH=")]
try:
    server.authenticate(given["mechanism"], answered)
except imaplib.IMAP4.error as error:
    refused("auth", error)
status, said = server.select("INBOX", readonly=True)
if status != "OK":
    refused("select", said[0].decode())
messages = []
if given["message_id"] is not None:
    for number in found(server):
        messages.append(server.uid("FETCH", number, "(BODY.PEEK[])")[1][0][1].decode())
server.logout()
asked.tell({"accepted": True, "messages": messages, **heard})
