// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How long one case takes, how many rows a second a batch does, and what loading with its proof costs: `cargo bench`.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use taxeer::batch::{BLOCK, Job, Run};
use taxeer::catalogue::Catalogue;
use taxeer::caution::AsOf;
use taxeer::domain::Answer;
use taxeer::evaluate::Evaluator;
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::record::Conventions;
use taxeer::record::set::Sets;

/// The instruments of the first step.
const INSTRUMENTS: [&str; 4] = ["static-99r", "osp-dc", "psa", "ogrs3"];
/// Rows of the batch: the vectors again and again.
const ROWS: usize = 20_000;

fn load(id: &str) -> Instrument {
    let entry = Catalogue::builtin().instrument(id, None).expect("a shipped instrument");
    taxeer::check::instrument(&entry.source()).0.expect("it is sound")
}

fn loading(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("load and prove");
    group.sample_size(20);
    for id in INSTRUMENTS {
        group.bench_function(id, |run| run.iter(|| black_box(load(id))));
    }
    group.finish();
}

fn one_case(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("one case");
    for id in INSTRUMENTS {
        let instrument = load(id);
        let evaluator = Evaluator::new(&instrument);
        let known: Vec<Answer> = instrument
            .form()
            .fields
            .iter()
            .map(|field| Answer::Known(field.domain.all().first().map_or(0, |least| least.max(0))))
            .collect();
        group.bench_function(format!("{id}, all known"), |run| run.iter(|| black_box(evaluator.evaluate(black_box(&known)))));
        if id != "ogrs3" {
            group.bench_function(format!("{id}, nothing known"), |run| run.iter(|| black_box(evaluator.evaluate(black_box(&[])))));
        }
    }
    group.finish();
}

fn batch(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("batch, rows");
    group.sample_size(20);
    for id in INSTRUMENTS {
        let vectors = std::fs::read_to_string(format!("tests/vectors/{id}.csv")).expect("the vectors");
        let (header, rows) = vectors.split_once('\n').expect("a header");
        let rows: Vec<&str> = rows.lines().collect();
        let table: String = std::iter::once(header).chain(rows.iter().copied().cycle().take(ROWS)).flat_map(|line| [line, "\n"]).collect();
        let instrument = load(id);
        let (evaluator, sets) = (Evaluator::new(&instrument), Sets::default());
        let job = Job {
            mapping: None,
            evaluator: &evaluator,
            as_of: &AsOf::default(),
            protocol: None,
            sets: &sets,
            columns: None,
            duplicates: None,
            answers: None,
            conventions: &Conventions::default(),
            lang: Lang::En,
            block: BLOCK,
            threads: None,
        };
        group.throughput(Throughput::Elements(ROWS as u64));
        group.bench_function(id, |run| {
            run.iter_batched(
                || Run::new(&job, table.as_bytes()).expect("a table"),
                |batch| black_box(batch.write(std::io::sink(), std::io::sink()).expect("results")),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, loading, one_case, batch);
criterion_main!(benches);
