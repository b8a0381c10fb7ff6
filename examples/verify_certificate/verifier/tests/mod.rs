// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The program as a whole: on the shipped rule sets, on one that is tried record by record, and on certificates with a slip.

use std::fs;
use std::path::{Path, PathBuf};

use crate::verifier::expect::{Expected, expected};
use crate::verifier::read;
use crate::verifier::ruleset::RuleSet;
use crate::verifier::{plain, tree};

mod made_up;
mod mutated;
mod refused;
mod shipped;

/// Every rule set that is shipped: its name and its text.
fn shipped() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments");
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let files = inside(&folder).into_iter().filter(|path| path.is_dir()).flat_map(|folder| inside(&folder));
    let rule_sets = files.filter(|path| path.extension().is_some_and(|kind| kind == "toml"));
    let found: Vec<_> = rule_sets.map(|path| (name(&path), plain(&fs::read_to_string(&path).unwrap()))).collect();
    assert!(found.len() >= 6, "the shipped rule sets were found");
    found
}

fn name(path: &Path) -> String {
    let id = path.parent().and_then(Path::file_name).unwrap_or_default();
    id.to_string_lossy().into_owned()
}

/// The rule set of a text and what its certificate must say.
fn recomputed(text: &str) -> (RuleSet, Expected) {
    let set = read::rule_set(&tree::parse(text).unwrap()).unwrap_or_else(|what| panic!("{}", what.en));
    let expected = expected(&set, text).unwrap_or_else(|what| panic!("{}", what.en));
    (set, expected)
}

/// The certificate that was recomputed, as JSON.
fn written(set: &RuleSet, expected: &Expected) -> (String, crate::verifier::json::Json) {
    let text = crate::verifier::certificate::write(set, &expected.certificate).unwrap();
    let json = serde_json::from_str(&text).unwrap();
    (text, json)
}

/// Independent means that no line of the checker is behind a verdict.
#[test]
fn no_code_is_shared_with_the_checker() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify_certificate");
    let (mut folders, mut read) = (vec![root], 0);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for shared in [concat!("taxeer", "::"), concat!("#[pa", "th"), concat!("incl", "ude!"), concat!("sha", "2::")] {
                assert!(!text.contains(shared), "{} has {shared}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 20, "the files of the program were read");
}
