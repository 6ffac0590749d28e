import compression from 'compression';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Deps } from '#core/kernel/index.ts';
import { shareWithPages } from '#core/kernel/index.ts';
import { FILE, refusedBody } from './body-limit.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const compress = compression({ threshold: 1024 }) as unknown as Handler;

/** Serves the built pages on a port. The pages find the database through what is shared here. */
export async function listen(port: number, deps: Deps): Promise<{ ok: true; close: () => Promise<void> } | { ok: false; message: string }> {
  shareWithPages(deps);
  process.env['PROTOCOL_HEADER'] = 'x-gariotte-protocol';
  // The most that any address takes; each is held to its own before its body is read.
  process.env['BODY_SIZE_LIMIT'] = String(FILE);
  const { handler } = (await import(pathToFileURL(join(import.meta.dirname, '../../build/handler.js')).href)) as { handler: Handler };
  const server = createServer((request, response) => {
    const refused = refusedBody(request.url ?? '/', request.headers);
    if (refused) return void response.writeHead(refused, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(refused === 413 ? 'Ce qui est envoyé est trop gros.' : 'La taille de ce qui est envoyé manque.');
    // Only a proxy in front knows of https; what a client says under our own header's name is overwritten.
    request.headers['x-gariotte-protocol'] = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
    // A mailbox's own « stop » button posts from nowhere (RFC 8058); the link it posts to is signed, and is all that it takes.
    if (request.method === 'POST' && request.url?.startsWith('/courrier/arret/') && !request.headers.origin) request.headers.origin = `${request.headers['x-gariotte-protocol']}://${request.headers.host}`;
    compress(request, response, () => handler(request, response, () => response.writeHead(404).end()));
  });
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message = error.code === 'EADDRINUSE' ? `Le port ${port} est déjà pris. Donnez-en un autre par PORT.` : error.code === 'EACCES' ? `Le port ${port} est réservé. Donnez-en un au-dessus de 1024 par PORT.` : error.message;
      resolve({ ok: false, message });
    });
    server.listen(port, () =>
      resolve({
        ok: true,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeIdleConnections();
            setTimeout(() => server.closeAllConnections(), 2_000).unref();
          }),
      }),
    );
  });
}
