import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { CONVERTED, toR5 } from '../../../nodes/fhir/convert/toR5';
import { definitionsOf, type Definitions, type Element } from '../../../nodes/fhir/definitions';
import { lostIn, wrongInR5 } from './judge';
import { Records, type Wishes } from './records';

/** What these six contain besides each other. */
const CONTAINED = ['Medication', 'Organization', 'Practitioner', 'PractitionerRole', 'RelatedPerson'];

/** Elements of R4 that R5 has no place for, and HL7's maps no rule or only part of one. */
const DROPPED = [
	'DocumentReference.context.related',
	'DocumentReference.context.sourcePatientInfo',
	'MedicationRequest.detectedIssue',
	'MedicationRequest.instantiatesCanonical',
	'MedicationRequest.instantiatesUri',
];
const DROPPED_CONTAINED = [
	'Medication.amount',
	'Organization.address',
	'Organization.contact',
	'Organization.telecom',
	'PractitionerRole.availabilityExceptions',
	'PractitionerRole.availableTime',
	'PractitionerRole.notAvailable',
	'PractitionerRole.telecom',
];

/** Their elements go one up; what says something of themselves is refused, which refusals.test.ts shows. */
const DISSOLVED = ['Condition.evidence', 'DocumentReference.context'];

let r4: Definitions;
let r5: Definitions;

beforeAll(async () => {
	[r4, r5] = await Promise.all([definitionsOf('R4'), definitionsOf('R5')]);
});

/** Every path below a type; within data types, once a type. */
function pathsBelow(type: string, path = type, seen = new Set<string>()): string[] {
	if (seen.has(type)) return [];
	seen.add(type);
	return r4
		.elementsOf(type)
		.flatMap(({ name, type: inner }) => [`${path}.${name}`, ...pathsBelow(inner, `${path}.${name}`, seen)]);
}

/** As little as possible, and one element. */
const only = (wanted: string): Wishes => ({
	wants: (path) => wanted === path || wanted.startsWith(`${path}.`),
	count: () => 1,
	pick: ([first]) => first,
	extends: () => false,
});

/** Converts a resource for every element below a type, with that one in it, and returns those that are refused. */
async function refusedBelow(type: string, within: (one: IDataObject) => IDataObject): Promise<string[]> {
	const refused = new Set<string>();
	for (const path of pathsBelow(type)) {
		const one = new Records(r4, r5, only(path)).resource(type);
		// R5's con-3: an abated condition has a status.
		if (type === 'Condition') one.clinicalStatus ??= { text: 'Resolved' };
		const source = within(one);
		const result = await toR5(source).catch((refusal: Error) => refusal);
		if (result instanceof Error) {
			const said = result.message.replace(/^\w+\.contained\.ofType\((\w+)\)/, '$1');
			expect(said).toBe(`${outermost(path)} cannot be carried over to FHIR R5`);
			refused.add(outermost(path));
		} else {
			expect({ path, wrong: wrongInR5(result) }).toEqual({ path, wrong: [] });
			expect({ path, lost: lostIn(source, result) }).toEqual({ path, lost: [] });
		}
	}
	return [...refused].sort();
}

/** What is below an element that is refused is refused as this one. */
const outermost = (path: string): string =>
	[...DROPPED, ...DROPPED_CONTAINED].find((dropped) => path.startsWith(`${dropped}.`)) ?? path;

test('of all that R4 has, these elements are refused, and nothing else', async () => {
	const refused = await Promise.all(CONVERTED.map((type) => refusedBelow(type, (one) => one)));
	expect(refused.flat().sort()).toEqual(DROPPED);
});

test('in contained resources, these elements are refused, and nothing else', async () => {
	const within = (one: IDataObject) => ({ resourceType: 'Patient', contained: [{ ...one, id: 'c1' }] });
	const refused = await Promise.all(CONTAINED.map((type) => refusedBelow(type, within)));
	expect(refused.flat()).toEqual(DROPPED_CONTAINED);
});

/** Much of everything: what a number decides that fast-check chooses, and shrinks. */
function much(seed: number): Wishes {
	let state = seed;
	const below = (limit: number) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * limit);
	};
	const depth = (path: string) => path.split('.').length;
	const isAllowed = (path: string, { type }: Element) =>
		!DROPPED.includes(path) && !(type === 'Identifier' && depth(path) > 3);
	return {
		wants: (path, element) => isAllowed(path, element) && below(depth(path) + 1) < 2,
		count: () => 1 + below(3),
		pick: (all) => all[below(all.length)],
		extends: (path) => !DISSOLVED.includes(path) && below(8) === 0,
	};
}

test.each(CONVERTED)('%s: whatever it holds is valid R5 afterwards, and nothing is lost', async (type) => {
	await fc.assert(
		fc.asyncProperty(fc.nat(), async (seed) => {
			const source: IDataObject = new Records(r4, r5, much(seed)).resource(type);
			if (type === 'Condition') source.clinicalStatus ??= { text: 'Resolved' };
			const result = await toR5(source);
			expect(wrongInR5(result)).toEqual([]);
			expect(lostIn(source, result)).toEqual([]);
		}),
		{ numRuns: 150, seed: 11 },
	);
});

test('R5 has every code that R4 has', () => {
	const gone = CONVERTED.flatMap((type) => pathsBelow(type)).flatMap((path) => {
		const [first, ...names] = path.split('.');
		const walk = (definitions: Definitions) =>
			names.reduce<Element | undefined>((at, name) => at && definitions.element(at.type, name), {
				type: first,
			} as Element);
		const [old, now] = [walk(r4), walk(r5)];
		if (old?.type !== 'code' || now?.type !== 'code' || !now.codes) return [];
		return (old.codes ?? []).filter((code) => !now.codes?.includes(code)).map((code) => `${path} ${code}`);
	});
	expect(gone).toEqual([]);
});

test('what is lost is noticed', () => {
	const coding = (system: string, code: string) => ({ system, code });
	const source = [coding('a', '1'), coding('b', '2')];
	expect(lostIn(source, [coding('a', '1')])).toEqual(['2 & b', 'b', '2']);
	expect(lostIn(source, [coding('a', '2'), coding('b', '1')])).toEqual(['1 & a', '2 & b']);
	expect(lostIn(source, source)).toEqual([]);
});
