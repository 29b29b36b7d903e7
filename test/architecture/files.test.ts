import { anyIn, sourcesIn } from './sources';

const sources = [...sourcesIn('nodes', /\.ts$/), ...sourcesIn('credentials', /\.ts$/)];

const MAX_RESOURCE_LINES = 300;
const MAX_LINES = 250;

test('files are short enough to be read', () => {
	const long = sources
		.filter(({ path }) => !path.includes('/definitions/'))
		.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
		.filter(({ path, lines }) => lines >= (path.includes('/resources/') ? MAX_RESOURCE_LINES : MAX_LINES));
	expect(long).toEqual([]);
});

test.each([
	['silences the linter', /eslint-disable/],
	['silences the compiler', /@ts-(ignore|expect-error|nocheck)/],
	['waits or reads the environment by itself', /\b(setTimeout|setInterval|process\.env)\b/],
	['writes to the console', /\bconsole\./],
])('nothing that is shipped %s', (_, pattern) => {
	const found = sources.flatMap(({ path, text }) =>
		text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
	);
	expect(found).toEqual([]);
});

test('nothing that is shipped gives up on types', () => {
	expect(sources.flatMap(anyIn)).toEqual([]);
});
