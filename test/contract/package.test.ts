import { credentialTypes, nodeTypes } from '../support/engine';
import { packageJson, sourceOf } from './published';

/** What n8n's verification asks of package.json. */
test('nothing is installed along', () => {
	expect(packageJson.dependencies ?? {}).toEqual({});
	expect(packageJson.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	for (const name of ['overrides', 'resolutions', 'bundleDependencies', 'optionalDependencies'])
		expect(packageJson).not.toHaveProperty(name);
});

test('n8n finds the package and checks it strictly', () => {
	expect(packageJson.n8n).toMatchObject({ strict: true, n8nNodesApiVersion: 1 });
	expect(packageJson.keywords).toContain('n8n-community-node-package');
	expect(packageJson.license).toBe('MIT');
	expect(packageJson.name).toMatch(/^n8n-nodes-[a-z-]+$/);
});

test('only the build is published, without what only the compiler needs', () => {
	expect(packageJson.files).toEqual(['dist', '!dist/tsconfig.tsbuildinfo', '!dist/**/*.map']);
});

test('everything that index.ts exports is listed for n8n, and nothing else', () => {
	const exported = [...Object.values(nodeTypes), ...Object.values(credentialTypes)];
	const files = exported.map((published) => sourceOf(published.constructor.name));
	const { nodes, credentials } = packageJson.n8n;
	expect(new Set(files).size).toBe(nodes.length + credentials.length);
});
