import { blame, refusal, useHeyDonto } from './client';

const client = useHeyDonto();
type Page = { data: Array<Record<string, unknown>>; meta: object };
const page = async (path: string, params: object = {}) =>
	(await client.api.get(path, { params })).data as Page;
const ids = async (path: string, params: object = {}) => (await page(path, params)).data.map(({ id }) => id);

it.each([
	['/appointment-type', [61, 62, 63]],
	['/brands', [21]],
	['/dental-practices', [51, 52]],
	['/dental-service', [41, 42, 43]],
	['/organization', [11, 12, 13]],
	['/practice-management-system', [31, 32]],
	['/site', [101, 102]],
])('%s is there', async (path, found) => {
	expect(await ids(path)).toEqual(found);
	for (const row of (await page(path)).data) {
		expect(row).toMatchObject({
			createdAt: expect.any(String) as string,
			updatedAt: expect.any(String) as string,
		});
	}
});

it('gives pages of 10 from page 0 on', async () => {
	const first = await page('/code');
	expect(Object.keys(first)).toEqual(['data', 'meta']);
	expect([first.data.length, first.meta]).toEqual([10, { page: 0, pageSize: 10, total: 25 }]);
	expect(first.data[0]).toEqual({
		id: 71,
		code: 'X1100',
		title: 'Diagnostic procedure 1',
		category: 'Diagnostic',
		categoryCode: 'X1',
		isEnabled: true,
		createdAt: '2024-01-15T10:00:00.000Z',
		updatedAt: '2024-03-01T09:30:00.000Z',
	});
	expect(await ids('/code', { page: 2 })).toEqual([91, 92, 93, 94, 95]);
	expect(await page('/code', { page: 3 })).toEqual({ data: [], meta: { page: 3, pageSize: 10, total: 25 } });
	expect(await ids('/code', { pageSize: 100 })).toHaveLength(25);
});

it('sorts by one field and then by another', async () => {
	const sort = (text: string) => ids(`/code?pageSize=3&${text}`);
	expect(await sort('sortBy[0][field]=code&sortBy[0][dir]=desc')).toEqual([95, 94, 93]);
	expect(await sort('sortBy[0][field]=category&sortBy[1][field]=title&sortBy[1][dir]=desc')).toEqual([
		75, 74, 73,
	]);
	expect(await sort('sortBy[1][field]=title&sortBy[0][field]=categoryCode&sortBy[0][dir]=desc')).toEqual([
		91, 92, 93,
	]);
});

it('filters', async () => {
	expect(await ids('/code', { title: 'endodontics' })).toHaveLength(5);
	expect(await ids('/organization', { isEnabled: false })).toEqual([12]);
	expect(await ids('/organization', { clientAccountId: 1 })).toEqual([11]);
	expect(await ids('/site', { name: 'oak' })).toEqual([102]);
	expect(await ids('/brands?organizationId=11&organizationId=99')).toEqual([21]);
	expect(await ids('/brands', { organizationId: 99 })).toEqual([]);
	expect((await page('/code', { title: 'endodontics', pageSize: 2 })).meta).toMatchObject({ total: 5 });
});

it.each([
	['/code?page=-1', 'page'],
	['/code?page=x', 'page'],
	['/code?pageSize=0', 'pageSize'],
	['/code?pageSize=101', 'pageSize'],
	['/code?limit=10', 'limit'],
	['/code?isEnabled=true', 'isEnabled'],
	['/code?title=a&title=b', 'title'],
	['/code?title=', 'title'],
	['/organization?isEnabled=1', 'isEnabled'],
	['/site?clientAccountId=one', 'clientAccountId'],
	['/code?sortBy=title', 'sortBy'],
	['/code?sortBy[0][field]=price', 'sortBy[0][field]'],
	['/code?sortBy[0][field]=title&sortBy[0][dir]=up', 'sortBy[0][dir]'],
	['/code?sortBy[0][dir]=asc', 'sortBy[0][field]'],
])('refuses %s', async (path, field) => {
	expect(blame(await client.api.get(path))).toEqual([400, field]);
});

it('gives bare lists without pages when told', async () => {
	client.sandbox.configure({ listShape: 'bare' });
	const { data } = await client.api.get('/code?pageSize=3');
	expect(data).toHaveLength(25);
});

it.each([
	['GET', '/dental-practice', 404],
	['GET', '/sites', 404],
	['GET', '/site/101', 404],
	['GET', '/site/101/', 404],
	['DELETE', '/brands', 405],
])('%s %s is not there', async (method, url, status) => {
	expect(refusal(await client.api.request({ method, url }))[0]).toBe(status);
});
