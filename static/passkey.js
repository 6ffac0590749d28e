// Comfort: a passkey instead of a code. Regions [data-passkey] stay hidden without this script, or where the browser knows no passkeys.
const AUTH = '/connexion/auth/passkey';
const able = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials);

const ask = async (path, body) => {
  const answer = await fetch(`${AUTH}/${path}`, body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {});
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
  return answer.json();
};

const signIn = async (to) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await ask('generate-authenticate-options'));
  const credential = await navigator.credentials.get({ publicKey });
  await ask('verify-authentication', { response: credential.toJSON() });
  location.assign(to);
};

const register = async () => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await ask('generate-register-options'));
  const credential = await navigator.credentials.create({ publicKey });
  await ask('verify-registration', { response: credential.toJSON() });
  location.reload();
};

const sentence = (error) =>
  error.name === 'NotAllowedError' ? 'Rien n’a été fait : la demande a été refermée, ou aucune clé n’est sur cet appareil.'
  : error.name === 'InvalidStateError' ? 'Cet appareil a déjà une clé pour ce compte.'
  : error.status === 403 ? 'Par prudence, reconnectez-vous avant d’ajouter une clé.'
  : 'Cette clé n’a pas été acceptée. Recevez plutôt un code par courriel.';

for (const region of document.querySelectorAll('[data-passkey]')) {
  if (!able) continue;
  region.hidden = false;
  const status = region.querySelector('[role="status"]');
  region.querySelector('button').addEventListener('click', async () => {
    status.textContent = '';
    try {
      await (region.dataset.passkey === 'register' ? register : signIn)(region.dataset.to);
    } catch (error) {
      status.textContent = sentence(error);
    }
  });
}
