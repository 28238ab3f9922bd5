//! Demo texts of Artes gráficas.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "artes-graficas",
    titles: &[
        "Diseñadora gráfica",
        "Ilustradora",
        "Diseñador de marcas",
        "Director de arte",
        "Tipógrafo y letrista",
        "Diseñadora editorial",
    ],
    skills: &[
        "Illustrator",
        "Photoshop",
        "InDesign",
        "Figma",
        "Procreate",
        "Branding",
        "Tipografía",
        "Packaging",
        "Preimpresión",
        "Ilustración",
        "Lettering",
        "Dirección de arte",
    ],
    bios: &[
        "Once años de oficio entre estudio propio y agencias. Me interesan las marcas chicas con algo verdadero para contar.",
        "Empecé pintando carteles de almacén con mi viejo y hoy dibujo identidades para bodegas, bandas y cooperativas. Pienso siempre en cómo se va a ver impreso.",
        "Ilustro y diseño para todo el continente. Entrego archivos ordenados: tu imprenta me lo va a agradecer.",
        "Creo que un buen diseño se explica en una frase. Si necesita un párrafo, hay que volver a la mesa.",
    ],
    processes: &[
        "Primero te mando un cuestionario corto y un tablero de referencias; recién cuando coincidimos en el rumbo me pongo a dibujar.",
        "Presento dos caminos distintos, con el porqué de cada uno. Elegís uno y lo llevamos hasta el final.",
        "Muestro avances en blanco y negro antes del color, así discutimos la forma y no el gusto.",
        "Todo sale revisado: ortografía, sangrado, perfiles de color y textos trazados.",
        "Trabajo con archivos ordenados y capas con nombre. Si mañana lo edita otra persona, no va a sufrir.",
    ],
    closings: &[
        "Contame tu proyecto antes de comprar y te digo con sinceridad cuál paquete te conviene.",
        "Si ya tenés imprenta, pasame sus especificaciones y lo dejo listo para ellos.",
        "No uso bancos de logos ni plantillas: lo que te llevás es tuyo y de nadie más.",
        "Los derechos de uso quedan cedidos por escrito con la entrega final.",
    ],
    faq: &[
        (
            "¿En qué formatos entregás?",
            "AI o PDF editable, SVG, PNG con fondo transparente y JPG. Si necesitás otro, pedilo.",
        ),
        (
            "¿Qué necesitás para empezar?",
            "Una idea de lo que buscás, los textos y dos o tres ejemplos que te gusten, aunque sean de otro rubro.",
        ),
        (
            "¿Cuántos cambios puedo pedir?",
            "Los que dice cada paquete. Una ronda es una lista de cambios juntos, no un cambio suelto.",
        ),
        (
            "¿Trabajás con la imprenta?",
            "Sí, hablo directo con ellos, pido prueba de color y reviso el archivo de máquina.",
        ),
        ("¿Hacés urgencias?", "Si la agenda lo permite, sí. Escribime antes y coordinamos fecha y recargo."),
        (
            "¿El archivo editable es mío?",
            "Sí, en todos los paquetes que dicen “editables” te llevás el original con sus fuentes indicadas.",
        ),
    ],
    praise: &[
        "Entendió lo que queríamos aunque nosotros no sabíamos explicarlo.",
        "La primera propuesta ya estaba para enmarcar; igual la mejoramos entre los dos.",
        "Mis clientes me preguntan todo el tiempo quién me hizo el diseño.",
        "En la imprenta me felicitaron por cómo venía armado el archivo.",
        "Los colores salieron impresos igualitos a la pantalla, cosa que nunca me había pasado.",
        "Tiene una mano increíble para los detalles chiquitos.",
        "Cuidó la marca como si fuera propia.",
    ],
    trades: &[
        Trade {
            slug: "diseno-de-logos-e-identidad-de-marca",
            offers: &[
                (
                    "Diseño el logo de tu marca con manual de uso",
                    "Un logo que funcione en la vidriera, en el sello de goma y en la foto de perfil. Te lo entrego con un manual corto que cualquiera puede seguir.",
                ),
                (
                    "Creo la identidad completa de tu emprendimiento",
                    "Nombre visual, paleta, tipografías, tarjeta, etiquetas y plantillas para redes. Todo conversa entre sí para que tu marca parezca lo que ya es: seria.",
                ),
                (
                    "Rediseño tu logo sin perder lo que la gente reconoce",
                    "Hay marcas que no necesitan empezar de nuevo, sino una buena peluquería. Conservo lo que tus clientes recuerdan y arreglo lo que no se lee.",
                ),
                (
                    "Hago logotipos de letras dibujadas a mano",
                    "Lettering original para bares, bandas, panaderías y marcas con carácter. Boceto en papel, vectorizo y ajusto cada curva.",
                ),
                (
                    "Diseño la marca de tu cooperativa o comercio de barrio",
                    "Conozco los presupuestos ajustados y las persianas que hay que pintar. Marca simple, a dos tintas, pensada para durar veinte años.",
                ),
            ],
            includes: &[
                "logo en vectores",
                "versiones para fondo claro y oscuro",
                "paleta con códigos",
                "tipografías recomendadas",
                "manual de uso en PDF",
                "íconos para redes",
                "tarjeta personal",
            ],
            packages: [
                "Un logo en sus versiones básicas, listo para redes e imprenta.",
                "Logo con dos propuestas, paleta, tipografías y manual de 8 páginas.",
                "Identidad completa: logo, manual, papelería, plantillas para redes y etiqueta o cartel.",
            ],
            tags: &["logo", "branding", "identidad", "marca", "isologotipo", "diseño gráfico"],
            price: (70, 160),
            days: (4, 9),
        },
        Trade {
            slug: "brochures-y-catalogos",
            offers: &[
                (
                    "Diseño el catálogo de productos de tu empresa",
                    "Fichas claras, índice que se encuentra y fotos del mismo tamaño. Lo armo con estilos para que el año que viene solo cambies precios.",
                ),
                (
                    "Armo un brochure institucional que da ganas de leer",
                    "Menos párrafos y más aire. Ordeno lo que hacen, lo cuento en ocho páginas y queda listo para imprimir o mandar por mail.",
                ),
                (
                    "Diagramo folletos trípticos para imprimir",
                    "Plegado, sangrado y marcas de corte bien puestos: va directo a la imprenta sin que te llamen. Incluye una versión liviana para WhatsApp.",
                ),
                (
                    "Convierto tu lista de precios en un catálogo digital",
                    "Un PDF que se navega tocando, pesa poco y se abre en cualquier celular. Cada producto con su botón para pedir por WhatsApp.",
                ),
            ],
            includes: &[
                "diagramación con estilos",
                "retoque básico de fotos",
                "archivo para imprenta",
                "PDF liviano para compartir",
                "índice navegable",
                "plantilla editable",
            ],
            packages: [
                "Hasta 4 páginas o un tríptico.",
                "Hasta 16 páginas con retoque de fotos.",
                "Hasta 40 páginas, plantilla editable y control con la imprenta.",
            ],
            tags: &["catálogo", "brochure", "folleto", "tríptico", "editorial", "indesign"],
            price: (65, 140),
            days: (4, 10),
        },
        Trade {
            slug: "packaging-y-etiquetas",
            offers: &[
                (
                    "Diseño etiquetas para cerveza, vino o gin artesanal",
                    "Etiquetas que se distinguen en la heladera del bar y cumplen con lo que pide el INAL. Pienso en papel, barniz y en cómo se pega a mano.",
                ),
                (
                    "Creo el packaging de tu producto desde el troquel",
                    "Dibujo la caja, el plano de corte y la gráfica. Te mando una maqueta en papel para armar antes de gastar en la tirada.",
                ),
                (
                    "Diseño etiquetas para cosmética natural y velas",
                    "Una línea entera que se reconoce de lejos: cambia el color, se mantiene la familia. Textos legales y tabla de ingredientes prolijos.",
                ),
                (
                    "Rediseño el envase de tu alimento con rotulado frontal",
                    "Incorporo los sellos de la ley de etiquetado sin arruinar el frente. Dejo el archivo listo para tu convertidor de envases.",
                ),
            ],
            includes: &[
                "plano mecánico o troquel",
                "archivo listo para imprenta",
                "imagen 3D del envase",
                "textos legales ubicados",
                "código de barras",
                "adaptación a tres tamaños",
            ],
            packages: [
                "Una etiqueta en un tamaño.",
                "Línea de hasta tres variedades con imagen 3D.",
                "Línea completa de hasta ocho productos, caja y control de prueba de impresión.",
            ],
            tags: &["packaging", "etiquetas", "envase", "troquel", "cerveza artesanal", "cosmética"],
            price: (55, 150),
            days: (5, 11),
        },
        Trade {
            slug: "diseno-para-impresion",
            offers: &[
                (
                    "Preparo tus archivos para que la imprenta no los rebote",
                    "Sangrado, negro rico, fuentes trazadas, imágenes a 300: reviso todo y te devuelvo un PDF/X que entra en máquina a la primera.",
                ),
                (
                    "Diseño la gráfica de tu local, de la vidriera al ticket",
                    "Vinilos, carteles, menú, bolsa y sello con la misma mano. Voy con las medidas que me pases y te dejo todo a escala.",
                ),
                (
                    "Armo banners, lonas y stands para tu feria",
                    "Gráfica que se lee a diez metros y no se ve pixelada a uno. Entrego con ojales y dobladillos marcados.",
                ),
                (
                    "Diagramo revistas, libros y fanzines para imprimir",
                    "Grilla, jerarquías y tipografías que invitan a quedarse. Acompaño hasta la prueba de plancha.",
                ),
            ],
            includes: &[
                "PDF listo para imprenta",
                "prueba de color simulada",
                "sangrado y marcas",
                "revisión ortográfica",
                "archivo editable",
                "contacto directo con el taller",
            ],
            packages: [
                "Una pieza gráfica lista para imprimir.",
                "Hasta cuatro piezas de la misma familia.",
                "Campaña gráfica de hasta diez piezas con seguimiento en imprenta.",
            ],
            tags: &["impresión", "preimpresión", "gráfica", "banner", "papelería", "pdf"],
            price: (35, 90),
            days: (2, 6),
        },
        Trade {
            slug: "postales-flyers-e-invitaciones",
            offers: &[
                (
                    "Diseño invitaciones de casamiento y quince años",
                    "Invitación, sobre, tarjeta de regalo y versión animada para WhatsApp. Cada pareja tiene su historia y eso se nota en el papel.",
                ),
                (
                    "Hago flyers para fiestas, ferias y recitales",
                    "Flyer que se entiende en dos segundos de historia de Instagram y se banca la pegatina en la calle. Entrego en vertical, cuadrado y A3.",
                ),
                (
                    "Creo tarjetas y postales ilustradas para tu marca",
                    "Un detalle dentro de la caja que la gente guarda en la heladera. Ilustración original y textos cálidos.",
                ),
                (
                    "Diseño la invitación digital con confirmación en línea",
                    "Un enlace con cuenta regresiva, mapa, lista de regalos y botón para confirmar. Vos ves quién viene en una planilla.",
                ),
            ],
            includes: &[
                "versión para redes",
                "versión para imprimir",
                "ilustración original",
                "dos propuestas de color",
                "corrección de textos",
                "formato para historias",
            ],
            packages: [
                "Una pieza en un formato.",
                "La misma pieza en tres formatos, con versión para historias.",
                "Conjunto completo: invitación, sobre, tarjeta de agradecimiento y versión animada.",
            ],
            tags: &["flyer", "invitación", "casamiento", "postal", "evento", "quince"],
            price: (18, 55),
            days: (2, 5),
        },
        Trade {
            slug: "edicion-y-postproduccion",
            offers: &[
                (
                    "Retoco fotos de producto con fondo blanco para tu tienda",
                    "Recorte prolijo, sombras naturales y colores fieles. Las entrego con el tamaño exacto que pide tu plataforma y un nombre por código.",
                ),
                (
                    "Restauro fotos familiares antiguas y dañadas",
                    "Manchas, dobleces, caras borradas: las traigo de vuelta sin inventar. Mandame una foto hecha con el celular y te digo qué se puede rescatar.",
                ),
                (
                    "Edito y unifico el color de tu sesión de fotos",
                    "Revelado en Lightroom, piel natural y un mismo clima para toda la serie. Ideal para fotógrafos con mucho trabajo atrasado.",
                ),
                (
                    "Hago fotomontajes publicitarios realistas",
                    "Luz, perspectiva y grano en su lugar para que nadie pregunte dónde está el truco. Trabajo en capas no destructivas.",
                ),
            ],
            includes: &[
                "archivos en alta y para web",
                "recorte a mano",
                "corrección de color",
                "PSD con capas",
                "nombres de archivo ordenados",
                "una foto de prueba sin cargo",
            ],
            packages: [
                "Hasta 5 imágenes con edición básica.",
                "Hasta 20 imágenes con retoque completo.",
                "Hasta 60 imágenes, formatos por plataforma y entrega en 48 h por tandas.",
            ],
            tags: &["retoque", "photoshop", "fotografía", "restauración", "lightroom", "fondo blanco"],
            price: (15, 50),
            days: (1, 4),
        },
        Trade {
            slug: "vectorizacion",
            offers: &[
                (
                    "Vectorizo tu logo a partir de una foto o captura",
                    "Lo redibujo nodo por nodo, no con el calco automático. Queda limpio para bordar, cortar en vinilo o ampliar a una persiana.",
                ),
                (
                    "Convierto tus dibujos a mano en vectores editables",
                    "Escaneás o sacás una foto y te devuelvo trazos limpios que respetan el pulso de tu mano. Capas separadas por color.",
                ),
                (
                    "Preparo vectores para corte láser, vinilo y bordado",
                    "Trazos cerrados, sin nodos de más y a escala real. Conozco los caprichos de cada máquina porque tengo taller.",
                ),
                (
                    "Redibujo planos, mapas y esquemas técnicos en vector",
                    "De la fotocopia torcida al archivo claro. Cotas, símbolos y textos editables en AI, SVG o DXF.",
                ),
            ],
            includes: &[
                "SVG, AI, EPS y PDF",
                "trazado manual",
                "colores planos o Pantone",
                "versión a una tinta",
                "medidas a escala",
                "DXF para máquina",
            ],
            packages: [
                "Un logo o dibujo simple.",
                "Un dibujo complejo o hasta tres simples.",
                "Hasta diez piezas, con versiones para bordado y corte.",
            ],
            tags: &["vectorizar", "svg", "vinilo", "láser", "bordado", "illustrator"],
            price: (12, 35),
            days: (1, 3),
        },
        Trade {
            slug: "fuentes-y-tipografias",
            offers: &[
                (
                    "Diseño una tipografía exclusiva para tu marca",
                    "Una fuente propia le da voz a todo lo que escribís. Dibujo mayúsculas, minúsculas, números y signos del español, con kerning hecho a mano.",
                ),
                (
                    "Convierto tu letra manuscrita en una fuente",
                    "Completás una plantilla en papel y te la devuelvo instalable, con ligaduras y variantes para que no parezca de máquina.",
                ),
                (
                    "Agrego eñes, tildes y signos a tu fuente favorita",
                    "Compraste una tipografía y le falta media lengua castellana. Dibujo los caracteres con el mismo trazo y métrica (con licencia que lo permita).",
                ),
                (
                    "Dibujo letras para tapas, murales y carteles",
                    "Composiciones tipográficas únicas, con aire fileteado o bien modernas. Te paso bocetos a lápiz antes de entintar.",
                ),
            ],
            includes: &[
                "OTF y WOFF2",
                "juego de caracteres latino",
                "kerning manual",
                "muestra en PDF",
                "licencia de uso",
                "variantes y ligaduras",
            ],
            packages: [
                "Una palabra o un alfabeto de mayúsculas.",
                "Alfabeto completo con números y signos en un peso.",
                "Familia de tres pesos con licencia web y muestra impresa.",
            ],
            tags: &["tipografía", "fuente", "lettering", "letras", "fileteado", "kerning"],
            price: (60, 220),
            days: (6, 20),
        },
        Trade {
            slug: "presentaciones",
            offers: &[
                (
                    "Diseño tu presentación en PowerPoint o Google Slides",
                    "Me mandás el borrador lleno de texto y te devuelvo diapositivas que acompañan lo que decís. Todo editable, con tu paleta y tus tipografías.",
                ),
                (
                    "Armo la plantilla de presentaciones de tu empresa",
                    "Portadas, separadores, tablas y gráficos con estilos bien cargados, para que cualquiera del equipo haga algo prolijo en diez minutos.",
                ),
                (
                    "Rediseño tu clase o charla para que nadie mire el celular",
                    "Una idea por pantalla, imágenes que dicen algo y ritmo. Trabajé con docentes y con oradores TEDx locales.",
                ),
                (
                    "Preparo tu portfolio en PDF para mandar a clientes",
                    "Selecciono, ordeno y escribo con vos: diez páginas que muestran cómo pensás y no solo cómo queda.",
                ),
            ],
            includes: &[
                "archivo editable",
                "íconos y gráficos propios",
                "notas del orador",
                "versión PDF liviana",
                "animaciones sobrias",
                "plantilla maestra",
            ],
            packages: [
                "Hasta 8 diapositivas.",
                "Hasta 20 diapositivas con gráficos a medida.",
                "Hasta 40, plantilla maestra y ensayo de la presentación por videollamada.",
            ],
            tags: &["presentación", "powerpoint", "google slides", "diapositivas", "keynote"],
            price: (30, 85),
            days: (2, 6),
        },
        Trade {
            slug: "infografias",
            offers: &[
                (
                    "Convierto tus datos en una infografía clara",
                    "Un informe de cuarenta páginas puede entrar en una sola imagen que la gente comparte. Busco la historia, elijo el gráfico justo y cuido las fuentes.",
                ),
                (
                    "Diseño infografías para redes y carruseles",
                    "Diez láminas que enseñan algo de verdad, con tapa que frena el dedo. Entrego la plantilla para que sigas la serie.",
                ),
                (
                    "Ilustro procesos y manuales paso a paso",
                    "Instrucciones que se entienden sin leer: armado, higiene, seguridad. Íconos propios y numeración a prueba de distraídos.",
                ),
                (
                    "Diseño mapas y líneas de tiempo ilustradas",
                    "Para museos, municipios, libros y clases. Investigo, verifico los datos y dibujo con detalle.",
                ),
            ],
            includes: &[
                "guion de contenidos",
                "íconos propios",
                "fuentes citadas",
                "versión para imprimir",
                "versión para redes",
                "archivo editable",
            ],
            packages: [
                "Una infografía con hasta 5 datos.",
                "Una infografía completa o un carrusel de 8 láminas.",
                "Serie de tres infografías con estilo propio y plantilla.",
            ],
            tags: &["infografía", "datos", "carrusel", "ilustración", "divulgación", "mapas"],
            price: (35, 95),
            days: (3, 7),
        },
        Trade {
            slug: "ilustracion",
            offers: &[
                (
                    "Ilustro tu libro infantil con personajes propios",
                    "Diseño los personajes, armo el storyboard y pinto cada doble página. Me gusta que los chicos encuentren algo nuevo en la quinta lectura.",
                ),
                (
                    "Hago retratos ilustrados a partir de tus fotos",
                    "Para regalar, para la tapa del disco o para la pared del living. Estilo línea y color plano, con un guiño de cada persona.",
                ),
                (
                    "Ilustro notas, tapas y campañas editoriales",
                    "Imágenes con idea, entregadas a tiempo de cierre. Trabajé para revistas culturales y suplementos.",
                ),
                (
                    "Dibujo la mascota de tu marca en varias poses",
                    "Un personaje con personalidad que sirve para stickers, packaging y redes. Te llevás la hoja de giros y diez expresiones.",
                ),
                (
                    "Pinto ilustraciones botánicas y de fauna nativa",
                    "Ceibos, carpinchos, yaguaretés y helechos con rigor y poesía. Acuarela digital en alta resolución para láminas o etiquetas.",
                ),
            ],
            includes: &[
                "bocetos previos",
                "alta resolución para imprimir",
                "cesión de derechos",
                "archivo con capas",
                "versión para redes",
                "personajes originales",
            ],
            packages: [
                "Una ilustración simple o un retrato.",
                "Una escena completa o hasta tres ilustraciones.",
                "Serie de ocho ilustraciones con diseño de personajes.",
            ],
            tags: &["ilustración", "dibujo", "personajes", "infantil", "retrato", "acuarela digital"],
            price: (25, 110),
            days: (3, 10),
        },
        Trade {
            slug: "patrones",
            offers: &[
                (
                    "Diseño estampas y patrones para tu línea textil",
                    "Repeticiones perfectas, sin costuras a la vista, pensadas para sublimar o estampar al rotor. Cada colección trae su variante de color.",
                ),
                (
                    "Creo patrones geométricos para packaging y papelería",
                    "Papel de regalo, sobres, cajas y fondos con la geometría de tu marca. Vectores livianos que se editan fácil.",
                ),
                (
                    "Dibujo guardas inspiradas en motivos de nuestra tierra",
                    "Motivos andinos, fileteado y azulejos porteños tratados con respeto y buena investigación. Nada copiado de un libro.",
                ),
                (
                    "Hago patrones infantiles para pañales, mantas y paredes",
                    "Animalitos, planetas y frutas con colores suaves y contornos amables. Listos para empapelado o tela por metro.",
                ),
            ],
            includes: &[
                "módulo de repetición",
                "tres variantes de color",
                "vectores y TIFF",
                "imagen aplicada al producto",
                "códigos Pantone TCX",
                "licencia comercial",
            ],
            packages: [
                "Un patrón en una paleta.",
                "Tres patrones coordinados con dos paletas.",
                "Colección de ocho patrones con ficha técnica textil.",
            ],
            tags: &["patrones", "textil", "estampa", "sublimación", "surface design", "papelería"],
            price: (28, 80),
            days: (3, 8),
        },
    ],
};
