/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import lowerFirst from 'lodash/lowerFirst';
import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { fhirTypes } from '../../nodes/HeyDonto/resources/fhirTypes';
import { byId } from '../support/bench';
import { json, startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

/** The resources that HL7 published with FHIR R4 go through the node and come back as they were. */
let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());

const FOLDER = dirname(require.resolve('hl7.fhir.r4.examples/package.json'));

/** More than a thousand each of the search parameters, value sets and code systems would only take time. */
const MOST_OF_A_TYPE = 60;

/** In bytes; a few are the whole of the standard in one Bundle. */
const LARGEST = 1_000_000;

/** What the store's validator does not take, each for a reason that it gives. */
const REFUSED: Record<string, string> = {
	'Binary-example': 'Invalid base64', // FHIR allows the blanks in it.
	'DiagnosticReport-gingival-mass': 'Invalid base64',
	'Media-example': 'Invalid base64',
	'Questionnaire-qs1': 'Missing required property',
	'RiskAssessment-breastcancer-risk': 'ras-2',
	'RiskAssessment-prognosis': 'ras-2',
	'StructureDefinition-Definition': 'sdf-4',
};

interface Official {
	name: string;
	resource: IDataObject;
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

const examplesOf = (type: string): Official[] =>
	files
		.filter((file) => file.startsWith(`${type}-`) && statSync(join(FOLDER, file)).size <= LARGEST)
		.slice(0, MOST_OF_A_TYPE)
		.map((file) => ({
			name: file.replace('.json', ''),
			resource: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as IDataObject,
		}));

/** An item in the place of a record that was refused; a record may have an element `error` too. */
const isRefusal = ({ json: item }: INodeExecutionData): boolean =>
	Object.keys(item).every((name) => name === 'error' || name === 'details');

/** A record without what the server gives it. */
const content = (resource: IDataObject): IDataObject => omit(resource, 'id', 'meta');

const seen: Array<{ type: string; accepted: number; refused: number }> = [];

it.each(Object.keys(fhirTypes))(
	'%s: what is accepted comes back unchanged',
	async (type) => {
		bench.reset();
		const examples = examplesOf(type);
		const resource = lowerFirst(type);
		const created = await bench.run(
			`${resource}.create`,
			{ ...json('={{ $json }}'), output: 'raw' },
			{ input: examples.map((example) => ({ json: example.resource })), onError: 'continueRegularOutput' },
		);
		expect(created.error).toBeUndefined();
		const sources = created.items.map(({ pairedItem }) => examples[(pairedItem as { item: number }).item]);
		expect(sources).toEqual(examples);
		const refusals = created.items.flatMap((item, at) =>
			isRefusal(item) ? [[sources[at].name, item.json.error as string]] : [],
		);
		expect(refusals).toEqual(
			examples
				.filter(({ name }) => name in REFUSED)
				.map(({ name }) => [name, expect.stringContaining(REFUSED[name])]),
		);
		const accepted = created.items.flatMap((item, at) => (isRefusal(item) ? [] : [{ item, at }]));
		seen.push({ type, accepted: accepted.length, refused: refusals.length });

		const read = await bench.run(
			`${resource}.get`,
			{ id: byId('={{ $json.id }}'), output: 'raw' },
			{ input: accepted.map(({ item }) => ({ json: { id: item.json.id } })) },
		);
		expect(read.error).toBeUndefined();
		expect(read.items.map((item) => content(item.json))).toEqual(
			accepted.map(({ at }) => content(sources[at].resource)),
		);
	},
	60_000,
);

test('there are enough of them', () => {
	const sum = (counted: 'accepted' | 'refused') =>
		seen.reduce((total, { [counted]: count }) => total + count, 0);
	const lines = seen.map(
		({ type, accepted, refused }) => `${type} ${accepted}${refused ? ` (${refused} refused)` : ''}`,
	);
	process.stdout.write(`Official examples: ${lines.join(', ')}\n`);
	expect(seen.filter(({ accepted }) => accepted === 0).map(({ type }) => type)).toEqual(['Parameters']);
	expect(sum('accepted')).toBeGreaterThan(780);
	expect(sum('refused')).toBeLessThan(10);
});
