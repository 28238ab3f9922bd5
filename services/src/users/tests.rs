//! What a profile shows and how it changes.
