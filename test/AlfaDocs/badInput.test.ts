import type { IDataObject } from 'n8n-workflow';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId, everythingIn } from '../support/bench';

let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const color = byId(31);

/** Refused with a message that names the field, before anything is sent. */
const REFUSED: Array<[string, `${string}.${string}`, IDataObject, string]> = [
	[
		'a day that does not exist',
		'appointment.create',
		{ date: '2026-02-30 10:00', colorId: color },
		"'Date' is a date or time that does not exist",
	],
	[
		'an hour that does not exist',
		'appointment.create',
		{ date: '2026-03-01 25:00', colorId: color },
		"'Date' is a date or time that does not exist",
	],
	[
		'an hour that the clocks skip',
		'appointment.create',
		{ date: '2026-03-29 02:30', colorId: color },
		"'Date' is a time that the clocks skip",
	],
	[
		'an ambiguous date',
		'appointment.create',
		{ date: '01/02/2020 10:00', colorId: color },
		"'Date' could be read as day/month or as month/day",
	],
	[
		'words for a date',
		'appointment.create',
		{ date: 'tomorrow', colorId: color },
		"'Date' is not a date that can be read",
	],
	['an empty date', 'appointment.create', { date: '={{ "" }}', colorId: color }, "'Date' is empty"],
	[
		'no color',
		'appointment.create',
		{ date: '2026-06-15 10:00', colorId: byId('={{ undefined }}') },
		"'Color' is empty",
	],
	[
		'a negative duration',
		'appointment.create',
		{ date: '2026-06-15 10:00', colorId: color, additionalFields: { duration: -30 } },
		"'Duration' is less than 1",
	],
	[
		'half a minute',
		'appointment.create',
		{ date: '2026-06-15 10:00', colorId: color, additionalFields: { duration: 30.5 } },
		"'Duration' is not a whole number",
	],
	[
		'words for a number',
		'appointment.create',
		{ date: '2026-06-15 10:00', colorId: color, additionalFields: { duration: 'half an hour' } },
		"'Duration' is not a number",
	],
	[
		'an unknown state',
		'appointment.create',
		{ date: '2026-06-15 10:00', colorId: color, additionalFields: { state: 'maybe' } },
		"'State' is set to something that does not exist",
	],
	[
		'a word for a switch',
		'appointment.create',
		{ date: '2026-06-15 10:00', colorId: color, additionalFields: { allDay: 'perhaps' } },
		"'All Day' is neither true nor false",
	],
	[
		'text where an ID belongs',
		'appointment.get',
		{ appointmentId: byId('={{ "the next one" }}'), simplify: true },
		"'Appointment' is not an ID",
	],
	['a fraction for an ID', 'bill.get', { billId: byId('={{ 1.5 }}') }, "'Bill' is not an ID"],
	['minus for an ID', 'bill.get', { billId: byId('={{ -4 }}') }, "'Bill' is not an ID"],
	['no ID', 'patient.get', { patientId: byId('={{ "" }}'), simplify: true }, "'Patient' is empty"],
	[
		'an end before the start',
		'appointment.getAll',
		{ returnAll: true, simplify: true, filters: { dateStart: '2026-06-15', dateEnd: '2026-06-01' } },
		'The end of the date range is before its start',
	],
	[
		'an end before the start',
		'freeSlot.book',
		{
			patientId: byId(1001),
			startDate: '2026-12-15',
			duration: 30,
			colorId: color,
			filters: { endDate: '2026-12-01' },
		},
		"'End Date' is before 'Start Date'",
	],
	[
		'a time of day that does not exist',
		'freeSlot.book',
		{
			patientId: byId(1001),
			startDate: '2026-12-15',
			duration: 30,
			colorId: color,
			filters: { notBefore: '9 am' },
		},
		"'Not Before' is not a time of day",
	],
	['an empty name', 'patient.create', { firstName: ' ', lastName: 'Prova' }, "'First Name' is empty"],
	[
		'no email',
		'patient.create',
		{ firstName: 'Ada', lastName: 'Prova', additionalFields: { email: 'ada at home' } },
		"'Email' does not look right",
	],
	[
		'an amount of nothing',
		'transaction.create',
		{ amount: 0, date: '2026-06-15', direction: 'incoming', accountId: byId(41) },
		"'Amount' is less than 0.01",
	],
	[
		'a document without a file',
		'document.create',
		{ patientId: byId(1001), type: 'other', folderName: 'Prova', binaryPropertyName: 'data' },
		"binary file 'data'",
	],
	[
		'Base64 that is none',
		'document.create',
		{
			patientId: byId(1001),
			inputType: 'base64',
			base64Data: 'Grüße!',
			type: 'other',
			folderName: 'Prova',
			name: 'a.txt',
		},
		"'Base64 Data' does not look right",
	],
	[
		'content without a name',
		'document.create',
		{
			patientId: byId(1001),
			inputType: 'base64',
			base64Data: 'QQ==',
			type: 'other',
			name: '={{ "" }}',
			folderName: 'Prova',
		},
		"'Name' is empty",
	],
	[
		'the placeholder for no fiscal code',
		'patient.createOrUpdate',
		{ matchBy: 'italianFiscalCode', matchFiscalCode: 'non disponibile', firstName: 'Ada', lastName: 'Prova' },
		'is the placeholder for people without one',
	],
];

describe('bad input', () => {
	it.each(REFUSED)('%s: %s', async (_what, operation, parameters, message) => {
		const { error } = await bench.run(operation, parameters);
		expect(error?.message).toContain(message);
		expect(error?.message).toMatch(/\[item 0\]$/);
		expect(error?.description).toBeTruthy();
		expect(bench.requests()).toEqual([]);
	});

	it('of an unknown operation is said plainly', async () => {
		const { error } = await bench.run('patient.teleport');
		expect(error?.message).toContain('operation does not exist');
	});
});

describe('what only the vendor knows', () => {
	it('a wrong key', async () => {
		const { error } = await bench.run(
			'operator.getAll',
			{},
			{ credentials: { alfaDocsApi: bench.credential({ apiKey: 'x' }) } },
		);
		expect(error).toMatchObject({ httpCode: '401', message: 'AlfaDocs: Authentication required [item 0]' });
		expect(error?.description).toContain('Open the credential');
	});

	it('a key of another archive', async () => {
		const { practiceId, archiveId } = (await bench.run('context.get')).items[0].json;
		const alfaDocsApi = bench.credential({
			apiKey: bench.vendor.credentials.otherArchiveApiKey,
			practiceId,
			archiveId,
		});
		const { error } = await bench.run('operator.getAll', {}, { credentials: { alfaDocsApi } });
		expect(error).toMatchObject({ httpCode: '403', failure: { cause: 'configuration-invalid' } });
		expect(error?.description).toContain('Check which practice it belongs to');
	});

	it('an unknown ID', async () => {
		const { error } = await bench.run('bill.get', { billId: byId(999_999) });
		expect(error).toMatchObject({ httpCode: '404' });
		expect(error?.description).toContain('Check that the ID is right');
	});

	it('a deleted patient: some data to read, nothing to change', async () => {
		const deleted = byId(bench.vendor.seed.patients.deleted.id);
		const read = await bench.run('patient.get', { patientId: deleted, simplify: false });
		expect(read.items[0].json).toMatchObject({ deleted: true });
		const { error } = await bench.run('patient.update', {
			patientId: deleted,
			updateFields: { city: 'Roma' },
		});
		expect(error?.message).toContain('this record was deleted');
		expect(bench.requests().map(({ method }) => method)).not.toContain('PATCH');
	});

	it('a field that the vendor does not accept is named as the form names it', async () => {
		const body = {
			error: 'italianFiscalCode RSSMRA85T10A562S of Ada Prova is taken; write to ada@example.com',
		};
		bench.vendor.fault({ kind: 'status', status: 400, body, match: { method: 'POST', path: '/patients' } });
		// From the item: n8n keeps a node's own parameters, so what is typed there stands in the workflow anyway.
		const parameters = {
			firstName: '={{ $json.first }}',
			lastName: '={{ $json.last }}',
			additionalFields: { italianFiscalCode: '={{ $json.code }}' },
		};
		const input = [{ json: { first: 'Ada', last: 'Prova', code: 'RSSMRA85T10A562S' } }];
		const result = await bench.run('patient.create', parameters, { input });
		expect(result.error?.message).toBe(
			"AlfaDocs: 'Italian Fiscal Code' [Italian Fiscal Code] of [First Name] [Last Name] is taken; write to [e-mail address] [item 0]",
		);
		expect(everythingIn(result)).not.toMatch(/RSSMRA85T10A562S|ada@example|Prova/);
	});
});
