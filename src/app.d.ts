import type { Actor } from '#core/identity/index.ts';
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
      /** Who asks: a visitor, or a signed-in person with her firms and bodies. */
      actor: Actor;
      /** The session that the request carries, if any. */
      session: { id: string; token: string } | null;
    }
    interface Error {
      message: string;
    }
  }
}
