// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Pages in Markdown and HTML: the form to fill in by hand, complete for every instrument, and markup that no text can break.

mod page_check;
mod program;

use std::path::Path;
use std::sync::Arc;

use page_check::{assert_sound, escaped};
use taxeer::catalogue::{Catalogue, Entry, file};
use taxeer::domain::NOT_APPLICABLE;
use taxeer::form::{ItemForm, Link};
use taxeer::instrument::Instrument;
use taxeer::lang::{Lang, Text};
use taxeer::report::document::{BOX, Block, Document};
use taxeer::report::show::{self, SecondTable, Standing};
use taxeer::report::{html, markdown, words};
use taxeer::{check, second_entry};

const LANGUAGES: [Lang; 2] = [Lang::Nl, Lang::En];

/// A file with its instrument and how far people vouch for it.
struct Shown {
    instrument: Instrument,
    standing: Standing,
}

impl Shown {
    fn of(entry: &Entry) -> Self {
        let (instrument, findings) = check::instrument(&entry.source());
        let instrument = instrument.unwrap_or_else(|| panic!("{}: {findings:#?}", entry.name));
        let second = entry.second().map(|second| SecondTable {
            origin: second_entry::origin(&second).map(str::to_owned),
            values: second_entry::values(&second),
            findings: second_entry::findings(&instrument, Some(&second)),
        });
        Self { instrument, standing: Standing { second, ..Standing::default() } }
    }

    fn test_file(path: &str) -> Self {
        Self::of(&file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)).expect("a file"))
    }

    fn sheet(&self, lang: Lang) -> Document {
        show::sheet(&self.instrument, &self.standing, lang)
    }

    fn html(&self, lang: Lang) -> String {
        html::render(&self.sheet(lang), lang, &self.instrument.stamp())
    }

    fn markdown(&self, lang: Lang) -> String {
        markdown::render(&self.sheet(lang))
    }
}

fn shipped() -> Vec<Shown> {
    Catalogue::builtin().instruments.iter().map(Shown::of).collect()
}

fn others() -> Vec<Shown> {
    ["pages/hostile.toml", "faulty/linked.toml", "faulty/cox.toml", "faulty/rules.toml", "pages/judgement.toml", "pages/checklist.toml"]
        .map(Shown::test_file)
        .into()
}

#[test]
fn a_form_is_shown_in_markdown_and_html() {
    let catalogue = Catalogue::builtin();
    for (id, lang) in [("static-99r", Lang::Nl), ("static-99r", Lang::En), ("osp-dc", Lang::Nl)] {
        let shown = Shown::of(&catalogue.instrument(id, None).expect("an instrument"));
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(r"\+sha256:[0-9a-f]{12}", "+sha256:[digest]");
        settings.add_filter(r"\b[0-9a-f]{64}\b", "[digest]");
        settings.set_snapshot_path("page_snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!(format!("{id}_{}_html", lang.code()), shown.html(lang));
            insta::assert_snapshot!(format!("{id}_{}_md", lang.code()), shown.markdown(lang));
        });
    }
}

/// Everything that a coder needs is on the form, in both languages.
#[test]
fn every_form_is_complete() {
    for shown in shipped().iter().chain(&others()) {
        let form = shown.instrument.form();
        for lang in LANGUAGES {
            let name = format!("{} {}", form.id, lang.code());
            let html = shown.html(lang);
            let words_of_page = assert_sound(&name, &html);
            let has = |text: &str| assert!(html.contains(&escaped(text)), "{name}: {text}");
            // An address in a text becomes a link.
            let says = |text: &str| {
                text.split_whitespace().for_each(|word| assert!(words_of_page.contains(&escaped(word)), "{name}: {word}"));
            };
            has(&shown.instrument.stamp());
            has(shown.instrument.digest());
            for field in &form.fields {
                has(field.ask.get(lang));
                field.options.iter().for_each(|option| has(option.get(lang)));
                field.help.iter().for_each(|help| has(help.get(lang)));
            }
            let about = &form.about;
            let texts: [&Text; 6] = [&about.measures, &about.for_whom, &about.not_for, &about.training, &about.validity, &about.rights];
            for text in texts.into_iter().chain(&about.missing).chain(&about.notes) {
                says(text.get(lang));
            }
            for reference in &form.references {
                says(&reference.cite);
                reference.page.iter().for_each(|page| says(page));
                reference.url.iter().for_each(|url| assert!(html.contains(&format!("href=\"{}\"", escaped(url))), "{name}: {url}"));
            }
            form.gates.iter().for_each(|gate| has(gate.reason.get(lang)));
            form.gates.iter().filter_map(|gate| gate.instead.as_ref()).for_each(|instead| has(instead.get(lang)));
            form.constraints.iter().for_each(|constraint| has(constraint.says.get(lang)));
            form.items.iter().for_each(|item| has(item.title.get(lang)));
            form.schemes.iter().for_each(|scheme| has(&scheme.owner));
            for level in form.schemes.iter().flat_map(|scheme| &scheme.levels) {
                has(level.name.get(lang));
            }
            form.scales.iter().filter_map(|scale| scale.withheld.as_ref()).for_each(|withheld| has(withheld.get(lang)));
            form.lines.iter().for_each(|line| has(line.ask.get(lang)));
            form.judgement.iter().for_each(|judgement| has(judgement.ask.get(lang)));
            for number in form.scales.iter().flat_map(|scale| &scale.links).flat_map(Link::numbers) {
                has(&words::points(number.value, lang));
            }
        }
    }
}

/// Beside every answer with a box stand the points that the rule set gives, and no answer of the population lacks.
#[test]
fn points_stand_beside_their_answers() {
    let mut compared = 0;
    for shown in shipped().iter().chain(&others()) {
        let form = shown.instrument.form();
        for lang in LANGUAGES {
            let sheet = shown.sheet(lang);
            for item in &form.items {
                let title = item.title.get(lang);
                let title =
                    item.number.as_ref().map_or_else(|| format!("{title} ({})", item.id), |number| format!("Item {number}. {title}"));
                let starts = |block: &Block| matches!(block, Block::Subheading(text) if *text == title);
                let start = sheet.blocks.iter().position(starts).unwrap_or_else(|| panic!("{}: {title}", form.id));
                let until = |block: &&Block| !matches!(block, Block::Subheading(_) | Block::Heading(_));
                let tables = sheet.blocks[start + 1..].iter().take_while(until).filter_map(|block| match block {
                    Block::Table(table) => Some(table),
                    _ => None,
                });
                let tables: Vec<_> = tables.collect();
                match &item.form {
                    ItemForm::Tables(_, points) => {
                        assert_eq!(tables.len(), points.len(), "{}: {title}", form.id);
                        for (table, points) in tables.iter().zip(points) {
                            let field = &form.fields[points.field];
                            let gates = form.gates.iter().filter(|gate| gate.require.len() == 1).flat_map(|gate| &gate.require);
                            let mut asked = field.answers();
                            for test in gates.filter(|test| test.field == points.field && field.options.is_empty()) {
                                asked = asked.intersection(&test.set);
                            }
                            // The cells of a row, whatever way the page cuts it, each with the row's points.
                            for row in &points.rows {
                                let here = row.set.intersection(&asked);
                                for &(low, high) in here.intervals() {
                                    let values = if field.options.is_empty() || low == NOT_APPLICABLE { low..=low } else { low..=high };
                                    for value in values {
                                        let end = if field.options.is_empty() { high } else { value };
                                        let set = taxeer::domain::Set::range(value, end);
                                        let answer = format!("{BOX} {}", words::pattern(field, &set, lang));
                                        let cells = table.rows.iter().find(|cells| cells[0] == answer);
                                        let cells = cells.unwrap_or_else(|| panic!("{}: {title}: {answer}: {table:#?}", form.id));
                                        assert_eq!(cells[1], words::award(row.points, lang), "{}: {title}: {answer}", form.id);
                                        compared += 1;
                                    }
                                }
                            }
                        }
                    }
                    ItemForm::Rows(rows, otherwise) => {
                        let given: Vec<&str> = tables[0].rows.iter().filter_map(|cells| cells.last()).map(String::as_str).collect();
                        let expected: Vec<String> =
                            rows.iter().map(|row| row.points).chain(*otherwise).map(|points| words::points(points, lang)).collect();
                        assert_eq!(given, expected, "{}: {title}", form.id);
                    }
                    ItemForm::Weight(weight, _) | ItemForm::Copas { weight, .. } => {
                        let number = words::points(*weight, lang);
                        let formula = |block: &Block| matches!(block, Block::Paragraph(text) if text.contains(&number));
                        assert!(sheet.blocks[start..].iter().any(formula), "{}: {title}", form.id);
                    }
                }
            }
        }
    }
    assert!(compared > 300, "{compared} points compared");
}

/// No text of a file becomes markup, whatever it holds.
#[test]
fn words_are_never_markup() {
    let shown = Shown::test_file("pages/hostile.toml");
    for lang in LANGUAGES {
        let page = shown.html(lang);
        assert_sound("hostile", &page);
        for never in ["<b>", "<script", "</style><", "<i>", "<u>", "<!--", "href=\"javascript", "&amp;amp;"] {
            // What was written as an entity is shown as it was written.
            assert_eq!(page.contains(never), never == "&amp;amp;", "{never}");
        }
        assert!(page.contains("href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""), "the address is whole");
        let markdown = shown.markdown(lang);
        // What is left without the letters that stand for themselves.
        let mut letters = markdown.chars();
        let mut markup = String::new();
        while let Some(letter) = letters.next() {
            if letter == '\\' {
                letters.next();
            } else {
                markup.push(letter);
            }
        }
        for never in ["<b", "<script", "</", "<i>", " *i", "`", "](", "\n# Nobody", "\n1. ", "<!--", "&amp;"] {
            assert!(!markup.contains(never), "{never}: {markup}");
        }
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        for (row, next) in
            markdown.lines().zip(markdown.lines().skip(1)).filter(|(row, next)| row.starts_with('|') && next.starts_with('|'))
        {
            assert_eq!(cells(row), cells(next), "{row}\n{next}");
        }
    }
    // Over a style sheet's string nothing gets out of it either.
    let running = html::render(&Document::default(), Lang::En, "a\"</style>\\\n<b>");
    assert_sound("running", &running);
}

/// What the shipped instruments do not use yet: dates, studies, shelf life, sections, a gate on two fields, another scheme after the reported.
#[test]
fn all_parts_of_a_file_are_told() {
    let shown = Shown::test_file("pages/hostile.toml");
    let text = show::text(&shown.instrument, &shown.standing, Lang::Nl);
    let pages = [text.split_whitespace().collect::<Vec<_>>().join(" "), shown.markdown(Lang::Nl).replace('\\', "")];
    for page in &pages {
        for part in [
            "10-2016",
            "2024",
            "24-05-2027",
            "regel van de beheerder van dit bestand",
            "sound",
            "6 maanden. Daarna opnieuw scoren <.",
            "één keer ingevoerd",
            "Niemand heeft namens een organisatie",
            "mannen & jongens",
            "Canada en Nederland",
            "122",
            "0,71 (95%-interval 0,6 t/m 0,82)",
            "hoogste niveau: 39",
            "nog een groep",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
    let order = |page: &str, parts: [&str; 2]| {
        let [first, then] = parts.map(|part| page.find(part).unwrap_or_else(|| panic!("{part}")));
        assert!(first < then, "{parts:?}");
    };
    order(&pages[1], ["## Thuis & familie", "### Item 2"]);
    order(&pages[1], ["### Item 2", "## Nu"]);
    order(&pages[1], ["### Niveau", "### Andere indeling"]);
    order(&pages[1], ["## Eerst: past dit instrument?", "## Thuis & familie"]);
}

/// The second reading is told as it is: equal, different, or not there.
#[test]
fn the_standing_of_the_second_reading_is_told() {
    let entry = Catalogue::builtin().instrument("osp-iic", None).expect("an instrument");
    let mut shown = Shown::of(&entry);
    let second = entry.second().expect("a second table");
    let values = second.text.lines().filter(|line| !line.starts_with('#')).count() - 1;
    let tells = |shown: &Shown, lang, part: &str| {
        let page = show::text(&shown.instrument, &shown.standing, lang).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(part), "{part}: {page}");
    };
    tells(&shown, Lang::Nl, &format!("Een tweede lezing van hetzelfde dossier, apart ingetypt. {values} waarden vergeleken, alle gelijk."));
    tells(&shown, Lang::En, &format!("A second reading of the same dossier, typed apart. {values} values compared, all equal."));
    tells(&shown, Lang::En, "Nobody has signed for these numbers on behalf of an organisation.");
    let slip = second.text.replace("0.10310", "0.1013");
    assert_ne!(slip, second.text);
    let slip = Arc::new(taxeer::diagnostic::Source::new("slip", &slip));
    let findings = second_entry::findings(&shown.instrument, Some(&slip));
    shown.standing.second = Some(SecondTable { origin: Some("typed from the manual".to_owned()), values, findings });
    tells(&shown, Lang::En, &format!("{values} values; 1 difference, see taxeer check."));
    shown.standing.second = None;
    tells(&shown, Lang::En, "None: the numbers were entered once.");
}

/// A line that cannot be added up by hand says so; a tool without points has lines and a judgement.
#[test]
fn the_form_says_what_cannot_be_done_by_hand() {
    for shown in shipped().iter().chain(&others()) {
        let form = shown.instrument.form();
        let weighted = form.items.iter().any(|item| matches!(item.form, ItemForm::Weight(..) | ItemForm::Copas { .. }));
        let page = shown.markdown(Lang::En);
        assert_eq!(page.contains("cannot reasonably be added up by hand"), weighted, "{}", form.id);
        let linked = form.scales.iter().any(|scale| !scale.links.is_empty());
        assert_eq!(page.contains("chance cannot reasonably be computed by hand"), linked, "{}", form.id);
        assert_eq!(page.contains("## Adding up"), !form.scales.is_empty(), "{}", form.id);
    }
    let judgement = Shown::test_file("pages/judgement.toml").markdown(Lang::En);
    assert!(judgement.contains("- ☐ low\n- ☐ high") && judgement.contains("What is your judgement?"), "{judgement}");
    let checklist = Shown::test_file("pages/checklist.toml").markdown(Lang::En);
    assert!(checklist.contains("| Was the letter seen? | ☐ |"), "{checklist}");
}

/// The program writes the page whole, or not at all, and other pages are sound too.
#[test]
fn the_program_writes_pages() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("form.html");
    let run = |words: &[&str]| program::taxeer().args(words).current_dir(folder.path()).output().expect("taxeer starts");
    let written = run(&["show", "osp-iic", "--format", "html", "--lang", "nl", "-o", "form.html"]);
    assert!(written.status.success() && written.stdout.is_empty(), "{written:?}");
    let page = std::fs::read_to_string(&path).expect("a page");
    let printed = run(&["show", "osp-iic", "--format", "html", "--lang", "nl"]);
    assert_eq!(String::from_utf8_lossy(&printed.stdout), page, "the same bytes");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    assert_eq!(run(&["show", "osp-iic", "-o", "no/such/folder.html"]).status.code(), Some(1));
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/case.toml").to_string_lossy().into_owned();
    for words in [&["list"][..], &["explain"], &["explain", "T0401"], &["score", "static-99r", &case]] {
        for (format, lang) in [("html", "nl"), ("html", "en"), ("md", "nl")] {
            let run = run(&[words, &["--format", format, "--lang", lang]].concat());
            let page = String::from_utf8_lossy(&run.stdout);
            if format == "html" {
                assert_sound(&words.join(" "), &page);
            } else {
                assert!(page.contains("# "), "{page}");
            }
        }
    }
}
