import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId, itemsOf } from '../support/bench';

let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const methods = () => bench.requests().map(({ method, path }) => `${method} ${path}`);
const person = (more: IDataObject) => ({ firstName: 'Ada', lastName: 'Prova', ...more });
const byCode = (code: string, more: IDataObject = {}) =>
	person({ matchBy: 'italianFiscalCode', matchFiscalCode: code, ...more });

describe('Patient: Create or Update', () => {
	it('changes the patient who has the fiscal code, however it is written', async () => {
		const { mario } = bench.vendor.seed.patients;
		const { items } = await bench.run(
			'patient.createOrUpdate',
			byCode(' rssmra85t10 a562s', { additionalFields: { city: 'Torino' } }),
		);
		expect(items[0].json).toMatchObject({ id: mario.id, created: false, city: 'Torino', firstName: 'Ada' });
		expect(methods().filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	it('adds a patient once, with what recognises it the next time', async () => {
		const first = await bench.run('patient.createOrUpdate', byCode('PRVDAA90A41F205X'));
		const second = await bench.run(
			'patient.createOrUpdate',
			byCode('PRVDAA90A41F205X', { additionalFields: { job: 'Pilot' } }),
		);
		expect(first.items[0].json).toMatchObject({ created: true, italianFiscalCode: 'PRVDAA90A41F205X' });
		expect(second.items[0].json).toMatchObject({ created: false, id: first.items[0].json.id, job: 'Pilot' });
	});

	it('adds a person once who comes in several items, however many are handled at the same time', async () => {
		const parameters = byCode('PRVDAA90A41F205X', { options: { maxConcurrency: 5 } });
		const { items } = await bench.run('patient.createOrUpdate', parameters, {
			input: itemsOf(1, 2, 3, 4, 5),
		});
		expect(items.map(({ json }) => json.created)).toEqual([true, false, false, false, false]);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(1);
	});

	it('recognises by email in any case', async () => {
		const { giulia } = bench.vendor.seed.patients;
		const { items } = await bench.run(
			'patient.createOrUpdate',
			person({ matchBy: 'email', matchEmail: 'Giulia.BIANCHI@example.com' }),
		);
		expect(items[0].json).toMatchObject({ id: giulia.id, created: false });
	});

	it.each([
		['0039', '333 111 22 33'],
		['+39', '3331112233'],
		['39', '+39 333 1112233'],
	])('recognises by phone, written %s %s', async (matchPhonePrefix, matchPhoneNumber) => {
		const { mario } = bench.vendor.seed.patients;
		const { items, error } = await bench.run(
			'patient.createOrUpdate',
			person({ matchBy: 'phone', matchPhonePrefix, matchPhoneNumber }),
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: mario.id, created: false });
	});

	it('adds the phone number of a new patient, so that it is recognised the next time', async () => {
		const phone = { matchBy: 'phone', matchPhonePrefix: '0039', matchPhoneNumber: '347 999 88 77' };
		const first = await bench.run('patient.createOrUpdate', person(phone));
		const second = await bench.run('patient.createOrUpdate', person(phone));
		expect(first.items[0].json).toMatchObject({ created: true, phoneNumberCreated: true });
		expect(second.items[0].json).toMatchObject({ created: false, id: first.items[0].json.id });
	});

	it('reports a missing phone number as data, because a retry would add the person again', async () => {
		bench.vendor.fault({ kind: 'status', status: 500, match: { method: 'POST', path: '/phone-numbers' } });
		const phone = { matchBy: 'phone', matchPhonePrefix: '0039', matchPhoneNumber: '3479998877' };
		const { items, error } = await bench.run('patient.createOrUpdate', person(phone), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			created: true,
			phoneNumberCreated: false,
			message: expect.stringContaining('Phone Number > Create'),
		});
		expect(methods().filter((line) => line === 'POST /patients')).toHaveLength(1);
	});

	it('changes nothing when several patients match, and names them', async () => {
		const { mario, anna } = bench.vendor.seed.patients;
		const phone = { matchBy: 'phone', matchPhonePrefix: '0039', matchPhoneNumber: '024455667' };
		const { error } = await bench.run('patient.createOrUpdate', person(phone));
		expect(error?.message).toBe(`Several patients match (${mario.id}, ${anna.id}) [item 0]`);
		expect(methods().every((line) => line.startsWith('GET'))).toBe(true);
	});

	it('trusts no filter: one that is ignored finds nobody wrong, over all pages', async () => {
		bench.vendor.seedPatients(150);
		const everybody = await bench.run('patient.getAll', { returnAll: true, simplify: false });
		const results = everybody.items.map(({ json }) => json);
		for (const [offset, limit] of [
			[0, 100],
			[100, 100],
		]) {
			const body = { total: results.length, results: results.slice(offset, offset + limit) };
			bench.vendor.fault({ kind: 'body', body, match: { method: 'GET', path: '/patients' } });
		}
		bench.vendor.requests.length = 0;
		const { items } = await bench.run('patient.createOrUpdate', byCode('PRVDAA90A41F205X'));
		expect(items[0].json.created).toBe(true);
		expect(methods()).toEqual(['GET /patients', 'GET /patients', 'POST /patients']);
	});

	it('does not guess when the records do not carry what is compared', async () => {
		const body = {
			total: 2,
			results: [
				{ id: 7, lastName: 'A' },
				{ id: 8, lastName: 'B' },
			],
		};
		bench.vendor.fault({ kind: 'body', body, match: { method: 'GET', path: '/patients' } });
		const { error } = await bench.run('patient.createOrUpdate', byCode('PRVDAA90A41F205X'));
		expect(error?.message).toContain('one of these patients is meant (7, 8)');
		expect(methods()).toEqual(['GET /patients']);
	});
});

describe('Patient: custom fields', () => {
	const custom = (value: IDataObject) => ({ customFields: { mappingMode: 'defineBelow', value } });

	it('go under their technical names, empty ones not at all', async () => {
		const parameters = person(custom({ _favouriteMusic: 'Opera', _smoker: true, _anxiety: null }));
		const { items, error } = await bench.run('patient.create', parameters);
		expect(error).toBeUndefined();
		expect(bench.requests()[0].body).toEqual({
			firstName: 'Ada',
			lastName: 'Prova',
			_favouriteMusic: 'Opera',
			_smoker: 'true',
		});
		const stored = await bench.run('patient.get', { patientId: byId(items[0].json.id), simplify: false });
		expect(stored.items[0].json).toMatchObject({ _favouriteMusic: 'Opera', _smoker: 'true' });
	});

	it('are changed by an update without touching the rest', async () => {
		const patientId = byId(bench.vendor.seed.patients.mario.id);
		const before = (await bench.run('patient.get', { patientId, simplify: false })).items[0].json;
		await bench.run('patient.update', { patientId, ...custom({ _anxiety: 'medium' }), updateFields: {} });
		const after = (await bench.run('patient.get', { patientId, simplify: false })).items[0].json;
		expect(omit(after, 'lastModifiedAt')).toEqual(omit({ ...before, _anxiety: 'medium' }, 'lastModifiedAt'));
	});
});

describe('Patient: reading', () => {
	it('gives the birth date under the name it is written with, and none for one that does not exist', async () => {
		const { mario, marco } = bench.vendor.seed.patients;
		const get = async (id: number) =>
			(await bench.run('patient.get', { patientId: byId(id), simplify: false })).items[0].json;
		expect(await get(mario.id)).toMatchObject({ dateOfBirth: '1985-12-10' });
		expect(await get(marco.id)).toMatchObject({ dateOfBirth: null });
		expect(await get(mario.id)).not.toHaveProperty('dateBirth');
	});

	it('finds by name even where the API ignores the name', async () => {
		const everybody = (await bench.run('patient.getAll', { returnAll: true, simplify: false })).items.map(
			({ json }) => json,
		);
		bench.vendor.fault({
			kind: 'body',
			body: { total: everybody.length, results: everybody },
			match: { path: '/patients' },
		});
		const { items } = await bench.run('patient.getAll', {
			returnAll: true,
			simplify: true,
			filters: { lastName: 'rossi' },
		});
		expect(new Set(items.map(({ json }) => json.lastName))).toEqual(new Set(['Rossi']));
	});

	it('leaves ten fields when simplified, and all when not', async () => {
		const patientId = byId(bench.vendor.seed.patients.mario.id);
		const simple = await bench.run('patient.get', { patientId, simplify: true });
		const raw = await bench.run('patient.get', { patientId, simplify: false });
		expect(Object.keys(simple.items[0].json)).toHaveLength(10);
		expect(Object.keys(raw.items[0].json).length).toBeGreaterThan(20);
	});
});
