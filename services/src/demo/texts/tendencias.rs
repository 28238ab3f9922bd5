//! Demo texts of Tendencias.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "tendencias",
    titles: &[
        "Ingeniera de inteligencia artificial",
        "Desarrollador de chatbots",
        "Especialista en blockchain",
        "Creadora de experiencias inmersivas",
        "Consultor en automatización con IA",
    ],
    skills: &[
        "Python",
        "LLM",
        "RAG",
        "n8n",
        "WhatsApp Business API",
        "Solidity",
        "Unity",
        "WebXR",
        "Blender",
        "LangChain",
        "Prompting",
        "Smart contracts",
    ],
    bios: &[
        "Trabajo con modelos de lenguaje desde antes de que fueran noticia. Me gusta explicar en criollo qué se puede automatizar y qué todavía conviene que lo haga una persona.",
        "Vengo del desarrollo de software tradicional y hace cuatro años me metí de lleno en tecnologías nuevas. Prometo poco y pruebo mucho antes de entregar.",
        "Armo prototipos rápidos para que decidas con algo andando en la mano y no con una presentación. Si la idea no cierra, te lo digo el primer día.",
    ],
    processes: &[
        "Arranco siempre con una charla corta para entender el problema; si veo que no te hace falta lo que pedís, te lo digo antes de cobrarte nada.",
        "Trabajo por etapas: prototipo, prueba con datos reales tuyos y versión final. En cada una ves algo funcionando.",
        "Te muestro avances cada dos días por la sala del contrato, con videos cortos para que no tengas que instalar nada.",
        "Documento todo en español y sin vueltas: qué hace, qué no hace, cuánto cuesta mantenerlo por mes.",
        "Los accesos y las claves quedan a tu nombre desde el primer día. Yo solo entro mientras dura el trabajo.",
    ],
    closings: &[
        "Antes de comprar escribime dos líneas con tu caso y te digo si este paquete te alcanza.",
        "Si tenés dudas sobre los costos de las API, preguntame: te armo una estimación mensual sin cargo.",
        "Tené a mano ejemplos reales (con datos inventados está bien): con eso avanzamos el doble de rápido.",
        "Ideal para pymes y equipos chicos que quieren probar sin hipotecarse.",
    ],
    faq: &[
        (
            "¿Qué pasa con mis datos?",
            "Se usan solo para tu proyecto y se borran de mis equipos al cerrar el contrato. Si hace falta, firmo un acuerdo de confidencialidad.",
        ),
        (
            "¿Los costos de las API están incluidos?",
            "No: van por cuenta tuya y directo al proveedor. Antes de empezar te paso una estimación mensual.",
        ),
        (
            "¿Puedo pedir cambios después de la entrega?",
            "Sí, dentro de las revisiones del paquete. Si aparece algo nuevo lo cotizamos como un agregado.",
        ),
        (
            "¿Me lo dejás funcionando?",
            "Sí. La entrega incluye la instalación en tu servidor o tu cuenta y una videollamada para mostrarte cómo se usa.",
        ),
        (
            "No sé nada de tecnología, ¿igual sirve?",
            "Claro. Te lo explico sin jerga y te dejo una guía corta con capturas.",
        ),
    ],
    praise: &[
        "Lo que me pareció ciencia ficción terminó siendo una herramienta que uso todos los días.",
        "Me explicó con paciencia qué se podía y qué no, y cumplió con todo lo que dijo.",
        "El prototipo anduvo desde el primer día y después solo hubo que pulir detalles.",
        "Nos ahorró como diez horas por semana de trabajo repetido.",
        "Me dejó todo documentado y en cuentas mías, sin dependencias raras.",
        "Al principio desconfiaba del tema y terminé pidiéndole un segundo proyecto.",
    ],
    trades: &[
        Trade {
            slug: "servicios-de-ia",
            offers: &[
                (
                    "Automatizo tareas repetitivas de tu pyme con IA",
                    "¿Cuántas horas por semana se van en copiar datos, contestar lo mismo y armar planillas? Reviso cómo trabajan hoy y dejo andando dos o tres automatizaciones que se pagan solas.",
                ),
                (
                    "Armo un asistente que responde con tus propios documentos",
                    "Subís manuales, listas de precios o expedientes y tu equipo pregunta en lenguaje común. El asistente contesta citando la página de donde sacó cada dato, así nadie tiene que confiar a ciegas.",
                ),
                (
                    "Capacito a tu equipo para usar IA en el trabajo de todos los días",
                    "Un taller práctico con los casos de ustedes: propuestas, mails, planillas, atención. Nada de diapositivas futuristas; al terminar cada persona se lleva sus propias plantillas.",
                ),
                (
                    "Clasifico y resumo miles de comentarios de clientes con IA",
                    "Encuestas, reseñas, reclamos de WhatsApp: los ordeno por tema y por ánimo y te entrego un tablero con lo que más molesta y lo que más gusta, con citas textuales.",
                ),
            ],
            includes: &[
                "relevamiento de una hora por videollamada",
                "flujo funcionando en tus cuentas",
                "guía de uso en español",
                "estimación de costo mensual",
                "dos semanas de ajustes",
                "pruebas con datos reales",
            ],
            packages: [
                "Un proceso automatizado o analizado, con guía de uso.",
                "Hasta tres procesos conectados entre sí, con tablero de control y capacitación de una hora.",
                "Relevamiento completo, hasta seis procesos, capacitación al equipo y un mes de acompañamiento.",
            ],
            tags: &["ia", "automatización", "n8n", "chatgpt", "productividad", "asistente"],
            price: (95, 190),
            days: (4, 9),
        },
        Trade {
            slug: "criptomonedas-y-blockchain",
            offers: &[
                (
                    "Programo y audito tu smart contract en Solidity",
                    "Contratos claros, con pruebas y comentarios, listos para desplegar en Ethereum, Polygon o Base. Antes de la red principal corremos todo en una red de prueba y te muestro cada función.",
                ),
                (
                    "Integro cobros en USDT y USDC en tu tienda",
                    "Tus clientes pagan en dólares digitales y vos ves la orden confirmada al instante. Configuro la pasarela, los avisos y un reporte para tu contador.",
                ),
                (
                    "Explico cripto desde cero para tu emprendimiento",
                    "Tres encuentros para entender billeteras, comisiones, riesgos y cómo declarar lo que cobrás. Sin promesas de ganancias: solo herramientas para que no te estafen.",
                ),
                (
                    "Desarrollo el panel web de tu proyecto blockchain",
                    "Conexión de billeteras, saldos, transacciones e historial en una interfaz que tu tía podría usar. React, TypeScript y buenas prácticas de seguridad.",
                ),
            ],
            includes: &[
                "código en tu repositorio",
                "pruebas automáticas",
                "despliegue en red de prueba",
                "informe de seguridad en castellano",
                "videollamada de entrega",
                "manual para tu equipo",
            ],
            packages: [
                "Contrato o integración simple, con pruebas básicas.",
                "Desarrollo completo con pruebas, red de prueba y documentación.",
                "Todo lo anterior más despliegue en la red principal, informe de seguridad y 30 días de soporte.",
            ],
            tags: &["blockchain", "solidity", "usdt", "web3", "smart contract", "ethereum"],
            price: (140, 320),
            days: (6, 14),
        },
        Trade {
            slug: "nft",
            offers: &[
                (
                    "Ilustro tu colección NFT con rasgos combinables",
                    "Personajes con capas pensadas para combinarse sin que nada se pise: fondos, ropa, gestos y accesorios. Te entrego también la tabla de rarezas y una vista previa de cien combinaciones.",
                ),
                (
                    "Preparo y publico tu colección NFT de punta a punta",
                    "Vos traés el arte y yo me ocupo del contrato, los metadatos, el almacenamiento y la página de acuñación. Lo probamos juntos antes de abrirla al público.",
                ),
                (
                    "Convierto tus obras digitales en NFT con certificado",
                    "Para artistas que quieren vender ediciones limitadas sin meterse en lo técnico. Subo las obras, escribo las fichas y te dejo la billetera lista y a tu nombre.",
                ),
                (
                    "Diseño entradas y credenciales NFT para tu evento",
                    "Entradas que no se pueden falsificar y que después quedan de recuerdo. Incluye el diseño, la emisión y el control en la puerta con un celular.",
                ),
            ],
            includes: &[
                "archivos en alta resolución",
                "metadatos listos para publicar",
                "vista previa de la colección",
                "billetera configurada a tu nombre",
                "derechos de uso cedidos",
                "guía para vender",
            ],
            packages: [
                "Hasta 3 piezas únicas o la preparación de una serie chica.",
                "Colección de hasta 100 combinaciones con metadatos.",
                "Colección de hasta 1.000, contrato publicado y página de acuñación.",
            ],
            tags: &["nft", "arte digital", "coleccionables", "ilustración", "opensea"],
            price: (60, 180),
            days: (5, 12),
        },
        Trade {
            slug: "desarrollo-de-chatbots",
            offers: &[
                (
                    "Armo un chatbot de WhatsApp que toma pedidos y turnos",
                    "Tu negocio contesta a las tres de la mañana y a la mañana siguiente tenés los pedidos en una planilla. Cuando el cliente quiere hablar con una persona, el bot se corre y te avisa.",
                ),
                (
                    "Creo un bot de atención para Instagram y tu web",
                    "Responde precios, horarios y stock con el tono de tu marca, y deriva los casos difíciles. Lo entreno con tus conversaciones reales, no con un guion genérico.",
                ),
                (
                    "Conecto tu chatbot con Tiendanube o Mercado Libre",
                    "Que el cliente pregunte por su pedido y reciba el estado sin que nadie busque nada. Sincronizo stock, precios y envíos, y dejo registros para que audites cada respuesta.",
                ),
                (
                    "Mejoro tu chatbot actual para que deje de dar vueltas",
                    "Si tu bot repite “no entendí tu consulta”, hay arreglo. Leo las conversaciones, detecto dónde se traba la gente y rehago los flujos que más consultas pierden.",
                ),
            ],
            includes: &[
                "diseño de la conversación",
                "tono de tu marca",
                "derivación a una persona",
                "panel con estadísticas",
                "pruebas con clientes reales",
                "un mes de ajustes",
            ],
            packages: [
                "Hasta 10 preguntas frecuentes en un canal.",
                "Flujos de pedido o turno, dos canales y planilla conectada.",
                "Integración con tu tienda o sistema, tres canales y soporte por 60 días.",
            ],
            tags: &["chatbot", "whatsapp", "atención al cliente", "bot", "instagram", "automatización"],
            price: (80, 170),
            days: (5, 10),
        },
        Trade {
            slug: "realidad-virtual",
            offers: &[
                (
                    "Creo un recorrido virtual 360 de tu local o propiedad",
                    "La gente camina por tu espacio desde el celular, sin descargar nada. Fotos 360 retocadas, puntos de información y un enlace para pegar en tu web o en Zonaprop.",
                ),
                (
                    "Desarrollo una experiencia en realidad aumentada para tu marca",
                    "Apuntás el celular al envase y aparece la historia del producto. Funciona en el navegador, así nadie tiene que instalar una aplicación.",
                ),
                (
                    "Programo simulaciones de capacitación para Meta Quest",
                    "Entrená maniobras peligrosas sin ningún riesgo: incendios, alturas, máquinas. Diseñamos el escenario con tu responsable de seguridad e higiene.",
                ),
                (
                    "Modelo tu proyecto de arquitectura para recorrerlo en VR",
                    "Del plano a la puerta de calle: tu cliente entra a la casa antes de que exista. Materiales, luz natural según la hora y muebles a escala.",
                ),
            ],
            includes: &[
                "guion de la experiencia",
                "modelos optimizados",
                "compatible con celular",
                "enlace para compartir",
                "archivos fuente",
                "prueba con usuarios",
            ],
            packages: [
                "Una escena o ambiente, navegable desde el celular.",
                "Hasta cinco escenas con puntos interactivos y sonido.",
                "Experiencia completa para visor, con menú, métricas y dos rondas de prueba.",
            ],
            tags: &["realidad virtual", "360", "realidad aumentada", "unity", "arquitectura", "meta quest"],
            price: (120, 300),
            days: (7, 18),
        },
    ],
};
