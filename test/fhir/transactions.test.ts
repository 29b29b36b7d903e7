import type { IDataObject } from 'n8n-workflow';

import { assemble, type Task } from '../../nodes/fhir/transactions';
import { post, put, remove } from '../support/fhirTasks';
import { refusalOf } from '../support/refusals';

const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface Entry {
	fullUrl?: string;
	resource?: IDataObject & { subject?: { reference: string } };
	request: { method: string; url: string; ifMatch?: string; ifNoneExist?: string };
}

const subject = (reference: string) => ({ subject: { reference } });

const assembled = (tasks: Task[], kind: 'transaction' | 'batch' = 'transaction') => {
	const { bundle, tasks: order } = assemble(
		kind,
		tasks.map((task, item) => ({ ...task, item })),
	);
	return { bundle, entries: bundle.entry as unknown as Entry[], items: order.map((task) => task.item) };
};

test('new records get a UUID each, and say what is to be done', () => {
	const { bundle, entries } = assembled([
		post('Patient', { gender: 'male' }),
		{ ...post('Patient'), ifNoneExist: 'identifier=https://a.example|1' },
		{ ...put('Patient', '7', { gender: 'female' }), ifMatch: '3' },
		remove('Slot', '9'),
	]);
	expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
	expect(entries).toEqual([
		{
			fullUrl: expect.stringMatching(UUID) as string,
			resource: { resourceType: 'Patient', gender: 'male' },
			request: { method: 'POST', url: 'Patient' },
		},
		{
			fullUrl: expect.stringMatching(UUID) as string,
			resource: { resourceType: 'Patient' },
			request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=https://a.example|1' },
		},
		{
			resource: { resourceType: 'Patient', id: '7', gender: 'female' },
			request: { method: 'PUT', url: 'Patient/7', ifMatch: 'W/"3"' },
		},
		{ request: { method: 'DELETE', url: 'Slot/9' } },
	]);
	expect(entries[0].fullUrl).not.toBe(entries[1].fullUrl);
});

test('addresses are spelled as the server has them, references as FHIR has them', () => {
	const { bundle } = assemble('batch', [put('CarePlan', '7'), post('CarePlan')], (type) =>
		type.toLowerCase(),
	);
	expect((bundle.entry as unknown as Entry[]).map(({ request }) => request.url)).toEqual([
		'careplan/7',
		'careplan',
	]);
});

describe('references to new records', () => {
	test.each([
		['a name', 'Patient/anna', ['anna', 'Patient/anna']],
		['a bare name', 'anna', ['anna', 'Patient/anna']],
		[
			'the address that it had in a Bundle',
			'https://old.example/Patient/1',
			['https://old.example/Patient/1'],
		],
		['a urn', 'urn:uuid:1', ['urn:uuid:1']],
	])('by %s are rewritten, wherever they are', (_, reference, names) => {
		const observation = {
			...subject(reference),
			performer: [{ reference }, { reference: 'Practitioner/7' }],
			component: [{ extension: [{ url: 'https://x.example', valueReference: { reference } }] }],
			note: [{ text: reference }],
		};
		const { entries } = assembled([post('Patient', {}, ...names), post('Observation', observation)]);
		const { fullUrl } = entries[0];
		expect(entries[1].resource).toEqual({
			resourceType: 'Observation',
			subject: { reference: fullUrl },
			performer: [{ reference: fullUrl }, { reference: 'Practitioner/7' }],
			component: [{ extension: [{ url: 'https://x.example', valueReference: { reference: fullUrl } }] }],
			note: [{ text: reference.startsWith('urn:') ? fullUrl : reference }],
		});
	});

	test('addresses of files are rewritten too, values of identifiers are not', () => {
		const urn = 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520';
		const letter = { identifier: [{ value: urn }], content: [{ attachment: { url: urn } }] };
		const { entries } = assembled([post('Binary', {}, urn), post('DocumentReference', letter)]);
		expect(entries[1].resource).toMatchObject({
			identifier: [{ value: urn }],
			content: [{ attachment: { url: entries[0].fullUrl } }],
		});
	});

	test('others stay as they are', () => {
		const others = ['Patient/anna2', 'Patient?identifier=1', '#c1', 'https://a.example/Patient/anna'];
		const { entries } = assembled([
			post('Patient', {}, 'anna', 'Patient/anna'),
			...others.map((reference) => post('Observation', subject(reference))),
		]);
		expect(entries.slice(1).map(({ resource }) => resource?.subject?.reference)).toEqual(others);
	});

	test('a record that is replaced is referred to by its ID, whatever it was called', () => {
		const { entries } = assembled([
			post('Observation', subject('urn:uuid:1')),
			put('Patient', '7', {}, 'urn:uuid:1', 'Patient/7'),
		]);
		expect(entries.find(({ request }) => request.method === 'POST')?.resource).toMatchObject(
			subject('Patient/7'),
		);
	});

	test('the records that were handed in are not touched', () => {
		const observation = post('Observation', subject('anna'));
		assembled([post('Patient', {}, 'anna'), observation]);
		expect(observation.resource).toMatchObject(subject('anna'));
	});

	test('a name that two records have is refused, but only if another refers to it', () => {
		const twice = [post('Patient', {}, 'anna'), post('Patient', {}, 'anna')];
		expect(assembled(twice).entries).toHaveLength(2);
		const refusal = refusalOf(() => assembled([...twice, post('Observation', subject('anna'))]));
		expect(refusal.message).toContain('Several records have the same name');
		expect(`${refusal.message} ${refusal.description}`).not.toContain('anna');
	});

	test('in a batch they are refused, because its entries stand alone', () => {
		const tasks = [post('Patient', {}, 'anna'), post('Observation', subject('anna'))];
		const refusal = refusalOf(() => assembled(tasks, 'batch'));
		expect(refusal.message).toBe('In a batch, records cannot refer to each other');
		expect(refusal.description).toContain('Transaction');
		expect(assembled([post('Observation', subject('Patient/1'))], 'batch').entries).toHaveLength(1);
	});
});

describe('order', () => {
	test('a record comes after those that it refers to', () => {
		const tasks = [
			post('Observation', { ...subject('p'), encounter: { reference: 'e' } }),
			post('Encounter', subject('p'), 'e'),
			post('Slot'),
			post('Patient', {}, 'p'),
		];
		expect(assembled(tasks).items).toEqual([3, 1, 0, 2]);
	});

	test('also one that is replaced', () => {
		expect(assembled([post('Observation', subject('Patient/7')), put('Patient', '7')]).items).toEqual([1, 0]);
	});

	test('otherwise it stays as it was', () => {
		expect(assembled([post('Slot'), post('Patient'), post('Slot')]).items).toEqual([0, 1, 2]);
	});

	test('records that refer to each other or to themselves do no harm', () => {
		const tasks = [
			post('Patient', { link: [{ other: { reference: 'b' } }, { other: { reference: 'a' } }] }, 'a'),
			post('Patient', { link: [{ other: { reference: 'a' } }] }, 'b'),
		];
		const { entries, items } = assembled(tasks);
		expect([...items].sort()).toEqual([0, 1]);
		expect(JSON.stringify(entries)).not.toMatch(/"reference":"[ab]"/);
	});

	test('a thousand records, each referring to the next, are sorted', () => {
		const tasks = Array.from({ length: 1000 }, (_, at) =>
			post('Observation', { hasMember: [{ reference: `o${at + 1}` }] }, `o${at}`),
		);
		expect(assembled(tasks).items).toEqual(tasks.map((_, at) => 999 - at));
	});
});
