/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { ICredentialType, Icon, INodeType } from 'n8n-workflow';

import { credentialTypes, nodeTypes } from '../support/engine';
import { actionNodes, operationsOf } from './operations';
import { flatten, packageJson, sourceOf } from './published';
import { isSentence, isTitleCase, parameterRules } from './uxRules';
import { contracts } from './vendors';

/** What the editor shows must follow n8n's guidelines, for verification and for the people who use it. */
const nodes = Object.entries(nodeTypes);
const credentials = Object.entries(credentialTypes);

/** The editor loads every description at its start. */
const LARGEST_DESCRIPTION = 250_000;

describe.each(Object.entries(parameterRules))('%s', (_, rule) => {
	const check = (published: INodeType | ICredentialType) => {
		const properties = 'description' in published ? published.description.properties : published.properties;
		return flatten(properties)
			.map((placed) => ({ parameter: placed.path, wrong: rule(placed) }))
			.filter(({ wrong }) => wrong.length > 0);
	};
	test.each([...nodes, ...credentials])('%s', (_name, published) => {
		expect(check(published)).toEqual([]);
	});
});

describe.each(nodes)('node %s', (_, node) => {
	const { description } = node;
	const operations = operationsOf(node);

	/** As it stands in a sentence, also when there are several, and without the other words in brackets behind it. */
	const namesOf = (resource: string): string[] => {
		const options = description.properties.find(({ name }) => name === 'resource')?.options ?? [];
		const found = options.find((option) => 'value' in option && option.value === resource);
		const name = String(found?.name).toLowerCase();
		return [name, name.replace(/y$/, 'ies'), name.replace(/ \(.*\)$/, '')];
	};

	test('has a description that is a sentence, and a name', () => {
		expect(isTitleCase(description.displayName)).toBe(true);
		expect(isSentence(description.description)).toBe(true);
		expect(description.subtitle).toMatch(/^=/);
	});

	test('says of every operation what it does to what', () => {
		const unclear = operations.filter(({ option, resource }) => {
			const { action = '', name, description: about = '' } = option;
			const plain = /^\p{Lu}[^\p{Lu}]*$/u.test(action);
			const named = namesOf(resource).some((words) => action.toLowerCase().includes(words));
			return !plain || !named || !isSentence(about) || about === name || about === action;
		});
		expect(unclear.map(({ name, option }) => ({ name, option }))).toEqual([]);
	});

	test('has options in every operation', () => {
		const without = operations.filter(
			({ resource, operation }) =>
				!description.properties.some(
					({ name, type, displayOptions }) =>
						name === 'options' &&
						type === 'collection' &&
						displayOptions?.show?.resource?.includes(resource) &&
						displayOptions.show.operation?.includes(operation),
				),
		);
		expect(without.map(({ name }) => name)).toEqual([]);
	});

	const size = Buffer.byteLength(JSON.stringify(description));
	test(`is not too large for the editor (${Math.round(size / 1000)} of ${LARGEST_DESCRIPTION / 1000} kB)`, () => {
		expect(size).toBeLessThan(LARGEST_DESCRIPTION);
	});

	test('has a codex that n8n takes', () => {
		const file = sourceOf(node.constructor.name).replace(/\.ts$/, '.json');
		const codex = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
		const categories =
			'Data & Storage|Finance & Accounting|Marketing & Content|Productivity|Miscellaneous|Sales|Development|Analytics|Communication|Utility';
		expect(codex).toMatchObject({
			node: `${packageJson.name}.${description.name}`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
			alias: expect.arrayContaining([expect.any(String)]),
			resources: {
				primaryDocumentation: [{ url: expect.stringMatching(/^https:/) }],
				credentialDocumentation: [{ url: expect.stringMatching(/^https:/) }],
			},
		});
		const chosen = codex.categories as string[];
		expect(chosen.filter((category) => !categories.split('|').includes(category))).toEqual([]);
		expect(chosen.length).toBeGreaterThan(0);
		expect(codex).not.toHaveProperty('subcategories');
	});
});

test.each(contracts.map(({ node, resources }) => [node, resources] as const))(
	'%s keeps ten fields at most when it simplifies',
	(_, resources) => {
		const long = resources
			.flatMap(({ operations }) => operations)
			.filter(({ simplified = [] }) => simplified.length > 10);
		expect(long.map(({ action }) => action)).toEqual([]);
	},
);

test('every action node is usable as a tool', () => {
	expect(actionNodes.filter(({ description }) => !description.usableAsTool)).toEqual([]);
});

describe.each([
	...nodes.map(([name, node]) => [name, node.constructor.name, node.description.icon] as const),
	...credentials.map(([name, type]) => [name, type.constructor.name, type.icon] as const),
])('the icon of %s', (_, className, icon) => {
	test.each(['light', 'dark'] as const)('has a %s form', (theme) => {
		const file = (icon as Exclude<Icon, string>)[theme];
		expect(file).toMatch(/^file:.*\.svg$/);
		expect(existsSync(join(dirname(sourceOf(className)), file.slice('file:'.length)))).toBe(true);
	});
});

describe.each(credentials)('credential %s', (_, type) => {
	test('hides what is secret', () => {
		const secret = /password|secret|token|passphrase|api_?key|private_?key|auth_?key/i;
		const open = type.properties.filter(
			({ name, type: kind, typeOptions }) =>
				secret.test(name) && !/url|pub|id$/i.test(name) && kind !== 'hidden' && !typeOptions?.password,
		);
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	test('can be tested', () => {
		expect(Boolean(type.test) || type.extends?.includes('oAuth2Api')).toBe(true);
	});

	test('leads to its documentation', () => {
		expect(type.displayName).toMatch(/ API$/);
		expect(type.documentationUrl).toMatch(/^https:\/\//);
	});
});
