//! What is taken in and what is refused, who may fetch it, and that nothing is left behind.

use std::io::Cursor;

use domain::auth::Viewer;
use image::{DynamicImage, ImageFormat, RgbImage};
use sqlx::PgPool;

use super::*;
use crate::testing::{person, services};

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixels =
        RgbImage::from_fn(width, height, |x, y| image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90]));
    let mut bytes = Vec::new();
    DynamicImage::from(pixels).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

async fn store(services: &Services, viewer: &Viewer, bytes: Vec<u8>) -> Result<StoredFile, Error> {
    store_picture(services, viewer.user_id, PicturePurpose::GigCover, "tapa.png", bytes).await
}

fn code(outcome: Result<StoredFile, Error>) -> String {
    match outcome {
        Err(Error::Invalid(errors)) => errors.0[0].code.to_string(),
        other => panic!("{other:?}"),
    }
}

async fn read(file: OpenFile) -> Vec<u8> {
    use futures_util::TryStreamExt;
    let pieces: Vec<bytes::Bytes> = file.into_stream().try_collect().await.unwrap();
    pieces.concat()
}

#[sqlx::test(migrations = "../migrations")]
async fn a_picture_is_stored_as_webp_in_three_widths(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        // One that is larger than all widths, and small ones, which stay as they are.
        let (width, height) = if format == ImageFormat::Jpeg { (1300, 650) } else { (40, 20) };
        let stored = store(&services, &ana, picture(width, height, format)).await.unwrap();
        assert_eq!(
            (stored.width, stored.height),
            (Some(width.min(1200).cast_signed()), Some(height.min(600).cast_signed()))
        );
        let key = stored.url.strip_prefix("/files/").unwrap().strip_suffix("-400.webp").unwrap();
        for wide in [400, 800, 1200] {
            let bytes = read(open_picture(&services, &format!("{key}-{wide}.webp")).await.unwrap()).await;
            let again = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).unwrap();
            assert_eq!((again.width(), again.height()), (width.min(wide), height.min(wide / 2)));
        }
        assert!(matches!(open_picture(&services, &format!("{key}-401.webp")).await, Err(Error::NotFound)));
    }
    for name in ["../private/x", "..%2f-400.webp", "a-400.webp", "", "x.webp"] {
        assert!(matches!(open_picture(&services, name).await, Err(Error::NotFound)), "{name}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn what_is_no_picture_or_too_large_is_refused(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
    assert_eq!(code(store(&services, &ana, svg).await), "wrong_file_type");
    assert_eq!(code(store(&services, &ana, b"%PDF-1.7".to_vec()).await), "wrong_file_type");
    assert_eq!(code(store(&services, &ana, b"BM\0\0\0\0".to_vec()).await), "wrong_file_type");
    assert_eq!(code(store(&services, &ana, Vec::new()).await), "wrong_file_type");
    assert_eq!(code(store(&services, &ana, vec![0; MAX_PICTURE_BYTES + 1]).await), "too_large");
    let mut cut = picture(300, 300, ImageFormat::Png);
    cut.truncate(200);
    assert_eq!(code(store(&services, &ana, cut).await), "unreadable");
    // A header that claims 50,000 × 50,000 pixels in a few bytes.
    let mut bomb = picture(8, 8, ImageFormat::Gif);
    bomb[6..10].copy_from_slice(&[0x50, 0xc3, 0x50, 0xc3]);
    assert_eq!(code(store(&services, &ana, bomb).await), "too_many_pixels");
    let left: i64 = sqlx::query_scalar("select count(*) from files").fetch_one(&services.db).await.unwrap();
    assert_eq!(left, 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn nothing_of_the_original_bytes_survives(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let mut polyglot = picture(500, 300, ImageFormat::Jpeg);
    polyglot.extend_from_slice(b"<script>alert('GPSLatitude')</script>PK\x03\x04");
    let stored = store(&services, &ana, polyglot).await.unwrap();
    for width in [400, 800, 1200] {
        let name = stored.url.strip_prefix("/files/").unwrap().replace("400", &width.to_string());
        let bytes = read(open_picture(&services, &name).await.unwrap()).await;
        assert!(!bytes.windows(8).any(|window| window == b"<script>"));
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn a_phones_note_on_how_to_turn_a_picture_is_obeyed(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let jpeg = picture(600, 300, ImageFormat::Jpeg);
    // An Exif segment that says "turn by 90 degrees" right after the start marker.
    let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let turned = [&jpeg[..2], exif, &jpeg[2..]].concat();
    let stored = store(&services, &ana, turned).await.unwrap();
    assert_eq!((stored.width, stored.height), (Some(300), Some(600)));
}

#[sqlx::test(migrations = "../migrations")]
async fn documents_are_known_by_their_bytes_and_kept_from_strangers(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let owner = ana.user_id;
    let pdf = store_document(&services, owner, "../informe\".pdf", b"%PDF-1.7 etc".to_vec()).await.unwrap();
    assert_eq!((pdf.name.as_str(), pdf.content_type.as_str()), ("informe.pdf", "application/pdf"));
    let odd = store_document(&services, owner, "foto.exe", picture(9, 9, ImageFormat::Png)).await.unwrap();
    assert_eq!(odd.name, "foto.exe.png");
    let text = store_document(&services, owner, "notas.txt", "línea 1\nlínea 2".into()).await.unwrap();
    assert_eq!(text.content_type, "text/plain; charset=utf-8");
    for (name, bytes) in [
        ("pagina.html", b"<!doctype html><script>1</script>".to_vec()),
        ("virus.pdf", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("dibujo.svg", b"<svg/>".to_vec()),
        ("binario.txt", vec![0, 1, 2, 3]),
    ] {
        assert_eq!(code(store_document(&services, owner, name, bytes).await), "wrong_file_type", "{name}");
    }
    let link = open_private(&services, &ana, pdf.id).await.unwrap();
    assert_eq!(read(open_signed(&services, Some(&ana), &link).await.unwrap()).await, b"%PDF-1.7 etc");
    assert!(matches!(open_private(&services, &eva, pdf.id).await, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "../migrations")]
async fn a_link_to_a_private_file_is_for_one_file_one_reader_and_five_minutes(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let pdf = store_document(&services, ana.user_id, "a.pdf", b"%PDF-1.7 a".to_vec()).await.unwrap();
    let other = store_document(&services, ana.user_id, "b.pdf", b"%PDF-1.7 b".to_vec()).await.unwrap();
    let link = open_private(&services, &ana, pdf.id).await.unwrap();
    let is_opened =
        async |viewer: Option<&Viewer>, link: &SignedLink| match open_signed(&services, viewer, link).await {
            Ok(_) => true,
            Err(Error::NotFound) => false,
            Err(other) => panic!("{other:?}"),
        };
    assert!(is_opened(Some(&ana), &link).await);
    assert!(is_opened(None, &link).await, "a download manager has no session");
    assert!(!is_opened(Some(&eva), &link).await, "somebody else's");
    for forged in [
        SignedLink { file: other.id, ..link.clone() },
        SignedLink { reader: eva.user_id, ..link.clone() },
        SignedLink { expires: link.expires + 60, ..link.clone() },
        SignedLink { signature: String::new(), ..link.clone() },
        SignedLink { signature: "zz".into(), ..link.clone() },
        SignedLink { signature: link.signature[..62].into(), ..link.clone() },
    ] {
        assert!(!is_opened(Some(&ana), &forged).await && !is_opened(None, &forged).await, "{forged:?}");
    }
    services.clock.advance(Duration::minutes(5));
    assert!(!is_opened(Some(&ana), &link).await, "too late");
    // The signature alone is not enough: the file must still be theirs to read.
    let link = open_private(&services, &ana, pdf.id).await.unwrap();
    sqlx::query("update files set owner_id = $1 where id = $2")
        .bind(eva.user_id.get())
        .bind(pdf.id.get())
        .execute(&services.db)
        .await
        .unwrap();
    assert!(!is_opened(Some(&ana), &link).await);
}

#[sqlx::test(migrations = "../migrations")]
async fn what_nobody_uses_is_swept_after_a_day_and_what_is_used_stays(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let used = store(&services, &ana, picture(50, 50, ImageFormat::Png)).await.unwrap();
    let orphan = store(&services, &ana, picture(50, 50, ImageFormat::Png)).await.unwrap();
    let now = services.clock.now();
    attach(&services.db, ana.user_id, PicturePurpose::GigCover, "cover_file_id", &[used.id], now)
        .await
        .unwrap();
    assert_eq!(sweep_orphans(&services).await.unwrap(), 0);
    services.clock.advance(Duration::hours(25));
    assert_eq!(sweep_orphans(&services).await.unwrap(), 1);
    let name = |file: &StoredFile| file.url.strip_prefix("/files/").unwrap().to_owned();
    assert!(open_picture(&services, &name(&used)).await.is_ok());
    assert!(matches!(open_picture(&services, &name(&orphan)).await, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "../migrations")]
async fn an_upload_that_died_between_its_row_and_its_bytes_is_swept(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let row = Row {
        purpose: "gig_cover",
        storage_key: "0123456789abcdef0123456789abcdef",
        name: "tapa.webp",
        content_type: "image/webp",
        bytes: 10,
        size: Some((1, 1)),
    };
    row.insert(&services, ana.user_id).await.unwrap();
    // Of the three widths one was written.
    let half = picture_location(row.storage_key, 400);
    services.files.put(&half, b"half".to_vec()).await.unwrap();
    services.clock.advance(Duration::hours(25));
    assert_eq!(sweep_orphans(&services).await.unwrap(), 1);
    assert!(services.files.store.head(&half).await.is_err());
    assert_eq!(sweep_orphans(&services).await.unwrap(), 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_sweep_and_the_use_of_an_old_upload_never_both_win(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    for _ in 0..10 {
        let stored = store(&services, &ana, picture(30, 30, ImageFormat::Png)).await.unwrap();
        services.clock.advance(Duration::hours(25));
        let use_it = async {
            let mut work = services.begin().await.unwrap();
            let (owner, now) = (ana.user_id, services.clock.now());
            let used =
                attach(work.db(), owner, PicturePurpose::GigCover, "cover_file_id", &[stored.id], now).await;
            work.commit().await.unwrap();
            used.is_ok()
        };
        let (is_used, swept) = tokio::join!(use_it, sweep_orphans(&services));
        let name = stored.url.strip_prefix("/files/").unwrap();
        let is_there = open_picture(&services, name).await.is_ok();
        assert_eq!((is_used, swept.unwrap() == 0), (is_there, is_there), "{name}");
    }
}

/// Little-endian Exif as a phone writes it: north or south, and 34° 36' 12" as three fractions.
fn exif_with_a_place() -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    // One entry: the GPS directory stands at 26.
    tiff.extend(b"\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0");
    // Two entries: latitude reference `S`, latitude at 56.
    tiff.extend(b"\x02\0\x01\0\x02\0\x02\0\0\0S\0\0\0\x02\0\x05\0\x03\0\0\0\x38\0\0\0\0\0\0\0");
    for number in [34_u32, 1, 36, 1, 12, 1] {
        tiff.extend(number.to_le_bytes());
    }
    let body = [b"Exif\0\0", tiff.as_slice()].concat();
    let length = u16::try_from(body.len() + 2).expect("short");
    [&b"\xff\xe1"[..], &length.to_be_bytes(), &body].concat()
}

#[sqlx::test(migrations = "../migrations")]
async fn where_a_picture_was_taken_stays_with_who_took_it(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let jpeg = picture(900, 600, ImageFormat::Jpeg);
    let located = [&jpeg[..2], &exif_with_a_place(), &jpeg[2..]].concat();
    let holds = |bytes: &[u8], needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let place: Vec<u8> = [34_u32, 1, 36, 1, 12, 1].into_iter().flat_map(u32::to_le_bytes).collect();
    assert!(holds(&located, &place));
    for purpose in PicturePurpose::ALL {
        let stored =
            store_picture(&services, ana.user_id, purpose, "plaza.jpg", located.clone()).await.unwrap();
        for width in purpose.widths() {
            let name = stored.url.strip_prefix("/files/").unwrap().replace("-400.", &format!("-{width}."));
            let bytes = read(open_picture(&services, &name).await.unwrap()).await;
            for trace in [&place[..], b"Exif", b"EXIF", b"XMP "] {
                assert!(!holds(&bytes, trace), "{purpose:?} at {width}");
            }
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn an_avatar_keeps_the_part_that_was_chosen(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    // Red on the left, green in the middle, blue on the right.
    let stripes = RgbImage::from_fn(300, 100, |x, _| match x / 100 {
        0 => image::Rgb([255, 0, 0]),
        1 => image::Rgb([0, 255, 0]),
        _ => image::Rgb([0, 0, 255]),
    });
    let mut png = Vec::new();
    DynamicImage::from(stripes).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    let stripe = |x: &'static str| move |field: &str| if field == "crop_x" { x } else { "" };
    let close = |field: &str| match field {
        "crop_size" => "300",
        "crop_x" => "1000",
        _ => "",
    };
    for (crop, side, channel) in [
        (Crop::default(), 100, 1),
        (Crop::parse(stripe("0")).unwrap(), 100, 0),
        (Crop::parse(stripe("1000")).unwrap(), 100, 2),
        (Crop::parse(close).unwrap(), 30, 2),
    ] {
        let purpose = PicturePurpose::Avatar;
        let stored =
            store_cropped(&services, ana.user_id, purpose, crop, "yo.png", png.clone()).await.unwrap();
        let name = stored.url.strip_prefix("/files/").unwrap().to_owned();
        let bytes = read(open_picture(&services, &name).await.unwrap()).await;
        let square = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).unwrap().into_rgb8();
        assert_eq!(square.dimensions(), (side, side));
        assert!(square.get_pixel(side / 2, side / 2).0[channel] > 200, "{crop:?}");
    }
}
