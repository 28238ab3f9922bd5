//! Covers of gigs, 1200 × 800: a ground in the palette, a motif that says at a glance what is sold, and a few quiet details.

use tiny_skia::{Pixmap, Transform};

use super::{
    canvas::{Canvas, steps},
    code, graphics, money, moving, scheme,
    scheme::Scheme,
    sound, trends, voices, words,
};
use crate::demo::dice::Dice;

/// Width of a full cover in pixels.
pub const WIDTH: u32 = 1200;
/// Height of a full cover in pixels.
pub const HEIGHT: u32 = 800;

/// Draws a motif on the whole board.
pub type Motif = fn(&mut Canvas, &Scheme, &mut Dice);

/// The motifs of a subcategory, of which the seed picks one; empty where there is none.
pub fn motifs(trade: &str) -> &'static [Motif] {
    match trade {
        "servicios-de-ia" | "aplicaciones-de-ia" => &[trends::neural, trends::chip, trends::prompt],
        "criptomonedas-y-blockchain" => &[trends::blocks, trends::coin],
        "nft" => &[trends::gems, trends::gallery],
        "desarrollo-de-chatbots" => &[trends::robot, trends::chat],
        "realidad-virtual" => &[trends::headset, trends::horizon],
        "diseno-de-logos-e-identidad-de-marca" => &[graphics::marks, graphics::construction],
        "brochures-y-catalogos" => &[graphics::spread, graphics::brochure],
        "packaging-y-etiquetas" => &[graphics::packages, graphics::bottles],
        "diseno-para-impresion" => &[graphics::print, graphics::posters],
        "postales-flyers-e-invitaciones" => &[graphics::posters, graphics::invitation],
        "edicion-y-postproduccion" => &[graphics::retouch, graphics::sliders],
        "vectorizacion" => &[graphics::pen],
        "fuentes-y-tipografias" => &[graphics::glyph],
        "presentaciones" | "presentaciones-empresariales" => &[money::slides, graphics::brochure],
        "infografias" => &[graphics::infographic, moving::dataviz],
        "ilustracion" => &[graphics::landscape, graphics::botanic],
        "patrones" => &[graphics::tiles],
        "desarrollo-web" => &[code::browser, code::editor],
        "desarrollo-movil" => &[code::phones],
        "desarrollo-de-escritorio" => &[code::desktop, code::terminal],
        "videojuegos" => &[code::platform, code::gamepad],
        "e-commerce" => &[code::shop],
        "bases-de-datos" => &[code::database],
        "ciberseguridad" => &[code::shield],
        "scripts-y-utilidades" => &[code::terminal, code::braces],
        "testing-y-qa" => &[code::checks],
        "redes-sociales" => &[voices::feed, voices::hearts],
        "metodos-de-pago" => &[voices::cards],
        "influencers" => &[voices::megaphone, voices::hearts],
        "marketing-de-afiliacion" => &[voices::hub],
        "seo" => &[voices::magnifier, voices::bars],
        "marketing-de-contenidos" => &[voices::calendar, voices::feed],
        "email-marketing" => &[voices::envelopes],
        "edicion-de-video" => &[moving::timeline],
        "video-animado" => &[moving::onion, moving::frames],
        "video-promocional" => &[moving::player, moving::frames],
        "guiones" => &[moving::clapper],
        "video-testimonial" => &[moving::testimonial],
        "visualizacion-de-datos" => &[moving::dataviz],
        "crowdfunding" => &[moving::goal],
        "producto-demo" => &[moving::podium, moving::player],
        "fotografia-de-productos" => &[moving::aperture, moving::podium],
        "retratos-y-estilo-de-vida" => &[moving::portraits],
        "articulos-y-posts-para-blog" => &[words::article],
        "redaccion-publicitaria" => &[words::quotes],
        "casos-de-estudio" => &[words::study],
        "libros-electronicos" => &[words::books],
        "comunicados-de-prensa" => &[words::newspaper],
        "transcripcion" => &[words::transcript],
        "curriculums-y-cartas" => &[words::resume],
        "contenido-web" => &[words::wireframe, words::article],
        "produccion-musical" => &[sound::vinyl, sound::mixer],
        "locucion" => &[sound::microphone],
        "jingles-y-musica-de-marca" => &[sound::equaliser, sound::notes],
        "traduccion-y-localizacion" => &[words::translation],
        "composicion-musical" => &[sound::notes, sound::keys],
        "edicion-de-audio" => &[sound::wave],
        "sonido-para-videojuegos" => &[sound::arcade],
        "consultoria-empresarial" => &[money::stairs, money::target],
        "analisis-de-datos" => &[money::dashboard, moving::dataviz],
        "investigacion-de-mercado" => &[money::venn, money::target],
        "planes-de-negocio" => &[money::plan, money::stairs],
        "servicios-legales" => &[money::contract, money::scales],
        _ => &[],
    }
}

/// Draws one cover; the same subcategory and seed draw the same picture. `None` only when memory runs out.
pub fn draw(category: &str, trade: &str, seed: u64) -> Option<Pixmap> {
    let mut dice = Dice::new(seed ^ Dice::hash(trade));
    let scheme = scheme::choose(category, &mut dice);
    let mut canvas = Canvas::new(WIDTH, HEIGHT, scheme.ground)?;
    backdrop(&mut canvas, &scheme, &mut dice);
    let motif = match motifs(trade) {
        [] => graphics::tiles,
        some => *dice.pick(some),
    };
    // A closer or wider look and a small shift: two covers of one motif do not share their outline.
    let (zoom, shift) = (dice.range(1.0, 1.13), dice.range(-30.0, 30.0));
    let look = Transform::from_row(
        zoom,
        0.0,
        0.0,
        zoom,
        600.0 * (1.0 - zoom) + shift * (zoom - 1.0) * 10.0,
        400.0 * (1.0 - zoom),
    );
    canvas.within(look, |canvas| motif(canvas, &scheme, &mut dice));
    Some(canvas.into_pixmap())
}

/// Large quiet shapes behind the motif.
fn backdrop(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    match dice.index(8) {
        0 => c.disc(dice.range(300.0, 900.0), dice.range(300.0, 500.0), dice.range(300.0, 380.0), s.quiet),
        1 => {
            let slope = dice.range(-220.0, 220.0);
            c.polygon(
                &[(0.0, 420.0 + slope), (1200.0, 420.0 - slope), (1200.0, 800.0), (0.0, 800.0)],
                s.quiet,
            );
        }
        2 => {
            for row in steps(10) {
                for column in steps(15) {
                    c.disc(40.0 + column * 80.0, 40.0 + row * 80.0, 5.0, s.quiet);
                }
            }
        }
        3 => {
            let (x, y) = if dice.chance(0.5) { (0.0, 800.0) } else { (1200.0, 0.0) };
            for band in steps(6) {
                c.ring(x, y, 260.0 + band * 130.0, s.quiet, 44.0);
            }
        }
        4 => {
            c.disc(dice.range(80.0, 300.0), dice.range(100.0, 250.0), 210.0, s.quiet);
            c.disc(dice.range(900.0, 1150.0), dice.range(550.0, 720.0), 290.0, s.quiet);
        }
        5 => {
            for stripe in steps(10) {
                let x = stripe * 240.0 - 600.0;
                c.polygon(&[(x, 800.0), (x + 110.0, 800.0), (x + 710.0, 0.0), (x + 600.0, 0.0)], s.quiet);
            }
        }
        6 => {
            let x = dice.range(140.0, 420.0);
            c.round(x, 90.0, 640.0, 900.0, 320.0, s.quiet);
        }
        _ => {
            let width = dice.range(380.0, 560.0);
            if dice.chance(0.5) {
                c.rect(0.0, 0.0, width, 800.0, s.quiet);
            } else {
                c.rect(1200.0 - width, 0.0, width, 800.0, s.quiet);
            }
        }
    }
}

/// A few small shapes that keep the corners from being empty.
pub fn confetti(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let places = [(110.0, 120.0), (1090.0, 130.0), (1080.0, 690.0), (120.0, 680.0)];
    for (x, y) in dice.sample(&places, 3) {
        let (x, y) = (x + dice.range(-40.0, 40.0), y + dice.range(-40.0, 40.0));
        match dice.index(5) {
            0 => c.sparkle(x, y, dice.range(26.0, 44.0), s.spark),
            1 => c.ring(x, y, dice.range(14.0, 26.0), s.accent, 9.0),
            2 => c.disc(x, y, dice.range(10.0, 20.0), s.spark),
            3 => {
                c.line((x - 20.0, y), (x + 20.0, y), s.accent, 9.0);
                c.line((x, y - 20.0), (x, y + 20.0), s.accent, 9.0);
            }
            _ => c.arc(x, y, 26.0, dice.range(0.0, 360.0), 180.0, s.main, 9.0),
        }
    }
}

/// A window with a title bar and three dots; returns nothing, its content area begins 64 below `y`.
pub fn window(c: &mut Canvas, s: &Scheme, x: f32, y: f32, width: f32, height: f32) {
    c.card(x, y, width, height, 22.0, s.paper);
    for (dot, tint) in [s.accent, s.spark, s.second].into_iter().enumerate() {
        let offset = [0.0, 30.0, 60.0][dot];
        c.disc(x + 36.0 + offset, y + 32.0, 9.0, tint);
    }
    c.rect(x, y + 62.0, width, 3.0, s.pencil);
}

/// A person as a small round portrait, without a face.
pub fn person(c: &mut Canvas, x: f32, y: f32, radius: f32, ground: [u8; 3], skin: [u8; 3], clothes: [u8; 3]) {
    c.disc(x, y, radius, ground);
    c.disc(x, y - radius * 0.2, radius * 0.34, skin);
    let (left, right, bottom, top) =
        (x - radius * 0.62, x + radius * 0.62, y + radius * 0.78, y + radius * 0.24);
    c.shape(
        &format!("M{left} {bottom}C{left} {} {} {top} {x} {top}C{} {top} {right} {} {right} {bottom}C{} {} {} {} {left} {bottom}Z",
            top + radius * 0.16, x - radius * 0.36, x + radius * 0.36, top + radius * 0.16,
            x + radius * 0.3, y + radius * 1.06, x - radius * 0.3, y + radius * 1.06),
        clothes,
    );
}
