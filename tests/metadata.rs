// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A shipped file without one of its required keys, one of its sources, or one language of one of its texts is refused, with an error that
//! stands in the table concerned and names what is gone. What is required is taken from the JSON Schemas.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value as Json;
use taxeer::catalogue::Catalogue;
use taxeer::check;
use taxeer::diagnostic::{Diagnostic, Severity, Source};
use taxeer::protocol;
use taxeer::syntax::schema;
use taxeer::syntax::tree::{self, Node, Value};

/// What is wrong with a text of a file's sort.
type Check = Box<dyn Fn(&Arc<Source>) -> Vec<Diagnostic> + Sync>;

/// A shipped file, and how it is checked.
struct File {
    source: Arc<Source>,
    tree: Node,
    removals: Vec<Removal>,
    check: Check,
}

/// What is taken out: the entry at a path.
struct Removal {
    path: Vec<Step>,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Key,
    Language,
    Source,
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Place(usize),
}

#[test]
fn nothing_that_is_required_can_be_left_out() {
    let files = files();
    let all: Vec<(&File, &Removal)> = files.iter().flat_map(|file| file.removals.iter().map(move |removal| (file, removal))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut faults = Vec::new();
        while let Some((file, removal)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            faults.extend(fault(file, removal).map(|fault| format!("{}: {}: {fault}", file.source.name, name(&removal.path))));
        }
        faults
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|run| run.join().expect("no panic")).collect()
    });
    let count = |what: What| all.iter().filter(|(_, removal)| removal.what == what).count();
    let counts = [What::Key, What::Language, What::Source].map(count);
    println!("{} files: {} keys, {} languages, {} sources taken out", files.len(), counts[0], counts[1], counts[2]);
    assert!(faults.is_empty(), "{} of {}, the first:\n{}", faults.len(), all.len(), faults[..faults.len().min(25)].join("\n"));
    assert!(counts[0] > 1000 && counts[1] > 1000 && counts[2] > files.len(), "{counts:?}");
}

fn files() -> Vec<File> {
    let catalogue = Catalogue::builtin();
    let mut files = Vec::new();
    for entry in &catalogue.instruments {
        let check = Box::new(|source: &Arc<Source>| check::instrument(source).1);
        files.push(file(entry.source(), &schema::instrument(), check));
    }
    for entry in &catalogue.protocols {
        let of = protocol::instruments_of(&entry.source());
        let load =
            |named: &protocol::Named| check::instrument(&catalogue.instrument(&named.name(), None).expect("its instrument").source());
        let instruments: Vec<_> = of.iter().map(|named| load(named).0.expect("a sound rule set")).collect();
        let routes = tree::read(&entry.source()).0.has("route");
        let schema = if routes { schema::routes() } else { schema::protocol() };
        let check = Box::new(move |source: &Arc<Source>| protocol::check_all(source, &instruments).1);
        files.push(file(entry.source(), &schema, check));
    }
    files
}

fn file(source: Arc<Source>, schema: &Json, check: Check) -> File {
    let (tree, _) = tree::read(&source);
    let mut removals = Vec::new();
    required(schema, &tree, &mut Vec::new(), &mut removals);
    for source in tree.get("source").map_or(&[][..], Node::entries) {
        let path = ["source", &source.key].map(|key| Step::Key(key.to_owned())).to_vec();
        removals.push(Removal { path, what: What::Source });
    }
    assert_eq!(check(&source).len(), 0, "{} is sound", source.name);
    File { source, tree, removals, check }
}

/// Walks a schema and a file side by side: each required key at each place where the file has it.
fn required(schema: &Json, node: &Node, path: &mut Vec<Step>, found: &mut Vec<Removal>) {
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        required(one, node, path, found);
    }
    match &node.value {
        Value::Table(entries) => {
            let names: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            let what = if names == ["nl", "en"] { What::Language } else { What::Key };
            for entry in entries {
                path.push(Step::Key(entry.key.clone()));
                if names.contains(&entry.key.as_str()) {
                    found.push(Removal { path: path.clone(), what });
                }
                let inner = schema["properties"].get(&entry.key).unwrap_or(&schema["additionalProperties"]);
                required(inner, &entry.node, path, found);
                path.pop();
            }
        }
        Value::Array(nodes) => {
            for (at, node) in nodes.iter().enumerate() {
                path.push(Step::Place(at));
                required(&schema["items"], node, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// What is wrong with how a removal is told, if anything.
fn fault(file: &File, removal: &Removal) -> Option<String> {
    let text = without(file, &removal.path);
    let source = Arc::new(Source::new(file.source.name.clone(), &text));
    let (after, _) = tree::read(&source);
    let (mut before, mut left) = (Vec::new(), Vec::new());
    leaves(&file.tree, &mut Vec::new(), &mut before);
    leaves(&after, &mut Vec::new(), &mut left);
    before.retain(|path| !path.starts_with(&removal.path));
    // Where the last entry goes, its table may stay, empty.
    left.retain(|path| !removal.path.starts_with(path));
    assert!(before == left, "{} is taken out and nothing else:\n{text}", name(&removal.path));

    // With its only source a file loses its table of sources.
    let named = if removal.what == What::Source && !after.has("source") { &removal.path[..1] } else { &removal.path[..] };
    let gone = named.last().map(|step| name(std::slice::from_ref(step))).unwrap_or_default();
    let table = at(&after, &removal.path[..removal.path.len() - 1]);
    let errors: Vec<Diagnostic> = (file.check)(&source).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    let named = |finding: &&Diagnostic| [&finding.found.nl, &finding.found.en].iter().all(|told| told.contains(&format!("`{gone}`")));
    // A source is missed where it is named, a key and a language in the table that has it no more.
    let placed = |finding: &Diagnostic| {
        removal.what == What::Source
            || table.is_none_or(|table| {
                let line = |at: usize| text[..at.min(text.len())].matches('\n').count();
                (line(table.span.start)..=line(table.span.end)).contains(&line(finding.place.span.start))
            })
    };
    let told = || errors.iter().map(|finding| finding.found.en.clone()).collect::<Vec<_>>().join("; ");
    match errors.iter().find(named) {
        None => Some(format!("no error names `{gone}`: {}", told())),
        Some(_) if !errors.iter().filter(named).any(placed) => Some(format!("told at another place: {}", told())),
        Some(_) => None,
    }
}

fn at<'n>(node: &'n Node, path: &[Step]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, step| match step {
        Step::Key(key) => node.get(key),
        Step::Place(place) => node.elements().get(*place),
    })
}

fn leaves(node: &Node, path: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    match &node.value {
        Value::Table(entries) => {
            for entry in entries {
                path.push(Step::Key(entry.key.clone()));
                leaves(&entry.node, path, found);
                path.pop();
            }
        }
        Value::Array(nodes) => {
            for (place, node) in nodes.iter().enumerate() {
                path.push(Step::Place(place));
                leaves(node, path, found);
                path.pop();
            }
        }
        _ => found.push(path.clone()),
    }
}

fn name(path: &[Step]) -> String {
    let steps = path.iter().map(|step| match step {
        Step::Key(key) => key.clone(),
        Step::Place(place) => place.to_string(),
    });
    steps.collect::<Vec<_>>().join(".")
}

/// The text without an entry: its statement, or, when it is written as tables with a head, all of those.
fn without(file: &File, path: &[Step]) -> String {
    let mut text = file.source.text.clone();
    let mut spans = Vec::new();
    let parent = at(&file.tree, &path[..path.len() - 1]).expect("it is there");
    let Some(Step::Key(key)) = path.last() else { panic!("an entry") };
    let entry = parent.entries().iter().find(|entry| entry.key == *key).expect("it is there");
    statements(&text, entry.key_span.start, &entry.node, &mut spans);
    spans.extend(heads(&text, &name(path)));
    spans.sort_by_key(|span| std::cmp::Reverse(span.start));
    spans.dedup();
    for span in spans {
        text.replace_range(span, "");
    }
    text
}

/// The statements that write an entry.
fn statements(text: &str, key: usize, node: &Node, spans: &mut Vec<Range<usize>>) {
    let inline = text[node.span.clone()].starts_with(['{', '[']) && text[..node.span.start].trim_end().ends_with('=');
    match &node.value {
        Value::Table(entries) if !inline => {
            for entry in entries {
                statements(text, entry.key_span.start, &entry.node, spans);
            }
        }
        Value::Array(nodes) if !inline => {
            for entry in nodes.iter().flat_map(Node::entries) {
                statements(text, entry.key_span.start, &entry.node, spans);
            }
        }
        _ => {
            let start = text[..key].rfind(['{', ',', '\n']).map_or(0, |at| at + 1);
            let (mut start, mut end) = (start, node.span.end);
            let after = text[end..].trim_start();
            if after.starts_with(',') {
                end = text.len() - after.len() + 1;
            } else if after.starts_with('}') && text[..start].ends_with(',') {
                start -= 1;
            }
            spans.push(start..end);
        }
    }
}

/// The heads of the tables of a name, and of those inside.
fn heads(text: &str, name: &str) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let inside = line.trim_start_matches('[').strip_prefix(name);
        if line.starts_with('[') && inside.is_some_and(|rest| rest.starts_with([']', '.'])) {
            found.push(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    found
}
