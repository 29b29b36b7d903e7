import { isProvided } from './packages';
import { crossings, foldersIn, sourcesIn } from './sources';

/**
 * The linter lets development packages into nodes, and then they are missing on the user's machine. So what the build
 * really asks for is looked at.
 */
const files = foldersIn('.').includes('dist') ? sourcesIn('dist', /\.js$/) : [];

test('there is a build', () => {
	const hint = files.length > 0 ? '' : 'There is no dist/ folder: run npm run build first.';
	expect(hint).toBe('');
	expect(files.flatMap(({ imports }) => imports)).not.toEqual([]);
});

test('the build asks only for what n8n brings along', () => {
	expect(crossings(files, ({ name, file }) => file !== undefined || isProvided(name))).toEqual([]);
});

test('n8n-workflow is the only package of n8n in it', () => {
	const ofN8n = files
		.flatMap(({ imports }) => imports.map(({ name }) => name))
		.filter((name) => /^@?n8n/.test(name));
	expect([...new Set(ofN8n)]).toEqual(['n8n-workflow']);
});
