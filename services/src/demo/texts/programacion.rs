//! Demo texts of Programación.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "programacion",
    titles: &[
        "Desarrolladora full stack",
        "Programador backend",
        "Desarrollador móvil",
        "Desarrolladora de videojuegos",
        "Analista de seguridad",
        "Tester QA",
        "Administrador de bases de datos",
    ],
    skills: &[
        "TypeScript",
        "React",
        "Node.js",
        "Rust",
        "Python",
        "PostgreSQL",
        "Flutter",
        "Kotlin",
        "Swift",
        "Unity",
        "WordPress",
        "Docker",
        "AWS",
        "Playwright",
    ],
    bios: &[
        "Programo hace doce años, los últimos seis de forma independiente. Escribo código aburrido a propósito: el que se entiende y no te despierta a la noche.",
        "Estudié sistemas y aprendí de verdad manteniendo sistemas de otros. Por eso documento, pruebo y dejo todo en tu repositorio.",
        "Me especializo en que lo lento ande rápido. Antes de tocar una línea mido, y después te muestro la diferencia.",
        "Trabajo con pymes y equipos de producto de toda la región. Respondo en el día y aviso antes de que algo se atrase.",
    ],
    processes: &[
        "Antes de escribir código acordamos una lista de lo que tiene que hacer; esa lista es la que después probás y aprobás.",
        "Vas a tener un enlace de prueba desde la primera semana para ver cómo crece.",
        "El código queda en tu repositorio con pruebas y una guía para levantarlo con un comando.",
        "Hago entregas chicas y frecuentes: si hay que cambiar de rumbo, cuesta poco.",
        "Me ocupo también del despliegue y te dejo los accesos ordenados en un documento.",
    ],
    closings: &[
        "Escribime con una captura o un enlace y te respondo con un plan concreto, sin compromiso.",
        "Si ya tenés algo empezado, lo reviso antes de cotizar; a veces alcanza con la mitad del trabajo.",
        "Factura C disponible y acuerdo de confidencialidad si lo necesitás.",
        "No dejo proyectos a medias: el último pago se libera cuando anda en tu servidor.",
    ],
    faq: &[
        (
            "¿El código queda para mí?",
            "Sí, completo y en tu repositorio desde el primer día. No uso licencias raras ni partes cerradas.",
        ),
        (
            "¿Das soporte después?",
            "Cada paquete incluye unos días de correcciones sin cargo. Después podemos acordar un abono mensual.",
        ),
        (
            "¿Trabajás sobre código de otra persona?",
            "Sí. Primero lo leo y te digo con franqueza en qué estado está y qué conviene.",
        ),
        (
            "¿Incluye el hosting y el dominio?",
            "No, pero te ayudo a contratarlos a tu nombre y los configuro sin costo extra.",
        ),
        (
            "¿Cómo vemos los avances?",
            "Tenés un entorno de prueba en línea y un resumen cada viernes en la sala del contrato.",
        ),
        (
            "¿Qué pasa si no funciona en mi servidor?",
            "La entrega se considera hecha cuando anda ahí. Si hay un problema del servidor, lo vemos juntos.",
        ),
    ],
    praise: &[
        "El sitio carga volando y se ve impecable en el celular.",
        "Encontró en una tarde un error que arrastrábamos hacía meses.",
        "El código quedó tan prolijo que nuestro equipo lo siguió sin problemas.",
        "Propuso una solución más simple que la que pedíamos y salió más barata.",
        "Cada avance se podía probar en línea, así que nunca hubo sorpresas.",
        "Dejó pruebas automáticas y una guía clara, algo que casi nadie hace.",
        "Cuando algo no convenía lo decía de frente, y eso vale muchísimo.",
    ],
    trades: &[
        Trade {
            slug: "desarrollo-web",
            offers: &[
                (
                    "Desarrollo tu sitio web rápido, claro y fácil de editar",
                    "Páginas que abren en menos de dos segundos con datos móviles flojos. Vos cambiás textos y fotos desde un panel simple, sin llamarme cada vez.",
                ),
                (
                    "Programo una aplicación web a medida con React y Rust",
                    "Turnos, stock, expedientes: pasamos tu planilla infinita a un sistema que usan varias personas a la vez. Con usuarios, permisos y copias de seguridad.",
                ),
                (
                    "Acelero tu WordPress y arreglo lo que se rompió",
                    "Limpio complementos, optimizo imágenes y base, y dejo el puntaje de rendimiento en verde. Te muestro el antes y el después con números.",
                ),
                (
                    "Hago landing pages que convierten visitas en consultas",
                    "Una página, un objetivo, un botón. Texto, diseño y medición incluidos para que sepas cuánto te cuesta cada contacto.",
                ),
                (
                    "Conecto tu web con Mercado Pago, ARCA y tu CRM",
                    "Que el pago se acredite, la factura salga y el cliente quede cargado solo. Integraciones con reintentos y avisos cuando algo falla.",
                ),
            ],
            includes: &[
                "diseño adaptado a celulares",
                "panel para editar contenidos",
                "optimización de velocidad",
                "formulario de contacto",
                "analítica sin cookies molestas",
                "despliegue y certificado",
                "capacitación de una hora",
            ],
            packages: [
                "Página única con formulario y medición.",
                "Sitio de hasta seis secciones con panel de edición.",
                "Aplicación a medida con usuarios, base de datos e integraciones.",
            ],
            tags: &["web", "react", "wordpress", "landing", "frontend", "full stack"],
            price: (110, 260),
            days: (5, 14),
        },
        Trade {
            slug: "desarrollo-movil",
            offers: &[
                (
                    "Desarrollo tu app para Android y iPhone con Flutter",
                    "Un solo código, dos tiendas. Arrancamos con lo indispensable, la publicamos y la hacemos crecer con lo que pidan tus usuarios.",
                ),
                (
                    "Programo apps Android nativas en Kotlin",
                    "Para cuando necesitás cámara, Bluetooth o que ande sin conexión en el medio del campo. Jetpack Compose y arquitectura limpia.",
                ),
                (
                    "Publico tu app en Google Play y App Store sin rechazos",
                    "Fichas, capturas, políticas de privacidad y pruebas cerradas: me ocupo del papeleo digital y de contestarle a los revisores.",
                ),
                (
                    "Rescato tu app abandonada y la actualizo",
                    "Dependencias viejas, tiendas que amenazan con darla de baja, errores que nadie mira. La pongo al día y te dejo un plan de mantenimiento.",
                ),
            ],
            includes: &[
                "diseño de pantallas",
                "publicación en tiendas",
                "notificaciones push",
                "funciona sin conexión",
                "código en tu repositorio",
                "métricas de uso",
            ],
            packages: [
                "Prototipo navegable con hasta 4 pantallas.",
                "App con hasta 10 pantallas, ingreso de usuarios y publicación.",
                "App completa con panel de administración, pagos y 60 días de soporte.",
            ],
            tags: &["app", "flutter", "android", "ios", "kotlin", "móvil"],
            price: (180, 420),
            days: (10, 25),
        },
        Trade {
            slug: "desarrollo-de-escritorio",
            offers: &[
                (
                    "Programo sistemas de escritorio para tu comercio",
                    "Ventas, caja, stock y cuentas corrientes que siguen andando cuando se corta internet. Instalador simple y copia de seguridad automática.",
                ),
                (
                    "Paso tu viejo sistema en Access o Visual Basic a algo moderno",
                    "Conservo los datos y la forma de trabajar que tu gente ya conoce, pero en un programa que se puede mantener. Migración probada dos veces antes del cambio.",
                ),
                (
                    "Creo herramientas de escritorio para Windows y Linux",
                    "Lectores de balanzas, etiquetadoras, conversores de archivos: esos programas chiquitos que te ahorran una tarde por semana.",
                ),
                (
                    "Integro impresoras fiscales y lectores en tu programa",
                    "Conozco los manuales que nadie quiere leer. Dejo la impresora fiscal, el lector y el cajón andando juntos.",
                ),
            ],
            includes: &[
                "instalador firmado",
                "copias de seguridad",
                "manual con capturas",
                "migración de datos",
                "actualizaciones automáticas",
                "soporte remoto",
            ],
            packages: [
                "Herramienta simple de una pantalla.",
                "Sistema con base de datos, reportes y hasta 3 puestos.",
                "Sistema completo con migración de datos, fiscal y capacitación.",
            ],
            tags: &["escritorio", "windows", "sistema", "stock", "tauri", "punto de venta"],
            price: (130, 300),
            days: (8, 20),
        },
        Trade {
            slug: "videojuegos",
            offers: &[
                (
                    "Desarrollo tu videojuego 2D en Godot o Unity",
                    "Del prototipo en papel al ejecutable. Programo mecánicas que se sienten bien en la mano, con código que después podés ampliar.",
                ),
                (
                    "Hago juegos promocionales para marcas y eventos",
                    "Un minijuego para el stand o la web, con ranking y captura de contactos. Carga rápido y se juega con una mano.",
                ),
                (
                    "Programo el multijugador de tu juego",
                    "Salas, emparejamiento y sincronización sin saltos. Pruebo con latencia de verdad, no con dos ventanas en la misma máquina.",
                ),
                (
                    "Diseño niveles y equilibrio la dificultad de tu juego",
                    "Juego, mido y ajusto: curvas de dificultad, economía y recompensas. Te entrego un informe con videos de gente jugando.",
                ),
            ],
            includes: &[
                "documento de diseño",
                "código fuente",
                "ejecutable para PC o web",
                "controles configurables",
                "pruebas con jugadores",
                "integración de arte y sonido",
            ],
            packages: [
                "Prototipo jugable de una mecánica.",
                "Juego corto con tres niveles y menú.",
                "Juego con diez niveles, guardado, ranking y publicación.",
            ],
            tags: &["videojuegos", "unity", "godot", "2d", "gamedev", "indie"],
            price: (120, 280),
            days: (8, 22),
        },
        Trade {
            slug: "e-commerce",
            offers: &[
                (
                    "Armo tu Tiendanube lista para vender en una semana",
                    "Diseño, categorías, medios de pago, envíos y los primeros treinta productos cargados. Terminás con una tienda abierta y sabiendo manejarla.",
                ),
                (
                    "Desarrollo tiendas en WooCommerce y Shopify a medida",
                    "Cuando la plantilla ya te queda chica: talles, mayoristas, listas de precios, combos. Todo medido y rápido.",
                ),
                (
                    "Sincronizo tu stock entre local, web y Mercado Libre",
                    "Vendés en un canal y se descuenta en todos. Se termina el “uh, no me quedaba” y las cancelaciones que bajan la reputación.",
                ),
                (
                    "Mejoro la conversión de tu tienda online",
                    "Reviso dónde se te va la gente, arreglo el checkout y las fichas, y probamos cambios con números. Solo cobro lo que se puede medir.",
                ),
            ],
            includes: &[
                "carga de productos",
                "medios de pago y envíos",
                "diseño con tu marca",
                "correos automáticos",
                "píxel y analítica",
                "capacitación grabada",
            ],
            packages: [
                "Tienda configurada con 15 productos.",
                "Tienda con diseño propio, 50 productos y correos automáticos.",
                "Tienda a medida con integraciones, mayoristas y 30 días de soporte.",
            ],
            tags: &["ecommerce", "tiendanube", "shopify", "woocommerce", "tienda online", "mercado libre"],
            price: (120, 250),
            days: (5, 12),
        },
        Trade {
            slug: "bases-de-datos",
            offers: &[
                (
                    "Optimizo consultas lentas en PostgreSQL y MySQL",
                    "Mandame la consulta y el plan de ejecución; te devuelvo índices, reescritura y la medición. Lo habitual es pasar de segundos a milisegundos.",
                ),
                (
                    "Diseño la base de datos de tu sistema desde cero",
                    "Un modelo que no deja entrar datos rotos y que se entiende mirando el diagrama. Con migraciones versionadas.",
                ),
                (
                    "Migro tus planillas de Excel a una base ordenada",
                    "Limpio duplicados, unifico nombres y armo consultas y formularios para que nadie vuelva a romper la fórmula de la columna H.",
                ),
                (
                    "Configuro réplicas, copias y monitoreo de tu base",
                    "Respaldo automático que se prueba solo todas las semanas. Porque una copia que nunca se restauró es una esperanza, no una copia.",
                ),
            ],
            includes: &[
                "diagrama del modelo",
                "migraciones versionadas",
                "informe de rendimiento",
                "copias de seguridad",
                "índices justificados",
                "sesión de traspaso",
            ],
            packages: [
                "Diagnóstico o hasta 3 consultas optimizadas.",
                "Diseño o migración de hasta 15 tablas.",
                "Base completa con réplicas, copias probadas y tablero de monitoreo.",
            ],
            tags: &["postgresql", "mysql", "sql", "bases de datos", "optimización", "excel"],
            price: (70, 180),
            days: (3, 8),
        },
        Trade {
            slug: "ciberseguridad",
            offers: &[
                (
                    "Hago una prueba de intrusión a tu sitio o aplicación",
                    "Busco lo que buscaría un atacante, con tu permiso y por escrito. Informe en castellano con riesgos ordenados y cómo cerrar cada uno.",
                ),
                (
                    "Limpio tu sitio hackeado y lo dejo protegido",
                    "Saco el código malicioso, recupero el posicionamiento y cierro la puerta por donde entraron. Empiezo el mismo día.",
                ),
                (
                    "Capacito a tu equipo contra el phishing y los engaños",
                    "Simulamos un ataque real, medimos y después lo charlamos sin retar a nadie. A los tres meses repetimos y comparamos.",
                ),
                (
                    "Ordeno accesos, claves y copias de tu empresa",
                    "Gestor de contraseñas, doble factor, permisos por rol y un plan para el día malo. En dos semanas dormís mejor.",
                ),
            ],
            includes: &[
                "informe técnico y ejecutivo",
                "prioridades por riesgo",
                "verificación posterior",
                "acuerdo de confidencialidad",
                "lista de arreglos paso a paso",
                "reunión de cierre",
            ],
            packages: [
                "Revisión básica con las diez fallas más comunes.",
                "Prueba de intrusión de una aplicación con informe.",
                "Prueba completa, acompañamiento en los arreglos y verificación final.",
            ],
            tags: &["seguridad", "pentest", "owasp", "hackeo", "phishing", "doble factor"],
            price: (120, 290),
            days: (4, 10),
        },
        Trade {
            slug: "aplicaciones-de-ia",
            offers: &[
                (
                    "Integro modelos de lenguaje en tu aplicación",
                    "Búsqueda inteligente, respuestas con tus datos, resúmenes: lo sumo a tu sistema con límites de gasto y registros de cada llamada.",
                ),
                (
                    "Desarrollo visión por computadora para tu fábrica",
                    "Contar cajas, detectar defectos, leer patentes. Entreno con tus cámaras y tus luces, que es donde fallan las demos.",
                ),
                (
                    "Creo un sistema de recomendaciones para tu tienda",
                    "“Quienes compraron esto también llevaron…” con tus ventas reales. Se mide contra lo que tenías antes.",
                ),
                (
                    "Extraigo datos de facturas y remitos con IA",
                    "Del PDF torcido a la planilla, con validación de CUIT y totales. Lo dudoso queda marcado para que lo mire una persona.",
                ),
            ],
            includes: &[
                "prototipo en la primera semana",
                "evaluación con tus datos",
                "límite de gasto configurable",
                "API documentada",
                "despliegue en tu nube",
                "tablero de calidad",
            ],
            packages: [
                "Prueba de concepto con una muestra de tus datos.",
                "Integración en producción con métricas.",
                "Sistema completo con reentrenamiento, panel y 60 días de soporte.",
            ],
            tags: &["ia", "machine learning", "llm", "visión artificial", "ocr", "python"],
            price: (160, 380),
            days: (7, 18),
        },
        Trade {
            slug: "scripts-y-utilidades",
            offers: &[
                (
                    "Escribo scripts en Python que te ahorran horas",
                    "Renombrar mil archivos, cruzar dos planillas, bajar reportes todas las mañanas. Contame la tarea y te digo en cuánto queda resuelta.",
                ),
                (
                    "Automatizo tus Google Sheets con Apps Script",
                    "Botones que mandan mails, planillas que se completan solas y avisos cuando algo vence. Queda dentro de tu cuenta.",
                ),
                (
                    "Hago web scraping ético de datos públicos",
                    "Precios, licitaciones, boletín oficial: datos limpios en CSV con la frecuencia que necesites, respetando términos y límites.",
                ),
                (
                    "Armo bots de Telegram y tareas programadas",
                    "Avisos de stock, cotizaciones, turnos liberados. Corre en un servidor de pocos dólares y te despreocupás.",
                ),
            ],
            includes: &[
                "código comentado",
                "instalación incluida",
                "registro de errores",
                "guía de una página",
                "prueba con tus archivos",
                "ajustes por 15 días",
            ],
            packages: [
                "Un script para una tarea puntual.",
                "Script con programación automática y avisos.",
                "Conjunto de hasta cinco automatizaciones conectadas.",
            ],
            tags: &["python", "automatización", "google sheets", "scraping", "bot", "excel"],
            price: (22, 70),
            days: (1, 4),
        },
        Trade {
            slug: "testing-y-qa",
            offers: &[
                (
                    "Pruebo tu aplicación y te entrego los errores con video",
                    "La uso como la usaría alguien apurado y con el dedo gordo. Cada error viene con pasos, captura, gravedad y dispositivo.",
                ),
                (
                    "Automatizo pruebas de punta a punta con Playwright",
                    "Registro, compra, pago: que la máquina los repita en cada cambio y te avise antes que tus clientes. Corre en tu integración continua.",
                ),
                (
                    "Hago pruebas de carga antes de tu lanzamiento",
                    "¿Aguanta mil personas a la vez? Lo averiguamos un martes tranquilo y no el día del Hot Sale. Informe con cuellos de botella.",
                ),
                (
                    "Reviso la accesibilidad de tu sitio según WCAG",
                    "Teclado, lector de pantalla, contraste y formularios. Te marco qué arreglar primero y cómo, con ejemplos de código.",
                ),
            ],
            includes: &[
                "casos de prueba escritos",
                "videos de cada error",
                "informe priorizado",
                "prueba en cinco dispositivos",
                "integración continua",
                "segunda vuelta de control",
            ],
            packages: [
                "Una sesión de prueba exploratoria con informe.",
                "Prueba completa en 5 dispositivos y segunda vuelta.",
                "Suite automatizada de hasta 25 recorridos con integración continua.",
            ],
            tags: &["qa", "testing", "playwright", "pruebas", "accesibilidad", "carga"],
            price: (45, 130),
            days: (2, 7),
        },
    ],
};
