// Types are checked by a stage of their own; source maps keep the lines of a failure right.
const transpileOnly = {
	module: 'commonjs',
	target: 'es2022',
	esModuleInterop: true,
	resolveJsonModule: true,
	isolatedModules: true,
	sourceMap: true,
};

/** End-to-end tests: one real n8n for all of them, started and ended in test/e2e/support. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/host/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: transpileOnly, diagnostics: false }] },
	globalSetup: '<rootDir>/test/e2e/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/support/globalTeardown.ts',
	testTimeout: 120_000,
};
