//! Law: two cubes of JSON-stat, one in each of the ways that they are written.

use super::Dice;
use serde_json::{Map, Value, json};

/// Two cubes: visits to the doctor as SSB writes them, residents as FHI does.
pub fn doctors() -> (Value, Value) {
    let mut dice = Dice(7);
    let mut residents = Vec::new();
    let mut visits = Vec::new();
    for county in [700u64, 640, 480] {
        for _sex in 0..2 {
            for _year in 0..2 {
                let people = county * dice.between(480, 520);
                residents.push(people);
                visits.push(people * dice.between(64, 78) / 100);
            }
        }
    }
    let sum = |all: &[u64], county: usize, year: usize| {
        all[county * 4 + year] + all[county * 4 + 2 + year]
    };
    // Region × sex × measure × year, men first; the last county's men of 2021 are hidden.
    let mut value: Vec<Value> = Vec::new();
    for county in 0..3 {
        for sex in [0, 1] {
            for measure in [&visits, &residents] {
                value.extend((0..2).map(|year| json!(measure[county * 4 + sex * 2 + year])));
            }
        }
    }
    let hidden = 2 * 8 + 1;
    value[hidden] = Value::Null;
    let mut status = Map::new();
    status.insert(hidden.to_string(), json!(":"));
    let ssb = json!({
        "version": "2.0", "class": "dataset", "label": "Hos fastlegen (syntetiske tall)",
        "source": "Laget for å prøve programmet", "updated": "2025-03-14T08:00:00Z",
        "id": ["Region", "Kjonn", "ContentsCode", "Tid"], "size": [3, 2, 2, 2],
        "dimension": {
            "Region": {"label": "region", "category": {
                "index": {"03": 0, "46": 1, "50": 2},
                "label": {"03": "Oslo", "46": "Vestland", "50": "Trøndelag - Trööndelage"}}},
            "Kjonn": {"label": "kjønn", "category": {"index": {"1": 0, "2": 1}, "label": {"1": "Menn", "2": "Kvinner"}}},
            "ContentsCode": {"label": "statistikkvariabel", "category": {
                "index": {"Personer": 0, "Bosatte": 1},
                "label": {"Personer": "Personer hos fastlegen", "Bosatte": "Bosatte"},
                "unit": {"Personer": {"base": "personer", "decimals": 0}, "Bosatte": {"base": "personer", "decimals": 0}}}},
            "Tid": {"label": "år", "category": {"index": {"2020": 0, "2021": 1}, "label": {"2020": "2020", "2021": "2021"}}}
        },
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "value": value, "status": status
    });
    // County × year × sex with the total first, and the country beside them.
    let mut value: Vec<u64> = Vec::new();
    for year in 0..2 {
        value.extend([
            5_300_000 + year * 21_000,
            2_670_000 + year * 9_000,
            2_630_000 + year * 12_000,
        ]);
    }
    for county in 0..3 {
        for year in 0..2 {
            value.push(sum(&residents, county, year));
            value.extend([residents[county * 4 + year], residents[county * 4 + 2 + year]]);
        }
    }
    let fhi = json!({
        "class": "dataset", "version": "2.0", "href": null, "label": "Folkemengde (syntetiske tall)",
        "updated": "2025-03-14T08:00:00Z", "source": null,
        "id": ["GEO", "AAR", "KJONN", "MEASURE_TYPE"], "size": [4, 2, 3, 1],
        "role": {"time": null, "geo": null, "metric": ["MEASURE_TYPE"]},
        "dimension": {
            "GEO": {"label": "Geografi", "category": {"index": ["0", "03", "46", "50"],
                "label": {"0": "Hele landet", "03": "Oslo", "46": "Vestland", "50": "Trøndelag"}}},
            "AAR": {"label": "År", "category": {"index": ["2020_2020", "2021_2021"], "label": {"2020_2020": "2020", "2021_2021": "2021"}}},
            "KJONN": {"label": "Kjønn", "category": {"index": ["0", "1", "2"], "label": {"0": "Kjønn samlet", "1": "Menn", "2": "Kvinner"}}},
            "MEASURE_TYPE": {"label": "Måltall", "category": {"label": {"ANT": "antall"}}}
        },
        "value": value, "status": ""
    });
    (ssb, fhi)
}
