import fc from 'fast-check';

import { definitionsOf, type Definitions, type FhirVersion } from '../../nodes/fhir/definitions';
import { fillForm } from '../../nodes/fhir/fillForm';
import { Clerk } from '../support/fhirCells';
import { wrongInR4 } from '../support/fhirR4';
import { wrongInR5 } from '../support/fhirR5';
import { Records } from '../support/fhirRecords';

/** Resources of each type. */
const RUNS = 12;

/** The validator of R4 knows this type as it is in R4B. */
const NOT_JUDGED = ['R4 EvidenceVariable'];

const versions: Array<[FhirVersion, typeof wrongInR4]> = [
	['R4', wrongInR4],
	['R5', wrongInR5],
];

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
				const resource = new Records(definitions, draw).resource(type);
				const cells = new Clerk(definitions, type, asText).cellsOf(resource);
				const filled = fill(type, cells);
				expect(filled).toEqual(resource);
				if (!NOT_JUDGED.includes(`${version} ${type}`)) expect(wrongIn(filled)).toEqual([]);
			});
			fc.assert(property, { numRuns: RUNS, seed: 20_260_328, endOnFailure: true });
		}
	}, 120_000);
});
