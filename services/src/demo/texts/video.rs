//! Demo texts of Video y animación.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "video-y-animacion",
    titles: &[
        "Editor de video",
        "Animadora 2D",
        "Realizador audiovisual",
        "Motion designer",
        "Fotógrafa de producto",
        "Guionista",
    ],
    skills: &[
        "Premiere",
        "After Effects",
        "DaVinci Resolve",
        "Blender",
        "Cinema 4D",
        "Guion",
        "Fotografía",
        "Iluminación",
        "Subtitulado",
        "Motion graphics",
    ],
    bios: &[
        "Edito desde los tiempos del VHS familiar. Me importa más el ritmo que el efecto: si el corte se nota, algo falló.",
        "Mis cortos pasaron por festivales y mis horas, por la publicidad. Dibujo, animo y sonorizo.",
        "Fotografío objetos como si fueran personas. Tengo estudio propio y envíos coordinados para todo el país.",
        "Escribo y filmo. Creo en los videos cortos, honestos y bien escritos.",
    ],
    processes: &[
        "Antes de editar te paso un guion visual en una página: así no hay sorpresas en el primer corte.",
        "El primer corte va sin color ni música final, para que mires solo la historia.",
        "Comentás los cambios con minuto y segundo en un enlace, y los resuelvo todos juntos.",
        "Entrego en horizontal, vertical y cuadrado cuando el paquete lo dice, revisado cuadro por cuadro.",
        "Uso música y tipografías con licencia: no te van a bajar el video.",
    ],
    closings: &[
        "Pasame un ejemplo que te guste y te digo qué se necesita para llegar a eso.",
        "Guardo tu proyecto durante un año, por si querés una nueva versión.",
        "Si el material llega por partes no hay problema: arrancamos con lo que tengas.",
        "Consultame por series o abonos mensuales, salen mejor.",
    ],
    faq: &[
        (
            "¿Cómo te mando el material?",
            "Por Drive, WeTransfer o un disco por correo si es mucho. Te paso una guía para ordenarlo.",
        ),
        (
            "¿La música está incluida?",
            "Sí, de bibliotecas con licencia comercial. Si querés una canción conocida, los derechos van aparte.",
        ),
        (
            "¿Incluye subtítulos?",
            "En los paquetes que lo dicen, sí: quemados en el video y también en archivo SRT.",
        ),
        (
            "¿Qué cuenta como revisión?",
            "Una lista de cambios sobre un corte. Cambiar el guion aprobado es un trabajo nuevo.",
        ),
        (
            "¿Te llevás el crédito?",
            "Solo si estás de acuerdo. Puedo trabajar como marca blanca para agencias.",
        ),
    ],
    praise: &[
        "El video quedó mejor que la idea que teníamos en la cabeza.",
        "Le encontró ritmo a un material que yo daba por perdido.",
        "La animación es finísima, la vimos en equipo y aplaudimos.",
        "Las fotos triplicaron los clics de la publicación.",
        "Sugirió cortar la mitad y tenía toda la razón.",
        "Subtítulos sin un solo error, cosa rara.",
    ],
    trades: &[
        Trade {
            slug: "edicion-de-video",
            offers: &[
                (
                    "Edito tus videos para YouTube con ritmo y subtítulos",
                    "Corto los silencios, ordeno la historia y sumo gráficos donde hacen falta. Me adapto a tu estilo y te propongo miniaturas.",
                ),
                (
                    "Edito reels y TikToks a partir de tus grabaciones",
                    "Mandame el material crudo del celular y te devuelvo diez videos listos para subir, con subtítulos y portada.",
                ),
                (
                    "Edito el video de tu casamiento o tu viaje",
                    "Un resumen de cuatro minutos que se pueda ver mil veces y la versión larga para la familia. Color cuidado y música con permiso.",
                ),
                (
                    "Hago corrección de color profesional en DaVinci",
                    "Igualo cámaras, salvo planos oscuros y le doy un clima a tu cortometraje o publicidad. Entrego en el códec que necesites.",
                ),
                (
                    "Edito podcasts en video con varias cámaras",
                    "Cambio de cámara natural, limpieza de sonido y cinco clips verticales por episodio. Llegás al lunes con todo publicado.",
                ),
            ],
            includes: &[
                "corrección de color",
                "mezcla de sonido",
                "música con licencia",
                "subtítulos",
                "formato vertical y horizontal",
                "miniatura",
            ],
            packages: [
                "Un video de hasta 1 minuto.",
                "Un video de hasta 8 minutos con gráficos y subtítulos.",
                "Cuatro videos de hasta 10 minutos o diez reels.",
            ],
            tags: &["edición", "youtube", "reels", "premiere", "davinci", "subtítulos"],
            price: (25, 75),
            days: (2, 6),
        },
        Trade {
            slug: "video-animado",
            offers: &[
                (
                    "Animo un video explicativo para tu producto",
                    "En sesenta segundos cuento qué hacés y por qué importa. Guion, ilustración, animación y voz: me ocupo de todo.",
                ),
                (
                    "Hago animación 2D cuadro por cuadro",
                    "Para videoclips, separadores y cortos que necesitan mano de verdad. Trabajo a doce cuadros con mucho cariño.",
                ),
                (
                    "Animo tu logo en cinco segundos memorables",
                    "Un cierre con personalidad y sonido propio para tus videos. Entrego con fondo transparente.",
                ),
                (
                    "Creo stickers y GIF animados para tu marca",
                    "Un pack que tu comunidad va a usar en WhatsApp e Instagram. Dibujos propios, publicados y listos para buscar.",
                ),
            ],
            includes: &[
                "guion",
                "ilustraciones propias",
                "diseño de sonido",
                "locución opcional",
                "versión sin texto",
                "archivos para redes",
            ],
            packages: [
                "Hasta 15 segundos de animación.",
                "Hasta 60 segundos con guion y sonido.",
                "Hasta 90 segundos con personajes, locución y versiones por red.",
            ],
            tags: &["animación", "motion graphics", "explicativo", "2d", "after effects", "gif"],
            price: (70, 200),
            days: (5, 14),
        },
        Trade {
            slug: "video-promocional",
            offers: &[
                (
                    "Hago el video promocional de tu negocio",
                    "Voy a tu local con cámara y luces, o dirijo a distancia si estás lejos. Treinta segundos que muestran lo mejor sin exagerar.",
                ),
                (
                    "Armo anuncios en video para Meta y YouTube",
                    "Tres versiones con distintos ganchos en los primeros dos segundos, para que midas cuál vende más.",
                ),
                (
                    "Produzco el video de tu evento en 48 horas",
                    "Se termina el evento y al otro día ya tenés el resumen para compartir. Dos cámaras, dron opcional y buena música.",
                ),
                (
                    "Creo el tráiler de tu libro, curso o podcast",
                    "Un minuto que despierta curiosidad y no cuenta el final. Con tu voz o con locución profesional.",
                ),
            ],
            includes: &[
                "guion breve",
                "tres formatos",
                "música con licencia",
                "subtítulos",
                "gráficos con tu marca",
                "versión de 15 segundos",
            ],
            packages: [
                "Video de hasta 20 segundos con material tuyo.",
                "Video de hasta 45 segundos con guion y tres formatos.",
                "Campaña de tres videos con rodaje o dirección remota.",
            ],
            tags: &["promocional", "anuncio", "publicidad", "evento", "tráiler", "video"],
            price: (60, 180),
            days: (3, 9),
        },
        Trade {
            slug: "guiones",
            offers: &[
                (
                    "Escribo el guion de tu video o reel de ventas",
                    "Gancho, desarrollo y cierre en cien palabras, con indicaciones de cámara. Que se pueda decir en voz alta sin trabarse.",
                ),
                (
                    "Escribo guiones para tu canal de YouTube",
                    "Investigo, ordeno y te doy un texto con tu manera de hablar. Cada minuto tiene una razón para no irse.",
                ),
                (
                    "Desarrollo el guion de tu cortometraje",
                    "De la idea suelta a un guion filmable, con estructura, diálogos y desglose de producción.",
                ),
                (
                    "Corrijo tu guion con notas página por página",
                    "Lectura profesional con foco en estructura, personajes y diálogos. Devolución escrita y una charla de una hora.",
                ),
            ],
            includes: &[
                "escaleta previa",
                "diálogos naturales",
                "indicaciones de cámara",
                "dos finales alternativos",
                "formato estándar",
                "charla por videollamada",
            ],
            packages: [
                "Guion de hasta 1 minuto.",
                "Guion de hasta 8 minutos con escaleta.",
                "Guion de cortometraje o serie de cinco episodios breves.",
            ],
            tags: &["guion", "storytelling", "youtube", "cortometraje", "reels", "escritura"],
            price: (20, 70),
            days: (2, 7),
        },
        Trade {
            slug: "video-testimonial",
            offers: &[
                (
                    "Grabo testimonios de tus clientes que suenan sinceros",
                    "Preparo las preguntas, hago la entrevista y edito lo mejor. Se puede hacer por videollamada con muy buena calidad.",
                ),
                (
                    "Edito casos de éxito en video para tu empresa",
                    "Cliente, problema y resultado en dos minutos, con imágenes de apoyo y datos en pantalla.",
                ),
                (
                    "Armo una serie de testimonios verticales",
                    "Diez clips de veinte segundos para historias y anuncios. Subtítulos grandes y marca discreta.",
                ),
                (
                    "Produzco videos institucionales con tu equipo",
                    "Para atraer talento o presentarte ante inversores: la gente que hace la empresa contada por ella misma.",
                ),
            ],
            includes: &[
                "guía de preguntas",
                "entrevista dirigida",
                "edición con imágenes de apoyo",
                "subtítulos",
                "autorizaciones de imagen",
                "versión corta",
            ],
            packages: [
                "Un testimonio editado de hasta 60 segundos.",
                "Tres testimonios con entrevista remota.",
                "Seis testimonios, video resumen y versiones verticales.",
            ],
            tags: &["testimonio", "entrevista", "caso de éxito", "institucional", "video"],
            price: (45, 120),
            days: (3, 9),
        },
        Trade {
            slug: "visualizacion-de-datos",
            offers: &[
                (
                    "Animo tus datos en un video claro",
                    "El balance, el censo o el estudio que nadie lee, en noventa segundos de gráficos que se mueven con sentido.",
                ),
                (
                    "Creo gráficos interactivos para tu informe",
                    "El lector elige provincia, año o rubro y entiende. Se publica en tu web y funciona en el celular.",
                ),
                (
                    "Diseño tableros visuales para pantallas de oficina",
                    "Ventas, producción o tickets en vivo, legibles a cinco metros. Sin colores de árbol de Navidad.",
                ),
                (
                    "Hago mapas animados de rutas y resultados",
                    "Logística, elecciones, campañas: ver cómo se mueve algo en el territorio cambia la conversación.",
                ),
            ],
            includes: &[
                "limpieza de datos",
                "guion visual",
                "gráficos a medida",
                "fuentes citadas",
                "versión para redes",
                "archivo editable",
            ],
            packages: [
                "Un gráfico animado o interactivo.",
                "Video de hasta 60 segundos o tablero de 5 gráficos.",
                "Informe visual completo con video, gráficos y mapa.",
            ],
            tags: &["datos", "gráficos", "d3", "infografía animada", "mapas", "tablero"],
            price: (65, 170),
            days: (4, 10),
        },
        Trade {
            slug: "crowdfunding",
            offers: &[
                (
                    "Produzco el video de tu campaña de financiamiento",
                    "Dos minutos para que un desconocido te crea y ponga plata. Guion emotivo, cifras claras y un pedido concreto.",
                ),
                (
                    "Armo tu campaña completa en Ideame o Kickstarter",
                    "Textos, recompensas, gráfica y plan de difusión semana a semana. Acompaño hasta el último día.",
                ),
                (
                    "Hago videos de avance para tus mecenas",
                    "Mantener informada a la gente que te apoyó es la mejor publicidad. Un video corto por mes con lo que pasó.",
                ),
                (
                    "Preparo el video de tu startup para inversores",
                    "Problema, solución, equipo y tracción en ciento veinte segundos. Directo y sin humo.",
                ),
            ],
            includes: &[
                "guion de campaña",
                "grabación dirigida",
                "gráfica de recompensas",
                "subtítulos en dos idiomas",
                "versión corta para redes",
                "plan de difusión",
            ],
            packages: [
                "Video de hasta 1 minuto con material tuyo.",
                "Video de 2 minutos con guion y gráfica.",
                "Campaña completa con video, textos, recompensas y difusión.",
            ],
            tags: &["crowdfunding", "kickstarter", "campaña", "pitch", "startup", "ideame"],
            price: (80, 210),
            days: (5, 14),
        },
        Trade {
            slug: "producto-demo",
            offers: &[
                (
                    "Hago el video demo de tu app o software",
                    "Capturas limpias, cursor que guía la mirada y una voz que explica lo justo. Ideal para la portada de tu web.",
                ),
                (
                    "Grabo demostraciones de tu producto en uso",
                    "Manos, mesa, buena luz: cómo se abre, se arma y se limpia. Responde las preguntas que te hacen todos los días.",
                ),
                (
                    "Animo tu producto en 3D girando y por dentro",
                    "Render realista para mostrar materiales, piezas y mecanismos imposibles de fotografiar.",
                ),
                (
                    "Creo tutoriales cortos para tus clientes nuevos",
                    "Una serie de videos de un minuto que baja las consultas de soporte. Con guion, subtítulos y marca.",
                ),
            ],
            includes: &[
                "guion técnico",
                "grabación de pantalla o producto",
                "locución",
                "subtítulos",
                "zoom y resaltados",
                "versión sin voz",
            ],
            packages: [
                "Demo de hasta 30 segundos.",
                "Demo de hasta 90 segundos con locución.",
                "Serie de cinco tutoriales o animación 3D completa.",
            ],
            tags: &["demo", "saas", "tutorial", "3d", "producto", "screencast"],
            price: (55, 160),
            days: (3, 10),
        },
        Trade {
            slug: "fotografia-de-productos",
            offers: &[
                (
                    "Fotografío tus productos en estudio con fondo blanco",
                    "Me mandás la caja, la fotografío y vuelve con todo adentro. Luz pareja, color fiel y tamaño listo para tu tienda.",
                ),
                (
                    "Hago fotos de comida que dan hambre",
                    "Voy a tu cocina o trabajo en estudio. Luz natural, vajilla linda y nada de trucos con laca.",
                ),
                (
                    "Creo fotos de ambiente para tu catálogo",
                    "Tus productos en escenas reales: mesa, patio, biblioteca. Producción, utilería y retoque incluidos.",
                ),
                (
                    "Fotografío joyas y objetos chiquitos en macro",
                    "Brillos controlados y foco apilado para ver cada detalle. Especial para orfebres y relojeros.",
                ),
            ],
            includes: &[
                "retoque completo",
                "fondo blanco o ambiente",
                "alta y web",
                "devolución del producto",
                "derechos comerciales",
                "tres ángulos por producto",
            ],
            packages: [
                "5 productos, una foto por producto.",
                "15 productos con tres ángulos.",
                "40 productos con fotos de ambiente y video corto.",
            ],
            tags: &["fotografía", "producto", "ecommerce", "gastronomía", "joyas", "estudio"],
            price: (35, 110),
            days: (3, 8),
        },
        Trade {
            slug: "retratos-y-estilo-de-vida",
            offers: &[
                (
                    "Hago retratos profesionales para tu perfil",
                    "Media hora de charla y fotos, sin poses raras. Te llevás cinco retratos que se parecen a vos en un buen día.",
                ),
                (
                    "Fotografío a tu equipo en la oficina",
                    "Un mismo fondo, una misma luz, cada persona con su gesto. Se hace en una mañana y nadie pierde el día.",
                ),
                (
                    "Hago sesiones de estilo de vida para marcas personales",
                    "En tu casa, tu taller o tu plaza: imágenes para un trimestre de redes. Guion de fotos incluido.",
                ),
                (
                    "Retrato familias y embarazos al aire libre",
                    "Última luz de la tarde, mates y cero apuro. Galería en línea privada para descargar y compartir.",
                ),
            ],
            includes: &[
                "guía de vestuario",
                "retoque natural",
                "galería privada",
                "alta resolución",
                "selección en 48 horas",
                "derechos de uso personal",
            ],
            packages: [
                "30 minutos y 5 fotos retocadas.",
                "90 minutos, dos cambios de ropa y 15 fotos.",
                "Media jornada, varias locaciones y 40 fotos.",
            ],
            tags: &["retratos", "fotografía", "linkedin", "estilo de vida", "familia", "marca personal"],
            price: (40, 110),
            days: (2, 7),
        },
    ],
};
