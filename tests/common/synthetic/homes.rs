//! Law: two wide tables with all that old exports do to text and numbers.

use super::Dice;
use std::fmt::Write as _;

/// Two wide tables: dwellings, and length of stay.
pub fn homes() -> (String, String) {
    let places = [
        "01 Bydel Gamle Oslo",
        "04 Bydel St. Hanshaugen",
        "05 Bydel Frogner",
        "10 Bydel Grorud",
        "15 Bydel Søndre Nordstrand",
        "Marka",
        "Sentrum",
        "Ukjent",
    ];
    let mut dice = Dice(29);
    let apart = |n: u64| match n {
        0..1000 => n.to_string(),
        _ => format!("{}\u{a0}{:03}", n / 1000, n % 1000),
    };
    let mut homes = "\"Boliger etter bydel (syntetiske tall)\"\r\n\r\n\"år\";\"område\";\"Antall boenheter\";\"Herav uten heis\";\"Gjennomsnitt rom pr boenhet\";\r\n".to_owned();
    for year in [2023, 2024] {
        let rows: Vec<(u64, u64)> = (0..places.len())
            .map(|at| {
                let (low, high) = if at < 5 { (9_000, 36_000) } else { (40, 900) };
                let all = dice.between(low, high);
                (all, all * dice.between(20, 70) / 100)
            })
            .collect();
        let total = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        for (place, (all, without)) in
            ["Oslo i alt"].iter().chain(&places).zip([total].iter().chain(&rows))
        {
            let rooms = dice.between(21, 48);
            let (all, without) = (apart(*all), apart(*without));
            write!(
                homes,
                "\"{year}\";\"{place}\";{all};{without};{},{};\r\n",
                rooms / 10,
                rooms % 10
            )
            .expect("to a string");
        }
    }
    homes.push_str("\r\n\"Kilde: laget for å prøve programmet\"\r\n");

    let places = [
        "01 Gamle Oslo",
        "04 St. Hanshaugen",
        "05 Frogner",
        "10 Grorud",
        "15 Søndre Nordstrand",
        "99 Sentrum, Marka og uten registrert adresse",
    ];
    let reasons = ["Arbeid", "Familie, referanseperson annet", "Flukt"];
    let mut stay =
        "aar;bosted;innvandringsgrunn;botid_i_alt;kort_botid_5_ar;lang_botid_5_ar\r\n".to_owned();
    let rows: Vec<Vec<(u64, u64)>> = (0..places.len())
        .map(|at| {
            let size = if at < 5 { 2000 } else { 12 };
            reasons
                .iter()
                .map(|_| (dice.between(size / 12, size / 4), dice.between(size / 4, size)))
                .collect()
        })
        .collect();
    let city: Vec<(u64, u64)> = (0..3)
        .map(|r| rows.iter().fold((0, 0), |sum, row| (sum.0 + row[r].0, sum.1 + row[r].1)))
        .collect();
    for (place, row) in ["0301 Oslo i alt"].iter().chain(&places).zip([city].iter().chain(&rows)) {
        let all = row.iter().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
        for (reason, (short, long)) in
            ["Alle innvandringsgrunner"].iter().chain(&reasons).zip([all].iter().chain(row))
        {
            write!(stay, "2024;{place};{reason};{};{short};{long}\r\n", short + long)
                .expect("to a string");
        }
    }
    (homes, stay)
}
