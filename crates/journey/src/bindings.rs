//! The contract with the window as TypeScript: [`Screen`], [`Answer`] and [`FrameWords`] with all they contain.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::{answer::Answer, frame::FrameWords, screen::Screen};

/// The declarations, each exported once, sorted by name. The same text on every machine.
pub fn typescript() -> String {
    let mut declarations = Declarations { config: Config::new().with_large_int("number"), found: BTreeMap::new() };
    declarations.visit::<Screen>();
    declarations.visit::<Answer>();
    declarations.visit::<FrameWords>();
    let body: Vec<String> = declarations.found.into_values().collect();
    format!("// Written by `cargo xtask bindings` from crates/journey. Do not edit.\n\n{}\n", body.join("\n\n"))
}

struct Declarations {
    config: Config,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of ours have a place of their own; strings, lists and options do not.
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        if self.found.contains_key(&name) {
            return;
        }
        let lines: Vec<String> = T::decl(&self.config).lines().map(|line| line.trim_end().to_owned()).collect();
        let declaration = format!("export {}", lines.join("\n"));
        self.found.insert(name, declaration);
        T::visit_dependencies(self);
    }
}

#[cfg(test)]
mod tests {
    use super::typescript;

    #[test]
    fn every_name_that_is_used_is_declared_once() {
        let text = typescript();
        let declared: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("export type ")?.split([' ', '<']).next()).collect();
        for name in ["Screen", "Answer", "Said", "Action", "Block", "FieldId", "StepId", "Stage", "Run"] {
            assert_eq!(declared.iter().filter(|other| **other == name).count(), 1, "{name}");
        }
        let code = text.lines().filter(|line| !line.starts_with([' ', '/']));
        let words = code.flat_map(|line| line.split(|character: char| !character.is_alphanumeric()));
        for word in words.filter(|word| word.starts_with(char::is_uppercase) && *word != "Array") {
            assert!(declared.contains(&word), "{word} is used and not declared");
        }
    }

    #[test]
    fn large_numbers_are_numbers() {
        assert!(!typescript().contains("bigint"));
    }
}
