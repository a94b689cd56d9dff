//! Reads recipe, provider and catalogue files into checked types, or says where they are wrong.
//!
//! The files live in `recipes/` at the top of the repository; every fact there carries its source and the day it was
//! last checked. This room knows no network and no clock, decides nothing about a set-up, and holds no words of its
//! own: what a recipe says about a portal or an application stands in the recipe, all other sentences in `words`.
//!
//! A recipe file may also come from a stranger (security.md M-16), so every text in one is limited in length and kind,
//! the schema is closed, and the only addresses that can be opened are built from the compiled provider files.

#[cfg(all(feature = "test-names", not(debug_assertions)))]
compile_error!("`test-names` is for the servers of tests: no program that is released may take a host this way");

mod access;
mod bundled;
mod catalogue;
mod check;
mod cloud;
mod codes;
mod condition;
mod discovered;
mod ends;
mod exposed;
mod fact;
mod fingerprint;
mod found;
mod google;
mod google_errors;
mod hand_over;
mod key;
mod labels;
mod leads;
mod mail_home;
mod mail_servers;
mod naming;
mod national;
mod network;
mod opened;
mod page;
mod permission;
mod permissions;
mod places;
mod probe;
mod provider;
mod question;
mod read;
mod recipe;
mod redirect;
mod replies;
mod run;
mod said;
mod source;
mod step;
mod stranger;
mod summary;
mod tailor;
mod template;
mod text;
mod told;
mod typed;
mod waiting;

pub use access::{Access, Audience, AudienceRule, Delegate};
pub use bundled::Recipes;
pub use catalogue::{ErrorCatalogue, PageText};
pub use check::{Checkup, WrongPlace};
pub use cloud::Elsewhere;
pub use codes::CodeCatalogue;
pub use condition::{Condition, When};
pub use ends::Ends;
pub use exposed::{Exposed, MayConsent};
pub use fact::Fact;
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use found::{FoundProvider, FoundRule, ProviderNames};
pub use google_errors::{GoogleError, GoogleErrors, SaidBeside};
pub use hand_over::{Alternative, Cell, Change, HandOver, HandOverField, HandOverValue};
pub use key::has_key;
pub use labels::{Meaning, PortalLabels};
pub use leads::leads_to_answer;
pub use mail_home::{MailHome, MailHomes};
pub use mail_servers::{MailServer, MailServers};
pub use naming::Naming;
pub use national::ScriptWords;
pub use network::{NetworkCheck, NetworkPlace};
pub use opened::{OpenedRecipe, Origin};
pub use page::{PageLink, PortalPage};
pub use permission::{GrantedIn, Permission, PermissionKind, Platform, PlatformRule};
pub use permissions::{Approver, KnownPermission, PermissionIds, Permissions, Resource};
pub use probe::{Probe, ProbeKind};
pub use provider::{Addresses, Endpoint, PracticePages, ProvidedBy, Provider, ProviderId};
pub use question::{Answer, Answers, Choice, NotAnAnswer, Question};
pub use read::{MAX_BYTES, MAX_DEPTH, MAX_VALUES, RecipeError};
pub use recipe::{Guide, Recipe, Support, Trap};
pub use redirect::{Beside, RedirectPlan, RedirectRule, can_be_registered};
pub use replies::ReplyCatalogue;
pub use run::{Run, Runs};
pub use said::Said;
pub use step::{CopyRow, PortalCard, Step};
pub use summary::{QuestionSummary, RecipeSummary, RecipesSummary};
pub use template::{MissingValue, Placeholder, Template, Values};
pub use text::{BadText, Id, Label, RailLabel, Text, Title};
pub use told::Told;
pub use typed::{NotTyped, TypedKind, TypedQuestion};
pub use waiting::{Wait, Waits};
