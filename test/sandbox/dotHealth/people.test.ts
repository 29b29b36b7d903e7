import { idsOf, useDotHealth } from './client';

const client = useDotHealth();

describe('patients and organizations', () => {
	it.each([
		['/Patient?name=macd', ['67001', '67005']],
		['/Patient?family=nguyen&given=liam&birthdate=1991-11-02', ['67002']],
		['/Patient?birthdate=1962', ['67006']],
		['/Patient?birthdate=ge2003', ['67004', '67007']],
		['/Patient?name=Bélanger', ['67003']],
		['/Patient?gender=other', ['67006']],
		['/Patient?identifier=https://dothealth.example/health-cards|HC-67004', ['67004']],
		['/Patient?_id=67001', ['67001']],
		['/Patient?_count=2&_page=2', ['67003', '67004']],
		['/Organization?name=harbour', ['45002']],
		['/Organization?identifier=ORG-45004', ['45004']],
		['/Organization?_sort=-lastUpdated&_count=1', ['45004']],
	])('%s', async (path, ids) => {
		expect(idsOf(await client.api.get(encodeURI(path)))).toEqual(ids);
	});

	it.each([
		'/Patient?phone=1',
		'/Patient?gender=x',
		'/Organization?_include=Patient:subject',
		'/Patient?_sort=name',
	])('%s is refused', async (path) => {
		expect((await client.api.get(path)).status).toBe(400);
	});
});
