//! Law: random charts have every state of a value, long names, zeros and wholes.

use super::{
    super::gallery::{at, hidden, missing},
    stacked,
};
use crate::report::spec::*;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    let words = [
        "Bo",
        "og",
        "Arbeid",
        "meningsfull",
        "aktivitet",
        "Sentralstimulerende",
        "NAV-tilskudd",
        "<&>",
        "helsetjenesteordningen",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 1..5)
        .prop_map(|words| words.join(" "))
}

fn label(value: f64, state: u8) -> Labelled {
    match state {
        0 => hidden(),
        1 => missing(),
        _ => at(value, &format!("{value:.0}\u{a0}%")),
    }
}

fn value() -> impl Strategy<Value = Labelled> {
    (prop_oneof![Just(0.0), Just(100.0), 0.0..100.0f64], 0u8..9)
        .prop_map(|(v, state)| label(v, state))
}

fn tick() -> impl Strategy<Value = Option<Labelled>> {
    prop::option::of((0.0..100.0f64).prop_map(|v| at(v, &format!("{v:.0}"))))
}

fn stacked_spec() -> impl Strategy<Value = ChartSpec> {
    let row = (name(), 0.0..1.0f64, 0.0..1.0f64, prop::collection::vec(0u8..12, 3), tick());
    let row = row.prop_map(|(name, a, b, states, tick)| {
        let (low, high) = (a.min(b), a.max(b));
        let parts = [low, high - low, 1.0 - high];
        let segments = (0..3).map(|i| label(100.0 * parts[i], states[i])).collect();
        StackedRow { name, strong: false, segments, tick }
    });
    (prop::collection::vec(row, 1..9), any::<bool>(), any::<bool>()).prop_map(
        |(rows, compact, ticks)| {
            let ChartSpec::Stacked(spec) = stacked(rows) else { unreachable!() };
            ChartSpec::Stacked(Stacked { compact, tick_name: ticks.then(|| "Oslo".into()), ..spec })
        },
    )
}

fn bars_spec() -> impl Strategy<Value = ChartSpec> {
    let row = (name(), value(), 0u32..99999, tick()).prop_map(|(name, share, count, tick)| {
        BarRow { name, share, count: count.to_string(), tick }
    });
    (prop::collection::vec(row, 1..14), any::<bool>(), any::<bool>()).prop_map(
        |(rows, ticks, counts)| {
            ChartSpec::Bars(Bars {
                rows,
                tick_name: ticks.then(|| "Oslo".into()),
                count_head: counts.then(|| "Antall".into()),
                maximum: 100.0,
                hidden_words: ": vises ikke av personvernhensyn".into(),
            })
        },
    )
}

fn pairs_spec() -> impl Strategy<Value = ChartSpec> {
    let row = (name(), value(), value()).prop_map(|(name, first, second)| PairRow {
        name,
        first,
        second,
        difference: "+19".into(),
    });
    prop::collection::vec(row, 1..12).prop_map(|rows| {
        ChartSpec::Pairs(Pairs {
            first: "Får i dag".into(),
            second: "Anbefalt neste år".into(),
            difference_head: "Diff".into(),
            rows,
            maximum: 100.0,
        })
    })
}

fn slopes_spec() -> impl Strategy<Value = ChartSpec> {
    let wave = || {
        (0.0..40.0f64, 0u8..9).prop_map(|(v, state)| match state {
            0 => hidden(),
            1 => missing(),
            _ => at(v, &format!("{v:.0}")),
        })
    };
    let waves = move |count| prop::collection::vec(wave(), count);
    let panel =
        (name(), 2usize..4).prop_flat_map(move |(title, _)| (Just(title), waves(2), waves(2)));
    prop::collection::vec(panel, 1..9).prop_map(|panels| {
        ChartSpec::Slopes(Slopes {
            waves: vec!["2017".into(), "2018".into()],
            own_name: "Bydel Søndre Nordstrand".into(),
            city_name: "Oslo".into(),
            alike_words: "Ett tall: bydelen og Oslo er like".into(),
            panels: panels
                .into_iter()
                .map(|(title, own, city)| Panel {
                    title,
                    subtitle: "+3 prosentpoeng".into(),
                    own,
                    city,
                })
                .collect(),
        })
    })
}

fn parts_spec() -> impl Strategy<Value = ChartSpec> {
    let part = (name(), 0.0..1.0f64, 0u8..12);
    prop::collection::vec(part, 1..6).prop_map(|parts| {
        let sum: f64 = parts.iter().map(|(_, share, _)| share).sum::<f64>().max(0.001);
        let part = |(index, (name, share, state)): (usize, (String, f64, u8))| Part {
            name,
            share: label(100.0 * share / sum, state),
            count: "398".into(),
            role: Role::Group(index as u8),
        };
        ChartSpec::Composition(parts.into_iter().enumerate().map(part).collect())
    })
}

fn change_spec() -> impl Strategy<Value = ChartSpec> {
    let row = (name(), -9.0..9.0f64, 0u8..9).prop_map(|(name, change, state)| ChangeRow {
        name,
        change: if state > 1 { at(change, "+3") } else { label(change, state) },
        interval: Some((change - 4.0, change + 4.0)),
    });
    prop::collection::vec(row, 1..10).prop_map(|rows| {
        let ticks = [(-5.0, "\u{2212}5"), (0.0, "0"), (5.0, "+5")];
        let ticks = ticks.map(|(at, text)| (at, text.to_owned())).to_vec();
        ChartSpec::Change(Change { rows, reach: 13.0, ticks })
    })
}

pub(super) fn any_spec() -> impl Strategy<Value = ChartSpec> {
    prop_oneof![
        stacked_spec(),
        bars_spec(),
        pairs_spec(),
        slopes_spec(),
        parts_spec(),
        change_spec()
    ]
}
