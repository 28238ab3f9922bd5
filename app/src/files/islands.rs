//! The islands of files.

mod crop;
mod upload;

pub use crop::CropFrame;
pub use upload::UploadProgress;
