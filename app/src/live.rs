//! How does an open page learn of changes? Server-sent events while it is looked at.

use leptos::prelude::*;

/// What an open page knows of its connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Not tried yet: no JavaScript, or still on the server.
    #[default]
    Unknown,
    /// Messages arrive.
    On,
    /// Lost; the browser tries again.
    Lost,
}

/// One message of the live feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Place in the log.
    pub seq: i64,
    /// What it says.
    pub data: String,
}

/// How long a page may be out of sight before it lets go of its connection, in milliseconds.
#[cfg(feature = "hydrate")]
const OUT_OF_SIGHT: u32 = 20_000;

/// Listens until the component goes. Messages come in order; after a break the server is told the last one seen and
/// sends what was missed.
///
/// A page out of sight lets go of its connection and catches up when it is looked at again: a browser opens only six
/// connections to a host (HTTP/1.1), and an official with ten tabs would wait for ever in the seventh.
#[cfg(feature = "hydrate")]
pub fn listen(
    address: impl Fn(Option<i64>) -> String + 'static,
    on_message: impl Fn(Message) + 'static,
    connection: RwSignal<Connection>,
) {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use leptos::wasm_bindgen::JsCast as _;
    use leptos::wasm_bindgen::closure::Closure;

    let seen = Rc::new(Cell::new(None::<i64>));
    let on_open = Closure::<dyn FnMut()>::new(move || {
        connection.try_set(Connection::On);
    });
    let on_error = Closure::<dyn FnMut()>::new(move || {
        connection.try_set(Connection::Lost);
    });
    let noted = Rc::clone(&seen);
    let on_data =
        Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            let seq = event.last_event_id().parse().unwrap_or(0);
            noted.set(Some(seq));
            on_message(Message {
                seq,
                data: event.data().as_string().unwrap_or_default(),
            });
        });
    let open = move |seen: Option<i64>| {
        let source = web_sys::EventSource::new(&address(seen)).ok()?;
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        source.set_onmessage(Some(on_data.as_ref().unchecked_ref()));
        Some(source)
    };
    let source = Rc::new(RefCell::new(open(None)));
    let held = Rc::clone(&source);
    let look = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            let held = Rc::clone(&held);
            leptos::task::spawn_local(async move {
                gloo_timers::future::TimeoutFuture::new(OUT_OF_SIGHT).await;
                if document().hidden()
                    && let Some(source) = held.borrow_mut().take()
                {
                    source.close();
                    connection.try_set(Connection::Unknown);
                }
            });
        } else if held.borrow().is_none() {
            // Zero is before everything: whatever happened meanwhile is told.
            *held.borrow_mut() = open(Some(seen.get().unwrap_or(0)));
        }
    });
    let kept = send_wrapper::SendWrapper::new(source);
    on_cleanup(move || {
        look.remove();
        if let Some(source) = kept.borrow_mut().take() {
            source.close();
        }
    });
}

/// A quiet line that says since when the connection is lost, and that it is back.
#[component]
pub fn ConnectionBar(
    /// What is known of the connection.
    connection: RwSignal<Connection>,
) -> impl IntoView {
    let lang = crate::frame::use_lang();
    let was_lost = RwSignal::new(false);
    Effect::new(move |_| {
        if connection.get() == Connection::Lost {
            was_lost.set(true);
        }
    });
    move || {
        match connection.get() {
        Connection::Lost => Some(
            view! {
                <p class="connection" role="status">
                    <crate::components::icon::Icon name="offline"/>
                    {lang.pick("Mất kết nối. Trang sẽ tự cập nhật khi có mạng lại.", "Connection lost. The page updates itself when it is back.")}
                </p>
            }
            .into_any(),
        ),
        Connection::On if was_lost.get() => Some(
            view! {
                <p class="connection" role="status" data-state="back">
                    <crate::components::icon::Icon name="check"/>
                    {lang.pick("Đã có mạng lại. Những thay đổi vừa qua đã được cập nhật.", "The connection is back. What changed meanwhile has been filled in.")}
                </p>
            }
            .into_any(),
        ),
        _ => None,
    }
    }
}
