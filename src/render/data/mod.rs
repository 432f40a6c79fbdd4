//! Law: a download carries ids and figures alone, and nothing but its status where a figure is withheld.

mod codebook;
mod findings;

pub use codebook::{
    Area, Category, Codebook, Comparison, District, Frame, Group, Indicator, Numbers, Rules,
    Stricter, Words,
};

pub use findings::findings;

/// The status of a row whose figures may be read.
const SHOWN: &str = "shown";

/// The heads, in the order that readers of the file may rely on.
const HEADS: [&str; 9] =
    ["period", "district", "group", "indicator", "category", "count", "base", "share", "status"];

/// One figure of the download, in long format.
#[derive(Clone, Debug, PartialEq)]
pub struct DataRow {
    /// The wave.
    pub period: String,
    /// The district's id; `total` is the city.
    pub district: String,
    /// The group's id; `total` is everyone the indicator asks about.
    pub group: String,
    /// The indicator's id.
    pub indicator: String,
    /// The category's id; `total` where there is none.
    pub category: String,
    /// How many people.
    pub count: Option<u64>,
    /// Of how many people.
    pub base: Option<u64>,
    /// The share as a fraction from 0 to 1.
    pub share: Option<f64>,
    /// `shown`, `withheld` or `missing`.
    pub status: &'static str,
}

/// The rows as comma-separated UTF-8 text without a byte order mark, lines ended by `\n`.
///
/// Rows keep their order. A row that is not `shown` has empty figures, whatever it carries: the
/// file is the last place where a slip could be stopped. Shares have at most six decimals.
pub fn csv(rows: &[DataRow]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADS).expect("writing to memory cannot fail");
    for row in rows {
        let figures = if row.status == SHOWN {
            [number(row.count), number(row.base), row.share.map(fraction).unwrap_or_default()]
        } else {
            Default::default()
        };
        let [count, base, share] = &figures;
        let ids = [&row.period, &row.district, &row.group, &row.indicator, &row.category];
        let fields = ids.into_iter().chain([count, base, share]).map(String::as_str);
        writer.write_record(fields.chain([row.status])).expect("writing to memory cannot fail");
    }
    writer.into_inner().expect("flushing to memory cannot fail")
}

fn number(value: Option<u64>) -> String {
    value.map(|number| number.to_string()).unwrap_or_default()
}

/// A fraction with up to six decimals and a point, without trailing zeros.
fn fraction(share: f64) -> String {
    let text = format!("{share:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(count: u64, share: f64, status: &'static str) -> DataRow {
        DataRow {
            period: "2018".into(),
            district: "030103".into(),
            group: "total".into(),
            indicator: "bolig".into(),
            category: "a,b \"c\"\nd".into(),
            count: Some(count),
            base: Some(742),
            share: Some(share),
            status,
        }
    }

    #[test]
    fn the_file_is_exact() {
        let mut plain = row(341, 341.0 / 742.0, "shown");
        plain.category = "rod".into();
        let text = String::from_utf8(csv(&[plain])).unwrap();
        assert_eq!(
            text,
            "period,district,group,indicator,category,count,base,share,status\n\
             2018,030103,total,bolig,rod,341,742,0.459569,shown\n"
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bytes = csv(&[row(7, 0.5, "shown"), row(0, 0.0, "shown"), row(742, 1.0, "shown")]);
        let mut reader = csv::Reader::from_reader(&*bytes);
        assert_eq!(reader.headers().unwrap(), HEADS.as_slice());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(&rows[0][4], "a,b \"c\"\nd");
        assert_eq!([&rows[0][7], &rows[1][7], &rows[2][7]], ["0.5", "0", "1"]);
    }

    #[test]
    fn a_row_that_is_not_shown_has_no_figures() {
        for status in ["withheld", "missing"] {
            let bytes = csv(&[row(3, 0.004, status)]);
            let mut reader = csv::Reader::from_reader(&*bytes);
            let record = reader.records().next().unwrap().unwrap();
            assert_eq!([&record[5], &record[6], &record[7], &record[8]], ["", "", "", status]);
        }
    }
}
