import type { Deps } from '#core/kernel/index.ts';
import type { CurrentTerritory } from '#core/territory/index.ts';
import type { Viewer } from '#core/directory/index.ts';

declare global {
  namespace App {
    interface Locals {
      deps: Deps;
      viewer: Viewer;
      /** The territory that this product serves. */
      territory: CurrentTerritory;
      /** True when the request comes from the machine that serves: its user is the adviser until accounts exist. */
      local: boolean;
    }
    interface Error {
      message: string;
    }
  }
}
