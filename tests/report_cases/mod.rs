// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Invented cases whose results are told.

use std::path::Path;

use taxeer::domain::Answer;
use taxeer::domain::answer::{is_not_applicable, is_unknown};
use taxeer::instrument::Instrument;
use taxeer::lang::Text;
use taxeer::report::TierView;
use taxeer::report::list::{Entry, What};
use taxeer::text;

/// A case: what is scored with and what was answered, by field; `?` is unknown, `n.v.t.` not applicable.
pub struct Case {
    pub name: &'static str,
    pub instrument: &'static str,
    pub answers: &'static [(&'static str, &'static str)],
    pub tier: bool,
}

const STATIC_99R: [(&str, &str); 13] = [
    ("sex", "male"),
    ("age_at_release", "47"),
    ("qualifying_offence", "identifiable_victim"),
    ("lived_with_partner_2y", "no"),
    ("index_nonsexual_violence", "no"),
    ("prior_nonsexual_violence", "yes"),
    ("prior_sex_charges", "1"),
    ("prior_sex_convictions", "1"),
    ("prior_sentencing_dates", "5"),
    ("noncontact_conviction", "no"),
    ("unrelated_victim", "yes"),
    ("stranger_victim", "yes"),
    ("male_victim", "no"),
];
const OSP_DC: [(&str, &str); 12] = [
    ("sex", "male"),
    ("sexual_history", "yes"),
    ("contact_adult_sanctions", "1"),
    ("contact_child_sanctions", "2"),
    ("noncontact_sanctions", "3"),
    ("image_sanctions", "4"),
    ("age_at_follow_up", "47"),
    ("age_at_last_sexual_sanction", "14"),
    ("total_sanctions", "11"),
    ("stranger_victim", "?"),
    ("in_custody", "no"),
    ("offence_free_years", "6"),
];

const STABLE_2007: [(&str, &str); 17] = [
    ("sex", "male"),
    ("adult", "yes"),
    ("sexual_offence", "convicted"),
    ("victim_13_or_younger", "yes"),
    ("social_influences", "2"),
    ("stable_relationships", "1"),
    ("identification_with_children", "1"),
    ("hostility_toward_women", "0"),
    ("social_rejection", "2"),
    ("lack_of_concern", "1"),
    ("impulsive_acts", "0"),
    ("poor_problem_solving", "1"),
    ("negative_emotionality", "0"),
    ("sexual_preoccupation", "1"),
    ("sex_as_coping", "0"),
    ("deviant_sexual_interest", "2"),
    ("cooperation_with_supervision", "1"),
];
const ACUTE_2007: [(&str, &str); 9] = [
    ("sex", "male"),
    ("supervised_for_sexual_offence", "yes"),
    ("access_to_victims", "possible"),
    ("hostility", "present"),
    ("sexual_preoccupation", "absent"),
    ("rejection_of_supervision", "possible"),
    ("emotional_collapse", "absent"),
    ("collapse_of_social_supports", "possible"),
    ("substance_abuse", "absent"),
];

pub fn cases() -> Vec<Case> {
    let static_99r = |name, changes: &[(&'static str, &'static str)], tier| Case {
        name,
        instrument: "static-99r/2016.1",
        answers: changed(&STATIC_99R, changes),
        tier,
    };
    [
        static_99r("static_99r_complete", &[], true),
        static_99r("static_99r_with_norm", &[("age_at_release", "61"), ("prior_sentencing_dates", "3"), ("stranger_victim", "no")], false),
        static_99r("static_99r_open", &[("lived_with_partner_2y", "?"), ("stranger_victim", "?")], true),
        static_99r("static_99r_implied", &[("unrelated_victim", "?"), ("male_victim", "n.v.t.")], false),
        static_99r("static_99r_gate_open", &[("sex", "?"), ("qualifying_offence", "?")], false),
        static_99r("static_99r_not_applicable", &[("qualifying_offence", "possession_material_only")], false),
        static_99r("static_99r_inconsistent", &[("unrelated_victim", "no")], false),
        Case { name: "osp_dc", instrument: "osp-dc/2026.1", answers: changed(&OSP_DC, &[]), tier: false },
        Case {
            name: "osp_dc_open",
            instrument: "osp-dc/2026.1",
            answers: changed(&OSP_DC, &[("contact_adult_sanctions", "?"), ("offence_free_years", "?")]),
            tier: false,
        },
        Case {
            name: "psa",
            instrument: "psa/2022.1",
            answers: &[
                ("age_at_arrest", "20"),
                ("current_violent", "yes"),
                ("pending_charge", "yes"),
                ("prior_misdemeanor", "no"),
                ("prior_felony", "no"),
                ("prior_violent_convictions", "?"),
                ("fta_last_2_years", "0"),
                ("fta_older", "no"),
                ("prior_incarceration", "no"),
            ],
            tier: false,
        },
        Case {
            name: "ogrs3",
            instrument: "ogrs3/2009.1",
            answers: &[
                ("sex", "male"),
                ("age_at_follow_up", "20"),
                ("age_at_conviction", "20"),
                ("age_at_first_sanction", "18"),
                ("previous_sanctions", "2"),
                ("offence_group", "violence"),
            ],
            tier: false,
        },
        Case {
            name: "osp_iic",
            instrument: "osp-iic/2026.1",
            answers: &[
                ("sex", "male"),
                ("sexual_history", "yes"),
                ("image_sanctions", "0"),
                ("contact_child_sanctions", "?"),
                ("contact_adult_sanctions", "0"),
                ("noncontact_sanctions", "0"),
                ("age_at_follow_up", "40"),
                ("total_sanctions", "1"),
            ],
            tier: false,
        },
        Case {
            name: "static_2002r",
            instrument: "static-2002r/2009.1",
            answers: &[
                ("sex", "male"),
                ("age_at_release", "34.9"),
                ("qualifying_offence", "identifiable_victim"),
                ("prior_sexual_sentencings", "2"),
                ("prior_sentencings_any", "5"),
                ("rate_one_per_15y", "yes"),
                ("noncontact_sentencing", "no"),
                ("male_victim", "no"),
                ("young_unrelated_victims", "no"),
                ("unrelated_victim", "yes"),
                ("stranger_victim", "no"),
                ("prior_cjs_involvement", "yes"),
                ("supervision_violation", "no"),
                ("under_36m_or_48m_free", "no"),
                ("prior_nonsexual_violence", "no"),
            ],
            tier: false,
        },
    ]
    .into_iter()
    .chain(ratings())
    .chain(historical())
    .collect()
}

/// Ratings by a trained person: a profile, an answer without a number, a total without a level.
fn ratings() -> Vec<Case> {
    let stable_2007 = |name, changes: &[(&'static str, &'static str)]| Case {
        name,
        instrument: "stable-2007/2007.1",
        answers: changed(&STABLE_2007, changes),
        tier: false,
    };
    let acute_2007 = |name, changes: &[(&'static str, &'static str)]| Case {
        name,
        instrument: "acute-2007/2007.1",
        answers: changed(&ACUTE_2007, changes),
        tier: false,
    };
    vec![
        stable_2007("stable_2007", &[]),
        stable_2007(
            "stable_2007_open",
            &[("victim_13_or_younger", "no"), ("identification_with_children", "n.v.t."), ("lack_of_concern", "?")],
        ),
        acute_2007("acute_2007", &[]),
        acute_2007("acute_2007_open", &[("hostility", "?")]),
        acute_2007("acute_2007_withheld", &[("access_to_victims", "intervene_now"), ("substance_abuse", "?")]),
        Case {
            name: "cport",
            instrument: "cport/2015.1",
            answers: &[
                ("sex", "male"),
                ("adult", "yes"),
                ("index_offence", "convicted"),
                ("younger_at_investigation", "no"),
                ("criminal_record", "yes"),
                ("contact_sexual_offending", "no"),
                ("conditional_release_failure", "no"),
                ("sexual_interest_in_children", "yes"),
                ("more_boys_in_abuse_material", "?"),
                ("more_boys_in_other_material", "?"),
            ],
            tier: false,
        },
    ]
}

/// What is kept for comparison or research: an older scale, one with levels and chances, rules without levels, a count.
fn historical() -> Vec<Case> {
    let case = |name, instrument, answers| Case { name, instrument, answers, tier: false };
    vec![
        case("static_99", "static-99/2003.1", changed(&STATIC_99R, &[("lived_with_partner_2y", "?")])),
        case(
            "rrasor",
            "rrasor/1997.1",
            &[
                ("sex", "male"),
                ("sex_conviction", "yes"),
                ("prior_sex_charges", "3"),
                ("prior_sex_convictions", "1"),
                ("age_at_release", "24.9"),
                ("male_victim", "yes"),
                ("unrelated_victim", "yes"),
            ],
        ),
        case(
            "osp_2016",
            "osp-2016/2018.1",
            &[
                ("sex", "male"),
                ("sexual_history", "yes"),
                ("contact_adult_sanctions", "1"),
                ("contact_child_sanctions", "0"),
                ("noncontact_sanctions", "0"),
                ("previous_sanction", "yes"),
                ("stranger_victim", "?"),
                ("age_at_last_sexual_offence", "30"),
                ("age_at_follow_up", "45"),
            ],
        ),
        case(
            "osp_2016_images",
            "osp-2016-images/2018.1",
            &[
                ("sex", "male"),
                ("sexual_history", "yes"),
                ("image_sanctions", "?"),
                ("contact_child_sanctions", "0"),
                ("contact_adult_sanctions", "0"),
                ("noncontact_sanctions", "1"),
            ],
        ),
        case(
            "casic",
            "casic/2017.1",
            &[
                ("never_married", "yes"),
                ("csem_videos", "yes"),
                ("csem_text_stories", "no"),
                ("interest_two_years_or_more", "?"),
                ("high_child_access_role", "no"),
                ("online_sexual_contact_minor_or_officer", "no"),
            ],
        ),
    ]
}

fn changed(answers: &[(&'static str, &'static str)], changes: &[(&'static str, &'static str)]) -> &'static [(&'static str, &'static str)] {
    let change = |field: &str| changes.iter().find(|(changed, _)| *changed == field).map(|(_, answer)| *answer);
    answers.iter().map(|&(field, answer)| (field, change(field).unwrap_or(answer))).collect::<Vec<_>>().leak()
}

/// Answers by field of the form; fields that the case does not name are unknown.
pub fn answers(instrument: &Instrument, named: &[(&str, &str)]) -> Vec<Answer> {
    for (name, _) in named {
        assert!(instrument.form().field(name).is_some(), "no field {name}");
    }
    let fields = instrument.form().fields.iter();
    fields
        .map(|field| match named.iter().find(|(name, _)| *name == field.id).map(|(_, answer)| *answer) {
            None | Some("?") => Answer::Unknown,
            Some("n.v.t.") => Answer::NotApplicable,
            Some(answer) => Answer::Known(field.domain.ordinal(answer).expect("an answer of the field")),
        })
        .collect()
}

pub fn tier(settled: bool) -> TierView {
    let tiers = [("standard".to_owned(), text!("standaard", "standard")), ("raised".to_owned(), text!("verhoogd", "raised"))];
    TierView {
        protocol: "example-static-99r@2026.1+sha256:0123456789ab".to_owned(),
        tiers: tiers.into_iter().skip(usize::from(settled)).collect(),
        tier: settled.then_some(0),
        decides: text!(
            "de behandelend reclasseringswerker, samen met een tweede lezer",
            "the probation officer in charge of the case, together with a second reader"
        ),
        note: text!("Voorbeeld, geen beleid.", "Example, not policy."),
    }
}

pub fn protocol_entry() -> Entry {
    Entry {
        id: "example-static-99r".to_owned(),
        edition: "2026.1".to_owned(),
        what: What::Protocol { status: "example".to_owned(), instrument: "static-99r".to_owned() },
        title: text!("Voorbeeld: van niveau naar prioriteit", "Example: from level to priority"),
        note: Text::same("…"),
        force: None,
    }
}

/// The answers of every vector of an instrument that can be read, those made from its second table too.
pub fn vectors(instrument: &Instrument) -> Vec<(String, Vec<Answer>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let name = format!("{}.csv", instrument.form().id);
    [folder.join(&name), folder.join("derived").join(&name)].iter().flat_map(|path| vectors_of(instrument, path)).collect()
}

fn vectors_of(instrument: &Instrument, path: &Path) -> Vec<(String, Vec<Answer>)> {
    let form = instrument.form();
    let mut reader = csv::Reader::from_path(path).expect("vectors");
    let headers = reader.headers().expect("a header").clone();
    let columns: Vec<Option<usize>> = form.fields.iter().map(|field| headers.iter().position(|name| name == field.id)).collect();
    let rows = reader.records().filter_map(|row| {
        let row = row.expect("a row");
        let cells = form.fields.iter().zip(&columns).map(|(field, column)| {
            let cell = column.and_then(|column| row.get(column)).unwrap_or_default();
            if is_unknown(cell) {
                Some(Answer::Unknown)
            } else if is_not_applicable(cell) {
                Some(Answer::NotApplicable).filter(|_| field.not_applicable)
            } else {
                field.domain.ordinal(cell).filter(|&ordinal| field.domain.all().contains(ordinal)).map(Answer::Known)
            }
        });
        Some((row[0].to_owned(), cells.collect::<Option<Vec<Answer>>>()?))
    });
    rows.collect()
}
