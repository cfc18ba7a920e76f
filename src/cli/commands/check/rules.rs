//! `--rule`: which findings are shown, and which of them are mended.

use crate::cli::failure::Failure;
use crate::model::{RULES, Severity};
use crate::recap::Fault;
use clap::builder::PossibleValuesParser;

/// The names of all rules: those of findings, and those that only have a mend.
pub(super) fn names() -> PossibleValuesParser {
    let mends = Fault::ALL.map(Fault::rule).into_iter();
    let alone = mends.filter(|rule| !RULES.contains(rule));
    RULES.into_iter().chain(alone).collect::<Vec<_>>().into()
}

/// The names of the rules of findings.
pub(in crate::cli::commands) fn of_findings() -> PossibleValuesParser {
    RULES.into()
}

/// The faults of these rules, or of all, that are at least so grave.
///
/// # Errors
/// Where a rule has no mend.
pub(super) fn mended(rules: &[String], least: Severity) -> Result<Vec<Fault>, Failure> {
    let is_mend = |rule: &&String| Fault::ALL.iter().any(|fault| fault.rule() == *rule);
    if let Some(rule) = rules.iter().find(|rule| !is_mend(rule)) {
        let known = Fault::ALL.map(|fault| format!("`{}`", fault.rule()));
        return Err(
            Failure::new(format!("what `{rule}` finds is nothing that kb can mend")).hinted(
                format!("the rules that have a mend are {}", known.join(", ")),
            ),
        );
    }
    let faults = told(rules).into_iter();
    Ok(faults.filter(|fault| fault.severity() >= least).collect())
}

/// The faults of these rules, or of all: those of which a list of their findings tells.
pub(super) fn told(rules: &[String]) -> Vec<Fault> {
    let is_named = |fault: &Fault| rules.iter().any(|rule| rule == fault.rule());
    let faults = Fault::ALL.into_iter();
    faults
        .filter(|fault| rules.is_empty() || is_named(fault))
        .collect()
}

/// Refuses rules that find nothing without `--fix`.
///
/// # Errors
/// Where there is one.
pub(super) fn refuse_mends(rules: &[String]) -> Result<(), Failure> {
    match rules.iter().find(|rule| !RULES.contains(&rule.as_str())) {
        Some(rule) => Err(Failure::new(format!(
            "`{rule}` is a rule of `--fix` alone: kb itself reads such a note as it is meant"
        ))
        .hinted(format!(
            "`kb check --fix --rule {rule} --dry-run` shows what it would mend"
        ))),
        None => Ok(()),
    }
}
