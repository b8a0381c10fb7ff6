// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Findings as one SARIF 2.1.0 log, which code hosts and editors read.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::message::paragraphs;
use super::path::from_root;
use super::{Code, Diagnostic, Place, Severity};
use crate::lang::Lang;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The one related place of a result, as its message links to it.
const RELATED: u32 = 1;

/// Renders all findings of one run. Files under `root`, the folder of the repository, are named from there. The rules are the codes
/// that were found, in the order of their ids.
#[must_use]
pub fn log(findings: &[Diagnostic], lang: Lang, root: &Path) -> Value {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.id()).collect();
    let rules: Vec<Value> = codes.iter().filter_map(|id| Code::find(id)).map(|code| rule(code, lang)).collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let index = codes.iter().position(|id| *id == finding.code.id());
            result(finding, index, lang, root)
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "language": lang.code(),
                    "rules": rules,
                },
            },
            "language": lang.code(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code, lang: Lang) -> Value {
    let (id, more) = (code.id(), code.more(lang));
    let help = match lang {
        Lang::Nl => format!("{more} Meer: taxeer explain {id}"),
        Lang::En => format!("{more} More: taxeer explain {id}"),
    };
    json!({
        "id": id,
        "shortDescription": { "text": literal(code.title(lang)) },
        "fullDescription": { "text": literal(more) },
        "help": { "text": literal(&help) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(finding: &Diagnostic, rule: Option<usize>, lang: Lang, root: &Path) -> Value {
    let mut message: Vec<String> = paragraphs(finding, lang).iter().map(|text| literal(text)).collect();
    let mut related = Vec::new();
    if let Some((place, text)) = &finding.related {
        // Readers show a related place only where the message links to it.
        let (line, column) = place.source.line_column(place.span.start);
        let name = link_text(&format!("{}:{line}:{column}", from_root(&place.source.name, root)));
        let text = literal(text.get(lang));
        message.push(format!("[{name}]({RELATED}): {text}"));
        related.push(json!({ "id": RELATED, "physicalLocation": location(place, root), "message": { "text": text } }));
    }
    let mut result = json!({
        "ruleId": finding.code.id(),
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": { "text": message.join("\n") },
        "locations": [{ "physicalLocation": location(&finding.place, root) }],
    });
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A place on its first line; `endColumn` is the column after the last character.
fn location(place: &Place, root: &Path) -> Value {
    let ((start_line, start_column), (end_line, end_column)) = place.first_line();
    json!({
        "artifactLocation": artifact(&from_root(&place.source.name, root)),
        "region": { "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column },
    })
}

fn artifact(path: &str) -> Value {
    let uri = encoded(path);
    if Path::new(path).is_absolute() {
        return json!({ "uri": format!("file:///{}", uri.trim_start_matches('/')) });
    }
    json!({ "uri": uri, "uriBaseId": "%SRCROOT%" })
}

/// A path as part of a URI.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Words as they are: in a message `{0}` would be a placeholder, and `[a](b)` a link.
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}").replace("](", "] (")
}

fn link_text(text: &str) -> String {
    let text = text.replace('\\', r"\\").replace('[', r"\[").replace(']', r"\]");
    text.replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Source;
    use crate::text;

    #[test]
    fn names_are_uris_and_words_stay_words() {
        assert_eq!(encoded("één map/a b:c.toml"), "%C3%A9%C3%A9n%20map/a%20b%3Ac.toml");
        assert_eq!(literal("at = { a = 1 }, [x](y)"), "at = {{ a = 1 }}, [x] (y)");
        assert_eq!(link_text(r"a[1]\b"), r"a\[1\]\\b");
    }

    #[test]
    fn a_file_outside_the_repository_has_a_full_uri() {
        let root = std::env::current_dir().unwrap();
        let outside = root.parent().unwrap().join("a.toml");
        let source = Arc::new(Source::new(outside.to_string_lossy(), "x"));
        let finding = Diagnostic::new(Code::Gap, Place { source, span: 0..1 }, text!("x", "x"));
        let log = log(&[finding], Lang::En, &root);
        let artifact = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert!(artifact["uri"].as_str().unwrap().starts_with("file:///"), "{artifact}");
        assert_eq!(artifact["uriBaseId"], Value::Null);
    }

    #[test]
    fn a_place_of_many_lines_is_told_on_its_first() {
        let source = Arc::new(Source::new("a.toml", "[één]\r\nx = 1\r\n"));
        let span = 0..source.text.len();
        let told = location(&Place { source, span }, Path::new(""));
        assert_eq!(told["region"], json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 6 }));
    }
}
