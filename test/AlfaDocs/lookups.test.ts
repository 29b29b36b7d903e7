import type {
	IDataObject,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { editorContext, nodeTypes } from '../support/engine';

let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const { listSearch, loadOptions, resourceMapping } = nodeTypes.alfaDocs.methods!;
const context = (changes: IDataObject = {}) =>
	editorContext({
		node: 'alfaDocs',
		credentials: { alfaDocsApi: bench.credential(changes) },
		parameters: { authentication: 'apiKey' },
	});
const search = async (method: string, filter?: string, token?: string): Promise<INodeListSearchResult> =>
	await listSearch![method].call(context(), filter, token);
const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

describe('short lists', () => {
	it.each(Object.keys(listSearch!).filter((method) => method !== 'searchPatients'))('%s', async (method) => {
		const { results } = await search(method);
		expect(results.length).toBeGreaterThan(0);
		for (const { name, value } of results) {
			expect(name).toMatch(/[A-Za-z]{3}/);
			expect(name).not.toMatch(/^ID /);
			expect(Number.isInteger(value)).toBe(true);
		}
	});

	it('leave out what was deleted', async () => {
		const { operators, accounts } = bench.vendor.seed;
		expect((await search('searchOperators')).results.map(({ value }) => value)).not.toContain(
			operators.deleted.id,
		);
		expect((await search('searchAccounts')).results.map(({ value }) => value)).not.toContain(
			accounts.deleted.id,
		);
	});

	it('are searched in any case and without accents', async () => {
		const [first] = names(await search('searchOperators'));
		expect(names(await search('searchOperators', first.slice(0, 4).toUpperCase()))).toContain(first);
		expect(names(await search('searchOperators', 'nobody of that name'))).toEqual([]);
	});

	it('fill the dropdown of operators', async () => {
		const options: INodePropertyOptions[] = await loadOptions!.getOperators.call(context());
		expect(options.map(({ value }) => value).sort()).toEqual([11, 12]);
	});
});

describe('patients', () => {
	it('come page by page', async () => {
		bench.vendor.seedPatients(120);
		const seen = new Set<unknown>();
		let token: string | undefined;
		do {
			const page = await search('searchPatients', undefined, token);
			page.results.forEach(({ value }) => seen.add(value));
			token = page.paginationToken;
		} while (token);
		expect(seen.size).toBe(132);
	});

	it.each([
		['rossi', ['Rossi Mario', 'Rossi Anna']],
		['mario', ['Rossi Mario']],
		['Mario Rossi', ['Rossi Mario']],
		["d'angelo", ["D'Angelo Paolo"]],
		['nicolo', ['Greco Nicolò']],
		['RSSMRA85T10A562S', ['Rossi Mario']],
		['333 1112233', ['Rossi Mario']],
	])('are found by %p', async (filter, expected) => {
		const found = names(await search('searchPatients', filter));
		expect(found.length).toBeGreaterThan(0);
		for (const name of expected) expect(found).toContainEqual(expect.stringContaining(name));
	});

	it('are found by name where the API ignores the filter', async () => {
		const patients = [
			{ id: 1, firstName: 'Ada', lastName: 'Prova' },
			{ id: 2, firstName: 'Bea', lastName: 'Altra' },
		];
		bench.vendor.fault({
			kind: 'body',
			body: { total: 2, results: patients },
			match: { path: '/patients' },
			times: Infinity,
		});
		expect(names(await search('searchPatients', 'prova'))).toEqual(['Prova Ada']);
	});
});

describe('custom fields', () => {
	it('of patients appear under their labels, with their choices', async () => {
		const { fields }: ResourceMapperFields = await resourceMapping!.getPatientCustomFields.call(context());
		expect(fields).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ id: '_favouriteMusic', displayName: 'Favourite Music', type: 'string' }),
				expect.objectContaining({ id: '_smoker', type: 'options' }),
				expect.objectContaining({
					id: '_anxiety',
					type: 'options',
					options: ['low', 'medium', 'high'].map((choice) => ({ name: choice, value: choice })),
				}),
			]),
		);
		expect(fields.map(({ id }) => id)).not.toContain('_fundedBy');
	});
});

it('says in the editor what is wrong with the credential', async () => {
	const opened = listSearch!.searchChairs.call(context({ apiKey: 'wrong' }));
	await expect(opened).rejects.toMatchObject({
		message: 'AlfaDocs: Authentication required',
		httpCode: '401',
	});
});
