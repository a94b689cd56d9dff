//! The header of a message, as far as it matters here.

use crate::Header;

/// Characters of a `Message-ID` that are kept.
const LONGEST_NAME: usize = 250;

/// Reads header lines without their ends; a line that begins with white space goes on with the one before
/// (RFC 5322 section 2.2.3).
pub(super) fn header<'a>(lines: impl IntoIterator<Item = &'a str>) -> Header {
    let mut name = None::<String>;
    let mut inside = false;
    for line in lines.into_iter().take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            if let Some(name) = name.as_mut().filter(|_| inside) {
                name.push_str(line.trim());
            }
        } else if let Some((field, value)) = line.split_once(':') {
            inside = field.trim_end().eq_ignore_ascii_case("message-id") && name.is_none();
            if inside {
                name = Some(value.trim().to_owned());
            }
        }
    }
    let shown = |name: String| name.chars().filter(char::is_ascii_graphic).take(LONGEST_NAME).collect::<String>();
    Header { message_id: name.map(shown).filter(|name| !name.is_empty()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_found_folded_in_any_case_and_only_in_the_header() {
        for (lines, name) in [
            (&["Subject: x", "Message-ID: <a@b>", "", "body"][..], Some("<a@b>")),
            (&["message-id:<a@b>"], Some("<a@b>")),
            (&["Message-ID:", " <a@b>", "Date: x"], Some("<a@b>")),
            (&["Subject: x", " Message-ID: <no@b>", "Message-Id: <a@b>"], Some("<a@b>")),
            (&["Message-ID: <a@b>", "Message-ID: <c@d>"], Some("<a@b>")),
            (&["", "Message-ID: <a@b>"], None),
            (&["Message-ID: "], None),
            (&["no header at all"], None),
            (&[], None),
        ] {
            assert_eq!(header(lines.iter().copied()).message_id.as_deref(), name, "{lines:?}");
        }
    }
}
