//! Law: each rule looks at shown figures among enough people, and says nothing where there are none.

use super::{Finding, Rule};
use crate::{
    analysis::{
        Against, Direction, Interval, Lens, Tone,
        family::{blocks, compared, followed, pairs, weak},
        rank,
    },
    config::{
        Kind,
        outline::{Block, Outline, Ref},
    },
    ident::{CellKey, GroupId},
};

/// A finding about a figure, with what is always its evidence: the figure, and what it is compared with.
fn about(lens: &Lens, rule: Rule, figure: &Ref, strength: f64) -> Finding {
    let own = lens.key(figure);
    let against = lens.against(figure);
    let mut evidence = vec![own.clone()];
    evidence.extend(against.map(|_| own.at(&lens.reference())));
    Finding {
        rule,
        tone: tone(lens, figure, against),
        figure: figure.clone(),
        other: None,
        against,
        strength,
        evidence,
    }
}

fn tone(lens: &Lens, figure: &Ref, against: Option<Against>) -> Tone {
    let polarity = lens.indicator(figure).polarity;
    against.map_or(Tone::Neutral, |a| Tone::of(a.direction, polarity))
}

/// Whether a figure is among enough people to be a finding.
fn enough(lens: &Lens, outline: &Outline, figure: &Ref) -> bool {
    let base = lens.own(figure).base.amount();
    base.is_some_and(|people| people >= outline.findings.small as f64)
}

/// The smallest difference that an interval bears out; the difference itself where there is none.
fn borne_out(points: f64, interval: Option<Interval>) -> f64 {
    interval.map_or(points.abs(), |i| i.low.abs().min(i.high.abs()))
}

fn everyone(lens: &Lens) -> Ref {
    weak(&lens.settings().report.population)
}

/// Too few were mapped to speak of differences.
pub(super) fn small_base(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let figure = everyone(lens);
    let people = lens.own(&figure).count.amount()?;
    (people < outline.findings.small as f64).then(|| about(lens, Rule::SmallBase, &figure, 0.0))
}

/// Nothing differs: said only where something was compared, and of figures among few people as well, which no
/// other rule speaks of but which stand in the same tables.
pub(super) fn ordinary(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let compared = compared(lens, outline).into_iter();
    let compared: Vec<(Ref, Direction)> = compared
        .filter_map(|figure| {
            let direction = lens.against(&figure)?.direction;
            Some((figure, direction))
        })
        .collect();
    let changes: Vec<(Ref, Direction)> = followed(outline)
        .into_iter()
        .filter(|figure| lens.change(figure).points.amount().is_some())
        .map(|figure| {
            let direction = lens.change(&figure).direction;
            (figure, direction)
        })
        .collect();
    let seen = compared.iter().map(|(_, direction)| direction);
    let mut seen = seen.chain(changes.iter().map(|(_, direction)| direction));
    let alike = seen.all(|direction| *direction == Direction::Similar);
    let keys = compared.iter().map(|(figure, _)| lens.key(figure));
    let beside = keys.flat_map(|own| [own.clone(), own.at(&lens.reference())]);
    let keys = changes.iter().map(|(figure, _)| lens.key(figure));
    let before = keys.flat_map(|own| [Some(own.clone()), lens.earlier().map(|p| own.when(p))]);
    (alike && !compared.is_empty()).then(|| Finding {
        evidence: beside.chain(before.flatten()).collect(),
        ..about(lens, Rule::Ordinary, &everyone(lens), 0.0)
    })
}

/// The life area with the largest weak share, before all others.
pub(super) fn weakest(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let areas: Vec<Ref> = blocks(outline).find_map(|block| match block {
        Block::Levels { indicators, .. } => Some(indicators.iter().map(weak).collect()),
        _ => None,
    })?;
    let ranked = rank(lens, &areas);
    let first = ranked.order.first().filter(|f| enough(lens, outline, f))?;
    let share = lens.own(first).share.amount()?;
    // Two that are alike are neither of them the weakest.
    let second = ranked.order.get(1).filter(|_| ranked.shown > 1);
    let alone = second.is_none_or(|f| lens.own(f).share.amount() != Some(share));
    let mut found = about(lens, Rule::WeakestArea, first, f64::INFINITY);
    let others = ranked.order.iter().take(ranked.shown).skip(1);
    found.evidence.extend(others.map(|f| lens.key(f)));
    (share > 0.0 && alone).then_some(found)
}

/// Whether a figure is one to lead with: of levels the weak one, and no «other» or «unknown».
fn telling(lens: &Lens, figure: &Ref) -> bool {
    let levels = lens.indicator(figure).kind == Kind::Levels;
    let category = lens.category(figure);
    category.is_none_or(|category| !category.last && (category.weak || !levels))
}

/// Figures that differ from the reference's.
pub(super) fn stands_out(lens: &Lens, outline: &Outline) -> Vec<Finding> {
    let weight = outline.findings.weight.stands_out;
    let found = compared(lens, outline).into_iter();
    found
        .filter(|figure| enough(lens, outline, figure) && telling(lens, figure))
        .filter_map(|figure| {
            let against = lens.against(&figure)?;
            let strength = weight * borne_out(against.points, against.interval);
            (against.direction != Direction::Similar)
                .then(|| about(lens, Rule::StandsOut, &figure, strength))
        })
        .collect()
}

/// Figures that differ from the wave before.
pub(super) fn changed(lens: &Lens, outline: &Outline) -> Vec<Finding> {
    let weight = outline.findings.weight.changed;
    let rows = followed(outline).into_iter();
    rows.filter(|figure| enough(lens, outline, figure))
        .filter_map(|figure| {
            let change = lens.change(&figure);
            let points = change.points.amount()?;
            (change.direction != Direction::Similar).then(|| {
                let strength = weight * borne_out(points, change.interval);
                let own = lens.key(&figure);
                let polarity = lens.indicator(&figure).polarity;
                let mut found = about(lens, Rule::Changed, &figure, strength);
                found.tone = Tone::of(change.direction, polarity);
                found.evidence.extend(lens.earlier().map(|p| own.when(p)));
                found
            })
        })
        .collect()
}

/// Where the most more are recommended a thing than get it.
pub(super) fn gap(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let rows = blocks(outline).filter_map(|block| match block {
        Block::Pairs { pairs, .. } => Some(pairs),
        _ => None,
    });
    let least = lens.settings().report.comparison.threshold;
    let wide = rows.flatten().filter_map(|[first, second]| {
        let points = lens.own(second).share.difference(lens.own(first).share);
        let points = points.amount().filter(|points| *points + 1e-9 >= least)?;
        enough(lens, outline, first).then_some((points, first, second))
    });
    let (points, first, second) = wide.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let strength = outline.findings.weight.gap * points;
    let mut found = about(lens, Rule::Gap, first, strength);
    found.evidence.push(lens.key(second));
    found.other = Some(second.clone());
    Some(found)
}

/// Where two groups differ most, beyond chance; the higher first.
pub(super) fn between_groups(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let found = pairs(lens, outline).into_iter().filter_map(|[a, b]| {
        let against = lens.between(&a, &b)?;
        let (figure, other) = if against.points >= 0.0 { (a, b) } else { (b, a) };
        let counts = [&figure, &other].map(|f| enough(lens, outline, f));
        let strength = borne_out(against.points, against.interval);
        (against.direction != Direction::Similar && counts == [true, true])
            .then_some((strength, figure, other))
    });
    let (strength, figure, other) = found.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let weight = outline.findings.weight.between_groups;
    let mut found = about(lens, Rule::BetweenGroups, &figure, weight * strength);
    found.evidence.push(lens.key(&other));
    found.other = Some(other);
    Some(found)
}

/// How many of those who need a thing most do not have it.
pub(super) fn coverage(lens: &Lens, outline: &Outline) -> Vec<Finding> {
    let figures = outline.findings.coverage.iter();
    figures
        .filter(|figure| enough(lens, outline, figure))
        .filter_map(|figure| {
            let lacking = 100.0 - lens.own(figure).share.amount()?;
            let strength = outline.findings.weight.coverage * lacking;
            Some(about(lens, Rule::Coverage, figure, strength))
        })
        .collect()
}

/// The group with the most people, where all are shown and one has most.
pub(super) fn largest_group(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let settings = lens.settings();
    let population = settings.indicators.get(&settings.report.population)?;
    let asked = settings.indicators.asked(population);
    let groups: Vec<GroupId> = asked.map(|group| group.id.clone()).collect();
    let people: Option<Vec<f64>> =
        groups.iter().map(|group| lens.mapped(group, lens.period()).count.amount()).collect();
    let people = people?;
    let most = people.iter().copied().reduce(f64::max)?;
    let all = lens.mapped(&GroupId::total(), lens.period()).count;
    let share = 100.0 * most / all.amount().filter(|all| *all > 0.0)?;
    let largest: Vec<&GroupId> =
        groups.iter().zip(&people).filter_map(|(group, n)| (*n >= most).then_some(group)).collect();
    let [largest] = largest[..] else { return None };
    let figure = Ref { group: Some(largest.clone()), ..everyone(lens) };
    let weight = outline.findings.weight.largest_group;
    let mut found = about(lens, Rule::LargestGroup, &figure, weight * share);
    let keys = groups.iter().map(|g| lens.mapped_key(g, lens.period()));
    let mut keys: Vec<CellKey> = keys.collect();
    keys.push(lens.mapped_key(&GroupId::total(), lens.period()));
    keys.retain(|key| !found.evidence.contains(key));
    found.evidence.extend(keys);
    (groups.len() > 1).then_some(found)
}

/// The figures of the cover, for a district of which little else can be said.
pub(super) fn headlines(lens: &Lens, outline: &Outline) -> Vec<Finding> {
    outline
        .cover
        .iter()
        .map(|number| &number.figure)
        .filter(|figure| lens.indicator(figure).kind != Kind::Count)
        .filter(|figure| enough(lens, outline, figure))
        .filter(|figure| lens.own(figure).share.amount().is_some())
        .map(|figure| about(lens, Rule::Headline, figure, 0.0))
        .collect()
}
