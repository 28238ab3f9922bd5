// What the scenario cannot say in YAML: who speaks, what is invented, and which answers count as wrong.
const { randomUUID } = require('node:crypto');

const gig = {
  title: 'Armo el sitio web de tu negocio en una semana',
  description: 'Una página clara, liviana y lista para compartir, con formulario de contacto y textos corregidos.',
  category: 'desarrollo-web',
  tags: ['web', 'diseño'],
  packages: [
    {
      tier: 'basic',
      name: 'Una página',
      description: 'Una página con tu marca, publicada.',
      price: { amount: 1500000, currency: 'ARS' },
      delivery_days: 5,
      revisions: 2,
    },
  ],
  faq: [],
};

function invent(context, _events, done) {
  const id = randomUUID();
  Object.assign(context.vars, {
    password: 'una clave bien larga',
    seller_name: 'Vera Prueba',
    seller_email: `vera.${id}@prueba.test`,
    client_name: 'Carla Prueba',
    client_email: `carla.${id}@prueba.test`,
    gig,
    state: '',
    checkout_url: '',
  });
  for (const step of ['order', 'deliver', 'approve']) context.vars[`${step}_key`] = randomUUID();
  done();
}

/** `person: seller` on a request sends that person's token. */
function identify(request, context, _events, done) {
  if (request.person) request.headers = { ...request.headers, authorization: `Bearer ${context.vars[request.person]}` };
  if (request.json === '{{ gig }}') request.json = gig;
  done();
}

function judge(request, response, _context, events, done) {
  if (response.statusCode >= 400) {
    events.emit('counter', 'jobs.wrong_status', 1);
    const body = typeof response.body === 'string' ? response.body : JSON.stringify(response.body);
    console.error(`${response.statusCode} ${request.name}: ${String(body).slice(0, 300)}`);
    return done(new Error(`${request.name} answered ${response.statusCode}`));
  }
  return done();
}

/** Pays the checkout session through fake-stripe's control API, as the client would on its page. */
async function payAtStripe(context) {
  const session = new URL(context.vars.checkout_url).pathname.split('/').pop();
  const answer = await fetch(new URL(`_control/pay/${session}`, process.env.FAKE_STRIPE_URL), { method: 'POST' });
  if (!answer.ok) throw new Error(`fake-stripe answered ${answer.status}: ${await answer.text()}`);
}

/** The seller fills in the provider's form; its fields do not matter to the fake. */
async function finishOnboarding(context) {
  const answer = await fetch(context.vars.onboarding_url, { method: 'POST', redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`onboarding answered ${answer.status}`);
}

function seeWhetherToPay(context, _events, done) {
  context.vars.must_ask = context.vars.checkout_url ? 0 : 1;
  done();
}

const isAwaitingPayment = (context, next) => next(context.vars.state !== 'in_progress');
const isNotClosed = (context, next) => next(context.vars.state !== 'closed');

module.exports = { invent, identify, judge, payAtStripe, finishOnboarding, seeWhetherToPay, isAwaitingPayment, isNotClosed };
