//! A window of Tauri with nothing in it but a colour: what the first paint of ours is measured against.
#![allow(clippy::print_stderr, reason = "a program of the tests")]

use std::process::ExitCode;

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> ExitCode {
    let ran = tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "window", WebviewUrl::App("index.html".into()))
                .inner_size(1080.0, 760.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("tests/window/bare/tauri.conf.json"));
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
