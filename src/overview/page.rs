// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The page.

use crate::aggregate::Tally;
use crate::batch::{Job, Summary, Written};
use crate::lang::{Lang, Text};
use crate::mapping::Mapping;
use crate::protocol::{Protocol, Routes};
use crate::report::document::{Column, Document, Table};
use crate::report::say;
use crate::report::svg::{self, Caption, Part, Shade};
use crate::report::words::day;

/// A batch, to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Overview<'a> {
    /// What was done.
    pub job: &'a Job<'a>,
    /// The input.
    pub input: &'a Written,
    /// Where rows ended.
    pub summary: &'a Summary,
    /// The input, counted once more: which answers are missing.
    pub tally: &'a Tally,
    /// How the input was read.
    pub notes: &'a [Text],
}

impl Overview<'_> {
    /// The page.
    #[must_use]
    pub fn document(&self, lang: Lang) -> Document {
        let mut document = Document::default();
        document.title(lang.pick("Overzicht van een run", "Overview of a run"));
        document.paragraph(lang.pick(
            "Intern: exacte aantallen, niet om te delen. Aantallen om te delen maakt `taxeer batch --aggregate`.",
            "Internal: exact counts, not for sharing. `taxeer batch --aggregate` makes counts that can be shared.",
        ));
        document.facts(self.facts(lang));
        self.rows(&mut document, lang);
        for place in 0..self.summary.levels.len() {
            self.levels(place, &mut document, lang);
        }
        if let Some(protocol) = self.job.protocol {
            self.tiers(protocol, &mut document, lang);
        }
        self.missing(&mut document, lang);
        document
    }

    fn facts(&self, lang: Lang) -> Vec<(String, String)> {
        let name = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
        let mut facts = vec![
            (name("invoer", "input"), self.input.name.clone()),
            (name("sha256 van de invoer", "sha256 of the input"), self.input.digest.clone()),
            (name("instrument", "instrument"), self.job.stamp()),
            (name("protocol", "protocol"), self.job.protocol.map(Protocol::stamp).unwrap_or_default()),
            (name("toewijzing", "mapping"), self.job.mapping.map(Mapping::stamp).unwrap_or_default()),
            (name("peildatum", "as of"), self.job.as_of.day.map(|as_of| day(as_of, lang)).unwrap_or_default()),
        ];
        facts.extend(self.job.as_of.cautions.iter().map(|caution| (name("let op", "note"), caution.words().get(lang).to_owned())));
        let members = self.job.protocol.and_then(Protocol::routes).map_or(&[][..], Routes::members);
        for (member, cautions) in members.iter().zip(&self.job.as_of.of_each) {
            let id = &member.form().id;
            facts.extend(cautions.iter().map(|caution| (name("let op", "note"), format!("{id}: {}", caution.words().get(lang)))));
        }
        facts.extend(self.notes.iter().map(|note| (name("zo gelezen", "read as"), note.get(lang).to_owned())));
        facts
    }

    fn rows(&self, document: &mut Document, lang: Lang) {
        let summary = self.summary;
        let part = |nl: &str, en: &str, count: u64, shade: Shade| part(lang.pick(nl, en), count, summary.read, shade, lang);
        let mut parts = vec![
            part("gescoord", "scored", summary.scored, Shade::Dark),
            part("open, niveau toch vast", "open, level settled", summary.open_settled, Shade::Middle),
            part("open, niveau open", "open, level open", summary.open, Shade::Light),
            part("niet van toepassing", "not applicable", summary.not_applicable, Shade::Grey),
            part("tegenstrijdig", "inconsistent", summary.inconsistent, Shade::Grey),
            part("afgewezen", "rejected", summary.rejected, Shade::Grey),
        ];
        if summary.duplicates.is_some() {
            parts.push(part("dubbel, gelijk (samengevoegd)", "duplicate, equal (merged)", summary.merged, Shade::Grey));
            parts.push(part("dubbel, verschillend", "duplicate, different", summary.conflicting, Shade::Grey));
        }
        let read = lang.number(summary.read);
        document.heading(lang.pick("Waar elke rij eindigt", "Where every row ended"));
        let caption = Caption {
            title: lang.pick("Van invoer naar uitkomst, in rijen", "From input to outcome, in rows"),
            words: lang.pick(
                "Elke rij van de invoer eindigt op één plaats. De tabel eronder noemt dezelfde aantallen.",
                "Every row of the input ends in one place. The table below has the same counts.",
            ),
            id: "rows",
        };
        document.picture(svg::flow(caption, (lang.pick("gelezen", "read"), &read), &parts));
        let sum = parts.iter().map(|part| lang.number(part.count)).collect::<Vec<_>>().join(" + ");
        let verdict = if summary.reconciles() { lang.pick("klopt", "reconciles") } else { lang.pick("KLOPT NIET", "DOES NOT RECONCILE") };
        document.paragraph(format!("{read} = {sum}: {verdict}."));
        if summary.duplicates.is_none() {
            document.paragraph(lang.pick("Op dubbele zaken is niet gelet.", "Duplicates were not checked."));
        }
        document.table(table(
            &[lang.pick("waar", "where"), lang.pick("rijen", "rows"), lang.pick("deel van gelezen", "share of read")],
            &parts,
            summary.read,
            lang,
        ));
    }

    fn levels(&self, place: usize, document: &mut Document, lang: Lang) {
        let ((scheme, levels), (_, open)) = (&self.summary.levels[place], &self.summary.open_levels[place]);
        let mut sets: Vec<(&Vec<usize>, u64)> = open.iter().map(|(set, count)| (set, *count)).collect();
        sets.sort_by_key(|(set, count)| (std::cmp::Reverse(*count), *set));
        let total = levels.iter().map(|(_, count)| count).sum::<u64>() + sets.iter().map(|(_, count)| count).sum::<u64>();
        let mut parts: Vec<Part> = levels.iter().map(|(level, count)| part(level, *count, total, Shade::Dark, lang)).collect();
        parts.extend(sets.into_iter().map(|(set, count)| {
            let names: Vec<&str> = set.iter().map(|&level| levels[level].0.as_str()).collect();
            let name = names.join(lang.pick(" of ", " or "));
            part(&say!(lang, "open: {name}", "open: {name}"), count, total, Shade::Light, lang)
        }));
        document.heading(say!(lang, "Niveau ({scheme})", "Level ({scheme})"));
        let caption = Caption {
            title: lang.pick("Niveau, in rijen; licht: nog open", "Level, in rows; light: still open"),
            words: lang.pick(
                "Hoeveel rijen elk niveau hebben, en hoeveel er nog meer dan één kunnen krijgen.",
                "How many rows have each level, and how many can still get more than one.",
            ),
            id: &format!("level-{place}"),
        };
        chart(
            document,
            caption,
            [lang.pick("niveau", "level"), lang.pick("rijen", "rows"), lang.pick("deel", "share")],
            &parts,
            total,
            lang,
        );
    }

    fn tiers(&self, protocol: &Protocol, document: &mut Document, lang: Lang) {
        let open = self.tally.count(|state| state.tier.is_none());
        let counted = self.summary.tiers.iter().map(|(_, count)| *count);
        let total = counted.clone().sum::<u64>() + open;
        let mut parts: Vec<Part> =
            protocol.tiers().iter().zip(counted).map(|(tier, count)| part(tier.name.get(lang), count, total, Shade::Dark, lang)).collect();
        parts.push(part(lang.pick("prioriteit open", "tier open"), open, total, Shade::Light, lang));
        document.heading(lang.pick("Prioriteit", "Tier"));
        let caption = Caption {
            title: lang.pick("Prioriteit volgens het protocol, in rijen", "Tier by the protocol, in rows"),
            words: lang.pick("Hoeveel rijen het protocol elke prioriteit geeft.", "How many rows the protocol gives each tier."),
            id: "tiers",
        };
        chart(
            document,
            caption,
            [lang.pick("prioriteit", "tier"), lang.pick("rijen", "rows"), lang.pick("deel", "share")],
            &parts,
            total,
            lang,
        );
    }

    fn missing(&self, document: &mut Document, lang: Lang) {
        let form = self.job.evaluator.instrument().form();
        let total = self.tally.count(|_| true);
        let mut missing = self.tally.missing.clone();
        missing.sort_by_key(|&(field, count)| (std::cmp::Reverse(count), field));
        let parts: Vec<Part> =
            missing.iter().map(|&(field, count)| part(form.fields[field].label.get(lang), count, total, Shade::Middle, lang)).collect();
        document.heading(lang.pick("Ontbrekende antwoorden per vraag", "Missing answers by question"));
        let cases = lang.number(total);
        let title = say!(
            lang,
            "Rijen zonder antwoord, van de {cases} die gescoord of open zijn",
            "Rows without an answer, of the {cases} that are scored or open"
        );
        let caption = Caption {
            title: &title,
            words: lang.pick(
                "Per vraag hoe vaak het antwoord ontbreekt, de meeste bovenaan.",
                "By question how often the answer is missing, most on top.",
            ),
            id: "missing",
        };
        if total > 0 {
            document.picture(svg::bars(caption, &parts, total));
        }
        let heads = [lang.pick("vraag", "question"), lang.pick("zonder antwoord", "without an answer"), lang.pick("deel", "share")];
        document.table(table(&heads, &parts, total, lang));
    }
}

fn part(name: &str, count: u64, total: u64, shade: Shade, lang: Lang) -> Part {
    let said = lang.number(count);
    let said = if count == 0 || total == 0 { said } else { format!("{said} ({})", percent(count, total, lang)) };
    Part { name: name.to_owned(), count, said, shade }
}

fn chart(document: &mut Document, caption: Caption<'_>, heads: [&str; 3], parts: &[Part], total: u64, lang: Lang) {
    let most = parts.iter().map(|part| part.count).max().unwrap_or(0);
    document.picture(svg::bars(caption, parts, most));
    document.table(table(&heads, parts, total, lang));
}

fn table(heads: &[&str; 3], parts: &[Part], total: u64, lang: Lang) -> Table {
    let mut table = Table::new(&[Column::words(heads[0]), Column::numbers(heads[1]), Column::numbers(heads[2])]);
    table.rows = parts.iter().map(|part| vec![part.name.clone(), lang.number(part.count), percent(part.count, total, lang)]).collect();
    table
}

/// A share in per cent with one decimal, rounded half up.
fn percent(count: u64, total: u64, lang: Lang) -> String {
    if total == 0 {
        return "-".to_owned();
    }
    let tenths = (u128::from(count) * 2_000 + u128::from(total)) / (u128::from(total) * 2);
    format!("{}{}{}%", tenths / 10, lang.pick(",", "."), tenths % 10)
}
