// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Every file says who owns it and under which licence it may be used, as the REUSE specification 3.3 asks: in a header, or in
//! `REUSE.toml` where a file cannot carry one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

const OWNER_TAG: &str = "SPDX-FileCopyrightText";
const LICENCE_TAG: &str = "SPDX-License-Identifier";
/// What is no part of the project: what git holds, what is built, and snapshots that wait to be looked at.
const SKIPPED: &[&str] = &["target", ".git"];
const PENDING: &str = ".snap.new";
/// What needs no licence by the specification: licences, and the file that names them.
const NOT_COVERED: &[&str] = &["LICENSE", "REUSE.toml"];
const TEXTS: &str = "LICENSES/";

#[derive(Deserialize)]
struct Reuse {
    version: u32,
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    path: Vec<String>,
    #[serde(rename = "SPDX-FileCopyrightText")]
    owner: String,
    #[serde(rename = "SPDX-License-Identifier")]
    licence: String,
}

impl Annotation {
    fn covers(&self, file: &str) -> bool {
        self.path.iter().any(|glob| fits(glob.as_bytes(), file.as_bytes()))
    }
}

/// `*` stands for anything within a folder, `**` for anything.
fn fits(glob: &[u8], path: &[u8]) -> bool {
    match glob {
        [] => path.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=path.len()).any(|from| fits(rest, &path[from..])),
        [b'*', rest @ ..] => {
            let folder = path.iter().position(|byte| *byte == b'/').unwrap_or(path.len());
            (0..=folder).any(|from| fits(rest, &path[from..]))
        }
        [first, rest @ ..] => path.split_first().is_some_and(|(next, path)| next == first && fits(rest, path)),
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn reuse() -> Reuse {
    let reuse: Reuse = toml::from_str(&text("REUSE.toml")).expect("REUSE.toml");
    assert_eq!(reuse.version, 1);
    reuse
}

fn text(file: &str) -> String {
    let bytes = fs::read(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

/// Every file of the project, from its root, with forward slashes. A source archive has no list of git's to ask.
fn files() -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    collect(&root(), "", &mut files);
    assert!(files.contains("src/lib.rs") && files.contains("Cargo.toml"), "the tree was walked");
    files
}

fn collect(folder: &Path, name: &str, files: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let own = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{name}{own}");
        if SKIPPED.contains(&name.as_str()) || name.ends_with(PENDING) {
            continue;
        }
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name);
        }
    }
}

/// Owner and licence in the first two lines, which are comments.
fn header(file: &str) -> Option<(String, String)> {
    let text = text(file);
    let mut lines = text.lines().map(|line| line.trim_start_matches(['/', '#']));
    let mut tag = |tag: &str| lines.next()?.strip_prefix(' ')?.strip_prefix(tag)?.strip_prefix(": ").map(str::to_owned);
    Some((tag(OWNER_TAG)?, tag(LICENCE_TAG)?))
}

fn is_covered(file: &str) -> bool {
    !NOT_COVERED.contains(&file) && !file.starts_with(TEXTS)
}

#[test]
fn every_file_has_an_owner_and_a_licence() {
    let reuse = reuse();
    let without = |file: &String| is_covered(file) && header(file).is_none() && !reuse.annotations.iter().any(|one| one.covers(file));
    let without: Vec<String> = files().into_iter().filter(without).collect();
    assert!(without.is_empty(), "neither a header nor a line in REUSE.toml:\n{}", without.join("\n"));
}

/// A source is copied alone more easily than a folder: it carries its own header.
#[test]
fn every_source_has_a_header() {
    let is_source = |file: &String| Path::new(file).extension().is_some_and(|extension| extension == "rs");
    let without: Vec<String> = files().into_iter().filter(|file| is_source(file) && header(file).is_none()).collect();
    assert!(without.is_empty(), "without the two lines at their top:\n{}", without.join("\n"));
}

#[test]
fn every_annotation_covers_a_file() {
    let files = files();
    for glob in reuse().annotations.iter().flat_map(|one| &one.path) {
        assert!(!glob.contains('\\') && files.iter().any(|file| fits(glob.as_bytes(), file.as_bytes())), "covers nothing: {glob}");
    }
}

#[test]
fn every_licence_has_its_text_and_every_text_its_use() {
    let mut named = BTreeSet::new();
    let mut owners = BTreeSet::new();
    for (owner, licence) in files().iter().filter(|file| is_covered(file)).filter_map(|file| header(file)) {
        owners.insert(owner);
        named.insert(licence);
    }
    for one in reuse().annotations {
        owners.insert(one.owner);
        named.insert(one.licence);
    }
    let texts: BTreeSet<String> =
        files().iter().filter_map(|file| file.strip_prefix(TEXTS)?.strip_suffix(".txt")).map(str::to_owned).collect();
    // An expression of several licences would have to be taken apart first.
    assert_eq!(named, texts);
    assert_eq!(owners, BTreeSet::from(["2026 taxeer contributors".to_owned()]), "no person is named");
    assert_eq!(named, BTreeSet::from([env!("CARGO_PKG_LICENSE").to_owned()]), "the licence of Cargo.toml");
    assert_eq!(text("LICENSE"), text(&format!("{TEXTS}{}.txt", env!("CARGO_PKG_LICENSE"))), "the same text at both places");
}

#[test]
fn a_star_stays_in_its_folder() {
    let fitting = [("*.md", "README.md"), ("a/**", "a/b/c"), ("tests/**.snap", "tests/x/y.snap"), ("a/*.json", "a/b.json"), ("x", "x")];
    let others = [("*.md", "a/README.md"), ("a/*", "a/b/c"), ("a/*.json", "a/b.jsonx"), ("x", "xy"), ("xy", "x")];
    assert!(fitting.iter().all(|(glob, path)| fits(glob.as_bytes(), path.as_bytes())));
    assert!(others.iter().all(|(glob, path)| !fits(glob.as_bytes(), path.as_bytes())));
}
