//! Law: two neighbouring categories may become one where nothing else in the settings tells them apart.

use super::{Category, Indicator, Settings, Was, indicators::Tone};
use crate::ident::{CategoryId, IndicatorId};
use std::fmt;

/// Two categories, next to each other in the settings, that could be counted as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The indicators that have them: one, or all that share a scale.
    pub indicators: Vec<IndicatorId>,
    /// The scale that they stand in, where one does.
    pub scale: Option<String>,
    /// The first in order.
    pub first: CategoryId,
    /// The one after it.
    pub second: CategoryId,
    /// What they become: the category that is their sum already, or a new one.
    pub into: CategoryId,
}

impl fmt::Display for Merge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = (&self.first, &self.second);
        match (&self.indicators[..], &self.scale) {
            ([one], _) => write!(f, "merge {one}:{first} and {one}:{second}"),
            (_, Some(scale)) => write!(f, "merge {first} and {second} of scale {scale}"),
            (_, None) => write!(f, "merge {first} and {second}"),
        }
    }
}

impl Settings {
    /// Every pair of neighbours that could be one category.
    ///
    /// Not where others' people are those of one of the two, where another sum holds only one of them, where one
    /// is «not known» or ranks the levels, nor where a single category would be left.
    pub fn merges(&self) -> Vec<Merge> {
        let mut owners: Vec<(Option<String>, Vec<IndicatorId>)> = Vec::new();
        let sums = |indicator: &&Indicator| indicator.kind.sums();
        for indicator in self.indicators.indicators.iter().filter(sums) {
            let shared =
                owners.iter_mut().find(|(scale, _)| scale.is_some() && *scale == indicator.scale);
            match shared {
                Some((_, sharing)) => sharing.push(indicator.id.clone()),
                None => owners.push((indicator.scale.clone(), vec![indicator.id.clone()])),
            }
        }
        let of = |(scale, indicators): (Option<String>, Vec<IndicatorId>)| {
            let pairs = self.pairs(&indicators);
            pairs.into_iter().map(move |(first, second, into)| Merge {
                indicators: indicators.clone(),
                scale: scale.clone(),
                first,
                second,
                into,
            })
        };
        owners.into_iter().flat_map(of).collect()
    }

    fn pairs(&self, sharing: &[IndicatorId]) -> Vec<(CategoryId, CategoryId, CategoryId)> {
        let Some(indicator) = sharing.first().and_then(|id| self.indicators.get(id)) else {
            return Vec::new();
        };
        let all = self.indicators.categories(indicator);
        let counted: Vec<&Category> = all.iter().filter(|one| one.sum_of.is_empty()).collect();
        if counted.len() < 3 {
            return Vec::new();
        }
        let pairs = counted.windows(2).filter_map(|pair| {
            let (a, b) = (pair[0], pair[1]);
            let unlike =
                a.weak != b.weak || [a, b].iter().any(|one| one.tone == Some(Tone::Unknown));
            if unlike || [a, b].iter().any(|one| self.is_looked_at(sharing, &one.id)) {
                return None;
            }
            let mut into = CategoryId::new(&format!("{}+{}", a.id, b.id));
            for sum in all.iter().filter(|one| !one.sum_of.is_empty()) {
                let held = [a, b].map(|one| sum.sum_of.contains(&one.id));
                if held[0] != held[1] {
                    return None;
                }
                if held[0] && sum.sum_of.len() == 2 {
                    into = sum.id.clone();
                }
            }
            Some((a.id.clone(), b.id.clone(), into))
        });
        pairs.collect()
    }

    /// Whether the people of a category are the base of another figure, or hold another one's.
    fn is_looked_at(&self, sharing: &[IndicatorId], category: &CategoryId) -> bool {
        let all = self.indicators.indicators.iter();
        let mut figures = all.flat_map(|one| {
            let whole = one.base_is.iter().chain(one.lies_in());
            whole.chain(&one.excludes)
        });
        figures.any(|figure| {
            sharing.contains(&figure.indicator) && self.indicators.meant(figure) == *category
        })
    }

    /// The settings with two categories as one.
    #[must_use]
    pub fn merged(&self, merge: &Merge) -> Self {
        let mut settings = self.clone();
        let measured = &mut settings.indicators;
        if let Some(id) = &merge.scale {
            let scales = measured.scales.iter_mut().filter(|scale| scale.id == *id);
            scales.for_each(|scale| join(&mut scale.categories, merge));
        } else {
            let all = measured.indicators.iter_mut();
            let own = all.filter(|one| merge.indicators.contains(&one.id));
            own.for_each(|one| join(&mut one.categories, merge));
        }
        settings
    }
}

fn join(categories: &mut Vec<Category>, merge: &Merge) {
    let summed_already = categories.iter().any(|one| one.id == merge.into);
    let gone = |id: &CategoryId| *id == merge.first || *id == merge.second;
    // What was published of the two stays known of them as one.
    let parts = categories.iter().filter(|one| gone(&one.id));
    let was = parts.flat_map(|one| match one.was.ids() {
        [] => vec![one.id.to_string()],
        ids => ids.to_vec(),
    });
    let was = Was::Many(was.collect());
    let place = categories.iter().position(|one| one.id == merge.first);
    if let Some(first) = place.map(|at| &mut categories[at])
        && !summed_already
    {
        first.id = merge.into.clone();
    }
    categories.retain(|one| !gone(&one.id));
    if let Some(into) = categories.iter_mut().find(|one| one.id == merge.into) {
        into.was = was;
    }
    for one in categories {
        if one.id == merge.into {
            one.sum_of.clear();
        } else if one.sum_of.iter().any(gone) {
            one.sum_of.retain(|id| !gone(id));
            one.sum_of.push(merge.into.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assets::Assets, config, diagnostic::Problems};

    /// The embedded settings, Oslo's.
    fn oslo() -> Settings {
        config::load(&Assets::embedded(), &mut Problems::default())
            .unwrap_or_else(|problems| panic!("{:?}", problems.0))
    }

    fn counted(settings: &Settings, indicator: &str) -> Vec<String> {
        let indicator = settings.indicators.get(&indicator.into()).expect("it is there");
        let all = settings.indicators.categories(indicator).iter();
        let ids = all.map(|one| match one.sum_of.len() {
            0 => one.id.to_string(),
            n => format!("{} of {n}", one.id),
        });
        ids.collect()
    }

    #[test]
    fn neighbours_are_offered_and_what_tells_them_apart_is_respected() {
        let settings = oslo();
        let told: Vec<String> = settings.merges().iter().map(ToString::to_string).collect();
        let has = |what: &str| told.iter().any(|one| one == what);
        assert!(has("merge alder:16_29 and alder:30_44"), "{told:?}");
        assert!(has("merge yellow and green of scale lys"), "{told:?}");
        assert!(!has("merge red and yellow of scale lys"), "one of them ranks the levels");
        assert!(!has("merge alder:16_29 and alder:45_59"), "they are no neighbours");
        assert!(!told.iter().any(|one| one.contains("kjonn")), "one would be left");
        let inside = "merge levekarsindeks:bluelight and levekarsindeks:red";
        assert!(has(inside), "{told:?}");
        let across = "merge levekarsindeks:red and levekarsindeks:yellow";
        assert!(!has(across), "a sum holds only one of them");
    }

    #[test]
    fn two_become_one_and_the_rest_stays() {
        let settings = oslo();
        let named = |what: &str| {
            let all = settings.merges();
            all.into_iter().find(|one| one.to_string() == what).expect("it is offered")
        };
        let ages = settings.merged(&named("merge alder:30_44 and alder:45_59"));
        assert_eq!(counted(&ages, "alder"), ["16_29", "30_44+45_59", "60"]);
        let lights = settings.merged(&named("merge yellow and green of scale lys"));
        for indicator in ["arbeid", "nettverk"] {
            assert_eq!(counted(&lights, indicator), ["red", "yellow+green"]);
        }
        let index =
            settings.merged(&named("merge levekarsindeks:bluelight and levekarsindeks:red"));
        let left = counted(&index, "levekarsindeks");
        assert_eq!(left, ["yellow", "green", "red_or_bluelight"]);
    }
}
