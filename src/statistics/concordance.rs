// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Harrell's C for outcomes in time.

use super::{Error, input, kaplan_meier, rank};

/// C with the pairs that it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concordance {
    /// Share of the pairs in which the higher score has the earlier event; equal scores count one half.
    pub c: f64,
    /// Its standard error by the infinitesimal jackknife.
    pub error: f64,
    /// Pairs in which the higher score has the earlier event.
    pub concordant: u64,
    /// Pairs in which it has the later one.
    pub discordant: u64,
    /// Usable pairs with equal scores.
    pub tied_score: u64,
    /// Pairs of events at one time with other scores.
    pub tied_time: u64,
    /// Pairs of events at one time with equal scores.
    pub tied_both: u64,
}

/// Harrell and others (Journal of the American Medical Association 247, 1982); pairs and error as R's `survival::concordance` counts
/// them: who is censored at the time of an event outlives it. O(n log n).
///
/// # Errors
/// No rows; a time that is negative or a score that is not finite; no pair that can be compared.
pub fn concordance(scores: &[f64], times: &[f64], events: &[bool]) -> Result<Concordance, Error> {
    kaplan_meier::check(times, events)?;
    input::lengths(scores.len(), times.len())?;
    input::finite(scores)?;
    let n = scores.len();
    let by_score = rank::order(scores);
    let mut place = vec![0; n];
    let mut levels = 0;
    for run in rank::runs(&by_score, scores) {
        for row in run {
            place[*row] = levels;
        }
        levels += 1;
    }
    let order = rank::order(times);
    let blocks: Vec<&[usize]> = rank::runs(&order, times).collect();
    // Of every row: pairs won, lost and tied, as the one with the event and as the one who outlives.
    let mut pairs = vec![[0_u64; 3]; n];
    let mut totals = [0_u64; 3];
    let (mut tied_time, mut tied_both) = (0, 0);
    let mut later = Counts::new(levels);
    for block in blocks.iter().rev() {
        block.iter().filter(|row| !events[**row]).for_each(|row| later.add(place[*row]));
        for row in block.iter().filter(|row| events[**row]) {
            let [below, equal, above] = later.around(place[*row]);
            for (slot, many) in [below, above, equal].into_iter().enumerate() {
                pairs[*row][slot] += many;
                totals[slot] += many;
            }
        }
        let mut hits: Vec<usize> = block.iter().filter(|row| events[**row]).map(|row| place[*row]).collect();
        hits.sort_unstable();
        let of = |many: usize| (many * many.saturating_sub(1) / 2) as u64;
        let both: u64 = hits.chunk_by(|a, b| a == b).map(|run| of(run.len())).sum();
        tied_both += both;
        tied_time += of(hits.len()) - both;
        for place in hits {
            later.add(place);
        }
    }
    let mut earlier = Counts::new(levels);
    for block in &blocks {
        // Events at this time come before those who are censored at it.
        for pass in [true, false] {
            for row in block.iter().filter(|row| events[**row] == pass) {
                let [below, equal, above] = earlier.around(place[*row]);
                for (slot, many) in [above, below, equal].into_iter().enumerate() {
                    pairs[*row][slot] += many;
                }
            }
            if pass {
                block.iter().filter(|row| events[**row]).for_each(|row| earlier.add(place[*row]));
            }
        }
    }
    let usable = totals.iter().sum::<u64>();
    if usable == 0 {
        return Err(if events.iter().any(|event| *event) { Error::TooFew { needed: 2, found: 1 } } else { Error::NoEvents });
    }
    let value = |won: u64, tied: u64| won as f64 + tied as f64 / 2.0;
    let c = value(totals[0], totals[2]) / usable as f64;
    let influence = |[won, lost, tied]: &[u64; 3]| (value(*won, *tied) - c * (won + lost + tied) as f64) / usable as f64;
    let error = pairs.iter().map(influence).map(|one| one * one).sum::<f64>().sqrt();
    Ok(Concordance { c, error, concordant: totals[0], discordant: totals[1], tied_score: totals[2], tied_time, tied_both })
}

/// C with one score for whoever has the event in a pair and another for whoever outlives it. With the highest and the lowest score of every
/// person, and the other way round, no scores between them have a C beyond the two; they may not be attained, as a person who is in both
/// roles has one score. With the same scores twice it is [`concordance`]'s. O(n log n).
///
/// # Errors
/// As [`concordance`].
pub fn between(with_event: &[f64], outliving: &[f64], times: &[f64], events: &[bool]) -> Result<f64, Error> {
    kaplan_meier::check(times, events)?;
    for scores in [with_event, outliving] {
        input::lengths(scores.len(), times.len())?;
        input::finite(scores)?;
    }
    let n = times.len();
    let all: Vec<f64> = with_event.iter().chain(outliving).copied().collect();
    let by_score = rank::order(&all);
    let mut place = vec![0; 2 * n];
    let mut levels = 0;
    for run in rank::runs(&by_score, &all) {
        for row in run {
            place[*row] = levels;
        }
        levels += 1;
    }
    let order = rank::order(times);
    let blocks: Vec<&[usize]> = rank::runs(&order, times).collect();
    let (mut won, mut tied, mut usable) = (0, 0, 0);
    let mut later = Counts::new(levels);
    for block in blocks.iter().rev() {
        block.iter().filter(|row| !events[**row]).for_each(|row| later.add(place[n + *row]));
        for row in block.iter().filter(|row| events[**row]) {
            let [below, equal, above] = later.around(place[*row]);
            won += below;
            tied += equal;
            usable += below + equal + above;
        }
        block.iter().filter(|row| events[**row]).for_each(|row| later.add(place[n + *row]));
    }
    if usable == 0 {
        return Err(if events.iter().any(|event| *event) { Error::TooFew { needed: 2, found: 1 } } else { Error::NoEvents });
    }
    Ok((won as f64 + tied as f64 / 2.0) / usable as f64)
}

/// How many rows have each place, with sums by Fenwick's tree (Software: Practice and Experience 24, 1994).
struct Counts {
    tree: Vec<u64>,
    total: u64,
}

impl Counts {
    fn new(levels: usize) -> Self {
        Self { tree: vec![0; levels + 1], total: 0 }
    }

    fn add(&mut self, place: usize) {
        self.total += 1;
        let mut at = place + 1;
        while at < self.tree.len() {
            self.tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }

    fn below(&self, place: usize) -> u64 {
        let (mut at, mut sum) = (place, 0);
        while at > 0 {
            sum += self.tree[at];
            at &= at - 1;
        }
        sum
    }

    /// Below, at and above a place.
    fn around(&self, place: usize) -> [u64; 3] {
        let (below, to) = (self.below(place), self.below(place + 1));
        [below, to - below, self.total - to]
    }
}
