import fc from 'fast-check';

// What may land is judged on the change alone: there, laws are tried on the same drawn cases each time. Elsewhere on new ones each time.
if (process.env['CI']) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 46 });
