//! Law: bars of parts, with the figures of the mock-ups and the cases that are hard to draw. Synthetic.

use crate::report::spec::*;

pub(in crate::chart) fn at(value: f64, text: &str) -> Labelled {
    Labelled { point: Point::At(value), text: text.into(), cell: String::new() }
}

pub(in crate::chart) fn hidden() -> Labelled {
    Labelled { point: Point::Hidden, text: ":".into(), cell: String::new() }
}

pub(in crate::chart) fn missing() -> Labelled {
    Labelled { point: Point::Missing, text: "..".into(), cell: String::new() }
}

pub(in crate::chart) fn whole(value: f64) -> Labelled {
    at(value, &format!("{value:.0}"))
}

pub(in crate::chart) fn percent(value: f64) -> Labelled {
    at(value, &format!("{value:.0}\u{a0}%"))
}

pub(in crate::chart) const HIDDEN_WORDS: &str = ": vises ikke av personvernhensyn";

pub(in crate::chart) fn levels() -> Vec<Series> {
    [("Rødt", Role::Red), ("Gult", Role::Yellow), ("Grønt", Role::Green)]
        .map(|(name, role)| Series { name: name.into(), role })
        .to_vec()
}

pub(in crate::chart) fn level_row(name: &str, parts: [f64; 3], tick: f64) -> StackedRow {
    StackedRow {
        name: name.into(),
        strong: false,
        segments: parts.map(whole).to_vec(),
        tick: Some(whole(tick)),
    }
}

pub(in crate::chart) fn life_areas() -> Vec<StackedRow> {
    vec![
        level_row("Arbeid og meningsfull aktivitet", [46.0, 35.0, 19.0], 41.0),
        level_row("Psykisk helse", [31.0, 52.0, 17.0], 29.0),
        level_row("Nettverk", [27.0, 46.0, 27.0], 24.0),
        level_row("Sosial fungering", [22.0, 47.0, 31.0], 21.0),
        level_row("Økonomi", [21.0, 40.0, 39.0], 22.0),
        level_row("Rusbruk", [18.0, 25.0, 57.0], 16.0),
        level_row("Fysisk helse", [14.0, 45.0, 41.0], 13.0),
        level_row("Bosituasjon", [9.0, 19.0, 72.0], 9.0),
    ]
}

pub(in crate::chart) fn stacked(rows: Vec<StackedRow>) -> Stacked {
    Stacked {
        series: levels(),
        rows,
        tick_name: Some("Oslo".into()),
        compact: false,
        hidden_words: HIDDEN_WORDS.into(),
    }
}

pub(in crate::chart) fn awkward_rows() -> Vec<StackedRow> {
    let mut rows = vec![
        level_row("Vanlig", [46.0, 35.0, 19.0], 41.0),
        level_row("Rød for smal: tallet til venstre", [1.0, 12.0, 87.0], 4.0),
        level_row("Gul for smal: tallet bare i tabellen", [22.0, 2.0, 76.0], 21.0),
        level_row("Ingen på rødt: strek for null", [0.0, 31.0, 69.0], 3.0),
        level_row("Alle på ett nivå", [0.0, 0.0, 100.0], 5.0),
        level_row(
            "Oslo treffer tallet: tallet flyttes, og navnet er så langt at det trenger to linjer",
            [30.0, 40.0, 30.0],
            15.5,
        ),
        level_row("Alle på rødt", [100.0, 0.0, 0.0], 98.0),
    ];
    for index in [3, 4] {
        rows[index].segments[0] = at(0.0, "-");
    }
    let row = |name: &str, segments: Vec<Labelled>, tick| StackedRow {
        name: name.into(),
        strong: false,
        segments,
        tick,
    };
    rows.push(row(
        "To nivåer skjult: felles skravur",
        vec![whole(21.0), hidden(), hidden()],
        Some(whole(22.0)),
    ));
    rows.push(row("Hele raden skjult: står sist", vec![hidden(), hidden(), hidden()], None));
    rows.push(row("Tall mangler", vec![missing(), missing(), missing()], None));
    rows
}

pub(in crate::chart) fn index_chart() -> Stacked {
    let series = [
        ("Blålys", Role::Bluelight),
        ("Rød", Role::Red),
        ("Gul", Role::Yellow),
        ("Grønn", Role::Green),
    ]
    .map(|(name, role)| Series { name: name.into(), role })
    .to_vec();
    let row = |name: &str, strong, parts: [f64; 4]| StackedRow {
        name: name.into(),
        strong,
        segments: parts.map(whole).to_vec(),
        tick: None,
    };
    Stacked {
        series,
        rows: vec![
            row("Bydel Sagene", true, [9.0, 24.0, 43.0, 24.0]),
            row("Oslo", false, [8.0, 22.0, 43.0, 27.0]),
        ],
        tick_name: None,
        compact: false,
        hidden_words: HIDDEN_WORDS.into(),
    }
}

pub(in crate::chart) fn part(name: &str, value: f64, count: &str, group: u8) -> Part {
    Part { name: name.into(), share: percent(value), count: count.into(), role: Role::Group(group) }
}
