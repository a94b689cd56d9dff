//! Tells Tauri where capabilities and permissions stand. As soon as the app has permissions of its own, a command that
//! none of them names is refused.

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without these two an edited capability stays unseen.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    let permissions = AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*");
    let capabilities = Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
    tauri_build::try_build(capabilities.app_manifest(permissions))?;
    Ok(())
}
