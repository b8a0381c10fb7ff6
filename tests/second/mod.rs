//! What the tests of the second entry share.

pub mod changes;
