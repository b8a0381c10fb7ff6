//! Gates and constraints: the population is not empty, the constraints can be obeyed together, and each of them excludes something.

use super::Prover;
use super::space::{Empty, Space};
use super::tables::inside;
use crate::diagnostic::{Code, Span};
use crate::evaluate::outcome::Reason;
use crate::form::ConstraintRule;
use crate::plan::relation::{self, Relation};
use crate::plan::{Plan, Table};
use crate::text;

/// The space of all records, or `None` with what keeps it empty.
pub fn check<'p, 'f: 'p>(prover: &mut Prover<'f>, plan: &'p Plan) -> Option<Space<'p>> {
    let form = prover.form;
    for (gate, table) in form.gates.iter().zip(&plan.gates) {
        if table.parts().1.iter().all(|&passes| passes) {
            let id = &gate.id;
            prover.tell(Code::DeadConstraint, &gate.span, text!("de poort `{id}` houdt niemand tegen", "the gate `{id}` keeps nobody out"), |f| f);
        }
    }
    for (index, constraint) in form.constraints.iter().enumerate() {
        let idle = match &constraint.rule {
            ConstraintRule::Implies(..) => plan
                .bans
                .iter()
                .filter(|ban| ban.constraint == Some(index))
                .all(|ban| !broken_somewhere(prover, plan, &ban.obeyed)),
            ConstraintRule::Bounds { plus, minus, least, most } => !bounds_bite(prover, plus, minus, *least, *most),
        };
        if idle {
            let id = &constraint.id;
            let found = text!("de voorwaarde `{id}` sluit niets uit", "the constraint `{id}` excludes nothing");
            prover.tell(Code::DeadConstraint, &constraint.span, found, |f| f);
        }
    }
    match Space::new(form, plan, &[]) {
        Ok(space) => {
            if space.is_too_large() {
                prover.too_large(&form.id);
            }
            Some(space)
        }
        Err(Empty::Population(gate)) => {
            let (id, span) = (&form.gates[gate].id, form.gates[gate].span.clone());
            prover.tell(Code::EmptyPopulation, &span, text!("niemand komt door de poort `{id}`", "nobody passes the gate `{id}`"), |f| f);
            None
        }
        Err(Empty::Contradiction(reasons)) => {
            let owner = reasons.iter().find_map(|reason| match reason {
                Reason::Constraint(constraint) => Some(*constraint),
                _ => None,
            });
            let span: Span = owner.map_or(0..0, |constraint| form.constraints[constraint].span.clone());
            let names: Vec<&str> = reasons
                .iter()
                .filter_map(|reason| match reason {
                    Reason::Constraint(constraint) => Some(form.constraints[*constraint].id.as_str()),
                    Reason::Disagrees(field) | Reason::Conditional(field) => Some(form.fields[*field].id.as_str()),
                    _ => None,
                })
                .collect();
            let names = names.join(", ");
            let found = text!("geen enkele invulling voldoet aan: {names}", "no record obeys: {names}");
            prover.tell(Code::Contradiction, &span, found, |finding| {
                finding.mend(text!("een van deze voorwaarden is fout", "one of these constraints is wrong"))
            });
            None
        }
    }
}

/// Whether some combination of cells inside the population breaks a table.
fn broken_somewhere(prover: &Prover<'_>, plan: &Plan, obeyed: &Table<bool>) -> bool {
    let fields = obeyed.fields();
    let mut broken = false;
    let mut cells = vec![0; plan.fields.len()];
    let _ = Table::fill(&fields, &plan.fields, |at| {
        let mut possible = true;
        for (&field, &cell) in fields.iter().zip(at) {
            cells[field] = cell;
            possible &= inside(prover.form, field).contains(plan.fields[field].cells.low(cell));
        }
        broken |= possible && !obeyed.at(&cells);
    });
    broken
}

/// Whether each end of a comparison excludes some values inside the population.
fn bounds_bite(prover: &Prover<'_>, plus: &[usize], minus: &[usize], least: Option<i64>, most: Option<i64>) -> bool {
    let form = prover.form;
    let ranges: Vec<(i64, i64)> = (0..form.fields.len())
        .map(|field| {
            let inside = inside(form, field).intersection(&form.fields[field].domain.all());
            (inside.first().unwrap_or(0), inside.last().unwrap_or(0))
        })
        .collect();
    let breaks = |least: i64, most: i64| {
        let relation = Relation::Sum { plus: plus.to_vec(), minus: minus.to_vec(), least, most };
        relation::solve(&[relation], ranges.clone()).is_some()
    };
    let below = least.is_none_or(|least| breaks(i64::MIN / 4, least - 1));
    let above = most.is_none_or(|most| breaks(most + 1, i64::MAX / 4));
    below && above
}
