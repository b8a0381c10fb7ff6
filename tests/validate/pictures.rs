// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The pictures of a report: all there, each with its table, whole in both languages, and nothing of a hidden group.

use crate::page_check::assert_sound;
use crate::program::taxeer;
use crate::run::file;
use crate::sample;

fn page(lang: &str, arguments: &[&str]) -> String {
    let run = taxeer().args(["validate", "--format", "html", "--lang", lang]).args(arguments).output().expect("taxeer starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

/// The pictures of a page by the name of their first part, each with what follows it up to the next.
fn pictures(html: &str) -> Vec<(String, &str)> {
    html.split("<figure>")
        .skip(1)
        .map(|part| (part.split("<title id=\"").nth(1).and_then(|id| id.split("-t\"").next()).unwrap_or_default().to_owned(), part))
        .collect()
}

#[track_caller]
fn one<'a>(pictures: &[(String, &'a str)], id: &str) -> &'a str {
    pictures.iter().find(|(name, _)| name == id).unwrap_or_else(|| panic!("no picture {id}")).1
}

/// A score with a probability: the highest band has no event, and the lowest has few.
fn rated() -> crate::run::File {
    let mut text = "score,p,second,again,days\n".to_owned();
    for row in 0_u32..400 {
        let score = row * 7 % 11;
        let again = score < 9 && (row * 13 + score) % 10 < score / 2 + 1;
        text.push_str(&format!(
            "{score},0.{:02},{},{},{}\n",
            5 + score * 6,
            (row * 31 + score * 3) % 17,
            u8::from(again),
            10 + row * 17 % 700
        ));
    }
    file(&text)
}

#[test]
fn every_picture_has_its_table_in_both_languages() {
    let file = rated();
    let path = file.path.display().to_string();
    let own = ["--score", "score", "--prob", "p", "--against", "second", "--outcome", "again", "--time", "days", "--bands", "0,3,6,9"];
    for lang in ["nl", "en"] {
        let html = page(lang, &[&[path.as_str()], &own[..]].concat());
        assert_sound("validate", &html);
        let drawn = pictures(&html);
        let svg = |part: &str| part.split("</figure>").next().unwrap_or_default().to_owned();
        assert!(drawn.iter().all(|(_, part)| !svg(part).contains("NaN") && !svg(part).contains("inf")));
        assert!(html.contains("figure { break-inside: avoid; }"), "no picture is cut by the edge of paper");
        let names: Vec<&str> = drawn.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["roc", "calibration", "decision", "expected_observed", "survival"]);
        for (name, part) in &drawn {
            let after = part.split("</figure>").nth(1).expect("what follows").trim_start();
            let note = after.strip_prefix("<p>").map_or(after, |note| note.split_once("</p>").expect("its end").1.trim_start());
            assert!(note.starts_with("<table>"), "{name}: {}", &note[..note.len().min(60)]);
            assert!(part.contains("<desc id=") && part.contains("class=\"title\""), "{name}");
            // Nothing has a colour of its own: marks differ by their shape, lines by their strokes.
            assert!(!part.split("</figure>").next().expect("the picture").contains("fill=\"#"), "{name}");
        }
        let roc = one(&drawn, "roc");
        assert!(roc.matches("AUC 0").count() >= 3 && roc.matches("stroke-dasharray").count() >= 4, "two curves, each with its interval");
        let (to, decimal) = if lang == "nl" { ("tot", ",") } else { ("to", ".") };
        assert!(roc.contains(&format!(" {to} 0{decimal}")));
        let calibration = one(&drawn, "calibration");
        assert!(calibration.matches("<circle").count() > 5 && calibration.contains("<rect class=\"light\""), "groups and a histogram");
        // The band from 9 has no event: no mark but an arrow, and the table says what is known.
        let index = one(&drawn, "expected_observed");
        let arrow = format!(" {to} ∞)");
        assert!(
            index.contains(if lang == "nl" { "score vanaf 9" } else { "score from 9" })
                && index.matches(&arrow).count() >= 2
                && index.contains(">1/2</text>"),
            "{index}"
        );
        let survival = one(&drawn, "survival");
        assert!(survival.contains(if lang == "nl" { "nog gevolgd (personen)" } else { "at risk (persons)" }));
        assert!(survival.contains(if lang == "nl" { "tijd (dagen)" } else { "time (days)" }));
        // At risk at the start are all persons of a band.
        let first = (0..400_u32).filter(|row| row * 7 % 11 < 3).count();
        assert!(survival.contains(&format!(">{first}</text>")), "{first}");
    }
}

#[test]
fn small_groups_are_drawn_as_hidden_and_show_no_number() {
    let path = sample::path().display().to_string();
    let html = page("en", &["static-99r", &path, "--outcome", "reoffended_5y", "--by", "region"]);
    let drawn = pictures(&html);
    let forest = one(&drawn, "groups");
    let rows: Vec<&str> = forest.split("<tr>").filter(|row| row.contains("region=")).take(5).collect();
    assert_eq!(rows.len(), 5, "{forest}");
    let hidden: Vec<&&str> = rows.iter().filter(|row| row.contains("hidden (fewer than 5)")).collect();
    assert_eq!(hidden.len(), 2);
    assert!(hidden.iter().all(|row| row.matches("hidden (fewer than 5)").count() == 2), "neither persons nor AUC");
    assert!(hidden.iter().any(|row| row.contains("region=Eiland")));
    // The picture has a mark for each shown group only.
    let picture = forest.split("</figure>").next().expect("the picture");
    assert_eq!((picture.matches("<rect").count(), picture.matches("hidden (fewer than 5)").count()), (3, 2));
}

/// Samples at the edge: everything that can be drawn is drawn, the rest says why, and no picture has a number that is none.
#[test]
fn odd_samples_are_drawn_without_nonsense() {
    let rows = |n: u32, row: fn(u32) -> String| -> String { (0..n).map(row).collect() };
    let samples = [
        ("all times are 0", rows(40, |at| format!("{},{},{},0\n", at % 5, f64::from(at % 5 + 1) / 10.0, u8::from(at % 3 == 0)))),
        ("one score", rows(40, |at| format!("3,0.5,{},{at}\n", u8::from(at % 3 == 0)))),
        (
            "nothing expected, nothing seen",
            rows(40, |at| {
                format!(
                    "{},{},{},{at}\n",
                    at % 4,
                    ["0", "0", "1", "0.5"][at as usize % 4],
                    u8::from(at % 8 == 2 || at % 8 == 3 || at % 8 == 6)
                )
            }),
        ),
        ("one event", "1,0.2,0,1\n2,0.3,1,2\n3,0.9,0,5\n".to_owned()),
        ("rare", rows(400, |at| format!("{},{},{},{}\n", at % 4, f64::from(at % 4 + 1) / 1000.0, u8::from(at == 7), (at + 1) * 1_000_000))),
    ];
    for (name, text) in samples {
        let file = file(&format!("s,p,y,t\n{text}"));
        let path = file.path.display().to_string();
        let asked = [
            "--score",
            "s",
            "--prob",
            "p",
            "--outcome",
            "y",
            "--time",
            "t",
            "--bands",
            "0,1,2,3",
            "--by",
            "s",
            "--small",
            "0",
            "--cut-off",
            "2",
        ];
        let html = page("nl", &[&[path.as_str()], &asked[..]].concat());
        assert_sound(name, &html);
        let drawn = pictures(&html);
        let ids: Vec<&str> = drawn.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["roc", "calibration", "decision", "expected_observed", "survival", "groups"], "{name}");
        for (id, part) in &drawn {
            let svg = part.split("</figure>").next().expect("the picture");
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}: {id}: {svg}");
        }
        // Where there is no interval, the area is there and why it has none.
        if name == "one event" {
            assert!(html.contains("score, AUC 0,50<") && html.contains("interval van de AUC: niet gegeven"), "{}", one(&drawn, "roc"));
        }
    }
}

#[test]
fn a_curve_with_very_many_steps_is_thinned_and_that_is_told() {
    let mut text = "score,again,days\n".to_owned();
    for row in 0_u32..2600 {
        text.push_str(&format!("{},{},{}\n", row % 5, u8::from(row % 40 != 0), row + 1));
    }
    let file = file(&text);
    let html = page("en", &[&file.path.display().to_string(), "--score", "score", "--outcome", "again", "--time", "days"]);
    assert!(html.contains("2000 of the 2535 steps"), "what is left out is told");
    assert!(one(&pictures(&html), "survival").contains("<path"));
    let scores: String = (0..3000).map(|row| format!("{row},{}\n", u8::from(row * 7 % 5 == 0))).collect();
    let file = crate::run::file(&format!("score,again\n{scores}"));
    let html = page("nl", &[&file.path.display().to_string(), "--score", "score", "--outcome", "again"]);
    assert!(html.contains("De tabel toont 41 van de"), "a table of a curve that is thinned says so");
}

/// Names of persons and of software stay; all other words of methods and places are Dutch.
#[test]
fn a_dutch_page_has_dutch_words() {
    let file = rated();
    let path = file.path.display().to_string();
    let own = ["--score", "score", "--prob", "p", "--against", "second", "--outcome", "again", "--time", "days", "--bands", "0,3,6,9"];
    let rated = page("nl", &[&[path.as_str()], &own[..], &["--bootstrap", "5"]].concat());
    let sample = page("nl", &["static-99r", &sample::path().display().to_string(), "--outcome", "reoffended_5y", "--by", "region"]);
    // The call that is shown is English: it is what was typed.
    for html in [rated, sample] {
        let (_, body) = html.split_once("</dl>").expect("facts");
        let words: Vec<&str> = body.split('>').filter_map(|part| part.split('<').next()).flat_map(str::split_whitespace).collect();
        for english in [
            "the",
            "and",
            "of",
            "by",
            "level",
            "time",
            "count",
            "mean",
            "less",
            "fitted",
            "paired",
            "lowest",
            "regression",
            "rate",
            "null",
            "logistic",
        ] {
            let at = words.iter().position(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()) == english);
            let dutch = english == "of";
            assert!(
                at.is_none() || dutch,
                "{english}: {}",
                words[at.unwrap_or(0).saturating_sub(4)..].iter().take(9).copied().collect::<Vec<_>>().join(" ")
            );
        }
        let point = words.iter().find(|word| word.trim_start_matches(['-', '[', '(']).starts_with("0."));
        assert_eq!(point, None, "a point in a Dutch number");
    }
}

#[test]
fn a_wide_table_fits_the_page() {
    let path = sample::path().display().to_string();
    let html = page("nl", &["static-99r", &path, "--outcome", "reoffended_5y"]);
    let cut_offs = html.split("<h2>Grenzen</h2>").nth(1).expect("the section");
    assert!(cut_offs.trim_start().starts_with("<div class=\"wide\">\n<table>"), "{}", &cut_offs[..200]);
    assert!(html.contains(".wide { overflow-x: auto; }"));
}
