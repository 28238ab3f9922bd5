//! Demo texts of Negocios.

use super::{Field, Trade};

pub const FIELD: Field = Field {
    slug: "negocios",
    titles: &[
        "Consultora de negocios",
        "Analista de datos",
        "Abogada comercial",
        "Contador y asesor pyme",
        "Investigador de mercado",
    ],
    skills: &[
        "Excel",
        "Power BI",
        "SQL",
        "Finanzas",
        "Planes de negocio",
        "Derecho comercial",
        "Investigación",
        "Estrategia",
        "Costos",
        "Looker Studio",
    ],
    bios: &[
        "Diez años en pymes industriales antes de asesorar por mi cuenta. Hablo claro, piso la fábrica y llevo calculadora.",
        "Trabajo con datos desde siempre. Me gusta entrar a una planilla caótica y salir con tres decisiones.",
        "Ejerzo con matrícula al día. Escribo contratos que se entienden, porque los que no se entienden terminan en juicio.",
        "Asesoro a gente que emprende en toda la región. Prefiero un plan de dos páginas que se use a uno de sesenta que se archive.",
    ],
    processes: &[
        "Empezamos con una reunión de diagnóstico; si veo que no puedo ayudarte, no te cobro.",
        "Trabajo sobre tus números reales y te muestro cada cuenta para que después la repitas solo.",
        "Los informes son cortos: conclusiones adelante, detalle atrás.",
        "Toda la información que me das queda bajo acuerdo de confidencialidad.",
        "Cerramos con una reunión para decidir juntos los próximos tres pasos.",
    ],
    closings: &[
        "Contame tu situación en un mensaje y te digo qué paquete te sirve, o si no te sirve ninguno.",
        "Atiendo por videollamada en toda Latinoamérica, con horarios flexibles.",
        "Emito factura y firmo confidencialidad antes de ver cualquier dato.",
        "Te llevás las planillas con fórmulas abiertas, no una foto.",
    ],
    faq: &[
        ("¿Firmás confidencialidad?", "Sí, siempre, antes de recibir cualquier dato."),
        (
            "¿Sirve para un negocio recién empezado?",
            "Sí. Con pocos datos trabajamos con supuestos claros y los vamos corrigiendo.",
        ),
        (
            "¿Me das las planillas editables?",
            "Sí, con fórmulas a la vista y una hoja que explica cómo actualizarlas.",
        ),
        (
            "¿Cuántas reuniones incluye?",
            "Una de inicio y una de cierre como mínimo; los paquetes superiores suman intermedias.",
        ),
        (
            "¿Trabajás con empresas de otro país?",
            "Sí. En lo legal, solo respondo sobre derecho argentino; en lo demás, sin fronteras.",
        ),
    ],
    praise: &[
        "Por primera vez entiendo de dónde sale mi ganancia.",
        "Nos marcó un error de costos que nos estaba comiendo el margen.",
        "Explicó temas complicados sin hacernos sentir ignorantes.",
        "El informe fue corto, claro y lo usamos al otro día.",
        "El contrato quedó cristalino, lo firmaron todos sin discutir.",
        "Nos hizo las preguntas incómodas que hacían falta.",
    ],
    trades: &[
        Trade {
            slug: "consultoria-empresarial",
            offers: &[
                (
                    "Ordeno los números de tu pyme en cuatro semanas",
                    "Costos, precios, flujo de fondos y punto de equilibrio en una planilla que vas a entender. Después decidís con la cabeza y no con la panza.",
                ),
                (
                    "Acompaño a emprendedores a definir sus precios",
                    "Calculamos cuánto te cuesta de verdad cada hora y cada producto, con inflación incluida. Salís con lista de precios y argumento.",
                ),
                (
                    "Ordeno los procesos internos de tu empresa",
                    "Quién hace qué, cuándo y con qué control. Manual breve, responsables claros y tres reuniones para que se cumpla.",
                ),
                (
                    "Asesoro a empresas familiares en el recambio",
                    "Roles, sueldos, socios que no se hablan: conversaciones difíciles con método y un protocolo firmado.",
                ),
            ],
            includes: &[
                "diagnóstico inicial",
                "planilla con fórmulas abiertas",
                "plan de acción",
                "reuniones por videollamada",
                "seguimiento a 30 días",
                "informe de dos páginas",
            ],
            packages: [
                "Diagnóstico de 90 minutos con informe.",
                "Cuatro reuniones con planillas y plan de acción.",
                "Acompañamiento de tres meses con seguimiento quincenal.",
            ],
            tags: &["pyme", "costos", "consultoría", "precios", "procesos", "empresa familiar"],
            price: (60, 180),
            days: (5, 20),
        },
        Trade {
            slug: "analisis-de-datos",
            offers: &[
                (
                    "Armo tu tablero de ventas en Power BI o Looker",
                    "Conecto tu sistema, limpio los datos y te dejo un tablero que se actualiza solo. Las cinco preguntas que te hacés cada lunes, contestadas.",
                ),
                (
                    "Limpio y analizo tu base de clientes",
                    "Duplicados, mails rotos, nombres a los gritos. Después te digo quiénes compran más, quiénes se fueron y a quién llamar mañana.",
                ),
                (
                    "Hago pronósticos de demanda para tu stock",
                    "Con tu historia de ventas y el calendario argentino, feriados puente incluidos. Comprás lo que vas a vender.",
                ),
                (
                    "Analizo encuestas y escribo el informe",
                    "Diseño el cuestionario o tomo el que ya tenés. Cruces, gráficos y conclusiones sin jerga estadística.",
                ),
            ],
            includes: &[
                "limpieza de datos",
                "tablero en línea",
                "documento de definiciones",
                "actualización automática",
                "capacitación de una hora",
                "conclusiones por escrito",
            ],
            packages: [
                "Análisis puntual con informe breve.",
                "Tablero con hasta 8 indicadores.",
                "Modelo de datos completo, tableros por área y capacitación.",
            ],
            tags: &["datos", "power bi", "looker", "excel", "tablero", "pronóstico"],
            price: (55, 150),
            days: (4, 10),
        },
        Trade {
            slug: "presentaciones-empresariales",
            offers: &[
                (
                    "Armo tu pitch deck para inversores",
                    "Doce diapositivas con el orden que esperan, números que cierran y un relato creíble. Lo practicamos juntos antes de la reunión.",
                ),
                (
                    "Diseño propuestas comerciales que se aprueban",
                    "Plantilla con tu marca, alcance claro y precio bien explicado. Cambiás tres datos y la mandás.",
                ),
                (
                    "Preparo el informe anual de tu organización",
                    "Memoria, balance social e indicadores en un documento que da gusto abrir.",
                ),
                (
                    "Resumo tu informe para el directorio en cinco láminas",
                    "De ochenta páginas a cinco decisiones. Trabajo rápido y en reserva.",
                ),
            ],
            includes: &[
                "estructura del relato",
                "gráficos editables",
                "modelo financiero revisado",
                "ensayo por videollamada",
                "PowerPoint y PDF",
                "versión para enviar",
            ],
            packages: [
                "Hasta 6 láminas.",
                "Hasta 14 láminas con gráficos y relato.",
                "Presentación completa, versión para enviar y dos ensayos.",
            ],
            tags: &["pitch deck", "inversores", "propuesta comercial", "powerpoint", "informe"],
            price: (50, 140),
            days: (3, 8),
        },
        Trade {
            slug: "investigacion-de-mercado",
            offers: &[
                (
                    "Investigo a tu competencia y te digo dónde ganarle",
                    "Precios, reseñas, promesas y debilidades de diez competidores en una matriz clara, con tres oportunidades concretas.",
                ),
                (
                    "Hago encuestas y entrevistas a tus clientes",
                    "Diseño, campo y análisis. Te llevás frases textuales que valen más que mil gráficos.",
                ),
                (
                    "Evalúo si tu idea tiene mercado antes de invertir",
                    "Tamaño, demanda, precio posible y riesgos. Con prueba real: una página y anuncios chicos para medir interés.",
                ),
                (
                    "Estudio el mercado de otro país para exportar",
                    "Chile, Uruguay, Brasil o México: requisitos, canales, precios y contactos. Fuentes oficiales y llamadas de verdad.",
                ),
            ],
            includes: &[
                "fuentes citadas",
                "matriz comparativa",
                "entrevistas grabadas",
                "conclusiones accionables",
                "base de datos en Excel",
                "presentación de cierre",
            ],
            packages: [
                "Análisis de 5 competidores.",
                "Estudio con encuesta de 100 casos o 8 entrevistas.",
                "Estudio completo con prueba de demanda y presentación.",
            ],
            tags: &["mercado", "competencia", "encuestas", "exportar", "validación"],
            price: (55, 170),
            days: (5, 15),
        },
        Trade {
            slug: "planes-de-negocio",
            offers: &[
                (
                    "Escribo tu plan de negocio para pedir un crédito",
                    "El que piden bancos y programas públicos, con proyecciones que resisten preguntas. Te acompaño en la carga del formulario.",
                ),
                (
                    "Armo el modelo financiero de tu startup",
                    "Ingresos, costos, caja y escenarios en una planilla prolija. Cambiás un supuesto y ves qué pasa con los próximos tres años.",
                ),
                (
                    "Preparo tu plan para franquiciar tu marca",
                    "Manual, números del franquiciado, canon y contrato base. Crecer sin perder el control.",
                ),
                (
                    "Hago el plan de apertura de tu local gastronómico",
                    "Inversión, permisos, carta, personal y punto de equilibrio por cubierto. Abrí varios y cerré uno: aprendí de todos.",
                ),
            ],
            includes: &[
                "proyección a 3 años",
                "análisis de riesgos",
                "planilla editable",
                "resumen ejecutivo",
                "dos reuniones",
                "carga del formulario",
            ],
            packages: [
                "Plan resumido de 5 páginas.",
                "Plan completo con proyecciones a 3 años.",
                "Plan, modelo financiero y acompañamiento hasta la presentación.",
            ],
            tags: &["plan de negocio", "finanzas", "startup", "crédito", "franquicia", "gastronomía"],
            price: (70, 200),
            days: (6, 15),
        },
        Trade {
            slug: "servicios-legales",
            offers: &[
                (
                    "Redacto contratos de servicios claros y firmes",
                    "Alcance, pagos, plazos, propiedad intelectual y qué pasa si algo sale mal. En castellano común y con respaldo del Código Civil y Comercial.",
                ),
                (
                    "Registro tu marca en el INPI de principio a fin",
                    "Búsqueda de antecedentes, clases correctas y seguimiento hasta el título. Te aviso si conviene cambiar algo antes de gastar.",
                ),
                (
                    "Escribo términos, privacidad y devoluciones de tu web",
                    "Adaptados a Defensa del Consumidor y a la ley de datos personales, con botón de arrepentimiento incluido.",
                ),
                (
                    "Constituyo tu SAS o SRL y ordeno a los socios",
                    "Estatuto, acuerdo de socios y trámites en línea. Sabés desde el inicio quién pone, quién decide y cómo se sale.",
                ),
            ],
            includes: &[
                "consulta inicial de 30 minutos",
                "documento en Word",
                "explicación cláusula por cláusula",
                "dos rondas de cambios",
                "matrícula verificable",
                "seguimiento del trámite",
            ],
            packages: [
                "Revisión de un documento con comentarios.",
                "Contrato o política a medida con dos rondas.",
                "Trámite completo o conjunto de contratos con asesoría por un mes.",
            ],
            tags: &["contratos", "legal", "inpi", "marca", "sas", "términos y condiciones"],
            price: (45, 150),
            days: (3, 10),
        },
    ],
};
