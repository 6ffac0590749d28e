// Adds up what the test runs reported and closes on one plain line.
import { globSync, readFileSync } from 'node:fs';

const reports = globSync('.cache/report-*.json').map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (name) => reports.reduce((total, report) => total + report[name], 0);
if (sum('numTotalTests') === 0) throw new Error('No test ran.');
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`);
process.exitCode = sum('numFailedTests') > 0 ? 1 : 0;
