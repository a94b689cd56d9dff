//! Another program of the same user, which tries to get at a process: `stranger PID` prints a line for each way that worked.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom, Write, stdout},
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

fn main() -> std::io::Result<()> {
    let process = std::env::args().nth(1).unwrap_or_default();
    let proc = format!("/proc/{process}");
    let ways = [
        ("environment", fs::read(format!("{proc}/environ")).is_ok()),
        ("memory", reads_memory(&proc)),
        // By this a portal tells whether it may serve the process.
        ("root folder", fs::read_dir(format!("{proc}/root/")).is_ok()),
        ("open files", fs::read_dir(format!("{proc}/fd")).is_ok()),
        ("attaching", attaches(&process, &proc)),
    ];
    for (name, _) in ways.iter().filter(|(_, worked)| *worked) {
        writeln!(stdout(), "{name}")?;
    }
    Ok(())
}

/// The first bytes of its stack.
fn reads_memory(proc: &str) -> bool {
    let read = || -> Option<u8> {
        let maps = fs::read_to_string(format!("{proc}/maps")).ok()?;
        let stack = maps.lines().find(|line| line.ends_with("[stack]"))?;
        let begin = u64::from_str_radix(stack.split('-').next()?, 16).ok()?;
        let mut memory = File::open(format!("{proc}/mem")).ok()?;
        memory.seek(SeekFrom::Start(begin)).ok()?;
        let mut byte = [0];
        memory.read_exact(&mut byte).ok()?;
        Some(byte[0])
    };
    read().is_some()
}

/// strace attaches as a debugger does, and the kernel says who does.
fn attaches(process: &str, proc: &str) -> bool {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-e", "trace=none", "-o", "/dev/null", "-p", process]).stderr(Stdio::null());
    let Ok(mut strace) = strace.spawn() else { return false };
    let mut attached = false;
    while !attached && matches!(strace.try_wait(), Ok(None)) {
        let status = fs::read_to_string(format!("{proc}/status")).unwrap_or_default();
        attached = status.lines().any(|line| line.strip_prefix("TracerPid:").is_some_and(|one| one.trim() != "0"));
        sleep(Duration::from_millis(5));
    }
    let _ = strace.kill();
    let _ = strace.wait();
    attached
}
