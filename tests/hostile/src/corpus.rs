//! Corpora: one text file for each target, one input a line in base64, so that a change of one can be read in a diff.

use std::{fs, io, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};

/// The inputs of a target.
///
/// # Errors
/// If there is no such file, or a line is no base64.
pub fn read_corpus(target: &str) -> io::Result<Vec<Vec<u8>>> {
    let text = fs::read_to_string(format!("{}/corpus/{target}.txt", env!("CARGO_MANIFEST_DIR")))?;
    text.lines().map(|line| BASE64_STANDARD.decode(line).map_err(io::Error::other)).collect()
}

/// Writes each input of a target into a file of its own, as a fuzzer wants them.
///
/// # Errors
/// If the folder cannot be written.
pub fn unpack(target: &str, folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let inputs = read_corpus(target)?;
    for (number, input) in inputs.iter().enumerate() {
        fs::write(folder.join(format!("kept-{number:05}")), input)?;
    }
    Ok(inputs.len())
}

/// Makes the files of a folder the corpus of a target, in an order that does not change.
///
/// # Errors
/// If they cannot be read, or the corpus cannot be written.
pub fn pack(target: &str, folder: &Path) -> io::Result<usize> {
    let mut lines = Vec::new();
    for item in fs::read_dir(folder)? {
        lines.push(BASE64_STANDARD.encode(fs::read(item?.path())?));
    }
    lines.sort_by_key(|line| (line.len(), line.clone()));
    lines.dedup();
    fs::write(format!("{}/corpus/{target}.txt", env!("CARGO_MANIFEST_DIR")), lines.join("\n") + "\n")?;
    Ok(lines.len())
}
