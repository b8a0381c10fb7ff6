// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! An edition in the making: what is put in is what it says, what no longer holds is gone, and the rest is the old text.

use proptest::prelude::*;
use taxeer::calibration::{Edition, Origin};
use taxeer::catalogue::Catalogue;
use taxeer::check;
use taxeer::form::{Curve, Form, Made, Status};
use taxeer::instrument::Instrument;
use taxeer::number::Points;
use taxeer::number::fixed::ONE;

fn origin(form: &Form) -> Origin {
    Origin {
        of: taxeer::form::stamp(&form.id, &form.edition, &form.source.digest()),
        program: "taxeer 0".to_owned(),
        command: "taxeer calibrate \"with quotes\" and \\ 'more'".to_owned(),
        data: "0123456789abcdef".repeat(4),
        outcome: "came `back`".to_owned(),
        seed: Some(7),
        forced: true,
        on: taxeer::number::date::parse("29-02-2028").expect("a day"),
        persons: 100,
        events: 20,
    }
}

fn instruments() -> Vec<Instrument> {
    let catalogue = Catalogue::builtin();
    catalogue.instruments.iter().filter_map(|entry| check::instrument(&entry.source()).0).collect()
}

fn with_links() -> Vec<Instrument> {
    let linked = |one: &Instrument| one.form().scales.iter().any(|scale| !scale.links.is_empty());
    instruments().into_iter().filter(linked).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Any numbers of a link: the new edition says them, and nothing but what was asked is another.
    #[test]
    fn a_link_gets_its_numbers(which in 0_usize..8, intercept in -9_000_000_i64..9_000_000, slope in 1_i64..2_000_000) {
        let all = with_links();
        let instrument = &all[which % all.len()];
        let form = instrument.form();
        let scale = form.scales.iter().find(|scale| !scale.links.is_empty()).expect("a link");
        let horizon = scale.links[0].horizon.clone();
        let (intercept, slope) = (Points(intercept * 1_000_000), Points(slope * 1_000_000));
        let mut edition = Edition::of(form, "9999.1").expect("TOML");
        let path = ["scale", scale.id.as_str(), "link", horizon.as_str()];
        edition.put(&[&path[..], &["intercept"]].concat(), intercept);
        edition.put(&[&path[..], &["slope"]].concat(), slope);
        edition.cite(&path);
        // Levels on a horizon may become unreachable by other numbers: then the checker says so.
        let Ok((text, new)) = edition.finish(Made::Update, &origin(form)) else { return Ok(()) };
        let new = new.form();
        let link = &new.scales.iter().find(|one| one.id == scale.id).expect("the scale").links[0];
        prop_assert_eq!(link.curve, Curve::Logistic { intercept });
        prop_assert_eq!(link.slope, slope);
        prop_assert_eq!((new.id.as_str(), new.edition.as_str(), new.status), (form.id.as_str(), "9999.1", Status::Trial));
        let made = new.calibration.as_ref().expect("its origin");
        prop_assert_eq!(&made.command, &origin(form).command);
        prop_assert_eq!((made.seed, made.forced, made.persons, made.events), (Some(7), true, 100, 20));
        prop_assert!(made.changes.iter().all(|change| change.number.starts_with("scale.")));
        prop_assert_eq!(new.items.len(), form.items.len());
        // Every line of the old text that says nothing of the head or the link stands in the new one.
        let kept = text.lines().collect::<std::collections::BTreeSet<_>>();
        let gone = form.source.text.lines().filter(|line| !kept.contains(line)).count();
        prop_assert!(gone <= 14, "{} lines are others", gone);
    }

    /// Any points in the tables of an item: ranges follow, levels and norms go, and what is left is proven.
    #[test]
    fn any_points_make_a_sound_edition(new in proptest::collection::vec(-9_i64..10, 60)) {
        for instrument in instruments() {
            let form = instrument.form();
            let scales: Vec<usize> = form.reported_scales().collect();
            let [scale] = scales[..] else { continue };
            let Ok(bands) = taxeer::calibration::points::Bands::by_points(form, scale) else { continue };
            let mut edition = Edition::of(form, "9999.1").expect("TOML");
            for (place, band) in bands.bands.iter().enumerate() {
                // Rows that stay together have one number, as what is found has.
                let at = band.follows.unwrap_or(place);
                let points = if band.reference { 0 } else { new[at % new.len()] };
                let item = bands.items[band.item].as_str();
                if let taxeer::calibration::points::Place::Table { field, pattern } = &band.place {
                    edition.put(&["item", item, "points", field, pattern], Points(points * ONE));
                }
            }
            let names: Vec<&str> = form.scales.iter().map(|scale| scale.id.as_str()).collect();
            edition.drop_levels_and_norms(form, &names);
            match edition.finish(Made::Points, &origin(form)) {
                Ok((_, new)) => {
                    let new = new.form();
                    prop_assert!(new.norms.is_empty() && new.scales.iter().all(|scale| scale.links.is_empty()));
                    prop_assert!(new.calibration.is_some());
                }
                Err(unsound) => prop_assert!(false, "{}: {:?}", form.id, unsound.0.first().map(|finding| finding.found.en.clone())),
            }
        }
    }
}

#[test]
fn the_day_of_a_leap_year_is_reviewed_a_year_later() {
    let instrument = instruments().into_iter().find(|one| one.form().id == "osp-dc").expect("osp-dc");
    let edition = Edition::of(instrument.form(), "9999.1").expect("TOML");
    let (text, _) = edition.finish(Made::Update, &origin(instrument.form())).expect("sound");
    assert!(text.contains("entered = \"2028-02-29\"\nreview_by = \"2029-02-28\""), "{text}");
    assert!(!text.contains("successor"));
}
