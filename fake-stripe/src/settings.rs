//! Everything that can be set, from the command line or the environment.
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The settings of one fake Stripe.
#[derive(Clone, Debug, clap::Parser)]
#[command(name = "fake-stripe", version, about = "A Stripe for tests, the demo and load runs")]
pub struct Settings {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, env = "FAKE_STRIPE_LISTEN", default_value = "127.0.0.1:12111")]
    pub listen: SocketAddr,
    /// Where browsers reach the hosted pages; by default the listening address.
    #[arg(long, env = "FAKE_STRIPE_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Where webhooks go; repeat it, or separate with commas, for several endpoints.
    #[arg(long = "webhook-url", env = "FAKE_STRIPE_WEBHOOK_URL", value_delimiter = ',')]
    pub webhook_urls: Vec<String>,
    /// The secret that webhooks are signed with.
    #[arg(long, env = "FAKE_STRIPE_WEBHOOK_SECRET", default_value = "whsec_fake")]
    pub webhook_secret: String,
    /// The only secret key that is let in.
    #[arg(long, env = "FAKE_STRIPE_API_KEY", default_value = "sk_test_fake")]
    pub api_key: String,
    /// Keep the state in this file, so that it survives a restart.
    #[arg(long, env = "FAKE_STRIPE_STATE_FILE")]
    pub state_file: Option<PathBuf>,
    /// Seconds to wait before each retry of a webhook, by the fake clock. After the last one it is given up.
    #[arg(
        long,
        env = "FAKE_STRIPE_WEBHOOK_RETRY_SECONDS",
        value_delimiter = ',',
        default_value = "1,5,30,300,3600,7200,14400,28800,43200,86400"
    )]
    pub webhook_retry_seconds: Vec<u32>,
    /// Event types that are sent to the endpoints; `*` sends all of them. Others can still be listed.
    #[arg(
        long,
        env = "FAKE_STRIPE_WEBHOOK_EVENTS",
        value_delimiter = ',',
        default_value = "checkout.session.completed,checkout.session.expired,payment_intent.requires_action,\
            payment_intent.succeeded,payment_intent.payment_failed,payment_intent.canceled,\
            payment_intent.amount_capturable_updated,charge.refunded,refund.created,refund.updated,\
            transfer.created,transfer.reversed,account.updated,charge.dispute.created,charge.dispute.closed"
    )]
    pub webhook_events: Vec<String>,
    /// Attach the payment intent when the checkout session is created, as Stripe did before 2022-08-01.
    /// Otherwise it appears with the first attempt to pay.
    #[arg(long, env = "FAKE_STRIPE_INTENT_AT_CREATION")]
    pub intent_at_creation: bool,
    /// The merchant's name on the hosted pages.
    #[arg(long, env = "FAKE_STRIPE_MERCHANT", default_value = "LABUREMOS")]
    pub merchant: String,
}

impl Default for Settings {
    /// What the command line gives when nothing is said, but on a free port of the loopback interface.
    fn default() -> Self {
        let parsed = <Self as clap::Parser>::parse_from(["fake-stripe"]);
        Self { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), ..parsed }
    }
}

impl Settings {
    /// A fake on a free port that sends its webhooks to `url`, signed with `secret`.
    pub fn with_webhook(url: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { webhook_urls: vec![url.into()], webhook_secret: secret.into(), ..Self::default() }
    }

    /// Whether endpoints want events of this type.
    pub(crate) fn sends(&self, event_type: &str) -> bool {
        self.webhook_events.iter().any(|wanted| wanted == "*" || wanted == event_type)
    }
}
