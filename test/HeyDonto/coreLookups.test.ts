import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { byId } from '../support/bench';
import { editorContext, nodeTypes } from '../support/engine';
import { startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const { listSearch, loadOptions } = nodeTypes.heyDonto.methods!;

/** What a list is asked for in, with what is chosen in the form so far. */
const context = (site?: unknown) => {
	const editor = editorContext({
		node: 'heyDonto',
		credentials: { heyDontoApi: bench.credential({ siteId: '101' }) },
		parameters: {},
	});
	jest
		.spyOn(editor, 'getCurrentNodeParameter')
		.mockImplementation((path) => (path === 'options.siteId' ? (site as object) : undefined));
	return editor;
};

const search = async (method: string, filter?: string, site?: unknown): Promise<INodeListSearchResult> =>
	await listSearch![method].call(context(site), filter);
const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

describe('lists in the editor', () => {
	it.each([
		['searchAccountOrganizations', 'Lakeshore Dental Group'],
		['searchAppointmentTypes', 'Cleaning'],
		['searchAssistants', 'Front desk'],
		['searchBrands', 'Lakeshore Smiles'],
		['searchPracticeManagementSystems', 'Molar Desk'],
		['searchSites', 'Lakeshore Dental Oak Park'],
	])('%s has names and IDs', async (method, name) => {
		const { results } = await search(method);
		expect(results.map((entry) => entry.name)).toContain(name);
		expect(results.every(({ value }) => Number.isInteger(value))).toBe(true);
	});

	it.each([
		['getDentalPractices', 'Orthodontics'],
		['getDentalServices', 'Whitening'],
	])('%s has names and IDs', async (method, name) => {
		const entries: INodePropertyOptions[] = await loadOptions![method].call(context());
		expect(entries.map((entry) => entry.name)).toContain(name);
		expect(entries.every(({ value }) => Number.isInteger(value))).toBe(true);
	});

	it('are searched by words in any order', async () => {
		expect(names(await search('searchSites', 'park lakeshore'))).toEqual(['Lakeshore Dental Oak Park']);
	});

	it.each([byId('102'), '102', 102])('of assistants follow the site in the options (%p)', async (site) => {
		expect(names(await search('searchAssistants', '', site))).toEqual([]);
		expect(bench.vendor.requests.at(-1)!.path).toBe('/site/102/assistant');
	});

	it('of assistants say that they do not know a site from an expression', async () => {
		const unknown = byId('={{ $json.site }}');
		await expect(search('searchAssistants', '', unknown)).rejects.toThrow(
			"The site in 'Options' is not known before the node runs",
		);
		expect(bench.vendor.requests).toEqual([]);
	});
});
