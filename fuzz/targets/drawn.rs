#![no_main]
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "one check of all, which fails by panicking"
)]

#[path = "../../tests/replay/checks/mod.rs"]
mod checks;
#[path = "../../tests/places/mod.rs"]
mod places;

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::check("drawn", data));
