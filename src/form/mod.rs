// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The model: what a rule set says once every name in it is resolved. A [`Form`] has sound names and types; it is not yet proven.

mod about;
pub mod attribute;
mod field;
mod item;
mod link;
mod norm;
mod norm_pack;
mod population;
mod scale;
mod scheme;
mod study;
mod validity;

use std::sync::Arc;

pub use about::{About, Kind, Provenance, Reference, Status};
pub use field::{Basis, Condition, Derivation, Field, FieldType, Test};
pub use item::{Award, Combine, Item, ItemForm, JointRow, PointsRow, PointsTable};
pub use link::{Curve, Link, LinkNumber};
pub use norm::{Norm, NormKind, NormRow};
pub use norm_pack::NormPack;
pub use population::{Constraint, ConstraintRule, Gate};
pub use scale::{Conversion, Part, Range, Scale};
pub use scheme::{Base, Level, Look, Rounding, Rule, Scheme, Shift};
pub use study::{Figure, Measure, Study};
pub use validity::{ShelfLife, Term, Until, Validity};

use crate::diagnostic::{Source, Span};
use crate::lang::Text;

/// A part that is known to be unreachable.
#[derive(Clone, Debug)]
pub struct Unreachable {
    /// The part, as the checker names it.
    pub part: String,
    /// Why.
    pub reason: Text,
    /// Where it stands.
    pub span: Span,
}

/// A line of a checklist.
#[derive(Clone, Debug)]
pub struct Line {
    /// Name.
    pub id: String,
    /// What is looked at.
    pub ask: Text,
    /// How to fill it in.
    pub help: Option<Text>,
}

/// The final judgement of a structured-judgement tool.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The question.
    pub ask: Text,
    /// The answers: name and words.
    pub options: Vec<(String, Text)>,
}

/// A rule set with every name resolved; not yet proven.
#[derive(Clone, Debug)]
pub struct Form {
    /// The file.
    pub source: Arc<Source>,
    /// The file with the norm packs behind it: the text that the places of this form speak of.
    pub whole: Arc<Source>,
    /// Norm packs that extend it.
    pub packs: Vec<NormPack>,
    /// Name in the catalogue.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Kind of file.
    pub kind: Kind,
    /// Use status.
    pub status: Status,
    /// Whether a protocol may give a tier by its level; else it only stands beside others.
    pub gives_tier: bool,
    /// Name for people.
    pub title: Text,
    /// When it is in force.
    pub validity: Validity,
    /// What it is for.
    pub about: About,
    /// What studies found.
    pub studies: Vec<Study>,
    /// How long a result may be used.
    pub shelf_life: Option<ShelfLife>,
    /// Sources.
    pub references: Vec<Reference>,
    /// What is asked.
    pub fields: Vec<Field>,
    /// Who is scored.
    pub gates: Vec<Gate>,
    /// What cannot be together.
    pub constraints: Vec<Constraint>,
    /// Scored lines.
    pub items: Vec<Item>,
    /// Sums.
    pub scales: Vec<Scale>,
    /// Levels; a scheme stands after those that it looks at.
    pub schemes: Vec<Scheme>,
    /// Rules of an instrument without a scale.
    pub rules: Vec<Rule>,
    /// Horizons of the rules.
    pub rule_horizons: Vec<String>,
    /// Norms.
    pub norms: Vec<Norm>,
    /// Parts known to be unreachable.
    pub unreachable: Vec<Unreachable>,
    /// Final judgement.
    pub judgement: Option<Judgement>,
    /// Lines of a checklist.
    pub lines: Vec<Line>,
}

impl Form {
    /// The norm pack in which something stands; `None` for what the instrument's own file says.
    #[must_use]
    pub fn pack(&self, span: &Span) -> Option<&NormPack> {
        self.packs.iter().find(|pack| pack.place.contains(&span.start))
    }

    /// The index of a field.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The scales that are reported, in file order.
    pub fn reported_scales(&self) -> impl Iterator<Item = usize> {
        self.scales.iter().enumerate().filter(|(_, scale)| !scale.internal).map(|(index, _)| index)
    }

    /// Whether an answer can leave a scale without a total: one of its items, or of a scale that it sums, withholds.
    #[must_use]
    pub fn can_be_withheld(&self, scale: usize) -> bool {
        self.scales[scale].parts.iter().any(|part| match *part {
            Part::Item(item) => self.items[item].withholds().is_some(),
            Part::Scale(inner) => self.can_be_withheld(inner),
        })
    }

    /// Whether an answer to a field can leave a scale without a total.
    #[must_use]
    pub fn withholds(&self, field: usize, scale: usize) -> bool {
        self.scales[scale].parts.iter().any(|part| match *part {
            Part::Item(item) => self.items[item].withholds().is_some_and(|table| table.field == field),
            Part::Scale(inner) => self.withholds(field, inner),
        })
    }

    /// The scale at the root of a scheme; `None` for the rules.
    #[must_use]
    pub fn scale_of(&self, scheme: usize) -> Option<usize> {
        match self.schemes[scheme].base {
            Base::Scale(scale) | Base::Horizon(scale, _) => Some(scale),
            Base::Scheme(base) => self.scale_of(base),
            Base::Rules => None,
        }
    }

    /// The reported scheme of a scale (`None` for the rules).
    #[must_use]
    pub fn reported_scheme(&self, scale: Option<usize>) -> Option<usize> {
        (0..self.schemes.len()).find(|&scheme| self.schemes[scheme].report && self.scale_of(scheme) == scale)
    }

    /// The horizons in file order, of reported scales or of the rules.
    #[must_use]
    pub fn horizons(&self) -> Vec<String> {
        let links = self.reported_scales().flat_map(|scale| self.scales[scale].links.iter().map(|link| link.horizon.clone()));
        links.chain(self.rule_horizons.iter().cloned()).collect()
    }
}

/// How outputs name a file: `id@edition+sha256:` and the first twelve hex digits of its digest.
#[must_use]
pub fn stamp(id: &str, edition: &str, digest: &str) -> String {
    format!("{id}@{edition}+sha256:{}", digest.get(..12).unwrap_or(digest))
}
