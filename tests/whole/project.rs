//! Projects that live on: `waardenscan project`, `merge`, and scans that were
//! killed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::binary::{binary, run_with, run_with_input};
use crate::places::{root, samples};

/// A folder with copies of the DOCX samples, `times` of each, all different.
fn archive(folder: &Path, times: usize) {
    let archive = folder.join("archief");
    fs::create_dir(&archive).unwrap();
    for entry in fs::read_dir(samples()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "docx") {
            for number in 0..times {
                let mut bytes = fs::read(&path).unwrap();
                // A longer comment at the end of the package.
                bytes.extend(vec![b' '; number]);
                let name = path.file_stem().unwrap().to_string_lossy();
                fs::write(archive.join(format!("{name}-{number}.docx")), bytes).unwrap();
            }
        }
    }
}

const SCAN: [&str; 8] = [
    "scan",
    "archief",
    "--ocr",
    "off",
    "--out",
    "r.html",
    "--project",
    "p.sqlite",
];

fn dump(folder: &Path) -> String {
    let checked = run_with(folder, &["project", "verify", "p.sqlite"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    run_with(folder, &["project", "dump", "p.sqlite"]).stdout
}

#[test]
fn a_scan_killed_at_any_moment_goes_on_to_the_same_end() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 3);
    let whole = run_with(folder, &SCAN);
    assert_eq!(whole.code, 1, "a sample is cut short: {}", whole.stderr);
    let expected = dump(folder);
    assert!(expected.lines().count() > 500);
    let report = fs::read(folder.join("r.html")).unwrap();
    for file in ["p.sqlite", "r.html"] {
        fs::remove_file(folder.join(file)).unwrap();
    }
    // Wherever these moments fall on this machine, the end must be the same.
    for pause in [5, 60, 120, 180, 250, 320, 400, 600, 900] {
        let mut scan = Command::new(binary())
            .args(SCAN)
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        scan.kill().unwrap();
        scan.wait().unwrap();
    }
    let last = run_with(folder, &SCAN);
    assert_eq!(last.stdout, whole.stdout);
    assert!(dump(folder) == expected, "the projects differ");
    assert!(
        fs::read(folder.join("r.html")).unwrap() == report,
        "the reports differ"
    );
}

#[cfg(unix)]
#[test]
fn a_scan_that_is_interrupted_saves_and_goes_on_and_a_second_time_stops_at_once() {
    use std::io::{BufRead, BufReader, Read};

    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 8);
    let whole = run_with(folder, &SCAN);
    let expected = dump(folder);
    for times in [1, 2] {
        for file in ["p.sqlite", "r.html"] {
            let _ = fs::remove_file(folder.join(file));
        }
        let mut scan = Command::new(binary())
            .args(SCAN)
            .args(["--json", "--jobs", "1"])
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(scan.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("\"event\":\"document\"") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "it ended too soon");
        }
        let process = scan.id().to_string();
        for _ in 0..times {
            let sent = Command::new("kill").args(["-INT", &process]).status();
            assert!(sent.unwrap().success());
        }
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        assert_eq!(scan.wait().unwrap().code(), Some(130), "{rest}");
        if times == 1 {
            for part in ["stopped: ", "the same command goes on"] {
                assert!(rest.contains(part), "no \"{part}\" in {rest}");
            }
        }
        let again = run_with(folder, &SCAN);
        assert_eq!(again.stdout, whole.stdout, "{}", again.stderr);
        assert!(dump(folder) == expected, "the projects differ");
    }
}

#[test]
fn decisions_are_taken_listed_and_survive_a_scan() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 2);
    run_with(folder, &SCAN);
    let suggested = dump(folder);
    let fields: Vec<&str> = suggested
        .lines()
        .find(|line| line.starts_with("suggestion\t"))
        .unwrap()
        .split('\t')
        .collect();
    let (document, block, value) = (fields[1], fields[2], fields[3]);
    let decision = |kind: Value| {
        let mut decision = json!({"who": "Noor", "document": document, "value": value,
            "block": block.parse::<u64>().unwrap()});
        decision
            .as_object_mut()
            .unwrap()
            .extend(kind.as_object().unwrap().clone());
        decision.to_string()
    };
    let input = format!(
        "{}\n\n{}\n{}\n{}\n",
        decision(json!({"kind": "accept"})),
        decision(json!({"kind": "reject", "reason": "gaat over geld"})),
        decision(json!({"kind": "undo", "undoes": "2"})),
        decision(json!({"kind": "change"})),
    );
    let path = folder.join("p.sqlite");
    let path = path.to_str().unwrap();
    let ran = run_with_input(&["project", "decide", path], &input);
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("line 5 of the decisions"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        ran.stdout,
        "{\"line\":1,\"entry\":1}\n{\"line\":3,\"entry\":2}\n{\"line\":4,\"entry\":3}\n"
    );

    let again = run_with(folder, &SCAN);
    assert!(again.stderr.contains("0 files read"), "{}", again.stderr);
    fs::remove_file(folder.join(document)).unwrap();
    let gone = run_with(folder, &SCAN);
    assert!(gone.stderr.contains("1 gone"), "{}", gone.stderr);
    let changes = run_with(folder, &["project", "changes", path]);
    let change: Value = serde_json::from_str(changes.stdout.trim()).unwrap();
    assert_eq!(
        (&change["path"], &change["kind"]),
        (&json!(document), &json!("removed"))
    );
    let listed = run_with(folder, &["project", "decisions", path]);
    let listed: Vec<Value> = listed
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(listed.len(), 3);
    assert_eq!(listed[0]["places"][0]["removed"], json!(true));
    assert_eq!(
        (&listed[0]["undone"], &listed[1]["undone"]),
        (&json!(false), &json!(true))
    );
    assert!(dump(folder).contains("\taccepted\t"));
    // The copies of each document differ in a few bytes: all is standard text.
    let standard = run_with(folder, &["project", "standard", path]);
    assert!(standard.stdout.lines().count() > 10);
}

#[test]
fn what_analysts_make_of_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 1);
    run_with(folder, &SCAN);
    let path = folder.join("p.sqlite");
    let path = path.to_str().unwrap();
    let suggested = dump(folder);
    let fields: Vec<&str> = suggested
        .lines()
        .find(|line| line.starts_with("suggestion\t"))
        .unwrap()
        .split('\t')
        .collect();
    let judge = |who: &str, kind: &str| {
        json!({"who": who, "document": fields[1], "block": fields[2].parse::<u64>().unwrap(),
            "value": fields[3], "kind": kind})
    };
    let ask = |command: &str| -> Value {
        let ran = run_with(folder, &["project", command, path]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        serde_json::from_str(&ran.stdout).unwrap()
    };
    let to_read = ask("audit")["next"][0].clone();
    let input = [
        json!({"who": "Sanne", "kind": "assign", "coders": ["Noor", "Bram"], "percent": 100}),
        judge("Noor", "accept"),
        judge("Bram", "accept"),
        json!({"who": "Noor", "kind": "describe_value", "of": fields[3], "part": "resident",
            "words": "Minder bewijs."}),
        json!({"who": "Noor", "kind": "audit", "document": to_read["document"],
            "block": to_read["block"], "carries": []}),
    ];
    let input: String = input.iter().map(|line| format!("{line}\n")).collect();
    let ran = run_with_input(&["project", "decide", path], &input);
    assert_eq!(ran.code, 0, "{}", ran.stderr);

    let agreement = ask("agreement");
    assert_eq!(agreement["pairs"][0]["coders"], json!(["Bram", "Noor"]));
    assert_eq!(agreement["all"]["suggestions"], 1);
    let workspace = ask("workspace");
    let value = workspace["values"]
        .as_array()
        .unwrap()
        .iter()
        .find(|value| value["id"] == fields[3])
        .unwrap();
    assert_eq!(value["resident"], "Minder bewijs.");
    assert_eq!(value["evidence"].as_array().unwrap().len(), 1);
    let audit = ask("audit");
    assert_eq!((&audit["sampled"], &audit["found"]), (&json!(1), &json!(1)));
    assert_eq!(audit["may_stop"], false);
    assert_ne!(audit["next"][0], to_read);
    assert!(ask("progress")["open"].as_u64().unwrap() > 0);
    let preview = run_with(folder, &["project", "learn", path, "--dry-run"]);
    let learned = run_with(folder, &["project", "learn", path, "--who", "Noor"]);
    let [preview, learned]: [Value; 2] =
        [preview, learned].map(|ran| serde_json::from_str(&ran.stdout).unwrap());
    assert_eq!(
        (&preview["entry"], &learned["entry"]),
        (&json!(null), &json!(6))
    );
    assert_eq!(preview["learned"], learned["learned"]);
    assert_eq!(learned["learned"]["decisions"], 1);
    let wrong = run_with(folder, &["project", "audit", path, "--target", "2"]);
    assert_eq!(wrong.code, 2);
}

#[test]
fn shards_joined_give_what_one_scan_gives() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 2);
    run_with(folder, &SCAN);
    let expected = dump(folder);
    fs::rename(folder.join("p.sqlite"), folder.join("heel.sqlite")).unwrap();
    for number in 1..=2 {
        let project = format!("deel-{number}.sqlite");
        let shard = format!("{number}/2");
        let ran = run_with(
            folder,
            &[
                "scan",
                "archief",
                "--ocr",
                "off",
                "--project",
                &project,
                "--shard",
                &shard,
            ],
        );
        assert!(ran.code < 2, "{}", ran.stderr);
    }
    let parts = ["merge", "p.sqlite", "deel-1.sqlite", "deel-2.sqlite"];
    let merged = run_with(folder, &parts);
    assert_eq!(merged.code, 0, "{}", merged.stderr);
    assert!(dump(folder) == expected, "the projects differ");
    assert_eq!(run_with(folder, &parts).code, 3, "it exists");
    let wrong = run_with(folder, &["scan", "archief", "--shard", "3/2"]);
    assert_eq!(wrong.code, 2, "{}", wrong.stderr);
}

/// As when the disk is full: the system grants no file more than this.
#[cfg(unix)]
#[test]
fn a_scan_without_room_says_so_and_goes_on_when_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 2);
    run_with(folder, &SCAN);
    let expected = dump(folder);
    fs::remove_file(folder.join("p.sqlite")).unwrap();
    // 1,000 blocks of 512 bytes; without the signal that would end it.
    let script = format!(
        "trap '' XFSZ; ulimit -f 1000; exec {} {}",
        binary().display(),
        SCAN.join(" ")
    );
    let full = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&full.stderr);
    assert_eq!(full.status.code(), Some(3), "{complaint}");
    assert!(
        complaint.contains("the disk fails at the project file"),
        "{complaint}"
    );
    let last = run_with(folder, &SCAN);
    assert_eq!(last.code, 1, "{}", last.stderr);
    assert!(dump(folder) == expected, "the projects differ");
}

#[test]
fn the_decisions_behind_the_pictures_of_the_readme_fit_the_samples() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (project, report) = (at("p.sqlite"), at("r.html"));
    let scan = ["scan", "corpus-samples", "--ocr", "off", "--quiet"];
    let into = ["--project", &project, "--out", &report];
    let scan = run_with(root(), &[scan.as_slice(), &into].concat());
    assert_eq!(scan.code, 1, "a sample is cut short: {}", scan.stderr);
    let decisions = root().join("docs/waardendocument/besluiten.jsonl");
    let decisions = fs::read_to_string(decisions).unwrap();
    let decided = run_with_input(&["project", "decide", &project], &decisions);
    assert_eq!(decided.code, 0, "{}", decided.stderr);
    assert_eq!(decided.stdout.lines().count(), decisions.lines().count());
}
