// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! What is said, in order, before it gets a look: the view model that text, Markdown and HTML share.

/// A box to tick on paper. It stands as a word of its own.
pub const BOX: &str = "☐";
/// A line to write on. It stands as a word of its own.
pub const BLANK: &str = "________";

/// A word that is a web address, and the marks after it that belong to the sentence.
#[must_use]
pub fn address(word: &str) -> Option<(&str, &str)> {
    let is_address = word.starts_with("https://") || word.starts_with("http://");
    let address = word.trim_end_matches(['.', ',', ';', ':', ')']);
    is_address.then(|| word.split_at(address.len()))
}

/// A page in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The page's name.
    Title(String),
    /// The name of a section.
    Heading(String),
    /// The name of a part of a section.
    Subheading(String),
    /// Sentences.
    Paragraph(String),
    /// Names and what they are.
    Facts(Vec<(String, String)>),
    /// Separate points.
    List(Vec<String>),
    /// A picture, as HTML shows it. What it shows stands in a table too, so other forms leave it out.
    Picture(String),
    /// Rows and columns.
    Table(Table),
}

/// Rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows; a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it holds numbers.
    pub number: bool,
    /// Whether it gives way to the others.
    pub narrow: bool,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Takes a column out.
    pub fn drop_column(&mut self, at: usize) {
        self.columns.remove(at);
        for row in &mut self.rows {
            row.remove(at);
        }
    }
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(name: &str) -> Self {
        Self { name: name.to_owned(), number: false, narrow: false }
    }

    /// A column of words that gives way to the others.
    #[must_use]
    pub fn narrow(name: &str) -> Self {
        Self { narrow: true, ..Self::words(name) }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(name: &str) -> Self {
        Self { name: name.to_owned(), number: true, narrow: false }
    }
}

impl Document {
    /// Adds a part; parts without content are left out.
    pub fn push(&mut self, block: Block) {
        let empty = match &block {
            Block::Title(text) | Block::Heading(text) | Block::Subheading(text) | Block::Paragraph(text) => text.is_empty(),
            Block::Picture(drawn) => drawn.is_empty(),
            Block::Facts(facts) => facts.is_empty(),
            Block::List(points) => points.is_empty(),
            Block::Table(table) => table.rows.is_empty(),
        };
        if !empty {
            self.blocks.push(block);
        }
    }

    /// Adds the name of the page.
    pub fn title(&mut self, text: impl Into<String>) {
        self.push(Block::Title(text.into()));
    }

    /// Adds the name of a section.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.push(Block::Heading(text.into()));
    }

    /// Adds the name of a part of a section.
    pub fn subheading(&mut self, text: impl Into<String>) {
        self.push(Block::Subheading(text.into()));
    }

    /// Adds sentences.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.push(Block::Paragraph(text.into()));
    }

    /// Adds names and what they are; those that are nothing are left out.
    pub fn facts(&mut self, facts: impl IntoIterator<Item = (String, String)>) {
        self.push(Block::Facts(facts.into_iter().filter(|(_, what)| !what.is_empty()).collect()));
    }

    /// Adds separate points.
    pub fn list(&mut self, points: impl IntoIterator<Item = String>) {
        self.push(Block::List(points.into_iter().collect()));
    }

    /// Adds a picture of what stands in a table too.
    pub fn picture(&mut self, drawn: String) {
        self.push(Block::Picture(drawn));
    }

    /// Adds rows and columns.
    pub fn table(&mut self, table: Table) {
        self.push(Block::Table(table));
    }
}

impl Document {
    /// The page for another program: its blocks in order.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        use serde_json::json;
        let block = |block: &Block| match block {
            Block::Title(text) => json!({ "title": text }),
            Block::Heading(text) => json!({ "heading": text }),
            Block::Subheading(text) => json!({ "subheading": text }),
            Block::Paragraph(text) => json!({ "paragraph": text }),
            Block::Facts(facts) => json!({ "facts": facts }),
            Block::Picture(drawn) => json!({ "picture": drawn }),
            Block::List(points) => json!({ "list": points }),
            Block::Table(table) => {
                let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
                json!({ "table": { "columns": columns, "rows": table.rows } })
            }
        };
        json!({ "format_version": 1, "blocks": self.blocks.iter().filter(|block| !matches!(block, Block::Picture(_))).map(block).collect::<Vec<_>>() })
    }
}
