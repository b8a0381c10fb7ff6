// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Skeletons of reports by a guideline: every item of the source is there, in both languages, filled or "not filled in"; what is not
//! confirmed says so.

mod program;

use std::collections::BTreeSet;
use std::path::Path;

use program::run_in;
use taxeer::guideline::{Applies, Facts, Filled, Guideline, Head, Item, Knows, RAGEE, TRIPOD, Topic, counts, document};
use taxeer::lang::{Lang, Text};
use taxeer::report::document::{Block, Document};

/// Items of TRIPOD+AI by section, as the source has them: 27 with 52 parts, of which eight for development and four for evaluation alone.
const TRIPOD_ITEMS: [(&str, &[&str]); 8] = [
    ("Title", &["1"]),
    ("Abstract", &["2"]),
    ("Introduction", &["3a", "3b", "3c", "4"]),
    (
        "Methods",
        &[
            "5a", "5b", "6a", "6b", "6c", "7", "8a", "8b", "8c", "9a", "9b", "9c", "10", "11", "12a", "12b", "12c", "12d", "12e", "12f",
            "12g", "13", "14", "15", "16", "17",
        ],
    ),
    ("Open science", &["18a", "18b", "18c", "18d", "18e", "18f"]),
    ("Patient and public involvement", &["19"]),
    ("Results", &["20a", "20b", "20c", "21", "22", "23a", "23b", "24"]),
    ("Discussion", &["25", "26", "27a", "27b", "27c"]),
];
const DEVELOPMENT: [&str; 8] = ["9a", "12a", "12b", "12c", "15", "22", "27a", "27b"];
const EVALUATION: [&str; 4] = ["12f", "12g", "20c", "24"];
const GUIDELINES: [&Guideline; 2] = [&TRIPOD, &RAGEE];

fn items(guideline: &Guideline) -> Vec<&'static Item> {
    guideline.sections.iter().flat_map(|section| section.items).collect()
}

#[test]
fn every_item_of_tripod_is_there_and_none_more() {
    let found: Vec<(&str, Vec<&str>)> =
        TRIPOD.sections.iter().map(|section| (section.title.1, section.items.iter().map(|item| item.number).collect())).collect();
    let source: Vec<(&str, Vec<&str>)> = TRIPOD_ITEMS.iter().map(|(title, numbers)| (*title, numbers.to_vec())).collect();
    assert_eq!(found, source);
    assert_eq!((items(&TRIPOD).len(), TRIPOD.unworded), (52, 0));
    let whole: BTreeSet<&str> = items(&TRIPOD).iter().map(|item| item.number.trim_end_matches(char::is_alphabetic)).collect();
    assert_eq!(whole.len(), 27);
    for (applies, numbers) in [(Applies::Development, &DEVELOPMENT[..]), (Applies::Evaluation, &EVALUATION[..])] {
        let found: Vec<&str> = items(&TRIPOD).iter().filter(|item| item.applies == applies).map(|item| item.number).collect();
        assert_eq!(found, numbers);
    }
}

#[test]
fn of_ragee_nothing_stands_as_an_item_that_is_not_confirmed() {
    assert_eq!(RAGEE.unworded, 50);
    assert!(items(&RAGEE).iter().all(|item| item.number.is_empty() && item.asks == ("", "")));
    for (lang, says, row) in [(Lang::Nl, "niet bevestigd", "niet ingevuld"), (Lang::En, "not confirmed", "not filled in")] {
        let page = document(&RAGEE, &all_known(), &Head::default(), lang);
        let said = page.blocks.iter().filter(|block| matches!(block, Block::Paragraph(text) if text.contains(says))).count();
        assert_eq!(said, 1);
        let Some(Block::Table(table)) = page.blocks.last() else { panic!("no table of items") };
        assert_eq!(table.rows.len(), 50);
        for (at, cells) in table.rows.iter().enumerate() {
            assert_eq!((cells[0].as_str(), cells[2].as_str()), ((at + 1).to_string().as_str(), row));
            assert!(cells[1].contains(says));
        }
    }
}

/// A fact for everything that is asked.
fn all_known() -> Facts {
    let mut facts = Facts::default();
    let topics: BTreeSet<Topic> = GUIDELINES.iter().flat_map(|guideline| items(guideline)).filter_map(topic).collect();
    for topic in topics {
        facts.say(topic, Text::same(format!("known of {topic:?}")));
    }
    facts
}

fn topic(item: &Item) -> Option<Topic> {
    match item.knows {
        Knows::Nothing => None,
        Knows::Part(topic) | Knows::Whole(topic) => Some(topic),
    }
}

/// What stands below each subheading.
fn below(page: &Document) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for block in &page.blocks {
        match (block, found.last_mut()) {
            (Block::Subheading(name), _) => found.push((name.clone(), Vec::new())),
            (Block::List(points), Some((_, below))) => below.extend(points.iter().cloned()),
            _ => {}
        }
    }
    found
}

#[test]
fn an_item_is_filled_or_says_that_it_is_not() {
    for guideline in GUIDELINES {
        for (lang, not, rest) in
            [(Lang::Nl, "niet ingevuld", "de rest: niet ingevuld"), (Lang::En, "not filled in", "the rest: not filled in")]
        {
            let empty = below(&document(guideline, &Facts::default(), &Head::default(), lang));
            let full = below(&document(guideline, &all_known(), &Head::default(), lang));
            let items = items(guideline);
            assert_eq!((empty.len(), full.len()), (items.len(), items.len()));
            for ((item, (name, points)), (_, known)) in items.iter().zip(empty).zip(full) {
                assert!(name.contains(lang.pick(item.subject.0, item.subject.1)), "{name}");
                assert!(item.number.is_empty() || name.starts_with(&format!("{}. ", item.number)), "{name}");
                assert_eq!(points, [not], "{name}");
                let fact = topic(item).map(|topic| format!("known of {topic:?}"));
                match item.knows {
                    Knows::Nothing => assert_eq!(known, [not], "{name}"),
                    Knows::Part(_) => assert_eq!(known, [fact.unwrap(), rest.to_owned()], "{name}"),
                    Knows::Whole(_) => assert_eq!(known, [fact.unwrap()], "{name}"),
                }
            }
        }
        let [whole, part, not] = counts(guideline, &all_known());
        assert_eq!(whole + part + not, items(guideline).len() + guideline.unworded);
        assert_eq!(counts(guideline, &Facts::default()), [0, 0, items(guideline).len() + guideline.unworded]);
        assert_eq!(whole, items(guideline).iter().filter(|item| item.filled(&all_known()) == Filled::Whole).count());
    }
}

#[test]
fn words_stand_in_both_languages_and_differ_where_they_are_sentences() {
    for item in items(&TRIPOD) {
        for (nl, en) in [item.subject, item.asks] {
            assert!(!nl.is_empty() && !en.is_empty(), "{}", item.number);
        }
        assert_ne!(item.asks.0, item.asks.1, "{}", item.number);
        assert!(item.asks.0.ends_with('.') && item.asks.1.ends_with('.'), "{}", item.number);
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/steekproef.csv");
    std::fs::copy(sample, folder.path().join("steekproef.csv")).expect("a copy");
    folder
}

fn kept(name: &str, page: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guideline"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"sha256:[0-9a-f]{12}", "sha256:…");
    settings.add_filter(r"taxeer \d+\.\d+\.\d+", "taxeer …");
    settings.bind(|| insta::assert_snapshot!(name, page));
}

#[test]
fn a_validation_fills_what_it_knows() {
    let folder = folder();
    let words = ["validate", "static-99r", "steekproef.csv", "--outcome", "reoffended_5y", "--by", "region", "--horizon", "5y"];
    for lang in ["nl", "en"] {
        let files = ["--ragee", "ragee.md", "--tripod", "tripod.md", "--lang", lang];
        let ran = run_in(folder.path(), &[&words[..], &files].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        for name in ["ragee", "tripod"] {
            let text = std::fs::read_to_string(folder.path().join(format!("{name}.md"))).expect("a skeleton");
            kept(&format!("{name}_{lang}"), &text);
            let said = ran.err.lines().find(|line| line.ends_with(&format!("{name}.md"))).expect("a note");
            assert!(said.contains(if lang == "nl" { "niet ingevuld" } else { "not filled in" }), "{said}");
        }
    }
}

#[test]
fn a_column_and_a_model_fill_what_they_know() {
    let folder = folder();
    for (words, says) in [
        (["--score", "prior_sex_charges"], "evaluation of the column prior_sex_charges"),
        (["--model", "prior_sex_charges,age_at_release"], "development of a logistic model of prior_sex_charges, age_at_release"),
    ] {
        let first = ["validate", "steekproef.csv", "--outcome", "reoffended_5y", "--tripod", "t.html", "--lang", "en"];
        let ran = run_in(folder.path(), &[&first[..], &words].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let page = std::fs::read_to_string(folder.path().join("t.html")).expect("a page");
        assert!(page.starts_with("<!") && page.contains("TRIPOD+AI") && !page.contains("the rule set itself"), "{words:?}");
        assert!(page.contains(says), "{words:?}");
    }
}

#[test]
fn an_edition_that_is_not_in_use_says_so() {
    let entry = taxeer::catalogue::Catalogue::builtin().instrument("static-99", None).expect("built in").clone();
    let old = taxeer::check::instrument(&entry.source()).0.expect("sound");
    assert_ne!(old.form().status, taxeer::form::Status::Current);
    let mut facts = Facts::default();
    facts.instrument(old.form(), &old.stamp());
    for lang in [Lang::Nl, Lang::En] {
        let note = taxeer::report::names::use_note(old.form().status, lang);
        assert!(!note.is_empty() && facts.of(Topic::Study).iter().any(|fact| fact.get(lang) == note), "{note}");
    }
}

#[test]
fn a_skeleton_never_takes_the_place_of_another_file() {
    let folder = folder();
    let before = std::fs::read(folder.path().join("steekproef.csv")).expect("a file");
    for words in [
        &["--tripod", "steekproef.csv"][..],
        &["--tripod", "t.docx"],
        &["--ragee", "one.md", "--tripod", "one.md"],
        &["-o", "f.md", "--ragee", "f.md"],
    ] {
        let first = ["validate", "static-99r", "steekproef.csv", "--outcome", "reoffended_5y", "--lang", "en"];
        let ran = run_in(folder.path(), &[&first[..], words].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words:?} {}", ran.err);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    assert_eq!(std::fs::read(folder.path().join("steekproef.csv")).expect("a file"), before);
}
