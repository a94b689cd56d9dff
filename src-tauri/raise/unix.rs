//! A socket in the folder, which only its owner may enter.

use std::{
    fs,
    io::{self, Read, Write},
    os::unix::net::{UnixListener, UnixStream},
    path::Path,
    thread,
    time::Duration,
};

use super::LONGEST;

const NAME: &str = "raise";

/// How long either side waits for the other.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the first answers.
const COMING: u8 = b'1';

pub(super) fn ask(folder: &Path, startup_id: &str) -> bool {
    let answered = || -> io::Result<bool> {
        let mut first = UnixStream::connect(folder.join(NAME))?;
        first.set_read_timeout(Some(PATIENCE))?;
        first.set_write_timeout(Some(PATIENCE))?;
        first.write_all(startup_id.as_bytes())?;
        first.shutdown(std::net::Shutdown::Write)?;
        let mut answer = [0];
        first.read_exact(&mut answer)?;
        Ok(answer == [COMING])
    };
    answered().unwrap_or(false)
}

pub(super) fn listen(folder: &Path, come_forward: impl Fn(String) + Send + 'static) -> io::Result<()> {
    let path = folder.join(NAME);
    // One of an earlier run: it is nobody's any more, for the folder is ours.
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => (),
    }
    let listener = UnixListener::bind(&path)?;
    thread::Builder::new().name("raise".to_owned()).spawn(move || {
        for second in listener.incoming().flatten() {
            if let Err(error) = answer(second, &come_forward) {
                tracing::debug!(%error, "somebody at the socket went away");
            }
        }
    })?;
    Ok(())
}

fn answer(mut second: UnixStream, come_forward: &impl Fn(String)) -> io::Result<()> {
    second.set_read_timeout(Some(PATIENCE))?;
    second.set_write_timeout(Some(PATIENCE))?;
    let mut wish = String::new();
    Read::by_ref(&mut second).take(LONGEST as u64).read_to_string(&mut wish)?;
    come_forward(wish);
    second.write_all(&[COMING])
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_first_comes_forward_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!ask(folder.path(), ""), "nobody is there");
        // What a run that was killed leaves behind.
        drop(UnixListener::bind(folder.path().join(NAME)).unwrap());
        assert!(!ask(folder.path(), ""), "nobody is there any more");
        let (tell, told) = mpsc::channel();
        listen(folder.path(), move |wish| tell.send(wish).unwrap()).unwrap();
        assert!(ask(folder.path(), "launcher-7"));
        assert_eq!(told.recv().unwrap(), "launcher-7");
        assert!(ask(folder.path(), ""), "and again");
    }

    #[test]
    fn whatever_else_is_said_there_the_first_goes_on_listening() {
        let folder = tempfile::tempdir().unwrap();
        let (tell, told) = mpsc::channel();
        listen(folder.path(), move |wish| tell.send(wish).unwrap()).unwrap();
        drop(UnixStream::connect(folder.path().join(NAME)).unwrap());
        let mut noise = UnixStream::connect(folder.path().join(NAME)).unwrap();
        let _ = noise.write_all(&[0xff; 4096]);
        let _ = noise.shutdown(std::net::Shutdown::Write);
        assert!(ask(folder.path(), "launcher-8"));
        assert!(told.iter().any(|wish| wish == "launcher-8"));
    }
}
