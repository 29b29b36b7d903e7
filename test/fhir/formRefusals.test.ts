import { filled, refused } from '../support/fhirForms';

test.each<[string, string, object, string]>([
	['a required element that is missing', 'Observation', { code: 'x' }, "'Status' is empty. Fill it in"],
	['one of no entries', 'Observation', { status: 'final', code: [] }, "'Code' is empty"],
	['a required part', 'Appointment', { status: 'booked' }, "'Participant' is empty"],
	[
		'what a part requires',
		'Appointment',
		{ status: 'booked', 'participant.actor': 'Patient/1' },
		"'Participant › Status' is empty",
	],
	[
		'what a part that may be left out requires',
		'Patient',
		{ 'communication.preferred': true },
		"'Communication › Language' is empty",
	],
	[
		'every kind of a required element',
		'MedicationRequest',
		{ status: 'active', intent: 'order', subject: 'Patient/1' },
		'One of several fields has to be filled in. Fill in one of',
	],
	[
		'a code that is none',
		'Patient',
		{ gender: 'Male' },
		"'Gender' is set to a code that does not exist. Use one of: male, female, other, unknown",
	],
	[
		'a code of a part',
		'Appointment',
		{ status: 'booked', 'participant.status': 'maybe' },
		"'Participant › Status' is set to a code",
	],
	[
		'one code of several',
		'AllergyIntolerance',
		{ patient: '1', category: 'food,zebedee' },
		"'Category' is set to a code that does not exist",
	],
	[
		'a list for what is single',
		'Patient',
		{ gender: ['male', 'female'] },
		"'Gender' holds a list where one value belongs",
	],
	[
		'a reference to another type',
		'Appointment',
		{ status: 'booked', 'participant.status': 'accepted', slot: 'Patient/1' },
		"'Slot' cannot refer to that type of record. It refers to Slot.",
	],
	['a file that is not there', 'Patient', { photo: 'zebedee' }, 'There is no input field for the file'],
	['a name that means nothing', 'Patient', { name: '-' }, "'Name' is not a name"],
])('%s', async (_, type, cells, message) => {
	const said = await refused(filled(type, { ...cells }));
	expect(said).toContain(message);
	expect(said).not.toContain('zebedee');
});

test.each([
	['foo'],
	['birthDate.foo'],
	['contact.foo'],
	['name.foo'],
	['managingOrganization.reference'],
	['participant.actor'],
])('a field %s, which stayed when the type was changed', async (id) => {
	const said = await refused(filled('Patient', { [id]: 'zebedee' }));
	expect(said).toContain(`'${id}' that Patient does not have`);
	expect(said).toContain('Refresh field list');
	expect(said).not.toContain('zebedee');
});

test('but an empty field of another type does no harm', async () => {
	expect(await filled('Patient', { 'participant.actor': null, foo: '' })).toEqual({
		resourceType: 'Patient',
	});
});
