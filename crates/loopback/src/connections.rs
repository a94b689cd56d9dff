//! The open connections: a fixed number of them, all driven by the one future that waits.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
};

/// When a connection last sent something, as a count of all such moments; 0 once it has its reply.
#[derive(Clone, Debug, Default)]
pub(crate) struct Activity(Arc<AtomicU64>);

impl Activity {
    fn last(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// It has its reply and is the first to go.
    pub(crate) fn finish(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Counts the moments.
#[derive(Debug, Default)]
pub(crate) struct Moments(AtomicU64);

impl Moments {
    pub(crate) fn mark(&self, activity: &Activity) {
        activity.0.store(self.0.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
    }
}

struct Open<'a> {
    future: Pin<Box<dyn Future<Output = ()> + Send + 'a>>,
    activity: Activity,
}

/// At most `most` connections. Dropping one closes its socket.
pub(crate) struct Connections<'a> {
    most: usize,
    open: Vec<Open<'a>>,
}

impl<'a> Connections<'a> {
    pub(crate) fn new(most: usize) -> Self {
        Self { most: most.max(1), open: Vec::with_capacity(most) }
    }

    /// Takes one more in; true if one that waited for its reply had to go for it.
    pub(crate) fn add(&mut self, activity: Activity, future: impl Future<Output = ()> + Send + 'a) -> bool {
        let lost = self.open.len() >= self.most && self.drop_idlest();
        self.open.push(Open { future: Box::pin(future), activity });
        lost
    }

    /// Closes the one that was idle longest; true if it waited for its reply.
    pub(crate) fn drop_idlest(&mut self) -> bool {
        let idlest = self.open.iter().enumerate().min_by_key(|(_, open)| open.activity.last()).map(|(at, _)| at);
        idlest.is_some_and(|at| self.open.swap_remove(at).activity.last() > 0)
    }

    /// Lets all go on; never ready while none has ended.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let before = self.open.len();
        self.open.retain_mut(|open| open.future.as_mut().poll(context).is_pending());
        if self.open.len() < before { Poll::Ready(()) } else { Poll::Pending }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::{pending, ready},
        task::Waker,
    };

    use super::*;

    #[test]
    fn the_one_idle_longest_makes_room() {
        let moments = Moments::default();
        let [first, second, third] = [(); 3].map(|()| Activity::default());
        let mut connections = Connections::new(2);
        moments.mark(&first);
        moments.mark(&second);
        assert!(!connections.add(first.clone(), pending()));
        assert!(!connections.add(second.clone(), pending()));
        moments.mark(&first);
        moments.mark(&third);
        assert!(connections.add(third.clone(), pending()));
        let kept: Vec<u64> = connections.open.iter().map(|open| open.activity.last()).collect();
        assert_eq!(kept, [first.last(), third.last()]);
    }

    #[test]
    fn one_that_has_its_reply_goes_first_and_is_no_loss() {
        let moments = Moments::default();
        let [first, second, third] = [(); 3].map(|()| Activity::default());
        let mut connections = Connections::new(2);
        for activity in [&first, &second] {
            moments.mark(activity);
            connections.add(activity.clone(), pending());
        }
        second.finish();
        assert!(!connections.add(third, pending()));
        assert_eq!(connections.open[0].activity.last(), first.last());
    }

    #[test]
    fn one_that_ended_is_told_once_and_gone() {
        let mut connections = Connections::new(3);
        let mut context = Context::from_waker(Waker::noop());
        connections.add(Activity::default(), pending());
        assert_eq!(connections.poll(&mut context), Poll::Pending);
        connections.add(Activity::default(), ready(()));
        assert_eq!(connections.poll(&mut context), Poll::Ready(()));
        assert_eq!((connections.poll(&mut context), connections.open.len()), (Poll::Pending, 1));
    }
}
