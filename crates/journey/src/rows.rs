//! Rows to copy: texts for the portal on a step, the application's own fields on the hand-over page.

use sendoff_recipes::{HandOverField, HandOverValue, Naming, NetworkPlace, Template, Values};
use sendoff_values::{FieldId, StepId};
use sendoff_words::Args;

use crate::{
    answer::RowId,
    context::{Context, values},
    journey::Journey,
};

/// One row before it is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: RowId,
    /// The page or pane of the application it stands on, where several have fields of the same name.
    pub(crate) group: Option<String>,
    /// The label beside it.
    pub(crate) label: String,
    pub(crate) copied: Copied,
    /// The portal's label of the same value, where it differs.
    pub(crate) portal_label: Option<String>,
    /// One line under it.
    pub(crate) note: Option<String>,
    /// Whether the application compares to the letter.
    pub(crate) exact: bool,
    /// When this other way of writing the value is the right one.
    pub(crate) when: Option<String>,
}

/// What copying a row puts on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// This text.
    Text(String),
    /// Nothing: this is chosen there.
    Chosen(String),
    /// The secret of this field.
    Secret(FieldId),
    /// Nothing: a value it names is not known yet.
    NotYet,
}

impl Row {
    /// Whether it is to be copied: not another way of writing, and nothing to choose.
    pub(crate) fn counts(&self) -> bool {
        self.when.is_none() && !matches!(self.copied, Copied::Chosen(_))
    }

    /// Its label where it stands by itself: after the name of its page, if that is needed to tell it apart.
    pub(crate) fn full_label(&self, context: &Context<'_>) -> String {
        in_group(self.group.as_deref(), &self.label, context)
    }
}

impl Copied {
    fn filled(template: &Template, values: &Values) -> Self {
        template.fill(values).map_or(Self::NotYet, Self::Text)
    }
}

/// Every row of the page that is shown.
pub(crate) fn here(journey: &Journey, context: &Context<'_>) -> Vec<Row> {
    let mut rows = of_page(journey, context);
    rows.extend(commands(journey, context));
    rows
}

/// Those the recipe gives it.
pub(crate) fn of_page(journey: &Journey, context: &Context<'_>) -> Vec<Row> {
    if journey.current == StepId::HandOver {
        if journey.phase.saved().is_some() { hand_over(journey, context) } else { Vec::new() }
    } else {
        of_step(journey, context)
    }
}

fn of_step(journey: &Journey, context: &Context<'_>) -> Vec<Row> {
    let values = values(journey, context);
    let Some(step) = context.recipe.step(journey.current) else { return Vec::new() };
    let row = |(index, row): (usize, &sendoff_recipes::CopyRow)| Row {
        id: RowId(format!("{}-{index}", step.id.as_str())),
        group: None,
        label: row.label.to_string(),
        copied: if row.choose {
            Copied::Chosen(row.value.fill(&values).unwrap_or_default())
        } else {
            Copied::filled(&row.value, &values)
        },
        portal_label: None,
        note: row.note.as_ref().map(ToString::to_string),
        exact: false,
        when: None,
    };
    step.copy.iter().enumerate().map(row).collect()
}

/// How the same is tried from another computer: one line for Windows and one for the others, for each place. A host name is
/// letters, digits, hyphens and dots, so that no shell reads more in it.
///
/// Sources: learn.microsoft.com/powershell/module/nettcpip/test-netconnection; man.openbsd.org/nc.1 (`-v`, `-z`).
pub(crate) fn commands(journey: &Journey, context: &Context<'_>) -> Vec<Row> {
    if journey.current != StepId::Network {
        return Vec::new();
    }
    let places = journey.network_places(context);
    let both = |(index, place): (usize, &NetworkPlace)| {
        let (host, port) = (&place.host, place.port);
        let windows = format!("Test-NetConnection {host} -Port {port}");
        [
            command(index, "windows", windows, context),
            command(index, "others", format!("nc -vz {host} {port}"), context),
        ]
    };
    places.iter().enumerate().flat_map(both).collect()
}

fn command(index: usize, system: &str, line: String, context: &Context<'_>) -> Row {
    Row {
        id: RowId(format!("network-{system}-{index}")),
        group: None,
        label: context.words().label(&format!("network-{system}")),
        copied: Copied::Text(line),
        portal_label: None,
        note: Some(context.words().label(&format!("network-{system}.says"))),
        exact: false,
        when: None,
    }
}

/// The application's fields in its own order, each followed by its other ways of writing.
pub(crate) fn hand_over(journey: &Journey, context: &Context<'_>) -> Vec<Row> {
    let values = values(journey, context);
    let mut rows = Vec::new();
    for (index, field) in context.recipe.hand_over.field.iter().enumerate() {
        let copied = match &field.value {
            _ if takes_file(field, context) && journey.session.token_file.is_some() => {
                Copied::Text(journey.session.token_file.clone().unwrap_or_default())
            }
            HandOverValue::Choose(label) => Copied::Chosen(label.to_string()),
            HandOverValue::Text(template) => Copied::filled(template, &values),
            HandOverValue::Secret(field) => Copied::Secret(*field),
        };
        let row = Row {
            id: RowId(format!("field-{index}")),
            group: field.group.as_ref().map(ToString::to_string),
            label: field.label.to_string(),
            copied,
            portal_label: field.portal_label.as_ref().map(ToString::to_string),
            note: field.note.as_ref().map(ToString::to_string),
            exact: field.exact,
            when: None,
        };
        let other = |(number, other): (usize, &sendoff_recipes::Alternative)| Row {
            id: RowId(format!("field-{index}-{number}")),
            copied: Copied::filled(&other.text, &values),
            note: None,
            exact: false,
            when: Some(other.when.to_string()),
            ..row.clone()
        };
        let others: Vec<Row> = field.alternative.iter().enumerate().map(other).collect();
        rows.push(row);
        rows.extend(others);
    }
    rows
}

/// Whether it takes the path of the file with access.
fn takes_file(field: &HandOverField, context: &Context<'_>) -> bool {
    context.recipe.hand_over.token_file.as_ref().is_some_and(|file| file.field == field.label)
}

/// The application's label, after the name of the page it stands on where fields of the same name stand on several.
pub(crate) fn label(field: &HandOverField, context: &Context<'_>) -> String {
    in_group(field.group.as_ref().map(sendoff_recipes::Label::as_str), field.label.as_str(), context)
}

fn in_group(group: Option<&str>, label: &str, context: &Context<'_>) -> String {
    let Some(group) = group else { return label.to_owned() };
    context.words().line("row-in-group", &Args::none().name("group", group).name("label", label))
}

/// The next row to copy on the hand-over page: the first that was not copied, leaving out other ways of writing and what is chosen there.
pub(crate) fn next(journey: &Journey, context: &Context<'_>) -> Option<RowId> {
    let open = |row: &Row| row.counts() && !journey.session.copied.contains(&row.id);
    here(journey, context).into_iter().find(open).map(|row| row.id)
}

/// What belongs into a field that is compared to the letter.
pub(crate) fn exact(journey: &Journey, context: &Context<'_>, id: &RowId) -> Option<String> {
    let row = here(journey, context).into_iter().find(|row| row.id == *id && row.exact)?;
    match row.copied {
        Copied::Text(text) => Some(text),
        Copied::Chosen(_) | Copied::Secret(_) | Copied::NotYet => None,
    }
}

/// The portal's label of a field; where the portal is not known, the standard's term (RFC 6749 section 2.2), which is Google's too.
pub(crate) fn portal_label(field: FieldId, naming: Naming) -> Option<&'static str> {
    match field {
        FieldId::ClientId if naming != Naming::InDirectory => Some("Client ID"),
        FieldId::ClientSecret if naming != Naming::InDirectory => Some("Client secret"),
        FieldId::ClientId => Some("Application (client) ID"),
        FieldId::TenantId | FieldId::TenantDomain => Some("Directory (tenant) ID"),
        FieldId::ClientSecret => Some("Value"),
        FieldId::SecretExpires => Some("Expires"),
        FieldId::GoogleProject => Some("Project ID"),
        FieldId::RedirectUri => Some("Redirect URI"),
        FieldId::AppPassword => Some("App password"),
        FieldId::ServiceAccount => Some("Key"),
        FieldId::Mailbox | FieldId::Organisation | FieldId::GoogleClientId | FieldId::GoogleClientSecret => None,
    }
}
