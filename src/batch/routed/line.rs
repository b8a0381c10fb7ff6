// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The cells of a row with a protocol that routes.

use super::columns::{Routed as Of, What, only_scale};
use super::totals::levels;
use crate::batch::columns::{Column, End, join, pick};
use crate::caution::AsOf;
use crate::domain::Answer;
use crate::evaluate::Evaluation;
use crate::number::Points;
use crate::protocol::routes::{Given, Routed};
use crate::protocol::{Protocol, Routes};

/// What a row of results is written from.
pub struct Line<'a> {
    pub protocol: &'a Protocol,
    pub routes: &'a Routes,
    pub as_of: &'a AsOf,
    /// Answers of all columns, with ages.
    pub answers: &'a [Answer],
    pub routed: &'a Routed,
    pub forced: Option<&'a Given>,
    /// Codes of cells that cannot be read, before the other reasons.
    pub faults: &'a [String],
}

/// What is left of a scale, and whether some completion has no total.
type Reach = (Points, Points, bool);

impl Line<'_> {
    /// Writes the text of a cell; nothing where the column is empty. Columns of the input are written by the caller.
    pub fn write(&self, column: &Column, cell: &mut String) {
        match column {
            Column::Outcome => cell.push_str(self.routed.outcome.code()),
            Column::Tier => {
                if let Some(tier) = self.routed.tiers.tier {
                    cell.push_str(&self.protocol.tiers()[tier].id);
                }
            }
            Column::Tiers => join(cell, self.routed.tiers.tiers.iter().map(|&tier| self.protocol.tiers()[tier].id.as_str())),
            Column::Decisive => join(cell, self.routed.decisive.iter().map(|&column| self.routes.name(column))),
            Column::Reason => join(cell, self.reasons().iter().map(String::as_str)),
            Column::Instrument => {
                let members = self.routed.members(self.routes);
                let stamps: Vec<String> = members.iter().map(|&member| self.routes.members()[member].instrument().stamp()).collect();
                join(cell, stamps.iter().map(String::as_str));
            }
            Column::Routed(of) => self.routed(of, cell),
            _ => {}
        }
    }

    fn routed(&self, of: &Of, cell: &mut String) {
        let main = self.routed.main(self.routes);
        match of {
            Of::Score(end, _) => {
                let Some((member, (form, scale))) = main.and_then(|main| Some((main, only_scale(self.routes.members()[main].form())?)))
                else {
                    return;
                };
                self.score(member, scale, *end, form.scales[scale].whole, cell);
            }
            Of::Level | Of::Levels => {
                let Some(main) = main else { return };
                let form = self.routes.members()[main].form();
                let scale = only_scale(form).map(|(_, scale)| scale);
                let several = form.reported_scales().count() > 1;
                if let Some(scheme) = form.reported_scheme(scale).filter(|_| !several) {
                    self.levels(main, scheme, *of == Of::Level, cell);
                }
            }
            Of::Route => {
                let routes = self.routed.routes.iter().map(|&route| self.routes.routes()[route].id.as_str());
                join(cell, routes.chain(self.routed.none.then_some("none")));
            }
            Of::ReviewMonths => {
                if let Some(tier) = self.routed.tiers.tier {
                    cell.push_str(&self.protocol.tiers()[tier].review_months.to_string());
                }
            }
            Of::Forced(part) => {
                let Some(given) = self.forced else { return };
                cell.push_str(match part {
                    0 => self.protocol.tiers().get(given.tier).map_or("", |tier| tier.id.as_str()),
                    1 => &given.role,
                    2 => &given.by,
                    _ => self.routes.overrides().get(given.ground).map_or("", |ground| ground.id.as_str()),
                });
            }
            Of::Of(member, what) => self.of_member(*member, what, cell),
        }
    }

    /// What one instrument says, where it has a part in the row.
    fn of_member(&self, member: usize, what: &What, cell: &mut String) {
        let on = self.routed.routes.iter().map(|&route| &self.routes.routes()[route]);
        let (mut used, mut beside) = (false, false);
        for route in on {
            used |= route.members.contains(&member);
            beside |= route.beside.contains(&member);
        }
        if !used && !beside {
            return;
        }
        let known = &self.routes.members()[member];
        match what {
            What::Instrument => cell.push_str(&known.instrument().stamp()),
            What::Outcome => cell.push_str(known.evaluate(self.answers).outcome.code()),
            What::Score(scale, end, whole) if used => self.score(member, *scale, *end, *whole, cell),
            What::Level(scheme) if used => self.levels(member, *scheme, true, cell),
            What::Levels(scheme) if used => self.levels(member, *scheme, false, cell),
            What::Score(scale, end, whole) => score_of(&known.evaluate(self.answers), *scale, *end, *whole, cell),
            What::Level(scheme) | What::Levels(scheme) => {
                let evaluation = known.evaluate(self.answers);
                let left = evaluation.reach.levels.get(*scheme).map_or(&[][..], Vec::as_slice);
                self.names(member, *scheme, left, matches!(what, What::Level(_)), cell);
            }
            What::Probability(place, end) => {
                let evaluation = known.evaluate(self.answers);
                let Some(reach) = evaluation.reach.probabilities.get(*place) else { return };
                if let Some(value) = pick(reach.least, reach.greatest, *end) {
                    cell.push_str(&value.to_string());
                }
            }
        }
    }

    fn score(&self, member: usize, scale: usize, end: End, whole: bool, cell: &mut String) {
        if let Some(reach) = self.reach(member, scale) {
            write_score(reach, end, whole, cell);
        }
    }

    /// What is left of a scale of an instrument over all routes that use it.
    fn reach(&self, member: usize, scale: usize) -> Option<Reach> {
        let mut all: Option<Reach> = None;
        for (route, evaluation) in &self.routed.left {
            let Some((from, _)) = self.routes.starts(*route, member) else { continue };
            let withheld = evaluation.reach.withheld.contains(&(from + scale));
            match evaluation.reach.scale(from + scale) {
                Some(reach) => {
                    let (least, greatest, none) = all.unwrap_or((reach.least, reach.greatest, false));
                    all = Some((least.min(reach.least), greatest.max(reach.greatest), none || withheld));
                }
                None => all = all.map(|(least, greatest, _)| (least, greatest, true)),
            }
        }
        all
    }

    fn levels(&self, member: usize, scheme: usize, only: bool, cell: &mut String) {
        self.names(member, scheme, &levels(self.routes, self.routed, member, scheme), only, cell);
    }

    fn names(&self, member: usize, scheme: usize, left: &[usize], only: bool, cell: &mut String) {
        if only && left.len() != 1 {
            return;
        }
        let levels = &self.routes.members()[member].form().schemes[scheme].levels;
        join(cell, left.iter().map(|&level| levels[level].id.as_str()));
    }

    /// Codes: of cells that cannot be read, of the route, of what the instruments say, of a forced tier, and what has to be said of the
    /// instruments that have a part in the row.
    fn reasons(&self) -> Vec<String> {
        let why = self.routed.why.iter().map(|why| self.routes.code(*why));
        let marks = self.routes.marks(self.as_of, self.answers, self.routed).into_iter().map(|mark| mark.code);
        let forced = self.forced.map(|given| self.routes.forced_code(self.protocol.tiers(), given));
        self.faults.iter().cloned().chain(why).chain(forced).chain(marks).collect()
    }
}

fn score_of(evaluation: &Evaluation, scale: usize, end: End, whole: bool, cell: &mut String) {
    if let Some(reach) = evaluation.reach.scale(scale) {
        write_score((reach.least, reach.greatest, evaluation.reach.withheld.contains(&scale)), end, whole, cell);
    }
}

fn write_score((least, greatest, withheld): Reach, end: End, whole: bool, cell: &mut String) {
    // Where some completion has no total, there is not one value.
    let one = end == End::Only && withheld;
    if let Some(value) = pick(least, greatest, end).filter(|_| !one) {
        cell.push_str(&value.as_score(whole));
    }
}
