//! Law: levels stand the most serious first from the axis, so that the share that sorts the rows starts at zero.

use super::frame;
use crate::{
    analysis::{Lens, rank},
    config::{Indicator, Label, outline::Ref},
    ident::{CategoryId, CellKey, GroupId, IndicatorId},
    report::{
        chartwork::{bare, percent, role, shown},
        cites::{base, count, ratio},
        desk::Desk,
        spec::{ChartSpec, Part, Role, Series, Stacked, StackedRow},
        view::{BlockView, RowView, TableView},
    },
};

/// Several indicators for the district, the weakest first.
pub(super) fn areas(
    desk: &Desk,
    title: &Label,
    indicators: &[IndicatorId],
    compact: bool,
) -> Option<BlockView> {
    let figures: Vec<Ref> = indicators
        .iter()
        .map(|id| Ref { indicator: id.clone(), category: None, group: None })
        .collect();
    let first = desk.lens.indicator(figures.first()?);
    let ranked = rank(desk.lens, &figures).order;
    let rows = ranked
        .iter()
        .map(|figure| {
            let name = if compact { desk.short(figure) } else { desk.name(figure) };
            let mut row = row(desk, desk.lens, desk.lens.indicator(figure), None, name);
            row.tick = (!compact)
                .then(|| {
                    shown(bare(desk, desk.lens.other(figure).share).of(desk.reference_cell(figure)))
                })
                .flatten();
            row
        })
        .collect();
    let spec = stacked(desk, first, rows, (!compact).then(|| desk.reference_head()), compact);
    let subtitle = desk.base_line(&figures[0]);
    let table = levels_table(desk, title, first, &ranked, subtitle);
    Some(frame::chart(desk, spec, table))
}

/// One indicator for the district, the city and the district's groups.
pub(super) fn by(desk: &Desk, title: &Label, id: &IndicatorId, groups: bool) -> Option<BlockView> {
    let lens = desk.lens;
    let address = Ref { indicator: id.clone(), category: None, group: None };
    let indicator = lens.indicator(&address);
    let mut views: Vec<(String, Lens, Option<GroupId>, bool)> = vec![
        (desk.district_title(), lens.clone(), None, true),
        (desk.reference_head(), lens.from_reference(), None, false),
    ];
    if groups {
        let asked = lens.settings().indicators.asked(indicator);
        views.extend(asked.map(|group| {
            (group.label.get(desk.lang).to_owned(), lens.clone(), Some(group.id.clone()), false)
        }));
    }
    let mut rows = Vec::new();
    let mut table_rows = Vec::new();
    for (name, lens, group, strong) in views {
        let base = lens.base(&Ref { group: group.clone(), ..address.clone() });
        // A group with nobody in it has no bar: the text names it.
        if base.count.amount() == Some(0.0) {
            continue;
        }
        let mut bar = row(desk, &lens, indicator, group.as_ref(), name.clone());
        bar.strong = strong;
        rows.push(bar);
        let asked = Ref { group: group.clone(), ..address.clone() };
        let key = lens.key(&asked);
        let whole = desk.figure(base.count, |v| desk.format.count(v));
        let mut figures = vec![whole.of(count(&key.of(&CategoryId::total())))];
        figures.extend(desk.categories(indicator).into_iter().map(|figure| {
            let figure = Ref { group: group.clone(), ..figure };
            let key = lens.key(&figure);
            let share = desk.figure(lens.own(&figure).share, |v| desk.format.percent(v));
            share.of(desk.leading(&figure, &key))
        }));
        table_rows.push(RowView { strong, ..frame::row(desk, name, figures) });
    }
    let spec = stacked(desk, indicator, rows, None, false);
    let subtitle = desk.base_line(&address);
    let mut head = vec![desk.word("base_short")];
    head.extend(series(desk, indicator).into_iter().map(|s| s.name));
    let mut table = frame::table(desk, title, subtitle, "area_or_group", head, table_rows);
    table.cells = desk.base_cell(&address);
    Some(frame::chart(desk, spec, table))
}

/// How the mapped divide between the groups.
pub(super) fn composition(desk: &Desk, title: &Label) -> Option<BlockView> {
    let lens = desk.lens;
    let settings = lens.settings();
    let population = settings.indicators.get(&settings.report.population)?;
    let all = lens.mapped(&GroupId::total(), lens.period());
    let reference = lens.from_reference();
    let whole = reference.mapped(&GroupId::total(), lens.period());
    let everyone = lens.mapped_key(&GroupId::total(), lens.period());
    let there = |key: &CellKey| key.at(&lens.reference());
    let mut parts = Vec::new();
    let mut rows = Vec::new();
    for (at, group) in settings.indicators.asked(population).enumerate() {
        let own = lens.mapped(&group.id, lens.period());
        let key = lens.mapped_key(&group.id, lens.period());
        let share = own.count.share(all.count);
        let other = reference.mapped(&group.id, lens.period()).count.share(whole.count);
        parts.push(Part {
            name: group.short.as_ref().unwrap_or(&group.label).get(desk.lang).to_owned(),
            share: percent(desk, share).of(ratio(&key, &everyone)),
            count: desk.count(&own).text,
            role: Role::Group(u8::try_from(at).unwrap_or(u8::MAX)),
        });
        let write = |stat| desk.figure(stat, |v| desk.format.percent(v));
        let name = group.label.get(desk.lang).to_owned();
        rows.push(frame::row(
            desk,
            name,
            vec![
                desk.count(&own).of(count(&key)),
                write(share).of(ratio(&key, &everyone)),
                write(other).of(ratio(&there(&key), &there(&everyone))),
            ],
        ));
    }
    let subtitle = match all.count.amount() {
        Some(n) => desk.phrase(
            "percent_of",
            &[("base", population.base.get(desk.lang)), ("n", &desk.format.count(n))],
        ),
        None => desk.phrase("percent_of_hidden", &[("base", population.base.get(desk.lang))]),
    };
    let head = vec![desk.word("count"), desk.word("district"), desk.reference_head()];
    let mut table = frame::table(desk, title, subtitle, "group", head, rows);
    table.own_column = Some(1);
    // Where the number is not said, what stands there is of so many people all the same.
    table.cells = match all.count.amount() {
        Some(_) => count(&everyone),
        None => base(&everyone),
    };
    Some(frame::chart(desk, ChartSpec::Composition(parts), table))
}

fn series(desk: &Desk, indicator: &Indicator) -> Vec<Series> {
    let categories = desk.lens.settings().indicators.categories(indicator);
    categories
        .iter()
        .filter(|c| c.sum_of.is_empty())
        .enumerate()
        .map(|(at, category)| Series {
            name: category.short.as_ref().unwrap_or(&category.label).get(desk.lang).to_owned(),
            role: role(category, at),
        })
        .collect()
}

fn row(
    desk: &Desk,
    lens: &Lens,
    indicator: &Indicator,
    group: Option<&GroupId>,
    name: String,
) -> StackedRow {
    let segments = desk
        .categories(indicator)
        .into_iter()
        .map(|figure| {
            let figure = Ref { group: group.cloned(), ..figure };
            let cell = desk.leading(&figure, &lens.key(&figure));
            bare(desk, lens.own(&figure).share).of(cell)
        })
        .collect();
    StackedRow { name, strong: false, segments, tick: None }
}

fn stacked(
    desk: &Desk,
    indicator: &Indicator,
    rows: Vec<StackedRow>,
    tick_name: Option<String>,
    compact: bool,
) -> ChartSpec {
    ChartSpec::Stacked(Stacked {
        series: series(desk, indicator),
        rows,
        tick_name,
        compact,
        hidden_words: desk.word("hidden_bar"),
    })
}

fn levels_table(
    desk: &Desk,
    title: &Label,
    first: &Indicator,
    ranked: &[Ref],
    subtitle: String,
) -> TableView {
    let mut head: Vec<String> = series(desk, first).into_iter().map(|s| s.name).collect();
    head.push(desk.reference_head());
    let rows = ranked
        .iter()
        .map(|figure| {
            let shares = desk.categories(desk.lens.indicator(figure));
            let mut cells: Vec<_> = shares
                .iter()
                .map(|f| desk.share(f, &desk.lens.own(f)).of(desk.own_cell(f)))
                .collect();
            let other = desk.share(figure, &desk.lens.other(figure));
            cells.push(other.of(desk.reference_cell(figure)));
            frame::row(desk, desk.name(figure), cells)
        })
        .collect();
    let category = desk.lens.category(&ranked[0]).map_or("", |c| c.label.get(desk.lang));
    if let Some(last) = head.last_mut() {
        let reference = desk.reference_name();
        let values = [("category", category), ("reference", &reference)];
        *last = desk.phrase("reference_level", &values);
    }
    let mut table = frame::table(desk, title, subtitle, "indicator", head, rows);
    table.cells = desk.base_cell(&ranked[0]);
    table
}
