// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The second entry: the shipped pairs agree, and every kind of difference is found with both places.

mod second;

use std::path::Path;
use std::sync::Arc;

use second::changes::{CHANGES, Side};
use taxeer::catalogue::{Catalogue, Entry};
use taxeer::check::resolve;
use taxeer::diagnostic::{Code, Diagnostic, Severity, Source, concise::concise, full::full};
use taxeer::form::Form;
use taxeer::lang::Lang;
use taxeer::second_entry;
use taxeer::syntax::{self, grammar};

/// Of these the tables as they were typed at first are kept.
const TYPED_FIRST: [&str; 6] = ["static-99r", "osp-dc", "psa", "ogrs3", "osp-iic", "static-2002r"];

fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

fn entry(id: &str) -> Entry {
    Catalogue::builtin().instruments.into_iter().find(|entry| entry.id == id).expect("an instrument")
}

fn rule_set(id: &str) -> String {
    entry(id).source().text.clone()
}

fn table(id: &str) -> String {
    entry(id).second().unwrap_or_else(|| panic!("{id}: no second table")).text.clone()
}

fn form(rule_set: &str) -> Form {
    let source = Arc::new(Source::new("rules.toml", rule_set));
    let (tree, findings) = syntax::read(&source, grammar::INSTRUMENT);
    assert!(findings.is_empty(), "the text is sound");
    resolve::form(&source, &tree).form.expect("a form")
}

fn compare(rule_set: &str, second: &str) -> Vec<Diagnostic> {
    second_entry::compare(&form(rule_set), &Arc::new(Source::new("second.csv", second)))
}

fn lines(findings: &[Diagnostic], lang: Lang) -> Vec<String> {
    findings.iter().map(|finding| concise(finding, lang)).collect()
}

/// Replaces a text that stands there exactly once.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
    text.replace(from, to)
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("second/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn shipped_pairs_agree_in_every_number() {
    for Entry { id, .. } in Catalogue::builtin().instruments {
        let found = lines(&compare(&rule_set(&id), &table(&id)), Lang::En);
        assert!(found.is_empty(), "{id}:\n{}", found.join("\n"));
    }
}

/// The tables as they were typed at first lack some kinds of parts: that is told, and nothing else.
#[test]
fn the_original_tables_agree_with_remarks_only() {
    let mut told = String::new();
    for id in TYPED_FIRST {
        let findings = compare(&rule_set(id), &text(&format!("tests/second/original/{id}.csv")));
        let errors: Vec<Diagnostic> = findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect();
        assert!(errors.is_empty(), "{id}:\n{}", lines(&errors, Lang::En).join("\n"));
        for finding in &findings {
            told.push_str(&format!("{id}: {}\n", finding.found.en));
        }
    }
    settings().bind(|| insta::assert_snapshot!("original", told));
}

#[test]
fn every_kind_of_difference_is_found_with_both_places() {
    for lang in [Lang::Nl, Lang::En] {
        let mut told = String::new();
        for (name, id, side, from, to, codes) in CHANGES {
            let (mut rules, mut table) = (rule_set(id), table(id));
            let before: Vec<String> = compare(&rules, &table).into_iter().map(|finding| finding.found.en).collect();
            match side {
                Side::Rules => rules = replaced(&rules, from, to),
                Side::Second => table = replaced(&table, from, to),
            }
            let mut findings = compare(&rules, &table);
            findings.retain(|finding| !before.contains(&finding.found.en));
            let mut found: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
            found.sort_unstable();
            assert_eq!(found, *codes, "{name}: {:#?}", lines(&findings, Lang::En));
            for finding in findings.iter().filter(|finding| finding.code != Code::SecondUnreadable) {
                let (other, _) = finding.related.as_ref().expect("a second place");
                assert_ne!(other.source.name, finding.place.source.name, "{name}: one place in each file");
            }
            told.push_str(&format!("# {name}\n{}\n", lines(&findings, lang).join("\n")));
        }
        settings().bind(|| insta::assert_snapshot!(format!("differences_{}", lang.code()), told));
    }
}

#[test]
fn a_difference_is_shown_with_both_lines() {
    let rules = replaced(&rule_set("ogrs3"), "points = -1.499690953", "points = -1.499690963");
    let findings = compare(&rules, &table("ogrs3"));
    for lang in [Lang::Nl, Lang::En] {
        let told: Vec<String> = findings.iter().map(|finding| full(finding, lang)).collect();
        settings().bind(|| insta::assert_snapshot!(format!("shown_{}", lang.code()), told.join("\n")));
    }
}

#[test]
fn without_a_table_the_numbers_were_entered_once() {
    let source = Arc::new(Source::new("rules.toml", &rule_set("psa")));
    let instrument = taxeer::check::instrument(&source).0.expect("a sound rule set");
    let found: Vec<Code> = second_entry::findings(&instrument, None).iter().map(|finding| finding.code).collect();
    assert_eq!(found, [Code::NoSecond]);
}

#[test]
fn an_empty_table_has_no_part_of_the_rule_set() {
    let findings = compare(&rule_set("osp-iic"), "");
    assert!(findings.iter().any(|finding| finding.code == Code::SecondUnreadable));
    assert_eq!(findings.iter().filter(|finding| finding.code == Code::OnlyInRuleSet).count(), 10);
}
