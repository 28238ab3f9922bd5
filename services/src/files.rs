//! (in progress)

use std::path::Path;

use domain::Error;

#[derive(Clone)]
pub struct Files;

impl Files {
    pub fn new(_directory: &Path) -> Result<Self, Error> {
        Ok(Self)
    }
}
