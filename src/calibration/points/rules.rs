// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is asked of the new points, as rules of the search.

use super::{Bands, Records, Refusal};
use crate::points::{Feature, Request, Rule, Size};

/// What is to become of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Treatment {
    /// It may be used.
    #[default]
    Free,
    /// At least one of its bands gets points.
    Required,
    /// It gets no points.
    Barred,
    /// It keeps the points it has.
    Kept,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The most points that a band may get, either way; from 1.
    pub most: i32,
    /// Whether the order of an item's bands stays: a band that had more points than another never gets fewer.
    pub keep_order: bool,
    /// How many bands and items may have points.
    pub size: Size,
    /// What is to become of each item; those that are not named are free.
    pub items: Vec<(usize, Treatment)>,
}

impl Bands {
    /// The request for the search. Bands that nobody or everybody is in cannot be told from none and get no points.
    ///
    /// # Errors
    /// Points that are to be kept are not whole; an item that must be used has only bands that nobody or everybody is in.
    pub fn request<'a>(
        &self,
        records: &'a Records,
        events: &'a [bool],
        weights: Option<&'a [f64]>,
        ask: &Ask,
    ) -> Result<Request<'a>, Refusal> {
        let treatment = |item: usize| ask.items.iter().find(|(at, _)| *at == item).map_or(Treatment::Free, |(_, treatment)| *treatment);
        if let (false, Some(&item)) = (ask.keep_order, self.picked.first()) {
            return Err(Refusal::Combined { item: self.items[item].clone() });
        }
        let mut features = Vec::new();
        for (band, values) in self.bands.iter().zip(&records.columns) {
            let rule = match treatment(band.item) {
                _ if band.follows.is_some() => Rule::Kept(0),
                Treatment::Kept => Rule::Kept(whole(band.old).ok_or_else(|| Refusal::NotWhole { item: self.items[band.item].clone() })?),
                Treatment::Barred => Rule::Kept(0),
                _ if band.reference || !differs(values, weights) => Rule::Kept(0),
                _ => Rule::Between { least: -ask.most, most: ask.most },
            };
            features.push(Feature { values, item: band.item, rule });
        }
        // A kept item has its order already, and a band without records stands for none.
        let ordered = |at: usize| {
            let free = !matches!(treatment(self.bands[at].item), Treatment::Kept | Treatment::Barred);
            free && self.bands[at].follows.is_none() && (self.bands[at].reference || differs(&records.columns[at], weights))
        };
        let mut required = Vec::new();
        for item in (0..self.items.len()).filter(|item| treatment(*item) == Treatment::Required) {
            let free = |(_, (band, feature)): &(usize, (&super::Band, &Feature))| band.item == item && feature.rule != Rule::Kept(0);
            let group: Vec<usize> = self.bands.iter().zip(&features).enumerate().filter(free).map(|(at, _)| at).collect();
            if group.is_empty() {
                return Err(Refusal::NobodyDiffers { item: self.items[item].clone() });
            }
            required.push(group);
        }
        let orders = self.orders().filter(|(lower, upper)| ask.keep_order && ordered(*lower) && ordered(*upper));
        let rising = orders.map(|(lower, upper)| vec![lower, upper]).collect();
        Ok(Request { features, events, weights, rising, required, size: ask.size })
    }
}

/// Whether the records that count differ in a column.
pub(super) fn differs(values: &[f64], weights: Option<&[f64]>) -> bool {
    let counts = |row: &usize| weights.is_none_or(|weights| weights[*row] > 0.0);
    let mut counted = (0..values.len()).filter(counts).map(|row| values[row] > 0.5);
    let first = counted.next();
    counted.any(|value| Some(value) != first)
}

fn whole(points: crate::number::Points) -> Option<i32> {
    points.to_string().parse().ok()
}
