// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Level edges behind a logarithm or a link: no result may lie so close to an edge that rounding could decide its level.
//!
//! Every number that passes `ln` or `exp` is known to within a bound that is rounded outward. Around each edge lies a band of that
//! width; a reachable score in the band cannot be proven to lie on one side.

use super::Prover;
use super::ranges::uncertainty;
use super::space::{Space, Stage};
use crate::diagnostic::{Code, Span};
use crate::form::{Base, Form, Link};
use crate::number::Points;
use crate::number::fixed::ONE;
use crate::plan::{Plan, PlanScheme};
use crate::text;

/// An edge between two levels, with the nearest records on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The scheme, by index.
    pub scheme: usize,
    /// The least score of the upper level.
    pub at: Points,
    /// The greatest reachable score below, with a record.
    pub below: Option<(Points, String)>,
    /// The least reachable score from the edge on, with a record.
    pub above: Option<(Points, String)>,
}

/// The edges of all schemes on scales and horizons of a proven form, with the nearest record on both sides.
#[must_use]
pub fn edges(form: &Form, plan: &Plan) -> Vec<Edge> {
    let Ok(space) = Space::new(form, plan) else { return Vec::new() };
    let mut edges = Vec::new();
    for (index, scheme) in space.plan.schemes.iter().enumerate() {
        let PlanScheme::Cuts { scale, cuts } = scheme else { continue };
        for pair in cuts.windows(2).filter(|pair| pair[0].2 != pair[1].2) {
            let at = pair[1].0;
            let told = |found: Option<(Points, Vec<usize>)>| found.map(|(score, choice)| (score, space.witness(&choice)));
            edges.push(Edge {
                scheme: index,
                at: Points(at),
                below: told(space.last_in(*scale, Stage::Value, i64::MIN / 2, at - 1)),
                above: told(space.first_in(*scale, Stage::Value, at, i64::MAX / 2)),
            });
        }
    }
    edges
}

pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) {
    let form = prover.form;
    for (index, scheme) in form.schemes.iter().enumerate() {
        let PlanScheme::Cuts { cuts, scale } = &space.plan.schemes[index] else { continue };
        let off = uncertainty(form, *scale, Stage::Value);
        for at in cuts.iter().skip(1).map(|cut| cut.0) {
            let band = match scheme.base {
                // The cuts of a curve that falls mean nothing; that was told.
                Base::Horizon(scale, link) if !form.scales[scale].links[link].rises() => continue,
                Base::Horizon(scale, link) => off + link_band(&form.scales[scale].links[link], at),
                _ => off,
            };
            close(prover, space, (*scale, Stage::Value), (at, band), (&scheme.id, &scheme.span));
        }
    }
    for (index, scale) in form.scales.iter().enumerate() {
        let rows = scale.convert.iter().flat_map(|convert| &convert.rows).map(|row| (Stage::Raw, &row.set, (&scale.id, &row.span)));
        let links = scale.links.iter().map(|link| (&link.at, (&link.horizon, &link.span)));
        let excepted = links.flat_map(|(at, part)| at.iter().map(move |(set, _)| (Stage::Value, set, part)));
        for (stage, set, part) in rows.chain(excepted) {
            let off = uncertainty(form, index, stage);
            for at in set.intervals().iter().flat_map(|&(low, high)| [low, high.saturating_add(1)]) {
                close(prover, space, (index, stage), (at, off), part);
            }
        }
    }
}

/// Tells a number of a scale that lies within `band` units of an edge; without a band numbers are exact, and so is their side.
fn close(prover: &mut Prover<'_>, space: &Space<'_>, (scale, stage): (usize, Stage), (at, band): (i64, i64), (id, span): (&String, &Span)) {
    let told = prover.findings.iter().any(|finding| finding.code == Code::CloseEdge && finding.place.span == *span);
    if band == 0 || told {
        return;
    }
    if let Some((score, choice)) = space.first_in(scale, stage, at.saturating_sub(band), at.saturating_add(band - 1)) {
        let witness = space.witness(&choice);
        let found =
            text!("de score {score} ligt op of vlak bij een grens van `{id}`", "the score {score} lies on or close to an edge of `{id}`");
        prover.tell(Code::CloseEdge, span, found, |finding| {
            finding.witness(witness).mend(text!(
                "zoek de grens en de gewichten op in de bron: zo dicht bij een grens beslist de afronding",
                "look up the edge and the weights in the source: so close to an edge the rounding decides"
            ))
        });
    }
}

/// How many units of the score's last place the computed edge of a link can be off, rounded outward.
///
/// In z five roundings err by at most 2^-53 of the largest term each; `exp` and what the curve makes of it by a few units of 2^-53 of the
/// probability, and of a Cox link's hazard, of which z is the logarithm. A relative error of the probability moves z by
/// [`Link::stretch`]. Eight units of 2^-52 of each bound them all; z moves the score by one over the slope.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "outward: the bound is far below 2^53")]
fn link_band(link: &Link, at: i64) -> i64 {
    let largest = link.largest_term(Points(at)).max(1.0);
    let off = 8.0 * f64::EPSILON * (largest + link.stretch(Points(at))) / link.slope.to_f64();
    2 + (off * ONE as f64).min(ONE as f64) as i64
}
