//! Texts as expressions of PowerShell that give back exactly the text, in ASCII alone: Windows PowerShell reads a file without
//! a byte order mark in the code page of the computer, in which bytes of UTF-8 may be quotes
//! (learn.microsoft.com/powershell/scripting/dev-cross-plat/vscode/understanding-file-encoding).

use std::fmt::Write;

/// One expression that stands for `text`: a verbatim string, in which only the quote needs to be doubled (PowerShell language
/// specification 3.0, section 2.3.5.2), or several joined by `+`.
pub(super) fn quote(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '\'' => plain.push_str("''"),
            ' '..='~' => plain.push(character),
            other => {
                parts.extend(verbatim(&mut plain));
                parts.push(format!("[char]::ConvertFromUtf32(0x{:x})", u32::from(other)));
            }
        }
    }
    parts.extend(verbatim(&mut plain));
    match parts.as_slice() {
        [] => "''".to_owned(),
        [one] if one.starts_with('\'') => one.clone(),
        several => format!("({})", several.join(" + ")),
    }
}

fn verbatim(plain: &mut String) -> Option<String> {
    let text = std::mem::take(plain);
    (!text.is_empty()).then(|| format!("'{text}'"))
}

/// A list of texts.
pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut list = String::from("@(");
    for (at, text) in texts.into_iter().enumerate() {
        let _ = write!(list, "{}{}", if at == 0 { "" } else { ", " }, quote(text));
    }
    list + ")"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_ascii_and_quotes_are_doubled() {
        for (text, expression) in [
            ("", "''"),
            ("TourTools mail", "'TourTools mail'"),
            ("Dana's $(x) `n \"q\"", "'Dana''s $(x) `n \"q\"'"),
            ("\u{2019}", "([char]::ConvertFromUtf32(0x2019))"),
            ("a\nb", "('a' + [char]::ConvertFromUtf32(0xa) + 'b')"),
            ("a\0b", "('a' + [char]::ConvertFromUtf32(0x0) + 'b')"),
            ("\u{1f600}", "([char]::ConvertFromUtf32(0x1f600))"),
        ] {
            assert_eq!(quote(text), expression, "{text:?}");
        }
        assert_eq!(list([]), "@()");
        assert_eq!(list(["a", "b'"]), "@('a', 'b''')");
    }
}
