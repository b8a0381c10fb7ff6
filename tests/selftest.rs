// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A self-test holds for what is sound and catches what is not: a subject that breaks one law is found out by that law.

mod program;

use std::sync::LazyLock;

use program::taxeer;
use taxeer::batch::{BLOCK, Job};
use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::evaluate::Evaluator;
use taxeer::lang::Lang;
use taxeer::record::rows::Rows;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, RunError, Table};
use taxeer::self_test::{self, Batch, How, Outcome, Scored, Subject, page};

static EVALUATOR: LazyLock<Evaluator> = LazyLock::new(|| {
    let source = Catalogue::builtin().instrument("static-99r", None).expect("a shipped instrument").source();
    Evaluator::new(&taxeer::check::instrument(&source).0.expect("a proven instrument"))
});
static CONVENTIONS: LazyLock<Conventions> = LazyLock::new(Conventions::default);
static SETS: LazyLock<Sets> = LazyLock::new(Sets::default);
static AS_OF: LazyLock<AsOf> = LazyLock::new(AsOf::default);

const HEADER: &str = "case_id;sex;age_at_release;qualifying_offence;lived_with_partner_2y;index_nonsexual_violence;prior_nonsexual_violence;\
                      prior_sex_charges;prior_sex_convictions;prior_sentencing_dates;noncontact_conviction;unrelated_victim;stranger_victim;\
                      male_victim;opmerking";
/// Scored, open, with faults, a name in quotes, letters that are not plain, a case that stands there twice, and a line that looks like totals.
const ROWS: [&str; 9] = [
    "Z-1;man;44,5;identifiable_victim;ja;nee;nee;1;1;2;nee;ja;nee;nee;",
    "Z-2;man;28;identifiable_victim;nee;ja;ja;5;4;6;ja;ja;ja;ja;één keer gezien",
    "Z-3;man;61;identifiable_victim;?;nee;nee;1;;2;nee;ja;-;nee;",
    "Z-4;vrouw;30;identifiable_victim;ja;nee;nee;1;1;2;nee;ja;nee;nee;",
    "Z-5;man;1.250;identifiable_victim;misschien;nee;nee;1;1;2;nee;ja;nee;nee;",
    "\"Z;6\";man;35;identifiable_victim;ja;nee;nee;0;0;0;nee;nee;nee;nee;\"twee\nregels\"",
    "Z-7;man;40;identifiable_victim;ja;nee;nee;0;0;0;nee;nee;ja;nee;",
    "Z-1;man;44,5;identifiable_victim;ja;nee;nee;1;1;2;nee;ja;nee;nee;",
    "totaal;;;;;;;;;;;;;;",
];

fn file() -> String {
    let rows: Vec<&str> = ROWS.iter().copied().chain(["Z-9;man;52;identifiable_victim;ja;nee;ja;2;1;4;nee;ja;ja;nee;"]).collect();
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn batch() -> Batch<'static> {
    Batch(Job {
        evaluator: &EVALUATOR,
        as_of: &AS_OF,
        protocol: None,
        mapping: None,
        sets: &SETS,
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &CONVENTIONS,
        lang: Lang::En,
        block: BLOCK,
        threads: None,
    })
}

fn tried(subject: &dyn Subject, most: usize) -> Outcome {
    let (file, batch) = (file(), batch());
    let open = || -> Box<dyn Rows + '_> { Box::new(Table::csv(file.as_bytes(), &batch.0.expected()).expect("a table")) };
    self_test::run(subject, open(), open(), most, &taxeer::progress::Unwatched).expect("a file that can be scored")
}

/// Does what batch does, with a slip.
struct Wrong {
    slip: fn(&[u8], &How, &mut Scored),
    of_rows: bool,
}

impl Subject for Wrong {
    fn score(&self, input: &[u8], how: &How) -> Result<Scored, RunError> {
        let mut scored = batch().score(input, how)?;
        if !self.of_rows {
            (self.slip)(input, how, &mut scored);
        }
        Ok(scored)
    }

    fn score_rows(&self, rows: Box<dyn Rows + '_>) -> Result<Scored, RunError> {
        let mut scored = batch().score_rows(rows)?;
        if self.of_rows {
            (self.slip)(&[], &How::default(), &mut scored);
        }
        Ok(scored)
    }

    fn columns(&self, header: &[String]) -> Result<(Vec<usize>, Vec<usize>), RunError> {
        batch().columns(header)
    }
}

/// Changes a cell of the row of a case.
fn set(scored: &mut Scored, case: &str, column: &str, value: &str) {
    let at = scored.columns.iter().position(|name| name == column).expect("a column");
    for row in scored.rows.iter_mut().filter(|row| row[0] == case) {
        value.clone_into(&mut row[at]);
    }
}

/// Which laws catch a slip.
fn caught(slip: fn(&[u8], &How, &mut Scored), of_rows: bool) -> Vec<&'static str> {
    let outcome = tried(&Wrong { slip, of_rows }, usize::MAX);
    assert!(!outcome.holds());
    outcome.laws.iter().filter(|law| !law.holds()).map(|law| law.id).collect()
}

fn rows(input: &[u8]) -> usize {
    String::from_utf8_lossy(input).matches('Z').count()
}

#[test]
fn a_sound_file_holds() {
    let outcome = tried(&batch(), usize::MAX);
    assert!(outcome.holds(), "{:?}", outcome.laws);
    assert_eq!((outcome.rows, outcome.left_out, outcome.more), (9, 1, false));
    assert!(outcome.laws.iter().all(|law| law.ways > 0 && law.compared > 0), "{:?}", outcome.laws);
    let first = tried(&batch(), 4);
    assert!(first.holds() && first.more);
    assert_eq!(first.rows, 4);
}

#[test]
fn each_law_catches_what_breaks_it() {
    // Reading it as it stands.
    assert_eq!(caught(|_, _, scored| set(scored, "Z-2", "score", "3"), true), ["as_it_stands"]);
    // What hangs on the place of a row.
    let by_place = |_: &[u8], _: &How, scored: &mut Scored| scored.rows[0][3] = "9".to_owned();
    assert!(caught(by_place, false).contains(&"order"));
    // What hangs on how many rows there are.
    let by_size = |input: &[u8], _: &How, scored: &mut Scored| {
        if rows(input) < 9 {
            set(scored, "Z-2", "level", "I");
        }
    };
    assert_eq!(caught(by_size, false), ["split"]);
    // What hangs on blocks: a value, or only a line or a total.
    assert_eq!(
        caught(
            |_, how, scored| if how.block == Some(7) {
                set(scored, "Z-2", "level", "I");
            },
            false
        ),
        ["blocks"]
    );
    assert_eq!(
        caught(
            |_, how, scored| if how.block == Some(7) {
                set(scored, "Z-2", "row", "1");
            },
            false
        ),
        ["blocks"]
    );
    assert_eq!(
        caught(
            |_, how, scored| if how.block == Some(7) {
                scored.summary.scored += 1;
            },
            false
        ),
        ["blocks"]
    );
    // What hangs on bytes and marks.
    assert_eq!(
        caught(
            |input, _, scored| if input.starts_with(b"\xff\xfe") {
                set(scored, "Z-2", "score", "");
            },
            false
        ),
        ["written"]
    );
    assert_eq!(
        caught(
            |input, _, scored| if input.contains(&b'\r') {
                drop(scored.rows.pop());
            },
            false
        ),
        ["written"]
    );
    // What merging leaves.
    let unmerged = |input: &[u8], how: &How, scored: &mut Scored| {
        if how.merge && rows(input) > 9 {
            scored.summary.merged -= 1;
        }
    };
    assert_eq!(caught(unmerged, false), ["duplicates"]);
    let merged_away = |input: &[u8], how: &How, scored: &mut Scored| {
        if how.merge && rows(input) > 9 {
            set(scored, "Z-3", "levels", "II");
        }
    };
    assert_eq!(caught(merged_away, false), ["duplicates"]);
    // An empty cell that becomes "no", and a way to write unknown that is not known.
    let spelled = |input: &[u8], _: &How, scored: &mut Scored| {
        if input.windows(4).any(|word| word == b"onb.") {
            set(scored, "Z-3", "outcome", "rejected");
        }
    };
    assert_eq!(caught(spelled, false), ["unknown"]);
    let emptied = |input: &[u8], _: &How, scored: &mut Scored| {
        if input.windows(14).any(|row| row == b"Z-2;man;28;ide") && input.windows(12).any(|row| row == b";nee;;ja;5;4") {
            set(scored, "Z-2", "levels", "III");
        }
    };
    assert_eq!(caught(emptied, false), ["blank"]);
}

#[test]
fn what_is_told() {
    let wrong = Wrong {
        slip: |_, how, scored| {
            if how.block == Some(7) {
                set(scored, "Z-2", "level", "I");
            }
        },
        of_rows: false,
    };
    for (lang, name) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        let stamps = "static-99r";
        let told = |outcome: &Outcome| taxeer::report::text::render(&page::document(outcome, "zaken.csv", stamps, lang));
        insta::with_settings!({ snapshot_path => "selftest_snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("holds_{name}"), told(&tried(&batch(), 4)));
            insta::assert_snapshot!(format!("differs_{name}"), told(&tried(&wrong, usize::MAX)));
        });
    }
}

#[test]
fn the_program_leaves_the_file_and_its_folder_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("in.csv"), file()).expect("a file");
    let run = |words: &[&str]| {
        let ran = taxeer().current_dir(folder.path()).arg("selftest").args(words).output().expect("taxeer starts");
        (ran.status.code(), String::from_utf8(ran.stdout).expect("text"), String::from_utf8(ran.stderr).expect("text"))
    };
    let (code, told, _) = run(&["static-99r", "in.csv", "--lang", "nl"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Alles gelijk"));
    let (code, told, _) = run(&["static-99r", "in.csv", "--json", "--rows", "3"]);
    let value: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(
        (code, value["holds"].as_bool(), value["rows"].as_u64(), value["more_rows"].as_bool()),
        (Some(0), Some(true), Some(3), Some(true))
    );
    // A file that cannot be scored is refused as batch refuses it.
    std::fs::write(folder.path().join("short.csv"), "case_id;sex\nA;man\n").expect("a file");
    assert_eq!(run(&["static-99r", "short.csv"]).0, Some(3));
    assert_eq!(run(&["static-99r", "no.csv"]).0, Some(1));
    assert_eq!(run(&["in.csv"]).0, Some(2));
    let names: Vec<String> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("in.csv")).expect("a file"), file());
}

/// An answer that picks the instrument, emptied, leaves several: the columns of the first of them are then nobody's, and nothing was lost.
#[test]
fn a_protocol_that_routes_holds() {
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let run =
        taxeer().current_dir(examples).args(["selftest", "routes.csv", "--protocol", "example-routes", "-q"]).output().expect("taxeer");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
