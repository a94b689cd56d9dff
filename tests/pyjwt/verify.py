#!/usr/bin/env python3
"""Is what a service account signs what the standards say? PyJWT decides, with a key that Python made.

Without an argument: makes an RSA key and prints it as JSON, {"private": PEM, "public": PEM, "now": seconds}. With `verify`: reads
{"public": PEM, "body": the form} on stdin, checks the form with Python's own parser and the signed request
with PyJWT, and prints header and claims as JSON. Exit code 0 only if PyJWT believes it, and believes none of the spoiled ones.
"""

import base64
import json
import sys
import time
import urllib.parse

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

AUDIENCE = "https://oauth2.googleapis.com/token"
CLAIMS = ["iss", "sub", "scope", "aud", "iat", "exp"]


def make():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = key.public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)
    return {"private": private.decode(), "public": public.decode(), "now": int(time.time())}


def believed(signed, public, **changed):
    asked = {"algorithms": ["RS256"], "audience": AUDIENCE, "options": {"require": CLAIMS}, **changed}
    return jwt.decode(signed, public, **asked)


def refused(reason, signed, public, **changed):
    try:
        believed(signed, public, **changed)
    except reason:
        return
    raise AssertionError(f"{reason.__name__} was expected")


def other(part):
    """The same part with its first claim changed."""
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    claims["sub"] = "somebody@else.example"
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")


def verify(asked):
    form = urllib.parse.parse_qs(asked["body"], strict_parsing=True)
    assert sorted(form) == ["assertion", "grant_type"] and all(len(values) == 1 for values in form.values())
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    (signed,), public = form["assertion"], asked["public"]
    claims = believed(signed, public)
    head, body, signature = signed.split(".")
    refused(jwt.InvalidSignatureError, f"{head}.{other(body)}.{signature}", public)
    refused(jwt.InvalidSignatureError, signed, make()["public"])
    refused(jwt.InvalidAudienceError, signed, public, audience="https://oauth2.example/token")
    refused(jwt.InvalidAlgorithmError, signed, public, algorithms=["PS256"])
    # An hour later, which PyJWT is told by its leeway.
    late = {"require": CLAIMS, "verify_iat": False}
    refused(jwt.ExpiredSignatureError, signed, public, leeway=-3600, options=late)
    return {"header": jwt.get_unverified_header(signed), "claims": claims}


print(json.dumps(verify(json.load(sys.stdin)) if sys.argv[1:] == ["verify"] else make()))
