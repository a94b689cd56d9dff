//! The pieces that pages are made of: fields with their labels, choices, buttons, copy icons, messages.
//!
//! Every field has a `label` of its own, so that a person, a screen reader and the robot find it by the same words.

use super::markup::{Element, Markup, element};
use jiff::Timestamp;

const COPY_ICON: &str = "<svg viewBox=\"0 0 20 20\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" aria-hidden=\"true\">\
    <rect class=\"sheet\" x=\"7\" y=\"7\" width=\"9\" height=\"10\" rx=\"1.5\"/><path class=\"sheet\" d=\"M13 4.5V4a1.5 1.5 0 0 0-1.5-1.5h-6A1.5 1.5 0 0 0 4 4v8a1.5 1.5 0 0 0 1 1.4\"/>\
    <path class=\"tick\" d=\"m4 10.5 4 4 8-9\"/></svg>";
const TICK_ICON: &str = "<svg viewBox=\"0 0 20 20\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\"><path d=\"m4 10.5 4 4 8-9\"/></svg>";
const STOP_ICON: &str = "<svg viewBox=\"0 0 20 20\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\"><circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"M10 5.5v5.5M10 13.2v1.3\"/></svg>";
const NOTE_ICON: &str = "<svg viewBox=\"0 0 20 20\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\"><circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"M10 9v5.5M10 5.3v1.4\"/></svg>";

/// A link inside the portal.
pub(crate) fn link(text: &str, address: &str) -> Element {
    element("a").with("href", address).inside(text)
}

/// A link that looks like a button, for what opens another page.
pub(crate) fn command(text: &str, address: &str) -> Element {
    link(text, address).class("command")
}

/// A row of commands above a page's content.
pub(crate) fn commands(pieces: impl IntoIterator<Item = Element>) -> Element {
    element("div").class("commands").each(pieces)
}

/// A form that changes something.
pub(crate) fn form(action: &str) -> Element {
    element("form").with("method", "post").with("action", action)
}

/// One line of text to fill in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextField<'a> {
    /// Name in the form, and ID on the page.
    pub(crate) name: &'a str,
    /// What a person finds it by.
    pub(crate) label: &'a str,
    /// One quiet sentence under the label; may be empty.
    pub(crate) hint: &'a str,
    /// What stands in it.
    pub(crate) value: &'a str,
    /// What is wrong with it; may be empty.
    pub(crate) error: &'a str,
    /// `date`, `lines` for several of them, or, when empty, `text`.
    pub(crate) kind: &'a str,
}

impl From<TextField<'_>> for Markup {
    fn from(field: TextField<'_>) -> Self {
        let (hint, error) = (format!("{}-hint", field.name), format!("{}-error", field.name));
        let about = [(field.hint, &hint), (field.error, &error)];
        let about: Vec<_> = about.iter().filter(|(text, _)| !text.is_empty()).map(|(_, id)| id.as_str()).collect();
        let input = match field.kind {
            "lines" => element("textarea").with("rows", "3").inside(field.value),
            "" => element("input").with("type", "text").with("value", field.value),
            kind => element("input").with("type", kind).with("value", field.value),
        };
        let input = input.with("id", field.name).with("name", field.name);
        let input = input.with("autocomplete", "off").with("spellcheck", "false");
        let input = if about.is_empty() { input } else { input.with("aria-describedby", &about.join(" ")) };
        let input = if field.error.is_empty() { input } else { input.with("aria-invalid", "true") };
        element("div")
            .class("field")
            .inside(element("label").with("for", field.name).inside(field.label))
            .inside(some(field.hint, |text| element("p").class("hint").with("id", &hint).inside(text)))
            .inside(input)
            .inside(some(field.error, |text| field_error(&error, text)))
            .into()
    }
}

/// What is wrong with one field, in the place where the field points for it.
pub(crate) fn field_error(id: &str, text: &str) -> Element {
    element("p")
        .class("wrong")
        .with("id", id)
        .with("role", "alert")
        .inside(Markup::compiled(STOP_ICON))
        .inside(element("span").inside(text))
}

/// Several lines of text to fill in.
pub(crate) fn text_area(label: &str, name: &str, value: &str) -> Element {
    let area = element("textarea").with("id", name).with("name", name).with("rows", "10").with("spellcheck", "false");
    element("div").class("field").inside(element("label").with("for", name).inside(label)).inside(area.inside(value))
}

/// One of several: value, words, and an explanation that may be empty.
pub(crate) type Choice<'a> = (&'a str, &'a str, &'a str);

/// A choice with all possibilities in view.
pub(crate) fn radios(legend: &str, name: &str, choices: &[Choice<'_>], chosen: &str) -> Element {
    let options = choices.iter().map(|(value, words, meaning)| {
        let id = format!("{name}-{value}");
        let input = element("input")
            .with("type", "radio")
            .with("id", &id)
            .with("name", name)
            .with("value", value)
            .flag("checked", *value == chosen);
        option(input, &id, words, meaning)
    });
    element("fieldset").class("field").inside(element("legend").inside(legend)).each(options)
}

/// A box to tick.
pub(crate) fn tick(name: &str, value: &str, words: &str, meaning: &str, ticked: bool) -> Element {
    let id = format!("{name}-{value}");
    let input = element("input")
        .with("type", "checkbox")
        .with("id", &id)
        .with("name", name)
        .with("value", value)
        .flag("checked", ticked);
    option(input, &id, words, meaning)
}

fn option(input: Element, id: &str, words: &str, meaning: &str) -> Element {
    let meaning_id = format!("{id}-meaning");
    let input = if meaning.is_empty() { input } else { input.with("aria-describedby", &meaning_id) };
    let label = element("label").with("for", id).inside(words);
    let meaning = some(meaning, |text| element("span").class("hint").with("id", &meaning_id).inside(text));
    element("div").class("option").inside(input).inside(element("div").inside(label).inside(meaning))
}

/// A choice that opens.
pub(crate) fn select(label: &str, name: &str, choices: &[(&str, &str)], chosen: &str) -> Element {
    let options = choices
        .iter()
        .map(|(value, words)| element("option").with("value", value).flag("selected", *value == chosen).inside(*words));
    element("div")
        .class("field")
        .inside(element("label").with("for", name).inside(label))
        .inside(element("select").with("id", name).with("name", name).each(options))
}

/// The one filled button of a page.
pub(crate) fn submit(text: &str) -> Element {
    element("button").class("primary").with("type", "submit").inside(text)
}

/// The end of a form: the filled button, and a way out that changes nothing.
pub(crate) fn ending(text: &str, cancel: &str) -> Element {
    element("div").class("ending").inside(submit(text)).inside(command("Cancel", cancel))
}

/// A value that one press copies. Without scripts there is no button, and the value can be selected.
pub(crate) fn copyable(label: &str, value: &str) -> Element {
    let button = element("button")
        .class("copy")
        .with("type", "button")
        .with("data-copy", value)
        .with("data-said", &format!("{label} copied"))
        .with("aria-label", &format!("Copy {label}"))
        .with("title", "Copy to clipboard")
        .flag("hidden", true)
        .inside(Markup::compiled(COPY_ICON));
    element("span").class("pair").inside(element("span").class("value").inside(value)).inside(button)
}

/// A label with its value. Selected and copied, it gives a line for the label and a line for the value.
pub(crate) fn fact(label: &str, value: impl Into<Markup>) -> Element {
    element("div").inside(element("dt").inside(label)).inside(element("dd").inside(value))
}

/// A date as the portal shows it to a browser in American English: month, day, year, without leading noughts.
pub(crate) fn day(at: Timestamp) -> String {
    at.strftime("%-m/%-d/%Y").to_string()
}

/// Something was refused.
pub(crate) fn refused(text: &str) -> Element {
    element("p")
        .class("message bad")
        .with("role", "alert")
        .inside(Markup::compiled(STOP_ICON))
        .inside(element("span").inside(text))
}

/// Something was done.
pub(crate) fn done(text: &str) -> Element {
    element("p")
        .class("message ok")
        .with("role", "status")
        .inside(Markup::compiled(TICK_ICON))
        .inside(element("span").inside(text))
}

/// Something to know.
pub(crate) fn note(text: &str) -> Element {
    element("p").class("message info").inside(Markup::compiled(NOTE_ICON)).inside(element("span").inside(text))
}

/// A state with a mark: granted or not.
pub(crate) fn state(good: bool, text: &str) -> Element {
    let (class, icon) = if good { ("state ok", TICK_ICON) } else { ("state", "") };
    element("span").class(class).inside(Markup::compiled(icon)).inside(element("span").inside(text))
}

/// Text that a person typed, in a table: it may be long, and is broken anywhere.
pub(crate) fn free(text: &str) -> Element {
    element("span").class("free").inside(text)
}

/// Words for a screen reader only.
pub(crate) fn unseen(text: &str) -> Element {
    element("span").class("visually-hidden").inside(text)
}

/// A table with its column headings.
pub(crate) fn table(headings: &[&str], rows: impl IntoIterator<Item = Element>) -> Element {
    let heading = |text: &&str| match *text {
        "" => element("td"),
        text => element("th").with("scope", "col").inside(text),
    };
    let head = element("thead").inside(element("tr").each(headings.iter().map(heading)));
    let table = element("table").inside(head).inside(element("tbody").each(rows));
    element("div").class("wide").inside(table)
}

/// One row of cells under these headings. Where there is no room for columns each cell shows its own heading.
pub(crate) fn row<Cell: Into<Markup>>(headings: &[&str], cells: impl IntoIterator<Item = Cell>) -> Element {
    let cells = headings.iter().zip(cells);
    element("tr").each(cells.map(|(heading, cell)| match *heading {
        "" => element("td").inside(cell),
        heading => element("td").with("data-heading", heading).inside(cell),
    }))
}

fn some(text: &str, show: impl FnOnce(&str) -> Element) -> Markup {
    if text.is_empty() { Markup::nothing() } else { show(text).into() }
}
