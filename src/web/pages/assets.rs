//! What pages load: one style sheet, one script, one picture. They are inside the program, and their addresses change
//! with what they hold, so that a browser keeps each for ever.

use crate::render::chart;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse as _;
use axum::routing::get;

/// Digits of a hash in an address.
const DIGITS: usize = 16;

/// Something that pages load.
struct Asset {
    address: String,
    kind: &'static str,
    body: String,
}

/// All that pages load.
pub(super) struct Assets {
    style: Asset,
    script: Asset,
    icon: Asset,
}

impl Asset {
    fn new(name: &str, ending: &str, kind: &'static str, body: String) -> Self {
        let hash = blake3::hash(body.as_bytes()).to_hex();
        let address = format!("/assets/{name}-{}.{ending}", &hash[..DIGITS]);
        Self {
            address,
            kind,
            body,
        }
    }
}

impl Assets {
    pub(super) fn new() -> Self {
        let style = format!("{}\n{}\n", include_str!("../assets/kb.css"), chart::style());
        let script = include_str!("../assets/kb.js").to_owned();
        let icon = include_str!("../assets/kb.svg").to_owned();
        Self {
            style: Asset::new("kb", "css", "text/css; charset=utf-8", style),
            script: Asset::new("kb", "js", "text/javascript; charset=utf-8", script),
            icon: Asset::new("kb", "svg", "image/svg+xml", icon),
        }
    }

    /// The address of the style sheet.
    pub(super) fn style(&self) -> &str {
        &self.style.address
    }

    /// The address of the script.
    pub(super) fn script(&self) -> &str {
        &self.script.address
    }

    /// The address of the picture.
    pub(super) fn icon(&self) -> &str {
        &self.icon.address
    }

    /// The routes that answer with them.
    pub(super) fn routes(&self) -> Router {
        let mut routes = Router::new();
        for asset in [&self.style, &self.script, &self.icon] {
            let fields = [
                (header::CONTENT_TYPE, asset.kind),
                (header::CACHE_CONTROL, "max-age=31536000, immutable"),
            ];
            let body = asset.body.clone();
            let answer = async move || (fields, body).into_response();
            routes = routes.route(&asset.address, get(answer));
        }
        routes
    }
}

#[cfg(test)]
mod tests {
    use super::Assets;

    #[test]
    fn addresses_follow_what_they_hold() {
        let (one, other) = (Assets::new(), Assets::new());
        assert_eq!(one.style(), other.style());
        assert!(one.style().starts_with("/assets/kb-") && one.style().ends_with(".css"));
        assert_ne!(one.style(), one.script());
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let assets = Assets::new();
        for asset in [&assets.style, &assets.script] {
            for bad in ["http:", "https:", "url(", "@import", "innerHTML", "eval("] {
                assert!(!asset.body.contains(bad), "{bad} in {}", asset.address);
            }
        }
    }
}
