// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The population gates, as checks before anything else.

use super::Sheet;
use crate::report::document::Column;
use crate::report::words;

impl Sheet<'_> {
    pub(super) fn checks(&mut self) {
        let (form, lang) = (self.form, self.lang);
        if form.gates.is_empty() {
            return;
        }
        self.document.heading(say!(lang, "Eerst: past dit instrument?", "First: does this tool apply?"));
        for (at, gate) in form.gates.iter().enumerate() {
            let labels: Vec<String> = gate.require.iter().map(|test| form.fields[test.field].label.get(lang).to_owned()).collect();
            let (number, labels) = (at + 1, words::both(&labels, lang));
            self.document.subheading(say!(lang, "Vraag vooraf {number}: {labels}", "Check {number}: {labels}"));
            let (go_on, stop) = (say!(lang, "ga verder", "go on"), say!(lang, "stop", "stop"));
            for test in &gate.require {
                let field = &form.fields[test.field];
                self.ask(test.field);
                if gate.require.len() == 1 {
                    let gives = |value| Some(if test.set.contains(value) { go_on.clone() } else { stop.clone() });
                    let then = Column::words(&say!(lang, "dan", "then"));
                    let table = self.boxes(field, then, [&test.set].into_iter(), gives);
                    self.document.table(table);
                } else {
                    let choices = self.choices(field);
                    self.document.list(choices);
                }
            }
            let reason = gate.reason.get(lang);
            let instead = gate.instead.as_ref().map(|instead| {
                let instead = instead.get(lang);
                say!(lang, " Ander instrument: {instead}", " Other tool: {instead}")
            });
            let instead = instead.unwrap_or_default();
            let source = self.page.source_line(&gate.provenance);
            if gate.require.len() > 1 {
                let when = words::condition(form, &gate.require, lang);
                self.document.paragraph(say!(lang, "Ga alleen verder als {when}.", "Go on only when {when}."));
            }
            self.document.paragraph(say!(lang, "Bij stop: {reason}{instead} {source}", "At stop: {reason}{instead} {source}"));
        }
    }
}
