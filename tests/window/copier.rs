//! Another program at the clipboard. It copies what it is given on standard input and offers it until it is ended (the
//! clipboard of X11 lives only as long as the program that owns it); with `paste` it prints what is offered,
//! with `hint` what the owner tells programs that remember what was copied.

use std::io::{Write, read_to_string, stdin, stdout};

use arboard::Clipboard;

/// How it ends when nobody offers a text; the test of the window knows it.
const NOTHING: i32 = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().nth(1).as_deref() == Some("paste") {
        return match Clipboard::new()?.get_text() {
            Ok(text) => Ok(stdout().write_all(text.as_bytes())?),
            Err(arboard::Error::ContentNotAvailable) => std::process::exit(NOTHING),
            Err(error) => Err(error.into()),
        };
    }
    if std::env::args().nth(1).as_deref() == Some("hint") {
        return Ok(stdout().write_all(&hint()?)?);
    }
    offer(read_to_string(stdin())?)
}

/// Nothing where there is none.
#[cfg(target_os = "linux")]
fn hint() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    gtk::init()?;
    let board = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
    let told = board.wait_for_contents(&gtk::gdk::Atom::intern("x-kde-passwordManagerHint"));
    Ok(told.map(|told| told.data()).unwrap_or_default())
}

#[cfg(not(target_os = "linux"))]
fn hint() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    Ok(Vec::new())
}

#[cfg(target_os = "linux")]
fn offer(text: String) -> Result<(), Box<dyn std::error::Error>> {
    use arboard::SetExtLinux;
    let mut clipboard = Clipboard::new()?;
    clipboard.set().text(text.as_str())?;
    offered()?;
    Ok(clipboard.set().wait().text(text)?)
}

#[cfg(not(target_os = "linux"))]
fn offer(text: String) -> Result<(), Box<dyn std::error::Error>> {
    Clipboard::new()?.set_text(text)?;
    offered()
}

/// Says that the text can be pasted from now on.
fn offered() -> Result<(), Box<dyn std::error::Error>> {
    stdout().write_all(b"\n")?;
    Ok(stdout().flush()?)
}
