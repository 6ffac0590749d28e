// Answers given at doors where there is no network are kept on this telephone and sent when it is back.
// Without this script each form posts by itself.
const KEY = `visits ${location.pathname}`;
const notice = document.getElementById('hors-ligne');

const kept = () => JSON.parse(localStorage.getItem(KEY) ?? '[]');
const keep = (answers) => (answers.length > 0 ? localStorage.setItem(KEY, JSON.stringify(answers)) : localStorage.removeItem(KEY));

function show(text) {
  notice.textContent = text;
  notice.hidden = text === '';
}

const doorOf = (id) => document.getElementById(`v-${id}`);

function mark(id, text) {
  const heading = doorOf(id)?.querySelector('h2');
  if (!heading) return;
  const chip = heading.querySelector('.chip') ?? heading.appendChild(document.createElement('span'));
  chip.className = 'chip saffron';
  chip.textContent = text;
}

const waiting = (count) => (count === 0 ? '' : count === 1 ? 'Une réponse est gardée sur ce téléphone : elle partira quand le réseau reviendra.' : `${count} réponses sont gardées sur ce téléphone : elles partiront quand le réseau reviendra.`);

/** Sends one answer. True: it arrived. False: no network, or the product is away. Null: refused, sending it again is of no use. */
async function send(fields) {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch('?/noter', { method: 'POST', body: new URLSearchParams(fields), headers: { 'x-sveltekit-action': 'true', accept: 'application/json' } });
    const said = await answer.json().catch(() => null);
    // Signed out meanwhile: kept until she is back.
    if (answer.status >= 500 || said?.error?.typed) return false;
    if (said?.type === 'redirect' && !said.location.startsWith('/poste/tournees/')) return false;
    return said?.type === 'redirect' ? true : null;
  } catch {
    return false;
  }
}

/** What was refused stands in its form again: no word is lost. */
function giveBack(fields) {
  const form = doorOf(fields.visite)?.querySelector('form[data-visit]');
  if (!form) return;
  for (const [name, value] of Object.entries(fields)) if (form.elements[name]) form.elements[name].value = value;
  form.closest('details').open = true;
}

let sending = false;
async function sendKept() {
  if (sending) return;
  sending = true;
  let sent = 0;
  for (const fields of kept()) {
    const arrived = await send(fields);
    if (arrived === false) break;
    keep(kept().slice(1));
    mark(fields.visite, arrived ? 'Noté' : 'Refusé : à noter de nouveau');
    if (!arrived) giveBack(fields);
    sent++;
  }
  sending = false;
  const left = kept().length;
  show(left > 0 ? waiting(left) : sent > 0 ? 'Tout est envoyé.' : '');
}

for (const form of document.querySelectorAll('form[data-visit]'))
  form.addEventListener('submit', (event) => {
    const fields = { ...Object.fromEntries(new FormData(form)), 'dit-a': new Date().toISOString() };
    try {
      keep([...kept(), fields]);
    } catch {
      // A telephone that keeps nothing: the form goes by itself.
      return;
    }
    event.preventDefault();
    mark(fields.visite, 'Gardé sur ce téléphone');
    form.closest('details').open = false;
    show(waiting(kept().length));
    sendKept();
  });

for (const fields of kept()) mark(fields.visite, 'Gardé sur ce téléphone');
window.addEventListener('online', sendKept);
setInterval(() => kept().length > 0 && sendKept(), 30_000);
sendKept();
