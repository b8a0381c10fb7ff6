// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What `taxeer check` says to a code host: workflow commands and a SARIF log; and that a command has its own formats only.

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use program::taxeer;
use serde_json::Value;
use tempfile::TempDir;

/// A name that needs escaping in either format.
const FAULTY: &str = "half, 50%.toml";
const PAIR: &str = "pair/2026.1.toml";
/// The numbers of `tests/faulty/rules.toml`, with one other probability and without the order of the levels.
const SECOND: &str = "part,id,when,value
domain,images,,0..=99
level,images,images=2..,high
probability,2y.images,images=2..,0.2
level,rest,images=0..=1,low
probability,2y.rest,images=0..=1,0.01
";

fn sound(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty").join(name)).expect("a sound file")
}

/// A folder with a faulty file, and a sound one that differs from its second table.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut faulty = sound("sound.toml");
    for (from, to) in [("\"35..60\" = 1", "\"35..59.5\" = 1"), ("owner = \"Nobody\"", "ower = \"Nobody\"")] {
        assert_eq!(faulty.matches(from).count(), 1, "{from}");
        faulty = faulty.replace(from, to);
    }
    fs::create_dir(folder.path().join("pair")).expect("a folder");
    for (name, text) in [(FAULTY, faulty.as_str()), (PAIR, &sound("rules.toml")), ("pair/2026.1.second.csv", SECOND)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// Exit code and standard output; standard error must be empty.
fn check(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let run = taxeer().arg("check").args(arguments).current_dir(folder).output().expect("taxeer starts");
    let stderr = String::from_utf8_lossy(&run.stderr);
    assert!(stderr.is_empty(), "{stderr}");
    (run.status.code().expect("an exit code"), String::from_utf8(run.stdout).expect("UTF-8"))
}

fn sarif(folder: &Path, arguments: &[&str]) -> Value {
    let (_, out) = check(folder, &[arguments, &["--format", "sarif"]].concat());
    serde_json::from_str(&out).expect("JSON")
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("annotations");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // A release changes no page of annotations.
    settings.add_filter(r#""semanticVersion": "[^"]+""#, r#""semanticVersion": "VERSION""#);
    settings
}

#[test]
fn annotations_read_well_in_both_formats_and_languages() {
    let folder = folder();
    for (name, file, code) in [("faulty", FAULTY, 3), ("second", PAIR, 6)] {
        for format in ["github", "sarif"] {
            for lang in ["nl", "en"] {
                let (exit, out) = check(folder.path(), &[file, "--format", format, "--lang", lang]);
                assert_eq!(exit, code, "{name} {format}");
                settings().bind(|| insta::assert_snapshot!(format!("{name}_{format}_{lang}"), out));
            }
        }
    }
}

#[test]
fn a_finding_is_one_command_on_one_line() {
    let folder = folder();
    let (_, out) = check(folder.path(), &[FAULTY, PAIR, "--format", "github", "--quiet"]);
    let (_, concise) = check(folder.path(), &[FAULTY, PAIR, "--format", "concise", "--quiet"]);
    assert_eq!(out.lines().count(), concise.lines().count());
    for line in out.lines() {
        let command = line.strip_prefix("::error ").or_else(|| line.strip_prefix("::warning ")).expect("a command");
        let (properties, message) = command.split_once("::").expect("a message");
        let names: Vec<&str> = properties.split(',').map(|pair| pair.split_once('=').expect("a value").0).collect();
        assert_eq!(names, ["file", "line", "col", "endColumn", "title"], "{line}");
        assert!(!message.is_empty(), "{line}");
    }
    assert!(out.contains("file=half%2C 50%25.toml,"), "{out}");
}

#[test]
fn every_log_has_the_structure_of_sarif() {
    let folder = folder();
    let absolute = folder.path().join(PAIR);
    let mut runs = vec![vec![FAULTY], vec![PAIR], vec![FAULTY, PAIR]];
    // Elsewhere the temporary folder can have a second name, and the file then lies outside the folder of the run.
    if cfg!(target_os = "linux") {
        runs.push(vec![absolute.to_str().expect("a path")]);
    }
    for files in runs {
        let log = sarif(folder.path(), &files);
        assert_eq!(log["version"], "2.1.0");
        let runs = log["runs"].as_array().expect("runs");
        assert_eq!(runs.len(), 1);
        let driver = &runs[0]["tool"]["driver"];
        assert_eq!(driver["name"], "taxeer");
        assert_eq!(runs[0]["columnKind"], "unicodeCodePoints");
        let rules = driver["rules"].as_array().expect("rules");
        let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "a rule stands once");
        for rule in rules {
            for part in ["shortDescription", "fullDescription", "help"] {
                assert!(!rule[part]["text"].as_str().expect("a text").is_empty(), "{rule}");
            }
            assert!(is_level(&rule["defaultConfiguration"]["level"]), "{rule}");
        }
        let results = runs[0]["results"].as_array().expect("results");
        assert!(!results.is_empty());
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("the place of its rule");
            assert_eq!(result["ruleId"], ids[usize::try_from(index).expect("a small number")], "{result}");
            assert!(is_level(&result["level"]), "{result}");
            let message = result["message"]["text"].as_str().expect("a message");
            assert_eq!(result["locations"].as_array().expect("locations").len(), 1);
            is_location(&result["locations"][0]);
            for related in result["relatedLocations"].as_array().into_iter().flatten() {
                is_location(related);
                assert!(message.contains(&format!("]({}): ", related["id"])), "the message links to it: {message}");
                assert!(!related["message"]["text"].as_str().expect("a text").is_empty());
            }
        }
        let told: BTreeSet<&str> = results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
        assert_eq!(told.into_iter().collect::<Vec<_>>(), ids, "the rules are those that were found");
    }
}

fn is_level(level: &Value) -> bool {
    level == "error" || level == "warning"
}

fn is_location(location: &Value) {
    let place = &location["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().expect("a uri");
    assert!(["half%2C%2050%25.toml", "pair/2026.1.toml", "pair/2026.1.second.csv"].contains(&uri), "{uri}");
    let number = |key: &str| place["region"][key].as_u64().unwrap_or_else(|| panic!("{key}: {place}"));
    assert!(number("startLine") >= 1 && number("startColumn") >= 1, "{place}");
    assert_eq!(number("startLine"), number("endLine"), "{place}");
    assert!(number("startColumn") <= number("endColumn"), "{place}");
}

#[test]
fn a_difference_has_its_second_place() {
    let folder = folder();
    let log = sarif(folder.path(), &[PAIR]);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let differs = results.iter().find(|result| result["ruleId"] == "T0501").expect("a difference");
    let uris = [&differs["locations"][0], &differs["relatedLocations"][0]].map(|at| &at["physicalLocation"]["artifactLocation"]["uri"]);
    let uris: BTreeSet<&str> = uris.into_iter().filter_map(Value::as_str).collect();
    assert_eq!(uris, BTreeSet::from(["pair/2026.1.second.csv", "pair/2026.1.toml"]));
}

/// An empty list says that all was looked at and nothing found; a missing one would say that nothing was looked at.
#[test]
fn a_sound_catalogue_has_an_empty_list_of_results() {
    let log = sarif(Path::new(env!("CARGO_MANIFEST_DIR")), &[]);
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn a_command_has_its_own_formats_only() {
    let folder = folder();
    let cases: [(&[&str], &str, &str); 5] = [
        (&["list", "--format", "sarif"], "list", "text, json, md, html"),
        (&["show", "psa", "--format", "github"], "show", "text, json, md, html"),
        (&["score", "psa", "--format", "concise"], "score", "text, json, md, html"),
        (&["batch", "psa", "a.csv", "-o", "b.csv", "--format", "github"], "batch", "text, json"),
        (&["explain", "--format", "sarif"], "explain", "text, json, md, html"),
    ];
    for (arguments, name, formats) in cases {
        for (lang, words) in [("nl", "kies uit"), ("en", "choose from")] {
            let run = taxeer().args(arguments).args(["--lang", lang]).current_dir(folder.path()).output().expect("taxeer starts");
            assert_eq!(run.status.code(), Some(2), "{arguments:?}");
            assert!(run.stdout.is_empty());
            let told = String::from_utf8(run.stderr).expect("UTF-8");
            assert!(told.contains(&format!("`taxeer {name}`")) && told.contains(&format!("{words}: {formats}")), "{told}");
        }
    }
    let edges = taxeer().args(["check", "psa", "--edges", "--format", "sarif"]).output().expect("taxeer starts");
    assert_eq!(edges.status.code(), Some(2));
}

/// Snapshots are found by name, so one that no test makes any more would stay unseen.
#[test]
fn every_snapshot_is_made() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/annotations");
    let kept = fs::read_dir(folder)
        .expect("snapshots")
        .filter(|file| file.as_ref().is_ok_and(|file| file.path().extension() == Some("snap".as_ref())));
    assert_eq!(kept.count(), 8);
}
