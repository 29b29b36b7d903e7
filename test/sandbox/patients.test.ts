import { refusal, useSandbox } from './client';

const client = useSandbox();
const patients = async (params: object = {}) => await client.api.get('/patients', { params });
const ids = async (params: object) =>
	(await patients(params)).data.results.map(({ id }: { id: number }) => id) as number[];

const FULL = {
	firstName: 'Piera',
	lastName: 'Nuova',
	email: 'piera@example.com',
	emailEnabled: true,
	gender: 'f',
	street: 'Via Roma 2',
	city: 'Torino',
	postcode: '10100',
	province: 'TO',
	dateOfBirth: '1989-10-11',
	placeOfBirth: 'Torino',
	italianFiscalCode: 'NVUPRI89R51L219A',
	job: 'Architetto',
	yearlyNumberingYear: '2026',
	yearlyNumberingNumber: 5,
	defaultDiscount: 20,
	sourceId: 283,
	priceListId: 283,
	emailReminderPossible: true,
	smsReminderPossible: false,
	documentSignatureEmailPossible: true,
	createdAt: '2018-04-01 00:00:00',
	lastModifiedAt: '2022-06-17 00:00:00',
	_favouriteMusic: 'Opera',
	_smoker: 'true',
	_anxiety: 'high',
};

describe('list', () => {
	it('has its own envelope and leaves deleted patients out', async () => {
		const { status, data } = await patients();
		expect(status).toBe(200);
		expect(Object.keys(data).sort()).toEqual(['limit', 'links', 'offset', 'results', 'total']);
		expect(data).toMatchObject({ links: {}, total: 12, offset: 0, limit: 100 });
		expect(data.results[0]).toMatchObject({ id: 1001, dateBirth: '1985-12-10', _favouriteMusic: 'Jazz' });
		expect(data.results[0]).not.toHaveProperty('dateOfBirth');
		expect(data.results.map(({ id }: { id: number }) => id)).not.toContain(
			client.sandbox.seed.patients.deleted.id,
		);
	});

	it('pages through every patient once, by absolute links that keep the filters', async () => {
		client.sandbox.seedPatients(25);
		const seen: number[] = [];
		let next: string | undefined = '/patients?limit=10&email=';
		expect((await client.api.get(next)).status).toBe(400);
		next = '/patients?limit=10';
		while (next) {
			const { data }: { data: { links: { next?: string }; results: Array<{ id: number }> } } =
				await client.api.get(next);
			seen.push(...data.results.map(({ id }) => id));
			next = data.links.next;
			if (next)
				expect(next.startsWith(`${client.sandbox.baseUrl}/practices/101/archives/201/patients?`)).toBe(true);
		}
		expect(seen).toHaveLength(37);
		expect(new Set(seen).size).toBe(37);
		const { data } = await patients({ lastName: 'Rossi', limit: 1 });
		expect(data).toMatchObject({ total: 3 });
		expect(data.links.next).toContain('lastName=Rossi');
	});

	it('has no next link on the last page, not even on a full one', async () => {
		expect((await patients({ limit: 12 })).data.links).toEqual({});
		expect((await patients({ offset: 50 })).data).toMatchObject({ links: {}, total: 12, results: [] });
	});

	it('filters', async () => {
		const { mario, anna, marioJunior, sofia } = client.sandbox.seed.patients;
		expect(await ids({ phoneNumberPrefix: '0039', phoneNumber: '3331112233' })).toEqual([mario.id]);
		expect(await ids({ phoneNumber: '024455667' })).toEqual([mario.id, anna.id]);
		expect(await ids({ phoneNumberPrefix: '0044' })).toEqual([]);
		expect(await ids({ italianFiscalCode: 'RSSMRA85T10A562S' })).toEqual([mario.id]);
		expect(await ids({ italianFiscalCode: 'NON DISPONIBILE' })).toEqual([sofia.id]);
		expect(await ids({ email: 'Mario.Rossi@example.com' })).toEqual([mario.id]);
		expect(await ids({ lastName: 'ross', firstName: 'MAR' })).toEqual([mario.id, marioJunior.id]);
	});

	it.each([
		[{ limit: 0 }, 'limit must be between 1 and 1000'],
		[{ limit: 1001 }, 'limit must be between 1 and 1000'],
		[{ limit: '10.5' }, 'limit must be an integer'],
		[{ offset: -1 }, 'offset must be an integer'],
		[{ search: 'x' }, 'search is not a known query parameter'],
		[{ phoneNumber: '' }, 'phoneNumber must be filled in'],
	])('refuses %j', async (params, message) => {
		expect(refusal(await patients(params))).toEqual([400, message]);
	});

	it('refuses a parameter given twice', async () => {
		expect(refusal(await client.api.get('/patients?limit=1&limit=2'))).toEqual([
			400,
			'limit must be given once',
		]);
	});
});

describe('create', () => {
	it('stores every documented field; what is created is found', async () => {
		const created = await client.api.post('/patients', FULL);
		expect(created.status).toBe(200);
		expect(created.data.status).toBe('success');
		const { dateOfBirth, ...same } = FULL;
		const { data } = await client.api.get(`/patients/${created.data.data.id}`);
		expect(data.data).toMatchObject({ ...same, dateBirth: dateOfBirth, emailValid: true });
		expect(await ids({ lastName: 'Nuova' })).toEqual([created.data.data.id]);
	});

	it('needs no more than the names, and dates the record itself', async () => {
		const { data } = await client.api.post('/patients', { firstName: 'A', lastName: 'B' });
		expect(data.data.createdAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	});

	it.each([
		[{ lastName: undefined }, 'lastName is required'],
		[{ firstName: '' }, 'firstName must NOT have fewer than 1 characters'],
		[{ gender: 'x' }, 'gender must be one of m, f'],
		[{ emailReminderPossible: 'true' }, 'emailReminderPossible must be boolean'],
		[{ yearlyNumberingNumber: '2018' }, 'yearlyNumberingNumber must be integer'],
		[{ defaultDiscount: 2.5 }, 'defaultDiscount must be integer'],
		[{ postcode: 20100 }, 'postcode must be string'],
		[{ dateOfBirth: '1989-02-30' }, 'dateOfBirth must be a date in the format YYYY-MM-DD'],
		[{ dateOfBirth: null }, 'dateOfBirth must be string'],
		[{ createdAt: '2018-04-01T00:00:00' }, 'createdAt must be a date in the format YYYY-MM-DD HH:mm:ss'],
		[{ dateBirth: '1989-10-11' }, 'dateBirth is not a known field'],
		[{ favouriteMusic: 'Rock' }, 'favouriteMusic is not a known field'],
		[{ _shoeSize: '42' }, '_shoeSize is not a known field'],
		[{ _fundedBy: 'x' }, '_fundedBy is not a known field'],
		[{ _anxiety: 'extreme' }, '_anxiety must be one of low, medium, high'],
		[{ _smoker: 'maybe' }, '_smoker must be one of true, false, 1, 0'],
		[{ _favouriteMusic: 1 }, '_favouriteMusic must be string'],
	])('refuses %j and stores nothing', async (change, message) => {
		expect(refusal(await client.api.post('/patients', { ...FULL, ...change }))).toEqual([400, message]);
		expect((await patients()).data.total).toBe(12);
	});
});

describe('one patient', () => {
	it('is updated in the given fields only', async () => {
		const { mario } = client.sandbox.seed.patients;
		const sent = { firstName: 'Mario', lastName: 'Verdi', _favouriteMusic: 'Rock' };
		const { status, data } = await client.api.patch(`/patients/${mario.id}`, sent);
		expect([status, data.data]).toEqual([
			200,
			[expect.objectContaining({ id: mario.id, lastName: 'Verdi' })],
		]);
		const after = (await client.api.get(`/patients/${mario.id}`)).data.data;
		expect(after).toMatchObject({ ...sent, city: 'Milano', dateBirth: '1985-12-10', _anxiety: 'low' });
		expect(after.lastModifiedAt > after.createdAt).toBe(true);
	});

	it('is not updated without both names', async () => {
		const answer = await client.api.patch('/patients/1001', { firstName: 'Mario' });
		expect(refusal(answer)).toEqual([400, 'lastName is required']);
	});

	it('is deleted: not listed, read in part, not deleted or updated again', async () => {
		expect((await client.api.delete('/patients/1001')).data).toEqual({ status: 'success' });
		expect(await ids({ firstName: 'Mario' })).toEqual([1005]);
		expect((await client.api.get('/patients/1001')).data.data).toEqual({
			id: 1001,
			firstName: 'Mario',
			lastName: 'Rossi',
			deleted: true,
		});
		expect(refusal(await client.api.delete('/patients/1001'))).toEqual([404, 'Patient not found']);
		const update = await client.api.patch('/patients/1001', { firstName: 'M', lastName: 'R' });
		expect(refusal(update)).toEqual([404, 'Patient not found']);
	});

	it('must exist and have a number for an id', async () => {
		expect(refusal(await client.api.get('/patients/999'))).toEqual([404, 'Patient not found']);
		expect(refusal(await client.api.get('/patients/abc'))).toEqual([400, 'patientId must be an integer']);
	});
});
