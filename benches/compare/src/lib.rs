//! kb beside others, on the same trees in one run.

pub mod measure;
pub mod options;
pub mod report;
pub mod sections;
pub mod trees;
