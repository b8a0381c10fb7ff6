// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What people are told of one case.

use serde_json::{Value, json};

use super::ways::MOST;
use super::{Distance, Ladder, Listed, Recorded, Row, Way};
use crate::caution::Caution;
use crate::domain::Answer;
use crate::form::Form;
use crate::lang::{Lang, Text};
use crate::report::document::Document;
use crate::report::words;
use crate::text;

/// So many ways are told; all are counted.
const TOLD: usize = 12;

/// What is known of a recorded row.
pub struct Account<'a> {
    /// The case.
    pub case: &'a str,
    /// Its row in the results.
    pub row: &'a Row,
    /// What was recorded of the run.
    pub recorded: &'a Recorded,
    /// Its answers, read again from the input, or why they were not.
    pub answers: Result<&'a [Answer], Text>,
    /// Columns that come out otherwise when it is scored again.
    pub differs: &'a [String],
    /// The ladder and what it takes to get to its next steps.
    pub ladder: Option<(&'a Ladder<'a>, Vec<Distance>)>,
    /// Where it stands on a list, where one was asked for.
    pub listed: Option<&'a Listed>,
}

/// The page of a row.
#[must_use]
pub fn document(account: &Account<'_>, lang: Lang) -> Document {
    let mut page = Document::default();
    let (case, row) = (account.case, account.row);
    page.title(text!("Zaak {case}: hoe het resultaat er staat", "Case {case}: how its result stands").get(lang));
    let said = |name: &str| row.cell(name).filter(|cell| !cell.is_empty());
    let span = match (said("score_min"), said("score_max")) {
        (Some(least), Some(greatest)) => Some(words::span(&words::decimal(least, lang), &words::decimal(greatest, lang), lang)),
        _ => said("score").map(|score| words::decimal(score, lang)),
    };
    let (input, _) = account.recorded.input();
    let on_trial = said("reason").is_some_and(|codes| codes.split('|').any(is_trial));
    let place = row.line().map(|line| text!("{input}, rij {line}", "{input}, row {line}").get(lang).to_owned());
    let facts = [
        (lang.pick("uitkomst", "outcome"), said("outcome").map(|code| outcome(code).get(lang).to_owned())),
        (lang.pick("score", "score"), span),
        (lang.pick("niveau", "level"), said("level").or(said("levels")).map(|levels| levels.replace('|', lang.pick(" of ", " or ")))),
        (lang.pick("prioriteit", "tier"), said("tier").or(said("tiers")).map(|tiers| tiers.replace('|', lang.pick(" of ", " or ")))),
        (lang.pick("beslissende vragen", "decisive questions"), said("decisive").map(|fields| fields.replace('|', ", "))),
        (lang.pick("let op", "note"), on_trial.then(|| Caution::TRIAL.words().get(lang).to_owned())),
        (lang.pick("redenen", "reasons"), said("reason").map(|codes| codes.replace('|', ", "))),
        (lang.pick("invoer", "input"), place),
        (lang.pick("instrument", "instrument"), said("instrument").or(account.recorded.said("instrument")).map(str::to_owned)),
        (lang.pick("protocol", "protocol"), account.recorded.said("protocol").map(str::to_owned)),
        (lang.pick("toewijzing", "mapping"), account.recorded.said("mapping").map(str::to_owned)),
        (lang.pick("peildatum", "as of"), account.recorded.said("as_of").map(str::to_owned)),
        (lang.pick("opnieuw gescoord", "scored again"), Some(scored_again(account).get(lang).to_owned())),
    ];
    page.facts(facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    list(&mut page, account.listed, lang);
    if let (Ok(answers), Some((ladder, distances))) = (&account.answers, &account.ladder) {
        ways(&mut page, ladder, answers, distances, lang);
    }
    page.heading(lang.pick("WIE BESLIST", "WHO DECIDES"));
    page.paragraph(lang.pick(
        "Dit laat zien hoe de regels rekenen met wat is vastgelegd. Het zegt niet wat er zou moeten gebeuren. Een persoon beslist.",
        "This shows how the rules reckon with what was recorded. It does not say what should happen. A person decides.",
    ));
    page
}

/// Whether a code says that an instrument is on trial: of the row's own, or of one of those that have a part in it.
fn is_trial(code: &str) -> bool {
    let trial = Caution::TRIAL.code();
    code == trial || code.split_once('=').is_some_and(|(of, status)| of.starts_with("status:") && trial.ends_with(&format!(":{status}")))
}

fn scored_again(account: &Account<'_>) -> Text {
    match &account.answers {
        Err(why) => why.clone(),
        Ok(_) if account.differs.is_empty() => text!("gelijk aan wat is vastgelegd", "equal to what was recorded"),
        Ok(_) => {
            let columns = account.differs.join(", ");
            text!("ANDERS dan vastgelegd: {columns}", "OTHER than what was recorded: {columns}")
        }
    }
}

fn outcome(code: &str) -> Text {
    match code {
        "scored" => text!("gescoord", "scored"),
        "open" => text!("nog open: er ontbreken antwoorden", "still open: answers are missing"),
        "not_applicable" => text!("niet van toepassing", "not applicable"),
        "inconsistent" => text!("tegenstrijdig: antwoorden spreken elkaar tegen", "inconsistent: answers contradict each other"),
        "rejected" => text!("afgewezen: een cel is niet te lezen", "rejected: a cell cannot be read"),
        other => text!("{other}", "{other}"),
    }
}

fn list(page: &mut Document, listed: Option<&Listed>, lang: Lang) {
    let Some(listed) = listed else { return };
    page.heading(lang.pick("OP DE WERKLIJST", "ON THE WORK LIST"));
    let key = &listed.key;
    if listed.row.is_none() {
        page.paragraph(text!("{key} heeft deze zaak niet.", "{key} does not have this case.").get(lang));
        return;
    }
    let place = match listed.cell("place") {
        Some(place) => text!("op de lijst, plaats {place}", "on the list, place {place}"),
        None => text!("niet op de lijst; dat is niet: afgesloten", "not on the list; that does not mean: closed"),
    };
    let cells = [
        (lang.pick("plaats", "place"), Some(place.get(lang).to_owned())),
        (lang.pick("deel", "part"), listed.cell("part").map(str::to_owned)),
        (lang.pick("rang", "rank"), listed.cell("rank").map(str::to_owned)),
        (lang.pick("gronden", "grounds"), listed.cell("grounds").map(|grounds| grounds.replace('|', ", "))),
        (lang.pick("rand", "edge"), listed.cell("edge").map(str::to_owned)),
        (lang.pick("fout in de invoer", "fault in the input"), listed.cell("fault").map(str::to_owned)),
    ];
    page.facts(cells.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    if listed.cell("place").is_none() && listed.cell("rank").is_some() {
        page.paragraph(lang.pick(
            "Wie een lagere rang heeft, staat er eerder op; de plaatsen waren op voordat deze rang aan de beurt was.",
            "Cases of a lower rank stand there first; the places were taken before this rank had its turn.",
        ));
    }
}

fn ways(page: &mut Document, ladder: &Ladder<'_>, answers: &[Answer], distances: &[Distance], lang: Lang) {
    page.heading(lang.pick("HOE VER HET VOLGENDE IS", "HOW FAR THE NEXT IS"));
    if distances.is_empty() {
        page.paragraph(lang.pick("Deze zaak heeft geen niveau of prioriteit.", "This case has no level or tier."));
    }
    for distance in distances {
        let (id, name) = &ladder.steps[distance.ways.to];
        page.subheading(format!("{id} ({})", name.get(lang)));
        if let Some(points) = distance.points {
            let points = words::score(points, true, lang);
            page.paragraph(text!("Punten tot daar: {points}.", "Points to there: {points}.").get(lang));
        }
        match distance.ways.size {
            None => page.paragraph(
                text!(
                    "Daarvoor moeten meer dan {MOST} antwoorden anders zijn.",
                    "For that more than {MOST} answers would have to be other ones."
                )
                .get(lang),
            ),
            Some(0) => page.paragraph(lang.pick(
                "Dat is nog mogelijk: het hangt af van onbekende antwoorden.",
                "That is still possible: it depends on unknown answers.",
            )),
            Some(size) => {
                let (count, is_more) = (distance.ways.ways.len(), distance.ways.ways.len() > TOLD);
                let words = match (size, count) {
                    (1, 1) => text!(
                        "Eén antwoord zou anders moeten zijn; er is één manier:",
                        "One answer would have to be another; there is one way:"
                    ),
                    (1, _) => text!(
                        "Eén antwoord zou anders moeten zijn; er zijn {count} manieren:",
                        "One answer would have to be another; there are {count} ways:"
                    ),
                    (_, 1) => text!(
                        "{size} antwoorden zouden samen anders moeten zijn; er is één manier:",
                        "{size} answers would together have to be other ones; there is one way:"
                    ),
                    _ => text!(
                        "{size} antwoorden zouden samen anders moeten zijn; er zijn {count} manieren:",
                        "{size} answers would together have to be other ones; there are {count} ways:"
                    ),
                };
                page.paragraph(words.get(lang));
                page.list(distance.ways.ways.iter().take(TOLD).map(|way| told(way, ladder.form(), answers, lang)));
                if is_more {
                    let more = count - TOLD;
                    page.paragraph(text!("En nog {more}; alle staan in --json.", "And {more} more; --json has all of them.").get(lang));
                }
            }
        }
    }
}

fn told(way: &Way, form: &Form, answers: &[Answer], lang: Lang) -> String {
    let parts = way.fields.iter().enumerate().map(|(at, &field)| {
        let asked = &form.fields[field];
        let label = asked.label.get(lang);
        let now = answer(form, field, answers[field], lang);
        match way.example.as_ref().and_then(|values| values.get(at)) {
            Some(&value) => {
                let then = words::value(asked, value, lang);
                text!("{label}: {now} → bijvoorbeeld {then}", "{label}: {now} → for example {then}").get(lang).to_owned()
            }
            None => format!("{label}: {now} → …"),
        }
    });
    parts.collect::<Vec<_>>().join(lang.pick("; en ", "; and "))
}

fn answer(form: &Form, field: usize, answer: Answer, lang: Lang) -> String {
    match answer {
        Answer::Known(value) => words::value(&form.fields[field], value, lang),
        Answer::Unknown => lang.pick("onbekend", "unknown").to_owned(),
        Answer::NotApplicable => lang.pick("n.v.t.", "n/a").to_owned(),
    }
}

/// The same for a program. Answers stand in it only as examples and as what was said of the fields of a way.
#[must_use]
pub fn json(account: &Account<'_>, lang: Lang) -> Value {
    let distances = account.ladder.as_ref().map(|(ladder, distances)| {
        let ways = |distance: &Distance| {
            let ways = distance.ways.ways.iter().map(|way| {
                let fields: Vec<&str> = way.fields.iter().map(|&field| ladder.form().fields[field].id.as_str()).collect();
                let example = way.example.as_ref().map(|values| {
                    let values = way.fields.iter().zip(values);
                    values.map(|(&field, &value)| ladder.form().fields[field].domain.print(value)).collect::<Vec<_>>()
                });
                json!({ "fields": fields, "example": example })
            });
            json!({
                "to": ladder.steps[distance.ways.to].0,
                "points": distance.points.map(|points| points.as_score(true)),
                "answers": distance.ways.size,
                "ways": ways.collect::<Vec<_>>(),
            })
        };
        distances.iter().map(ways).collect::<Vec<_>>()
    });
    let row: serde_json::Map<String, Value> = account.row.cells().iter().map(|(name, cell)| (name.clone(), json!(cell))).collect();
    let listed = account.listed.map(|listed| {
        let row = listed
            .row
            .as_ref()
            .map(|row| row.cells().iter().map(|(name, cell)| (name.clone(), json!(cell))).collect::<serde_json::Map<_, _>>());
        json!({ "key": listed.key, "row": row })
    });
    json!({
        "format_version": 1,
        "case_id": account.case,
        "recorded": row,
        "input": account.recorded.run["input"],
        "protocol": account.recorded.said("protocol"),
        "scored_again": scored_again(account).get(lang),
        "differs": account.differs,
        "distances": distances,
        "list": listed,
    })
}
