//! Law: the codebook is made of settings and of published figures, and says nothing that a report does not.

use crate::{
    confidential::PublishedTable,
    config::{Indicator, Kind, Label, Settings, disclosure::Zeros, outline::Ref},
    ident::{CategoryId, CellKey, DistrictId},
    render::data::{self, Codebook, Words},
};

/// The name of the codebook in the output.
pub(super) const NAME: &str = "codebook.json";

/// The codebook of an edition.
pub(super) fn codebook(
    table: &PublishedTable,
    settings: &Settings,
    frame: data::Frame,
) -> Codebook {
    let report = &settings.report;
    let words = |label: &Label| words(settings, label);
    let reported = |id: &DistrictId| report.districts.is_empty() || report.districts.contains(id);
    let area = |area: &crate::config::report::Area| data::Area {
        id: area.id.to_string(),
        label: words(&area.name),
        periods: area.periods.iter().map(ToString::to_string).collect(),
        contains: area.contains.iter().map(ToString::to_string).collect(),
    };
    Codebook {
        edition: report.edition.clone(),
        title: words(&report.title),
        notice: report.notice.as_ref().map(words),
        published: report.published.clone(),
        periods: report.periods.iter().map(ToString::to_string).collect(),
        population: report.population.to_string(),
        districts: settings
            .districts
            .districts
            .iter()
            .map(|district| data::District {
                id: district.id.to_string(),
                name: district.name.clone(),
                outside: district.outside,
                reported: !district.outside && reported(&district.id),
            })
            .collect(),
        areas: std::iter::once(&report.city).chain(&report.areas).map(area).collect(),
        groups: settings
            .indicators
            .groups
            .iter()
            .map(|group| data::Group {
                id: group.id.to_string(),
                label: words(&group.label),
                people: words(&group.people),
                sum_of: group.sum_of.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        indicators: settings
            .indicators
            .indicators
            .iter()
            .map(|it| indicator(table, settings, it))
            .collect(),
        rules: rules(settings),
        comparison: data::Comparison {
            threshold: report.comparison.threshold,
            confidence: report.comparison.confidence,
        },
        frame,
        numbers: report
            .languages
            .iter()
            .map(|lang| (lang.to_string(), numbers(settings, lang)))
            .collect(),
    }
}

/// A text in every language of the report.
fn words(settings: &Settings, label: &Label) -> Words {
    let languages = settings.report.languages.iter();
    languages.map(|lang| (lang.to_string(), label.get(lang).to_owned())).collect()
}

/// What is said of people, where something is.
fn said(settings: &Settings, predicate: Option<&Label>) -> Words {
    predicate.map_or_else(Words::new, |label| words(settings, label))
}

fn indicator(table: &PublishedTable, settings: &Settings, it: &Indicator) -> data::Indicator {
    let asked = settings.indicators.asked(it);
    let categories = settings.indicators.categories(it).iter();
    data::Indicator {
        id: it.id.to_string(),
        kind: format!("{:?}", it.kind).to_lowercase(),
        label: words(settings, &it.label),
        base: words(settings, &it.base),
        said: said(settings, it.predicate.as_ref()),
        unit: it.unit.as_ref().map(|unit| words(settings, unit)),
        groups: asked.map(|group| group.id.to_string()).collect(),
        base_is: it.base_is.as_ref().map(|figure| address(settings, figure)).or_else(|| {
            let all = it.kind != Kind::Count && counts_everybody(table, settings, it);
            all.then(|| settings.report.population.to_string())
        }),
        part_of: it.lies_in().map(|figure| address(settings, figure)),
        same_question_as: it.same_question_as.as_ref().map(|figure| address(settings, figure)),
        excludes: it.excludes.iter().map(|figure| address(settings, figure)).collect(),
        same_base_as: it.same_base_as.as_ref().map(ToString::to_string),
        categories: categories
            .map(|category| data::Category {
                id: category.id.to_string(),
                label: words(settings, &category.label),
                said: said(settings, category.predicate.as_ref()),
                sum_of: category.sum_of.iter().map(ToString::to_string).collect(),
                last: category.last,
            })
            .collect(),
    }
}

/// `indicator` or `indicator:category`, the category that is meant where none is named.
fn address(settings: &Settings, figure: &Ref) -> String {
    let indicators = &settings.indicators;
    let meant = || {
        let categories = indicators.categories(indicators.get(&figure.indicator)?);
        let weak = categories.iter().find(|category| category.weak)?;
        Some(weak.id.clone())
    };
    match figure.category.clone().or_else(meant) {
        Some(category) => format!("{}:{category}", figure.indicator),
        None => figure.indicator.to_string(),
    }
}

/// Whether every base that is shown is the number of people that is shown for the same place, group and wave.
///
/// Where only some groups are asked, their total is another than everybody's and is not looked at.
fn counts_everybody(table: &PublishedTable, settings: &Settings, it: &Indicator) -> bool {
    let mut seen = false;
    for (key, cell) in table.everywhere(&it.id) {
        if key.group.is_total() && !it.groups.is_empty() {
            continue;
        }
        let everybody = CellKey {
            indicator: settings.report.population.clone(),
            category: CategoryId::total(),
            ..key.clone()
        };
        let everybody = table.cell(&everybody).count.amount();
        if let (Some(base), Some(everybody)) = (cell.base.amount(), everybody) {
            if base != everybody {
                return false;
            }
            seen = true;
        }
    }
    seen
}

fn rules(settings: &Settings) -> data::Rules {
    let rules = &settings.disclosure;
    let zeros = |zeros: Zeros| match zeros {
        Zeros::Shown => "shown".to_owned(),
        Zeros::Hidden => "hidden".to_owned(),
    };
    data::Rules {
        k: rules.k,
        minimum_base: rules.minimum_base,
        complement: rules.complement,
        zeros: zeros(rules.zeros),
        everyone: rules.everyone,
        width: rules.width,
        indicators: rules
            .indicator
            .iter()
            .map(|(id, tighter)| {
                let stricter = data::Stricter {
                    k: tighter.k,
                    minimum_base: tighter.minimum_base,
                    zeros: tighter.zeros.map(zeros),
                    everyone: tighter.everyone,
                };
                (id.to_string(), stricter)
            })
            .collect(),
    }
}

fn numbers(settings: &Settings, lang: &crate::ident::Lang) -> data::Numbers {
    let language = &settings.languages[lang];
    let numbers = &language.numbers;
    data::Numbers {
        decimal: numbers.decimal.clone(),
        group: numbers.group.clone(),
        minus: numbers.minus.clone(),
        hidden: numbers.hidden.clone(),
        missing: numbers.missing.clone(),
        not_applicable: numbers.not_applicable.clone(),
        percent: numbers.percent_word.trim().to_owned(),
        persons: numbers.persons.to_vec(),
        points: numbers.points.to_vec(),
        words: language.number_words.clone(),
    }
}
