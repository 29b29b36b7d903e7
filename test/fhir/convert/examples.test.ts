/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { CONVERTED, toR5 } from '../../../nodes/fhir/convert/toR5';
import { FieldRefusal } from '../../../nodes/shared/errors/refusal';
import { lostIn, withoutProfiles, wrongInR5 } from './judge';

/** Every example that HL7 published of R4's six types. */
const folder = dirname(require.resolve('hl7.fhir.r4.examples/package.json'));
const examples = readdirSync(folder)
	.filter((file) => CONVERTED.some((type) => file.startsWith(`${type}-`)))
	.map((file) => file.replace('.json', ''));

const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as IDataObject;

/** What these hold has no place in R5, or is of a type that is not converted. */
const REFUSED: Record<string, string> = {
	'DocumentReference-example':
		'DocumentReference.context.sourcePatientInfo cannot be carried over to FHIR R5',
	'MedicationRequest-medrx0301':
		'MedicationRequest.contained holds a Provenance, which is not converted from FHIR R4 to R5',
	'MedicationRequest-medrx0316': 'MedicationRequest.instantiatesUri cannot be carried over to FHIR R5',
};

const converted = examples.filter((name) => !(name in REFUSED));

test('there are examples of every type', () => {
	const types = new Set(examples.map((name) => read(name).resourceType));
	expect([...types].sort()).toEqual([...CONVERTED]);
	expect(converted.length).toBeGreaterThan(140);
});

test.each(converted)('%s is valid R5 afterwards, and has lost nothing', async (name) => {
	const source = read(name);
	const result = await toR5(source);
	expect(wrongInR5(result)).toEqual([]);
	expect(lostIn(withoutProfiles(source), result)).toEqual([]);
	expect(source).toEqual(read(name));
});

test.each(Object.entries(REFUSED))('%s is refused', async (name, message) => {
	await expect(toR5(read(name))).rejects.toThrow(new FieldRefusal(message));
});

test('the published document converts but for what R5 dropped, and the contained author with it', async () => {
	const source = read('DocumentReference-example');
	const { sourcePatientInfo, related, ...context } = source.context as IDataObject;
	expect([sourcePatientInfo, related]).not.toContain(undefined);
	const result = await toR5({ ...source, context });
	expect(wrongInR5(result)).toEqual([]);
	expect(lostIn({ ...source, context }, result)).toEqual([]);
});

test.each(converted.filter((name) => /^(Patient|Observation)-/.test(name) && name !== 'Observation-ekg'))(
	'%s is the same in R5',
	async (name) => {
		const source = read(name);
		expect(await toR5(source)).toEqual(withoutProfiles(source));
	},
);
