// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! From counts to tables that are linked by nothing but shared totals. Where a protocol's tiers are made of levels, levels stand below
//! their tier, for both tables side by side would bound each other.

use super::cell::{Cell, Load, Split};
use super::hide::OPEN;
use super::tally::{State, Tally};
use crate::evaluate::{Evaluation, Evaluator, Outcome};
use crate::form::Form;
use crate::lang::Text;
use crate::protocol::Protocol;
use crate::text;

/// Cases of which the level is open.
const LEVEL_OPEN: &str = OPEN[0];
/// Cases of which the tier is open.
const TIER_OPEN: &str = OPEN[1];

/// The tables of a file of cases.
#[must_use]
pub fn tables(tally: &Tally, evaluator: &Evaluator, protocol: Option<&Protocol>) -> Load {
    let form = evaluator.instrument().form();
    let main = text!("gescoord of open", "scored or open");
    let mut main = Cell::new("with_result", main, tally.count(|_| true));
    let schemes: Vec<usize> = (0..form.schemes.len()).filter(|&scheme| form.schemes[scheme].report).collect();
    main.splits = match (protocol, schemes.as_slice()) {
        (Some(protocol), schemes) => vec![tiers(tally, evaluator, protocol, schemes)],
        (None, [scheme]) => vec![settled(tally, form, *scheme)],
        (None, several) => several.iter().enumerate().map(|(place, &scheme)| levels_or_open(tally, form, place, scheme)).collect(),
    };
    let answers = tally.missing.iter().map(|&(field, missing)| answers(form, field, missing, main.count)).collect();
    let ended = |outcome: Outcome, name: Text| Cell::new(outcome.code(), name, tally.ended(outcome));
    let mut rest = vec![
        ended(Outcome::NotApplicable, text!("niet van toepassing", "not applicable")),
        ended(Outcome::Inconsistent, text!("tegenstrijdig", "inconsistent")),
        ended(Outcome::Rejected, text!("afgewezen", "rejected")),
    ];
    if let Some([merged, conflicting]) = tally.left_out {
        rest.push(Cell::new("merged", text!("dubbel, samengevoegd", "twice, merged"), merged));
        rest.push(Cell::new("conflicting", text!("dubbel, tegenstrijdig", "twice, in conflict"), conflicting));
    }
    let split = Split { code: "outcome".to_owned(), name: text!("zonder resultaat", "without a result"), cells: rest };
    Load { main, rest: Cell::sum("without_result", text!("zonder resultaat", "without a result"), split), answers }
}

/// One scheme without a protocol: settled cases by level, and how complete they were.
fn settled(tally: &Tally, form: &Form, scheme: usize) -> Split {
    let is_settled = |state: &State| state.levels.first().is_some_and(Option::is_some);
    let complete = Split {
        code: "answers".to_owned(),
        name: text!("vast niveau", "settled level"),
        cells: vec![
            Cell::new("scored", text!("gescoord", "scored"), tally.count(|state| is_settled(state) && state.scored)),
            Cell::new(
                "open_settled",
                text!("open, niveau toch vast", "open, level settled"),
                tally.count(|state| is_settled(state) && !state.scored),
            ),
        ],
    };
    let mut settled = Cell::sum("level_settled", text!("niveau vast", "level settled"), levels(tally, form, 0, scheme));
    settled.splits.push(complete);
    let open = Cell::new(LEVEL_OPEN, text!("niveau open", "level open"), tally.count(|state| !is_settled(state)));
    Split { code: "level".to_owned(), name: text!("niveau", "level"), cells: vec![settled, open] }
}

fn levels(tally: &Tally, form: &Form, place: usize, scheme: usize) -> Split {
    let names = &form.schemes[scheme].levels;
    let cells = names.iter().enumerate().map(|(level, known)| {
        let count = tally.count(|state| state.levels.get(place).copied().flatten() == Some(level));
        Cell::new(&*known.id, Text::same(&known.id), count)
    });
    Split { code: "level".to_owned(), name: text!("niveau", "level"), cells: cells.collect() }
}

/// One of several schemes: its levels and the cases of which it is open.
fn levels_or_open(tally: &Tally, form: &Form, place: usize, scheme: usize) -> Split {
    let mut split = levels(tally, form, place, scheme);
    let open = tally.count(|state| state.levels.get(place).copied().flatten().is_none());
    split.cells.push(Cell::new(LEVEL_OPEN, text!("niveau open", "level open"), open));
    let id = &form.schemes[scheme].id;
    Split { code: format!("level.{id}"), name: text!("niveau {id}", "level {id}"), ..split }
}

fn tiers(tally: &Tally, evaluator: &Evaluator, protocol: &Protocol, schemes: &[usize]) -> Split {
    let form = evaluator.instrument().form();
    let below = if let [scheme] = schemes { tier_of_level(evaluator, protocol, *scheme).map(|map| (*scheme, map)) } else { None };
    let mut cells: Vec<Cell> = Vec::new();
    for (at, tier) in protocol.tiers().iter().enumerate() {
        let has = |state: &State| state.tier == Some(at);
        let mut cell = Cell::new(&*tier.id, tier.name.clone(), tally.count(has));
        if let Some((scheme, map)) = &below {
            let known = form.schemes[*scheme].levels.iter().enumerate().filter(|(level, _)| map.get(*level) == Some(&Some(at)));
            let mut levels: Vec<Cell> = known
                .map(|(level, known)| {
                    let count = tally.count(|state| has(state) && state.levels.first().copied().flatten() == Some(level));
                    Cell::new(&*known.id, Text::same(&known.id), count)
                })
                .collect();
            let open = tally.count(|state| has(state) && state.levels.first().is_none_or(Option::is_none));
            levels.push(Cell::new(LEVEL_OPEN, text!("niveau open", "level open"), open));
            let name = &tier.name;
            let (nl, en) = (&name.nl, &name.en);
            cell.splits.push(Split { code: "level".to_owned(), name: text!("niveaus bij {nl}", "levels of {en}"), cells: levels });
        }
        cells.push(cell);
    }
    let several = tally.count(|state| state.tier.is_none());
    cells.push(Cell::new(TIER_OPEN, text!("prioriteit open", "tier open"), several));
    Split { code: "tier".to_owned(), name: text!("prioriteit", "tier"), cells }
}

/// The tier of each level, where each has one; a level that cannot occur has none.
fn tier_of_level(evaluator: &Evaluator, protocol: &Protocol, scheme: usize) -> Option<Vec<Option<usize>>> {
    let mut tiers = vec![None; evaluator.instrument().form().schemes[scheme].levels.len()];
    // The record of which nothing is known leaves every combination that can occur.
    for combination in evaluator.evaluate(&[]).reach.combinations {
        let level = *combination.get(scheme)?;
        let mut one = Evaluation::without_values(Outcome::Scored, Vec::new());
        one.reach.combinations = vec![combination];
        let tier = protocol.tier(&one).tier?;
        match tiers.get_mut(level)? {
            Some(other) if *other != tier => return None,
            place => *place = Some(tier),
        }
    }
    Some(tiers)
}

fn answers(form: &Form, field: usize, missing: u64, cases: u64) -> Split {
    let field = &form.fields[field];
    Split {
        code: format!("answer.{}", field.id),
        name: field.label.clone(),
        cells: vec![
            Cell::new("missing", text!("onbekend", "unknown"), missing),
            Cell::new("known", text!("bekend", "known"), cases - missing),
        ],
    }
}
