import { checker } from '../shared/schema';
import { item, listOfOne, page } from './answers';
import { livingPatient } from './patients';
import type { PhoneNumber } from './records';
import { route, type Route } from './route';
import { find, newId } from './lookup';

/** The documentation marks none of the fields as required. */
const body = checker<Partial<PhoneNumber>>({
	type: 'object',
	additionalProperties: false,
	properties: {
		prefix: { type: 'string' },
		number: { type: 'string' },
		label: { type: 'string' },
		smsEnabled: { type: 'boolean' },
	},
});

const BLANK = { prefix: '', number: '', label: '', smsEnabled: false };
const PATH = '/patients/:patientId/phone-numbers';
/** As in the sample; the operation takes no offset and no limit, so all numbers come at once. */
const LIMIT = 100;

export const phoneNumberRoutes: Route[] = [
	route('GET', PATH, {
		handle({ archive, id, origin, path }) {
			const rows = livingPatient(archive, id('patientId')).phoneNumbers;
			return page({ rows, offset: 0, limit: Math.max(LIMIT, rows.length), address: new URL(path, origin) });
		},
	}),
	route('POST', PATH, {
		body,
		handle({ archive, id, body: sent }) {
			const patient = livingPatient(archive, id('patientId'));
			const phoneNumber = { ...BLANK, ...sent, id: newId(archive) };
			patient.phoneNumbers.push(phoneNumber);
			return listOfOne(phoneNumber);
		},
	}),
	route('GET', `${PATH}/:phoneNumberId`, {
		handle: ({ archive, id }) =>
			item(find(livingPatient(archive, id('patientId')).phoneNumbers, id('phoneNumberId'), 'Phone number')),
	}),
	route('UPDATE', `${PATH}/:phoneNumberId`, {
		body,
		handle({ archive, id, body: sent }) {
			const { phoneNumbers } = livingPatient(archive, id('patientId'));
			return listOfOne(Object.assign(find(phoneNumbers, id('phoneNumberId'), 'Phone number'), sent));
		},
	}),
];
