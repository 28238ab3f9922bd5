//! The two-level tree of what is offered. It is part of the product, so it lives in the code: ids never change
//! meaning, slugs are addresses, names exist in every language. `laburemos migrate` copies it to the database.

use serde::Serialize;

use crate::locale::Locale;

/// A kind of work.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// Stable; children of 200 are 201, 202, …
    pub id: i32,
    /// In addresses and in the API.
    pub slug: &'static str,
    /// None for the eight trunks.
    pub parent: Option<i32>,
    /// Name in the icon sprite; children wear their trunk's.
    pub icon: &'static str,
    /// es-AR, en, pt-BR.
    names: [&'static str; 3],
}

const fn root(id: i32, slug: &'static str, icon: &'static str, names: [&'static str; 3]) -> Category {
    Category { id, slug, parent: None, icon, names }
}

const fn child(id: i32, slug: &'static str, icon: &'static str, names: [&'static str; 3]) -> Category {
    Category { id, slug, parent: Some(id / 100 * 100), icon, names }
}

#[rustfmt::skip]
static CATEGORIES: [Category; 73] = [
    root(100, "tendencias", "tendencias", ["Tendencias", "Trends", "Tendências"]),
    child(101, "servicios-de-ia", "tendencias", ["Servicios de IA", "AI services", "Serviços de IA"]),
    child(102, "criptomonedas-y-blockchain", "tendencias", ["Criptomonedas y blockchain", "Cryptocurrency and blockchain", "Criptomoedas e blockchain"]),
    child(103, "nft", "tendencias", ["NFT", "NFT", "NFT"]),
    child(104, "desarrollo-de-chatbots", "tendencias", ["Desarrollo de chatbots", "Chatbot development", "Desenvolvimento de chatbots"]),
    child(105, "realidad-virtual", "tendencias", ["Realidad virtual", "Virtual reality", "Realidade virtual"]),
    root(200, "artes-graficas", "artes", ["Artes gráficas", "Graphics and design", "Artes gráficas"]),
    child(201, "diseno-de-logos-e-identidad-de-marca", "artes", ["Diseño de logos e identidad de marca", "Logo and brand identity design", "Design de logos e identidade de marca"]),
    child(202, "brochures-y-catalogos", "artes", ["Brochures y catálogos", "Brochures and catalogues", "Folders e catálogos"]),
    child(203, "packaging-y-etiquetas", "artes", ["Packaging y etiquetas", "Packaging and labels", "Embalagens e rótulos"]),
    child(204, "diseno-para-impresion", "artes", ["Diseño para impresión", "Print design", "Design para impressão"]),
    child(205, "postales-flyers-e-invitaciones", "artes", ["Postales flyers e invitaciones", "Postcards, flyers and invitations", "Postais, flyers e convites"]),
    child(206, "edicion-y-postproduccion", "artes", ["Edición y postproducción", "Editing and retouching", "Edição e pós-produção"]),
    child(207, "vectorizacion", "artes", ["Vectorización", "Vector tracing", "Vetorização"]),
    child(208, "fuentes-y-tipografias", "artes", ["Fuentes y tipografías", "Fonts and typography", "Fontes e tipografia"]),
    child(209, "presentaciones", "artes", ["Presentaciones", "Presentation design", "Apresentações"]),
    child(210, "infografias", "artes", ["Infografías", "Infographics", "Infográficos"]),
    child(211, "ilustracion", "artes", ["Ilustración", "Illustration", "Ilustração"]),
    child(212, "patrones", "artes", ["Patrones", "Patterns", "Estampas"]),
    root(300, "programacion", "programacion", ["Programación", "Programming", "Programação"]),
    child(301, "desarrollo-web", "programacion", ["Desarrollo web", "Web development", "Desenvolvimento web"]),
    child(302, "desarrollo-movil", "programacion", ["Desarrollo móvil", "Mobile development", "Desenvolvimento mobile"]),
    child(303, "desarrollo-de-escritorio", "programacion", ["Desarrollo de escritorio", "Desktop development", "Desenvolvimento desktop"]),
    child(304, "videojuegos", "programacion", ["Videojuegos", "Video games", "Jogos"]),
    child(305, "e-commerce", "programacion", ["E-commerce", "E-commerce", "E-commerce"]),
    child(306, "bases-de-datos", "programacion", ["Bases de datos", "Databases", "Bancos de dados"]),
    child(307, "ciberseguridad", "programacion", ["Ciberseguridad", "Cybersecurity", "Cibersegurança"]),
    child(308, "aplicaciones-de-ia", "programacion", ["Aplicaciones de IA", "AI applications", "Aplicações de IA"]),
    child(309, "scripts-y-utilidades", "programacion", ["Scripts y utilidades", "Scripts and utilities", "Scripts e utilitários"]),
    child(310, "testing-y-qa", "programacion", ["Testing y QA", "Testing and QA", "Testes e QA"]),
    root(400, "marketing-digital", "marketing", ["Marketing digital", "Digital marketing", "Marketing digital"]),
    child(401, "redes-sociales", "marketing", ["Redes sociales", "Social media", "Redes sociais"]),
    child(402, "metodos-de-pago", "marketing", ["Métodos de pago", "Payment methods", "Meios de pagamento"]),
    child(403, "influencers", "marketing", ["Influencers", "Influencers", "Influenciadores"]),
    child(404, "marketing-de-afiliacion", "marketing", ["Marketing de afiliación", "Affiliate marketing", "Marketing de afiliados"]),
    child(405, "seo", "marketing", ["SEO", "SEO", "SEO"]),
    child(406, "marketing-de-contenidos", "marketing", ["Marketing de contenidos", "Content marketing", "Marketing de conteúdo"]),
    child(407, "email-marketing", "marketing", ["Email marketing", "Email marketing", "E-mail marketing"]),
    root(500, "video-y-animacion", "video", ["Video y animación", "Video and animation", "Vídeo e animação"]),
    child(501, "edicion-de-video", "video", ["Edición de video", "Video editing", "Edição de vídeo"]),
    child(502, "video-animado", "video", ["Video animado", "Animated video", "Vídeo animado"]),
    child(503, "video-promocional", "video", ["Video promocional", "Promotional video", "Vídeo promocional"]),
    child(504, "guiones", "video", ["Guiones", "Scriptwriting", "Roteiros"]),
    child(505, "video-testimonial", "video", ["Video testimonial", "Testimonial video", "Vídeo de depoimento"]),
    child(506, "visualizacion-de-datos", "video", ["Visualización de datos", "Data visualisation", "Visualização de dados"]),
    child(507, "crowdfunding", "video", ["Crowdfunding", "Crowdfunding", "Crowdfunding"]),
    child(508, "producto-demo", "video", ["Producto demo", "Product demo", "Demonstração de produto"]),
    child(509, "fotografia-de-productos", "video", ["Fotografía de productos", "Product photography", "Fotografia de produtos"]),
    child(510, "retratos-y-estilo-de-vida", "video", ["Retratos y estilo de vida", "Portraits and lifestyle", "Retratos e estilo de vida"]),
    root(600, "escritura", "escritura", ["Escritura", "Writing", "Escrita"]),
    child(601, "articulos-y-posts-para-blog", "escritura", ["Artículos y posts para blog", "Articles and blog posts", "Artigos e posts para blog"]),
    child(602, "redaccion-publicitaria", "escritura", ["Redacción publicitaria", "Copywriting", "Redação publicitária"]),
    child(603, "casos-de-estudio", "escritura", ["Casos de estudio", "Case studies", "Estudos de caso"]),
    child(604, "libros-electronicos", "escritura", ["Libros electrónicos", "E-books", "Livros eletrônicos"]),
    child(605, "comunicados-de-prensa", "escritura", ["Comunicados de prensa", "Press releases", "Comunicados de imprensa"]),
    child(606, "transcripcion", "escritura", ["Transcripción", "Transcription", "Transcrição"]),
    child(607, "curriculums-y-cartas", "escritura", ["Currículums y cartas", "Résumés and cover letters", "Currículos e cartas"]),
    child(608, "contenido-web", "escritura", ["Contenido web", "Web content", "Conteúdo web"]),
    root(700, "musica-y-audio", "musica", ["Música y audio", "Music and audio", "Música e áudio"]),
    child(701, "produccion-musical", "musica", ["Producción musical", "Music production", "Produção musical"]),
    child(702, "locucion", "musica", ["Locución", "Voice-over", "Locução"]),
    child(703, "jingles-y-musica-de-marca", "musica", ["Jingles y música de marca", "Jingles and brand music", "Jingles e música de marca"]),
    child(704, "traduccion-y-localizacion", "musica", ["Traducción y localización", "Translation and localisation", "Tradução e localização"]),
    child(705, "composicion-musical", "musica", ["Composición musical", "Music composition", "Composição musical"]),
    child(706, "edicion-de-audio", "musica", ["Edición de audio", "Audio editing", "Edição de áudio"]),
    child(707, "sonido-para-videojuegos", "musica", ["Sonido para videojuegos", "Sound for video games", "Som para jogos"]),
    root(800, "negocios", "negocios", ["Negocios", "Business", "Negócios"]),
    child(801, "consultoria-empresarial", "negocios", ["Consultoría empresarial", "Business consulting", "Consultoria empresarial"]),
    child(802, "analisis-de-datos", "negocios", ["Análisis de datos", "Data analysis", "Análise de dados"]),
    child(803, "presentaciones-empresariales", "negocios", ["Presentaciones empresariales", "Business presentations", "Apresentações empresariais"]),
    child(804, "investigacion-de-mercado", "negocios", ["Investigación de mercado", "Market research", "Pesquisa de mercado"]),
    child(805, "planes-de-negocio", "negocios", ["Planes de negocio", "Business plans", "Planos de negócio"]),
    child(806, "servicios-legales", "negocios", ["Servicios legales", "Legal services", "Serviços jurídicos"]),
];

impl Category {
    /// Every category in the order they are shown, each trunk before its children.
    pub fn all() -> &'static [Self] {
        &CATEGORIES
    }

    /// The eight trunks.
    pub fn roots() -> impl Iterator<Item = &'static Self> {
        CATEGORIES.iter().filter(|category| category.parent.is_none())
    }

    pub fn find(id: i32) -> Option<&'static Self> {
        // Sorted by id.
        CATEGORIES.binary_search_by_key(&id, |category| category.id).ok().map(|index| &CATEGORIES[index])
    }

    pub fn find_by_slug(slug: &str) -> Option<&'static Self> {
        CATEGORIES.iter().find(|category| category.slug == slug)
    }

    pub fn name(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::EsAr => self.names[0],
            Locale::En => self.names[1],
            Locale::PtBr => self.names[2],
        }
    }

    pub fn trunk(&self) -> Option<&'static Self> {
        self.parent.and_then(Self::find)
    }

    pub fn children(&self) -> impl Iterator<Item = &'static Self> + use<> {
        let id = self.id;
        CATEGORIES.iter().filter(move |category| category.parent == Some(id))
    }

    /// Itself and its children: what a search in it covers.
    pub fn ids_below(&self) -> Vec<i32> {
        std::iter::once(self.id).chain(self.children().map(|child| child.id)).collect()
    }
}

/// A category as the API shows it, in one language.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryNode {
    pub id: i32,
    pub slug: &'static str,
    pub name: &'static str,
    pub icon: &'static str,
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub children: Vec<CategoryNode>,
}

impl CategoryNode {
    /// The whole tree.
    pub fn tree(locale: Locale) -> Vec<Self> {
        Category::roots().map(|root| Self::new(root, locale)).collect()
    }

    fn new(category: &Category, locale: Locale) -> Self {
        Self {
            id: category.id,
            slug: category.slug,
            name: category.name(locale),
            icon: category.icon,
            children: category.children().map(|child| Self::new(child, locale)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text::slugify;

    #[test]
    fn every_slug_is_unique_and_is_the_folded_spanish_name() {
        let slugs: HashSet<&str> = Category::all().iter().map(|category| category.slug).collect();
        assert_eq!(slugs.len(), Category::all().len());
        for category in Category::all() {
            assert_eq!(category.slug, slugify(category.name(Locale::EsAr), 80));
        }
    }

    #[test]
    fn ids_are_sorted_and_every_child_has_its_trunk() {
        assert!(Category::all().is_sorted_by_key(|category| category.id));
        assert_eq!(Category::roots().count(), 8);
        for category in Category::all() {
            assert_eq!(Category::find(category.id), Some(category));
            assert!(
                category.parent.is_none() || category.trunk().is_some_and(|trunk| trunk.parent.is_none())
            );
        }
    }

    #[test]
    fn a_trunk_covers_its_children() {
        let writing = Category::find_by_slug("escritura").unwrap();
        assert_eq!(writing.ids_below().len(), 9);
        assert_eq!(CategoryNode::tree(Locale::En)[5].children[1].name, "Copywriting");
    }
}
