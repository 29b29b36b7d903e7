import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { byId, everythingIn, itemsOf } from '../support/bench';
import { startDentalReferralsBench, type DentalReferralsBench } from '../support/dentalReferrals';

let bench: DentalReferralsBench;
beforeAll(async () => {
	bench = await startDentalReferralsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const FORM = 'AdultRestorativeForm';
const john = (more: IDataObject = {}) => ({
	form_type: byId(FORM),
	patient_dob: '10/10/2010',
	patient: {
		patient_title: 'Mr',
		patient_first_name: 'John',
		patient_last_name: 'Doe',
		patient_identifier: '1',
	},
	...more,
});
const JOHN = {
	form_type: FORM,
	patient_title: 'Mr',
	patient_first_name: 'John',
	patient_last_name: 'Doe',
	patient_identifier: '1',
	patient_dob: '10/10/2010',
};
const lines = () =>
	bench.vendor.requests.map(({ method, path }) => `${method} ${path.replace('/react4r/v2', '')}`);
const last = () => bench.vendor.requests.at(-1)!;
const png = (content = 'an X-ray', fileName: string | undefined = 'opg.png'): IBinaryData => ({
	data: Buffer.from(content).toString('base64'),
	mimeType: 'image/png',
	fileName,
});
const itemWith = (binary: INodeExecutionData['binary']): INodeExecutionData[] => [{ json: {}, binary }];

describe('the cURL calls of the documentation', () => {
	it('available forms', async () => {
		const { items } = await bench.run('form.getAll', { returnAll: true });
		expect(items.map(({ json }) => json.form_type)).toEqual(bench.vendor.seed.forms.main);
		expect(last()).toMatchObject({
			method: 'GET',
			path: '/react4r/v2/available_forms',
			headers: { authorization: `Token token=${bench.vendor.credentials.apiKey}` },
		});
	});

	it.each([
		['prepare', '/prepare_form', { prepared_form_url: expect.any(String) }],
		['saveDraft', '/save_draft', { draft_id: expect.any(Number) }],
	])('%s', async (operation, path, answered) => {
		const { items, error } = await bench.run(`referral.${operation}`, john());
		expect(error).toBeUndefined();
		expect(lines()).toEqual([`POST ${path}`]);
		expect(last().body).toEqual(JOHN);
		expect(last().headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(items[0].json).toMatchObject({ ...answered, urn: expect.any(String), ptguid: expect.any(String) });
	});

	it('referral status', async () => {
		const { urn } = bench.vendor.seed.referrals.sent;
		const { items } = await bench.run('referral.getStatus', { urn: byId(urn) });
		expect(last()).toMatchObject({ method: 'GET', path: '/react4r/v2/referral_status', query: { urn } });
		expect(Object.keys(items[0].json).sort()).toEqual([
			'referral_files',
			'referral_reason',
			'referral_status',
			'referral_urn',
			'referrer_name',
		]);
	});

	it('batch referral status', async () => {
		const { items } = await bench.run('referral.getAll', { limit: 2 });
		expect(last()).toMatchObject({ path: '/react4r/v2/batch_referral_status', query: { count: '2' } });
		expect(items).toHaveLength(2);
	});

	it('referrals of a patient, whatever characters the PTGUID has', async () => {
		const { ptguid } = bench.vendor.seed.patients.oliver;
		const { items } = await bench.run('referral.getAllForPatient', { ptguid, limit: 2 });
		expect(last()).toMatchObject({ path: '/react4r/v2/patient_referrals', query: { count: '2', ptguid } });
		expect(items).toHaveLength(2);
	});

	it('upload a radiograph', async () => {
		const { items, error } = await bench.run(
			'file.upload',
			{ radiographs: 'xray', radiographDate: '29/01/2016' },
			{ input: itemWith({ xray: { ...png(), mimeType: 'image/jpeg', fileName: 'file.jpg' } }) },
		);
		expect(error).toBeUndefined();
		const id = items[0].json.fileupload_id;
		expect(lines()).toEqual(['POST /prepare_fileupload', `POST /fileupload/${id}/add_file`]);
		expect(last().headers).toMatchObject({
			'upload-content-type': 'image/jpeg',
			'upload-filename': 'file.jpg',
			'upload-kind': 'radiograph',
			'upload-date': '29/01/2016',
		});
		expect(bench.vendor.uploads.at(-1)).toMatchObject({
			filename: 'file.jpg',
			kind: 'radiograph',
			content: Buffer.from('an X-ray'),
		});
	});
});

it('an upload set is made by GET, as in the cURL call, where POST is not offered', async () => {
	bench.vendor.fault({ kind: 'status', status: 405, match: { method: 'POST', path: '/prepare_fileupload' } });
	const { error } = await bench.run(
		'file.upload',
		{ otherFiles: 'data' },
		{ input: itemWith({ data: png() }) },
	);
	expect(error).toBeUndefined();
	expect(lines().slice(0, 2)).toEqual(['POST /prepare_fileupload', 'GET /prepare_fileupload']);
});

describe('Referral: Prepare', () => {
	it('uploads what is attached first, in one set', async () => {
		const parameters = john({
			attachments: { radiographs: 'left, right', radiographDate: '2026-01-05', otherFiles: 'letter' },
		});
		const letter = { ...png('a letter', 'letter.pdf'), mimeType: 'application/pdf' };
		const input = itemWith({ left: png('left', 'left.png'), right: png('right', 'right.png'), letter });
		const { items, error } = await bench.run('referral.prepare', parameters, { input });
		expect(error).toBeUndefined();
		const id = items[0].json.fileupload_id;
		const add = `POST /fileupload/${id}/add_file`;
		expect(lines()).toEqual(['POST /prepare_fileupload', add, add, add, 'POST /prepare_form']);
		expect(last().body).toEqual({ ...JOHN, fileupload_id: String(id) });
		const sent = bench.vendor.uploads
			.slice(-3)
			.map(({ filename, kind, date, contentType }) => [filename, kind, date, contentType]);
		expect(sent).toEqual([
			['left.png', 'radiograph', '05/01/2026', 'image/png'],
			['right.png', 'radiograph', '05/01/2026', 'image/png'],
			['letter.pdf', 'other', undefined, 'application/pdf'],
		]);
	});

	it('sends every group of fields, switches as 0 and 1', async () => {
		const { error } = await bench.run(
			'referral.prepare',
			john({
				contact: { patient_email: 'john.doe@example.com', permission_sms: true },
				generalPractitioner: { patient_gp_name: 'Dr Example' },
				referrer: { referrer_gdc: '123456' },
				clinical: { urgent: false, medical_history_text: 'None\nknown & "quoted"' },
				patient: { nhs_number: '943 476 5919', gender: 'M' },
				options: { system_type: 'PD', medical_forms_as_single_file: true },
			}),
		);
		expect(error).toBeUndefined();
		expect(last().body).toEqual({
			form_type: FORM,
			patient_dob: '10/10/2010',
			patient_email: 'john.doe@example.com',
			permission_sms: '1',
			patient_gp_name: 'Dr Example',
			referrer_gdc: '123456',
			urgent: '0',
			medical_history_text: 'None\nknown & "quoted"',
			nhs_number: '9434765919',
			gender: 'M',
			system_type: 'PD',
			medical_forms_as_single_file: '1',
		});
	});

	it('passes the address that resumes the execution, without showing the token elsewhere', async () => {
		const { error } = await bench.run('referral.prepare', john({ options: { resumeOnFiles: true } }));
		expect(error).toBeUndefined();
		const { files_ready_webhook_url: url } = last().body as IDataObject;
		expect(new URL(String(url)).pathname).toMatch(/\/webhook-waiting\/.+\/files-ready$/);
	});

	it('may leave the form type to the dentist with system type SE only', async () => {
		const { form_type: _form, ...rest } = john({ options: { system_type: 'SE' } });
		expect((await bench.run('referral.prepare', rest)).error).toBeUndefined();
		expect((await bench.run('referral.saveDraft', rest)).error?.message).toContain("'Form Type' is empty");
		void _form;
	});

	it.each([
		['2010-10-09', '09/10/2010'],
		["={{ DateTime.fromISO('2010-10-09') }}", '09/10/2010'],
		['25/12/2010', '25/12/2010'],
	])('takes the date of birth %p', async (patient_dob, sent) => {
		await bench.run('referral.prepare', john({ patient_dob }));
		expect(last().body).toMatchObject({ patient_dob: sent });
	});

	it('is not sent again when it may have been stored', async () => {
		bench.vendor.fault({ kind: 'resetAfterStoring', match: { path: '/prepare_form' } });
		const { error } = await bench.run('referral.prepare', john());
		expect(error?.description).toContain('may have been carried out');
		expect(lines()).toEqual(['POST /prepare_form']);
	});
});

describe('bad input', () => {
	const attached = (more: IDataObject) => john({ attachments: { otherFiles: 'data', ...more } });
	it.each([
		[
			'an ambiguous date of birth',
			'referral.prepare',
			john({ patient_dob: '01/02/2010' }),
			"'Date of Birth' could be read as day/month or as month/day",
		],
		[
			'a date of birth that does not exist',
			'referral.prepare',
			john({ patient_dob: '31/02/2010' }),
			"'Date of Birth' is a day that does not exist",
		],
		['no date of birth', 'referral.prepare', john({ patient_dob: '={{ "" }}' }), "'Date of Birth' is empty"],
		[
			'a radiograph without its date',
			'referral.prepare',
			attached({ radiographs: 'data' }),
			"'Radiograph Date' is empty",
		],
		['a missing file', 'referral.prepare', attached({ otherFiles: 'nothing' }), "binary field 'nothing'"],
		[
			'two addresses to call',
			'referral.prepare',
			john({ options: { resumeOnFiles: true, files_ready_webhook_url: 'https://example.com' } }),
			'exclude each other',
		],
		['more than a hundred', 'referral.getAll', { limit: 101 }, "'Limit' is more than 100"],
		['nothing to upload', 'file.upload', {}, "'Radiographs' and 'Other Files' are empty"],
	] as Array<[string, `${string}.${string}`, IDataObject, string]>)(
		'%s is refused before any request',
		async (_what, operation, parameters, message) => {
			const { error } = await bench.run(operation, parameters, { input: itemWith({ data: png() }) });
			expect(error?.message).toContain(message);
			expect(lines()).toEqual([]);
		},
	);

	it('a type that is not taken, and a file without content', async () => {
		const zip = { ...png(), mimeType: 'application/zip', fileName: 'a.zip' };
		const refused = await bench.run(
			'file.upload',
			{ otherFiles: 'data' },
			{ input: itemWith({ data: zip }) },
		);
		expect(refused.error?.message).toContain('of a type that Dental Referrals does not take');
		const empty = await bench.run(
			'file.upload',
			{ otherFiles: 'data' },
			{ input: itemWith({ data: png('') }) },
		);
		expect(empty.error?.message).toContain('names an empty file');
		expect(lines()).toEqual([]);
	});

	it('more than one item that waits, with the advice how to split', async () => {
		for (const [operation, parameters] of [
			['referral.waitForFiles', { urn: byId('TST0000004') }],
			['referral.prepare', john({ options: { resumeOnFiles: true } })],
		] as Array<[`${string}.${string}`, IDataObject]>) {
			const { error } = await bench.run(operation, parameters, { input: itemsOf(1, 2) });
			expect(error?.message).toContain('An execution can wait for one referral only');
			expect(error?.description).toContain('Execute Sub-workflow');
		}
		expect(lines()).toEqual([]);
	});

	it('the URN of another practice, told apart from a wrong key', async () => {
		const urn = byId(bench.vendor.seed.referrals.otherPractice.urn);
		const { error } = await bench.run('referral.getStatus', { urn });
		expect(error?.description).toContain('belongs to another practice');
		const dentalReferralsApi = bench.credential({ apiKey: '0000000000' });
		const wrong = await bench.run('referral.getStatus', { urn }, { credentials: { dentalReferralsApi } });
		expect(wrong.error).toMatchObject({ httpCode: '401', failure: { cause: 'credential-invalid' } });
	});

	it('what only the vendor knows', async () => {
		const form = await bench.run('referral.prepare', john({ form_type: byId('OrthodonticForm') }));
		expect(form.error).toMatchObject({ httpCode: '400' });
		const expired = await bench.run(
			'file.upload',
			{
				otherFiles: 'data',
				additionalFields: { fileupload_id: String(bench.vendor.seed.fileuploads.expired) },
			},
			{ input: itemWith({ data: png() }) },
		);
		expect(expired.error).toMatchObject({ httpCode: '404' });
		const unknown = await bench.run('referral.getStatus', {
			urn: byId(bench.vendor.seed.referrals.draft.urn),
		});
		expect(unknown.error?.message).toContain('does not know this URN');
		expect(unknown.error?.description).toContain('when the dentist has submitted the form');
	});
});

describe('file names', () => {
	it.each([
		['dente "27"\r\nX-Evil: 1.png', /^[A-Za-z0-9 ._-]+\.png$/],
		['Röntgen Zahn 27.PNG', /^Rontgen Zahn 27\.PNG$/],
		['рентген.png', /^file-1\.png$/],
		['../../etc/passwd.png', /^[A-Za-z0-9 ._-]+\.png$/],
		[undefined, /^file-1\.png$/],
	])('%p arrives safely', async (name, expected) => {
		const binary = { ...png(), fileName: name };
		const { error } = await bench.run(
			'file.upload',
			{ otherFiles: 'data' },
			{ input: itemWith({ data: binary }) },
		);
		expect(error).toBeUndefined();
		expect(bench.vendor.uploads.at(-1)!.filename).toMatch(expected);
		expect(last().headers['x-evil']).toBeUndefined();
	});
});

describe('File: Download', () => {
	const { urn } = { urn: 'TST0000001' };

	it('gives the PDF of a status', async () => {
		const status = await bench.run('referral.getStatus', { urn: byId(urn) });
		const [url] = status.items[0].json.referral_files as string[];
		const { items } = await bench.run('file.download', { url });
		expect(items[0].binary!.data).toMatchObject({ mimeType: 'application/pdf', fileName: `${urn}.pdf` });
		expect(Buffer.from(items[0].binary!.data.data, 'base64').subarray(0, 4).toString()).toBe('%PDF');
	});

	it.each([
		['http://app.dental-referrals.org.example.net/documents/a.pdf', 'app.dental-referrals.org.example.net'],
		['https://app.dental-referrals.org@example.net/documents/a.pdf', 'example.net'],
		['https://example.net/documents/a.pdf', 'example.net'],
	])('refuses %s by name', async (url, host) => {
		const { error } = await bench.run('file.download', { url });
		expect(error?.message).toContain(`points to another address (${host})`);
		expect(lines()).toEqual([]);
	});

	it('refuses a user name in front of the right host, and a redirect to another one', async () => {
		const url = `${bench.vendor.origin.replace('http://', 'http://someone@')}/documents/${urn}.pdf`;
		expect((await bench.run('file.download', { url })).error).toBeDefined();
		expect(lines()).toEqual([]);
		bench.vendor.fault({ kind: 'redirect', status: 302, location: 'https://example.net/a.pdf' });
		const redirected = await bench.run('file.download', {
			url: `${bench.vendor.origin}/documents/${urn}.pdf`,
		});
		expect(redirected.error?.message).toContain('example.net');
		expect(lines()).toHaveLength(1);
	});

	it('takes no login page for a file', async () => {
		bench.vendor.fault({ kind: 'body', body: '<html>Sign in</html>', contentType: 'text/html' });
		const { error } = await bench.run('file.download', {
			url: `${bench.vendor.origin}/documents/${urn}.pdf`,
		});
		expect(error?.message).toContain('did not give the file');
	});
});

describe('Referral: Wait for Files', () => {
	it('goes on at once when the PDFs are there', async () => {
		const { urn } = bench.vendor.seed.referrals.sent;
		const { items, run } = await bench.run('referral.waitForFiles', { urn: byId(urn) });
		expect(run.waitTill).toBeUndefined();
		expect(items[0].json.referral_urn).toBe(urn);
		expect(Object.keys(items[0].binary!)).toEqual(['file_1', 'file_2']);
	});

	it('sleeps when they are not, for as long as it may', async () => {
		const started = Date.now();
		const { run, error } = await bench.run('referral.waitForFiles', {
			urn: byId('TST0000004'),
			options: { maxHours: 2 },
		});
		expect(error).toBeUndefined();
		expect(Math.round((run.waitTill!.getTime() - started) / 60_000)).toBe(120);
	});

	it('can be told to bring no files', async () => {
		const { urn } = bench.vendor.seed.referrals.sent;
		const { items } = await bench.run('referral.waitForFiles', {
			urn: byId(urn),
			options: { downloadFiles: false },
		});
		expect(items[0].binary).toBeUndefined();
		expect(lines()).toEqual(['GET /referral_status']);
	});
});

describe('what is secret', () => {
	it('the link to the form is never opened', async () => {
		await bench.run('referral.prepare', john({ options: { resumeOnFiles: true } }));
		expect(bench.vendor.openedForms).toEqual([]);
	});

	it('a PTGUID stands in no message, even when the vendor quotes it', async () => {
		const body = { status: 'error', message: 'No referrals for NDJhNDJhNTJlOTZm=' };
		bench.vendor.fault({ kind: 'status', status: 404, body });
		const input = [{ json: { ptguid: 'NDJhNDJhNTJlOTZm=' } }];
		const result = await bench.run(
			'referral.getAllForPatient',
			{ ptguid: '={{ $json.ptguid }}', limit: 1 },
			{ input },
		);
		expect(result.error).toMatchObject({ httpCode: '404' });
		expect(everythingIn(result)).not.toContain('NDJhNDJhNTJlOTZm');
	});
});
