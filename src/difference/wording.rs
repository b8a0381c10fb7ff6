// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The words of a rule set, by language.

use super::change::{Said, Section};
use crate::form::Form;
use crate::lang::{Lang, Text};

pub(super) fn of(form: &Form, lang: Lang) -> Vec<Said> {
    let mut words = Words { lang, said: Vec::new() };
    words.head(form);
    form.shelf_life.iter().for_each(|life| words.say(Section::Head, "shelf_life", "says", &life.says));
    for study in &form.studies {
        words.say(Section::Study, &study.id, "sample", &study.sample);
        study.follow_up.iter().for_each(|text| words.say(Section::Study, &study.id, "follow_up", text));
        study.outcome.iter().for_each(|text| words.say(Section::Study, &study.id, "outcome", text));
        for (place, figure) in study.figures.iter().enumerate() {
            figure.of.iter().for_each(|text| words.say(Section::Study, &format!("{}.{}", study.id, place + 1), "figure", text));
        }
    }
    for field in &form.fields {
        let mut say = |what, text: &Text| words.say(Section::Field, &field.id, what, text);
        say("label", &field.label);
        say("ask", &field.ask);
        field.help.iter().for_each(|help| say("help", help));
        for (place, option) in field.options.iter().enumerate() {
            let id = field.domain.print(i64::try_from(place).unwrap_or(i64::MAX));
            words.say(Section::Field, &format!("{}.{id}", field.id), "option", option);
        }
    }
    for gate in &form.gates {
        words.say(Section::Population, &gate.id, "else", &gate.reason);
        gate.instead.iter().for_each(|instead| words.say(Section::Population, &gate.id, "instead", instead));
    }
    for constraint in &form.constraints {
        words.say(Section::Constraint, &constraint.id, "says", &constraint.says);
    }
    for item in &form.items {
        item.number.iter().for_each(|number| words.say(Section::Item, &item.id, "number", &Text::same(number)));
        words.say(Section::Item, &item.id, "title", &item.title);
    }
    for scale in &form.scales {
        words.say(Section::Scale, &scale.id, "title", &scale.title);
        for link in &scale.links {
            words.say(Section::Link, &format!("{}.{}", scale.id, link.horizon), "outcome", &link.outcome);
        }
    }
    for scheme in &form.schemes {
        words.say(Section::Scheme, &scheme.id, "title", &scheme.title);
        for level in &scheme.levels {
            words.say(Section::Scheme, &format!("{}.{}", scheme.id, level.id), "name", &level.name);
        }
    }
    for norm in &form.norms {
        let parts = [("title", &norm.title), ("outcome", &norm.outcome), ("horizon", &norm.horizon), ("sample", &norm.sample)];
        for (what, text) in parts {
            words.say(Section::Norm, &norm.id, what, text);
        }
    }
    for part in &form.unreachable {
        words.say(Section::Other, &part.part, "unreachable", &part.reason);
    }
    if let Some(judgement) = &form.judgement {
        words.say(Section::Other, "judgement", "ask", &judgement.ask);
        judgement.options.iter().for_each(|(id, text)| words.say(Section::Other, &format!("judgement.{id}"), "option", text));
    }
    for line in &form.lines {
        words.say(Section::Other, &line.id, "ask", &line.ask);
        line.help.iter().for_each(|help| words.say(Section::Other, &line.id, "help", help));
    }
    words.said
}

struct Words {
    lang: Lang,
    said: Vec<Said>,
}

impl Words {
    fn say(&mut self, section: Section, id: &str, what: &'static str, text: &Text) {
        self.said.push(Said::new(section, id, what, text.get(self.lang)));
    }

    fn head(&mut self, form: &Form) {
        let about = &form.about;
        let one = [
            ("title", &form.title),
            ("measures", &about.measures),
            ("for_whom", &about.for_whom),
            ("not_for", &about.not_for),
            ("training", &about.training),
            ("validity", &about.validity),
            ("rights", &about.rights),
        ];
        for (what, text) in one {
            self.say(Section::Head, "", what, text);
        }
        // Points of a list have no names: what stands in one list and not in the other is told as the list.
        for (what, list) in [("missing", &about.missing), ("notes", &about.notes)] {
            let points: Vec<&str> = list.iter().map(|text| text.get(self.lang)).collect();
            self.said.push(Said::new(Section::Head, "", what, points.join(" ")));
        }
    }
}
