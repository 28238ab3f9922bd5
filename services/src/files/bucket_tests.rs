//! Files in a bucket: against a small server that speaks the part of S3 that we use and checks every signature.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use hmac::{Hmac, Mac as _};
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::*;
use crate::{
    Secret,
    testing::{person, services, settings},
};

const SECRET: &str = "bucket-secret";

/// What the stand-in keeps.
#[derive(Default)]
struct Stub {
    objects: Mutex<HashMap<String, Vec<u8>>>,
    refused: AtomicUsize,
    is_full: AtomicBool,
}

impl Stub {
    async fn start() -> (Arc<Self>, Bucket) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let bucket = Bucket {
            name: "laburemos".into(),
            region: "sa-east-1".into(),
            endpoint: format!("http://{}", listener.local_addr().expect("an address")),
            access_key_id: "AKIDTEST".into(),
            secret_access_key: Secret::new(SECRET),
        };
        let stub = Arc::new(Self::default());
        let serving = stub.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let stub = serving.clone();
                tokio::spawn(async move { stub.answer(stream).await });
            }
        });
        (stub, bucket)
    }

    /// One request per connection.
    async fn answer(&self, mut stream: TcpStream) {
        let mut bytes = Vec::new();
        let head = loop {
            let mut piece = [0; 4096];
            let count = stream.read(&mut piece).await.unwrap_or(0);
            if count == 0 {
                return;
            }
            bytes.extend_from_slice(&piece[..count]);
            if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break String::from_utf8_lossy(&bytes.drain(..end + 4).collect::<Vec<_>>()).into_owned();
            }
        };
        let mut lines = head.lines();
        let mut first = lines.next().unwrap_or_default().split(' ');
        let (method, path) = (first.next().unwrap_or_default(), first.next().unwrap_or_default().to_owned());
        let headers: HashMap<String, String> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        while bytes.len() < length {
            if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
        }
        let (status, body) = if is_signed(method, &path, &headers, &bytes) {
            self.act(method, path, bytes)
        } else {
            self.refused.fetch_add(1, Ordering::SeqCst);
            ("403 Forbidden", Vec::new())
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\netag: \"1\"\r\nlast-modified: Mon, 23 Nov 2026 00:00:00 GMT\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(&[head.as_bytes(), &body].concat()).await.ok();
    }

    fn act(&self, method: &str, path: String, bytes: Vec<u8>) -> (&'static str, Vec<u8>) {
        let mut objects = self.objects.lock().expect("objects");
        match method {
            "PUT" if self.is_full.load(Ordering::SeqCst) && objects.len() > 1 => {
                ("507 Insufficient Storage", Vec::new())
            }
            "PUT" => {
                objects.insert(path, bytes);
                ("200 OK", Vec::new())
            }
            "GET" => match objects.get(&path) {
                Some(bytes) => ("200 OK", bytes.clone()),
                None => ("404 Not Found", Vec::new()),
            },
            "DELETE" => {
                objects.remove(&path);
                ("204 No Content", Vec::new())
            }
            _ => ("405 Method Not Allowed", Vec::new()),
        }
    }

    fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.objects.lock().expect("objects").keys().cloned().collect();
        paths.sort_unstable();
        paths
    }
}

/// Signature version 4, computed anew from the request and the secret that both sides know.
fn is_signed(method: &str, path: &str, headers: &HashMap<String, String>, body: &[u8]) -> bool {
    let part = |name: &str| {
        let authorization = headers.get("authorization")?.strip_prefix("AWS4-HMAC-SHA256 ")?;
        authorization
            .split(", ")
            .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
            .map(str::to_owned)
    };
    let (Some(credential), Some(names), Some(signature)) =
        (part("Credential"), part("SignedHeaders"), part("Signature"))
    else {
        return false;
    };
    let Some(scope) = credential.strip_prefix("AKIDTEST/") else { return false };
    let digest = hex::encode(Sha256::digest(body));
    if headers.get("x-amz-content-sha256") != Some(&digest) {
        return false;
    }
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let signed: String = names
        .split(';')
        .map(|name| format!("{name}:{}\n", headers.get(name).map_or("", String::as_str)))
        .collect::<Vec<_>>()
        .concat();
    let request = format!("{method}\n{path}\n{query}\n{signed}\n{names}\n{digest}");
    let date = headers.get("x-amz-date").map_or("", String::as_str);
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex::encode(Sha256::digest(request)));
    let key = scope.split('/').fold(format!("AWS4{SECRET}").into_bytes(), |key, part| mac(&key, part));
    scope.ends_with("/sa-east-1/s3/aws4_request") && signature == hex::encode(mac(&key, &text))
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn with_bucket(db: PgPool, bucket: Bucket) -> Services {
    rustls::crypto::ring::default_provider().install_default().ok();
    let mut services = services(db);
    services.files = Files::new(&Settings { bucket: Some(bucket), ..settings() }).expect("a bucket");
    services
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(900, 300).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

#[sqlx::test(migrations = "../migrations")]
async fn a_bucket_takes_gives_and_loses_files_by_signed_requests(db: PgPool) {
    let (stub, bucket) = Stub::start().await;
    let services = with_bucket(db, bucket);
    let ana = person(&services, "ana").await;
    let pdf = store_document(&services, ana.user_id, "informe.pdf", b"%PDF-1.7 hola".to_vec()).await.unwrap();
    let cover =
        store_picture(&services, ana.user_id, PicturePurpose::GigCover, "tapa.png", png()).await.unwrap();
    let paths = stub.paths();
    assert_eq!(paths.len(), 4, "{paths:?}");
    assert!(
        paths[0].starts_with("/laburemos/private/") && paths[1].starts_with("/laburemos/public/"),
        "{paths:?}"
    );

    let link = open_private(&services, &ana, pdf.id).await.unwrap();
    let file = open_signed(&services, Some(&ana), &link).await.unwrap();
    assert_eq!((file.bytes, file.name.as_str()), (13, "informe.pdf"));
    let picture = open_picture(&services, cover.url.strip_prefix("/files/").unwrap()).await.unwrap();
    assert!(picture.bytes > 0);

    services.clock.advance(Duration::hours(25));
    assert_eq!(sweep_orphans(&services).await.unwrap(), 2);
    assert_eq!(stub.paths(), Vec::<String>::new());
    assert_eq!(stub.refused.load(Ordering::SeqCst), 0, "each request had the right signature");
}

#[sqlx::test(migrations = "../migrations")]
async fn a_bucket_refuses_who_has_another_key(db: PgPool) {
    let (stub, bucket) = Stub::start().await;
    let bucket = Bucket { secret_access_key: Secret::new("another"), ..bucket };
    let services = with_bucket(db, bucket);
    let ana = person(&services, "ana").await;
    let refused = store_document(&services, ana.user_id, "a.pdf", b"%PDF-1.7".to_vec()).await;
    assert!(matches!(refused, Err(Error::Unavailable)), "{refused:?}");
    assert!(stub.refused.load(Ordering::SeqCst) > 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_store_that_is_full_is_said_so_and_nothing_is_left_behind(db: PgPool) {
    let (stub, bucket) = Stub::start().await;
    let services = with_bucket(db, bucket);
    let ana = person(&services, "ana").await;
    // It is full in the middle of a picture's three widths.
    stub.is_full.store(true, Ordering::SeqCst);
    let refused = store_picture(&services, ana.user_id, PicturePurpose::GigCover, "tapa.png", png()).await;
    assert!(matches!(refused, Err(Error::Unavailable)), "{refused:?}");
    assert_eq!(stub.paths(), Vec::<String>::new());
    let rows: i64 = sqlx::query_scalar("select count(*) from files").fetch_one(&services.db).await.unwrap();
    assert_eq!(rows, 0);
    assert!(services.files.store.get(&Location::from("public/x")).await.is_err());
}
