//! The log: to standard error, warnings and above unless `RUST_LOG` asks for more.

use std::panic;

use tracing::Level;
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{LevelFilter, filter_fn},
    layer::SubscriberExt,
};

/// Other people's crates write requests, headers and mail below warnings, whatever `RUST_LOG` asks for (promise
/// 18); only our own lines are made to hold no secret.
fn may_be_written(target: &str, level: Level) -> bool {
    level <= Level::WARN || target.starts_with("sendoff")
}

/// Begins logging. Of a panic only the place is logged: its message may hold what must not be logged.
pub fn begin() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy();
    let ours = filter_fn(|metadata| may_be_written(metadata.target(), *metadata.level()));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(filter).with_filter(ours);
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines));
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!(%place, "a part of the program stopped");
    }));
}

#[cfg(test)]
mod tests {
    use std::{env, process::Command};

    use super::*;

    #[test]
    fn only_our_own_lines_go_below_warnings() {
        assert!(may_be_written("sendoff_engine::desk", Level::TRACE));
        assert!(may_be_written("reqwest::connect", Level::WARN));
        for target in ["reqwest::connect", "hyper_util::client", "zbus::connection", "rustls::client"] {
            assert!(!may_be_written(target, Level::INFO), "{target}");
        }
    }

    const STARTED_AGAIN: &str = "SENDOFF_TEST_PANICS";

    /// Once more, as a process of its own, because a hook is for the whole process (promise 18).
    #[test]
    fn of_a_panic_only_the_place_is_told() {
        if env::var_os(STARTED_AGAIN).is_some() {
            begin();
            panic!("canary-{}", "8xQ8Q");
        }
        let mut again = Command::new(env::current_exe().expect("this program"));
        let again = again.args(["--exact", "log::tests::of_a_panic_only_the_place_is_told", "--nocapture"]);
        let told = again.env(STARTED_AGAIN, "1").output().expect("it starts again");
        let told = [told.stdout, told.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert!(told.contains("stopped") && told.contains("log.rs:"), "{told}");
        assert!(!told.contains("8xQ8Q"), "{told}");
    }
}
