// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The columns of a run with a protocol that routes. The thirteen are those of every run: score and level are of the first instrument of the
//! row's route, which `instrument` names. What each instrument says stands in further columns that begin with its name.

use crate::batch::columns::{Column, End};
use crate::batch::holds::Holds;
use crate::diagnostic::nearest::nearest;
use crate::form::Form;
use crate::lang::Text;
use crate::protocol::{Routes, level_names};
use crate::text;

/// A column of such a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Routed {
    /// The score of the row's first instrument, where it has one scale; whether all such scores are whole.
    Score(End, bool),
    /// Its level.
    Level,
    /// All its levels that are left.
    Levels,
    /// Which route the row follows.
    Route,
    /// The review term of the tier, in months.
    ReviewMonths,
    /// A tier that a person set: 0 the tier, 1 the role, 2 who, 3 the ground.
    Forced(usize),
    /// What an instrument says.
    Of(usize, What),
}

/// What a column says of one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Which of the five, of this instrument by itself.
    Outcome,
    /// Name, edition and digest.
    Instrument,
    /// The value of a scale, by index.
    Score(usize, End, bool),
    /// The level of a scheme, by index.
    Level(usize),
    /// All levels of a scheme that are left.
    Levels(usize),
    /// The probability at a horizon, by its place.
    Probability(usize, End),
}

impl Routed {
    /// What its cells are.
    pub fn holds(&self) -> Holds {
        match self {
            Self::Score(_, whole) | Self::Of(_, What::Score(_, _, whole)) => {
                if *whole {
                    Holds::Whole
                } else {
                    Holds::Real
                }
            }
            Self::Of(_, What::Probability(..)) => Holds::Real,
            Self::ReviewMonths => Holds::Whole,
            Self::Levels | Self::Route | Self::Of(_, What::Levels(_)) => Holds::List,
            Self::Level | Self::Forced(_) | Self::Of(..) => Holds::Text,
        }
    }

    /// What stands in it.
    pub fn words(&self) -> Text {
        match self {
            Self::Score(..) => text!(
                "de score van het eerste instrument van de route; leeg als er meer dan één mogelijk is",
                "the score of the first instrument of the route; empty when more than one is possible"
            ),
            Self::Level => text!(
                "het niveau van het eerste instrument van de route; leeg als er meer dan één mogelijk is",
                "the level of the first instrument of the route; empty when more than one is possible"
            ),
            Self::Levels => text!("alle niveaus daarvan die nog mogelijk zijn", "all levels of it that are still possible"),
            Self::Route => text!("de route van het protocol; none als er geen past", "the route of the protocol; none where none fits"),
            Self::ReviewMonths => text!("na zoveel maanden opnieuw te bekijken", "to be looked at again after so many months"),
            Self::Forced(_) => text!(
                "een prioriteit die een mens oplegt, met rol, code en grond; staat naast de berekende",
                "a tier that a person sets, with role, code and ground; it stands beside the computed one"
            ),
            Self::Of(..) => text!("wat dit ene instrument zegt", "what this one instrument says"),
        }
    }
}

/// The columns that a run writes, with their names.
pub fn columns(routes: &Routes, header: &[String], asked: Option<&[String]>) -> Result<Vec<(String, Column)>, Vec<Text>> {
    let standard = standard(routes);
    let Some(asked) = asked else { return Ok(standard) };
    let further = further(routes);
    let (mut chosen, mut wrong) = (Vec::new(), Vec::new());
    for name in asked.iter().map(|name| name.trim()) {
        let found = standard.iter().chain(&further).find(|(known, _)| known == name).map(|(_, column)| column.clone());
        let input = || name.strip_prefix("input.").and_then(|input| header.iter().position(|known| known == input)).map(Column::Input);
        match found.or_else(input) {
            Some(_) if chosen.iter().any(|(earlier, _)| earlier == name) => {
                wrong.push(text!("--columns {name} staat er twee keer", "--columns {name} stands twice"));
            }
            Some(column) => chosen.push((name.to_owned(), column)),
            None => {
                let known = standard.iter().chain(&further).map(|(known, _)| known.clone());
                let known: Vec<String> = known.chain(header.iter().map(|column| format!("input.{column}"))).collect();
                wrong.push(match nearest(name, known.iter().map(String::as_str)) {
                    Some(near) => text!(
                        "--columns {name}: die kolom is er niet; bedoelde u `{near}`?",
                        "--columns {name}: there is no such column; did you mean `{near}`?"
                    ),
                    None => text!("--columns {name}: die kolom is er niet", "--columns {name}: there is no such column"),
                });
            }
        }
    }
    if wrong.is_empty() { Ok(chosen) } else { Err(wrong) }
}

/// The thirteen, and the protocol.
fn standard(routes: &Routes) -> Vec<(String, Column)> {
    let mains = routes.routes().iter().filter_map(|route| route.members.first()).map(|&member| routes.members()[member].form());
    let whole = mains.filter_map(only_scale).all(|(form, scale)| form.scales[scale].whole);
    let columns = [
        ("case_id", Column::CaseId),
        ("row", Column::Row),
        ("outcome", Column::Outcome),
        ("score", Column::Routed(Routed::Score(End::Only, whole))),
        ("score_min", Column::Routed(Routed::Score(End::Least, whole))),
        ("score_max", Column::Routed(Routed::Score(End::Greatest, whole))),
        ("level", Column::Routed(Routed::Level)),
        ("levels", Column::Routed(Routed::Levels)),
        ("tier", Column::Tier),
        ("tiers", Column::Tiers),
        ("decisive", Column::Decisive),
        ("reason", Column::Reason),
        ("instrument", Column::Instrument),
        ("protocol", Column::Protocol),
    ];
    columns.map(|(name, column)| (name.to_owned(), column)).to_vec()
}

/// The one reported scale of an instrument.
pub fn only_scale(form: &Form) -> Option<(&Form, usize)> {
    let mut scales = form.reported_scales();
    scales.next().filter(|_| scales.next().is_none()).map(|scale| (form, scale))
}

/// What can be asked for beside them.
fn further(routes: &Routes) -> Vec<(String, Column)> {
    let mut all: Vec<(String, Column)> =
        vec![("route".to_owned(), Column::Routed(Routed::Route)), ("review_months".to_owned(), Column::Routed(Routed::ReviewMonths))];
    all.extend(Routes::FORCED.iter().enumerate().map(|(at, name)| ((*name).to_owned(), Column::Routed(Routed::Forced(at)))));
    for (at, member) in routes.members().iter().enumerate().filter(|(_, member)| !member.is_given()) {
        let form = member.form();
        let id = &form.id;
        let mut push = |name: String, what: What| all.push((name, Column::Routed(Routed::Of(at, what))));
        push(format!("{id}.outcome"), What::Outcome);
        push(format!("{id}.instrument"), What::Instrument);
        let several = form.reported_scales().count() > 1;
        for scale in form.reported_scales() {
            let prefix = if several { format!("{id}.{}", form.scales[scale].id) } else { id.clone() };
            for (name, end) in [("score", End::Only), ("score_min", End::Least), ("score_max", End::Greatest)] {
                push(format!("{prefix}.{name}"), What::Score(scale, end, form.scales[scale].whole));
            }
        }
        for (name, scheme) in level_names(form) {
            push(format!("{name}s"), What::Levels(scheme));
            push(name, What::Level(scheme));
        }
        for (scheme, known) in form.schemes.iter().enumerate() {
            push(format!("{id}.level.{}", known.id), What::Level(scheme));
        }
        for (place, horizon) in form.horizons().into_iter().enumerate() {
            for (name, end) in [("probability", End::Only), ("probability_min", End::Least), ("probability_max", End::Greatest)] {
                push(format!("{id}.{name}.{horizon}"), What::Probability(place, end));
            }
        }
    }
    all
}
