//! (in progress)

use domain::Error;

use crate::Services;

pub async fn synchronize(_services: &Services) -> Result<(), Error> {
    Ok(())
}
