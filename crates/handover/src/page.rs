//! The sheet as one HTML file: no script, no outside resource, readable in black and white, on A4 and Letter.

use sendoff_words::Text;

use crate::{Change, Expiry, Proof, Row, RowValue, Sheet, SheetWords, html::Html};

const STYLE: &str = include_str!("sheet.css");

/// Nothing may be loaded and nothing may run, whatever should ever get into the file.
const POLICY: &str =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";

/// Writes the whole file, in UTF-8.
pub fn write_html(sheet: &Sheet, words: &SheetWords) -> String {
    let mut html = Html::default();
    head(&mut html, sheet, words);
    html.markup("<body>\n");
    if sheet.practice {
        html.element("<div class=\"mark\" aria-hidden=\"true\"><span>", &words.practice, "</span></div>\n");
        html.element("<p class=\"practice\">", &words.practice_note, "</p>\n");
    }
    heading(&mut html, sheet, words);
    html.markup("<main>\n");
    warnings(&mut html, sheet, words);
    values(&mut html, sheet, words);
    afterwards(&mut html, sheet, words);
    expiry(&mut html, sheet.expiry.as_ref(), words);
    proofs(&mut html, sheet, words);
    changes(&mut html, &sheet.changes, words);
    html.markup("</main>\n");
    source(&mut html, sheet, words);
    html.markup("</body>\n</html>\n");
    html.finish()
}

fn head(html: &mut Html, sheet: &Sheet, words: &SheetWords) {
    html.element("<!doctype html>\n<html lang=\"", &words.language, "\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.markup(POLICY).markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    if sheet.practice {
        html.text(&words.practice).markup(": ");
    }
    html.text(&words.title).markup(", ").text(&sheet.application).markup(", ").text(&sheet.organisation);
    html.markup("</title>\n<style>\n").markup(STYLE).markup("</style>\n</head>\n");
}

fn heading(html: &mut Html, sheet: &Sheet, words: &SheetWords) {
    html.element("<header>\n<h1>", &words.title, " ").element(
        "<span>",
        &sheet.application,
        "</span></h1>\n</header>\n",
    );
    html.markup("<dl>\n");
    fact(html, &words.organisation, &sheet.organisation);
    fact(html, &words.application, &sheet.application);
    fact(html, &words.mailbox, sheet.mailbox.as_str());
    fact(html, &words.day, &sheet.day);
    if let Some(person) = &sheet.prepared_by {
        fact(html, &words.prepared_by, person);
    }
    html.markup("</dl>\n");
}

fn fact(html: &mut Html, label: &str, value: &str) {
    html.element("<dt>", label, "</dt>").element("<dd>", value, "</dd>\n");
}

fn warnings(html: &mut Html, sheet: &Sheet, words: &SheetWords) {
    if sheet.warnings.is_empty() {
        return;
    }
    html.element("<section class=\"warning\">\n<h2>", &words.warnings, "</h2>\n");
    paragraphs(html, &sheet.warnings);
    html.markup("</section>\n");
}

fn values(html: &mut Html, sheet: &Sheet, words: &SheetWords) {
    section(html, &words.values);
    html.markup("<p>").runs(&sheet.place).markup("</p>\n");
    html.markup("<table class=\"values\">\n");
    columns(html, &words.field, &words.value);
    for row in &sheet.rows {
        field(html, row, words);
    }
    html.markup("</tbody>\n</table>\n</section>\n");
}

fn field(html: &mut Html, row: &Row, words: &SheetWords) {
    html.element("<tr><th scope=\"row\">", &row.label, "</th><td>");
    match &row.value {
        RowValue::Choose(choice) => html.text(&words.choose).element(" <b class=\"portal\">", choice, "</b>"),
        RowValue::Exact(text) => html.element("<span class=\"exact\">", text, "</span>"),
        RowValue::DeliveredSeparately { starts, how } => {
            html.text(&words.secret_starts).element(" <code>", starts.as_str(), "</code>");
            html.markup("<small>").runs(how).markup("</small>")
        }
        RowValue::KeySeparately { id, how } => {
            html.text(&words.key_id_starts).element(" <code>", id, "</code>");
            html.markup("<small>").runs(how).markup("</small>")
        }
    };
    if let Some(label) = &row.provider_label {
        html.element("<small>", &words.provider_label, " ").element("<b class=\"portal\">", label, "</b></small>");
    }
    if let Some(note) = &row.note {
        html.markup("<small>").runs(note).markup("</small>");
    }
    html.markup("</td></tr>\n");
}

fn afterwards(html: &mut Html, sheet: &Sheet, words: &SheetWords) {
    if !sheet.afterwards.is_empty() {
        section(html, &words.afterwards);
        html.markup("<ul class=\"ticks\">\n");
        items(html, &sheet.afterwards);
        html.markup("</ul>\n</section>\n");
    }
    if !sheet.if_it_fails.is_empty() {
        section(html, &words.if_it_fails);
        paragraphs(html, &sheet.if_it_fails);
        html.markup("</section>\n");
    }
}

fn expiry(html: &mut Html, expiry: Option<&Expiry>, words: &SheetWords) {
    let Some(expiry) = expiry else { return };
    section(html, &words.expiry);
    if let Some(day) = &expiry.day {
        html.element("<p>", &words.ends, " ").element("<strong>", day, "</strong></p>\n");
        html.element("<h3>", &words.stops, "</h3>\n");
    }
    html.markup("<p>").runs(&expiry.stops).markup("</p>\n");
    if !expiry.renew.is_empty() {
        html.element("<h3>", &words.renew, "</h3>\n<ol>\n");
        items(html, &expiry.renew);
        html.markup("</ol>\n");
    }
    html.markup("</section>\n");
}

fn proofs(html: &mut Html, sheet: &Sheet, words: &SheetWords) {
    section(html, &words.proofs);
    html.markup("<table class=\"proofs\">\n");
    columns(html, &words.proof, &words.time);
    for Proof { what, at } in &sheet.proofs {
        html.markup("<tr><td>").runs(what).element("</td><td>", at, "</td></tr>\n");
    }
    html.markup("</tbody>\n</table>\n");
    if let Some(message_id) = &sheet.message_id {
        html.element("<h3>", &words.message_id, "</h3>\n");
        html.element("<p class=\"exact\">", message_id, "</p>\n");
    }
    html.markup("</section>\n");
}

fn changes(html: &mut Html, changes: &[Change], words: &SheetWords) {
    if changes.is_empty() {
        return;
    }
    section(html, &words.changes);
    html.markup("<table class=\"changes\">\n");
    columns(html, &words.change, &words.undo);
    for Change { what, undo } in changes {
        html.markup("<tr><td>").runs(what).markup("</td><td>").runs(undo).markup("</td></tr>\n");
    }
    html.markup("</tbody>\n</table>\n</section>\n");
}

fn source(html: &mut Html, sheet: &Sheet, words: &SheetWords) {
    html.element("<footer>\n<h2>", &words.source, "</h2>\n");
    paragraphs(html, &sheet.source);
    html.markup("</footer>\n");
}

fn section(html: &mut Html, title: &str) {
    html.element("<section>\n<h2>", title, "</h2>\n");
}

fn columns(html: &mut Html, first: &str, second: &str) {
    html.element("<thead><tr><th scope=\"col\">", first, "</th>");
    html.element("<th scope=\"col\">", second, "</th></tr></thead>\n<tbody>\n");
}

fn paragraphs(html: &mut Html, texts: &[Text]) {
    for text in texts {
        html.markup("<p>").runs(text).markup("</p>\n");
    }
}

fn items(html: &mut Html, texts: &[Text]) {
    for text in texts {
        html.markup("<li>").runs(text).markup("</li>\n");
    }
}
