import { CLIENT, startDouble } from '../../src/core/identity/testing/proconnect-double.ts';
import { freePort, startProduct } from './start-product.ts';

/** Starts the product on an empty folder, beside a double of ProConnect, and gives its address to the journeys. */
export default async function setup({ provide }: { provide: (key: 'address' | 'folder' | 'proConnect', value: string) => void }) {
  const port = await freePort();
  const double = await startDouble([`http://localhost:${port}/connexion/auth/callback/proconnect`], [`http://localhost:${port}/connexion`]);
  const product = await startProduct(port, { PROCONNECT_DOMAIN: double.domain, PROCONNECT_CLIENT_ID: CLIENT.id, PROCONNECT_CLIENT_SECRET: CLIENT.secret });
  provide('address', product.address);
  provide('folder', product.folder);
  provide('proConnect', double.domain);
  return async () => {
    await product.stop();
    await double.close();
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    address: string;
    folder: string;
    /** Where the double of ProConnect is. */
    proConnect: string;
  }
}
