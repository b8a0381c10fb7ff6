// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which keys a rule set, a norm pack, a signature, a protocol and a mapping have. `instruments/README.md` says the same for a reader.

use super::shape::{Key, Shape, may, must};

/// The version of the language.
pub const SCHEMA: &str = "1";

const SOURCE: Key = must("source", Shape::OneOrMore(&Shape::Id), "the source or sources, by their name in [source]");
const EVIDENCE: Key = must("evidence", Shape::OneOf(&["confirmed", "partial"]), "whether the sources confirm it");
const MAY_SOURCE: Key = may("source", Shape::OneOrMore(&Shape::Id), "the source or sources, by their name in [source]");
const MAY_EVIDENCE: Key = may("evidence", Shape::OneOf(&["confirmed", "partial"]), "whether the sources confirm it");
const WHEN: Shape = Shape::Map(&Shape::Pattern);

/// A rule set.
pub const INSTRUMENT: &[Key] = &[
    must("schema", Shape::Integer, "version of the language: 1"),
    must("id", Shape::Id, "name in the catalogue"),
    must("edition", Shape::Id, "edition, year first"),
    must("kind", Shape::OneOf(&["actuarial", "structured-judgement", "checklist", "triage"]), "kind of file"),
    must("status", Shape::OneOf(&["current", "historical", "reference", "retired", "trial"]), "use status"),
    must("title", Shape::Text, "name for people"),
    must("valid_from", Shape::Words, "since when it is in force where it was made: a day, a month, a year, or \"not known\""),
    may("valid_until", Shape::Words, "until when, that period included; without it until a later edition begins"),
    may("valid_source", Shape::OneOrMore(&Shape::Id), "the source or sources of these dates, unless \"not known\""),
    must("entered", Shape::Words, "when this file was made"),
    must("review_by", Shape::Words, "when it must be looked at again: the project's own rule, a year after it was made"),
    may("successor", Shape::Id, "retired: the instrument to use instead, by its name in the catalogue"),
    may("gives_tier", Shape::Boolean, "false: its result stands beside others and no protocol may give a tier by it"),
    must("about", Shape::Table(ABOUT), "what it is for and what is known of it"),
    may("study", Shape::Map(&Shape::Table(STUDY)), "what studies found: samples, accuracy, calibration"),
    may("shelf_life", Shape::Table(SHELF_LIFE), "how long a result may be used"),
    must("source", Shape::Map(&Shape::Table(SOURCES)), "the sources, by name"),
    may("field", Shape::Map(&Shape::Table(FIELD)), "what is asked, in the order of the form"),
    may("population", Shape::List(&Shape::Table(GATE)), "who is scored: gates, asked in order"),
    may("constraint", Shape::List(&Shape::Table(CONSTRAINT)), "answers that cannot be together"),
    may("item", Shape::Map(&Shape::Table(ITEM)), "scored lines of the coding form"),
    may("scale", Shape::Map(&Shape::Table(SCALE)), "sums of items or of scales"),
    may("scheme", Shape::Map(&Shape::Table(SCHEME)), "levels"),
    may("rule", Shape::List(&Shape::Table(RULE)), "an instrument without a scale: the first rule that matches"),
    may("norm", Shape::Map(&Shape::Table(NORM)), "what the literature says at a score"),
    may("unreachable", Shape::List(&Shape::Table(UNREACHABLE)), "parts that are known to be unreachable"),
    may("judgement", Shape::Table(JUDGEMENT), "structured judgement: the final judgement of a person"),
    may("line", Shape::List(&Shape::Table(LINE)), "checklist: its lines"),
];

const ABOUT: &[Key] = &[
    must("measures", Shape::Text, "what the result speaks of"),
    must("for_whom", Shape::Text, "whom it may be used for"),
    must("not_for", Shape::Text, "whom and what it may not be used for"),
    must("training", Shape::Text, "who may use it"),
    must("validity", Shape::Text, "for whom validated, on which samples and countries"),
    must("netherlands", Shape::OneOf(&["yes", "no", "unknown"]), "validated in the Netherlands"),
    must("rights", Shape::Text, "rights and terms of use, as far as known"),
    may("missing", Shape::List(&Shape::Text), "what the file lacks because no source confirms it"),
    may("notes", Shape::List(&Shape::Text), "what else a user should know"),
];

const STUDY: &[Key] = &[
    must("sample", Shape::Text, "who was studied"),
    may("country", Shape::Words, "country code or codes of the sample"),
    may("n", Shape::Integer, "number of persons"),
    may("follow_up", Shape::Text, "how long they were followed"),
    may("outcome", Shape::Text, "what was predicted"),
    may("figure", Shape::List(&Shape::Table(FIGURE)), "what was found"),
    SOURCE,
    EVIDENCE,
];

const FIGURE: &[Key] = &[
    must("measure", Shape::OneOf(&["auc", "c_index", "eo_index", "hazard_ratio", "odds_ratio", "rate", "d", "r"]), "what the value is"),
    must("value", Shape::Number, "the value; a rate in percent, a ratio for one point"),
    may("low", Shape::Number, "lower end of the 95% interval"),
    may("high", Shape::Number, "upper end of the 95% interval"),
    may("of", Shape::Text, "of what, where the study has several"),
];

const SHELF_LIFE: &[Key] = &[
    may("months", Shape::Integer, "in months …"),
    may("days", Shape::Integer, "… or in days"),
    must("says", Shape::Text, "what is told with a result"),
    SOURCE,
    EVIDENCE,
];

const SOURCES: &[Key] = &[must("cite", Shape::Words, "authors, title, year, page"), may("url", Shape::Words, "where it can be read")];

const FIELD: &[Key] = &[
    must("type", Shape::OneOf(&["choice", "yes_no", "count", "decimal", "date"]), "what an answer is"),
    may("unit", Shape::OneOf(&["years", "occasions", "persons", "months", "points"]), "unit of a count or decimal"),
    may("min", Shape::Limit, "least value that can be read"),
    may("max", Shape::Limit, "greatest value that can be read"),
    must("label", Shape::Text, "short name"),
    must("ask", Shape::Text, "the question"),
    may("help", Shape::Text, "how to code it"),
    must("basis", Shape::OneOf(&["record", "credible", "judgement", "self_report"]), "evidence class of the answer"),
    may("options", Shape::Map(&Shape::Text), "choice: its options in order"),
    may("not_applicable", Shape::Boolean, "whether \"not applicable\" is an answer"),
    may("unknown", Shape::Words, "published rule: what unknown counts as"),
    may("derive", Shape::Table(DERIVE), "computed from other fields"),
    may("justification", Shape::Table(JUSTIFICATION), "why a field on origin, residence, means or belief is asked at all"),
    MAY_SOURCE,
    MAY_EVIDENCE,
];

const JUSTIFICATION: &[Key] = &[must("says", Shape::Text, "why it is asked"), SOURCE, EVIDENCE];

const DERIVE: &[Key] = &[
    may("completed_years", Shape::List(&Shape::Id), "years completed from the first date to the second"),
    may("sum", Shape::List(&Shape::Id), "sum of counts"),
    may("difference", Shape::List(&Shape::Id), "the first count less the second"),
    may("max", Shape::List(&Shape::Id), "the highest of counts"),
    may("any", Shape::List(&Shape::Id), "whether any is yes"),
];

const GATE: &[Key] = &[
    must("id", Shape::Id, "name of the gate"),
    must("require", WHEN, "what must hold"),
    must("else", Shape::Text, "the reason that is given where it does not"),
    may("instead", Shape::Text, "the tool to use instead"),
    SOURCE,
    EVIDENCE,
];

const CONSTRAINT: &[Key] = &[
    must("id", Shape::Id, "name of the constraint"),
    may("when", WHEN, "where this holds …"),
    may("require", WHEN, "… this must hold"),
    may("sum", Shape::List(&Shape::Id), "a comparison: the fields whose sum is compared"),
    may("at_most", Shape::NumberOrNames, "the sum is at most this number, or the sum of these fields"),
    may("at_least", Shape::NumberOrNames, "the sum is at least this number, or the sum of these fields"),
    must("says", Shape::Text, "what is told where it is broken"),
    SOURCE,
    EVIDENCE,
];

const ITEM: &[Key] = &[
    may("number", Shape::Words, "number as printed on the form"),
    must("title", Shape::Text, "the item in our own words"),
    may("section", Shape::Text, "the part of the form under which it stands"),
    may("combine", Shape::OneOf(&["max", "min", "sum", "any", "all"]), "how several tables combine"),
    may(
        "points",
        Shape::Map(&Shape::PatternMap(&Shape::NumberOr("withheld"))),
        "points by pattern, a table a field; \"withheld\" where no source confirms a number: then there is no total",
    ),
    may("row", Shape::List(&Shape::Table(ITEM_ROW)), "points by rows over several fields"),
    may("otherwise", Shape::Number, "points where no row holds"),
    may("weight", Shape::Number, "points for one unit"),
    may("of", Shape::Id, "the field that is weighted"),
    may("copas_rate", Shape::Table(COPAS), "the weighted quantity is the Copas rate of these fields"),
    may("applies", WHEN, "elsewhere the item adds nothing and its fields are not applicable"),
    SOURCE,
    EVIDENCE,
];

const ITEM_ROW: &[Key] = &[must("when", WHEN, "where the row holds"), must("points", Shape::Number, "its points")];

const COPAS: &[Key] = &[
    must("previous", Shape::Id, "number of previous sanctions"),
    must("conviction", Shape::Id, "age at the current conviction"),
    must("first", Shape::Id, "age at the first sanction"),
];

const SCALE: &[Key] = &[
    must("title", Shape::Text, "name for people"),
    must("sum", Shape::List(&Shape::Id), "items or scales"),
    must("range", Shape::List(&Shape::Number), "least and greatest reachable value, after its own conversion"),
    may("case", Shape::List(&Shape::Table(RANGE_CASE)), "the range where a condition holds"),
    may("withheld", Shape::Text, "what is told where an answer without a number leaves the scale without a total"),
    may("convert", Shape::Table(CONVERT), "conversion of the raw sum"),
    may("link", Shape::Map(&Shape::Table(LINK)), "probability at a horizon"),
    SOURCE,
    EVIDENCE,
];

const RANGE_CASE: &[Key] =
    &[must("when", WHEN, "where it holds"), must("range", Shape::List(&Shape::Number), "least and greatest value there")];

const CONVERT: &[Key] = &[
    must("range", Shape::List(&Shape::Number), "least and greatest reachable raw sum"),
    must("rows", Shape::PatternMap(&Shape::Number), "raw sum to value"),
    SOURCE,
    EVIDENCE,
];

const LINK: &[Key] = &[
    must("kind", Shape::OneOf(&["logistic", "cox"]), "form of the link"),
    may("intercept", Shape::Number, "of a logistic link: what is added to slope times score"),
    may("baseline_survival", Shape::Number, "of a Cox link: share without the outcome at the horizon, at the score that centre names"),
    may("centre", Shape::Number, "of a Cox link: the score that the baseline survival is of, 0 without it"),
    may("slope", Shape::Number, "what a point adds, 1 without it; of a Cox link the log hazard ratio of a point"),
    may("at", Shape::PatternMap(&Shape::Number), "probability at excepted scores"),
    must("outcome", Shape::Text, "what it is the probability of"),
    SOURCE,
    EVIDENCE,
];

const SCHEME: &[Key] = &[
    must("title", Shape::Text, "name for people"),
    must("of", Shape::Id, "a scale, a horizon, another scheme, or rules"),
    must("owner", Shape::Words, "who published it"),
    may("date", Shape::Words, "when it was published"),
    may("report", Shape::Boolean, "feeds the column level"),
    may("rising", Shape::Boolean, "levels rise with the score"),
    may("percent", Shape::Table(PERCENT), "published rounding of a horizon"),
    may("level", Shape::List(&Shape::Table(LEVEL)), "levels in order, lowest first"),
    may("rule", Shape::List(&Shape::Table(SHIFT)), "shifts of the levels of another scheme"),
    may("otherwise", Shape::Id, "the scheme whose level stays where no rule holds"),
    SOURCE,
    EVIDENCE,
];

const PERCENT: &[Key] = &[
    must("probability_decimals", Shape::Integer, "the probability is rounded half up to so many decimals"),
    must("percent_decimals", Shape::Integer, "then the percentage, to so many"),
    must("lowest", Shape::Integer, "then it is at least this"),
    must("highest", Shape::Integer, "and at most this"),
];

const LEVEL: &[Key] = &[
    must("id", Shape::Id, "name as published"),
    may("at", Shape::Pattern, "the values of this level"),
    must("name", Shape::Text, "the level in words"),
];

const SHIFT: &[Key] = &[must("when", WHEN, "where it holds: levels of schemes and fields"), must("level", Shape::Id, "the level then")];

const RULE: &[Key] = &[
    must("id", Shape::Id, "name of the rule"),
    must("when", WHEN, "where it holds"),
    may("level", Shape::Id, "the level it gives, where a scheme is of the rules"),
    may("probability", Shape::Map(&Shape::Number), "the probability it gives, by horizon"),
    SOURCE,
    EVIDENCE,
];

const NORM: &[Key] = &[
    must("kind", Shape::OneOf(&["percentile", "rate", "ratio"]), "what the values are"),
    must("of", Shape::Id, "the scale"),
    must("title", Shape::Text, "name for people"),
    must("outcome", Shape::Text, "of what"),
    must("horizon", Shape::Text, "within how long"),
    must("sample", Shape::Text, "in which sample"),
    must("country", Shape::Words, "country code of the sample"),
    may("rising", Shape::Boolean, "values rise with the score"),
    must("row", Shape::List(&Shape::Table(NORM_ROW)), "values by score"),
    SOURCE,
    EVIDENCE,
];

const NORM_ROW: &[Key] = &[
    must("at", Shape::Pattern, "the scores"),
    must("value", Shape::Number, "the value"),
    may("low", Shape::Number, "lower end of the 95% interval"),
    may("high", Shape::Number, "upper end of the 95% interval"),
    may("below", Shape::Number, "percent with a lower score"),
    may("same", Shape::Number, "percent with the same score"),
    may("higher", Shape::Number, "percent with a higher score"),
];

const UNREACHABLE: &[Key] =
    &[must("part", Shape::Words, "the part, as the checker names it"), must("reason", Shape::Text, "why it is unreachable")];

const JUDGEMENT: &[Key] =
    &[must("ask", Shape::Text, "the question to the assessor"), must("options", Shape::Map(&Shape::Text), "the answers in order")];

const LINE: &[Key] = &[
    must("id", Shape::Id, "name of the line"),
    must("ask", Shape::Text, "what is looked at"),
    may("help", Shape::Text, "how to fill it in"),
];

/// A norm pack: what an organisation adds to an instrument that it owns the manual of.
pub const NORM_PACK: &[Key] = &[
    must("schema", Shape::Integer, "version of the language: 1"),
    must("id", Shape::Id, "name in the catalogue"),
    must("edition", Shape::Id, "edition, year first"),
    must("extends", Shape::Words, "the instrument as outputs name it: ID@EDITION, or with its digest ID@EDITION+sha256:…"),
    must("title", Shape::Text, "name for people"),
    must("owner", Shape::Words, "the organisation whose file it is"),
    must("entry", Shape::List(&Shape::Table(ENTRY)), "who entered the numbers: two persons, each by a code"),
    must("source", Shape::Map(&Shape::Table(PACK_SOURCES)), "the sources, by name, with the page"),
    may("field", Shape::Map(&Shape::Table(FIELD)), "what a combination table asks beside the instrument's fields"),
    may("scheme", Shape::Map(&Shape::Table(SCHEME)), "levels"),
    may("norm", Shape::Map(&Shape::Table(NORM)), "what the manual says at a score or level"),
    may("unreachable", Shape::List(&Shape::Table(UNREACHABLE)), "parts that are known to be unreachable"),
];

const ENTRY: &[Key] =
    &[must("by", Shape::Id, "who: a staff code or a role, never a name"), must("on", Shape::Words, "on which day, yyyy-mm-dd")];

const PACK_SOURCES: &[Key] = &[
    must("cite", Shape::Words, "authors, title, year"),
    must("page", Shape::Words, "page or table"),
    may("url", Shape::Words, "where it can be read"),
];

/// A signature: an organisation answers for the numbers of one text.
pub const SIGNATURE: &[Key] = &[
    must("schema", Shape::Integer, "version of the language: 1"),
    must("signs", Shape::Words, "the exact text, as outputs name it: ID@EDITION+sha256:…"),
    must("organisation", Shape::Words, "the organisation that signs"),
    must("by", Shape::Id, "who: a staff code or a role, never a name"),
    must("on", Shape::Words, "on which day, yyyy-mm-dd"),
    must("compared_with", Shape::Words, "what the numbers were held against"),
];

/// A protocol.
pub const PROTOCOL: &[Key] = &[
    must("schema", Shape::Integer, "version of the language: 1"),
    must("id", Shape::Id, "name in the catalogue"),
    must("edition", Shape::Id, "edition, year first"),
    must("status", Shape::OneOf(&["example", "policy", "retired"]), "use status"),
    must("title", Shape::Text, "name for people"),
    must("note", Shape::Text, "what kind of document it is"),
    must("decides", Shape::Text, "who decides: a role, never a name"),
    must("instrument", Shape::Id, "the instrument whose levels it reads"),
    must("open", Shape::OneOf(&["set", "highest"]), "what `tier` is where several are left"),
    may("small_cell", Shape::Integer, "counts below this are hidden in what is shared"),
    must("tier", Shape::List(&Shape::Table(TIER)), "tiers in order, lowest first"),
    must("rule", Shape::List(&Shape::Table(TIER_RULE)), "from levels to tiers"),
];

const TIER: &[Key] = &[
    must("id", Shape::Id, "name"),
    must("name", Shape::Text, "the tier in words"),
    must("review_months", Shape::Integer, "review term in months"),
];

const TIER_RULE: &[Key] =
    &[must("when", WHEN, "levels, as INSTRUMENT.level or INSTRUMENT.SCALE.level"), must("tier", Shape::Id, "the tier then")];

/// A protocol that routes: who is scored with which instruments, and what their levels together come to.
pub const ROUTES: &[Key] = &[
    must("schema", Shape::Integer, "version of the language: 1"),
    must("id", Shape::Id, "name in the catalogue"),
    must("edition", Shape::Id, "edition, year first"),
    must("status", Shape::OneOf(&["example", "policy", "retired"]), "use status"),
    must("title", Shape::Text, "name for people"),
    must("note", Shape::Text, "what kind of document it is"),
    must("decides", Shape::Text, "who decides: a role, never a name"),
    must("open", Shape::OneOf(&["set", "highest"]), "what `tier` is where several are left"),
    may("small_cell", Shape::Integer, "counts below this are hidden in what is shared"),
    must("instrument", Shape::List(&Shape::Table(NAMED_INSTRUMENT)), "the instruments of which it reads fields or levels"),
    may("same_as", Shape::List(&Shape::Table(SAME_AS)), "fields of several instruments that are one fact, and so one column"),
    may("field", Shape::Map(&Shape::Table(FIELD)), "flags and other facts of the organisation's own"),
    must("route", Shape::List(&Shape::Table(ROUTE)), "who is scored with what"),
    may("no_route", Shape::Text, "what is told of a person whom no route fits"),
    must("tier", Shape::List(&Shape::Table(TIER)), "tiers in order, lowest first"),
    must("rule", Shape::List(&Shape::Table(TIER_RULE)), "from levels, flags and facts to tiers"),
    may("open_set", Shape::List(&Shape::Table(OPEN_SET)), "the tier of open cases of which everything that is left lies within these"),
    may("override", Shape::List(&Shape::Table(OVERRIDE)), "reasons for which a person may depart from the tier"),
    may("forced", Shape::List(&Shape::Table(FORCED)), "tiers that a named person may set beside the computed one"),
];

const NAMED_INSTRUMENT: &[Key] = &[
    must("id", Shape::Id, "name in the catalogue"),
    may("edition", Shape::Id, "the edition [default: the one in use]"),
    may("norms", Shape::OneOrMore(&Shape::Id), "norm packs that it is read with"),
    may("given", Shape::Boolean, "its level is not scored but stands in the input, as ID.level"),
    may("dated", Shape::Boolean, "the input says when it was scored (ID.date), and the protocol reads its age (ID.age)"),
    may("months", Shape::Integer, "shelf life in months, where the protocol states one …"),
    may("days", Shape::Integer, "… or in days [default: what the instrument states]"),
];

const SAME_AS: &[Key] =
    &[must("name", Shape::Id, "the name of the column"), must("fields", Shape::List(&Shape::Id), "the fields, as INSTRUMENT.field")];

const ROUTE: &[Key] = &[
    must("id", Shape::Id, "name of the route"),
    must("when", WHEN, "for whom: fields, flags and derived facts"),
    may("use", Shape::OneOrMore(&Shape::Id), "the instrument or instruments; the first fills the result columns"),
    may("beside", Shape::OneOrMore(&Shape::Id), "instruments that stand beside the result and never give a tier"),
    may("none", Shape::Text, "instead of use: that no instrument fits, in words"),
];

const OPEN_SET: &[Key] =
    &[must("when", WHEN, "what every result that is left obeys"), must("tier", Shape::Id, "the tier then, where it is one of those left")];

const OVERRIDE: &[Key] = &[must("id", Shape::Id, "name of the reason"), must("says", Shape::Text, "the reason in words")];

const FORCED: &[Key] = &[
    must("tier", Shape::Id, "the tier"),
    must("by", Shape::OneOrMore(&Shape::Id), "the roles that may set it, as the column forced.role has them"),
    must("grounds", Shape::OneOrMore(&Shape::Id), "the reasons for which, of [[override]]"),
];

/// A mapping of an input to the fields of instruments.
pub const MAPPING: &[Key] = &[
    must("schema", Shape::Integer, "version of the language: 1"),
    must("id", Shape::Id, "name, as outputs say it"),
    must("instrument", Shape::OneOrMore(&Shape::Id), "the instrument or instruments whose fields it gives"),
    may("case_id", Shape::Words, "the column that names the case"),
    may("words", Shape::Table(MAPPING_WORDS), "more ways to write an answer, in this file only"),
    may("field", Shape::Map(&Shape::Table(MAPPING_FIELD)), "where the answer to a field comes from"),
];

const MAPPING_WORDS: &[Key] = &[
    may("yes", Shape::OneOrMore(&Shape::Words), "yes"),
    may("no", Shape::OneOrMore(&Shape::Words), "no"),
    may("unknown", Shape::OneOrMore(&Shape::Words), "unknown"),
    may("not_applicable", Shape::OneOrMore(&Shape::Words), "not applicable"),
];

const MAPPING_FIELD: &[Key] = &[
    may("column", Shape::Words, "the column, by its name in the header"),
    may("codes", Shape::PatternMap(&Shape::Words), "with column: codes and the answers that they stand for"),
    may("completed_years", Shape::List(&Shape::Words), "two columns with dates: the years completed from the first to the second"),
    may("sum", Shape::List(&Shape::Words), "columns with counts: their sum"),
    may("count_yes", Shape::List(&Shape::Words), "columns with yes or no: how many say yes"),
    may("constant", Shape::Words, "the answer for every case"),
    may("confirm", Shape::Boolean, "a guess of `taxeer map`: remove this key once a person has looked"),
];
