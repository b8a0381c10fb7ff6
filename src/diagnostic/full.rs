// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A finding with the lines of the file around it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Place, Severity};
use crate::lang::Lang;

/// Renders one finding with an excerpt of the file, in plain ASCII without colour.
#[must_use]
pub fn full(finding: &Diagnostic, lang: Lang) -> String {
    render(finding, lang, &Renderer::plain().decor_style(DecorStyle::Ascii))
}

/// Renders one finding with colour.
#[must_use]
pub fn full_coloured(finding: &Diagnostic, lang: Lang) -> String {
    render(finding, lang, &Renderer::styled().decor_style(DecorStyle::Ascii))
}

fn render(finding: &Diagnostic, lang: Lang, renderer: &Renderer) -> String {
    let word = super::concise::severity_word(finding.severity, lang);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(word);
    let label = finding.allowed.as_ref().map_or("", |allowed| allowed.get(lang));
    let mut group =
        level.primary_title(finding.found.get(lang)).id(finding.code.id()).element(excerpt(&finding.place, AnnotationKind::Primary, label));
    if let Some((place, text)) = &finding.related {
        group = group.element(excerpt(place, AnnotationKind::Context, text.get(lang)));
    }
    if let Some(witness) = &finding.witness {
        group = group.element(Level::NOTE.with_name(lang.pick("voorbeeld", "witness")).message(witness.as_str()));
    }
    if let Some(mend) = &finding.mend {
        group = group.element(Level::HELP.with_name(lang.pick("herstel", "mend")).message(mend.get(lang)));
    }
    renderer.render(&[group])
}

fn excerpt<'a>(place: &'a Place, kind: AnnotationKind, label: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = &place.source.text;
    let annotation = kind.span(place.first_line_span());
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    Snippet::source(text.as_str()).path(place.source.name.as_str()).annotation(annotation)
}
