// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From a form to a plan.

use super::cells::MOST_CELLS;
use super::relation::Relation;
use super::{Ban, Bond, Cells, Factor, Owner, Plan, PlanField, PlanLook, PlanRule, PlanScale, PlanScheme, Role, Table, Term, TermPoints};
use crate::domain::{Domain, NOT_APPLICABLE, Set};
use crate::form::{
    Base, Combine, Condition, ConstraintRule, Derivation, Form, Item, ItemForm, Link, Look, Part, PointsTable, Rounding, Test,
};
use crate::number::Points;
use crate::number::fixed::ONE;

/// A part with too many combinations of cells; the name of its item, gate or constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge(pub String);

impl Plan {
    /// Compiles a form whose tables have no gap and no overlap.
    ///
    /// # Errors
    /// When a part has too many combinations of cells.
    pub(crate) fn compile(form: &Form) -> Result<Self, TooLarge> {
        let kept = kept(form);
        let mut plan = Self {
            fields: fields(form)?,
            asked: form.fields.len(),
            gates: Vec::new(),
            bans: Vec::new(),
            bonds: Vec::new(),
            terms: Vec::new(),
            factors: Vec::new(),
            scales: scales(form, &kept),
            order: summing_order(form),
            schemes: Vec::new(),
            rules: Vec::new(),
            kept,
        };
        plan.add_gates(form)?;
        plan.add_constraints(form)?;
        plan.add_derivations(form);
        plan.add_terms(form)?;
        plan.schemes = (0..form.schemes.len()).map(|scheme| plan.scheme(form, scheme)).collect();
        plan.rules = form
            .rules
            .iter()
            .map(|rule| PlanRule {
                when: rule.when.iter().map(|test| (plan.kept_place(test.field), plan.fields[test.field].cells.inside(&test.set))).collect(),
                level: rule.level,
                probabilities: rule.probabilities.clone(),
            })
            .collect();
        plan.factors = plan.factors();
        Ok(plan)
    }

    fn truth(&self, name: &str, tests: &[&Condition], value: impl Fn(&[bool]) -> bool) -> Result<Table<bool>, TooLarge> {
        let fields = fields_of(tests.iter().flat_map(|condition| condition.iter()));
        let table = Table::fill(&fields, &self.fields, |cells| {
            let holds: Vec<bool> = tests.iter().map(|condition| self.condition_holds(condition, &fields, cells)).collect();
            value(&holds)
        });
        table.ok_or_else(|| TooLarge(name.to_owned()))
    }

    /// Whether a condition holds at the cells of some fields.
    fn condition_holds(&self, condition: &Condition, fields: &[usize], cells: &[u16]) -> bool {
        condition.iter().all(|test| {
            let axis = fields.iter().position(|&field| field == test.field);
            axis.is_some_and(|axis| test.set.contains(self.fields[test.field].cells.low(cells[axis])))
        })
    }

    fn add_gates(&mut self, form: &Form) -> Result<(), TooLarge> {
        for gate in &form.gates {
            let table = self.truth(&gate.id, &[&gate.require], |holds| holds[0])?;
            self.gates.push(table);
        }
        Ok(())
    }

    fn add_constraints(&mut self, form: &Form) -> Result<(), TooLarge> {
        for (index, constraint) in form.constraints.iter().enumerate() {
            match &constraint.rule {
                ConstraintRule::Implies(when, require) => {
                    let obeyed = self.truth(&constraint.id, &[when, require], |holds| !holds[0] || holds[1])?;
                    self.bans.push(Ban { constraint: Some(index), obeyed });
                }
                ConstraintRule::Bounds { plus, minus, least, most } => self.bonds.push(Bond {
                    owner: Owner::Constraint(index),
                    relation: Relation::Sum {
                        plus: plus.clone(),
                        minus: minus.clone(),
                        least: least.unwrap_or(i64::MIN / 4),
                        most: most.unwrap_or(i64::MAX / 4),
                    },
                }),
            }
        }
        // Where a conditional item does not apply its fields are "not applicable", and only there.
        for item in &form.items {
            let Some(applies) = &item.applies else { continue };
            for field in item.fields() {
                let answered: Condition = vec![Test { field, set: form.fields[field].domain.all(), span: item.span.clone() }];
                let obeyed = self.truth(&item.id, &[applies, &answered], |holds| holds[0] == holds[1])?;
                self.bans.push(Ban { constraint: None, obeyed });
            }
        }
        Ok(())
    }

    fn add_derivations(&mut self, form: &Form) {
        for (result, field) in form.fields.iter().enumerate() {
            let relation = match &field.derive {
                None => continue,
                Some(Derivation::CompletedYears(from, to)) => Relation::Years { result, from: *from, to: *to },
                Some(Derivation::Sum(of)) => Relation::Sum { plus: of.clone(), minus: vec![result], least: 0, most: 0 },
                Some(Derivation::Difference(a, b)) => Relation::Sum { plus: vec![*a], minus: vec![*b, result], least: 0, most: 0 },
                Some(Derivation::Max(of) | Derivation::Any(of)) => Relation::Highest { result, of: of.clone() },
            };
            self.bonds.push(Bond { owner: Owner::Derivation(result), relation });
        }
    }

    fn add_terms(&mut self, form: &Form) -> Result<(), TooLarge> {
        let mut hidden = form.fields.len();
        for (index, item) in form.items.iter().enumerate() {
            let scales = (0..form.scales.len()).filter(|&scale| form.scales[scale].parts.contains(&Part::Item(index)));
            let scales: Vec<usize> = scales.collect();
            if let Some(table) = item.withholds() {
                let withheld = Table::fill(&[table.field], &self.fields, |cells| {
                    let value = self.fields[table.field].cells.low(cells[0]);
                    table.rows.iter().any(|row| row.points.is_withheld() && row.set.contains(value))
                });
                let points = TermPoints::Withheld(withheld.ok_or_else(|| TooLarge(item.id.clone()))?);
                let places = scales.iter().filter_map(|&scale| self.scales[scale].withheld).collect();
                self.terms.push(Term { item: index, places, points });
            }
            let mut push = |points: TermPoints| self.terms.push(Term { item: index, places: scales.clone(), points });
            match &item.form {
                // Tables that add up stay apart, so that they do not tie their fields together.
                ItemForm::Tables(Combine::Sum, tables) => {
                    for table in tables {
                        push(TermPoints::Table(combined(&self.fields, item, std::slice::from_ref(table), Combine::Sum)?));
                    }
                }
                ItemForm::Tables(combine, tables) => {
                    push(TermPoints::Table(combined(&self.fields, item, tables, *combine)?));
                }
                ItemForm::Rows(..) => {
                    let fields = item.fields();
                    let table = Table::fill(&fields, &self.fields, |cells| {
                        row_points(item, &fields, |axis| self.fields[fields[axis]].cells.low(cells[axis]))
                    });
                    push(TermPoints::Table(table.ok_or_else(|| TooLarge(item.id.clone()))?));
                }
                ItemForm::Weight(weight, field) => {
                    let table = Table::fill(&[*field], &self.fields, |cells| {
                        let value = self.fields[*field].cells.low(cells[0]);
                        if value == NOT_APPLICABLE { Points::ZERO } else { Points(weight.0 * value) }
                    });
                    push(TermPoints::Table(table.ok_or_else(|| TooLarge(item.id.clone()))?));
                }
                ItemForm::Copas { weight, previous, conviction, first } => {
                    push(TermPoints::Copas { weight: *weight, previous: *previous, years: hidden });
                    self.bonds.push(Bond {
                        owner: Owner::Derivation(hidden),
                        relation: Relation::Sum { plus: vec![*conviction], minus: vec![*first, hidden], least: 0, most: 0 },
                    });
                    hidden += 1;
                }
            }
        }
        Ok(())
    }

    fn kept_place(&self, field: usize) -> usize {
        self.kept.iter().position(|&kept| kept == field).unwrap_or(0)
    }

    fn scheme(&self, form: &Form, index: usize) -> PlanScheme {
        let scheme = &form.schemes[index];
        match scheme.base {
            Base::Rules => PlanScheme::Rules,
            Base::Scale(scale) => {
                let levels = scheme.levels.iter().enumerate();
                let mut cuts: Vec<_> =
                    levels.flat_map(|(level, at)| at.at.intervals().iter().map(move |&(low, high)| (low, high, level))).collect();
                cuts.sort_unstable();
                PlanScheme::Cuts { scale, cuts }
            }
            Base::Horizon(scale, link) => {
                let rounding =
                    scheme.rounding.unwrap_or(Rounding { probability_decimals: 12, percent_decimals: 0, lowest: 0, highest: 100 });
                let link = &form.scales[scale].links[link];
                let mut cuts = Vec::new();
                for (level, at) in scheme.levels.iter().enumerate() {
                    for &(low, high) in at.at.intervals() {
                        let edges = (score_at(link, &rounding, low), score_at(link, &rounding, high + 1).map(|next| next - 1));
                        let (from, to) = (edges.0.unwrap_or(i64::MAX), edges.1.unwrap_or(i64::MAX));
                        if from <= to {
                            cuts.push((from, to, level));
                        }
                    }
                }
                cuts.sort_unstable();
                PlanScheme::Cuts { scale, cuts }
            }
            Base::Scheme(_) => PlanScheme::Shifts {
                shifts: scheme
                    .shifts
                    .iter()
                    .map(|shift| (shift.when.iter().map(|look| self.look(form, look)).collect(), shift.level))
                    .collect(),
                otherwise: scheme.otherwise,
            },
        }
    }

    fn look(&self, form: &Form, look: &Look) -> PlanLook {
        match look {
            Look::Field(test) => PlanLook::Field(self.kept_place(test.field), self.fields[test.field].cells.inside(&test.set)),
            Look::Scheme(scheme, levels) => {
                PlanLook::Scheme(*scheme, (0..form.schemes[*scheme].levels.len()).map(|level| levels.contains(&level)).collect())
            }
        }
    }

    fn factors(&self) -> Vec<Factor> {
        let gates = self.gates.iter().enumerate().map(|(index, gate)| Factor { role: Role::Gate(index), fields: gate.fields() });
        let bans = self.bans.iter().enumerate().map(|(index, ban)| Factor { role: Role::Ban(index), fields: ban.obeyed.fields() });
        let bonds = self.bonds.iter().enumerate();
        let bonds = bonds.map(|(index, bond)| Factor { role: Role::Relation(index), fields: bond.relation.fields() });
        let terms = self.terms.iter().enumerate();
        let terms = terms.map(|(index, term)| Factor { role: Role::Term(index), fields: term.points.fields() });
        gates.chain(bans).chain(bonds).chain(terms).collect()
    }
}

/// The least score whose percentage is at least `percent`; `None` when there is none. The percentage rises with the score where the
/// slope is positive; the checker refuses others.
fn score_at(link: &Link, rounding: &Rounding, percent: i64) -> Option<i64> {
    let reaches = |score: i64| rounding.percent(link.on_curve(Points(score))) >= percent;
    let (mut low, mut high) = (-1_000_000 * ONE, 1_000_000 * ONE);
    if !reaches(high) {
        return None;
    }
    if reaches(low) {
        return Some(i64::MIN / 2);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if reaches(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

fn fields_of<'a>(tests: impl Iterator<Item = &'a Test>) -> Vec<usize> {
    let mut fields: Vec<usize> = Vec::new();
    for test in tests {
        if !fields.contains(&test.field) {
            fields.push(test.field);
        }
    }
    fields
}

fn combined(all: &[PlanField], item: &Item, tables: &[PointsTable], combine: Combine) -> Result<Table<Points>, TooLarge> {
    let mut fields: Vec<usize> = Vec::new();
    for table in tables {
        if !fields.contains(&table.field) {
            fields.push(table.field);
        }
    }
    let filled = Table::fill(&fields, all, |cells| {
        let points = tables.iter().map(|table| {
            let axis = fields.iter().position(|&field| field == table.field).unwrap_or(0);
            let value = all[table.field].cells.low(cells[axis]);
            let row = table.rows.iter().find(|row| row.set.contains(value));
            // A withheld answer adds nothing here: it is counted, and then there is no total.
            row.and_then(|row| row.points.points()).unwrap_or_default()
        });
        match combine {
            Combine::Max => points.max(),
            Combine::Min => points.min(),
            // Each table gives nothing or the same points, which may be below zero.
            Combine::Any => points.clone().find(|&points| points != Points::ZERO),
            Combine::All => points.clone().next().filter(|_| points.clone().all(|points| points != Points::ZERO)),
            Combine::Sum => Some(points.sum()),
        }
        .unwrap_or_default()
    });
    filled.ok_or_else(|| TooLarge(item.id.clone()))
}

/// The points of an item of rows at values of its fields. Where it does not apply it adds nothing, and none of its rows speaks of that.
fn row_points(item: &Item, fields: &[usize], value: impl Fn(usize) -> i64) -> Points {
    let ItemForm::Rows(rows, otherwise) = &item.form else { return Points::ZERO };
    if item.applies.is_some() && (0..fields.len()).any(|axis| value(axis) == NOT_APPLICABLE) {
        return Points::ZERO;
    }
    let row = rows.iter().find(|row| {
        row.when.iter().all(|test| fields.iter().position(|&field| field == test.field).is_some_and(|axis| test.set.contains(value(axis))))
    });
    row.map_or(otherwise.unwrap_or_default(), |row| row.points)
}

/// The cells of every field, cut at every pattern of the form that looks at it; hidden fields after them.
fn fields(form: &Form) -> Result<Vec<PlanField>, TooLarge> {
    let sets = cells_sets(form);
    let mut each = vec![false; form.fields.len()];
    let mut hidden = Vec::new();
    for item in &form.items {
        match &item.form {
            ItemForm::Weight(_, field) => each[*field] = true,
            ItemForm::Copas { previous, conviction, first, .. } => {
                each[*previous] = true;
                let named = *first;
                let limits = |field: usize| {
                    let all = form.fields[field].domain.all();
                    (all.first().unwrap_or(0), all.last().unwrap_or(0))
                };
                let (conviction, first) = (limits(*conviction), limits(*first));
                // The rate's denominator, 10 + years, must be above zero.
                hidden.push((Set::range((conviction.0 - first.1).max(-9), conviction.1 - first.0), named));
            }
            _ => {}
        }
    }
    let mut fields: Vec<PlanField> = Vec::new();
    for (index, field) in form.fields.iter().enumerate() {
        let answers = field.answers();
        let wide = each[index] && field.domain.all().last().unwrap_or(0) - field.domain.all().first().unwrap_or(0) > 10_000;
        if wide {
            return Err(TooLarge(field.id.clone()));
        }
        let cells = if each[index] { Cells::each(&answers) } else { Cells::cut(&answers, sets[index].iter()) };
        if cells.len() > MOST_CELLS {
            return Err(TooLarge(field.id.clone()));
        }
        fields.push(PlanField { cells, unknown: field.unknown, derived: field.derive.is_some(), named: index });
    }
    for (years, named) in &hidden {
        if years.last().unwrap_or(0) - years.first().unwrap_or(0) > 10_000 {
            return Err(TooLarge(form.fields[*named].id.clone()));
        }
    }
    fields.extend(hidden.iter().map(|(years, named)| PlanField { cells: Cells::each(years), unknown: None, derived: true, named: *named }));
    Ok(fields)
}

fn scales(form: &Form, kept: &[usize]) -> Vec<PlanScale> {
    let withholds = |part: &Part| matches!(part, Part::Item(item) if form.items[*item].withholds().is_some());
    let mut counts = form.scales.len() + kept.len()..;
    form.scales
        .iter()
        .map(|scale| PlanScale {
            withheld: if scale.parts.iter().any(withholds) { counts.next() } else { None },
            inner: scale.parts.iter().filter_map(|part| if let Part::Scale(inner) = part { Some(*inner) } else { None }).collect(),
            convert: scale.convert.as_ref().map(|convert| {
                let rows = convert.rows.iter();
                let mut rows: Vec<_> =
                    rows.flat_map(|row| row.set.intervals().iter().map(|&(low, high)| (low, high, row.points))).collect();
                rows.sort_unstable();
                rows
            }),
        })
        .collect()
}

/// Inner scales before those that sum them.
fn summing_order(form: &Form) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    while order.len() < form.scales.len() {
        let ready = (0..form.scales.len()).find(|scale| {
            let inner = form.scales[*scale].parts.iter();
            !order.contains(scale) && inner.into_iter().all(|part| !matches!(part, Part::Scale(inner) if !order.contains(inner)))
        });
        match ready {
            Some(scale) => order.push(scale),
            None => break,
        }
    }
    order
}

/// Fields whose cells schemes and rules look at.
fn kept(form: &Form) -> Vec<usize> {
    let looks = form.schemes.iter().flat_map(|scheme| &scheme.shifts).flat_map(|shift| &shift.when);
    let looks = looks.filter_map(|look| if let Look::Field(test) = look { Some(test.field) } else { None });
    let mut kept: Vec<usize> = looks.chain(form.rules.iter().flat_map(|rule| rule.when.iter().map(|test| test.field))).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// What cuts the cells of each field: the patterns, and every option of a choice apart.
fn cells_sets(form: &Form) -> Vec<Vec<Set>> {
    let mut sets = patterns(form);
    for (index, field) in form.fields.iter().enumerate() {
        if field.domain.all().intervals().len() == 1 && matches!(field.domain, Domain::Options(_)) {
            let options = field.domain.all().last().unwrap_or(0);
            sets[index].extend((0..=options).map(Set::one));
        }
    }
    sets
}

/// Every set that a pattern of the form makes on each field.
pub(crate) fn patterns(form: &Form) -> Vec<Vec<Set>> {
    let mut sets = vec![Vec::new(); form.fields.len()];
    let mut conditions: Vec<&Condition> = Vec::new();
    conditions.extend(form.gates.iter().map(|gate| &gate.require));
    conditions.extend(form.rules.iter().map(|rule| &rule.when));
    conditions.extend(form.scales.iter().flat_map(|scale| scale.cases.iter().map(|(when, _)| when)));
    for constraint in &form.constraints {
        if let ConstraintRule::Implies(when, require) = &constraint.rule {
            conditions.extend([when, require]);
        }
    }
    for item in &form.items {
        conditions.extend(&item.applies);
        match &item.form {
            ItemForm::Rows(rows, _) => conditions.extend(rows.iter().map(|row| &row.when)),
            ItemForm::Tables(_, tables) => {
                for table in tables {
                    sets[table.field].extend(table.rows.iter().map(|row| row.set.clone()));
                }
            }
            ItemForm::Weight(..) | ItemForm::Copas { .. } => {}
        }
    }
    for look in form.schemes.iter().flat_map(|scheme| &scheme.shifts).flat_map(|shift| &shift.when) {
        if let Look::Field(test) = look {
            sets[test.field].push(test.set.clone());
        }
    }
    for test in conditions.into_iter().flatten() {
        sets[test.field].push(test.set.clone());
    }
    sets
}
