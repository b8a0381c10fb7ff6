//! What each kind of file has and does not have.

use super::names::Names;
use crate::diagnostic::Code;
use crate::form::{Form, Kind};
use crate::syntax::Node;
use crate::text;

const COUNTED: &[&str] = &["population", "constraint", "item", "scale", "scheme", "rule", "norm"];

/// Checks that the parts of a file are those of its kind.
pub fn check(names: &mut Names<'_>, tree: &Node, form: &Form) {
    let (word, forbidden, lacks): (&str, Vec<&str>, Option<&str>) = match form.kind {
        Kind::Checklist => {
            ("checklist", [COUNTED, &["field", "judgement"]].concat(), (!tree.has("line")).then_some("[[line]]"))
        }
        Kind::StructuredJudgement => (
            "structured-judgement",
            vec!["item", "scale", "scheme", "rule", "norm", "line"],
            (!tree.has("judgement")).then_some("[judgement]"),
        ),
        Kind::Actuarial | Kind::Triage => {
            let kind = if form.kind == Kind::Triage { "triage" } else { "actuarial" };
            (kind, vec!["line", "judgement"], (!tree.has("scale") && !tree.has("rule")).then_some("[scale] | [[rule]]"))
        }
    };
    for entry in tree.entries().iter().filter(|entry| forbidden.contains(&entry.key.as_str())) {
        let part = &entry.key;
        names.tell(Code::KindForbids, &entry.key_span, text!("een {word} heeft geen `{part}`", "a {word} has no `{part}`"), |finding| {
            finding.mend(text!("haal het weg, of kies een andere `kind`", "remove it, or choose another `kind`"))
        });
    }
    if let Some(part) = lacks {
        let span = tree.get("kind").map_or(0..0, |node| node.span.clone());
        names.tell(Code::KindLacks, &span, text!("een {word} zonder {part}", "a {word} without {part}"), |finding| {
            finding.mend(text!("voeg {part} toe", "add {part}"))
        });
    }
}
