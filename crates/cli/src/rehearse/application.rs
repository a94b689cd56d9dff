//! Which application is rehearsed: one that the program brings along, or one from a recipe file.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use sendoff_engine::{
    ports::{ChosenFile, FileNotRead, FileNotSaved, Files, NotShown},
    script::{Checkup, LARGEST_RECIPE, Recipes},
    system::{Folder, read_file},
};

use crate::{NotFoundOut, arguments::Rehearsal};

/// The application, among everything there is to rehearse.
pub(crate) struct Application {
    /// The recipes, with the one of the file.
    pub(crate) recipes: Recipes,
    /// What set-ups name it by.
    pub(crate) key: String,
    /// Its own id.
    pub(crate) id: String,
    /// Where it stands, if it is not part of the program.
    pub(crate) file: Option<PathBuf>,
}

/// The application that is wished for, or what is wrong with its file.
pub(crate) fn wished(wishes: &Rehearsal) -> Result<Result<Application, Checkup>, NotFoundOut> {
    let recipes = Recipes::bundled();
    let mut recipes = recipes.map_err(|error| NotFoundOut::because("the recipes cannot be read", &error))?;
    let Some(file) = &wishes.recipe_file else {
        let (key, id) = (wishes.recipe.clone(), wishes.recipe.clone());
        return Ok(Ok(Application { recipes, key, id, file: None }));
    };
    let read = read_file(file, LARGEST_RECIPE);
    let read = read.map_err(|error| NotFoundOut::because(&format!("{} cannot be read", file.display()), &error))?;
    Ok(recipes.open(&read.name, &read.contents).map(|opened| {
        let (key, id) = (opened.recipe.key(), opened.recipe.id.to_string());
        recipes.accept(opened);
        Application { recipes, key, id, file: Some(file.clone()) }
    }))
}

/// The files of a rehearsal: a folder for what is written, and the recipe for whoever asks for a file.
pub(crate) struct RehearsalFiles {
    pub(crate) folder: Folder,
    pub(crate) recipe: Option<PathBuf>,
}

#[async_trait]
impl Files for RehearsalFiles {
    async fn open(&self, limit: usize) -> Result<ChosenFile, FileNotRead> {
        self.recipe.as_ref().map_or(Err(FileNotRead::NoFileChosen), |recipe| read_file(recipe, limit))
    }

    async fn save(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        self.folder.save(suggested, contents).await
    }

    async fn save_for_owner(&self, suggested: &str, contents: &[u8]) -> Result<PathBuf, FileNotSaved> {
        self.folder.save_for_owner(suggested, contents).await
    }

    async fn show(&self, place: &Path) -> Result<(), NotShown> {
        self.folder.show(place).await
    }
}
