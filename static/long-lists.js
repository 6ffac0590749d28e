// Comfort for long lists of boxes, fieldset[data-long]: typed letters go to the word that begins so, arrows to the next, the space bar ticks,
// and Tab leaves the list. Without this script each box is a stop of the Tab key.
const TYPED_FOR = 900;
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

for (const list of document.querySelectorAll('fieldset[data-long]')) {
  const boxes = [...list.querySelectorAll('input[type=checkbox]')];
  const words = boxes.map((box) => plain(box.labels[0]?.textContent ?? ''));
  const help = document.createElement('p');
  help.className = 'small';
  help.id = `${boxes[0].id}-clavier`;
  help.textContent = 'Au clavier : les premières lettres du mot ou les flèches, espace pour cocher, tabulation pour passer à la suite.';
  help.style.gridColumn = '1 / -1';
  // A finger needs no word of keys.
  if (!matchMedia('(pointer: coarse)').matches) {
    list.querySelector('legend').after(help);
    list.setAttribute('aria-describedby', `${list.getAttribute('aria-describedby') ?? ''} ${help.id}`.trim());
  }

  let typed = '';
  let last = 0;
  const here = (at) => boxes.forEach((box, i) => (box.tabIndex = i === at ? 0 : -1));
  const go = (at) => {
    here(at);
    boxes[at].focus();
  };
  here(Math.max(0, boxes.findIndex((box) => box.checked)));

  list.addEventListener('focusin', ({ target }) => boxes.includes(target) && here(boxes.indexOf(target)));
  list.addEventListener('keydown', (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      return go((at + step + boxes.length) % boxes.length);
    }
    if (event.key.length !== 1 || event.key === ' ') return;
    if (event.timeStamp - last > TYPED_FOR) typed = '';
    last = event.timeStamp;
    typed += plain(event.key);
    // A first letter goes on to the next word that begins so; more letters stay where they still fit.
    const from = typed.length === 1 ? at + 1 : at;
    const order = boxes.map((_, i) => (from + i) % boxes.length);
    const found = order.find((i) => words[i].startsWith(typed)) ?? order.find((i) => words[i].split(/[^a-z0-9]+/).some((word) => word.startsWith(typed)));
    if (found === undefined) return;
    event.preventDefault();
    go(found);
  });
}
