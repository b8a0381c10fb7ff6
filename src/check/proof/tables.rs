//! Tables of points: no gap, no overlap, and the shape that `any` and `all` ask for.

use super::Prover;
use super::space::Space;
use crate::check::resolve::Doubt;
use crate::diagnostic::{Code, Span};
use crate::domain::Set;
use crate::form::{Combine, Form, Item, ItemForm, JointRow, PointsRow};
use crate::number::Points;
use crate::plan::{Plan, Table};
use crate::text;

/// The answers of a field inside the population, as far as gates on that field alone say.
pub fn inside(form: &Form, field: usize) -> Set {
    form.gates
        .iter()
        .filter(|gate| gate.require.len() == 1)
        .flat_map(|gate| &gate.require)
        .filter(|test| test.field == field)
        .fold(form.fields[field].answers(), |inside, test| inside.intersection(&test.set))
}

pub fn check(prover: &mut Prover<'_>, doubt: &Doubt) {
    if doubt.population {
        return;
    }
    for (index, item) in prover.form.items.iter().enumerate() {
        if doubt.items.contains(&index) {
            continue;
        }
        match &item.form {
            ItemForm::Tables(combine, tables) => {
                for table in tables {
                    let mut needed = inside(prover.form, table.field);
                    if item.applies.is_some() {
                        needed = needed.intersection(&prover.form.fields[table.field].domain.all());
                    }
                    partition(prover, &item.id, table.field, &needed, &table.rows, &table.span);
                }
                if matches!(combine, Combine::Any | Combine::All) {
                    one_number(prover, item, tables.iter().map(|table| table.rows.as_slice()));
                }
            }
            ItemForm::Rows(rows, otherwise) => joint(prover, item, rows, otherwise.is_none()),
            ItemForm::Weight(..) | ItemForm::Copas { .. } => {}
        }
    }
}

fn partition(prover: &mut Prover<'_>, item: &str, field: usize, needed: &Set, rows: &[PointsRow], span: &Span) {
    let form = prover.form;
    let (id, domain) = (&form.fields[field].id, &form.fields[field].domain);
    let mut covered = Set::empty();
    for (index, row) in rows.iter().enumerate() {
        let twice = row.set.intersection(&covered);
        if let Some(&(low, high)) = twice.intervals().first() {
            let value = domain.print(domain.simplest(low, high));
            let earlier = rows[..index].iter().find(|other| other.set.contains(low));
            let place = earlier.map(|other| prover.place(&other.span));
            let witness = witness(form, field, low, high);
            prover.tell(
                Code::Overlap,
                &row.span,
                text!("{id} = {value} valt in twee rijen van `{item}`", "{id} = {value} falls in two rows of `{item}`"),
                |mut finding| {
                    if let Some(place) = place {
                        finding = finding.related(place, text!("de andere rij", "the other row"));
                    }
                    if let Some(witness) = witness {
                        finding = finding.witness(witness);
                    }
                    finding.mend(text!("laat de rijen op elkaar aansluiten", "make the rows meet"))
                },
            );
        }
        covered = covered.union(&row.set);
    }
    let gap = needed.without(&covered);
    if let Some(&(low, high)) = gap.intervals().first() {
        let value = domain.print(domain.simplest(low, high));
        let missing = domain.describe(&gap);
        let witness = witness(form, field, low, high);
        prover.tell(
            Code::Gap,
            span,
            text!("{id} = {value} krijgt geen punten in `{item}`", "{id} = {value} gets no points in `{item}`"),
            |mut finding| {
                if let Some(witness) = witness {
                    finding = finding.witness(witness);
                }
                finding
                    .allowed(text!("rijen voor elke waarde binnen de populatie", "rows for every value inside the population"))
                    .mend(text!("voeg een rij toe voor {missing}", "add a row for {missing}"))
            },
        );
    }
}

/// A whole record with the value, where the rest of the form allows one.
fn witness(form: &Form, field: usize, low: i64, high: i64) -> Option<String> {
    let plan = Plan::compile(form).ok()?;
    Space::record_with(form, &plan, &[(field, form.fields[field].domain.simplest(low, high))])
}

fn one_number<'r>(prover: &mut Prover<'_>, item: &Item, tables: impl Iterator<Item = &'r [PointsRow]>) {
    let mut points: Vec<Points> = tables.flatten().map(|row| row.points).filter(|points| *points != Points::ZERO).collect();
    points.sort_unstable();
    points.dedup();
    if points.len() > 1 {
        let all = points.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        prover.tell(Code::AnyAll, &item.span, text!("de tabellen geven {all}", "the tables give {all}"), |finding| {
            finding.allowed(text!("0 en één ander aantal punten", "0 and one other number of points"))
        });
    }
}

fn joint(prover: &mut Prover<'_>, item: &Item, rows: &[JointRow], complete: bool) {
    let form = prover.form;
    let Ok(plan) = Plan::compile(form) else { return };
    let fields = item.fields();
    let (mut gap, mut overlap) = (None, None);
    let listed = Table::fill(&fields, &plan.fields, |cells| {
        let value = |axis: usize| plan.fields[fields[axis]].cells.low(cells[axis]);
        if !(0..fields.len()).all(|axis| inside(form, fields[axis]).contains(value(axis))) {
            return;
        }
        let holding: Vec<&JointRow> = rows
            .iter()
            .filter(|row| {
                let axis = |field: usize| fields.iter().position(|&one| one == field).unwrap_or(0);
                row.when.iter().all(|test| test.set.contains(value(axis(test.field))))
            })
            .collect();
        let at: Vec<(usize, i64)> = (0..fields.len())
            .map(|axis| {
                let (low, high) = plan.fields[fields[axis]].cells.interval(cells[axis]);
                (fields[axis], form.fields[fields[axis]].domain.simplest(low, high))
            })
            .collect();
        if holding.is_empty() && complete && gap.is_none() {
            gap = Some(at.clone());
        }
        if holding.len() > 1 && overlap.is_none() {
            overlap = Some((at, holding[0].span.clone(), holding[1].span.clone()));
        }
    });
    if listed.is_none() {
        return prover.too_large(&item.id);
    }
    let id = &item.id;
    let name = |at: &[(usize, i64)]| {
        at.iter().map(|&(field, value)| format!("{} = {}", form.fields[field].id, form.fields[field].domain.print(value))).collect::<Vec<_>>().join(", ")
    };
    if let Some(at) = gap {
        let (case, witness) = (name(&at), Space::record_with(form, &plan, &at));
        prover.tell(Code::Gap, &item.span, text!("{case} krijgt geen punten in `{id}`", "{case} gets no points in `{id}`"), |finding| {
            let finding = finding.mend(text!("voeg een rij of `otherwise` toe", "add a row or `otherwise`"));
            match witness {
                Some(witness) => finding.witness(witness),
                None => finding,
            }
        });
    }
    if let Some((at, first, second)) = overlap {
        let (case, place, witness) = (name(&at), prover.place(&first), Space::record_with(form, &plan, &at));
        prover.tell(Code::Overlap, &second, text!("{case} valt in twee rijen van `{id}`", "{case} falls in two rows of `{id}`"), |finding| {
            let finding = finding.related(place, text!("de andere rij", "the other row"));
            match witness {
                Some(witness) => finding.witness(witness),
                None => finding,
            }
        });
    }
}
