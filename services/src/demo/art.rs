//! The demo's pictures, drawn: faces for its people and covers for its gigs, so that the site looks alive and no photograph needs a licence.

mod avatar;
mod canvas;
mod code;
mod cover;
mod graphics;
mod money;
mod moving;
mod scheme;
mod sound;
mod trends;
mod voices;
mod words;

pub use avatar::Presentation;
use tiny_skia::Pixmap;

pub fn avatar(p: Presentation, seed: u64) -> Pixmap { avatar::draw(p, seed).unwrap() }
pub fn cover(c: &str, t: &str, s: u64) -> Pixmap { cover::draw(c, t, s).unwrap() }
pub fn trades(c: &str) -> Vec<&'static str> { match c {
 "tendencias" => vec!["servicios-de-ia","criptomonedas-y-blockchain","nft","desarrollo-de-chatbots","realidad-virtual"],
 "artes-graficas" => vec!["diseno-de-logos-e-identidad-de-marca","brochures-y-catalogos","packaging-y-etiquetas","diseno-para-impresion","postales-flyers-e-invitaciones","edicion-y-postproduccion","vectorizacion","fuentes-y-tipografias","presentaciones","infografias","ilustracion","patrones"],
 "programacion" => vec!["desarrollo-web","desarrollo-movil","desarrollo-de-escritorio","videojuegos","e-commerce","bases-de-datos","ciberseguridad","aplicaciones-de-ia","scripts-y-utilidades","testing-y-qa"],
 "marketing-digital" => vec!["redes-sociales","metodos-de-pago","influencers","marketing-de-afiliacion","seo","marketing-de-contenidos","email-marketing"],
 "video-y-animacion" => vec!["edicion-de-video","video-animado","video-promocional","guiones","video-testimonial","visualizacion-de-datos","crowdfunding","producto-demo","fotografia-de-productos","retratos-y-estilo-de-vida"],
 "escritura" => vec!["articulos-y-posts-para-blog","redaccion-publicitaria","casos-de-estudio","libros-electronicos","comunicados-de-prensa","transcripcion","curriculums-y-cartas","contenido-web"],
 "musica-y-audio" => vec!["produccion-musical","locucion","jingles-y-musica-de-marca","traduccion-y-localizacion","composicion-musical","edicion-de-audio","sonido-para-videojuegos"],
 _ => vec!["consultoria-empresarial","analisis-de-datos","presentaciones-empresariales","investigacion-de-mercado","planes-de-negocio","servicios-legales"]
}}
