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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{StoreChoice, generation::Generation};

    fn id() -> ConnectionId {
        "5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse().unwrap()
    }

    fn head(number: u64) -> Head {
        Head::of(Generation { number, chunks: 1 }, b"text")
    }

    fn bytes(head: &Head) -> Arc<Zeroizing<Vec<u8>>> {
        Arc::new(Zeroizing::new(head.to_bytes().unwrap()))
    }

    /// What stands after a call that came through too late left `there` and was undone, in a process that knows what
    /// `known` says.
    fn after(known: &[Option<Head>], there: Option<&Head>, late: &Call) -> Option<Head> {
        let platform = StoreChoice::Memory.platform();
        let entries = Entries { store: platform.open().unwrap(), platform };
        if let Some(there) = there {
            entries.perform(&Call::Write(EntryName::Head(id()), bytes(there))).unwrap();
        }
        let heads: Heads = Arc::new(Mutex::new(known.iter().map(|head| (id(), head.clone())).collect()));
        take_back(&entries, &heads, late);
        match entries.perform(&Call::Read(EntryName::Head(id()))) {
            Ok(Reply::Bytes(bytes)) => Some(Head::from_bytes(&bytes).unwrap()),
            _ => None,
        }
    }

    #[test]
    fn a_head_written_too_late_is_deleted_where_none_should_be_and_no_other_head_is() {
        let late = Call::Write(EntryName::Head(id()), bytes(&head(2)));
        assert_eq!(after(&[None], Some(&head(2)), &late), None);
        assert_eq!(after(&[None], Some(&head(7)), &late), Some(head(7)), "another program's");
        assert_eq!(after(&[], Some(&head(2)), &late), Some(head(2)), "of which nothing is known");
    }

    #[test]
    fn the_head_that_should_be_there_is_put_back() {
        let late = Call::Write(EntryName::Head(id()), bytes(&head(2)));
        assert_eq!(after(&[Some(head(1))], Some(&head(2)), &late), Some(head(1)));
        assert_eq!(after(&[Some(head(1))], None, &Call::Delete(EntryName::Head(id()))), Some(head(1)));
        assert_eq!(after(&[None], Some(&head(7)), &Call::Delete(EntryName::Head(id()))), Some(head(7)));
    }

    #[test]
    fn reading_and_asking_leave_nothing_to_undo() {
        for late in [Call::Read(EntryName::Head(id())), Call::Identify] {
            assert_eq!(after(&[Some(head(1))], Some(&head(2)), &late), Some(head(2)));
        }
    }

    /// A keychain of which only this is known: whether it answers.
    struct Answering(bool);

    impl Platform for Answering {
        fn open(&self) -> Result<Arc<keyring_core::CredentialStore>, Fault> {
            Err(Fault::Absent)
        }

        fn fault(&self, _: &(dyn std::error::Error + Send + Sync + 'static), _: Duration) -> Fault {
            Fault::Absent
        }

        fn identify(&self) -> crate::Keychain {
            crate::Keychain::Memory
        }

        fn is_answering(&self, _: Duration) -> bool {
            self.0
        }
    }

    #[tokio::test]
    async fn whether_the_service_answers_is_what_the_platform_says() {
        for answers in [true, false] {
            let platform: Arc<dyn Platform> = Arc::new(Answering(answers));
            assert_eq!(still_answers(&platform, Duration::from_mins(1)).await, answers);
        }
    }
}
