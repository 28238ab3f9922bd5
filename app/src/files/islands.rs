//! The islands of files.

mod crop;

pub use crop::CropFrame;
