//! Law: small surveys that are published again and again, and a reader who keeps every edition and lays them side by side.
//!
//! All figures are synthetic and about nobody. The reader shares nothing with the control: it reads the downloads, writes
//! down every sum that it knows of, takes what nobody told of for unchanged, and asks a linear programme how far each
//! hidden figure can go.

use bydelsrapport::{
    assets::Assets,
    confidential::SealedData,
    config::{self, report::Format},
    diagnostic::Problems,
    pipeline::{self, Checked, Emit, Job},
};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

/// Something with an id, and what stands beside it in the settings, such as `was = "old"`.
#[derive(Clone, Debug)]
pub struct Named {
    pub id: String,
    pub more: String,
}

/// An indicator: a share where it has no categories, otherwise a choice.
#[derive(Clone, Debug)]
pub struct Asked {
    pub named: Named,
    pub categories: Vec<Named>,
}

/// A survey of one wave. `counts` are by district, group, indicator and category; `n` has how many there are.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    pub districts: Vec<Named>,
    pub groups: Vec<Named>,
    pub indicators: Vec<Asked>,
    pub counts: BTreeMap<[String; 4], u64>,
    pub reported: Vec<String>,
    pub disclosure: String,
}

/// What came out: the downloads, and the memory after it.
pub struct Edition {
    pub files: BTreeMap<String, Vec<u8>>,
    pub memory: Option<String>,
    pub warnings: Problems,
}

pub fn named(id: &str) -> Named {
    with(id, "")
}

pub fn with(id: &str, more: &str) -> Named {
    Named { id: id.to_owned(), more: more.to_owned() }
}

const REPORT: &str = "edition = 'editions'\ntitle = 'x'\nsubtitle = 'x'\npublisher = 'x'\nmapping_year = 2024\n\
    published = '2024-12-01'\nsource = 'x'\nperiods = ['2024']\npopulation = 'n'\nformats = ['data']\n\
    city = { name = 'City', within = 'in City' }\n";
const SOURCES: &str = "[[source]]\nfile = 'data.csv'\nconstants = { period = '2024' }\nsymbols = { ':' = 'hidden' }\n\
    columns = { district = 'district', group = 'group', indicator = 'indicator', category = 'category', \
    count = 'count', base = 'base' }\n";

impl Survey {
    fn assets(&self) -> Assets {
        let list = |all: &[Named], more: &str| -> String {
            let one = |it: &Named| {
                let (id, own) = (&it.id, &it.more);
                let own = if own.is_empty() { String::new() } else { format!(", {own}") };
                format!("{{ id = '{id}'{}{own} }}", more.replace("ID", id))
            };
            format!("[{}]", all.iter().map(one).collect::<Vec<_>>().join(", "))
        };
        let districts = format!(
            "word = 'district'\ntitle = 'District'\ndistrict = {}\n",
            list(&self.districts, ", name = 'ID', slug = 'ID', within = 'in ID'")
        );
        let mut indicators = String::new();
        if !self.groups.is_empty() {
            indicators +=
                &format!("group = {}\n", list(&self.groups, ", label = 'ID', people = 'ID'"));
        }
        indicators += "indicator = [{ id = 'n', kind = 'count', label = 'n', base = 'all' }";
        for asked in &self.indicators {
            let Named { id, more } = &asked.named;
            let own = if more.is_empty() { String::new() } else { format!(", {more}") };
            let kind = if asked.categories.is_empty() {
                "kind = 'share', predicate = 'x'".to_owned()
            } else {
                format!(
                    "kind = 'choice', category = {}",
                    list(&asked.categories, ", label = 'ID', predicate = 'ID'")
                )
            };
            indicators +=
                &format!(", {{ id = '{id}', label = '{id}', base = 'all', {kind}{own} }}");
        }
        indicators += "]\n";
        let figure = match &self.indicators[0] {
            Asked { named, categories } if categories.is_empty() => named.id.clone(),
            Asked { named, categories } => format!("{}:{}", named.id, categories[0].id),
        };
        let outline = format!(
            "[[section]]\nid = 'all'\neyebrow = 'All'\nneutral = 'All'\n\
             block = [{{ kind = 'table', title = 'All', figures = ['{figure}'], columns = ['count'] }}]\n"
        );
        let mut report = REPORT.to_owned();
        if !self.reported.is_empty() {
            report += &format!("districts = {:?}\n", self.reported);
        }
        let mut assets = Assets::embedded();
        for (name, text) in [
            ("report", report.as_str()),
            ("districts", &districts),
            ("outline", &outline),
            ("sources", SOURCES),
            ("disclosure", &self.disclosure),
            ("indicators", &indicators),
        ] {
            assets.put(&format!("config/{name}.toml"), text.as_bytes().to_vec());
        }
        assets
    }

    fn data(&self) -> Vec<u8> {
        let mut text = "district,group,indicator,category,count,base\n".to_owned();
        for ([district, group, indicator, category], count) in &self.counts {
            let n = |group: &str| {
                self.counts[&[district.as_str(), group, "n", "total"].map(str::to_owned)]
            };
            let base = if indicator == "n" { String::new() } else { n(group).to_string() };
            text += &format!("{district},{group},{indicator},{category},{count},{base}\n");
        }
        text.into_bytes()
    }

    pub fn put(&mut self, at: [&str; 4], count: u64) {
        self.counts.insert(at.map(str::to_owned), count);
    }

    /// Every count, the totals over districts and groups with them.
    pub fn truth(&self) -> BTreeMap<Cell, u64> {
        let mut all = BTreeMap::new();
        for ([district, group, indicator, category], count) in &self.counts {
            let places = BTreeSet::from([district.as_str(), "total"]);
            for place in places {
                for group in BTreeSet::from([group.as_str(), "total"]) {
                    let cell = [place, group, indicator, category].map(str::to_owned);
                    *all.entry(cell).or_default() += count;
                }
            }
        }
        all
    }

    /// Publishes after what is remembered.
    pub fn publish(&self, memory: Option<&str>) -> Result<Edition, Problems> {
        let assets = self.assets();
        let mut warnings = Problems::default();
        let settings = config::load(&assets, &mut warnings)?;
        let job = Job {
            settings: &settings,
            assets: &assets,
            sources: vec![SealedData::new("data.csv", self.data())],
            ledger: memory,
            publish: true,
            only: Vec::new(),
            formats: vec![Format::Data],
        };
        let files = Mutex::new(BTreeMap::new());
        let emit = Emit {
            put: &|file| {
                files.lock().expect("no panic").insert(file.path, file.bytes);
                Ok(())
            },
            apart: None,
            set: None,
            progress: &|_| {},
            clock: &|| 0.0,
        };
        let outcome = pipeline::run(&job, &emit)?;
        warnings.extend(outcome.warnings);
        let memory = outcome.ledger.or_else(|| memory.map(str::to_owned));
        Ok(Edition { files: files.into_inner().expect("no panic"), memory, warnings })
    }

    /// Checks after what is remembered.
    pub fn check(&self, memory: Option<&str>) -> Result<Checked, Problems> {
        let assets = self.assets();
        let settings = config::load(&assets, &mut Problems::default())?;
        let sources = [SealedData::new("data.csv", self.data())];
        pipeline::check(&settings, &assets, &sources, memory, true, None, &|_| {})
    }
}

/// A figure by district, group, indicator and category, in the ids that the reader knows it by.
type Cell = [String; 4];

/// Somebody who has the downloads of several editions.
#[derive(Default)]
pub struct Reader {
    /// Sums of zero: weighted hidden figures, and the number of those that are shown.
    sums: BTreeSet<(Vec<(Cell, i64)>, i64)>,
    /// What a hidden figure lies below: how many are asked, less one.
    most: BTreeMap<Cell, u64>,
    hidden: BTreeSet<Cell>,
    /// What some edition showed: where it is withheld elsewhere, for its base, it is known all the same.
    shown: BTreeSet<(Cell, i64)>,
}

/// What one edition says of its cells.
struct Told {
    shown: BTreeMap<Cell, u64>,
    withheld: BTreeSet<Cell>,
}

impl Told {
    fn read(edition: &Edition) -> Self {
        let (mut shown, mut withheld) = (BTreeMap::new(), BTreeSet::new());
        for (name, bytes) in &edition.files {
            if !name.ends_with(".csv") {
                continue;
            }
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            for record in reader.records().map(|record| record.expect("a row")) {
                let cell: Cell = [1, 2, 3, 4].map(|at| record[at].to_owned());
                match &record[8] {
                    _ if cell[0].starts_with("rest-") => {}
                    "shown" => drop(shown.insert(cell, record[5].parse().expect("a count"))),
                    "withheld" => drop(withheld.insert(cell)),
                    _ => {}
                }
            }
        }
        Self { shown, withheld }
    }
}

/// Whether what two editions both withhold is the same in both, as a reader takes it to be.
pub fn is_unchanged(editions: [(&Survey, &Edition); 2]) -> bool {
    let [one, two] =
        editions.map(|(survey, edition)| (survey.truth(), Told::read(edition).withheld));
    one.1.intersection(&two.1).all(|cell| one.0.get(cell) == two.0.get(cell))
}

impl Reader {
    /// Takes in an edition; `known_as` says under which id the reader knows what has another one there.
    pub fn read(&mut self, survey: &Survey, edition: &Edition, known_as: &[(&str, &str)]) {
        let told = Told::read(edition);
        let mut outer = vec!["total".to_owned()];
        outer.extend(survey.districts.iter().map(|it| it.id.clone()));
        let mut groups = vec!["total".to_owned()];
        groups.extend(survey.groups.iter().map(|it| it.id.clone()));
        let mut measures: Vec<(String, Vec<String>)> = vec![("n".to_owned(), Vec::new())];
        measures.extend(survey.indicators.iter().map(|asked| {
            let own = asked.categories.iter().map(|it| it.id.clone()).collect();
            (asked.named.id.clone(), own)
        }));
        let mut sum = |whole: Cell, parts: Vec<Cell>| self.sum(&told, whole, &parts, known_as);
        for (indicator, categories) in &measures {
            let figures =
                if categories.is_empty() { vec!["total".to_owned()] } else { categories.clone() };
            for category in &figures {
                let at = |district: &String, group: &String| {
                    [district.clone(), group.clone(), indicator.clone(), category.clone()]
                };
                for group in &groups {
                    let parts = outer[1..].iter().map(|district| at(district, group)).collect();
                    sum(at(&outer[0], group), parts);
                }
                if groups.len() > 1 {
                    for district in &outer {
                        let parts = groups[1..].iter().map(|group| at(district, group)).collect();
                        sum(at(district, &groups[0]), parts);
                    }
                }
            }
            for (district, group) in
                outer.iter().flat_map(|district| groups.iter().map(move |group| (district, group)))
            {
                let n = [district.clone(), group.clone(), "n".to_owned(), "total".to_owned()];
                let at = |category: &String| {
                    [district.clone(), group.clone(), indicator.clone(), category.clone()]
                };
                if !categories.is_empty() {
                    sum(n.clone(), categories.iter().map(at).collect());
                }
            }
        }
        let shown = told.shown.iter().map(|(cell, n)| (renamed(cell, known_as), *n as i64));
        self.shown.extend(shown);
        for cell in &told.withheld {
            let known = renamed(cell, known_as);
            let n = [cell[0].clone(), cell[1].clone(), "n".to_owned(), "total".to_owned()];
            if let Some(n) = told.shown.get(&n).filter(|_| cell[2] != "n") {
                let most = n.saturating_sub(1);
                let entry = self.most.entry(known.clone()).or_insert(most);
                *entry = (*entry).min(most);
            }
            self.hidden.insert(known);
        }
    }

    /// Writes down that a whole of one edition is the sum of its parts.
    fn sum(&mut self, told: &Told, whole: Cell, parts: &[Cell], known_as: &[(&str, &str)]) {
        let mut weights: BTreeMap<Cell, i64> = BTreeMap::new();
        let mut constant = 0;
        for (cell, weight) in [(&whole, -1)].into_iter().chain(parts.iter().map(|part| (part, 1))) {
            match told.shown.get(cell) {
                Some(n) => constant += *n as i64 * weight,
                None => *weights.entry(renamed(cell, known_as)).or_default() += weight,
            }
        }
        weights.retain(|_, weight| *weight != 0);
        if !weights.is_empty() {
            self.sums.insert((weights.into_iter().collect(), constant));
        }
    }

    /// Knows that what one edition has as one is the sum of what another has apart, wherever either is hidden.
    pub fn knows(
        &mut self,
        [first, second]: [(&Survey, &Edition); 2],
        at: usize,
        whole: &str,
        parts: &[&str],
    ) {
        let (_, after) = (first, second);
        let tolds = [Told::read(first.1), Told::read(after.1)];
        let all: BTreeSet<Cell> = tolds
            .iter()
            .flat_map(|told| told.shown.keys().chain(&told.withheld))
            .filter(|cell| cell[at] == whole)
            .cloned()
            .collect();
        for cell in all {
            let mut weights: BTreeMap<Cell, i64> = BTreeMap::new();
            let mut constant = 0;
            let mut put =
                |cell: Cell, weight: i64| match tolds.iter().find_map(|told| told.shown.get(&cell))
                {
                    Some(n) => constant += *n as i64 * weight,
                    None => *weights.entry(cell).or_default() += weight,
                };
            put(cell.clone(), -1);
            for part in parts {
                let mut cell = cell.clone();
                cell[at] = (*part).to_owned();
                put(cell, 1);
            }
            if !weights.is_empty() {
                self.sums.insert((weights.into_iter().collect(), constant));
            }
        }
    }

    /// The hidden figures that can take fewer than `width` + 1 values, with the least and the largest of them; nothing
    /// where what the reader takes for unchanged cannot be.
    pub fn narrow(&self, width: i64) -> Option<Vec<(Cell, i64, i64)>> {
        let unknown: BTreeSet<&Cell> = self
            .sums
            .iter()
            .flat_map(|(terms, _)| terms.iter().map(|(cell, _)| cell))
            .chain(&self.hidden)
            .collect();
        let range = |target: &Cell, direction: OptimizationDirection| -> Option<f64> {
            let mut problem = Problem::new(direction);
            let mut variables: BTreeMap<&Cell, Variable> = BTreeMap::new();
            for cell in &unknown {
                // What is hidden is somebody, since nobody is shown; and not everybody, since that is, too.
                let least = if self.hidden.contains(*cell) { 1.0 } else { 0.0 };
                let most = self.most.get(*cell).map_or(100_000.0, |most| *most as f64);
                let wanted = if *cell == target { 1.0 } else { 0.0 };
                variables.insert(cell, problem.add_var(wanted, (least, most)));
            }
            for (terms, constant) in &self.sums {
                let terms: Vec<(Variable, f64)> =
                    terms.iter().map(|(cell, weight)| (variables[cell], *weight as f64)).collect();
                problem.add_constraint(&terms, ComparisonOp::Eq, -*constant as f64);
            }
            let solution = problem.solve().ok()?.into_solution().ok()?;
            Some(solution.var_value(variables[target]))
        };
        let mut narrow = Vec::new();
        for cell in &self.hidden {
            let low = (range(cell, OptimizationDirection::Minimize)? - 1e-6).ceil() as i64;
            let high = (range(cell, OptimizationDirection::Maximize)? + 1e-6).floor() as i64;
            let seen = low == high && self.shown.contains(&(cell.clone(), low));
            if high - low < width && !seen {
                narrow.push((cell.clone(), low, high));
            }
        }
        Some(narrow)
    }
}

fn renamed(cell: &Cell, known_as: &[(&str, &str)]) -> Cell {
    cell.clone().map(|id| {
        let known = known_as.iter().find(|(now, _)| *now == id);
        known.map_or(id, |(_, before)| (*before).to_owned())
    })
}
