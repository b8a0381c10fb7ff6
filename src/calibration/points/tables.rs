// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What was found, as tables.

use super::rules::differs;
use super::{Band, Bands, Records};
use crate::points::Solution;

/// The new points of a band.
#[derive(Clone, Debug)]
pub struct BandPoints {
    /// The band, with its old points.
    pub band: Band,
    /// Its new points.
    pub new: i32,
    /// Whether records differ in it. Where they do not, the points are those of the nearest band towards 0 that they differ in, by the
    /// old points; no data speak for them.
    pub seen: bool,
    /// Share of the weight of the records that are in it, with those that stay together with it, from 0 to 1.
    pub share: f64,
}

/// The new tables with the model that they make.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Names of the items.
    pub items: Vec<String>,
    /// The bands, in file order.
    pub bands: Vec<BandPoints>,
    /// The solution as it was found.
    pub solution: Solution,
}

impl Tables {
    /// Puts points to their bands.
    #[must_use]
    pub fn new(bands: &Bands, records: &Records, weights: Option<&[f64]>, solution: Solution) -> Self {
        let seen: Vec<bool> = records.columns.iter().map(|column| differs(column, weights)).collect();
        let weight = |row: usize| weights.map_or(1.0, |weights| weights[row]);
        let total: f64 = (0..records.columns.first().map_or(0, Vec::len)).map(weight).sum();
        let share = |column: &[f64]| column.iter().enumerate().map(|(row, value)| value * weight(row)).sum::<f64>() / total;
        let mut found = Vec::new();
        for (place, band) in bands.bands.iter().enumerate() {
            let at = band.follows.unwrap_or(place);
            let own = seen[at] || bands.bands[at].reference || solution.points[at] != 0;
            let new = if own { solution.points[at] } else { bands.nearest(at, &seen).map_or(0, |other| solution.points[other]) };
            found.push(BandPoints { band: band.clone(), new, seen: seen[at], share: share(&records.columns[at]) });
        }
        Self { items: bands.items.clone(), bands: found, solution }
    }

    /// The least and the greatest total: the sums over tables of their least and greatest points.
    #[must_use]
    pub fn range(&self) -> (i32, i32) {
        let mut tables: Vec<(usize, usize)> = self.bands.iter().map(|row| row.band.table()).collect();
        tables.dedup();
        let of = |table: (usize, usize)| self.bands.iter().filter(move |row| row.band.table() == table).map(|row| row.new);
        let ends = tables.into_iter().map(|table| (of(table).min().unwrap_or(0), of(table).max().unwrap_or(0)));
        ends.fold((0, 0), |sum, ends| (sum.0 + ends.0, sum.1 + ends.1))
    }
}

impl Band {
    /// Its item, and its table within the item.
    pub(super) fn table(&self) -> (usize, usize) {
        (self.item, self.table)
    }
}

impl Bands {
    /// The band of the same table, nearest by its old points and not further from 0, that records differ in.
    fn nearest(&self, at: usize, seen: &[bool]) -> Option<usize> {
        let band = &self.bands[at];
        let towards = |old: i64| old.abs() <= band.old.0.abs() && (old.signum() == band.old.0.signum() || old == 0);
        let other = |(place, other): &(usize, &Band)| {
            *place != at && other.table() == band.table() && (seen[*place] || other.reference) && towards(other.old.0)
        };
        let distance = |(_, other): &(usize, &Band)| (other.old.0 - band.old.0).abs();
        self.bands.iter().enumerate().filter(other).min_by_key(distance).map(|(place, _)| place)
    }
}
