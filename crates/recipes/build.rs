//! Lists the recipes of `recipes/applications/`, so that a new one needs its file and nothing else.

#![allow(clippy::disallowed_methods, reason = "Cargo tells a build script its folders by the environment")]

use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../recipes/applications");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut list = String::from("&[");
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).ok_or("a recipe's file name is not UTF-8")?;
        let path = file.canonicalize()?;
        let path = path.to_str().ok_or("the path of a recipe is not UTF-8")?;
        write!(list, "({:?}, include_str!({path:?})),", format!("recipes/applications/{name}"))?;
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("applications.rs"), list)?;
    Ok(())
}
