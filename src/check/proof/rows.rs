//! Every row of a points table counts for somebody.

use super::Prover;
use super::space::Space;
use crate::diagnostic::Code;
use crate::form::{ItemForm, Test};
use crate::text;

pub fn check(prover: &mut Prover<'_>, space: &Space<'_>) {
    for item in &prover.form.items {
        let id = &item.id;
        match &item.form {
            ItemForm::Tables(_, tables) => {
                for table in tables {
                    let field = &prover.form.fields[table.field].id;
                    for row in &table.rows {
                        let test = Test { field: table.field, set: row.set.clone(), span: row.span.clone() };
                        if !holds_somewhere(space, std::slice::from_ref(&test), &[]) {
                            let pattern = &row.pattern;
                            let found = text!(
                                "in `{id}` komt niemand in de rij {field} = {pattern}",
                                "in `{id}` nobody comes into the row {field} = {pattern}"
                            );
                            prover.dead(format!("row {id}.{field}.{pattern}"), Code::DeadRow, &row.span, found);
                        }
                    }
                }
            }
            ItemForm::Rows(rows, otherwise) => {
                for (index, row) in rows.iter().enumerate() {
                    if !holds_somewhere(space, &row.when, &[]) {
                        let number = index + 1;
                        let found = text!("in `{id}` komt niemand in rij {number}", "in `{id}` nobody comes into row {number}");
                        prover.dead(format!("row {id}.{number}"), Code::DeadRow, &row.span, found);
                    }
                }
                let all: Vec<&[Test]> = rows.iter().map(|row| row.when.as_slice()).collect();
                if otherwise.is_some() && !holds_somewhere(space, &[], &all) {
                    let found = text!("in `{id}` geldt `otherwise` voor niemand", "in `{id}` `otherwise` holds for nobody");
                    prover.dead(format!("row {id}.otherwise"), Code::DeadRow, &item.span, found);
                }
            }
            ItemForm::Weight(..) | ItemForm::Copas { .. } => {}
        }
    }
}

/// Whether some allowed completion obeys all of `tests` and none of `others`.
pub fn holds_somewhere(space: &Space<'_>, tests: &[Test], others: &[&[Test]]) -> bool {
    let mut fields: Vec<usize> = tests.iter().chain(others.iter().copied().flatten()).map(|test| test.field).collect();
    fields.sort_unstable();
    fields.dedup();
    // The fields of one item share a component unless a table with `sum` keeps them apart; then each test stands alone.
    let holding = space.components.iter().filter(|component| component.fields.iter().any(|field| fields.contains(field)));
    holding.into_iter().all(|component| {
        component.leaves.iter().any(|leaf| {
            let value = |field: usize| {
                let at = component.fields.iter().position(|&one| one == field)?;
                Some(space.plan.fields[field].cells.low(leaf.cells[at]))
            };
            let holds = |test: &Test| value(test.field).is_none_or(|value| test.set.contains(value));
            tests.iter().all(holds) && others.iter().all(|other| !other.iter().all(holds))
        })
    })
}
