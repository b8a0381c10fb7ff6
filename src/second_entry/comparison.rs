// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Part by part: what both sides say, what one of them lacks.

use std::sync::Arc;

use super::reading::Entered;
use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::form::Form;
use crate::lang::Text;
use crate::parts::part::{Kind, Need, Part, Row, regions};
use crate::parts::region::{Region, Space, rest};
use crate::text;

/// Compares the parts of a rule set with what was entered a second time.
pub fn compare(form: &Form, second: &Arc<Source>, parts: &[Part], entered: &[Entered], findings: &mut Vec<Diagnostic>) {
    let head = Place { source: Arc::clone(second), span: 0..second.text.lines().next().unwrap_or("").len() };
    let has = |kind: Kind| parts.iter().zip(entered).any(|(part, entered)| part.key.kind == kind && entered.first.is_some());
    for kind in Kind::ALL.iter().copied().filter(|kind| !has(*kind)) {
        let needed: Vec<&Part> = parts.iter().filter(|part| part.key.kind == kind && part.need == Need::Kind).collect();
        findings.extend(kind_entered_once(kind, &needed, &head));
    }
    for (part, entered) in parts.iter().zip(entered).filter(|(_, entered)| !entered.faulty) {
        let Some(first) = &entered.first else {
            match part.need {
                Need::Always => findings.push(lacking(part, &head)),
                Need::Kind if has(part.key.kind) => findings.push(lacking(part, &head)),
                Need::Beside => findings.push(entered_once(part, &head)),
                Need::Kind | Need::Never => {}
            }
            continue;
        };
        let space = Space { form, scope: part.scope };
        let (own, other) = (part.complete(&part.rows, space), part.complete(&entered.rows, space));
        Pair { part, space, first }.compare(&own, &other, findings);
    }
}

/// One part with the first line that speaks of it.
struct Pair<'a> {
    part: &'a Part,
    space: Space<'a>,
    first: &'a Place,
}

impl Pair<'_> {
    fn compare(&self, own: &[Row], other: &[Row], findings: &mut Vec<Diagnostic>) {
        for row in own {
            for line in other.iter().filter(|line| line.value != row.value) {
                let both = row.regions.iter().find_map(|region| line.regions.iter().find_map(|there| region.both(there)));
                findings.extend(both.map(|case| self.differs(row, line, &case)));
            }
            let lacks = rest(&row.regions, &regions(other), self.space);
            findings.extend(lacks.first().map(|case| {
                let (key, value) = (&self.part.key, &row.value);
                let found = text!("{key}: {value} staat alleen in de regelset", "{key}: {value} is only in the rule set");
                let finding = Diagnostic::new(Code::OnlyInRuleSet, row.place.clone(), found);
                self.shown(finding, case)
                    .related(self.first.clone(), text!("de tweede tabel over dit deel", "the second table on this part"))
            }));
        }
        for line in other {
            let lacks = rest(&line.regions, &regions(own), self.space);
            findings.extend(lacks.first().map(|case| {
                let (key, value) = (&self.part.key, &line.value);
                let found = text!("{key}: {value} staat alleen in de tweede tabel", "{key}: {value} is only in the second table");
                let finding = Diagnostic::new(Code::OnlyInSecond, line.place.clone(), found);
                self.shown(finding, case).related(self.part.place.clone(), text!("de regelset over dit deel", "the rule set on this part"))
            }));
        }
    }

    fn differs(&self, row: &Row, line: &Row, case: &Region) -> Diagnostic {
        let (key, own, other) = (&self.part.key, &row.value, &line.value);
        let found =
            text!("{key}: de regelset zegt {own}, de tweede tabel {other}", "{key}: the rule set says {own}, the second table {other}");
        let finding = Diagnostic::new(Code::SecondDiffers, row.place.clone(), found);
        self.shown(finding, case)
            .related(line.place.clone(), text!("de tweede tabel", "the second table"))
            .mend(text!("zoek op in de bron welke van de twee klopt", "look up in the source which of the two is right"))
    }

    fn shown(&self, finding: Diagnostic, case: &Region) -> Diagnostic {
        match case.witness(self.space) {
            Some(case) => finding.witness(case),
            None => finding,
        }
    }
}

/// A part that must be there and is not.
fn lacking(part: &Part, head: &Place) -> Diagnostic {
    let key = &part.key;
    let found = text!("{key} staat alleen in de regelset", "{key} is only in the rule set");
    lacks(Code::OnlyInRuleSet, part, found, head)
}

/// A part that was entered once, and that nothing reported hangs on.
fn entered_once(part: &Part, head: &Place) -> Diagnostic {
    let key = &part.key;
    let found = text!(
        "{key} is één keer ingevoerd; niets wat gerapporteerd wordt hangt ervan af",
        "{key} was entered once; nothing that is reported hangs on it"
    );
    lacks(Code::EnteredOnce, part, found, head)
}

/// A kind of parts of which the second table has none.
fn kind_entered_once(kind: Kind, parts: &[&Part], head: &Place) -> Option<Diagnostic> {
    let first = parts.first()?;
    let (count, several, word) = (parts.len(), kind.several(), kind.word());
    let (nl, en) = (several.nl, several.en);
    let found = text!("één keer ingevoerd: {nl} ({count}, `{word}`)", "entered once: {en} ({count}, `{word}`)");
    Some(lacks(Code::EnteredOnce, first, found, head))
}

fn lacks(code: Code, part: &Part, found: Text, head: &Place) -> Diagnostic {
    Diagnostic::new(code, part.place.clone(), found).related(head.clone(), text!("hier ontbreekt het", "it is lacking here"))
}
