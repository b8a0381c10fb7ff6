// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A run on one page: sound HTML that needs no other file, every picture with the counts of its table, in both languages.

mod page_check;
mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use page_check::assert_sound;
use program::run_in;
use serde_json::Value;

/// The page of a run, and its record.
fn page(folder: &Path, input: &str, lang: &str, more: &[&str]) -> (String, Value) {
    let words = ["--lang", lang, "batch", "static-99r", input, "-o", "out.csv", "--html", "page.html"];
    let ran = run_in(folder, &[&words[..], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("page.html"), "{}", ran.err);
    let record = fs::read_to_string(folder.join("out.summary.json")).expect("a record");
    (fs::read_to_string(folder.join("page.html")).expect("a page"), serde_json::from_str(&record).expect("JSON"))
}

fn copied(example: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    fs::copy(from, folder.path().join(example)).expect("an example");
    folder
}

/// The rows of every table of a page: names and counts.
fn tables(html: &str) -> Vec<BTreeMap<String, u64>> {
    let tables = html.split("<table>").skip(1).map(|table| {
        let body = table.split("</table>").next().unwrap_or_default().split("<tbody>").nth(1).unwrap_or_default();
        let rows = body.split("<tr>").skip(1).map(|row| {
            let name = row.split("scope=\"row\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
            let count = row.split("class=\"n\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
            (name.to_owned(), count.replace(['.', ','], "").parse().expect("a count"))
        });
        rows.collect()
    });
    tables.collect()
}

/// The counts that stand in every picture of a page.
fn drawn(html: &str) -> Vec<Vec<u64>> {
    let pictures = html.split("<svg ").skip(1).map(|picture| {
        let picture = picture.split("</svg>").next().unwrap_or_default();
        let counts = picture.split("class=\"count\"").skip(1).map(|rest| {
            let said = rest.split('>').nth(1).and_then(|text| text.split(['<', ' ']).next()).unwrap_or_default();
            said.replace(['.', ','], "").parse().expect("a count")
        });
        counts.collect()
    });
    pictures.collect()
}

#[test]
fn every_picture_has_the_counts_of_its_table_and_of_the_record() {
    let folder = copied("zaken.csv");
    for more in [&[][..], &["--protocol", "example-static-99r"], &["--duplicates", "merge"]] {
        for lang in ["nl", "en"] {
            let (html, record) = page(folder.path(), "zaken.csv", lang, more);
            let (tables, drawn) = (tables(&html), drawn(&html));
            assert_eq!(tables.len(), drawn.len());
            assert_eq!(tables.len(), if more.contains(&"--protocol") { 4 } else { 3 });
            for (at, (table, drawn)) in tables.iter().zip(&drawn).enumerate() {
                let mut told: Vec<u64> = table.values().copied().collect();
                let mut seen = drawn.clone();
                if at == 0 {
                    // The flow leaves out where no row went, and tells the whole.
                    assert_eq!(seen.pop(), record["read"].as_u64());
                    assert_eq!(Some(told.iter().sum::<u64>()), record["read"].as_u64());
                    told.retain(|count| *count > 0);
                }
                told.sort_unstable();
                seen.sort_unstable();
                assert_eq!(told, seen, "{lang} {more:?}");
            }
            let levels: u64 = tables[1].values().sum();
            assert_eq!(levels, record["scored"].as_u64().unwrap() + record["open"].as_u64().unwrap());
        }
    }
}

#[test]
fn the_page_is_sound_marked_internal_and_in_its_language() {
    let folder = copied("zaken.csv");
    let hostile = "a<b>&\"'.csv";
    let input = if cfg!(windows) { "zaken.csv" } else { hostile };
    if input == hostile {
        fs::copy(folder.path().join("zaken.csv"), folder.path().join(hostile)).unwrap();
    }
    for (lang, internal) in [("nl", "Intern: exacte aantallen, niet om te delen"), ("en", "Internal: exact counts, not for sharing")] {
        let (html, _) = page(folder.path(), input, lang, &["--protocol", "example-static-99r"]);
        let words = assert_sound("overview", &html);
        assert!(words.contains(internal) && !html.contains("a<b>"), "{words}");
        let (html, _) = page(folder.path(), "zaken.csv", lang, &["--protocol", "example-static-99r"]);
        insta::with_settings!({ snapshot_path => "outputs_snapshots", prepend_module_to_snapshot => false, omit_expression => true,
            filters => vec![("sha256:[0-9a-f]{12}", "sha256:[digest]"), ("[0-9a-f]{64}", "[sha256]"), ("(?s)<style>.*</style>", "<style>[style]</style>")] }, {
            insta::assert_snapshot!(format!("overview_{lang}"), html);
        });
    }
}

#[test]
fn a_file_without_cases_has_a_page_too() {
    let folder = copied("cases.csv");
    let text = fs::read_to_string(folder.path().join("cases.csv")).unwrap();
    fs::write(folder.path().join("none.csv"), text.lines().next().unwrap()).unwrap();
    let (html, _) = page(folder.path(), "none.csv", "nl", &[]);
    assert_sound("overview", &html);
    assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
}

#[test]
fn a_page_by_another_name_is_refused_before_anything_is_scored() {
    let folder = copied("cases.csv");
    let ran = run_in(folder.path(), &["batch", "static-99r", "cases.csv", "-o", "out.csv", "--html", "page.pdf"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("[R0130]") && ran.err.contains(".html"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
