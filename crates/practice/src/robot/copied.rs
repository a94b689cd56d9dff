//! What selecting something and copying it gives: a line for each block, a tab between cells, and nothing of what cannot be
//! selected (buttons, and words that only a screen reader hears).

use scraper::{ElementRef, Node};

/// The text of an element as a browser would put it on the clipboard.
pub(super) fn copied(element: ElementRef<'_>) -> String {
    let mut text = Copied::default();
    text.take(element);
    text.lines.retain(|line| !line.trim().is_empty());
    text.lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

#[derive(Default)]
struct Copied {
    lines: Vec<String>,
    /// A blank stands between this word and the last one.
    apart: bool,
}

impl Copied {
    fn take(&mut self, element: ElementRef<'_>) {
        if is_left_out(element) {
            return;
        }
        let name = element.value().name();
        self.before(name);
        if name == "pre" {
            return self.lines.extend(element.text().flat_map(str::lines).map(str::to_owned));
        }
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                self.words(text);
            } else if let Some(element) = ElementRef::wrap(child) {
                self.take(element);
            }
        }
        if is_block(name) {
            self.lines.push(String::new());
        }
    }

    fn before(&mut self, name: &str) {
        let in_row = self.lines.last().is_some_and(|line| !line.is_empty());
        if matches!(name, "td" | "th") && in_row {
            self.line().push('\t');
            self.apart = false;
        } else if is_block(name) || name == "br" {
            self.lines.push(String::new());
        }
    }

    fn words(&mut self, text: &str) {
        let apart = self.apart || text.starts_with(char::is_whitespace);
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.apart = text.ends_with(char::is_whitespace) || (folded.is_empty() && apart);
        if folded.is_empty() {
            return;
        }
        let line = self.line();
        if apart && !line.is_empty() && !line.ends_with('\t') {
            line.push(' ');
        }
        line.push_str(&folded);
    }

    fn line(&mut self) -> &mut String {
        if self.lines.is_empty() {
            self.lines.push(String::new());
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }
}

/// Elements that start and end a line (HTML Living Standard 15.3), as far as the office's pages have them.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "dd" | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "tr"
            | "ul"
    )
}

fn is_left_out(element: ElementRef<'_>) -> bool {
    let value = element.value();
    matches!(value.name(), "button" | "script" | "style" | "select" | "svg")
        || value.classes().any(|class| class == "visually-hidden")
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::{Html, Selector};

    fn check(html: &str, expected: &str) {
        let document = Html::parse_document(&format!("<main>{html}</main>"));
        let main = Selector::parse("main").unwrap();
        assert_eq!(copied(document.select(&main).next().unwrap()), expected);
    }

    #[test]
    fn blocks_are_lines_and_cells_are_tabs() {
        check("<dl><div><dt>Label</dt><dd><span>value</span> <button>Copy</button></dd></div></dl>", "Label\nvalue");
        check(
            "<table><tr><th>A</th><th>B</th></tr><tr><td><span>1</span></td><td> 2 <b>3</b></td></tr></table>",
            "A\tB\n1\t2 3",
        );
        check("<p>one\n  two<br>three</p><ul><li>four</li></ul>", "one two\nthree\nfour");
        check("<p>seen<span class=\"visually-hidden\"> unseen</span></p>", "seen");
        check("<pre>one\n  two\n</pre><p>three</p>", "one\n  two\nthree");
    }
}
