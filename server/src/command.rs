//! Which commands has the program?

use std::path::Path;
use std::sync::Arc;

use arc_swap::ArcSwap;
use clap::{Parser, Subcommand};
use domain::official::{Grant, Role};
use leptos::config::{Env, LeptosOptions};
use store::officials::NewOfficial;
use store::secrets::Key;
use store::verify_log::Verdict;
use store::{Store, StoreError};
use tracing_subscriber::EnvFilter;

use crate::config::{ServeSettings, Settings};
use crate::kept::KeptPages;
use crate::live::hub::Hub;
use crate::router::router;
use crate::state::AppState;

/// Lắng Nghe: receives, routes, answers and publishes citizens' petitions about administrative procedures.
#[derive(Debug, Parser)]
#[command(name = "lang-nghe", version)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve; migrates and imports the catalogues when the database is empty.
    Serve(ServeSettings),
    /// Bring the tables up to date.
    Migrate,
    /// Bring the catalogues up to date and say what changed.
    Import,
    /// Load demonstration data; a second time changes nothing.
    Seed {
        /// Required: only demonstration data can be loaded.
        #[arg(long, required = true)]
        demo: bool,
    },
    /// Make an account; the password is read from the terminal or from standard input.
    CreateOfficial {
        /// What is typed to sign in.
        #[arg(long)]
        username: String,
        /// As printed in timelines.
        #[arg(long)]
        full_name: String,
        /// Slug of the agency.
        #[arg(long)]
        agency: String,
        /// Role; may be given several times.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
    },
    /// Check that nothing in the log was changed and name the first event that was.
    VerifyLog,
    /// Read petitions and say what is in them; needs no database.
    ///
    /// Reads JSON lines {"id", "title", "text", "channel"} from standard input and writes one JSON
    /// line each to standard output, in order: procedures, field, agency, classification, reasons,
    /// kind, proposal, acts, `personal_data`, sentiment, toxic, urgency, summary; scores are 0 to 1.
    /// Offsets count Unicode characters of text. Types of personal data: NAME PHONE CCCD EMAIL
    /// ADDRESS PLATE BANK DOB. A line that cannot be read is answered by {"line", "error"}.
    Analyse,
    /// Say which of many petitions speak of the same matter; needs no database.
    ///
    /// Reads JSON lines {"id", "text"} from standard input and writes {"a", "b", "score"} for every
    /// pair above the floor. A line that cannot be read is answered by {"line", "error"}.
    Duplicates {
        /// Least score, 0 to 1, of a pair that is written.
        #[arg(long, default_value_t = 0.4, value_parser = share)]
        floor: f32,
    },
    /// Check database, catalogues, site files and log, and say what is wrong.
    Doctor(ServeSettings),
}

/// Reads a number from 0 to 1.
fn share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a number from 0 to 1 is wanted".to_owned()),
    }
}

/// Runs a command.
pub async fn run(cli: Cli) -> Result<(), Box<dyn std::error::Error>> {
    let filter = EnvFilter::try_from_env("LANG_NGHE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let settings = cli.settings;
    if let Command::Analyse | Command::Duplicates { .. } = cli.command {
        return answer_lines(&cli.command);
    }
    let key = Key::load_or_create(&settings.data_dir)?;
    match cli.command {
        Command::Serve(serve) => serve_forever(&settings, serve, key).await,
        Command::Migrate => {
            Store::open(&settings.database_url, key).await?;
            println!("The tables are up to date.");
            Ok(())
        }
        Command::Import => {
            let store = Store::open(&settings.database_url, key).await?;
            for done in store.import().await? {
                println!(
                    "{:20} {:5} added {:5} changed {:5} unchanged",
                    done.catalogue, done.added, done.changed, done.unchanged
                );
            }
            let passed = store.pass_to_successors().await?;
            if passed > 0 {
                println!("{passed} open petitions passed to the agencies that took over.");
            }
            Ok(())
        }
        Command::Seed { .. } => seed(&settings, key).await,
        Command::CreateOfficial {
            username,
            full_name,
            agency,
            roles,
        } => create_official(&settings, key, username, full_name, &agency, &roles).await,
        Command::VerifyLog => verify_log(&Store::open(&settings.database_url, key).await?).await,
        Command::Doctor(serve) => doctor(&settings, &serve, key).await,
        Command::Analyse | Command::Duplicates { .. } => answer_lines(&cli.command),
    }
}

/// Answers JSON lines with what ships: the catalogues as they are today and the model.
fn answer_lines(command: &Command) -> Result<(), Box<dyn std::error::Error>> {
    use store::clock::{Clock as _, SystemClock};
    let today = domain::calendar::local_date(SystemClock.now());
    let analyser = store::shipped::analyser(today)?;
    let input = std::io::stdin().lock();
    let output = std::io::BufWriter::new(std::io::stdout().lock());
    match command {
        Command::Duplicates { floor } => {
            analysis::door::duplicates(&analyser, *floor, input, output)?;
        }
        _ => analysis::door::analyse(&analyser, input, output)?,
    }
    Ok(())
}

async fn serve_forever(
    settings: &Settings,
    serve: ServeSettings,
    key: Key,
) -> Result<(), Box<dyn std::error::Error>> {
    let state = state(settings, &serve, key).await?;
    let listener = tokio::net::TcpListener::bind(serve.addr).await?;
    tokio::spawn(crate::jobs::work(state.store.clone()));
    tokio::spawn(crate::succession::follow(state.store.clone()));
    tokio::spawn(crate::suggestions::follow(state.clone()));
    tokio::spawn(crate::topics::work(
        state.store.clone(),
        state.analyser.clone(),
    ));
    tracing::info!("listening on http://{}", listener.local_addr()?);
    let store = state.store.clone();
    let service = router(state).into_make_service_with_connect_info::<std::net::SocketAddr>();
    // Open streams would keep the program alive for ever: they get a moment, then it ends.
    let server = axum::serve(listener, service).with_graceful_shutdown(told_to_stop());
    tokio::select! {
        ended = server => ended?,
        () = async { told_to_stop().await; tokio::time::sleep(std::time::Duration::from_secs(3)).await } => {}
    }
    store.db().close().await;
    Ok(())
}

/// Opens the store and everything around it; imports the catalogues into an empty database.
pub async fn state(
    settings: &Settings,
    serve: &ServeSettings,
    key: Key,
) -> Result<AppState, Box<dyn std::error::Error>> {
    let store = Store::open(&settings.database_url, key).await?;
    if store.catalogue().is_empty() {
        tracing::info!("the database is empty; importing the catalogues");
        store.import().await?;
    }
    let model = store.model_in_use().await?;
    let analyser = crate::suggestions::analyser(&store, model)
        .await
        .map_err(|error| error.to_string())?;
    let analyser = Arc::new(ArcSwap::from_pointee(analyser));
    let hub = Hub::start(&store);
    let base_url = serve.base_url.clone();
    Ok(AppState {
        store,
        analyser,
        hub,
        kept: KeptPages::default(),
        leptos: leptos_options(serve),
        base_url,
        trust_proxy: serve.trust_proxy,
    })
}

/// Names and places of scripts and styles. Built names carry a hash when `hash.txt` stands beside the program.
pub fn leptos_options(serve: &ServeSettings) -> LeptosOptions {
    let hashed = std::env::current_exe()
        .ok()
        .and_then(|program| {
            program
                .parent()
                .map(|folder| folder.join("hash.txt").is_file())
        })
        .unwrap_or(false);
    LeptosOptions::builder()
        .output_name("lang-nghe")
        .site_root(serve.site().display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(serve.addr)
        .env(Env::PROD)
        .hash_files(hashed)
        .build()
}

async fn told_to_stop() {
    let interrupt = async {
        // Without a handler the program ends at once, which is what was asked for.
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}

async fn seed(settings: &Settings, key: Key) -> Result<(), Box<dyn std::error::Error>> {
    use store::clock::{Clock as _, SystemClock};
    let demo = store::demo::seed(&settings.database_url, key, SystemClock.now()).await?;
    let file = settings.data_dir.join("demo-accounts.json");
    std::fs::write(&file, serde_json::to_string_pretty(&demo)?)?;
    println!(
        "{}",
        if demo.fresh {
            "Demonstration data loaded."
        } else {
            "The demonstration data was there already; nothing changed."
        }
    );
    println!("\nAccounts (password: trinh-dien-<user name>):");
    for account in demo
        .accounts
        .iter()
        .filter(|account| !account.username.contains('.') || account.username.starts_with("tuphap"))
    {
        println!(
            "  {:18} {:34} {}",
            account.username,
            account.password,
            account.roles.join(", ")
        );
    }
    println!("  … and {} more in {}", demo.accounts.len(), file.display());
    if let Some(case) = demo
        .cases
        .iter()
        .find(|case| case.status == "processing")
        .or(demo.cases.first())
    {
        println!("\nA case to track: code {}, PIN {}", case.code, case.pin);
    }
    Ok(())
}

async fn create_official(
    settings: &Settings,
    key: Key,
    username: String,
    full_name: String,
    agency: &str,
    roles: &[String],
) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(&settings.database_url, key).await?;
    if store.catalogue().is_empty() {
        store.import().await?;
    }
    let agency = store
        .catalogue()
        .agency_by_slug(agency)
        .ok_or("there is no agency with this slug")?;
    let today = domain::calendar::local_date(store.now());
    let grants = roles
        .iter()
        .map(|role| {
            let role = Role::from_code(role).ok_or_else(|| format!("there is no role {role}"))?;
            Ok(Grant {
                role,
                agency,
                valid_from: today,
                valid_to: None,
            })
        })
        .collect::<Result<Vec<_>, String>>()?;
    eprint!("Password (at least 14 characters): ");
    let mut password = String::new();
    std::io::stdin().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < 14 {
        return Err("the password needs at least 14 characters".into());
    }
    store
        .put_official(&NewOfficial {
            username,
            full_name,
            password: Some(password),
            agency,
            grants,
            demonstration: false,
        })
        .await?;
    println!("The account is ready.");
    Ok(())
}

async fn verify_log(store: &Store) -> Result<(), Box<dyn std::error::Error>> {
    match store.verify_log().await? {
        Verdict::Intact { events, head } => {
            println!("{events} events, none changed. Head of the log: {head}");
            Ok(())
        }
        Verdict::Broken { seq, problem } => {
            Err(format!("event {seq} is the first that does not fit: {problem:?}").into())
        }
    }
}

async fn doctor(
    settings: &Settings,
    serve: &ServeSettings,
    key: Key,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut faults = 0;
    let mut say = |what: &str, result: Result<String, String>| match result {
        Ok(found) => println!("ok     {what}: {found}"),
        Err(problem) => {
            faults += 1;
            println!("fault  {what}: {problem}");
        }
    };
    let store = Store::open(&settings.database_url, key).await;
    let text = |error: &StoreError| error.to_string();
    say(
        "database",
        store
            .as_ref()
            .map(|_| settings.database_url.clone())
            .map_err(text),
    );
    if let Ok(store) = &store {
        let catalogue = store.catalogue();
        let count = catalogue.procedures().len();
        say(
            "catalogues",
            if count == 0 {
                Err("empty; run `lang-nghe import`".into())
            } else {
                Ok(format!("{count} procedures"))
            },
        );
        say(
            "hotline",
            catalogue
                .profile
                .hotline
                .clone()
                .ok_or_else(|| "not set in the province profile".into()),
        );
        match store.verify_log().await {
            Ok(Verdict::Intact { events, .. }) => {
                say("log", Ok(format!("{events} events, none changed")));
            }
            Ok(Verdict::Broken { seq, problem }) => {
                say("log", Err(format!("event {seq}: {problem:?}")));
            }
            Err(error) => say("log", Err(error.to_string())),
        }
    }
    let site = serve.site();
    let there = Path::new(&site).join("pkg").is_dir();
    say(
        "site files",
        if there {
            Ok(site.display().to_string())
        } else {
            Err(format!(
                "{} has no pkg folder; set --site-dir",
                site.display()
            ))
        },
    );
    if faults == 0 {
        Ok(())
    } else {
        Err(format!("{faults} faults").into())
    }
}
