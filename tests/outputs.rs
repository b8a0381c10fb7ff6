// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The forms that results come in: each holds the same values, no text in one can run as a formula, the same input gives the same bytes,
//! and what was written for a spreadsheet is read again as it was.

mod program;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use program::run_in;
use proptest::prelude::*;
use taxeer::batch::{Excel, Job, Report, file_for};
use taxeer::caution::AsOf;
use taxeer::diagnostic::{Code, Source};
use taxeer::evaluate::Evaluator;
use taxeer::lang::Lang;
use taxeer::number::date::{self, Epoch};
use taxeer::record::guard::is_formula;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, RunError};

const HEADER: [&str; 15] = [
    "case_id",
    "sex",
    "age_at_release",
    "qualifying_offence",
    "lived_with_partner_2y",
    "index_nonsexual_violence",
    "prior_nonsexual_violence",
    "prior_sex_charges",
    "prior_sex_convictions",
    "prior_sentencing_dates",
    "noncontact_conviction",
    "unrelated_victim",
    "stranger_victim",
    "male_victim",
    "note",
];
const COLUMNS: [&str; 14] = [
    "case_id",
    "row",
    "outcome",
    "score",
    "score_min",
    "score_max",
    "level",
    "levels",
    "tiers",
    "decisive",
    "reason",
    "instrument",
    "input.note",
    "input.age_at_release",
];
const LISTS: [&str; 4] = ["levels", "tiers", "decisive", "reason"];
const NUMBERS: [&str; 4] = ["row", "score", "score_min", "score_max"];

/// How rows that need a person begin, for a spreadsheet.
const START: &str = "\u{feff}taxeer.row;taxeer.reason;taxeer.mend;taxeer.excel;case_id;";

type Rows = Vec<Vec<String>>;

fn evaluator(id: &str) -> Evaluator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("instruments/{id}.toml"));
    let text = fs::read_to_string(path).expect("a rule set");
    Evaluator::new(&taxeer::check::instrument(&Arc::new(Source::new(id, &text))).0.expect("sound"))
}

fn run(evaluator: &Evaluator, folder: &Path, input: &str, output: &str, excel: bool, block: usize) -> Result<Report, RunError> {
    let columns = COLUMNS.map(str::to_owned);
    let job = Job {
        evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        mapping: None,
        sets: &Sets::default(),
        columns: Some(&columns),
        duplicates: None,
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::Nl,
        block,
        threads: None,
    };
    file_for(&job, &folder.join(input), &folder.join(output), &[], excel.then_some(Excel::Nl))
}

fn write_csv(path: &Path, rows: &[Vec<String>]) {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_path(path).expect("a file");
    writer.write_record(HEADER).expect("a row");
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    writer.flush().expect("written");
}

fn read_csv(path: &Path, separator: u8) -> Rows {
    let bytes = fs::read(path).expect("a file");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// A text of a spreadsheet as whoever wrote it meant it.
fn meant(cell: &str) -> String {
    let kept = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    taxeer::record::guard::restored(kept.unwrap_or(cell)).to_owned()
}

/// JSON lines as the cells of a CSV; a value of another type than its column has fails.
fn read_json_lines(path: &Path) -> Rows {
    let text = fs::read_to_string(path).expect("a file");
    let rows = text.lines().map(|line| {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).expect("an object");
        let cell = |(name, value): (&String, &serde_json::Value)| match value {
            serde_json::Value::Null if !LISTS.contains(&name.as_str()) => String::new(),
            serde_json::Value::Number(number) if NUMBERS.contains(&name.as_str()) => number.to_string(),
            serde_json::Value::Array(parts) if LISTS.contains(&name.as_str()) => {
                parts.iter().map(|part| part.as_str().expect("a text")).collect::<Vec<_>>().join("|")
            }
            serde_json::Value::String(text) if !LISTS.contains(&name.as_str()) && !NUMBERS.contains(&name.as_str()) => text.clone(),
            other => panic!("{name}: {other}"),
        };
        assert_eq!(object.keys().collect::<Vec<_>>(), COLUMNS);
        object.iter().map(cell).collect()
    });
    std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(rows).collect()
}

/// The first sheet of a workbook as the cells of a CSV.
fn read_workbook(path: &Path) -> Rows {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).expect("a sheet").used_cells().next().is_none(), "a formula");
    let range = book.worksheet_range(&name).expect("a sheet");
    let rows = range.rows().enumerate().map(|(at, row)| {
        let cell = |(column, cell): (usize, &Data)| match cell {
            Data::Empty => String::new(),
            Data::String(text) if at == 0 || !NUMBERS.contains(&COLUMNS[column]) => text.clone(),
            Data::Float(number) if NUMBERS.contains(&COLUMNS[column]) => number.to_string(),
            other => panic!("{}: {other:?}", COLUMNS[column]),
        };
        row.iter().enumerate().map(cell).collect()
    });
    rows.collect()
}

fn cells() -> impl Strategy<Value = Vec<String>> {
    let id = prop_oneof![
        4 => "[A-Z]-[0-9]{3}",
        1 => prop::sample::select(vec!["00123", "123456789012345678", "3-7", "1E5", "mrt-12", "12", "-7"]).prop_map(str::to_owned),
        2 => "[=+@-]{1,2}[A-Z0-9(),!]{0,6}",
        1 => "['\t ;,\"|&<é€-]{1,4}",
    ];
    let note = prop_oneof![
        Just(String::new()),
        "[=+@'\t-]{1,3}[a-z0-9;,\"]{0,6}",
        prop::sample::select(vec!["007", "22.5", "22,5", "3-7-1981", "a\nb", "\r\nx", "<b>", "-1", "+2"]).prop_map(str::to_owned),
    ];
    let yes_no = || prop::sample::select(vec!["yes", "no", "no", "?", "-"]).prop_map(str::to_owned);
    let age = prop::sample::select(vec!["45", "34.9", "19", "63", "x", "?", "17"]).prop_map(str::to_owned);
    let rest = prop::collection::vec(yes_no(), 8);
    (id, prop::sample::select(vec!["male", "male", "male", "female"]), age, rest, 0..3_u8, note).prop_map(
        |(id, sex, age, rest, number, note)| {
            let mut row = vec![id, sex.to_owned(), age, "identifiable_victim".to_owned()];
            row.extend_from_slice(&rest[..3]);
            row.extend([number.to_string(), number.to_string(), number.to_string()]);
            row.extend_from_slice(&rest[3..7]);
            row.push(note);
            row
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_form_holds_the_same_values_and_no_formula(rows in prop::collection::vec(cells(), 1..12)) {
        let (evaluator, folder) = (evaluator("static-99r/2016.1"), tempfile::tempdir().unwrap());
        let at = |name: &str| folder.path().join(name);
        write_csv(&at("in.csv"), &rows);
        let counts = |report: Report| report.summary;
        let plain = counts(run(&evaluator, folder.path(), "in.csv", "plain.csv", false, 4).unwrap());
        let expected = read_csv(&at("plain.csv"), b',');
        for (row, typed) in expected[1..].iter().zip(&rows) {
            prop_assert_eq!(&row[0], &typed[0], "a case_id is never altered");
        }
        for name in ["out.jsonl", "out.xlsx"] {
            prop_assert_eq!(&counts(run(&evaluator, folder.path(), "in.csv", name, false, 4).unwrap()), &plain);
        }
        prop_assert_eq!(&counts(run(&evaluator, folder.path(), "in.csv", "excel.csv", true, 4).unwrap()), &plain);
        prop_assert_eq!(&read_json_lines(&at("out.jsonl")), &expected);
        // A workbook has one kind of line break.
        let one_break = |rows: &Rows| rows.iter().map(|row| row.iter().map(|cell| cell.replace("\r\n", "\n").replace('\r', "\n")).collect()).collect::<Rows>();
        prop_assert_eq!(one_break(&read_workbook(&at("out.xlsx"))), one_break(&expected));
        let excel = read_csv(&at("excel.csv"), b';');
        let beside = ["excel.rejects.csv", "excel.open.csv"].map(at).into_iter().filter(|path| path.exists());
        let beside: Rows = beside.flat_map(|path| read_csv(&path, b';')).collect();
        for cell in excel.iter().chain(&beside).flatten() {
            let is_kept = cell.starts_with("=\"") && cell.ends_with('"') && !cell[2..cell.len() - 1].contains(['"', '=', '+', '@']);
            prop_assert!(is_kept || !is_formula(cell), "{cell:?}");
        }
        prop_assert_eq!(excel.iter().map(|row| row.iter().map(|cell| meant(cell)).collect()).collect::<Rows>(), expected);
    }

    #[test]
    fn rows_written_for_a_spreadsheet_are_read_again_as_they_were(rows in prop::collection::vec(cells(), 1..12)) {
        let (evaluator, folder) = (evaluator("static-99r/2016.1"), tempfile::tempdir().unwrap());
        let at = |name: &str| folder.path().join(name);
        write_csv(&at("in.csv"), &rows);
        let report = run(&evaluator, folder.path(), "in.csv", "out.csv", true, 4).unwrap();
        run(&evaluator, folder.path(), "in.csv", "plain.csv", false, 4).unwrap();
        let first = read_csv(&at("plain.csv"), b',');
        for (kind, outcome, path) in [("rejects", "rejected", &report.rejects), ("open", "open", &report.open)] {
            let Some(path) = path else { continue };
            let bytes = fs::read(path).unwrap();
            prop_assert!(bytes.starts_with(START.as_bytes()));
            run(&evaluator, folder.path(), &format!("out.{kind}.csv"), "again.csv", false, 4).unwrap();
            let mut again = read_csv(&at("again.csv"), b',');
            let mut expected: Rows = first.iter().filter(|row| row[2] == outcome || row[2] == "outcome").cloned().collect();
            // Only the place in the file is another.
            again.iter_mut().chain(&mut expected).for_each(|row| row[1].clear());
            prop_assert_eq!(again, expected);
        }
    }

    #[test]
    fn one_input_gives_the_same_bytes_in_blocks_of_any_size(rows in prop::collection::vec(cells(), 1..12), block in 1..9_usize) {
        let (evaluator, folder) = (evaluator("static-99r/2016.1"), tempfile::tempdir().unwrap());
        write_csv(&folder.path().join("in.csv"), &rows);
        for (end, excel) in [("csv", false), ("csv", true), ("jsonl", false), ("xlsx", false)] {
            let bytes = [block, 4_096].map(|block| {
                run(&evaluator, folder.path(), "in.csv", &format!("out.{end}"), excel, block).unwrap();
                fs::read(folder.path().join(format!("out.{end}"))).unwrap()
            });
            prop_assert!(bytes[0] == bytes[1], "{end}");
        }
    }
}

#[test]
fn a_workbook_does_not_know_when_it_was_made() {
    let (evaluator, folder) = (evaluator("static-99r/2016.1"), tempfile::tempdir().unwrap());
    write_csv(&folder.path().join("in.csv"), &[vec!["a".to_owned(); 15]]);
    let bytes = [0, 1].map(|at| {
        // A zip counts time in steps of two seconds.
        std::thread::sleep(std::time::Duration::from_millis(2_100 * at));
        run(&evaluator, folder.path(), "in.csv", "out.xlsx", false, 4).unwrap();
        fs::read(folder.path().join("out.xlsx")).unwrap()
    });
    assert!(bytes[0] == bytes[1]);
}

#[test]
fn what_a_workbook_has_no_room_for_is_refused_and_nothing_is_left() {
    let (evaluator, folder) = (evaluator("static-99r/2016.1"), tempfile::tempdir().unwrap());
    let mut row = vec!["?".to_owned(); 15];
    row[14] = "é".repeat(32_767);
    write_csv(&folder.path().join("in.csv"), std::slice::from_ref(&row));
    run(&evaluator, folder.path(), "in.csv", "out.xlsx", false, 4).unwrap();
    row[14].push('é');
    write_csv(&folder.path().join("in.csv"), &[row]);
    fs::remove_file(folder.path().join("out.xlsx")).unwrap();
    let Err(RunError::Input(refusals)) = run(&evaluator, folder.path(), "in.csv", "out.xlsx", false, 4) else { panic!("refused") };
    assert_eq!(refusals[0].code, Code::WorkbookFull);
    assert!(!folder.path().join("out.xlsx").exists());
}

#[test]
fn an_output_of_an_unknown_form_is_refused_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["-o", "out.txt"], ".csv, .xlsx, .jsonl"),
        (&["-o", "out"], ".csv, .xlsx, .jsonl"),
        (&["-o", "out.json"], ".csv, .xlsx, .jsonl"),
        (&["-o", "out.ods"], ".xlsx"),
        (&["-o", "out.xlsx", "--excel", "nl"], "--excel"),
        (&["-o", "out.jsonl", "--excel", "nl"], "--excel"),
    ];
    for (words, mend) in cases {
        // The input is not there: it is not what is told.
        let ran = run_in(folder.path(), &[&["batch", "static-99r", "in.csv"], words].concat());
        assert_eq!(ran.code, 2, "{words:?}: {}", ran.err);
        assert!(ran.err.contains("[R0130]") && ran.err.contains(mend), "{words:?}: {}", ran.err);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn numbers_have_a_decimal_comma_for_dutch_excel_and_are_numbers_in_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/ogrs3.csv");
    for (output, more) in [("out.csv", &[][..]), ("nl.csv", &["--excel", "nl"]), ("out.xlsx", &[])] {
        let words = ["batch", "ogrs3", &vectors.to_string_lossy(), "-o", output, "--columns", "score,probability.2y"];
        let ran = run_in(folder.path(), &[&words[..], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let (plain, dutch) = (read_csv(&folder.path().join("out.csv"), b','), read_csv(&folder.path().join("nl.csv"), b';'));
    let mut book: Xlsx<_> = open_workbook(folder.path().join("out.xlsx")).unwrap();
    let sheet = book.worksheet_range("results").unwrap();
    let mut numbers = 0;
    for ((plain, dutch), cells) in plain.iter().zip(&dutch).zip(sheet.rows()).skip(1) {
        for ((plain, dutch), cell) in plain.iter().zip(dutch).zip(cells) {
            assert_eq!(*dutch, plain.replace('.', ","));
            if let Ok(number) = plain.parse::<f64>() {
                assert!(matches!(cell, Data::Float(found) if (found - number).abs() < 1e-15), "{cell:?} {number}");
                numbers += 1;
            }
        }
    }
    assert!(numbers > 4);
}

#[test]
fn dates_of_the_input_are_dates_in_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let psa = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments/psa/2022.1.toml");
    let fields = [("born", "1940-01-01"), ("seen", "2020-01-01")].map(|(id, min)| {
        format!(
            "[field.{id}]\ntype = \"date\"\nmin = \"{min}\"\nmax = \"2039-12-31\"\nlabel = {{ nl = \"dag\", en = \"day\" }}\n\
             ask = {{ nl = \"Welke dag?\", en = \"Which day?\" }}\nbasis = \"record\"\n\n"
        )
    });
    let age = "[field.age_at_arrest]\n";
    let derived = format!("{}{age}derive = {{ completed_years = [\"born\", \"seen\"] }}\n", fields.concat());
    let text = fs::read_to_string(psa).unwrap().replace("\r\n", "\n");
    assert!(text.contains(age));
    fs::write(folder.path().join("dated.toml"), text.replacen(age, &derived, 1)).unwrap();
    let typed = ["1981-07-03", "03-07-1981", "7 mei", "?", "1899-01-01", "31-02-1975"];
    let rows: String = typed.iter().enumerate().map(|(at, day)| format!("{at:03},{day}\n")).collect();
    fs::write(folder.path().join("in.csv"), format!("case_id,born\n{rows}")).unwrap();
    let others = [
        "seen",
        "current_violent",
        "pending_charge",
        "prior_misdemeanor",
        "prior_felony",
        "prior_violent_convictions",
        "fta_last_2_years",
        "fta_older",
        "prior_incarceration",
    ];
    let others = others.map(|field| ["--set".to_owned(), format!("{field}=?")]).concat();
    let words = ["batch", "dated.toml", "in.csv", "-o", "out.xlsx", "--columns", "case_id,input.born"];
    let words: Vec<&str> = words.into_iter().chain(others.iter().map(String::as_str)).collect();
    let ran = run_in(folder.path(), &words);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut book: Xlsx<_> = open_workbook(folder.path().join("out.xlsx")).unwrap();
    let sheet = book.worksheet_range("results").unwrap();
    for ((at, typed), cells) in typed.iter().enumerate().zip(sheet.rows().skip(1)) {
        assert_eq!(cells[0], Data::String(format!("{at:03}")));
        match &cells[1] {
            #[allow(clippy::cast_possible_truncation, reason = "a day")]
            Data::DateTime(found) => {
                assert!(at < 2, "{typed}");
                assert_eq!(date::from_serial(found.as_f64() as i64, Epoch::Of1900), date::parse(typed));
            }
            other => assert!(at >= 2 && *other == Data::String((*typed).to_owned()), "{typed} {other:?}"),
        }
    }
}

#[test]
fn the_legend_says_what_every_column_means() {
    let folder = tempfile::tempdir().unwrap();
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases.csv");
    fs::copy(input, folder.path().join("cases.csv")).unwrap();
    for (lang, sheet) in [("nl", "toelichting"), ("en", "legend")] {
        let words = ["--lang", lang, "batch", "static-99r", "cases.csv", "-o", "out.xlsx", "--protocol", "example-static-99r"];
        let ran = run_in(folder.path(), &words);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let mut book: Xlsx<_> = open_workbook(folder.path().join("out.xlsx")).unwrap();
        let columns = book.worksheet_range_at(0).unwrap().unwrap().rows().next().unwrap().to_vec();
        let legend = book.worksheet_range(sheet).unwrap();
        let lines: Vec<String> = legend.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")).collect();
        for column in columns {
            assert!(
                lines.iter().any(|line| line.starts_with(&format!("{column} | ")) && line.len() > column.to_string().len() + 10),
                "{column}"
            );
        }
        insta::with_settings!({ snapshot_path => "outputs_snapshots", prepend_module_to_snapshot => false, omit_expression => true,
            filters => vec![("sha256:[0-9a-f]{12}", "sha256:[digest]"), ("[0-9a-f]{64}", "[sha256]")] }, {
            insta::assert_snapshot!(format!("legend_{lang}"), lines.join("\n"));
        });
    }
}

#[test]
fn a_work_list_is_made_from_results_of_every_form_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases.csv");
    fs::copy(input, folder.path().join("cases.csv")).unwrap();
    let lists = [("out.csv", &[][..]), ("nl.csv", &["--excel", "nl"]), ("out.xlsx", &[])].map(|(output, more)| {
        let words = ["batch", "static-99r", "cases.csv", "-o", output, "--protocol", "example-static-99r"];
        let ran = run_in(folder.path(), &[&words[..], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let ran = run_in(folder.path(), &["worklist", output, "-o", "list.csv", "--as-of", "2027-01-04"]);
        assert_eq!(ran.code, 0, "{output}: {}", ran.err);
        fs::read_to_string(folder.path().join("list.csv")).unwrap()
    });
    assert!(lists[0].lines().count() > 2);
    assert_eq!(lists[0], lists[1]);
    assert_eq!(lists[0], lists[2]);
}
