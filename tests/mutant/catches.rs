// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which nets catch a mutant.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use taxeer::check::{self, resolve};
use taxeer::diagnostic::{Source, any_error};
use taxeer::form::Form;
use taxeer::second_entry;
use taxeer::syntax::{self, grammar};

use super::{Mutant, Original, Slip};

/// What each net does by itself.
#[derive(Clone, Copy, Debug)]
pub struct Catch {
    pub check: bool,
    pub second: bool,
    /// `None`: the checker refuses the file, so no row can be run.
    pub vectors: Option<bool>,
}

impl Catch {
    pub fn by(original: &Original, mutant: &Mutant) -> Self {
        let source = Arc::new(Source::new("mutant.toml", &mutant.text(&original.text)));
        let (instrument, findings) = check::instrument(&source);
        let differs = |form: &Form| any_error(&second_entry::compare(form, &original.second));
        let second = instrument.as_ref().map_or_else(
            || {
                let (tree, _) = syntax::read(&source, grammar::INSTRUMENT);
                resolve::form(&source, &tree).form.as_ref().is_some_and(differs)
            },
            |instrument| differs(instrument.form()),
        );
        let vectors = instrument.as_ref().map(|instrument| original.vector_that_differs(instrument).is_some());
        Self { check: any_error(&findings), second, vectors }
    }

    fn survives(self) -> bool {
        !self.check && !self.second && self.vectors != Some(true)
    }
}

/// All catches, on as many threads as there are cores.
pub fn catches(original: &Original, mutants: &[Mutant]) -> Vec<Catch> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = mutants.get(at) else { return done };
            done.push((at, Catch::by(original, mutant)));
        }
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let mut all: Vec<(usize, Catch)> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|run| run.join().expect("no panic")).collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, catch)| catch).collect()
}

/// Counts over some mutants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub mutants: usize,
    /// Caught by each alone.
    pub check: usize,
    pub second: usize,
    pub vectors: usize,
    /// Those that pass the check, so that vectors can be run.
    pub run: usize,
    /// Caught by nothing else.
    pub only: [usize; 3],
    /// Caught by nothing.
    pub survived: usize,
}

impl Count {
    fn add(&mut self, catch: Catch) {
        let nets = [catch.check, catch.second, catch.vectors == Some(true)];
        self.mutants += 1;
        self.check += usize::from(nets[0]);
        self.second += usize::from(nets[1]);
        self.vectors += usize::from(nets[2]);
        self.run += usize::from(catch.vectors.is_some());
        self.survived += usize::from(catch.survives());
        if nets.iter().filter(|caught| **caught).count() == 1 {
            self.only.iter_mut().zip(nets).for_each(|(only, caught)| *only += usize::from(caught));
        }
    }
}

/// Counts by instrument and kind of slip, and what nothing caught.
#[derive(Default)]
pub struct Table {
    rows: BTreeMap<(String, Option<Slip>), Count>,
    pub survivors: Vec<String>,
}

impl Table {
    pub fn add(&mut self, original: &Original, mutants: &[Mutant], catches: &[Catch]) {
        for (mutant, catch) in mutants.iter().zip(catches) {
            for (id, slip) in [(&original.id[..], Some(mutant.slip)), (&original.id, None), ("all", None)] {
                self.rows.entry((id.to_owned(), slip)).or_default().add(*catch);
            }
            if catch.survives() {
                self.survivors.push(format!("{}: {}", original.id, mutant.what));
            }
        }
    }

    /// How many mutants a rule set has, and how many of them nothing caught.
    pub fn counts(&self, id: &str) -> (usize, usize) {
        self.rows.get(&(id.to_owned(), None)).map_or((0, 0), |count| (count.mutants, count.survived))
    }

    /// How many mutants of a kind a rule set has.
    pub fn mutants(&self, id: &str, slip: Slip) -> usize {
        self.rows.get(&(id.to_owned(), Some(slip))).map_or(0, |count| count.mutants)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<22}{:>8}{:>8}{:>8}{:>14}{:>12}{:>12}{:>13}",
            "mutants of", "number", "check", "second", "vectors of run", "only check", "only second", "only vectors"
        )?;
        for ((id, slip), count) in &self.rows {
            let name = slip.map_or_else(|| id.clone(), |slip| format!("  {slip:?}").to_lowercase());
            let vectors = format!("{} of {}", count.vectors, count.run);
            let [check, second, run] = count.only;
            writeln!(
                f,
                "{name:<22}{:>8}{:>8}{:>8}{vectors:>14}{check:>12}{second:>12}{run:>13}",
                count.mutants, count.check, count.second
            )?;
        }
        Ok(())
    }
}
