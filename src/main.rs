//! The `kb` command: puts the front ends together and runs one of them.

use kb::cli::{Desk, Fronts, Offer, Picking, Ready};
use kb::config::{Listen, ListenError};
use kb::kb::{Live, Spot};
use kb::tui::{self, TuiError};
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let fronts = Fronts {
        serve,
        talk: kb::mcp::talk,
        browse,
        pick,
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

fn browse(live: Live, desk: Desk<'_>) -> Result<(), Box<dyn Error>> {
    let desk = tui::Desk {
        query: desk.query,
        filters: desk.filters,
        colors: desk.colors,
        news: desk.news,
        edit: desk.edit,
    };
    tui::browse(live, desk).map_err(told)
}

fn pick(live: Live, picking: Picking) -> Result<Option<Spot>, Box<dyn Error>> {
    let picking = tui::Picking {
        request: picking.request,
        typed: picking.typed,
        colors: picking.colors,
    };
    tui::pick(live, picking).map_err(told)
}

/// What was asked and has no answer is told as any command tells it.
fn told(error: TuiError) -> Box<dyn Error> {
    match error {
        TuiError::Asked(error) => error.into(),
        error => error.into(),
    }
}
