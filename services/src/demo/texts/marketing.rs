//! Demo texts of Marketing digital.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "marketing-digital",
    titles: &[
        "Community manager",
        "Especialista en SEO",
        "Estratega de contenidos",
        "Analista de performance",
        "Consultora de marketing digital",
    ],
    skills: &[
        "Meta Ads",
        "Google Ads",
        "SEO",
        "Email marketing",
        "Copywriting",
        "Google Analytics",
        "Canva",
        "TikTok",
        "CRM",
        "Estrategia",
        "Mercado Pago",
    ],
    bios: &[
        "Manejé cuentas de marcas grandes y hoy prefiero las chicas: las decisiones se toman en un audio y los resultados se ven en la caja.",
        "Estudié Comunicación y tengo debilidad por las planillas. No prometo viralidad, prometo constancia y números claros.",
        "Trabajo con emprendimientos de los dos lados del río. Si algo no rinde, lo apago y te explico por qué.",
    ],
    processes: &[
        "Empiezo por entender cómo vendés hoy y qué margen te queda: sin eso, cualquier campaña es una lotería.",
        "Cada mes te mando un informe de una página con lo que se hizo, lo que pasó y lo que conviene cambiar.",
        "Vos aprobás todo antes de que se publique, en un calendario compartido que se entiende de un vistazo.",
        "Medimos desde el primer día con objetivos simples: consultas, ventas, costo por cliente.",
        "Las cuentas publicitarias y los accesos son siempre tuyos.",
    ],
    closings: &[
        "La inversión en anuncios va aparte y la pagás directo a la plataforma.",
        "Mandame tu perfil y te devuelvo tres observaciones gratis antes de contratar.",
        "Si tu negocio no está listo para publicitar, te lo digo y empezamos por lo básico.",
        "Trabajo con pocas cuentas a la vez para poder contestarte en el día.",
    ],
    faq: &[
        (
            "¿La pauta está incluida?",
            "No. El presupuesto de anuncios se paga directo a la plataforma con tu tarjeta; yo lo administro y te rindo cuentas.",
        ),
        (
            "¿En cuánto veo resultados?",
            "Las redes y el SEO necesitan meses; los anuncios, un par de semanas de ajuste. Desde el inicio te paso qué esperar y cuándo.",
        ),
        (
            "¿Quién hace las fotos y los videos?",
            "Podemos usar los tuyos con una guía que te paso, o coordinar con alguien de mi equipo aparte.",
        ),
        ("¿Hay permanencia?", "Ninguna. Renovás si te sirve."),
        ("¿Trabajás con mi rubro?", "Probablemente sí. Contame cuál es y te muestro casos parecidos."),
    ],
    praise: &[
        "Las consultas se duplicaron y, por primera vez, sabemos de dónde vienen.",
        "Los informes se entienden de verdad, no son gráficos para impresionar.",
        "Captó el tono de la marca en la primera semana.",
        "Bajó el costo por venta a la mitad sin tocar el presupuesto.",
        "Nos ordenó el mes y dejamos de publicar a las corridas.",
        "Nos dijo que no a dos ideas malas y nos ahorró plata.",
    ],
    trades: &[
        Trade {
            slug: "redes-sociales",
            offers: &[
                (
                    "Manejo las redes de tu negocio todo el mes",
                    "Calendario, textos, diseños y respuestas a comentarios. Tu Instagram deja de ser una carga y empieza a parecerse a tu local un sábado a la tarde.",
                ),
                (
                    "Armo treinta días de contenido para tu Instagram",
                    "Ideas, guiones de reels, textos y plantillas en tu paleta. Lo publicás vos cuando quieras y no te quedás nunca más mirando la pantalla en blanco.",
                ),
                (
                    "Creo y optimizo tus campañas en Meta Ads",
                    "Públicos, anuncios y seguimiento para que sepas cuánto te cuesta cada venta. Reviso los números día por medio y ajusto sin que lo pidas.",
                ),
                (
                    "Hago crecer tu cuenta de TikTok con videos simples",
                    "Guiones cortos para grabar con el celular y edición con subtítulos. Sin bailes obligatorios.",
                ),
            ],
            includes: &[
                "calendario de publicaciones",
                "diseños con tu marca",
                "textos y hashtags",
                "respuesta a comentarios",
                "informe mensual",
                "guiones de reels",
            ],
            packages: [
                "8 publicaciones y 8 historias en una red.",
                "16 publicaciones, 4 reels y respuesta a mensajes.",
                "Dos redes completas, 8 reels, campaña de anuncios e informe mensual.",
            ],
            tags: &["instagram", "community manager", "meta ads", "tiktok", "contenido", "reels"],
            price: (75, 160),
            days: (5, 30),
        },
        Trade {
            slug: "metodos-de-pago",
            offers: &[
                (
                    "Configuro los medios de pago de tu tienda",
                    "Mercado Pago, transferencia con descuento, cuotas y tarjetas del exterior. Comparo comisiones y dejo la combinación que más te conviene.",
                ),
                (
                    "Armo links de pago y suscripciones para tu negocio",
                    "Cobrás cuotas de gimnasio, talleres o abonos sin perseguir a nadie. Recordatorios automáticos y un tablero de quién debe.",
                ),
                (
                    "Te ayudo a cobrar del exterior de manera legal",
                    "Comparo plataformas, costos y tiempos, y preparo el paso a paso con lo que tenés que facturar. Lo revisás con tu contador y listo.",
                ),
                (
                    "Instalo cobros con QR y Point en tu local",
                    "Un solo QR para todas las billeteras, caja conciliada al cierre y tu gente capacitada. Se terminó el “pasame el comprobante”.",
                ),
            ],
            includes: &[
                "comparación de comisiones",
                "configuración completa",
                "prueba con pagos reales",
                "guía para tu equipo",
                "conciliación diaria",
                "soporte por dos semanas",
            ],
            packages: [
                "Un medio de pago configurado y probado.",
                "Hasta tres medios, cuotas y links de pago.",
                "Estrategia completa con suscripciones, conciliación y capacitación.",
            ],
            tags: &["mercado pago", "cobros", "qr", "suscripciones", "pagos", "tienda online"],
            price: (30, 80),
            days: (2, 5),
        },
        Trade {
            slug: "influencers",
            offers: &[
                (
                    "Conecto tu marca con influencers chicos y confiables",
                    "Busco perfiles con seguidores reales de tu zona, negocio el canje o la tarifa y controlo que publiquen lo acordado.",
                ),
                (
                    "Grabo contenido UGC para tu producto",
                    "Videos de gente común usando lo que vendés, sin guion acartonado. Perfectos para anuncios que no parecen anuncios.",
                ),
                (
                    "Preparo tu media kit de creador para cobrar mejor",
                    "Ordeno tus números, cuento quién te sigue y armo una tarifa que puedas defender. Diez páginas que te abren puertas.",
                ),
                (
                    "Organizo el lanzamiento de tu producto con creadores",
                    "Lista de invitados, cajas, guion y seguimiento de publicaciones. Al final te digo cuánto costó cada mil personas alcanzadas.",
                ),
            ],
            includes: &[
                "lista de perfiles verificados",
                "negociación de tarifas",
                "guion sugerido",
                "control de publicaciones",
                "informe de alcance",
                "cesión de uso del contenido",
            ],
            packages: [
                "Búsqueda de 10 perfiles o 2 videos UGC.",
                "Campaña con 4 creadores y seguimiento.",
                "Lanzamiento con 10 creadores, cajas e informe final.",
            ],
            tags: &["influencers", "ugc", "creadores", "media kit", "campaña", "canje"],
            price: (60, 170),
            days: (5, 15),
        },
        Trade {
            slug: "marketing-de-afiliacion",
            offers: &[
                (
                    "Creo el programa de afiliados de tu tienda",
                    "Que tus mejores clientes vendan por vos y cobren por resultado. Defino comisiones, códigos, reglas claras y el panel de seguimiento.",
                ),
                (
                    "Armo tu sitio de afiliados con reseñas honestas",
                    "Elegimos un nicho, escribo las primeras diez reseñas y dejo los enlaces medidos. Un proyecto para hacer crecer, sin recetas mágicas.",
                ),
                (
                    "Recluto afiliados de calidad para tu curso o producto",
                    "Contacto a creadores y blogs afines, preparo el material que necesitan y hago el seguimiento de los primeros noventa días.",
                ),
                (
                    "Audito tu programa de afiliados y corto el fraude",
                    "Detecto cupones filtrados, clics falsos y comisiones mal pagadas. Suele recuperarse el costo del servicio en el primer mes.",
                ),
            ],
            includes: &[
                "estructura de comisiones",
                "panel de seguimiento",
                "material para afiliados",
                "contrato tipo",
                "reglas antifraude",
                "informe de resultados",
            ],
            packages: [
                "Diagnóstico y diseño del programa.",
                "Programa configurado con los primeros 10 afiliados.",
                "Gestión por 60 días con reclutamiento e informes.",
            ],
            tags: &["afiliados", "comisiones", "cupones", "ventas", "referidos"],
            price: (65, 150),
            days: (5, 14),
        },
        Trade {
            slug: "seo",
            offers: &[
                (
                    "Posiciono tu negocio en Google y Google Maps",
                    "Ficha completa, reseñas, contenidos locales y datos estructurados. Que cuando busquen “cerca mío” aparezcas vos y no el de enfrente.",
                ),
                (
                    "Hago una auditoría SEO que vas a poder ejecutar",
                    "Nada de 80 páginas exportadas de una herramienta: veinte problemas ordenados por impacto, con ejemplos y quién tiene que resolverlos.",
                ),
                (
                    "Investigo palabras clave y armo tu plan de contenidos",
                    "Qué busca tu cliente, cómo lo dice y qué página tuya le contesta. Seis meses de temas priorizados.",
                ),
                (
                    "Recupero el tráfico que perdiste tras una actualización",
                    "Comparo antes y después, encuentro las páginas que cayeron y preparo el plan de rescate. Transparente con lo que no depende de nosotros.",
                ),
            ],
            includes: &[
                "auditoría técnica",
                "palabras clave con volumen",
                "plan priorizado",
                "datos estructurados",
                "informe mensual",
                "optimización de fichas",
            ],
            packages: [
                "Auditoría inicial con lista de arreglos.",
                "Auditoría, palabras clave y optimización de 10 páginas.",
                "Tres meses de trabajo continuo con informes.",
            ],
            tags: &["seo", "google", "posicionamiento", "google maps", "palabras clave", "auditoría"],
            price: (70, 170),
            days: (4, 15),
        },
        Trade {
            slug: "marketing-de-contenidos",
            offers: &[
                (
                    "Diseño la estrategia de contenidos de tu marca",
                    "Pilares, formatos, frecuencia y responsables. Un plan de tres meses que tu equipo puede cumplir sin morir en el intento.",
                ),
                (
                    "Escribo y diseño tu newsletter mensual",
                    "Una carta que tus clientes quieren abrir: una historia, un dato útil y una invitación. Yo escribo, diseño, envío y te cuento cómo fue.",
                ),
                (
                    "Convierto tus charlas y videos en veinte contenidos",
                    "De una hora grabada saco clips, carruseles, una nota y frases. Tu conocimiento rinde el triple sin grabar de más.",
                ),
                (
                    "Creo guías descargables para conseguir contactos",
                    "Un material que resuelve algo concreto a cambio de un mail. Texto, diseño, página y correo de bienvenida.",
                ),
            ],
            includes: &[
                "pilares de contenido",
                "calendario editorial",
                "guía de tono",
                "plantillas editables",
                "medición de resultados",
                "reunión mensual",
            ],
            packages: [
                "Plan de un mes con 8 ideas desarrolladas.",
                "Plan trimestral con 12 piezas producidas.",
                "Estrategia, producción mensual completa y newsletter.",
            ],
            tags: &["contenidos", "estrategia", "newsletter", "editorial", "lead magnet", "blog"],
            price: (60, 150),
            days: (4, 12),
        },
        Trade {
            slug: "email-marketing",
            offers: &[
                (
                    "Armo los correos automáticos de tu tienda",
                    "Bienvenida, carrito abandonado, poscompra y reactivación. Cuatro flujos que venden mientras dormís, con textos que suenan a vos.",
                ),
                (
                    "Limpio tu base y mejoro la llegada a la bandeja",
                    "SPF, DKIM, DMARC, segmentos y calentamiento. De la carpeta de spam a la principal, paso a paso.",
                ),
                (
                    "Diseño plantillas de mail que se ven bien en todos lados",
                    "Probadas en Gmail, Outlook y celulares viejos, con modo oscuro. Editables en Mailchimp, Brevo o Perfit.",
                ),
                (
                    "Planifico tu campaña de Hot Sale por mail",
                    "Secuencia completa: antes, durante y después. Asuntos probados, segmentos y horarios, con informe al cierre.",
                ),
            ],
            includes: &[
                "configuración técnica",
                "textos persuasivos",
                "diseño adaptable",
                "segmentación",
                "pruebas A/B",
                "informe de aperturas y ventas",
            ],
            packages: [
                "Una campaña o plantilla.",
                "Dos flujos automáticos con diseño propio.",
                "Cuatro flujos, limpieza de base y campaña mensual.",
            ],
            tags: &["email", "mailchimp", "automatización", "newsletter", "carrito abandonado", "perfit"],
            price: (40, 110),
            days: (3, 8),
        },
    ],
};
