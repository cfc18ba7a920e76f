//! The `kb` command: puts the front ends together and runs one of them.

use kb::cli::{Fronts, Offer, Ready};
use kb::config::{Listen, ListenError};
use kb::kb::Live;
use std::process::ExitCode;

fn main() -> ExitCode {
    let fronts = Fronts {
        serve,
        talk: kb::mcp::talk,
    };
    kb::cli::run(std::env::args_os(), fronts)
}

fn serve(live: Live, listen: Listen, offer: Offer, ready: Ready<'_>) -> Result<(), ListenError> {
    let mut site = kb::web::Site::new(live.clone());
    if offer.pages {
        site = site.with_pages();
    }
    if offer.mcp {
        site = site.with_mcp(kb::mcp::service(live));
    }
    site.serve(&listen, ready)
}
