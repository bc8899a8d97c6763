//! How does an open page learn of changes? Server-sent events, shared by all tabs where the browser can.

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

/// Listens at an address until the component goes. Messages come in order; after a break the
/// browser names the last it has seen and the server sends what was missed.
#[cfg(feature = "hydrate")]
pub fn listen(
    address: String,
    on_message: impl Fn(Message) + 'static,
    connection: RwSignal<Connection>,
) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::wasm_bindgen::closure::Closure;

    let Ok(source) = web_sys::EventSource::new(&address) else {
        return;
    };
    let on_open = Closure::<dyn FnMut()>::new(move || {
        connection.try_set(Connection::On);
    });
    source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    let on_error = Closure::<dyn FnMut()>::new(move || {
        connection.try_set(Connection::Lost);
    });
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let on_data =
        Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            let seq = event.last_event_id().parse().unwrap_or(0);
            on_message(Message {
                seq,
                data: event.data().as_string().unwrap_or_default(),
            });
        });
    source.set_onmessage(Some(on_data.as_ref().unchecked_ref()));
    // The callbacks live as long as the source; both go when the component goes.
    let kept = send_wrapper::SendWrapper::new((source, on_open, on_error, on_data));
    on_cleanup(move || kept.0.close());
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
