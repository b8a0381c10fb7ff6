// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Editions of status `trial`: refused for use on persons without a flag, named in every result with it, and never what a bare name means.

mod program;

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use calamine::{Reader as _, Xlsx, open_workbook};
use program::{Ran, read_rows, run_in};
use proptest::prelude::*;
use taxeer::batch::{BLOCK, Job, Run};
use taxeer::catalogue::{Catalogue, NotFound};
use taxeer::caution::{AsOf, Caution};
use taxeer::diagnostic::Source;
use taxeer::domain::{Answer, Domain};
use taxeer::evaluate::{Evaluation, Evaluator};
use taxeer::lang::Lang;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, RunError};
use taxeer::report::{self, Score};

const LANGUAGES: [&str; 2] = ["nl", "en"];
const REFUSED: &str = "taxeer: [T0705] static-99r@2027.1";
const MARK: [(&str, &str); 2] =
    [("nl", "dit instrument is een proef, niet voor beslissingen"), ("en", "this instrument is a trial, not for decisions")];

/// A shipped file under another edition and status.
fn edition(edition: &str, status: &str) -> String {
    let text = Catalogue::builtin().instrument("static-99r", None).expect("in the catalogue").source().text.clone();
    let named = text.replacen("edition = \"2016.1\"", &format!("edition = \"{edition}\""), 1);
    named.replacen("status = \"current\"", &format!("status = \"{status}\""), 1)
}

/// A folder with a trial edition, a protocol that routes to it, and cases: those of the examples and one that cannot be read.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    for file in ["cases.csv", "routes.csv", "case.toml", "route_case.toml", "steekproef.csv"] {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(file), folder.path().join(file)).expect("a copy");
    }
    let cases = fs::read_to_string(folder.path().join("cases.csv")).expect("cases");
    let broken = cases.lines().nth(1).expect("a case").replace("INVENTED-01,male", "INVENTED-99,perhaps");
    keep("cases.csv", &format!("{}\n{broken}\n", cases.trim_end()));
    fs::create_dir(folder.path().join("own")).expect("a folder");
    keep("own/trial.toml", &edition("2027.1", "trial"));
    let routes = Catalogue::builtin().protocol("example-routes").expect("in the catalogue").source().text.clone();
    let routes = routes.replacen("id = \"example-routes\"", "id = \"trial-routes\"", 1);
    keep("own/routes.toml", &routes.replacen("edition = \"2016.1\"", "edition = \"2027.1\"", 1));
    folder
}

fn run(folder: &Path, lang: &str, words: &[&str]) -> Ran {
    let Ran { code, out, err } = run_in(folder, &[words, &["--instruments", "own", "--lang", lang]].concat());
    Ran { code, out: out.replace("\r\n", "\n"), err: err.replace("\r\n", "\n") }
}

fn kept(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("trial_snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"sha256:[0-9a-f]{12}", "sha256:…");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Commands that use an instrument on persons, with the files that they would leave.
const USES: [(&[&str], Option<&str>); 11] = [
    (&["score", "static-99r@2027.1", "case.toml"], None),
    (&["score", "own/trial.toml", "case.toml", "--json"], None),
    (&["score", "route_case.toml", "--protocol", "trial-routes"], None),
    (&["batch", "static-99r@2027.1", "cases.csv", "-o", "out.csv"], Some("out.csv")),
    (&["batch", "routes.csv", "--protocol", "trial-routes", "-o", "routed.csv"], Some("routed.csv")),
    (&["enrich", "static-99r@2027.1", "cases.csv", "-o", "ask.csv"], Some("ask.csv")),
    (&["enrich", "routes.csv", "--protocol", "trial-routes", "-o", "asked.csv"], Some("asked.csv")),
    (&["selftest", "static-99r@2027.1", "cases.csv"], None),
    (&["new", "protocol", "static-99r@2027.1"], None),
    (&["new", "protocol", "static-99r@2027.1,osp-iic", "-o", "new.toml"], Some("new.toml")),
    (&["selftest", "routes.csv", "--protocol", "trial-routes"], None),
];

#[test]
fn every_use_is_refused_without_the_flag_and_done_with_it() {
    let folder = folder();
    for lang in LANGUAGES {
        for (words, output) in USES {
            let ran = run(folder.path(), lang, words);
            assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{words:?} {}", ran.err);
            assert!(ran.err.starts_with(REFUSED) && ran.err.contains("--trial"), "{words:?} {}", ran.err);
            assert!(output.is_none_or(|output| !folder.path().join(output).exists()), "{words:?} left a file");
        }
        let ran = run(folder.path(), lang, USES[0].0);
        kept(&format!("refused_{lang}"), &ran.err);
    }
    // With it they end as they do with the edition in use.
    for (words, output) in USES {
        let in_use = words.iter().map(|word| word.replace("static-99r@2027.1", "static-99r").replace("own/trial.toml", "static-99r"));
        let in_use: Vec<String> = in_use.map(|word| word.replace("trial-routes", "example-routes")).collect();
        let in_use = run(folder.path(), "en", &in_use.iter().map(String::as_str).collect::<Vec<_>>());
        assert_ne!(in_use.code, 3, "{words:?} {}", in_use.err);
        if let Some(output) = output {
            fs::remove_file(folder.path().join(output)).expect("a file");
        }
        let ran = run(folder.path(), "en", &[words, &["--trial"]].concat());
        assert_eq!(ran.code, in_use.code, "{words:?} {}", ran.err);
        assert!(output.is_none_or(|output| folder.path().join(output).is_file()), "{words:?}");
    }
}

#[test]
fn what_was_made_of_a_trial_is_read_with_the_flag_only() {
    let folder = folder();
    let batch = |words: &[&str]| assert_eq!(run(folder.path(), "en", &[words, &["--trial"]].concat()).code, 0);
    batch(USES[3].0);
    batch(USES[4].0);
    let list = ["worklist", "routed.csv", "-o", "list.csv", "--as-of", "2026-12-01"];
    for (words, mark) in [
        (&["why", "out.csv", "INVENTED-02"][..], None),
        (&["why", "routed.csv", "A"][..], None),
        (&list[..], Some("status:static-99r=trial")),
    ] {
        for (lang, words_of_mark) in MARK {
            let ran = run(folder.path(), lang, words);
            assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{words:?} {}", ran.err);
            assert!(ran.err.starts_with(REFUSED), "{words:?} {}", ran.err);
            let ran = run(folder.path(), lang, &[words, &["--trial"]].concat());
            assert_eq!(ran.code, 0, "{words:?} {}", ran.err);
            assert!(ran.out.contains(mark.unwrap_or(words_of_mark)), "{words:?} {}", ran.out);
        }
    }
    let listed = fs::read_to_string(folder.path().join("list.csv")).expect("a list");
    assert!(listed.contains("status:static-99r=trial"), "{listed}");
    assert!(fs::read_to_string(folder.path().join("list.summary.json")).is_ok_and(|text| text.contains("status:static-99r=trial")));
    // A case on a route without the trial does not carry its mark.
    let other = run(folder.path(), "en", &["why", "routed.csv", "B", "--trial"]);
    assert_eq!((other.code, other.out.contains(MARK[1].1)), (0, false), "{}", other.out);
}

#[test]
fn a_score_names_it_in_every_form() {
    let folder = folder();
    for (lang, mark) in MARK {
        for format in ["text", "md", "html", "json"] {
            for words in [USES[0].0, USES[2].0] {
                let ran = run(folder.path(), lang, &[words, &["--trial", "--format", format]].concat());
                assert!([0, 5].contains(&ran.code), "{}", ran.err);
                // In text a line may be broken at the end of the page.
                let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                assert!(flat.contains(mark), "{lang} {format} {words:?}\n{}", ran.out);
                if format == "text" {
                    let who = ran.out.lines().skip_while(|line| !["WHO DECIDES", "WIE BESLIST"].contains(line)).take(4);
                    let head: Vec<&str> = ran.out.lines().take(20).chain(["…"]).chain(who).collect();
                    kept(&format!("{}_{lang}", if words.contains(&"--protocol") { "routed" } else { "score" }), &head.join("\n"));
                }
            }
        }
    }
    let json: serde_json::Value = serde_json::from_str(&run(folder.path(), "en", &[USES[1].0, &["--trial"]].concat()).out).expect("JSON");
    assert_eq!(json["reason"], serde_json::json!(["status:trial"]), "said once");
    let json = run(folder.path(), "en", &[USES[2].0, &["--json", "--trial"]].concat()).out;
    assert!(json.contains("status:static-99r=trial"), "{json}");
}

#[test]
fn every_row_and_everything_beside_it_names_it() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    for (lang, mark) in MARK {
        let ran = run(folder.path(), lang, &[USES[3].0, &["--trial", "--html", "page.html", "--aggregate", "share.html"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        kept(&format!("batch_{lang}"), &ran.err);
        for page in ["page.html", "share.html"] {
            assert!(fs::read_to_string(path(page)).expect("a page").contains(mark), "{page}");
        }
        assert_eq!(run(folder.path(), lang, &["batch", "static-99r@2027.1", "cases.csv", "-o", "out.xlsx", "--trial"]).code, 0);
        assert_eq!(
            run(folder.path(), lang, &["batch", "routes.csv", "--protocol", "trial-routes", "-o", "routed.xlsx", "--trial"]).code,
            0
        );
        for book in ["out.xlsx", "routed.xlsx"] {
            let mut book: Xlsx<_> = open_workbook(path(book)).expect("a workbook");
            let legend = book.sheet_names().last().expect("sheets").clone();
            let legend = book.worksheet_range(&legend).expect("a legend");
            assert!(legend.used_cells().any(|(_, _, cell)| cell.to_string().contains(mark)), "{legend:?}");
        }
        let ran = run(folder.path(), lang, &[USES[5].0, &["--trial"]].concat());
        assert!(ran.err.contains(mark), "{}", ran.err);
    }
    let rows = read_rows(&path("out.csv"));
    assert!(rows.iter().any(|row| row["outcome"] == "rejected"));
    assert!(rows.iter().all(|row| row["reason"].split('|').filter(|code| *code == "status:trial").count() == 1), "once in every row");
    let record: serde_json::Value = serde_json::from_str(&fs::read_to_string(path("out.summary.json")).expect("a record")).expect("JSON");
    assert_eq!(record["cautions"], serde_json::json!(["status:trial"]));
    for (file, mark) in [("share.json", "\"static-99r@2027.1\""), ("share.csv", "made_with,static-99r@2027.1,,trial\n")] {
        assert_eq!(run(folder.path(), "en", &[USES[3].0, &["--trial", "--aggregate", file]].concat()).code, 0);
        assert!(fs::read_to_string(path(file)).expect("counts").contains(mark), "{file}");
    }
    assert_eq!(run(folder.path(), "en", &["batch", "static-99r@2027.1", "cases.csv", "-o", "out.jsonl", "--trial"]).code, 0);
    assert!(fs::read_to_string(path("out.jsonl")).expect("lines").lines().all(|line| line.contains("status:trial")));
    // A row without the column that says it would pass for another.
    let columns = [USES[3].0, &["--trial", "--columns", "case_id,score"]].concat();
    let ran = run(folder.path(), "en", &columns);
    assert_eq!((ran.code, ran.err.starts_with("taxeer: [T0705]"), ran.err.contains("add reason")), (2, true, true), "{}", ran.err);
    assert_eq!(run(folder.path(), "en", &[USES[3].0, &["--trial", "--columns", "case_id,score,reason"]].concat()).code, 0);
}

#[test]
fn rows_of_a_protocol_name_it_where_it_has_a_part() {
    let folder = folder();
    assert_eq!(run(folder.path(), "en", &[USES[4].0, &["--trial"]].concat()).code, 0);
    let rows = read_rows(&folder.path().join("routed.csv"));
    let (with, without): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row["instrument"].contains("static-99r@2027.1"));
    assert!(!with.is_empty() && !without.is_empty());
    let marks = |row: &&program::Row| row["reason"].split('|').filter(|code| *code == "status:static-99r=trial").count();
    assert!(with.iter().all(|row| marks(row) == 1) && without.iter().all(|row| marks(row) == 0), "{rows:?}");
}

#[test]
fn studying_it_takes_no_flag_and_names_the_status() {
    let folder = folder();
    for (lang, word) in [("nl", "proef"), ("en", "trial")] {
        for words in [
            &["show", "static-99r@2027.1"][..],
            &["show", "static-99r@2027.1", "--format", "html"],
            &["list"],
            &["validate", "static-99r@2027.1", "steekproef.csv", "--outcome", "reoffended_5y", "--time", "years", "--time-unit", "years"],
            &["diff", "static-99r", "static-99r@2027.1"],
            &["diff", "static-99r@2027.1", "static-99r@2027.1"],
            &["diff", "static-99r", "static-99r@2027.1", "cases.csv"],
        ] {
            let ran = run(folder.path(), lang, words);
            assert_eq!(ran.code, 0, "{words:?} {}", ran.err);
            assert!(ran.out.to_lowercase().contains(word), "{words:?}\n{}", ran.out);
        }
        let check = run(folder.path(), lang, &["check", "own/trial.toml"]);
        assert_eq!(check.code, 0, "{} {}", check.out, check.err);
    }
}

#[test]
fn a_bare_name_never_means_it() {
    let folder = folder();
    for day in [&[][..], &["--as-of", "2027-06-01"]] {
        let ran = run(folder.path(), "en", &[&["score", "static-99r", "case.toml", "--json", "--trial"], day].concat());
        let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert!(json["instrument"].as_str().expect("a stamp").starts_with("static-99r@2016.1+"), "{}", json["instrument"]);
        assert!(!ran.out.contains("status:trial") && !ran.out.contains("not_in_force"), "the trial ends no edition: {}", ran.out);
    }
    // A trial that begins later than the edition in use, and one beside it, are found to be no overlap.
    assert_eq!(run(folder.path(), "en", &["check"]).code, 0);
    let alone = tempfile::tempdir().expect("a folder");
    fs::create_dir(alone.path().join("own")).expect("a folder");
    for number in ["1", "2"] {
        let text = edition(number, "trial").replacen("id = \"static-99r\"", "id = \"tool\"", 1);
        fs::write(alone.path().join(format!("own/{number}.toml")), text).expect("written");
    }
    for lang in LANGUAGES {
        for day in [&[][..], &["--as-of", "2027-06-01"]] {
            for words in [&["score", "tool", "--trial"][..], &["show", "tool"], &["diff", "tool", "tool@1"]] {
                let ran = run(alone.path(), lang, &[words, day].concat());
                assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{words:?} {}", ran.err);
                assert!(ran.err.contains("tool@1, tool@2"), "{}", ran.err);
            }
        }
        kept(&format!("bare_{lang}"), &run(alone.path(), lang, &["show", "tool"]).err);
    }
    let mut catalogue = Catalogue::builtin();
    catalogue.add_folder(alone.path()).expect("a folder");
    assert!(matches!(catalogue.instrument("tool", None), Err(NotFound::OnTrial { editions, .. }) if editions == ["tool@1", "tool@2"]));
    assert_eq!(catalogue.instrument("tool@2", None).expect("named").edition, "2");
    // A norm pack likewise.
    let packs = tempfile::tempdir().expect("a folder");
    let pack = |edition: &str, status: &str| {
        let text = format!("id = \"local\"\nedition = \"{edition}\"\n{status}extends = \"static-99r@2016.1\"\n");
        fs::write(packs.path().join(format!("{edition}.toml")), text).expect("written");
        let mut catalogue = Catalogue::builtin();
        catalogue.add_folder(packs.path()).expect("a folder");
        catalogue
    };
    let catalogue = pack("2", "status = \"trial\"\n");
    assert!(matches!(catalogue.pack("local"), Err(NotFound::OnTrial { editions, .. }) if editions == ["local@2"]));
    assert_eq!(catalogue.pack("local@2").expect("named").edition, "2");
    assert_eq!(pack("1", "").pack("local").expect("the one in use").edition, "1");
}

fn evaluator(status: &str) -> Evaluator {
    let source = Arc::new(Source::new("own.toml", &edition("2027.1", status)));
    Evaluator::new(&taxeer::check::instrument(&source).0.expect("sound"))
}

static TRIAL: LazyLock<Evaluator> = LazyLock::new(|| evaluator("trial"));
static CURRENT: LazyLock<Evaluator> = LazyLock::new(|| evaluator("current"));

#[test]
fn the_library_does_not_pass_over_it_in_silence() {
    let (sets, conventions) = (Sets::default(), Conventions::default());
    let cases = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases.csv")).expect("cases");
    let job = |as_of| Job {
        evaluator: &TRIAL,
        as_of,
        protocol: None,
        mapping: None,
        sets: &sets,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &conventions,
        lang: Lang::En,
        block: BLOCK,
        threads: None,
    };
    let nothing = AsOf::default();
    let refused = job(&nothing);
    let refused = Run::new(&refused, &*cases).err().expect("a refusal");
    assert!(matches!(&refused, RunError::Input(refusals) if refusals[0].code.id() == "T0705"), "{refused}");
    let marked = AsOf { cautions: vec![Caution::TRIAL], ..AsOf::default() };
    assert!(Run::new(&job(&marked), &*cases).is_ok());
    assert_eq!(Catalogue::builtin().as_of(TRIAL.instrument().form(), None).cautions, [Caution::TRIAL], "what a caller looks up says it");
    // A page is made from the instrument: it says so whatever the caller says.
    let evaluation = TRIAL.evaluate(&[]);
    assert!(evaluation.on_trial && !CURRENT.evaluate(&[]).on_trial);
    for as_of in [&nothing, &marked] {
        let score = Score {
            instrument: TRIAL.instrument(),
            as_of,
            answers: &[],
            evaluation: &evaluation,
            case_id: None,
            tier: None,
            faults: Vec::new(),
        };
        assert_eq!(report::score::text(&score, Lang::En).matches("This instrument is a trial").count(), 1);
        assert_eq!(report::json::score(&score, Lang::En)["reason"].to_string().matches("status:trial").count(), 1);
    }
}

/// An answer that the form reads, or unknown.
fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let each = CURRENT.instrument().form().fields.iter().map(|field| {
        let known = match &field.domain {
            Domain::Options(ids) => 0..i64::try_from(ids.len()).expect("few"),
            Domain::Number { min, max, .. } | Domain::Date { min, max } => *min..max + 1,
        };
        prop_oneof![4 => known.prop_map(Answer::Known), 1 => Just(Answer::Unknown)]
    });
    each.collect::<Vec<_>>()
}

proptest! {
    #[test]
    fn a_trial_scores_as_the_same_file_with_another_status(answers in answers()) {
        let trial = TRIAL.evaluate(&answers);
        prop_assert!(trial.on_trial);
        prop_assert_eq!(Evaluation { on_trial: false, ..trial }, CURRENT.evaluate(&answers));
    }
}
