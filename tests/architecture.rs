// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The layers of the library point one way, and what only the program may do stays in the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use taxeer::catalogue::Catalogue;

/// From the ground up: a module may use those of the lines before its own, and none of its own line or after it.
const LAYERS: &[&[&str]] = &[
    &["digest", "draft", "lang", "progress"],
    &["number"],
    &["diagnostic"],
    &["domain", "points", "statistics", "syntax"],
    &["form"],
    &["plan", "parts", "caution"],
    &["instrument"],
    &["evaluate"],
    &["check"],
    &["signature"],
    &["second_entry", "protocol", "record", "catalogue"],
    &["mapping"],
    &["certificate"],
    &["report", "template"],
    &["guideline", "picture"],
    &["batch"],
    &["account", "aggregate", "cohort", "difference", "enrichment", "frames", "self_test", "worklist"],
    &["overview", "validation"],
    &["calibration"],
];
/// A macro that stands at the root of the crate, and its home.
const MACROS: &[(&str, &str)] = &[("text", "lang")];
/// The program, which is another crate.
const PROGRAM: &[&str] = &["cli", "main"];
/// What reads the clock, prints or ends the process: for the program only.
const PROGRAM_ONLY: &[&str] = &[
    "print!(",
    "println!(",
    "eprint!(",
    "eprintln!(",
    "stdout(",
    "stderr(",
    "process::exit",
    "process::abort",
    "SystemTime::now",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
];
const MOST_LINES: usize = 600;

/// A file of `src`, without its comments.
struct File {
    path: PathBuf,
    /// Its path as a module: `check::proof::rows`.
    module: Vec<String>,
    code: String,
    lines: usize,
}

impl File {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).expect("a file of src");
        let inside = path.strip_prefix(source()).expect("a file of src").with_extension("");
        let mut module: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        module.pop_if(|name| *name == "mod" || *name == "lib");
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        Self { path, module, code: code.join("\n"), lines: text.lines().count() }
    }

    /// The module of the library at its root; none for `lib.rs`.
    fn layer(&self) -> Option<&str> {
        self.module.first().map(String::as_str).filter(|name| !PROGRAM.contains(name))
    }

    fn is_program(&self) -> bool {
        self.module.first().is_some_and(|name| PROGRAM.contains(&name.as_str()))
    }

    /// The modules at the root that its paths name, its own left out.
    fn uses(&self) -> BTreeSet<String> {
        let to_root = "super::".repeat(self.module.len());
        let starts = ["crate::", to_root.as_str()];
        let after = starts.iter().filter(|start| !start.is_empty()).flat_map(|start| self.code.split(start).skip(1));
        let names = after.flat_map(first_names).map(|name| home(&name));
        names.filter(|name| is_layer(name) && Some(name.as_str()) != self.layer()).collect()
    }
}

/// The names that a path goes on with: one, or those of a group `{a::b, c}`.
fn first_names(path: &str) -> Vec<String> {
    let word = |text: &str| text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut depth = 1;
    let group: String = group
        .chars()
        .take_while(|letter| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth > 0
        })
        .collect();
    // Names inside an inner group come along; they name no module of the root, or they should not be called like one.
    group.split([',', '{']).map(word).collect()
}

fn home(name: &str) -> String {
    MACROS.iter().find(|(macro_name, _)| *macro_name == name).map_or(name, |(_, home)| home).to_owned()
}

fn is_layer(name: &str) -> bool {
    height(name).is_some()
}

fn height(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files() -> Vec<File> {
    let mut folders = vec![source()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of src") {
            let path = entry.expect("an entry of src").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(File::read(path));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn every_module_has_its_layer() {
    let modules: BTreeSet<String> = files().iter().filter_map(File::layer).map(str::to_owned).collect();
    let unknown: Vec<String> = modules.into_iter().filter(|name| !is_layer(name)).collect();
    assert_none("modules without a layer", &unknown);
}

#[test]
fn layers_point_one_way() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files() {
        let Some(layer) = file.layer() else { continue };
        let uses = file.uses();
        seen += uses.len();
        let above = uses.iter().filter(|used| height(used) >= height(layer));
        wrong.extend(above.map(|used| format!("{}: `{layer}` uses `{used}`", file.path.display())));
    }
    assert_none("paths that point up", &wrong);
    assert!(seen > 100, "only {seen} paths seen: does this test still read the sources?");
}

#[test]
fn the_program_uses_the_library_from_outside() {
    let mut wrong = Vec::new();
    for file in files() {
        if file.is_program() && (file.code.contains("#[path") || !file.uses().is_empty()) {
            wrong.push(file.path.display().to_string());
        }
        if !file.is_program() && (file.code.contains("clap") || file.code.contains("anstream")) {
            wrong.push(format!("{}: what the command line needs", file.path.display()));
        }
    }
    assert_none("the program and the library mixed", &wrong);
}

#[test]
fn only_the_program_prints_exits_or_reads_the_clock() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !file.is_program()) {
        let found = PROGRAM_ONLY.iter().filter(|act| file.code.contains(**act));
        wrong.extend(found.map(|act| format!("{}: {act}", file.path.display())));
    }
    assert_none("for the program only", &wrong);
}

#[test]
fn no_file_is_too_long_to_read() {
    let long = files().into_iter().filter(|file| file.lines > MOST_LINES);
    let long: Vec<String> = long.map(|file| format!("{}: {} lines", file.path.display(), file.lines)).collect();
    assert_none("split these", &long);
}

/// What an instrument says stands in its file; code that knows one by name would be a rule that nobody proves.
#[test]
fn no_code_knows_an_instrument_by_name() {
    // The list of what is compiled in, and an example in a help text.
    let allowed = [source().join("catalogue").join("builtin.rs"), source().join("cli").join("dutch.rs")];
    let ids: BTreeSet<String> = Catalogue::builtin().instruments.into_iter().map(|entry| entry.id).collect();
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !allowed.contains(&file.path)) {
        let words: BTreeSet<&str> = file.code.split(|letter: char| !letter.is_alphanumeric() && letter != '-').collect();
        let named = ids.iter().filter(|id| words.contains(id.as_str()));
        wrong.extend(named.map(|id| format!("{}: {id}", file.path.display())));
    }
    assert!(ids.len() >= 4, "the catalogue is there");
    assert_none("instruments named in code", &wrong);
}
