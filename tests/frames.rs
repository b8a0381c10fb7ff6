// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A frame and a Parquet file give what a CSV gives, and nothing that is guessed. Without the feature `frames`, Parquet is refused.

mod program;

#[cfg(not(feature = "frames"))]
#[test]
fn without_the_feature_parquet_is_refused_with_the_command_that_installs_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (csv, parquet) = (folder.path().join("cases.csv"), folder.path().join("cases.Parquet"));
    std::fs::write(&csv, "case_id\n").expect("a file");
    std::fs::write(&parquet, "PAR1").expect("a file");
    let output = folder.path().join("out.csv");
    for (input, output) in [(&parquet, &output), (&csv, &folder.path().join("out.parquet"))] {
        let run = program::taxeer().args(["batch", "static-99r"]).arg(input).arg("-o").arg(output).output().expect("taxeer starts");
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{told}");
        assert!(told.contains("cargo install --path . --features frames"), "{told}");
        assert!(!output.exists());
    }
    let run =
        program::taxeer().args(["validate", "static-99r"]).arg(&parquet).args(["--outcome", "again"]).output().expect("taxeer starts");
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.code() == Some(2) && told.contains("cargo install --path . --features frames"), "{told}");
}

#[cfg(feature = "frames")]
mod with_frames {
    use std::collections::{BTreeMap, HashMap};
    use std::fs::File;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use polars::prelude::*;
    use taxeer::catalogue::Catalogue;
    use taxeer::diagnostic::Source;
    use taxeer::evaluate::Evaluator;
    use taxeer::form::{FieldType, Form};
    use taxeer::frames::score_frame;
    use taxeer::instrument::Instrument;
    use taxeer::record::RunError;
    use taxeer::record::set::Sets;

    use super::program::{Row, assert_no_differences, batch, read_rows, taxeer};

    const INSTRUMENTS: &[&str] = &["static-99r", "osp-dc", "psa", "ogrs3"];

    fn instrument(id: &str) -> Instrument {
        let entry = Catalogue::builtin().instrument(id, None).expect("in the catalogue");
        taxeer::check::instrument(&entry.source()).0.expect("sound")
    }

    fn vectors(id: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(format!("{id}.csv"))
    }

    /// The cases of a file of vectors, each field as the type that a careful user would take.
    fn typed(form: &Form, rows: &[Row]) -> DataFrame {
        let texts = |name: &str| rows.iter().map(|row| Some(row[name].clone()).filter(|text| !text.is_empty())).collect::<Vec<_>>();
        let mut columns = vec![Column::new("case_id".into(), texts("case_id"))];
        for field in &form.fields {
            let (name, cells) = (PlSmallStr::from(field.id.as_str()), texts(&field.id));
            let cell = |text: &Option<String>| text.clone();
            columns.push(match field.kind {
                FieldType::YesNo => Column::new(name, cells.iter().map(|text| cell(text).map(|word| word == "yes")).collect::<Vec<_>>()),
                FieldType::Count => {
                    Column::new(name, cells.iter().map(|text| cell(text).map(|word| word.parse::<u16>().unwrap())).collect::<Vec<_>>())
                }
                FieldType::Decimal => {
                    Column::new(name, cells.iter().map(|text| cell(text).map(|word| word.parse::<f64>().unwrap())).collect::<Vec<_>>())
                }
                FieldType::Choice => {
                    let words = Column::new(name, cells);
                    words.cast(&DataType::from_categories(Categories::global())).unwrap()
                }
                FieldType::Date => panic!("no vector has dates"),
            });
        }
        DataFrame::new(rows.len(), columns).unwrap()
    }

    fn score(instrument: &Instrument, frame: &DataFrame) -> DataFrame {
        let sets = Sets::default();
        score_frame(&Evaluator::new(instrument), None, frame, &sets).expect("a frame that can be scored")
    }

    /// A cell of a result frame as the CSV has it.
    fn cell(frame: &DataFrame, column: &str, row: usize) -> String {
        let column = frame.column(column).unwrap_or_else(|_| panic!("column {column}"));
        match column.get(row).unwrap() {
            AnyValue::Null => String::new(),
            AnyValue::Int64(number) => number.to_string(),
            AnyValue::Float64(number) if column.name().starts_with("probability") => format!("{number:.12}"),
            AnyValue::Float64(number) => format!("{number:.9}"),
            other => other.get_str().unwrap_or_else(|| panic!("{other:?}")).to_owned(),
        }
    }

    /// Cells that differ from the rows of a CSV, `row` left out: a CSV numbers lines.
    fn differences(found: &DataFrame, expected: &[Row], header: &[String]) -> Vec<String> {
        let names: Vec<String> = found.get_column_names().iter().map(ToString::to_string).collect();
        assert_eq!(names, header);
        assert_eq!(found.height(), expected.len());
        let mut differences = Vec::new();
        for (at, row) in expected.iter().enumerate() {
            assert_eq!(cell(found, "row", at), (at + 1).to_string());
            for name in header.iter().filter(|name| *name != "row") {
                let cell = cell(found, name, at);
                if cell != row[name] {
                    differences.push(format!("{} {name}: expected `{}`, found `{cell}`", row["case_id"], row[name]));
                }
            }
        }
        differences
    }

    fn header(path: &Path) -> Vec<String> {
        csv::Reader::from_path(path).unwrap().headers().unwrap().iter().map(str::to_owned).collect()
    }

    fn run(id: &str, input: &Path, output: &Path, more: &[&str]) -> (Option<i32>, String) {
        let run = taxeer().args(["batch", id]).arg(input).arg("-o").arg(output).args(more).output().expect("taxeer starts");
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    }

    fn write(frame: &mut DataFrame, path: &Path) {
        ParquetWriter::new(File::create(path).unwrap()).finish(frame).unwrap();
    }

    #[test]
    fn every_vector_as_a_frame_is_what_batch_makes_of_the_csv() {
        let folder = tempfile::tempdir().unwrap();
        for id in INSTRUMENTS {
            let (instrument, rows, results) = (instrument(id), read_rows(&vectors(id)), folder.path().join(format!("{id}.csv")));
            assert_eq!(run(id, &vectors(id), &results, &[]).0, Some(0));
            let expected = read_rows(&results);
            let typed = typed(instrument.form(), &rows);
            assert_no_differences(&differences(&score(&instrument, &typed), &expected, &header(&results)));
            let as_text = |name: &str| Column::new(name.into(), rows.iter().map(|row| row[name].clone()).collect::<Vec<_>>());
            let texts = header(&vectors(id)).iter().map(|name| as_text(name)).collect();
            let texts = DataFrame::new(rows.len(), texts).unwrap();
            assert_no_differences(&differences(&score(&instrument, &texts), &expected, &header(&results)));
        }
    }

    #[test]
    fn numbers_are_numbers_and_what_is_empty_is_null() {
        let (ogrs3, psa) = (instrument("ogrs3"), instrument("psa"));
        let schema = |instrument: &Instrument, id: &str| {
            let scored = score(instrument, &typed(instrument.form(), &read_rows(&vectors(id))));
            scored.columns().iter().map(|column| (column.name().to_string(), column.dtype().clone())).collect::<BTreeMap<_, _>>()
        };
        let (ogrs3, psa) = (schema(&ogrs3, "ogrs3"), schema(&psa, "psa"));
        for (columns, name, dtype) in [
            (&ogrs3, "case_id", DataType::String),
            (&ogrs3, "row", DataType::Int64),
            (&ogrs3, "score_max", DataType::Float64),
            (&ogrs3, "probability.2y", DataType::Float64),
            (&ogrs3, "levels", DataType::String),
            (&psa, "nca.score", DataType::Int64),
        ] {
            assert_eq!(columns[name], dtype, "{name}");
        }
    }

    #[test]
    fn a_parquet_file_is_scored_as_the_csv_of_the_same_cases() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for id in INSTRUMENTS {
            let mut frame = typed(instrument(id).form(), &read_rows(&vectors(id)));
            write(&mut frame, &at("cases.parquet"));
            assert_eq!(run(id, &vectors(id), &at("csv.csv"), &[]).0, Some(0));
            let (exit, told) = run(id, &at("cases.parquet"), &at("out.csv"), &[]);
            assert_eq!(exit, Some(0), "{told}");
            assert_eq!(run(id, &at("cases.parquet"), &at("out.parquet"), &[]).0, Some(0));
            assert_eq!(run(id, &vectors(id), &at("mixed.parquet"), &[]).0, Some(0));

            let (expected, mut found) = (read_rows(&at("csv.csv")), read_rows(&at("out.csv")));
            for (number, (row, expected)) in found.iter_mut().zip(&expected).enumerate() {
                assert_eq!(row.insert("row".to_owned(), expected["row"].clone()), Some((number + 1).to_string()));
            }
            assert_eq!(found, expected);
            let read = |name: &str| ParquetReader::new(File::open(at(name)).unwrap()).finish().unwrap();
            assert_no_differences(&differences(&read("out.parquet"), &expected, &header(&at("csv.csv"))));
            assert_eq!(read("out.parquet").drop("row").unwrap(), read("mixed.parquet").drop("row").unwrap());
        }
    }

    #[test]
    fn validate_tells_of_a_parquet_file_what_it_tells_of_the_csv() {
        let folder = tempfile::tempdir().unwrap();
        let (csv, parquet) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/steekproef.csv"), folder.path().join("s.parquet"));
        let rows = read_rows(&csv);
        // Times are numbers there, answers are texts.
        let column = |name: &String| {
            let (title, cells) = (PlSmallStr::from(name.as_str()), rows.iter().map(|row| row[name].clone()));
            if name == "years" {
                Column::new(title, cells.map(|cell| cell.parse::<f64>().unwrap()).collect::<Vec<_>>())
            } else {
                Column::new(title, cells.collect::<Vec<_>>())
            }
        };
        let mut frame = DataFrame::new(rows.len(), header(&csv).iter().map(column).collect()).unwrap();
        write(&mut frame, &parquet);
        let sections = |input: &Path| {
            let asked = ["--outcome", "reoffended_5y", "--time", "years", "--time-unit", "years", "--by", "region", "--json"];
            let run = taxeer().args(["validate", "static-99r"]).arg(input).args(asked).output().unwrap();
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            serde_json::from_slice::<serde_json::Value>(&run.stdout).unwrap()["sections"].clone()
        };
        assert_eq!(sections(&parquet), sections(&csv));
    }

    #[test]
    fn rejects_summary_and_input_columns_are_those_of_the_csv() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let form = instrument("static-99r");
        let mut rows = read_rows(&vectors("static-99r"));
        rows.truncate(9);
        let mut frame = typed(form.form(), &rows);
        let charges = [22.5, 3.0, f64::NAN, -1.0, 1e20, 0.0, 1.0, 2.0, 999.0];
        frame.with_column(Column::new("prior_sex_charges".into(), charges)).unwrap();
        frame.with_column(Column::new("note".into(), vec!["two\nlines"; 9])).unwrap();
        write(&mut frame, &at("cases.parquet"));
        let mut csv = csv::Writer::from_path(at("cases.csv")).unwrap();
        let names: Vec<String> = frame.get_column_names().iter().map(ToString::to_string).collect();
        csv.write_record(&names).unwrap();
        for (row, charges) in rows.iter().zip(["22.5", "3.0", "NaN", "-1.0", "100000000000000000000.0", "0.0", "1.0", "2.0", "999.0"]) {
            let cell = |name: &String| match name.as_str() {
                "prior_sex_charges" => charges.to_owned(),
                "note" => "two lines".to_owned(),
                other => row[other].clone(),
            };
            csv.write_record(names.iter().map(cell)).unwrap();
        }
        csv.flush().unwrap();

        let columns = ["--columns", "case_id,row,outcome,reason,input.prior_sex_charges"];
        let (exit, from_csv) = run("static-99r", &at("cases.csv"), &at("csv.csv"), &columns);
        assert_eq!(exit, Some(0));
        let (exit, told) = run("static-99r", &at("cases.parquet"), &at("out.csv"), &columns);
        assert_eq!(exit, Some(0), "{told}");
        // A row of a frame is its place, a row of a CSV is its line: the first rejects are compared below, by their files.
        let totals = |told: &str| {
            let lines = told.lines().skip_while(|line| !line.starts_with("read")).take(11);
            lines.filter(|line| !line.starts_with("first rejected")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(totals(&told), totals(&from_csv));
        assert!(told.contains("9 rows and 15 columns") && told.contains("not used: note"), "{told}");
        let numbered = |path: PathBuf, shift: u64| {
            let mut rows = read_rows(&path);
            for row in &mut rows {
                for name in ["row", "taxeer.row"] {
                    row.entry(name.to_owned()).and_modify(|cell| *cell = (cell.parse::<u64>().unwrap() + shift).to_string());
                }
            }
            rows
        };
        assert_eq!(numbered(at("out.csv"), 1), numbered(at("csv.csv"), 0));
        // A row to mend holds what its input has: `true` in a frame, `yes` in the file. Which rows, why and how to mend are the same.
        let told = |mut rows: Vec<HashMap<String, String>>| {
            for row in &mut rows {
                row.retain(|name, _| name.starts_with("taxeer.") || ["case_id", "prior_sex_charges", "sex"].contains(&name.as_str()));
            }
            rows
        };
        let rejects = told(numbered(at("out.rejects.csv"), 1));
        assert_eq!(rejects, told(numbered(at("csv.rejects.csv"), 0)));
        assert!(rejects.iter().all(|row| row.keys().filter(|name| name.starts_with("taxeer.")).count() == 3));
        assert_eq!(
            rejects.iter().map(|row| row["prior_sex_charges"].as_str()).collect::<Vec<_>>(),
            ["22.5", "-1.0", "100000000000000000000.0"]
        );
        // One case a run tells what the frame says of it too.
        let scored = score(&form, &frame);
        assert_eq!(cell(&scored, "reason", 0), "R0102:prior_sex_charges");
    }

    /// PSA with the age from two dates.
    fn with_dates() -> Instrument {
        let text = Catalogue::builtin().instrument("psa", None).unwrap().source().text.clone();
        let date = |id: &str, min: &str| {
            format!(
                "[field.{id}]\ntype = \"date\"\nmin = \"{min}\"\nmax = \"2039-12-31\"\nlabel = {{ nl = \"{id}\", en = \"{id}\" }}\n\
                 ask = {{ nl = \"{id}?\", en = \"{id}?\" }}\nbasis = \"record\"\n\n"
            )
        };
        let (born, arrested) = (date("born", "1940-01-01"), date("arrested", "2020-01-01"));
        let age = "[field.age_at_arrest]\n";
        let text = text.replacen(age, &format!("{born}{arrested}{age}derive = {{ completed_years = [\"born\", \"arrested\"] }}\n"), 1);
        let (instrument, findings) = taxeer::check::instrument(&Arc::new(Source::new("dated.toml", &text)));
        instrument.unwrap_or_else(|| panic!("{findings:?}"))
    }

    /// One case of PSA in which a field is a column of the user's making; its outcome and reasons.
    fn outcome(instrument: &Instrument, field: &str, column: &Series) -> (String, String) {
        let mut columns: Vec<Column> = Vec::new();
        for known in &instrument.form().fields {
            let name = PlSmallStr::from(known.id.as_str());
            columns.push(match known.kind {
                _ if known.id == field => column.clone().with_name(name).into_column(),
                FieldType::YesNo => Column::new(name, [false]),
                FieldType::Date => Column::new(name, [if known.id == "born" { "1990-05-01" } else { "2024-04-30" }]),
                _ if known.id == "age_at_arrest" => Column::new(name, [33_i64]),
                _ => Column::new(name, [0_i64]),
            });
        }
        let scored = score(instrument, &DataFrame::new(1, columns).unwrap());
        (cell(&scored, "outcome", 0), cell(&scored, "reason", 0))
    }

    #[test]
    fn nothing_is_guessed_of_a_type() {
        let psa = instrument("psa");
        let one = |value: AnyValue<'static>| Series::from_any_values("".into(), &[value], true).unwrap();
        let date = Int32Chunked::from_vec("".into(), vec![19_843]).into_date().into_series();
        let count = "prior_violent_convictions";
        let list = Series::new("".into(), [Series::new("".into(), [1_i64])]);
        for (field, column, expected, code) in [
            (count, one(AnyValue::Float64(22.5)), "rejected", "R0102"),
            (count, one(AnyValue::Float64(3.0)), "scored", ""),
            (count, one(AnyValue::Float32(3.0)), "scored", ""),
            (count, one(AnyValue::Float64(f64::NAN)), "open", ""),
            (count, one(AnyValue::Float64(f64::INFINITY)), "rejected", "R0102"),
            (count, Series::new_null("".into(), 1), "open", ""),
            (count, Series::new("".into(), [None::<i64>]), "open", ""),
            (count, one(AnyValue::Boolean(true)), "rejected", "R0102"),
            (count, one(AnyValue::Int64(-1)), "rejected", "R0102"),
            (count, one(AnyValue::UInt64(u64::MAX)), "rejected", "R0105"),
            (count, one(AnyValue::UInt8(3)), "scored", ""),
            (count, one(AnyValue::Decimal(300, 10, 2)), "scored", ""),
            (count, one(AnyValue::Decimal(350, 10, 2)), "rejected", "R0102"),
            (count, one(AnyValue::Binary(b"3")), "rejected", "R0102"),
            (count, list, "rejected", "R0102"),
            (count, date.clone(), "rejected", "R0102"),
            (count, Series::new("".into(), [" 3 "]), "scored", ""),
            (count, Series::new("".into(), ["onb."]), "open", ""),
            ("fta_older", one(AnyValue::Boolean(true)), "scored", ""),
            ("fta_older", one(AnyValue::Int8(1)), "scored", ""),
            ("fta_older", one(AnyValue::Float64(1.0)), "rejected", "R0101"),
            ("fta_older", one(AnyValue::Int64(2)), "rejected", "R0101"),
            ("fta_older", Series::new("".into(), ["ja"]), "scored", ""),
        ] {
            let shown = format!("{field} {}", column.dtype());
            let code = if code.is_empty() { String::new() } else { format!("{code}:{field}") };
            assert_eq!(outcome(&psa, field, &column), (expected.to_owned(), code), "{shown}");
        }
        // 30 April 2024 is the last day of being 33 and 1 May the first of being 34, which disagrees with the age given.
        let dated = with_dates();
        let moment = |seconds: i64, zone| {
            let day = Int64Chunked::from_vec("".into(), vec![(19_843 * 86_400 + seconds) * 1_000]);
            day.into_datetime(TimeUnit::Milliseconds, zone).into_series()
        };
        for (column, expected, code) in [
            (date, "scored", ""),
            (Int32Chunked::from_vec("".into(), vec![19_844]).into_date().into_series(), "inconsistent", "disagrees:age_at_arrest"),
            (moment(0, None), "scored", ""),
            (moment(86_400, None), "inconsistent", "disagrees:age_at_arrest"),
            (moment(1, None), "rejected", "R0104:arrested"),
            (moment(0, Some(TimeZone::UTC)), "rejected", "R0104:arrested"),
            (one(AnyValue::Int64(19_843)), "rejected", "R0104:arrested"),
            (Series::new("".into(), ["30-04-2024"]), "scored", ""),
        ] {
            let shown = column.dtype().to_string();
            assert_eq!(outcome(&dated, "arrested", &column), (expected.to_owned(), code.to_owned()), "{shown}");
        }
    }

    #[test]
    fn a_frame_that_cannot_be_scored_as_a_whole_is_refused() {
        let psa = instrument("psa");
        let evaluator = Evaluator::new(&psa);
        let frame = DataFrame::new(1, vec![Column::new("age_at_arrest".into(), [20_i64])]).unwrap();
        let Err(RunError::Input(missing)) = score_frame(&evaluator, None, &frame, &Sets::default()) else { panic!("refused") };
        assert_eq!(missing.len(), psa.form().fields.len() - 1);
        let sets = Sets::read(psa.form(), &["age_at_arrest=20".to_owned()]).unwrap();
        assert!(matches!(score_frame(&evaluator, None, &frame, &sets), Err(RunError::Usage(_))));
        let unknown: Vec<String> = psa.form().fields.iter().skip(1).map(|field| format!("{}=?", field.id)).collect();
        let sets = Sets::read(psa.form(), &unknown).unwrap();
        let scored = score_frame(&evaluator, None, &frame, &sets).unwrap();
        assert_eq!(cell(&scored, "outcome", 0), "open");
        assert_eq!(score_frame(&evaluator, None, &frame.head(Some(0)), &sets).unwrap().height(), 0);
    }

    #[test]
    fn columns_with_no_place_in_a_cell_are_passed_over_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let rows = read_rows(&vectors("psa"));
        let mut frame = typed(instrument("psa").form(), &rows);
        let bytes = Column::new("scan".into(), vec![b"x".as_slice(); rows.len()]);
        let lists = Column::new("list".into(), vec![Series::new("".into(), [1_i64]); rows.len()]);
        frame.insert_column(0, bytes).unwrap();
        frame.insert_column(3, lists).unwrap();
        write(&mut frame, &at("cases.parquet"));
        let (exit, told) = run("psa", &at("cases.parquet"), &at("out.csv"), &[]);
        assert_eq!(exit, Some(0), "{told}");
        let expected = batch("psa", &vectors("psa"));
        let levels = |rows: &[Row]| rows.iter().map(|row| row["nca.levels"].clone()).collect::<Vec<_>>();
        assert_eq!(levels(&read_rows(&at("out.csv"))), levels(&expected));
        assert!(told.contains("not used: scan, list"), "{told}");

        let list = frame.column("list").unwrap().clone();
        frame.with_column(list.with_name("fta_older".into())).unwrap();
        write(&mut frame, &at("cases.parquet"));
        assert_eq!(run("psa", &at("cases.parquet"), &at("out.csv"), &["--strict"]).0, Some(3));
        assert!(
            read_rows(&at("out.rejects.csv"))
                .iter()
                .all(|row| row["fta_older"] == "LargeList" && row["taxeer.reason"].contains(":fta_older"))
        );
    }

    #[test]
    fn a_damaged_file_is_refused_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        write(&mut typed(instrument("psa").form(), &read_rows(&vectors("psa"))), &at("cases.parquet"));
        let whole = std::fs::read(at("cases.parquet")).unwrap();
        let mut torn = whole.clone();
        torn[100..400].fill(0xa5);
        for damaged in [&b""[..], b"PAR1", b"case_id,row\n1,2\n", &whole[..whole.len() / 2], &whole[whole.len() / 2..], &torn] {
            std::fs::write(at("cases.parquet"), damaged).unwrap();
            let (exit, told) = run("psa", &at("cases.parquet"), &at("out.csv"), &[]);
            assert_eq!(exit, Some(3), "{told}");
            assert!(told.contains("R0114"), "{told}");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }
}
