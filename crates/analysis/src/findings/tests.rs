use proptest::prelude::*;

use super::*;
use crate::corpus;

pub(crate) fn analyser() -> Analyser {
    let procedure = |code: &str, name: &str, field: &str, level: &str| {
        (
            ProcedureText {
                code: code.to_owned(),
                name: name.to_owned(),
                field: field.to_owned(),
                level: level.to_owned(),
                keywords: Vec::new(),
            },
            "Bộ Tư pháp".to_owned(),
        )
    };
    Analyser::new(
        [
            procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", "Cấp xã"),
            procedure("1.000894", "Đăng ký kết hôn", "Hộ tịch", "Cấp xã"),
            procedure("1.012784", "Tách thửa, hợp thửa đất", "Đất đai", "Cấp tỉnh"),
        ],
        Competence::default(),
    )
}

#[test]
fn a_petition_is_read_whole() {
    let text = "Tôi tên là Lò Thị Mẩy, sđt 0912 345 678, đi đăng ký khai sinh cho cháu.";
    let findings = analyser().findings(&Petition {
        title: "Khai sinh chậm",
        text,
    });
    assert_eq!(findings.procedures[0].code, "1.001193");
    assert_eq!(findings.field.unwrap().value, "Hộ tịch");
    assert_eq!(findings.personal_data.len(), 2);
    assert!(findings.enough_information);
    let sum: f32 = findings.procedures.iter().map(|hit| hit.score).sum();
    assert!(sum <= 1.0);
}

#[test]
fn an_empty_petition_says_so() {
    let findings = analyser().findings(&Petition::default());
    assert!(!findings.enough_information);
    assert!(findings.procedures.is_empty() && findings.field.is_none());
    assert!(findings.summary.is_empty() && findings.personal_data.is_empty());
}

#[test]
fn officials_decisions_change_the_answers() {
    let analyser = analyser();
    let label = |text: &str, answer: &str| Label {
        title: String::new(),
        text: text.to_owned(),
        task: Task::Urgency,
        answer: answer.to_owned(),
    };
    let labels: Vec<Label> = (0..40)
        .flat_map(|_| {
            [
                label("bò nhà tôi sắp đẻ", "high"),
                label("góp ý cái bảng tên", "low"),
            ]
        })
        .collect();
    let adaptation = analyser.learn(&labels);
    let model = Model::shipped().adapted(&adaptation).unwrap();
    let agreement = analyser.agreement(&model, &labels);
    assert_eq!(agreement[0].agreed, labels.len());
    let unknown = label("x", "very high");
    assert!(analyser.agreement(&model, &[unknown]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_has_findings_inside_it(
        title in "(.|\\PC){0,20}",
        text in "(.|\\PC|[a-zđơư0-9 .,?!\n]|🎉|ộ|\u{202e}|\u{0}|k |UBND |Tôi |\\. ){0,200}",
    ) {
        let length = text.chars().count();
        let findings = ANALYSER.with(|analyser| analyser.findings(&Petition { title: &title, text: &text }));
        for span in &findings.personal_data {
            prop_assert!(span.start < span.end && span.end <= length);
        }
        for reason in &findings.reasons {
            prop_assert!(reason.start <= reason.end && reason.end <= length);
        }
        for sentence in &findings.summary {
            prop_assert!(sentence.start < sentence.end && sentence.end <= length);
        }
        prop_assert!((0.0..=1.0).contains(&findings.classification.score));
    }
}

thread_local! {
    static ANALYSER: Analyser = analyser();
}

#[test]
fn bad_input_is_answered_in_bounded_time() {
    let analyser = analyser();
    let zalgo = format!("k{}hai sinh", "\u{0301}\u{0323}\u{035b}".repeat(400));
    let long_word = "a".repeat(100_000);
    let long_text = "Tôi nộp hồ sơ ở xã, cán bộ hẹn 0912 345 678. ".repeat(2_300);
    for text in [
        "",
        "x",
        "🎉🎉🎉",
        "\u{0}\u{0}",
        "مرحبا بالعالم",
        "\u{202e}hnis iahk",
        "我要投诉",
        zalgo.as_str(),
        long_word.as_str(),
        long_text.as_str(),
    ] {
        let started = std::time::Instant::now();
        let findings = analyser.findings(&Petition { title: "", text });
        assert!(
            started.elapsed().as_secs() < 10,
            "{} characters took {:?}",
            text.chars().count(),
            started.elapsed()
        );
        assert!(
            findings
                .summary
                .iter()
                .all(|span| span.end <= text.chars().count())
        );
    }
}

#[test]
fn the_corpus_reader_and_the_model_name_things_alike() {
    let line = r#"{"id":"x1","matter":"m","title":"","text":"a ⟦NAME:B⟧","channel":"web","spelling":"accented","procedures":[],"field":null,"agency":null,"classification":"valid","reasons":[],"kind":"conduct","proposal":false,"acts":["money"],"sentiment":"negative","toxic":false,"urgency":"low"}"#;
    let petition = &corpus::read(line.as_bytes()).unwrap()[0];
    assert!(
        Task::Classification
            .class(&petition.classification)
            .is_some()
    );
    assert!(Task::Urgency.class(&petition.urgency).is_some());
    assert_eq!(petition.acts[0], Act::Money.code());
}
