//! A named pipe that bears the folder's name. Its usual rights let other accounts of the computer read and not write, so
//! that they cannot ask.

use std::{
    fs::OpenOptions,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Read, Write},
    path::Path,
    sync::mpsc,
    thread,
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::windows::named_pipe::{NamedPipeServer, ServerOptions},
    time::timeout,
};

use super::LONGEST;

/// How long either side waits for the other.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the first answers.
const COMING: u8 = b'1';

/// What ends a wish.
const END: u8 = b'\n';

pub(super) fn ask(folder: &Path, startup_id: &str) -> bool {
    let (name, wish) = (name(folder), format!("{startup_id}\n"));
    let (tell, answered) = mpsc::channel();
    thread::spawn(move || {
        let answer = || -> io::Result<bool> {
            let mut first = OpenOptions::new().read(true).write(true).open(name)?;
            first.write_all(wish.as_bytes())?;
            let mut answer = [0];
            first.read_exact(&mut answer)?;
            Ok(answer == [COMING])
        };
        let _ = tell.send(answer().unwrap_or(false));
    });
    answered.recv_timeout(PATIENCE).unwrap_or(false)
}

pub(super) fn listen(folder: &Path, come_forward: impl Fn(String) + Send + 'static) -> io::Result<()> {
    let name = name(folder);
    tauri::async_runtime::block_on(async {
        let mut next = open(&name, true)?;
        tauri::async_runtime::spawn(async move {
            loop {
                let connected = next.connect().await.is_ok();
                let second = match open(&name, false) {
                    Ok(after) => std::mem::replace(&mut next, after),
                    Err(error) => return tracing::warn!(%error, "no second start is heard any more"),
                };
                if connected {
                    let _ = timeout(PATIENCE, answer(second, &come_forward)).await;
                }
            }
        });
        Ok(())
    })
}

fn open(name: &str, first: bool) -> io::Result<NamedPipeServer> {
    ServerOptions::new().first_pipe_instance(first).reject_remote_clients(true).create(name)
}

async fn answer(mut second: NamedPipeServer, come_forward: &(impl Fn(String) + Send)) -> io::Result<()> {
    let mut wish = Vec::new();
    while wish.len() < LONGEST {
        match second.read_u8().await? {
            END => break,
            byte => wish.push(byte),
        }
    }
    come_forward(String::from_utf8_lossy(&wish).into_owned());
    second.write_all(&[COMING]).await?;
    second.flush().await
}

/// Two versions may differ in the number; then the second says that another window is open.
fn name(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!(r"\\.\pipe\sendoff-{:016x}", hasher.finish())
}
