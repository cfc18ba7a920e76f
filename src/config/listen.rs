//! Where a server listens and whom it answers: told by whoever starts it, never by a folder's settings.

use std::io;
use std::net::{IpAddr, SocketAddr};

/// Where a server listens and whom it answers.
#[derive(Debug, Clone)]
pub struct Listen {
    /// The address; only programs of this machine reach a loopback one.
    pub host: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Other names that it is asked under, each with its port where that is not [`Listen::port`].
    pub names: Vec<String>,
    /// The secret that whoever asks has to know. Where there is none, one is made up for any but a loopback address.
    pub token: Option<String>,
}

/// Why a server cannot start, or cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The address cannot be had.
    #[error("cannot listen at {address}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The system gives no threads, or no random numbers.
    #[error("cannot start a server")]
    Start(#[source] io::Error),
    /// A connection broke that all talk goes over.
    #[error("the connection broke")]
    Broken(#[source] io::Error),
}

impl ListenError {
    /// How to mend it, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        let Self::Address { source, .. } = self else {
            return None;
        };
        match source.kind() {
            io::ErrorKind::AddrInUse => {
                Some("another program listens there: choose another port, or `--port 0` for any")
            }
            io::ErrorKind::PermissionDenied => {
                Some("ports below 1024 are the system's: choose a higher one with `--port`")
            }
            io::ErrorKind::AddrNotAvailable => {
                Some("this machine has no such address: see `--host`")
            }
            _ => None,
        }
    }
}
