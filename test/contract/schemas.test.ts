/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';

import { everyOperation, useBenches } from './bench';
import { closed, outputsOf, schemaFile, schemaFolder, type OutputSchema } from './schemas';

/** The editor shows what a node gives before it has run; `npx tsx scripts/schemas.ts` writes it anew. */
const benches = useBenches();
const operations = everyOperation(benches);
const ajv = new Ajv({ strict: true, allowUnionTypes: true, keywords: ['version'] });

test.each(operations)('%s gives what its schema says', async (_, bench, operation) => {
	const file = schemaFile(operation);
	expect({ file, exists: existsSync(file) }).toEqual({ file, exists: true });
	const schema = JSON.parse(readFileSync(file, 'utf8')) as OutputSchema;
	expect(schema).toMatchObject({ type: 'object', version: 1 });

	const outputs = await outputsOf(bench, operation);
	expect(outputs.length).toBeGreaterThan(0);
	const validate = ajv.compile(closed(schema));
	for (const output of outputs) {
		validate(output);
		expect(validate.errors ?? []).toEqual([]);
	}
	const named = Object.keys(schema.properties ?? {});
	const given = outputs.flatMap((output) => Object.keys(output));
	expect(named.filter((name) => !given.includes(name))).toEqual([]);
});

test('no schema is left of an operation that is gone', () => {
	const due = operations.map(([, , operation]) => schemaFile(operation)).sort();
	const folders = [...new Set(operations.map(([, , { node }]) => schemaFolder(node.constructor.name)))];
	const found = folders.flatMap((folder) =>
		existsSync(folder)
			? readdirSync(folder).flatMap((resource) =>
					readdirSync(join(folder, resource)).map((file) => join(folder, resource, file)),
				)
			: [],
	);
	expect(found.sort()).toEqual(due);
});

test('schemas carry types, never values', () => {
	const keywords = new Set<string>();
	const visit = ({ properties, items, anyOf, ...rest }: OutputSchema): void => {
		for (const name of Object.keys(rest)) keywords.add(name);
		for (const inner of [...Object.values(properties ?? {}), ...(anyOf ?? []), ...(items ? [items] : [])])
			visit(inner as OutputSchema);
	};
	for (const [, , operation] of operations)
		visit(JSON.parse(readFileSync(schemaFile(operation), 'utf8')) as OutputSchema);
	expect([...keywords].sort()).toEqual(['type', 'version']);
});
