"""What a person with a browser does: opens an address, signs in and allows on the provider's own pages, or turns back.

Ends where the browser would leave the provider, and tells that address: it is the application's, and is not opened.
"""

import html
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

import asked

given = asked.task()
MOST_PAGES = 20


class Stay(urllib.request.HTTPRedirectHandler):
    """Leaves it to us where to go next."""

    def redirect_request(self, *_):
        return None


browser = urllib.request.build_opener(
    urllib.request.HTTPSHandler(context=asked.trust(given)),
    urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
    Stay,
)


def opened(address, form=None):
    """The page at an address, and where it sends on to."""
    body = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        answer = browser.open(address, body, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    page = answer.read().decode()
    sent_on = answer.headers.get("Location")
    return answer.status, page, sent_on and urllib.parse.urljoin(address, sent_on)


def done_on(page, address):
    """Fills in the form of a page, or turns back on the one that asks for consent."""
    action = urllib.parse.urljoin(address, html.unescape(re.search(r'action="([^"]+)"', page)[1]))
    fields = {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}
    if fields.get("prompt") == "consent" and not given["allows"]:
        return urllib.parse.urljoin(address, html.unescape(re.search(r'href="([^"]+/abort)"', page)[1])), None
    return action, {**fields, "login": given["user"], "password": "any will do"}


def came_to(address):
    """Where all this leads."""
    place = urllib.parse.urlsplit(address).netloc
    form = None
    for _ in range(MOST_PAGES):
        status, page, sent_on = opened(address, form)
        if sent_on and urllib.parse.urlsplit(sent_on).netloc != place:
            return {"sent_to": sent_on}
        if sent_on:
            address, form = sent_on, None
        elif status == 200 and "<form" in page:
            address, form = done_on(page, address)
        else:
            reason = re.search(r"<pre>(.*?)</pre>", page, re.DOTALL)
            return {"stopped": {"status": status, "said": reason and html.unescape(re.sub("<[^>]+>", "", reason[1]))}}
    return {"stopped": {"status": None, "said": f"no end after {MOST_PAGES} pages"}}


asked.tell(came_to(given["open"]))
