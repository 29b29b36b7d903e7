import { definitionsOf, type Definitions } from '../../nodes/fhir/definitions';
import { everyday } from '../../nodes/fhir/everyday';
import { formOf, mapperFields } from '../../nodes/fhir/forms';
import { labelOf, pathName, titleOf } from '../../nodes/fhir/labels';
import { shorthandOf } from '../../nodes/fhir/shorthand';

/** n8n's field types that a form of FHIR has a use for (n8n-workflow, FieldType). */
const CONTROLS = ['string', 'number', 'dateTime', 'options'];

describe.each(['R4', 'R5'] as const)('every form of FHIR %s', (version) => {
	let definitions: Definitions;
	beforeAll(async () => {
		definitions = await definitionsOf(version);
	});

	const each = (look: (type: string) => unknown[]) => definitions.resources.flatMap(look);
	const shown = (type: string) => mapperFields(definitions, type, true);

	test('every field has an ID and a label of its own', () => {
		const twice = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);
		expect(each((type) => twice(shown(type).map(({ id }) => id)))).toEqual([]);
		expect(each((type) => twice(shown(type).map(({ displayName }) => `${type} ${displayName}`)))).toEqual([]);
		expect(
			each((type) => twice(formOf(definitions, type).map(({ path }) => `${type} ${pathName(path)}`))),
		).toEqual([]);
		expect(each((type) => shown(type).filter(({ displayName }) => displayName.trim() === ''))).toEqual([]);
	});

	test('labels are titles without camel case, short enough for a line', () => {
		// Behind the dash stands what FHIR says of the element.
		const labels = (each((type) => shown(type).map(({ displayName }) => displayName)) as string[]).map(
			(label) => label.split(' – ')[0],
		);
		const names = labels.map((label) => label.replace(/ \(.*$/, ''));
		expect(names.filter((name) => !/^[A-Z]/.test(name))).toEqual([]);
		expect(names.filter((name) => /[a-z][A-Z]/.test(name))).toEqual([]);
		expect(labels.filter((label) => label.length > 110)).toEqual([]);
	});

	test('every field is of a type that n8n can show, and none starts with a value', () => {
		const fields = each((type) => shown(type)) as ReturnType<typeof shown>;
		expect(fields.filter(({ type }) => !CONTROLS.includes(type!))).toEqual([]);
		// A switch would be off at first, and off is a value.
		expect(
			fields.filter(({ type, defaultValue }) => type === 'boolean' || defaultValue !== undefined),
		).toEqual([]);
		expect(fields.every(({ display, canBeUsedToMatch }) => display && canBeUsedToMatch === false)).toBe(true);
	});

	test('codes are dropdowns of exactly the codes there are, named for people', () => {
		for (const type of definitions.resources) {
			const coded = formOf(definitions, type).filter(({ path }) => path[path.length - 1].codes);
			for (const { id, path } of coded) {
				const { options = [] } = shown(type).find((field) => field.id === id)!;
				expect(options.map(({ value }) => value)).toEqual(path[path.length - 1].codes);
				expect(options.filter(({ name }) => !/^[^a-z]/.test(name))).toEqual([]);
			}
		}
	});

	test('a dropdown is never empty', () => {
		const dropdowns = (each((type) => shown(type)) as ReturnType<typeof shown>).filter(
			({ type }) => type === 'options',
		);
		expect(dropdowns.length).toBeGreaterThan(400);
		expect(dropdowns.filter(({ options = [] }) => options.length < 1)).toEqual([]);
	});

	test('what FHIR requires is marked, and shown at first; an update requires nothing', () => {
		for (const type of definitions.resources) {
			const needed = definitions
				.elementsOf(type)
				.filter(({ required, choice, type: own }) => required && !choice && shorthandOf(own));
			const fields = shown(type);
			for (const { name } of needed) {
				expect(fields.find(({ id }) => id === name)).toMatchObject({ required: true, removed: false });
			}
			expect(mapperFields(definitions, type, false).filter(({ required }) => required)).toEqual([]);
			expect(
				mapperFields(definitions, type, false)
					.map(({ id }) => id)
					.sort(),
			).toEqual(fields.map(({ id }) => id).sort());
		}
	});

	test('no field is marked that FHIR does not require', () => {
		for (const type of definitions.resources) {
			const marked = shown(type).filter(({ required }) => required);
			for (const { id } of marked) {
				const { path } = formOf(definitions, type).find((field) => field.id === id)!;
				expect(path.every(({ required }) => required)).toBe(true);
				expect(path.some(({ choice }) => choice)).toBe(false);
			}
		}
	});

	test('what is usual stands first, in the order that it is listed in, and is a handful', () => {
		for (const type of definitions.resources) {
			const first = shown(type).filter(({ removed }) => !removed);
			expect(first.length).toBeLessThanOrEqual(14);
			const usual = (everyday[type] ?? []).filter((id) => first.some((field) => field.id === id));
			expect(first.slice(0, usual.length).map(({ id }) => id)).toEqual(usual);
			expect(first).toEqual(shown(type).slice(0, first.length));
		}
	});

	test('only what a server knows best has no field', () => {
		const patient = formOf(definitions, 'Patient').map(({ id }) => id);
		expect(patient).toEqual(expect.arrayContaining(['language', 'contained', 'extension', 'meta']));
		expect(patient).not.toContain('id');
		expect(patient).not.toContain('text');
		// These three are no DomainResource (FHIR, 2.1.2).
		for (const bare of ['Binary', 'Bundle', 'Parameters']) {
			const ids = formOf(definitions, bare).map(({ id }) => id);
			expect(ids).toEqual(expect.arrayContaining(['language', 'meta']));
			expect(ids).not.toContain('contained');
			expect(ids).not.toContain('extension');
		}
	});
});

test('what is usual exists in one of the versions', async () => {
	const [r4, r5] = await Promise.all([definitionsOf('R4'), definitionsOf('R5')]);
	const known = (type: string) => [...formOf(r4, type), ...formOf(r5, type)].map(({ id }) => id);
	const strange = Object.entries(everyday).flatMap(([type, ids]) => {
		const fields = known(type);
		return ids.filter((id) => !fields.includes(id)).map((id) => `${type}.${id}`);
	});
	expect(strange).toEqual([]);
});

test('parts, names, addresses and periods have fields of their own', async () => {
	const r4 = await definitionsOf('R4');
	const ids = (type: string) => formOf(r4, type).map(({ id }) => id);
	expect(ids('Appointment')).toEqual(
		expect.arrayContaining([
			'participant',
			'participant.actor',
			'participant.status',
			'requestedPeriod.start',
		]),
	);
	expect(ids('Patient')).toEqual(
		expect.arrayContaining([
			'name',
			'name.family',
			'name.given',
			'address.city',
			'contact.name',
			'contact.telecom',
		]),
	);
	// Deeper than that, a form would never end.
	expect(ids('Patient')).not.toContain('contact.name.family');
	expect(ids('Claim')).toContain('item.detail.quantity');
	expect(ids('Claim')).not.toContain('item.detail.subDetail.quantity');
	expect(ids('Observation')).toEqual(
		expect.arrayContaining(['valueQuantity', 'valueString', 'component.valueQuantity']),
	);
});

describe('labels', () => {
	test.each([
		['birthDate', 'Birth Date'],
		['entered-in-error', 'Entered in Error'],
		['basedOn', 'Based On'],
		['udiCarrier', 'UDI Carrier'],
		['valueURL', 'Value URL'],
		['id', 'ID'],
		['url', 'URL'],
	])('%s is called %s', (name, title) => {
		expect(titleOf(name)).toBe(title);
	});

	test('they say how a value is written, and what a reference leads to', async () => {
		const r4 = await definitionsOf('R4');
		const label = (type: string, id: string) =>
			labelOf(formOf(r4, type).find((field) => field.id === id)!.path);
		expect(label('Slot', 'schedule')).toContain('Schedule/123');
		expect(label('Appointment', 'participant.actor')).toMatch(/^Participant › Actor.*Patient\/123/);
		expect(label('Patient', 'identifier')).toMatch(/system\|value|\|4711/i);
		expect(label('Patient', 'contact')).toContain('JSON');
		expect(label('Observation', 'valueQuantity')).toMatch(/^Value \(/);
		expect(label('Patient', 'active')).toBe('Active');
	});
});
