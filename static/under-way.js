// Says, where a form waits for its answer, what is under way; and keeps it from being sent twice. Without it, the browser's own sign is all there is.
for (const form of document.querySelectorAll('form[data-under-way]')) {
  form.addEventListener('submit', () => {
    const status = form.querySelector('[data-says]');
    if (status) status.textContent = form.dataset.underWay;
    // After the form was read: a button disabled before would not be sent.
    setTimeout(() => {
      for (const button of form.querySelectorAll('button')) button.disabled = true;
    });
  });
}
// Coming back with the browser's own button finds the page as it was left.
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const button of document.querySelectorAll('form[data-under-way] button')) button.disabled = false;
});
