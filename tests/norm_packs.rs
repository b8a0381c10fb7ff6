// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Norm packs: an organisation's own norms, cut-offs and combination tables on an instrument that stays as it is. All numbers are invented.

mod program;

use std::fs;
use std::path::Path;

use program::{Ran, read_rows, run_in};
use serde_json::Value;
use taxeer::catalogue::Catalogue;

/// A pack on static-99r: a rate by score, and a combination of its levels with an answer of its own.
const PACK: &str = r#"
schema = 1
id = "local-norms"
edition = "2026.1"
extends = "static-99r@2016.1"
title = { nl = "Verzonnen normen", en = "Invented norms" }
owner = "Test organisation"

[[entry]]
by = "coder-1"
on = "2026-11-01"
[[entry]]
by = "coder-2"
on = "2026-11-02"

[source.W]
cite = "Invented workbook, 2026"
page = "page 12"

[field.needs]
type = "choice"
label = { nl = "behoeften", en = "needs" }
ask = { nl = "Hoe groot zijn de behoeften?", en = "How large are the needs?" }
basis = "judgement"
[field.needs.options]
few = { nl = "weinig", en = "few" }
many = { nl = "veel", en = "many" }

[norm.local_rate]
kind = "rate"
of = "total"
title = { nl = "Verzonnen recidive", en = "Invented recidivism" }
outcome = { nl = "een nieuw delict", en = "a new offence" }
horizon = { nl = "vijf jaar", en = "five years" }
sample = { nl = "verzonnen", en = "invented" }
country = "NL"
rising = true
source = "W"
evidence = "confirmed"
row = [{ at = "0..=2", value = 3 }, { at = "3..", value = 9 }]

[scheme.combined]
title = { nl = "Samen", en = "Combined" }
of = "five-level"
owner = "Test organisation"
source = "W"
evidence = "confirmed"
level = [
  { id = "A", name = { nl = "groep A", en = "group A" } },
  { id = "B", name = { nl = "groep B", en = "group B" } },
]
rule = [
  { when = { five-level = ["I", "II", "III"] }, level = "A" },
  { when = { five-level = ["IVa", "IVb"], needs = "few" }, level = "A" },
  { when = { five-level = ["IVa", "IVb"], needs = "many" }, level = "B" },
]
"#;

const CASE: &str = "sex = \"male\"\nage_at_release = 30\nqualifying_offence = \"identifiable_victim\"\nlived_with_partner_2y = \"no\"\n\
    index_nonsexual_violence = \"no\"\nprior_nonsexual_violence = \"no\"\nprior_sex_charges = 3\nprior_sex_convictions = 0\n\
    prior_sentencing_dates = 0\nnoncontact_conviction = \"no\"\nunrelated_victim = \"no\"\nstranger_victim = \"no\"\nmale_victim = \"no\"\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(pack: &str) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        fs::write(folder.path().join("pack.toml"), pack).expect("written");
        fs::write(folder.path().join("plain.toml"), CASE).expect("written");
        fs::write(folder.path().join("case.toml"), format!("{CASE}needs = \"many\"\n")).expect("written");
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, words: &[&str]) -> Ran {
        run_in(self.path(), &[words, &["--lang", "en"]].concat())
    }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", ran.out, ran.err))
}

fn stamp_of_the_instrument() -> String {
    let entry = Catalogue::builtin().instrument("static-99r", None).expect("in the catalogue");
    format!("static-99r@2016.1+sha256:{}", &entry.source().digest()[..12])
}

#[test]
fn a_sound_pack_is_proven_and_its_numbers_are_marked_as_local() {
    let folder = Folder::with(PACK);
    let check = folder.run(&["check", "pack.toml"]);
    assert_eq!((check.code, check.out.as_str()), (0, "pack.toml: sound\n"), "{}", check.err);
    let plain = json(&folder.run(&["score", "static-99r", "plain.toml", "--json"]));
    let ran = folder.run(&["score", "static-99r", "case.toml", "--norms", "pack.toml", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let local = json(&ran);
    assert_eq!((&local["score"], &local["level"]), (&plain["score"], &plain["level"]), "the instrument stays as it is");
    assert_eq!(local["schemes"]["combined"], serde_json::json!(["B"]));
    let stamp = local["instrument"].as_str().unwrap();
    assert!(stamp.starts_with(&format!("{}+local-norms@2026.1+sha256:", stamp_of_the_instrument())), "{stamp}");
    let norm = local["norms"].as_array().unwrap().iter().find(|norm| norm["norm"] == "local_rate").expect("the local norm");
    assert_eq!((&norm["value"], norm["norm_pack"].is_null()), (&serde_json::json!(9), false));
    assert_eq!(local["reason"], serde_json::json!(["local_norms:local-norms"]));
    let page = folder.run(&["score", "static-99r", "case.toml", "--norms", "pack.toml"]).out;
    assert!(page.contains("Local norm pack: local-norms of Test organisation"), "{page}");
    assert!(page.contains("Invented recidivism [local norm pack of Test organisation]"), "{page}");
    assert!(page.contains("Invented workbook, 2026, page 12"), "{page}");
}

#[test]
fn a_batch_names_the_pack_in_every_row() {
    let folder = Folder::with(PACK);
    let pairs: Vec<(&str, &str)> = CASE.lines().filter_map(|line| line.split_once(" = ")).collect();
    let (names, answers): (Vec<&str>, Vec<&str>) = pairs.into_iter().unzip();
    let rows = ["few", "many", "?"].map(|needs| format!("{},{needs}\n", answers.join(",")));
    fs::write(folder.path().join("cases.csv"), format!("{},needs\n{}", names.join(","), rows.concat())).unwrap();
    let columns = "level.combined,instrument,reason,outcome,score";
    let ran = folder.run(&["batch", "static-99r", "cases.csv", "-o", "out.csv", "--norms", "pack.toml", "--columns", columns]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows = read_rows(&folder.path().join("out.csv"));
    assert_eq!(rows.iter().map(|row| row["level.combined"].as_str()).collect::<Vec<_>>(), ["A", "B", ""]);
    for row in &rows {
        assert!(row["instrument"].contains("+local-norms@2026.1+sha256:") && row["reason"].contains("local_norms:local-norms"), "{row:?}");
        assert_eq!(row["outcome"], "scored", "the combination is not reported, so nothing that is reported is open");
    }
}

/// Each fault with the code that tells it, at its line in the pack.
#[test]
fn a_faulty_pack_is_refused_at_its_own_line() {
    let second = "[[entry]]\nby = \"coder-2\"\non = \"2026-11-02\"\n";
    let faults: &[(&str, &str, &str, &str)] = &[
        ("without its second person", second, "", "T0703"),
        ("one person twice", "by = \"coder-2\"", "by = \"coder-1\"", "T0703"),
        ("another edition", "static-99r@2016.1\"", "static-99r@2016.2\"", "T0702"),
        ("another text", "static-99r@2016.1\"", "static-99r@2016.1+sha256:000000000000\"", "T0702"),
        ("a source without a page", "page = \"page 12\"\n", "", "T0103"),
        (
            "a norm without evidence",
            "rising = true\nsource = \"W\"\nevidence = \"confirmed\"\n",
            "rising = true\nsource = \"W\"\n",
            "T0207",
        ),
        ("a name of the instrument's", "[norm.local_rate]", "[norm.percentile]", "T0202"),
        ("a norm that falls", "{ at = \"3..\", value = 9 }", "{ at = \"3..\", value = 2 }", "T0414"),
        ("a combination with a gap", "  { when = { five-level = [\"IVa\", \"IVb\"], needs = \"few\" }, level = \"A\" },\n", "", "T0404"),
        ("an unknown level", "\"III\"] }", "\"V\"] }", "T0302"),
        ("no day", "on = \"2026-11-02\"", "on = \"November\"", "T0306"),
        (
            "a key of an instrument",
            "owner = \"Test organisation\"\n\n[[entry]]",
            "owner = \"Test organisation\"\nkind = \"actuarial\"\n\n[[entry]]",
            "T0102",
        ),
    ];
    for (what, find, replace, code) in faults {
        assert!(PACK.contains(find), "{what}: the text has changed");
        let folder = Folder::with(&PACK.replacen(find, replace, 1));
        let check = folder.run(&["check", "pack.toml", "--format", "concise"]);
        // An edition that is not there is no finding in the pack.
        if check.code != 2 {
            assert_eq!(check.code, 3, "{what}: {}{}", check.out, check.err);
            let told =
                check.out.lines().find(|line| line.contains(&format!("[{code}]"))).unwrap_or_else(|| panic!("{what}: {}", check.out));
            let line: usize = told.strip_prefix("pack.toml:").and_then(|rest| rest.split(':').next()?.parse().ok()).unwrap_or(0);
            assert!(line > 0 && line <= PACK.lines().count(), "{what}: {told}");
        }
        let score = folder.run(&["score", "static-99r", "case.toml", "--norms", "pack.toml"]);
        assert_eq!(score.code, 3, "{what}: {}", score.err);
    }
}

#[test]
fn a_pack_has_a_second_table_of_its_own() {
    let folder = Folder::with(PACK);
    let table = "part,id,when,value\nnorm,local_rate,total=0..=2,3\nnorm,local_rate,total=3..,9\n\
        level,combined,five-level=I|II|III,A\nlevel,combined,five-level=IVa|IVb;needs=few,A\nlevel,combined,five-level=IVa|IVb;needs=many,B\n";
    let check = |table: &str| {
        fs::write(folder.path().join("pack.second.csv"), table).unwrap();
        folder.run(&["check", "pack.toml", "--format", "concise"])
    };
    let same = check(table);
    assert_eq!(same.code, 0, "{}", same.out);
    let other = check(&table.replace("total=3..,9", "total=3..,8"));
    assert_eq!((other.code, other.out.contains("T0501")), (6, true), "{}", other.out);
    let lacks = check(&table.replace("norm,local_rate,total=3..,9\n", ""));
    assert_eq!((lacks.code, lacks.out.contains("T0502")), (6, true), "{}", lacks.out);
}

#[test]
fn a_folder_with_packs_lists_them() {
    let folder = Folder::with(PACK);
    let list = json(&folder.run(&["list", "--instruments", ".", "--json"]));
    let entry = list["entries"].as_array().unwrap().iter().find(|entry| entry["id"] == "local-norms").expect("the pack").clone();
    assert_eq!((&entry["type"], &entry["extends"]), (&serde_json::json!("norm_pack"), &serde_json::json!("static-99r@2016.1")));
    let ran = folder.run(&["score", "static-99r", "case.toml", "--instruments", ".", "--norms", "local-norms", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(folder.run(&["score", "static-99r", "case.toml", "--norms", "no-such"]).code, 2);
    assert_eq!(folder.run(&["score", "psa", "case.toml", "--norms", "pack.toml"]).code, 3, "of another instrument");
}

/// Bands and a combination with a static level, both invented: what the owner of a manual would add to STABLE-2007.
const STABLE: &str = r#"
schema = 1
id = "stable-bands"
edition = "2026.1"
extends = "stable-2007@2007.1"
title = { nl = "Verzonnen indeling", en = "Invented bands" }
owner = "Test organisation"

[[entry]]
by = "coder-1"
on = "2026-11-01"
[[entry]]
by = "coder-2"
on = "2026-11-02"

[source.W]
cite = "Invented for a test; no manual says this"
page = "page 0"

[field.static_level]
type = "choice"
label = { nl = "niveau statisch instrument", en = "static level" }
ask = { nl = "Welk niveau geeft het statische instrument?", en = "Which level does the static tool give?" }
basis = "record"
[field.static_level.options]
lower = { nl = "lager", en = "lower" }
higher = { nl = "hoger", en = "higher" }

[scheme.bands]
title = { nl = "Verzonnen banden", en = "Invented bands" }
of = "total"
owner = "Test organisation"
rising = true
source = "W"
evidence = "confirmed"
level = [
  { id = "first", at = "..=9", name = { nl = "eerste", en = "first" } },
  { id = "second", at = "10..=19", name = { nl = "tweede", en = "second" } },
  { id = "third", at = "20..", name = { nl = "derde", en = "third" } },
]

[scheme.matrix]
title = { nl = "Verzonnen matrix", en = "Invented matrix" }
of = "bands"
owner = "Test organisation"
report = true
source = "W"
evidence = "confirmed"
level = [
  { id = "A", name = { nl = "groep A", en = "group A" } },
  { id = "B", name = { nl = "groep B", en = "group B" } },
]
rule = [
  { when = { bands = "first" }, level = "A" },
  { when = { bands = ["second", "third"], static_level = "lower" }, level = "A" },
  { when = { bands = ["second", "third"], static_level = "higher" }, level = "B" },
]
"#;

#[test]
fn a_pack_gives_levels_to_an_instrument_that_has_none() {
    let folder = Folder::with(STABLE);
    let form = Catalogue::builtin().instrument("stable-2007", None).expect("in the catalogue");
    let (instrument, _) = taxeer::check::instrument(&form.source());
    let instrument = instrument.expect("sound");
    // Every rating 1, so a total of 13 with a young victim and 12 without.
    let case = |static_level: &str| {
        let answers = instrument.form().fields.iter().map(|field| match field.id.as_str() {
            "sex" => "sex = \"male\"".to_owned(),
            "sexual_offence" => "sexual_offence = \"convicted\"".to_owned(),
            "adult" | "victim_13_or_younger" => format!("{} = \"yes\"", field.id),
            rating => format!("{rating} = 1"),
        });
        let answers: Vec<String> = answers.collect();
        fs::write(folder.path().join("case.toml"), format!("{}\nstatic_level = \"{static_level}\"\n", answers.join("\n")))
            .expect("written");
    };
    case("higher");
    let ran = folder.run(&["score", "stable-2007", "case.toml", "--norms", "pack.toml", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let result = json(&ran);
    assert_eq!((&result["score"], &result["level"]), (&serde_json::json!(13), &serde_json::json!("B")));
    assert_eq!(result["schemes"]["bands"], serde_json::json!(["second"]));
    assert_eq!(result["reason"], serde_json::json!(["local_norms:stable-bands"]));
    case("?");
    let open = folder.run(&["score", "stable-2007", "case.toml", "--norms", "pack.toml", "--json"]);
    assert_eq!((open.code, &json(&open)["decisive"]), (5, &serde_json::json!(["static_level"])));
    case("lower");
    let page = run_in(folder.path(), &["score", "stable-2007", "case.toml", "--norms", "pack.toml", "--lang", "nl"]).out;
    assert!(
        page.contains("[lokaal normpakket van") && page.contains("Let op. Lokaal normpakket: stable-bands van Test organisation"),
        "{page}"
    );

    let alone = Folder::with(&STABLE.replacen("[[entry]]\nby = \"coder-2\"\non = \"2026-11-02\"\n", "", 1));
    fs::copy(folder.path().join("case.toml"), alone.path().join("case.toml")).expect("copied");
    let refused = alone.run(&["score", "stable-2007", "case.toml", "--norms", "pack.toml"]);
    assert_eq!((refused.code, refused.out.as_str(), refused.err.contains("T0703")), (3, "", true), "{}", refused.err);
}
