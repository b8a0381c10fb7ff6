// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The only place that prints.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use taxeer::diagnostic::{Diagnostic, concise, full, github, json};
use taxeer::lang::{Lang, Text};
use taxeer::record::{Refusal, RunError};
use taxeer::report::document::Document;
use taxeer::report::{self, html, markdown};
use taxeer::text;

use super::context::Context;
use super::exit::Exit;
use super::format::Format;

/// Prints a result on standard output. A reader that has gone (a closed pipe) is no fault of ours.
pub fn out(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = stdout.write_all(b"\n");
    }
    let _ = stdout.flush();
}

/// Prints a JSON value.
pub fn out_json(value: &serde_json::Value) {
    out(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Prints a page, as the chosen format has it; `running` names it where it has no title.
pub fn page(context: &Context, page: &Document, running: &str) {
    out(&rendered(context, page, running));
}

/// A page as the chosen format has it.
pub fn rendered(context: &Context, page: &Document, running: &str) -> String {
    match context.format {
        Format::Md => markdown::render(page),
        Format::Html => html::render(page, context.lang, running),
        Format::Json => serde_json::to_string_pretty(&page.json()).unwrap_or_default() + "\n",
        _ => report::text::render(page),
    }
}

/// Prints a note on standard error.
pub fn note(text: &str) {
    let _ = std::io::stderr().lock().write_all(format!("{}\n", text.trim_end()).as_bytes());
}

/// Prints what is wrong on standard error.
pub fn error(lang: Lang, words: &Text) {
    note(&format!("taxeer: {}", words.get(lang)));
}

/// Prints findings on standard error, as the chosen format has them.
pub fn findings(context: &Context, findings: &[Diagnostic]) {
    for finding in findings {
        note(&finding_text(context, finding));
    }
}

/// A finding as text; colour only on a terminal that wants it.
pub fn finding_text(context: &Context, finding: &Diagnostic) -> String {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    match context.format {
        Format::Concise => concise::concise(finding, context.lang),
        Format::Json => json::json(finding, context.lang).to_string(),
        Format::Github => github::github(finding, context.lang, &context.root),
        _ if colour => full::full_coloured(finding, context.lang) + "\n",
        _ => full::full(finding, context.lang) + "\n",
    }
}

/// Tells why a run stopped, and how the program then ends.
pub fn stopped(context: &Context, stop: &RunError) -> Exit {
    let lang = context.lang;
    match stop {
        RunError::Machine { what, cause } => {
            let (nl, en) = (&what.nl, &what.en);
            error(lang, &text!("{nl}: {cause}", "{en}: {cause}"));
            Exit::Machine
        }
        RunError::Usage(words) => {
            for words in words {
                error(lang, words);
            }
            Exit::Usage
        }
        RunError::Command(why) => {
            refusal(lang, why);
            Exit::Usage
        }
        RunError::Input(refusals) => {
            for why in refusals {
                refusal(lang, why);
            }
            Exit::Rejected
        }
        RunError::Stopped => stopped_by_user(lang),
    }
}

/// As [`stopped`], of a file that is made when the results stand already.
pub fn stopped_beside(context: &Context, stop: &RunError, file: &Path) -> Exit {
    let RunError::Stopped = stop else { return stopped(context, stop) };
    let file = file.display();
    error(context.lang, &text!("gestopt; de resultaten staan er, {file} niet", "stopped; the results stand, {file} was not written"));
    Exit::Machine
}

/// Tells that the user stopped the work, where nothing was put in its place.
pub fn stopped_by_user(lang: Lang) -> Exit {
    error(lang, &text!("gestopt; er is niets geschreven", "stopped; nothing was written"));
    Exit::Machine
}

fn refusal(lang: Lang, why: &Refusal) {
    let (code, found, mend) = (why.code.id(), why.found.get(lang), why.mend.get(lang));
    note(&format!("taxeer: [{code}] {found}; {mend}"));
}

/// Puts a question on standard error and stays on its line.
pub fn prompt(question: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = stderr.write_all(question.as_bytes());
    let _ = stderr.flush();
}
