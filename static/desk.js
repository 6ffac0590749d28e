// Comfort for the desk: arrows choose a line, a letter answers it, N notes a call, / searches. Without this script the first line is open and each has its page.
// The minutes spent on a line are counted from when it was opened or its telephone touched.
const lines = [...document.querySelectorAll('#lignes [data-line]')];
let at = lines.findIndex((line) => line.classList.contains('open'));
let since = Date.now();

function open(next) {
  if (next < 0 || next >= lines.length) return;
  lines[at]?.classList.remove('open');
  at = next;
  since = Date.now();
  lines[at].classList.add('open');
  lines[at].querySelector('a').focus();
}

const MOST_MINUTES = 45;
// One answer leaves at a time: a key held down, or a double tap, is one.
let left = false;
addEventListener('pageshow', () => (left = false));
for (const form of document.querySelectorAll('#lignes form'))
  form.addEventListener('submit', (event) => {
    if (left) return event.preventDefault();
    left = true;
    const field = form.querySelector('[data-minutes]');
    field.disabled = false;
    field.value = String(Math.min(MOST_MINUTES, Math.max(1, Math.round((Date.now() - since) / 60_000))));
  });

lines.forEach((line, i) => line.addEventListener('click', (event) => !event.target.closest('a[href^="/"], button') && i !== at && open(i)));

document.addEventListener('keydown', (event) => {
  if (event.repeat && /^[a-z]$/i.test(event.key)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
  const key = event.key.toLowerCase();
  if (key === 'arrowdown' || key === 'arrowup') {
    event.preventDefault();
    open(at + (key === 'arrowdown' ? 1 : -1));
  } else if (key === '/') {
    event.preventDefault();
    document.getElementById('q')?.focus();
  } else if (/^[a-z]$/.test(key)) {
    const wanted = lines[at]?.querySelector(`form [data-key="${key}"]`) ?? document.querySelector(`nav [data-key="${key}"]`);
    if (wanted) {
      event.preventDefault();
      wanted.click();
    }
  }
});
