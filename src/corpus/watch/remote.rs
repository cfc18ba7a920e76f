//! Whether a folder lies on another machine, whose changes this one's system does not tell.

use std::path::Path;

/// Types of file systems of other machines, as Linux numbers them: NFS, SMB in three ages, 9P, AFS, Ceph, FUSE (sshfs and the
/// like).
#[cfg(target_os = "linux")]
const REMOTE: [u32; 8] = [
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    0x0102_1997,
    0x5346_414F,
    0x00C3_6400,
    0x6573_5546,
];

/// Whether a folder lies on another machine, as far as this can be told.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(folder: &Path) -> bool {
    let Ok(stat) = rustix::fs::statfs(folder) else {
        return false;
    };
    // The field has another type on other processors; the numbers are 32 bits wide.
    let kind = u64::try_from(stat.f_type).unwrap_or_default() & 0xFFFF_FFFF;
    REMOTE.iter().any(|remote| u64::from(*remote) == kind)
}

/// Elsewhere nobody knows.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(_: &Path) -> bool {
    false
}
