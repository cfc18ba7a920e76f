//! Starting the other front ends: on a knowledge base that stays open, until they end.

use super::Status;
use super::failure::Failure;
use super::fronts::Offer;
use super::place::Place;
use super::session::Session;
use crate::config::Listen;
use crate::kb::{Live, Source};
use crate::render::clean;
use std::io::{self, Write as _};

/// Tells what happens to an open knowledge base.
type Tell = Box<dyn Fn(&str) + Send + Sync>;

impl Session {
    /// Serves over HTTP until it is ended.
    pub(super) fn serve(&mut self, listen: Listen, offer: Offer) -> Result<Status, Failure> {
        let live = self.live()?;
        let (serve, mut told) = (self.fronts.serve, Ok(()));
        let mut ready = |address: &str| {
            told = writeln!(self.out(), "{address}").and_then(|()| self.out().flush());
            self.tell("answering; Ctrl-C ends it");
        };
        serve(live, listen, offer, &mut ready)?;
        told?;
        Ok(Status::Done)
    }

    /// Talks MCP over standard input and output until the input ends.
    pub(super) fn talk(&mut self) -> Result<Status, Failure> {
        let live = self.live()?;
        (self.fronts.talk)(live)?;
        Ok(Status::Done)
    }

    /// The knowledge base, to stay open. What reading it the first time meets is told as for any command.
    fn live(&mut self) -> Result<Live, Failure> {
        let quiet = self.global.quiet;
        let tell = move |message: &str| {
            if !quiet {
                // Where stderr is closed there is nobody to tell.
                let _ = writeln!(io::stderr(), "{}", clean::clean(message));
            }
        };
        self.live_telling(Box::new(tell))
    }

    /// The same. What happens to it later is told in this way.
    pub(super) fn live_telling(&mut self, tell: Tell) -> Result<Live, Failure> {
        let kb = self.open()?;
        let (root, index) = (self.global.root.clone(), self.global.index.clone());
        let place = Place::here(index)?;
        let source = Source {
            follow: !self.global.no_sync,
            root: Box::new(move || place.root(root.as_deref())),
            tell,
        };
        Ok(Live::around(kb, source))
    }
}
