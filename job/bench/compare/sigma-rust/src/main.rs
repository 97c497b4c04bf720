//! Judges a file of events, one JSON object a line, by a folder of Sigma rules with the library sigma-rust.
//!
//! The library does not look at log sources. Here an event is tested by the rules whose product, category and
//! service do not contradict its fields of these names; the rules of a log source are chosen once.
//! Writes one line an alert, `{"rule":"<id>"}`; says on standard error how many rules it could load.

use sigma_rust::{event_from_json, rule_from_yaml, Rule};
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

fn load(folder: &Path) -> io::Result<Vec<(String, Rule)>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(|entry| entry.path());
    let mut rules = Vec::new();
    let mut refused = 0;
    for entry in paths {
        match rule_from_yaml(&fs::read_to_string(entry.path())?) {
            Ok(rule) => match rule.id.clone() {
                Some(id) => rules.push((id, rule)),
                None => refused += 1,
            },
            Err(error) => {
                refused += 1;
                eprintln!("refused: {}: {error}", entry.path().display());
            }
        }
    }
    eprintln!("loaded: {}, refused: {refused}", rules.len());
    Ok(rules)
}

fn contradicts(asked: &Option<String>, given: &str) -> bool {
    matches!(asked, Some(word) if !word.eq_ignore_ascii_case(given))
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() != 3 {
        eprintln!("usage: sigma-rust-driver RULES-FOLDER EVENTS-FILE");
        std::process::exit(2);
    }
    let rules = load(Path::new(&arguments[1]))?;
    let mut chosen: HashMap<[String; 3], Vec<usize>> = HashMap::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in BufReader::new(fs::File::open(&arguments[2])?).lines() {
        let line = line?;
        let event = match event_from_json(&line) {
            Ok(event) => event,
            Err(error) => {
                eprintln!("unreadable: {error}");
                continue;
            }
        };
        let source = ["product", "category", "service"]
            .map(|name| event.get(name).map_or(String::new(), |value| value.value_to_string()));
        let asked = chosen.entry(source).or_insert_with_key(|source| {
            (0..rules.len())
                .filter(|&i| {
                    let asks = &rules[i].1.logsource;
                    !contradicts(&asks.product, &source[0])
                        && !contradicts(&asks.category, &source[1])
                        && !contradicts(&asks.service, &source[2])
                })
                .collect()
        });
        for &i in asked.iter() {
            if rules[i].1.is_match(&event) {
                writeln!(out, "{{\"rule\":\"{}\"}}", rules[i].0)?;
            }
        }
    }
    out.flush()
}
