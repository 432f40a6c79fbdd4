//! Law: no place here exists; of a country of municipalities only their number and the spread of their sizes are real.

use std::fmt::Write;

const FIRST: [&str; 20] = [
    "Nord", "Sør", "Øst", "Vest", "Over", "Under", "Stor", "Lille", "Gammel", "Ny", "Furu",
    "Bjørk", "Gran", "Eike", "Hassel", "Lys", "Mørk", "Sol", "Måne", "Stein",
];
const LAST: [&str; 20] = [
    "dalen", "haugen", "vika", "moen", "lia", "bakken", "åsen", "neset", "sletta", "vollen",
    "kollen", "sund", "tangen", "myra", "enga", "løkka", "bråten", "rud", "stad", "heim",
];

/// An invented district.
pub struct Place {
    pub id: String,
    pub name: String,
    /// How many people are counted there; drawn where it is not given.
    pub people: Option<f64>,
}

/// Norway has so many municipalities.
const MUNICIPALITIES: usize = 357;

/// Shares of Norway's municipalities, from the smallest on, and about how many live in the one that stands there.
const SIZES: [(f64, f64); 11] = [
    (0.0, 200.0),
    (0.02, 600.0),
    (0.1, 1_150.0),
    (0.25, 2_300.0),
    (0.5, 5_200.0),
    (0.75, 12_500.0),
    (0.9, 30_000.0),
    (0.97, 85_000.0),
    (0.99, 215_000.0),
    (0.998, 300_000.0),
    (1.0, 717_000.0),
];

/// As many municipalities as Norway has, of like sizes; `share` of those who live there are counted.
pub fn municipalities(share: f64) -> Vec<Place> {
    (0..MUNICIPALITIES)
        .map(|n| {
            // Large and small ones lie beside each other, as they do in a country: a step through all of them.
            let at = (n * 101 % MUNICIPALITIES) as f64 / (MUNICIPALITIES - 1) as f64;
            let people = Some((size(at) * share).max(1.0).round());
            Place { id: format!("k{:03}", n + 1), name: format!("Kommune {:03}", n + 1), people }
        })
        .collect()
}

/// How many live in the municipality that stands at this share of them, between the sizes that are given.
fn size(at: f64) -> f64 {
    let after = SIZES.iter().position(|(share, _)| *share >= at).unwrap_or(SIZES.len() - 1).max(1);
    let ((low, few), (high, many)) = (SIZES[after - 1], SIZES[after]);
    few * (many / few).powf(((at - low) / (high - low)).clamp(0.0, 1.0))
}

/// So many of them, no two alike.
pub fn places(number: usize) -> Vec<Place> {
    (0..number)
        .map(|n| {
            let round = n / (FIRST.len() * LAST.len());
            let name = format!("{}{}", FIRST[n % 20], LAST[n / 20 % 20]);
            Place {
                id: format!("d{:04}", n + 1),
                name: if round == 0 { name } else { format!("{name} {}", round + 1) },
                people: None,
            }
        })
        .collect()
}

/// `config/districts.toml`.
pub fn settings(places: &[Place]) -> String {
    let mut text = String::from("# Invented.\nword = \"bydel\"\ntitle = \"Bydel\"\n");
    for Place { id, name, .. } in places {
        // Writing to a String never fails.
        let _ = write!(
            text,
            "\n[[district]]\nid = \"{id}\"\nname = \"{name}\"\nslug = \"{id}\"\nwithin = \"i {name}\"\n"
        );
    }
    text
}
