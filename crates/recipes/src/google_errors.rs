//! Which of our kinds an error of Google's is: of its sign-in, the Gmail API, its mail servers, and pages that stay in the browser.

use jiff::civil::Date;
use sendoff_problem::{CodeRule, Kind, Problem, Refusal, ReplyCode, ReplyRule, WhoActs};
use sendoff_values::StepId;
use serde::Deserialize;

use crate::{
    read::{Checked, Misfit, RecipeError, read, require},
    source::Source,
    text::{Label, Text},
    told::Told,
};

/// What a mail server begins a challenge with (RFC 4954 section 4).
const CHALLENGE: &str = "334";

/// The checked catalogue, each table in the order of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoogleErrors {
    sign: Vec<Label>,
    answers: Vec<Row>,
    pages: Vec<Row>,
    api: Vec<Row>,
    challenges: Vec<Row>,
    servers: Vec<Row>,
    codes: Vec<CodeRule>,
    replies: Vec<ReplyRule>,
}

/// What one row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoogleError {
    /// Which kind it is.
    pub kind: Kind,
    /// The step that mends it, in the words of the script face; without one, waiting does.
    pub step: Option<StepId>,
    /// Whether the same may succeed without any change.
    pub retry: bool,
    pub(crate) told: Told,
}

/// What is known of an answer of the sign-in, beside its `error`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaidBeside<'a> {
    /// `error_subtype`.
    pub subtype: Option<&'a str>,
    /// `error_description`.
    pub description: Option<&'a str>,
}

impl GoogleErrors {
    /// Reads a catalogue; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        let file: GoogleFile = read(file, text)?;
        let rows = |entries: Vec<Entry>| entries.into_iter().map(Row::from).collect::<Vec<_>>();
        let (api, servers) = (rows(file.api), rows(file.reply));
        Ok(Self {
            sign: file.sign,
            answers: rows(file.answer),
            pages: rows(file.page),
            challenges: rows(file.challenge),
            codes: api.iter().filter_map(Row::code_rule).collect(),
            replies: servers.iter().filter_map(Row::reply_rule).collect(),
            api,
            servers,
        })
    }

    /// An answer of the sign-in or the token endpoint, by its `error` (RFC 6749 sections 4.1.2.1 and 5.2) and what is said beside it.
    pub fn of_answer(&self, error: &str, beside: SaidBeside<'_>) -> Option<&GoogleError> {
        let description = beside.description.unwrap_or_default().to_lowercase();
        let finer = |row: &&Row| row.finer.as_ref().is_none_or(|finer| beside.subtype == Some(finer.as_str()));
        let mut of_error = self.answers.iter().filter(|row| row.has_code(error)).filter(finer);
        of_error.find(|row| row.is_said_in(&description)).map(|row| &row.error)
    }

    /// A page: by the error it ends with, else by its words.
    pub fn of_page(&self, error: Option<&str>, text: &str) -> Option<&GoogleError> {
        let by_error = |error| self.pages.iter().find(|row| row.says.is_none() && row.has_code(error));
        error.and_then(by_error).or_else(|| self.worded(text)).map(|row| &row.error)
    }

    /// What a page is called that shows no error.
    pub fn code_of_page(&self, text: &str) -> Option<&str> {
        self.worded(text)?.code.as_ref().map(Label::as_str)
    }

    fn worded(&self, text: &str) -> Option<&Row> {
        let lower = text.to_lowercase();
        self.pages.iter().find(|row| row.says.is_some() && row.is_said_in(&lower))
    }

    /// An answer of the Gmail API, by the first of its reasons that is known.
    pub fn of_api(&self, reasons: &[&str], message: &str) -> Option<&GoogleError> {
        let at = |reason: &&str| self.codes.iter().position(|rule| rule.fits(reason, message));
        reasons.iter().find_map(at).and_then(|at| self.api.get(at)).map(|row| &row.error)
    }

    /// What a mail server says before it refuses access (developers.google.com/workspace/gmail/imap/xoauth2-protocol), decoded.
    pub fn of_challenge(&self, decoded: &str) -> Option<&GoogleError> {
        let bare: String = decoded.to_lowercase().chars().filter(|one| !one.is_whitespace()).collect();
        self.challenges.iter().find(|row| row.is_said_in(&bare)).map(|row| &row.error)
    }

    /// A refusal of a mail server of Google's.
    pub fn of_reply(&self, refusal: &Refusal<'_>) -> Option<&GoogleError> {
        let at = self.replies.iter().position(|rule| rule.fits(refusal))?;
        self.servers.get(at).map(|row| &row.error)
    }

    /// Whether a refusal shows by itself that it comes from Google.
    pub fn is_of_google(&self, words: &str) -> bool {
        let lower = words.to_lowercase();
        self.sign.iter().any(|sign| lower.contains(sign.as_str()))
    }

    /// The rows about mail servers as rules.
    pub fn replies(&self) -> &[ReplyRule] {
        &self.replies
    }

    /// The rows about the Gmail API as rules.
    pub fn codes(&self) -> &[CodeRule] {
        &self.codes
    }

    /// The row that a problem came from: the first of its kind that fits the code it brings.
    pub(crate) fn of_problem(&self, problem: &Problem) -> Option<&GoogleError> {
        let code = problem.details.code.as_deref()?;
        let said = problem.details.said.as_deref().unwrap_or_default();
        let of_kind = |error: &&GoogleError| error.kind == problem.kind;
        if code == CHALLENGE {
            return self.of_challenge(said).filter(of_kind);
        }
        if let Some(begin) = code.split(' ').next().and_then(|begin| begin.parse::<ReplyCode>().ok()) {
            return self.of_reply(&Refusal { code: begin, words: said }).filter(of_kind);
        }
        let beside = SaidBeside { subtype: None, description: Some(said) };
        let by_words =
            self.of_answer(code, beside).filter(of_kind).or_else(|| self.of_api(&[code], said).filter(of_kind));
        // What was decided by more than stands under Details: a subtype, or the whole of a page.
        let tables = || self.answers.iter().chain(&self.pages).filter(|row| row.has_code(code)).map(|row| &row.error);
        by_words.or_else(|| tables().find(of_kind))
    }

    /// What every row says.
    pub fn all(&self) -> impl Iterator<Item = &GoogleError> {
        let tables = [&self.answers, &self.pages, &self.api, &self.challenges, &self.servers];
        tables.into_iter().flatten().map(|row| &row.error)
    }
}

impl GoogleError {
    /// What happened, in one short line.
    pub const fn title(&self) -> &Text {
        &self.told.title
    }

    /// Who must act.
    pub const fn who(&self) -> WhoActs {
        self.told.who
    }
}

/// One row, and what it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    code: Option<Label>,
    finer: Option<Label>,
    says: Option<Label>,
    error: GoogleError,
}

impl Row {
    fn has_code(&self, code: &str) -> bool {
        self.code.as_ref().is_some_and(|own| own.as_str() == code)
    }

    /// Whether its words, if it has any, stand in a text in lower case.
    fn is_said_in(&self, lower: &str) -> bool {
        self.says.as_ref().is_none_or(|says| lower.contains(says.as_str()))
    }

    fn code_rule(&self) -> Option<CodeRule> {
        Some(CodeRule {
            code: self.code.clone()?.into(),
            says: self.says.clone().map(Into::into),
            kind: self.error.kind,
        })
    }

    fn reply_rule(&self) -> Option<ReplyRule> {
        let code = self.code.as_ref()?.as_str().parse().ok()?;
        let owned = |label: &Option<Label>| label.clone().map(Into::into);
        Some(ReplyRule { code, finer: owned(&self.finer), says: owned(&self.says), kind: self.error.kind })
    }
}

impl From<Entry> for Row {
    fn from(entry: Entry) -> Self {
        let Entry { code, finer, says, kind, title, who, step, retry, .. } = entry;
        Self { code, finer, says, error: GoogleError { kind, step, retry, told: Told { title, who } } }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoogleFile {
    schema: u32,
    #[expect(dead_code, reason = "the date is for whoever reads the file; the schema insists on it")]
    checked: Date,
    sign: Vec<Label>,
    source: Vec<Source>,
    answer: Vec<Entry>,
    page: Vec<Entry>,
    api: Vec<Entry>,
    challenge: Vec<Entry>,
    reply: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Option<Label>,
    finer: Option<Label>,
    says: Option<Label>,
    kind: Kind,
    title: Text,
    who: WhoActs,
    step: Option<StepId>,
    #[serde(default)]
    retry: bool,
    source: Label,
}

impl Entry {
    /// Whether this row, standing before `later` in its table, leaves nothing for it.
    fn covers(&self, later: &Self) -> bool {
        let code = |entry: &Self| entry.code.as_ref().map(|code| code.as_str().to_ascii_lowercase());
        let says = |own: &Label| later.says.as_ref().is_some_and(|late| late.as_str().contains(own.as_str()));
        let finer = self.finer.is_none() || self.finer == later.finer;
        code(self) == code(later) && finer && self.says.as_ref().is_none_or(says)
    }

    fn name(&self, table: &str) -> String {
        let words = [&self.code, &self.finer, &self.says].into_iter().flatten().map(Label::as_str);
        [table].into_iter().chain(words).collect::<Vec<_>>().join(" ")
    }
}

impl Checked for GoogleFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        self.check_table("answer", &self.answer)?;
        self.check_table("page", &self.page)?;
        self.check_table("api", &self.api)?;
        self.check_table("challenge", &self.challenge)?;
        self.check_table("reply", &self.reply)?;
        let coded =
            [&self.answer, &self.page, &self.api, &self.reply].into_iter().flatten().all(|row| row.code.is_some());
        require(coded, "code", "a row has none")?;
        let code = |row: &Entry| row.code.as_ref().is_some_and(|code| code.as_str().parse::<ReplyCode>().is_ok());
        require(
            self.reply.iter().all(code),
            "reply.code",
            "neither three digits from 400 to 599 nor NO, BAD, BYE or -ERR",
        )
    }
}

impl GoogleFile {
    fn check_table(&self, table: &str, rows: &[Entry]) -> Result<(), Misfit> {
        let sources = Source::ids(&self.source);
        for (at, row) in rows.iter().enumerate() {
            let name = row.name(table);
            require(sources.contains(&row.source), &name, "there is no such source")?;
            let lower = row.says.as_ref().is_none_or(|says| says.as_str().to_lowercase() == says.as_str());
            require(lower, &name, "what it says is compared in lower case and must be written so")?;
            let reached = !rows[..at]
                .iter()
                .any(|before| before.covers(row) && (table != "page" || before.says.is_some() == row.says.is_some()));
            require(reached, &name, "a row before it always fits first")?;
        }
        Ok(())
    }
}
