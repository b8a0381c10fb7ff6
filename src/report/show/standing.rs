// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How sure the numbers of a file are: dates, the second entry, signatures.

use super::{Page, calibration};
use crate::caution::AsOf;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Term, Until};
use crate::lang::Lang;
use crate::number::date;
use crate::number::period::Period;
use crate::report::document::Document;
use crate::report::{names, words};
use crate::signature::{Signature, Signatures};

/// How far people vouch for the numbers of a file. Who shows an instrument looks this up in the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The second table; `None` where there is none.
    pub second: Option<SecondTable>,
    /// Who signed for the numbers.
    pub signatures: Signatures,
    /// The day that the page speaks of, with what has to be said.
    pub as_of: AsOf,
}

/// What the comparison with the second table gave.
#[derive(Clone, Debug)]
pub struct SecondTable {
    /// What the table says of itself in its first line.
    pub origin: Option<String>,
    /// Values in it.
    pub values: usize,
    /// What was found: differences, and what was entered once.
    pub findings: Vec<Diagnostic>,
}

impl Page<'_> {
    pub(super) fn standing(&self, standing: &Standing, document: &mut Document) {
        let lang = self.lang;
        document.heading(say!(lang, "Datums en controle", "Dates and checks"));
        document.list(standing.as_of.cautions.iter().map(|caution| {
            let words = words::capital(caution.words().get(lang));
            say!(lang, "Let op. {words}.", "Note. {words}.")
        }));
        let mut facts = self.dates();
        facts.extend(standing.as_of.day.map(|day| (say!(lang, "Peildatum", "As of"), words::day(day, lang))));
        facts.extend(self.shelf_life());
        facts.push((say!(lang, "Tweede lezing", "Second reading"), second_table(standing.second.as_ref(), lang)));
        facts.extend(signed(&standing.signatures, lang));
        facts.extend(self.form.packs.iter().map(|pack| {
            let (stamp, title, owner) = (pack.stamp(), pack.title.get(lang), &pack.owner);
            let what = say!(lang, "{title}, van {owner} ({stamp})", "{title}, of {owner} ({stamp})");
            (say!(lang, "Lokaal normpakket", "Local norm pack"), what)
        }));
        document.facts(facts);
        calibration::tell(self.form, document, lang);
    }

    fn dates(&self) -> Vec<(String, String)> {
        let (lang, dates) = (self.lang, &self.form.validity);
        let from = dates.from.map_or_else(|| say!(lang, "niet bekend", "not known"), |from| period(from, lang));
        let until = match dates.until {
            Until::NextEdition => String::new(),
            Until::Period(until) => period(until, lang),
            Until::NotKnown => say!(lang, "geëindigd; wanneer is niet bekend", "ended; when is not known"),
        };
        let sources = dates.sources.join(", ");
        let review = words::day(dates.review_by, lang);
        let review = if is_a_year(dates.entered, dates.review_by) {
            say!(
                lang,
                "uiterlijk {review} (eigen regel van dit project: één jaar na invoer)",
                "by {review} (this project's own rule: one year after entry)"
            )
        } else {
            say!(
                lang,
                "uiterlijk {review} (regel van de beheerder van dit bestand, niet van het instrument)",
                "by {review} (a rule of this file's owner, not of the tool)"
            )
        };
        vec![
            (say!(lang, "Van kracht sinds", "In force from"), from),
            (say!(lang, "Van kracht tot en met", "In force until"), until),
            (say!(lang, "Bron van de datums", "Source of the dates"), sources),
            (say!(lang, "Ingevoerd", "Entered"), words::day(dates.entered, lang)),
            (say!(lang, "Opnieuw bekijken", "To be reviewed"), review),
            (say!(lang, "Opvolger", "Successor"), dates.successor.clone().unwrap_or_default()),
        ]
    }

    fn shelf_life(&self) -> Option<(String, String)> {
        let lang = self.lang;
        let shelf = self.form.shelf_life.as_ref()?;
        let term = match shelf.term {
            Term::Months(1) => say!(lang, "1 maand", "1 month"),
            Term::Months(months) => say!(lang, "{months} maanden", "{months} months"),
            Term::Days(1) => say!(lang, "1 dag", "1 day"),
            Term::Days(days) => say!(lang, "{days} dagen", "{days} days"),
        };
        let (says, source) = (shelf.says.get(lang), names::sources(&shelf.provenance, lang));
        Some((say!(lang, "Houdbaarheid", "Shelf life"), say!(lang, "{term}. {says} Bron: {source}.", "{term}. {says} Source: {source}.")))
    }
}

/// What the tables that ship say of themselves.
const SECOND_READING: &str = "second reading of the same dossier";

fn second_table(second: Option<&SecondTable>, lang: Lang) -> String {
    let Some(SecondTable { origin, values, findings }) = second else {
        return say!(lang, "Geen: de getallen zijn één keer ingevoerd.", "None: the numbers were entered once.");
    };
    let differences = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let result = match differences {
        0 => say!(lang, "{values} waarden vergeleken, alle gelijk.", "{values} values compared, all equal."),
        1 => say!(lang, "{values} waarden; 1 verschil, zie taxeer check.", "{values} values; 1 difference, see taxeer check."),
        _ => say!(
            lang,
            "{values} waarden; {differences} verschillen, zie taxeer check.",
            "{values} values; {differences} differences, see taxeer check."
        ),
    };
    let origin = match origin.as_deref() {
        Some(SECOND_READING) => {
            say!(lang, "Een tweede lezing van hetzelfde dossier, apart ingetypt.", "A second reading of the same dossier, typed apart.")
        }
        Some(other) => say!(lang, "De tabel zegt van zichzelf: “{other}”.", "The table says of itself: “{other}”."),
        None => say!(lang, "De tabel zegt niet hoe de getallen zijn ingevoerd.", "The table does not say how its numbers were entered."),
    };
    let once = findings.iter().filter(|finding| finding.severity != Severity::Error);
    let once: String = once.map(|finding| format!(" {}.", words::capital(finding.found.get(lang)))).collect();
    say!(lang, "{origin} {result}{once}", "{origin} {result}{once}")
}

/// Who signed for the present text, or that nobody has; and what does not count.
fn signed(signatures: &Signatures, lang: Lang) -> Vec<(String, String)> {
    let who = |Signature { organisation, by, on, .. }: &Signature| {
        let on = words::day(*on, lang);
        say!(lang, "{organisation}, code {by}, op {on}", "{organisation}, code {by}, on {on}")
    };
    let mut facts: Vec<(String, String)> = Vec::new();
    for signature in &signatures.counted {
        let (who, compared) = (who(signature), &signature.compared_with);
        let words = say!(lang, "{who}. Vergeleken met: {compared}", "{who}. Compared with: {compared}");
        facts.push((say!(lang, "Getekend", "Signed"), words));
    }
    if facts.is_empty() {
        let nobody = say!(
            lang,
            "Nee. Niemand heeft namens een organisatie voor deze getallen getekend.",
            "No. Nobody has signed for these numbers on behalf of an organisation."
        );
        facts.push((say!(lang, "Getekend", "Signed"), nobody));
    }
    let other = signatures.other_text.iter().map(|signature| {
        let who = who(signature);
        let words = say!(lang, "{who}. Deze handtekening telt hier niet.", "{who}. This signature does not count here.");
        (say!(lang, "Getekend voor een andere tekst", "Signed for another text"), words)
    });
    let faulty = signatures.faulty.iter().map(|file| {
        let words = say!(lang, "{file}: telt niet, zie taxeer check {file}", "{file}: does not count, see taxeer check {file}");
        (say!(lang, "Handtekening met een fout", "Faulty signature"), words)
    });
    facts.extend(other.chain(faulty).collect::<Vec<_>>());
    facts
}

fn is_a_year(from: i64, to: i64) -> bool {
    let ((year, month, day), (next, same_month, same_day)) = (date::parts(from), date::parts(to));
    next == year + 1 && (month, day) == (same_month, same_day)
}

/// A period as precise as it is known.
fn period(period: Period, lang: Lang) -> String {
    match period {
        Period::Day(day) => words::day(day, lang),
        Period::Month(year, month) => say!(lang, "{month:02}-{year:04}", "{year:04}-{month:02}"),
        Period::Year(year) => format!("{year:04}"),
    }
}
