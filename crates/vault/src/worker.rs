//! The one thread that makes all calls to a keychain.
//!
//! One thread, because the order of calls from several is not kept (documentation of windows-native-keyring-store 1.1);
//! a thread of its own, because a call may block for ever. A call that is given up cannot be stopped. Should it still
//! come through later, the thread takes its effect back: nothing changes after the person was told that nothing changed.

use std::{
    collections::HashMap,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use sendoff_values::ConnectionId;
use tokio::sync::{Mutex, oneshot};
use zeroize::Zeroizing;

use crate::{
    Fault, Patience,
    entry::{Call, Entries, EntryName, Reply},
    generation::Head,
    patience::Unanswered,
    stores::Platform,
};

/// What each head should say, as far as this process knows. Held while a head is being changed.
pub(crate) type Heads = Arc<Mutex<HashMap<ConnectionId, Option<Head>>>>;

/// A running thread with an opened store.
pub(crate) struct Worker {
    jobs: mpsc::Sender<Job>,
}

struct Job {
    call: Call,
    answer: oneshot::Sender<Result<Reply, Fault>>,
}

impl Worker {
    /// Starts the thread and opens the store on it.
    pub(crate) async fn start(platform: &Arc<dyn Platform>, heads: Heads, patience: &Patience) -> Result<Self, Fault> {
        let (jobs, inbox) = mpsc::channel();
        let (opened, opening) = oneshot::channel();
        let theirs = Arc::clone(platform);
        thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || open_and_work(theirs, &heads, opened, &inbox))
            .map_err(|_| Fault::other("thread"))?;
        patience.wait(opening).await.unwrap_or_else(|reason| Err(unanswered(reason)))?;
        Ok(Self { jobs })
    }

    /// Has one call made. After [`Fault::Hung`] the thread is lost and this worker must be dropped.
    pub(crate) async fn ask(&self, call: Call, patience: &Patience) -> Result<Reply, Fault> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job { call, answer }).map_err(|_| Fault::WentAway)?;
        patience.wait(answered).await.unwrap_or_else(|reason| Err(unanswered(reason)))
    }
}

fn unanswered(reason: Unanswered) -> Fault {
    match reason {
        Unanswered::Overdue => Fault::Hung,
        Unanswered::Gone => Fault::WentAway,
    }
}

/// Whether the service itself still answers, asked on another thread and for `limit` at most.
pub(crate) async fn still_answers(platform: &Arc<dyn Platform>, limit: Duration) -> bool {
    let (answer, answered) = oneshot::channel();
    let theirs = Arc::clone(platform);
    let started = thread::Builder::new().name("keychain-ping".to_owned()).spawn(move || {
        let _ = answer.send(theirs.is_answering(limit));
    });
    started.is_ok() && matches!(tokio::time::timeout(limit, answered).await, Ok(Ok(true)))
}

fn open_and_work(
    platform: Arc<dyn Platform>,
    heads: &Heads,
    opened: oneshot::Sender<Result<(), Fault>>,
    inbox: &mpsc::Receiver<Job>,
) {
    let (result, store) = match platform.open() {
        Ok(store) => (Ok(()), Some(store)),
        Err(fault) => (Err(fault), None),
    };
    if let (Ok(()), Some(store)) = (opened.send(result), store) {
        work(&Entries { platform, store }, heads, inbox);
    }
}

/// Until nobody can ask any more.
fn work(entries: &Entries, heads: &Heads, inbox: &mpsc::Receiver<Job>) {
    for job in inbox {
        if job.answer.is_closed() {
            continue;
        }
        let outcome = entries.perform(&job.call);
        if let Err(Ok(_)) = job.answer.send(outcome) {
            take_back(entries, heads, &job.call);
        }
    }
}

/// Undoes a call that came through after it was given up.
fn take_back(entries: &Entries, heads: &Heads, late: &Call) {
    let undone = match late {
        Call::Write(EntryName::Head(id), written) => restore_head(entries, heads, id, Some(written)),
        Call::Delete(EntryName::Head(id)) => restore_head(entries, heads, id, None),
        Call::Write(name, _) => entries.perform(&Call::Delete(name.clone())).map(drop),
        Call::Delete(_) | Call::Read(_) | Call::Identify => return,
    };
    tracing::warn!(undone = undone.is_ok(), "a call to the keychain came through after it was given up");
}

/// Where no head should be, only the one that was `written` too late is deleted.
fn restore_head(
    entries: &Entries,
    heads: &Heads,
    id: &ConnectionId,
    written: Option<&Arc<Zeroizing<Vec<u8>>>>,
) -> Result<(), Fault> {
    let known = heads.blocking_lock();
    let name = EntryName::Head(id.clone());
    let call = match known.get(id) {
        Some(Some(head)) => Call::Write(name, Arc::new(Zeroizing::new(head.to_bytes()?))),
        Some(None) if stands(entries, &name, written) => Call::Delete(name),
        Some(None) | None => return Ok(()),
    };
    entries.perform(&call).map(drop)
}

fn stands(entries: &Entries, name: &EntryName, written: Option<&Arc<Zeroizing<Vec<u8>>>>) -> bool {
    match (entries.perform(&Call::Read(name.clone())), written) {
        (Ok(Reply::Bytes(bytes)), Some(written)) => bytes == **written,
        _ => false,
    }
}
