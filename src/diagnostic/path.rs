// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! File names as other programs want them: from the folder where the run is, with forward slashes on every system.

use std::path::{MAIN_SEPARATOR, Path};

/// The path from `root`, which is absolute. A name that is relative already is taken to start there; a file outside stays absolute.
#[must_use]
pub fn from_root(name: &str, root: &Path) -> String {
    let path = Path::new(name);
    let inside = path.strip_prefix(root).unwrap_or(path);
    forward(&inside.to_string_lossy(), MAIN_SEPARATOR)
}

fn forward(path: &str, separator: char) -> String {
    let path = path.replace(separator, "/");
    path.trim_start_matches("./").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_starts_at_the_root_and_has_forward_slashes() {
        assert_eq!(forward(r".\rules\a.toml", '\\'), "rules/a.toml");
        assert_eq!(forward(r"..\a.toml", '\\'), "../a.toml");
        // Where it is no separator, it belongs to the name.
        assert_eq!(forward(r"./a\b.toml", '/'), r"a\b.toml");
        let root = std::env::current_dir().unwrap();
        assert_eq!(from_root(&root.join("rules").join("a.toml").to_string_lossy(), &root), "rules/a.toml");
        assert_eq!(from_root("rules/a.toml", &root), "rules/a.toml");
        let outside = root.parent().unwrap().join("a.toml");
        assert!(from_root(&outside.to_string_lossy(), &root).ends_with("/a.toml"));
    }
}
