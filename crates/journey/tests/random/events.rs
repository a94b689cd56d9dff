//! What may happen at any moment: presses, texts, pastes, results in time and late ones.

use super::*;

/// Any event at all, likely ones more often.
pub(super) fn event(random: &mut Random, tried: &mut Tried<'_>) -> Event {
    match random.below(100) {
        0..=34 => answer_of_engine(random, tried),
        35..=39 => late(random, tried),
        40..=69 => Event::Said(Said::Press(action(random))),
        70..=79 => Event::Said(said(random)),
        80..=85 => Event::Read(read(random, tried)),
        86..=88 => Event::Held(*random.of(&[FieldId::ClientSecret, FieldId::AppPassword]), held(tried)),
        89..=91 => Event::BrowserText(BrowserText(fresh(tried))),
        92 => Event::AttemptWarned { operation: current(tried), problem: problem(random) },
        93 => Event::ClipboardUnreadable(PasteTarget::Browser, Kind::ClipboardUnreadable.into()),
        94 => Event::Practice(practice(random)),
        95 => Event::PageNotOpened(Kind::BrowserNotOpened.into()),
        96 => Event::Remembered,
        97 if random.below(4) == 0 => Event::Compared { row: row(random), comparison: comparison() },
        97 => copied(random, tried),
        98 => tried.model.remembered.clone().map_or(Event::PageOpened, |journey| Event::Loaded(read_back(&journey))),
        _ => Event::NewId(ID.parse().unwrap()),
    }
}

/// An answer to a press on *Copy*, now and then to none.
fn copied(random: &mut Random, tried: &Tried<'_>) -> Event {
    let asked = tried.model.copying.filter(|_| random.below(4) > 0);
    let number = asked.unwrap_or_else(|| OperationNumber(random.below(40)));
    match random.below(3) {
        0 => Event::Copied(number),
        1 => Event::SecretCopied(number, tried.play.now),
        _ => Event::NotCopied(Some(number), problem(random)),
    }
}

/// What comes from practice, asked for or not.
fn practice(random: &mut Random) -> PracticeEvent {
    match random.below(5) {
        0 => PracticeEvent::NotOpened(problem(random)),
        1 => PracticeEvent::Left,
        2 => PracticeEvent::Drawn(7),
        3 => PracticeEvent::Time(SignedDuration::from_hours(24 * 30)),
        _ => PracticeEvent::Faults { armed: [PracticeFault::SecretWrong].into(), happened: Vec::new() },
    }
}

pub(super) fn read_back(journey: &Journey) -> Box<Journey> {
    let text = serde_json::to_string(journey).unwrap();
    Box::new(serde_json::from_str(&text).unwrap())
}

pub(super) fn comparison() -> Comparison {
    Comparison { runs: Vec::new(), causes: vec![DifferenceCause::LineBreak, DifferenceCause::Other] }
}

pub(super) fn current(tried: &Tried<'_>) -> OperationNumber {
    tried.model.under_way.as_ref().map_or(OperationNumber(0), |(number, _)| *number)
}

pub(super) fn fresh(tried: &mut Tried<'_>) -> Handle {
    tried.play.next_handle += 1;
    Handle(tried.play.next_handle)
}

pub(super) fn held(tried: &mut Tried<'_>) -> Held {
    Held { handle: fresh(tried), length: 40, first_three: "8xQ".to_owned(), shape: SecretShape::Usual }
}

pub(super) fn problem(random: &mut Random) -> Problem {
    Problem::new(*random.of(Kind::ALL))
}

/// What the engine might say about what it was asked: mostly that it worked.
pub(super) fn answer_of_engine(random: &mut Random, tried: &mut Tried<'_>) -> Event {
    if let Some(operation) = tried.model.records.filter(|_| random.below(3) == 0) {
        return Event::Finished { operation, outcome: Box::new(Outcome::ExchangesFound(exchanges(random))) };
    }
    let Some((operation, effect)) = tried.model.under_way.clone() else {
        return Event::Said(Said::Press(Action::Continue));
    };
    let at = tried.play.now;
    if random.below(4) == 0 {
        let stage = *random.of(Stage::ALL);
        let state = *random.of(&[StageState::Working, StageState::Done, StageState::Failed, StageState::Skipped]);
        let detail = match random.below(5) {
            0 => StageDetail::TryingAgainAt(at + SignedDuration::from_secs(10)),
            1 => StageDetail::Account(MAILBOX.to_owned()),
            2 => StageDetail::Granted(vec!["Mail.Send".to_owned(), "Mail.Read".to_owned()]),
            3 => StageDetail::Host("graph.microsoft.com".to_owned()),
            _ => StageDetail::None,
        };
        return Event::Stage(StageReport { operation, part: 0, stage, state, at, detail });
    }
    let outcome = if random.below(5) == 0 { Outcome::Failed(problem(random)) } else { success(random, tried, &effect) };
    Event::Finished { operation, outcome: Box::new(outcome) }
}

/// Mail records of a mailbox at Google, at Microsoft, elsewhere, and none.
fn exchanges(random: &mut Random) -> Vec<HostName> {
    let host = *random.of(&[
        "smtp.google.com",
        "gmail-smtp-in.l.google.com",
        "harbour.mail.protection.outlook.com",
        "mx.example",
        "",
    ]);
    host.parse().into_iter().collect()
}

pub(super) fn success(random: &mut Random, tried: &mut Tried<'_>, effect: &Effect) -> Outcome {
    // Now and then the answer to another question.
    if random.below(40) == 0 {
        return Outcome::Saved { keychain: "GNOME Keyring".to_owned() };
    }
    match effect {
        Effect::FindDirectory { .. } if random.below(12) == 0 => {
            Outcome::DirectoryFound { tenant: OBJECT.parse().unwrap() }
        }
        Effect::FindDirectory { .. } => Outcome::DirectoryFound { tenant: tenant() },
        Effect::SignIn { .. } => Outcome::SignedIn(signed_in(random, tried)),
        Effect::SendTest { .. } => Outcome::Tested(sent()),
        Effect::Save { .. } => Outcome::Saved { keychain: "GNOME Keyring".to_owned() },
        Effect::WriteSheet { .. } => Outcome::SheetWritten { path: "/home/anna/sheet.html".to_owned() },
        _ => Outcome::SecretAccepted,
    }
}

pub(super) fn signed_in(random: &mut Random, tried: &mut Tried<'_>) -> sendoff_journey::SignedIn {
    let account = *random.of(&[MAILBOX, MAILBOX, MAILBOX, "anna@harbour.example", "not an address", ""]);
    let requests = tried.play.scenery.recipes.recipe("tourtools").unwrap().requests();
    let mut granted: Vec<String> = requests.map(str::to_owned).collect();
    if random.below(8) == 0 {
        granted.remove(0);
    }
    let tenant = if random.below(10) == 0 { OBJECT.parse().unwrap() } else { tenant() };
    let (account, guest) = (account.to_owned(), random.below(12) == 0);
    sendoff_journey::SignedIn { account, name: None, tenant: Some(tenant), guest, granted, access: fresh(tried) }
}

/// Something about an operation that is over.
pub(super) fn late(random: &mut Random, tried: &mut Tried<'_>) -> Event {
    let over = tried.model.over.clone();
    let operation = if over.is_empty() { OperationNumber(9_999) } else { *random.of(&over) };
    let outcome = match random.below(4) {
        0 => Outcome::Tested(sent()),
        1 => Outcome::SignedIn(signed_in(random, tried)),
        2 => Outcome::Saved { keychain: "GNOME Keyring".to_owned() },
        _ => Outcome::SecretAccepted,
    };
    Event::Finished { operation, outcome: Box::new(outcome) }
}

pub(super) fn action(random: &mut Random) -> Action {
    let step = *random.of(&[
        StepId::AppRegistration,
        StepId::Tenant,
        StepId::RedirectUri,
        StepId::Permissions,
        StepId::ClientSecret,
        StepId::Mailbox,
        StepId::SignIn,
        StepId::Test,
        StepId::Save,
        StepId::HandOver,
        StepId::Network,
    ]);
    match random.below(47) {
        0..=8 => Action::Continue,
        9 => Action::Back,
        10..=12 => Action::GoTo(step),
        13 => Action::StayHere,
        14 => Action::Change(step),
        15..=18 => Action::Retry,
        19 => Action::Stop,
        20..=21 => Action::OpenBrowser,
        22 => Action::SignInElsewhere,
        23 => Action::OpenBrowserAgain,
        24 => Action::CopyLink,
        25 => Action::OpenPortalPage,
        26 => Action::CopyPortalLink,
        27 => random.of(&[Action::Paste, Action::ChooseFile]).clone(),
        28 => Action::PasteInto(*random.of(&[FieldId::ClientId, FieldId::TenantId, FieldId::ClientSecret])),
        29 => Action::PasteFromBrowser,
        30 => Action::ClearSecret,
        31 => Action::SwapIds,
        32 => Action::UseFoundDirectory,
        33 => Action::CopyAdministratorNote,
        34 => Action::CopyProblemBlock,
        35..=37 => Action::SendTest,
        38 => Action::CopyTranscript,
        39 => Action::Arrived(random.below(2) == 0),
        40 => Action::ConfirmDelegate(random.below(2) == 0),
        41..=43 => Action::Save,
        44 => Action::SaveSheet,
        45 => around(random),
        _ => random.of(&[Action::Done, Action::NewSetUp, Action::Practise, Action::ToConnections]).clone(),
    }
}

/// What stands around every page. Quitting ends the program, and so the sequence: it is told in a story.
fn around(random: &mut Random) -> Action {
    let actions = [
        Action::OpenSettings,
        Action::SetTheme(Theme::Dark),
        Action::ZoomIn,
        Action::SwitchScreenShare,
        Action::ShowShortcuts,
        Action::ShowAbout,
        Action::CloseDialog,
        Action::LeaveAnyway,
        Action::AskClearPractice,
        Action::ClearPractice,
        Action::OpenFolder,
    ];
    random.of(&actions).clone()
}

pub(super) fn text(random: &mut Random) -> String {
    let texts = [
        CLIENT,
        TENANT,
        OBJECT,
        CANARY,
        "",
        " ",
        "7f3c1a52-0b8e",
        "harbour.example",
        MAILBOX,
        "sales@other.example",
        "Harbour Travel",
        "https://www.tourtools.com/auth/",
        "\u{202e}x{ $mailbox } [[Web]] {0}",
    ];
    (*random.of(&texts)).to_owned()
}

pub(super) fn row(random: &mut Random) -> RowId {
    RowId((*random.of(&["field-0", "field-2", "field-3", "field-5", "field-5-0", "tenant-0", "none"])).to_owned())
}

pub(super) fn said(random: &mut Random) -> Said {
    let version = *random.of(&[0, 1, 2, u64::MAX]);
    match random.below(12) {
        0..=3 => {
            let fields =
                [FieldId::ClientId, FieldId::TenantId, FieldId::Mailbox, FieldId::Organisation, FieldId::RedirectUri];
            Said::Typed { field: *random.of(&fields), text: text(random), version }
        }
        4 => Said::RecipientTyped { text: text(random), version },
        5 => {
            let choices = [
                ChoiceId::Application,
                ChoiceId::Period,
                ChoiceId::WhichDay,
                ChoiceId::Question("redirect-address".to_owned()),
            ];
            let options = ["tourtools", "180", "other", "2027-03-04", "typed", "registered", "7"];
            Said::Chosen { choice: random.of(&choices).clone(), option: (*random.of(&options)).to_owned() }
        }
        6 | 7 => Said::Ticked { tick: tick(random), on: random.below(4) != 0 },
        8 => Said::DayTyped { year: *random.of(&[2026, 2027, 9999, -9999]), month: 12, day: *random.of(&[1, 31, 0]) },
        9 => Said::Copy(row(random)),
        10 => random.of(&[Said::CopyNext, Said::ScreenShare(true), Said::ScreenShare(false)]).clone(),
        _ => Said::PastedBack { row: row(random), text: text(random) },
    }
}

pub(super) fn tick(random: &mut Random) -> TickId {
    if random.below(4) == 0 {
        return TickId::Afterwards(u8::try_from(random.below(12)).unwrap());
    }
    let steps = [StepId::AppRegistration, StepId::RedirectUri, StepId::Permissions, StepId::ExposeApi, StepId::Mailbox];
    TickId::Step(*random.of(&steps))
}

pub(super) fn read(random: &mut Random, tried: &mut Tried<'_>) -> PasteRead {
    let found = |field, value: &str| Found { field, value: value.to_owned(), evidence: Evidence::Label };
    let mut reading = PublicReading::default();
    if random.below(2) == 0 {
        reading.fields.push(found(FieldId::ClientId, CLIENT));
    }
    if random.below(2) == 0 {
        reading.fields.push(found(FieldId::TenantId, TENANT));
    }
    if random.below(4) == 0 {
        reading.fields.push(found(FieldId::SecretExpires, "2027-05-21"));
    }
    if random.below(6) == 0 {
        let id = Some(OBJECT.to_owned());
        let (what, kind) = (DeclinedWhat::ObjectId, Kind::ObjectIdPasted);
        reading.declined.push(Declined { what, kind, id, length: None, named: std::collections::BTreeMap::new() });
    }
    let days = ["2027-03-04".parse().unwrap(), "2027-04-03".parse().unwrap()];
    match random.below(12) {
        0 => reading.questions.push(Question::WhichDay { days }),
        1 => {
            let (value, fields) = (CLIENT.to_owned(), vec![FieldId::ClientId, FieldId::TenantId]);
            reading.questions.push(Question::WhichField { value, fields });
        }
        2 => reading.questions.push(Question::SeveralSecrets { count: 2 }),
        _ => {}
    }
    let target = *random.of(&[
        None,
        Some(PasteTarget::Step(StepId::Tenant)),
        Some(PasteTarget::Manifest),
        Some(PasteTarget::Browser),
    ]);
    let held = (random.below(4) == 0).then(|| (FieldId::ClientSecret, held(tried)));
    let manifest = (random.below(3) == 0).then(|| Box::new(manifest(random)));
    PasteRead { target, reading, manifest, held, ..PasteRead::default() }
}

/// One that is right in nothing or in something.
fn manifest(random: &mut Random) -> sendoff_intake::Manifest {
    let secret =
        if random.below(2) == 0 { r#"[{"hint": "8xQ", "endDateTime": "2027-05-21T00:00:00Z"}]"# } else { "[]" };
    let text = format!(r#"{{"appId": "{CLIENT}", "id": "{OBJECT}", "passwordCredentials": {secret}}}"#);
    sendoff_intake::read_manifest(&text).unwrap()
}
