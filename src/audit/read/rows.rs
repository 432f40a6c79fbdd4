//! Law: a row of a data file says a cell and its three numbers, or that they are withheld.

use crate::{
    audit::sight::{Measure, Seen, Sighting, Source},
    ident::CellKey,
};

/// Half of the sixth decimal: what a share in a data file may have lost.
const HALF: f64 = 0.5e-6;

/// Reads a data file; nothing where it has not the columns of one.
pub(in crate::audit) fn rows(bytes: &[u8], source: &Source) -> Option<Vec<Sighting>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().ok()?.clone();
    let column = |name: &str| heads.iter().position(|head| head.trim() == name);
    let ids = ["period", "district", "group", "indicator", "category"].map(column);
    let [period, district, group, indicator, category] = ids;
    let (period, district, group) = (period?, district?, group?);
    let (indicator, category) = (indicator?, category?);
    let figures = [
        (Measure::Count, column("count")?),
        (Measure::Base, column("base")?),
        (Measure::Share, column("share")?),
    ];
    let status = column("status")?;
    let mut sightings = Vec::new();
    for record in reader.records().flatten() {
        let field = |at: usize| record.get(at).unwrap_or_default();
        let key = CellKey {
            indicator: field(indicator).into(),
            district: field(district).into(),
            group: field(group).into(),
            period: field(period).into(),
            category: field(category).into(),
        };
        let mut see = |measure, seen| {
            sightings.push(Sighting { key: key.clone(), measure, seen, source: source.clone() });
        };
        // A figure that stands there is seen, whatever the row's status says.
        for (measure, at) in figures {
            if let Ok(number) = field(at).trim().parse::<f64>() {
                let half = if measure == Measure::Share { HALF } else { 0.0 };
                see(measure, Seen::Number(number - half, number + half));
            }
        }
        match field(status) {
            "withheld" => see(Measure::Count, Seen::Withheld),
            "missing" => see(Measure::Count, Seen::Missing),
            _ => {}
        }
    }
    Some(sightings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sight::Channel;

    #[test]
    fn a_withheld_row_that_still_has_a_figure_says_both() {
        let source = Source { output: 0, file: "a.csv".into(), channel: Channel::Data };
        let text = "period,district,group,indicator,category,count,base,share,status\n\
                    2018,a,total,x,total,7,10,0.7,shown\n2018,b,total,x,total,,,0.3,withheld\n";
        let seen = rows(text.as_bytes(), &source).unwrap();
        assert_eq!(seen.len(), 5);
        assert_eq!(seen[1].seen, Seen::Number(10.0, 10.0));
        assert_eq!(seen[3].measure, Measure::Share);
        assert_eq!(seen[4].seen, Seen::Withheld);
        assert!(rows(b"a,b\n1,2\n", &source).is_none());
    }
}
