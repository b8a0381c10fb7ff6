// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Faulty rule sets: what the checker tells of each fault, in both languages, and that it tells nothing else.
//!
//! `tests/faulty/` has seven small instruments with which nothing is wrong, and the faults that are made in them, one at a time
//! (`faults_of_*.toml`). What a user reads of each fault is in `tests/faulty/snapshots/`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use taxeer::check;
use taxeer::diagnostic::concise::concise;
use taxeer::diagnostic::full::full;
use taxeer::diagnostic::json::json;
use taxeer::diagnostic::{Code, Diagnostic, Source};
use taxeer::lang::Lang;

const SOUND: [&str; 7] = ["sound", "linked", "cox", "rules", "checklist", "judgement", "withheld"];
const FAULTS: [&str; 7] =
    ["faults_of_form", "faults_of_name", "faults_of_number", "faults_of_link", "faults_of_proof", "faults_of_withheld", "faults_together"];
/// Faults of which the JSON is kept as well.
const AS_JSON: [&str; 4] = ["unknown_key", "gap", "overlap", "five_faults"];

/// A fault: a sound instrument, what is changed in it, and the codes that the checker must tell, in the order of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    #[serde(rename = "in")]
    base: String,
    codes: Vec<String>,
    find: Option<String>,
    replace: Option<String>,
    #[serde(default)]
    also: Vec<Edit>,
    append: Option<String>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Edit {
    find: String,
    replace: String,
}

impl Fault {
    fn edits(&self) -> Vec<Edit> {
        let first = self.find.clone().zip(self.replace.clone()).map(|(find, replace)| Edit { find, replace });
        first.into_iter().chain(self.also.iter().cloned()).collect()
    }

    fn text(&self, name: &str) -> String {
        let mut text = read(&format!("{}.toml", self.base));
        for edit in self.edits() {
            assert_eq!(text.matches(&edit.find).count(), 1, "{name}: `{}` must stand once in {}.toml", edit.find, self.base);
            text = text.replace(&edit.find, &edit.replace);
        }
        match &self.append {
            Some(more) => format!("{text}\n{more}"),
            None => text,
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty")
}

fn read(file: &str) -> String {
    let path = folder().join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn faults() -> BTreeMap<String, Fault> {
    let mut all = BTreeMap::new();
    for file in FAULTS {
        let faults: BTreeMap<String, Fault> = toml::from_str(&read(&format!("{file}.toml"))).expect("a list of faults");
        for (name, fault) in faults {
            assert!(all.insert(name.clone(), fault).is_none(), "{name} stands twice");
        }
    }
    all
}

/// A faulty file, checked.
struct Checked {
    name: String,
    fault: Fault,
    text: String,
    findings: Vec<Diagnostic>,
}

/// Every faulty file, checked once for all tests.
fn checked() -> &'static [Checked] {
    static CHECKED: LazyLock<Vec<Checked>> = LazyLock::new(|| {
        let one = |(name, fault): (String, Fault)| {
            let text = fault.text(&name);
            Checked { findings: check(&name, &text), name, fault, text }
        };
        faults().into_iter().map(one).collect()
    });
    &CHECKED
}

fn check(name: &str, text: &str) -> Vec<Diagnostic> {
    let (instrument, findings) = check::instrument(&Arc::new(Source::new(format!("{name}.toml"), text)));
    assert_eq!(instrument.is_some(), findings.is_empty(), "{name}: an instrument comes out when nothing is wrong, and only then");
    findings
}

#[test]
fn nothing_is_wrong_with_the_sound_instruments() {
    for name in SOUND {
        let told: Vec<String> = check(name, &read(&format!("{name}.toml"))).iter().map(|finding| concise(finding, Lang::En)).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}

#[test]
fn each_fault_is_told_and_nothing_else() {
    let mut wrong = Vec::new();
    for Checked { name, fault, findings, .. } in checked() {
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
        if codes != fault.codes {
            let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
            wrong.push(format!("{name}: expected {:?}, told:\n  {}", fault.codes, told.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_fault_reads_well_in_both_languages() {
    for Checked { name, fault, findings, .. } in checked() {
        let page = page(name, fault, findings);
        settings().bind(|| insta::assert_snapshot!(name.clone(), page));
    }
}

/// What was changed, and what a user reads of it.
fn page(name: &str, fault: &Fault, findings: &[Diagnostic]) -> String {
    let mut page = format!("in {}.toml\n", fault.base);
    let mut lines = |mark: char, text: &str| text.trim_end().lines().for_each(|line| page.push_str(&format!("{mark} {line}\n")));
    for edit in fault.edits() {
        lines('-', &edit.find);
        lines('+', &edit.replace);
    }
    lines('+', fault.append.as_deref().unwrap_or_default());
    for lang in [Lang::Nl, Lang::En] {
        page.push_str(&format!("\n──── {}\n", lang.code()));
        for finding in findings {
            page.push_str(&format!("{}\n", concise(finding, lang)));
        }
        for finding in findings {
            page.push_str(&format!("\n{}\n", full(finding, lang)));
        }
    }
    if AS_JSON.contains(&name) {
        page.push_str("\n──── json\n");
        for finding in findings {
            page.push_str(&format!("{}\n", serde_json::to_string_pretty(&json(finding, Lang::En)).expect("JSON")));
        }
    }
    page
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_snapshot_has_its_fault() {
    let files = std::fs::read_dir(folder().join("snapshots")).expect("snapshots");
    let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let kept: BTreeSet<String> = names.filter_map(|name| name.strip_suffix(".snap").map(str::to_owned)).collect();
    assert_eq!(kept, faults().into_keys().collect());
}

#[test]
fn every_code_of_the_checker_has_a_fault() {
    let told: BTreeSet<String> = faults().into_values().flat_map(|fault| fault.codes).collect();
    let of_checker = |code: &&Code| ["T01", "T02", "T03", "T04"].iter().any(|part| code.id().starts_with(part));
    let never: Vec<&str> = Code::ALL.iter().filter(of_checker).map(|code| code.id()).filter(|id| !told.contains(*id)).collect();
    assert!(never.is_empty(), "codes that no fault shows: {never:?}");
}

#[test]
fn every_finding_says_how_to_mend_it_and_no_two_say_the_same() {
    for Checked { name, findings, .. } in checked() {
        let mut said = BTreeSet::new();
        for finding in findings {
            let line = concise(finding, Lang::En);
            assert!(finding.allowed.is_some() || finding.mend.is_some(), "{name}: {line}");
            assert!(said.insert(line.clone()), "{name} twice: {line}");
            assert!(finding.place.span.end <= finding.place.source.text.len(), "{name}: {line}");
            for lang in [Lang::Nl, Lang::En] {
                let line = concise(finding, lang);
                assert!(!line.contains("``") && !line.contains('\n'), "{name}: {line}");
            }
        }
    }
}

/// Codes of the proof for which there is no case to show: what they tell is that no case does something, or it is about a table by itself.
const WITHOUT_CASE: &[Code] = &[
    Code::DeadRow,
    Code::DeadLevel,
    Code::DeadRule,
    Code::EmptyPopulation,
    Code::Contradiction,
    Code::DeadConstraint,
    Code::NotRising,
    Code::NormMisfit,
    Code::AnyAll,
];
/// Faults at values that nobody has, so that no case shows them either.
const AT_NO_VALUE: &[&str] = &[
    "level_overlap_at_no_score",
    "level_gap_percent",
    "level_overlap_percent",
    "exception_overlap",
    "unreachable_part_that_does_not_exist",
    "gap_weight_not_applicable",
];

#[test]
fn every_witness_is_a_case_that_a_person_can_score() {
    for Checked { name, text, findings, .. } in checked() {
        for finding in findings {
            let line = concise(finding, Lang::En);
            if finding.code.id().starts_with("T04") && !WITHOUT_CASE.contains(&finding.code) && !AT_NO_VALUE.contains(&name.as_str()) {
                assert!(finding.witness.is_some(), "{name} has no witness: {line}");
            }
            let Some(witness) = &finding.witness else { continue };
            let pairs: Vec<(&str, &str)> = witness.split("; ").map(|pair| pair.split_once('=').expect("field=value")).collect();
            let named: Vec<&str> = pairs.iter().map(|(field, _)| *field).collect();
            assert_eq!(named, fields(text), "{name}: {witness}");
            assert!(pairs.iter().all(|(_, value)| !value.is_empty() && *value != "?"), "{name}: {witness}");
        }
    }
}

/// The fields of a rule set, in order.
fn fields(text: &str) -> Vec<&str> {
    let heads = text.lines().filter_map(|line| line.strip_prefix("[field.")?.strip_suffix(']'));
    heads.filter(|name| !name.contains('.')).collect()
}

/// Ways in which a line goes wrong, and in how many findings that is told at most: the head of a table that is missing shows in
/// several places, a quote or a line too many in one or two.
const SLIPS: [(Slip, usize); 5] = [
    (|_| None, 9),
    (|line| Some(line.chars().take(line.chars().count() / 2).collect()), 9),
    (|line| Some(format!("{line}\n{line}")), 2),
    (|line| Some(line.replacen('"', "", 1)), 2),
    (|line| line.find(char::is_alphabetic).map(|at| format!("{}x{}", &line[..=at], &line[at + 1..])), 3),
];

type Slip = fn(&str) -> Option<String>;

#[test]
fn a_slip_in_any_line_is_told_in_few_findings() {
    for base in SOUND {
        let text = read(&format!("{base}.toml"));
        let lines: Vec<&str> = text.lines().collect();
        // The proof of the largest takes longest.
        let step = if base == "linked" { 6 } else { 1 };
        for (at, line) in lines.iter().enumerate().step_by(step) {
            for (slip, most) in SLIPS {
                let mended: Vec<String> = lines
                    .iter()
                    .enumerate()
                    .filter_map(|(other, line)| if other == at { slip(line) } else { Some((*line).to_owned()) })
                    .collect();
                let findings = check(&format!("{base}-{}", at + 1), &mended.join("\n"));
                let told: Vec<String> = findings.iter().map(|finding| concise(finding, Lang::En)).collect();
                assert!(told.len() <= most, "{line}\n{}", told.join("\n"));
            }
        }
    }
}
