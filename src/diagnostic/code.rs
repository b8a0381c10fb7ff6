// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The stable codes of findings, with what each means in Dutch and English. A code is never reused for something else.

use super::Severity;
use crate::lang::Lang;

/// What `taxeer explain CODE` tells.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The rule in a few words, Dutch and English.
    pub title: (&'static str, &'static str),
    /// Why it matters and how to mend it, Dutch and English.
    pub more: (&'static str, &'static str),
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident
        nl: $title_nl:literal, $more_nl:literal;
        en: $title_en:literal, $more_en:literal;)*) => {
        /// A stable code. T01 syntax, T02 names, T03 patterns and numbers, T04 proof, T05 second entry, T06 protocols, T07 editions, norm packs
        /// and signatures, T08 certificates, T09 mappings and what is never read, R01 records, R02 work lists.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title_en] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it is printed.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// What it means.
            #[must_use]
            pub fn explanation(self) -> Explanation {
                match self {
                    $(Self::$name => Explanation { title: ($title_nl, $title_en), more: ($more_nl, $more_en) },)*
                }
            }

            /// How much a finding with this code weighs.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

impl Code {
    /// Finds a code by what is printed, case ignored.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// The title in one language.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        let (nl, en) = self.explanation().title;
        lang.pick(nl, en)
    }

    /// The explanation in one language.
    #[must_use]
    pub fn more(self, lang: Lang) -> &'static str {
        let (nl, en) = self.explanation().more;
        lang.pick(nl, en)
    }
}

codes! {
    TomlSyntax "T0101" Error
        nl: "de tekst is geen geldige TOML", "Een regelset is een TOML-bestand. Vaak ontbreekt een aanhalingsteken, een haakje of een komma. De rest van het bestand is wel gelezen.";
        en: "the text is not valid TOML", "A rule set is a TOML file. Often a quote, a bracket or a comma is missing. The rest of the file was read.";
    UnknownKey "T0102" Error
        nl: "onbekende sleutel", "Alleen sleutels die de regeltaal kent mogen in een bestand staan: een tikfout mag nooit stil een regel uitschakelen. Zie instruments/README.md voor alle sleutels.";
        en: "unknown key", "Only keys that the language knows may stand in a file: a typo must never switch a rule off in silence. instruments/README.md lists all keys.";
    MissingKey "T0103" Error
        nl: "een verplichte sleutel ontbreekt", "Zonder deze sleutel is het bestand niet volledig. Vul hem aan uit de bron; wat geen bron bevestigt hoort in about.missing.";
        en: "a required key is missing", "Without this key the file is not complete. Fill it in from the source; what no source confirms belongs in about.missing.";
    WrongType "T0104" Error
        nl: "een waarde van een ander soort dan verwacht", "Bijvoorbeeld een tekst waar een getal hoort, of een losse waarde waar een tabel hoort.";
        en: "a value of another type than expected", "For instance a text where a number belongs, or a single value where a table belongs.";
    WordNotAllowed "T0105" Error
        nl: "een woord dat hier niet kan", "Deze sleutel kent een vaste lijst woorden. Kies er een uit de lijst.";
        en: "a word that is not allowed here", "This key has a fixed list of words. Take one from the list.";
    MissingLanguage "T0106" Error
        nl: "een tekst in één taal ontbreekt", "Elke tekst die een gebruiker ziet staat in het Nederlands en in het Engels: { nl = \"…\", en = \"…\" }.";
        en: "a text lacks one language", "Every text that a user sees stands in Dutch and in English: { nl = \"…\", en = \"…\" }.";
    BadId "T0107" Error
        nl: "een naam in een vorm die niet kan", "Namen bestaan uit letters, cijfers, streepjes, lage streepjes en losse punten, en beginnen met een letter of cijfer. Twee punten achter elkaar zijn een bereik.";
        en: "a name of a form that is not allowed", "Names have letters, digits, hyphens, underscores and single points, and begin with a letter or digit. Two points in a row are a range.";
    EmptyValue "T0108" Error
        nl: "een lege waarde", "Een lege tekst of lijst zegt niets. Vul hem of laat de sleutel weg.";
        en: "an empty value", "An empty text or list says nothing. Fill it or leave the key out.";
    UnsupportedSchema "T0109" Error
        nl: "een onbekende versie van de regeltaal", "Dit programma kent versie 1. Een bestand van een latere versie vraagt een later programma.";
        en: "an unknown version of the language", "This program knows version 1. A file of a later version needs a later program.";
    Placeholder "T0110" Error
        nl: "een plek van een sjabloon die nog niet is ingevuld", "Een bestand waarin nog ergens TODO staat, wordt niet gebruikt: een half ingevuld sjabloon mag nooit meetellen. Vul elke plek in uit de bron, of haal een onderdeel dat u niet nodig heeft helemaal weg.";
        en: "a place of a template that is not filled in yet", "A file in which TODO is left somewhere is not used: a template that is half filled in must never count. Fill in every place from the source, or remove a part that you do not need altogether.";
    UnknownName "T0201" Error
        nl: "een verwijzing naar iets dat er niet is", "De naam staat nergens in dit bestand als veld, item, schaal, schema, niveau of bron.";
        en: "a reference to something that does not exist", "The name is nowhere in this file a field, item, scale, scheme, level or source.";
    DuplicateId "T0202" Error
        nl: "dezelfde naam twee keer", "Elke naam wijst één ding aan, en elke sleutel staat één keer in zijn tabel. Geef de tweede een andere naam of haal hem weg. Staan er veel sleutels twee keer, dan ontbreekt erboven vaak de kop van een tabel.";
        en: "the same name twice", "Every name points at one thing, and every key stands once in its table. Rename the second or remove it. Where many keys stand twice, the head of a table is often missing above them.";
    ReservedWord "T0203" Error
        nl: "een naam die ‘onbekend’ of ‘niet van toepassing’ betekent", "Geen categorie, niveau of prioriteit mag heten zoals een onbekend antwoord geschreven wordt (onbekend, ?, n.v.t., NA …): in een tabel is het verschil dan niet te zien.";
        en: "a name that means ‘unknown’ or ‘not applicable’", "No category, level or tier may be named like a way to write an unknown answer (unknown, ?, n/a, NA …): in a table the two could not be told apart.";
    Cycle "T0204" Error
        nl: "een kringverwijzing", "Een schaal, schema of afgeleid veld hangt rechtstreeks of via een ander van zichzelf af en heeft dus geen waarde.";
        en: "a cycle", "A scale, scheme or derived field depends on itself, directly or by another, and so has no value.";
    KindForbids "T0205" Error
        nl: "een onderdeel dat hier niet hoort", "Een checklist heeft geen punten, schalen of niveaus; een gestructureerd oordeel laat het niveau aan een mens; een instrument heeft een schaal of [[rule]], niet allebei. Een schema op een schaal of horizon heeft niveaus met `at`; een schema op een schema verschuift die van een ander. Elke soort kans (kind van een link) heeft eigen sleutels.";
        en: "a part that does not belong here", "A checklist has no points, scales or levels; a structured-judgement tool leaves the level to a person; an instrument has a scale or [[rule]], not both. A scheme on a scale or horizon has levels with `at`; a scheme on a scheme shifts those of another. Each kind of link has its own keys.";
    KindLacks "T0206" Error
        nl: "dit soort bestand mist een onderdeel", "Een actuarieel instrument heeft ten minste één schaal of één [[rule]]; een checklist heeft regels [[line]]; een gestructureerd oordeel heeft [judgement].";
        en: "this kind of file lacks a part", "An actuarial instrument has at least one scale or one [[rule]]; a checklist has [[line]] entries; a structured judgement has [judgement].";
    NoSource "T0207" Error
        nl: "geen bron of geen bewijsmerk", "Elke tabel met een getal of regel van het instrument noemt zijn bron (source) en of die bevestigd is (evidence = \"confirmed\" of \"partial\").";
        en: "no source or no evidence mark", "Every table with a number or a rule of the instrument names its source and whether it is confirmed (evidence = \"confirmed\" or \"partial\").";
    ItemForm "T0208" Error
        nl: "een item heeft niet precies één vorm", "Een item heeft punten per veld (points), rijen (row), een gewicht van een veld (weight en of) of een Copas-gewicht (weight en copas_rate). Met twee of meer tabellen hoort combine.";
        en: "an item has not exactly one form", "An item has points by field (points), rows (row), a weight of a field (weight and of) or a Copas weight (weight and copas_rate). Two or more tables need combine.";
    BadReport "T0209" Error
        nl: "report = true op een plaats waar het niet kan", "De kolom ‘level’ kan maar één schema tonen: zet report = true bij één schema per schaal, of bij geen. Een schaal die in een andere meetelt, wordt niet gerapporteerd.";
        en: "report = true where it cannot be", "The column ‘level’ can show one scheme only: set report = true in one scheme a scale, or in none. A scale that another one sums is not reported.";
    Unused "T0210" Error
        nl: "een onderdeel dat nergens telt", "Een item dat in geen schaal zit, of een veld waar niets naar kijkt, wordt gevraagd en doet niets. Een bron die niets noemt, staat nergens voor in. Neem het op of haal het weg.";
        en: "a part that counts nowhere", "An item in no scale, or a field that nothing reads, is asked for and does nothing. A source that nothing names stands for nothing. Use it or remove it.";
    BadDerivation "T0211" Error
        nl: "een afleiding die niet kan", "completed_years vraagt twee datums en geeft een aantal; sum, difference en max vragen aantallen en geven een aantal; any vraagt en geeft ja of nee.";
        en: "a derivation that cannot be", "completed_years takes two dates and gives a count; sum, difference and max take counts and give a count; any takes and gives yes or no.";
    BadComparison "T0212" Error
        nl: "een vergelijking die niet kan", "Een som van velden wordt vergeleken met een som van velden of een getal (at_most, at_least); alle velden zijn van hetzelfde soort en geen ervan kent n.v.t.";
        en: "a comparison that cannot be", "A sum of fields is compared with a sum of fields or a number (at_most, at_least); all fields have one type and none of them has “not applicable”.";
    BadApplies "T0213" Error
        nl: "een voorwaardelijk item waarvan de velden niet van hem alleen zijn", "De velden van een item met ‘applies’ zijn van dat item alleen: elders zijn ze niet van toepassing, en dan kan onbekend ook niet als een antwoord tellen.";
        en: "a conditional item whose fields are not its own", "The fields of an item with ‘applies’ are of that item alone: elsewhere they are not applicable, and unknown cannot count as an answer there.";
    BadWithheld "T0214" Error
        nl: "een weggelaten getal waar er een nodig is", "Waar geen bron een getal bevestigt, staat \"withheld\" in plaats van punten, in een item met één tabel. Een som met zo'n antwoord heeft geen totaal. Een schema, kans, omzetting of norm op die som zou iets zeggen over een totaal dat geen bron geeft. Zet het op een schaal zonder zulke items, of laat het weg en noem het in about.missing.";
        en: "a withheld number where one is needed", "Where no source confirms a number, \"withheld\" stands in place of points, in an item of a single table. A sum with such an answer has no total. A scheme, link, conversion or norm on that sum would speak of a total that no source gives. Put it on a scale without such items, or leave it out and name it under about.missing.";
    BadPattern "T0301" Error
        nl: "een patroon dat niet te lezen is", "Een patroon is een waarde, een bereik (18..35 tot 35, 1..=2 tot en met 2, 4.. vanaf 4) of een lijst daarvan met | ertussen.";
        en: "a pattern that cannot be read", "A pattern is a value, a range (18..35 up to 35, 1..=2 through 2, 4.. from 4) or a list of these with | between them.";
    OutsideDomain "T0302" Error
        nl: "een patroon buiten het domein", "Het patroon noemt een waarde die dit veld, deze schaal of dit schema nooit heeft.";
        en: "a pattern outside the domain", "The pattern names a value that this field, scale or scheme never has.";
    BadNumber "T0303" Error
        nl: "een getal dat niet kan", "Getallen worden exact gelezen: hoogstens twaalf decimalen en hoogstens een miljoen. Een kans ligt van 0 tot en met 1, een basisoverleving daartussen. Ook de som van een schaal blijft voor elk antwoord binnen een miljoen.";
        en: "a number that cannot be", "Numbers are read exactly: at most twelve decimals and at most a million. A probability lies from 0 through 1, a baseline survival in between. The sum of a scale stays within a million too, whatever the answers.";
    BadDomain "T0304" Error
        nl: "een domein dat niet kan", "min mag niet boven max liggen, en een telling heeft hele grenzen tussen 0 en een miljoen.";
        en: "a domain that cannot be", "min may not exceed max, and a count has whole limits between 0 and a million.";
    TooLarge "T0305" Error
        nl: "een tabel die te groot is om te bewijzen", "Velden die in items, voorwaarden, poorten en afleidingen met elkaar verbonden zijn, worden samen nagelopen. Deze hebben samen te veel combinaties.";
        en: "a table too large to prove", "Fields that are tied together in items, constraints, gates and derivations are gone through together. These have too many combinations.";
    BadDate "T0306" Error
        nl: "een datum die niet kan", "Datums van geldigheid zijn zo precies als de bron: een jaar, een maand of een dag, of \"not known\". `entered` en `review_by` zijn dagen. Een einde ligt niet vóór het begin.";
        en: "a date that cannot be", "Dates of validity are as precise as the source: a year, a month or a day, or \"not known\". `entered` and `review_by` are days. An end is not before its beginning.";
    Gap "T0401" Error
        nl: "een gat: een waarde zonder punten", "De rijen van een tabel dekken elk antwoord dat binnen de populatie en de voorwaarden kan voorkomen. Voor het genoemde geval geeft geen rij punten.";
        en: "a gap: a value without points", "The rows of a table cover every answer that can occur inside the population and the constraints. For the named case no row gives points.";
    Overlap "T0402" Error
        nl: "een overlap: een waarde met twee uitkomsten", "Elke waarde valt in precies één rij. De genoemde waarde valt in twee rijen.";
        en: "an overlap: a value with two results", "Every value falls in exactly one row. The named value falls in two.";
    DeadRow "T0403" Error
        nl: "een rij die nooit telt", "Binnen de populatie en de voorwaarden komt geen enkel antwoord in deze rij. Vaak is een grens verkeerd getypt; klopt het, noem de rij dan onder [[unreachable]].";
        en: "a row that never counts", "Inside the population and the constraints no answer falls in this row. Often a bound was mistyped; if it is right, name the row under [[unreachable]].";
    LevelGap "T0404" Error
        nl: "een bereikbare waarde zonder niveau", "Elke uitkomst die kan voorkomen heeft in elk schema precies één niveau.";
        en: "a reachable value without a level", "Every result that can occur has exactly one level in every scheme.";
    LevelOverlap "T0405" Error
        nl: "een bereikbare waarde met twee niveaus", "Elke uitkomst die kan voorkomen heeft in elk schema precies één niveau.";
        en: "a reachable value with two levels", "Every result that can occur has exactly one level in every scheme.";
    DeadLevel "T0406" Error
        nl: "een niveau dat niemand kan krijgen", "Geen enkele invulling binnen de populatie komt op dit niveau. Klopt dat, noem het dan onder [[unreachable]].";
        en: "a level that nobody can get", "No record inside the population comes to this level. If that is right, name it under [[unreachable]].";
    DeadRule "T0407" Error
        nl: "een regel die nooit geldt", "Eerdere regels of de populatie laten voor deze regel niets over.";
        en: "a rule that never holds", "Earlier rules or the population leave nothing for this rule.";
    WrongRange "T0408" Error
        nl: "het opgegeven bereik is niet het bereikbare", "‘range’ is de kleinste en grootste waarde die binnen de populatie kan voorkomen. Een verschil wijst meestal op een verkeerd getal in een item.";
        en: "the declared range is not the reachable one", "‘range’ is the least and greatest value that can occur inside the population. A difference mostly points at a wrong number in an item.";
    ConversionGap "T0409" Error
        nl: "een ruwe som zonder omzetting", "Elke ruwe som die kan voorkomen staat in precies één rij van de omzetting.";
        en: "a raw sum without a conversion", "Every raw sum that can occur stands in exactly one row of the conversion.";
    ConversionOverlap "T0410" Error
        nl: "een ruwe som met twee omzettingen", "Elke ruwe som die kan voorkomen staat in precies één rij van de omzetting.";
        en: "a raw sum with two conversions", "Every raw sum that can occur stands in exactly one row of the conversion.";
    EmptyPopulation "T0411" Error
        nl: "de populatie is leeg", "Geen enkele invulling komt door alle poorten: het instrument zou niemand scoren.";
        en: "the population is empty", "No record passes all gates: the instrument would score nobody.";
    Contradiction "T0412" Error
        nl: "de voorwaarden spreken elkaar tegen", "Geen enkele invulling binnen de populatie voldoet aan alle voorwaarden.";
        en: "the constraints contradict each other", "No record inside the population obeys all constraints.";
    DeadConstraint "T0413" Error
        nl: "een voorwaarde of poort die nooit iets uitsluit", "Wat hij uitsluit, sluiten de andere poorten, voorwaarden en afleidingen al uit, of het kan niet voorkomen. Vaak is een veld of grens verkeerd getypt.";
        en: "a constraint or gate that never excludes anything", "What it excludes the other gates, constraints and derivations exclude already, or it cannot occur. Often a field or a bound was mistyped.";
    NotRising "T0414" Error
        nl: "waarden of niveaus die niet oplopen", "Met rising = true ligt elk volgend niveau, en elke volgende normwaarde, hoger dan de vorige. Een kans stijgt altijd met de score.";
        en: "values or levels that do not rise", "With rising = true every next level, and every next norm value, lies above the one before. A probability always rises with the score.";
    NormMisfit "T0415" Error
        nl: "een normrij die niet klopt", "Een percentiel is het deel eronder plus de helft van het gelijke deel, en ‘onder’ is ‘onder’ plus ‘gelijk’ van de vorige rij; waarden liggen in hun interval.";
        en: "a norm row that does not fit", "A percentile is the share below plus half the share at the score, and ‘below’ is ‘below’ plus ‘same’ of the row before; values lie in their interval.";
    NotUnreachable "T0416" Error
        nl: "een onderdeel dat onbereikbaar heet en het niet is", "[[unreachable]] noemt iets dat wel kan voorkomen, of dat niet bestaat.";
        en: "a part that is called unreachable and is not", "[[unreachable]] names something that can occur, or that does not exist.";
    CloseEdge "T0417" Error
        nl: "een uitkomst te dicht bij een niveaugrens achter een logaritme of koppeling", "Rond een grens is met naar buiten afgeronde grenzen niet te bewijzen aan welke kant deze uitkomst ligt.";
        en: "a result too close to a level edge behind a logarithm or link", "With outward-rounded bounds it cannot be proven on which side of the edge this result lies.";
    NoRule "T0418" Error
        nl: "een geval zonder regel", "Voor het genoemde geval geldt geen enkele [[rule]].";
        en: "a case without a rule", "No [[rule]] holds for the named case.";
    AnyAll "T0419" Error
        nl: "any of all met tabellen van verschillende punten", "Bij any en all geeft elke tabel 0 of steeds hetzelfde aantal punten; anders is niet te zeggen hoeveel punten gelden.";
        en: "any or all with tables of different points", "With any and all each table gives 0 or always the same points; else it cannot be said how many points count.";
    SecondDiffers "T0501" Error
        nl: "twee invoeringen verschillen", "De regelset en de tweede tabel, los van elkaar getypt, geven voor hetzelfde geval iets anders. Zoek het op in de bron; pas het bestand aan dat fout is.";
        en: "two entries differ", "The rule set and the second table, typed apart, give different values for the same case. Look it up in the source; mend the file that is wrong.";
    OnlyInRuleSet "T0502" Error
        nl: "alleen in de regelset", "De tweede tabel noemt dit deel niet.";
        en: "only in the rule set", "The second table does not have this part.";
    OnlyInSecond "T0503" Error
        nl: "alleen in de tweede tabel", "De regelset noemt dit deel niet.";
        en: "only in the second table", "The rule set does not have this part.";
    EnteredOnce "T0504" Warning
        nl: "een soort getallen dat maar één keer is ingevoerd", "De tweede tabel spreekt nergens van dit soort delen: een typefout daarin valt hier niet op.";
        en: "a kind of numbers that was entered once", "The second table nowhere speaks of this kind of parts: a slip in them cannot be seen here.";
    NoSecond "T0505" Warning
        nl: "geen tweede tabel", "Naast de regelset EDITIE.toml hoort EDITIE.second.csv te staan: dezelfde getallen, los getypt.";
        en: "no second table", "Beside the rule set EDITION.toml there should be EDITION.second.csv: the same numbers, typed apart.";
    SecondUnreadable "T0506" Error
        nl: "een regel van de tweede tabel is niet te lezen", "Elke regel heeft part,id,when,value; patronen zijn die van de regeltaal.";
        en: "a line of the second table cannot be read", "Each line has part,id,when,value; patterns are those of the language.";
    TierGap "T0601" Error
        nl: "een niveau zonder prioriteit", "De regels van een protocol verdelen de niveaus: elk niveau krijgt precies één prioriteit.";
        en: "a level without a tier", "The rules of a protocol partition the levels: every level gets exactly one tier.";
    TierOverlap "T0602" Error
        nl: "een niveau met twee prioriteiten", "De regels van een protocol verdelen de niveaus: elk niveau krijgt precies één prioriteit.";
        en: "a level with two tiers", "The rules of a protocol partition the levels: every level gets exactly one tier.";
    DeadTier "T0603" Error
        nl: "een prioriteit of regel die niemand kan krijgen", "Geen enkel niveau leidt naar deze prioriteit of regel.";
        en: "a tier or rule that nobody can get", "No level leads to this tier or rule.";
    NoLevels "T0604" Error
        nl: "het instrument heeft geen niveaus voor dit protocol", "Een protocol leest niveaus; dit instrument rapporteert er geen.";
        en: "the instrument has no levels for this protocol", "A protocol reads levels; this instrument reports none.";
    BesideRead "T0605" Error
        nl: "een regel die leest wat geen prioriteit geeft", "Een instrument dat naast een uitkomst staat (beside), of dat zelf zegt dat het geen prioriteit geeft, mag in geen regel voorkomen. Het wordt getoond en meer niet.";
        en: "a rule that reads what gives no tier", "An instrument that stands beside a result (beside), or that says itself that it gives no tier, may stand in no rule. It is shown and no more.";
    RouteOverlap "T0606" Error
        nl: "twee routes voor dezelfde persoon", "Iedere persoon volgt hoogstens één route. Anders hangt de uitkomst af van de volgorde in het bestand. De getuige is een persoon voor wie beide gelden.";
        en: "two routes for the same person", "Every person follows at most one route. Otherwise the result would hang on the order in the file. The witness is a person for whom both hold.";
    RouteGap "T0607" Error
        nl: "een persoon zonder route", "Wie geen route past moet zo genoemd worden: schrijf no_route met wat er dan wordt gezegd, of een route met none. Niemand valt stil weg.";
        en: "a person without a route", "Whom no route fits must be named so: write no_route with what is told then, or a route with none. Nobody is dropped in silence.";
    DeadRoute "T0608" Error
        nl: "een route of instrument voor niemand", "Een route die niemand volgt, of een instrument dat nergens gebruikt wordt, is meestal een tikfout: iemand denkt dat er iets geregeld is.";
        en: "a route or instrument for nobody", "A route that nobody follows, or an instrument that is used nowhere, is mostly a slip: somebody believes that something was arranged.";
    NotSameFact "T0609" Error
        nl: "velden die niet één feit kunnen zijn", "Velden onder same_as zijn één kolom. Dan moeten ze dezelfde soort, eenheid en antwoorden hebben, en dezelfde regel voor onbekend en voor afleiden.";
        en: "fields that cannot be one fact", "Fields under same_as are one column. So they must be of one type and unit, with the same answers and the same rule for unknown and for deriving.";
    NoShelfLife "T0610" Error
        nl: "een houdbaarheid die nergens staat", "Een uitkomst met een datum veroudert na een termijn. Het instrument noemt er geen; zet months of days in het protocol, of laat dated weg.";
        en: "a shelf life that stands nowhere", "A dated result is past its shelf life after a term. The instrument states none; put months or days into the protocol, or leave dated out.";
    OpenSetClash "T0611" Error
        nl: "een open zaak met twee prioriteiten", "Twee rijen van open_set gelden voor dezelfde open zaak en geven verschillende prioriteiten.";
        en: "an open case with two tiers", "Two rows of open_set hold for the same open case and give different tiers.";
    RouteForm "T0612" Error
        nl: "een route zonder instrument, of met te veel", "Een route noemt met use de instrumenten, of zegt met none dat er geen past. Eén van de twee.";
        en: "a route without an instrument, or with too much", "A route names its instruments with use, or says with none that none fits. One of the two.";
    EditionsOverlap "T0701" Error
        nl: "twee edities zijn tegelijk van kracht", "Van één instrument is op elke dag hoogstens één editie van kracht: anders staat niet vast welke telt. Een editie zonder valid_until loopt tot de volgende begint.";
        en: "two editions are in force at once", "Of one instrument at most one edition is in force on any day: else it is not settled which one counts. An edition without valid_until runs until the next begins.";
    OtherBase "T0702" Error
        nl: "een normpakket bij een andere editie", "Een normpakket hoort bij één editie, en bij één tekst daarvan als het de digest noemt. Bij een andere kunnen de getallen iets anders betekenen.";
        en: "a norm pack of another edition", "A norm pack belongs to one edition, and to one text of it where it names the digest. With another its numbers may mean something else.";
    OnePerson "T0703" Error
        nl: "getallen die één persoon heeft ingevoerd", "Een normpakket noemt twee personen van de organisatie, met een code, die de getallen los van elkaar uit de bron hebben overgenomen. Zonder de tweede wordt het niet gebruikt.";
        en: "numbers that one person entered", "A norm pack names two persons of the organisation, by a code, who took the numbers from the source apart from each other. Without the second it is not used.";
    OtherText "T0704" Error
        nl: "een handtekening voor een andere tekst", "Een organisatie tekent voor de getallen van precies één tekst: ID@EDITIE+sha256:… Is die tekst veranderd, dan telt de handtekening niet meer. Leg de getallen opnieuw naast de bron, en teken dan opnieuw.";
        en: "a signature for another text", "An organisation signs for the numbers of exactly one text: ID@EDITION+sha256:… Where that text was changed the signature no longer counts. Hold the numbers against the source again, and then sign again.";
    EditionOnTrial "T0705" Error
        nl: "een editie met de status trial", "Een editie met de status trial is een proef: zij is er om onderzocht te worden. show, check, diff, validate en andere opdrachten die haar onderzoeken, nemen haar zoals zij is. score, batch, enrich, worklist, why, selftest en new protocol weigeren haar, tenzij u --trial geeft; dan zegt elk resultaat dat het van een proef komt. Edities met de status current, historical, reference of retired hebben --trial niet nodig. Een naam zonder editie is nooit een proef.";
        en: "an edition of status trial", "An edition of status trial is there to be studied. show, check, diff, validate and other commands that study it take it as it is. score, batch, enrich, worklist, why, selftest and new protocol refuse it unless you give --trial; every result then says that it comes from a trial. Editions of status current, historical, reference or retired do not need --trial. A name without an edition is never a trial.";
    NoCertificate "T0801" Error
        nl: "een regelset waarvan geen certificaat te maken is", "Een certificaat geeft elk niveau als één aaneengesloten reeks totalen. Ligt een totaal van een ander niveau ertussen, dan kan dat niet; kijk dan na of de grenzen van het niveau kloppen. Scoren kan wel. Van een instrument met een normpakket is er ook geen.";
        en: "a rule set of which no certificate can be made", "A certificate gives every level as one run of totals. Where a total of another level lies in between it cannot be made; look then whether the bounds of the level are right. Scoring is possible. There is none either of an instrument with a norm pack.";
    Unjustified "T0901" Error
        nl: "een veld op afkomst, woonplek, inkomen of geloof zonder verantwoording", "Etniciteit, nationaliteit, geboorteplaats, postcode, wijk, inkomen en geloof worden nooit gelezen om te scoren, tenzij het instrument het veld noemt en verantwoordt: [field.ID.justification] met says (nl en en), source en evidence. Een kolom met zo'n naam is ook niet toe te wijzen aan een ander veld.";
        en: "a field on origin, residence, income or belief without a justification", "Ethnicity, nationality, place of birth, postcode, neighbourhood, income and religion are never read for scoring, unless the instrument declares and justifies the field: [field.ID.justification] with says (nl and en), source and evidence. Nor can a column with such a name be mapped to another field.";
    OtherInstrument "T0902" Error
        nl: "een toewijzing voor een ander instrument", "Een toewijzing (mapping) noemt bij `instrument` de instrumenten waar zij voor is. Een kolom kan bij een ander instrument iets anders betekenen.";
        en: "a mapping for another instrument", "A mapping names with `instrument` the instruments that it is for. A column may mean something else for another instrument.";
    NotOneOrigin "T0903" Error
        nl: "een veld dat niet op precies één manier gegeven is", "Elk veld van een toewijzing heeft precies één van: column (met of zonder codes), completed_years, sum, count_yes, constant. completed_years, sum en count_yes geven een aantal; completed_years vraagt twee kolommen.";
        en: "a field that is not given in exactly one way", "Every field of a mapping has exactly one of: column (with or without codes), completed_years, sum, count_yes, constant. completed_years, sum and count_yes give a count; completed_years takes two columns.";
    NotConfirmed "T0904" Error
        nl: "een gok die niemand heeft bevestigd", "`taxeer map` doet een voorstel en zet er confirm = true bij. Zolang dat er staat wordt er niets mee gescoord. Kijk of de kolom en de codes kloppen, en haal de regel dan weg.";
        en: "a guess that nobody confirmed", "`taxeer map` makes a proposal and puts confirm = true with it. As long as that stands there nothing is scored with it. Look whether the column and the codes are right, and then remove the line.";
    NotAnAnswer "T0905" Error
        nl: "een code of constante die geen antwoord van het veld is", "Achter een code staat een antwoord dat het veld kent, of \"unknown\"; \"n.v.t.\" alleen waar het veld dat kent. Een leeg vakje is altijd onbekend en heeft geen code.";
        en: "a code or constant that is no answer to the field", "Behind a code stands an answer that the field has, or \"unknown\"; \"n/a\" only where the field has it. An empty cell is always unknown and has no code.";
    WordOfTwo "T0906" Error
        nl: "een woord dat twee dingen zou betekenen", "Onder [words] staan extra manieren om ja, nee, onbekend of niet van toepassing te schrijven, voor dit bestand. Een woord heeft één betekenis; wat het programma zelf al kent houdt zijn betekenis.";
        en: "a word that would mean two things", "[words] holds more ways to write yes, no, unknown or not applicable, for this file. A word has one meaning; what the program knows keeps its meaning.";
    CellNotOption "R0101" Error
        nl: "een antwoord dat dit veld niet kent", "Een keuzeveld kent alleen zijn eigen antwoorden en de manieren om ‘onbekend’ te schrijven. Een onbekende code wordt nooit stil een antwoord.";
        en: "an answer that this field does not have", "A choice field has its own answers and the ways to write ‘unknown’ only. An unknown code never becomes an answer in silence.";
    CellNotCount "R0102" Error
        nl: "geen heel aantal", "Een aantal bestaat uit cijfers, hoogstens gevolgd door één keer .0 of ,0. 1.000 en 22,5 worden niet geraden.";
        en: "not a whole count", "A count is digits, at most followed by one .0 or ,0. 1.000 and 22.5 are not guessed at.";
    CellNotDecimal "R0103" Error
        nl: "geen getal", "Een getal heeft hoogstens zes decimalen, met een punt of een komma. Staan er komma's tussen de cellen, dan is het decimaalteken een punt, tenzij u --decimal comma zegt.";
        en: "not a number", "A number has at most six decimals, with a point or a comma. Where commas stand between cells the decimal mark is a point, unless you say --decimal comma.";
    CellNotDate "R0104" Error
        nl: "geen datum", "Datums staan als dd-mm-jjjj of jjjj-mm-dd en bestaan echt. Jaren van twee cijfers en dagnummers van een rekenblad worden gelezen als u zegt wat ze betekenen: --two-digit-years, --date-serials. Tussen dag en maand wordt nooit geraden.";
        en: "not a date", "Dates stand as dd-mm-yyyy or yyyy-mm-dd and exist. Years of two digits and day numbers of a spreadsheet are read where you say what they mean: --two-digit-years, --date-serials. Between day and month nothing is ever guessed.";
    CellOutside "R0105" Error
        nl: "een waarde buiten wat gelezen kan worden", "Het veld noemt een kleinste en grootste waarde. Een waarde daarbuiten is bijna altijd een tikfout.";
        en: "a value outside what can be read", "The field names a least and greatest value. A value outside them is nearly always a slip.";
    RowTooShort "R0106" Error
        nl: "een rij met een ander aantal cellen dan de kop", "Een scheidingsteken of aanhalingsteken te veel of te weinig schuift antwoorden naar een andere kolom; zo'n rij wordt niet gescoord.";
        en: "a row with another number of cells than the header", "One separator or quote too many or too few shifts answers to another column; such a row is not scored.";
    EmptyInput "R0108" Error
        nl: "een invoer zonder kop", "De eerste regel van een bestand met zaken noemt de kolommen, elk met de naam van een veld.";
        en: "an input without a header", "The first line of a file of cases names the columns, each by the name of a field.";
    OpenQuote "R0109" Error
        nl: "een aanhalingsteken dat niet gesloten wordt", "Alles na het aanhalingsteken zou één cel worden en zaken zouden verdwijnen. De genoemde regel is waar de rij begint.";
        en: "a quote that is not closed", "All that follows the quote would become one cell and cases would vanish. The named line is where the row starts.";
    DuplicateColumn "R0110" Error
        nl: "twee kolommen met één naam", "Welke van de twee het antwoord geeft is niet te weten; er wordt niet geraden.";
        en: "two columns with one name", "Which of the two gives the answer cannot be known; nothing is guessed.";
    MissingColumn "R0111" Error
        nl: "een veld dat nergens gegeven is", "Een vergeten kolom mag niet stil ‘onbekend’ worden voor alle zaken. Zeg --set VELD=? als het antwoord echt van niemand bekend is.";
        en: "a field that is nowhere given", "A forgotten column must not become ‘unknown’ for all cases in silence. Say --set FIELD=? if the answer is really known for nobody.";
    NotAField "R0112" Error
        nl: "een naam in een zaakbestand die geen veld is", "Een zaakbestand noemt velden van het instrument, en eventueel case_id. Een tikfout in een naam zou een antwoord laten vallen. `taxeer show ID` noemt alle velden.";
        en: "a name in a case file that is no field", "A case file names fields of the instrument, and perhaps case_id. A typo in a name would drop an answer. `taxeer show ID` names all fields.";
    BadCaseFile "R0113" Error
        nl: "een zaakbestand dat niet te lezen is", "Een zaakbestand is TOML (veld = \"antwoord\") of JSON ({ \"veld\": \"antwoord\" }). Elk veld staat er hoogstens één keer en heeft één antwoord: een tekst, een getal of ja/nee.";
        en: "a case file that cannot be read", "A case file is TOML (field = \"answer\") or JSON ({ \"field\": \"answer\" }). Every field stands there at most once and has one answer: a text, a number or yes/no.";
    NotParquet "R0114" Error
        nl: "geen leesbaar Parquet-bestand", "Het bestand is afgebroken, beschadigd of geen Parquet. Er is niets van gescoord: een deel zou voor het geheel kunnen doorgaan.";
        en: "not a readable Parquet file", "The file is cut off, damaged or not Parquet. Nothing of it was scored: a part could pass for the whole.";
    NotUtf8 "R0107" Error
        nl: "een byte die in deze codering geen teken is", "Het bestand is beschadigd, of in een andere codering bewaard dan het lijkt: UTF-8, UTF-16 of Windows-1252. Bewaar het als ‘CSV UTF-8’, of zeg --encoding.";
        en: "a byte that is no character in this encoding", "The file is damaged, or was saved in another encoding than it seems: UTF-8, UTF-16 or Windows-1252. Save it as ‘CSV UTF-8’, or say --encoding.";
    CellAmbiguous "R0115" Error
        nl: "een getal dat twee dingen kan betekenen", "1.250 is met een decimale punt iets meer dan één, en met een punt voor duizendtallen twaalfhonderdvijftig. Zeg --decimal comma of --decimal point voor het hele bestand; er wordt niet geraden.";
        en: "a number that can mean two things", "1.250 is a little over one with a decimal point, and twelve hundred and fifty with a point for thousands. Say --decimal comma or --decimal point for the whole file; nothing is guessed.";
    EncodingUnclear "R0116" Error
        nl: "een bestand in twee coderingen", "Een deel is UTF-8 en een deel niet, zoals na het samenvoegen van twee exports. Letters zouden verkeerd gelezen worden. Bewaar het opnieuw als ‘CSV UTF-8’, of zeg --encoding.";
        en: "a file in two encodings", "A part is UTF-8 and a part is not, as when two exports were joined. Letters would be misread. Save it again as ‘CSV UTF-8’, or say --encoding.";
    HeaderUnclear "R0117" Error
        nl: "niet duidelijk welke regel de kop is", "Boven de kop mogen titels staan. Een regel daar die een zaak kan zijn, of een kolomnaam die de kop zelf niet heeft, wordt niet stil overgeslagen. Zeg --header-line.";
        en: "not clear which line is the header", "Titles may stand above the header. A line there that may be a case, or a column name that the header itself lacks, is not skipped in silence. Say --header-line.";
    SeparatorUnclear "R0118" Error
        nl: "niet duidelijk wat de cellen scheidt", "Twee scheidingstekens leveren even veel bekende kolomnamen op. Bewaar het bestand met één scheidingsteken: een puntkomma, een komma of een tab.";
        en: "not clear what separates the cells", "Two separators bring out as many known column names. Save the file with one separator: a semicolon, a comma or a tab.";
    RowsDiffer "R0120" Error
        nl: "rijen van één zaak die verschillen", "Rijen met hetzelfde case_id zeggen verschillende dingen. Welke klopt is hier niet te weten; er wordt niet gekozen. Maak ze gelijk, of zeg --duplicates merge: dan gaan alle rijen van die zaak naar het bestand .conflicts.csv.";
        en: "rows of one case that differ", "Rows with the same case_id say different things. Which is right cannot be known here; nothing is chosen. Make them equal, or say --duplicates merge: all rows of that case then go to the .conflicts.csv file.";
    AnswerDiffers "R0121" Error
        nl: "een antwoord dat iets anders zegt dan de invoer", "Een lijst met antwoorden vult in wat onbekend is. Zegt de invoer zelf al iets anders, of zegt de lijst twee dingen, dan wordt niet gekozen: een mens gaat na wat klopt.";
        en: "an answer that says another thing than the input", "A list of answers fills in what is unknown. Where the input itself says another thing, or the list says two, nothing is chosen: a person finds out what is right.";
    NoSuchColumn "R0124" Error
        nl: "een kolom van de toewijzing die er niet is", "De toewijzing (mapping) noemt een kolom die in de kop van dit bestand niet staat, of die er zonder op hoofdletters te letten twee keer staat. Neem de naam over zoals hij in de kop staat.";
        en: "a column of the mapping that is not there", "The mapping names a column that the header of this file does not have, or has twice when case is ignored. Take the name over as it stands in the header.";
    GivenTwice "R0122" Error
        nl: "een veld dat twee keer gegeven is", "De toewijzing geeft dit veld en de invoer heeft ook een kolom met de naam van het veld. Welke van de twee geldt is niet te weten; er wordt niet gekozen.";
        en: "a field that is given twice", "The mapping gives this field and the input also has a column by the name of the field. Which of the two counts cannot be known; nothing is chosen.";
    CodeNotMapped "R0123" Error
        nl: "een code die niet in de toewijzing staat", "Een code zonder antwoord wordt nooit stil ‘onbekend’. Voeg de code toe aan codes van dit veld, eventueel als \"unknown\", of verbeter het vakje.";
        en: "a code that is not in the mapping", "A code without an answer never becomes ‘unknown’ in silence. Add the code to the codes of this field, perhaps as \"unknown\", or mend the cell.";
    ForcedIncomplete "R0125" Error
        nl: "een opgelegde prioriteit zonder wie, rol of grond", "Een prioriteit die een mens oplegt staat er met de rol (forced.role), een code van de persoon (forced.by) en de grond (forced.ground). Zonder een van die drie wordt de rij geweigerd.";
        en: "a forced tier without who, role or ground", "A tier that a person forces stands there with the role (forced.role), a code of the person (forced.by) and the ground (forced.ground). Without one of the three the row is refused.";
    ForcedNotAllowed "R0126" Error
        nl: "een prioriteit die zo niet opgelegd mag worden", "Het protocol noemt welke prioriteiten opgelegd mogen worden, door welke rol en op welke gronden. Iets anders wordt geweigerd en niet stil genegeerd.";
        en: "a tier that may not be forced so", "The protocol names which tiers may be forced, by which role and on which grounds. Anything else is refused, and not ignored in silence.";
    OutputForm "R0130" Error
        nl: "een vorm waarin geen resultaten worden geschreven", "De extensie van de uitvoer zegt in welke vorm zij komt: .csv, .xlsx, .jsonl, en .parquet waar deze versie dat kan. Een andere naam zou een bestand geven dat niet is wat het heet. --excel hoort bij .csv.";
        en: "a form in which no results are written", "The extension of the output says in what form it comes: .csv, .xlsx, .jsonl, and .parquet where this build has it. Another name would give a file that is not what it is called. --excel goes with .csv.";
    WorkbookFull "R0131" Error
        nl: "resultaten die niet in een werkblad passen", "Een werkblad (XLSX) heeft plaats voor 1.048.575 zaken en voor 32.767 tekens in een cel. Er wordt niets afgekapt. Noem de uitvoer .csv, .jsonl of .parquet, of splits de invoer.";
        en: "results that do not fit in a workbook", "A sheet (XLSX) has room for 1,048,575 cases and for 32,767 characters in a cell. Nothing is cut off. Name the output .csv, .jsonl or .parquet, or split the input.";
    NotWorkbook "R0119" Error
        nl: "geen leesbaar werkblad (XLSX)", "Het bestand is afgebroken, beschadigd, met een wachtwoord beveiligd of geen XLSX. Er is niets van gescoord: een deel zou voor het geheel kunnen doorgaan.";
        en: "not a readable workbook (XLSX)", "The file is cut off, damaged, protected by a password or not XLSX. Nothing of it was scored: a part could pass for the whole.";
    NotResults "R0201" Error
        nl: "een bestand dat geen uitvoer van batch met een protocol is", "Een werklijst wordt gemaakt van de uitvoer van `taxeer batch` met --protocol. Daarin staan case_id, row, outcome, tier, tiers en protocol; zonder prioriteit is er geen volgorde.";
        en: "a file that is not the output of batch with a protocol", "A work list is made from the results of `taxeer batch` with --protocol. These have case_id, row, outcome, tier, tiers and protocol; without a tier there is no order.";
    TwoProtocols "R0202" Error
        nl: "rijen met een prioriteit uit verschillende protocollen", "Prioriteiten van twee protocollen, of van twee edities, zijn niet in één volgorde te zetten. Maak één uitvoer met één protocol.";
        en: "rows with tiers from different protocols", "Tiers of two protocols, or of two editions, cannot be put in one order. Make one file of results with one protocol.";
    NoInputColumn "R0203" Error
        nl: "een kolom van de invoer die er niet is", "Een datum of grond voor de werklijst staat in de invoer. Laat batch haar meeschrijven met --columns …,input.NAAM, of geef de invoer met --input.";
        en: "a column of the input that is not there", "A date or ground for the work list stands in the input. Let batch write it along with --columns …,input.NAME, or give the input with --input.";
    NotAList "R0204" Error
        nl: "een vorige werklijst die niet te lezen is", "Voor de vergelijking is de sleutel van de vorige lijst nodig: het bestand met .key in de naam, dat `taxeer worklist` naast de lijst schreef.";
        en: "an earlier work list that cannot be read", "The comparison takes the key of the earlier list: the file with .key in its name, which `taxeer worklist` wrote beside the list.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_unique_and_explained() {
        let mut ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Code::ALL.len());
        for code in Code::ALL {
            for lang in [Lang::Nl, Lang::En] {
                assert!(!code.title(lang).is_empty() && code.more(lang).len() > 20, "{}", code.id());
            }
            assert_eq!(Code::find(&code.id().to_lowercase()), Some(*code));
        }
    }
}
