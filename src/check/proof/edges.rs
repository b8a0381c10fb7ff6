//! Level edges behind a logarithm or a link: no result may lie so close to an edge that rounding could decide its level.
//!
//! Every number that passes `ln` or `exp` is known to within a bound that is rounded outward. Around each edge lies a band of that
//! width; a reachable score in the band cannot be proven to lie on one side.

use super::Prover;
use super::ranges::is_exact;
use super::space::{Space, Stage};
use crate::diagnostic::{Code, Span};
use crate::form::{Base, Form, ItemForm, Link, Part};
use crate::number::Points;
use crate::number::fixed::ONE;
use crate::number::logistic::logistic;
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
        let logs = logarithms(form, *scale);
        let starts = cuts.iter().skip(1).map(|cut| cut.0);
        for at in starts {
            let band = match scheme.base {
                // The cuts of a curve that falls mean nothing; that was told.
                Base::Horizon(scale, link) if form.scales[scale].links[link].slope.0 <= 0 => continue,
                Base::Horizon(scale, link) => logs + link_band(&form.scales[scale].links[link], at),
                // Without a logarithm points are exact, and so is the level.
                _ if is_exact(form, *scale) => continue,
                _ => logs,
            };
            close(prover, space, *scale, Stage::Value, (at.saturating_sub(band), at.saturating_add(band - 1)), (&scheme.id, &scheme.span));
        }
    }
    for (index, scale) in form.scales.iter().enumerate().filter(|(index, _)| !is_exact(form, *index)) {
        let logs = logarithms(form, index);
        let rows = scale.convert.iter().flat_map(|convert| &convert.rows).map(|row| (Stage::Raw, &row.set, (&scale.id, &row.span)));
        let exceptions =
            scale.links.iter().flat_map(|link| link.at.iter().map(move |(set, _)| (Stage::Value, set, (&link.horizon, &link.span))));
        for (stage, set, part) in rows.chain(exceptions) {
            for &(low, high) in set.intervals() {
                for at in [low, high.saturating_add(1)] {
                    close(prover, space, index, stage, (at.saturating_sub(logs), at.saturating_add(logs - 1)), part);
                }
            }
        }
    }
}

fn close(prover: &mut Prover<'_>, space: &Space<'_>, scale: usize, stage: Stage, (low, high): (i64, i64), (id, span): (&String, &Span)) {
    if prover.findings.iter().any(|finding| finding.code == Code::CloseEdge && finding.place.span == *span) {
        return;
    }
    if let Some((score, choice)) = space.first_in(scale, stage, low, high) {
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

/// How many units of the last place a score can be off: one for each logarithm in it.
fn logarithms(form: &Form, scale: usize) -> i64 {
    let parts = form.scales[scale].parts.iter();
    parts
        .map(|part| match part {
            Part::Item(item) => i64::from(matches!(form.items[*item].form, ItemForm::Copas { .. })),
            Part::Scale(inner) => logarithms(form, *inner),
        })
        .sum()
}

/// How many units of the score's last place the computed edge of a link can be off, rounded outward.
///
/// In z = intercept + slope · score five roundings err by at most 2^-53 of the largest term each; `exp`, the sum and the quotient of the
/// logistic by a few units of 2^-53 of the probability p, which moves z by that over 1 − p. Eight of each bounds both; z moves the
/// score by one over the slope.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "outward: the bound is far below 2^53")]
fn link_band(link: &Link, at: i64) -> i64 {
    let (intercept, slope, score) = (link.intercept.to_f64(), link.slope.to_f64(), Points(at).to_f64());
    let z = intercept + slope * score;
    let upper_tail = 1.0 - logistic(z).to_f64();
    let largest = intercept.abs().max((slope * score).abs()).max(1.0);
    let off = 8.0 * f64::EPSILON * (largest + 1.0 / upper_tail.max(f64::EPSILON)) / slope;
    2 + (off * ONE as f64).min(ONE as f64) as i64
}
