//! What an error gives a person to pass on, the ticket and the note for an administrator, gathered on a walk through many errors;
//! and the search in it, and in everything else by which something could have left the program.

use std::cell::RefCell;

use sendoff_tests::canaries::{Channel, Detector};

use crate::{
    canaries::{TICKET, copy},
    office::OwnOffice,
    scene::Scene,
    stage::Stage,
    watching::{Processes, nothing_leaked, seen},
};

/// Gathered so far.
pub(crate) struct Told {
    tickets: Channel,
    notes: Channel,
    processes: Processes,
    pages: Channel,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            tickets: Channel::new("tickets"),
            notes: Channel::new("notes for an administrator"),
            processes: Processes::new(),
            pages: Channel::new("pages with an error"),
        }
    }
}

impl Told {
    /// Nothing of it holds a secret, and neither do files, streams, processes and what the page was given.
    pub(crate) fn gives_nothing_away(self, stage: &Stage, office: &OwnOffice) {
        let detector = Detector::for_all(&office.office().handed_out());
        println!(
            "{} tickets, {} notes, {} pages",
            self.tickets.places.len(),
            self.notes.places.len(),
            self.pages.places.len()
        );
        assert!(self.tickets.places.len() > 5 && self.tickets.len() > 1_000, "tickets were copied");
        let mut channels = stage.files();
        channels.extend(
            seen(self.processes, &crate::sharing::Recording::default()).into_iter().filter(|one| !one.is_empty()),
        );
        channels.extend([self.tickets, self.notes, self.pages]);
        let log = channels.iter().find(|one| one.name == "log at trace").expect("a log");
        assert!(log.len() > 2_000, "the log is at its most talkative");
        nothing_leaked(&channels, &detector);
    }
}

impl Scene<'_> {
    /// Copies what the shown error can be told by.
    pub(crate) async fn gather(&self, told: &RefCell<Told>) {
        let (window, stage) = (self.window, self.stage);
        let markup = window.ask("return new XMLSerializer().serializeToString(document)", vec![]).await;
        let name = window.text("#problem-title").await;
        told.borrow_mut().pages.add(&name, markup.as_str().unwrap_or_default());
        if window.has(TICKET).await {
            let ticket = copy("ticket", TICKET, window, stage).await;
            told.borrow_mut().tickets.places.extend(ticket.places);
        }
        let note = "[data-problem] [data-action=copy-administrator-note]";
        if window.has(note).await {
            let note = copy("note", note, window, stage).await;
            told.borrow_mut().notes.places.extend(note.places);
        }
        told.borrow_mut().processes.look(stage);
    }
}
