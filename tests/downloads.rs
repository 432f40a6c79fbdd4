//! Law: what a page's tables say, its download says too, with the same meaning.

#![allow(clippy::disallowed_methods, reason = "tests look at files themselves")]

mod support;

use bydelsrapport::{
    assets::Assets,
    config::{self, Kind, Settings, outline::Block, report::Format},
    diagnostic::Problems,
    ident::GroupId,
    pipeline::FileKind,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::LazyLock,
};
use support::{
    Made,
    data::{Row, rows},
    html, make, told,
};

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    make(root, 2, &[Format::Html, Format::Data])
        .unwrap_or_else(|problems| panic!("{}", told(&problems)))
});

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    config::load(&Assets::embedded(), &mut Problems::default()).expect("the settings are sound")
});

#[test]
fn downloads_are_whole_and_add_up() {
    for file in MADE.of(FileKind::Data) {
        let district = file.district.as_deref().expect("a district");
        let rows = rows(MADE.text(&file.path), "2018");
        let mut sums = 0;
        for indicator in &SETTINGS.indicators.indicators {
            let categories = SETTINGS.indicators.categories(indicator);
            let address = |area: &str, group: &str, category: &str| {
                [area, group, indicator.id.as_str(), category].map(str::to_owned)
            };
            for area in [district, "total"] {
                let category = categories.first().map_or("total", |category| category.id.as_str());
                assert!(
                    rows.contains_key(&address(area, "total", category)),
                    "{area} {}",
                    indicator.id
                );
                if !indicator.kind.sums() {
                    continue;
                }
                let counted = categories.iter().filter(|category| category.sum_of.is_empty());
                let parts: Vec<&Row> = counted
                    .filter_map(|c| rows.get(&address(area, "total", c.id.as_str())))
                    .collect();
                let shown: Option<u64> = parts.iter().map(|row| row.count).sum();
                if let Some(sum) = shown {
                    assert!(
                        parts.iter().all(|row| row.base == Some(sum)),
                        "{area} {}",
                        indicator.id
                    );
                    sums += 1;
                }
            }
        }
        assert!(sums >= 15, "{}: only {sums} sums could be made", file.path);
        for (key, row) in
            rows.iter().filter(|(key, row)| row.status == "shown" && key[0] != "norge")
        {
            let kind = SETTINGS.indicators.get(&key[2].as_str().into()).expect("known").kind;
            if let (Some(count), Some(base), Some(share)) = (row.count, row.base, row.share) {
                assert!(
                    kind == Kind::Mean || (share - count as f64 / base as f64).abs() < 1e-6,
                    "{key:?}"
                );
                assert!(count <= base, "{key:?}");
            }
        }
    }
}

/// The words that a row may carry, and the group, indicator and category that they mean.
fn meanings() -> BTreeMap<String, Vec<[String; 3]>> {
    let lang = SETTINGS.report.languages[0].clone();
    let indicators = &SETTINGS.indicators;
    let mut meanings: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
    let groups = indicators.groups.iter().map(|group| {
        let short = group.short.as_ref().unwrap_or(&group.label).get(&lang);
        (group.id.to_string(), format!(", {short}"))
    });
    let groups: Vec<_> = [("total".to_owned(), String::new())].into_iter().chain(groups).collect();
    for indicator in &indicators.indicators {
        let name = indicator.label.get(&lang);
        for (group, suffix) in &groups {
            let mut put = |label: String, category: &str| {
                let meaning = [group.clone(), indicator.id.to_string(), category.to_owned()];
                // Where all rows are of one group, the title names it and the rows do not.
                let plain = label.strip_suffix(suffix.as_str()).map(str::to_owned);
                meanings.entry(label).or_default().push(meaning.clone());
                if let Some(plain) = plain.filter(|_| !suffix.is_empty()) {
                    meanings.entry(plain).or_default().push(meaning);
                }
            };
            let categories = indicators.categories(indicator);
            let alone = match categories.iter().find(|category| category.weak) {
                Some(weak) => weak.id.as_str(),
                None => "total",
            };
            let own = indicator.inline.iter().chain(&indicator.short);
            let areas = own.chain([&indicator.label]).map(|l| l.get(&lang).to_lowercase());
            let areas: Vec<String> = areas.collect();
            put(format!("{name}{suffix}"), alone);
            if let Some(short) = &indicator.short {
                put(format!("{}{suffix}", short.get(&lang)), alone);
            }
            for category in categories {
                let label = category.label.get(&lang);
                put(format!("{label}{suffix}"), category.id.as_str());
                put(format!("{label}: {name}{suffix}"), category.id.as_str());
                for (named, area) in
                    category.named.iter().flat_map(|n| areas.iter().map(move |a| (n, a)))
                {
                    let named = named.get(&lang).replace("{area}", area);
                    put(format!("{named}{suffix}"), category.id.as_str());
                }
            }
        }
    }
    meanings
}

/// The groups and indicators that a section's figure of this title shows.
fn shown_in(section: &str, title: &str) -> BTreeSet<[String; 2]> {
    let lang = SETTINGS.report.languages[0].clone();
    let section = SETTINGS.outline.sections.iter().find(|s| s.id.as_str() == section);
    let mut found = BTreeSet::new();
    for block in section.into_iter().flat_map(|section| &section.blocks) {
        let inner = match block {
            Block::Beside { left, right } => vec![&**left, &**right],
            other => vec![other],
        };
        for block in inner {
            let (label, indicator, figures) = match block {
                Block::Bars { title, indicator, figures, .. }
                | Block::Table { title, indicator, figures, .. } => (title, indicator, figures),
                Block::Areas { title, figures } => (title, &None, figures),
                _ => continue,
            };
            if label.get(&lang) == title {
                found.extend(indicator.iter().map(|id| ["total".to_owned(), id.to_string()]));
                found.extend(figures.iter().map(|figure| {
                    let group = figure.group.clone().unwrap_or_else(GroupId::total);
                    [group.to_string(), figure.indicator.to_string()]
                }));
            }
        }
    }
    found
}

/// Whether what a cell says is what a row holds.
fn says(text: &str, row: Option<&Row>, figure: impl Fn(&Row) -> Option<f64>, off: f64) -> bool {
    let number = text.trim_end_matches('%').trim().replace([' ', '\u{202f}'], "");
    match (text, row) {
        (text, Some(row)) if text.starts_with(':') => row.status == "withheld",
        (text, row) if text.starts_with('.') => row.is_none_or(|row| row.status == "missing"),
        (_, Some(row)) => match (number.replace(',', ".").parse::<f64>(), figure(row)) {
            (Ok(said), Some(held)) => (said - held).abs() <= off,
            _ => false,
        },
        _ => false,
    }
}

#[test]
fn tables_and_downloads_say_the_same() {
    let meanings = meanings();
    for district in ["030103", "030107", "030115"] {
        let of = |kind| {
            MADE.of(kind).find(|file| file.district.as_deref() == Some(district)).expect("made")
        };
        let rows = rows(MADE.text(&of(FileKind::Data).path), "2018");
        let page = MADE.text(&of(FileKind::Html).path);
        let (mut tables, mut compared) = (0, 0);
        for table in html::tables(page) {
            let has = |head: &str| table.heads.iter().any(|known| known == head);
            if !(has("Indikator") && has("Antall") && has("Bydel"))
                || !(has("Oslo") || has("Oslo ellers"))
            {
                continue;
            }
            let all = table.section == "alle-tall";
            let known = shown_in(&table.section, &table.title);
            assert!(all || !known.is_empty(), "{} in {}", table.title, table.section);
            tables += 1;
            for row in &table.rows {
                let place = format!("{district}, {}, {}: {row:?}", table.section, table.title);
                // A row of another base says how many it is of after its name.
                let name = row.head.split(" (n").next().expect("a name");
                let means = meanings.get(name).unwrap_or_else(|| panic!("{place}"));
                let cell = |head: &str| table.cell(row, head).expect("a cell");
                let (other, there) = match has("Oslo") {
                    true => ("Oslo", "total".to_owned()),
                    false => ("Oslo ellers", format!("rest-{district}")),
                };
                let fits = |[group, indicator, category]: &[String; 3]| {
                    let at = |area: &str| {
                        rows.get(&[
                            area.to_owned(),
                            group.clone(),
                            indicator.clone(),
                            category.clone(),
                        ])
                    };
                    let counted =
                        SETTINGS.indicators.get(&indicator.as_str().into()).expect("known").kind
                            == Kind::Count;
                    let percent = |row: &Row| row.share.map(|share| 100.0 * share);
                    let count = |row: &Row| row.count.map(|count| count as f64);
                    if counted {
                        return says(cell("Antall"), at(district), count, 0.0)
                            && says(cell(other), at(&there), count, 0.0);
                    }
                    says(cell("Antall"), at(district), count, 0.0)
                        && says(cell("Bydel"), at(district), percent, 0.5001)
                        && says(cell(other), at(&there), percent, 0.5001)
                };
                let mut means = means.iter().filter(|meaning| {
                    let [group, indicator, _] = meaning;
                    (all && group == "total") || known.contains(&[group.clone(), indicator.clone()])
                });
                assert!(means.any(fits), "the download does not say the same: {place}");
                compared += 1;
            }
        }
        assert!(tables >= 12 && compared >= 150, "{district}: {tables} tables, {compared} rows");
    }
}
