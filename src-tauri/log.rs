//! The log: to standard error, warnings and above unless `RUST_LOG` asks for more.

use std::panic;

use tracing_subscriber::{EnvFilter, filter::LevelFilter};

/// Begins logging. Of a panic only the place is logged: its message may hold what must not be logged.
pub fn begin() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy();
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).finish();
    let _ = tracing::subscriber::set_global_default(subscriber);
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!(%place, "a part of the program stopped");
    }));
}
