//! The command line.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use app::i18n::field_error;
use axum::serve::ListenerExt;
use clap::{Args, Parser, Subcommand};
use domain::{Error, auth::Registration, locale::Locale};
use futures_util::{FutureExt, future};
use services::{
    Services,
    demo::{self, SeedOptions},
};

use crate::{lifecycle, logging, metrics, router, settings::Settings, state::AppState};

/// LABUREMOS: a freelance marketplace in one binary.
#[derive(Parser)]
#[command(name = "laburemos", version, about)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site (what happens without a command).
    Serve(Settings),
    /// Bring the database up to date.
    Migrate(Settings),
    /// Load demo data, once: people, gigs with covers, contracts in every state, reviews.
    Seed(SeedArguments),
    /// Make an administrator: of a new account, or of the one that has this e-mail.
    CreateAdmin(CreateAdmin),
    /// Print the API's description as JSON.
    Openapi,
    /// Exit 0 when the server at LISTEN answers; for container health checks.
    Health(Settings),
}

#[derive(Args)]
struct SeedArguments {
    /// At least the two whose e-mails the README names.
    #[arg(long, default_value_t = 60)]
    people: usize,
    /// A few hundred look written; a million is for benchmarks.
    #[arg(long, default_value_t = 240)]
    gigs: usize,
    /// Another number, other people and gigs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// In production too; nobody gets a password there.
    #[arg(long)]
    even_in_production: bool,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Args)]
struct CreateAdmin {
    #[arg(long)]
    email: String,
    /// As the account is called on the site.
    #[arg(long, default_value = "Administración")]
    name: String,
    /// Of a new account; an existing one keeps its own. From the environment, so that it stays out of the shell's history.
    #[arg(long, env = "ADMIN_PASSWORD", hide_env_values = true)]
    password: String,
    #[command(flatten)]
    settings: Settings,
}

/// Runs the command; what goes wrong ends in one sentence and what to do.
pub async fn run() -> ExitCode {
    rustls::crypto::ring::default_provider().install_default().ok();
    let line = Line::parse();
    let outcome = match line.command.unwrap_or(Command::Serve(line.settings)) {
        Command::Serve(settings) => serve(settings).await,
        Command::Migrate(settings) => migrate(settings).await,
        Command::Seed(wanted) => seed(wanted).await,
        Command::CreateAdmin(admin) => create_admin(admin).await,
        Command::Openapi => openapi(),
        Command::Health(settings) => health(settings.listen).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            tracing::error!("{why}");
            #[expect(clippy::print_stderr, reason = "the command line speaks to a person")]
            {
                eprintln!("laburemos: {why}");
            }
            ExitCode::FAILURE
        }
    }
}

fn connect(settings: &Settings) -> Result<Services, String> {
    settings.refuse_unsafe()?;
    Services::new(settings.for_services()).map_err(|error| explain("The settings don't work", &error))
}

fn explain(what: &str, error: &Error) -> String {
    match error {
        Error::Internal(cause) => format!("{what}: {cause}"),
        Error::Invalid(errors) => {
            let texts =
                errors.0.iter().map(|error| format!("{}: {}", error.field, field_error(Locale::En, error)));
            format!("{what}. {}", texts.collect::<Vec<_>>().join(". "))
        }
        other => format!("{what}: {}", other.name()),
    }
}

async fn serve(settings: Settings) -> Result<(), String> {
    logging::start(&settings);
    let services = connect(&settings)?;
    let address = settings.listen;
    metrics::start();
    tokio::spawn(services::pushes::run(services.clone()));
    tokio::spawn(services::upkeep::run(services.clone()));
    tokio::spawn(services::data::run(services.clone()));
    let (keep_working, dismissed) = tokio::sync::oneshot::channel::<()>();
    let dismissed = dismissed.shared();
    let until_dismissed = || dismissed.clone().map(drop);
    let workers = tokio::spawn(future::join(
        services::payments::operations::run(services.clone(), until_dismissed()),
        services::jobs::run(services.clone(), until_dismissed()),
    ));
    if settings.is_production() && settings.smtp_url.is_empty() {
        tracing::warn!("SMTP_URL is not set: nobody gets mail, and who forgot their password stays out");
    }
    let state = AppState::new(settings, services);
    let lifecycle = state.lifecycle.clone();
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .map_err(|error| format!("Can't listen on {address}: {error}. Choose another address with LISTEN."))?
        // Without it a page waits 40 ms for a delayed acknowledgement.
        .tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::warn!(%error, "TCP_NODELAY was refused");
            }
        });
    tracing::info!("listening on http://{address}");
    lifecycle::serve(listener, router::build(state), lifecycle).await.map_err(|error| error.to_string())?;
    // The calls to the provider and the jobs that are under way end first; the next start takes up the others.
    drop(keep_working);
    workers.await.map(drop).map_err(|error| error.to_string())
}

async fn migrate(settings: Settings) -> Result<(), String> {
    logging::start(&settings);
    let services = connect(&settings)?;
    services::migrate(&services)
        .await
        .map_err(|error| explain("The database could not be brought up to date", &error))
}

async fn seed(wanted: SeedArguments) -> Result<(), String> {
    logging::start(&wanted.settings);
    let services = connect(&wanted.settings)?;
    let options = SeedOptions {
        people: wanted.people,
        gigs: wanted.gigs,
        seed: wanted.seed,
        is_allowed_in_production: wanted.even_in_production,
        ..SeedOptions::default()
    };
    let report = demo::seed(&services, options)
        .await
        .map_err(|error| explain("The demo data could not be loaded", &error))?;
    if report.was_loaded {
        tracing::info!("there is demo data already; nothing was changed");
    } else {
        tracing::info!(?report, "demo data loaded");
    }
    Ok(())
}

async fn create_admin(admin: CreateAdmin) -> Result<(), String> {
    logging::start(&admin.settings);
    let services = connect(&admin.settings)?;
    let what = "The administrator could not be made";
    let registration = Registration::parse(&admin.email, &admin.password, &admin.name)
        .map_err(|errors| explain(what, &Error::Invalid(errors)))?;
    let user =
        services::auth::create_admin(&services, registration).await.map_err(|error| explain(what, &error))?;
    tracing::info!(%user, "administrator made");
    Ok(())
}

fn openapi() -> Result<(), String> {
    let json = crate::api::openapi().to_pretty_json().map_err(|error| error.to_string())?;
    #[expect(clippy::print_stdout, reason = "this is the command's output")]
    {
        println!("{json}");
    }
    Ok(())
}

async fn health(address: SocketAddr) -> Result<(), String> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let ask = async {
        let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", address.port())).await?;
        stream.write_all(b"GET /health/ready HTTP/1.0\r\nhost: localhost\r\n\r\n").await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok::<_, std::io::Error>(answer)
    };
    match tokio::time::timeout(Duration::from_secs(3), ask).await {
        Ok(Ok(answer)) if answer.starts_with("HTTP/1.0 200") || answer.starts_with("HTTP/1.1 200") => Ok(()),
        Ok(Ok(answer)) => Err(answer.lines().next().unwrap_or("an empty answer").to_owned()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("no answer within 3 s".to_owned()),
    }
}
