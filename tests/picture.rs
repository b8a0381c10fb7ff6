// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Pictures of research reports: whole in both languages, with the numbers that they were given, and nothing of a hidden group.

mod page_check;

use page_check::assert_sound;
use taxeer::lang::Lang;
use taxeer::picture::Figure;
use taxeer::picture::calibration::{CalibrationCurve, Group as Bin, calibration};
use taxeer::picture::decision::{Benefit, decision};
use taxeer::picture::expected::{Level, Ratio, expected};
use taxeer::picture::forest::{Group, Value, forest};
use taxeer::picture::loss::{Step, loss};
use taxeer::picture::roc::{Point, RocCurve, roc};
use taxeer::picture::survival::{Curve, Time, survival, times};
use taxeer::report::document::Document;
use taxeer::report::{html, text};

const NAMES: [&str; 4] = ["laag", "onder gemiddeld", "boven gemiddeld <hoog>", "ver boven het gemiddelde niveau"];

/// Invented numbers.
fn figures(lang: Lang) -> Vec<Figure> {
    let point = |at: u32| {
        let x = f64::from(at) / 20.0;
        Point { threshold: 10.5 - f64::from(at), false_positive: x, sensitivity: 1.0 - (1.0 - x) * (1.0 - x) }
    };
    let points: Vec<Point> = (0..=20).map(point).collect();
    let smooth: Vec<(f64, f64)> = (2..=80).map(|at| f64::from(at) / 100.0).map(|x| (x, x * x * 0.9 + 0.1 * x)).collect();
    let groups: Vec<Bin> = (1..8)
        .map(|at| f64::from(at) / 10.0)
        .map(|x| Bin { predicted: x, observed: x * x, low: (x * x - 0.08).max(0.0), high: x * x + 0.08, n: 1204 })
        .collect();
    let histogram = [0, 310, 700, 1250, 900, 640, 420, 300, 150, 90, 40, 20, 10, 5, 2, 1, 0, 0, 0, 0];
    let benefits: Vec<Benefit> = (1..=60)
        .map(|at| f64::from(at) / 100.0)
        .map(|t| Benefit { threshold: t, model: 0.3 * (1.0 - t) * (1.0 - t), all: 0.3 - 0.7 * t / (1.0 - t) })
        .collect();
    let ratio = |estimate, low, high| Ratio { estimate: Some(estimate), low, high };
    let levels = [
        Level { name: NAMES[0], expected: 4.2, observed: 0, ratio: Ratio { estimate: None, low: 1.14, high: f64::INFINITY } },
        Level { name: NAMES[1], expected: 12.0, observed: 10, ratio: ratio(1.2, 0.646, 2.23) },
        Level { name: NAMES[2], expected: 40.0, observed: 62, ratio: ratio(0.645, 0.503, 0.83) },
        Level { name: NAMES[3], expected: 60.0, observed: 1, ratio: ratio(60.0, 8.4, 425.0) },
    ];
    let at_risk: Vec<Vec<(f64, usize)>> = (0..4).map(|level| times(3.6).into_iter().zip((level + 1..9 + level).rev()).collect()).collect();
    let steps: Vec<Vec<(f64, f64)>> =
        (1..=4).map(|level| (1..5).map(|at| (f64::from(at) * 0.7, 1.0 - f64::from(at * level) * 0.05)).collect()).collect();
    let curve = |at: usize| Curve { name: NAMES[at], steps: &steps[at], end: 3.6, at_risk: &at_risk[at] };
    let shown = |estimate: f64| Value::Shown { estimate, low: estimate - 0.06, high: estimate + 0.05, n: 1830 };
    let people = [
        Group { name: "geslacht = vrouw", value: shown(0.69) },
        Group { name: "geslacht = man", value: shown(0.71) },
        Group { name: "leeftijd = 60 jaar en ouder", value: Value::Hidden },
        Group { name: "leeftijd = 18 tot 20 jaar", value: Value::Undefined { n: 12 } },
    ];
    vec![
        roc(
            &[
                RocCurve { name: "score", points: &points, area: Some((0.7012, Some([0.6651, 0.7373]))) },
                RocCurve {
                    name: lang.pick("tweede score", "second score"),
                    points: &[points[0], points[4], points[20]],
                    area: Some((0.553, None)),
                },
            ],
            "roc",
            lang,
        ),
        calibration(&CalibrationCurve { smooth: &smooth, groups: &groups, histogram: &histogram }, "calibration", lang),
        expected(&levels, "expected", lang),
        decision(&benefits, "decision", lang),
        survival(&[curve(0), curve(1), curve(2), curve(3)], Time { unit: lang.pick("jaar", "years"), end: 3.6 }, "survival", lang),
        forest(&people, "AUC", Some(0.705), 5, "forest", lang),
    ]
}

fn page(lang: Lang) -> Document {
    let mut document = Document::default();
    document.title(lang.pick("Figuren", "Figures"));
    for figure in figures(lang) {
        figure.add_to(&mut document);
    }
    document
}

#[test]
fn a_page_of_them_is_sound_and_the_same_each_time() {
    for lang in [Lang::Nl, Lang::En] {
        let page_of = || html::render(&page(lang), lang, "taxeer");
        let html = page_of();
        assert_sound("pictures", &html);
        assert_eq!(html, page_of());
        assert!(!html.contains("NaN") && !html.contains("inf\"") && !html.contains("<hoog>"));
        assert_eq!(html.matches("<svg").count(), 6);
    }
}

#[test]
fn what_the_tables_say_is_read_in_both_languages() {
    for lang in [Lang::Nl, Lang::En] {
        insta::with_settings!({ snapshot_path => "picture_snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("tables_{}", lang.code()), text::render(&page(lang)));
        });
    }
}

#[test]
fn every_picture_has_a_title_a_description_and_a_table() {
    for figure in figures(Lang::En) {
        assert!(figure.picture.contains("<title id=") && figure.picture.contains("<desc id="));
        assert!(figure.tables.iter().all(|table| table.rows.iter().all(|row| row.len() == table.columns.len())));
        assert!(figure.tables.iter().any(|table| !table.rows.is_empty()));
    }
}

#[test]
fn dots_and_lines_stand_where_their_numbers_say() {
    // The field of a ROC curve runs from 56 to 530 and from 412 up to 52.
    let point = |false_positive, sensitivity| Point { threshold: 1.0, false_positive, sensitivity };
    let points = [point(0.0, 0.0), point(0.5, 0.75), point(1.0, 1.0)];
    let figure = roc(&[RocCurve { name: "score", points: &points, area: None }], "r", Lang::En);
    assert!(figure.picture.contains("d=\"M56.0 412.0L293.0 142.0L530.0 52.0\""), "{}", figure.picture);
    // Ratios of 1/2, 1 and 2 are as far apart as each other: 196 to 530 with 1 in the middle.
    let level = Level { name: "a", expected: 2.0, observed: 2, ratio: Ratio { estimate: Some(1.0), low: 0.5, high: 2.0 } };
    let figure = expected(&[level], "e", Lang::En);
    assert!(
        figure.picture.contains(">1/2</text>") && figure.picture.contains("H530.0") && figure.picture.contains("x=\"358.5\""),
        "{}",
        figure.picture
    );
}

#[test]
fn small_probabilities_fill_the_field() {
    let groups = [Bin { predicted: 0.05, observed: 0.1, low: 0.08, high: 0.12, n: 400 }];
    let figure =
        calibration(&CalibrationCurve { smooth: &[], groups: &groups, histogram: &[0, 400, 0, 0, 0, 0, 0, 0, 0, 0] }, "c", Lang::En);
    // 0 to 20% over 56 to 530 and 372 up to 52: the dot at a quarter and a half, the bar of 10 to 20% on the right half.
    assert!(figure.picture.contains(">20%</text>") && !figure.picture.contains(">100%</text>"));
    assert!(figure.picture.contains("cx=\"174.5\" cy=\"212.0\""), "{}", figure.picture);
    assert!(figure.picture.contains("x=\"293.0\" y=\"452.0\" width=\"236.0\""), "{}", figure.picture);
}

#[test]
fn a_long_name_is_broken_and_stays_in_the_picture() {
    let name = "gebied=Een_naam_zonder_spaties_die_te_lang_is_voor_een_regel";
    let shown = Value::Shown { estimate: 0.7, low: 0.6, high: 0.8, n: 50 };
    let forest = forest(&[Group { name, value: shown }], "AUC", Some(0.7), 5, "f", Lang::Nl);
    let curve = Curve { name, steps: &[], end: 1.0, at_risk: &[] };
    let survival = survival(&[curve], Time { unit: "jaar", end: 1.0 }, "s", Lang::Nl);
    for (picture, letters) in [(&forest.picture, 27), (&survival.picture, 18)] {
        let words = picture.split("</text>").filter_map(|part| part.rsplit('>').next());
        let parts: Vec<&str> = words.filter(|part| name.contains(part) && part.len() > 3).collect();
        assert!(parts.len() > 1 && parts.iter().all(|part| part.chars().count() <= letters), "{parts:?}");
        assert!(parts.concat().contains(name), "no letter is lost: {parts:?}");
    }
}

#[test]
fn a_survival_line_keeps_its_height_until_the_next_event() {
    assert_eq!(times(2.0), [0.0, 0.5, 1.0, 1.5, 2.0]);
    let at_risk = [(0.0, 3), (0.5, 3), (1.0, 3), (1.5, 2), (2.0, 2)];
    let curve = Curve { name: "a", steps: &[(1.0, 0.5)], end: 2.0, at_risk: &at_risk };
    let figure = survival(&[curve], Time { unit: "years", end: 2.0 }, "s", Lang::En);
    // 150 to 530 over 2 years; half of 352 to 52.
    assert!(figure.picture.contains("d=\"M150.0 52.0H340.0V202.0H530.0V202.0\""), "{}", figure.picture);
    let at_risk: Vec<&str> = figure.tables[0].rows.iter().map(|row| row[3].as_str()).collect();
    assert_eq!((at_risk.first(), at_risk.last()), (Some(&"3"), Some(&"2")));
}

#[test]
fn a_hidden_group_shows_no_number_and_no_mark() {
    let hidden = Group { name: "a", value: Value::Hidden };
    let figure = forest(&[hidden], "AUC", Some(0.7), 5, "f", Lang::En);
    assert_eq!(figure.tables[0].rows, [["a", "hidden (fewer than 5)", "hidden (fewer than 5)"]]);
    assert!(!figure.picture.contains("<rect") && figure.picture.contains("hidden (fewer than 5)"));
    assert!(figure.note.contains("below 5"), "{}", figure.note);
    let undefined = Group { name: "a", value: Value::Undefined { n: 8 } };
    let figure = forest(&[undefined], "AUC", None, 5, "f", Lang::En);
    assert_eq!(figure.tables[0].rows, [["a", "8", "not defined"]]);
    assert!(figure.note.is_empty() && !figure.picture.contains("<rect"));
}

#[test]
fn a_level_without_events_is_drawn_with_an_arrow_and_no_mark() {
    let level = Level { name: "a", expected: 3.0, observed: 0, ratio: Ratio { estimate: None, low: 0.5, high: f64::INFINITY } };
    let figure = expected(&[level], "e", Lang::Nl);
    assert!(figure.picture.contains("- (0,50 tot ∞)") && !figure.picture.contains("<rect"));
    // The line runs over the whole axis, and ends in the head of an arrow on the right: 1/2 to 2 is 196 to 530.
    let line = figure.picture.contains("M275.6 49.5H530.0") || figure.picture.contains("M196.0 49.5H530.0");
    assert!(line && figure.picture.contains("d=\"M524.0 45.5L530.0 49.5L524.0 53.5\""), "{}", figure.picture);
    assert_eq!(figure.tables[0].rows, [["a", "3,0", "0", "- (0,50 tot ∞)"]]);
    assert!(!figure.picture.contains("inf") && !figure.picture.contains("NaN"));
}

#[test]
fn nothing_to_draw_draws_nothing() {
    let none = Figure::default();
    assert_eq!(roc(&[RocCurve { name: "score", points: &[], area: None }], "r", Lang::En), none);
    assert_eq!(loss(&[Step { size: 3, loss: 5.0, bound: 5.0 }], 4.0, "items", "l", Lang::En), none);
    assert_eq!(decision(&[], "d", Lang::En), none);
    assert_eq!(survival(&[], Time { unit: "years", end: 1.0 }, "s", Lang::En), none);
    assert_eq!(expected(&[], "e", Lang::En), none);
    assert_eq!(forest(&[], "AUC", None, 5, "f", Lang::En), none);
    let mut document = Document::default();
    Figure::default().add_to(&mut document);
    assert!(document.blocks.is_empty());
}

#[test]
fn a_long_curve_says_that_its_table_is_shorter() {
    let share = |at: u32| f64::from(at) / 9000.0;
    let points: Vec<Point> =
        (0..=9000).map(|at| Point { threshold: 1.0 - share(at), false_positive: share(at), sensitivity: share(at) }).collect();
    let figure = roc(&[RocCurve { name: "score", points: &points, area: None }], "r", Lang::En);
    assert_eq!(figure.tables[0].rows.len(), 41);
    assert_eq!((figure.tables[0].rows[0][1].as_str(), figure.tables[0].rows[40][1].as_str()), ("0.000", "1.000"));
    assert_eq!(figure.note, "The table shows 41 of the 9,001 points of the line.");
    // Drawn with fewer points too, from the first to the last.
    assert!(figure.picture.len() < 50_000 && figure.picture.contains("M56.0 412.0L") && figure.picture.contains("L530.0 52.0\""));
}
