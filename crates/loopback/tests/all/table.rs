//! Requests that must not end a sign-in: their bytes, and the status they get.

use sendoff_oauth::ResponseMode::{self, FormPost, Query};

use crate::site::{browser_get, browser_post};

/// One request.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) mode: ResponseMode,
    /// With `{P}` for the port and `{S}` for the state.
    pub(crate) bytes: Vec<u8>,
    /// Whether the sender says that no more will come.
    pub(crate) finished: bool,
    /// 0: no reply at all.
    pub(crate) status: u16,
}

fn case(name: &'static str, mode: ResponseMode, status: u16, bytes: impl Into<Vec<u8>>) -> Case {
    Case { name, mode, bytes: bytes.into(), finished: false, status }
}

fn cut(name: &'static str, mode: ResponseMode, status: u16, bytes: impl Into<Vec<u8>>) -> Case {
    Case { finished: true, ..case(name, mode, status, bytes) }
}

const TRUE: &str = "/mail-setup?code=CANARY&state={S}";

/// The true answer with its line or headers changed.
fn changed(from: &str, to: &str) -> String {
    let request = browser_get(TRUE);
    assert!(request.contains(from), "{from}");
    request.replacen(from, to, 1)
}

fn form(from: &str, to: &str) -> String {
    let request = browser_post("code=CANARY&state={S}");
    assert!(request.contains(from), "{from}");
    request.replacen(from, to, 1)
}

fn with(header: &str) -> String {
    changed("Connection: keep-alive", header)
}

fn form_with(header: &str) -> String {
    form("Connection: keep-alive", header)
}

/// All of them.
pub(crate) fn hostile() -> Vec<Case> {
    [not_http(), lines_and_headers(), hosts(), methods(), targets(), purposes(), answers(), forms()]
        .into_iter()
        .flatten()
        .collect()
}

fn not_http() -> Vec<Case> {
    vec![
        cut("nothing at all", Query, 0, ""),
        case("a TLS hello", Query, 400, *b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
        case("the preface of HTTP/2", Query, 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        case("HTTP/0.9", Query, 400, "GET /mail-setup?code=CANARY&state={S}\r\n"),
        case("HTTP/1.0", Query, 400, changed("HTTP/1.1", "HTTP/1.0")),
        case("HTTP/2 in words", Query, 400, changed("HTTP/1.1", "HTTP/2")),
        case("HTTP/1.2", Query, 400, changed("HTTP/1.1", "HTTP/1.2")),
        case("http in lower case", Query, 400, changed("HTTP/1.1", "http/1.1")),
        case("SSH", Query, 400, "SSH-2.0-OpenSSH_9.2\r\n"),
        case("SMTP", Query, 400, "EHLO evil\r\n"),
        case("RDP", Query, 400, *b"\x03\x00\x00\x13\x0e\xe0\x00\x00"),
        case("a method in lower case", Query, 400, changed("GET", "get")),
        case("an empty line first", Query, 400, format!("\r\n{}", browser_get(TRUE))),
        case("a space first", Query, 400, format!(" {}", browser_get(TRUE))),
        case("a byte order mark first", Query, 400, format!("\u{feff}{}", browser_get(TRUE))),
        case("a NUL first", Query, 400, format!("\0{}", browser_get(TRUE))),
        case("a line without a target", Query, 400, "GET HTTP/1.1\r\nHost: localhost:{P}\r\n\r\n"),
        case("a line of two targets", Query, 400, changed("/mail-setup", "/a /mail-setup")),
        cut("half a request line", Query, 400, "GET /mail-setup?code=CANARY&state="),
        cut("half a head", Query, 400, browser_get(TRUE).trim_end().to_owned()),
        cut(
            "a head without its empty line",
            Query,
            400,
            "GET /mail-setup?code=CANARY&state={S} HTTP/1.1\r\nHost: localhost:{P}\r\n",
        ),
    ]
}

fn lines_and_headers() -> Vec<Case> {
    let many = |count: usize| "x: y\r\n".repeat(count);
    vec![
        case("a request line over 16 KiB", Query, 414, changed("CANARY", &"x".repeat(16 * 1024))),
        case("an endless request line", Query, 414, "GET /".to_owned() + &"x".repeat(60 * 1024)),
        case("headers over 32 KiB", Query, 431, with(&format!("x: {}", "y".repeat(32 * 1024)))),
        case("endless headers", Query, 431, "GET / HTTP/1.1\r\n".to_owned() + &"x: y\r\n".repeat(10_000)),
        case("over 64 header lines", Query, 431, with(&format!("{}x: y", many(64)))),
        case("line feeds alone", Query, 400, browser_get(TRUE).replace("\r\n", "\n")),
        case("a line feed alone among headers", Query, 400, with("x: y\nz: w")),
        case("a carriage return alone", Query, 400, with("x: y\rz")),
        case("a NUL in a header", Query, 400, with("x: a\0b")),
        case("a header without a colon", Query, 400, with("nothing")),
        case("a space before the colon", Query, 400, with("x : y")),
        case("a folded header", Query, 400, with("x: y\r\n z")),
        case("an empty header name", Query, 400, with(": y")),
        case("a control character in a header name", Query, 400, with("x\u{1}: y")),
        case("a second request behind the first", Query, 400, browser_get(TRUE).repeat(2)),
        case("bytes behind the request", Query, 400, browser_get(TRUE) + "CANARY"),
        case("a body on a GET", Query, 400, with("Content-Length: 3") + "abc"),
        case("a chunked body on a GET", Query, 400, with("Transfer-Encoding: chunked")),
        case("two lengths", Query, 400, with("Content-Length: 0\r\nContent-Length: 0")),
        case("a negative length", Query, 400, with("Content-Length: -1")),
        case("a length with a sign", Query, 400, with("Content-Length: +0")),
        case("an interim answer expected on a GET", Query, 400, with("Expect: 100-continue")),
    ]
}

fn hosts() -> Vec<Case> {
    let host = |host: &str| changed("Host: localhost:{P}", host);
    vec![
        case("no Host", Query, 421, host("X: y")),
        case("an empty Host", Query, 421, host("Host:")),
        case("two Hosts", Query, 421, host("Host: localhost:{P}\r\nHost: localhost:{P}")),
        case("a rebound name", Query, 421, host("Host: evil.example:{P}")),
        case("no port", Query, 421, host("Host: localhost")),
        case("another port", Query, 421, host("Host: localhost:1")),
        case("a port with a zero", Query, 421, host("Host: localhost:0{P}")),
        case("upper case", Query, 421, host("Host: LOCALHOST:{P}")),
        case("a dot at the end", Query, 421, host("Host: localhost.:{P}")),
        case("a name below localhost", Query, 421, host("Host: evil.localhost:{P}")),
        case("localhost in front of another", Query, 421, host("Host: localhost:{P}.evil.example")),
        case("user-info in Host", Query, 421, host("Host: localhost:{P}@evil.example")),
        case("another loopback address", Query, 421, host("Host: 127.0.0.2:{P}")),
        case("a short loopback address", Query, 421, host("Host: 127.1:{P}")),
        case("a decimal address", Query, 421, host("Host: 2130706433:{P}")),
        case("all addresses", Query, 421, host("Host: 0.0.0.0:{P}")),
        case("IPv6 without brackets", Query, 421, host("Host: ::1:{P}")),
        case("IPv6 mapped", Query, 421, host("Host: [::ffff:127.0.0.1]:{P}")),
        case("a list of hosts", Query, 421, host("Host: localhost:{P}, evil.example")),
        case("a scheme in Host", Query, 421, host("Host: http://localhost:{P}")),
    ]
}

fn methods() -> Vec<Case> {
    let method = |method: &str| changed("GET", method);
    vec![
        case("HEAD", Query, 405, method("HEAD")),
        case("PUT", Query, 405, method("PUT")),
        case("DELETE", Query, 405, method("DELETE")),
        case("PATCH", Query, 405, method("PATCH")),
        case("TRACE", Query, 405, method("TRACE")),
        case("an invented method", Query, 405, method("EVIL")),
        case("CONNECT to another host", Query, 400, "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost:{P}\r\n\r\n"),
        case("POST when the query was asked for", Query, 405, browser_post("code=CANARY&state={S}")),
        case(
            "a preflight",
            Query,
            403,
            "OPTIONS /mail-setup HTTP/1.1\r\nHost: localhost:{P}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n",
        ),
        case(
            "a preflight of a private network",
            FormPost,
            403,
            "OPTIONS /mail-setup HTTP/1.1\r\nHost: localhost:{P}\r\nAccess-Control-Request-Private-Network: true\r\n\r\n",
        ),
        case("PUT when a form was asked for", FormPost, 405, form("POST", "PUT")),
    ]
}

fn targets() -> Vec<Case> {
    let target = |target: &str| browser_get(target);
    vec![
        case("the icon", Query, 404, target("/favicon.ico")),
        case("the root", Query, 404, target("/?code=CANARY&state={S}")),
        case("a slash too many", Query, 404, target("/mail-setup/?code=CANARY&state={S}")),
        case("upper case in the path", Query, 404, target("/Mail-Setup?code=CANARY&state={S}")),
        case("an escaped path", Query, 404, target("/mail%2Dsetup?code=CANARY&state={S}")),
        case("a path with a parameter", Query, 404, target("/mail-setup;x?code=CANARY&state={S}")),
        case("a path upwards", Query, 404, target("/x/../mail-setup?code=CANARY&state={S}")),
        case("an exit", Query, 404, target("/exit")),
        case("the page before its time", Query, 404, target("/received")),
        case("the page before its time, in a form attempt", FormPost, 404, target("/received")),
        case("two slashes", Query, 400, target("//mail-setup?code=CANARY&state={S}")),
        case("two slashes to another host", Query, 400, target("//evil.example/mail-setup?code=CANARY&state={S}")),
        case("a backslash", Query, 400, target("\\mail-setup?code=CANARY&state={S}")),
        case("an absolute target", Query, 400, target("http://localhost:{P}/mail-setup?code=CANARY&state={S}")),
        case(
            "an absolute target elsewhere",
            Query,
            400,
            target("http://evil.example/mail-setup?code=CANARY&state={S}"),
        ),
        case("an asterisk", Query, 400, target("*")),
        case("a fragment", Query, 400, target("/mail-setup#code=CANARY&state={S}")),
        case("raw letters outside ASCII", Query, 400, target("/mail-setup?code=é&state={S}")),
        case("a raw control character", Query, 400, target("/mail-setup?code=\u{1}&state={S}")),
    ]
}

fn purposes() -> Vec<Case> {
    let mode = |mode: &str| changed("Sec-Fetch-Mode: navigate", mode);
    let dest = |dest: &str| changed("Sec-Fetch-Dest: document", dest);
    vec![
        case("an image", Query, 403, mode("Sec-Fetch-Mode: no-cors").replace("Dest: document", "Dest: image")),
        case("a fetch", Query, 403, mode("Sec-Fetch-Mode: cors").replace("Dest: document", "Dest: empty")),
        case("a script", Query, 403, dest("Sec-Fetch-Dest: script")),
        case("a frame", Query, 403, dest("Sec-Fetch-Dest: iframe")),
        case("an embedded object", Query, 403, dest("Sec-Fetch-Dest: embed")),
        case("a web socket", Query, 403, mode("Sec-Fetch-Mode: websocket")),
        case("no-cors to a document", Query, 403, mode("Sec-Fetch-Mode: no-cors")),
        case("an empty mode", Query, 403, mode("Sec-Fetch-Mode:")),
        case("a mode in upper case", Query, 403, mode("Sec-Fetch-Mode: NAVIGATE")),
        case("two modes", Query, 403, mode("Sec-Fetch-Mode: navigate\r\nSec-Fetch-Mode: navigate")),
        case("two destinations", Query, 403, dest("Sec-Fetch-Dest: document\r\nSec-Fetch-Dest: iframe")),
        case("a form in a frame", FormPost, 403, form("Dest: document", "Dest: iframe")),
        case("a form by fetch", FormPost, 403, form("Mode: navigate", "Mode: cors")),
    ]
}

fn answers() -> Vec<Case> {
    let query = |query: &str| browser_get(&format!("/mail-setup?{query}"));
    vec![
        case("no query", Query, 400, browser_get("/mail-setup")),
        case("an empty query", Query, 400, query("")),
        case("no state", Query, 400, query("code=CANARY")),
        case("an empty state", Query, 400, query("code=CANARY&state=")),
        case("another state", Query, 400, query("code=CANARY&state=evil")),
        case("a state of one character more", Query, 400, query("code=CANARY&state={S}").replace("{S} ", "{S}x ")),
        case("a state by another name", Query, 400, query("code=CANARY&STATE={S}")),
        case("a forged error without a state", Query, 400, query("error=access_denied")),
        case("a forged error with a state", Query, 400, query("error=access_denied&state=evil")),
        case(
            "a forged error with a description",
            Query,
            400,
            query("error=server_error&error_description=%3Cscript%3Eevil&state=x"),
        ),
        case("a code twice", Query, 400, query("code=CANARY&code=CANARY&state={S}")),
        case("a state twice", Query, 400, query("code=CANARY&state={S}&state={S}")),
        case("an error twice", Query, 400, query("error=a&error=b&state={S}")),
        case("a code and an error", Query, 400, query("code=CANARY&error=access_denied&state={S}")),
        case("neither code nor error", Query, 400, query("state={S}")),
        case("a token instead of a code", Query, 400, query("access_token=CANARY&state={S}")),
        case("another issuer", Query, 400, query("code=CANARY&state={S}&iss=https%3A%2F%2Fevil.example")),
        case(
            "another issuer of an error",
            Query,
            400,
            query("error=access_denied&state={S}&iss=https%3A%2F%2Fevil.example"),
        ),
        case(
            "two issuers",
            Query,
            400,
            query("code=CANARY&state={S}&iss=https%3A%2F%2Fissuer.example&iss=https%3A%2F%2Fissuer.example"),
        ),
        case("an empty issuer", Query, 400, query("code=CANARY&state={S}&iss=")),
        case("a broken escape", Query, 400, query("code=%&state={S}")),
        case("a broken escape elsewhere", Query, 400, query("code=CANARY&state={S}&x=%zz")),
        case("not UTF-8", Query, 400, query("code=%ff%fe&state={S}")),
        case("an escaped NUL", Query, 400, query("code=CANARY%00&state={S}")),
        case("an escaped 0x01", Query, 400, query("code=CANARY%01&state={S}")),
        case("an escaped line break", Query, 400, query("code=CANARY%0d%0aX:y&state={S}")),
        case("a hundred parameters", Query, 400, query(&format!("code=CANARY&state={{S}}{}", "&a=b".repeat(100)))),
        case("a code by the query when a form was asked for", FormPost, 400, browser_get(TRUE)),
        case("a placeholder instead of the state", Query, 400, query("code=CANARY&state=%7BS%7D")),
    ]
}

fn forms() -> Vec<Case> {
    let kind = |kind: &str| form("Content-Type: application/x-www-form-urlencoded", kind);
    let length = |length: &str| form("Content-Length: 61", length);
    vec![
        case("a form without a type", FormPost, 415, kind("X: y")),
        case("a multipart form", FormPost, 415, kind("Content-Type: multipart/form-data; boundary=x")),
        case("plain text", FormPost, 415, kind("Content-Type: text/plain")),
        case("JSON", FormPost, 415, kind("Content-Type: application/json")),
        case(
            "a form with a parameter in its type",
            FormPost,
            415,
            kind("Content-Type: application/x-www-form-urlencoded; charset=utf-7"),
        ),
        case(
            "two types",
            FormPost,
            415,
            kind("Content-Type: application/x-www-form-urlencoded\r\nContent-Type: text/plain"),
        ),
        case("a form of another origin", FormPost, 403, form("Origin: null", "Origin: https://evil.example")),
        case(
            "a form of a likeness of the provider",
            FormPost,
            403,
            form("Origin: null", "Origin: https://login.microsoftonline.com.evil.example"),
        ),
        case(
            "a form of the provider over http",
            FormPost,
            403,
            form("Origin: null", "Origin: http://login.microsoftonline.com"),
        ),
        case("two origins", FormPost, 403, form("Origin: null", "Origin: null\r\nOrigin: null")),
        case("a form without a length", FormPost, 411, length("X: y")),
        case("a form over 64 KiB", FormPost, 413, length("Content-Length: 65537")),
        case("a form of an absurd length", FormPost, 413, length("Content-Length: 99999999999999999999999")),
        case("a length in words", FormPost, 400, length("Content-Length: sixty")),
        case("two lengths of a form", FormPost, 400, length("Content-Length: 61\r\nContent-Length: 60")),
        case("a chunked form", FormPost, 400, length("Transfer-Encoding: chunked")),
        case("a chunked form with a length", FormPost, 400, form_with("Transfer-Encoding: chunked")),
        case("a form that waits for an interim answer", FormPost, 417, form_with("Expect: 100-continue")),
        case("bytes behind the form", FormPost, 400, browser_post("code=CANARY&state={S}") + "&x=y"),
        cut("a form cut short", FormPost, 400, length("Content-Length: 62")),
        case("an empty form", FormPost, 400, browser_post("")),
        case("a form with a query", FormPost, 400, form("/mail-setup", "/mail-setup?code=CANARY&state={S}")),
        case("a form with another state", FormPost, 400, browser_post("code=CANARY&state=evil")),
        case("a form without a state", FormPost, 400, browser_post("code=CANARY")),
        case("a forged error in a form", FormPost, 400, browser_post("error=access_denied&state=evil")),
        case("a form with a code twice", FormPost, 400, browser_post("code=CANARY&code=x&state={S}")),
        case("a form with a code and an error", FormPost, 400, browser_post("code=CANARY&error=x&state={S}")),
        case("a form that is not UTF-8", FormPost, 400, browser_post("code=%ff&state={S}")),
        case("a form to the page", FormPost, 404, form("/mail-setup", "/received")),
        case("a form to another path", FormPost, 404, form("/mail-setup", "/evil")),
        case("a form to a rebound name", FormPost, 421, form("localhost", "evil.example")),
    ]
}
