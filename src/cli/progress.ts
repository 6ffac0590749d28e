const count = new Intl.NumberFormat('fr-FR');

/** Time left, from the share done and the time it took: « 40 s », « 3 min ». Nothing before it can be known. */
export function timeLeft(done: number, total: number, elapsedSeconds: number): string {
  if (done <= 0 || done >= total || elapsedSeconds < 1) return '';
  const seconds = Math.ceil((elapsedSeconds * (total - done)) / done);
  return seconds < 90 ? `encore ${seconds} s` : `encore ${Math.round(seconds / 60)} min`;
}

/** One line of progress, rewritten in place; silent when the output is not a terminal. */
export function progressLine(terminal: { err: (text: string) => void; tty: boolean }, now: () => number = Date.now) {
  let startedAt = 0;
  let lastAt = 0;
  let task = '';
  let shown = false;
  return {
    show: (done: number, total: number | null, what: string) => {
      if (!terminal.tty) return;
      if (what !== task) [task, startedAt, lastAt] = [what, now(), 0];
      if (now() - lastAt < 100 && done !== total) return;
      lastAt = now();
      shown = true;
      const share = total === null ? count.format(done) : `${count.format(done)} / ${count.format(total)}`;
      const left = total === null ? '' : timeLeft(done, total, (now() - startedAt) / 1000);
      terminal.err(`\r\x1b[2K${what} : ${share}${left && `, ${left}`}`);
    },
    clear: () => {
      if (shown) terminal.err('\r\x1b[2K');
      shown = false;
    },
  };
}
