//! `/quan-tri/phan-tich`: how often officials decide as was suggested, and what this installation learned from them.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::api::learning::{LearningView, ModelView, MonthView, QuestionView, load_learning};
use crate::components::form::ErrorSummary;
use crate::components::frame::DeskPage;
use crate::components::loaded::loaded;
use crate::format;
use crate::frame::{use_lang, use_posted};

/// Fewer say nothing.
const FEWEST: i64 = 5;

/// `/quan-tri/phan-tich`
#[component]
pub fn LearningPage() -> impl IntoView {
    let lang = use_lang();
    let data = load_learning();
    view! {
        <DeskPage title=lang.pick("Phân tích và học", "Analysis and learning").to_owned()>
            {loaded(data, |view| view! { <Learning view=view/> })}
        </DeskPage>
    }
}

#[component]
fn Learning(view: LearningView) -> impl IntoView {
    let lang = use_lang();
    let nothing = view.questions.is_empty();
    let questions = view
        .questions
        .into_iter()
        .map(|question| view! { <Question question=question/> }.into_any())
        .collect_view();
    view! {
        <header class="page-head">
            <h1>{lang.pick("Phân tích và học", "Analysis and learning")}</h1>
            <p class="lede">
                {lang.pick(
                    "Máy gợi ý, cán bộ quyết định. Trang này cho biết hai bên giống nhau đến đâu, và để máy học từ quyết định của cán bộ.",
                    "Suggestions are made, officials decide. This page says how often both are the same, and lets the program learn from decisions.",
                )}
            </p>
        </header>
        <ErrorSummary posted=use_posted() what=lang.pick("Chưa làm được", "Not done")/>
        <Models models=view.models in_use=view.in_use decisions=view.decisions/>
        <section class="panel">
            <h2>{lang.pick("Đã đổi bản lúc nào", "When versions were put to use")}</h2>
            {if view.uses.is_empty() {
                view! { <p class="muted">{lang.pick("Chưa đổi lần nào; đang dùng bản gốc.", "Never; the one that ships is in use.")}</p> }.into_any()
            } else {
                view! {
                    <ul>{view.uses.into_iter().map(|one| view! {
                        <li>{format!("{}: {}, {}", format::moment(one.at, lang), version(one.number, lang), one.by)}</li>
                    }).collect_view()}</ul>
                }.into_any()
            }}
        </section>
        <h2>{lang.pick("Gợi ý và quyết định", "Suggested and decided")}</h2>
        {nothing.then(|| view! {
            <div class="empty"><p>{lang.pick("Chưa có quyết định nào sau một gợi ý. Bảng này tự đầy lên khi cán bộ tiếp nhận phản ánh.", "No decision after a suggestion yet. This fills while petitions are taken in.")}</p></div>
        })}
        {questions}
    }
}

fn version(number: i64, lang: Lang) -> String {
    if number == 0 {
        lang.pick("bản gốc", "the one that ships").to_owned()
    } else {
        format!("{} {number}", lang.pick("bản", "version"))
    }
}

/// A share in words; nothing is said of a few.
fn share(part: i64, whole: i64, lang: Lang) -> String {
    if whole < FEWEST {
        format!(
            "{} ({part}/{whole})",
            lang.pick("không đủ dữ liệu", "too few")
        )
    } else {
        format!("{} % ({part}/{whole})", (100 * part + whole / 2) / whole)
    }
}

#[component]
fn Models(models: Vec<ModelView>, in_use: i64, decisions: i64) -> impl IntoView {
    let lang = use_lang();
    let rows = models
        .into_iter()
        .map(|model| {
            let nothing = model.compared.is_empty();
            let compared = model
                .compared
                .iter()
                .map(|(question, decisions, shipped, learned)| {
                    view! { <li>{format!("{question}: {learned}/{decisions} ({} {shipped}/{decisions})", lang.pick("bản gốc", "shipped"))}</li> }
                })
                .collect_view();
            let number = model.number;
            view! {
                <tr>
                    <th scope="row">{version(number, lang)}</th>
                    <td data-label=lang.pick("Học lúc", "Trained")>{model.trained_at.map(|at| format!("{}, {}", format::moment(at, lang), model.trained_by))}</td>
                    <td data-label=lang.pick("Quyết định", "Decisions")>{(number != 0).then_some(model.decisions)}</td>
                    <td data-label=lang.pick("Giống quyết định chưa xem", "Same as unseen decisions")>{(!nothing).then(|| view! { <ul>{compared}</ul> })}</td>
                    <td>{if number == in_use {
                        view! { <strong>{lang.pick("Đang dùng", "In use")}</strong> }.into_any()
                    } else {
                        view! {
                            <form method="post" action="/quan-tri/phan-tich/dung">
                                <input type="hidden" name="number" value=number.to_string()/>
                                <button class="btn btn-secondary btn-small">{lang.pick("Dùng", "Use")}" "<span class="visually-hidden">{version(number, lang)}</span></button>
                            </form>
                        }.into_any()
                    }}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="panel">
            <h2>{lang.pick("Các bản đã học", "Learned versions")}</h2>
            <p>
                {format!("{} {decisions}. ", lang.pick("Số quyết định có thể học:", "Decisions to learn from:"))}
                {lang.pick(
                    "Học xong chưa dùng ngay: so với bản gốc trên một phần năm số phản ánh mà lần thử không được xem, rồi bạn chọn. Quay lại bản cũ lúc nào cũng được.",
                    "What was learned is not used at once: it is compared with the one that ships on a fifth of the petitions, which the trial did not see; then you choose, and can go back at any time.",
                )}
            </p>
            <form method="post" action="/quan-tri/phan-tich/hoc">
                <button class="btn">{lang.pick("Học từ các quyết định", "Learn from the decisions")}</button>
            </form>
            <div class="table-box" tabindex="0" role="region" aria-label=lang.pick("Các bản đã học", "Learned versions")>
                <table class="table" data-stack="">
                    <thead><tr>
                        <th scope="col">{lang.pick("Bản", "Version")}</th>
                        <th scope="col">{lang.pick("Học lúc", "Trained")}</th>
                        <th scope="col">{lang.pick("Quyết định", "Decisions")}</th>
                        <th scope="col">{lang.pick("Giống quyết định chưa xem", "Same as unseen decisions")}</th>
                        <th scope="col">{lang.pick("Dùng", "Use")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Question(question: QuestionView) -> impl IntoView {
    let lang = use_lang();
    let total = |part: fn(&MonthView) -> i64| question.months.iter().map(part).sum::<i64>();
    let all = share(
        total(|month| month.agreed),
        total(|month| month.suggested),
        lang,
    );
    let told = share(
        total(|month| month.told_agreed),
        total(|month| month.told),
        lang,
    );
    let heading = format!("question-{}", question.code);
    let months = question
        .months
        .iter()
        .map(|month| {
            vec![
                month.month.clone(),
                share(month.agreed, month.suggested, lang),
                share(month.told_agreed, month.told, lang),
            ]
        })
        .collect();
    let pairs = question
        .pairs
        .iter()
        .map(|pair| {
            let decided = if pair.same {
                lang.pick("như gợi ý", "as suggested").to_owned()
            } else {
                pair.decided.clone()
            };
            vec![pair.suggested.clone(), decided, pair.count.to_string()]
        })
        .collect();
    let calibration = question
        .calibration
        .iter()
        .map(|(tens, suggested, agreed)| {
            vec![
                format!(
                    "{}–{} %",
                    tens * 10,
                    tens * 10 + if *tens == 9 { 10 } else { 9 }
                ),
                share(*agreed, *suggested, lang),
            ]
        })
        .collect();
    view! {
        <section class="panel" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>{question.name.clone()}</h3>
            <p>
                {lang.pick("Cán bộ quyết định như gợi ý: ", "Decided as suggested: ")}<strong>{told}</strong>
                {lang.pick(" khi gợi ý đủ chắc để hiện; ", " when it was sure enough to be told; ")}{all}{lang.pick(" tính cả gợi ý không hiện.", " with those that were not told.")}
            </p>
            {table(lang.pick("Theo tháng", "By month"), [lang.pick("Tháng", "Month"), lang.pick("Mọi gợi ý", "All"), lang.pick("Gợi ý đã hiện", "Told")].to_vec(), months)}
            {table(lang.pick("Gợi ý gì, quyết định gì", "What was suggested, what was decided"), [lang.pick("Gợi ý", "Suggested"), lang.pick("Quyết định", "Decided"), lang.pick("Số lần", "Times")].to_vec(), pairs)}
            {table(lang.pick("Độ tin cậy có đúng không", "Is the confidence right"), [lang.pick("Máy tin", "Confidence"), lang.pick("Thực tế giống", "Agreed")].to_vec(), calibration)}
        </section>
    }
}

fn table(name: &'static str, heads: Vec<&'static str>, rows: Vec<Vec<String>>) -> AnyView {
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells
                .into_iter()
                .map(|cell| view! { <td>{cell}</td> })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>{name}</summary>
            <div class="table-box" tabindex="0" role="region" aria-label=name>
                <table class="table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </details>
    }
    .into_any()
}
