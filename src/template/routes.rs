// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A protocol over several instruments, to be filled in.

use std::collections::BTreeMap;

use super::{reachable, render};
use crate::form::Form;
use crate::lang::Lang;
use crate::protocol::level_names;
use crate::syntax::PLACEHOLDER;

/// A protocol with a route for each of several instruments, and a rule for each of their levels; nothing when one of them reports no
/// levels. Which of their equal names are one fact is for a person to say.
#[must_use]
pub fn routes(forms: &[&Form], lang: Lang) -> Option<String> {
    let mut text = render(include_str!("routes.toml"), &[], lang);
    for form in forms {
        let (id, edition) = (&form.id, &form.edition);
        text.push_str(&format!("[[instrument]]\nid = \"{id}\"\nedition = \"{edition}\"\n\n"));
    }
    text.push_str(&shared(forms, lang));
    for form in forms {
        let id = &form.id;
        text.push_str(&format!("[[route]]\nid = \"{id}\"\nwhen = \"{PLACEHOLDER}\"\nuse = \"{id}\"\n\n"));
    }
    text.push_str(&render(include_str!("routes_tiers.toml"), &[], lang));
    for form in forms {
        let reported = level_names(form);
        let ((name, scheme), others) = reported.split_first()?;
        // With several reported levels the rules are for those of the first, whatever the others are; the user splits them.
        let others: String = others
            .iter()
            .map(|(name, scheme)| {
                let levels: Vec<String> = reachable(form, &form.schemes[*scheme]).map(|level| format!("\"{level}\"")).collect();
                format!(", \"{name}\" = [{}]", levels.join(", "))
            })
            .collect();
        for level in reachable(form, &form.schemes[*scheme]) {
            text.push_str(&format!("[[rule]]\nwhen = {{ \"{name}\" = \"{level}\"{others} }}\ntier = \"{PLACEHOLDER}\"\n\n"));
        }
    }
    Some(text.trim_end().to_owned() + "\n")
}

/// The names that several instruments have, as comments: to be made one column where they are one fact.
fn shared(forms: &[&Form], lang: Lang) -> String {
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for form in forms {
        form.fields.iter().for_each(|field| named.entry(&field.id).or_default().push(&form.id));
    }
    named.retain(|_, ids| ids.len() > 1);
    if named.is_empty() {
        return String::new();
    }
    let mut text = lang
        .pick(
            "# Deze namen komen in meer dan één instrument voor. Zijn het dezelfde feiten? Haal dan # weg: het wordt één kolom.\n",
            "# These names stand in more than one instrument. Are they the same facts? Then remove #: they become one column.\n",
        )
        .to_owned();
    for (field, ids) in named {
        let fields: Vec<String> = ids.iter().map(|id| format!("\"{id}.{field}\"")).collect();
        text.push_str(&format!("# [[same_as]]\n# name = \"{field}\"\n# fields = [{}]\n", fields.join(", ")));
    }
    text + "\n"
}
