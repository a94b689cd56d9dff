//! Decides: from a set-up and an event, the next set-up, the screen and the effects.
//!
//! No I/O, no clock, no randomness, no async, no secrets: time is passed in, secrets are handles of the engine.
//! [`Assistant`] decides which place is shown; [`Journey`] is the place of one set-up.

mod about;
mod accesses;
mod action;
mod admission;
mod answer;
mod approval;
mod around;
mod arrivals;
mod assistant;
mod bindings;
mod block;
mod browser_page;
mod by_script;
mod causes;
mod checkup;
mod chosen_file;
mod connection;
mod connection_view;
mod connections;
mod connections_view;
mod context;
mod copying;
mod dialogs;
mod effect;
mod event;
mod frame;
mod google_file;
mod granted;
mod health;
mod journey;
mod lists;
mod manifest;
mod mask;
mod menu;
mod moving;
mod names;
mod note;
mod offline;
mod opening;
mod operate;
mod other_cloud;
mod owner;
mod owner_at_google;
mod phase;
mod practice;
mod prepare;
mod press;
mod proof;
mod provider;
mod questions;
mod questions_cloud;
mod questions_directory;
mod questions_found;
mod questions_home;
mod questions_view;
mod refusal;
mod registration;
mod renewal;
mod results;
mod rows;
mod running;
mod said;
mod screen;
mod settings;
mod settings_view;
mod sheet;
mod sheet_words;
mod shortcuts;
mod slot;
mod steps;
mod stored;
mod table;
mod typed_answer;
mod undo;
mod view;
mod world;

pub use about::{About, FoundDirectory, FoundHome};
pub use action::Action;
pub use admission::{Admission, Arrival};
pub use answer::{Answer, BrowserText, ChoiceId, LONGEST_TEXT, RowId, Said, Split, TickId, TooLong, Unseen};
pub use around::{
    Around, MenuGroup, MenuItem, MenuMark, SettingControl, SettingOption, SettingRow, ShortcutGroup, ShortcutRow,
};
pub use assistant::Assistant;
pub use bindings::typescript;
pub use block::{
    Block, BrowserBox, Choice, ChoiceOption, Countdown, DayField, Field, FieldName, Finding, Findings, HeldView, Help,
    HelpAnswer, HelpNote, Live, PasteBox, PortalCard, Quoted, QuotedRow, ScenarioCard, Script, SecretField, StageView,
    Status, StatusTone, Tick, Transcript, Width,
};
pub use by_script::{ScriptDialect, ScriptPress, ScriptWish, WrittenScript};
pub use effect::{
    AccessPlan, ApprovalPlan, ComesBack, DaySource, Effect, KeyPlan, Opener, PageToOpen, PasteTarget, Query, QueryDays,
    SecretEnd, SecretSource, SignInPlan, StoredSecret, TestPlan,
};
pub use event::{
    AccessGiven, CheckRead, Comparison, ConnectionsFound, DifferenceCause, Event, FileChosen, FoundConnection,
    FoundCounts, FoundState, ListMishap, Outcome, OwnText, PasteRead, SignedIn, StageDetail, StageReport, Tested,
    TranscriptLine,
};
pub use frame::FrameWords;
pub use journey::Journey;
pub use lists::{
    Column, ConnectionFilter, ConnectionRow, ConnectionSort, ConnectionView, Connections, CopyRow, CopyRows,
    ExactMatch, Fact, FilterOption, Health, MatchMark, MatchRow, MatchRun, Meter, Order, PermissionRow,
    PermissionTable, Piece, SummaryRow,
};
pub use opening::{RecipeEffect, RecipeEvent, RecipePress};
pub use practice::{DoneBy, Moment, PracticeEffect, PracticeEvent, PracticeFault, Scenario, Surface};
pub use proof::{Credentials, Saving};
pub use refusal::NotNow;
pub use registration::manifest_problem;
pub use screen::{
    Again, Banner, BannerState, Button, ButtonTone, DetailRow, Dialog, DialogName, ErrorSummary, FaultGroup, FaultItem,
    FaultMenu, Footer, Header, Mark, Note, OtherCause, PageName, ProblemView, Rail, RailGroup, RailItem, Screen, Strip,
    SummaryLink, Toast, Tone,
};
pub use settings::{ClearAfter, NotAChoice, SettingId, SettingValue, Settings, Theme, Zoom};
pub use sheet::{ReminderInput, SheetChange, SheetExpiry, SheetInput, SheetProof, SheetRow, SheetValue};
pub use stored::OtherForm;
pub use table::{TableInput, TableLine};
pub use world::{Capture, PracticeMailboxes, Surroundings, System, World};
