import uniqBy from 'lodash/uniqBy';
import type { IDataObject, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { HEALTH_RECORDS } from '../../nodes/DotHealth/api';
import { byId } from '../support/bench';
import { asked, startDotHealthBench, type DotHealthBench } from '../support/dotHealth';
import { editorContext, nodeTypes } from '../support/engine';

/**
 * Records of all types of the documentation, by form: what a person knows of a field is its label, its control and
 * whether it is required. The sandbox checks what arrives by the JSON Schema of R5.
 */
let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

async function fieldsOf(resourceType: string): Promise<ResourceMapperField[]> {
	const context = editorContext({
		node: 'dotHealth',
		credentials: {},
		parameters: { resource: 'healthRecord', operation: 'create', resourceType },
	});
	const { getFields } = nodeTypes.dotHealth.methods!.resourceMapping!;
	const { fields }: ResourceMapperFields = await getFields.call(context);
	return fields;
}

const idsByType = (): Record<string, string> => ({
	Patient: bench.vendor.seed.patients.emma.id,
	Organization: bench.vendor.seed.organizations.us.id,
	Practitioner: bench.vendor.seed.practitioners.leblanc.id,
});

/** What stands in brackets behind a label says what to write, if it does not show it. */
const ANSWERS: Record<string, string> = {
	'Binary Field or URL': 'https://clinic.example/letter.pdf',
	Date: '2026-03-28',
	'Date and Time': '2026-03-28 09:30',
	Period: '2026-03-28/2026-03-29',
	'Phone or Email': '+1 416 555 0100',
	Quantity: '120 mmHg',
	'Start/End': '2026-03-28/2026-03-29',
	'System|Code': 'https://clinic.example/codes|4711',
	'System|Value': 'https://clinic.example/numbers|4711',
	'YYYY-MM-DD': '2026-03-28',
};

/** What a person would write, going by the field alone; undefined for what is written as JSON. */
function answerTo({ displayName, type, options }: ResourceMapperField): unknown {
	if (options) return options[0].value;
	if (type === 'dateTime') return '2026-03-28T09:30:00';
	if (type === 'number') return 1;
	const [, hint = 'Text'] = /\(([^()]+)\)$/.exec(displayName) ?? [];
	const [, kind] = /\b([A-Z]\w+)\/123/.exec(hint) ?? [];
	if (kind) return `${kind}/${idsByType()[kind] ?? '1'}`;
	if (/JSON/.test(hint)) return undefined;
	return ANSWERS[hint] ?? (/Text/.test(hint) ? 'Something' : hint);
}

/** Of an element that comes in several types, which have one name and differ in the brackets, a record has one. */
const oneOfEach = (fields: ResourceMapperField[]): ResourceMapperField[] =>
	uniqBy(fields, ({ displayName }) => displayName.replace(/ \([^()]+\)$/, ''));

const asForm = (
	resourceType: string,
	fields: ResourceMapperField[],
	more: IDataObject = {},
): IDataObject => ({
	resourceType,
	fieldsMode: 'form',
	fields: {
		mappingMode: 'defineBelow',
		value: {
			...Object.fromEntries(fields.map((field) => [field.id, answerTo(field)])),
			...more,
		} as IDataObject,
		matchingColumns: [],
		schema: fields,
	} as unknown as IDataObject,
});

/** Elements that come in several types, one of which is required: the form cannot mark a single one. */
const ONE_OF: Record<string, string> = {
	Immunization: 'occurrenceDateTime',
	MedicationAdministration: 'occurenceDateTime',
};

/** What has to be filled in; where that is nothing, one thing, because an empty form is refused. */
async function neededFor(type: string): Promise<ResourceMapperField[]> {
	const fields = await fieldsOf(type);
	const needed = fields.filter(({ required, id }) => required || id === ONE_OF[type]);
	return needed.length > 0 ? needed : fields.slice(0, 1);
}

/** The documentation's table has 33. */
test('there are 33 types', () => {
	expect(new Set(HEALTH_RECORDS).size).toBe(33);
});

describe.each(HEALTH_RECORDS)('%s', (type) => {
	it('is created from what its form requires', async () => {
		const form = asForm(type, await neededFor(type));
		const { items, error } = await bench.run('healthRecord.create', form);
		expect(error?.message).toBeUndefined();
		const [stored] = bench.vendor.resources(type).slice(-1);
		expect(bench.vendor.created).toEqual([`${type}/${stored.id}`]);
		expect(items[0].json).toMatchObject({
			resourceType: type,
			id: stored.id,
			reference: `${type}/${stored.id}`,
			versionId: '1',
		});
		const { items: read } = await bench.run('healthRecord.get', { resourceType: type, id: byId(stored.id) });
		expect(read[0].json).toEqual(items[0].json);
	});

	it('is created from everything that its form shows at first', async () => {
		bench.vendor.configure({ references: 'unchecked' });
		const shown = oneOfEach((await fieldsOf(type)).filter(({ removed }) => !removed));
		const form = asForm(type, shown);
		const { error } = await bench.run('healthRecord.create', form);
		expect(error?.message).toBeUndefined();
		expect(asked(bench).at(-1)).toMatchObject({ method: 'POST', status: 201 });
	});

	it('is created in one transaction with others', async () => {
		const { items, error } = await bench.run('bundle.execute', asForm(type, await neededFor(type)));
		expect(error?.message).toBeUndefined();
		expect(items[0].json).toMatchObject({ resourceType: type, status: 201, created: true });
		const { entry } = asked(bench).at(-1)!.body as { entry: IDataObject[] };
		expect(entry[0]).toMatchObject({
			resource: { resourceType: type },
			request: { method: 'POST', url: type },
		});
	});
});
