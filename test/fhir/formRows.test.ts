import { filled, refused } from '../support/fhirForms';

const booked = { status: 'booked' };
const participantsOf = async (cells: object) =>
	(await filled('Appointment', { ...booked, ...cells })).participant;

test('lists become rows, and a single value holds for all of them', async () => {
	const cells = {
		'participant.actor': ['Patient/1', 'Practitioner/2', 'Location/3'],
		'participant.status': 'accepted',
		'participant.required': ['required', '', 'optional'],
	};
	expect(await participantsOf(cells)).toEqual([
		{ actor: { reference: 'Patient/1' }, status: 'accepted', required: 'required' },
		{ actor: { reference: 'Practitioner/2' }, status: 'accepted' },
		{ actor: { reference: 'Location/3' }, status: 'accepted', required: 'optional' },
	]);
});

test('one row from single values', async () => {
	const cells = {
		'participant.actor': 'Patient/1',
		'participant.status': 'accepted',
		'participant.type': 'Guest',
	};
	expect(await participantsOf(cells)).toEqual([
		{ type: [{ text: 'Guest' }], actor: { reference: 'Patient/1' }, status: 'accepted' },
	]);
});

test('a row for which the lists have nothing is none', async () => {
	const cells = { 'participant.actor': ['Patient/1', null, ''], 'participant.status': 'accepted' };
	expect(await participantsOf(cells)).toEqual([{ actor: { reference: 'Patient/1' }, status: 'accepted' }]);
});

test('a list of a single entry is a row', async () => {
	const cells = { 'participant.actor': ['Patient/1'], 'participant.status': ['accepted'] };
	expect(await participantsOf(cells)).toEqual([{ actor: { reference: 'Patient/1' }, status: 'accepted' }]);
});

test('lists in lists are what a row has several of', async () => {
	const cells = {
		'participant.type': [['Guest', 'Payer'], ['Host']],
		'participant.status': ['accepted', 'declined'],
	};
	expect(await participantsOf(cells)).toEqual([
		{ type: [{ text: 'Guest' }, { text: 'Payer' }], status: 'accepted' },
		{ type: [{ text: 'Host' }], status: 'declined' },
	]);
});

test('lists of different length are refused, by the part', async () => {
	const cells = {
		'participant.actor': ['Patient/1', 'Patient/2'],
		'participant.status': ['accepted', 'declined', 'tentative'],
	};
	expect(await refused(participantsOf(cells))).toContain(
		"The lists under 'Participant' are not of the same length. Pass as many values in each list",
	);
});

test('what a row lacks is named', async () => {
	const cells = { 'participant.actor': ['Patient/1', 'Patient/2'], 'participant.status': ['accepted', ''] };
	expect(await refused(participantsOf(cells))).toContain("'Participant › Status' is empty");
});

test('what a row has too much is named', async () => {
	const cells = { 'participant.actor': ['Patient/1'], 'participant.status': [['accepted', 'declined']] };
	expect(await refused(participantsOf(cells))).toContain(
		"'Participant › Status' holds a list where one value belongs",
	);
});

test('dates and records from expressions are values of a list', async () => {
	const cells = {
		'participant.actor': [
			{ resourceType: 'Patient', id: '1', name: 'Mario' },
			{ resourceType: 'Practitioner', id: '2' },
		],
		'participant.status': 'accepted',
	};
	expect(await participantsOf(cells)).toEqual([
		{ actor: { reference: 'Patient/1' }, status: 'accepted' },
		{ actor: { reference: 'Practitioner/2' }, status: 'accepted' },
	]);
});

describe('parts of parts', () => {
	const claim = {
		status: 'active',
		type: 'Oral',
		use: 'claim',
		patient: '1',
		created: '2026-03-28',
		provider: 'Organization/1',
		priority: 'normal',
		'insurance.sequence': 1,
		'insurance.focal': true,
		'insurance.coverage': '1',
	};
	const itemsOf = async (cells: object) => (await filled('Claim', { ...claim, ...cells })).item;

	test('go down two levels', async () => {
		const cells = {
			'item.sequence': [1, 2],
			'item.productOrService': ['Filling', 'Crown'],
			'item.detail.sequence': [[1, 2], [1]],
			'item.detail.productOrService': [['Anaesthesia', 'Filling'], ['Crown']],
			'item.detail.unitPrice': ['10 EUR', '500 EUR'],
		};
		expect(await itemsOf(cells)).toEqual([
			{
				sequence: 1,
				productOrService: { text: 'Filling' },
				detail: [
					{
						sequence: 1,
						productOrService: { text: 'Anaesthesia' },
						unitPrice: { value: 10, currency: 'EUR' },
					},
					{ sequence: 2, productOrService: { text: 'Filling' }, unitPrice: { value: 10, currency: 'EUR' } },
				],
			},
			{
				sequence: 2,
				productOrService: { text: 'Crown' },
				detail: [
					{ sequence: 1, productOrService: { text: 'Crown' }, unitPrice: { value: 500, currency: 'EUR' } },
				],
			},
		]);
	});

	test('are missed where they are required', async () => {
		const cells = { 'item.sequence': 1, 'item.productOrService': 'Crown', 'item.detail.sequence': [1] };
		expect(await refused(itemsOf(cells))).toContain("'Item › Detail › Product or Service' is empty");
	});

	test('are JSON further down', async () => {
		const subDetail = [{ sequence: 1, productOrService: { text: 'Glue' } }];
		const cells = {
			'item.sequence': 1,
			'item.productOrService': 'Crown',
			'item.detail.sequence': 1,
			'item.detail.productOrService': 'Crown',
			'item.detail.subDetail': JSON.stringify(subDetail),
		};
		expect(await itemsOf(cells)).toEqual([
			{
				sequence: 1,
				productOrService: { text: 'Crown' },
				detail: [{ sequence: 1, productOrService: { text: 'Crown' }, subDetail }],
			},
		]);
	});

	test('a part that is there once only takes no rows', async () => {
		const cells = { 'payee.type': 'provider', 'payee.party': 'Patient/1' };
		expect((await filled('Claim', { ...claim, ...cells })).payee).toEqual({
			type: { text: 'provider' },
			party: { reference: 'Patient/1' },
		});
		const rows = filled('Claim', { ...claim, 'payee.type': ['provider', 'subscriber'] });
		expect(await refused(rows)).toContain("'Payee › Type' holds a list where one value belongs");
	});
});
