//! Law: no place here exists.

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
            }
        })
        .collect()
}

/// `config/districts.toml`.
pub fn settings(places: &[Place]) -> String {
    let mut text = String::from("# Invented.\nword = \"bydel\"\ntitle = \"Bydel\"\n");
    for Place { id, name } in places {
        // Writing to a String never fails.
        let _ = write!(
            text,
            "\n[[district]]\nid = \"{id}\"\nname = \"{name}\"\nslug = \"{id}\"\nwithin = \"i {name}\"\n"
        );
    }
    text
}
