// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Records with equal features are one row with a weight: sums over them are the same, and there are far fewer.

/// Features, weights and events, column by column. Columns are centred: only the intercept notices.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    pub columns: Vec<Vec<f64>>,
    pub weight: Vec<f64>,
    /// Weight of the events among the records of the row.
    pub events: Vec<f64>,
}

/// The distinct rows over all features, and how to make those over some of them.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub sample: Sample,
    pub means: Vec<f64>,
    /// All values of a row in one number, with the bits of every column; none where they do not fit.
    keys: Option<Keys>,
}

#[derive(Clone, Debug)]
struct Keys {
    packed: Vec<u128>,
    masks: Vec<u128>,
}

impl Sample {
    pub fn len(&self) -> usize {
        self.weight.len()
    }
}

impl Rows {
    /// Columns of equal length with finite values; weights above 0.
    pub fn collapse(columns: &[Vec<f64>], events: &[bool], weights: &[f64]) -> Self {
        let codes: Vec<Vec<u32>> = columns.iter().map(|column| encode(column)).collect();
        let mut order: Vec<usize> = (0..events.len()).collect();
        let row = |at: usize| codes.iter().map(move |column| column[at]);
        order.sort_by(|a, b| row(*a).cmp(row(*b)));
        let mut firsts: Vec<usize> = Vec::new();
        let (mut weight, mut count) = (Vec::new(), Vec::new());
        for at in order {
            if firsts.last().is_none_or(|first| row(*first).ne(row(at))) {
                firsts.push(at);
                weight.push(0.0);
                count.push(0.0);
            }
            let last = firsts.len() - 1;
            weight[last] += weights[at];
            count[last] += if events[at] { weights[at] } else { 0.0 };
        }
        let total: f64 = weight.iter().sum();
        let mut distinct: Vec<Vec<f64>> = columns.iter().map(|column| firsts.iter().map(|at| column[*at]).collect()).collect();
        let mut means = Vec::new();
        for column in &mut distinct {
            let mean = column.iter().zip(&weight).map(|(value, weight)| value * weight).sum::<f64>() / total;
            for value in column.iter_mut() {
                *value -= mean;
            }
            means.push(mean);
        }
        let keys = Keys::pack(&codes, &firsts);
        Self { sample: Sample { columns: distinct, weight, events: count }, means, keys }
    }

    /// The distinct rows over these features alone.
    pub fn project(&self, features: &[usize]) -> Sample {
        let pick = |rows: &[usize]| features.iter().map(|j| rows.iter().map(|row| self.sample.columns[*j][*row]).collect()).collect();
        let Some(keys) = &self.keys else {
            let columns = features.iter().map(|j| self.sample.columns[*j].clone()).collect();
            return Sample { columns, weight: self.sample.weight.clone(), events: self.sample.events.clone() };
        };
        let mask = features.iter().fold(0, |mask, j| mask | keys.masks[*j]);
        let mut order: Vec<(u128, usize)> = keys.packed.iter().enumerate().map(|(row, key)| (key & mask, row)).collect();
        order.sort_unstable();
        let (mut firsts, mut weight, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let mut previous = None;
        for (key, row) in order {
            if previous != Some(key) {
                previous = Some(key);
                firsts.push(row);
                weight.push(0.0);
                events.push(0.0);
            }
            let last = firsts.len() - 1;
            weight[last] += self.sample.weight[row];
            events[last] += self.sample.events[row];
        }
        Sample { columns: pick(&firsts), weight, events }
    }
}

impl Keys {
    fn pack(codes: &[Vec<u32>], rows: &[usize]) -> Option<Self> {
        let mut packed = vec![0u128; rows.len()];
        let (mut masks, mut used) = (Vec::new(), 0);
        for column in codes {
            let most = column.iter().max().copied().unwrap_or(0);
            let bits = u32::BITS - most.leading_zeros();
            if used + bits > u128::BITS {
                return None;
            }
            for (key, row) in packed.iter_mut().zip(rows) {
                *key |= u128::from(column[*row]).checked_shl(used).unwrap_or(0);
            }
            masks.push(((1u128 << bits) - 1).checked_shl(used).unwrap_or(0));
            used += bits;
        }
        Some(Self { packed, masks })
    }
}

/// The rank of every value among the distinct ones.
fn encode(column: &[f64]) -> Vec<u32> {
    let mut distinct = column.to_vec();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    let rank = |value: &f64| distinct.partition_point(|other| other < value);
    column.iter().map(|value| u32::try_from(rank(value)).unwrap_or(u32::MAX)).collect()
}
