// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What every HTML page must be: balanced, in order, one file, nothing that runs.
#![allow(dead_code, reason = "each test uses its part")]

/// Elements that have no end.
const VOID: [&str; 4] = ["meta", "rect", "circle", "path"];
/// Attributes of a drawing.
const DRAWN: [&str; 15] = [
    "viewBox",
    "role",
    "aria-labelledby",
    "id",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "d",
    "width",
    "height",
    "text-anchor",
    "stroke-width",
    "stroke-dasharray",
];

/// Panics when a page is not sound; gives its words without markup.
pub fn assert_sound(name: &str, html: &str) -> String {
    assert!(html.starts_with("<!doctype html>\n<html lang=\""), "{name}: what and in which language");
    let (mut open, mut words, mut level): (Vec<&str>, String, u32) = (Vec::new(), String::new(), 0);
    let mut rest = html.strip_prefix("<!doctype html>").expect("a page");
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        let inside = open.last().copied().unwrap_or_default();
        if inside != "style" {
            assert!(!text.contains("http") || inside == "a" || !text.contains("https://"), "{name}: an address outside a link: {text}");
            words.push_str(text);
        }
        assert!(!text.contains('>') || inside == "style", "{name}: {text}");
        let end = tag.find('>').unwrap_or_else(|| panic!("{name}: a tag without an end"));
        let (tag, after) = (&tag[1..end], &tag[end + 1..]);
        rest = after;
        let tag = if VOID.iter().any(|void| tag.starts_with(void)) { tag.trim_end_matches('/') } else { tag };
        if let Some(element) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(element), "{name}: </{element}>");
            continue;
        }
        let element = tag.split(' ').next().unwrap_or_default();
        assert!(!["script", "link", "img", "iframe", "object", "form", "i", "b", "u"].contains(&element), "{name}: <{tag}>");
        assert_attributes(name, element, tag, open.contains(&"svg") || element == "svg");
        if let Some(number) = element.strip_prefix('h').and_then(|number| number.parse::<u32>().ok()) {
            assert!(number <= level + 1, "{name}: h{number} after h{level}");
            level = number;
        }
        if !VOID.contains(&element) {
            open.push(element);
        }
    }
    assert!(open.is_empty(), "{name}: still open {open:?}");
    for once in ["<title>", "<h1>", "<style>", "<main>"] {
        assert_eq!(html.matches(once).count(), 1, "{name}: {once}");
    }
    assert!(!html.contains("url(") && !html.contains("@import"), "{name}: a reference in the style");
    words.replace("&nbsp;", " ")
}

/// Only what the page needs, quoted; addresses only in links.
fn assert_attributes(name: &str, element: &str, tag: &str, drawn: bool) {
    let mut rest = tag[element.len()..].trim_start();
    while !rest.is_empty() {
        let (key, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("{name}: <{tag}>"));
        let (value, after) = after.split_once('"').unwrap_or_else(|| panic!("{name}: <{tag}>"));
        let known = ["lang", "charset", "name", "content", "class", "scope", "href"].contains(&key) || (drawn && DRAWN.contains(&key));
        assert!(known, "{name}: {key} in <{tag}>");
        let link = element == "a" && key == "href";
        assert_eq!(value.starts_with("http"), link, "{name}: <{tag}>");
        rest = after.trim_start();
    }
    assert!(element != "th" || tag.contains("scope="), "{name}: <{tag}>");
}

/// Words as a page writes them.
pub fn escaped(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pairs = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];
    pairs.iter().fold(text, |text, (letter, word)| text.replace(*letter, word))
}
