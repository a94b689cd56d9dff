//! The PowerShell script against a grammar and a table of cmdlets. **It is not run: there is no PowerShell for this machine.**
//! What the grammar cannot know (types, what a cmdlet does with a value, what Microsoft answers) is not shown by any of this.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sendoff_handover::{Dialect, Registration};
use serde::Deserialize;
use tree_sitter::{Node, Parser, Tree};

use crate::samples::{HOSTILE, all, everything, tourtools, written};

/// The table of cmdlets.
#[derive(Deserialize)]
struct Table {
    cmdlet: Vec<Cmdlet>,
}

#[derive(Deserialize)]
struct Cmdlet {
    name: String,
    module: String,
    parameters: Vec<String>,
    source: String,
    date: toml::value::Datetime,
}

fn table() -> BTreeMap<String, Cmdlet> {
    let table: Table = toml::from_str(include_str!("cmdlets.toml")).unwrap();
    table.cmdlet.into_iter().map(|cmdlet| (cmdlet.name.clone(), cmdlet)).collect()
}

fn parse(script: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
    parser.parse(script, None).unwrap()
}

/// Every node of this kind, in the order of the text.
fn nodes<'a>(from: Node<'a>, kind: &str) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node.kind() == kind {
            found.push(node);
        }
        open.extend((0..node.child_count()).rev().filter_map(|at| node.child(u32::try_from(at).unwrap())));
    }
    found
}

fn text<'a>(node: Node<'_>, script: &'a str) -> &'a str {
    &script[node.byte_range()]
}

/// Where the grammar stops understanding.
fn not_understood(tree: &Tree, script: &str) -> Vec<String> {
    let mut open = vec![tree.root_node()];
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        if node.is_error() || node.is_missing() {
            found.push(format!("{}: {}", node.start_position().row + 1, text(node, script)));
        }
        open.extend((0..node.child_count()).filter_map(|at| node.child(u32::try_from(at).unwrap())));
    }
    found
}

fn powershell(registration: &Registration) -> String {
    written(registration, Dialect::GraphPowerShell).text
}

#[test]
fn the_grammar_understands_every_script() {
    for registration in all().into_iter().chain(HOSTILE.iter().map(|name| everything(name))) {
        let script = powershell(&registration);
        assert_eq!(not_understood(&parse(&script), &script), [""; 0], "{script}");
    }
}

#[test]
fn the_grammar_would_notice() {
    for broken in ["& { Write-Host 'a }", "& { if ($a { } }", "$a = @{ b = }", "& { return } }"] {
        let tree = parse(broken);
        assert!(!not_understood(&tree, broken).is_empty(), "{broken}");
    }
}

/// The name of each command with the parameters it is given.
fn commands(tree: &Tree, script: &str) -> Vec<(String, Vec<String>)> {
    let of = |command: Node<'_>| {
        let name = nodes(command, "command_name").into_iter().next().map(|name| text(name, script).to_owned())?;
        let own = |parameter: &Node<'_>| belongs_to(*parameter, command);
        let parameters = nodes(command, "command_parameter").into_iter().filter(own);
        Some((name, parameters.map(|one| text(one, script).trim_start_matches('-').to_owned()).collect()))
    };
    nodes(tree.root_node(), "command").into_iter().filter_map(of).collect()
}

/// Whether the nearest command around a node is this one.
fn belongs_to(node: Node<'_>, command: Node<'_>) -> bool {
    let mut around = node.parent();
    while let Some(parent) = around {
        if parent.kind() == "command" {
            return parent == command;
        }
        around = parent.parent();
    }
    false
}

#[test]
fn every_cmdlet_and_parameter_stands_in_the_table() {
    let table = table();
    let mut used = BTreeSet::new();
    for registration in all() {
        let script = powershell(&registration);
        let tree = parse(&script);
        let own: BTreeSet<&str> =
            nodes(tree.root_node(), "function_name").into_iter().map(|name| text(name, &script)).collect();
        assert_eq!(own, BTreeSet::from(["Invoke-Patiently", "Write-Stop"]));
        for (name, parameters) in commands(&tree, &script).into_iter().filter(|(name, _)| !own.contains(name.as_str()))
        {
            let cmdlet = table.get(&name).unwrap_or_else(|| panic!("{name} is not in the table"));
            for parameter in parameters {
                assert!(cmdlet.parameters.contains(&parameter), "{name} has no parameter {parameter}");
            }
            used.insert(name);
        }
    }
    // What the script only names, for the person to run.
    assert!(powershell(&tourtools(false)).contains("Remove-MgApplication -ApplicationId $($application.Id)"));
    used.insert("Remove-MgApplication".to_owned());
    assert_eq!(used, table.keys().cloned().collect(), "every cmdlet of the table is used");
    println!("{} cmdlets, none of them run", used.len());
}

#[test]
fn the_table_says_where_it_is_from_and_the_script_looks_for_its_modules() {
    let script = powershell(&tourtools(true));
    for cmdlet in table().values() {
        let page = format!("{}/{}", cmdlet.module.to_lowercase(), cmdlet.name.to_lowercase());
        assert!(cmdlet.source.ends_with(&page), "{}: {}", cmdlet.name, cmdlet.source);
        assert!(cmdlet.date.date.is_some(), "{}", cmdlet.name);
        let own = cmdlet.module.starts_with("Microsoft.PowerShell.");
        assert!(own || script.contains(&format!("'{}'", cmdlet.module)), "{}", cmdlet.module);
    }
}

/// What PowerShell would make of an expression of ours, by the grammar's own nodes: verbatim strings and code points, joined.
fn value(node: Node<'_>, script: &str) -> String {
    let mut parts: Vec<Node<'_>> = nodes(node, "verbatim_string_characters");
    parts.extend(nodes(node, "hexadecimal_integer_literal"));
    parts.sort_by_key(Node::start_byte);
    let part = |part: &Node<'_>| {
        let text = text(*part, script);
        match text.strip_prefix("0x") {
            Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap().to_string(),
            None => text[1..text.len() - 1].replace("''", "'"),
        }
    };
    parts.iter().map(part).collect()
}

/// What stands behind `-DisplayName`.
fn display_name(script: &str) -> String {
    let tree = parse(script);
    assert_eq!(not_understood(&tree, script), [""; 0], "{script}");
    let is = |node: &&Node<'_>| text(**node, script) == "-DisplayName";
    let parameters = nodes(tree.root_node(), "command_parameter");
    let mut argument = parameters.iter().find(is).unwrap().next_named_sibling().unwrap();
    while argument.kind() == "command_argument_sep" {
        argument = argument.next_named_sibling().unwrap();
    }
    value(argument, script)
}

#[test]
fn well_known_attacks_stay_text() {
    for name in HOSTILE {
        let script = powershell(&everything(name));
        assert_eq!(display_name(&script), *name);
        let code: String = script.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        assert!(code.is_ascii(), "{name:?}: Windows PowerShell reads other characters in its own code page");
        let swallowing = script.lines().find(|line| line.ends_with(|last: char| !last.is_ascii()));
        assert_eq!(swallowing, None, "in a code page of two bytes a character it takes the end of the line with it");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_name_stays_text(name in "[\\\\'\"`$!@=#&|;<>(){}\\[\\]\u{2018}\u{2019}\u{201c}\n\r\t a-z\\PC\\p{C}]{0,40}") {
        let script = powershell(&everything(&name));
        prop_assert_eq!(display_name(&script), name);
    }
}
