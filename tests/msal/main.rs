//! Holds the practice office against Microsoft's own client library: MSAL for Python gets tokens from it, and is
//! refused with the numbers that Entra would give.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop at once and say why"
)]

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

use sendoff_tests::Serving;

#[test]
fn msal_for_python_is_served_and_refused_as_by_entra() {
    let python = env::var("SENDOFF_PYTHON").expect("cargo xtask test names a Python that has MSAL");
    let office = Serving::start(&["--seed", "tourtools"]);
    let mut msal = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/msal/honest_office.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    msal.stdin.take().unwrap().write_all(office.announcement().as_bytes()).unwrap();
    let output = msal.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "MSAL was not treated as Entra would treat it: {said}");
}
