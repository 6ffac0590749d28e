import type { Actor } from '#core/identity/index.ts';
import type { Deps } from '#core/kernel/index.ts';
import type { CurrentTerritory } from '#core/territory/index.ts';
import type { Viewer } from '#core/directory/index.ts';

/** Fields of a form in their order; `files`: whether some file went with them. */
type Typed = { fields: [name: string, value: string][]; files: boolean };

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
      /** What a visitor's form sends, when its text is no file's: kept for her if she has to sign in first. */
      typed: Typed | null;
    }
    interface Error {
      message: string;
      /** A form that was refused for want of a session: to be sent again once signed in. */
      typed?: Typed & { to: string };
    }
  }
}
