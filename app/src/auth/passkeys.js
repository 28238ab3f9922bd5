// Asks the browser's keys and sends their answer as a plain form. A form says what it wants by `data-passkey`, where its question
// comes from by `data-options`; it stays hidden where there is no script or the browser has no keys.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const ask = {
  create: ({ publicKey }) =>
    navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: (publicKey.excludeCredentials ?? []).map((known) => ({ ...known, id: bytes(known.id) })),
      },
    }),
  get: ({ publicKey }) =>
    navigator.credentials.get({ publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: [] } }),
};

const answer = ({ id, rawId, type, response }) => ({
  id,
  rawId: text(rawId),
  type,
  response: Object.fromEntries(
    ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
      .filter((name) => response[name])
      .map((name) => [name, text(response[name])]),
  ),
});

const words = window.PublicKeyCredential ? document.querySelectorAll('[data-without-keys]') : [];
for (const word of words) word.hidden = true;

for (const form of document.querySelectorAll('form:has([data-passkey])')) {
  const { passkey, options, confirm } = form.querySelector('[data-passkey]').dataset;
  if (!window.PublicKeyCredential) continue;
  form.closest('[hidden]').hidden = false;
  const failed = form.querySelector('[data-failed]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const asked = await fetch(options, { method: 'POST' });
      // The password once more, before a key is added.
      if (asked.status === 403) return location.assign(confirm);
      if (!asked.ok) throw new Error(asked.statusText);
      const { challenge, options: question } = await asked.json();
      form.elements.challenge.value = challenge;
      form.elements.credential.value = JSON.stringify(answer(await ask[passkey](question)));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
