//! Who may ask: the names that the server is asked under, the pages that may ask it, and the token.
//!
//! A page of another site can make a browser ask `127.0.0.1`. It cannot choose the `Host` and `Origin` that the browser
//! sends, so both have to be on the lists; a name that was made to lead here (DNS rebinding) is on none.

use crate::config::Listen;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::collections::BTreeSet;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use url::form_urlencoded;

/// The cookie that a browser keeps the token in.
const COOKIE: &str = "kb_token";
/// The parameter of an address that brings the token.
const PARAMETER: &str = "token";
/// Most bytes of a request's address and fields.
const HEAD: usize = 32 << 10;
/// Bytes of chance in a token that is made up.
const CHANCE: usize = 24;

/// What every answer says of itself: nothing in it runs but our own script, nothing is loaded from elsewhere, no other
/// site may hold it.
const SEALS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// The address of ours that a connection came in at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Local(pub(super) SocketAddr);

/// Who may ask.
pub(super) struct Gate {
    bound: SocketAddr,
    /// `localhost:4747` and the like.
    hosts: BTreeSet<String>,
    /// `http://localhost:4747` and the like.
    origins: BTreeSet<String>,
    /// What askers have to know.
    token: Option<String>,
}

impl Gate {
    /// The gate of a server that listens at `bound`. Beyond loopback there is always a token; on it
    /// where one was told.
    pub(super) fn new(listen: &Listen, bound: SocketAddr) -> io::Result<Self> {
        let own = [
            "localhost".to_owned(),
            "127.0.0.1".to_owned(),
            "[::1]".to_owned(),
        ];
        let mut gate = Self {
            bound,
            hosts: BTreeSet::new(),
            origins: BTreeSet::new(),
            token: None,
        };
        for name in own {
            gate.allow(&format!("{name}:{}", bound.port()), &["http"]);
        }
        gate.allow(&bound.to_string(), &["http"]);
        for name in &listen.names {
            let has_port = name.rsplit_once(':').is_some_and(|(_, port)| is_port(port));
            let named = match has_port {
                true => name.clone(),
                false => format!("{name}:{}", bound.port()),
            };
            gate.allow(&named, &["http", "https"]);
        }
        gate.token = match &listen.token {
            None if bound.ip().is_loopback() => None,
            None => Some(made_up()?),
            Some(told) if is_sound(told) => Some(told.clone()),
            Some(_) => {
                let why = "the token in KB_TOKEN has blanks or signs that no header carries, or fewer than 8 of them";
                return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
            }
        };
        Ok(gate)
    }

    /// Puts a name with its port on the lists, also as browsers shorten it.
    fn allow(&mut self, host: &str, schemes: &[&str]) {
        let host = host.to_ascii_lowercase();
        for scheme in schemes {
            let usual = if *scheme == "http" { ":80" } else { ":443" };
            let name = short(&host, usual);
            self.origins.insert(format!("{scheme}://{name}"));
            self.hosts.insert(name.to_owned());
        }
        self.hosts.insert(host);
    }

    /// The address to ask at, with the token where one is needed.
    pub(super) fn address(&self, start: &str) -> String {
        let base = format!("http://{}/{start}", self.bound);
        match &self.token {
            None => base,
            Some(token) => {
                let mut query = form_urlencoded::Serializer::new(String::new());
                query.append_pair(PARAMETER, token);
                format!("{base}?{}", query.finish())
            }
        }
    }

    /// Whether a request that came in at `local` may pass; else why not.
    fn judge(&self, request: &Request, local: Option<SocketAddr>) -> Result<(), Refusal> {
        let headers = request.headers();
        let fields = headers
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len() + 4);
        if fields.sum::<usize>() + request.uri().to_string().len() > HEAD {
            return Err(Refusal::Large);
        }
        let host = asked_host(headers, request.uri()).ok_or(Refusal::NoHost)?;
        let local = local.map(|local| local.to_string());
        let is_local = local.is_some_and(|local| short(&local, ":80") == short(&host, ":80"));
        if !is_local && !self.hosts.contains(&host) {
            return Err(Refusal::Host);
        }
        let allowed = |origin: &str| {
            let origin = origin.to_ascii_lowercase();
            self.origins.contains(&origin)
                || is_local && origin == format!("http://{}", short(&host, ":80"))
        };
        for origin in headers.get_all(header::ORIGIN) {
            if !origin.to_str().is_ok_and(allowed) {
                return Err(Refusal::Origin);
            }
        }
        if is_of_another_site(headers) {
            return Err(Refusal::Origin);
        }
        match &self.token {
            Some(token) if !knows(headers, token) => Err(Refusal::Token),
            _ => Ok(()),
        }
    }

    /// For an address that brings the right token: the same address without it, where the cookie takes its place.
    fn entered(&self, request: &Request) -> Option<Response> {
        let token = self.token.as_ref()?;
        let query = request.uri().query()?;
        let pairs = || form_urlencoded::parse(query.as_bytes());
        let brought = pairs().find(|(key, _)| key == PARAMETER)?.1;
        if request.method() != Method::GET || !same(&brought, token) {
            return None;
        }
        let mut rest = form_urlencoded::Serializer::new(String::new());
        rest.extend_pairs(pairs().filter(|(key, _)| key != PARAMETER));
        let path = format!("/{}", request.uri().path().trim_start_matches(['/', '\\']));
        let target = match rest.finish() {
            rest if rest.is_empty() => path,
            rest => format!("{path}?{rest}"),
        };
        let value = form_urlencoded::byte_serialize(token.as_bytes()).collect::<String>();
        let cookie = format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax");
        let fields = [(header::LOCATION, target), (header::SET_COOKIE, cookie)];
        Some((StatusCode::SEE_OTHER, fields).into_response())
    }
}

/// Why a request does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Large,
    NoHost,
    Host,
    Origin,
    Token,
}

impl Refusal {
    fn response(self) -> Response {
        let (status, text) = match self {
            Self::Large => (
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                "the head of the request is larger than 32 KiB\n",
            ),
            Self::NoHost => (
                StatusCode::BAD_REQUEST,
                "the request names no host, or several\n",
            ),
            Self::Host => (
                StatusCode::FORBIDDEN,
                "kb does not answer under this name; start it with `--allow-host` and the name\n",
            ),
            Self::Origin => (
                StatusCode::FORBIDDEN,
                "kb does not answer the pages of other sites\n",
            ),
            Self::Token => (
                StatusCode::UNAUTHORIZED,
                "kb wants its token: open the address that `kb serve` wrote, or send it as `Authorization: Bearer`\n",
            ),
        };
        // Who may not ask keeps no connection.
        let mut response = (status, [(header::CONNECTION, "close")], text).into_response();
        if self == Self::Token {
            let scheme = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

/// Lets a request through, or answers why not.
pub(super) async fn passed(
    State(gate): State<Arc<Gate>>,
    request: Request,
    next: Next,
) -> Response {
    let local = request.extensions().get::<Local>().map(|local| local.0);
    let judged = gate.judge(&request, local);
    if matches!(judged, Ok(()) | Err(Refusal::Token))
        && let Some(entered) = gate.entered(&request)
    {
        return entered;
    }
    match judged {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.response(),
    }
}

/// Puts on every answer what browsers have to know, and that nobody is to keep it where it does not say otherwise.
pub(super) async fn sealed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in SEALS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The one host that a request names.
fn asked_host(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let mut named = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else {
        return None;
    };
    let host = host.to_str().ok()?.to_ascii_lowercase();
    let agrees = uri
        .authority()
        .is_none_or(|authority| authority.as_str().eq_ignore_ascii_case(&host));
    (agrees && !host.is_empty()).then_some(host)
}

/// Whether a browser says that the page of another site asks, other than by a link that somebody followed.
fn is_of_another_site(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let foreign = matches!(said("sec-fetch-site"), Some(b"cross-site" | b"same-site"));
    let followed = said("sec-fetch-mode") == Some(b"navigate")
        && matches!(said("sec-fetch-dest"), Some(b"document") | None);
    foreign && !followed
}

/// Whether a request brings the token, as a header or in the cookie.
fn knows(headers: &HeaderMap, token: &str) -> bool {
    let text = |name: HeaderName| {
        let values = headers.get_all(name).into_iter();
        values.filter_map(|value| value.to_str().ok())
    };
    let bearer = text(header::AUTHORIZATION).filter_map(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme
            .eq_ignore_ascii_case("bearer")
            .then(|| token.trim().to_owned())
    });
    let cookies = text(header::COOKIE).flat_map(|value| value.split(';'));
    let kept = cookies.filter_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        let value = form_urlencoded::parse(value.as_bytes())
            .next()?
            .0
            .into_owned();
        (name == COOKIE).then_some(value)
    });
    bearer.chain(kept).any(|brought| same(&brought, token))
}

/// Whether two secrets are the same, in a time that tells nothing of where they differ.
fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

/// A host as browsers shorten it: without the usual port.
fn short<'h>(host: &'h str, usual: &str) -> &'h str {
    host.strip_suffix(usual).unwrap_or(host)
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

/// Whether a token can be sent in a header, and is long enough to be one.
fn is_sound(token: &str) -> bool {
    token.len() >= 8 && token.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A token that nobody can guess.
fn made_up() -> io::Result<String> {
    let mut bytes = [0; CHANCE];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
