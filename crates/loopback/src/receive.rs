//! The wait: one future that accepts, serves, counts and stops.

use std::{
    future::{pending, poll_fn},
    io,
    net::SocketAddr,
    sync::OnceLock,
    time::Duration,
};

use jiff::Timestamp;
use sendoff_oauth::{Attempt, Carrier};
use sendoff_problem::Kind;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    time::{Instant, sleep, sleep_until},
};
use tracing::debug;

use crate::{
    Awaited, Limits, Listener, Noise, NoiseCount, Pasted,
    connection::{Event, Shared, serve},
    connections::{Activity, Connections, Moments},
    deadline::Deadline,
    handle::Order,
    route::Rules,
};

/// How long accepting rests after the system refused a connection, for want of files for instance.
const REST: Duration = Duration::from_millis(20);

/// How the answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the browser.
    Browser,
    /// Pasted by the person.
    Pasted,
}

/// The end that was hoped for. The ports are closed.
#[derive(Debug)]
pub struct Received<A: Awaited = Attempt> {
    /// Given back, to redeem the code with.
    pub attempt: A,
    /// What the provider says.
    pub answer: A::Answer,
    /// How it came.
    pub way: Way,
    /// What was turned away meanwhile.
    pub noise: NoiseCount,
}

/// The wait ended without an answer. The ports are closed and the attempt is wiped.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveEnd {
    /// By [`crate::Handle::cancel`].
    #[error("the wait was cancelled")]
    Cancelled(NoiseCount),
    /// The time is over, by one of the two clocks.
    #[error("no answer came in time")]
    TimedOut(NoiseCount),
    /// The attempt was made for another redirect address: nothing could ever arrive.
    #[error("the attempt is for another redirect address")]
    OtherRedirect,
    /// The runtime does not take the sockets.
    #[error("the sockets cannot be used")]
    Failed(#[source] io::Error),
}

impl ReceiveEnd {
    /// What kind of problem it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Cancelled(_) => Kind::Stopped,
            Self::TimedOut(_) => Kind::WaitedTooLong,
            Self::OtherRedirect | Self::Failed(_) => Kind::PortTaken,
        }
    }
}

impl Listener {
    /// Waits for the one true answer to `attempt`, which must have been made with [`Listener::redirect_address`].
    ///
    /// Every request that fails a check is turned away and counted, and the wait goes on. The first valid answer claims
    /// it; the ports stay open for at most [`Limits::after_answer`] more, so that the browser gets its page. `wall` is the
    /// wall clock. Dropping the future closes everything.
    pub async fn receive<A: Awaited>(
        self,
        attempt: A,
        limits: Limits,
        wall: &(dyn Fn() -> Timestamp + Send + Sync),
    ) -> Result<Received<A>, ReceiveEnd> {
        if attempt.redirect() != self.redirect_address() {
            return Err(ReceiveEnd::OtherRedirect);
        }
        let noise = self.noise.clone();
        let count = || *noise.borrow();
        match self.wait(&attempt, limits, Deadline::new(limits.overall, wall)).await.map_err(ReceiveEnd::Failed)? {
            Stop::Claimed(answer, way) => Ok(Received { attempt, answer, way, noise: count() }),
            Stop::Cancelled => Err(ReceiveEnd::Cancelled(count())),
            Stop::TimedOut => Err(ReceiveEnd::TimedOut(count())),
        }
    }

    async fn wait<A: Awaited>(
        self,
        attempt: &A,
        limits: Limits,
        deadline: Deadline<'_>,
    ) -> io::Result<Stop<A::Answer>> {
        let listening = |socket: Option<_>| socket.map(TcpListener::from_std).transpose();
        let sockets = Sockets { v4: listening(self.v4)?, v6: listening(self.v6)? };
        let (events, told) = mpsc::unbounded_channel();
        let rules = Rules {
            port: self.port,
            path: &self.path,
            mode: attempt.response_mode(),
            origins: attempt.answer_origins(),
        };
        let shared = Shared { attempt, rules, limits, claim: OnceLock::new(), events, moments: Moments::default() };
        // The sender is kept, so that the channel stays open when every handle is dropped.
        let (_orders_stay_open, orders) = self.orders;
        let mut wait = Wait {
            shared: &shared,
            connections: Connections::new(limits.connections),
            deadline,
            closing: None,
            way: Way::Browser,
            noise: self.noise,
        };
        let end = wait.run(&sockets, orders, told).await;
        let way = wait.way;
        drop(wait);
        Ok(match (end, shared.claim.into_inner()) {
            (End::Cancelled, _) => Stop::Cancelled,
            (End::Over, None) => Stop::TimedOut,
            (End::Over, Some(answer)) => Stop::Claimed(answer, way),
        })
    }
}

/// How the wait ended, with what was claimed.
enum Stop<T> {
    Claimed(T, Way),
    Cancelled,
    TimedOut,
}

/// Why the loop ended.
enum End {
    Cancelled,
    Over,
}

struct Sockets {
    v4: Option<TcpListener>,
    v6: Option<TcpListener>,
}

impl Sockets {
    /// The next connection from either address, by chance when both have one. Never, where none is held.
    async fn accept(&self) -> io::Result<TcpStream> {
        let accepted = tokio::select! {
            accepted = next(self.v4.as_ref()) => accepted,
            accepted = next(self.v6.as_ref()) => accepted,
        };
        accepted.map(|(stream, _)| stream)
    }
}

async fn next(listener: Option<&TcpListener>) -> io::Result<(TcpStream, SocketAddr)> {
    match listener {
        Some(listener) => listener.accept().await,
        None => pending().await,
    }
}

struct Wait<'a, A: Awaited> {
    shared: &'a Shared<'a, A>,
    connections: Connections<'a>,
    deadline: Deadline<'a>,
    /// When the ports close, once there is an answer.
    closing: Option<Instant>,
    way: Way,
    noise: watch::Sender<NoiseCount>,
}

impl<A: Awaited> Wait<'_, A> {
    /// Open connections go before new ones, so that a flood of new ones cannot push out a request that has arrived.
    async fn run(
        &mut self,
        sockets: &Sockets,
        mut orders: mpsc::UnboundedReceiver<Order>,
        mut told: mpsc::UnboundedReceiver<Event>,
    ) -> End {
        loop {
            let (closing, look) = (self.closing, self.deadline.next_look());
            tokio::select! {
                biased;
                Some(order) = orders.recv() => if self.obey(order) { return End::Cancelled },
                () = sleep_until(closing.unwrap_or(look)) => if self.has_ended() { return End::Over },
                Some(event) = told.recv() => self.note(event),
                () = poll_fn(|context| self.connections.poll(context)) => {}
                accepted = sockets.accept() => self.admit(accepted).await,
            }
        }
    }

    fn has_ended(&mut self) -> bool {
        self.closing.map_or_else(|| self.deadline.is_over(), |closing| closing <= Instant::now())
    }

    /// True when the wait is to end.
    fn obey(&mut self, order: Order) -> bool {
        match order {
            Order::Cancel => return true,
            Order::Extend(by) => self.deadline.extend(by),
            Order::Paste(text, reply) => {
                let pasted = self.paste(text.as_bytes());
                // Whoever pasted may have left; the answer counts all the same.
                let _ = reply.send(pasted);
            }
        }
        false
    }

    fn paste(&mut self, text: &[u8]) -> Pasted {
        let answer = match A::settle(self.shared.attempt.judge(Carrier::Pasted, text)) {
            Ok(answer) => answer,
            Err(reason) => {
                self.note(Event::Turned(Noise::Answer(reason)));
                return Pasted::NotTheAnswer(reason);
            }
        };
        if !self.shared.claim(answer) {
            return Pasted::Late;
        }
        self.way = Way::Pasted;
        self.close_within(Duration::ZERO);
        Pasted::Taken
    }

    fn note(&mut self, event: Event) {
        match event {
            Event::Turned(noise) => self.noise.send_modify(|count| count.add(noise)),
            Event::Claimed => self.close_within(self.shared.limits.after_answer),
            Event::PageSent => self.close_within(self.shared.limits.after_page),
        }
    }

    /// Sets the end of the wait, never later than it was set before.
    fn close_within(&mut self, time: Duration) {
        let at = Instant::now() + time;
        self.closing = Some(self.closing.map_or(at, |closing| closing.min(at)));
    }

    async fn admit(&mut self, accepted: io::Result<TcpStream>) {
        let stream = match accepted {
            Ok(stream) => stream,
            Err(error) => {
                debug!(kind = ?error.kind(), "accepting failed");
                if self.connections.drop_idlest() {
                    self.note(Event::Turned(Noise::Silent));
                }
                return sleep(REST).await;
            }
        };
        let activity = Activity::default();
        self.shared.moments.mark(&activity);
        if self.connections.add(activity.clone(), serve(stream, activity, self.shared)) {
            self.note(Event::Turned(Noise::Silent));
        }
        // Lets the runtime see what the new connection has sent before the next one is accepted.
        tokio::task::yield_now().await;
    }
}
