//! Tells Tauri which commands there are and where their permissions stand. What is not named here is refused.

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without these two an edited capability stays unseen.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    let commands = AppManifest::new()
        .commands(&["words", "subscribe", "answer", "zoom"])
        .permissions_path_pattern("./src-tauri/permissions/**/*");
    let attributes =
        Attributes::new().app_manifest(commands).capabilities_path_pattern("./src-tauri/capabilities/**/*");
    tauri_build::try_build(attributes)?;
    Ok(())
}
