// Comfort for forms that search: results as one types. Without this script the same form works with its button.
// <form data-live="a,b">: the first of these regions that both the page and the answer have is replaced by the answer's;
// what the answer marks with data-announce is said politely in #annonce.
const WAIT = 180;

for (const form of document.querySelectorAll('form[data-live]')) {
  let timer = 0;
  let running = new AbortController();

  const address = () => {
    const filled = [...new FormData(form)].filter(([, value]) => value !== '');
    return `${form.getAttribute('action') ?? location.pathname}${filled.length > 0 ? `?${new URLSearchParams(filled)}` : ''}`;
  };

  const search = async () => {
    running.abort();
    running = new AbortController();
    const asked = address();
    try {
      const answer = await fetch(asked, { signal: running.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const id = form.dataset.live.split(',').find((one) => document.getElementById(one) && page.getElementById(one));
      if (!id) return;
      document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
      document.title = page.title;
      history.replaceState(history.state, '', asked);
      const said = document.getElementById(id).querySelector('[data-announce]')?.textContent ?? '';
      const status = document.getElementById('annonce');
      if (status && status.textContent !== said) status.textContent = said;
    } catch (error) {
      if (error.name !== 'AbortError') form.removeAttribute('data-live');
    }
  };

  form.addEventListener('input', (event) => {
    if (!form.dataset.live || (event.target.matches('input:not([type=search])') && event.target.type !== 'radio')) return;
    clearTimeout(timer);
    timer = setTimeout(search, event.target.type === 'search' ? WAIT : 0);
  });
}
