//! (in progress)

use domain::Error;

use crate::Settings;

#[derive(Clone)]
pub struct StripeClient;

impl StripeClient {
    pub fn new(_settings: &Settings) -> Result<Self, Error> {
        Ok(Self)
    }
}
