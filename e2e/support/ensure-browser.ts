// Makes sure that a browser is there for the journeys, before anything else runs: finds one, or gets one, or fails saying how.
import { spawnSync } from 'node:child_process';
import { copyFileSync, chmodSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BROWSER_CACHE, findBrowser } from './find-browser.ts';

const CARRIER = '@sparticuz/chromium@153.0.0';

const run = (program: string, args: string[]) => spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

/** Debian's own package, when we may install. */
function fromDebian(): boolean {
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) return false;
  console.log('No browser found: installing Debian’s chromium…');
  return (run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium']) || (run('apt-get', ['-qq', 'update']) && run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium']))) && findBrowser() !== null;
}

/** An npm package that carries a headless Chromium, for who may not install. */
async function fromNpm(): Promise<boolean> {
  console.log(`No browser found: getting ${CARRIER} from npm…`);
  mkdirSync(BROWSER_CACHE, { recursive: true });
  if (!run('npm', ['install', '--silent', '--no-save', '--prefix', BROWSER_CACHE, CARRIER])) return false;
  const carrier = (await import(createRequire(join(BROWSER_CACHE, 'x.js')).resolve('@sparticuz/chromium'))) as { default: { executablePath: () => Promise<string> } };
  const place = join(BROWSER_CACHE, 'chromium');
  copyFileSync(await carrier.default.executablePath(), place);
  chmodSync(place, 0o755);
  return spawnSync(place, ['--headless', '--no-sandbox', '--version']).status === 0;
}

if (!findBrowser() && !fromDebian() && !(await fromNpm())) {
  console.error('The browser journeys need a Chromium. Install one (Debian: apt-get install chromium), or give its path in CHROMIUM_PATH, then run the tests again.');
  process.exit(1);
}
