//! A ZIP that is written piece by piece into the file store: never whole in memory, and nothing of it is there until it is
//! finished.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use domain::Error;
use futures_util::{Stream, StreamExt};
use object_store::{buffered::BufWriter, path::Path as Location};
use tokio::io::AsyncWriteExt;
use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use crate::{Services, files::OpenFile};

/// How much is packed before it goes to the store.
const PIECE: usize = 256 * 1024;

/// What the packer has written and the store has not got yet.
#[derive(Clone, Default)]
struct Packed(Arc<Mutex<Vec<u8>>>);

impl Packed {
    fn take_if(&self, is_enough: impl Fn(usize) -> bool) -> Vec<u8> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if is_enough(bytes.len()) { std::mem::take(&mut bytes) } else { Vec::new() }
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) struct Archive {
    /// Boxed: it is large, and futures hold it.
    zip: Box<ZipWriter<StreamWriter<Packed>>>,
    packed: Packed,
    store: BufWriter,
    bytes: usize,
}

impl Archive {
    pub fn new(services: &Services, location: Location) -> Self {
        let packed = Packed::default();
        Self {
            zip: Box::new(ZipWriter::new_stream(packed.clone())),
            packed,
            store: services.files.writer(location),
            bytes: 0,
        }
    }

    /// A JSON list of rows as they come from the database, each one JSON already.
    pub async fn add_rows(
        &mut self,
        name: &str,
        mut rows: impl Stream<Item = Result<String, sqlx::Error>> + Unpin,
    ) -> Result<(), Error> {
        self.begin(name, CompressionMethod::Deflated)?;
        self.write(b"[").await?;
        let mut separator = "\n";
        while let Some(row) = rows.next().await {
            self.write(separator.as_bytes()).await?;
            self.write(row?.as_bytes()).await?;
            separator = ",\n";
        }
        self.write(b"\n]\n").await
    }

    /// A stored file as it is: pictures and documents are packed already.
    pub async fn add_file(&mut self, name: &str, file: OpenFile) -> Result<(), Error> {
        self.begin(name, CompressionMethod::Stored)?;
        let mut pieces = Box::pin(file.into_stream());
        while let Some(piece) = pieces.next().await {
            self.write(&piece?).await?;
        }
        Ok(())
    }

    /// Makes it visible in the store; answers its size.
    pub async fn finish(mut self) -> Result<i64, Error> {
        self.zip.finish()?;
        let rest = self.packed.take_if(|_| true);
        self.bytes += rest.len();
        self.store.write_all(&rest).await?;
        self.store.shutdown().await?;
        Ok(i64::try_from(self.bytes)?)
    }

    /// Leaves nothing in the store.
    pub async fn abandon(mut self) {
        if let Err(error) = self.store.abort().await {
            tracing::warn!(%error, "a half-written archive could not be removed");
        }
    }

    fn begin(&mut self, name: &str, method: CompressionMethod) -> Result<(), Error> {
        Ok(self.zip.start_file(name, SimpleFileOptions::default().compression_method(method))?)
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.zip.write_all(bytes)?;
        let piece = self.packed.take_if(|length| length >= PIECE);
        if !piece.is_empty() {
            self.bytes += piece.len();
            self.store.write_all(&piece).await?;
        }
        Ok(())
    }
}
