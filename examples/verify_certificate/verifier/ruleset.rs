// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The model of a rule set: all that the language has and that counts, with names resolved.

use crate::verifier::fixed::Int;
use crate::verifier::pattern::{Answer, Kind, Set, Space};
use crate::verifier::relation::Relation;

/// Patterns over fields that hold together.
pub type When = Vec<(usize, Set)>;

/// Points, or none where the score is withheld.
pub type Points = Option<Int>;

#[derive(Debug)]
pub struct RuleSet {
    pub id: String,
    pub edition: String,
    pub fields: Vec<Field>,
    pub gates: Vec<When>,
    pub implications: Vec<Implication>,
    /// Comparisons and derivations.
    pub relations: Vec<Relation>,
    pub items: Vec<Item>,
    pub scales: Vec<Scale>,
    pub schemes: Vec<Scheme>,
    pub rules: Vec<Rule>,
}

#[derive(Debug)]
pub struct Field {
    pub id: String,
    pub space: Space,
    /// "Not applicable" is an answer by the field itself.
    pub not_applicable: bool,
    /// Where the items hold that this field belongs to; elsewhere it is not applicable.
    pub applies: Option<When>,
}

impl Field {
    pub fn can_be_not_applicable(&self) -> bool {
        self.not_applicable || self.applies.is_some()
    }

    pub fn is_count(&self) -> bool {
        self.space.kind == Kind::Number(0)
    }
}

/// Where the first holds, the second must.
#[derive(Debug)]
pub struct Implication {
    pub when: When,
    pub require: When,
}

#[derive(Debug)]
pub struct Item {
    pub id: String,
    pub form: Form,
    pub applies: Option<When>,
}

#[derive(Debug)]
pub enum Form {
    Tables(Vec<(usize, Vec<(Set, Points)>)>, Combine),
    Rows(Vec<(When, Points)>, Option<Int>),
    Weight { weight: Int, of: usize },
    Copas { weight: Int, previous: usize, conviction: usize, first: usize },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    Max,
    Min,
    Sum,
    Any,
    All,
}

#[derive(Debug)]
pub struct Scale {
    pub id: String,
    pub items: Vec<usize>,
    pub inner: Vec<usize>,
    pub convert: Option<Vec<(Set, Int)>>,
    pub links: Vec<Link>,
    /// Conditions of cases of its range: they cut cells and no more.
    pub cases: Vec<When>,
}

#[derive(Debug)]
pub struct Link {
    pub horizon: String,
    pub curve: Curve,
    /// What one of the total adds to z.
    pub slope: Int,
    pub has_exceptions: bool,
}

/// From z to a chance.
#[derive(Debug)]
pub enum Curve {
    /// 1 / (1 + e^−z); z is the intercept at total 0.
    Logistic { intercept: Int },
    /// 1 − survival^(e^z); z is 0 at the centre.
    Cox { survival: Int, centre: Int },
}

#[derive(Debug)]
pub struct Scheme {
    pub id: String,
    pub of: Of,
    /// Ids, and for a scheme on a scale or horizon where each holds.
    pub levels: Vec<(String, Set)>,
    /// Of a scheme on a scheme; the first that holds counts.
    pub shifts: Vec<Shift>,
}

#[derive(Clone, Debug)]
pub enum Of {
    Scale(usize),
    Horizon { scale: usize, link: usize, percent: Percent },
    Scheme(usize),
    Rules,
}

/// The published rounding of a probability to a percentage.
#[derive(Clone, Copy, Debug)]
pub struct Percent {
    pub chance_decimals: u32,
    pub decimals: u32,
    pub lowest: Int,
    pub highest: Int,
}

#[derive(Debug)]
pub struct Shift {
    /// Levels of the scheme below; none is any.
    pub from: Option<Vec<usize>>,
    pub when: When,
    pub level: usize,
}

#[derive(Debug)]
pub struct Rule {
    pub id: String,
    pub when: When,
    /// None where no scheme is of the rules.
    pub level: Option<String>,
}

/// All patterns hold.
pub fn holds(when: &When, record: &[Answer]) -> bool {
    when.iter().all(|(field, set)| set.contains(record[*field]))
}

impl Item {
    /// The fields that are asked for it, each once; not those of its condition.
    pub fn fields(&self) -> Vec<usize> {
        let mut fields: Vec<usize> = match &self.form {
            Form::Tables(tables, _) => tables.iter().map(|(field, _)| *field).collect(),
            Form::Rows(rows, _) => rows.iter().flat_map(|(when, _)| when.iter().map(|(field, _)| *field)).collect(),
            Form::Weight { of, .. } => vec![*of],
            Form::Copas { previous, conviction, first, .. } => vec![*previous, *conviction, *first],
        };
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

impl RuleSet {
    /// The scale and all that it sums, the inner before the outer.
    pub fn closure(&self, scale: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for inner in &self.scales[scale].inner {
            for one in self.closure(*inner) {
                if !found.contains(&one) {
                    found.push(one);
                }
            }
        }
        found.push(scale);
        found
    }

    /// The scale at the bottom of a scheme; none for one on the rules.
    pub fn root(&self, scheme: usize) -> Option<usize> {
        match self.schemes[scheme].of {
            Of::Scale(scale) | Of::Horizon { scale, .. } => Some(scale),
            Of::Scheme(below) => self.root(below),
            Of::Rules => None,
        }
    }

    /// Every condition over fields that decides a rule or a shift: the rules, then the shifts of each scheme.
    pub fn conditions(&self) -> impl Iterator<Item = &When> {
        let shifts = self.schemes.iter().flat_map(|scheme| scheme.shifts.iter().map(|shift| &shift.when));
        self.rules.iter().map(|rule| &rule.when).chain(shifts)
    }

    /// The place of a shift in that list.
    pub fn condition(&self, scheme: usize, shift: usize) -> usize {
        self.rules.len() + self.schemes[..scheme].iter().map(|scheme| scheme.shifts.len()).sum::<usize>() + shift
    }

    /// Every pattern that speaks of a field.
    pub fn patterns(&self) -> Vec<&(usize, Set)> {
        let mut whens: Vec<&When> = self.gates.iter().chain(self.conditions()).collect();
        whens.extend(self.implications.iter().flat_map(|both| [&both.when, &both.require]));
        whens.extend(self.items.iter().filter_map(|item| item.applies.as_ref()));
        whens.extend(self.scales.iter().flat_map(|scale| &scale.cases));
        for item in &self.items {
            if let Form::Rows(rows, _) = &item.form {
                whens.extend(rows.iter().map(|(when, _)| when));
            }
        }
        whens.into_iter().flatten().collect()
    }

    /// Keys of points tables.
    pub fn table_patterns(&self) -> impl Iterator<Item = (usize, &Set)> {
        let tables = self.items.iter().filter_map(|item| if let Form::Tables(tables, _) = &item.form { Some(tables) } else { None });
        tables.flatten().flat_map(|(field, rows)| rows.iter().map(|(set, _)| (*field, set)))
    }
}
