// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! How far long work is, on a terminal; and Ctrl-C, which ends it before anything is written.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use taxeer::lang::Lang;
use taxeer::progress::Watch;

/// Nothing is shown of work that takes no longer.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN: Duration = Duration::from_millis(200);
const WIDTH: u64 = 30;

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Watches work on behalf of the user.
pub struct Progress {
    lang: Lang,
    shows: bool,
    began: Instant,
    shown: Mutex<Option<Instant>>,
}

impl Progress {
    /// Begins to watch; Ctrl-C is noted from now on instead of ending the program at once.
    pub fn begin(lang: Lang, quiet: bool) -> Self {
        // Where there is no such signal, or another handler, Ctrl-C ends the program as it always does.
        let _ = ctrlc::try_set_handler(|| STOPPED.store(true, Ordering::Relaxed));
        Self { lang, shows: !quiet && std::io::stderr().is_terminal(), began: Instant::now(), shown: Mutex::default() }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if self.shown.lock().is_ok_and(|shown| shown.is_some()) {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

impl Watch for Progress {
    fn step(&self, done: u64, of: u64) {
        if !self.shows || self.began.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut shown) = self.shown.lock() else { return };
        if shown.is_some_and(|at| at.elapsed() < BETWEEN) {
            return;
        }
        *shown = Some(Instant::now());
        let line = bar(self.lang, done, of);
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "\r{line}\x1b[K");
        let _ = stderr.flush();
    }

    fn stopped(&self) -> bool {
        STOPPED.load(Ordering::Relaxed)
    }
}

/// How far the work is: the share where it is known how much there is, else the number of rows.
fn bar(lang: Lang, done: u64, of: u64) -> String {
    let stop = lang.pick("Ctrl-C stopt", "Ctrl-C stops");
    if of == 0 {
        let (done, rows) = (lang.number(done), lang.pick("rijen", "rows"));
        return format!("{done} {rows} ({stop})");
    }
    let part = |whole: u64| u128::from(done.min(of)) * u128::from(whole) / u128::from(of);
    let bar: String = (0..u128::from(WIDTH)).map(|at| if at < part(WIDTH) { '#' } else { '.' }).collect();
    format!("[{bar}] {}% ({stop})", part(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_and_never_overflows() {
        let empty = ".".repeat(30);
        assert_eq!(bar(Lang::En, 0, 4), format!("[{empty}] 0% (Ctrl-C stops)"));
        assert_eq!(bar(Lang::Nl, 2, 4), format!("[{}{}] 50% (Ctrl-C stopt)", "#".repeat(15), ".".repeat(15)));
        let full = format!("[{}] 100% (Ctrl-C stops)", "#".repeat(30));
        assert_eq!(bar(Lang::En, u64::MAX, u64::MAX), full);
        // What is an estimate may be too low.
        assert_eq!(bar(Lang::En, 9, 8), full);
        assert_eq!(bar(Lang::Nl, 12_345, 0), "12.345 rijen (Ctrl-C stopt)");
    }
}
