//! Law: whatever the table, no figure passes that a rule hides, and the order of rows decides nothing.

#![allow(clippy::disallowed_methods, reason = "tests look at files themselves")]

use bydelsrapport::{
    confidential::{
        PublishableStat, PublishedCell, PublishedTable, RawTable, SealedData, View, Why,
    },
    config::Settings,
    diagnostic::Problems,
    ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId},
    ledger::{self, Memory, Publications, Sight},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DISTRICTS: [&str; 3] = ["01", "02", "03"];
const GROUPS: [&str; 2] = ["a", "b"];

const INDICATORS: &str = r#"
group = [{ id = "a", label = "a", people = "a" }, { id = "b", label = "b", people = "b" }]

[[indicator]]
id = "mapped"
kind = "count"
label = "mapped"
base = "all"

[[indicator]]
id = "share"
kind = "share"
label = "share"
base = "all"

[[indicator]]
id = "multi"
kind = "multi"
label = "multi"
base = "all"
category = [{ id = "x", label = "x" }, { id = "y", label = "y" }]

[[indicator]]
id = "levels"
kind = "levels"
label = "levels"
base = "all"
category = [{ id = "low", label = "low" }, { id = "middle", label = "middle" }, { id = "high", label = "high" }]
"#;

/// What can be set, drawn at random.
#[derive(Clone, Copy, Debug)]
struct Rules {
    k: u64,
    minimum_base: u64,
    complement: bool,
    zeros_hidden: bool,
    everyone: bool,
    /// A stricter k for one indicator.
    own_k: u64,
}

impl Rules {
    fn k(&self, indicator: &str) -> u64 {
        if indicator == "multi" { self.k.max(self.own_k) } else { self.k }
    }

    /// The rule, said once more and independently: whether this count may not be seen.
    fn hides(&self, indicator: &str, count: u64, base: Option<u64>) -> bool {
        let few = |n: u64| n > 0 && n < self.k(indicator);
        let Some(base) = base else {
            return few(count) || (self.zeros_hidden && count == 0);
        };
        few(count)
            || (self.zeros_hidden && count == 0)
            || (base > 0 && base < self.minimum_base)
            || (self.complement && few(base - count))
            || (self.everyone && base > 0 && count == base)
    }

    fn settings(&self) -> Settings {
        let zeros = if self.zeros_hidden { "hidden" } else { "shown" };
        let disclosure = format!(
            "k = {}\nminimum_base = {}\ncomplement = {}\nzeros = '{zeros}'\neveryone = {}\n[indicator.multi]\nk = {}\n",
            self.k, self.minimum_base, self.complement, self.everyone, self.own_k
        );
        let districts = DISTRICTS.map(|id| {
            format!(
                "[[district]]\nid = '{id}'\nname = 'D{id}'\nslug = 'd{id}'\nwithin = 'i D{id}'\n"
            )
        });
        let districts = format!("word = 'district'\ntitle = 'District'\n{}", districts.join(""));
        let report = "edition = 'x'\ntitle = 'x'\nsubtitle = 'x'\npublisher = 'x'\nmapping_year = 2018\n\
            published = '2019-01-01'\nsource = 'x'\nperiods = ['2018']\npopulation = 'mapped'\n\
            city = { name = 'City', within = 'in City' }";
        let sources = "[[source]]\nfile = 'data.csv'\ncolumns = { period = 'period', district = 'district', \
            group = 'group', indicator = 'indicator', category = 'category', count = 'count', base = 'base' }";
        Settings {
            report: toml::from_str(report).expect("settings"),
            indicators: toml::from_str(INDICATORS).expect("settings"),
            outline: toml::from_str("section = []").expect("settings"),
            districts: toml::from_str(&districts).expect("settings"),
            disclosure: toml::from_str(&disclosure).expect("settings"),
            sources: toml::from_str(sources).expect("settings"),
            languages: BTreeMap::new(),
        }
    }
}

/// Of one district and group: the parts of the levels, and three shares of their sum in thousandths.
type Part = ([u64; 3], [u64; 3]);

type Model = BTreeMap<CellKey, (u64, Option<u64>)>;

/// Lines of a table, and every cell that should come of it, sums over groups and districts included.
fn table(parts: &[Part]) -> (Vec<String>, Model) {
    let mut lines = Vec::new();
    let mut model = Model::new();
    for (n, (levels, shares)) in parts.iter().enumerate() {
        let (district, group) = (DISTRICTS[n / GROUPS.len()], GROUPS[n % GROUPS.len()]);
        let base: u64 = levels.iter().sum();
        let of = |i: usize| base * shares[i] / 1000;
        let cells = [
            ("mapped", "total", base, None),
            ("share", "total", of(0), Some(base)),
            ("multi", "x", of(1), Some(base)),
            ("multi", "y", of(2), Some(base)),
            ("levels", "low", levels[0], Some(base)),
            ("levels", "middle", levels[1], Some(base)),
            ("levels", "high", levels[2], Some(base)),
        ];
        for (indicator, category, count, base) in cells {
            let text = base.map_or(String::new(), |n| n.to_string());
            lines.push(format!("2018,{district},{group},{indicator},{category},{count},{text}"));
            for district in [district, "total"] {
                for group in [group, "total"] {
                    let key = CellKey {
                        indicator: IndicatorId::new(indicator),
                        district: DistrictId::new(district),
                        group: GroupId::new(group),
                        period: "2018".into(),
                        category: CategoryId::new(category),
                    };
                    let sum = model.entry(key).or_insert((0, base.map(|_| 0)));
                    *sum = (sum.0 + count, sum.1.zip(base).map(|(a, b)| a + b));
                }
            }
        }
    }
    (lines, model)
}

fn published(lines: &[String], settings: &Settings) -> PublishedTable {
    published_after(&Memory::default(), lines, settings)
}

fn published_after(memory: &Memory, lines: &[String], settings: &Settings) -> PublishedTable {
    let text =
        format!("period,district,group,indicator,category,count,base\n{}\n", lines.join("\n"));
    let sealed = [SealedData::new("data.csv", text.into_bytes())];
    let mut warnings = Problems::default();
    let raw = RawTable::read(&sealed, settings).expect("the table can be read");
    let valid = raw.validate(settings, &mut warnings);
    valid.unwrap_or_else(|found| panic!("{:?}", found.0)).publish(settings, memory)
}

/// Every sum among published cells as its parts and its whole.
fn sums(table: &PublishedTable) -> Vec<Vec<CellKey>> {
    let whole = |key: &CellKey| -> Vec<Vec<CellKey>> {
        let mut sums = Vec::new();
        let with = |parts: Vec<CellKey>| [parts, vec![key.clone()]].concat();
        if key.group.is_total() {
            sums.push(with(GROUPS.map(|group| key.among(&group.into())).to_vec()));
        }
        if key.district.is_total() {
            sums.push(with(DISTRICTS.map(|district| key.at(&district.into())).to_vec()));
        }
        if key.indicator.as_str() == "levels" && key.category.is_total() {
            let levels = ["low", "middle", "high"];
            sums.push(with(levels.map(|level| key.of(&level.into())).to_vec()));
        }
        sums
    };
    table.iter().flat_map(|(key, _)| whole(key)).collect()
}

fn is_primary(stat: PublishableStat) -> bool {
    stat.view() == View::Withheld(Why::Primary)
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    // Many small numbers and some of a usual size; none at all now and then.
    let count = || prop_oneof![4 => 0..12_u64, 2 => 12..90_u64, 1 => Just(0)];
    let part = ([count(), count(), count()], [0..=1000_u64, 0..=1000_u64, 0..=1000_u64]);
    prop::collection::vec(part, DISTRICTS.len() * GROUPS.len())
}

prop_compose! {
    fn rules()(
        k in 1..9_u64, minimum_base in 0..14_u64, complement: bool, zeros_hidden: bool,
        everyone: bool, own_k in 1..20_u64,
    ) -> Rules {
        Rules { k, minimum_base, complement, zeros_hidden, everyone, own_k }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_rule_hides_is_withheld_and_the_rest_is_true(parts in parts(), rules in rules()) {
        let (lines, model) = table(&parts);
        let table = published(&lines, &rules.settings());
        for sum in sums(&table).iter().filter(|_| table.unprotected().is_empty()) {
            let hidden = sum.iter().filter(|key| table.cell(key).count.is_withheld());
            prop_assert!(hidden.count() != 1, "one figure of {sum:?} is what the others leave");
        }
        for (key, (count, base)) in model {
            let cell = table.cell(&key);
            let hidden = rules.hides(key.indicator.as_str(), count, base);
            if hidden {
                prop_assert!(cell.count.is_withheld(), "{key:?} shows a count");
                prop_assert!(base.is_none() || cell.share.is_withheld(), "{key:?} shows a share");
            } else {
                prop_assert!(!is_primary(cell.count), "{key:?} is hidden without a reason");
            }
            if let Some(shown) = cell.count.amount() {
                prop_assert_eq!(shown, count as f64, "{:?}", key);
            }
            if let (Some(share), Some(base)) = (cell.share.amount(), base) {
                prop_assert!((share - 100.0 * count as f64 / base as f64).abs() < 1e-9, "{key:?}");
            }
            if let (Some(base), Some(shown)) = (base, cell.base.amount()) {
                prop_assert_eq!(shown, base as f64);
                let small = base > 0 && (base < rules.k || base < rules.minimum_base);
                prop_assert!(!small, "{key:?} shows a small base");
            }
        }
    }

    #[test]
    fn count_and_share_fall_together(parts in parts(), rules in rules()) {
        let table = published(&table(&parts).0, &rules.settings());
        for (key, cell) in table.iter() {
            let PublishedCell { count, base, share, .. } = *cell;
            let together = |a: PublishableStat, b: PublishableStat| !a.is_withheld() || b.amount().is_none();
            prop_assert!(together(count, share), "{key:?}: a share without its count");
            // The other way round only a base that may not be seen can keep a share back.
            prop_assert!(together(share, count) || base.is_withheld(), "{key:?}: a count without its share");
        }
    }

    #[test]
    fn the_order_of_rows_decides_nothing(
        (parts, rules, order) in (parts(), rules(), Just((0..42_usize).collect::<Vec<_>>()).prop_shuffle())
    ) {
        let (lines, _) = table(&parts);
        let shuffled: Vec<String> = order.iter().map(|at| lines[*at].clone()).collect();
        let settings = rules.settings();
        let cells = |lines: &[String]| -> Vec<(CellKey, PublishedCell)> {
            published(lines, &settings).iter().map(|(key, cell)| (key.clone(), *cell)).collect()
        };
        prop_assert_eq!(cells(&lines), cells(&shuffled));
    }
}

/// The memory with one more publication.
fn recorded(table: &PublishedTable, settings: &Settings) -> Memory {
    let text = Publications::default().record(settings, &Memory::default(), table.faces());
    let past = Publications::read(ledger::FILE, &text.expect("it is new")).expect("it is whole");
    past.remember(settings).expect("nothing is gone")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_published_is_kept(one in parts(), two in parts(), changed in 0..6_usize, rules in rules(), later in rules()) {
        let settings = rules.settings();
        let lines = table(&one).0;
        let first = published(&lines, &settings);
        let memory = recorded(&first, &settings);
        let same = published_after(&memory, &lines, &settings);
        prop_assert!(first.iter().map(|(_, cell)| cell.face()).eq(same.iter().map(|(_, cell)| cell.face())));
        // Other figures in some districts and groups, and other rules.
        let mut parts = one;
        parts[changed..].copy_from_slice(&two[changed..]);
        let (lines, truth) = table(&parts);
        let settings = later.settings();
        let second = published_after(&memory, &lines, &settings);
        for (key, before) in first.faces() {
            let now = second.cell(key);
            if before.figure == Sight::Withheld {
                prop_assert!(now.count.amount().is_none(), "{key:?} was withheld");
            }
            let as_now = truth.get(key).map(|(count, base)| {
                let figure = Sight::Shown(ledger::Figure::Count(*count));
                (figure, base.map_or(Sight::Missing, Sight::Shown))
            });
            if as_now.is_some_and(|(figure, base)| before.figure == figure && before.base == base) {
                prop_assert!(now.count.amount().is_some(), "{key:?} is known");
            }
        }
    }
}
