//! A page as a person sees it: headings, links by their words, forms by their labels and buttons.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::copied::copied;
use super::form::{Button, Control, Form, Kind, On};

/// One page that was fetched.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is.
    pub address: Url,
    /// HTTP status.
    pub status: u16,
    html: String,
}

/// A link by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub address: Url,
}

impl Page {
    /// A page with this HTML.
    pub fn new(address: Url, status: u16, html: String) -> Self {
        Self { address, status, html }
    }

    /// Its only first-level heading, or nothing.
    pub fn heading(&self) -> String {
        self.texts("h1").into_iter().next().unwrap_or_default()
    }

    /// The words of every element that `selector` picks. A selector is written in this crate; a wrong one picks nothing.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let Ok(selector) = Selector::parse(selector) else { return Vec::new() };
        document.select(&selector).map(|element| words(&element)).collect()
    }

    /// Everything in the page's main part, as selecting and copying it gives.
    pub fn text(&self) -> String {
        self.copied("main").join("\n")
    }

    /// Every element that `selector` picks, as selecting and copying it gives: lines, and tabs between cells.
    pub fn copied(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let Ok(selector) = Selector::parse(selector) else { return Vec::new() };
        document.select(&selector).map(copied).collect()
    }

    /// The HTML, for the few things that copying takes along and reading does not.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Every link.
    pub fn links(&self) -> Vec<Link> {
        let document = Html::parse_document(&self.html);
        let Ok(selector) = Selector::parse("a[href]") else { return Vec::new() };
        let link = |element: ElementRef<'_>| {
            let address = self.address.join(element.value().attr("href")?).ok()?;
            Some(Link { text: words(&element), address })
        };
        document.select(&selector).filter_map(link).collect()
    }

    /// The first link that says `text`.
    pub fn link(&self, text: &str) -> Option<Url> {
        self.links().into_iter().find(|link| link.text == text).map(|link| link.address)
    }

    /// Every form.
    pub fn forms(&self) -> Vec<Form> {
        let document = Html::parse_document(&self.html);
        let Ok(selector) = Selector::parse("form") else { return Vec::new() };
        document.select(&selector).filter_map(|element| self.form(&document, element)).collect()
    }

    fn form(&self, document: &Html, element: ElementRef<'_>) -> Option<Form> {
        let action = self.address.join(element.value().attr("action").unwrap_or_default()).ok()?;
        let posts = element.value().attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let controls = controls(document, element);
        let on = On { address: self.address.clone(), heading: self.heading() };
        Some(Form { on, action, posts, controls, buttons: buttons(element), text: words(&element) })
    }
}

fn controls(document: &Html, form: ElementRef<'_>) -> Vec<Control> {
    let Ok(selector) = Selector::parse("input[name], select[name], textarea[name]") else { return Vec::new() };
    form.select(&selector).filter_map(|element| control(document, element)).collect()
}

fn control(document: &Html, element: ElementRef<'_>) -> Option<Control> {
    let value = element.value();
    let name = value.attr("name")?.to_owned();
    let typed = value.attr("type").unwrap_or("text");
    let kind = match (value.name(), typed) {
        ("select", _) => Kind::Select { options: options(element) },
        ("input", "hidden") => Kind::Hidden,
        ("input", "checkbox" | "radio") => Kind::Tick { on: value.attr("checked").is_some(), one_of: typed == "radio" },
        ("input", "submit" | "button") => return None,
        _ => Kind::Text,
    };
    let content = match value.name() {
        "select" => chosen(element),
        "textarea" => element.text().collect(),
        _ => value.attr("value").unwrap_or(if matches!(kind, Kind::Tick { .. }) { "on" } else { "" }).to_owned(),
    };
    Some(Control { label: label(document, element), group: group(element), name, value: content, kind })
}

/// The words beside a control: its `label`, by `for` or around it, else its `aria-label`.
fn label(document: &Html, element: ElementRef<'_>) -> String {
    let by_id = element.value().attr("id").and_then(|id| {
        let Ok(selector) = Selector::parse("label[for]") else { return None };
        document.select(&selector).find(|label| label.value().attr("for") == Some(id)).map(|label| words(&label))
    });
    let around = || {
        let mut parents = element.ancestors().filter_map(ElementRef::wrap);
        parents.find(|parent| parent.value().name() == "label").map(|label| words(&label))
    };
    by_id.or_else(around).or_else(|| element.value().attr("aria-label").map(str::to_owned)).unwrap_or_default()
}

/// The legend of the group around a control.
fn group(element: ElementRef<'_>) -> String {
    let Ok(selector) = Selector::parse("legend") else { return String::new() };
    let around = element.ancestors().filter_map(ElementRef::wrap).find(|parent| parent.value().name() == "fieldset");
    around.and_then(|fieldset| fieldset.select(&selector).next()).map_or_else(String::new, |legend| words(&legend))
}

fn options(element: ElementRef<'_>) -> Vec<(String, String)> {
    let Ok(selector) = Selector::parse("option") else { return Vec::new() };
    let option = |option: ElementRef<'_>| {
        let text = words(&option);
        (text.clone(), option.value().attr("value").map_or(text, str::to_owned))
    };
    element.select(&selector).map(option).collect()
}

fn chosen(element: ElementRef<'_>) -> String {
    let Ok(selector) = Selector::parse("option") else { return String::new() };
    let mut all = element.select(&selector);
    let first = all.next();
    let selected = element.select(&selector).find(|option| option.value().attr("selected").is_some());
    selected
        .or(first)
        .map_or_else(String::new, |option| option.value().attr("value").map_or_else(|| words(&option), str::to_owned))
}

fn buttons(form: ElementRef<'_>) -> Vec<Button> {
    let Ok(selector) = Selector::parse("button:not([type=button]), input[type=submit]") else { return Vec::new() };
    let button = |element: ElementRef<'_>| {
        let value = element.value();
        let label =
            if value.name() == "input" { value.attr("value").unwrap_or_default().to_owned() } else { words(&element) };
        let sent = value.attr("name").map(|name| (name.to_owned(), value.attr("value").unwrap_or_default().to_owned()));
        let action = value.attr("formaction").map(str::to_owned);
        let posts = value.attr("formmethod").map(|method| method.eq_ignore_ascii_case("post"));
        Button { label, sent, action, posts }
    };
    form.select(&selector).map(button).collect()
}

/// What can be read of an element, blanks folded.
pub(super) fn words(element: &ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
