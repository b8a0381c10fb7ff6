// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Counts to be shared: what a reader can work out of hidden ones, by trying every table; and that they are the counts of the file.

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use program::run_in;
use taxeer::aggregate::{Cell, Load, Part, Published, PublishedLoad, PublishedSplit, Shown, Split, files, publish};
use taxeer::lang::Text;

/// The shape of counts that add up: the splits of a cell, each with its parts by name.
#[derive(Clone, Debug, Default)]
struct Shape(Vec<Vec<(&'static str, Shape)>>);

fn leaves(names: &[&'static str]) -> Vec<(&'static str, Shape)> {
    names.iter().map(|name| (*name, Shape::default())).collect()
}

fn split(code: &str, cells: Vec<Cell>) -> Split {
    Split { code: code.to_owned(), name: Text::same(code), cells }
}

/// Every table of this shape of so many cases.
fn all(shape: &Shape, count: u64, name: &str) -> Vec<Cell> {
    let mut cells = vec![Cell::new(name, Text::same(name), count)];
    for (at, parts) in shape.0.iter().enumerate() {
        let mut filled: Vec<(Vec<Cell>, u64)> = vec![(Vec::new(), count)];
        for (part, (name, shape)) in parts.iter().enumerate() {
            let last = part + 1 == parts.len();
            let with = |(cells, left): &(Vec<Cell>, u64)| {
                let (cells, left) = (cells.clone(), *left);
                let counts = if last { left..=left } else { 0..=left };
                let here = counts.flat_map(|here| all(shape, here, name));
                here.map(|cell| (cells.iter().cloned().chain([cell.clone()]).collect::<Vec<_>>(), left - cell.count)).collect::<Vec<_>>()
            };
            filled = filled.iter().flat_map(with).collect();
        }
        let with = |cell: &Cell| {
            let splits =
                |(cells, _): &(Vec<Cell>, u64)| cell.splits.iter().cloned().chain([split(&at.to_string(), cells.clone())]).collect();
            filled.iter().map(|filled| Cell { splits: splits(filled), ..cell.clone() }).collect::<Vec<_>>()
        };
        cells = cells.iter().flat_map(with).collect();
    }
    cells
}

/// What is shown of every cell of a table; nothing of those that are left out.
fn marks(cell: &Cell, published: Option<&Published>, to: &mut Vec<(u64, Option<Shown>)>) {
    to.push((cell.count, published.map(|published| published.shown)));
    for (at, split) in cell.splits.iter().enumerate() {
        of_split(split, published.and_then(|published| published.splits.get(at)), to);
    }
}

fn of_split(split: &Split, published: Option<&PublishedSplit>, to: &mut Vec<(u64, Option<Shown>)>) {
    let shown: Vec<&Published> = published.map(|split| split.cells().collect()).unwrap_or_default();
    for (at, cell) in split.cells.iter().enumerate() {
        marks(cell, shown.get(at).copied(), to);
    }
}

fn all_marks(load: &Load, published: &PublishedLoad) -> Vec<(u64, Option<Shown>)> {
    let mut to = vec![(load.main.count + load.rest.count, Some(published.read))];
    marks(&load.main, Some(&published.main), &mut to);
    marks(&load.rest, Some(&published.rest), &mut to);
    load.answers.iter().enumerate().for_each(|(at, split)| of_split(split, published.answers.get(at), &mut to));
    to
}

/// What is shown of a cell, and the values that it has in tables that look alike.
type Values = (Option<Shown>, BTreeSet<u64>);

/// Publishes every table and looks at each set of tables that gave one publication: what a reader is left with who knows the rules as well
/// as we do, and can try all tables. What is shown has one value. Whatever is not shown has at least as many as the limit; and a count
/// below the limit can be each value below it.
fn try_all(loads: impl Iterator<Item = Load>, small: u64) -> usize {
    let mut alike: BTreeMap<String, Vec<Values>> = BTreeMap::new();
    for load in loads {
        assert!(load.main.reconciles() && load.rest.reconciles());
        let published = publish(&load, small);
        let marks = all_marks(&load, &published);
        let group =
            alike.entry(files::csv(&published, &[])).or_insert_with(|| marks.iter().map(|(_, shown)| (*shown, BTreeSet::new())).collect());
        for ((shown, values), (count, mark)) in group.iter_mut().zip(&marks) {
            assert_eq!(shown, mark);
            values.insert(*count);
        }
    }
    let mut hidden = 0;
    for (published, cells) in &alike {
        for (place, (shown, values)) in cells.iter().enumerate() {
            if let Some(Shown::Count(count)) = shown {
                assert_eq!(values, &BTreeSet::from([*count]), "{published}");
                assert!(*count >= small, "{published}");
                continue;
            }
            hidden += 1;
            assert!(values.len() as u64 >= small, "cell {place} is {values:?} in\n{published}");
            let every = (0..small).all(|value| values.contains(&value));
            match shown {
                Some(Shown::Few) => assert!(every && values.len() as u64 == small, "cell {place} is {values:?} in\n{published}"),
                _ => assert!(every || values.iter().all(|value| *value >= small), "cell {place} is {values:?} in\n{published}"),
            }
        }
    }
    hidden
}

fn only(main: Cell) -> Load {
    Load { main, rest: Cell::new("rest", Text::same("rest"), 20), answers: Vec::new() }
}

#[test]
fn no_count_that_is_not_shown_can_be_worked_out() {
    let nested = |names: &[&'static str]| Shape(vec![leaves(names)]);
    let two = || nested(&["a", "b"]);
    for (shape, small, most) in [
        (two(), 5, 24),
        (nested(&["a", "b", "c"]), 4, 16),
        (nested(&["a", "b", "c", "d"]), 3, 14),
        (nested(&["a", "b", "c", "d", "e"]), 3, 12),
        // Two splits of one total.
        (Shape(vec![leaves(&["a", "b"]), leaves(&["c", "d", "e"])]), 3, 12),
        (Shape(vec![leaves(&["a", "b"]), leaves(&["c", "d"]), leaves(&["e", "f"])]), 3, 9),
        // Tables that hang together: a part that is split again.
        (Shape(vec![vec![("a", two()), ("b", Shape::default()), ("c", Shape::default())]]), 3, 12),
        (Shape(vec![vec![("a", nested(&["x", "y", "z"])), ("b", two())]]), 3, 10),
        (Shape(vec![vec![("a", Shape(vec![leaves(&["u", "v"]), leaves(&["x", "y"])])), ("b", Shape::default())]]), 3, 10),
        (Shape(vec![vec![("a", Shape(vec![vec![("b", two()), ("c", Shape::default())]])), ("d", Shape::default())]]), 2, 9),
    ] {
        // Below the limit everything may be; the most is complete, for a total that is shown has all its tables here.
        let loads = (0..=most).flat_map(|count| all(&shape, count, "main")).map(only);
        let hidden = try_all(loads, small);
        assert!(hidden > 10, "{shape:?}: {hidden}");
    }
}

/// The total is hidden where one of its two parts is small.
#[test]
fn the_total_gives_neither_part_away() {
    let rest = Shape(vec![leaves(&["a", "b", "c"])]);
    let loads = (0..=9).flat_map(|main| {
        let rest = (0..=9).flat_map(|count| all(&rest, count, "rest")).collect::<Vec<_>>();
        rest.into_iter().map(move |rest| Load { main: Cell::new("main", Text::same("main"), main), rest, answers: Vec::new() })
    });
    assert!(try_all(loads, 3) > 100);
}

/// An open case lacks an answer: so many open cases can tell that answers are missing.
#[test]
fn open_cases_do_not_give_missing_answers_away() {
    let plain = || Shape(vec![leaves(&["level_settled", "level_open"])]);
    let nested = Shape(vec![vec![("tier", Shape(vec![leaves(&["I", "level_open"])])), ("tier_open", Shape::default())]]);
    for (shape, fields, small, most) in [(plain(), 1, 3, 14), (plain(), 2, 3, 10), (plain(), 3, 2, 7), (nested, 2, 2, 9)] {
        let mut loads = Vec::new();
        for main in (0..=most).flat_map(|count| all(&shape, count, "main")) {
            let mut answers: Vec<Vec<u64>> = vec![Vec::new()];
            for _ in 0..fields {
                let more = |missing: &Vec<u64>| {
                    (0..=main.count).map(|one| missing.iter().copied().chain([one]).collect()).collect::<Vec<Vec<u64>>>()
                };
                answers = answers.iter().flat_map(more).collect();
            }
            // What cannot be is no table that a reader thinks of.
            for missing in answers.into_iter().filter(|missing| missing.iter().sum::<u64>() >= open(&main)) {
                let cells =
                    |one: u64| vec![Cell::new("missing", Text::same("m"), one), Cell::new("known", Text::same("k"), main.count - one)];
                let answers = missing.iter().enumerate().map(|(at, one)| split(&format!("answer.{at}"), cells(*one))).collect();
                loads.push(Load { answers, ..only(main.clone()) });
            }
        }
        assert!(try_all(loads.into_iter(), small) > 50);
    }
}

fn open(cell: &Cell) -> u64 {
    let own = if cell.code.ends_with("_open") { cell.count } else { 0 };
    own + cell.splits.iter().flat_map(|split| &split.cells).map(open).sum::<u64>()
}

/// What is shown is true, and a table in which nothing is small is shown whole.
#[test]
fn what_is_shown_is_so() {
    let shape = Shape(vec![vec![("a", Shape(vec![leaves(&["x", "y"])])), ("b", Shape::default())], leaves(&["c", "d"])]);
    let mut whole = 0;
    for cell in (10..=16).flat_map(|count| all(&shape, count, "main")) {
        let load = only(cell);
        let published = publish(&load, 3);
        let marks = all_marks(&load, &published);
        for (count, shown) in &marks {
            match shown {
                Some(Shown::Count(said)) => assert_eq!(said, count),
                Some(Shown::Few) => assert!(*count < 3),
                _ => {}
            }
        }
        sums(&load.main, &published.main);
        if marks.iter().all(|(count, _)| *count >= 3) {
            whole += 1;
            assert!(marks.iter().all(|(_, shown)| matches!(shown, Some(Shown::Count(_)))), "{published:#?}");
        }
    }
    assert!(whole > 50, "{whole}");
}

/// Sums of what is not shown apart are those of its cells.
fn sums(cell: &Cell, published: &Published) {
    for (split, shown) in cell.splits.iter().zip(&published.splits) {
        let mut cells = split.cells.iter();
        for part in &shown.parts {
            match part {
                Part::Cell(one) => sums(cells.next().expect("a cell"), one),
                Part::Together(sum, hidden) => assert_eq!(*sum, cells.by_ref().take(hidden.len()).map(|cell| cell.count).sum::<u64>()),
            }
        }
    }
}

/// The rows of the examples, often enough that some counts reach the limit.
fn many(folder: &Path) {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases.csv")).expect("the example");
    let (header, rows) = text.split_once('\n').expect("rows");
    std::fs::write(folder.join("cases.csv"), format!("{header}\n{}", rows.repeat(7))).expect("written");
}

#[test]
fn counts_to_be_shared_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    many(folder.path());
    let plain = ["batch", "static-99r", "cases.csv", "-o", "results.csv"];
    let tiers = ["batch", "cases.csv", "-o", "results.csv", "--protocol", "example-static-99r"];
    for (name, words) in [("plain", &plain[..]), ("tiers", &tiers)] {
        for lang in ["nl", "en"] {
            let ran = run_in(folder.path(), &[words, &["--lang", lang, "--aggregate", "shared.html"]].concat());
            assert_eq!(ran.code, 0, "{}", ran.err);
            let page = std::fs::read_to_string(folder.path().join("shared.html")).expect("a page");
            assert!(!page.contains("<script") && !page.contains("src="), "nothing is fetched or run");
            let body = &page[page.find("<body>").expect("a body")..];
            settings().bind(|| insta::assert_snapshot!(format!("{name}_{lang}"), body));
        }
        let ran = run_in(folder.path(), &[words, &["--aggregate", "shared.csv"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let csv = std::fs::read_to_string(folder.path().join("shared.csv")).expect("a file");
        settings().bind(|| insta::assert_snapshot!(format!("{name}_csv"), csv));
    }
    let ran = run_in(folder.path(), &[&plain[..], &["--aggregate", "shared.json", "--quiet"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("shared.json")).expect("a file")).expect("JSON");
    assert_eq!((&json["small"], &json["internal"]), (&5.into(), &false.into()));
    let ran = run_in(folder.path(), &[&plain[..], &["--aggregate", "shared.txt", "--lang", "nl"]].concat());
    assert_eq!((ran.code, ran.err.trim()), (2, "taxeer: shared.txt: aantallen om te delen worden geschreven als .html, .csv of .json"));
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("aggregate_snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"sha256:[0-9a-f]{12}", "sha256:[digest]");
    settings
}
