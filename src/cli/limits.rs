//! Limits of the system that would end kb where it stands.

/// From now on a file that would grow larger than `ulimit -f` allows is an error of its writing, as a full disk is, and not the end of
/// kb with unfinished files left behind. Programs that kb starts have the limit as ever.
#[cfg(unix)]
pub(super) fn are_errors() {
    // A handler is enough: the writing then fails. Nobody asks for the flag. Where there can be none, all is as it was.
    let nobody_asks = std::sync::Arc::default();
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, nobody_asks);
}

/// Elsewhere no signal tells of them.
#[cfg(not(unix))]
pub(super) fn are_errors() {}
