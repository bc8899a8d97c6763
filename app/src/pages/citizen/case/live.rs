//! The case, alive in the browser: it reads itself again when it changes.

use domain::action::Verb;
use leptos::prelude::*;

use super::START;
#[cfg(feature = "hydrate")]
use crate::api::cases::case;
use crate::api::cases::{AnswerView, CaseView, DueView};
use crate::components::clock::ClockBadge;
use crate::components::form::{Choices, ErrorSummary, TextArea};
use crate::components::timeline::Timeline;
use crate::data::handed;
use crate::format;
use crate::frame::{use_lang, use_posted};
use crate::live::{Connection, ConnectionBar};

/// The case.
#[island(lazy)]
pub fn Case() -> impl IntoView {
    handed(START).map(|first| view! { <Living first=first/> })
}

#[component]
fn Living(first: CaseView) -> impl IntoView {
    let code = first.code.clone();
    let view = RwSignal::new(first);
    let connection = RwSignal::new(Connection::Unknown);
    #[cfg(feature = "hydrate")]
    {
        let asked = code.clone();
        Effect::new(move |_| {
            let code = asked.clone();
            let address = format!("/live/petition/{code}");
            crate::live::listen(
                move |seen| match seen {
                    Some(seq) => format!("{address}?since={seq}"),
                    None => address.clone(),
                },
                move |_| {
                    let code = code.clone();
                    leptos::task::spawn_local(async move {
                        if let Ok(fresh) = case(code).await {
                            view.try_set(fresh);
                        }
                    });
                },
                connection,
            );
        });
    }
    // Each part follows only what it shows: a change elsewhere leaves a form being filled in alone.
    let now_part = Memo::new(move |_| {
        view.with(|case| {
            (
                case.headline.clone(),
                case.stage,
                case.holder.clone(),
                case.citizen.clone(),
                case.status,
            )
        })
    });
    let can = Memo::new(move |_| {
        view.with(|case| (case.can.clone(), case.question.clone(), case.may_send_again))
    });
    let answers = Memo::new(move |_| {
        view.with(|case| {
            (
                case.answers.clone(),
                case.is_public,
                case.record_code.clone(),
            )
        })
    });
    let timeline = Memo::new(move |_| view.with(|case| (case.timeline.clone(), case.now)));
    let lang = use_lang();
    let action = StoredValue::new(code);
    view! {
        <div class="measure stack-l">
            {move || {
                let (headline, stage, holder, citizen, _) = now_part.get();
                view! { <Now headline=headline stage=stage holder=holder citizen=citizen/> }
            }}
            {move || {
                let (answers, is_public, record_code) = answers.get();
                (!answers.is_empty()).then(|| view! { <Answers answers=answers public=is_public.then_some(record_code)/> })
            }}
            {move || {
                let (can, question, may_send_again) = can.get();
                view! { <CanDo code=action.get_value() can=can question=question may_send_again=may_send_again/> }
            }}
            <section class="case-section">
                <h2>{lang.pick("Đã có gì xảy ra", "What has happened")}</h2>
                {move || {
                    let (entries, now) = timeline.get();
                    view! { <Timeline entries=entries now=now/> }
                }}
            </section>
            <section class="case-section">
                <h2>{lang.pick("Phản ánh của bạn", "Your petition")}</h2>
                <p class="meta"><span class="code">{move || view.with(|case| case.record_code.clone())}</span></p>
                <h3>{move || view.with(|case| case.title.clone())}</h3>
                <p class="typed">{move || view.with(|case| case.body.clone())}</p>
                {move || view.with(|case| case.proposed_solution.clone()).map(|proposal| view! {
                    <h3>{lang.pick("Bạn đề xuất", "You propose")}</h3>
                    <p class="typed">{proposal}</p>
                })}
            </section>
            <ConnectionBar connection=connection/>
        </div>
    }
}

#[component]
fn Now(headline: String, stage: u8, holder: String, citizen: Option<DueView>) -> impl IntoView {
    let lang = use_lang();
    let stages = [
        lang.pick("Đã gửi", "Sent"),
        lang.pick("Tiếp nhận", "Accepted"),
        lang.pick("Đang xử lý", "In progress"),
        lang.pick("Trả lời", "Answered"),
        lang.pick("Công khai", "Published"),
    ];
    let path = stages
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let here = usize::from(stage) == index;
            let done = index < usize::from(stage);
            view! { <li data-done=done.then_some("") aria-current=here.then_some("step")><span>{name}</span></li> }
        })
        .collect_view();
    view! {
        <section class="cloth case-now" aria-live="polite">
            <h1 class="case-answer">{headline}</h1>
            <ol class="path" aria-label=lang.pick("Các chặng", "Stages")>{path}</ol>
            <dl class="facts" data-columns="">
                <div><dt>{lang.pick("Đang ở", "It is with")}</dt><dd>{holder}</dd></div>
                {citizen.clone().map(|due| view! {
                    <div>
                        <dt>{lang.pick("Hạn trả lời bạn", "Answer due")}</dt>
                        <dd>{format::weekday_date(due.due_on, lang)}" "<ClockBadge clock=due.clock/></dd>
                    </div>
                })}
            </dl>
            {citizen.map(|due| view! {
                <details class="why">
                    <summary>{lang.pick("Vì sao ngày này?", "Why this date?")}</summary>
                    <div><ol>{due.why.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ol></div>
                </details>
            })}
        </section>
    }
}

#[component]
fn Answers(answers: Vec<AnswerView>, public: Option<String>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="case-section">
            <h2>{lang.pick("Câu trả lời", "The answer")}</h2>
            {answers.into_iter().map(|answer| view! {
                <article class="answer">
                    <p class="answer-by">
                        {(answer.round > 1).then(|| lang.pick("Sau khi xem xét lại. ", "After review. "))}
                        {format!("{} · {}", answer.outcome, answer.upheld)}
                        {answer.approved_at.map(|at| format!(" · {}", format::day(at, lang)))}
                        {answer.document_no.map(|number| format!(" · {} {number}", lang.pick("Văn bản số", "Document")))}
                    </p>
                    <div class="typed">{answer.body}</div>
                </article>
            }).collect_view()}
            {public.map(|code| view! { <p><a href=format!("/cong-khai/{code}")>{lang.pick("Xem bản đã công khai", "See what was published")}</a></p> })}
        </section>
    }
}

#[component]
fn CanDo(
    code: String,
    can: Vec<Verb>,
    question: Option<String>,
    may_send_again: bool,
) -> impl IntoView {
    let lang = use_lang();
    let posted = use_posted();
    if can.is_empty() && !may_send_again {
        return ().into_any();
    }
    let address = |verb: Verb| format!("/tra-cuu/{code}/{}", verb.code());
    let form = |verb: Verb| posted.of(verb.code());
    let has = |verb: Verb| can.contains(&verb);
    let levels = domain::rating::Satisfaction::ALL
        .into_iter()
        .map(|level| {
            (
                level.code().to_owned(),
                level.label(lang).to_owned(),
                String::new(),
            )
        })
        .collect::<Vec<_>>();
    view! {
        <section class="case-section" id="lam-gi">
            <h2>{lang.pick("Bạn có thể làm gì", "What you can do")}</h2>
            <div class="case-do">
                {has(Verb::Supplement).then(|| view! {
                    <div class="panel panel-accent">
                        <h3>{lang.pick("Chúng tôi cần bạn bổ sung", "We need something more")}</h3>
                        {question.map(|question| view! { <p class="typed">{question}</p> })}
                        <form class="form" method="post" action=address(Verb::Supplement) novalidate>
                            <ErrorSummary posted=form(Verb::Supplement) what=lang.pick("Chưa gửi được", "Not sent yet")/>
                            <TextArea name="text" label=lang.pick("Nội dung bổ sung", "What you add") posted=form(Verb::Supplement) rows=5/>
                            <div class="btn-row"><button class="btn">{lang.pick("Gửi bổ sung", "Send it")}</button></div>
                        </form>
                    </div>
                })}
                {has(Verb::Rate).then(|| view! {
                    <details class="more" open=true>
                        <summary>{lang.pick("Đánh giá câu trả lời", "Rate the answer")}</summary>
                        <div>
                            <form class="form" method="post" action=address(Verb::Rate) novalidate>
                                <ErrorSummary posted=form(Verb::Rate) what=lang.pick("Chưa gửi được", "Not sent yet")/>
                                <Choices name="level" legend=lang.pick("Bạn thấy câu trả lời thế nào", "How is the answer") options=levels posted=form(Verb::Rate) inline=true/>
                                <TextArea name="comment" label=lang.pick("Nhận xét", "Comment") posted=form(Verb::Rate) optional=true rows=3/>
                                <p class="muted">{lang.pick("Người xử lý không biết ai đánh giá; chúng tôi chỉ công bố số lượng.", "Those who handle it do not learn who rated; only numbers are published.")}</p>
                                <div class="btn-row"><button class="btn">{lang.pick("Gửi đánh giá", "Send the rating")}</button></div>
                            </form>
                        </div>
                    </details>
                })}
                {has(Verb::Reopen).then(|| view! {
                    <details class="more" open=form(Verb::Reopen).failed()>
                        <summary>{lang.pick("Chưa giải quyết", "Not solved")}</summary>
                        <div>
                            <p>{lang.pick("Nếu câu trả lời chưa giải quyết được việc của bạn, cấp cao hơn sẽ xem xét lại, một lần.", "If the answer does not solve it, a higher body reviews it, once.")}</p>
                            <form class="form" method="post" action=address(Verb::Reopen) novalidate>
                                <ErrorSummary posted=form(Verb::Reopen) what=lang.pick("Chưa gửi được", "Not sent yet")/>
                                <TextArea name="reason" label=lang.pick("Điều gì chưa được giải quyết", "What is not solved") posted=form(Verb::Reopen) prefix="reopen-"/>
                                <div class="btn-row"><button class="btn btn-secondary">{lang.pick("Đề nghị xem xét lại", "Ask for a review")}</button></div>
                            </form>
                        </div>
                    </details>
                })}
                {has(Verb::Withdraw).then(|| view! {
                    <details class="more" open=form(Verb::Withdraw).failed()>
                        <summary>{lang.pick("Rút phản ánh", "Withdraw")}</summary>
                        <div>
                            <p>{lang.pick("Chúng tôi dừng xử lý. Phản ánh vẫn còn trong sổ, không công khai.", "We stop working on it. It stays in the books and is not published.")}</p>
                            <form class="form" method="post" action=address(Verb::Withdraw) novalidate>
                                <ErrorSummary posted=form(Verb::Withdraw) what=lang.pick("Chưa rút được", "Not withdrawn yet")/>
                                <TextArea name="reason" label=lang.pick("Lý do", "Reason") posted=form(Verb::Withdraw) optional=true rows=2 prefix="withdraw-"/>
                                <div class="btn-row"><button class="btn btn-danger">{lang.pick("Rút phản ánh", "Withdraw")}</button></div>
                            </form>
                        </div>
                    </details>
                })}
                {may_send_again.then(|| view! {
                    <p>
                        <a class="btn" href=format!("/gui?previous={code}")>{lang.pick("Sửa và gửi lại", "Mend and send again")}</a>
                    </p>
                })}
            </div>
        </section>
    }
    .into_any()
}
