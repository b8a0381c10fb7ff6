// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! New points for an instrument's tables: bands add up to the total that the evaluator gives, and what is found reads back.

#[path = "made_up/mod.rs"]
mod made_up;

use made_up::{checked, field, part};
use taxeer::calibration::points::{Ask, Bands, Records, Refusal, Tables, Treatment, tell_curve};
use taxeer::calibration::{Edition, Origin};
use taxeer::catalogue::Catalogue;
use taxeer::domain::{Answer, NOT_APPLICABLE};
use taxeer::evaluate::{Evaluator, Outcome};
use taxeer::form::{Form, ItemForm, Made};
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::points::{Effort, Ended, Request, Size, curve, solve};
use taxeer::progress::Unwatched;
use taxeer::report::{self, document::Document};

struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        f64::from(u32::try_from(self.0 >> 33).unwrap_or(0)) / f64::from(1u32 << 31)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "below the length")]
        let at = (self.share() * from.len() as f64) as usize;
        from[at]
    }
}

/// Values of a field that rows and limits name, and some beside them.
fn values(form: &Form, index: usize) -> Vec<i64> {
    let all = form.fields[index].domain.all();
    let mut sets = vec![all.clone()];
    for item in &form.items {
        match &item.form {
            ItemForm::Tables(_, tables) => {
                sets.extend(
                    tables.iter().filter(|table| table.field == index).flat_map(|table| table.rows.iter().map(|row| row.set.clone())),
                );
            }
            ItemForm::Rows(rows, _) => {
                sets.extend(rows.iter().flat_map(|row| row.when.iter().filter(|test| test.field == index).map(|test| test.set.clone())));
            }
            ItemForm::Weight(..) | ItemForm::Copas { .. } => {}
        }
    }
    let ends = sets.iter().flat_map(|set| set.intervals().iter().flat_map(|(low, high)| [*low, low + 1, *high, high - 1]));
    let mut values: Vec<i64> = ends.filter(|value| all.contains(*value)).collect();
    values.extend(form.fields[index].not_applicable.then_some(NOT_APPLICABLE));
    values.sort_unstable();
    values.dedup();
    values
}

#[test]
fn bands_with_their_points_add_up_to_the_total() {
    let mut fitting = 0;
    for entry in Catalogue::builtin().instruments {
        let instrument = taxeer::check::instrument(&entry.source()).0.expect("a sound instrument");
        let form = instrument.form();
        for scale in form.reported_scales() {
            let Ok(bands) = Bands::of(form, scale) else { continue };
            let evaluator = Evaluator::new(&instrument);
            let choices: Vec<Vec<i64>> = (0..form.fields.len()).map(|index| values(form, index)).collect();
            let (mut dice, mut compared) = (Dice(20_261_201), 0);
            for _ in 0..3000 {
                let known = |value| if value == NOT_APPLICABLE { Answer::NotApplicable } else { Answer::Known(value) };
                let answers: Vec<Answer> = choices.iter().map(|values| known(dice.pick(values))).collect();
                let result = evaluator.evaluate(&answers);
                let Some(total) = result.reach.total(scale).filter(|_| result.outcome == Outcome::Scored) else { continue };
                let records = bands.records(&instrument, std::iter::once(answers.as_slice())).expect("one answer for every item");
                let sum: f64 = bands.bands.iter().zip(&records.columns).map(|(band, column)| band.old.to_f64() * column[0]).sum();
                assert!((sum - total.to_f64()).abs() < 1e-9, "{}: {sum} and {total}: {answers:?}", entry.id);
                compared += 1;
            }
            fitting += usize::from(compared > 20);
        }
    }
    assert!(fitting >= 4, "only {fitting} scales were compared");
}

fn parts(range: &str) -> Vec<String> {
    vec![
        field("age", "count", "min = 18\nmax = 90"),
        field("prior", "count", "min = 0\nmax = 20"),
        field("stranger", "yes_no", ""),
        part("[item.young]", "[item.young.points]\nage = { \"18..=24\" = 3, \"25..=39\" = 2, \"40..=59\" = 1, \"60..\" = 0 }"),
        part("[item.stranger]", "[item.stranger.points]\nstranger = { \"no\" = 0, \"yes\" = 1 }"),
        part(
            "[item.record]",
            "otherwise = 0\n[[item.record.row]]\nwhen = { prior = \"2..=5\" }\npoints = 1\n[[item.record.row]]\nwhen = { prior = \"6..\" }\npoints = 2",
        ),
        part("[scale.total]", &format!("sum = [\"young\", \"stranger\", \"record\"]\nrange = {range}")),
    ]
}

fn origin() -> Origin {
    Origin {
        of: "made-up@1".to_owned(),
        program: "taxeer".to_owned(),
        command: "taxeer calibrate".to_owned(),
        data: "0".repeat(64),
        outcome: "again".to_owned(),
        seed: None,
        forced: false,
        on: taxeer::number::date::parse("2026-12-01").expect("a day"),
        persons: 1500,
        events: 500,
    }
}

/// Records of the made-up instrument: nobody is 60 or older; priors count more than the old points say.
fn cohort() -> (Vec<Vec<Answer>>, Vec<bool>) {
    let mut dice = Dice(99);
    let (mut records, mut events) = (Vec::new(), Vec::new());
    let (ages, priors): (Vec<i64>, Vec<i64>) = ((18..60).collect(), (0..10).collect());
    for _ in 0..1500 {
        let (age, prior, stranger) = (dice.pick(&ages), dice.pick(&priors), dice.pick(&[0, 0, 1]));
        let mut z: f64 = -1.5 + if age < 25 { 1.0 } else { 0.0 };
        z += if prior >= 6 {
            2.0
        } else if prior >= 2 {
            1.0
        } else {
            0.0
        };
        z += if stranger == 1 { 0.5 } else { 0.0 };
        events.push(dice.share() < 1.0 / (1.0 + (-z).exp()));
        records.push(vec![Answer::Known(age), Answer::Known(prior), Answer::Known(stranger)]);
    }
    (records, events)
}

fn columns(bands: &Bands, instrument: &Instrument, records: &[Vec<Answer>]) -> Records {
    bands.records(instrument, records.iter().map(Vec::as_slice)).expect("complete records")
}

fn ask(size: usize) -> Ask {
    Ask { most: 5, keep_order: true, size: Size { features: Some(size), items: None }, items: Vec::new() }
}

#[test]
fn what_is_found_reads_back_and_keeps_its_order() {
    let instrument = checked(&parts("[0, 6]"));
    let bands = Bands::of(instrument.form(), 0).expect("plain tables");
    let (records, events) = cohort();
    let columns = columns(&bands, &instrument, &records);
    let request = bands.request(&columns, &events, None, &ask(4)).expect("a request");
    let found = solve(&request, Effort::default(), &Unwatched).expect("points");
    assert_eq!(found.ended, Ended::Proven);
    let tables = Tables::new(&bands, &columns, None, found);
    let points: Vec<i32> = tables.bands.iter().map(|row| row.new).collect();
    // Young, stranger, record: each table rises with its old points, and the strongest band has the most.
    assert!(points[0] >= points[1] && points[1] >= points[2] && points[2] >= points[3], "{points:?}");
    assert!(points[7] >= points[6] && points[6] >= points[8], "{points:?}");
    assert_eq!(points.iter().max(), Some(&points[7]), "{points:?}");
    assert!(points[5] > 0 && points[4] == 0, "{points:?}");
    assert!(!tables.bands[3].seen && tables.bands[3].share.abs() < 1e-12);

    let mut edition = Edition::of(instrument.form(), "1.1").expect("TOML");
    tables.put(&mut edition);
    let (text, read_back) = edition.finish(Made::Points, &origin()).expect("a sound edition");
    let (low, high) = tables.range();
    assert!(text.contains(&format!("range = [{low}, {high}]")), "{text}");
    let after = Bands::of(read_back.form(), 0).expect("plain tables");
    let told: Vec<String> = after.bands.iter().map(|band| band.old.to_string()).collect();
    assert_eq!(told, points.iter().map(ToString::to_string).collect::<Vec<_>>());
}

#[test]
fn points_that_are_kept_leave_the_text_as_it_was() {
    let instrument = checked(&parts("[0, 6]"));
    let bands = Bands::of(instrument.form(), 0).expect("plain tables");
    let (records, events) = cohort();
    let columns = columns(&bands, &instrument, &records);
    let items = vec![(0, Treatment::Kept), (1, Treatment::Kept), (2, Treatment::Kept)];
    let kept = Ask { items, size: Size::default(), ..ask(9) };
    let found = solve(&bands.request(&columns, &events, None, &kept).expect("a request"), Effort::default(), &Unwatched).expect("points");
    // No number is another, and so nothing stands on the sample.
    let mut edition = Edition::of(instrument.form(), "1.1").expect("TOML");
    Tables::new(&bands, &columns, None, found.clone()).put(&mut edition);
    let (text, same) = edition.finish(Made::Points, &origin()).expect("a sound edition");
    assert!(!text.contains("[source.calibration]") && !text.contains("calibration.change"), "{text}");
    let old = |instrument: &Instrument| {
        Bands::of(instrument.form(), 0).expect("plain tables").bands.iter().map(|band| band.old).collect::<Vec<_>>()
    };
    assert_eq!(old(&same), old(&instrument));
    // Free points are at least as good as those that are kept.
    let free = Ask { size: Size::default(), ..ask(9) };
    let better = solve(&bands.request(&columns, &events, None, &free).expect("a request"), Effort::default(), &Unwatched).expect("points");
    assert!(better.loss < found.loss, "{} and {}", better.loss, found.loss);
}

#[test]
fn items_are_required_barred_and_counted() {
    let instrument = checked(&parts("[0, 6]"));
    let bands = Bands::of(instrument.form(), 0).expect("plain tables");
    let (records, events) = cohort();
    let columns = columns(&bands, &instrument, &records);
    let ask = Ask {
        items: vec![
            (bands.item("stranger").expect("an item"), Treatment::Required),
            (bands.item("young").expect("an item"), Treatment::Barred),
        ],
        size: Size { features: None, items: Some(2) },
        ..ask(9)
    };
    let request = bands.request(&columns, &events, None, &ask).expect("a request");
    let sizes = [1, 2].map(|items| Size { features: None, items: Some(items) });
    let steps = curve(&request, &sizes, Effort::default(), &Unwatched);
    let of = |step: usize| steps[step].1.clone().expect("points");
    let used = |step: usize, item: usize| bands.bands.iter().zip(&of(step).points).any(|(band, points)| band.item == item && *points != 0);
    assert!(used(0, 1) && !used(0, 0) && !used(0, 2) && used(1, 1) && !used(1, 0) && used(1, 2));
    assert!(of(1).loss < of(0).loss);
}

/// Records of which only the points of each item are known give the same tables where no two rows of a table are equal; equal rows stay
/// together.
#[test]
fn points_of_items_are_enough() {
    let instrument = checked(&parts("[0, 6]"));
    let (rows, together) = (Bands::of(instrument.form(), 0).expect("plain"), Bands::by_points(instrument.form(), 0).expect("plain"));
    let (records, events) = cohort();
    let by_row = columns(&rows, &instrument, &records);
    let items = |record: usize| -> Vec<Option<f64>> {
        let sum = |item| {
            rows.bands
                .iter()
                .zip(&by_row.columns)
                .filter(|(band, _)| band.item == item)
                .map(|(band, c)| band.old.to_f64() * c[record])
                .sum()
        };
        (0..rows.items.len()).map(|item| Some(sum(item))).collect()
    };
    let items: Vec<Vec<Option<f64>>> = (0..records.len()).map(items).collect();
    let by_points = together.records_by_points(items.iter().map(Vec::as_slice)).expect("complete records");
    assert_eq!(by_points, by_row);
    let unknown = [Some(0.0), None, Some(1.0)];
    assert_eq!(together.records_by_points(std::iter::once(&unknown[..])), Err(Refusal::Open { record: 0 }));

    let tied: Vec<String> = parts("[0, 6]").into_iter().map(|part| part.replace("\"25..=39\" = 2", "\"25..=39\" = 1")).collect();
    let tied = checked(&tied);
    let bands = Bands::by_points(tied.form(), 0).expect("plain");
    let items: Vec<Vec<Option<f64>>> = items
        .iter()
        .map(|items| vec![items[0].map(|points| if points > 2.5 { 3.0 } else { points.min(1.0) }), items[1], items[2]])
        .collect();
    let columns = bands.records_by_points(items.iter().map(Vec::as_slice)).expect("complete records");
    let found = solve(&bands.request(&columns, &events, None, &ask(9)).expect("a request"), Effort::default(), &Unwatched).expect("points");
    let tables = Tables::new(&bands, &columns, None, found);
    let points: Vec<i32> = tables.bands.iter().map(|row| row.new).collect();
    assert!(points[0] > points[1] && points[1] == points[2], "{points:?}");
}

#[test]
fn what_does_not_fit_is_named() {
    let instrument = checked(&parts("[0, 6]"));
    let bands = Bands::of(instrument.form(), 0).expect("plain tables");
    assert_eq!(bands.item("shoe_size"), Err(Refusal::UnknownItem { item: "shoe_size".to_owned() }));
    let open = [Answer::Known(30), Answer::Unknown, Answer::Known(0)];
    assert_eq!(bands.records(&instrument, std::iter::once(&open[..])), Err(Refusal::Open { record: 0 }));
    assert!(matches!(Bands::of(instrument.form(), 7), Err(Refusal::NoScale)));
    let (records, events) = cohort();
    let same: Vec<Vec<Answer>> = records.iter().map(|record| vec![record[0], record[1], Answer::Known(0)]).collect();
    let columns = columns(&bands, &instrument, &same);
    let ask = Ask { items: vec![(1, Treatment::Required)], ..ask(3) };
    assert_eq!(bands.request(&columns, &events, None, &ask).err(), Some(Refusal::NobodyDiffers { item: "stranger".to_owned() }));
    let ogrs = Catalogue::builtin().instrument("ogrs3", None).expect("a shipped instrument").source();
    let ogrs = taxeer::check::instrument(&ogrs).0.expect("sound");
    let refusal = Bands::of(ogrs.form(), 0).expect_err("a rate is no table");
    assert!(matches!(refusal, Refusal::NotATable { .. }) && refusal.text().nl != refusal.text().en, "{refusal:?}");
}

/// The page of a search at every size: sentences in both languages, and the picture.
#[test]
fn what_was_found_is_told() {
    let instrument = checked(&parts("[0, 6]"));
    let bands = Bands::of(instrument.form(), 0).expect("plain tables");
    let (records, events) = cohort();
    let columns = columns(&bands, &instrument, &records);
    let request = bands.request(&columns, &events, None, &ask(4)).expect("a request");
    let sizes: Vec<Size> = (1..=5).map(|size| Size { features: Some(size), items: None }).collect();
    let mut steps = curve(&request, &sizes, Effort::default(), &Unwatched);
    // One step as a search that ended early leaves it.
    let early = solve(&Request { size: sizes[1], ..request.clone() }, Effort::WITHOUT_PROOF, &Unwatched);
    assert!(early.as_ref().is_ok_and(|early| early.gap() > 0.0 && early.ended == Ended::Limit));
    steps[1].1 = early;
    let tables = Tables::new(&bands, &columns, None, steps[3].1.clone().expect("points"));
    for lang in [Lang::Nl, Lang::En] {
        let mut document = Document::default();
        document.title(lang.pick("Punten", "Points"));
        tables.tell(instrument.form(), &mut document, lang);
        tell_curve(&steps, &mut document, lang);
        insta::with_settings!({ snapshot_path => "new_points_snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("text_{}", lang.code()), report::text::render(&document));
            let html = report::html::render(&document, lang, "taxeer");
            let figure = &html[html.find("<figure>").expect("a picture")..html.find("</figure>").expect("its end")];
            insta::assert_snapshot!(format!("picture_{}", lang.code()), figure);
        });
    }
}
