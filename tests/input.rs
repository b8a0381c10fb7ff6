// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Input as it comes: one table in many layouts and encodings gives one result; a file that is ambiguous or damaged stops with a question
//! or has its rows rejected by name, and no row is lost.

mod layout;
mod made_up;
mod workbook;

use std::path::Path;

use layout::{Bytes, COLUMNS, DateStyle, Layout, PLAIN, Row};
use made_up::{checked, field, part};
use proptest::prelude::*;
use proptest::sample::select;
use taxeer::batch::{BLOCK, Job, Report, file};
use taxeer::caution::AsOf;
use taxeer::evaluate::Evaluator;
use taxeer::lang::Lang;
use taxeer::number::date::{self, Epoch};
use taxeer::record::dates::Dates;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, DecimalMark, RunError};
use workbook::{Cell, workbook};

fn evaluator() -> Evaluator {
    let words = "options.male = { nl = \"man\", en = \"man\" }\noptions.female = { nl = \"vrouw\", en = \"woman\" }";
    Evaluator::new(&checked(&[
        field("born", "date", "min = \"1950-01-01\"\nmax = \"2005-12-31\""),
        field("seen", "date", "min = \"2000-01-01\"\nmax = \"2029-12-31\""),
        field("hours", "decimal", "unit = \"months\"\nmin = 0\nmax = 5000"),
        field("charges", "count", "min = 0\nmax = 999"),
        field("stranger", "yes_no", ""),
        field("group", "choice", words),
        field("age", "count", "min = 0\nmax = 79\nderive = { completed_years = [\"born\", \"seen\"] }"),
        part("[item.age]", "points.age = { \"0..=34\" = 2, \"35..=59\" = 1, \"60..\" = 0 }"),
        part("[item.hours]", "points.hours = { \"..12.5\" = 0, \"12.5..1000\" = 3, \"1000..1250.5\" = 6, \"1250.5..\" = 9 }"),
        part("[item.charges]", "points.charges = { \"0\" = 0, \"1..=3\" = 12, \"4..\" = 24 }"),
        part("[item.stranger]", "points.stranger = { yes = 48, no = 0 }"),
        part("[item.group]", "points.group = { male = 96, female = 0 }"),
        part("[scale.total]", "sum = [\"age\", \"hours\", \"charges\", \"stranger\", \"group\"]\nrange = [0, 179]"),
    ]))
}

/// What a run over a file leaves.
struct Outcome {
    report: Report,
    results: String,
    rejects: String,
}

impl Outcome {
    fn notes(&self) -> String {
        self.report.notes.iter().map(|note| note.en.as_str()).collect::<Vec<_>>().join("\n")
    }
}

const RESULTS: [&str; 8] = ["case_id", "outcome", "score", "score_min", "score_max", "levels", "decisive", "reason"];

fn run(evaluator: &Evaluator, name: &str, bytes: &[u8], conventions: &Conventions) -> Result<Outcome, RunError> {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join(name), folder.path().join("out.csv"));
    std::fs::write(&input, bytes).unwrap();
    let columns = RESULTS.map(str::to_owned);
    let job = Job {
        mapping: None,
        evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        sets: &Sets::default(),
        columns: Some(&columns),
        duplicates: None,
        answers: None,
        conventions,
        lang: Lang::En,
        block: BLOCK,
        threads: None,
    };
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    match file(&job, &input, &output, &[]) {
        Ok(report) => {
            assert!(report.summary.reconciles());
            let rejects = report.rejects.as_deref().map(read).unwrap_or_default();
            Ok(Outcome { report, results: read(&output), rejects })
        }
        Err(error) => {
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing but the input is left");
            Err(error)
        }
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<i64> {
    date::from_parts(year, month, day)
}

fn table() -> Vec<Row> {
    let row = |case_id: &str, born, hours, charges, stranger, male, note: &str| Row {
        case_id: case_id.to_owned(),
        born,
        seen: day(2026, 11, 24),
        hours,
        charges,
        stranger,
        male,
        note: note.to_owned(),
    };
    vec![
        row("00123", day(1981, 7, 3), Some(125_050), Some(2), Some(true), Some(true), "café, 5 €"),
        row("Z-2", day(2000, 2, 29), Some(1_249), Some(0), Some(false), Some(false), "twee\nregels; ja"),
        row("Z-3", None, Some(99_999), None, Some(true), Some(true), "\"aangehaald\""),
        row("Z 4", day(1966, 12, 1), None, Some(7), None, None, ""),
        row("Zé5", day(1950, 1, 1), Some(500_000), Some(999), Some(false), Some(true), "total"),
        row("6", None, Some(0), None, None, None, "x"),
    ]
}

fn layouts() -> Vec<Layout> {
    let excel = Layout { separator: ';', newline: "\r\n", comma: true, dates: DateStyle::Dutch, words: 1, ..PLAIN };
    let sheet = Layout { bytes: Bytes::Xlsx, ..PLAIN };
    vec![
        PLAIN,
        Layout { bytes: Bytes::Utf8Mark, ..PLAIN },
        Layout { bytes: Bytes::Utf16Le, ..PLAIN },
        Layout { bytes: Bytes::Utf16Be, ..PLAIN },
        Layout { bytes: Bytes::Utf16LeMark, separator: '\t', newline: "\r\n", ..PLAIN },
        Layout { bytes: Bytes::Utf16BeMark, separator: '\t', newline: "\r\n", comma: true, ..PLAIN },
        Layout { bytes: Bytes::Windows1252, ..PLAIN },
        Layout { newline: "\r", ..PLAIN },
        Layout { quote_all: true, ..PLAIN },
        Layout { comma: true, ..PLAIN },
        Layout { thousands: true, ..PLAIN },
        excel,
        Layout { bytes: Bytes::Windows1252, ..excel },
        Layout { bytes: Bytes::Utf8Mark, words: 2, ..excel },
        Layout { thousands: true, ..excel },
        Layout { dates: DateStyle::ShortYear, ..excel },
        Layout { dates: DateStyle::Serial1900, ..excel },
        Layout { dates: DateStyle::Serial1904, ..excel },
        Layout { titles: 1, ..excel },
        Layout { titles: 3, labels: true, ..excel },
        Layout { labels: true, ..PLAIN },
        Layout { empty_columns: 4, ..excel },
        Layout { totals: true, ..excel },
        Layout { reversed: true, ..excel },
        Layout { wrapped: true, ..excel },
        Layout { wrapped: true, ..PLAIN },
        Layout { spaces: true, words: 3, ..excel },
        Layout { separator: '\t', titles: 2, labels: true, empty_columns: 2, totals: true, wrapped: true, words: 3, ..excel },
        Layout { bytes: Bytes::Windows1252, titles: 1, labels: true, empty_columns: 9, totals: true, reversed: true, ..excel },
        sheet,
        Layout { dates: DateStyle::Serial1904, ..sheet },
        Layout { titles: 2, labels: true, totals: true, words: 3, ..sheet },
        Layout { spaces: true, reversed: true, words: 1, ..sheet },
    ]
}

#[test]
fn one_table_in_every_layout_gives_one_result() {
    let (evaluator, rows, layouts) = (evaluator(), table(), layouts());
    let result = |layout: &Layout| {
        let run = run(&evaluator, &format!("in.{}", layout.extension()), &layout.write(&rows), &layout.conventions());
        let outcome = run.unwrap_or_else(|error| panic!("{layout:?}: {error}"));
        assert_eq!((outcome.report.summary.read, outcome.rejects.as_str()), (6, ""), "{layout:?}");
        outcome
    };
    let canonical = result(&layouts[0]).results;
    assert!(canonical.contains("00123,scored,166,166,166,") && canonical.contains("Zé5,scored,129,"), "{canonical}");
    for layout in &layouts {
        let found = result(layout);
        assert_eq!(found.results, canonical, "{layout:?}");
        let notes = found.notes();
        assert_eq!(notes.contains("no cases and skipped: line"), layout.titles > 0 || layout.labels, "{layout:?}: {notes}");
        assert_eq!(notes.contains("holds totals and is no case"), layout.totals, "{layout:?}: {notes}");
        assert_eq!(notes.contains("empty columns at the right left out"), layout.empty_columns > 0, "{layout:?}: {notes}");
    }
    assert!(layouts.len() >= 24);
}

#[test]
fn what_was_found_is_said() {
    let evaluator = evaluator();
    let notes = |layout: Layout| {
        let name = format!("in.{}", layout.extension());
        run(&evaluator, &name, &layout.write(&table()), &layout.conventions()).unwrap().report.notes
    };
    let excel = Layout { bytes: Bytes::Windows1252, separator: ';', comma: true, titles: 1, totals: true, empty_columns: 2, ..PLAIN };
    let nl: Vec<String> = notes(excel).into_iter().map(|note| note.nl).collect();
    assert_eq!(
        nl,
        [
            "scheidingsteken ‘;’, Windows-1252, decimaalteken komma of punt",
            "kop op regel 2; geen zaken en overgeslagen: regel 1",
            "lege kolommen rechts weggelaten: 2",
            "regel 10 is een totaalregel en geen zaak",
            "niet gebruikte kolommen: note",
        ]
    );
    let en: Vec<String> = notes(Layout { bytes: Bytes::Xlsx, ..PLAIN }).into_iter().map(|note| note.en).collect();
    assert_eq!(en, ["XLSX, sheet ‘Export’ (of 2), cells with their types", "columns that are not used: note"]);
}

#[test]
fn rows_of_a_sheet_have_its_numbers() {
    let evaluator = evaluator();
    let layout = Layout { bytes: Bytes::Xlsx, titles: 1, spaces: true, ..PLAIN };
    let mut rows = table();
    rows[1].charges = Some(5_000);
    let outcome = run(&evaluator, "in.xlsx", &layout.write(&rows), &Conventions::default()).unwrap();
    // A title, the header, the first case and an empty row stand above.
    assert!(outcome.rejects.contains("\n5;R0105:charges;") && outcome.rejects.contains(";5000;"), "{}", outcome.rejects);
}

const HEADER: &str = "case_id;born;seen;hours;charges;stranger;group\n";
const CASE: &str = "a;1981-07-03;2026-11-24;12;2;ja;man\n";

/// The file with a good case, one with the cell of a column changed, and a good case.
fn with(column: &str, value: &str, separator: &str) -> String {
    let at = COLUMNS.iter().position(|name| *name == column).unwrap();
    let mut cells: Vec<&str> = CASE.trim_end().split(';').collect();
    cells[at] = value;
    let row = cells.join(separator);
    format!("{}{}{row}\n{}", HEADER.replace(';', separator), CASE.replace(';', separator), CASE.replace(';', separator))
}

#[test]
fn what_is_ambiguous_or_damaged_as_a_whole_stops_with_a_question_and_leaves_nothing() {
    let good = format!("{HEADER}{CASE}{CASE}");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let joined = |parts: &[&[u8]]| parts.concat();
    let sheet = Layout { bytes: Bytes::Xlsx, ..PLAIN }.write(&table());
    let late = |end: &[u8]| joined(&[good.as_bytes(), CASE.repeat(20_000).as_bytes(), end]);
    let said = |header| Conventions { header, ..Conventions::default() };
    let unsaid = Conventions::default;
    for (name, bytes, conventions, code) in [
        ("in.csv", Vec::new(), unsaid(), "R0108"),
        ("in.csv", b"\xef\xbb\xbf\r\n".to_vec(), unsaid(), "R0108"),
        ("in.csv", good.replace("stranger", "charges").into_bytes(), unsaid(), "R0110"),
        ("in.csv", good.replace("stranger", "vreemd").into_bytes(), unsaid(), "R0111"),
        ("in.csv", good.replacen("12;", "\"12;", 1).into_bytes(), unsaid(), "R0109"),
        ("in.csv", late(b"\"z;1981-07-03;2026-11-24;12;2;ja;man\n"), unsaid(), "R0109"),
        // The second quote closes the first, and a case would be inside a cell.
        ("in.csv", good.replace("a;", "\"a;").into_bytes(), unsaid(), "R0109"),
        ("in.csv", late(b"\x81;1981-07-03;2026-11-24;12;2;ja;man\n"), unsaid(), "R0107"),
        ("in.csv", late(b"\0;1981-07-03;2026-11-24;12;2;ja;man\n"), unsaid(), "R0107"),
        (
            "in.csv",
            late("é;1981-07-03;2026-11-24;12;2;ja;man\n".as_bytes()).into_iter().chain(*b"\xe9;;;;;;\n").collect(),
            unsaid(),
            "R0116",
        ),
        ("in.csv", late(b"\xe9;1981-07-03;2026-11-24;12;2;ja;man\n\xc3\xa9;;;;;;\n"), unsaid(), "R0116"),
        ("in.csv", joined(&[b"\xef\xbb\xbf", &late(b"\xe9;;;;;;\n")]), unsaid(), "R0107"),
        ("in.csv", joined(&[b"\xff\xfe", &utf16(&good), b"x"]), unsaid(), "R0107"),
        ("in.csv", joined(&[b"\xff\xfe", &utf16(&good), b"\x00\xd8x\0"]), unsaid(), "R0107"),
        ("in.csv", joined(&[b"\xff\xfe\0\0", good.as_bytes()]), unsaid(), "R0107"),
        ("in.csv", b"case_id;born,seen;hours,charges\n1;2,3;4,5\n".to_vec(), unsaid(), "R0118"),
        ("in.csv", format!("{CASE}{HEADER}{CASE}").into_bytes(), unsaid(), "R0117"),
        ("in.csv", format!("case_id;x\n{}{CASE}", HEADER.replace("case_id", "")).into_bytes(), unsaid(), "R0117"),
        ("in.csv", good.clone().into_bytes(), said(Some(9)), "R0117"),
        ("in.xlsx", sheet[..sheet.len() / 2].to_vec(), unsaid(), "R0119"),
        ("in.xlsx", good.clone().into_bytes(), unsaid(), "R0119"),
        ("in.xlsx", Vec::new(), unsaid(), "R0119"),
        ("in.xlsx", workbook(&[("Leeg", Vec::new())], false), unsaid(), "R0108"),
    ] {
        match run(&evaluator(), name, &bytes, &conventions) {
            Err(RunError::Input(refusals)) => {
                assert_eq!(refusals[0].code.id(), code, "{}", refusals[0].found.en);
                assert!(!refusals[0].mend.nl.is_empty() && !refusals[0].mend.en.is_empty());
            }
            other => panic!("{code}: {:?}", other.map(|outcome| outcome.results).map_err(|error| error.to_string())),
        }
    }
    let sheet_name = Conventions { sheet: Some("Exprot".to_owned()), ..Conventions::default() };
    let Err(RunError::Usage(words)) = run(&evaluator(), "in.xlsx", &sheet, &sheet_name) else { panic!("no such sheet") };
    assert_eq!(words[0].en, "--sheet Exprot: there is no such sheet; did you mean ‘Export’?");
    let Err(RunError::Usage(_)) = run(&evaluator(), "in.xls", &sheet, &Conventions::default()) else { panic!("an old workbook") };
}

#[test]
fn a_damaged_part_inside_a_workbook_is_refused() {
    let rows: Vec<Row> = (0..3_000).map(|_| table()[0].clone()).collect();
    let sheet = Layout { bytes: Bytes::Xlsx, ..PLAIN }.write(&rows);
    let place = sheet.windows(9).rposition(|window| window == b"r=\"A2000\"").unwrap();
    for damage in [&b"<row><v><"[..], b"r=\"A1\"   "] {
        let mut broken = sheet.clone();
        broken[place..place + damage.len()].copy_from_slice(damage);
        let Err(RunError::Input(refusals)) = run(&evaluator(), "in.xlsx", &broken, &Conventions::default()) else { panic!("refused") };
        assert_eq!(refusals[0].code.id(), "R0119");
    }
}

#[test]
fn what_is_ambiguous_in_a_cell_rejects_its_row_by_name_and_no_row_is_lost() {
    let evaluator = evaluator();
    let row = |text: &str| format!("{HEADER}{CASE}{text}\n{CASE}");
    for (input, code, mend) in [
        (with("hours", "1.250", ";"), "R0115:hours", "--decimal comma if it is 1250"),
        (with("hours", "1.250", "\t"), "R0115:hours", "--decimal point if it is 1.25"),
        (with("hours", "\"1,250\"", ","), "R0115:hours", "--decimal point if it is 1250"),
        (with("hours", "\"34,9\"", ","), "R0103:hours", "say --decimal comma"),
        (with("hours", "1,250.5", ";"), "R0103:hours", ""),
        (with("hours", "12,5 uur", ";"), "R0103:hours", ""),
        (with("hours", "6.000,1", ";"), "R0105:hours", ""),
        (with("charges", "1.250", ";"), "R0102:charges", "is 1250 meant?"),
        (with("charges", "1.000", ";"), "R0102:charges", "is 1000 meant?"),
        (with("charges", "22,5", ";"), "R0102:charges", "write a whole number"),
        (with("charges", "#DEEL/0!", ";"), "R0102:charges", ""),
        (with("seen", "11/24/2026", ";"), "R0104:seen", "does the month come first?"),
        (with("seen", "03/04/2026", ";"), "R0104:seen", "if the month comes first"),
        (with("seen", "03-04-26", ";"), "R0104:seen", "--two-digit-years"),
        (with("seen", "29770", ";"), "R0104:seen", "--date-serials"),
        (with("seen", "31-02-2026", ";"), "R0104:seen", ""),
        (with("stranger", "x", ";"), "R0101:stranger", ""),
        (with("group", "anders", ";"), "R0101:group", ""),
        (row("b;1981-07-03;2026-11-24;12,5;2;ja"), "R0106", "separators"),
        (row("b;x;1981-07-03;2026-11-24;12,5;2;ja;man"), "R0106", "separators"),
        (row("b;1981-07-03;2026-11-24;12;2;ja;man;los").replace("group\n", "group;;\n"), "R0106", "separators"),
        (row(HEADER.trim_end()), "R0104:born", ""),
    ] {
        let outcome =
            run(&evaluator, "in.csv", input.as_bytes(), &Conventions::default()).unwrap_or_else(|error| panic!("{input}: {error}"));
        let summary = &outcome.report.summary;
        assert_eq!((summary.read, summary.scored, summary.rejected), (3, 2, 1), "{input}{}", outcome.results);
        assert!(outcome.results.lines().nth(2).unwrap().contains(code), "{code}: {}", outcome.results);
        assert!(
            (outcome.rejects.contains("\n3,") || outcome.rejects.contains("\n3;")) && outcome.rejects.contains(mend),
            "{mend}: {}",
            outcome.rejects
        );
    }
}

#[test]
fn typed_cells_that_are_no_answer_are_rejected() {
    let evaluator = evaluator();
    let day = Cell::Date(46_350.0);
    for (column, cell, code) in [
        (2, Cell::Date(46_350.5), "R0104:seen"),
        (2, Cell::Number("46350".to_owned()), "R0104:seen"),
        (2, Cell::Text("11/24/2026".to_owned()), "R0104:seen"),
        (3, Cell::Text("1.250".to_owned()), "R0115:hours"),
        (3, Cell::Number("0.30000000000000004".to_owned()), "R0103:hours"),
        (4, day.clone(), "R0102:charges"),
        (4, Cell::Number("2.5".to_owned()), "R0102:charges"),
        (4, Cell::Bool(true), "R0102:charges"),
        (4, Cell::Error("#DIV/0!"), "R0102:charges"),
        (5, Cell::Number("2".to_owned()), "R0101:stranger"),
    ] {
        let good = vec![
            Cell::Text("a".to_owned()),
            Cell::Date(29_770.0),
            day.clone(),
            Cell::Number("1.125".to_owned()),
            Cell::Number("2".to_owned()),
            Cell::Number("1".to_owned()),
            Cell::Text("man".to_owned()),
        ];
        let mut bad = good.clone();
        bad[column] = cell;
        let header = COLUMNS[..7].iter().map(|name| Cell::Text((*name).to_owned())).collect();
        let bytes = workbook(&[("Blad1", vec![header, good.clone(), bad, good])], false);
        let outcome = run(&evaluator, "in.xlsx", &bytes, &Conventions::default()).unwrap();
        let summary = &outcome.report.summary;
        assert_eq!((summary.read, summary.scored, summary.rejected), (3, 2, 1), "{code}: {}", outcome.results);
        assert!(outcome.results.contains(code), "{code}: {}", outcome.results);
    }
}

#[test]
fn a_question_is_answered_by_what_the_user_says() {
    let evaluator = evaluator();
    let scores = |input: &str, conventions: &Conventions| {
        let outcome = run(&evaluator, "in.csv", input.as_bytes(), conventions).unwrap();
        let score = |line: &str| line.split(',').nth(2).unwrap_or_default().to_owned();
        outcome.results.lines().skip(1).map(score).collect::<Vec<_>>().join(" ")
    };
    let unsaid = Conventions::default();
    let decimal = |mark| Conventions { decimal: Some(mark), ..Conventions::default() };
    let ambiguous = with("hours", "1.250", ";");
    assert_eq!(scores(&ambiguous, &decimal(DecimalMark::Comma)), "157 163 157");
    assert_eq!(scores(&ambiguous, &decimal(DecimalMark::Point)), "157 157 157");
    assert_eq!(scores(&with("hours", "1.250,5", ";"), &unsaid), "157 166 157");
    let dates = |two_digit_years, serials| Conventions { dates: Dates { two_digit_years, serials }, ..Conventions::default() };
    assert_eq!(scores(&with("born", "03-07-81", ";"), &dates(Some(29), None)), "157 157 157");
    assert_eq!(scores(&with("born", "29770", ";"), &dates(None, Some(Epoch::Of1900))), "157 157 157");
    let header = Conventions { header: Some(2), ..Conventions::default() };
    assert_eq!(scores(&format!("{CASE}{HEADER}{CASE}"), &header), "157");
}

#[test]
fn a_line_of_totals_is_dropped_only_where_it_ends_the_file() {
    let evaluator = evaluator();
    for (rows, read, note) in [
        (format!("{CASE}Totaal;;;12;2;;\n"), 1, "line 3 holds totals and is no case"),
        (format!("{CASE}SOM:;;\n"), 1, "line 3 holds totals and is no case"),
        (format!("{CASE}Totaal;;;12;2;;\n{CASE}"), 3, "line 3 starts like a line of totals but is not the last: read as a case"),
        (format!("{CASE}totaal;;;12;2;;\ntotaal;;;12;2;;\n"), 2, "line 3 starts like"),
        (format!("{CASE}Totaalweigeraar;;;12;2;;\n"), 2, "separator"),
        (format!("{CASE};;;12;2;;\n"), 2, "separator"),
    ] {
        let outcome = run(&evaluator, "in.csv", format!("{HEADER}{rows}").as_bytes(), &Conventions::default()).unwrap();
        assert_eq!(outcome.report.summary.read, read, "{rows}");
        assert!(outcome.notes().contains(note), "{rows}: {}", outcome.notes());
    }
}

#[test]
fn a_line_below_the_header_that_may_be_a_case_is_read_as_one() {
    let evaluator = evaluator();
    for first in ["a1;onbekend;?;uren;jaar;x;x", "nummer;;;uren;;;", "nummer;dag;dag;uren;1;x;x", "nummer;;;;;;"] {
        let outcome = run(&evaluator, "in.csv", format!("{HEADER}{first}\n{CASE}").as_bytes(), &Conventions::default()).unwrap();
        assert_eq!(outcome.report.summary.read, 2, "{first}");
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    // No letter that with the next two could be one of UTF-8: such a file is a question, and no layout.
    // The evaluator goes through every day of an unknown date.
    let days = |from: i64, to: i64, known| proptest::option::weighted(known, from..=to);
    let row = (
        "[a-zü0-9][ a-zü0-9;,\"-]{0,6}[a-zü0-9]",
        days(date::from_parts(1950, 1, 1).unwrap(), date::from_parts(2005, 12, 31).unwrap(), 0.9),
        days(date::from_parts(2006, 1, 1).unwrap(), date::from_parts(2028, 12, 31).unwrap(), 0.99),
        proptest::option::weighted(0.8, 0_u32..=500_000),
        proptest::option::weighted(0.8, 0_u32..=999),
        any::<Option<bool>>(),
        any::<Option<bool>>(),
        "[ a-zü;,\"\n€-]{0,9}",
    );
    let row = row.prop_map(|(case_id, born, seen, hours, charges, stranger, male, note)| Row {
        case_id,
        born,
        seen,
        hours,
        charges,
        stranger,
        male,
        note,
    });
    proptest::collection::vec(row, 1..12).prop_map(|mut rows| {
        // A line of labels is one only above a row that is surely a case.
        rows[0].charges = Some(1);
        rows
    })
}

fn any_layout() -> impl Strategy<Value = Layout> {
    let bytes = select(vec![
        Bytes::Utf8,
        Bytes::Utf8Mark,
        Bytes::Utf16Le,
        Bytes::Utf16Be,
        Bytes::Utf16LeMark,
        Bytes::Utf16BeMark,
        Bytes::Windows1252,
        Bytes::Xlsx,
    ]);
    let dates = select(vec![DateStyle::Dutch, DateStyle::Iso, DateStyle::ShortYear, DateStyle::Serial1900, DateStyle::Serial1904]);
    let flags = proptest::array::uniform8(any::<bool>());
    (bytes, select(vec![',', ';', '\t']), select(vec!["\n", "\r\n", "\r"]), dates, flags, 0_usize..4, 0_usize..4, 0_usize..4).prop_map(
        |(bytes, separator, newline, dates, flags, words, titles, empty_columns)| {
            let [comma, thousands, quote_all, labels, totals, reversed, wrapped, spaces] = flags;
            Layout {
                bytes,
                separator,
                newline,
                comma,
                thousands,
                dates,
                quote_all,
                words,
                titles,
                labels,
                // A sheet has no cells there.
                empty_columns: if bytes == Bytes::Xlsx { 0 } else { empty_columns },
                totals,
                reversed,
                wrapped,
                spaces,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_random_table_in_a_random_layout_gives_what_the_plain_file_gives(rows in rows(), layout in any_layout()) {
        thread_local!(static EVALUATOR: Evaluator = evaluator());
        EVALUATOR.with(|evaluator| {
            let result = |layout: Layout| {
                let name = format!("in.{}", layout.extension());
                run(evaluator, &name, &layout.write(&rows), &layout.conventions()).map_err(|error| TestCaseError::fail(error.to_string()))
            };
            let (plain, found) = (result(PLAIN)?, result(layout)?);
            prop_assert_eq!(plain.report.summary.read, rows.len() as u64);
            prop_assert_eq!(plain.results, found.results);
            prop_assert_eq!(plain.report.summary, found.report.summary);
            Ok(())
        })?;
    }
}
