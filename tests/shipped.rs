// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The shipped rule sets: nothing is found wrong with any of them.

use std::path::Path;
use std::sync::Arc;

use taxeer::diagnostic::{Source, concise::concise};
use taxeer::lang::Lang;

#[test]
fn nothing_is_wrong_with_a_shipped_instrument() {
    for file in rule_sets(Path::new("instruments")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let source = Arc::new(Source::new(file.to_string_lossy(), &text));
        let (instrument, findings) = taxeer::check::instrument(&source);
        let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
        assert!(instrument.is_some() && told.is_empty(), "{}", told.join("\n"));
    }
}

fn rule_sets(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rule_sets(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files
}
