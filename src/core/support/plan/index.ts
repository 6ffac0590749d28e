export { actionsFrom } from './actions-from.ts';
export { type PlanItem, planOf, type PlanOrigin } from './plan-of.ts';
export { endAction, ProposeAction, proposeAction } from './propose-action.ts';
export { type Share, sharePlan, sharesOf, unsharePlan } from './share-plan.ts';
