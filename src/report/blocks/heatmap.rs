//! Law: districts stand in official order and in five fixed classes; nothing is ranked.

use super::{city, frame};
use crate::{
    analysis::{Lens, beside},
    config::{Label, outline::Ref},
    ident::GroupId,
    report::{
        chartwork::bare,
        cites::count,
        desk::Desk,
        spec::{ChartSpec, HeatRow, Heatmap},
        view::{BlockView, RowView},
    },
};

/// All districts by several figures, the city last; of very many those that stand beside this one.
pub(super) fn heatmap(desk: &Desk, title: &Label, figures: &[Ref]) -> BlockView {
    let lens = desk.lens;
    let (beside, all) = beside(lens, figures);
    let districts = lens.settings().districts.districts.iter();
    let mut views: Vec<(String, Lens, bool, bool)> = districts
        .filter(|d| beside.contains(&d.id))
        .map(|d| (d.name.clone(), lens.from(&d.id), &d.id == lens.district(), false))
        .collect();
    views.push((desk.city_name(), city(lens), false, true));
    let mapped = |view: &Lens| {
        let group = figures.first().and_then(|f| f.group.clone()).unwrap_or_else(GroupId::total);
        let key = view.mapped_key(&group, lens.period());
        desk.count(&view.mapped(&group, lens.period())).of(count(&key))
    };
    let rows = views
        .iter()
        .map(|(name, view, own, total)| HeatRow {
            name: name.clone(),
            base: mapped(view).text,
            own: *own,
            total: *total,
            cells: figures
                .iter()
                .map(|f| bare(desk, view.own(f).share).of(desk.leading(f, &view.key(f))))
                .collect(),
        })
        .collect();
    let table_rows = views
        .iter()
        .map(|(name, view, own, total)| {
            let mut cells = vec![mapped(view)];
            cells.extend(figures.iter().map(|f| {
                let cell = desk.leading(f, &view.key(f));
                desk.share(f, &view.own(f)).of(cell)
            }));
            RowView { strong: *own || *total, ..frame::row(desk, name.clone(), cells) }
        })
        .collect();
    let short: Vec<String> = figures.iter().map(|f| desk.short(f)).collect();
    let mut head = vec![desk.word("base_short")];
    head.extend(short.iter().map(|name| name.replace('|', "")));
    let mut subtitle = desk.word("heatmap_subtitle");
    if !all {
        subtitle = format!("{subtitle}. {}", desk.word("heatmap_part"));
    }
    let table = frame::table(desk, title, subtitle, "district", head, table_rows);
    let spec = ChartSpec::Heatmap(Heatmap {
        columns: short.iter().map(|name| broken(name)).collect(),
        base_head: desk.word("base_short"),
        classes: ["class_1", "class_2", "class_3", "class_4", "class_5"]
            .map(|key| desk.word(key))
            .into(),
        hidden_name: desk.word("class_hidden"),
        rows,
    });
    frame::chart(desk, spec, table)
}

/// A name over several lines: where the settings break it, otherwise at its spaces.
fn broken(name: &str) -> Vec<String> {
    if name.contains('|') {
        return name.split('|').map(str::to_owned).collect();
    }
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 10 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
