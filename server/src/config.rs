//! Which settings are there? Each is a flag, an environment variable and a line in `--help`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// Settings every command shares.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Database: `sqlite:PATH` or `postgres://…`.
    #[arg(
        long,
        env = "LANG_NGHE_DATABASE_URL",
        default_value = "sqlite:var/lang-nghe.db",
        global = true
    )]
    pub database_url: String,
    /// Folder for the installation's key and other files.
    #[arg(long, env = "LANG_NGHE_DATA_DIR", default_value = "var", global = true)]
    pub data_dir: PathBuf,
}

/// Settings of `serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeSettings {
    /// Address to listen on.
    #[arg(long, env = "LANG_NGHE_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Address under which people reach it, for QR codes and feeds; from the request when empty.
    #[arg(long, env = "LANG_NGHE_BASE_URL", default_value = "")]
    pub base_url: String,
    /// Folder with scripts, styles and fonts; found beside the program when empty.
    #[arg(long, env = "LANG_NGHE_SITE_DIR")]
    pub site_dir: Option<PathBuf>,
    /// Province profile.
    #[arg(long, env = "LANG_NGHE_PROVINCE", default_value = "thai-nguyen")]
    pub province: String,
    /// Take the sender's address from `X-Forwarded-For`; only behind a proxy that sets it.
    #[arg(long, env = "LANG_NGHE_TRUST_PROXY", default_value_t = false)]
    pub trust_proxy: bool,
}

impl ServeSettings {
    /// The folder with scripts and styles: as set, beside the program, or where a build leaves it.
    pub fn site(&self) -> PathBuf {
        if let Some(folder) = &self.site_dir {
            return folder.clone();
        }
        let beside = std::env::current_exe()
            .ok()
            .and_then(|program| program.parent().map(|folder| folder.join("site")));
        beside
            .filter(|folder| folder.is_dir())
            .unwrap_or_else(|| PathBuf::from("target/site"))
    }
}
