// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The Dutch manual: the same commands and flags, in Dutch words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};
use taxeer::lang::Lang;

use super::args::Args;

/// The command line in a language.
pub fn command(lang: Lang) -> Command {
    match lang {
        Lang::En => Args::command(),
        Lang::Nl => in_dutch(Args::command()),
    }
}

const USAGE_NL: &str = "\
{about-with-newline}
Gebruik: {usage}

{all-args}{after-help}";

fn in_dutch(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let command = match about(&name) {
        Some(about) => command.about(about).long_about(None),
        None => command,
    };
    let help = clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help("Toon deze hulp");
    let mut command = command.help_template(USAGE_NL).disable_help_flag(true).arg(help).subcommand_help_heading("Opdrachten");
    if name == "taxeer" {
        let version = clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version).help("Toon de versie");
        command = command.disable_version_flag(true).arg(version);
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", "[OPTIES]").replace("<COMMAND>", "<OPDRACHT>");
    let usage = if name == "taxeer" { usage } else { format!("taxeer {usage}") };
    // A heading of our own would sort the arguments anew.
    let mut place = 0;
    let command = command.override_usage(usage).mut_args(|arg| {
        place += 1;
        let heading = if arg.is_positional() { "Argumenten" } else { "Opties" };
        let words = argument(arg.get_id().as_str());
        let global = if arg.is_global_set() { 100 } else { 0 };
        let arg = arg.help_heading(heading).display_order(place + global).hide_possible_values(true).hide_default_value(true);
        match words {
            Some(words) => arg.help(words),
            None => arg,
        }
    });
    let names: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, in_dutch))
}

/// What is wrong with a command line, in Dutch; nothing where clap has no Dutch words of ours.
pub fn error(error: &clap::Error) -> Option<String> {
    let part = |kind: ContextKind| {
        error.get(kind).map(|value| match value {
            ContextValue::Strings(all) => all.join(", "),
            other => other.to_string(),
        })
    };
    let arg = || part(ContextKind::InvalidArg).unwrap_or_default();
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].into_iter().find_map(part);
    let words = match error.kind() {
        ErrorKind::UnknownArgument => format!("onbekend argument `{}`", arg()),
        ErrorKind::InvalidSubcommand => format!("onbekende opdracht `{}`", part(ContextKind::InvalidSubcommand)?),
        ErrorKind::MissingSubcommand => "noem een opdracht".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt: {}", arg()),
        ErrorKind::InvalidValue => format!("`{}` kan niet bij {}", part(ContextKind::InvalidValue)?, arg()),
        ErrorKind::ArgumentConflict => format!("{} staat er twee keer of past niet bij de rest", arg()),
        _ => return None,
    };
    let mut text = format!("taxeer: {words}");
    if let Some(near) = near {
        text.push_str(&format!("; bedoelde u `{near}`?"));
    } else if let Some(values) = part(ContextKind::ValidValue) {
        text.push_str(&format!("; kies uit: {values}"));
    }
    text.push_str("\n\nHulp: taxeer --help, of taxeer OPDRACHT --help\n");
    Some(text)
}

/// What a command does.
fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "taxeer" => {
            "Gepubliceerde risicotaxatie-instrumenten als regelsets die te lezen, te bewijzen, uit te voeren en na te gaan zijn.\n\n\
             Het programma rekent, legt uit en legt vast; een mens met naam beslist."
        }
        "list" => "Instrumenten en protocollen, met status en editie",
        "show" => "Het scoreformulier van een instrument: velden, items, punten, niveaus, normen, bronnen, gebruiksstatus",
        "check" => "Bewijs regelsets: geen gat, geen overlap, niets onbereikbaar, en gelijk aan de tweede tabel",
        "score" => "Scoor één zaak, met een spoor per item",
        "batch" => "Scoor een bestand met zaken, één resultaatrij per zaak",
        "enrich" => "De vragen waarvan het antwoord open zaken vastlegt, in de volgorde met de minste vragen",
        "worklist" => "Een werklijst uit uitvoer met prioriteiten: wie eerst, binnen de capaciteit die er is",
        "map" => "Een voorstel voor een toewijzing: welke kolom van een bestand welk veld is, door een mens te bevestigen",
        "new" => "Een sjabloon om in te vullen: een instrument, een volgende editie, een normpakket, een protocol of een handtekening",
        "why" => {
            "Eén zaak uit een uitvoer: het resultaat, hoe ver de volgende prioriteit is, en waarom zij wel of niet op een werklijst staat"
        }
        "selftest" => "Uw eigen bestand, anders geschreven, geknipt en geordend: de uitkomsten moeten gelijk blijven",
        "diff" => "Wat er verandert tussen twee edities of instrumenten, over alle antwoorden en voor een bestand met zaken",
        "validate" => "Hoe goed scores en verwachte kansen kloppen met uitkomsten: onderscheid, kalibratie, groepen",
        "calibrate" => "Nieuwe kansen, normen, gewichten of punten uit uitkomsten, als nieuw bestand met de status proef",
        "explain" => "Wat de code van een bevinding betekent en hoe u hem herstelt",
        _ => return None,
    })
}

/// What an argument means.
fn argument(id: &str) -> Option<&'static str> {
    Some(match id {
        "lang" => "Taal van labels en zinnen: nl of en [standaard: die van uw systeem, anders en]",
        "format" => {
            "Hoe resultaten getoond worden: text of json, en bladzijden als md of html; check kent ook concise, github en sarif [standaard: text]"
        }
        "json" => "Kort voor --format json",
        "quiet" => "Zeg op de foutuitvoer niets dan wat fout is",
        "instruments" => "Een map met eigen regelsets, protocollen, normpakketten en handtekeningen (ook TAXEER_INSTRUMENTS)",
        "id" => "Een naam uit de catalogus (static-99r), een naam met editie (static-99r@2016.1) of een TOML-bestand",
        "files" => "Regelsets of protocollen [standaard: de hele catalogus]",
        "edges" => "Toon ook elke niveaugrens met de dichtstbijzijnde gevallen aan beide kanten",
        "certificate" => "Schrijf ook het bewijs van één instrument als certificaat, dat een ander programma kan nagaan",
        "id_and_case" => "ID en een zaak als TOML of JSON; ID mag weg met --protocol",
        "protocol" => "Lees prioriteiten uit een protocol",
        "sets" => "Het antwoord op een veld; `?` zegt onbekend",
        "id_and_input" => "ID en INPUT; ID mag weg met --protocol",
        "output" => "Het bestand voor de uitvoer; de extensie zegt in welke vorm: .csv, .xlsx, .jsonl of .parquet",
        "html" => "Een bladzijde met plaatjes van waar rijen eindigen, niveaus, prioriteiten en ontbrekende antwoorden: exact, intern",
        "excel" => "CSV die een rekenblad met een dubbele klik opent: nl heeft `;`, een byte order mark en een decimale komma",
        "columns" => "Resultaatkolommen, in deze volgorde; input.NAAM is een kolom van de invoer",
        "answers" => "Een lijst van `taxeer enrich` waarin de kolom `answer` is ingevuld: die vult aan wat onbekend is",
        "questions" => "Het bestand voor de vragen, als CSV",
        "duplicates" => {
            "Wat er gebeurt met zaken die vaker voorkomen: merge voegt gelijke rijen samen en zet verschillende apart, stop stopt bij verschil \
             [standaard: er wordt niet naar gezocht]"
        }
        "aggregate" => "Aantallen om te delen, als .html, .csv of .json: kleine verborgen, en wat hen zou verraden",
        "mapping" => "Een toewijzing: welke kolom welk veld is, en wat codes betekenen",
        "mapped_input" => "Het bestand met zaken",
        "encoding" => "Hoe bytes tekens zijn, als het bestand dat onduidelijk laat: utf-8, utf-16le, utf-16be of windows-1252",
        "decimal" => "Wat er voor decimalen staat: comma of point; het andere teken staat dan voor duizendtallen",
        "header_line" => "De regel met de kolomnamen, als het bestand dat onduidelijk laat",
        "sheet" => "Het blad van een werkmap [standaard: het eerste]",
        "two_digit_years" => "Lees jaren van twee cijfers: tot en met PIVOT als 20.., daarboven als 19..",
        "date_serials" => "Lees hele getallen als dagen sinds het begin van dat jaar, zoals een rekenblad ze telt: 1900 of 1904",
        "trial" => "Gebruik een editie met de status trial (een proef), die anders geweigerd wordt; elk resultaat zegt het dan",
        "for_trial" => "Bij protocol: voor een editie met de status trial (een proef), die anders geweigerd wordt",
        "norms" => "Een normpakket van uw organisatie, met naam of als TOML-bestand; mag vaker voorkomen",
        "as_of" => "De peildatum: kiest de editie die dan van kracht is, en meldt wat nagekeken had moeten zijn; dd-mm-jjjj of jjjj-mm-dd",
        "case_name" => "De zaak, zoals haar case_id er staat",
        "of_list" => "Een werklijst van `taxeer worklist`, of de sleutel ervan: waar de zaak staat",
        "of_run" => "Het instrument van de run, als de catalogus het niet onder zijn naam heeft",
        "protocol_of_run" => "Het protocol van de run, als de catalogus het niet onder zijn naam heeft",
        "mapping_of_run" => "De toewijzing van de run",
        "sets_of_run" => "Antwoorden die de run voor alle zaken kreeg",
        "answers_of_run" => "De lijst met antwoorden die de run kreeg",
        "rows" => "Zoveel rijen worden beproefd, vanaf de eerste [standaard: 10000]",
        "threads" => "Hoeveel threads scoren; voor de resultaten maakt dat niet uit [standaard: één per kern]",
        "strict" => "Eindig met code 3 als een rij afgewezen of tegenstrijdig is, of de regelset vóór --as-of nagekeken had moeten zijn",
        "old" => "De oude regelset: een naam uit de catalogus, een naam met editie of een TOML-bestand",
        "new" => "De nieuwe regelset",
        "input" => "Een bestand met zaken: wie een andere uitkomst, score of niveau krijgt, en door welke wijziging",
        "moves" => "Het bestand voor de lijst van alle zaken die veranderen, als CSV",
        "code" => "Een code zoals T0401; zonder code worden alle codes genoemd",
        "what" => "instrument, edition, norm-pack, protocol of signature",
        "for" => {
            "De naam van het nieuwe instrument, of het instrument waar het bestand bij hoort: static-99r, static-99r@2016.1 of een TOML-bestand; met protocol meer namen met komma's, voor een dat routeert"
        }
        "new_edition" => "Bij edition: de naam van de nieuwe editie",
        "new_file" => "Een bestand dat er nog niet is [standaard: de standaarduitvoer]",
        "results" => "De uitvoer van `taxeer batch … --protocol P`",
        "list" => "Het bestand voor de lijst; ernaast komen LIST.key (alle zaken met hun gronden) en LIST.summary.json",
        "read_protocol" => "Het protocol waarmee ingedeeld is, als het niet in de catalogus staat",
        "cases" => "Het bestand dat batch gelezen heeft, voor kolommen die niet in de uitvoer staan",
        "capacity" => "Hoeveel zaken er op prioriteit op de lijst kunnen [standaard: alle]",
        "edge" => "Waar de capaciteit midden in een groep gelijken ophoudt: all (allen erop, een mens kiest) of lots (loten)",
        "control" => "Loot zo veel zaken uit wie niet op de lijst staat; op de lijst zijn zij niet te herkennen",
        "seed" => "Waarmee geloot wordt: een geheel getal; neem elke week een ander en leg het vast",
        "order" => "Een kolom van de invoer die binnen een deel de volgorde geeft; los van risico, zoals de datum van het dossier",
        "order_kind" => "Wat daarin staat: date (oudste eerst) of number (laagste eerst)",
        "reviewed" => "Een kolom van de invoer met de datum van de laatste herziening",
        "ends" => "Een kolom van de invoer met het einde van een monitoringtermijn",
        "subject" => "Een kolom van de invoer met de grond van een subjectenlijst",
        "subject_end" => "De kolom met de dag waarop die grond vervalt",
        "within" => "Neem ook op wat binnen zo veel dagen na --as-of afloopt",
        "along" => "Kolommen van de invoer die op de lijst meegaan",
        "previous" => "Een eerdere lijst: wie kwam erbij, bleef en ging eraf, en waarom",
        "help" => "Toon deze hulp",
        "version" => "Toon de versie",
        _ => return of_outcome_data(id),
    })
}

/// What an argument means of the commands on outcome data.
fn of_outcome_data(id: &str) -> Option<&'static str> {
    Some(match id {
        "validated" => "ID en een bestand met personen en hun uitkomst; ID mag weg met --score, --prob of --model",
        "outcome" => "De kolom met wat er van een persoon werd: ja of nee",
        "score_column" => "Een kolom met een score, in plaats van een instrument",
        "prob" => "Een kolom met kansen, in plaats van die van een instrument",
        "against" => "Een kolom met een tweede score van dezelfde personen, om mee te vergelijken",
        "model" => "Kolommen die voorspellers zijn van een model dat hier geschat wordt, in plaats van een instrument",
        "scale" => "De schaal die getoetst wordt, als het instrument er meer dan één geeft",
        "rates" => "De norm of horizon van het bestand die de verwachte kansen geeft, als er meer dan één is",
        "time" => "De kolom met de tijd tot de uitkomst of tot het einde van de waarneming",
        "time_unit" => "De eenheid daarvan: days, weeks, months of years (jaren van 365 dagen)",
        "horizon" => "Hoe lang personen gevolgd zijn: 5y (of 5j), 24m, 52w of 730d; met --time tellen alleen uitkomsten tot dan",
        "times" => "Tijden waarop het deel zonder uitkomst gezegd wordt, in de eenheid van --time",
        "by" => "Kolommen waarvan de waarden groepen maken om te vergelijken",
        "small" => "Aantallen per groep hieronder worden verborgen, en waaruit ze te berekenen zijn [standaard: 5]",
        "weights" => "De kolom die zegt voor hoeveel gelijke personen een rij staat",
        "cut_off" => "Scores vanaf welke iemand positief heet; groepen worden bij de eerste vergeleken [standaard: elke score]",
        "bands" => "Scores waar klassen beginnen, als er geen niveaus zijn",
        "same_data" => "De kansen zijn op deze zelfde gegevens geschat",
        "bootstrap" => "Corrigeer voor optimisme met zo veel steekproeven; met --time ook C van Harrell",
        "resample_seed" => "Waarmee die steekproeven getrokken worden: een geheel getal [standaard: 1]",
        "resample_threads" => "Hoeveel threads daaraan werken; voor de resultaten maakt dat niet uit [standaard: één per kern]",
        "calibrated" => "Het instrument, en een bestand met personen en hun uitkomst",
        "make" => "Wat er gemaakt wordt: update, norms, refit of points [standaard: zeg alleen wat de gegevens toelaten]",
        "new_text" => "Het nieuwe bestand; het mag er nog niet zijn",
        "new_name" => "De naam van de nieuwe editie, of van de editie van het normpakket",
        "change" => {
            "Bij update: intercept, slope (intercept en helling), level (een intercept per niveau), of de kleinste verandering die een gesloten toets vraagt: smallest [standaard: smallest]"
        }
        "pack" => "De naam van het normpakket [standaard: ID-local]",
        "owner" => "De organisatie waarvan het normpakket is",
        "country" => "De landcode van de steekproef",
        "small_scores" => "Bij norms: percentages van scores met minder personen blijven weg [standaard: 5]",
        "method" => "Bij refit: logistic, ridge, lasso, firth of cox [standaard: ridge]",
        "lambda" => {
            "Bij ridge en lasso: de straf in de schaal van glmnet, of hoe die gekozen wordt met kruisvalidatie: least (kleinste afwijking) of within (binnen één standaardfout daarvan) [standaard: least]"
        }
        "ties" => "Bij cox: efron of breslow, hoe uitkomsten op één moment geteld worden [standaard: efron]",
        "fold_seed" => "Waarmee de delen van een kruisvalidatie getrokken worden: een geheel getal [standaard: 1]",
        "most" => "Bij points: hoeveel punten een antwoord hoogstens krijgt, naar boven of naar beneden [standaard: 5]",
        "answers_used" => "Bij points: hoeveel antwoorden hoogstens punten krijgen",
        "items_used" => "Bij points: hoeveel items hoogstens punten krijgen",
        "sizes" => "Bij points: van hoeveel antwoorden tot hoeveel het verlies getoond wordt, als 3..8",
        "require" => "Bij points: items die punten moeten krijgen",
        "bar" => "Bij points: items die geen punten krijgen",
        "keep" => "Bij points: items die hun punten houden",
        "any_order" => "Bij points: een antwoord met meer punten mag er minder krijgen dan een ander",
        "effort" => {
            "Bij points: hoe lang er gezocht wordt naar een bewijs, in miljoenen vermenigvuldigingen; 0 zoekt zonder bewijs [standaard: 20000]"
        }
        "force" => "Maak het ook met te weinig gevallen; het bestand zegt dat dan",
        "ragee" => "Schrijf het geraamte van een verslag volgens RAGEE, ingevuld waar deze run het weet: .md of .html",
        "tripod" => "Schrijf het geraamte van een verslag volgens TRIPOD+AI, ingevuld waar deze run het weet: .md of .html",
        "figures" | "tidy" => "Het bestand voor alle cijfers, één per rij, als CSV voor R",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_dutch_words() {
        fn look(command: &Command) {
            assert!(about(command.get_name()).is_some(), "{}", command.get_name());
            for arg in command.get_arguments() {
                assert!(argument(arg.get_id().as_str()).is_some(), "{} {}", command.get_name(), arg.get_id());
            }
            command.get_subcommands().for_each(look);
        }
        look(&Args::command());
        in_dutch(Args::command()).debug_assert();
    }
}
