// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `taxeer calibrate` as it is run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::program::taxeer;

/// A folder with what a run wrote.
pub struct Run {
    folder: tempfile::TempDir,
    pub output: Output,
}

pub const OSP_DC: [&str; 6] = ["osp-dc", "steekproef-osp-dc.csv", "--outcome", "sanctioned_2y", "--horizon", "2y"];
pub const STATIC: [&str; 6] = ["static-99r", "steekproef.csv", "--outcome", "reoffended_5y", "--horizon", "5y"];
pub const NEW: [&str; 4] = ["--edition", "2027.1", "--as-of", "2026-12-01"];
pub const PACK: [&str; 4] = ["--owner", "made up for this test", "--country", "NL"];

impl Run {
    /// A run in `examples` that writes `new.toml`.
    pub fn of(words: &[&[&str]]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let new = folder.path().join("new.toml");
        let output = at(&words.concat()).arg("-o").arg(new).output().expect("taxeer starts");
        Self { folder, output }
    }

    #[track_caller]
    pub fn done(words: &[&[&str]]) -> Self {
        let run = Self::of(words);
        assert!(run.output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&run.output.stderr));
        run
    }

    pub fn new_file(&self) -> PathBuf {
        self.folder.path().join("new.toml")
    }

    pub fn text(&self) -> String {
        fs::read_to_string(self.new_file()).expect("the new file")
    }

    pub fn told(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.output.stdout).expect("JSON")
    }
}

/// The command in the folder of examples.
pub fn at(words: &[&str]) -> std::process::Command {
    let mut command = taxeer();
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).arg("calibrate").args(words);
    command
}

/// Another command in the folder of examples, as JSON.
#[track_caller]
pub fn other(words: &[&str]) -> Value {
    let run =
        taxeer().current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).args(words).arg("--json").output().expect("taxeer");
    assert!(run.status.success(), "{words:?}: {}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON")
}

/// A figure of a page in JSON.
#[track_caller]
pub fn figure(page: &Value, section: &str, name: &str, at: &str) -> f64 {
    let sections = page["sections"].as_array().expect("sections").iter().filter(|one| one["section"] == section);
    let mut found =
        sections.flat_map(|one| one["figures"].as_array().expect("figures")).filter(|one| one["figure"] == name && one["at"] == at);
    found.next().and_then(|one| one["estimate"].as_f64()).unwrap_or_else(|| panic!("{section} {name} {at}"))
}
