// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The checked form of a request: distinct rows, boxes, and rules over columns that are still free.

use super::cone::Edge;
use super::rows::Rows;
use super::set::{self, Set};
use super::{Error, Request, Rule};

const FURTHEST: i32 = 1000;
/// A spread of totals below this, as a share, is rounding.
const SAME: f64 = 1e-9;

/// Columns count from 0 among those that are free; where an existing table gives points, its total is one more column, the last, whose
/// coefficient is the slope itself.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// The feature of every free column.
    pub source: Vec<usize>,
    /// Points that were kept, by feature.
    pub kept: Vec<(usize, i32)>,
    pub has_kept: bool,
    pub rows: Rows,
    pub least: Vec<i32>,
    pub most: Vec<i32>,
    /// The points of the first are at most those of the second.
    pub orders: Vec<(usize, usize)>,
    /// At least one of each has points.
    pub required: Vec<Set>,
    pub limits: Vec<Limit>,
    /// Number of features of the request.
    pub width: usize,
    /// Sum of weights.
    pub total: f64,
    /// Sum of the weights of the events.
    pub cases: f64,
}

/// A bound on how many units, features or items, are used.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    /// The columns of every unit that has free columns.
    pub units: Vec<Set>,
    pub most: usize,
    /// Units that are used in any case.
    pub counted: Set,
}

impl Problem {
    pub fn new(request: &Request) -> Result<Self, Error> {
        let (events, weights) = records(request)?;
        let total: f64 = weights.iter().sum();
        let cases: f64 = weights.iter().zip(&events).filter(|(_, event)| **event).map(|(weight, _)| weight).sum();
        if events.is_empty() {
            return Err(Error::Empty);
        }
        if cases <= 0.0 {
            return Err(Error::NoEvents);
        }
        if events.iter().all(|event| *event) {
            return Err(Error::NoNonEvents);
        }
        let mut bounds = boxes(request)?;
        tighten(request, &mut bounds)?;
        let mut kept = Vec::new();
        let mut source = Vec::new();
        for (feature, (least, most)) in bounds.iter().enumerate() {
            if least == most {
                kept.push((feature, *least));
            } else {
                source.push(feature);
            }
        }
        // A total that is the same for all ties the slope to nothing.
        let has_kept = kept.iter().any(|(_, points)| *points != 0) && total_of(request, &kept).is_some();
        if source.len() + usize::from(has_kept) == 0 {
            return Err(Error::Empty);
        }
        if source.len() >= set::MOST {
            return Err(Error::TooMany { found: source.len(), most: set::MOST - 1 });
        }
        let columns = columns(request, &source, &kept, has_kept)?;
        let column_of = |feature: usize| source.iter().position(|other| *other == feature);
        let used = |feature: usize| kept.iter().any(|(other, points)| *other == feature && *points != 0);
        let orders = pairs(request).filter_map(|(a, b)| Some((column_of(a)?, column_of(b)?))).collect();
        let mut required = Vec::new();
        for group in &request.required {
            let free = group.iter().filter_map(|feature| column_of(*feature)).fold(0, |set, column| set | set::one(column));
            if !group.iter().any(|feature| used(*feature)) {
                required.push(free);
            }
        }
        if required.contains(&0) {
            return Err(Error::Contradiction);
        }
        let (mut least, mut most): (Vec<i32>, Vec<i32>) = source.iter().map(|feature| bounds[*feature]).unzip();
        if has_kept {
            least.push(1);
            most.push(1);
        }
        required.extend((0..source.len()).filter(|j| least[*j] > 0 || most[*j] < 0).map(set::one));
        let limits = limits(request, &source, &required, &used)?;
        let rows = Rows::collapse(&columns, &events, &weights);
        Ok(Self { source, kept, has_kept, rows, least, most, orders, required, limits, width: request.features.len(), total, cases })
    }

    /// All columns.
    pub fn all(&self) -> Set {
        (0..self.least.len()).fold(0, |all, column| all | set::one(column))
    }

    /// Whether a set of columns is within every limit.
    pub fn fits(&self, columns: Set) -> bool {
        self.limits.iter().all(|limit| limit.used(columns) <= limit.most)
    }

    /// Whether every required group has a column.
    pub fn covers(&self, columns: Set) -> bool {
        self.required.iter().all(|group| group & columns != 0)
    }

    /// What the rules ask of real coefficients of these columns, all others being 0.
    pub fn edges(&self, columns: &[usize]) -> Vec<Edge> {
        let place = |column: usize| columns.iter().position(|other| *other == column).map(|at| at + 1);
        let slope = self.has_kept.then_some(columns.len());
        let mut edges = Vec::new();
        for (at, column) in columns.iter().enumerate().map(|(at, column)| (at + 1, *column)) {
            let (least, most) = (self.least[column], self.most[column]);
            match slope {
                Some(slope) if slope == at => edges.push(Edge::sign(at, 1.0)),
                Some(slope) => {
                    edges.push(Edge::pair((at, 1.0), (slope, -f64::from(least.min(0)))));
                    edges.push(Edge::pair((at, -1.0), (slope, f64::from(most.max(0)))));
                }
                None if least >= 0 => edges.push(Edge::sign(at, 1.0)),
                None if most <= 0 => edges.push(Edge::sign(at, -1.0)),
                None => {}
            }
        }
        for (lower, upper) in &self.orders {
            match (place(*lower), place(*upper)) {
                (Some(lower), Some(upper)) => edges.push(Edge::pair((upper, 1.0), (lower, -1.0))),
                (Some(lower), None) => edges.push(Edge::sign(lower, -1.0)),
                (None, Some(upper)) => edges.push(Edge::sign(upper, 1.0)),
                (None, None) => {}
            }
        }
        edges
    }
}

impl Limit {
    /// How many units these columns touch, with those that are used in any case.
    pub fn used(&self, columns: Set) -> usize {
        self.touched(columns, self.counted).count()
    }

    /// The units that count with these columns.
    pub fn touched(&self, columns: Set, counted: Set) -> impl Iterator<Item = usize> {
        self.units.iter().enumerate().filter(move |(unit, own)| **own & columns != 0 || set::holds(counted, *unit)).map(|(unit, _)| unit)
    }
}

fn records(request: &Request) -> Result<(Vec<bool>, Vec<f64>), Error> {
    let rows = request.events.len();
    let lengths = |found: usize| if found == rows { Ok(()) } else { Err(Error::Lengths { outcomes: rows, found }) };
    for feature in &request.features {
        lengths(feature.values.len())?;
        if let Some(row) = feature.values.iter().position(|value| !value.is_finite()) {
            return Err(Error::Value { row });
        }
    }
    let Some(weights) = request.weights else { return Ok((request.events.to_vec(), vec![1.0; rows])) };
    lengths(weights.len())?;
    if let Some(row) = weights.iter().position(|weight| !weight.is_finite() || *weight < 0.0) {
        return Err(Error::Value { row });
    }
    let present = || weights.iter().zip(request.events).filter(|(weight, _)| **weight > 0.0);
    Ok((present().map(|(_, event)| *event).collect(), present().map(|(weight, _)| *weight).collect()))
}

fn boxes(request: &Request) -> Result<Vec<(i32, i32)>, Error> {
    let bounds = request.features.iter().enumerate().map(|(feature, given)| {
        let (least, most) = match given.rule {
            Rule::Between { least, most } => (least, most),
            Rule::Kept(points) => (points, points),
        };
        let sound = least <= most && least >= -FURTHEST && most <= FURTHEST;
        if sound { Ok((least, most)) } else { Err(Error::Range { feature }) }
    });
    bounds.collect()
}

/// Successive pairs of the rules of order.
fn pairs<'a>(request: &'a Request) -> impl Iterator<Item = (usize, usize)> + 'a {
    request.rising.iter().flat_map(|bands| bands.windows(2).map(|pair| (pair[0], pair[1])))
}

/// What the order of points says of their boxes.
fn tighten(request: &Request, bounds: &mut [(i32, i32)]) -> Result<(), Error> {
    let named = request.rising.iter().chain(&request.required).flatten();
    if let Some(feature) = named.copied().find(|feature| *feature >= bounds.len()) {
        return Err(Error::Unknown { feature });
    }
    // As often as an order can be handed on.
    for _ in 0..bounds.len() {
        for (lower, upper) in pairs(request) {
            bounds[upper].0 = bounds[upper].0.max(bounds[lower].0);
            bounds[lower].1 = bounds[lower].1.min(bounds[upper].1);
        }
    }
    if bounds.iter().any(|(least, most)| least > most) { Err(Error::Contradiction) } else { Ok(()) }
}

/// The rows that count.
fn present(request: &Request) -> Vec<usize> {
    match request.weights {
        Some(weights) => (0..weights.len()).filter(|row| weights[*row] > 0.0).collect(),
        None => (0..request.events.len()).collect(),
    }
}

/// The total of the points that are kept, unless it is the same for all.
fn total_of(request: &Request, kept: &[(usize, i32)]) -> Option<Vec<f64>> {
    let sum = |row: usize| kept.iter().map(|(feature, points)| f64::from(*points) * request.features[*feature].values[row]).sum();
    let total: Vec<f64> = present(request).into_iter().map(sum).collect();
    let (low, high) = total.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    (high - low > SAME * (1.0 + high.abs())).then_some(total)
}

/// The columns that are still free, and the total of those that are kept.
fn columns(request: &Request, source: &[usize], kept: &[(usize, i32)], has_kept: bool) -> Result<Vec<Vec<f64>>, Error> {
    let present = present(request);
    let column = |feature: usize| -> Vec<f64> { present.iter().map(|row| request.features[feature].values[*row]).collect() };
    let constant = |column: &[f64]| column.iter().all(|value| value.total_cmp(&column[0]).is_eq());
    let mut columns = Vec::new();
    for feature in source {
        let values = column(*feature);
        if constant(&values) {
            return Err(Error::Constant { feature: *feature });
        }
        columns.push(values);
    }
    if has_kept {
        columns.extend(total_of(request, kept));
    }
    Ok(columns)
}

fn limits(request: &Request, source: &[usize], required: &[Set], used: &dyn Fn(usize) -> bool) -> Result<Vec<Limit>, Error> {
    let features = (0..request.features.len()).map(|feature| (feature, feature));
    let items = request.features.iter().enumerate().map(|(feature, given)| (feature, given.item));
    let mut limits = Vec::new();
    if let Some(most) = request.size.features {
        limits.push(limit(&features.collect::<Vec<_>>(), most, source, required, used)?);
    }
    if let Some(most) = request.size.items {
        limits.push(limit(&items.collect::<Vec<_>>(), most, source, required, used)?);
    }
    Ok(limits)
}

fn limit(units: &[(usize, usize)], most: usize, source: &[usize], required: &[Set], used: &dyn Fn(usize) -> bool) -> Result<Limit, Error> {
    let unit_of = |feature: usize| units[feature].1;
    let mut names: Vec<usize> = source.iter().map(|feature| unit_of(*feature)).collect();
    names.sort_unstable();
    names.dedup();
    let sets: Vec<Set> = names
        .iter()
        .map(|name| source.iter().enumerate().filter(|(_, f)| unit_of(**f) == *name).fold(0, |set, (column, _)| set | set::one(column)))
        .collect();
    let mut kept: Vec<usize> = units.iter().filter(|(feature, _)| used(*feature)).map(|(_, unit)| *unit).collect();
    kept.sort_unstable();
    kept.dedup();
    // Kept units without free columns take their place once and for all.
    let elsewhere = kept.iter().filter(|unit| !names.contains(unit)).count();
    let must = |own: &Set| required.iter().any(|group| group & !own == 0);
    let counted = names.iter().zip(&sets).enumerate().filter(|(_, (name, own))| kept.contains(name) || must(own));
    let counted = counted.fold(0, |set, (unit, _)| set | set::one(unit));
    let needed = elsewhere + set::size(counted);
    if needed > most {
        return Err(Error::Size { needed, allowed: most });
    }
    Ok(Limit { units: sets, most: most - elsewhere, counted })
}
