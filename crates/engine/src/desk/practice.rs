//! Into practice and back, and what is steered there. Decides nothing: the assistant asked for it.

use std::sync::Arc;

use sendoff_journey::{Event, PracticeEffect, PracticeEvent};
use sendoff_problem::{Kind, Problem};

use super::{Desk, Opened, Seat};

impl Desk {
    /// The practice office is open: its workplace takes the seat, and the real one waits.
    pub(super) fn practise(&mut self, opened: Opened) {
        let workplace = match opened {
            Ok(workplace) => workplace,
            Err(problem) => return self.handle(Event::Practice(PracticeEvent::NotOpened(problem))),
        };
        let settings = self.seat.assistant.settings().clone();
        let seat = Seat::at(workplace, settings, Arc::clone(&self.on_clipboard));
        let real = std::mem::replace(&mut self.seat, seat);
        self.home.get_or_insert(real);
        self.begin();
    }

    /// Back to the real workplace.
    pub(super) fn go_home(&mut self) {
        if let Some(mut home) = self.home.take() {
            self.stop_all();
            self.seat.shared.secrets.forget_all();
            home.adopt(self.seat.assistant.settings());
            self.seat = home;
            self.handle(Event::Practice(PracticeEvent::Left));
            self.begin();
        }
    }

    /// Nothing of the seat goes on: it would hold the folder when practice is opened again.
    fn stop_all(&mut self) {
        self.by_number.clear();
        self.running.abort_all();
    }

    pub(super) fn open_practice(&mut self) {
        let opened = self.opened.0.clone();
        let Some(door) = self.door.clone() else {
            let _ = opened.send(Err(Problem::new(Kind::PracticeNotOpened)));
            return;
        };
        self.running.spawn(async move {
            let _ = opened.send(door.open().await);
        });
    }

    /// At once, so that what is pressed next finds it done.
    pub(super) fn steer_practice(&mut self, effect: PracticeEffect) {
        if effect == PracticeEffect::Clear {
            return self.clear_practice();
        }
        let shared = &self.seat.shared;
        let Some(practice) = &shared.workplace.practice else { return };
        match effect {
            PracticeEffect::Arm(fault) => practice.arm(fault),
            PracticeEffect::Disarm(fault) => practice.disarm(fault),
            PracticeEffect::MoveTime(by) => {
                practice.controls.advance(by);
                shared.tell(Event::Practice(PracticeEvent::Time(practice.controls.ahead())));
            }
            PracticeEffect::Draw => {
                let mut number = [0; 8];
                shared.workplace.ports.randomness.fill(&mut number);
                shared.tell(Event::Practice(PracticeEvent::Drawn(u64::from_le_bytes(number))));
            }
            PracticeEffect::Clear => {}
        }
    }

    fn clear_practice(&mut self) {
        let (shared, door) = (Arc::clone(&self.seat.shared), self.door.clone());
        self.running.spawn(async move {
            let cleared = match door {
                Some(door) => door.clear().await,
                None => Ok(()),
            };
            shared.tell(Event::Practice(match cleared {
                Ok(()) => PracticeEvent::Cleared,
                Err(problem) => PracticeEvent::NotCleared(problem),
            }));
        });
    }
}
