"""What a person with a browser does: opens an address, signs in and allows on the provider's own pages, or turns back.

Where the browser would leave the provider, tells that address, which is the application's, and the form that goes with it; and goes on
to it only if it was asked to.
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


def form_of(page, address):
    """Where the form of a page leads, and what stands hidden in it."""
    action = urllib.parse.urljoin(address, html.unescape(re.search(r'action="([^"]+)"', page)[1]))
    return action, {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}


def done_on(page, address):
    """Fills in the form of a page, or turns back on the one that asks for consent."""
    action, fields = form_of(page, address)
    if fields.get("prompt") == "consent" and not given["allows"]:
        return urllib.parse.urljoin(address, html.unescape(re.search(r'href="([^"]+/abort)"', page)[1])), None
    return action, {**fields, "login": given["user"], "password": "any will do"}


def left(address, form=None):
    """The browser leaves the provider."""
    page = opened(address, form)[0] if given["returns"] else None
    return {"sent_to": address, "form": form or {}, "page": page}


def came_to(address):
    """Where all this leads."""
    place = urllib.parse.urlsplit(address).netloc
    form = None
    for _ in range(MOST_PAGES):
        status, page, sent_on = opened(address, form)
        if sent_on and urllib.parse.urlsplit(sent_on).netloc != place:
            return left(sent_on)
        if sent_on:
            address, form = sent_on, None
        elif "<form" in page and urllib.parse.urlsplit(form_of(page, address)[0]).netloc != place:
            return left(*form_of(page, address))
        elif status == 200 and "<form" in page:
            address, form = done_on(page, address)
        else:
            reason = re.search(r"<pre>(.*?)</pre>", page, re.DOTALL)
            return {"stopped": {"status": status, "said": reason and html.unescape(re.sub("<[^>]+>", "", reason[1]))}}
    return {"stopped": {"status": None, "said": f"no end after {MOST_PAGES} pages"}}


asked.tell(came_to(given["open"]))
