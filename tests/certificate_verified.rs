// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Another program, which shares no code with this one, verifies the certificates of the shipped instruments and refuses changed ones.

mod certified;

use std::path::{Path, PathBuf};
use std::process::Command;

use certified::{instrument, text_of};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use taxeer::catalogue::Catalogue;

const VERIFIED: Option<i32> = Some(0);
const REFUSED: Option<i32> = Some(6);
const NOT_KNOWN: Option<i32> = Some(3);

/// `examples/verify_certificate`, which cargo builds with the tests.
fn verifier() -> PathBuf {
    let test = std::env::current_exe().expect("this test");
    let built = test.parent().and_then(Path::parent).expect("the folder of the build");
    let name = format!("verify_certificate{}", std::env::consts::EXE_SUFFIX);
    let path = built.join("examples").join(name);
    assert!(path.exists(), "{} is not there: cargo build --example verify_certificate", path.display());
    path
}

/// A rule set and its certificate, in a folder of their own.
struct Case {
    folder: tempfile::TempDir,
    id: String,
    certificate: String,
}

impl Case {
    fn shipped() -> Vec<Self> {
        let texts = Catalogue::builtin().instruments.into_iter().map(|entry| (entry.id.clone(), entry.source().text.clone()));
        texts.map(|(id, text)| Self::of(id, &text)).collect()
    }

    /// The shipped ones, and one whose levels stand on the chance of a Cox link.
    fn with_cox() -> Vec<Self> {
        let cox = Self::of("cox".to_owned(), include_str!("faulty/cox.toml"));
        Self::shipped().into_iter().chain([cox]).collect()
    }

    fn of(id: String, rules: &str) -> Self {
        let case = Self { folder: tempfile::tempdir().expect("a folder"), id, certificate: text_of(&instrument(rules)) };
        std::fs::write(case.rules(), rules).expect("a rule set");
        case
    }

    fn rules(&self) -> PathBuf {
        self.folder.path().join("rules.toml")
    }

    /// How the verifier ends on a certificate for this rule set, and what it says.
    fn verify(&self, certificate: &str) -> (Option<i32>, String) {
        let path = self.folder.path().join("certificate.json");
        std::fs::write(&path, certificate).expect("a certificate");
        let run = Command::new(verifier()).arg(self.rules()).arg(&path).output().expect("the verifier starts");
        let said = [run.stdout, run.stderr].map(|stream| String::from_utf8(stream).expect("UTF-8"));
        (run.status.code(), said.concat())
    }
}

/// A certificate with a seal that fits, as one would have that was changed by somebody who knows the format.
fn sealed_anew(certificate: &str) -> String {
    let (above, _) = certificate.split_once("  \"seal\"").expect("a seal");
    let seal: String = Sha256::digest(above.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{above}  \"seal\": \"{seal}\"\n}}\n")
}

/// Every number of a certificate that is a claim, by its JSON pointer: not those of a witness, which may be another record that does as
/// well, and not what is stated without being verified.
fn claims(value: &Value, path: &str, found: &mut Vec<String>) {
    let stated = ["format_version", "witness", "mutations", "instrument", "seal"];
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries.iter().filter(|(key, _)| !stated.contains(&key.as_str())) {
                claims(inner, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(elements) => {
            elements.iter().enumerate().for_each(|(place, inner)| claims(inner, &format!("{path}/{place}"), found));
        }
        Value::Number(_) => found.push(path.to_owned()),
        Value::String(text) if text.parse::<f64>().is_ok() => found.push(path.to_owned()),
        _ => {}
    }
}

/// One more in the last digit, or one less where that is a nine.
fn changed(value: &Value) -> Value {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let (rest, last) = text.split_at(text.len() - 1);
    let last = if last == "9" { "8".to_owned() } else { (last.parse::<u8>().expect("a digit") + 1).to_string() };
    let other = format!("{rest}{last}");
    if value.is_string() { other.into() } else { serde_json::from_str(&other).expect("a number") }
}

#[test]
fn the_certificates_of_all_shipped_instruments_verify() {
    for case in Case::shipped() {
        let (exit, said) = case.verify(&case.certificate);
        assert_eq!(exit, VERIFIED, "{}:\n{said}", case.id);
    }
}

#[test]
fn a_made_up_instrument_with_all_of_the_language_verifies() {
    let case = Case::of("made-up".to_owned(), include_str!("certified/made_up.toml"));
    let (exit, said) = case.verify(&case.certificate);
    assert_eq!(exit, VERIFIED, "{said}");
}

/// Each number of a Cox link counts: the certificate of the levels on its chance does not hold for a rule set with another.
#[test]
fn a_certificate_holds_for_the_numbers_of_its_cox_link_alone() {
    let rules = include_str!("faulty/cox.toml");
    let case = Case::of("cox".to_owned(), rules);
    let (exit, said) = case.verify(&case.certificate);
    assert_eq!(exit, VERIFIED, "{said}");
    for (from, to) in [
        ("baseline_survival = 0.9317", "baseline_survival = 0.9217"),
        ("centre = 2.25", "centre = 1.75"),
        ("slope = 0.3519", "slope = 0.5519"),
    ] {
        assert_eq!(rules.matches(from).count(), 1, "{from}");
        let other = rules.replace(from, to);
        std::fs::write(case.rules(), &other).expect("a rule set");
        let digest = |text: &str| Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        // As one would have it that forges the digest too.
        let forged = sealed_anew(&case.certificate.replace(&digest(rules), &digest(&other)));
        let (exit, said) = case.verify(&forged);
        assert_eq!(exit, REFUSED, "{to}:\n{said}");
        assert!(said.contains("risk"), "{to}:\n{said}");
    }
}

#[test]
fn a_certificate_with_a_number_changed_is_refused() {
    for case in Case::with_cox() {
        let original: Value = serde_json::from_str(&case.certificate).expect("JSON");
        let mut all = Vec::new();
        claims(&original, "", &mut all);
        assert!(all.len() > 20, "{}: {} claims", case.id, all.len());
        // Where there are many, some of every kind; fewer where the totals are too many to list, for those take a second each.
        let most = if case.certificate.contains("\"totals\": null") { 15 } else { 60 };
        let step = all.len().div_ceil(most);
        for path in all.iter().step_by(step) {
            let mut certificate = original.clone();
            let claim = certificate.pointer_mut(path).expect("a claim");
            *claim = changed(claim);
            let text = serde_json::to_string_pretty(&certificate).expect("JSON") + "\n";
            let (exit, said) = case.verify(&sealed_anew(&text));
            assert_eq!(exit, REFUSED, "{} {path} sealed anew:\n{said}", case.id);
        }
    }
}

#[test]
fn any_other_byte_breaks_the_seal() {
    for case in Case::shipped() {
        let head = case.certificate.find("\"instrument\"").expect("the instrument");
        let digits = case.certificate.bytes().enumerate().skip(head).filter(|(_, byte)| byte.is_ascii_digit());
        let digits: Vec<usize> = digits.map(|(at, _)| at).collect();
        for &at in digits.iter().step_by(digits.len().div_ceil(12)) {
            let mut bytes = case.certificate.clone().into_bytes();
            bytes[at] = if bytes[at] == b'9' { b'8' } else { bytes[at] + 1 };
            let (exit, said) = case.verify(&String::from_utf8(bytes).expect("UTF-8"));
            assert_eq!(exit, REFUSED, "{} byte {at}:\n{said}", case.id);
        }
    }
}

#[test]
fn another_version_of_the_format_is_not_verified() {
    for case in Case::shipped() {
        let other = case.certificate.replacen("\"format_version\": 1", "\"format_version\": 2", 1);
        let (exit, said) = case.verify(&sealed_anew(&other));
        assert_eq!(exit, NOT_KNOWN, "{}:\n{said}", case.id);
    }
}

#[test]
fn a_claim_that_is_left_out_is_refused() {
    for case in Case::shipped() {
        let original: Value = serde_json::from_str(&case.certificate).expect("JSON");
        let lists = ["/fields", "/components", "/scales/0/totals", "/scales/0/parts", "/scales", "/schemes/0/levels", "/schemes", "/rules"];
        for path in lists {
            let mut certificate = original.clone();
            let Some(list) = certificate.pointer_mut(path).and_then(Value::as_array_mut).filter(|list| !list.is_empty()) else { continue };
            list.pop();
            let text = serde_json::to_string_pretty(&certificate).expect("JSON") + "\n";
            let (exit, said) = case.verify(&sealed_anew(&text));
            assert_eq!(exit, REFUSED, "{} {path} without its last:\n{said}", case.id);
        }
    }
}

#[test]
fn a_witness_of_another_claim_is_refused() {
    for case in Case::shipped() {
        let original: Value = serde_json::from_str(&case.certificate).expect("JSON");
        for pair in [["/scales/0/least/witness", "/scales/0/greatest/witness"], ["/rules/0/witness", "/rules/1/witness"]] {
            let [Some(a), Some(b)] = pair.map(|path| original.pointer(path).cloned()) else { continue };
            let mut certificate = original.clone();
            *certificate.pointer_mut(pair[0]).expect("a witness") = b;
            *certificate.pointer_mut(pair[1]).expect("a witness") = a;
            let text = serde_json::to_string_pretty(&certificate).expect("JSON") + "\n";
            assert_eq!(case.verify(&sealed_anew(&text)).0, REFUSED, "{} {}", case.id, pair[0]);
        }
    }
}

#[test]
fn the_certificate_of_an_old_text_does_not_verify_for_the_new_one() {
    for case in Case::shipped() {
        let old = std::fs::read_to_string(case.rules()).expect("the rule set");
        std::fs::write(case.rules(), old.clone() + "# one line more\n").expect("the rule set");
        let (exit, said) = case.verify(&case.certificate);
        assert_eq!(exit, REFUSED, "{}:\n{said}", case.id);
        std::fs::write(case.rules(), old).expect("the rule set");
        assert_eq!(case.verify(&case.certificate).0, VERIFIED, "{}", case.id);
    }
}
