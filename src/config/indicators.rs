//! Law: what is measured is data: groups, scales, indicators and themes, with their words.

use super::{figure::Ref, label::Label, was::Was};
use crate::ident::{CategoryId, GroupId, IndicatorId};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;

/// `config/indicators.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicators {
    /// Groups of people, in the order they are shown.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
    /// Sets of categories that several indicators share.
    #[serde(default, rename = "scale")]
    pub scales: Vec<Scale>,
    /// What is measured, in the order it is shown.
    #[serde(rename = "indicator")]
    pub indicators: Vec<Indicator>,
}

/// A group of people within those mapped.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name: `Psykisk helseproblem`.
    pub label: Label,
    /// Its name in a narrow table head: `Psykisk`.
    #[serde(default)]
    pub short: Option<Label>,
    /// The people as running text names them: `personer med psykiske helseproblemer`.
    pub people: Label,
    /// The groups that it is the sum of; empty for one that is counted itself.
    #[serde(default)]
    pub sum_of: Vec<GroupId>,
    /// The id, or the ids, that it had when it was published before: `was = "old"`, or `was = ["p", "q"]` where it is their sum.
    #[serde(default)]
    pub was: Was,
    /// Other spellings in the input.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A set of categories that several indicators share.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its id.
    pub id: String,
    /// Its categories in order, the most serious first.
    #[serde(rename = "category")]
    pub categories: Vec<Category>,
}

/// An answer or level.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name: `Rødt`.
    pub label: Label,
    /// Its name where space is scarce.
    #[serde(default)]
    pub short: Option<Label>,
    /// What is said of people in it, after a share: `har rødt nivå` or `har problem med alkohol`.
    #[serde(default)]
    pub predicate: Option<Label>,
    /// What a figure of it is called where the rows are of many indicators, with `{area}` for the indicator's name inside a sentence.
    #[serde(default)]
    pub named: Option<Label>,
    /// What it looks like in charts of levels.
    #[serde(default)]
    pub tone: Option<Tone>,
    /// The one category, or sum of categories, that stands for weak functioning and ranks the life areas.
    #[serde(default)]
    pub weak: bool,
    /// The categories that it is the sum of, for example red or blue light; empty for one that is counted itself.
    #[serde(default)]
    pub sum_of: Vec<CategoryId>,
    /// Stands last whatever its size, as «andre» does.
    #[serde(default)]
    pub last: bool,
    /// The id, or the ids, that it had when it was published before: `was = "old"`, or `was = ["p", "q"]` where it is their sum.
    #[serde(default)]
    pub was: Was,
    /// Other spellings in the input.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// What a level looks like; never used for better or worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Extensive problems in several areas.
    Bluelight,
    /// Serious problems.
    Red,
    /// Some problems.
    Yellow,
    /// Functions well.
    Green,
    /// Not known.
    Unknown,
}

/// What sort of figure an indicator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Ordered categories, one per person; they sum to the base.
    Levels,
    /// Categories, one per person; they sum to the base.
    Choice,
    /// Several answers per person; never summed.
    Multi,
    /// How many of the base have one property.
    Share,
    /// A number, without a base.
    Count,
    /// An average over the base.
    Mean,
}

impl Kind {
    /// Whether the categories sum to the base.
    pub fn sums(self) -> bool {
        matches!(self, Self::Levels | Self::Choice)
    }

    /// Whether it has categories at all.
    pub fn has_categories(self) -> bool {
        matches!(self, Self::Levels | Self::Choice | Self::Multi)
    }
}

/// Whether a high figure is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// More is better.
    MoreIsBetter,
    /// More is worse.
    MoreIsWorse,
    /// Neither.
    #[default]
    Neutral,
}

/// One thing that is measured.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its id.
    pub id: IndicatorId,
    /// What sort of figure it is.
    pub kind: Kind,
    /// Its name: `Arbeid og meningsfull aktivitet`.
    pub label: Label,
    /// Its name where space is scarce.
    #[serde(default)]
    pub short: Option<Label>,
    /// Its name inside a sentence: `arbeid og meningsfull aktivitet`; the label in lower case where absent.
    #[serde(default)]
    pub inline: Option<Label>,
    /// What is said of the people counted, after a share: `bor alene`. For a share; categories have their own.
    #[serde(default)]
    pub predicate: Option<Label>,
    /// Who the base is: `alle kartlagte`.
    pub base: Label,
    /// The figure whose people are the base: `levekarsindeks:red_or_bluelight`, where only those are asked. Without it the two tables are not known to be about the same people, and one could be used to compute what the other hides. In every district, group and wave the base must be that count.
    #[serde(default)]
    pub base_is: Option<Ref>,
    /// Another indicator whose figures are of the same people, where no figure counts them: two questions to all who answered. In every district, group and wave the two bases must be the same number.
    #[serde(default)]
    pub same_base_as: Option<IndicatorId>,
    /// The figure that everybody counted here is counted in too: `har_barn` for those who have the care of a child. The difference between the two then is a count of people as well, and is protected like one. Says nothing of whether others are counted there for the same reason: where the very same question is put to some, say `same_question_as`.
    #[serde(default)]
    pub part_of: Option<Ref>,
    /// The figure that is the very same question put to more people: `individuell_plan` for an individual plan among those with a red index. Whoever is asked here is asked there and answers the same, so that everybody counted here is counted there (`part_of` need not be said), and those who are asked there alone are counted there or not: each of the two is a count of people as well, and is protected like one.
    #[serde(default)]
    pub same_question_as: Option<Ref>,
    /// Figures in which nobody counted here is counted: `samvaer` (contact without daily care) for `omsorg` (daily care). What they leave of what they are parts of, or of the base that they share, then is a count of people as well, and is protected like one.
    #[serde(default)]
    pub excludes: Vec<Ref>,
    /// The groups that are asked; all where empty. `total` is the sum over them.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// The unit of a mean or a count: `år`.
    #[serde(default)]
    pub unit: Option<Label>,
    /// Whether a high figure is good.
    #[serde(default)]
    pub polarity: Polarity,
    /// Whether the source leaves unclear among whom: the report says so.
    #[serde(default)]
    pub unclear: bool,
    /// Where it comes from, when that differs from the report's source.
    #[serde(default)]
    pub source: Option<Label>,
    /// What a reader must know, for example that the base is unclear.
    #[serde(default)]
    pub note: Option<Label>,
    /// The id of a scale that gives the categories.
    #[serde(default)]
    pub scale: Option<String>,
    /// The categories, where no scale gives them.
    #[serde(default, rename = "category")]
    pub categories: Vec<Category>,
    /// The id, or the ids, that it had when it was published before: `was = "old"`, or `was = ["p", "q"]` where it is their sum.
    #[serde(default)]
    pub was: Was,
    /// Other spellings in the input.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Group {
    /// A group that only its id is known of.
    pub fn bare(id: GroupId) -> Self {
        let (label, people) = (Label::default(), Label::default());
        let sum_of = Vec::new();
        Self { id, label, short: None, people, sum_of, was: Was::default(), aliases: Vec::new() }
    }
}

impl Category {
    /// A category that only its id is known of.
    pub fn bare(id: CategoryId) -> Self {
        Self {
            id,
            label: Label::default(),
            short: None,
            predicate: None,
            named: None,
            tone: None,
            weak: false,
            sum_of: Vec::new(),
            last: false,
            was: Was::default(),
            aliases: Vec::new(),
        }
    }
}

impl Indicator {
    /// An indicator that only its id and kind are known of.
    pub fn bare(id: IndicatorId, kind: Kind) -> Self {
        let bare = "id = '-'\nkind = 'count'\nlabel = ''\nbase = ''";
        let bare: Self = toml::from_str(bare).expect("all else may be left out");
        Self { id, kind, ..bare }
    }

    /// The figure in which everybody counted here is counted too.
    pub fn lies_in(&self) -> Option<&Ref> {
        self.same_question_as.as_ref().or(self.part_of.as_ref())
    }
}

impl Indicators {
    /// The indicator with this id.
    pub fn get(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|i| &i.id == id)
    }

    /// The group with this id.
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|g| &g.id == id)
    }

    /// An indicator's categories in order; empty for kinds without.
    pub fn categories<'a>(&'a self, indicator: &'a Indicator) -> &'a [Category] {
        match &indicator.scale {
            Some(id) => self.scales.iter().find(|s| &s.id == id).map_or(&[], |s| &s.categories),
            None => &indicator.categories,
        }
    }

    /// The category that an address means: the one it names, the weak one where levels name none, and
    /// `total` for kinds without categories.
    pub fn meant(&self, figure: &Ref) -> CategoryId {
        let weak = || {
            let indicator = self.get(&figure.indicator)?;
            let weak = self.categories(indicator).iter().find(|c| c.weak)?;
            Some(weak.id.clone())
        };
        let named = figure.category.clone();
        named.or_else(weak).unwrap_or_else(CategoryId::total)
    }

    /// A figure without its group, its category the one that is meant where it names none.
    pub fn plain(&self, figure: &Ref) -> Ref {
        let category = Some(self.meant(figure)).filter(|category| !category.is_total());
        Ref { indicator: figure.indicator.clone(), category, group: None }
    }

    /// The figures that hold everybody whom a figure counts, by parts and not by bases, the nearest first.
    pub fn wholes(&self, figure: &Ref) -> Vec<Ref> {
        let mut found = Vec::new();
        let mut at = self.plain(figure);
        while let Some(indicator) = self.get(&at.indicator)
            && at.category.is_none()
            && let Some(whole) = indicator.lies_in().map(|whole| self.plain(whole))
            && !found.contains(&whole)
        {
            found.push(whole.clone());
            at = whole;
        }
        found
    }

    /// The largest sets of figures of which no two count the same person, each in order of the settings.
    pub fn exclusive(&self) -> Vec<Vec<Ref>> {
        let mut pairs: BTreeSet<(Ref, Ref)> = BTreeSet::new();
        for indicator in &self.indicators {
            let own = Ref { indicator: indicator.id.clone(), category: None, group: None };
            for other in indicator.excludes.iter().map(|other| self.plain(other)) {
                pairs.insert((own.clone(), other.clone()));
                pairs.insert((other, own.clone()));
            }
        }
        let place = |figure: &Ref| self.indicators.iter().position(|i| i.id == figure.indicator);
        let mut figures: Vec<&Ref> = pairs.iter().map(|(one, _)| one).collect();
        figures.dedup();
        figures.sort_by_key(|figure| (place(figure), *figure));
        let apart = |a: &Ref, b: &Ref| pairs.contains(&(a.clone(), b.clone()));
        let mut sets: Vec<Vec<Ref>> = Vec::new();
        for (a, b) in pairs.iter().filter(|(a, b)| (place(a), a) < (place(b), b)) {
            // Every pair stands in one set at least; the set takes whoever fits, in order.
            let mut set = vec![a, b];
            for figure in &figures {
                if !set.contains(figure) && set.iter().all(|one| apart(one, figure)) {
                    set.push(figure);
                }
            }
            set.sort_by_key(|figure| (place(figure), *figure));
            let set: Vec<Ref> = set.into_iter().cloned().collect();
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        sets
    }

    /// The groups that are counted themselves and that an indicator asks about, in order.
    pub fn asked<'a>(&'a self, indicator: &'a Indicator) -> impl Iterator<Item = &'a Group> {
        self.groups.iter().filter(move |g| {
            g.sum_of.is_empty() && (indicator.groups.is_empty() || indicator.groups.contains(&g.id))
        })
    }
}
