//! The demo's people: invented names from across the region, where they live and what they say of themselves.

use crate::demo::art::Presentation::{self, Feminine, Masculine};

/// Somebody who does not exist.
pub struct Person {
    pub name: &'static str,
    pub presentation: Presentation,
    pub city: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
}

const fn person(name: &'static str, presentation: Presentation, city: &'static str, country: &'static str) -> Person {
    Person { name, presentation, city, country }
}

/// The first two are the accounts that the README names: the client and the freelancer to sign in with.
pub const PEOPLE: &[Person] = &[
    person("Ana Belén Quiroga", Feminine, "Buenos Aires", "AR"),
    person("Bruno Ferreyra", Masculine, "Córdoba", "AR"),
    person("Camila Sosa Etchart", Feminine, "Rosario", "AR"),
    person("Joaquín Barrientos", Masculine, "Mendoza", "AR"),
    person("Lucía Amaya", Feminine, "La Plata", "AR"),
    person("Matías Oyarzún", Masculine, "Neuquén", "AR"),
    person("Micaela Rearte", Feminine, "San Miguel de Tucumán", "AR"),
    person("Nahuel Calfuqueo", Masculine, "Bariloche", "AR"),
    person("Florencia Dubois", Feminine, "Mar del Plata", "AR"),
    person("Tomás Villafañe", Masculine, "Salta", "AR"),
    person("Valentina Rossi", Feminine, "Buenos Aires", "AR"),
    person("Ezequiel Montoya", Masculine, "Santa Fe", "AR"),
    person("Rocío Benítez", Feminine, "Posadas", "AR"),
    person("Federico Lagos", Masculine, "Bahía Blanca", "AR"),
    person("Julieta Carranza", Feminine, "Paraná", "AR"),
    person("Agustín Paredes", Masculine, "San Juan", "AR"),
    person("Carolina Nieva", Feminine, "San Fernando del Valle de Catamarca", "AR"),
    person("Leandro Wolff", Masculine, "Esperanza", "AR"),
    person("Antonella Giménez", Feminine, "Quilmes", "AR"),
    person("Gonzalo Iturralde", Masculine, "Tandil", "AR"),
    person("Soledad Figueroa", Feminine, "Resistencia", "AR"),
    person("Ramiro Castellanos", Masculine, "San Luis", "AR"),
    person("Milagros Ponce", Feminine, "San Salvador de Jujuy", "AR"),
    person("Damián Kessler", Masculine, "Villa Ballester", "AR"),
    person("Daniela Moyano", Feminine, "Río Cuarto", "AR"),
    person("Ignacio Bustamante", Masculine, "Ushuaia", "AR"),
    person("Natalia Ibarra", Feminine, "Corrientes", "AR"),
    person("Facundo Leguizamón", Masculine, "Lomas de Zamora", "AR"),
    person("Guadalupe Arce", Feminine, "Santiago del Estero", "AR"),
    person("Cristian Huenchul", Masculine, "Esquel", "AR"),
    person("Paula Zabaleta", Feminine, "Montevideo", "UY"),
    person("Martín Etcheverry", Masculine, "Colonia del Sacramento", "UY"),
    person("Romina Techera", Feminine, "Salto", "UY"),
    person("Diego Olivera", Masculine, "Montevideo", "UY"),
    person("Javiera Contreras", Feminine, "Valparaíso", "CL"),
    person("Cristóbal Riquelme", Masculine, "Santiago", "CL"),
    person("Antonia Fuenzalida", Feminine, "Concepción", "CL"),
    person("Vicente Aravena", Masculine, "Temuco", "CL"),
    person("Milagros Huamán", Feminine, "Cusco", "PE"),
    person("Renzo Salazar", Masculine, "Lima", "PE"),
    person("Alessandra Vega", Feminine, "Arequipa", "PE"),
    person("Jhonatan Quispe", Masculine, "Lima", "PE"),
    person("Laura Restrepo", Feminine, "Medellín", "CO"),
    person("Andrés Felipe Cárdenas", Masculine, "Bogotá", "CO"),
    person("Yuliana Palacios", Feminine, "Cali", "CO"),
    person("Santiago Ospina", Masculine, "Manizales", "CO"),
    person("Ximena Robledo", Feminine, "Ciudad de México", "MX"),
    person("Emiliano Guzmán", Masculine, "Guadalajara", "MX"),
    person("Fernanda Chávez", Feminine, "Puebla", "MX"),
    person("Iván Treviño", Masculine, "Monterrey", "MX"),
    person("Beatriz Nogueira", Feminine, "São Paulo", "BR"),
    person("Thiago Menezes", Masculine, "Porto Alegre", "BR"),
    person("Larissa Albuquerque", Feminine, "Recife", "BR"),
    person("Rafael Teixeira", Masculine, "Florianópolis", "BR"),
    person("Verónica Acosta", Feminine, "Asunción", "PY"),
    person("Óscar Mamani", Masculine, "La Paz", "BO"),
    person("Gabriela Andrade", Feminine, "Quito", "EC"),
    person("José Luis Medina", Masculine, "Caracas", "VE"),
    person("Mónica Arrieta", Feminine, "San José", "CR"),
    person("Pedro Saldívar", Masculine, "Encarnación", "PY"),
];

/// First names for more people than are written out.
pub const FIRST_NAMES: &[(&str, Presentation)] = &[
    ("Abril", Feminine), ("Alan", Masculine), ("Aldana", Feminine), ("Axel", Masculine), ("Bárbara", Feminine), ("Benjamín", Masculine),
    ("Candela", Feminine), ("Ciro", Masculine), ("Delfina", Feminine), ("Emanuel", Masculine), ("Eugenia", Feminine), ("Fabián", Masculine),
    ("Gisela", Feminine), ("Hernán", Masculine), ("Isabel", Feminine), ("Jerónimo", Masculine), ("Karina", Feminine), ("Lautaro", Masculine),
    ("Malena", Feminine), ("Nicolás", Masculine), ("Olivia", Feminine), ("Pablo", Masculine), ("Renata", Feminine), ("Sebastián", Masculine),
    ("Trinidad", Feminine), ("Ulises", Masculine), ("Victoria", Feminine), ("Walter", Masculine), ("Yamila", Feminine), ("Zoe", Feminine),
];

/// Family names for more people than are written out.
pub const LAST_NAMES: &[&str] = &[
    "Acuña", "Aguirre", "Álvarez", "Arias", "Ávila", "Bravo", "Cabrera", "Campos", "Cáceres", "Correa", "Domínguez", "Escobar", "Espinoza", "Farías", "Funes",
    "Gallardo", "Godoy", "Herrera", "Juárez", "Ledesma", "Luna", "Maidana", "Maldonado", "Mansilla", "Medina", "Molina", "Navarro", "Núñez", "Ojeda", "Orellana",
    "Pacheco", "Peralta", "Pereyra", "Ramos", "Ríos", "Roldán", "Ruiz", "Sandoval", "Segovia", "Sosa", "Toledo", "Toranzo", "Vallejos", "Vera", "Zárate",
];

/// The second half of a biography: something that makes a person of a trade.
pub const ASIDES: &[&str] = &[
    "Mate amargo, reuniones cortas y respuestas en el día.",
    "Cuando no trabajo, estoy en la huerta peleando con las hormigas.",
    "Respondo mensajes de 9 a 18; los viernes a la tarde juego al fútbol con mis amigos de siempre.",
    "Vivo con dos gatos que opinan sobre todo lo que entrego.",
    "Los domingos hago pan. Los lunes, presupuestos.",
    "Fanatismo confeso por las librerías de usados y el café fuerte.",
    "Crío a dos hijos que son mis críticos más sinceros.",
    "Viajo en bici a todos lados, incluso con lluvia.",
    "Toco el bajo en una banda de cumbia que ensaya poco y se divierte mucho.",
    "Me formé en la universidad pública y trato de devolver algo dando clases los sábados.",
    "Si me pedís algo que no sé hacer, te recomiendo a quien sí.",
    "Soy de las personas que leen el manual hasta el final.",
    "Trabajo con música instrumental y el teléfono en silencio.",
    "Me gusta la gente que pregunta mucho al principio y poco al final.",
    "Salgo a correr temprano; ahí se me ocurren las mejores soluciones.",
    "Colecciono envases viejos y postales de pueblos que no conozco.",
    "Aprendí el oficio en un taller familiar y no me lo olvido.",
    "Prefiero una videollamada de diez minutos a cuarenta mensajes.",
    "Hincha de un club chico: sé de constancia.",
    "Dibujo mal, cocino bien y cumplo los plazos.",
    "Colaboro con la biblioteca popular de mi barrio.",
    "De chico desarmaba radios; ahora armo proyectos.",
    "Nado en aguas frías y no le temo a los cambios de último momento (bueno, un poco).",
    "Estudio guitarra desde hace diez años y sigo en el mismo tema.",
    "Tengo un perro que se llama Backup.",
    "Creo en los presupuestos claros y en las facturas a tiempo.",
    "Me vas a encontrar en alguna feria de diseño mirando papeles.",
    "Trabajo con clientes de siete países y todavía me confundo con los husos horarios.",
    "Lo que más disfruto es el día de la entrega.",
    "Prometo avisar antes de que algo se atrase, y cumplirlo.",
    "Los miércoles voy a canto coral; salgo con mejores ideas.",
    "Mi escritorio es un caos, mis archivos no.",
];

/// What clients who only buy say of themselves.
pub const CLIENT_BIOS: &[&str] = &[
    "Tengo una pyme familiar y vengo a buscar manos y cabezas que me ayuden a crecer.",
    "Coordino proyectos culturales. Pago a tiempo y doy devoluciones claras.",
    "Abrí una tienda en línea hace dos años y siempre hay algo para mejorar.",
    "Gestiono el área de comunicación de una fundación. Me gusta trabajar con gente nueva.",
    "Emprendo desde casa. Valoro los plazos cumplidos y la paciencia con los que no sabemos.",
    "Dirijo un equipo chico de producto y sumo especialistas cuando el proyecto lo pide.",
    "Organizo ferias y eventos: mis pedidos son urgentes, pero traigo facturas (de las dos).",
    "Tengo un restaurante de barrio y muchas ganas de que se note.",
];
