import type { IDataObject } from 'n8n-workflow';

import { byId } from '../support/bench';
import { startDotHealthBench, type DotHealthBench } from '../support/dotHealth';

/** Records of one person, as other servers write them, and what might make them somebody else's. */
let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const emma = { id: 'pt-7', name: [{ family: 'MacDonald', given: ['Emma'] }], birthDate: '1984-06-15' };
const pressure = (more: IDataObject = {}): IDataObject => ({
	resourceType: 'Observation',
	id: 'obs-1',
	status: 'final',
	code: { text: 'Blood pressure' },
	subject: { reference: 'Patient/pt-7' },
	...more,
});
const letter = (url: string): IDataObject => ({
	resourceType: 'DocumentReference',
	status: 'current',
	subject: { reference: 'Patient/pt-7' },
	content: [{ attachment: { contentType: 'application/pdf', url } }],
});
const respond = async (...records: IDataObject[]) =>
	await bench.run('communicationRequest.respond', {
		communicationRequestId: byId('12001'),
		message: 'Here they are.',
		records: records as unknown as IDataObject,
		recordVersion: 'R5',
		sourcePatient: emma as unknown as IDataObject,
	});
const posted = () => bench.vendor.requests.filter(({ path }) => path.endsWith('/Bundle'));
const sent = (): IDataObject =>
	(posted().at(-1)!.body as { entry: Array<{ resource: IDataObject }> }).entry[1].resource;

it('a version of the patient is the patient', async () => {
	const { error } = await respond(pressure({ subject: { reference: 'Patient/pt-7/_history/3' } }));
	expect(error).toBeUndefined();
	expect(sent().subject).toEqual({ reference: 'Patient/67001' });
});

it('the address of a file elsewhere goes along as it is', async () => {
	const { error } = await respond(letter('https://clinic.example/files/4711.pdf'));
	expect(error).toBeUndefined();
	expect(JSON.stringify(sent())).toContain('https://clinic.example/files/4711.pdf');
});

it.each([
	[
		'a patient on another server',
		pressure({ performer: [{ reference: 'https://clinic.example/fhir/Patient/pt-7' }] }),
		'A record (Observation) is about another patient than the source patient [item 0]',
	],
	[
		'a second patient deep inside',
		pressure({
			component: [
				{
					code: { text: 'x' },
					extension: [{ url: 'https://x.example', valueReference: { reference: 'Patient/pt-8' } }],
				},
			],
		}),
		'A record (Observation) is about another patient than the source patient [item 0]',
	],
	[
		'a patient inside of the record',
		pressure({ contained: [{ resourceType: 'Patient', id: 'p', name: [{ family: 'Tremblay' }] }] }),
		'A record (Observation) is about another patient than the source patient [item 0]',
	],
	[
		'a patient by a number of a register only',
		pressure({ subject: { type: 'Patient', identifier: { value: '4711' } } }),
		'A record (Observation) does not say which patient it is about [item 0]',
	],
	[
		'a file by its number on the other server',
		letter('Binary/4711'),
		'A record (DocumentReference) names a file that lies on the server it comes from [item 0]',
	],
])('%s keeps everything from being sent', async (_, record, message) => {
	const { error } = await respond(pressure(), record);
	expect(error?.message).toBe(message);
	expect(String(error?.message) + String(error?.description)).not.toMatch(/Tremblay|pt-8|4711/);
	expect(posted()).toEqual([]);
});
