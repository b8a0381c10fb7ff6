// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The published method and the best known points, on the data that `TAXEER_DATA` holds.

use std::io::Write;
use std::path::Path;

use serde_json::Value;
use taxeer::points::{Effort, Ended, Feature, Request, Rule, Size, Solution, solve};
use taxeer::progress::Unwatched;

const SIZES: std::ops::RangeInclusive<usize> = 3..=8;

struct Bars {
    values: Value,
    names: Vec<String>,
    columns: Vec<Vec<f64>>,
    events: Vec<bool>,
}

impl Bars {
    fn open() -> Option<Self> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/calibration.json");
        let values: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("reference values")).expect("JSON");
        let Some(folder) = std::env::var_os("TAXEER_DATA") else {
            let _ = writeln!(std::io::stderr(), "skipped: no data ({} sizes of calibration.json)", SIZES.count());
            return None;
        };
        let file = Path::new(&folder).join("compas_features.csv");
        assert!(file.is_file(), "TAXEER_DATA is set, and {} is missing", file.display());
        let names: Vec<String> = serde_json::from_value(values["problem"]["columns"].clone()).expect("names");
        let mut reader = csv::Reader::from_path(file).expect("a file of data");
        let header = reader.headers().expect("a header").clone();
        let place = |name: &str| header.iter().position(|other| other == name).expect("a column");
        let places: Vec<usize> = names.iter().map(|name| place(name)).collect();
        let outcome = place("two_year_recid");
        let (mut columns, mut events) = (vec![Vec::new(); names.len()], Vec::new());
        for record in reader.records() {
            let record = record.expect("a row");
            places.iter().zip(&mut columns).for_each(|(at, column)| column.push(record[*at].parse().expect("a number")));
            events.push(&record[outcome] == "1");
        }
        Some(Self { values, names, columns, events })
    }

    fn solve(&self, size: usize, effort: Effort) -> Solution {
        let rule = Rule::Between { least: -5, most: 5 };
        let features = self.columns.iter().enumerate().map(|(item, values)| Feature { values, item, rule }).collect();
        let size = Size { features: Some(size), items: None };
        let request = Request { features, events: &self.events, weights: None, rising: vec![], required: vec![], size };
        solve(&request, effort, &Unwatched).expect("points")
    }

    fn value(&self, path: &str) -> f64 {
        self.values.pointer(path).and_then(Value::as_f64).unwrap_or_else(|| panic!("no {path}"))
    }
}

#[test]
fn every_size_meets_the_best_known_points_and_proves_them() {
    let Some(bars) = Bars::open() else { return };
    let problem = &bars.values["problem"];
    assert_eq!((bars.events.len() as u64, Some(bars.names.len() as u64)), (problem["n"].as_u64().unwrap_or(0), problem["p"].as_u64()));
    for size in SIZES {
        let found = bars.solve(size, Effort::default());
        assert_eq!(found.distinct_rows as u64, problem["distinct_feature_rows"].as_u64().expect("a count"));
        let known = bars.value(&format!("/integer_search/k{size}/loss_refit"));
        let published = bars.value(&format!("/fasterrisk/k{size}/loss_refit"));
        let real = bars.value(&format!("/best_subset/k{size}/loss"));
        assert!(found.loss <= known + 1e-6, "size {size}: {} and {known}", found.loss);
        assert!(known >= published - 1e-4 || found.loss < published - 1e-4, "size {size}: {} and FasterRisk {published}", found.loss);
        assert!((found.real_bound - real).abs() < 1e-3, "size {size}: {} and {real}", found.real_bound);
        assert!(found.bound >= real - 1e-3 && found.bound <= known + 1e-6);
        assert_eq!(found.ended, Ended::Proven, "size {size}");
        assert!(found.size() <= size && found.points.iter().all(|points| points.abs() <= 5));
        assert!((found.all_features - bars.value("/logistic/loss")).abs() < 1e-4);
        for method in ["integer_search", "fasterrisk", "riskslim"] {
            let theirs = bars.value(&format!("/{method}/k{size}/loss_refit"));
            assert!(theirs >= found.bound - 1e-6, "size {size}: {method} {theirs} below {}", found.bound);
        }
        // What the search without a proof finds is as good.
        let quick = bars.solve(size, Effort::WITHOUT_PROOF);
        assert!(quick.loss <= known + 1e-6, "size {size}, without a proof: {} and {known}", quick.loss);
        assert!(quick.bound <= found.loss);
    }
}
