// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Templates: `taxeer new` gives files of which nothing is wrong but what is to be filled in, and a file that is half filled in is
//! never used. What is filled in here is invented.

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use program::run_in;
use taxeer::catalogue::Catalogue;
use taxeer::diagnostic::concise::concise;
use taxeer::diagnostic::{Code, Diagnostic, Source};
use taxeer::instrument::{Form, Instrument};
use taxeer::lang::Lang;
use taxeer::{check, protocol, signature, template};

const OPEN: &str = "\"TODO\"";

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source::new("new.toml", text))
}

fn told(findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| concise(finding, Lang::En) + "\n").collect()
}

fn shipped() -> Vec<Instrument> {
    let entries = Catalogue::builtin().instruments;
    entries.iter().map(|entry| check::instrument(&entry.source()).0.expect("a sound instrument")).collect()
}

fn one(id: &str) -> Instrument {
    let entry = Catalogue::builtin().instrument(id, None).expect("in the catalogue");
    check::instrument(&entry.source()).0.expect("a sound instrument")
}

/// What the checker says of a template, by the key that only one sort of file has.
fn findings(text: &str, base: Option<&Instrument>) -> Vec<Diagnostic> {
    let source = source(text);
    match base {
        None => check::instrument(&source).1,
        Some(base) if text.contains("\nextends = ") => check::extended(&base.form().source, &[source]).1,
        Some(base) if text.contains("\nsigns = ") => signature::check(&source, &[base.stamp()]),
        Some(base) => protocol::check(&source, base).1,
    }
}

/// Fills in every place by its key, as a person would by the comments; `form` is the instrument that the file is for.
fn filled(text: &str, form: Option<&Form>) -> String {
    let (mut head, mut names, mut rules, mut levels) = (String::new(), Vec::new(), 0, 0);
    let mut lines = String::new();
    let is_protocol = text.contains("[[tier]]");
    for line in text.lines() {
        if line.starts_with('[') {
            line.clone_into(&mut head);
        }
        let line = line.replace("nl = \"TODO\"", "nl = \"verzonnen\"").replace(" en = \"TODO\"", " en = \"invented\"");
        let key = line.split(" = ").next().unwrap_or_default().trim();
        let line = match key {
            _ if line.starts_with('#') || !line.contains(OPEN) => line,
            "id" => {
                names.push(format!("name-{}", names.len()));
                line.replace(OPEN, &format!("\"{}\"", names[names.len() - 1]))
            }
            "tier" | "level" => {
                rules += 1;
                // The names of this list are the last two that were given.
                line.replace(OPEN, &format!("\"{}\"", names[names.len() - 1 - rules % 2]))
            }
            "status" if is_protocol => line.replace(OPEN, "\"example\""),
            "at" => {
                levels += 1;
                line.replace(OPEN, if levels == 1 { "\"0\"" } else { "\"1..\"" })
            }
            "of" | "{ at" => {
                let form = form.expect("an instrument");
                let scale = form.scales.iter().find(|scale| !scale.internal).expect("a scale");
                line.replace("at = \"TODO\", value = \"TODO\"", &format!("at = \"{}..\", value = 1", scale.range.low))
                    .replace(OPEN, &format!("\"{}\"", scale.id))
            }
            "by" => {
                rules += 1;
                line.replace(OPEN, &format!("\"coder-{rules}\""))
            }
            "question_1" => line.replacen(OPEN, "0", 1).replace(OPEN, "1"),
            "question_2" => line.replace("\"TODO\" = \"TODO\"", "\"0\" = 0, \"1..\" = 1"),
            "range" => "range = [0, 2]".to_owned(),
            _ => line.replace(OPEN, value(key)),
        };
        lines.push_str(&line);
        lines.push('\n');
    }
    assert!(lines.lines().all(|line| line.starts_with('#') || !line.contains(OPEN)), "{lines}");
    lines
}

/// What fits at a key.
fn value(key: &str) -> &'static str {
    match key {
        "edition" | "valid_from" | "date" => "\"2030\"",
        "valid_until" => "\"not known\"",
        "entered" | "on" => "\"2030-01-01\"",
        "review_by" => "\"2031-01-01\"",
        "status" => "\"trial\"",
        "netherlands" => "\"unknown\"",
        "basis" => "\"record\"",
        "evidence" => "\"partial\"",
        "unit" => "\"occasions\"",
        "min" => "0",
        "max" => "3",
        "kind" => "\"rate\"",
        "open" => "\"set\"",
        "review_months" => "12",
        "country" => "\"XX\"",
        "cite" | "page" | "owner" | "number" | "organisation" | "compared_with" => "\"invented\"",
        _ => panic!("nothing to fill in at `{key}`"),
    }
}

/// The templates on an instrument.
fn on(instrument: &Instrument, lang: Lang) -> Vec<String> {
    let form = instrument.form();
    [template::norm_pack(form, lang), template::protocol(form, lang)]
        .into_iter()
        .flatten()
        .chain([template::signature(form, lang)])
        .collect()
}

#[test]
fn a_filled_template_is_sound_and_an_open_one_tells_its_places_only() {
    let (mut packs, mut protocols, mut too_large) = (0, 0, 0);
    for instrument in shipped() {
        for lang in [Lang::Nl, Lang::En] {
            for text in on(&instrument, lang) {
                packs += usize::from(text.contains("\nextends = "));
                protocols += usize::from(text.contains("[[tier]]"));
                let open = findings(&text, Some(&instrument));
                assert!(!open.is_empty() && open.iter().all(|finding| finding.code == Code::Placeholder), "{text}\n{}", told(&open));
                if lang == Lang::Nl {
                    let text = filled(&text, Some(instrument.form()));
                    let mut found = findings(&text, Some(&instrument));
                    // One more question can be more than the proof can look through: such a pack is for norms only.
                    if found.iter().any(|finding| finding.code == Code::TooLarge) {
                        let norms = text.split("[field.own_question]").next().expect("the part with norms");
                        found = findings(norms, Some(&instrument));
                        too_large += 1;
                    }
                    assert!(found.is_empty(), "{text}\n{}", told(&found));
                }
            }
        }
    }
    assert!(too_large <= 1, "{too_large} instruments on which no combination can be proven");
    assert!(packs > 10 && protocols > 10, "{packs} packs, {protocols} protocols");
    for (lang, day) in [(Lang::Nl, None), (Lang::En, Some(0))] {
        let text = template::instrument("my-tool", day, lang);
        let open = findings(&text, None);
        assert!(!open.is_empty() && open.iter().all(|finding| finding.code == Code::Placeholder), "{}", told(&open));
        let text = filled(&text, None);
        let found = findings(&text, None);
        assert!(found.is_empty(), "{text}\n{}", told(&found));
    }
}

#[test]
fn one_place_that_is_left_is_told_and_nothing_that_follows_from_it() {
    let base = one("static-99");
    let mut texts = vec![(template::instrument("my-tool", None, Lang::En), None)];
    texts.extend(on(&base, Lang::En).into_iter().map(|text| (text, Some(&base))));
    for (text, base) in texts {
        let whole = filled(&text, base.map(Instrument::form));
        let (open, whole): (Vec<&str>, Vec<&str>) = (text.lines().collect(), whole.lines().collect());
        for (at, line) in open.iter().enumerate().filter(|(_, line)| line.contains(OPEN) && !line.starts_with('#')) {
            let mut half = whole.clone();
            half[at] = line;
            let found = findings(&half.join("\n"), base);
            let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code.id()).collect();
            assert_eq!(codes, BTreeSet::from(["T0110"]), "line {}: {line}\n{}", at + 1, told(&found));
            assert_eq!(found.len(), line.matches(OPEN).count(), "{line}\n{}", told(&found));
        }
    }
}

/// A pack on an instrument without a scale is proven like any other: a rule too few is a gap.
#[test]
fn a_combination_with_the_levels_of_rules_is_proven() {
    let base = one("osp-iic");
    let text = filled(&template::norm_pack(base.form(), Lang::En).expect("levels to build on"), Some(base.form()));
    let (before, last) = text.rsplit_once("[[scheme.own_levels.rule]]").expect("a rule");
    assert!(last.contains("when"), "{last}");
    let codes: Vec<&str> = findings(before, Some(&base)).iter().map(|finding| finding.code.id()).collect();
    assert_eq!(codes, ["T0404"]);
}

#[test]
fn every_place_is_named_also_where_there_are_many() {
    let text = template::instrument("my-tool", None, Lang::En);
    let places: BTreeSet<usize> =
        (1..).zip(text.lines()).filter(|(_, line)| line.contains(OPEN) && !line.starts_with('#')).map(|(number, _)| number).collect();
    let found = findings(&text, None);
    assert_eq!(found.len(), 20, "no more than people read");
    let mut named: BTreeSet<usize> = found.iter().map(|finding| finding.place.source.line_column(finding.place.span.start).0).collect();
    let last = &found[19].found.en;
    let lines = last.split("on lines ").nth(1).expect("the lines of the others");
    named.extend(lines.split(", ").map(|number| number.parse::<usize>().expect("a line")));
    assert_eq!(named, places);
}

#[test]
fn the_languages_differ_in_their_comments_only() {
    let base = one("psa");
    let pairs = on(&base, Lang::Nl).into_iter().zip(on(&base, Lang::En));
    let instruments = [(template::instrument("my-tool", None, Lang::Nl), template::instrument("my-tool", None, Lang::En))];
    for (nl, en) in pairs.chain(instruments) {
        let (data, comments): (Vec<_>, Vec<_>) = nl.lines().zip(en.lines()).partition(|(line, _)| !line.starts_with("# "));
        assert!(data.iter().all(|(nl, en)| nl == en) && nl.lines().count() == en.lines().count());
        let same = comments.iter().filter(|(nl, en)| nl == en).count();
        assert!(comments.len() > 6 && same * 3 < comments.len(), "{same} of {}", comments.len());
        assert!(!nl.contains("##") && !en.contains("##"), "a comment of both languages at once");
    }
}

/// What a person sees of all templates, in both languages.
#[test]
fn the_templates_read_well() {
    let base = one("static-99");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter("sha256:[0-9a-f]{12}", "sha256:[digest]");
    settings.bind(|| {
        for lang in [Lang::Nl, Lang::En] {
            let instrument = template::instrument("my-tool", None, lang);
            let texts =
                [("instrument", instrument)].into_iter().chain(["norm_pack", "protocol", "signature"].into_iter().zip(on(&base, lang)));
            for (name, text) in texts {
                insta::assert_snapshot!(format!("{name}_{}", lang.code()), text);
            }
        }
    });
}

#[test]
fn a_new_edition_is_the_old_text_but_for_its_head() {
    let old = one("static-99");
    let old = &old.form().source;
    for text in [old.text.clone(), old.text.replace('\n', "\r\n")] {
        let new = template::edition(&source(&text), "2030.1", None);
        let changed: Vec<(&str, &str)> = text.split('\n').zip(new.split('\n')).filter(|(old, new)| old != new).collect();
        let keys: Vec<&str> = changed.iter().map(|(_, new)| new.split(" = ").next().unwrap()).collect();
        assert_eq!(new.matches('\n').count(), text.matches('\n').count());
        assert_eq!(new.matches('\r').count(), text.matches('\r').count());
        let head = ["edition", "valid_from", "valid_until", "entered", "review_by"];
        let there: Vec<&str> = head.into_iter().filter(|key| text.contains(&format!("\n{key} = "))).collect();
        assert_eq!(BTreeSet::from_iter(keys), BTreeSet::from_iter(there));
        assert!(new.contains("\nedition = \"2030.1\""));
        let open = findings(&new, None);
        assert!(open.len() >= 3 && open.iter().all(|finding| finding.code == Code::Placeholder), "{}", told(&open));
    }
    let leap = taxeer::number::date::parse_iso("2028-02-29");
    let dated = template::edition(old, "2030.1", leap);
    assert!(dated.contains("\nentered = \"2028-02-29\"\n") && dated.contains("\nreview_by = \"2029-03-01\"\n"));
    let found = findings(&dated.replace(OPEN, "\"not known\""), None);
    assert!(found.is_empty(), "{}", told(&found));
}

#[test]
fn the_program_writes_a_template_once() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| run_in(folder.path(), words);
    let shown = run(&["new", "instrument", "my-tool", "--lang", "nl"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    assert_eq!(shown.out, template::instrument("my-tool", None, Lang::Nl));
    let kept = run(&["new", "instrument", "my-tool", "--lang", "nl", "-o", "my-tool.toml"]);
    assert_eq!((kept.code, kept.out.as_str()), (0, ""), "{}", kept.err);
    assert!(kept.err.contains("taxeer check my-tool.toml"), "{}", kept.err);
    assert_eq!(fs::read_to_string(folder.path().join("my-tool.toml")).unwrap(), shown.out);
    fs::write(folder.path().join("my-tool.toml"), "mine").unwrap();
    let again = run(&["new", "instrument", "my-tool", "-o", "my-tool.toml"]);
    assert_eq!(again.code, 2, "{}", again.err);
    assert_eq!(fs::read_to_string(folder.path().join("my-tool.toml")).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    let next = run(&["new", "edition", "static-99r", "2030.1", "--as-of", "2030-01-01", "--lang", "en", "-o", "2030.1.toml"]);
    assert_eq!(next.code, 0, "{}", next.err);
    assert!(next.err.contains("2030.1.second.csv"), "{}", next.err);
    let check = run(&["check", "2030.1.toml", "--format", "concise"]);
    assert_eq!((check.code, check.out.contains("[T0110]")), (3, true), "{}", check.out);
}

#[test]
fn a_command_that_makes_no_sense_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let checklist = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty/checklist.toml");
    let checklist = checklist.to_string_lossy();
    let refused: &[&[&str]] = &[
        &["new", "instrument", "static-99r"],
        &["new", "instrument", "my tool"],
        &["new", "instrument", "my-tool", "2030.1"],
        &["new", "edition", "static-99r"],
        &["new", "edition", "static-99r", "2016.1"],
        &["new", "edition", "static-99r", "no name"],
        &["new", "edition", "no-such", "2030.1"],
        &["new", "norm-pack", &checklist],
        &["new", "protocol", &checklist, "--trial"],
        &["new", "something", "static-99r"],
        &["new", "instrument", "my-tool", "--json"],
    ];
    for words in refused {
        let ran = run_in(folder.path(), words);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words:?}: {}", ran.err);
    }
}

#[test]
fn a_half_filled_pack_or_protocol_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| run_in(folder.path(), words);
    let base = one("static-99");
    for (file, flag, text) in [
        ("pack.toml", "--norms", template::norm_pack(base.form(), Lang::En)),
        ("protocol.toml", "--protocol", template::protocol(base.form(), Lang::En)),
    ] {
        let Some(text) = text else { panic!("{file}: no template") };
        let whole = filled(&text, Some(base.form()));
        let half = whole.replacen("nl = \"verzonnen\"", "nl = \"TODO: vertalen\"", 1);
        for (text, code) in [(whole, 5), (half, 3)] {
            fs::write(folder.path().join(file), text).unwrap();
            let sets: Vec<String> = base.form().fields.iter().map(|field| format!("--set={}=?", field.id)).collect();
            let mut words = vec!["score", "static-99", flag, file];
            words.extend(sets.iter().map(String::as_str));
            if file == "pack.toml" {
                words.push("--set=own_question=?");
            }
            let ran = run(&words);
            assert_eq!(ran.code, code, "{file}: {}{}", ran.out, ran.err);
        }
    }
}
