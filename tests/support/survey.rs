//! Law: a whole survey by a rule: every cell that the settings ask for, with the number that the rule gives, and every sum kept.
//!
//! All figures are synthetic: they follow from a rule of a few words, and are about nobody. The settings are the
//! program's own, so that an extreme meets every section, sentence and drawing that Oslo has.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

use bydelsrapport::{
    assets::Assets,
    config::{self, Category, Indicator, Indicators, Kind, Settings, outline::Ref},
    diagnostic::Problems,
};
use std::{fs, path::Path, sync::LazyLock};

/// Where a figure is: wave, district, group.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    /// The wave.
    pub period: &'a str,
    /// The district's id.
    pub district: &'a str,
    /// A group that is counted itself.
    pub group: &'a str,
}

/// A figure that a rule is asked for.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Where it is.
    pub spot: Spot<'a>,
    /// The indicator.
    pub indicator: &'a str,
    /// The category; `total` where there are none.
    pub category: &'a str,
    /// Which of the categories that are counted themselves, and of how many.
    pub at: usize,
    /// Of how many.
    pub of: usize,
    /// Whether everybody is in one of them.
    pub one_each: bool,
}

/// A survey by rule.
#[derive(Clone, Copy)]
pub struct Survey {
    /// The waves; the last is the one reported on.
    pub waves: &'static [&'static str],
    /// Districts that get a report, by id.
    pub reported: &'static [&'static str],
    /// How many were mapped; nothing where that is not available.
    pub people: fn(Spot) -> Option<u64>,
    /// The part of the base that a figure counts; where everybody is in one category, its weight among them.
    pub part: fn(Question) -> f64,
    /// Whether the sender keeps the figures back.
    pub kept_back: fn(Spot) -> bool,
    /// Whether the published figures for Norway stand beside them.
    pub norway: bool,
}

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    config::load(&Assets::embedded(), &mut Problems::default()).expect("the program's settings")
});

/// The table of the survey: its only source, beside the published figures for Norway.
const SOURCE: &str = "
[[source]]
file = \"data/survey.csv\"
columns = { period = \"period\", district = \"district\", group = \"group\", indicator = \"indicator\", category = \"category\", count = \"count\", base = \"base\" }
symbols = { \"..\" = \"missing\", \":\" = \"hidden\" }
";

impl Survey {
    /// Writes a project with this survey and the program's settings, in three languages.
    pub fn write(&self, root: &Path) {
        let assets = Assets::embedded();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["config", "data", "fixtures/oslo-2018"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        let norway = "fixtures/oslo-2018/norge.csv";
        fs::copy(sample.join(norway), root.join(norway)).expect("the published figures");
        let texts = |list: &[&str]| {
            toml::Value::Array(list.iter().map(|text| (*text).into()).collect::<Vec<_>>())
        };
        let settings = |name: &str| -> toml::Table {
            let text = assets.text(name).expect("the program's settings");
            text.parse().expect("TOML")
        };
        let mut report = settings("config/report.toml");
        report.insert("languages".to_owned(), texts(&["nb", "nn", "en"]));
        report.insert("districts".to_owned(), texts(self.reported));
        report.insert("periods".to_owned(), texts(self.waves));
        let source = format!("BrukerPlan {}", self.waves.join(", "));
        report.insert("source".to_owned(), source.into());
        fs::write(root.join("config/report.toml"), report.to_string()).expect("written");
        let mut sources = settings("config/sources.toml");
        let all = sources["source"].as_array().expect("sources");
        let norway: Vec<_> =
            all.iter().filter(|source| source["file"].as_str() == Some(norway)).cloned().collect();
        assert!(!norway.is_empty(), "Norway is compared with");
        // What is published of Norway and what Oslo keeps back whole cannot both stand: the control says so.
        if self.norway {
            sources.insert("source".to_owned(), norway.into());
        } else {
            sources.remove("source");
        }
        let text = format!("{SOURCE}\n{sources}");
        fs::write(root.join("config/sources.toml"), text).expect("written");
        fs::write(root.join("data/survey.csv"), self.table()).expect("written");
    }

    /// Every figure that the settings ask for, one a row.
    fn table(&self) -> String {
        let mut text = "period,district,group,indicator,category,count,base\n".to_owned();
        let measured = &SETTINGS.indicators;
        let districts = SETTINGS.districts.districts.iter().filter(|d| !d.outside);
        for (period, district) in self
            .waves
            .iter()
            .flat_map(|period| districts.clone().map(move |district| (*period, district)))
        {
            for indicator in &measured.indicators {
                for group in measured.asked(indicator) {
                    let spot =
                        Spot { period, district: district.id.as_str(), group: group.id.as_str() };
                    self.rows(&mut text, spot, indicator);
                }
            }
        }
        text
    }

    fn rows(&self, text: &mut String, spot: Spot, indicator: &Indicator) {
        let names: Vec<&str> = match counted(indicator) {
            list if list.is_empty() => vec!["total"],
            list => list.iter().map(|category| category.id.as_str()).collect(),
        };
        for (at, name) in names.iter().enumerate() {
            let [count, base] = match (self.people)(spot) {
                _ if (self.kept_back)(spot) => [":".to_owned(), String::new()],
                None => ["..".to_owned(), String::new()],
                Some(people) if indicator.kind == Kind::Count => {
                    [people.to_string(), String::new()]
                }
                Some(_) => [self.counts(spot, indicator)[at], self.base(spot, indicator)]
                    .map(|number| number.to_string()),
            };
            let Spot { period, district, group } = spot;
            let id = &indicator.id;
            *text += &format!("{period},{district},{group},{id},{name},{count},{base}\n");
        }
    }

    /// The people that an indicator is about.
    fn base(&self, spot: Spot, indicator: &Indicator) -> u64 {
        match &indicator.base_is {
            Some(figure) => self.counted_there(spot, figure),
            None => (self.people)(spot).expect("asked only where it is known"),
        }
    }

    /// How many a figure counts, its parts together where it is a sum.
    fn counted_there(&self, spot: Spot, figure: &Ref) -> u64 {
        let measured: &Indicators = &SETTINGS.indicators;
        let indicator = measured.get(&figure.indicator).expect("it is measured");
        let meant = measured.meant(figure);
        let counts = self.counts(spot, indicator);
        let all = measured.categories(indicator);
        let Some(category) = all.iter().find(|category| category.id == meant) else {
            return counts[0];
        };
        let parts = counted(indicator).into_iter().zip(counts);
        let within = |part: &Category| part.id == meant || category.sum_of.contains(&part.id);
        parts.filter(|(part, _)| within(part)).map(|(_, n)| n).sum()
    }

    /// The counts of an indicator's categories in order; one where it has none.
    fn counts(&self, spot: Spot, indicator: &Indicator) -> Vec<u64> {
        assert_ne!(indicator.kind, Kind::Mean, "no rule gives a mean");
        let categories = counted(indicator);
        let base = self.base(spot, indicator);
        let of = categories.len().max(1);
        let parts: Vec<f64> = (0..of)
            .map(|at| {
                let category = categories.get(at);
                (self.part)(Question {
                    spot,
                    indicator: indicator.id.as_str(),
                    category: category.map_or("total", |category| category.id.as_str()),
                    at,
                    of,
                    one_each: indicator.kind.sums(),
                })
            })
            .collect();
        if indicator.kind.sums() {
            return shared_out(base, &parts);
        }
        let most = match indicator.lies_in() {
            Some(whole) => self.counted_there(spot, whole).min(base),
            None => base,
        };
        let measured: &Indicators = &SETTINGS.indicators;
        let own = Ref { indicator: indicator.id.clone(), category: None, group: None };
        // Whoever is counted in what it excludes is not counted here.
        let apart = measured.exclusive().into_iter().find(|set| set.contains(&own));
        let before = apart.iter().flatten().take_while(|figure| **figure != own);
        let taken: u64 = before.map(|figure| self.counted_there(spot, figure)).sum();
        let most = most.saturating_sub(taken);
        // Whoever is asked here is asked there, and is counted here where not enough others can say no there.
        let least = indicator.same_question_as.as_ref().map_or(0, |figure| {
            let there = measured.get(&figure.indicator).expect("it is measured");
            let no = self.base(spot, there) - self.counted_there(spot, figure);
            base.saturating_sub(no)
        });
        let count = |part: &f64| ((base as f64 * part).round() as u64).max(least).min(most);
        parts.iter().map(count).collect()
    }
}

/// An indicator's categories that are counted themselves.
fn counted(indicator: &Indicator) -> Vec<&'static Category> {
    let measured = &SETTINGS.indicators;
    let known = measured.get(&indicator.id).expect("it is measured");
    let all = measured.categories(known).iter();
    all.filter(|category| category.sum_of.is_empty()).collect()
}

/// Shares people out by weight; those left over by rounding go to the first that weigh anything.
fn shared_out(people: u64, weights: &[f64]) -> Vec<u64> {
    let all: f64 = weights.iter().sum();
    let mut counts: Vec<u64> =
        weights.iter().map(|weight| (people as f64 * weight / all + 1e-9).floor() as u64).collect();
    let left = people - counts.iter().sum::<u64>();
    let weighty: Vec<usize> = (0..weights.len()).filter(|at| weights[*at] > 0.0).collect();
    for at in weighty.iter().cycle().take(left as usize) {
        counts[*at] += 1;
    }
    counts
}
