//! The program: `lang-nghe serve` and the commands of an operator.

use std::process::ExitCode;

use clap::Parser as _;
use server::command::{Cli, run};

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lang-nghe: {error}");
            ExitCode::FAILURE
        }
    }
}
