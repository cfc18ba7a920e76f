//! Threads to work on, and what there is without them.

use super::Error;
use rayon::ThreadPoolBuilder;
use std::thread::Builder;

/// Makes sure that work can be shared out: where no thread can be started, all of it is done on this one.
pub(super) fn ready() -> Result<(), Error> {
    let tried = Builder::new().spawn(|| ());
    let builder = ThreadPoolBuilder::new();
    let built = match tried {
        Ok(thread) => {
            let _ = thread.join();
            builder.build_global()
        }
        Err(_) => builder.num_threads(1).use_current_thread().build_global(),
    };
    // That threads are there already is all right.
    match built.map_err(|error| std::error::Error::source(&error).map(ToString::to_string)) {
        Err(Some(why)) => Err(Error::Threads(why)),
        _ => Ok(()),
    }
}
