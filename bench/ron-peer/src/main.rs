//! Reads a document into structs with the `ron` crate: `ron-peer FILE ROUNDS` prints the milliseconds of each round as JSON.

use serde::Deserialize;
use std::collections::HashMap;
use std::time::{Duration, Instant};

#[derive(Deserialize)]
#[allow(dead_code)]
struct Inventory {
    name: String,
    version: u32,
    services: Vec<Service>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Service {
    name: String,
    enabled: bool,
    stage: Stage,
    replicas: u32,
    weight: f64,
    offset: i64,
    memory: u64,
    description: Option<String>,
    limit: Option<u32>,
    source: Source,
    ports: Vec<Port>,
    labels: HashMap<String, String>,
    env: HashMap<String, String>,
    rules: Vec<Rule>,
    probe: Probe,
}

#[derive(Deserialize)]
enum Stage {
    Preview,
    Beta,
    Stable,
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Source {
    Local,
    Image(String),
    Git { url: String, branch: String, depth: u32 },
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Port {
    number: u16,
    target: u16,
    exposed: bool,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Rule {
    name: String,
    action: String,
    cidr: String,
    ports: Vec<u16>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Probe {
    path: String,
    seconds: u32,
    headers: HashMap<String, String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&arguments[1]).expect("the document can be read");
    let rounds: usize = arguments[2].parse().expect("a number of rounds");
    let started = Instant::now();
    while started.elapsed() < Duration::from_millis(1500) {
        keep(&read(&bytes));
    }

    // As on the other side, freeing the value is not part of a round.
    let times: Vec<String> = (0..rounds)
        .map(|_| {
            let started = Instant::now();
            let value = read(&bytes);
            let taken = started.elapsed();
            keep(&value);
            format!("{:.4}", taken.as_secs_f64() * 1000.0)
        })
        .collect();
    println!("{{\"bytes\": {}, \"milliseconds\": [{}]}}", bytes.len(), times.join(", "));
}

/// The compiler must not find out that nobody looks at the value.
fn keep(value: &Inventory) {
    unsafe { std::ptr::read_volatile(&value.services.len()) };
}

fn read(bytes: &[u8]) -> Inventory {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    ron::de::from_str(text).expect("a document that the crate accepts")
}
