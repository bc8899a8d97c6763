//! How are the parts of a procedure laid out for reading? The record gives lines and rows; people want steps and tables.

use serde::{Deserialize, Serialize};

/// One step with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// What is done.
    pub what: String,
    /// Cases and details.
    pub more: Vec<String>,
}

/// Ways of handing in that take the same time and cost the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayView {
    /// E.g. "Trực tiếp, Dịch vụ bưu chính".
    pub methods: String,
    /// Time as printed.
    pub time: String,
    /// Fee as printed.
    pub fee: String,
    /// Anything added.
    pub note: String,
}

/// Papers asked for in the same case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentGroup {
    /// The case; empty when always.
    pub case: String,
    /// Name and number of copies.
    pub documents: Vec<(String, String)>,
}

#[cfg(feature = "ssr")]
mod laying_out {
    use domain::procedure::{Document, Way};

    use super::{DocumentGroup, StepView, WayView};

    /// A line's number, when it begins like "Bước 2:", perhaps behind a dash or a letter.
    fn numbered(line: &str) -> Option<(u32, &str)> {
        let line = bare(line);
        let line = line
            .split_once(") ")
            .filter(|(letter, _)| letter.chars().count() == 1)
            .map_or(line, |(_, rest)| rest);
        let rest = line
            .strip_prefix("Bước ")
            .or_else(|| line.strip_prefix("bước "))?;
        let end = rest
            .find(|symbol: char| !symbol.is_ascii_digit())
            .unwrap_or(rest.len());
        let number = rest[..end].parse().ok()?;
        Some((number, rest[end..].trim_start_matches([':', '.', '-', ' '])))
    }

    fn dashed(line: &str) -> bool {
        line.starts_with(['-', '–', '•'])
    }

    /// The line without its mark.
    fn bare(line: &str) -> &str {
        line.trim_start_matches(['-', '–', '•', '+', '*', ' '])
    }

    fn detail(line: &str) -> String {
        if line.starts_with(['-', '–', '•', '+', '*']) {
            format!("– {}", bare(line))
        } else {
            line.to_owned()
        }
    }

    /// Gathers lines into steps: at "Bước 1", "Bước 2" … where the record counts, else at dashes, else each line is one.
    pub fn steps(lines: &[String]) -> Vec<StepView> {
        let counts = lines.iter().any(|line| numbered(line).is_some());
        let dashes = !counts && lines.iter().any(|line| dashed(line));
        let mut steps: Vec<StepView> = Vec::new();
        for line in lines
            .iter()
            .map(|line| line.trim())
            .filter(|line| !bare(line).is_empty())
        {
            let begins = if counts {
                numbered(line).is_some()
            } else {
                !dashes || dashed(line)
            };
            match steps.last_mut() {
                Some(step) if !begins => step.more.push(detail(line)),
                _ => {
                    // The number is drawn beside the step; it is written only where the record counts otherwise.
                    let next = u32::try_from(steps.len() + 1).unwrap_or_default();
                    let what = match numbered(line) {
                        Some((number, rest)) if number == next && !rest.is_empty() => rest,
                        _ => bare(line),
                    };
                    steps.push(StepView {
                        what: what.to_owned(),
                        more: Vec::new(),
                    });
                }
            }
        }
        steps
    }

    /// Joins ways that differ only in how one hands in.
    pub fn ways(ways: &[Way]) -> Vec<WayView> {
        let mut joined: Vec<WayView> = Vec::new();
        for way in ways {
            let same = joined.iter_mut().find(|known| {
                known.time == way.time && known.fee == way.fee && known.note == way.note
            });
            match same {
                Some(known) if !known.methods.split(", ").any(|method| method == way.method) => {
                    known.methods = format!("{}, {}", known.methods, way.method);
                }
                Some(_) => {}
                None => joined.push(WayView {
                    methods: way.method.clone(),
                    time: way.time.clone(),
                    fee: way.fee.clone(),
                    note: way.note.clone(),
                }),
            }
        }
        joined
    }

    /// Puts papers of the same case together, in the order in which the cases first occur.
    pub fn documents(documents: &[Document]) -> Vec<DocumentGroup> {
        let mut groups: Vec<DocumentGroup> = Vec::new();
        for document in documents {
            let entry = (document.name.clone(), document.copies.clone());
            match groups.iter_mut().find(|group| group.case == document.group) {
                Some(group) => group.documents.push(entry),
                None => groups.push(DocumentGroup {
                    case: document.group.clone(),
                    documents: vec![entry],
                }),
            }
        }
        groups
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn lines(lines: &[&str]) -> Vec<String> {
            lines.iter().map(|line| (*line).to_owned()).collect()
        }

        fn laid_out(given: &[&str]) -> Vec<(String, Vec<String>)> {
            steps(&lines(given))
                .into_iter()
                .map(|step| (step.what, step.more))
                .collect()
        }

        #[test]
        fn counted_steps_gather_what_follows_them() {
            assert_eq!(
                laid_out(&[
                    "Bước 1: Nộp hồ sơ",
                    "- Trực tiếp",
                    "+ Hoặc trực tuyến",
                    "Bước 2. Thẩm định",
                    "Bước 5: Trả kết quả"
                ]),
                [
                    (
                        "Nộp hồ sơ".into(),
                        lines(&["– Trực tiếp", "– Hoặc trực tuyến"])
                    ),
                    ("Thẩm định".into(), vec![]),
                    ("Bước 5: Trả kết quả".into(), vec![]),
                ]
            );
        }

        #[test]
        fn a_count_may_stand_behind_a_dash_or_a_letter() {
            assert_eq!(
                laid_out(&[
                    "a) Bước 1: Nộp hồ sơ",
                    "Người nộp đến nơi tiếp nhận",
                    "- Bước 2: Trả kết quả"
                ]),
                [
                    ("Nộp hồ sơ".into(), lines(&["Người nộp đến nơi tiếp nhận"])),
                    ("Trả kết quả".into(), vec![])
                ]
            );
        }

        #[test]
        fn without_a_count_dashes_begin_steps_and_without_dashes_lines_do() {
            assert_eq!(
                laid_out(&[
                    "- Nộp hồ sơ",
                    "(i) Đủ thì nhận",
                    "+ Thiếu thì bổ sung",
                    "- Trả kết quả"
                ]),
                [
                    (
                        "Nộp hồ sơ".into(),
                        lines(&["(i) Đủ thì nhận", "– Thiếu thì bổ sung"])
                    ),
                    ("Trả kết quả".into(), vec![])
                ]
            );
            assert_eq!(laid_out(&["Nộp hồ sơ.", "", "Nhận kết quả."]).len(), 2);
            assert!(laid_out(&["-", " "]).is_empty());
        }

        #[test]
        fn ways_that_cost_and_take_the_same_are_one_row() {
            let way = |method: &str, time: &str| Way {
                method: method.into(),
                time: time.into(),
                ..Way::default()
            };
            let rows = ways(&[
                way("Trực tiếp", "5 ngày"),
                way("Trực tuyến", "3 ngày"),
                way("Dịch vụ bưu chính", "5 ngày"),
                way("Trực tiếp", "5 ngày"),
            ]);
            let shown: Vec<_> = rows
                .iter()
                .map(|row| (row.methods.as_str(), row.time.as_str()))
                .collect();
            assert_eq!(
                shown,
                [
                    ("Trực tiếp, Dịch vụ bưu chính", "5 ngày"),
                    ("Trực tuyến", "3 ngày")
                ]
            );
        }

        #[test]
        fn papers_of_one_case_stand_together() {
            let paper = |group: &str, name: &str| Document {
                group: group.into(),
                name: name.into(),
                ..Document::default()
            };
            let groups = documents(&[
                paper("", "Tờ khai"),
                paper("Ủy quyền", "Giấy ủy quyền"),
                paper("", "Ảnh"),
            ]);
            let shown: Vec<_> = groups
                .iter()
                .map(|group| (group.case.as_str(), group.documents.len()))
                .collect();
            assert_eq!(shown, [("", 2), ("Ủy quyền", 1)]);
        }
    }
}

#[cfg(feature = "ssr")]
pub use laying_out::{documents, steps, ways};
