import type { IDataObject } from 'n8n-workflow';

import { split, type Task } from '../../nodes/fhir/transactions';
import { ApiFailure } from '../../nodes/shared/errors/apiFailure';
import { post, put, remove } from '../support/fhirTasks';

const answer = (...responses: IDataObject[]): IDataObject => ({
	resourceType: 'Bundle',
	type: 'batch-response',
	entry: responses.map((response) => ('response' in response ? response : { response })),
});
const doneOf = (task: Task, response: IDataObject) => split('Clinic Server', answer(response), [task])[0];

test.each<[string, IDataObject, object]>([
	[
		'a relative address',
		{ status: '201 Created', location: 'Patient/5/_history/2' },
		{ id: '5', reference: 'Patient/5', status: 201, created: true, versionId: '2' },
	],
	[
		'an absolute one, and a version of its own',
		{ status: '201', location: 'https://fhir.example/r4/Patient/a-1.b', etag: 'W/"9"' },
		{ id: 'a-1.b', reference: 'Patient/a-1.b', status: 201, created: true, versionId: '9' },
	],
	[
		'one in another spelling',
		{ status: '201 Created', location: 'https://fhir.example/r4/patient/5/history/2/' },
		{ id: '5', reference: 'Patient/5', status: 201, created: true, versionId: '2' },
	],
	[
		'a record that was there already',
		{ status: '200 OK', location: 'Patient/5' },
		{ id: '5', reference: 'Patient/5', status: 200, created: false },
	],
	[
		'the record itself',
		{
			response: { status: '201 Created' },
			resource: { resourceType: 'Patient', id: '5', meta: { versionId: '1' } },
		},
		{ id: '5', reference: 'Patient/5', status: 201, created: true, versionId: '1' },
	],
	['no address at all', { status: '201 Created' }, { status: 201, created: true }],
	[
		'a warning',
		{
			status: '201 Created',
			location: 'Patient/5',
			outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning' }] },
		},
		{ id: '5', reference: 'Patient/5', status: 201, created: true },
	],
])('to a create: %s', (_, response, json) => {
	expect(doneOf(post('Patient'), response)).toEqual({ json: { resourceType: 'Patient', ...json } });
});

test('to a change and to a deletion', () => {
	expect(doneOf(put('Patient', '7'), { status: '200 OK', etag: 'W/"4"' })).toEqual({
		json: { resourceType: 'Patient', id: '7', reference: 'Patient/7', status: 200, versionId: '4' },
	});
	expect(doneOf(remove('Slot', '9'), { status: '204 No Content' })).toEqual({
		json: { resourceType: 'Slot', id: '9', reference: 'Slot/9', status: 204, deleted: true },
	});
});

const said = (diagnostics: string, expression?: string) => ({
	resourceType: 'OperationOutcome',
	issue: [{ severity: 'error', diagnostics, ...(expression && { expression: [expression] }) }],
});

test.each<[string, IDataObject, object]>([
	[
		'in words',
		{ status: '422 Unprocessable', outcome: said('No date', 'Patient.birthDate') },
		{ message: 'Clinic Server: No date', statusCode: 422, field: 'birthDate' },
	],
	[
		'without words',
		{ status: '409 Conflict' },
		{ message: 'Clinic Server refused the record (409 Conflict)', statusCode: 409 },
	],
	[
		'behind a success',
		{ status: '200 OK', outcome: said('Not stored') },
		{ message: 'Clinic Server: Not stored' },
	],
	[
		'without a status',
		{},
		{ message: 'Clinic Server refused the record (no status)', statusCode: undefined },
	],
])('a refusal %s', (_, response, expected) => {
	const failure = doneOf(post('Patient'), response);
	expect(failure).toBeInstanceOf(ApiFailure);
	expect(failure).toMatchObject(expected);
});

test('each task gets its own, in the order of the Bundle', () => {
	const tasks = [post('Patient'), post('Slot'), post('Patient')];
	const responses = answer(
		{ status: '201', location: 'Patient/1' },
		{ status: '404' },
		{ status: '201', location: 'Patient/3' },
	);
	const done = split('Clinic Server', responses, tasks);
	expect(done.map((one) => (one instanceof ApiFailure ? one.statusCode : one.json.id))).toEqual([
		'1',
		404,
		'3',
	]);
});

test.each([
	['fewer', answer({ status: '201' })],
	['more', answer({ status: '201' }, { status: '201' }, { status: '201' })],
	['no', { resourceType: 'Bundle' }],
])('%s answers than entries make it unclear what was stored', (_, body) => {
	const tasks = [post('Patient'), post('Patient')];
	expect(() => split('Clinic Server', body, tasks)).toThrow(
		expect.objectContaining({
			message: expect.stringMatching(/^Clinic Server answered \d of 2 entries$/) as string,
			description: expect.stringContaining('may be stored twice') as string,
			unclear: true,
		}),
	);
});
