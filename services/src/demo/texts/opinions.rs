//! What the demo's people say of each other: reviews with a tone, replies, and the messages that come with a delivery.

/// Whole reviews by clients of five stars.
pub const DELIGHTED: &[&str] = &[
    "Excelente en todo sentido. Entendió lo que necesitaba con un audio de un minuto y lo entregó antes de la fecha.",
    "Superó lo que esperaba por mucho. Ya le recomendé el servicio a mi hermana y a mi contador.",
    "Trabajo impecable y un trato buenísimo. Da gusto contratar a alguien que escucha.",
    "Es la tercera vez que le encargo algo y la tercera que quedo feliz. Por algo será.",
    "Muy profesional. Cada avance venía explicado y con opciones para elegir.",
    "Llegué con una idea confusa y salí con algo que puedo mostrar con orgullo.",
    "Rapidísimo y sin perder calidad. Contesta en el momento, incluso un domingo (que no le pedí).",
    "Tuvo paciencia infinita con mis cambios y nunca puso mala cara.",
    "La mejor contratación que hice este año, sin exagerar.",
    "Me salvó las papas: tenía la fecha encima y llegamos con un día de sobra.",
    "Claro con los precios, claro con los plazos y clarísimo con los resultados.",
    "Se nota la experiencia. Me hizo cinco preguntas al principio que nos ahorraron veinte idas y vueltas.",
    "Quedó hermoso. Mi socio, que no elogia nada, dijo “che, qué bueno”.",
    "Cumplió con todo lo pactado y agregó un par de detalles que no había pedido.",
    "Me explicó con dibujitos lo que otros me habían explicado con siglas. Mil gracias.",
    "Diez puntos. Responsable, amable y con muy buen ojo.",
    "Contraté con dudas porque era mi primera vez en la plataforma; ahora no quiero trabajar de otra forma.",
    "Todo salió a la primera, no usé ni una revisión.",
    "Fue directo al grano y me dijo que no necesitaba el paquete más caro. Esa honestidad no abunda.",
    "El resultado habla solo. Gracias por cuidar tanto los detalles.",
    "Desde México nos entendimos perfecto, con horarios y todo. Volveremos a trabajar juntos.",
    "Vengo de dos malas experiencias y esta me devolvió la fe.",
    "Un lujo. Ordenado, puntual y con muchísimo criterio.",
    "Me encantó el proceso tanto como el resultado final.",
    "Entregó todo prolijo, con carpetas ordenadas y un instructivo. Hasta mi viejo lo entendió.",
    "Súper recomendable. Lo único malo es no haber encontrado este perfil antes.",
    "Nos ayudó un montón en un momento complicado y con una calidez enorme.",
    "Profesionalismo de punta a punta. El seguimiento después de la entrega es lo que más valoro.",
    "Trabajo fino, bien pensado. Se tomó el tiempo de conocer el negocio.",
    "Lo que prometió lo cumplió, ni más vueltas ni menos.",
    "Quedamos encantadas con el resultado. El equipo entero votó a favor, cosa histórica.",
    "Gran comunicación: siempre supe en qué etapa estábamos.",
    "Muito atenciosa e caprichosa, entregou antes do prazo. Recomendo de olhos fechados.",
    "Ótimo trabalho, comunicação clara mesmo com o meu portunhol.",
    "No suelo dejar reseñas, pero esta se la ganó con todas las letras.",
    "Impecable. Hasta me avisó de un error mío que no tenía nada que ver con el encargo.",
    "Le puse un plazo imposible y lo cumplió con una sonrisa.",
    "Capo total. Repito seguro.",
    "Una genia, resolvió en dos días lo que veníamos pateando hacía meses.",
    "Trato humano, precio justo y resultado de primera.",
    "Se puso la camiseta del proyecto desde el primer mensaje.",
    "Me gustó que justificara cada decisión. Aprendí un montón en el camino.",
    "Las entregas parciales me dieron mucha tranquilidad. Todo perfecto.",
    "Calidad internacional y buena onda del barrio. ¿Qué más se puede pedir?",
    "Resultado sobrio, elegante y funcional. Exactamente lo que había pedido.",
    "Entre el primer mensaje y la entrega pasaron tres días. Increíble.",
    "Cuidó el presupuesto como si fuera propio.",
    "Muy buen trabajo, muy buena persona. Gracias por todo.",
    "Es de esas personas que hacen fácil lo difícil.",
    "Ya lo estamos usando y las consultas aumentaron desde la primera semana.",
];

/// Whole reviews of four stars: content, with a but.
pub const CONTENT: &[&str] = &[
    "Muy buen resultado. Se demoró un día más de lo previsto, pero avisó con tiempo.",
    "Conforme con el trabajo. Me hubiera gustado una propuesta más, aunque la que hizo funcionó bien.",
    "Buena calidad y buen trato. La primera versión necesitó ajustes; la segunda quedó perfecta.",
    "Todo correcto. Tarda un poco en contestar los mensajes, pero cumple.",
    "Lindo trabajo. Faltó un archivo en la entrega y lo mandó apenas se lo pedí.",
    "Recomendable. Conviene explicarle bien lo que uno quiere desde el principio.",
    "El resultado es muy bueno; el instructivo podría ser un poco más completo.",
    "Cumplió con lo acordado. Nada del otro mundo, pero sólido y prolijo.",
    "Buen profesional. Tuvimos una confusión con los horarios y la resolvimos bien.",
    "Me gustó mucho. Un cambio de color menos y eran cinco estrellas.",
    "Muy amable y con ganas. Le falta un poco de rodaje, pero llega lejos.",
    "Quedó bien y a buen precio. Usamos las dos revisiones completas.",
    "Trabajo serio. Me hubiera servido una llamada al inicio en vez de tantos mensajes.",
    "Buena experiencia en general, volvería a contratar.",
    "Hizo lo que pedí y un poco más. Solo mejoraría los tiempos de respuesta a la noche.",
    "El paquete básico alcanza justo; si podés, andá por el estándar.",
    "Estoy contenta con el resultado, aunque me costó un poco definir la idea con tan pocas preguntas.",
    "Rápido y correcto. Los detalles finos los tuve que marcar yo.",
    "Muito bom, só demorou um pouquinho para responder no fim de semana.",
    "Cumplió bien. La comunicación por escrito es breve, pero va al punto.",
];

/// Whole reviews of three stars and less, civil and concrete.
pub const MIXED: &[&str] = &[
    "El trabajo está bien, pero llegó tres días tarde y tuve que preguntar yo.",
    "Esperaba algo más a medida. Sirve, aunque se parece a otros ejemplos de su portfolio.",
    "Correcto y nada más. Las revisiones resolvieron una parte.",
    "Hubo que insistir con los cambios. El resultado final es aceptable.",
    "Buena voluntad, pero el proyecto le quedó un poco grande.",
    "La comunicación fue lo más flojo; el archivo final está bien.",
    "No quedó como lo imaginaba. Reconozco que mi pedido tampoco era muy claro.",
    "Cumplió con lo mínimo del paquete. Para lo que pagué, está bien.",
    "Entregó dos veces lo mismo antes de leer mis comentarios. Al final lo solucionó.",
    "Demasiado genérico para mi rubro, aunque la atención fue amable.",
];

/// Sentences on how it was to work together; they follow a sentence on the result.
pub const MANNERS: &[&str] = &[
    "Contestó siempre en el día.",
    "La comunicación fue clara de principio a fin.",
    "Entregó un día antes de lo prometido.",
    "Aceptó los cambios sin problema.",
    "Las reuniones fueron cortas y útiles.",
    "Nunca tuve que preguntar cómo venía todo.",
    "Se tomó el tiempo de explicarme cada paso.",
    "Fue muy flexible con mis horarios.",
    "El trato fue cordial en todo momento.",
    "Avisó cada avance con capturas.",
    "Hizo buenas preguntas antes de empezar.",
    "Respetó el presupuesto al centavo.",
    "Se notó el compromiso desde el primer mensaje.",
    "Dejó todo ordenado para el que venga después.",
    "Cumplió el plazo aunque yo me atrasé con el material.",
    "Aclaró desde el inicio qué entraba y qué no.",
];

/// Sentences that end a review.
pub const FAREWELLS: &[&str] = &[
    "Vuelvo a contratar seguro.",
    "Lo recomiendo sin dudar.",
    "Ya estamos pensando en el próximo proyecto.",
    "Gracias por la paciencia.",
    "Vale cada peso.",
    "Se lo voy a pasar a mis colegas.",
    "Ojalá hubiera más gente así.",
    "Quedo a la espera de la segunda etapa.",
    "Un placer.",
    "Cinco estrellas bien merecidas.",
];

/// What freelancers say of clients.
pub const OF_CLIENTS: &[&str] = &[
    "Un placer trabajar juntos: pedido claro, respuestas rápidas y aprobación sin vueltas.",
    "Cliente ideal. Mandó todo el material ordenado el primer día.",
    "Muy buena comunicación y devoluciones concretas. Ojalá se repita.",
    "Confió en el proceso y eso se nota en el resultado. ¡Gracias!",
    "Paga en término, respeta los horarios y sabe lo que quiere.",
    "Excelente trato. Las revisiones fueron puntuales y con fundamento.",
    "Trabajamos muy bien a pesar de la diferencia horaria.",
    "Cambió un poco el pedido en el camino, pero siempre con respeto y acordando el extra.",
    "Tardó en mandar los textos, después todo fluyó bien.",
    "Gente amable y agradecida. Volvería a trabajar con ellos mañana mismo.",
    "Tenía dudas al principio y las charlamos con sinceridad. Gran experiencia.",
    "Dio libertad creativa y un objetivo claro. Lo mejor que puede pedir alguien de este oficio.",
    "Aprobó el mismo día de la entrega. Así da gusto.",
    "Muy respetuosa con los plazos y con los límites del paquete.",
    "Se involucró lo justo: opinó cuando hacía falta y dejó trabajar.",
    "Proyecto lindo y cliente mejor. Recomendable para cualquier colega.",
    "Buena predisposición para probar ideas nuevas.",
    "El pedido era urgente, pero llegó con toda la información. Impecable.",
];

/// Public replies by freelancers to a review.
pub const REPLIES: &[&str] = &[
    "¡Gracias por la confianza! Fue un proyecto hermoso.",
    "Qué lindo leer esto. Acá estoy para la próxima etapa.",
    "Gracias por tomarte el tiempo de escribir. Tomo nota de lo de los horarios.",
    "Un gusto trabajar con ustedes, el material que mandaron ayudó un montón.",
    "Gracias. Tenés razón con la demora: ya ajusté mi calendario para que no vuelva a pasar.",
    "Me alegra que les esté sirviendo. Cualquier duda, escribime.",
    "¡Mil gracias! Mandale saludos al equipo.",
    "Gracias por la paciencia mientras definíamos la idea, valió la pena.",
    "Obrigada pela confiança! Até o próximo projeto.",
    "Fue un desafío lindo. Espero ver pronto el local abierto.",
    "Gracias por la confianza y por las devoluciones tan claras.",
];

/// What comes with a delivery.
pub const DELIVERIES: &[&str] = &[
    "¡Hola! Te dejo la entrega completa. En la carpeta “final” están los archivos listos para usar y en “editables”, los originales. Mirá primero el PDF de resumen, ahí explico cada decisión. Quedo atenta a tus comentarios.",
    "Buenas. Va la versión acordada, con los tres puntos que marcamos en la charla. Probala tranquilo y, si ves algo que no coincide con lo pactado, marcámelo en la revisión.",
    "Entrega lista. Incluí una guía corta en la primera página para que puedas actualizarlo por tu cuenta. Cualquier duda, estoy por acá.",
    "Te comparto el trabajo terminado. Sumé una variante extra que no estaba en el paquete porque me pareció que te podía servir.",
    "Acá va todo. Revisé ortografía, tamaños y enlaces dos veces. Si lo aprobás, te mando también el respaldo comprimido.",
    "¡Listo! Llegamos antes de la fecha. Mirala en el celular y en la compu, así vemos que esté bien en los dos lados.",
    "Dejo la segunda versión con los cambios que pediste. Los enumeré en el documento para que los controles uno por uno.",
    "Entrego la etapa completa: archivos, notas y una captura de pantalla del resultado. Gracias por mandar el material a tiempo, ayudó mucho.",
    "Hola, adjunto la entrega. El criterio que habíamos anotado está cumplido; abajo te cuento cómo comprobarlo en dos minutos.",
    "Va la versión final. Si necesitás otro formato, avisame y lo exporto en el momento.",
];

/// What a client cites when asking for a revision.
pub const REVISIONS: &[&str] = &[
    "El criterio hablaba de tres formatos y en la carpeta hay dos. ¿Podés sumar el vertical?",
    "En la sección de precios quedaron los textos de muestra; lo demás está muy bien.",
    "El color principal no es el del manual que mandé. Con ese cambio lo apruebo.",
    "Falta la versión en portugués que figura en el paquete. El resto, perfecto.",
];

/// Public replies by freelancers to a review that hurts.
pub const SORRY_REPLIES: &[&str] = &[
    "Gracias por la devolución sincera, me sirve para mejorar.",
    "Lamento que la primera versión no haya ido por el camino que imaginabas. Me alegra haberlo resuelto.",
    "Tenés razón con la demora y lo asumo. Ya ajusté mi calendario.",
    "Gracias por escribirlo con respeto. Si querés retomarlo, los próximos ajustes corren por mi cuenta.",
];

/// How a freelancer says that a criterion is met.
pub const ANSWERS: &[&str] = &[
    "Cumplido: está en la carpeta final.",
    "Listo, revisado dos veces.",
    "Incluido; lo detallo en el documento de resumen.",
    "Hecho. Se puede comprobar en el enlace.",
    "Está completo, tal como lo acordamos.",
    "Sí, y sumé una variante de regalo.",
];
