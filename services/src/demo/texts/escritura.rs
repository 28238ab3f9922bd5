//! Demo texts of Escritura.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "escritura",
    titles: &[
        "Redactora y editora",
        "Corrector de estilo",
        "Copywriter",
        "Periodista",
        "Escritora fantasma",
        "Redactor UX",
    ],
    skills: &[
        "Redacción",
        "Corrección",
        "SEO",
        "Copywriting",
        "Edición",
        "Investigación",
        "Storytelling",
        "UX writing",
        "Transcripción",
        "Prensa",
    ],
    bios: &[
        "Hice periodismo quince años y cambié de oficio cuando los diarios dejaron de pagar. Escribo claro, cito fuentes y entrego antes.",
        "Estudié Letras y aprendí a vender sin avergonzarme. Cuido cada coma y también tus resultados.",
        "Edito libros, notas y hasta menús de restaurante. Mi trabajo favorito es tachar.",
        "Escribo en español neutro, rioplatense o mexicano según quién lea. Me adapto a tu voz, no al revés.",
    ],
    processes: &[
        "Primero escucho: una llamada corta o un audio tuyo alcanza para captar el tono.",
        "Te mando un índice antes de escribir. Si el camino está bien, el texto sale derecho.",
        "Cada texto pasa dos lecturas: una de contenido y otra en voz alta.",
        "Investigo de verdad y dejo las fuentes al pie para que las revises.",
        "Entrego en Google Docs con comentarios, para que veas cada decisión.",
    ],
    closings: &[
        "Si no te convence el primer párrafo, lo rehacemos antes de seguir.",
        "No uso textos generados sin revisar: lo que firmás lo escribió una persona.",
        "Pasame un texto que te guste y otro que no; con eso arranco.",
        "Consultame por volumen: a partir de cuatro textos hay precio de abono.",
    ],
    faq: &[
        (
            "¿Usás inteligencia artificial?",
            "Para investigar puedo apoyarme en herramientas, pero el texto lo escribo y lo reviso yo, línea por línea.",
        ),
        (
            "¿El texto aparece a mi nombre?",
            "Sí, si lo preferís, trabajo como redacción fantasma sin problema.",
        ),
        (
            "¿Qué variante del español usás?",
            "La que hable tu público: rioplatense, neutro, mexicano o de España.",
        ),
        ("¿Incluye imágenes?", "No, pero te sugiero dónde van y qué tendrían que mostrar."),
        ("¿Puedo ver ejemplos?", "Claro, escribime y te paso tres textos parecidos a lo que necesitás."),
    ],
    praise: &[
        "Escribió como si me conociera de toda la vida.",
        "Cero errores y un tono perfecto para nuestro público.",
        "Le dio vuelta a un texto aburrido y ahora da gusto leerlo.",
        "Investigó más de lo que esperaba y citó todo.",
        "Conseguí tres entrevistas en dos semanas con el currículum nuevo.",
        "Mis lectores notaron el cambio enseguida.",
    ],
    trades: &[
        Trade {
            slug: "articulos-y-posts-para-blog",
            offers: &[
                (
                    "Escribo artículos de blog que la gente termina de leer",
                    "Mil palabras con una idea clara, ejemplos de acá y subtítulos que ordenan. Optimizado para Google sin sonar a robot.",
                ),
                (
                    "Redacto notas técnicas que se entienden",
                    "Ingeniería, salud, finanzas: hablo con tu especialista y traduzco sin perder rigor. Él lo revisa, vos lo publicás.",
                ),
                (
                    "Armo el blog de tu empresa mes a mes",
                    "Cuatro notas por mes, con plan de temas, imágenes sugeridas y carga en tu WordPress. Vos solo aprobás.",
                ),
                (
                    "Escribo columnas de opinión con tu firma",
                    "Para LinkedIn, diarios o revistas del sector. Te entrevisto media hora y encuentro lo que tenés para decir.",
                ),
            ],
            includes: &[
                "investigación con fuentes",
                "estructura para SEO",
                "título y bajada",
                "una ronda de cambios",
                "carga en tu sitio",
                "propuesta de imágenes",
            ],
            packages: [
                "Una nota de hasta 700 palabras.",
                "Dos notas de hasta 1.200 palabras con SEO.",
                "Cuatro notas al mes con plan de temas y carga.",
            ],
            tags: &["blog", "artículos", "redacción", "seo", "contenido", "linkedin"],
            price: (18, 50),
            days: (2, 6),
        },
        Trade {
            slug: "redaccion-publicitaria",
            offers: &[
                (
                    "Escribo los textos de venta de tu landing",
                    "Una promesa clara, objeciones resueltas y un botón que se aprieta. Trabajo con tus reseñas reales para hablar como tus clientes.",
                ),
                (
                    "Creo nombre y eslogan para tu marca",
                    "Veinte propuestas con sentido, diez que se registran fácil y tres que te van a gustar. Reviso dominios y antecedentes en el INPI.",
                ),
                (
                    "Redacto anuncios para Meta y Google",
                    "Diez variantes por campaña, con distintos ángulos para probar. Cortas, concretas y sin signos de admiración de más.",
                ),
                (
                    "Escribo fichas de producto que venden",
                    "Beneficios primero, medidas después y respuestas a lo que siempre preguntan. Plantilla para que sigas vos.",
                ),
            ],
            includes: &[
                "investigación de clientes",
                "tres ángulos de venta",
                "títulos alternativos",
                "guía de tono",
                "una ronda de ajustes",
                "revisión ortográfica",
            ],
            packages: [
                "Hasta 5 anuncios o 10 fichas breves.",
                "Landing completa o naming con 20 propuestas.",
                "Textos de todo el sitio, anuncios y guía de tono.",
            ],
            tags: &["copywriting", "publicidad", "landing", "naming", "eslogan", "anuncios"],
            price: (25, 85),
            days: (2, 6),
        },
        Trade {
            slug: "casos-de-estudio",
            offers: &[
                (
                    "Escribo casos de éxito de tus clientes",
                    "Entrevisto a tu cliente, junto los números y cuento la historia en dos páginas que tu equipo comercial va a usar todas las semanas.",
                ),
                (
                    "Documento proyectos para tu portfolio",
                    "Problema, proceso, resultado: tu trabajo explicado como lo explicarías en una buena entrevista.",
                ),
                (
                    "Redacto casos para postular a premios y fondos",
                    "Conozco los formularios y sus trampas. Ordeno la evidencia y escribo con el lenguaje que el jurado busca.",
                ),
                (
                    "Convierto tus resultados en un informe de impacto",
                    "Para ONG, empresas B y programas públicos. Datos, voces y un diseño sobrio.",
                ),
            ],
            includes: &[
                "entrevista grabada",
                "citas aprobadas",
                "gráficos simples",
                "versión corta para redes",
                "diseño en PDF",
                "revisión legal de citas",
            ],
            packages: [
                "Un caso de una página.",
                "Un caso de tres páginas con entrevista.",
                "Tres casos con diseño y versiones para redes.",
            ],
            tags: &["caso de éxito", "b2b", "entrevista", "portfolio", "impacto"],
            price: (40, 110),
            days: (4, 9),
        },
        Trade {
            slug: "libros-electronicos",
            offers: &[
                (
                    "Escribo tu ebook a partir de tus ideas",
                    "Grabamos tres charlas y las convierto en un libro corto, ordenado y tuyo. Lo entrego maquetado en EPUB y PDF.",
                ),
                (
                    "Corrijo y edito tu novela o ensayo",
                    "Corrección de estilo con control de cambios y un informe de lectura honesto. No te voy a reescribir: te voy a cuidar.",
                ),
                (
                    "Maqueto tu libro para Kindle y papel",
                    "Índice, notas y tapas como corresponde. Sin páginas en blanco raras ni guiones perdidos.",
                ),
                (
                    "Publico tu libro en Amazon y librerías digitales",
                    "ISBN, ficha, categorías y precio. Te acompaño hasta ver la primera venta.",
                ),
            ],
            includes: &[
                "índice acordado",
                "corrección ortotipográfica",
                "EPUB y PDF",
                "informe de lectura",
                "diseño de interior",
                "ficha para tiendas",
            ],
            packages: [
                "Hasta 5.000 palabras o maquetación simple.",
                "Hasta 20.000 palabras con corrección completa.",
                "Libro completo: edición, maquetación y publicación.",
            ],
            tags: &["ebook", "libro", "edición", "kindle", "corrección", "epub"],
            price: (55, 180),
            days: (6, 21),
        },
        Trade {
            slug: "comunicados-de-prensa",
            offers: &[
                (
                    "Escribo tu comunicado y lo envío a los medios",
                    "Una noticia de verdad, en una carilla, con foto y contacto. Lo mando a periodistas que cubren tu tema, uno por uno.",
                ),
                (
                    "Preparo tu carpeta de prensa completa",
                    "Historia, datos, biografías, fotos y preguntas frecuentes. Todo en un enlace para que te citen bien.",
                ),
                (
                    "Redacto comunicados en situaciones difíciles",
                    "Cuando hay que decir algo delicado y rápido. Claro, humano y revisado con tu abogado si hace falta.",
                ),
                (
                    "Consigo entrevistas en radios y medios locales",
                    "Armo la propuesta, llamo, insisto y te preparo para salir al aire. Trabajo por campaña, sin humo.",
                ),
            ],
            includes: &[
                "texto de una carilla",
                "base de periodistas",
                "fotos optimizadas",
                "seguimiento telefónico",
                "informe de publicaciones",
                "preparación de voceros",
            ],
            packages: [
                "Comunicado escrito y corregido.",
                "Comunicado con envío a 40 medios y seguimiento.",
                "Campaña de un mes con carpeta de prensa y entrevistas.",
            ],
            tags: &["prensa", "comunicado", "medios", "difusión", "relaciones públicas"],
            price: (30, 110),
            days: (2, 8),
        },
        Trade {
            slug: "transcripcion",
            offers: &[
                (
                    "Transcribo entrevistas y audios con precisión",
                    "Escucho, escribo y reviso: nombres bien puestos, hablantes marcados y tiempos cada minuto. Rioplatense, chileno o caribeño, sin problema.",
                ),
                (
                    "Subtitulo videos en español con archivo SRT",
                    "Sincronizados, cortos y fáciles de leer. Respeto las pausas y marco sonidos para personas sordas.",
                ),
                (
                    "Transcribo reuniones y armo la minuta",
                    "Te llevás el texto completo y una página con decisiones, responsables y fechas.",
                ),
                (
                    "Paso tus manuscritos y apuntes a digital",
                    "Cuadernos, cartas, actas viejas. Tengo paciencia para las letras imposibles y marco lo dudoso.",
                ),
            ],
            includes: &[
                "identificación de hablantes",
                "marcas de tiempo",
                "doble revisión",
                "Word y SRT",
                "confidencialidad firmada",
                "glosario de nombres",
            ],
            packages: [
                "Hasta 30 minutos de audio.",
                "Hasta 2 horas con marcas de tiempo.",
                "Hasta 6 horas, subtítulos o minuta incluida.",
            ],
            tags: &["transcripción", "subtítulos", "entrevistas", "srt", "minuta", "audio"],
            price: (14, 40),
            days: (1, 4),
        },
        Trade {
            slug: "curriculums-y-cartas",
            offers: &[
                (
                    "Reescribo tu currículum para que te llamen",
                    "Logros con números, una página, palabras que pasan los filtros automáticos. Lo charlamos media hora y sale otro.",
                ),
                (
                    "Optimizo tu perfil de LinkedIn en español e inglés",
                    "Titular, acerca de y experiencia contados para quien busca. Te paso también un plan de dos semanas para moverlo.",
                ),
                (
                    "Escribo tu carta de presentación para cada puesto",
                    "Breve, específica y con tu voz. Nada de “me dirijo a ustedes”.",
                ),
                (
                    "Te preparo para entrevistas laborales",
                    "Simulación grabada, devolución y respuestas para las preguntas incómodas. Trabajé nueve años en selección de personal.",
                ),
            ],
            includes: &[
                "charla de media hora",
                "versión en Word y PDF",
                "palabras clave del sector",
                "carta de presentación",
                "perfil de LinkedIn",
                "versión en inglés",
            ],
            packages: [
                "Currículum de una página.",
                "Currículum, carta y perfil de LinkedIn.",
                "Paquete completo en dos idiomas con simulación de entrevista.",
            ],
            tags: &["currículum", "cv", "linkedin", "carta de presentación", "entrevista", "empleo"],
            price: (15, 45),
            days: (1, 4),
        },
        Trade {
            slug: "contenido-web",
            offers: &[
                (
                    "Escribo los textos de tu sitio web",
                    "Inicio, servicios, nosotros y contacto con un mismo hilo. La gente entiende qué hacés en cinco segundos y sabe cómo seguir.",
                ),
                (
                    "Reescribo los textos de tu app para que nadie se pierda",
                    "Botones, errores, correos y pantallas vacías. Palabras claras donde antes había “operación no exitosa”.",
                ),
                (
                    "Traduzco y adapto tu sitio al español de la región",
                    "No es lo mismo Lima que Montevideo. Ajusto moneda, trato y ejemplos para que suene local.",
                ),
                (
                    "Escribo las preguntas frecuentes y ayudas de tu producto",
                    "Artículos cortos con capturas, ordenados por lo que la gente realmente pregunta. Bajan las consultas.",
                ),
            ],
            includes: &[
                "mapa de contenidos",
                "guía de tono",
                "metadatos para buscadores",
                "versión para celular",
                "revisión en el sitio",
                "una ronda de ajustes",
            ],
            packages: [
                "Hasta 3 secciones.",
                "Sitio de hasta 8 secciones con metadatos.",
                "Sitio completo, correos automáticos y guía de tono.",
            ],
            tags: &["web", "textos", "ux writing", "contenido", "seo", "copy"],
            price: (30, 90),
            days: (3, 7),
        },
    ],
};
