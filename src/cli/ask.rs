// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Asks for what is missing, one line a question: no cursor movement, so that a screen reader can follow.

use std::io::{BufRead as _, IsTerminal as _};

use taxeer::domain::Domain;
use taxeer::evaluate::{Evaluator, Outcome};
use taxeer::form::{Field, FieldType};
use taxeer::lang::Lang;
use taxeer::protocol::Routes;
use taxeer::record::Case;

use super::term;

/// Whether somebody is there to answer.
pub fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for every field that is nowhere given, in the order of the form; stops where no answer can matter any more because the
/// instrument does not apply. Where the input ends the case stays incomplete.
pub fn missing(lang: Lang, evaluator: &Evaluator, case: &mut Case) {
    let form = evaluator.instrument().form();
    let mut told = false;
    let mut lines = std::io::stdin().lock().lines();
    while let Some(field) = case.next_missing(form) {
        if !told {
            term::note(lang.pick(
                "Wat nog niet gegeven is wordt gevraagd. Enter of ? is onbekend.",
                "What is not given yet is asked. Enter or ? means unknown.",
            ));
            told = true;
        }
        term::prompt(&question(&form.fields[field], lang));
        let Some(Ok(line)) = lines.next() else { return };
        if let Err(fault) = case.answer(form, field, &line) {
            let (title, allowed, mend) = (fault.code.title(lang), fault.allowed.get(lang), fault.mend.get(lang));
            term::note(&format!("  {title}: {allowed}; {mend}"));
        } else if evaluator.evaluate(&case.record.answers).outcome == Outcome::NotApplicable {
            while let Some(rest) = case.next_missing(form) {
                // The empty answer is unknown for every field.
                if case.answer(form, rest, "").is_err() {
                    return;
                }
            }
        }
    }
}

/// Asks, with a protocol that routes, for what its conditions read and then for what the instruments of the route read. What no route that
/// is left reads is not asked and has no part in the result.
pub fn routed(lang: Lang, routes: &Routes, case: &mut Case, ask: bool) {
    let form = routes.form();
    let mut told = false;
    let mut lines = std::io::stdin().lock().lines();
    loop {
        let needs = routes.needs(&routes.with_ages(&case.record.answers, None));
        let missing = case.all_missing(form);
        let next = missing.iter().find(|&&field| routes.is_read(field)).or_else(|| missing.iter().find(|&&field| needs[field]));
        let Some(&field) = next.filter(|_| ask) else {
            // What is not needed is unknown, and the empty answer is that for every field; what is needed stays missing.
            for field in missing.into_iter().filter(|&field| !needs[field]) {
                let _ = case.answer(form, field, "");
            }
            return;
        };
        if !told {
            term::note(lang.pick(
                "Wat nog niet gegeven is wordt gevraagd. Enter of ? is onbekend.",
                "What is not given yet is asked. Enter or ? means unknown.",
            ));
            told = true;
        }
        term::prompt(&question(&form.fields[field], lang));
        let Some(Ok(line)) = lines.next() else { return };
        if let Err(fault) = case.answer(form, field, &line) {
            let (title, allowed, mend) = (fault.code.title(lang), fault.allowed.get(lang), fault.mend.get(lang));
            term::note(&format!("  {title}: {allowed}; {mend}"));
        }
    }
}

/// The question, and under it the answers that can be given.
fn question(field: &Field, lang: Lang) -> String {
    let ask = field.ask.get(lang);
    match (&field.domain, field.kind) {
        (_, FieldType::YesNo) => format!("{ask} [{}] ", lang.pick("ja/nee/?", "yes/no/?")),
        (Domain::Options(ids), _) => {
            let lines = ids.iter().zip(&field.options).map(|(id, words)| match words.get(lang) {
                same if same == id => format!("  {id}\n"),
                other => format!("  {id}: {other}\n"),
            });
            format!("{ask}\n{}  > ", lines.collect::<String>())
        }
        (_, FieldType::Date) => format!("{ask} [{}] ", lang.pick("dd-mm-jjjj of ?", "dd-mm-yyyy or ?")),
        (domain, _) => {
            let all = domain.all();
            let limit = |end: Option<i64>| end.map(|end| domain.print(end)).unwrap_or_default();
            let (low, high) = (limit(all.first()), limit(all.last()));
            format!("{ask} [{low} {} {high}, ?] ", lang.pick("t/m", "to"))
        }
    }
}
