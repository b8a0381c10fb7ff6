// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Processor time of the search for points, on one thread and without reading: `cargo bench --bench points -- FILE SIZE`. The first column
//! of the file is the outcome (0 or 1), the others are features. `benches/points.py` runs it beside `FasterRisk`.

use std::time::Instant;

use serde_json::json;
use taxeer::points::{Effort, Feature, Request, Rule, Size, Solution, solve};
use taxeer::progress::Unwatched;

/// Nanoseconds that runs take together.
const ENOUGH: u64 = 500_000_000;

/// Nanoseconds that this thread has been on a processor; the time on the wall where the system does not tell.
fn processor(start: Instant) -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|line| line.split_whitespace().next()?.parse().ok());
    told.unwrap_or_else(|| u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX))
}

/// The mean of as many runs as take half a second together, in milliseconds: the system counts in steps of some milliseconds.
fn timed(request: &Request, effort: Effort) -> (f64, Solution) {
    let start = Instant::now();
    let before = processor(start);
    let mut runs = 0.0;
    loop {
        let found = solve(request, effort, &Unwatched).expect("points");
        runs += 1.0;
        let took = processor(start) - before;
        if took >= ENOUGH {
            return (std::time::Duration::from_nanos(took).as_secs_f64() * 1e3 / runs, found);
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [file, size] = arguments.as_slice() else {
        println!("cargo bench --bench points -- FILE SIZE");
        return;
    };
    let mut reader = csv::Reader::from_path(file).expect("a file");
    let width = reader.headers().expect("a header").len() - 1;
    let (mut columns, mut events) = (vec![Vec::new(); width], Vec::new());
    for record in reader.records() {
        let record = record.expect("a row");
        events.push(&record[0] == "1");
        columns.iter_mut().zip(record.iter().skip(1)).for_each(|(column, cell)| column.push(cell.parse::<f64>().expect("a number")));
    }
    let rule = Rule::Between { least: -5, most: 5 };
    let request = Request {
        features: columns.iter().enumerate().map(|(item, values)| Feature { values, item, rule }).collect(),
        events: &events,
        weights: None,
        rising: Vec::new(),
        required: Vec::new(),
        size: Size { features: Some(size.parse().expect("a size")), items: None },
    };
    let (solution_ms, found) = timed(&request, Effort::WITHOUT_PROOF);
    let (proof_ms, proven) = timed(&request, Effort::default());
    let line = json!({
        "rows": events.len(), "distinct_rows": proven.distinct_rows, "solution_ms": solution_ms, "proof_ms": proof_ms,
        "solution_loss": found.loss, "loss": proven.loss, "bound": proven.bound, "real_bound": proven.real_bound, "gap": proven.gap(),
        "ended": format!("{:?}", proven.ended), "points": proven.points,
    });
    println!("{line}");
}
