//! Level edges behind a logarithm or a link: no result may lie so close to an edge that rounding could decide its level.

use super::Prover;
use super::space::{Space, Stage};
use crate::diagnostic::Code;
use crate::form::Base;
use crate::number::Points;
use crate::number::logistic::logistic;
use crate::plan::PlanScheme;
use crate::text;

/// Half the width, in units of 10^-12, of the band around an edge in which nothing may lie. The score behind a logarithm is exact to
/// one unit, and the software `exp` to a few parts in 10^16, which at the slopes of a logistic is less than a unit: 16 is outward.
const BAND: i64 = 16;

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

/// The edges of all schemes on scales and horizons.
pub fn edges(space: &Space<'_>) -> Vec<Edge> {
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
    for (index, scheme) in prover.form.schemes.iter().enumerate() {
        let (Base::Horizon(scale, link), PlanScheme::Cuts { cuts, .. }) = (scheme.base, &space.plan.schemes[index]) else { continue };
        let (link, Some(rounding)) = (&prover.form.scales[scale].links[link], scheme.rounding) else { continue };
        for pair in cuts.windows(2) {
            let at = pair[1].0;
            let percent = |score: i64| {
                rounding.percent(logistic(link.intercept.to_f64() + link.slope.to_f64() * Points(score).to_f64()))
            };
            // The rounded percentage must step exactly here, also at the ends of the band.
            let steps = percent(at - BAND) < percent(at + BAND) && percent(at - 1) < percent(at);
            if let (true, Some((score, choice))) = (steps, space.first_in(scale, Stage::Value, at - BAND, at + BAND)) {
                let (id, witness) = (&scheme.id, space.witness(&choice));
                let found = text!("de score {score} ligt op een grens van `{id}`", "the score {score} lies on an edge of `{id}`");
                prover.tell(Code::CloseEdge, &scheme.span, found, |finding| finding.witness(witness));
            }
        }
    }
}
