"""What the clients share: the task as JSON on standard input, the outcome as JSON on standard output, names that lead to one address.

Nothing secret goes out: an outcome names what the server said, never what it was sent.
"""

import json
import socket
import ssl
import sys


def task():
    """The task, with every name from now on leading to its address."""
    given = json.load(sys.stdin)
    look_up = socket.getaddrinfo
    socket.getaddrinfo = lambda host, *rest, **more: look_up(
        given["address"] if host in given["names"] else host, *rest, **more
    )
    return given


def trust(given):
    """Trusts the authority of this run and nothing else."""
    return ssl.create_default_context(cadata=given["authority"])


def response(given):
    """What a client sends first (Google's page on XOAUTH2; RFC 7628 section 3.1 for OAUTHBEARER)."""
    bearer = f"auth=Bearer {given['token']}"
    if given["mechanism"] == "XOAUTH2":
        return f"user={given['user']}\x01{bearer}\x01\x01"
    return f"n,a={given['user']},\x01host={given['host']}\x01port={given['port']}\x01{bearer}\x01\x01"


def to_refusal(given):
    """What a client answers to the reason for a refusal, so that the refusal follows."""
    return "" if given["mechanism"] == "XOAUTH2" else "\x01"


def tell(outcome):
    """Ends with an outcome."""
    json.dump(outcome, sys.stdout)
    sys.exit(0)
