import get from 'lodash/get';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { byId } from '../support/bench';
import { editorContext, nodeTypes } from '../support/engine';
import { startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const { listSearch, loadOptions, resourceMapping } = nodeTypes.heyDonto.methods!;

/** What the methods run in, with what the form holds so far. */
function inForm(parameters: IDataObject, credential: IDataObject = {}): ILoadOptionsFunctions {
	const editor = editorContext({
		node: 'heyDonto',
		credentials: { heyDontoApi: bench.credential(credential) },
		parameters,
	});
	jest
		.spyOn(editor, 'getCurrentNodeParameter')
		.mockImplementation((path) => get(parameters, path) as object | undefined);
	return editor;
}

const requests = () =>
	bench.vendor.requests.filter(({ path, status }) => path.includes('/fhir') && status !== 401);

describe('fields of a form', () => {
	const fieldsOf = async (resource: string, method = 'getFields', more: IDataObject = {}) => {
		const context = inForm({ resource, operation: 'create', ...more });
		const { fields } = (await resourceMapping![method].call(context)) as ResourceMapperFields;
		return fields;
	};
	const shownIn = (fields: ResourceMapperFields['fields']) =>
		fields.filter(({ removed }) => !removed).map(({ displayName }) => displayName);

	it('start with what people fill in, in plain words', async () => {
		const startsOf = async (resource: string, count: number) =>
			shownIn(await fieldsOf(resource))
				.slice(0, count)
				.join('; ');
		expect(await startsOf('patient', 4)).toMatch(/Family Name.*; .*Given Names.*; Gender.*; Birth Date/);
		expect(await startsOf('allergyIntolerance', 3)).toMatch(
			/^Patient.*Patient\/123.*; Code.*; Clinical Status/,
		);
	});

	it.each([
		['patient', []],
		['appointment', ['status', 'participant.status']],
		['observation', ['status', 'code']],
		['allergyIntolerance', ['patient']],
		['documentReference', ['status', 'content.attachment']],
		['slot', ['schedule', 'status', 'start', 'end']],
	])('%s: what FHIR requires is marked and shown', async (resource, required) => {
		const fields = await fieldsOf(resource);
		const marked = fields.filter((field) => field.required);
		expect(marked.map(({ id }) => id)).toEqual(expect.arrayContaining(required));
		expect(marked).toHaveLength(required.length);
		expect(marked.filter(({ removed }) => removed)).toEqual([]);
	});

	it('are of the type that suits their values', async () => {
		const fieldOf = async (resource: string, id: string) =>
			(await fieldsOf(resource)).find((field) => field.id === id);
		expect(await fieldOf('appointment', 'start')).toMatchObject({ type: 'dateTime' });
		expect(await fieldOf('appointment', 'minutesDuration')).toMatchObject({ type: 'number' });
		expect(await fieldOf('patient', 'gender')).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Male', value: 'male' },
				{ name: 'Female', value: 'female' },
				{ name: 'Other', value: 'other' },
				{ name: 'Unknown', value: 'unknown' },
			],
		});
	});

	it('of an update are the same, and none is required', async () => {
		const [create, update] = [
			await fieldsOf('appointment'),
			await fieldsOf('appointment', 'getUpdateFields'),
		];
		expect(update.map(({ id }) => id).sort()).toEqual(create.map(({ id }) => id).sort());
		expect(update.filter(({ required }) => required)).toEqual([]);
	});

	it('of a transaction are those of the chosen type', async () => {
		const ids = (await fieldsOf('bundle', 'getFields', { resourceType: 'Slot' })).map(({ id }) => id);
		expect(ids).toEqual((await fieldsOf('slot')).map(({ id }) => id));
	});
});

describe('what can be searched by', () => {
	const optionsOf = async (method: string, resource: string): Promise<INodePropertyOptions[]> =>
		await loadOptions![method].call(inForm({ resource, operation: 'getAll' }));

	it('is every search parameter of the type, with its kind', async () => {
		const found = await optionsOf('getSearchParameters', 'appointment');
		expect(found).toEqual(
			expect.arrayContaining([
				{ name: 'date', value: 'date', description: 'date' },
				{ name: 'status', value: 'status', description: 'token' },
				{ name: 'patient', value: 'patient', description: 'reference (Patient)' },
				{ name: '_id', value: '_id', description: 'token' },
				{ name: '_lastUpdated', value: '_lastUpdated', description: 'date' },
			]),
		);
		expect(found.map(({ name }) => name)).not.toContain('birthdate');
	});

	it('leads on along references only', async () => {
		const found = await optionsOf('getReferenceParameters', 'observation');
		expect(found.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['subject', 'performer', 'patient']),
		);
		expect(found.filter(({ description }) => !description?.startsWith('reference'))).toEqual([]);
	});

	it('brings along what the records refer to, and what refers to them', async () => {
		const includes = (await optionsOf('getIncludes', 'appointment')).map(({ value }) => value);
		expect(includes).toEqual(expect.arrayContaining(['Appointment:patient', 'Appointment:practitioner']));
		const reverse = (await optionsOf('getReverseIncludes', 'patient')).map(({ value }) => value);
		expect(reverse).toEqual(expect.arrayContaining(['Appointment:patient', 'Observation:subject']));
		expect(reverse).not.toContain('Slot:schedule');
	});
});

describe('the list of records', () => {
	const search = async (
		resource: string,
		filter?: string,
		more: IDataObject = {},
		credential: IDataObject = {},
	): Promise<INodeListSearchResult> =>
		await listSearch!.searchRecords.call(inForm({ resource, operation: 'get', ...more }, credential), filter);

	it('opens with what is there', async () => {
		const { results } = await search('patient');
		expect(results).toHaveLength(30);
		expect(results).toContainEqual({ name: 'Emma Carter, born 1984-06-15', value: 'pt-1001' });
		expect(requests().map(({ path, query }) => [path, query])).toEqual([['/fhir/patient', { _count: '50' }]]);
	});

	it('is searched by name', async () => {
		const { results } = await search('patient', ' johnson ');
		expect(results.map(({ value }) => value).sort()).toEqual(['pt-1002', 'pt-1004', 'pt-1005']);
		expect(requests().map(({ query }) => query)).toEqual([{ name: 'johnson', _count: '50' }]);
	});

	it('tells two people of one name apart', async () => {
		const { results } = await search('patient', 'Noah');
		expect(results.map(({ name }) => name).sort()).toEqual([
			'Noah Johnson, born 1962-09-30',
			'Noah Johnson, born 2015-03-03',
		]);
	});

	it('is searched by ID where nothing has such a name', async () => {
		const { results } = await search('patient', 'pt-1002');
		expect(results).toEqual([{ name: 'Liam Johnson, born 1990-02-28', value: 'pt-1002' }]);
		expect(requests().map(({ query }) => query)).toEqual([
			{ name: 'pt-1002', _count: '50' },
			{ _id: 'pt-1002' },
		]);
	});

	it.each([
		['observation', 'Probing', 'obs-probing-1', 'Probing depth'],
		['condition', 'Gingivitis', 'condition-gingivitis', 'Gingivitis'],
		['location', 'Lakeshore', 'loc-evanston', 'Lakeshore Dental Evanston'],
		['appointment', 'appt-next', 'appt-next', 'Check-up, '],
		['slot', 'slot-chen-1-0900', 'slot-chen-1-0900', 'Slot/slot-chen-1-0900, '],
		['coverage', 'coverage-emma', 'coverage-emma', 'Coverage/coverage-emma'],
	])('of %s, which is called in its own way, finds "%s"', async (resource, typed, id, name) => {
		const { results } = await search(resource, typed);
		const found = results.find(({ value }) => value === id);
		expect(found?.name).toContain(name);
	});

	it('takes what is typed as it is', async () => {
		const { results } = await search('patient', 'o,b$c|d\\e');
		expect(results).toEqual([]);
		expect(requests().map(({ query }) => query)).toEqual([{ name: 'o\\,b\\$c\\|d\\\\e', _count: '50' }]);
	});

	it('is that of the site in the options, or else of the credential', async () => {
		const { results } = await search('patient', '', { options: { siteId: byId('102') } });
		expect(results).toHaveLength(3);
		await search('patient', '', { options: { siteId: byId('') } }, { siteId: '102' });
		expect(requests().map(({ path }) => path)).toEqual(['/site/102/fhir/patient', '/site/102/fhir/patient']);
	});

	it('says that it does not know a site from an expression', async () => {
		const options = { siteId: byId('={{ $json.site }}') };
		await expect(search('patient', '', { options })).rejects.toThrow(
			"The site in 'Options' is not known before the node runs",
		);
		expect(requests()).toEqual([]);
	});

	it('says what is wrong with the credential', async () => {
		await expect(search('patient', '', {}, { password: 'another' })).rejects.toThrow(/^HeyDonto/);
	});
});
