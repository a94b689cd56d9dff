#!/usr/bin/env python3
"""Is this request one that Google's discovery document of the Gmail API describes?

Reads `{"host", "head", "body", "scope"}` on stdin: where the API is, the request as it was on the wire, and what was asked for
in signing in. The document is the one that google-api-python-client (PyPI) brings along. Prints one JSON line: how many
statements were held against it, and which were wrong.
"""

import json
import sys
from importlib import resources

from googleapiclient import discovery_cache

TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


def document():
    text = (resources.files(discovery_cache) / "documents" / "gmail.v1.json").read_text()
    return json.loads(text)


def main():
    asked = json.load(sys.stdin)
    gmail = document()
    send = gmail["resources"]["users"]["resources"]["messages"]["methods"]["send"]
    first, *lines = asked["head"].split("\r\n")
    verb, target, version = first.split(" ")
    headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
    body = json.loads(asked["body"])
    message = gmail["schemas"][send["request"]["$ref"]]["properties"]
    held = {
        "the host": asked["host"] == gmail["rootUrl"],
        "the verb": verb == send["httpMethod"],
        "the path": target == "/" + gmail["servicePath"] + send["path"].replace("{userId}", "me"),
        "the user may be called me": "me" in send["parameters"]["userId"]["description"],
        "every parameter that is required": send["parameterOrder"] == ["userId"],
        "the version of HTTP": version == "HTTP/1.1",
        "the form of the body": headers["content-type"].split(";")[0] == "application/json",
        "every property of the body": set(body) <= set(message),
        "their types": all(isinstance(value, TYPES[message[name]["type"]]) for name, value in body.items()),
        "raw is bytes": message["raw"]["format"] == "byte",
        "the permission": asked["scope"] in send["scopes"],
        "the permission is described": asked["scope"] in gmail["auth"]["oauth2"]["scopes"],
    }
    wrong = [name for name, is_so in held.items() if not is_so]
    print(json.dumps({"held": len(held), "wrong": wrong, "revision": gmail["revision"]}))


if __name__ == "__main__":
    main()
