// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Mappings: what is refused and where, that a mapped file scores as the plain one does, and that a proposal is never used unseen.

use std::sync::Arc;

use proptest::prelude::*;
use taxeer::batch::{BLOCK, Job, Run};
use taxeer::caution::AsOf;
use taxeer::diagnostic::{Diagnostic, Source};
use taxeer::evaluate::Evaluator;
use taxeer::instrument::Instrument;
use taxeer::lang::Lang;
use taxeer::mapping::{self, Mapping};
use taxeer::number::date;
use taxeer::record::set::Sets;
use taxeer::record::{Conventions, Expected, Manner, RunError, Table};

const PLAIN: &str = "case_id,sex,sexual_history,image_sanctions,contact_child_sanctions,contact_adult_sanctions,noncontact_sanctions,age_at_follow_up,total_sanctions";

fn instrument() -> Instrument {
    let text = include_str!("../instruments/osp-iic/2026.1.toml");
    taxeer::check::instrument(&Arc::new(Source::new("osp-iic", text))).0.unwrap()
}

fn checked(instrument: &Instrument, text: &str) -> (Option<Mapping>, Vec<Diagnostic>) {
    mapping::check(&Arc::new(Source::new("m.toml", text)), &[instrument.form()], &[])
}

fn sound(instrument: &Instrument, text: &str) -> Mapping {
    let (mapping, findings) = checked(instrument, text);
    mapping.unwrap_or_else(|| panic!("{findings:?}"))
}

/// Results, rejected rows and notes in Dutch.
fn run(instrument: &Instrument, mapping: Option<&Mapping>, input: &str) -> Result<(String, String, Vec<String>), RunError> {
    let evaluator = Evaluator::new(instrument);
    let job = Job {
        mapping,
        evaluator: &evaluator,
        as_of: &AsOf::default(),
        protocol: None,
        sets: &Sets::default(),
        columns: None,
        duplicates: None,
        answers: None,
        conventions: &Conventions::default(),
        lang: Lang::Nl,
        block: BLOCK,
        threads: None,
    };
    let run = Run::new(&job, input.as_bytes())?;
    let notes = run.notes().into_iter().map(|note| note.nl).collect();
    let (mut results, mut rejects) = (Vec::new(), Vec::new());
    run.write(&mut results, &mut rejects)?;
    Ok((String::from_utf8(results).unwrap(), String::from_utf8(rejects).unwrap(), notes))
}

fn head(fields: &str) -> String {
    format!("schema = 1\nid = \"m\"\ninstrument = \"osp-iic\"\n{fields}")
}

#[test]
fn a_mapping_that_is_not_sound_is_refused_with_a_code_and_a_line() {
    let instrument = instrument();
    for (fields, expected) in [
        ("[field.sexx]\ncolumn = \"A\"", "T0201:4"),
        ("[field.sex]\ncolumm = \"A\"", "T0102:5"),
        ("[field.sex]\ncolumn = \"A\"\nconstant = \"male\"", "T0903:4"),
        ("[field.sex]\n", "T0903:4"),
        ("[field.sex]\nconstant = \"M\"", "T0905:5"),
        ("[field.sex]\ncolumn = \"A\"\ncodes = { \"M\" = \"mael\" }", "T0905:6"),
        ("[field.sex]\ncolumn = \"A\"\ncodes = { \"M\" = \"n.v.t.\" }", "T0905:6"),
        ("[field.sex]\ncolumn = \"A\"\ncodes = { \"\" = \"male\" }", "T0905:6"),
        ("[field.sex]\ncolumn = \"A\"\nconfirm = true", "T0904:6"),
        ("[field.sex]\ncolumn = \"A\"\ncodes = { \"M\" = \"TODO\" }", "T0110:6"),
        ("[field.sex]\nsum = [\"A\", \"B\"]", "T0903:5"),
        ("[field.sex]\ncolumn = \"NAT_CODE\"", "T0901:5"),
        ("[field.total_sanctions]\nsum = [\"A\", \"a\"]", "T0903:5"),
        ("[field.total_sanctions]\ncompleted_years = [\"A\", \"B\"]", "T0903:5"),
        ("[field.age_at_follow_up]\ncompleted_years = [\"A\"]", "T0903:5"),
        ("[words]\nyes = [\"nee\"]", "T0906:5"),
        ("[words]\nyes = [\"x\"]\nunknown = [\"X\"]", "T0906:6"),
        ("case_id = \"POSTCODE\"", "T0901:4"),
    ] {
        let (mapping, findings) = checked(&instrument, &head(fields));
        assert!(mapping.is_none(), "{fields}");
        let found: Vec<String> = findings
            .iter()
            .map(|finding| format!("{}:{}", finding.code.id(), finding.place.source.line_column(finding.place.span.start).0))
            .collect();
        assert!(found.iter().any(|one| one == expected), "{fields}: {found:?}");
    }
    let other = head("").replace("osp-iic", "static-99r");
    assert_eq!(checked(&instrument, &other).1[0].code.id(), "T0902");
    let all = head("[field.sexx]\ncolumn = \"A\"\n[field.sex]\nconstant = \"M\"\n[field.sexual_history]\nconfirm = true\ncolumn = \"B\"");
    assert_eq!(checked(&instrument, &all).1.len(), 3, "all faults at once");
}

#[test]
fn an_input_that_does_not_fit_is_refused_by_name() {
    let instrument = instrument();
    let codes = |fields: &str, header: &str| match run(&instrument, Some(&sound(&instrument, &head(fields))), &format!("{header}\n")) {
        Err(RunError::Input(refusals)) => {
            refusals.iter().map(|refusal| format!("{} {}", refusal.code.id(), refusal.found.en)).collect::<Vec<_>>()
        }
        other => panic!("{fields}: {other:?}"),
    };
    let field = "[field.sex]\ncolumn = \"GESLACHT\"";
    assert_eq!(codes(field, PLAIN), ["R0124 the mapping names the column `GESLACHT`, which the input does not have"]);
    assert_eq!(codes(field, &format!("{PLAIN},GESLACHT")), ["R0122 `sex` stands in the mapping and is also a column of the input"]);
    assert_eq!(
        codes("case_id = \"NR\"", &format!("{PLAIN},NR")),
        ["R0122 `case_id` stands in the mapping and is also a column of the input"]
    );
    let twice = codes(field, &PLAIN.replace("sex,", "Geslacht,geslachT,"));
    assert_eq!(twice, ["R0124 more than one column looks like `GESLACHT`"]);
    let constant = "[field.sex]\nconstant = \"male\"";
    assert_eq!(codes(constant, PLAIN), ["R0122 `sex` stands in the mapping and is also a column of the input"]);
}

#[test]
fn the_worked_example_is_read_as_it_says() {
    let instrument = instrument();
    let mapping = sound(&instrument, include_str!("../examples/bvh.mapping.toml"));
    let (results, rejects, notes) = run(&instrument, Some(&mapping), include_str!("../examples/bvh.csv")).unwrap();
    let plain = format!(
        "{PLAIN}\nVERZONNEN-01,male,yes,1,0,0,0,44,3\nVERZONNEN-02,male,yes,2,1,0,1,55,4\nVERZONNEN-03,?,?,1,0,0,0,36,1\n\
         VERZONNEN-04,male,yes,,0,0,0,36,1\n"
    );
    let (plain, _, _) = run(&instrument, None, &plain).unwrap();
    assert!(results.starts_with(&plain), "{results}\n{plain}");
    assert!(rejects.contains("R0123:sex") && rejects.contains("kolom GESLACHT: een van de codes 9 | M | V"), "{rejects}");
    assert!(notes.contains(&"NAT_CODE: verboden kenmerk (nationaliteit), niet gelezen".to_owned()), "{notes:?}");
    assert!(notes.contains(&"niet gebruikte kolommen: OPMERKING".to_owned()), "{notes:?}");
    assert!(mapping.stamp().starts_with("bvh+sha256:"));
}

#[test]
fn counts_of_yes_are_unknown_where_one_is_not_known() {
    let instrument = instrument();
    let mapping = sound(&instrument, &head("[field.total_sanctions]\ncount_yes = [\"A\", \"B\", \"C\"]"));
    let header = PLAIN.replace("total_sanctions", "A,B,C");
    let rest = "x,male,yes,1,0,0,0,40";
    let of = |cells: &str| run(&instrument, Some(&mapping), &format!("{header}\n{rest},{cells}\n")).unwrap();
    let plain = |total: &str| run(&instrument, None, &format!("{PLAIN}\n{rest},{total}\n")).unwrap().0;
    assert_eq!(of("ja,nee,ja").0, plain("2"));
    assert_eq!(of("ja,,ja").0, plain("?"));
    assert!(of("ja,misschien,ja").1.contains("kolom B:"));
}

fn drafted(instrument: &Instrument, input: &str) -> String {
    let conventions = Conventions::default();
    let fields: Vec<_> = instrument.form().fields.iter().collect();
    let expected = Expected { fields: fields.clone(), names: Vec::new(), conventions: &conventions };
    let table = Table::csv(input.as_bytes(), &expected).unwrap();
    mapping::draft("m", &["osp-iic"], &fields, Box::new(table), Manner::default(), Lang::Nl).unwrap().text
}

#[test]
fn a_proposal_is_never_used_unseen_and_shows_nothing_of_a_person() {
    let instrument = instrument();
    let input = "NAAM;GESLACHT;GEBDATUM;PEILDATUM;WIJK\nVerzonnen;M;03-07-1981;01-02-2026;W1\nBedacht;M;15-11-1970;01-02-2026;W2\n\
                 Gefingeerd;V;15-11-1970;01-02-2026;W2\nNiemand;V;15-11-1970;01-02-2026;W1\n";
    let draft = drafted(&instrument, input);
    assert!(draft.contains("codes = { \"M\" = \"male\", \"V\" = \"female\" }"), "{draft}");
    assert!(draft.contains("completed_years = [\"GEBDATUM\", \"PEILDATUM\"]"), "{draft}");
    for shown in ["Verzonnen", "Niemand", "1981", "W1"] {
        assert!(!draft.contains(shown), "{shown}: {draft}");
    }
    let (mapping, findings) = checked(&instrument, &draft);
    assert!(mapping.is_none() && findings.iter().all(|finding| finding.code.id() == "T0904"), "{findings:?}");
    assert!(checked(&instrument, &draft.replace("confirm = true\n", "")).0.is_some());
}

#[test]
fn a_proposal_for_plain_names_is_the_identity() {
    let instrument = instrument();
    let input = format!("{PLAIN}\nx,man,ja,1,0,0,0,44,3\ny,male,nee,2,1,0,1,55,4\nz,?,,1,0,0,0,36,1\n");
    let draft = drafted(&instrument, &input);
    let mapping = sound(&instrument, &draft.replace("confirm = true\n", ""));
    let (mapped, plain) = (run(&instrument, Some(&mapping), &input).unwrap(), run(&instrument, None, &input).unwrap());
    assert_eq!(mapped, plain);
}

#[test]
fn a_field_that_asks_an_attribute_needs_a_justification() {
    let text = include_str!("../instruments/osp-iic/2026.1.toml");
    let field = "[field.nationality]\ntype = \"yes_no\"\nlabel = { nl = \"a\", en = \"a\" }\nask = { nl = \"a\", en = \"a\" }\nbasis = \"record\"\n\n[field.sex]";
    let codes = |text: &str| {
        let (_, findings) = taxeer::check::instrument(&Arc::new(Source::new("x", text)));
        findings.iter().map(|finding| finding.code.id()).collect::<Vec<_>>()
    };
    let bare = text.replacen("[field.sex]", field, 1);
    assert!(codes(&bare).contains(&"T0901"));
    let because = "justification = { says = { nl = \"a\", en = \"a\" }, source = \"S\", evidence = \"partial\" }\n\n[field.sex]";
    let source = text.lines().find_map(|line| line.strip_prefix("[source.")).unwrap().trim_end_matches(']');
    let justified = bare.replacen("\n[field.sex]", &because.replace("\"S\"", &format!("\"{source}\"")), 1);
    assert!(!codes(&justified).contains(&"T0901"), "{:?}", codes(&justified));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn renamed_columns_and_codes_score_as_the_plain_file(
        rows in prop::collection::vec((0..4_usize, 0..4_usize, [0..4_u32, 0..4, 0..4, 0..4], 1..9_u32, 6_000..14_000_i64, 0..9_000_i64), 1..20),
    ) {
        let instrument = instrument();
        let mapping = sound(&instrument, &head(
            "case_id = \"NR\"\n[words]\nyes = \"x\"\nno = \"o\"\n[field.sex]\ncolumn = \"gesl\"\ncodes = { \"1\" = \"male\", \"2\" = \"female\", \"9\" = \"unknown\" }\n\
             [field.sexual_history]\ncolumn = \"H\"\n[field.image_sanctions]\ncolumn = \"B\"\n[field.total_sanctions]\nsum = [\"T1\", \"T2\"]\n\
             [field.age_at_follow_up]\ncompleted_years = [\"GEB\", \"PEIL\"]\n",
        ));
        let header = "T1,PEIL,NR,GESL,H,B,contact_child_sanctions,contact_adult_sanctions,noncontact_sanctions,GEB,T2";
        let (mut plain, mut mapped) = (PLAIN.to_owned() + "\n", header.to_owned() + "\n");
        for (at, (sex, history, counts, total, later, born)) in rows.into_iter().enumerate() {
            let years = date::completed_years(born, born + later);
            let [b, c, d, e] = counts;
            let history_of = |words: [&'static str; 4]| words[history];
            plain += &format!(
                "{at},{},{},{b},{c},{d},{e},{years},{total}\n",
                ["male", "female", "?", ""][sex], history_of(["yes", "no", "ja", ""]),
            );
            mapped += &format!(
                "{},{},{at},{},{},{b},{c},{d},{e},{},1\n",
                total - 1, date::print(born + later), ["1", "2", "9", ""][sex], history_of(["x", "o", "X", ""]), date::print(born),
            );
        }
        prop_assert_eq!(run(&instrument, Some(&mapping), &mapped).unwrap().0, run(&instrument, None, &plain).unwrap().0);
    }
}

#[test]
fn questions_about_a_mapped_file_are_those_about_the_plain_one() {
    let instrument = instrument();
    let evaluator = Evaluator::new(&instrument);
    let folder = std::env::temp_dir().join(format!("taxeer-mapped-questions-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (sets, conventions) = (Sets::default(), Conventions::default());
    let questions = |name: &str, input: String, mapping: Option<&Mapping>| {
        let (file, list) = (folder.join(format!("{name}.csv")), folder.join(format!("{name}.questions.csv")));
        std::fs::write(&file, input).unwrap();
        let job = taxeer::enrichment::Job {
            as_of: None,
            evaluator: &evaluator,
            protocol: None,
            mapping,
            sets: &sets,
            conventions: &conventions,
            lang: Lang::En,
            block: 2,
        };
        let counts = taxeer::enrichment::file(&job, &file, &list, &[], &taxeer::progress::Unwatched).unwrap();
        (counts, std::fs::read_to_string(list).unwrap())
    };
    let rows = |male: &str| format!("a,{male},yes,1,0,0,1,40,?\nb,{male},?,0,0,0,0,35,2\nc,{male},yes,?,1,0,0,61,3\n");
    let (counts, plain) = questions("plain", format!("{PLAIN}\n{}", rows("male")), None);
    assert!(counts.questions > 0, "{plain}");
    let mapping = sound(&instrument, &head("[field.sex]\ncolumn = \"SEKSE\"\ncodes = { \"M1\" = \"male\" }"));
    let (_, mapped) = questions("mapped", format!("{}\n{}", PLAIN.replace(",sex,", ",SEKSE,"), rows("M1")), Some(&mapping));
    assert_eq!(mapped, plain);
    std::fs::remove_dir_all(folder).unwrap();
}
