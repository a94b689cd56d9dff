"""Python's poplib signs in with a token and reads the messages with this Message-ID. It has no word for AUTH, so it is given one."""

import base64
import poplib

import asked

given = asked.task()
heard = {"challenge": None, "offered": None}


def connected():
    if given["inside_tls"]:
        return poplib.POP3_SSL(given["host"], given["port"], timeout=given["patience"], context=asked.trust(given))
    server = poplib.POP3(given["host"], given["port"], timeout=given["patience"])
    if given.get("starttls", True):
        server.stls(asked.trust(given))
    return server


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def signed_in(server):
    said = server._shortcmd(f"AUTH {given['mechanism']} {encoded(asked.response(given))}")
    if said.startswith(b"+ "):
        heard["challenge"] = base64.b64decode(said[2:]).decode()
        server._shortcmd(encoded(asked.to_refusal(given)))


def refused(at, error):
    asked.tell({"accepted": False, "at": at, "said": error, **heard})


try:
    server = connected()
except OSError as error:
    refused("connect", str(error))
heard["offered"] = server.capa().get("SASL", [])
try:
    signed_in(server)
except poplib.error_proto as error:
    refused("auth", error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0]))
messages = []
for number in range(1, server.stat()[0] + 1):
    text = (b"\r\n".join(server.retr(number)[1]) + b"\r\n").decode()
    if f"\r\nMessage-ID: {given['message_id']}\r\n" in text:
        messages.append(text)
server.quit()
asked.tell({"accepted": True, "messages": messages, **heard})
