//! Demo texts of Música y audio.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "musica-y-audio",
    titles: &[
        "Productor musical",
        "Locutora profesional",
        "Compositora",
        "Ingeniero de mezcla",
        "Traductora pública",
        "Diseñador de sonido",
    ],
    skills: &[
        "Ableton Live",
        "Pro Tools",
        "Logic Pro",
        "Mezcla",
        "Masterización",
        "Locución",
        "Composición",
        "Traducción",
        "Doblaje",
        "FMOD",
        "Grabación",
    ],
    bios: &[
        "Crecí entre cables: mi casa es el estudio y el estudio es mi casa. Produje más de cien canciones de artistas independientes.",
        "Egresé del ISER y tengo cabina propia. Voz cálida, entrega en el día y todas las tomas que hagan falta.",
        "Compongo para cine, teatro y juegos. Primero busco el silencio, después las notas.",
        "Traduzco inglés y portugués con matrícula. Me divierten los chistes imposibles y los manuales de máquinas.",
    ],
    processes: &[
        "Escucho tus referencias y te mando un boceto corto antes de avanzar.",
        "Trabajo con sesiones ordenadas: si mañana cambiás de estudio, te llevás todo.",
        "Entrego versiones para comparar en auto, auriculares y parlante de celular.",
        "Reviso con vos por videollamada compartiendo el sonido en calidad real.",
        "Los archivos van nombrados, normalizados y con su ficha técnica.",
    ],
    closings: &[
        "Mandame un audio de prueba y te hago diez segundos de muestra sin cargo.",
        "Los derechos quedan claros por escrito desde el comienzo.",
        "Si la grabación original no da, te digo cómo regrabarla con lo que tenés.",
        "Hay descuento para discos completos y series.",
    ],
    faq: &[
        (
            "¿En qué formato entregás?",
            "WAV de 24 bits y MP3. Si es para un medio en particular, me adapto a su norma de volumen.",
        ),
        (
            "¿Los derechos son míos?",
            "Sí, con el uso que dice cada paquete. Para televisión o cine lo acordamos aparte.",
        ),
        (
            "¿Puedo mandar audios de WhatsApp?",
            "Para referencia, sí. Para editar, mejor el archivo original: te explico cómo exportarlo.",
        ),
        (
            "¿Cuántas versiones me das?",
            "Una principal y las que indica el paquete. Los cambios de guion después de grabar se cotizan.",
        ),
        (
            "¿Podemos hacerlo en vivo?",
            "Sí, grabación dirigida por videollamada en los paquetes estándar y premium.",
        ),
    ],
    praise: &[
        "Sonó en la radio y no tuvo nada que envidiarle a los demás temas.",
        "La voz quedó perfecta en la primera toma.",
        "Captó el clima que buscábamos y le sumó una vuelta propia.",
        "Limpió un audio que creíamos inservible.",
        "La mezcla se escucha bien en todos lados, hasta en el auto.",
        "Tradujo el humor, que era lo más difícil.",
    ],
    trades: &[
        Trade {
            slug: "produccion-musical",
            offers: &[
                (
                    "Produzco tu canción de la maqueta al máster",
                    "Traés una melodía grabada en el celular y te llevás un tema terminado. Arreglos, músicos de sesión, mezcla y máster.",
                ),
                (
                    "Mezclo y masterizo tu tema para plataformas",
                    "Voces al frente, bajos que no tapan y volumen justo para Spotify. Dos revisiones con oídos descansados.",
                ),
                (
                    "Hago bases de trap, cumbia y electrónica",
                    "Bases originales con los canales separados, listas para grabar arriba. Exclusivas: una vez vendidas, no se repiten.",
                ),
                (
                    "Produzco tu podcast con identidad sonora",
                    "Cortina, separadores, mezcla y un sonido parejo entre invitados. Lo subo y te olvidás.",
                ),
            ],
            includes: &[
                "sesión ordenada por canales",
                "máster para plataformas",
                "versión instrumental",
                "dos revisiones",
                "músicos de sesión",
                "asesoría de lanzamiento",
            ],
            packages: [
                "Mezcla o base de un tema.",
                "Producción de un tema con mezcla y máster.",
                "EP de cuatro temas con músicos y asesoría de lanzamiento.",
            ],
            tags: &["producción", "mezcla", "máster", "beats", "música", "podcast"],
            price: (50, 160),
            days: (4, 14),
        },
        Trade {
            slug: "locucion",
            offers: &[
                (
                    "Grabo locuciones comerciales en español rioplatense",
                    "Voz cercana y clara, desde cabina tratada. Entrego en 24 horas con dos intenciones distintas.",
                ),
                (
                    "Locuto en español neutro para toda Latinoamérica",
                    "Institucionales, e-learning y contestadores. Dicción limpia, sin acento marcado y con ritmo natural.",
                ),
                (
                    "Narro tu audiolibro capítulo por capítulo",
                    "Personajes diferenciados, respiraciones cuidadas y edición lista para las plataformas. Te mando una prueba de dos páginas.",
                ),
                (
                    "Grabo mensajes para tu central telefónica y redes",
                    "“Su llamada es importante” dicho como si fuera cierto. Paquetes de frases con música de fondo.",
                ),
            ],
            includes: &[
                "grabación en cabina",
                "dos intenciones",
                "limpieza y edición",
                "WAV y MP3",
                "corrección de guion",
                "derechos para redes",
            ],
            packages: [
                "Hasta 100 palabras.",
                "Hasta 500 palabras con música de fondo.",
                "Hasta 2.000 palabras, grabación dirigida y derechos para publicidad.",
            ],
            tags: &["locución", "voz", "spot", "audiolibro", "neutro", "ivr"],
            price: (15, 55),
            days: (1, 3),
        },
        Trade {
            slug: "jingles-y-musica-de-marca",
            offers: &[
                (
                    "Compongo el jingle de tu negocio",
                    "Ocho segundos que se quedan en la cabeza, letra incluida. Cumbia, rock, chamamé o lo que pida tu barrio.",
                ),
                (
                    "Creo la identidad sonora de tu marca",
                    "Logo sonoro, música de espera y fondos para tus videos, todo de la misma familia. Como un logo, pero para los oídos.",
                ),
                (
                    "Hago música para publicidades con letra original",
                    "Del brief a la maqueta en tres días. Cantantes profesionales y versiones de 10, 20 y 30 segundos.",
                ),
                (
                    "Grabo spots de radio completos",
                    "Guion, voces, música y efectos. Listo para mandar a la emisora con la norma que piden.",
                ),
            ],
            includes: &[
                "letra original",
                "maqueta previa",
                "voces profesionales",
                "tres duraciones",
                "cesión de derechos",
                "versión instrumental",
            ],
            packages: [
                "Logo sonoro de hasta 5 segundos.",
                "Jingle de hasta 20 segundos con voz.",
                "Identidad sonora completa con tres versiones y música de espera.",
            ],
            tags: &["jingle", "publicidad", "radio", "logo sonoro", "música"],
            price: (45, 140),
            days: (3, 9),
        },
        Trade {
            slug: "traduccion-y-localizacion",
            offers: &[
                (
                    "Traduzco del inglés al español sin que se note",
                    "Textos comerciales, técnicos o literarios con la misma naturalidad que el original. Glosario propio para tu marca.",
                ),
                (
                    "Traduzco entre español y portugués de Brasil",
                    "Viví seis años en São Paulo y sé que “exquisito” no es un halago. Contratos, sitios y atención al cliente.",
                ),
                (
                    "Localizo tu app o videojuego para Latinoamérica",
                    "Cadenas, variables, plurales y chistes. Pruebo en pantalla para que nada se corte.",
                ),
                (
                    "Hago traducciones públicas con validez legal",
                    "Títulos, partidas y contratos firmados con matrícula y con legalización del Colegio.",
                ),
            ],
            includes: &[
                "glosario de términos",
                "revisión de un segundo lector",
                "formato original respetado",
                "memoria de traducción",
                "prueba en pantalla",
                "confidencialidad",
            ],
            packages: [
                "Hasta 500 palabras.",
                "Hasta 2.500 palabras con revisión.",
                "Hasta 10.000 palabras, glosario y memoria de traducción.",
            ],
            tags: &["traducción", "inglés", "portugués", "localización", "subtitulado", "traductor público"],
            price: (16, 60),
            days: (1, 5),
        },
        Trade {
            slug: "composicion-musical",
            offers: &[
                (
                    "Compongo la música de tu corto o documental",
                    "Veo el material con vos, marcamos los silencios y escribo una partitura que acompaña sin subrayar todo.",
                ),
                (
                    "Escribo una canción original para una ocasión especial",
                    "Casamientos, homenajes, cumpleaños redondos. Me contás la historia y la convierto en tres minutos que hacen llorar lindo.",
                ),
                (
                    "Hago arreglos para coro, cuerdas o banda",
                    "Partituras claras, con rangos cómodos y partes por instrumento. También maqueta para estudiar.",
                ),
                (
                    "Transcribo tu música a partitura",
                    "De la grabación al papel, con acordes y letra. Ideal para registrar en SADAIC.",
                ),
            ],
            includes: &[
                "maqueta antes de grabar",
                "partitura en PDF",
                "grabación con instrumentos reales",
                "stems separados",
                "cesión de derechos",
                "dos rondas de cambios",
            ],
            packages: [
                "Hasta 1 minuto de música o una transcripción.",
                "Hasta 3 minutos con arreglos.",
                "Hasta 12 minutos de música original con grabación.",
            ],
            tags: &["composición", "partitura", "cine", "canción", "arreglos", "banda sonora"],
            price: (40, 150),
            days: (4, 14),
        },
        Trade {
            slug: "edicion-de-audio",
            offers: &[
                (
                    "Limpio ruido, eco y zumbidos de tus audios",
                    "Ventiladores, colectivos, habitaciones vacías: lo que se puede sacar, lo saco. Te mando treinta segundos de prueba antes.",
                ),
                (
                    "Edito tu podcast semana a semana",
                    "Saco muletillas, emparejo volúmenes y armo el episodio con tus cortinas. Entrega en 48 horas.",
                ),
                (
                    "Sincronizo y mezclo el sonido de tu video",
                    "Diálogos claros, ambiente que acompaña y música en su lugar. Entrego stems para televisión si hace falta.",
                ),
                (
                    "Digitalizo casetes y vinilos con restauración",
                    "La voz de tu abuela, tu primera banda: transfiero, limpio clics y te lo dejo en WAV y MP3.",
                ),
            ],
            includes: &[
                "prueba sin cargo",
                "reducción de ruido",
                "normalización por norma",
                "WAV y MP3",
                "marcas de capítulo",
                "notas del episodio",
            ],
            packages: [
                "Hasta 15 minutos de audio.",
                "Hasta 60 minutos con edición completa.",
                "Cuatro episodios al mes con clips para redes.",
            ],
            tags: &["audio", "podcast", "limpieza de audio", "mezcla", "restauración"],
            price: (14, 45),
            days: (1, 4),
        },
        Trade {
            slug: "sonido-para-videojuegos",
            offers: &[
                (
                    "Diseño los efectos de sonido de tu juego",
                    "Saltos, golpes, menús y ambientes con carácter propio. Los integro en FMOD o directo en tu motor.",
                ),
                (
                    "Compongo música adaptativa para videojuegos",
                    "Capas que entran y salen según lo que hace el jugador. Bucles perfectos y transiciones musicales.",
                ),
                (
                    "Grabo voces para tus personajes",
                    "Elenco pequeño, dirección y archivos listos por línea de diálogo. Español neutro o con tonada, vos elegís.",
                ),
                (
                    "Hago chiptune y sonido retro de 8 bits",
                    "Compuesto con las limitaciones de verdad, para que suene a cartucho y no a filtro.",
                ),
            ],
            includes: &[
                "bucles sin cortes",
                "integración en el motor",
                "archivos por evento",
                "variaciones aleatorias",
                "mezcla adaptativa",
                "derechos para publicar",
            ],
            packages: [
                "10 efectos o 1 minuto de música.",
                "40 efectos y tres temas en bucle.",
                "Sonido completo con integración y voces.",
            ],
            tags: &["videojuegos", "fmod", "efectos", "chiptune", "música adaptativa", "gamedev"],
            price: (35, 120),
            days: (3, 12),
        },
    ],
};
