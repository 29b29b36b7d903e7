/** Unit, engine (n8n-core), contract and sandbox tests. The end-to-end tests run in a real n8n: jest.e2e.config.js. */
module.exports = {
	// Each test file reads n8n and the tables of FHIR anew. Processes that have grown are replaced, which only workers are.
	maxWorkers: 2,
	workerIdleMemoryLimit: '1500MB',
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/host/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }] },
	setupFiles: ['<rootDir>/test/support/environment.js'],
	testTimeout: 30_000,
};
