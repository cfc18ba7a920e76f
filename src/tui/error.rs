//! Why a full screen ended.

use crate::kb;
use std::io;

/// Why a full screen ended before it was told to.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// There is no terminal to draw on, or it cannot be read.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
    /// What was asked has no answer.
    #[error(transparent)]
    Asked(#[from] kb::Error),
}
