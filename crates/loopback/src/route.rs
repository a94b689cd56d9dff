//! Which request may carry the answer, decided from its head alone. Pure.

use sendoff_oauth::ResponseMode;

use crate::{
    CallbackPath, Flaw, Noise,
    address::RECEIVED,
    head::{Head, Header, Method},
    limits::BODY,
};

/// What a request is for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route<'a> {
    /// To be judged: this query.
    Query(&'a str),
    /// To be judged: a form of this many bytes.
    Form(usize),
    /// The page after the answer.
    Page,
}

/// What requests are measured against.
#[derive(Debug)]
pub(crate) struct Rules<'a> {
    pub(crate) port: u16,
    pub(crate) path: &'a CallbackPath,
    pub(crate) mode: ResponseMode,
    pub(crate) origins: &'a [String],
}

impl Rules<'_> {
    /// The Host header comes first, so that a page that rebound its own name learns nothing; then method, path, purpose.
    pub(crate) fn route<'a>(&self, head: &Head<'a>) -> Result<Route<'a>, Noise> {
        let target = head.target;
        let plain = target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
        if !plain || !target.starts_with('/') || target.starts_with("//") {
            return Err(Noise::Flawed(Flaw::Target));
        }
        self.check_host(head)?;
        self.check_method(head)?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let page = path == RECEIVED && head.method == Method::Get;
        if path != self.path.requested() && !page {
            return Err(Noise::NotFound);
        }
        check_purpose(head)?;
        match head.method {
            Method::Post => self.form(head, query),
            Method::Get | Method::Options | Method::Other => {
                check_no_body(head)?;
                Ok(if page { Route::Page } else { Route::Query(query) })
            }
        }
    }

    fn check_host(&self, head: &Head<'_>) -> Result<(), Noise> {
        let Header::Once(host) = head.header("host") else { return Err(Noise::ForeignHost) };
        let ours = ["127.0.0.1", "[::1]", "localhost"].map(|name| format!("{name}:{}", self.port));
        if ours.iter().any(|name| name.as_bytes() == host) { Ok(()) } else { Err(Noise::ForeignHost) }
    }

    fn check_method(&self, head: &Head<'_>) -> Result<(), Noise> {
        match (head.method, self.mode) {
            (Method::Get, _) | (Method::Post, ResponseMode::FormPost) => Ok(()),
            (Method::Options, _) => Err(Noise::Preflight),
            (Method::Post, ResponseMode::Query) | (Method::Other, _) => Err(Noise::Method),
        }
    }

    /// What `Allow` says.
    pub(crate) fn allowed(&self) -> &'static str {
        match self.mode {
            ResponseMode::Query => "GET",
            ResponseMode::FormPost => "GET, POST",
        }
    }

    fn form<'a>(&self, head: &Head<'a>, query: &str) -> Result<Route<'a>, Noise> {
        if !query.is_empty() {
            return Err(Noise::Flawed(Flaw::Target));
        }
        self.check_origin(head)?;
        match head.header("content-type") {
            Header::Once(kind) if kind.eq_ignore_ascii_case(b"application/x-www-form-urlencoded") => {}
            Header::Once(_) | Header::Absent | Header::Twice => return Err(Noise::ContentType),
        }
        if head.header("expect") != Header::Absent {
            return Err(Noise::Expectation);
        }
        if head.header("transfer-encoding") != Header::Absent {
            return Err(Noise::Flawed(Flaw::Framing));
        }
        content_length(head)?.ok_or(Noise::NoLength).map(Route::Form)
    }

    /// `null` is what browsers send from an https page to loopback; a provider's own origin from an http one.
    fn check_origin(&self, head: &Head<'_>) -> Result<(), Noise> {
        match head.header("origin") {
            Header::Absent | Header::Once(b"null") => Ok(()),
            Header::Once(origin) if self.origins.iter().any(|ours| ours.as_bytes() == origin) => Ok(()),
            Header::Once(_) | Header::Twice => Err(Noise::ForeignOrigin),
        }
    }
}

/// Fetch Metadata: only the browser's own navigation to a page. `Sec-Fetch-Site` is not judged, because it tells how the
/// sign-in began. Browsers that send none of these pass.
fn check_purpose(head: &Head<'_>) -> Result<(), Noise> {
    for (name, expected) in [("sec-fetch-mode", &b"navigate"[..]), ("sec-fetch-dest", b"document")] {
        match head.header(name) {
            Header::Absent => {}
            Header::Once(value) if value == expected => {}
            Header::Once(_) | Header::Twice => return Err(Noise::NotNavigation),
        }
    }
    Ok(())
}

fn check_no_body(head: &Head<'_>) -> Result<(), Noise> {
    let framed = head.header("transfer-encoding") != Header::Absent || head.header("expect") != Header::Absent;
    if framed || content_length(head)?.is_some_and(|length| length > 0) {
        return Err(Noise::Flawed(Flaw::Framing));
    }
    Ok(())
}

fn content_length(head: &Head<'_>) -> Result<Option<usize>, Noise> {
    let digits = match head.header("content-length") {
        Header::Absent => return Ok(None),
        Header::Twice => return Err(Noise::Flawed(Flaw::Framing)),
        Header::Once(digits) => digits,
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Noise::Flawed(Flaw::Framing));
    }
    let length = std::str::from_utf8(digits).ok().and_then(|text| text.parse::<usize>().ok());
    length.filter(|length| *length <= BODY).map(Some).ok_or(Noise::BodyTooLarge)
}
