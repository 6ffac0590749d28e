export { demonstrationDiagnosesOf } from './data.ts';
export { type DemonstrationPlan, loadDemonstrationDiagnoses } from './load-diagnoses.ts';
