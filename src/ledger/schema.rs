//! Law: with the figures it is remembered what they were figures of: which parts made which wholes.

use super::line::{close, open};
use crate::{
    config::{Indicator, Kind, Settings, outline::Ref},
    ident::{CategoryId, DistrictId, GroupId, IndicatorId},
};

/// What was measured, for whom and where, as far as sums hang on it; all of it is in the published codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Schema {
    pub population: Option<IndicatorId>,
    pub groups: Vec<Group>,
    pub indicators: Vec<Measure>,
    /// The districts, and whether each lies outside those that can get a report.
    pub districts: Vec<(DistrictId, bool)>,
    /// Comparison areas with what lies inside them.
    pub areas: Vec<(DistrictId, Vec<DistrictId>)>,
}

/// A group, and the groups that it is the sum of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub id: GroupId,
    pub sum_of: Vec<GroupId>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    pub id: IndicatorId,
    pub kind: Kind,
    pub base_is: Option<Ref>,
    pub part_of: Option<Ref>,
    pub groups: Vec<GroupId>,
    pub categories: Vec<Category>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Category {
    pub id: CategoryId,
    pub weak: bool,
    pub sum_of: Vec<CategoryId>,
}

impl Schema {
    /// What settings measure.
    pub fn of(settings: &Settings) -> Self {
        let measured = &settings.indicators;
        let groups = measured.groups.iter();
        let areas = settings.report.areas.iter();
        Self {
            population: Some(settings.report.population.clone()),
            groups: groups.map(|g| Group { id: g.id.clone(), sum_of: g.sum_of.clone() }).collect(),
            indicators: measured.indicators.iter().map(|i| Measure::of(i, settings)).collect(),
            districts: settings
                .districts
                .districts
                .iter()
                .map(|d| (d.id.clone(), d.outside))
                .collect(),
            areas: areas.map(|area| (area.id.clone(), area.contains.clone())).collect(),
        }
    }

    /// A line for each thing.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.population.iter().map(|id| format!("population {}", close(id.as_str()))));
        for Group { id, sum_of } in &self.groups {
            lines.push(format!("group {}{}", close(id.as_str()), parts(sum_of)));
        }
        for measure in &self.indicators {
            lines.push(measure.line());
            for Category { id, weak, sum_of } in &measure.categories {
                let weak = if *weak { " weak" } else { "" };
                let of = close(measure.id.as_str());
                lines.push(format!("category {of} {}{weak}{}", close(id.as_str()), parts(sum_of)));
            }
        }
        for (id, outside) in &self.districts {
            let word = if *outside { "outside" } else { "inside" };
            lines.push(format!("{word} {}", close(id.as_str())));
        }
        for (id, contains) in &self.areas {
            lines.push(format!("area {}{}", close(id.as_str()), parts(contains)));
        }
        lines
    }

    /// Takes in one line; nothing where it is none.
    pub fn line(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.split(' ').collect();
        let (said, sum_of) = match words.iter().position(|word| *word == "=") {
            Some(at) => (&words[..at], &words[at + 1..]),
            None => (&words[..], &[][..]),
        };
        let sum_of: Vec<String> = sum_of.iter().map(|word| open(word)).collect::<Option<_>>()?;
        match said {
            ["population", id] => self.population = Some(IndicatorId::new(&open(id)?)),
            ["group", id] => self.groups.push(Group {
                id: GroupId::new(&open(id)?),
                sum_of: sum_of.iter().map(|id| GroupId::new(id)).collect(),
            }),
            ["indicator", id, kind, rest @ ..] => {
                self.indicators.push(Measure::read(&open(id)?, kind, rest)?);
            }
            ["category", of, id, rest @ ..] => {
                let of = IndicatorId::new(&open(of)?);
                let measure = self.indicators.iter_mut().find(|measure| measure.id == of)?;
                measure.categories.push(Category {
                    id: CategoryId::new(&open(id)?),
                    weak: match rest {
                        [] => false,
                        ["weak"] => true,
                        _ => return None,
                    },
                    sum_of: sum_of.iter().map(|id| CategoryId::new(id)).collect(),
                });
            }
            [word @ ("inside" | "outside"), id] => {
                self.districts.push((DistrictId::new(&open(id)?), *word == "outside"));
            }
            ["area", id] => {
                let contains = sum_of.iter().map(|id| DistrictId::new(id)).collect();
                self.areas.push((DistrictId::new(&open(id)?), contains));
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether a line's first word is one of a schema.
    pub fn is_word(word: &str) -> bool {
        ["population", "group", "indicator", "category", "inside", "outside", "area"]
            .contains(&word)
    }

    pub fn measure(&self, id: &IndicatorId) -> Option<&Measure> {
        self.indicators.iter().find(|measure| measure.id == *id)
    }
}

/// What a whole is the sum of, as the end of a line.
fn parts<T: std::fmt::Display>(parts: &[T]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = parts.iter().map(|part| close(&part.to_string())).collect();
    format!(" = {}", parts.join(" "))
}

/// The kinds by the words of the settings.
const KINDS: [(&str, Kind); 6] = [
    ("levels", Kind::Levels),
    ("choice", Kind::Choice),
    ("multi", Kind::Multi),
    ("share", Kind::Share),
    ("count", Kind::Count),
    ("mean", Kind::Mean),
];

impl Measure {
    fn of(indicator: &Indicator, settings: &Settings) -> Self {
        let categories = settings.indicators.categories(indicator).iter();
        Self {
            id: indicator.id.clone(),
            kind: indicator.kind,
            base_is: indicator.base_is.clone(),
            part_of: indicator.part_of.clone(),
            groups: indicator.groups.clone(),
            categories: categories
                .map(|one| Category {
                    id: one.id.clone(),
                    weak: one.weak,
                    sum_of: one.sum_of.clone(),
                })
                .collect(),
        }
    }

    fn line(&self) -> String {
        let kind = KINDS.iter().find(|(_, kind)| *kind == self.kind).map_or("count", |it| it.0);
        let mut line = format!("indicator {} {kind}", close(self.id.as_str()));
        let figures = [("base_is", &self.base_is), ("part_of", &self.part_of)];
        for (key, figure) in figures.into_iter().filter_map(|(key, it)| Some((key, it.as_ref()?))) {
            line += &format!(" {key} {}", close(&figure.to_string()));
        }
        for group in &self.groups {
            line += &format!(" among {}", close(group.as_str()));
        }
        line
    }

    fn read(id: &str, kind: &str, rest: &[&str]) -> Option<Self> {
        let mut measure = Self {
            id: IndicatorId::new(id),
            kind: KINDS.iter().find(|(word, _)| *word == kind)?.1,
            base_is: None,
            part_of: None,
            groups: Vec::new(),
            categories: Vec::new(),
        };
        for pair in rest.chunks(2) {
            let [key, word] = pair else { return None };
            let word = open(word)?;
            match *key {
                "base_is" => measure.base_is = Some(word.parse().ok()?),
                "part_of" => measure.part_of = Some(word.parse().ok()?),
                "among" => measure.groups.push(GroupId::new(&word)),
                _ => return None,
            }
        }
        Some(measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assets::Assets, config, diagnostic::Problems};

    #[test]
    fn what_is_measured_is_read_as_it_was_written() {
        let settings = config::load(&Assets::embedded(), &mut Problems::default())
            .unwrap_or_else(|found| panic!("{:?}", found.0));
        let schema = Schema::of(&settings);
        let mut read = Schema::default();
        for line in schema.lines() {
            assert!(read.line(&line).is_some(), "{line}");
        }
        assert_eq!(read, schema);
        for wrong in ["group", "indicator x", "indicator x kind", "category none a", "area"] {
            assert!(Schema::default().line(wrong).is_none(), "{wrong}");
        }
    }
}
