"""Python's urllib opens one address, with a form or without, and tells status and JSON."""

import json
import urllib.error
import urllib.parse
import urllib.request

import asked

given = asked.task()
body = None if given["form"] is None else urllib.parse.urlencode(given["form"]).encode()
try:
    answer = urllib.request.urlopen(given["open"], body, timeout=30, context=asked.trust(given))
except urllib.error.HTTPError as error:
    answer = error
asked.tell({"status": answer.status, "answer": json.loads(answer.read())})
