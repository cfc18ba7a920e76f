//! kb beside others, on the same trees in one run.

#![allow(
    clippy::cast_precision_loss,
    reason = "figures are rounded when they are printed anyway"
)]

pub mod measure;
pub mod options;
pub mod report;
pub mod sections;
pub mod trees;
