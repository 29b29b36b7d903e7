import { elementIn, isOutcome, outcomeWords, warningsIn } from '../../nodes/fhir/outcomes';
import { ApiFailure } from '../../nodes/shared/errors/apiFailure';
import { MadeUpServer } from '../support/fhirServer';

const outcome = (...issue: object[]) => ({ resourceType: 'OperationOutcome', issue });

describe('what a server says', () => {
	test.each<[string, object, string | undefined]>([
		['the text for people first', { details: { text: 'Too long' }, diagnostics: 'E17' }, 'Too long'],
		[
			'else what it is called',
			{ details: { coding: [{ code: 'c', display: 'Invalid' }] }, code: 'invalid' },
			'Invalid',
		],
		['else what is meant for operators', { details: { coding: [{ code: 'c' }] }, diagnostics: 'E17' }, 'E17'],
		['else a code of its own', { details: { coding: [{ code: 'MSG_1' }] }, code: 'invalid' }, 'MSG_1'],
		["else FHIR's code", { code: 'required' }, 'required'],
		['else nothing', {}, undefined],
	])('%s', (_, issue, message) => {
		expect(outcomeWords(422, outcome({ severity: 'error', ...issue }))?.message).toBe(message);
	});

	test('every issue that is grave is told, once, and others are not', () => {
		const issues = outcome(
			{ severity: 'warning', diagnostics: 'Odd' },
			{ severity: 'error', diagnostics: 'No name' },
			{ severity: 'fatal', diagnostics: 'No date', expression: ['Patient.birthDate'] },
			{ severity: 'error', diagnostics: 'No name' },
			{ severity: 'information', diagnostics: 'By the way' },
		);
		expect(outcomeWords(400, issues)).toEqual({ message: 'No name; No date', field: 'birthDate' });
	});

	test('a refusal that only warns is one all the same', () => {
		expect(outcomeWords(409, outcome({ severity: 'warning', diagnostics: 'Locked' }))?.message).toBe(
			'Locked',
		);
		expect(outcomeWords(500, outcome())).toEqual({ message: undefined, field: undefined });
	});

	test('success is success, unless it says that it is none', () => {
		expect(
			outcomeWords(200, outcome({ severity: 'information', details: { text: 'All OK' } })),
		).toBeUndefined();
		expect(outcomeWords(200, outcome({ severity: 'success' }))).toBeUndefined();
		expect(outcomeWords(201, outcome({ severity: 'warning', diagnostics: 'Odd' }))).toBeUndefined();
		expect(outcomeWords(204, '')).toBeUndefined();
		expect(outcomeWords(200, { resourceType: 'Patient' })).toBeUndefined();
		expect(outcomeWords(200, outcome({ severity: 'error', diagnostics: 'No name' }))?.message).toBe(
			'No name',
		);
	});
});

describe('what a gateway says that knows no FHIR', () => {
	test.each<[string, unknown, string | undefined]>([
		['NestJS, one', { statusCode: 400, message: 'Bad id', error: 'Bad Request' }, 'Bad id'],
		[
			'NestJS, several',
			{ statusCode: 400, message: ['Bad id', 'Bad date', 7], error: 'Bad Request' },
			'Bad id; Bad date',
		],
		['Google', { error: { code: 404, message: 'No such store', status: 'NOT_FOUND' } }, 'No such store'],
		['OAuth 2', { error: 'invalid_token', error_description: 'It has ended' }, 'It has ended'],
		['a bare word', { error: 'Not Found' }, 'Not Found'],
		['Spring', { timestamp: 1, status: 404, error: 'Not Found', path: '/Patient' }, 'Not Found'],
		['nothing that is known', { fault: { reason: 'x' } }, undefined],
		['an empty list', { message: [] }, undefined],
		['a page', '<html>Bad gateway</html>', undefined],
		['nothing', undefined, undefined],
		['null', null, undefined],
		['a list', [{ message: 'x' }], undefined],
	])('%s', (_, body, message) => {
		expect(outcomeWords(400, body)).toEqual({ message });
	});
});

describe('the element that it is about', () => {
	test.each<[string | undefined, string | undefined]>([
		['Patient.birthDate', 'birthDate'],
		['Patient.contact[0].name', 'contact.name'],
		['Patient.name[0].given[1]', 'name.given'],
		['Observation.value.ofType(Quantity).unit', 'valueQuantity.unit'],
		['Observation.component[1].value.ofType(string)', 'component.valueString'],
		['Observation.value[x]', 'value'],
		['Bundle.entry[2].resource.name', 'entry[2].resource.name'],
		['Bundle.entry[2].resource.ofType(Patient).name[0].family', 'entry[2].resource.name.family'],
		['Bundle.entry[12]', 'entry[12]'],
		['Patient', undefined],
		['Patient.extension("https://x.example")', undefined],
		["Patient.name.where(use = 'official')", undefined],
		['/f:Patient/f:birthDate', undefined],
		['', undefined],
		[undefined, undefined],
	])('%p', (expression, path) => {
		expect(elementIn(expression)).toBe(path);
	});

	test('is the first that is named, the old way too', () => {
		const issues = outcome(
			{ severity: 'error', diagnostics: 'a' },
			{ severity: 'error', diagnostics: 'b', location: ['Patient.gender'] },
			{ severity: 'error', diagnostics: 'c', expression: ['Patient.birthDate'] },
		);
		expect(outcomeWords(422, issues)?.field).toBe('gender');
	});
});

test('only warnings are remarks', () => {
	const body = outcome(
		{ severity: 'information', diagnostics: 'All OK' },
		{ severity: 'warning', details: { text: 'Unknown parameter' } },
		{ severity: 'warning' },
	);
	expect(warningsIn(body)).toEqual(['Unknown parameter']);
	expect(warningsIn(undefined)).toEqual([]);
	expect(isOutcome(body)).toBe(true);
	expect(isOutcome({ resourceType: 'Patient' })).toBe(false);
	expect(isOutcome('OperationOutcome')).toBe(false);
});

describe('a client', () => {
	test('shows each remark once, with the name of the vendor', async () => {
		const warning = outcome({ severity: 'warning', diagnostics: 'Unknown parameter' });
		const server = new MadeUpServer({ 'GET /Patient/1': warning, 'GET /Patient/2': warning });
		const client = await server.client();
		await client.attempt('Patient', { method: 'GET', path: '/Patient/1' });
		await client.attempt('Patient', { method: 'GET', path: '/Patient/2' });
		expect(server.hints).toEqual(['Clinic Server: Unknown parameter']);
	});

	test.each([
		['birthDate', 'Birth Date'],
		['contact.gender', 'Contact › Gender'],
		['deceased', 'Deceased'],
		['multipleBirthInteger', /^Multiple Birth \(/],
		['telecom.value', 'Telecom › Value'],
		['contact.gender.extension', 'Contact › Gender'],
		['species', undefined],
	])('calls %s what the form calls it', async (field, label) => {
		const client = await new MadeUpServer({}).client();
		const named = client.labelOf('Patient', field.split('.'));
		if (label instanceof RegExp) expect(named).toMatch(label);
		else expect(named).toBe(label);
	});

	test('refuses an answer that is no resource', async () => {
		const client = await new MadeUpServer({ 'GET /Patient/1': { hello: 'world' } }).client();
		const failure: unknown = await client.read('Patient', '1').catch((thrown: unknown) => thrown);
		expect(failure).toBeInstanceOf(ApiFailure);
		expect(failure).toMatchObject({
			message: 'Clinic Server answered with something other than a FHIR resource',
			description: expect.stringContaining('base URL') as string,
		});
	});
});
