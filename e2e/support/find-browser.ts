import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Where a browser got by this project is kept. */
export const BROWSER_CACHE = join(ROOT, '.cache/browser');

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', join(BROWSER_CACHE, 'chromium')];

/** A Chromium of this machine: the one of CHROMIUM_PATH, else a usual place; null when there is none. A wrong CHROMIUM_PATH is an error. */
export function findBrowser(env: Record<string, string | undefined> = process.env): string | null {
  const told = env['CHROMIUM_PATH'];
  if (told) {
    if (!existsSync(told)) throw new Error(`CHROMIUM_PATH is ${told}, which does not exist.`);
    return told;
  }
  return PLACES.find((place) => existsSync(place)) ?? null;
}
