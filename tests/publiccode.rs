// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! `publiccode.yml` keeps to the few forms that are read here line by line, says the same in both languages and invents nobody.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Keys that name a person, a firm or an address; none is known.
const UNKNOWN: &[&str] =
    &["contacts", "contractors", "email", "phone", "url", "landingURL", "releaseDate", "mainCopyrightOwner", "repoOwner"];
const CATEGORIES: &[&str] = &["data-analytics", "compliance-management"];

/// Where a value stands, as `description/nl/features`, and the value: a list has one a line, folded text has one.
type Read = BTreeMap<String, Vec<String>>;

/// Reads maps by two spaces a level, lists of words, words and folded text (`>-`). Anything else is refused.
fn read(text: &str) -> Read {
    let mut read = Read::new();
    let mut path: Vec<String> = Vec::new();
    // The level of a folded text that goes on.
    let mut folded: Option<usize> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let indent = line.len() - content.len();
        assert!(indent % 2 == 0 && !line.contains('\t') && line.trim_end() == line, "publiccode.yml:{number}: {line}");
        let level = indent / 2;
        if let Some(of) = folded {
            if level > of {
                let value = read.get_mut(&path.join("/")).and_then(|values| values.last_mut()).expect("a folded text");
                value.push_str(if value.is_empty() { "" } else { " " });
                value.push_str(content);
                continue;
            }
            folded = None;
        }
        if let Some(item) = content.strip_prefix("- ") {
            assert_eq!(level, path.len(), "publiccode.yml:{number}: a list stands under its key");
            read.entry(path.join("/")).or_default().push(word(item, number));
            continue;
        }
        let (key, value) = content.split_once(':').unwrap_or_else(|| panic!("publiccode.yml:{number}: no key: {line}"));
        assert!(level <= path.len() && key.chars().all(char::is_alphanumeric), "publiccode.yml:{number}: {line}");
        path.truncate(level);
        path.push(key.to_owned());
        let values = match value.trim_start() {
            "" => Vec::new(),
            ">-" => {
                folded = Some(level);
                vec![String::new()]
            }
            value => {
                assert!(value.len() + 1 == content.len() - key.len() - 1, "publiccode.yml:{number}: one space after the colon");
                vec![word(value, number)]
            }
        };
        assert!(read.insert(path.join("/"), values).is_none(), "publiccode.yml:{number}: {key} stands twice");
    }
    read
}

/// A plain or quoted word; what YAML would read as something else is refused.
fn word(text: &str, number: usize) -> String {
    if let Some(quoted) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        assert!(!quoted.contains(['"', '\\']), "publiccode.yml:{number}: {text}");
        return quoted.to_owned();
    }
    let plain = !text.starts_with(['"', '\'', '[', '{', '&', '*', '!', '|', '>', '%', '@', '`', '-', '?', ':', ',']);
    assert!(plain && !text.contains(": ") && !text.contains(" #"), "publiccode.yml:{number}: quote this: {text}");
    text.to_owned()
}

fn publiccode() -> Read {
    read(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("publiccode.yml")).expect("publiccode.yml"))
}

fn one<'r>(read: &'r Read, key: &str) -> &'r str {
    let values = read.get(key).unwrap_or_else(|| panic!("{key} is missing"));
    assert_eq!(values.len(), 1, "{key}");
    &values[0]
}

#[test]
fn it_says_what_cargo_says() {
    let read = publiccode();
    assert_eq!(one(&read, "name"), env!("CARGO_PKG_NAME"));
    assert_eq!(one(&read, "legal/license"), env!("CARGO_PKG_LICENSE"));
    assert_eq!(one(&read, "description/en/shortDescription").trim_end_matches('.'), env!("CARGO_PKG_DESCRIPTION"));
}

#[test]
fn it_has_what_the_standard_asks_for_and_is_known() {
    let read = publiccode();
    assert_eq!(one(&read, "publiccodeYmlVersion"), "0.5");
    assert!(["concept", "development", "beta"].contains(&one(&read, "developmentStatus")), "there was no release");
    assert_eq!(one(&read, "softwareType"), "standalone/desktop");
    assert_eq!(read["platforms"], ["linux", "mac", "windows"]);
    assert_eq!(read["categories"], CATEGORIES);
    assert_eq!(read["intendedAudience/countries"], ["nl"]);
    assert_eq!(one(&read, "localisation/localisationReady"), "true");
}

#[test]
fn nobody_and_no_address_is_invented() {
    let read = publiccode();
    assert_eq!(one(&read, "maintenance/type"), "none");
    let named: Vec<&String> = read.keys().filter(|key| key.rsplit('/').next().is_some_and(|last| UNKNOWN.contains(&last))).collect();
    assert!(named.is_empty(), "{named:?}");
    assert!(read.values().flatten().all(|value| !value.contains('@') && !value.contains("://")));
}

#[test]
fn both_languages_say_the_same_things() {
    let read = publiccode();
    assert_eq!(read["localisation/availableLanguages"], ["nl", "en"]);
    let of = |lang: &str| {
        let start = format!("description/{lang}/");
        let of: BTreeMap<String, usize> =
            read.iter().filter_map(|(key, values)| Some((key.strip_prefix(&start)?.to_owned(), values.len()))).collect();
        of
    };
    let keys: Vec<String> = of("nl").into_keys().collect();
    assert_eq!(keys, ["features", "localisedName", "longDescription", "shortDescription"]);
    assert_eq!(of("nl"), of("en"), "the same keys, and as many features");
    assert_eq!(read.keys().filter(|key| key.starts_with("description/") && key.matches('/').count() == 1).count(), 2);
    for lang in ["nl", "en"] {
        let length = |key: &str| one(&read, &format!("description/{lang}/{key}")).chars().count();
        assert!((1..=150).contains(&length("shortDescription")), "{lang}: {}", length("shortDescription"));
        assert!((150..=10_000).contains(&length("longDescription")), "{lang}");
        assert!(read[&format!("description/{lang}/features")].len() >= 5, "{lang}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("publiccode.yml")).expect("publiccode.yml");
    for key in ["url", "releaseDate", "maintenance"] {
        assert!(text.lines().any(|line| line.starts_with(&format!("# - {key}"))), "{key}");
    }
}
