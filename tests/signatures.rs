// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Signatures: an organisation answers for the numbers of one text; a signature for another text never counts.

mod program;

use std::fs;

use program::{Ran, run_in};
use taxeer::catalogue::Catalogue;

const ID: &str = "rrasor";

fn stamp() -> String {
    Catalogue::builtin().instrument(ID, None).expect("in the catalogue").stamp()
}

fn signature(signs: &str) -> String {
    format!(
        "schema = 1\nsigns = \"{signs}\"\norganisation = \"Test organisation\"\nby = \"coder-7\"\non = \"2026-11-20\"\n\
         compared_with = \"the printed manual, pages 1 to 9\"\n"
    )
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            fs::write(folder.0.path().join(name), text).expect("written");
        }
        folder
    }

    fn run(&self, words: &[&str]) -> Ran {
        run_in(self.0.path(), words)
    }

    /// What `show` tells of signatures, on one line.
    fn shown(&self, lang: &str) -> String {
        let ran = self.run(&["show", ID, "--instruments", ".", "--lang", lang]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn show_tells_who_signed_or_that_nobody_has() {
    let none = Folder::with(&[]);
    assert!(none.shown("en").contains("Nobody has signed for these numbers"), "{}", none.shown("en"));
    assert!(none.shown("nl").contains("Niemand heeft namens een organisatie voor deze getallen getekend"));
    let signed = Folder::with(&[("signed.toml", &signature(&stamp()))]);
    let page = signed.shown("en");
    assert!(page.contains("Test organisation, code coder-7, on 2026-11-20. Compared with: the printed manual, pages 1 to 9"), "{page}");
    assert!(!page.contains("Nobody has signed"), "{page}");
    assert!(signed.shown("nl").contains("Test organisation, code coder-7, op 20-11-2026. Vergeleken met: the printed manual"));
    let other = signed.run(&["show", "psa", "--instruments", ".", "--lang", "en"]);
    assert!(other.out.contains("Nobody has signed") && !other.out.contains("coder-7"), "for one instrument only");
    let check = signed.run(&["check", "signed.toml", "--lang", "en"]);
    assert_eq!((check.code, check.out.as_str()), (0, "signed.toml: sound\n"), "{}", check.err);
}

#[test]
fn a_signature_for_another_text_does_not_count() {
    let (edition, _) = stamp().split_once('+').map(|(edition, rest)| (edition.to_owned(), rest.to_owned())).unwrap();
    let old = signature(&format!("{edition}+sha256:000000000000"));
    let folder = Folder::with(&[("old.toml", &old), ("bare.toml", &signature(&edition))]);
    let page = folder.shown("en");
    assert!(page.contains("Nobody has signed for these numbers"), "{page}");
    assert_eq!(page.matches("Signed for another text").count(), 2, "{page}");
    assert!(folder.shown("nl").contains("Getekend voor een andere tekst"));
    for file in ["old.toml", "bare.toml"] {
        let check = folder.run(&["check", file, "--format", "concise", "--lang", "en"]);
        assert_eq!((check.code, check.out.contains("[T0704]")), (3, true), "{file}: {}", check.out);
        assert!(check.out.starts_with(&format!("{file}:2:9:")), "{}", check.out);
    }
    let all = folder.run(&["check", "--instruments", ".", "--format", "concise"]);
    assert_eq!((all.code, all.out.matches("[T0704]").count()), (3, 2), "{}", all.out);
}

/// The own text of an organisation, altered: what was signed is the text as it was.
#[test]
fn a_changed_text_loses_its_signature() {
    let entry = Catalogue::builtin().instrument(ID, None).unwrap();
    let own = entry.source().text.replace("id = \"rrasor\"", "id = \"own-tool\"");
    let folder = Folder::with(&[("own.toml", &own)]);
    let made = folder.run(&["new", "signature", "own.toml", "--lang", "en"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let fill = |text: &str| {
        text.replace("by = \"TODO\"", "by = \"coder-7\"")
            .replace("on = \"TODO\"", "on = \"2026-11-20\"")
            .replace("\"TODO\"", "\"invented\"")
    };
    fs::write(folder.0.path().join("signed.toml"), fill(&made.out)).unwrap();
    let shown = |folder: &Folder| folder.run(&["show", "own-tool", "--instruments", ".", "--lang", "en"]).out;
    assert!(shown(&folder).contains("coder-7") && !shown(&folder).contains("Nobody has signed"));
    fs::write(folder.0.path().join("own.toml"), format!("{own}\n# a word more\n")).unwrap();
    let after = shown(&folder);
    assert!(after.contains("Nobody has signed") && after.contains("does not count"), "{after}");
}

#[test]
fn a_faulty_signature_is_told_at_its_line_and_does_not_count() {
    let sound = signature(&stamp());
    let faults = [
        ("no day", "on = \"2026-11-20\"", "on = \"November\"", "T0306", 5),
        ("a name", "by = \"coder-7\"", "by = \"a person\"", "T0107", 4),
        ("nothing compared", "compared_with = \"the printed manual, pages 1 to 9\"\n", "", "T0103", 1),
        ("not filled in", "organisation = \"Test organisation\"", "organisation = \"TODO\"", "T0110", 3),
        ("another version", "schema = 1", "schema = 2", "T0109", 1),
        ("a key too many", "schema = 1", "schema = 1\nnumbers = \"all\"", "T0102", 2),
        ("no such edition", "rrasor@", "rrasor-x@", "T0201", 2),
    ];
    for (what, find, replace, code, line) in faults {
        assert!(sound.contains(find), "{what}");
        let folder = Folder::with(&[("signed.toml", &sound.replacen(find, replace, 1))]);
        let check = folder.run(&["check", "signed.toml", "--format", "concise", "--lang", "en"]);
        assert_eq!(check.code, 3, "{what}: {}{}", check.out, check.err);
        assert!(check.out.starts_with(&format!("signed.toml:{line}:")), "{what}: {}", check.out);
        assert!(check.out.contains(&format!("[{code}]")), "{what}: {}", check.out);
        let page = folder.shown("en");
        assert!(page.contains("Nobody has signed") && !page.contains("coder-7"), "{what}: {page}");
        assert_eq!(page.contains("Faulty signature"), code != "T0201", "{what}: {page}");
    }
}
