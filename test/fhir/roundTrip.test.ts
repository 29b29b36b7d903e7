import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { definitionsOf, type Definitions, type FhirVersion } from '../../nodes/fhir/definitions';
import { fillForm } from '../../nodes/fhir/fillForm';
import { fixedCodesOf, fixedConcept } from '../../nodes/fhir/fixedConcepts';
import { Clerk } from '../support/fhirCells';
import { wrongInR4 } from '../support/fhirR4';
import { wrongInR5 } from '../support/fhirR5';
import { Records } from '../support/fhirRecords';

/** Resources of each type. */
const RUNS = 12;

/** The validator of R4 knows this type as it is in R4B. */
const NOT_JUDGED = ['R4 EvidenceVariable'];

/** Where FHIR takes concepts of a fixed list only, one of those. */
function withFixed(type: string, resource: IDataObject): IDataObject {
	const entries = Object.entries(resource).map(([name, value]) => {
		const [code] = Object.keys(fixedCodesOf(type, name) ?? {});
		return [name, code === undefined ? value : fixedConcept(type, name, code)];
	});
	return Object.fromEntries(entries) as IDataObject;
}

const versions: Array<[FhirVersion, typeof wrongInR4]> = [
	['R4', wrongInR4],
	['R5', wrongInR5],
];

test.each([
	['active', 'active'],
	['Resolved', 'resolved'],
])('a clinical status may be written as %s', async (written, code) => {
	const cells = { clinicalStatus: written, subject: 'Patient/1' };
	const reading = { zone: 'UTC', assertFile: () => undefined };
	const definitions = await definitionsOf('R4');
	const { clinicalStatus } = fillForm({ definitions, resourceType: 'Condition', cells, reading });
	const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
	expect(clinicalStatus).toMatchObject({ coding: [{ system, code }] });
});

test('a clinical status that FHIR does not know is refused', async () => {
	const cells = { clinicalStatus: 'better', subject: 'Patient/1' };
	const reading = { zone: 'UTC', assertFile: () => undefined };
	const definitions = await definitionsOf('R4');
	expect(() => fillForm({ definitions, resourceType: 'Condition', cells, reading })).toThrow(
		"'Clinical Status' is set to a code that does not exist",
	);
});

describe.each(versions)('FHIR %s', (version, wrongIn) => {
	let definitions: Definitions;
	beforeAll(async () => {
		definitions = await definitionsOf(version);
	});

	const fill = (resourceType: string, cells: Record<string, unknown>) =>
		fillForm({
			definitions,
			resourceType,
			cells,
			reading: { zone: 'UTC', assertFile: () => undefined },
		});

	test('what a form can say of a resource of any type becomes that resource again, and valid FHIR', () => {
		for (const type of definitions.resources) {
			const property = fc.property(fc.gen(), fc.boolean(), (draw, asText) => {
				const resource = withFixed(type, new Records(definitions, draw).resource(type));
				const cells = new Clerk(definitions, type, asText).cellsOf(resource);
				const filled = fill(type, cells);
				expect(filled).toEqual(resource);
				if (!NOT_JUDGED.includes(`${version} ${type}`)) expect(wrongIn(filled)).toEqual([]);
			});
			fc.assert(property, { numRuns: RUNS, seed: 20_260_328, endOnFailure: true });
		}
	}, 120_000);
});
