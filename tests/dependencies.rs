// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the crate stands on: no network stack, known licences, one registry.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Nothing here talks to the outside.
const BANNED: &[&str] = &["reqwest", "hyper", "h2", "rustls", "ring", "native-tls", "object_store", "curl"];
const BANNED_FAMILIES: &[&str] = &["openssl", "hyper-", "rustls-", "curl-"];
/// Licences under which everything here may be had and passed on.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "EUPL-1.2",
    "ISC",
    "Unicode-3.0",
    "Zlib",
];

fn cargo(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo starts");
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "cargo {}: {told}\nwithout a network, run `cargo fetch --locked` once before", arguments.join(" "));
    String::from_utf8(run.stdout).expect("cargo writes UTF-8")
}

/// Names of the crates that are built, on any platform. `cargo metadata` lists more: features that nobody switches on.
fn built(features: &[&str]) -> BTreeSet<String> {
    let tree = ["tree", "--locked", "--target", "all", "--edges", "normal,build,dev", "--prefix", "none", "--format", "{p}"];
    let lines = cargo(&[&tree, features].concat());
    lines.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

fn packages() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--locked", "--format-version", "1", "--all-features"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn is_banned(name: &str) -> bool {
    BANNED.contains(&name) || BANNED_FAMILIES.iter().any(|family| name.starts_with(family))
}

#[test]
fn nothing_that_is_built_talks_to_the_outside() {
    let (plain, frames) = (built(&[]), built(&["--features", "frames"]));
    assert!(plain.contains("csv") && !plain.contains("polars") && frames.contains("polars"), "cargo tree was read");
    let banned: Vec<&String> = plain.union(&frames).filter(|name| is_banned(name)).collect();
    assert!(banned.is_empty(), "banned: {banned:?}");
}

#[test]
fn every_licence_is_known_and_every_source_is_the_registry() {
    let mut wrong = Vec::new();
    let packages = packages();
    for package in &packages {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if !Licence::is_allowed(licence) {
            wrong.push(format!("{name}: licence `{licence}`"));
        }
        if package["source"] != REGISTRY && name != env!("CARGO_PKG_NAME") {
            wrong.push(format!("{name}: from {}", package["source"]));
        }
    }
    assert!(packages.len() > 100, "cargo metadata was read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let allowed = ["MIT OR LGPL-2.1-or-later", "MIT/Apache-2.0", "(MIT OR GPL-3.0) AND Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
    let refused =
        ["", "LGPL-2.1-or-later", "MIT AND GPL-3.0", "(MIT AND GPL-3.0) OR AGPL-3.0", "MIT WITH some-exception", "MIT OR", "MIT MIT"];
    assert!(allowed.iter().all(|licence| Licence::is_allowed(licence)));
    assert!(refused.iter().all(|licence| !Licence::is_allowed(licence)));
}

/// A licence expression: `A OR B`, `A AND B`, `A WITH exception`, parentheses; AND binds closer; `/` is an old way to write OR.
struct Licence {
    words: Vec<String>,
    at: usize,
}

impl Licence {
    fn of(expression: &str) -> Self {
        let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
        Self { words: spaced.split_whitespace().map(str::to_owned).collect(), at: 0 }
    }

    fn is_allowed(expression: &str) -> bool {
        let mut licence = Self::of(expression);
        let allowed = licence.either();
        allowed && licence.at == licence.words.len()
    }

    fn either(&mut self) -> bool {
        let mut allowed = self.both();
        while self.take("OR") {
            allowed |= self.both();
        }
        allowed
    }

    fn both(&mut self) -> bool {
        let mut allowed = self.one();
        while self.take("AND") {
            allowed &= self.one();
        }
        allowed
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let allowed = self.either();
            return self.take(")") && allowed;
        }
        let mut name = self.next();
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.next());
        }
        LICENCES.contains(&name.as_str())
    }

    fn next(&mut self) -> String {
        let word = self.words.get(self.at).cloned().unwrap_or_default();
        self.at += 1;
        word
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at).is_some_and(|next| next == word);
        self.at += usize::from(found);
        found
    }
}
