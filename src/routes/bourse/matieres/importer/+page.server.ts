import { matieres } from '#core/exchange/index.ts';
import { flowTables } from '../../../record-form/flow-tables.ts';
import { type Imported, importPage, readTable } from '../../import-table.ts';
import type { Actions, PageServerLoad } from './$types';

const asked = (): Imported => ({ board: { id: matieres.id, name: matieres.name }, kinds: Object.values(flowTables()) });

export const load: PageServerLoad = (event) => importPage(event, asked());

export const actions: Actions = { default: (event) => readTable(event, asked()) };
