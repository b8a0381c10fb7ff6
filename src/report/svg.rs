// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Pictures for a page: drawn as SVG in the page itself, without colour as the only sign. What a picture shows stands in a table beside it.

use super::html::escaped;
use super::text::wrap;

/// Width of a picture; it shrinks with the page.
const WIDTH: usize = 720;
/// Where bars begin, and how long the longest is.
const BAR_LEFT: usize = 236;
const BAR_LENGTH: usize = 356;
/// Letters on a line of a label.
const LETTERS: usize = 32;
const LINE: usize = 17;
const BAR_HEIGHT: usize = 18;
/// Space for a title above a picture.
const HEAD: usize = 30;
/// Height of all rows in a flow.
const FLOW: f64 = 260.0;
/// A label in a flow takes so much.
const FLOW_STEP: f64 = 22.0;
const FLOW_LEFT: f64 = 118.0;
const FLOW_RIGHT: f64 = 400.0;
const FLOW_NODE: f64 = 16.0;

/// How dark a part is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// What is settled.
    Dark,
    /// What is settled though answers are missing.
    Middle,
    /// What is open.
    Light,
    /// What has no result.
    Grey,
}

impl Shade {
    fn class(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Middle => "middle",
            Self::Light => "light",
            Self::Grey => "grey",
        }
    }
}

/// A part of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// How many.
    pub count: u64,
    /// What is written beside it: the count as people read it.
    pub said: String,
    /// How dark.
    pub shade: Shade,
}

/// What a picture is called: what it shows with its unit, and in words for who cannot see it.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// Title with unit.
    pub title: &'a str,
    /// In words.
    pub words: &'a str,
    /// A name that no other picture of the page has.
    pub id: &'a str,
}

/// Bars, one below the other; the longest stands for `most`.
#[must_use]
pub fn bars(caption: Caption<'_>, parts: &[Part], most: u64) -> String {
    let (mut y, mut body) = (HEAD, String::new());
    for part in parts {
        let lines = wrap(&part.name, LETTERS);
        let height = (lines.len() * LINE).max(BAR_HEIGHT);
        for (at, line) in lines.iter().enumerate() {
            let below = y + (height - lines.len() * LINE) / 2 + at * LINE + 13;
            body.push_str(&format!("<text x=\"{}\" y=\"{below}\" text-anchor=\"end\">{}</text>\n", BAR_LEFT - 10, escaped(line)));
        }
        let (top, length) = (y + (height - BAR_HEIGHT) / 2, share(part.count, most) * as_float(BAR_LENGTH));
        // What is there is seen, however little it is.
        let length = if part.count == 0 { 0.0 } else { length.max(1.5) };
        let class = part.shade.class();
        body.push_str(&format!("<rect class=\"{class}\" x=\"{BAR_LEFT}\" y=\"{top}\" width=\"{length:.1}\" height=\"{BAR_HEIGHT}\"/>\n"));
        let (x, below) = (as_float(BAR_LEFT) + length + 7.0, top + 13);
        body.push_str(&format!("<text class=\"count\" x=\"{x:.1}\" y=\"{below}\">{}</text>\n", escaped(&part.said)));
        y += height + 7;
    }
    body.push_str(&format!("<path class=\"axis\" d=\"M{BAR_LEFT} {}V{}\"/>\n", HEAD - 4, y - 3));
    framed(caption, y + 2, &body)
}

/// A whole on the left that goes over into its parts on the right, each as wide as it is large.
#[must_use]
pub fn flow(caption: Caption<'_>, whole: (&str, &str), parts: &[Part]) -> String {
    let total = parts.iter().map(|part| part.count).sum::<u64>();
    let shown: Vec<&Part> = parts.iter().filter(|part| part.count > 0).collect();
    let top = as_float(HEAD) + 4.0;
    let steps: Vec<f64> = shown.iter().map(|part| (share(part.count, total) * FLOW).max(FLOW_STEP)).collect();
    let room = steps.iter().sum::<f64>() + 6.0 * as_float(shown.len().saturating_sub(1));
    let start = top + (room - FLOW).max(0.0) / 2.0;
    let (mut left, mut right, mut body) = (start, top, String::new());
    for (part, step) in shown.iter().zip(&steps) {
        let (height, class) = (share(part.count, total) * FLOW, part.shade.class());
        let drawn = height.max(1.5);
        let at = right + (step - drawn) / 2.0;
        let (from, to, half) = (FLOW_LEFT + FLOW_NODE, FLOW_RIGHT, f64::midpoint(FLOW_LEFT + FLOW_NODE, FLOW_RIGHT));
        body.push_str(&format!(
            "<path class=\"band {class}\" d=\"M{from} {left:.1}C{half} {left:.1} {half} {at:.1} {to} {at:.1}V{:.1}C{half} {:.1} {half} {:.1} {from} {:.1}Z\"/>\n",
            at + drawn,
            at + drawn,
            left + height,
            left + height
        ));
        body.push_str(&format!("<rect class=\"{class}\" x=\"{to}\" y=\"{at:.1}\" width=\"{FLOW_NODE}\" height=\"{drawn:.1}\"/>\n"));
        let (x, below) = (to + FLOW_NODE + 8.0, right + step / 2.0 + 4.5);
        let (name, said) = (escaped(&part.name), escaped(&part.said));
        body.push_str(&format!("<text x=\"{x}\" y=\"{below:.1}\">{name} <tspan class=\"count\">{said}</tspan></text>\n"));
        left += height;
        right += step + 6.0;
    }
    let middle = start + FLOW / 2.0;
    body.push_str(&format!("<rect class=\"axis-node\" x=\"{FLOW_LEFT}\" y=\"{start:.1}\" width=\"{FLOW_NODE}\" height=\"{FLOW}\"/>\n"));
    let (name, said) = (escaped(whole.0), escaped(whole.1));
    let x = FLOW_LEFT - 9.0;
    body.push_str(&format!("<text x=\"{x}\" y=\"{:.1}\" text-anchor=\"end\">{name}</text>\n", middle - 3.0));
    body.push_str(&format!("<text class=\"count\" x=\"{x}\" y=\"{:.1}\" text-anchor=\"end\">{said}</text>\n", middle + 14.0));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred")]
    let height = (top + room.max(FLOW)).ceil() as usize + 4;
    framed(caption, height, &body)
}

/// A picture with its names: what is drawn stands between them.
pub(crate) fn framed(caption: Caption<'_>, height: usize, body: &str) -> String {
    let (id, title, words) = (escaped(caption.id), escaped(caption.title), escaped(caption.words));
    format!(
        "<figure>\n<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\n\
         <title id=\"{id}-t\">{title}</title>\n<desc id=\"{id}-d\">{words}</desc>\n\
         <text class=\"title\" x=\"0\" y=\"14\">{title}</text>\n{body}</svg>\n</figure>"
    )
}

#[allow(clippy::cast_precision_loss, reason = "a length on a screen")]
fn share(count: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { count as f64 / of as f64 }
}

#[allow(clippy::cast_precision_loss, reason = "a length on a screen")]
fn as_float(length: usize) -> f64 {
    length as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPTION: Caption<'_> = Caption { title: "<T> & \"u\"", words: "w", id: "one" };

    fn part(name: &str, count: u64) -> Part {
        Part { name: name.to_owned(), count, said: count.to_string(), shade: Shade::Dark }
    }

    #[test]
    fn names_are_never_markup_and_every_part_is_named() {
        let parts = [part("<b>a</b>", 3), part("b", 0)];
        for picture in [bars(CAPTION, &parts, 3), flow(CAPTION, ("<in>", "3"), &parts)] {
            assert!(!picture.contains("<b>") && !picture.contains("<in>") && picture.contains("&lt;T&gt; &amp; &quot;u&quot;"));
        }
        assert!(bars(CAPTION, &parts, 3).contains(">b</text>"));
    }

    #[test]
    fn bars_are_as_long_as_their_count_says() {
        let picture = bars(CAPTION, &[part("a", 200), part("b", 50), part("c", 0)], 200);
        let lengths: Vec<&str> = picture.split("width=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(lengths, ["356.0", "89.0", "0.0"]);
        assert!(!bars(CAPTION, &[part("a", 0)], 0).contains("NaN"));
        assert!(!flow(CAPTION, ("in", "0"), &[part("a", 0)]).contains("NaN"));
    }

    #[test]
    fn a_flow_loses_nothing_on_its_way() {
        let picture = flow(CAPTION, ("in", "4"), &[part("a", 3), part("b", 1)]);
        let heights: f64 = picture
            .split("<rect class=\"dark\"")
            .skip(1)
            .filter_map(|rest| rest.split("height=\"").nth(1)?.split('"').next()?.parse::<f64>().ok())
            .sum();
        assert!((heights - FLOW).abs() < 0.2, "{heights}");
    }
}
