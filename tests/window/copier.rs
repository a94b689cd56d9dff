//! Copies what it is given on standard input, as another program would, and offers it until it is ended.
//! The clipboard of X11 lives only as long as the program that owns it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::io::read_to_string(std::io::stdin())?;
    offer(text)
}

#[cfg(target_os = "linux")]
fn offer(text: String) -> Result<(), Box<dyn std::error::Error>> {
    use arboard::SetExtLinux;
    arboard::Clipboard::new()?.set().wait().text(text)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn offer(text: String) -> Result<(), Box<dyn std::error::Error>> {
    arboard::Clipboard::new()?.set_text(text)?;
    Ok(())
}
