import type { IDataObject } from 'n8n-workflow';

import { AlfaDocsTrigger } from '../../nodes/AlfaDocs/AlfaDocsTrigger.node';
import { startSandbox, type AlfaDocsSandbox, type Sandbox } from '../../sandbox';
import { addDays, today } from '../../sandbox/alfadocs/time';
import { forwardBy, PollBench, type Keeping } from '../support/polls';
import { alfaDocsCredential } from './table';

/** What is particular to AlfaDocs: the days that are watched, what counts as a change, and what it costs. */
let sandbox: Sandbox;
let vendor: AlfaDocsSandbox;
let back: (() => void) | undefined;

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
	vendor = sandbox.alfaDocs;
});
afterAll(async () => await sandbox.close());
beforeEach(() => vendor.reset());
afterEach(() => {
	back?.();
	back = undefined;
});

const benchFor = (event: string, parameters: IDataObject = {}, keeping?: Keeping) =>
	new PollBench(
		() => new AlfaDocsTrigger(),
		{
			credentials: { alfaDocsApi: alfaDocsCredential(vendor) as never },
			parameters: {
				authentication: 'apiKey',
				event,
				output: 'simplified',
				severalEvents: 'itemPerEvent',
				options: {},
				...parameters,
			},
			timezone: 'Europe/Rome',
		},
		keeping,
	);

const published = async (...[event, parameters]: Parameters<typeof benchFor>) => {
	const n8n = benchFor(event, parameters);
	expect(await n8n.publish()).toEqual([]);
	vendor.requests.length = 0;
	return n8n;
};
const at = (days: number, time = '10:00:00') => ({ date: `${addDays(today(), days)} ${time}` });
const happened = (items: IDataObject[]) => items.map(({ event, id }) => [event, id]);
const lists = () => vendor.requests.filter(({ path }) => !path.endsWith('/me')).map(({ query }) => query);

describe('appointments', () => {
	it('tells new, changed and cancelled ones apart', async () => {
		const n8n = await published('appointmentAnyChange');
		const id = vendor.create('appointment', at(3));
		expect(happened(await n8n.poll())).toEqual([['appointmentCreated', id]]);
		vendor.update('appointment', at(4), id);
		expect(happened(await n8n.poll())).toEqual([['appointmentUpdated', id]]);
		vendor.update('appointment', { state: 'cancelled' }, id);
		expect(happened(await n8n.poll())).toEqual([['appointmentCancelled', id]]);
		vendor.update('appointment', { description: 'Nothing comes of it any more' }, id);
		expect(await n8n.poll()).toEqual([]);
		vendor.update('appointment', { state: 'confirmed' }, id);
		expect(happened(await n8n.poll())).toEqual([['appointmentUpdated', id]]);
		const short = vendor.create('appointment', { ...at(3), state: 'cancelled' });
		expect(happened(await n8n.poll())).toEqual([['appointmentCancelled', short]]);
	});

	it.each([
		['appointmentCreated', [0]],
		['appointmentUpdated', [1]],
		['appointmentCancelled', [2]],
	])('%s is that and nothing else', async (event, which) => {
		const n8n = await published(event);
		const { next, past } = vendor.seed.appointments;
		const ids = [vendor.create('appointment', at(3)), next.id, 2115];
		vendor.update('appointment', { duration: 45 }, ids[1]);
		vendor.update('appointment', { state: 'cancelled' }, ids[2]);
		vendor.update('appointment', { state: 'absent' }, past.id);
		expect(happened(await n8n.poll())).toEqual(which.map((index) => [event, ids[index]]));
	});

	it.each(['duration', 'chairId', 'operatorId', 'patientId', 'colorId', 'description', 'state', 'allDay'])(
		'counts %s as a change',
		async (field) => {
			const n8n = await published('appointmentUpdated');
			const { id } = vendor.seed.appointments.next;
			vendor.update(
				'appointment',
				{ [field]: { description: 'x', state: 'waiting', allDay: true }[field] ?? 77 },
				id,
			);
			expect(happened(await n8n.poll())).toEqual([['appointmentUpdated', id]]);
		},
	);

	it('does not count what differs each time, nor what cannot be written', async () => {
		const n8n = await published('appointmentUpdated');
		const { id } = vendor.seed.appointments.next;
		vendor.update(
			'appointment',
			{ link: `https://x/?token=${Math.random()}`, firstVisit: true } as never,
			id,
		);
		expect(await n8n.poll()).toEqual([]);
	});

	it('watches the days that are chosen, and asks for 30 days at most', async () => {
		const n8n = await published('appointmentCreated', { options: { daysBack: 3, daysAhead: 40 } });
		const ids = [-4, -3, 0, 40, 41].map((days) => vendor.create('appointment', at(days)));
		expect(happened(await n8n.poll()).map(([, id]) => id)).toEqual(ids.slice(1, 4));
		const ranges = lists();
		const start = addDays(today(), -3);
		expect(ranges).toEqual(
			[0, 30, 60].map((days) => ({
				dateStart: addDays(start, days),
				dateEnd: addDays(start, days + 29),
			})),
		);
	});

	it('watches yesterday to 60 days ahead unless told', async () => {
		const n8n = await published('appointmentCreated');
		const ids = [-2, -1, 60, 61].map((days) => vendor.create('appointment', at(days)));
		expect(happened(await n8n.poll()).map(([, id]) => id)).toEqual(ids.slice(1, 3));
	});

	it.each([28, 29, 60, 100])(
		'starts nothing when an appointment %i days beyond comes into view',
		async (beyond) => {
			vendor.create('appointment', at(60 + beyond));
			const n8n = await published('appointmentAnyChange');
			const later = vendor.create('appointment', at(61 + beyond));
			for (const days of [0, 1, beyond - 1, beyond, beyond + 1]) {
				back = forwardBy(days);
				expect(await n8n.poll()).toEqual([]);
				back();
			}
			back = forwardBy(beyond + 1);
			vendor.update('appointment', { duration: 45 }, later);
			expect(happened(await n8n.poll())).toEqual([['appointmentUpdated', later]]);
		},
	);

	it('reports a new one on a day that came into view while n8n was not running', async () => {
		const n8n = await published('appointmentCreated');
		const id = vendor.create('appointment', at(75));
		back = forwardBy(20);
		expect(happened(await n8n.restart())).toEqual([['appointmentCreated', id]]);
	});

	it('takes one that is moved into the days as created, and forgets one that is moved out of them', async () => {
		const n8n = await published('appointmentAnyChange');
		const { next, old } = vendor.seed.appointments;
		vendor.update('appointment', at(5), old.id);
		vendor.update('appointment', at(200), next.id);
		expect(happened(await n8n.poll())).toEqual([['appointmentCreated', old.id]]);
		vendor.remove('appointment', old.id);
		expect(await n8n.poll()).toEqual([]);
	});
});

describe('patients', () => {
	it('tells new and changed ones apart', async () => {
		const n8n = await published('patientAnyChange');
		const { luca } = vendor.seed.patients;
		const id = vendor.create('patient');
		vendor.update('patient', { city: 'Torino' }, luca.id);
		expect(happened(await n8n.poll())).toEqual([
			['patientUpdated', luca.id],
			['patientCreated', id],
		]);
	});

	it.each([
		['patientCreated', 1],
		['patientUpdated', 0],
	])('%s is that and nothing else', async (event, which) => {
		const n8n = await published(event);
		const { mario } = vendor.seed.patients;
		vendor.update('patient', { city: 'Torino' }, mario.id);
		const ids = [mario.id, vendor.create('patient')];
		expect(happened(await n8n.poll())).toEqual([[event, ids[which]]]);
	});

	it.each([
		['a name', { lastName: 'Verdi' }],
		[
			'a phone number',
			{ phoneNumbers: [{ id: 1, prefix: '0039', number: '333', label: '', smsEnabled: true }] },
		],
		['a custom field', { custom: { _smoker: 'true' } }],
		['the birth date', { dateBirth: '1990-01-01' }],
	])('counts %s as a change', async (_, fields) => {
		const n8n = await published('patientUpdated');
		const { luca } = vendor.seed.patients;
		vendor.update('patient', fields, luca.id);
		expect(happened(await n8n.poll())).toEqual([['patientUpdated', luca.id]]);
	});

	it('does not start itself by writing what is there, nor on phone numbers in another order', async () => {
		const n8n = await published('patientUpdated');
		const { mario } = vendor.seed.patients;
		const address = `${vendor.baseUrl}/practices/101/archives/201/patients/${mario.id}`;
		const headers = { 'X-Api-Key': vendor.credentials.apiKey, 'content-type': 'application/json' };
		const { data } = (await (await fetch(address, { headers })).json()) as { data: IDataObject };
		const body = JSON.stringify({
			firstName: data.firstName,
			lastName: data.lastName,
			lastModifiedAt: '2031-01-01 00:00:00',
		});
		expect((await fetch(address, { method: 'PATCH', headers, body })).status).toBe(200);
		const reversed = [...(data.phoneNumbers as object[])].reverse();
		expect(reversed.length).toBeGreaterThan(1);
		vendor.update('patient', { phoneNumbers: reversed as never, rating: Math.random() } as never, mario.id);
		expect(await n8n.poll()).toEqual([]);
	});

	it('costs a request for 100 patients, and under 8 characters of state for each', async () => {
		vendor.seedPatients(988);
		const n8n = await published('patientAnyChange');
		const id = vendor.create('patient');
		expect(happened(await n8n.poll())).toEqual([['patientCreated', id]]);
		expect(lists().map(({ offset, limit }) => [offset, limit])).toEqual(
			Array.from({ length: 11 }, (_, page) => [String(page * 100), '100']),
		);
		expect(JSON.stringify(n8n.stored).length).toBeLessThan(8 * 1000);
	});

	it.each(['inMemory', 'durable'] as const)(
		'reads a list that is too long for one poll in several (%s)',
		async (keeping) => {
			vendor.seedPatients(500);
			const n8n = benchFor('patientAnyChange', {}, keeping);
			n8n.budgetMs = 1_000;
			vendor.fault({ kind: 'latency', ms: 250, times: Infinity });
			await n8n.publish();
			let polls = 0;
			const isReading = () => JSON.stringify(n8n.state ?? { reading: {} }).includes('"reading"');
			// In memory nothing is saved without an emission, so what n8n has stored is of no help there.
			for (; polls < 10 && (keeping === 'inMemory' ? polls < 4 : isReading()); polls++) {
				expect(await n8n.poll()).toEqual([]);
			}
			expect(polls).toBeGreaterThan(1);
			expect(polls).toBeLessThan(6);

			const ids = [vendor.seed.patients.mario.id, vendor.create('patient')];
			vendor.update('patient', { city: 'Torino' }, ids[0]);
			const found: unknown[] = [];
			for (let more = 0; more < 6; more++) found.push(...happened(await n8n.poll()).map(([, id]) => id));
			expect(found.sort()).toEqual(ids);
			expect(lists().length).toBeGreaterThan(20);
		},
		60_000,
	);
});

describe('bills and transactions', () => {
	it.each([
		['bill', 'billCreated'],
		['transaction', 'transactionCreated'],
	] as const)('a %s counts when it is dated in the last 30 days', async (kind, event) => {
		const n8n = await published(event);
		const ids = [-31, -30, 0].map((days) => vendor.create(kind, { date: addDays(today(), days) }));
		expect(happened(await n8n.poll())).toEqual([
			[event, ids[1]],
			[event, ids[2]],
		]);
		expect(lists()).toEqual([{ dateStart: addDays(today(), -30), dateEnd: today() }]);
	});

	it('reports what is dated later on its day', async () => {
		const n8n = await published('billCreated');
		const id = vendor.create('bill', { date: addDays(today(), 2) });
		expect(await n8n.poll()).toEqual([]);
		back = forwardBy(2);
		expect(happened(await n8n.poll())).toEqual([['billCreated', id]]);
		expect(await n8n.poll()).toEqual([]);
	});

	it('looks further back in pieces of 31 days, and does not report what is there then', async () => {
		const n8n = await published('billCreated');
		n8n.unpublish();
		n8n.installation.parameters.options = { accountingDaysBack: 70 };
		expect(await n8n.publish('update')).toEqual([]);
		const id = vendor.create('bill', { date: addDays(today(), -70) });
		expect(happened(await n8n.poll())).toEqual([['billCreated', id]]);
		const start = addDays(today(), -70);
		expect(lists().slice(-3)).toEqual([
			{ dateStart: start, dateEnd: addDays(start, 30) },
			{ dateStart: addDays(start, 31), dateEnd: addDays(start, 61) },
			{ dateStart: addDays(start, 62), dateEnd: today() },
		]);
	});
});

describe('documents', () => {
	const ofMario = { patientId: { __rl: true, mode: 'list', value: 1001 } };

	it('says whose they are, and nobody else’s count', async () => {
		const n8n = await published('documentCreated', ofMario);
		vendor.create('document', { patientId: 1002 });
		const id = vendor.create('document', { name: 'opg.jpg' });
		expect(await n8n.poll()).toEqual([
			{
				event: 'documentCreated',
				patientId: 1001,
				id,
				name: 'opg.jpg',
				type: 'text',
				folderName: 'Referti',
				createdAt: expect.any(String),
			},
		]);
	});

	it('needs a patient', async () => {
		const n8n = benchFor('documentCreated', { patientId: { __rl: true, mode: 'list', value: '' } });
		await expect(n8n.publish()).rejects.toThrow("'Patient' is empty");
		expect(vendor.requests).toEqual([]);
	});

	it('shows what AlfaDocs says of a patient who was deleted', async () => {
		const n8n = await published('documentCreated', ofMario);
		vendor.remove('patient', 1001);
		await expect(n8n.poll()).rejects.toMatchObject({
			message: 'AlfaDocs: Patient not found',
			httpCode: '404',
		});
	});
});

describe('the archive', () => {
	it('is asked for once a poll when the credential does not name it, and stays the same when it does', async () => {
		const n8n = benchFor('patientCreated');
		Object.assign(n8n.installation.credentials.alfaDocsApi, { practiceId: '', archiveId: '' });
		await n8n.publish();
		expect(vendor.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['me', 'patients']);
		n8n.unpublish();
		Object.assign(n8n.installation.credentials.alfaDocsApi, { practiceId: '101', archiveId: '201' });
		const id = vendor.create('patient');
		expect(happened(await n8n.publish('update'))).toEqual([['patientCreated', id]]);
	});

	it('is another one with another key, whose patients are not new', async () => {
		const n8n = await published('patientCreated');
		n8n.unpublish();
		Object.assign(n8n.installation.credentials.alfaDocsApi, {
			apiKey: vendor.credentials.otherArchiveApiKey,
			practiceId: '',
			archiveId: '',
		});
		expect(await n8n.publish('update')).toEqual([]);
		expect(await n8n.poll()).toEqual([]);
	});
});

describe('a test', () => {
	it('shows what was entered last', async () => {
		const [id] = vendor.seedPatients(240).slice(-1);
		expect(happened(await benchFor('patientUpdated').test())).toEqual([['patientUpdated', id]]);
		expect(lists()).toHaveLength(2);
		const appointment = vendor.create('appointment', at(50));
		expect(happened(await benchFor('appointmentAnyChange').test())).toEqual([
			['appointmentCreated', appointment],
		]);
	});

	it('shows a cancelled appointment for cancellations, or another one when there is none', async () => {
		const { cancelled } = vendor.seed.appointments;
		vendor.create('appointment', at(1));
		const test = async () => happened(await benchFor('appointmentCancelled').test());
		expect(await test()).toEqual([['appointmentCancelled', cancelled.id]]);
		vendor.remove('appointment', cancelled.id);
		expect(await test()).toEqual([['appointmentCancelled', expect.any(Number)]]);
	});
});

it.each([
	[{ daysAhead: 366 }, "'Days Ahead' is more than 365"],
	[{ daysBack: -1 }, "'Days Back' is less than 0"],
	[{ daysBack: 'yesterday' }, "'Days Back' is not a number"],
])('%j is refused before anything is asked', async (options, message) => {
	const n8n = benchFor('appointmentCreated', { options });
	await expect(n8n.publish()).rejects.toThrow(message);
	expect(vendor.requests).toEqual([]);
});
