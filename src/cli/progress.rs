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
        let full = done.saturating_mul(WIDTH) / of.max(1);
        let bar: String = (0..WIDTH).map(|at| if at < full { '#' } else { '.' }).collect();
        let (done, of) = (self.lang.number(done), self.lang.number(of));
        let (word, stop) = (self.lang.pick("van", "of"), self.lang.pick("Ctrl-C stopt", "Ctrl-C stops"));
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "\r[{bar}] {done} {word} {of} ({stop})");
        let _ = stderr.flush();
    }

    fn stopped(&self) -> bool {
        STOPPED.load(Ordering::Relaxed)
    }
}
