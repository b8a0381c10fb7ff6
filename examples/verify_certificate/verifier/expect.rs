// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What the certificate of a rule set must say, recomputed.

use crate::verifier::cells::{Cell, cells, components};
use crate::verifier::component::{Bits, Component, component};
use crate::verifier::evaluate::{bottom, first_rule, level_by, runs};
use crate::verifier::fixed::{Int, points};
use crate::verifier::pattern::{Answer, Space};
use crate::verifier::reach::{Found, Reach, place};
use crate::verifier::ruleset::{Of, RuleSet};
use crate::verifier::sha256;
use crate::verifier::text::{Text, say};

/// A place in a certificate and what belongs there.
#[derive(Debug)]
pub enum Expect {
    Text(String),
    Whole(u64),
    True,
    Null,
    List(Vec<Expect>),
    Object(Vec<(&'static str, Expect)>),
    /// An allowed record for which all this holds, and one that was found here.
    Witness(Vec<Claim>, Vec<Answer>),
    /// Stated and not verified, in this form.
    Mutations,
    /// Of the text before it.
    Seal,
}

/// What holds for a witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    Total { scale: usize, total: Int },
    Withheld { scale: usize },
    Level { scheme: usize, level: usize },
    Rule { rule: usize },
}

/// More totals than this are not listed.
const LISTED: usize = 1_000;
const FORMAT: u64 = 1;

pub struct Expected {
    pub certificate: Expect,
    /// What is wrong with the rule set itself.
    pub findings: Vec<Text>,
}

struct Writer<'a> {
    set: &'a RuleSet,
    components: Vec<Component>,
    findings: Vec<Text>,
}

/// Recomputes everything from the text of the rule set and what was read in it.
pub fn expected(set: &RuleSet, text: &str) -> Result<Expected, Text> {
    if set.conditions().count() > Bits::BITS as usize {
        return Err(say!("te veel regels en verschuivingen", "too many rules and shifts"));
    }
    let cells = cells(set);
    let components = components(set).into_iter().map(|fields| component(set, &cells, fields)).collect::<Result<Vec<_>, _>>()?;
    if let Some(empty) = components.iter().find(|component| component.allowed == 0) {
        let first = &set.fields[empty.fields[0]].id;
        return Err(say!("velden rond {first}: geen enkel toegestaan record", "fields around {first}: no allowed record at all"));
    }
    let mut writer = Writer { set, components, findings: Vec::new() };
    let product = |count: &dyn Fn(&Component) -> u128| writer.components.iter().try_fold(1, |all: u128, one| all.checked_mul(count(one)));
    let (Some(combinations), Some(allowed)) = (product(&|one| one.combinations), product(&|one| u128::from(one.allowed))) else {
        return Err(say!("te veel combinaties om te tellen", "too many combinations to count"));
    };
    let instrument = vec![
        ("id", Expect::Text(set.id.clone())),
        ("edition", Expect::Text(set.edition.clone())),
        ("digest", Expect::Text(sha256::hex(text.as_bytes()))),
    ];
    let certificate = vec![
        ("format_version", Expect::Whole(FORMAT)),
        ("instrument", Expect::Object(instrument)),
        ("fields", Expect::List(fields(set, &cells))),
        ("components", Expect::List(writer.components.iter().map(|one| writer.component(one)).collect())),
        ("combinations", Expect::Text(combinations.to_string())),
        ("allowed", Expect::Text(allowed.to_string())),
        ("scales", Expect::List((0..set.scales.len()).map(|scale| writer.scale(scale)).collect::<Result<_, _>>()?)),
        ("schemes", Expect::List((0..set.schemes.len()).map(|scheme| writer.scheme(scheme)).collect::<Result<_, _>>()?)),
        ("rules", Expect::List(writer.rules()?)),
        ("mutations", Expect::Mutations),
        ("seal", Expect::Seal),
    ];
    Ok(Expected { certificate: Expect::Object(certificate), findings: writer.findings })
}

fn fields(set: &RuleSet, cells: &[Vec<Cell>]) -> Vec<Expect> {
    let told = |(field, cells): (&crate::verifier::ruleset::Field, &Vec<Cell>)| {
        let cells = cells.iter().map(|cell| Expect::Text(field.space.print(cell.least()))).collect();
        Expect::Object(vec![("id", Expect::Text(field.id.clone())), ("cells", Expect::List(cells))])
    };
    set.fields.iter().zip(cells).map(told).collect()
}

fn unreachable(id: &str) -> Expect {
    Expect::Object(vec![("id", Expect::Text(id.to_owned())), ("unreachable", Expect::True)])
}

impl Writer<'_> {
    fn names(&self, component: &Component) -> Expect {
        Expect::List(component.fields.iter().map(|field| Expect::Text(self.set.fields[*field].id.clone())).collect())
    }

    fn component(&self, component: &Component) -> Expect {
        Expect::Object(vec![
            ("fields", self.names(component)),
            ("combinations", Expect::Text(component.combinations.to_string())),
            ("allowed", Expect::Text(component.allowed.to_string())),
        ])
    }

    /// A total with a record that comes to it and obeys whatever else is claimed.
    fn total(&self, reach: &Reach<'_>, scale: usize, found: Found, more: Option<Claim>) -> Expect {
        let witness = reach.witness(self.set.fields.len(), found);
        let claims = [Claim::Total { scale, total: found.total }].into_iter().chain(more).collect();
        Expect::Object(vec![("total", Expect::Text(points(found.total))), ("witness", Expect::Witness(claims, witness))])
    }

    fn scale(&self, scale: usize) -> Result<Expect, Text> {
        let id = &self.set.scales[scale].id;
        let reach = Reach::new(self.set, &self.components, Some(scale), 0)?;
        let (least, greatest) = self.ends(&reach, scale)?;
        let one = |found| self.total(&reach, scale, found, None);
        let totals = match reach.totals(LISTED) {
            None => Expect::Null,
            Some(totals) => {
                let found = totals.into_iter().filter_map(|total| reach.ends(total, total, |_| true));
                Expect::List(found.map(|(found, _)| one(found)).collect())
            }
        };
        let mut told = vec![
            ("id", Expect::Text(id.clone())),
            ("parts", Expect::List(self.parts(scale))),
            ("least", one(least)),
            ("greatest", one(greatest)),
            ("totals", totals),
        ];
        if let Some(witness) = self.withheld(scale) {
            told.push(("withheld", Expect::Object(vec![("witness", Expect::Witness(vec![Claim::Withheld { scale }], witness))])));
        }
        Ok(Expect::Object(told))
    }

    fn ends(&self, reach: &Reach<'_>, scale: usize) -> Result<(Found, Found), Text> {
        let (least, greatest) = (Space::points().least, Space::points().greatest);
        let id = &self.set.scales[scale].id;
        reach.ends(least, greatest, |_| true).ok_or_else(|| say!("scale.{id}: heeft geen totaal", "scale.{id}: has no total"))
    }

    /// What each component with an item of the scale adds to it directly.
    fn parts(&self, scale: usize) -> Vec<Expect> {
        let within = self.set.closure(scale);
        let mut told = Vec::new();
        for component in self.components.iter().filter(|component| component.scales[scale]) {
            let given = component.parts.iter().filter(|(part, _)| within.iter().all(|scale| part.sums[*scale].is_some()));
            let mut sums: Vec<Int> = given.filter_map(|(part, _)| part.sums[scale]).collect();
            sums.sort_unstable();
            sums.dedup();
            let end = |sum: Option<&Int>| Expect::Text(sum.map(|sum| points(*sum)).unwrap_or_default());
            told.push(Expect::Object(vec![
                ("fields", self.names(component)),
                ("sums", Expect::Whole(sums.len() as u64)),
                ("least", end(sums.first())),
                ("greatest", end(sums.last())),
            ]));
        }
        told
    }

    /// An allowed record whose score is withheld, if there is one.
    fn withheld(&self, scale: usize) -> Option<Vec<Answer>> {
        let within = self.set.closure(scale);
        let mut record = vec![None; self.set.fields.len()];
        let mut is_found = false;
        for component in &self.components {
            let withheld = component.parts.iter().position(|(part, _)| within.iter().any(|scale| part.sums[*scale].is_none()));
            is_found |= withheld.is_some();
            place(&mut record, component, withheld.unwrap_or(0));
        }
        is_found.then_some(record)
    }

    fn scheme(&mut self, scheme: usize) -> Result<Expect, Text> {
        let levels = match self.set.schemes[scheme].of {
            Of::Scale(scale) | Of::Horizon { scale, .. } => self.cut(scheme, scale)?,
            Of::Scheme(_) | Of::Rules => self.shifted(scheme)?,
        };
        Ok(Expect::Object(vec![("id", Expect::Text(self.set.schemes[scheme].id.clone())), ("levels", Expect::List(levels))]))
    }

    /// Levels that cut the totals of a scale.
    fn cut(&mut self, scheme: usize, scale: usize) -> Result<Vec<Expect>, Text> {
        let reach = Reach::new(self.set, &self.components, Some(scale), 0)?;
        let (least, greatest) = self.ends(&reach, scale)?;
        let runs = runs(self.set, scheme, least.total, greatest.total);
        let mut told = Vec::new();
        let mut taken: Vec<(Int, Int, usize)> = Vec::new();
        for (level, (id, _)) in self.set.schemes[scheme].levels.iter().enumerate() {
            let ends = runs[level].iter().filter_map(|(from, to)| reach.ends(*from, *to, |_| true));
            let ends = ends.reduce(|(low, high), (next_low, next_high)| {
                (if next_low.total < low.total { next_low } else { low }, if next_high.total > high.total { next_high } else { high })
            });
            let Some((low, high)) = ends else {
                told.push(unreachable(id));
                continue;
            };
            taken.push((low.total, high.total, level));
            let end = |found| self.total(&reach, scale, found, Some(Claim::Level { scheme, level }));
            told.push(Expect::Object(vec![("id", Expect::Text(id.clone())), ("least", end(low)), ("greatest", end(high))]));
        }
        let wrong = self.partition(scheme, &reach, taken, (least.total, greatest.total), &runs);
        self.findings.extend(wrong);
        Ok(told)
    }

    /// Every reachable total has one level, and the levels' totals form one run each.
    fn partition(
        &self,
        scheme: usize,
        reach: &Reach<'_>,
        mut taken: Vec<(Int, Int, usize)>,
        ends: (Int, Int),
        runs: &[Vec<(Int, Int)>],
    ) -> Vec<Text> {
        let mut wrong = Vec::new();
        let scheme = &self.set.schemes[scheme];
        let id = &scheme.id;
        taken.sort_unstable();
        for pair in taken.windows(2) {
            if let [(_, end, low), (start, _, high)] = pair
                && end >= start
            {
                let (low, high) = (&scheme.levels[*low].0, &scheme.levels[*high].0);
                wrong.push(say!(
                    "schemes[{id}]: de totalen van {low} en {high} lopen door elkaar",
                    "schemes[{id}]: the totals of {low} and {high} run through each other"
                ));
            }
        }
        let mut all: Vec<(Int, Int)> = runs.iter().flatten().copied().collect();
        all.sort_unstable();
        let mut next = ends.0;
        for (from, to) in all.into_iter().chain([(ends.1 + 1, ends.1 + 1)]) {
            if let Some((found, _)) = reach.ends(next, from - 1, |_| true) {
                let total = points(found.total);
                wrong.push(say!("schemes[{id}]: totaal {total} heeft geen niveau", "schemes[{id}]: total {total} has no level"));
            }
            next = next.max(to + 1);
        }
        wrong
    }

    /// Levels of a scheme on another scheme or on the rules: for each a record, where there is one.
    fn shifted(&self, scheme: usize) -> Result<Vec<Expect>, Text> {
        let set = self.set;
        let base = bottom(set, scheme);
        let scale = set.root(scheme);
        let reach = Reach::new(set, &self.components, scale, self.mask(scheme))?;
        // The levels at the bottom, each with its totals; without a scale only conditions decide.
        let bottoms = match scale {
            None => vec![(None, vec![(0, 0)])],
            Some(scale) => {
                let (least, greatest) = self.ends(&reach, scale)?;
                runs(set, base, least.total, greatest.total).into_iter().enumerate().map(|(level, runs)| (Some(level), runs)).collect()
            }
        };
        let mut told = Vec::new();
        for (level, (id, _)) in set.schemes[scheme].levels.iter().enumerate() {
            let found = bottoms.iter().find_map(|(at, runs)| {
                let accepts = |bits: Bits| level_by(set, scheme, *at, &|condition| bits >> condition & 1 == 1) == Some(level);
                runs.iter().find_map(|(from, to)| reach.ends(*from, *to, accepts))
            });
            told.push(match found {
                None => unreachable(id),
                Some((found, _)) => {
                    let witness = Expect::Witness(vec![Claim::Level { scheme, level }], reach.witness(set.fields.len(), found));
                    Expect::Object(vec![("id", Expect::Text(id.clone())), ("witness", witness)])
                }
            });
        }
        Ok(told)
    }

    /// The conditions that decide a scheme.
    fn mask(&self, scheme: usize) -> Bits {
        let shifts = (0..self.set.schemes[scheme].shifts.len()).map(|shift| self.set.condition(scheme, shift));
        let own = shifts.fold(0, |mask, at| mask | 1 << at);
        match self.set.schemes[scheme].of {
            Of::Scheme(below) => own | self.mask(below),
            Of::Rules => own | self.rule_mask(),
            Of::Scale(_) | Of::Horizon { .. } => own,
        }
    }

    fn rule_mask(&self) -> Bits {
        (0..self.set.rules.len()).fold(0, |mask, rule| mask | 1 << rule)
    }

    fn rules(&self) -> Result<Vec<Expect>, Text> {
        let reach = Reach::new(self.set, &self.components, None, self.rule_mask())?;
        let told = |(rule, one): (usize, &crate::verifier::ruleset::Rule)| {
            let first = |bits: Bits| first_rule(self.set, |condition| bits >> condition & 1 == 1) == Some(rule);
            let Some((found, _)) = reach.ends(0, 0, first) else { return unreachable(&one.id) };
            let witness = Expect::Witness(vec![Claim::Rule { rule }], reach.witness(self.set.fields.len(), found));
            Expect::Object(vec![("id", Expect::Text(one.id.clone())), ("witness", witness)])
        };
        Ok(self.set.rules.iter().enumerate().map(told).collect())
    }
}
