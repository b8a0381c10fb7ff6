//! Links: the probability rises with the score, and exceptions do not clash.

use super::Prover;
use crate::diagnostic::Code;
use crate::text;

pub fn check(prover: &mut Prover<'_>) {
    for scale in &prover.form.scales {
        for link in &scale.links {
            let horizon = &link.horizon;
            if link.slope.0 <= 0 {
                let slope = link.slope;
                let found = text!("de helling van `{horizon}` is {slope}", "the slope of `{horizon}` is {slope}");
                prover.tell(Code::NotRising, &link.span, found, |f| f.allowed(text!("een helling boven nul", "a slope above zero")));
            }
            for (index, (set, _)) in link.at.iter().enumerate() {
                if link.at[..index].iter().any(|(other, _)| !other.intersection(set).is_empty()) {
                    let found = text!("twee uitzonderingen van `{horizon}` overlappen", "two exceptions of `{horizon}` overlap");
                    prover.tell(Code::Overlap, &link.span, found, |f| f);
                }
            }
        }
    }
}
