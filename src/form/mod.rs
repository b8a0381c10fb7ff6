//! The model: what a rule set says once every name in it is resolved. A [`Form`] has sound names and types; it is not yet proven.

use std::sync::Arc;

use crate::diagnostic::{Source, Span};
use crate::domain::{Domain, Set};
use crate::lang::Text;
use crate::number::{Points, Probability};

/// Kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Scores or rules lead to levels.
    Actuarial,
    /// Ratings, and a person's final judgement.
    StructuredJudgement,
    /// Lines to look at, nothing that counts.
    Checklist,
    /// Scores or rules that put cases in order.
    Triage,
}

/// Use status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In use where it was made.
    Current,
    /// Kept for older files.
    Historical,
    /// Shipped as an example or reference, not for use.
    Reference,
    /// Replaced by another.
    Retired,
    /// A proposal, not for decisions.
    Trial,
}

/// What an instrument is for and what is known of it.
#[derive(Clone, Debug)]
pub struct About {
    /// What the result speaks of.
    pub measures: Text,
    /// Whom it may be used for.
    pub for_whom: Text,
    /// Whom and what it may not be used for.
    pub not_for: Text,
    /// Who may use it.
    pub training: Text,
    /// For whom validated, on which samples and countries.
    pub validity: Text,
    /// Validated in the Netherlands: `None` when not known.
    pub netherlands: Option<bool>,
    /// Rights and terms of use.
    pub rights: Text,
    /// What the file lacks because no source confirms it.
    pub missing: Vec<Text>,
    /// What else a user should know.
    pub notes: Vec<Text>,
}

/// A source by its name in the file.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Name.
    pub id: String,
    /// Authors, title, year, page.
    pub cite: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Where a number or rule comes from.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// Names of sources.
    pub sources: Vec<String>,
    /// Whether the sources confirm it; else it is partial.
    pub confirmed: bool,
}

/// Evidence class of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The official record only.
    Record,
    /// Any credible source.
    Credible,
    /// A trained person's judgement.
    Judgement,
    /// The person's own account.
    SelfReport,
}

/// What an answer to a field is, for reading and for showing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One of named options.
    Choice,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Count,
    /// A number with at most six decimals.
    Decimal,
    /// A day.
    Date,
}

/// A field computed from other fields, by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// Years completed from the first date to the second.
    CompletedYears(usize, usize),
    /// Sum of counts.
    Sum(Vec<usize>),
    /// The first count less the second.
    Difference(usize, usize),
    /// The highest count.
    Max(Vec<usize>),
    /// Whether any is yes.
    Any(Vec<usize>),
}

impl Derivation {
    /// The fields it is computed from.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        match self {
            Self::CompletedYears(a, b) | Self::Difference(a, b) => vec![*a, *b],
            Self::Sum(fields) | Self::Max(fields) | Self::Any(fields) => fields.clone(),
        }
    }
}

/// One fact that is asked for.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name, also the column.
    pub id: String,
    /// What an answer is.
    pub kind: FieldType,
    /// What can be read.
    pub domain: Domain,
    /// Options in words, for a choice.
    pub options: Vec<Text>,
    /// Unit of a number.
    pub unit: Option<&'static str>,
    /// Short name.
    pub label: Text,
    /// The question.
    pub ask: Text,
    /// How to code it.
    pub help: Option<Text>,
    /// Evidence class.
    pub basis: Basis,
    /// Whether "not applicable" is an answer.
    pub not_applicable: bool,
    /// Published rule: what unknown counts as.
    pub unknown: Option<i64>,
    /// Computed from other fields.
    pub derive: Option<Derivation>,
    /// Where the rule for unknown comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

impl Field {
    /// All answers but unknown, as a set: the domain, and "not applicable" where declared.
    #[must_use]
    pub fn answers(&self) -> Set {
        let all = self.domain.all();
        if self.not_applicable { all.union(&Set::one(crate::domain::NOT_APPLICABLE)) } else { all }
    }
}

/// A pattern on a field.
#[derive(Clone, Debug)]
pub struct Test {
    /// Index of the field.
    pub field: usize,
    /// The values for which it holds.
    pub set: Set,
    /// Where the pattern stands.
    pub span: Span,
}

/// Patterns on fields that must all hold.
pub type Condition = Vec<Test>;

/// A population gate.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Name.
    pub id: String,
    /// What must hold.
    pub require: Condition,
    /// The reason where it does not.
    pub reason: Text,
    /// The tool to use instead.
    pub instead: Option<Text>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// What cannot be together.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// Name.
    pub id: String,
    /// The rule.
    pub rule: ConstraintRule,
    /// What is told where it is broken.
    pub says: Text,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// The forms of a constraint.
#[derive(Clone, Debug)]
pub enum ConstraintRule {
    /// Where the first condition holds, the second must.
    Implies(Condition, Condition),
    /// The sum of fields (by index) is at least and at most a number.
    Bounds {
        /// Fields that are added.
        plus: Vec<usize>,
        /// Fields that are subtracted: the right side of the comparison.
        minus: Vec<usize>,
        /// Least sum, in ordinals.
        least: Option<i64>,
        /// Greatest sum, in ordinals.
        most: Option<i64>,
    },
}

/// How several tables of an item combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// The highest counts.
    Max,
    /// The lowest counts.
    Min,
    /// They add up.
    Sum,
    /// The points, when any table gives them.
    Any,
    /// The points, when each table gives them.
    All,
}

/// A row of a points table.
#[derive(Clone, Debug)]
pub struct PointsRow {
    /// The pattern as written.
    pub pattern: String,
    /// Its values.
    pub set: Set,
    /// What they give.
    pub points: Points,
    /// Where it stands.
    pub span: Span,
}

/// Points by one field.
#[derive(Clone, Debug)]
pub struct PointsTable {
    /// Index of the field.
    pub field: usize,
    /// Rows that partition its domain inside the population.
    pub rows: Vec<PointsRow>,
    /// Where it stands.
    pub span: Span,
}

/// A row over several fields.
#[derive(Clone, Debug)]
pub struct JointRow {
    /// Where it holds.
    pub when: Condition,
    /// What it gives.
    pub points: Points,
    /// Where it stands.
    pub span: Span,
}

/// The forms of an item.
#[derive(Clone, Debug)]
pub enum ItemForm {
    /// Tables by field, combined.
    Tables(Combine, Vec<PointsTable>),
    /// Disjoint rows over several fields, with the points where none holds.
    Rows(Vec<JointRow>, Option<Points>),
    /// Points for each unit of a field.
    Weight(Points, usize),
    /// Points for each unit of ln((previous + 1) / (10 + conviction − first)); fields by index.
    Copas {
        /// Weight.
        weight: Points,
        /// Number of previous sanctions.
        previous: usize,
        /// Age at the current conviction.
        conviction: usize,
        /// Age at the first sanction.
        first: usize,
    },
}

/// One scored line of the coding form.
#[derive(Clone, Debug)]
pub struct Item {
    /// Name.
    pub id: String,
    /// Number as printed.
    pub number: Option<String>,
    /// The item in our own words.
    pub title: Text,
    /// How it gives points.
    pub form: ItemForm,
    /// Elsewhere it adds nothing and its fields are not applicable.
    pub applies: Option<Condition>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

impl Item {
    /// The fields it reads, each once, without those of `applies`.
    #[must_use]
    pub fn fields(&self) -> Vec<usize> {
        let mut fields = match &self.form {
            ItemForm::Tables(_, tables) => tables.iter().map(|table| table.field).collect(),
            ItemForm::Rows(rows, _) => rows.iter().flat_map(|row| row.when.iter().map(|test| test.field)).collect(),
            ItemForm::Weight(_, field) => vec![*field],
            ItemForm::Copas { previous, conviction, first, .. } => vec![*previous, *conviction, *first],
        };
        let mut seen = std::collections::BTreeSet::new();
        fields.retain(|&field| seen.insert(field));
        fields
    }
}

/// What a scale adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An item, by index.
    Item(usize),
    /// Another scale, by index.
    Scale(usize),
}

/// A conversion of a raw sum.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// Least and greatest reachable raw sum.
    pub range: Range,
    /// Rows: raw sums to a value.
    pub rows: Vec<PointsRow>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// A probability at a horizon.
#[derive(Clone, Debug)]
pub struct Link {
    /// The horizon's name.
    pub horizon: String,
    /// Intercept.
    pub intercept: Points,
    /// Slope.
    pub slope: Points,
    /// Exceptions: scores with a stated probability.
    pub at: Vec<(Set, Probability)>,
    /// Of what.
    pub outcome: Text,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

impl Link {
    /// The probability at a score.
    #[must_use]
    pub fn probability(&self, score: Points) -> Probability {
        if let Some((_, fixed)) = self.at.iter().find(|(set, _)| set.contains(score.0)) {
            return *fixed;
        }
        crate::number::logistic::logistic(self.intercept.to_f64() + self.slope.to_f64() * score.to_f64())
    }
}

/// A declared range.
#[derive(Clone, Debug)]
pub struct Range {
    /// Least value.
    pub low: Points,
    /// Greatest value.
    pub high: Points,
    /// Decimal places as written: the comparison is made to so many.
    pub places: u32,
    /// Where it stands.
    pub span: Span,
}

/// A sum of items or of other scales.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Name.
    pub id: String,
    /// Name for people.
    pub title: Text,
    /// What it adds up.
    pub parts: Vec<Part>,
    /// Least and greatest reachable value, after its own conversion.
    pub range: Range,
    /// The range where a condition holds.
    pub cases: Vec<(Condition, Range)>,
    /// Conversion of the raw sum.
    pub convert: Option<Conversion>,
    /// Probabilities by horizon, in file order.
    pub links: Vec<Link>,
    /// Whether another scale adds it up; then it is not reported.
    pub internal: bool,
    /// Whether its values are whole points.
    pub whole: bool,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// What a scheme gives levels to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// A scale, by index.
    Scale(usize),
    /// A horizon of a scale: scale and link index.
    Horizon(usize, usize),
    /// Another scheme, by index.
    Scheme(usize),
    /// The rules of the instrument.
    Rules,
}

/// The published rounding of a horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Decimals of the probability, half up.
    pub probability_decimals: u32,
    /// Then decimals of the percentage, half up.
    pub percent_decimals: u32,
    /// Then at least this.
    pub lowest: i64,
    /// And at most this.
    pub highest: i64,
}

impl Rounding {
    /// The percentage after the published rounding, in units of its last decimal.
    #[must_use]
    pub fn percent(&self, probability: Probability) -> i64 {
        use crate::number::fixed::{PLACES, round};
        let kept = round(probability.units(), PLACES, self.probability_decimals) * 10_i64.pow(PLACES - self.probability_decimals);
        let unit = 10_i64.pow(self.percent_decimals);
        round(kept, PLACES - 2, self.percent_decimals).clamp(self.lowest * unit, self.highest * unit)
    }
}

/// A named risk band.
#[derive(Clone, Debug)]
pub struct Level {
    /// Name as published.
    pub id: String,
    /// In words.
    pub name: Text,
    /// Its values: points of a scale, or percents of a horizon; empty for levels of rules.
    pub at: Set,
    /// Where it stands.
    pub span: Span,
}

/// What a rule of a scheme looks at.
#[derive(Clone, Debug)]
pub enum Look {
    /// A field.
    Field(Test),
    /// The level of an earlier scheme: scheme index and level indices.
    Scheme(usize, Vec<usize>),
}

/// A published shift of a level.
#[derive(Clone, Debug)]
pub struct Shift {
    /// Where it holds.
    pub when: Vec<Look>,
    /// The level then, by index.
    pub level: usize,
    /// Where it stands.
    pub span: Span,
}

/// Levels.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Name.
    pub id: String,
    /// Name for people.
    pub title: Text,
    /// What it gives levels to.
    pub base: Base,
    /// Who published it.
    pub owner: String,
    /// When.
    pub date: Option<String>,
    /// Feeds the column `level`.
    pub report: bool,
    /// Levels rise with the score.
    pub rising: bool,
    /// Published rounding, on a horizon.
    pub rounding: Option<Rounding>,
    /// Levels, lowest first; those of the base for a scheme on a scheme.
    pub levels: Vec<Level>,
    /// Shifts, on a scheme.
    pub shifts: Vec<Shift>,
    /// The scheme whose level stays where no shift holds.
    pub otherwise: Option<usize>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// A rule of an instrument without a scale.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Name.
    pub id: String,
    /// Where it holds.
    pub when: Condition,
    /// The level it gives, by index in the scheme of the rules.
    pub level: usize,
    /// Probabilities by horizon, in the order of [`Form::horizons`].
    pub probabilities: Vec<Probability>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// What the values of a norm are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormKind {
    /// Rank in a sample.
    Percentile,
    /// Percent with the outcome.
    Rate,
    /// Ratio to a stated score.
    Ratio,
}

/// Values of a norm at some scores.
#[derive(Clone, Debug)]
pub struct NormRow {
    /// The scores.
    pub at: Set,
    /// The value.
    pub value: Points,
    /// 95% interval.
    pub interval: Option<(Points, Points)>,
    /// Percent below, at and above.
    pub shares: Option<[Points; 3]>,
    /// Where it stands.
    pub span: Span,
}

/// What the literature says at a score.
#[derive(Clone, Debug)]
pub struct Norm {
    /// Name.
    pub id: String,
    /// What its values are.
    pub kind: NormKind,
    /// The scale, by index.
    pub scale: usize,
    /// Name for people.
    pub title: Text,
    /// Of what.
    pub outcome: Text,
    /// Within how long.
    pub horizon: Text,
    /// In which sample.
    pub sample: Text,
    /// Country of the sample.
    pub country: String,
    /// Values rise with the score.
    pub rising: bool,
    /// Values by score.
    pub rows: Vec<NormRow>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Span,
}

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
    /// Name in the catalogue.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Kind of file.
    pub kind: Kind,
    /// Use status.
    pub status: Status,
    /// Name for people.
    pub title: Text,
    /// What it is for.
    pub about: About,
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
    /// The index of a field.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The scales that are reported, in file order.
    pub fn reported_scales(&self) -> impl Iterator<Item = usize> {
        self.scales.iter().enumerate().filter(|(_, scale)| !scale.internal).map(|(index, _)| index)
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
