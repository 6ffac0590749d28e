// The house's rules (docs/decisions/0002-rooms.md), checked by `npm run check`. Rooms from the top down: each may use those before it, through their index.
const ROOMS = ['kernel', 'territory', 'directory', 'identity', 'followup', 'exchange', 'diagnosis', 'support', 'gatherings', 'aids', 'sectors', 'welcome', 'observatory'];
const TEST = '\\.test\\.ts$|/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'engine-stands-alone', comment: 'The engine imports nothing of ours.', severity: 'error', from: { path: '^src/engine/' }, to: { path: '^src/(?!engine/)' } },
    { name: 'lib-knows-no-room', severity: 'error', from: { path: '^src/lib/' }, to: { path: '^src/(core|routes|cli|api)/' } },
    { name: 'core-knows-no-page', comment: 'Of the interface, rooms use words and numbers only.', severity: 'error', from: { path: '^src/core/' }, to: { path: '^src/(routes|cli|api|lib/(?!format\\.ts))' } },
    { name: 'pages-use-rooms-only', severity: 'error', from: { path: '^src/routes/' }, to: { path: '^src/(cli|api|engine)/' } },
    { name: 'cli-uses-no-page', severity: 'error', from: { path: '^src/cli/' }, to: { path: '^src/routes/' } },
    { name: 'rooms-are-closed-to-pages', severity: 'error', from: { path: '^src/(routes|cli|api|hooks|lib)' }, to: { path: '^src/core/[^/]+/(?!index\\.ts$)' } },
    { name: 'engine-has-doors', comment: 'Solvers are used through their index, or their common types.', severity: 'error', from: { path: '^src/core/', pathNot: TEST }, to: { path: '^src/engine/(?!common/)[^/]+/(?!index\\.ts$)' } },
    ...ROOMS.flatMap((room, i) => [
      { name: `${room}-is-closed`, comment: 'A room is entered through its index.', severity: 'error', from: { path: '^src/core/', pathNot: [`^src/core/${room}/`, TEST] }, to: { path: `^src/core/${room}/(?!index\\.ts$)` } },
      ...(i < ROOMS.length - 1
        ? [{ name: `${room}-uses-only-rooms-above`, severity: 'error', from: { path: `^src/core/${room}/` }, to: { path: `^src/core/(${ROOMS.slice(i + 1).join('|')})/` } }]
        : []),
    ]),
    { name: 'known-rooms-only', comment: 'A new room takes its place in the order above.', severity: 'error', from: {}, to: { path: `^src/core/(?!(${ROOMS.join('|')})/)[^/]+/` } },
    { name: 'product-needs-no-development-package', severity: 'error', from: { path: '^src/(core|engine|cli)/', pathNot: TEST }, to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '\\.d\\.ts$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'svelte', 'types'], extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'] },
  },
};
